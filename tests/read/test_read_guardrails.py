"""What looks wrong about the Items found is told in a sentence, and what is right is not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pipeline.read.document import build
from pipeline.read.forms import PRESCRIBED, prescribed_for
from pipeline.read.guardrails import BANDS
from pipeline.read.raw import RawDocument
from pipeline.records import Form, Identity, Page, SectionState

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Document

PROSE = ["The Company describes this matter in full, so that a careful reader can follow without effort."] * 60
TITLES = {
    "1": "Financial Statements",
    "2": "Management's Discussion and Analysis",
    "3": "Quantitative and Qualitative Disclosures About Market Risk",
    "4": "Controls and Procedures",
}
END = dt.date(2025, 9, 30)


def read(*lines: str, form: Form = Form.TEN_Q) -> Document:
    text = "\n".join(lines) + "\n"
    raw = RawDocument(name="x.txt", media="text", text=text, pages=(Page(start=0, end=len(text), number=1),))
    return build(raw, Identity(company="Example Corp", form=form, period_end=END), "x.txt", "0" * 64)


def item(number: str, body: list[str]) -> list[str]:
    return [f"Item {number}. {TITLES[number]}", *body]


def quarterly(**bodies: list[str]) -> list[str]:
    return ["PART I", *(line for number in TITLES for line in item(number, bodies.get(f"item{number}", PROSE)))]


def test_a_filing_of_likely_sizes_in_order_raises_no_doubt() -> None:
    assert read(*quarterly()).coverage.doubts == ()


def test_an_item_that_is_a_heading_alone_is_told() -> None:
    (told,) = read(*quarterly(item2=["Overview"])).coverage.doubts
    assert told.startswith("Item 2 (Management's Discussion and Analysis) is a heading with no text under it")


def test_an_item_much_shorter_than_in_any_filing_is_told() -> None:
    (told,) = read(*quarterly(item2=PROSE[:10])).coverage.doubts
    assert told.startswith("Item 2 (Management's Discussion and Analysis) has only 995 ")
    assert "28,795 or more" in told


def test_an_item_that_says_it_does_not_apply_may_be_short() -> None:
    assert read(*quarterly(item3=["Not applicable to a smaller reporting company."])).coverage.doubts == ()


def test_an_item_much_longer_than_in_any_filing_is_told() -> None:
    (told,) = read(*quarterly(item4=PROSE * 10)).coverage.doubts
    assert told.startswith("Item 4 (Controls and Procedures) has 5")
    assert "text of other Items may be in it" in told


def test_a_later_item_inside_is_told() -> None:
    body = [*PROSE, "Item 4. Controls and Procedures", *PROSE]
    (told,) = read(*quarterly(item2=body)).coverage.doubts
    assert told == (
        "Item 2 (Management's Discussion and Analysis) has a heading of Item 4 (Controls and Procedures) inside it, on "
        "page 1: what follows may belong there."
    )


def test_items_in_another_order_are_told() -> None:
    told = read("PART I", *item("2", PROSE), *item("1", PROSE)).coverage.doubts
    order = "Item 2 (Management's Discussion and Analysis) stands before Item 1 (Financial Statements)"
    assert f"{order}; the form has them the other way round." in told


def test_items_of_an_annual_report_without_a_heading_are_told_in_one_sentence() -> None:
    found = read("Item 1. Business", *PROSE, "Item 7. Management's Discussion and Analysis", *PROSE, form=Form.TEN_K)
    assert found.coverage.doubts[-1] == (
        "No heading was found for Items 1A, 1B, 1C, 2, 3, 4, 5, 7A, 8, 9, 9A, 9B, 9C, 10, 11, 12, 13, 14 and 15."
    )


@pytest.mark.parametrize(
    ("end", "absent"),
    [
        (dt.date(2002, 12, 31), {"1A", "1B", "1C", "9A", "9B", "9C", "15"}),
        (dt.date(2019, 12, 31), {"1C", "9C"}),
        (dt.date(2025, 12, 31), {"6"}),
    ],
)
def test_an_item_is_asked_for_only_while_its_rule_is_in_force(end: dt.date, absent: set[str]) -> None:
    asked = {item.item for item in prescribed_for(Form.TEN_K, end) if item.in_force(end)}
    assert {item.item for item in PRESCRIBED[Form.TEN_K]} - asked == absent


def test_every_band_is_of_an_item_of_its_form() -> None:
    for form, bands in BANDS.items():
        assert set(bands) <= {item.key for item in PRESCRIBED[form]}
        assert all(band.shortest <= band.longest for band in bands.values())


def test_real_filings_raise_doubts_only_where_there_is_something_to_see(filing: Callable[[str], Document]) -> None:
    for name, count in {"NVDA_2025-10-26_10-Q.pdf": 0, "SQ_2021_10-K.pdf": 0, "JPM_2023_Q1_10-Q.pdf": 1}.items():
        assert len(filing(name).coverage.doubts) == count, name


def test_an_item_in_another_document_is_told_from_one_elsewhere_in_this() -> None:
    here = ["See Note 5 of the notes to the financial statements in Part I, Item 1 of this Form 10-Q."]
    there = ["Refer to Part II, Item 7A, of our Annual Report on Form 10-K for this information."]
    found = {one.key: one for one in read(*quarterly(item3=there, item4=here)).sections}
    assert found["part1.item3"].state is found["part1.item4"].state is SectionState.BY_REFERENCE
    assert (found["part1.item3"].outside, found["part1.item4"].outside) == (True, False)
