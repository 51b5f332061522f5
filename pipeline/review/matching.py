"""Which deal a decision is about, though its id has moved; and what of the deal has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.lexis import legal_core
from pipeline.records import Amount, Seen, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.records import Deal, Decision, FactFile, Proved

_ENOUGH = 4
"""Words and party; words, kind and amount; party, kind and amount: two of three signs, the words counting twice."""


def leading(deal: Proved) -> Amount | None:
    """Give the figure a deal leads with."""
    return deal.amounts[0] if deal.amounts else None


def seen(deal: Proved) -> Seen:
    """Give what of a deal a decision rests on."""
    amount = leading(deal)
    return Seen(
        party=deal.counterparty.name,
        kind=deal.counterparty.kind,
        type=deal.type,
        payer=deal.payer,
        amount=f"{amount.qualifier} {plain(amount.value)} {amount.unit}" if amount else None,
        written=" ".join(amount.as_written.split()) if amount else None,
        binding=deal.binding,
        quote=deal.evidence[amount.evidence if amount else 0].quote,
    )


def changed(was: Seen, deal: Proved) -> tuple[str, ...]:
    """List the fields of what a decision was made on that are no longer so."""
    now = seen(deal)
    fields = [
        ("party", legal_core(was.party) == legal_core(now.party)),
        ("type", was.type is now.type),
        ("payer", was.payer is now.payer),
        ("amount", was.amount == now.amount),
        ("binding", was.binding is now.binding),
        ("quote", any(_same_words(was.quote, piece.quote) for piece in deal.evidence)),
    ]
    return tuple(name for name, same in fields if not same)


def _same_words(one: str, other: str) -> bool:
    """Tell whether one of two quotes holds the other, whatever their spaces and ends."""
    first, second = (" ".join(words.split()).strip(" .;:,") for words in (one, other))
    return bool(first) and bool(second) and (first in second or second in first)


def remembered(decisions: Sequence[Decision], before: FactFile | None) -> tuple[Decision, ...]:
    """Say of decisions written by hand what they were made on: what stood there when the program first met them.

    That is noted in the fact file of the last run; of a decision it did not know, what it says of the deal itself.
    """
    if before is None:
        return tuple(decisions)
    noted = {by_hand(one): one for one in (before.review.decisions if before.review else ())}
    stood = {deal.id: seen(deal) for deal in before.deals}
    for deal in before.deals:
        if deal.review is not None and deal.review.found is not None:
            stood |= {name: deal.review.found for name in (deal.id, deal.review.of) if name}
    return tuple(_recalled(one, noted.get(by_hand(one)), stood) for one in decisions)


def _recalled(decision: Decision, noted: Decision | None, stood: Mapping[str, Seen]) -> Decision:
    if decision.about == "sentence" and noted is not None and not decision.deals:
        return decision.model_copy(update={"deals": noted.deals})
    if decision.about == "deal" and decision.was is None:
        was = noted.was if noted is not None and noted.was is not None else stood.get(decision.key)
        return decision.model_copy(update={"was": was})
    return decision


def by_hand(decision: Decision) -> Decision:
    """Give what a person wrote, without what the program noted."""
    return decision.model_copy(update={"was": None, "deals": (), "state": "holds", "why": None, "now": None})


def last_of_each(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Leave out decisions that a later one about the same takes the place of."""
    latest = {(one.about, one.key): place for place, one in enumerate(decisions) if one.about != "missed"}
    return tuple(
        one for place, one in enumerate(decisions) if one.about == "missed" or latest[one.about, one.key] == place
    )


def placed(decisions: Sequence[Decision], deals: Sequence[Deal]) -> dict[int, Deal]:
    """Find the deal of each decision about one, by the places of the decisions; those of a deal now gone are missing.

    By its id; where that has moved, by the words, the party, the kind and the amount it was made on. No deal answers
    to two decisions.
    """
    by_id = {deal.id: deal for deal in deals}
    found = {place: by_id[one.key] for place, one in enumerate(decisions) if one.about == "deal" and one.key in by_id}
    taken = {deal.id for deal in found.values()}
    for place, one in enumerate(decisions):
        if place in found or one.about != "deal" or one.was is None:
            continue
        moved = nearest(one.was, [deal for deal in deals if deal.id not in taken])
        if moved is not None:
            found[place] = moved
            taken.add(moved.id)
    return found


def nearest(was: Seen, deals: Sequence[Deal]) -> Deal | None:
    """Give the one deal that is most like what was seen, None where none is like enough or two are alike."""
    scored: Mapping[str, int] = {deal.id: _likeness(was, deal) for deal in deals}
    best = max(scored.values(), default=0)
    alike = [deal for deal in deals if scored[deal.id] == best]
    return alike[0] if best >= _ENOUGH and len(alike) == 1 else None


def _likeness(was: Seen, deal: Deal) -> int:
    other = set(changed(was, deal))
    weights = {"quote": 2, "party": 2, "type": 1, "amount": 1 if was.amount else 0}
    return sum(weight for field, weight in weights.items() if field not in other)
