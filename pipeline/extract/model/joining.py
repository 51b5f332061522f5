"""One question about all deals of a document: which of them tell one and the same arrangement.

A document is read in parts, and one arrangement may be told in two of them under other names. What the model says is a
hint: whoever merges must see for himself that the figures, the sides and the parties let it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline import templates
from pipeline.extract.model.engine import read
from pipeline.extract.model.question import fence, head, line
from pipeline.extract.model.shape import JoinAnswer
from pipeline.extract.model.steps import Steps
from pipeline.records import Message, Question, Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.records import Deal, Document, Hear, Payer

SYSTEM = "join.system.md.j2"
TASK = "join.task.md.j2"
_FEWEST = 3
"""Two deals are seen at a glance to be one or two: code has looked at them already."""
_MOST_NAMES = 4
_MOST_AMOUNTS = 5
_MOST_QUOTES = 2
_LONGEST_WHY = 160
_LONGEST_QUOTE = 360


class Group(NamedTuple):
    """Deals that tell one arrangement, by their places in the list that was asked about, and the model's reason."""

    places: tuple[int, ...]
    why: str


class Joined(NamedTuple):
    """What the model takes for one; ``notes`` says that there was no answer."""

    groups: tuple[Group, ...] = ()
    notes: tuple[str, ...] = ()


def joined(
    document: Document,
    deals: Sequence[Deal],
    hear: Hear,
    *,
    project: Path | None = None,
    steps: Steps | None = None,
) -> Joined:
    """Ask once which of the deals of a document are one arrangement. Without an answer none are."""
    if not (steps or Steps()).join or len(deals) < _FEWEST:
        return Joined()
    (heard,) = hear((_question(document, deals, project),))
    answer = read(JoinAnswer, heard)
    if isinstance(answer, Unanswered):
        note = (
            f"Which of the {len(deals)} deals tell one arrangement got no answer ({answer.reason}); none were joined."
        )
        return Joined(notes=(note,))
    return Joined(tuple(_groups(answer, len(deals))))


def _groups(answer: JoinAnswer, count: int) -> Iterator[Group]:
    """Give the groups of two and more that name deals there are; a number that comes again belongs to its first."""
    taken: set[int] = set()
    for group in answer.groups:
        numbers = [number for number in dict.fromkeys(group.numbers) if 1 <= number <= count and number not in taken]
        if len(numbers) > 1:
            taken.update(numbers)
            yield Group(tuple(number - 1 for number in numbers), line(group.why, _LONGEST_WHY))


def _question(document: Document, deals: Sequence[Deal], project: Path | None) -> Question:
    told = [
        {
            "head": _head(deal),
            "quotes": [
                {"page": piece.page, "text": line(piece.quote, _LONGEST_QUOTE)}
                for piece in deal.evidence[:_MOST_QUOTES]
            ],
        }
        for deal in deals
    ]
    values = {**head(document.identity), "deals": told, "fence": fence(repr(told))}
    return Question(
        messages=(
            Message(role="system", text=templates.render(SYSTEM, {}, project=project)),
            Message(role="user", text=templates.render(TASK, values, project=project)),
        ),
        shape=JoinAnswer,
        stage="join",
        document=document.path,
        passage="join",
    )


def _head(deal: Deal) -> str:
    """Say in one line what the deal is, in the order of the example."""
    party = deal.counterparty
    names = ", ".join(party.aliases[:_MOST_NAMES])
    amounts = (f"{one.as_written} ({one.what})" if one.what else one.as_written for one in deal.amounts[:_MOST_AMOUNTS])
    days = ((name, getattr(deal.dates, name)) for name in ("signed", "start", "end"))
    parts = (
        deal.type.value,
        f"{party.name} ({party.kind.value}{'; also ' + names if names else ''})",
        _side(deal.payer),
        deal.binding.value,
        ", ".join(amounts) or "no amounts",
        ", ".join(f"{name} {day}" for name, day in days if day),
    )
    return " | ".join(line(part) for part in parts if part)


def _side(payer: Payer) -> str:
    return {"mutual": "both pay", "none": "nobody pays"}.get(payer.value, f"{payer.value} pays")
