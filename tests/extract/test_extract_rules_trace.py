"""What the rules write down about themselves is what they did."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.extract.rules import RulesEngine
from pipeline.extract.rules.table_rows import ROWS
from pipeline.extract.rules.trace import Note, made_for, notes
from pipeline.read import read
from pipeline.select import select

if TYPE_CHECKING:
    from pipeline.records import Document

SAMPLES = Path(__file__).resolve().parents[2] / "filings" / "samples"
HEAD = """Alder Systems, Inc. (NASDAQ: ALDR)
Q3 2025 Earnings Call
October 28, 2025

Maria Holt, Chief Executive Officer: """


def noted(document: Document) -> tuple[Note, ...]:
    return notes(document, select(document).passages)


def said(tmp_path: Path, words: str) -> list[tuple[str, str]]:
    path = tmp_path / "call.txt"
    path.write_text(f"{HEAD}{words}\n", "utf-8")
    return [(note.rule, note.said) for note in noted(read(path, "call.txt"))]


@pytest.mark.parametrize("name", ["HVSN_2026-09-27_call.txt", "BRKW_2026-06-30_10-Q.htm"])
def test_every_deal_of_the_rules_in_prose_has_a_note_of_the_rule_that_fired(name: str) -> None:
    document = read(SAMPLES / name, name)
    passages = select(document).passages
    taken = {note.rule for note in notes(document, passages) if note.taken}
    proposed = {candidate.rule for candidate in RulesEngine().propose(document, passages).candidates}
    told_of_sentences = {rule for rule in proposed if not rule.startswith(("table.", "concentration."))}
    assert told_of_sentences
    assert told_of_sentences <= taken


def test_reading_with_notes_changes_nothing_and_leaves_nothing_behind() -> None:
    document = read(SAMPLES / "HVSN_2026-09-27_call.txt", "call.txt")
    passages = select(document).passages
    before = RulesEngine().propose(document, passages)
    assert notes(document, passages) == notes(document, passages)
    assert RulesEngine().propose(document, passages) == before


def test_a_question_is_passed_over_and_says_so(tmp_path: Path) -> None:
    told = said(tmp_path, "Do you expect to purchase $4 billion of wafers from Birch Foundry Corporation this year?")
    assert ("", "passed over: it is a question") in told


def test_a_cue_that_other_words_unmake_names_them(tmp_path: Path) -> None:
    told = said(
        tmp_path, "Our remaining performance obligations will likely grow to exceed $4 billion, up from before."
    )
    assert any(rule == "sales.rpo" and "unmade by “will likely”" in words for rule, words in told), told


def test_a_deal_that_lacks_its_amount_says_so(tmp_path: Path) -> None:
    path = tmp_path / "acme_2025-09-30_10-Q.txt"
    path.write_text(
        "Acme Corp.\n\nForm 10-Q\n\nFor the quarterly period ended September 30, 2025\n\n"
        "On July 1, 2025, we entered into an Agreement and Plan of Merger with Quill Corporation.\n",
        "utf-8",
    )
    told = [(note.rule, note.said) for note in noted(read(path, path.name))]
    assert ("acquisition.pending", "not told: it lacks an amount (money)") in told, told


def test_every_rule_of_a_table_says_what_it_was_made_for() -> None:
    assert all(made_for(rule.name) == rule.example for rule in ROWS)
    assert made_for("purchase.total").startswith("As of October 26")
    assert made_for("no.such.rule") == ""
