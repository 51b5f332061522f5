"""The list of all pages."""

from __future__ import annotations

from typing import Any

from pipeline.brief import IndexEntry, index
from pipeline.brief.index import Unread
from tests.brief.conftest import inlines


def test_the_index_is_newest_first_and_inert(busy: Any, make_facts: Any) -> None:
    old = make_facts(company="Zebra [x](y) | Corp", period_end="2020-01-01")
    undated = make_facts(company="Undated Corp", period_end=None)
    text = index(
        [
            IndexEntry.of(old, "Z/a.md"),
            IndexEntry.of(undated, "U/a.md"),
            IndexEntry.of(busy, "ALDR/a b.md"),
        ]
    )
    rows = [line for line in text.splitlines() if line.startswith("| [")]
    assert [row.split("]")[0] for row in rows] == ["| [Alder", "| [Zebra \\[x\\", "| [Undated"]
    assert "(ALDR/a%20b.md)" in rows[0]
    assert "| 10-Q | 2025-09-30 | 6 | rules | none | 0 |" in rows[0]
    assert [child.attrGet("href") for child in inlines(text) if child.type == "link_open"] == [
        "loop.md",
        "ALDR/a%20b.md",
        "Z/a.md",
        "U/a.md",
    ]


def test_what_could_not_be_read_is_listed_and_inert() -> None:
    text = index(
        [], unread=[Unread(path="in|box/a.pdf", reason="it is <b>broken</b>", remedy="download it again", page=3)]
    )
    assert "| in\\|box/a.pdf | 3 | it is \\<b\\>broken\\</b\\> | download it again |" in text
    assert "Could not be read" not in index([])


def test_an_empty_index_says_what_to_do() -> None:
    assert "put documents into `filings/`" in index([])


def test_documents_that_are_alike_are_told_apart_by_their_files(make_facts: Any) -> None:
    """Review 49: two documents of one identity gave two rows alike to the letter."""
    first, second, other = make_facts(path="in/q3.pdf"), make_facts(path="in/q3 (2).pdf"), make_facts(form="10-K")
    entries = [IndexEntry.of(facts, f"ALDR/{n}.md") for n, facts in enumerate((first, second, other))]
    rows = [line for line in index(entries).splitlines() if line.startswith("| [")]
    assert [row.split("]")[0] for row in rows] == ["| [Alder", "| [Alder (q3.pdf)", "| [Alder (q3 (2).pdf)"]
