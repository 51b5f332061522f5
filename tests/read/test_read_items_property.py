"""Made-up filings whose headings stand in every shape that filings print: each Item begins where it was put."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.document import build
from pipeline.read.raw import RawDocument
from pipeline.records import Document, Form, Identity, Page, SectionState

PROSE = (
    "The Company describes this matter in full and in a way that a careful reader can follow without effort.",
    "Sales rose in the year under review because customers bought more of what the Company makes and sells.",
    "The matter is told in Item 1A. Risk Factors of this report and goes on for a second sentence right here.",
    "A lawsuit was filed in the third quarter, and see also Part I,",
    "Item 7. Management's Discussion and Analysis of this report for more on the subject that is told here.",
    "Nothing else of note took place, and the text of this paragraph ends with the words that follow now.",
)
"""Lines of text; two of them are one sentence that names an Item at the beginning of a line."""


class Item(NamedTuple):
    key: str
    part: str
    number: str
    title: str


TEN_K = (
    Item("part1.item1", "I", "1", "Business"),
    Item("part1.item1a", "I", "1A", "Risk Factors"),
    Item("part1.item1b", "I", "1B", "Unresolved Staff Comments"),
    Item("part1.item1c", "I", "1C", "Cybersecurity"),
    Item("part1.item2", "I", "2", "Properties"),
    Item("part1.item3", "I", "3", "Legal Proceedings"),
    Item("part1.item4", "I", "4", "Mine Safety Disclosures"),
    Item("part2.item5", "II", "5", "Market for Registrant's Common Equity and Related Stockholder Matters"),
    Item("part2.item6", "II", "6", "[Reserved]"),
    Item("part2.item7", "II", "7", "Management's Discussion and Analysis of Financial Condition"),
    Item("part2.item7a", "II", "7A", "Quantitative and Qualitative Disclosures About Market Risk"),
    Item("part2.item8", "II", "8", "Financial Statements and Supplementary Data"),
    Item("part2.item9", "II", "9", "Changes in and Disagreements with Accountants"),
    Item("part2.item9a", "II", "9A", "Controls and Procedures"),
    Item("part2.item9b", "II", "9B", "Other Information"),
    Item("part3.item10", "III", "10", "Directors, Executive Officers and Corporate Governance"),
    Item("part3.item11", "III", "11", "Executive Compensation"),
    Item("part3.item12", "III", "12", "Security Ownership of Certain Beneficial Owners and Management"),
    Item("part3.item13", "III", "13", "Certain Relationships and Related Transactions"),
    Item("part3.item14", "III", "14", "Principal Accountant Fees and Services"),
    Item("part4.item15", "IV", "15", "Exhibits and Financial Statement Schedules"),
)
TEN_Q = (
    Item("part1.item1", "I", "1", "Financial Statements (Unaudited)"),
    Item("part1.item2", "I", "2", "Management's Discussion and Analysis of Financial Condition"),
    Item("part1.item3", "I", "3", "Quantitative and Qualitative Disclosures About Market Risk"),
    Item("part1.item4", "I", "4", "Controls and Procedures"),
    Item("part2.item1", "II", "1", "Legal Proceedings"),
    Item("part2.item1a", "II", "1A", "Risk Factors"),
    Item("part2.item2", "II", "2", "Unregistered Sales of Equity Securities and Use of Proceeds"),
    Item("part2.item5", "II", "5", "Other Information"),
    Item("part2.item6", "II", "6", "Exhibits"),
)
FORMS = {Form.TEN_K: TEN_K, Form.TEN_Q: TEN_Q}
REFERENCES = (
    "The information required by this Item is incorporated herein by reference to our Proxy Statement.",
    "See Note 5 of the notes to the consolidated financial statements for this information.",
)


class Shape(NamedTuple):
    """How a document prints its headings."""

    word: str
    dot: str
    capitals: bool
    split: str
    contents: bool
    running: bool
    part_headings: bool
    continued: bool


SHAPES = st.builds(
    Shape,
    word=st.sampled_from(["Item", "ITEM", "I tem"]),
    dot=st.sampled_from([". ", " ", ": ", " \u2013 ", " - ", ".\u00a0\u00a0", "\u2014"]),
    capitals=st.booleans(),
    split=st.sampled_from(["no", "number", "title"]),
    contents=st.booleans(),
    running=st.booleans(),
    part_headings=st.booleans(),
    continued=st.booleans(),
)


def heading(item: Item, shape: Shape) -> list[str]:
    title = item.title.upper() if shape.capitals else item.title
    if shape.split == "number":
        return [f"{shape.word} {item.number}{shape.dot.rstrip()}", title]
    whole = f"{shape.word} {item.number}{shape.dot}{title}"
    at = whole.rfind(" ")
    if shape.split == "title" and len(title.split()) > 2:
        return [whole[:at], whole[at + 1 :]]
    return [whole]


def contents(items: tuple[Item, ...]) -> list[str]:
    rows = ["TABLE OF CONTENTS"]
    part = ""
    for number, item in enumerate(items):
        rows += [f"PART {item.part}"] * (item.part != part) + [f"Item {item.number}. {item.title} {3 + 4 * number}"]
        part = item.part
    return rows


def filing(items: tuple[Item, ...], shape: Shape, bodies: list[list[str]]) -> tuple[str, dict[str, int]]:
    """Give the text of a filing, and where the heading of each Item begins."""
    rows = ["FORM", *(contents(items) if shape.contents else [])]
    rows += list(PROSE[:3])
    places: dict[str, int] = {}
    part = ""
    for item, body in zip(items, bodies, strict=True):
        if item.part != part and (shape.part_headings or part == ""):
            rows.append(f"PART {item.part}")
        elif item.part != part:
            rows += [f"PART {item.part} - OTHER"]
        part = item.part
        places[item.key] = len(rows)
        rows += heading(item, shape)
        for page in range(0, len(body), len(PROSE)):
            rows += body[page : page + len(PROSE)]
            rows += [f"PART {item.part}", f"Item {item.number}"] * shape.running
        if shape.continued and len(body) > 2:
            rows.append(f"Item {item.number}. {item.title} (continued)")
            rows.append(PROSE[0])
    rows.append("SIGNATURES")
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row) + 1)
    return "\n".join(rows) + "\n", {key: starts[row] for key, row in places.items()}


def read(text: str, form: Form) -> Document:
    raw = RawDocument(name="x.txt", media="text", text=text, pages=(Page(start=0, end=len(text), number=1),))
    return build(raw, Identity(company="Example Corp", form=form), "x.txt", "0" * 64)


def starts(found: Document) -> dict[str, int]:
    return {section.key: section.start for section in found.sections if section.state is not SectionState.MISSING}


@settings(max_examples=120)
@given(
    form=st.sampled_from([Form.TEN_K, Form.TEN_Q]),
    shape=SHAPES,
    repeats=st.lists(st.integers(1, 3), min_size=len(TEN_K), max_size=len(TEN_K)),
)
def test_every_item_begins_where_its_heading_stands(form: Form, shape: Shape, repeats: list[int]) -> None:
    items = FORMS[form]
    bodies = [list(PROSE) * times for _, times in zip(items, repeats, strict=False)]
    text, places = filing(items, shape, bodies)
    assert starts(read(text, form)) == places


@settings(max_examples=60)
@given(
    shape=SHAPES.filter(lambda shape: not shape.running),
    referred=st.sets(st.sampled_from([item.key for item in TEN_K[1:-1]])),
    words=st.sampled_from(REFERENCES),
)
def test_items_by_reference_are_told_from_items_with_text(shape: Shape, referred: set[str], words: str) -> None:
    bodies = [[words] if item.key in referred else list(PROSE) for item in TEN_K]
    text, places = filing(TEN_K, shape, bodies)
    found = read(text, Form.TEN_K)
    assert starts(found) == places
    assert {s.key for s in found.sections if s.state is SectionState.BY_REFERENCE} == referred
    assert {s.key for s in found.sections if s.outside} == (referred if "Proxy" in words else set())


@pytest.mark.parametrize(
    ("printed", "keys"),
    [
        ("Items 1 and 2. Business and Properties", ("part1.item1", "part1.item2")),
        ("Items 1. and 2. Business and Properties", ("part1.item1", "part1.item2")),
        ("ITEMS 1 & 2. BUSINESS AND PROPERTIES.", ("part1.item1", "part1.item2")),
        ("Item 1. and Item 2. Description of Business and Properties", ("part1.item1",)),
        ("Items 1 and 2.", ("part1.item1", "part1.item2")),
        ("Items 10 through 14.", tuple(f"part3.item{number}" for number in range(10, 15))),
        ("Items 10, 11, 12, 13 and 14. Directors and other matters", tuple(f"part3.item{n}" for n in range(10, 15))),
        ("Item 9A(T). Controls and Procedures", ("part2.item9a",)),
        ("Item 9A (T) \u2013 Controls and Procedures", ("part2.item9a",)),
        ("Item 5Market for Registrant's Common Equity", ("part2.item5",)),
        ("Part I, Item 1A. Risk Factors", ("part1.item1a",)),
        ("PART II \u2014 ITEM 7. MANAGEMENT\u2019S DISCUSSION AND ANALYSIS", ("part2.item7",)),
        (">ITEM 7A. QUANTITATIVE AND QUALITAT\nIVE DISCLOSURES ABOUT MARKET RISK", ("part2.item7a",)),
        ("ITEM 8. FINANCIAL STATE\nMENTS AND SUPPLEMENTARY DATA", ("part2.item8",)),
        ("Item 15. Index to Exhibits", ("part4.item15",)),
    ],
)
def test_shapes_of_one_heading(printed: str, keys: tuple[str, ...]) -> None:
    text = "\n".join([*PROSE, printed, *PROSE, *PROSE, "SIGNATURES"]) + "\n"
    found = starts(read(text, Form.TEN_K))
    place = text.index(printed)
    assert {key for key, start in found.items() if place <= start <= place + 1} == set(keys)


@pytest.mark.parametrize(
    "line",
    [
        "Item 1B, 2, 3, 4",
        "Items 1 and 2 of Part I tell more about the business and the properties of the Company.",
        "Item 3 plants were closed",
        "Part II of this report tells more.",
    ],
)
def test_lines_that_head_nothing(line: str) -> None:
    text = "\n".join(["Item 1. Business", *PROSE, line, *PROSE, "Item 7. Management's Discussion and Analysis", *PROSE])
    assert set(starts(read(text + "\n", Form.TEN_K))) == {"part1.item1", "part2.item7"}


def test_an_index_gives_the_pages_of_items_without_headings() -> None:
    items = TEN_Q[:4]
    rows = [f"Item {item.number}. {item.title} {2 + 3 * number}" for number, item in enumerate(items)]
    rows += ["PART II", "Item 1. Legal Proceedings 11", "Item 1A. Risk Factors 11", "Item 6. Exhibits 12"]
    pages = ["\n".join(["Form 10-Q Cross-Reference Index", *rows])]
    pages += ["\n".join([*PROSE, *PROSE, str(number)]) for number in range(2, 13)]
    text, spans, at = "", [], 0
    for number, page in enumerate(pages, start=1):
        text += page + "\n"
        spans.append(Page(start=at, end=len(text), number=number, label=str(number)))
        at = len(text)
    raw = RawDocument(name="x.pdf", media="pdf", text=text, pages=tuple(spans))
    found = build(raw, Identity(company="Example Corp", form=Form.TEN_Q), "x.pdf", "0" * 64)
    assert {s.key: s.first_page for s in found.sections if s.first_page} == {
        "part1.item1": 2,
        "part1.item2": 5,
        "part1.item3": 8,
        "part1.item4": 11,
        "part2.item1": 11,
        "part2.item1a": 11,
        "part2.item6": 12,
    }
