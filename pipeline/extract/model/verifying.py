"""A second, separate look at the deals that matter: is it there, what is it, who pays, how binding is it.

The second look sees the words a deal rests on and a little around them, and not what was made of them. It can take a
deal away or weaken it; it makes nothing stronger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline import templates
from pipeline.extract.model.engine import read
from pipeline.extract.model.question import GLOSSARY, fence, head, line
from pipeline.extract.model.shape import VerifyAnswer
from pipeline.extract.model.shown import fold
from pipeline.extract.model.steps import Steps
from pipeline.lexis import sentences
from pipeline.records import (
    Binding,
    DealType,
    Message,
    PartyKind,
    Question,
    Unanswered,
    Withheld,
    Withholding,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.extract.model.shape import Verdict
    from pipeline.records import Checked, Document, Evidence, Hear, Proved, Table

SYSTEM = "verify.system.md.j2"
TASK = "verify.task.md.j2"
_TOGETHER = 12
"""So many deals go into one question: its fixed words are then a small part, and no answer runs long."""
_MOST_QUOTES = 4
_AROUND = 400
_MOST_AMOUNTS = 4
_WEAKER = (Binding.INTENT, Binding.CONDITIONAL, Binding.FIRM, Binding.DONE)
"""From the weakest. ``ended`` and ``unclear`` say something else, and weaken nothing."""


def verified(
    document: Document, checked: Checked, hear: Hear, *, project: Path | None = None, steps: Steps | None = None
) -> Checked:
    """Look at each deal that matters once more.

    One that the words do not state is withheld; of two readings of how binding it is the weaker holds, where the second
    shows words for it. Deals about which no answer came stay as they are, and a note says so.
    """
    steps = steps or Steps()
    asked = [number for number, deal in enumerate(checked.proved) if _matters(deal)] if steps.verify else []
    if not asked:
        return checked
    groups = [asked[at : at + _TOGETHER] for at in range(0, len(asked), _TOGETHER)]
    heard = hear(
        [_question(document, [checked.proved[n] for n in group], at, project) for at, group in enumerate(groups, 1)]
    )
    verdicts: dict[int, Verdict] = {}
    unanswered: list[tuple[int, str]] = []
    for group, said in zip(groups, heard, strict=True):
        answer = read(VerifyAnswer, said)
        if isinstance(answer, Unanswered):
            unanswered.append((len(group), answer.reason))
        else:
            verdicts |= {group[one.number - 1]: one for one in answer.verdicts if 1 <= one.number <= len(group)}
    return _judged(document, checked, verdicts, unanswered, steps)


def _matters(deal: Proved) -> bool:
    """A deal with an amount or a named party; a share is a figure and no promise, there is nothing to look at twice."""
    return deal.type is not DealType.CONCENTRATION and (bool(deal.amounts) or deal.counterparty.kind is PartyKind.NAMED)


def _judged(
    document: Document,
    checked: Checked,
    verdicts: dict[int, Verdict],
    unanswered: Sequence[tuple[int, str]],
    steps: Steps,
) -> Checked:
    proved: list[Proved] = []
    withheld: list[Withheld] = []
    for number, deal in enumerate(checked.proved):
        verdict = verdicts.get(number)
        if verdict is None:
            proved.append(deal)
        elif verdict.mentioned:
            proved.append(_weighed(document, deal, verdict, steps))
        else:
            detail = f"a second look does not find it in its quotes: {line(verdict.why)}"
            withheld.append(Withheld(reason=Withholding.DENIED, detail=detail, candidate=deal.as_claimed()))
    notes = tuple(
        f"The second look at {count} deals got no answer ({reason}); they are shown as they were first read."
        for count, reason in unanswered
    )
    return checked.model_copy(
        update={
            "proved": tuple(proved),
            "withheld": (*checked.withheld, *withheld),
            "notes": (*checked.notes, *notes),
        }
    )


def _weighed(document: Document, deal: Proved, verdict: Verdict, steps: Steps) -> Proved:
    changed: dict[str, Any] = {}
    if steps.payer_by == "second":
        changed["payer"] = verdict.payer
    if steps.type_by == "second":
        changed["type"] = verdict.type
    in_quotes = _stands(verdict.words, "\n".join(piece.quote for piece in deal.evidence))
    # A condition beside the quotes may be that of another leg; that nothing is agreed is said in a sentence of its own.
    shown = in_quotes or (verdict.binding is Binding.INTENT and _stands(verdict.words, _words(document, deal)))
    if shown and _is_weaker(verdict.binding, deal.binding):
        changed |= {"binding": verdict.binding, "binding_phrase": verdict.words if in_quotes else None, "summary": ""}
    return deal.model_copy(update=changed) if changed else deal


def _is_weaker(one: Binding, other: Binding) -> bool:
    return one in _WEAKER and other in _WEAKER and _WEAKER.index(one) < _WEAKER.index(other)


def _stands(words: str | None, text: str) -> bool:
    return words is not None and fold(words) != "" and fold(words) in fold(text)


def _question(document: Document, deals: Sequence[Proved], number: int, project: Path | None) -> Question:
    claims = [
        {
            "party": line(deal.counterparty.name),
            "amounts": line(
                "; ".join(_amount(one.as_written, one.unit, one.what) for one in deal.amounts[:_MOST_AMOUNTS])
            ),
            "words": _words(document, deal),
        }
        for deal in deals
    ]
    told = {**head(document.identity), "claims": claims, "fence": fence("\n".join(one["words"] for one in claims))}
    return Question(
        messages=(
            Message(role="system", text=templates.render(SYSTEM, GLOSSARY, project=project)),
            Message(role="user", text=templates.render(TASK, told, project=project)),
        ),
        shape=VerifyAnswer,
        stage="verify",
        document=document.path,
        passage=f"verify#{number}",
    )


def _amount(written: str, unit: str, what: str) -> str:
    return f"{written} ({', '.join(part for part in (what, unit) if part)})"


def _words(document: Document, deal: Proved) -> str:
    """Give the quotes in the order of the document, each with the sentences around it; no stretch is given twice.

    Of a table's rows its title, unit line and heads of columns go before them, once.
    """
    told: list[str] = []
    shown: tuple[int, int] = (0, 0)
    table: Table | None = None
    for piece in sorted(deal.evidence[:_MOST_QUOTES], key=lambda piece: piece.start):
        stands = document.table_at(piece.start)
        if stands is not None:
            told += [*(_heads(document, stands) if stands is not table else ()), piece.quote]
            table = stands
            continue
        start, end = _around(document, piece)
        if start < shown[1]:
            start = min(shown[0], start)
            told.pop()
        told.append(document.quote(start, end))
        shown, table = (start, end), None
    return "\n".join(told)


def _heads(document: Document, table: Table) -> list[str]:
    scale = document.quote(table.scale.start, table.scale.end) if table.scale else ""
    return [head for head in (table.title or "", scale, " | ".join(table.columns)) if head]


def _around(document: Document, piece: Evidence) -> tuple[int, int]:
    """Give the span of a quote with the whole sentence before it and after it, as far as its paragraph has them."""
    block = document.block_at(piece.start)
    low, high = (block.start, max(block.end, piece.end)) if block else (piece.start, piece.end)
    start, end = max(low, piece.start - _AROUND), min(high, piece.end + _AROUND)
    spans = [(start + first, start + last) for first, last in sentences(document.text[start:end])]
    whole = [
        (first, last)
        for first, last in spans
        # A sentence cut off at the edge of what was looked at says half of what it says.
        if (first > start or start == low) and (last < end or end == high)
    ]
    before = [first for first, last in whole if last <= piece.start]
    within = [span for span in spans if span[0] < piece.end and piece.start < span[1]]
    after = [last for first, last in whole if first >= piece.end]
    return (
        min([piece.start, *(first for first, last in within if (first, last) in whole), *before[-1:]]),
        max([piece.end, *(last for first, last in within if (first, last) in whole), *after[:1]]),
    )
