"""Packets become questions: fixed words first (services cache them), the fenced text next, the task last."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from pipeline import templates
from pipeline.extract.model import words
from pipeline.extract.model.shape import PassageAnswer, SecondAnswer
from pipeline.extract.model.shown import text_of
from pipeline.records import Form, Message, Question, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.extract.model.faults import Fault
    from pipeline.records import Candidate, Definition, Document, Identity, Packet, Piece, ProposedAmount

SYSTEM = "extract.system.md.j2"
TASK = "extract.task.md.j2"
AGAIN = "extract.again.md.j2"
_LONGEST_HEAD = 300
_LONGEST_QUOTE = 400
_FILER = frozenset({"Company", "Corporation", "Registrant", "Group"})
_MOST_TERMS = 40
_MOST_FIGURES = 3
_NAME = re.compile(r"(?:^|[^\w])[A-Z][^\W\d_]*[a-z]")
_FORMS = {
    Form.TEN_K: "annual report (10-K)",
    Form.TEN_Q: "quarterly report (10-Q)",
    Form.EIGHT_K: "current report (8-K)",
    Form.CALL: "earnings call transcript",
    Form.OTHER: "other company document",
}
GLOSSARY: dict[str, object] = {"types": words.TYPES, "payers": words.PAYERS, "bindings": words.BINDINGS}
"""What the glossary needs, wherever it is included."""


def question(document: Document, packet: Packet, project: Path | None = None) -> Question:
    """Build the question about one packet. The same document bytes and templates give the same question."""
    known = {
        **GLOSSARY,
        "kinds": words.KINDS,
        "qualifiers": words.QUALIFIERS,
        "classes": words.CLASSES,
        "whats": words.WHATS,
        "signals": words.SIGNALS,
        "metrics": words.METRICS,
    }
    texts = [text_of(document, piece) for piece in packet.pieces]
    pieces = [_piece(document, packet, number, text) for number, text in enumerate(texts)]
    whole = "\n".join(texts)
    told = {
        **head(document.identity),
        "terms": _terms(document, packet, whole),
        "fence": fence(whole),
        "pieces": pieces,
    }
    return Question(
        messages=(
            Message(role="system", text=templates.render(SYSTEM, known, project=project)),
            Message(role="user", text=templates.render(TASK, told, project=project)),
        ),
        shape=PassageAnswer,
        stage="extract",
        document=document.path,
        passage=packet.key,
    )


def again(
    asked: Question,
    answer: str,
    faults: Sequence[Fault],
    found: Sequence[Candidate],
    *,
    glean: bool = False,
    project: Path | None = None,
) -> Question:
    """Build the one question that follows an answer: with its faults, and with what another engine found."""
    told = {
        "faults": [line(fault.told()) for fault in faults],
        "found": [_found(candidate) for candidate in found],
        "glean": glean,
    }
    following = Message(role="user", text=templates.render(AGAIN, told, project=project))
    messages = (*asked.messages, Message(role="assistant", text=answer), following)
    return asked.model_copy(update={"messages": messages, "shape": SecondAnswer, "stage": "mend"})


def head(identity: Identity) -> dict[str, Any]:
    """Say whose document it is and for when."""
    ended = identity.period_end and f"period ended {identity.period_end.isoformat()}"
    told = [part for part in (identity.fiscal_period, ended) if part]
    day = identity.filed or identity.held or identity.signed
    return {
        "company": line(identity.company),
        "form": _FORMS[identity.form],
        "period": line(", ".join(told)) or "not stated",
        "filed": day.isoformat() if day else "",
    }


def fence(text: str) -> str:
    """Give a word that does not stand in ``text``, so that no document can close its own fence."""
    number = 0
    while (word := hashlib.sha256(f"{number}{text}".encode()).hexdigest()[:12].upper()) in text:
        number += 1
    return word


def line(text: str, longest: int = _LONGEST_HEAD) -> str:
    """One short line: heads come from the document too and must not pose as instructions."""
    return " ".join(text.split())[:longest]


def figures(amounts: Sequence[ProposedAmount]) -> str:
    """Say the leading amounts in one line, as printed and by value."""
    told = (f"{amount.as_written} ({plain(amount.value)} {amount.unit})" for amount in amounts[:_MOST_FIGURES])
    return line(", ".join(told))


def _found(candidate: Candidate) -> dict[str, str]:
    return {
        "type": candidate.type.value,
        "party": line(candidate.party.name),
        "amounts": figures(candidate.amounts),
        "quote": line(candidate.quotes[0].text if candidate.quotes else "", _LONGEST_QUOTE),
    }


def _piece(document: Document, packet: Packet, number: int, text: str) -> dict[str, Any]:
    piece = packet.pieces[number]
    before = packet.pieces[number - 1] if number else None
    title = line(piece.title) or "not in a known section"
    context = line(" / ".join(head for head in map(line, piece.context.splitlines()) if head not in {"", title}))
    units = [unit for unit in _units(document, piece) if unit not in context]
    speaker = document.speaker_at(piece.start)
    return {
        "text": text,
        "section": title,
        "context": context,
        "units": units,
        "speaker": line(speaker.shown) if speaker and speaker.shown not in text[:_LONGEST_HEAD] else "",
        "gap": before is not None and document.text[before.end : piece.start].strip() != "",
    }


def _units(document: Document, piece: Piece) -> list[str]:
    """Find the unit lines that govern part of the piece and do not stand in it."""
    lines = (
        document.quote(scale.start, scale.end)
        for scale in document.scales
        if scale.governs_start < piece.end
        and piece.start < scale.governs_end
        and not piece.holds(scale.start, scale.end)
    )
    return [line(found) for found in dict.fromkeys(lines)]


def _terms(document: Document, packet: Packet, text: str) -> list[tuple[str, str]]:
    """Find the defined terms used in the packet and introduced elsewhere, with the names they stand for."""
    found = {
        line(term.term): line(term.name)
        for term in document.definitions
        if term.term in text
        and _is_name(term)
        and not any(piece.holds(term.start, term.end) for piece in packet.pieces)
    }
    return list(found.items())[:_MOST_TERMS]


def _is_name(term: Definition) -> bool:
    """Tell whether a term stands for a name: "we" and "our" do not, nor what has no capital letter or is a date.

    The filer stands at the head of the question; of "a subsidiary of Alder (the “Company”)" only half is read.
    """
    return term.term[:1].isupper() and term.term not in _FILER and _NAME.search(term.name) is not None
