"""The table for spreadsheets: every cell what the fact file says, and none that a spreadsheet works out."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export import csv_lines
from pipeline.export.columns import COLUMNS
from pipeline.export.table import inert
from pipeline.inert import clean
from pipeline.records import Amount, Binding, Change, Dates, Evidence, Proof, Qualifier
from pipeline.records.reviewed import DealReview
from tests.export.conftest import STEM, made

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.export import Row
    from pipeline.records import Deal

SIGNS = "-=+@＝＋－＠"
DOCS = Path(__file__).resolve().parents[2] / "docs" / "export.md"


def taken_back(cell: str) -> str:
    """What docs/export.md tells readers to write."""
    (pattern,) = re.findall(r'^FORMULA = re\.compile\(r"""(.+)"""\)$', DOCS.read_text("utf-8"), re.MULTILINE)
    return re.sub(pattern, r"\1", cell)


def table(rows: list[Row]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(csv_lines(rows)).decode(), newline="")))


def test_a_row_tells_all_of_a_deal(deal: Callable[..., Deal]) -> None:
    told = deal(
        "Tessel",
        "equity_investment",
        billions="2.5",
        qualifier="up_to",
        binding="conditional",
        binding_phrase="subject to approval",
        conditions=("subject to approval", "closing; or not"),
        dates=Dates(signed="2031-05", end="2033-01-31"),
        change=Change(state="hardened", was="intent", about=("binding",), stem="2031-03-31_10-Q", page=3),
        review=DealReview(decision="corrected", by="Ada Holt", on=dt.date(2031, 8, 2), unproved=("payer",)),
        evidence=(
            Evidence(
                start=4, end=9, page=7, quote="We told “of” Tessel, twice.", section="note3", speaker="Maria Holt"
            ),
            Evidence(start=40, end=49, page=12, quote="And again."),
        ),
    )
    (row,) = table(made(told, ticker="QLMK", cik="0000123456", fiscal_period="Q2 2031", amendment=True))
    expected = {
        "briefing": STEM,
        "company": "Quillmark Inc.",
        "cik": "0000123456",
        "amendment": "true",
        "day": "2031-06-30",
        "number": "1",
        "type": "equity_investment",
        "party": "Tessel",
        "payer": "filer",
        "amount": "2500000000",
        "amount_unit": "USD",
        "amount_qualifier": "up_to",
        "amount_words": "$2.5 billion",
        "binding": "conditional",
        "conditions": '["subject to approval","closing; or not"]',
        "signed": "2031-05",
        "start": "",
        "end": "2033-01-31",
        "related_party": "false",
        "change": "hardened",
        "change_was": "intent",
        "change_about": '["binding"]',
        "change_briefing": "QLMK/2031-03-31_10-Q",
        "change_page": "3",
        "review": "corrected",
        "reviewed_by": "Ada Holt",
        "reviewed_on": "2031-08-02",
        "review_unproved": '["payer"]',
        "review_stale": "[]",
        "page": "7",
        "section": "note3",
        "speaker": "Maria Holt",
        "quote": "We told “of” Tessel, twice.",
        "source": "filings/quillmark_inc..pdf",
    }
    assert {name: row[name] for name in expected} == expected
    assert [piece["page"] for piece in json.loads(row["evidence"])] == [7, 12]
    (amount,) = json.loads(row["amounts"])
    assert (amount["value"], amount["page"]) == ("2500000000", 7)
    assert Decimal(amount["value"]) == told.amounts[0].value


def test_what_is_not_known_is_an_empty_cell(deal: Callable[..., Deal]) -> None:
    (row,) = table(made(deal("lenders", "debt", billions=None)))
    assert {row[name] for name in ("amount", "amount_unit", "amount_what", "change", "signed", "ticker")} == {""}
    assert row["amounts"] == "[]"


def test_a_range_has_both_ends(deal: Callable[..., Deal]) -> None:
    ends = tuple(
        Amount(value=Decimal(value), unit="USD", qualifier=qualifier, as_written="$1", proof=Proof.QUOTE)
        for value, qualifier in ((1, Qualifier.RANGE_LOW), (2, Qualifier.RANGE_HIGH))
    )
    (row,) = made(deal("Tessel", amounts=ends))
    (told,) = table([row._replace(chosen=row.chosen._replace(amounts=ends))])
    assert (told["amount"], told["amount_to"]) == ("1", "2")


def test_lines_are_those_of_rfc_4180(deal: Callable[..., Deal]) -> None:
    written = b"".join(csv_lines(made(deal("Tessel", quote='He said: "yes", and\nwent.'), deal("Other"))))
    assert written.count(b"\r\n") == 3
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert b'"He said: ""yes"", and went."' in written
    assert not written.startswith(b"\xef\xbb\xbf")
    heads = written.split(b"\r\n")[0].decode().split(",")
    assert heads == [column.name for column in COLUMNS]
    assert len(set(heads)) == len(heads)


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ("=cmd|' /c calc'!A1", "'=cmd|' /c calc'!A1"),
        ("-5 percent", "'-5 percent"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a; +1", "a; '+1"),
        ('a;"=1', "a;\"'=1"),
        ("a-b; c=d", "a-b; c=d"),
        ("＝1", "'＝1"),
    ],
)
def test_no_cell_is_a_formula(said: str, cell: str) -> None:
    assert inert(said) == cell
    assert taken_back(cell) == said


@given(st.text(st.sampled_from("=+-@＝＋－＠;'\" ,a1|\t\n") | st.characters()))
def test_what_is_put_before_a_formula_can_be_taken_back(said: str) -> None:
    said = clean(said)
    assert taken_back(inert(said)) == said


@given(st.text(st.sampled_from("=+-@＝＋－＠;'\" ,a1|"), max_size=12), st.sampled_from(",;"))
def test_no_spreadsheet_finds_a_formula_whatever_separates_its_cells(said: str, separator: str) -> None:
    from tests.loop.conftest import make_deal  # noqa: PLC0415

    told = make_deal("Tessel", binding_phrase=said, conditions=(said,), quote=f"{said}x", summary=said)
    written = b"".join(csv_lines(made(told))).decode()
    for line in csv.reader(io.StringIO(written, newline=""), delimiter=separator):
        assert not [cell for cell in line if cell.strip(' "')[:1] in set(SIGNS)]
    (row,) = csv.DictReader(io.StringIO(written, newline=""))
    assert json.loads(row["conditions"]) == [clean(said)]
    assert taken_back(row["quote"]) == clean(f"{said}x")


def test_a_negative_number_stays_a_number(deal: Callable[..., Deal]) -> None:
    (row,) = table(made(deal("Tessel", billions="-1")))
    assert row["amount"] == "-1000000000"


def test_every_word_of_fixed_meaning_is_written_as_the_fact_file_writes_it(deal: Callable[..., Deal]) -> None:
    written = table(made(*(deal(f"P{number}", binding=each.value) for number, each in enumerate(Binding))))
    assert [row["binding"] for row in written] == [each.value for each in Binding]
    assert {row["day"] for row in written} == {dt.date(2031, 6, 30).isoformat()}
