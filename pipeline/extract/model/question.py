"""A passage becomes a question: fixed words first (services cache them), the fenced passage next, the task last."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline import templates
from pipeline.extract.model import words
from pipeline.extract.model.shape import PassageAnswer
from pipeline.records import Form, Message, Question

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.records import Document, Passage

SYSTEM = "extract.system.md.j2"
TASK = "extract.task.md.j2"
AGAIN = "extract.again.md.j2"
_LONGEST_HEAD = 300
_MOST_TERMS = 40
_FORMS = {
    Form.TEN_K: "annual report (10-K)",
    Form.TEN_Q: "quarterly report (10-Q)",
    Form.EIGHT_K: "current report (8-K)",
    Form.CALL: "earnings call transcript",
    Form.OTHER: "other company document",
}


def question(document: Document, passage: Passage, project: Path | None = None) -> Question:
    """Build the question about one passage. The same document bytes and templates give the same question."""
    system = templates.render(
        SYSTEM,
        {
            "types": words.TYPES,
            "payers": words.PAYERS,
            "bindings": words.BINDINGS,
            "kinds": words.KINDS,
            "qualifiers": words.QUALIFIERS,
            "signals": words.SIGNALS,
            "metrics": words.METRICS,
        },
        project=project,
    )
    text = document.text[passage.start : passage.end]
    identity = document.identity
    section, context = _line(_section(document, passage)), _line(passage.context)
    period = identity.fiscal_period or (identity.day and identity.day.isoformat()) or "not stated"
    task = templates.render(
        TASK,
        {
            "company": _line(identity.company),
            "form": _FORMS[identity.form],
            "period": _line(period),
            "section": section,
            "context": "" if context == section else context,
            "units": _units(document, passage),
            "terms": _terms(document, text, passage),
            "fence": fence(text),
            "text": text,
        },
        project=project,
    )
    return Question(
        messages=(Message(role="system", text=system), Message(role="user", text=task)),
        shape=PassageAnswer,
        stage="extract",
        document=document.path,
        passage=passage.key,
    )


def again(asked: Question, answer: str, faults: Sequence[str], project: Path | None = None) -> Question:
    """Build the question that follows an answer with faults."""
    words = templates.render(AGAIN, {"faults": [_line(fault) for fault in faults]}, project=project)
    told = (Message(role="assistant", text=answer), Message(role="user", text=words))
    return asked.model_copy(update={"messages": (*asked.messages, *told), "stage": "mend"})


def fence(text: str) -> str:
    """Give a word that does not stand in ``text``, so that no document can close its own fence."""
    number = 0
    while (word := hashlib.sha256(f"{number}{text}".encode()).hexdigest()[:12].upper()) in text:
        number += 1
    return word


def _line(text: str) -> str:
    """One short line: heads come from the document too and must not pose as instructions."""
    return " ".join(text.split())[:_LONGEST_HEAD]


def _section(document: Document, passage: Passage) -> str:
    section = document.section_at(passage.start)
    return section.title if section else "not in a known section"


def _units(document: Document, passage: Passage) -> list[str]:
    """Find the unit lines that govern part of the passage and do not stand in it."""
    lines = (
        document.quote(scale.start, scale.end)
        for scale in document.scales
        if scale.governs_start < passage.end
        and passage.start < scale.governs_end
        and not passage.holds(scale.start, scale.end)
    )
    return [_line(line) for line in dict.fromkeys(lines)]


def _terms(document: Document, text: str, passage: Passage) -> list[tuple[str, str]]:
    """Find the defined terms used in the passage and introduced elsewhere, with what they stand for."""
    found = {
        _line(term.term): _line(term.name)
        for term in document.definitions
        if term.term in text and not passage.holds(term.start, term.end)
    }
    return list(found.items())[:_MOST_TERMS]
