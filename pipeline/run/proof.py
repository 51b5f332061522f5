"""Every template in force is tried on an invented document before a real one is worked on.

A mistake in a template is the user's to mend and concerns every document: it must not be told of each of them as if
the document were to blame.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pipeline import templates
from pipeline.brief import IndexEntry, Unread, index, page, summarise
from pipeline.loop import OverTime, capital_loop, changes, loop_page
from pipeline.records import FactFile

if TYPE_CHECKING:
    from pathlib import Path

_MANY = 10
_DAY = dt.date(2025, 9, 30)
_EVIDENCE = {"start": 0, "end": 9, "page": 1, "quote": "an example"}
_PARTIES = ("Alder", "Birch")


def proof(project: Path) -> None:
    """Compile every template, and print page, list and map with something in each of their parts.

    Raises ``SettingsError`` that names the template and what is wrong with it.
    """
    templates.compiled(project)
    facts = tuple(_facts(filer, other) for filer, other in (_PARTIES, _PARTIES[::-1]))
    page(facts[0], "example.pdf", project=project)
    unread = Unread(path="example.pdf", reason="an example", remedy="nothing", page=1)
    index([IndexEntry.of(each, "example.md") for each in facts], unread=[unread], project=project)
    loop = capital_loop(facts)
    moved = changes(capital_loop(()), loop)
    loop_page(loop, {}, project=project, over_time=OverTime(_DAY, _DAY, moved))


def _facts(filer: str, other: str) -> FactFile:
    """Give a fact file in which every part of a page has something to show, folds included."""
    amount = {"value": "1000000", "unit": "USD", "as_written": "$1 million", "proof": "quote"}
    deals = [
        {
            "id": f"{kind}-{number}",
            "type": kind,
            "counterparty": {"name": other if number == 0 else f"{other} {number}", "kind": "named"},
            "payer": "filer",
            "amounts": [amount],
            "binding": "firm",
            "conditions": ["an example"],
            "evidence": [_EVIDENCE | {"quote": f"an example {number}"}],
        }
        for kind in ("equity_investment", "guarantee", "concentration")
        for number in range(_MANY)
    ]
    result = {"metric": "Revenue", "period": "2025", "value": "1000000", "unit": "USD", "evidence": [_EVIDENCE]}
    facts = FactFile.model_validate(
        {
            "document": {
                "path": "example.pdf",
                "sha256": filer[0] * 64,
                "pages": 2,
                "characters": 9,
                "company": filer,
                "form": "10-Q",
                "period_end": "2025-09-30",
            },
            "engine": {"name": "rules", "prompts": "", "settings": "", "version": ""},
            "coverage": {"pages_without_text": [2], "partial": True},
            "deals": deals,
            "results": [result | {"proof": "quote"}, result | {"guidance": True}],
            "signals": [{"kind": "capacity", "statement": "an example", "evidence": _EVIDENCE}],
            "summary": {"headline": ""},
        }
    )
    return facts.model_copy(update={"summary": summarise(facts)})
