"""Items and notes: found where they begin, never in the contents, missing ones named."""

from __future__ import annotations

import pytest

from pipeline.read.document import build
from pipeline.read.raw import RawDocument
from pipeline.records import BlockKind, Document, Form, Identity, Page, Section, SectionState

FILLER = "The Company describes this matter in full and in a way that a careful reader can follow without effort."
TEXT = (FILLER, "It goes on for a second line of prose, which ends here and now.", FILLER, "It ends in a sentence.")


def document(form: Form, *lines: str) -> Document:
    text = "\n".join(lines) + "\n"
    raw = RawDocument(name="x.txt", media="text", text=text, pages=(Page(start=0, end=len(text), number=1),))
    return build(raw, Identity(company="Example Corp", form=form), "x.txt", "0" * 64)


def by_key(found: Document) -> dict[str, Section]:
    keys = [section.key for section in found.sections]
    assert len(keys) == len(set(keys))
    return {section.key: section for section in found.sections}


def first_line(found: Document, key: str) -> str:
    section = by_key(found)[key]
    return found.text[section.start : section.end].splitlines()[0]


TEN_Q = (
    "FORM 10-Q",
    "TABLE OF CONTENTS",
    "PART I. FINANCIAL INFORMATION",
    "Item 1. Financial Statements 3",
    "Item 2. Management's Discussion and Analysis 25",
    "Item 3. Quantitative and Qualitative Disclosures About Market Risk 32",
    "Item 4. Controls and Procedures 33",
    "PART II. OTHER INFORMATION",
    "Item 1. Legal Proceedings 33",
    "Item 1A. Risk Factors 34",
    "Item 2. Unregistered Sales of Equity Securities and Use of Proceeds 41",
    "Item 6. Exhibits 43",
    *TEXT,
    "PART I. FINANCIAL INFORMATION",
    "ITEM 1. FINANCIAL STATEMENTS",
    "Notes to Condensed Financial Statements",
    "Note 1 - Basis of Presentation",
    *TEXT,
    "As described in",
    "Note 3 - Debt of the annual report.",
    "Note 2 - Revenue",
    *TEXT,
    "Note 2 - Revenue (Continued)",
    *TEXT,
    "Note 3 - Commitments and Contingencies",
    *TEXT,
    "ITEM 2. MANAGEMENT'S DISCUSSION AND ANALYSIS OF FINANCIAL CONDITION AND RESULTS OF",
    "OPERATIONS",
    *TEXT,
    "This should be read with the risks described in Part II,",
    "Item 1A. of this report.",
    "ITEM 3. QUANTITATIVE AND QUALITATIVE DISCLOSURES ABOUT MARKET RISK",
    *TEXT,
    "ITEM 4. CONTROLS AND PROCEDURES",
    *TEXT,
    "PART II. OTHER INFORMATION",
    "ITEM 1. LEGAL PROCEEDINGS",
    "The information in Note 3 is incorporated herein by reference.",
    "ITEM 1A. RISK FACTORS",
    *TEXT,
    "ITEM 2. UNREGISTERED SALES OF EQUITY SECURITIES AND USE OF PROCEEDS",
    *TEXT,
    "ITEM 6. EXHIBITS",
    *TEXT,
    "SIGNATURES",
    "By: A. Person",
)


def test_items_of_both_parts_are_told_apart() -> None:
    found = document(Form.TEN_Q, *TEN_Q)
    assert first_line(found, "part1.item1") == "ITEM 1. FINANCIAL STATEMENTS"
    assert first_line(found, "part1.item2").startswith("ITEM 2. MANAGEMENT'S DISCUSSION")
    assert first_line(found, "part2.item1") == "ITEM 1. LEGAL PROCEEDINGS"
    assert first_line(found, "part2.item2").startswith("ITEM 2. UNREGISTERED")
    assert by_key(found)["part2.item1"].state is SectionState.BY_REFERENCE
    assert "SIGNATURES" not in found.text[by_key(found)["part2.item6"].start : by_key(found)["part2.item6"].end]
    assert found.coverage.warnings == ()


def test_contents_rows_are_contents() -> None:
    found = document(Form.TEN_Q, *TEN_Q)
    block = found.block_at(found.text.index("Item 1A. Risk Factors 34"))
    assert block is not None
    assert block.kind is BlockKind.CONTENTS


def test_notes_follow_one_another_and_end_with_their_item() -> None:
    found = document(Form.TEN_Q, *TEN_Q)
    notes = {key: section for key, section in by_key(found).items() if key.startswith("note")}
    assert {key: section.title for key, section in notes.items()} == {
        "note1": "Basis of Presentation",
        "note2": "Revenue",
        "note3": "Commitments and Contingencies",
    }
    assert notes["note2"].end == notes["note3"].start
    assert notes["note3"].end == by_key(found)["part1.item2"].start
    inner = found.section_at(notes["note2"].start + 5)
    assert inner is not None
    assert inner.key == "note2"


@pytest.mark.parametrize(
    "style", ["Note {} \u2013 {}", "NOTE {}: {}", "Note {}. {}", "{}. {}", "({}) {}", "NOTE {} \u2014 {}"]
)
def test_every_way_to_head_notes(style: str) -> None:
    titles = ("Summary of Significant Accounting Policies", "Acquisitions", "Debt", "Leases")
    body = [line for number, title in enumerate(titles, 1) for line in (style.format(number, title), *TEXT)]
    found = document(
        Form.TEN_Q,
        "PART I. FINANCIAL INFORMATION",
        "ITEM 1. FINANCIAL STATEMENTS",
        *body,
        "ITEM 2. MANAGEMENT\u2019S DISCUSSION AND ANALYSIS",
        *TEXT,
    )
    notes = {key: section.title for key, section in by_key(found).items() if key.startswith("note")}
    assert notes == {f"note{number}": title for number, title in enumerate(titles, 1)}


def test_a_missing_main_item_is_named() -> None:
    lines = [line for line in TEN_Q if "MANAGEMENT" not in line.upper()]
    found = document(Form.TEN_Q, *lines)
    assert by_key(found)["part1.item2"].state is SectionState.MISSING
    assert any("Item 2" in warning and warning.endswith(".") for warning in found.coverage.warnings)


def test_two_items_under_one_heading_and_old_numbers() -> None:
    found = document(
        Form.TEN_K,
        "PART I",
        "Items 1 and 2. Business and Properties",
        *TEXT,
        "Item 1A. Risk Factors",
        *TEXT,
        "PART II",
        "Item 7. Management's Discussion and Analysis of Financial Condition",
        *TEXT,
        "Item 8. Financial Statements and Supplementary Data",
        "The response to this item is submitted as a separate section of this report.",
        "Item 9A(T). Controls and Procedures",
        *TEXT,
    )
    keys = by_key(found)
    assert keys["part1.item1"].start <= keys["part1.item2"].start
    assert first_line(found, "part2.item9a") == "Item 9A(T). Controls and Procedures"
    assert keys["part2.item8"].state is SectionState.BY_REFERENCE


def test_items_of_a_current_report() -> None:
    found = document(
        Form.EIGHT_K,
        "FORM 8-K",
        "Item 1.01. Entry into a Material Definitive Agreement.",
        *TEXT,
        "as disclosed under Item 1.01 of this report and in",
        "Item 2.03 of another report.",
        "Item 9.01 Financial Statements and Exhibits.",
        *TEXT,
        "SIGNATURE",
    )
    assert [section.key for section in found.sections] == ["8k.item1.01", "8k.item9.01"]
    assert found.sections[0].title == "Entry into a Material Definitive Agreement"


def test_a_number_printed_on_every_page_is_one_heading() -> None:
    pages = [line for _ in range(6) for line in ("PART I", "Item 1A", *TEXT)]
    found = document(
        Form.TEN_K,
        "PART I",
        "Item 1. Business",
        *TEXT,
        "ITEM 1A. RISK FACTORS",
        *TEXT,
        *pages,
        "ITEM 7. MANAGEMENT'S DISCUSSION",
        *TEXT,
        "Item 8. Financial Statements",
        *TEXT,
    )
    risk = by_key(found)["part1.item1a"]
    assert found.text[risk.start : risk.end].count("PART I") == 6


def test_headings_that_lost_their_blanks() -> None:
    """A text tool prints "LEGALPROCEEDINGS"; the number alone, as a running head, comes before."""
    lines = [
        line.replace("LEGAL PROC", "LEGALPROC").replace("CONTROLS AND", "CONTROLSAND").replace("OF OP", "OFOP")
        for line in TEN_Q
    ]
    at = lines.index("ITEM 4. CONTROLSAND PROCEDURES")
    found = document(Form.TEN_Q, *lines[:at], "Item 4", *lines[at:])
    assert first_line(found, "part1.item4") == "ITEM 4. CONTROLSAND PROCEDURES"
    assert first_line(found, "part2.item1") == "ITEM 1. LEGALPROCEEDINGS"
