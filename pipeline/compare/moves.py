"""What moved between two statements of one arrangement: how binding it is, its amount, its end."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from pipeline.compare.terms import alike, apart, is_flow, is_tranche, lead, own_amounts
from pipeline.records import Binding, Change, DealType, Qualifier, Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.records import Amount, Deal, Proved

_STEPS: Mapping[Binding, int] = MappingProxyType(
    {Binding.INTENT: 0, Binding.CONDITIONAL: 1, Binding.FIRM: 2, Binding.DONE: 3}
)
_OVER = frozenset({Binding.DONE, Binding.ENDED})
_MOST_AMOUNTS = 3

About = Literal["binding", "amount", "end"]


def change(was: Deal, deal: Deal, stem: str, *, amends: bool = False) -> Change:
    """Say how a deal differs from what the document with the briefing ``stem`` said of it.

    ``amends``: that document is the one being corrected, so that what differs is restated. A part of a facility is not
    what the whole has shrunk to: that has no direction.
    """
    binding = step(was, deal)
    before, now = moved(was, deal)
    about: list[About] = ["binding"] if binding else []
    about += ["amount"] if now is not None else []
    about += ["end"] if _ends_elsewhere(was, deal) else []
    if not about:
        return Change(state="repeated", previous=was.id, stem=stem, page=_page(was))
    said: Mapping[About, str | None] = {
        "binding": was.binding.value,
        "amount": before.as_written if before else None,
        "end": was.dates.end,
    }
    return Change(
        state="restated" if amends else binding or "changed",
        previous=was.id,
        was=said[about[0]],
        stem=stem,
        page=_page(was),
        about=tuple(about),
        direction=None if is_tranche(was) is not is_tranche(deal) else _direction(before, now),
        earlier=told(was, stem),
    )


def step(was: Proved, deal: Proved) -> Literal["hardened", "softened"] | None:
    """Say whether a deal became more or less binding. What is not said is no step, and what is over stays over.

    A weaker strength must be proved by words of its own: that a later document says less is no news.
    """
    if deal.type is DealType.CONCENTRATION or was.binding in _OVER:
        return None
    if deal.binding is Binding.ENDED:
        return "softened" if was.binding is not Binding.UNCLEAR else None
    before, now = _STEPS.get(was.binding), _STEPS.get(deal.binding)
    if before is None or now is None or before == now:
        return None
    if now > before:
        return "hardened"
    return "softened" if deal.binding_phrase else None


def moved(was: Proved, deal: Proved) -> tuple[Amount | None, Amount | None]:
    """Give the amount before and now where it moved; nothing before where it was not told, nothing now where it stays.

    What was bought or raised in a period says nothing of another period, and a silence is no change.
    """
    before, now = lead(was), lead(deal)
    if now is None or (before is None and was.binding not in _STEPS):
        return None, None
    if before is None:
        return None, now
    return _apart(was, deal, before, now) or (None, None)


def _apart(was: Proved, deal: Proved, before: Amount | None, now: Amount) -> tuple[Amount, Amount] | None:
    """Give the two amounts that are to be compared where they differ; None where they do not, or nothing can be."""
    if before is None or is_flow(was) or is_flow(deal):
        return None
    if before.unit != now.unit:
        before = next((a for a in own_amounts(was) if a.unit == now.unit and a.what == now.what), None)
        if before is None:
            return None
    if before.unit == now.unit == "percent" and before.value == now.value and _floors(before) is not _floors(now):
        return before, now
    if any(alike(before, a) for a in own_amounts(deal)[:_MOST_AMOUNTS]) or any(
        alike(now, a) for a in own_amounts(was)[:_MOST_AMOUNTS]
    ):
        return None
    return before, now


def _floors(amount: Amount) -> bool:
    """Tell whether a share is the least there will be: 15% or more is not 15%."""
    return amount.qualifier is Qualifier.AT_LEAST


def told(deal: Deal, stem: str) -> Told:
    """Cut an earlier deal to what a reader compares: the first amounts and the quotes they stand in."""
    first = lead(deal)
    amounts = [*([first] if first else []), *(a for a in deal.amounts if a is not first)][:_MOST_AMOUNTS]
    places = list(dict.fromkeys(amount.evidence for amount in amounts)) or [0]
    return Told(
        id=deal.id,
        stem=stem,
        type=deal.type,
        counterparty=deal.counterparty,
        payer=deal.payer,
        amounts=tuple(amount.model_copy(update={"evidence": places.index(amount.evidence)}) for amount in amounts),
        binding=deal.binding,
        binding_phrase=deal.binding_phrase,
        dates=deal.dates,
        related_party=deal.related_party,
        summary=deal.summary,
        evidence=tuple(deal.evidence[place] for place in places),
    )


def _page(deal: Proved) -> int:
    amount = lead(deal)
    return deal.evidence[amount.evidence if amount else 0].page


def _ends_elsewhere(was: Proved, deal: Proved) -> bool:
    return apart(was.dates.end, deal.dates.end) and deal.binding not in _OVER


def _direction(before: Amount | None, now: Amount | None) -> Literal["up", "down"] | None:
    if before is None or now is None:
        return None
    return "up" if (now.value, _floors(now)) > (before.value, _floors(before)) else "down"
