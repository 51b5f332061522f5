"""Reports of a layout of their own: an index says on which printed pages the form's Items stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.document import build
from pipeline.read.raw import RawDocument
from pipeline.records import Document, Form, Identity, Page, SectionState

FILLER = "The Company describes this matter in full and in a way that a careful reader can follow without effort."
TEXT = (FILLER, "It goes on for a second line of prose, which ends here and now.", FILLER, "It ends in a sentence.")
COVER = ("FORM 10-Q", "EXAMPLE CORPORATION", *TEXT)


def printed(form: Form, pages: list[tuple[str | None, tuple[str, ...]]]) -> Document:
    """A document of pages, each with the number printed on it and its lines."""
    texts = ["\n".join(lines) + "\n" for _, lines in pages]
    cut = [0]
    for text in texts:
        cut.append(cut[-1] + len(text))
    made = tuple(
        Page(start=cut[at], end=cut[at + 1], number=at + 1, label=label) for at, (label, _) in enumerate(pages)
    )
    raw = RawDocument(name="x.pdf", media="pdf", text="".join(texts), pages=made)
    return build(raw, Identity(company="Example Corp", form=form), "x.pdf", "0" * 64)


def places(found: Document) -> dict[str, tuple[int, str]]:
    """Of each Item its page and its first line."""
    return {
        one.key: (one.first_page, found.text[one.start : one.end].splitlines()[0])
        for one in found.sections
        if one.key.startswith("part") and one.state is not SectionState.MISSING
    }


QUARTER = [
    ("1", ("A Quarter in Review", *TEXT)),
    ("2", ("Consolidated Statements of Income", *TEXT)),
    ("3", ("Notes to Consolidated Statements", *TEXT)),
    ("4", (*TEXT, "Legal Proceedings", *TEXT)),
    ("5", ("Management's Discussion and Analysis", "Results of Operations", *TEXT)),
    ("6", TEXT),
    ("7", ("Liquidity and Capital Resources", *TEXT)),
    (
        "8",
        (
            "Other Key Information",
            "Quantitative and Qualitative Disclosures About Market Risk",
            *TEXT,
            "Risk Factors",
            'The risks described in "Risk Factors" in our 2022 Form 10-K could harm our business. These risk',
            "factors do not identify all risks that we face.",
            "Controls and Procedures",
            *TEXT,
            "Issuer Purchases of Equity Securities",
            *TEXT,
            "Trading Arrangements of Officers",
            *TEXT,
        ),
    ),
    ("9", ("Exhibits", "Exhibit Number Description", "31.1 Certification")),
]
INDEX = (
    "Form 10-Q Cross-Reference Index",
    "Item Number Item",
    "Part I - Financial Information",
    "Item 1. Financial Statements Pages 2 - 4",
    "Item 2. Management's Discussion and Analysis of Financial Condition and Results of Operations:",
    "Liquidity and capital resources Page 7",
    "Results of operations Pages 1, 5 - 6",
    "Item 3. Quantitative and Qualitative Disclosures About Market Risk Page 8",
    "Item 4. Controls and Procedures Page 8",
    "Part II - Other Information",
    "Item 1. Legal Proceedings Pages 3 - 4",
    "Item 1A. Risk Factors Page 8",
    "Item 2. Unregistered Sales of Equity Securities and Use of Proceeds Page 8",
    "Item 3. Defaults Upon Senior Securities Not applicable",
    "Item 4. Mine Safety Disclosures None",
    "Item 5. Other Information",
    "Trading arrangements of officers Page 8",
    "Item 6. Exhibits Page 9",
    "Signatures Page 11",
)
EXPECTED = {
    "part1.item1": (3, "Consolidated Statements of Income"),
    "part1.item2": (6, "Management's Discussion and Analysis"),
    "part1.item3": (9, "Quantitative and Qualitative Disclosures About Market Risk"),
    "part1.item4": (9, "Controls and Procedures"),
    "part2.item1": (5, "Legal Proceedings"),
    "part2.item1a": (9, "Risk Factors"),
    "part2.item2": (9, "Issuer Purchases of Equity Securities"),
    "part2.item3": (11, "Item 3. Defaults Upon Senior Securities Not applicable"),
    "part2.item4": (11, "Item 4. Mine Safety Disclosures None"),
    "part2.item5": (9, "Trading Arrangements of Officers"),
    "part2.item6": (10, "Exhibits"),
}


def quarter(index: tuple[str, ...]) -> Document:
    return printed(Form.TEN_Q, [(None, COVER), *QUARTER, ("10", index), ("11", ("Signatures", "By: A. Person"))])


def test_the_index_is_the_map() -> None:
    found = quarter(INDEX)
    assert places(found) == EXPECTED
    by_key = {one.key: one for one in found.sections}
    assert by_key["part2.item1a"].state is SectionState.BY_REFERENCE
    assert (by_key["part1.item1"].last_page, by_key["part1.item2"].last_page) == (5, 8)
    assert by_key["part1.item4"].end == by_key["part2.item2"].start
    assert not [doubt for doubt in found.coverage.doubts if "the other way round" in doubt]


def as_bare_numbers(row: str) -> list[str]:
    """The head of the column says "Item"."""
    return [row.removeprefix("Item ")]


def as_dots(row: str) -> list[str]:
    title, page, pages = row.partition(" Page")
    return [f"{title} ...... {pages.lstrip('s ')}" if page else title]


def as_three_lines(row: str) -> list[str]:
    """A tool that prints each cell on a line of its own."""
    number, stop, rest = row.partition(". ") if row.startswith("Item") else ("", "", row)
    title, page, pages = rest.partition(" Page")
    return [line for line in (number + stop, title, page.strip() + pages if page else "") if line]


def as_cells(row: str) -> list[str]:
    return [row.replace(". ", ". | ", 1).replace(" Page", " | Page")]


@pytest.mark.parametrize("style", [as_bare_numbers, as_dots, as_three_lines, as_cells])
def test_an_index_in_another_dress(style: object) -> None:
    assert callable(style)
    found = quarter(tuple(line for row in INDEX for line in style(row)))
    assert {key: page for key, (page, _) in places(found).items()} == {key: page for key, (page, _) in EXPECTED.items()}


def test_an_index_in_front_without_heads_of_parts() -> None:
    index = tuple(row for row in INDEX if not row.startswith("Part"))
    found = printed(Form.TEN_Q, [(None, COVER), (None, index), *QUARTER, ("10", ("Signatures", "By: A. Person"))])
    wanted = {key: (page + 1 if page < 11 else 2, line) for key, (page, line) in EXPECTED.items()}
    assert places(found) == wanted


def test_an_index_that_runs_over_a_page_end() -> None:
    first = INDEX[:10]
    found = printed(
        Form.TEN_Q,
        [(None, COVER), *QUARTER, ("10", first), ("11", INDEX[10:]), ("12", ("Signatures", "By: A. Person"))],
    )
    assert {key: page for key, (page, _) in places(found).items() if page < 11} == {
        key: page for key, (page, _) in EXPECTED.items() if page < 11
    }


def test_pages_without_a_number_and_exhibits_that_count_anew() -> None:
    pages = [(label if label in ("2", "6", "8") else None, lines) for label, lines in QUARTER]
    tail = [(str(number), TEXT) for number in range(1, 3)]
    found = printed(Form.TEN_Q, [(None, COVER), *pages, ("10", INDEX), *tail])
    assert places(found) == EXPECTED


def test_the_chapters_in_the_contents_are_no_items() -> None:
    contents = (
        "Table of Contents",
        *TEXT,
        *TEXT,
        "Page",
        "A Quarter in Review 1",
        "Consolidated Statements of Income 2",
        "Notes to Consolidated Statements 3",
        "Management's Discussion and Analysis",
        "Results of Operations 5",
        "Liquidity and Capital Resources 7",
        "Other Key Information",
        "Risk Factors 8",
        "Exhibits 9",
    )
    found = printed(Form.TEN_Q, [(None, COVER), (None, contents), *QUARTER, ("10", INDEX)])
    assert places(found) == {key: (page + 1, line) for key, (page, line) in EXPECTED.items()}


def test_an_annual_report_with_its_first_item_over_several_chapters() -> None:
    chapters = [
        ("1", ("Our Company", *TEXT)),
        ("2", ("How We Build", *TEXT)),
        ("3", TEXT),
        ("4", ("Our Strategy", *TEXT)),
        ("5", ("Risk Factors", *TEXT, "Properties", *TEXT)),
        ("6", ("Financial Review", *TEXT)),
        ("7", TEXT),
        ("8", ("Consolidated Statements", *TEXT)),
    ]
    index = (
        "FORM 10-K CROSS-REFERENCE INDEX",
        "Part I",
        "Item 1. Business:",
        "General development of business Page 1",
        "Description of business Pages 2 - 4, 6",
        "Available information Page 1",
        "Item 1A. Risk Factors Page 5",
        "Item 1B. Unresolved Staff Comments Not applicable",
        "Item 2. Properties Page 5",
        "Part II",
        "Item 7. Management's Discussion and Analysis of Financial Condition and Results of Operations Pages 6 - 7",
        "Item 8. Financial Statements and Supplementary Data Page 8",
        "Part III",
        "Item 10. Directors, Executive Officers and Corporate Governance (a)",
        "Item 11. Executive Compensation (a)",
        "Part IV",
        "Item 15. Exhibits and Financial Statement Schedules Page 8",
        "Item 16. Form 10-K Summary None",
        "(a) Incorporated by reference to the Proxy Statement for the annual meeting.",
    )
    found = printed(Form.TEN_K, [(None, COVER), *chapters, ("9", index)])
    pages = {key: page for key, (page, _) in places(found).items()}
    assert pages == {
        "part1.item1": 2,
        "part1.item1a": 6,
        "part1.item1b": 10,
        "part1.item2": 6,
        "part2.item7": 7,
        "part2.item8": 9,
        "part3.item10": 10,
        "part3.item11": 10,
        "part4.item15": 9,
        "part4.item16": 10,
    }
    by_key = {one.key: one for one in found.sections}
    assert by_key["part3.item10"].state is SectionState.BY_REFERENCE
    assert by_key["part3.item10"].outside
    assert by_key["part1.item1"].last_page == 5


@settings(max_examples=40)
@given(
    shift=st.integers(0, 90),
    sign=st.sampled_from(["Page {}", "page {}", "{}", "...... {}", "| {}", "Pages {}"]),
    dash=st.sampled_from(["-", " - ", "\u2013", " \u2013 ", " to "]),
    title=st.sampled_from(["Cross-Reference Index", "FORM 10-Q CROSS REFERENCE INDEX", "Form 10-Q Cross-Reference"]),
)
def test_however_the_pages_are_printed(shift: int, sign: str, dash: str, title: str) -> None:
    """The places do not hang on the sign before a page, the dash between two, or where the count begins."""

    def row(text: str) -> str:
        words, page, pages = text.partition(" Page")
        if not page:
            return text
        numbers = ", ".join(
            dash.join(str(int(number) + shift) for number in part.split("-")) for part in pages.lstrip("s ").split(",")
        )
        return f"{words} {sign.format(numbers)}"

    index = (title, *(row(text) for text in INDEX[1:]))
    pages = [(str(int(label) + shift), lines) for label, lines in QUARTER]
    found = printed(Form.TEN_Q, [(None, COVER), *pages, (str(10 + shift), index), (None, ("Signatures", "By: A."))])
    assert {key: page for key, (page, _) in places(found).items()} == {key: page for key, (page, _) in EXPECTED.items()}
