"""Notes whose titles run over lines, and headings at the end of a table's last row."""

from __future__ import annotations

from pipeline.read.document import build
from pipeline.read.raw import RawDocument
from pipeline.records import Form, Identity, Page

FILLER = ["The Company describes this matter in full, so that a careful reader can follow without effort."] * 6


def titles(*lines: str) -> dict[str, tuple[str, str]]:
    """Give the title and the first word of each note."""
    text = "\n".join(lines) + "\n"
    raw = RawDocument(name="x.txt", media="text", text=text, pages=(Page(start=0, end=len(text), number=1),))
    found = build(raw, Identity(company="Example Corp", form=Form.TEN_Q), "x.txt", "0" * 64)
    notes = [section for section in found.sections if section.key.startswith("note")]
    return {section.key: (section.title, text[section.start :].split()[0]) for section in notes}


def test_titles_over_several_lines() -> None:
    found = titles(
        "Note 1 \u2013 Basis of presentation", *FILLER,
        "Note 2 \u2013 Noninterest revenue and noninterest", "expense", "Noninterest revenue", *FILLER,
        "Note 3 \u2013 Lending-related", "financial instruments, guarantees, and other", "commitments", *FILLER,
        "Note 4 - Supplier Finance Programs and", "Other Commitments", *FILLER,
        "Note 5 - Leases", *FILLER,
    )  # fmt: skip
    assert [title for title, _ in found.values()] == [
        "Basis of presentation",
        "Noninterest revenue and noninterest expense",
        "Lending-related financial instruments, guarantees, and other commitments",
        "Supplier Finance Programs and Other Commitments",
        "Leases",
    ]


def test_a_heading_that_a_table_ran_into() -> None:
    found = titles(
        "NOTE 1 - DESCRIPTION OF BUSINESS", *FILLER,
        "NOTE 2 - REVENUE", *FILLER,
        "Bitcoin lent to borrowers 6,084 \u2014 \u2014 NOTE 3 - SUBSEQUENT EVENTS", *FILLER,
    )  # fmt: skip
    assert found["note3"] == ("SUBSEQUENT EVENTS", "NOTE")


def test_a_note_named_in_prose_heads_nothing() -> None:
    found = titles(
        "NOTE 1 - BUSINESS", *FILLER, "NOTE 2 - DEBT", *FILLER, "Debt of 2021 \u2013 see Note 3 \u2013 Leases.", *FILLER
    )
    assert set(found) == {"note1", "note2"}
