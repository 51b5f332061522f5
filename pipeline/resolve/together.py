"""Whether two deals that a model takes for one arrangement may be one, by what was proved of each.

The model reads names and general words better than code does; figures, sides, stages and parties are looked at here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexis import legal_core
from pipeline.records import Binding, DealType, PartyKind, Payer
from pipeline.resolve.sameness import is_total, measure, shared, told_as_one, two_instruments, whole

if TYPE_CHECKING:
    from pipeline.records import Amount, Party, Proved

_OPPOSITE = frozenset({Payer.FILER, Payer.COUNTERPARTY})
_STAKES = frozenset({DealType.EQUITY_INVESTMENT, DealType.WARRANT_OPTION})
_BALANCES = frozenset({DealType.DEBT, DealType.LEASE, DealType.CONCENTRATION})
"""Kinds that are nothing else, even where a mention gives no figure."""
_LABEL = re.compile(r"\b(?:[A-Z]|\d{1,2})$")
_VENTURE = re.compile(r"\b(?:JVs?|(?:joint )?ventures?)\b", re.IGNORECASE)
_TOTAL = re.compile(r"\btotal\b", re.IGNORECASE)
_CURRENCY = re.compile(r"[A-Z]{3}")


class Together(NamedTuple):
    """Statements a model takes for one arrangement, by their places in what was proved, and its reason."""

    places: frozenset[int]
    why: str


def may_be_one(one: Proved, other: Proved) -> bool:
    """Tell whether nothing that was proved of two deals speaks against their being one arrangement."""
    return (
        _may_be_one_party(one, other)
        and _may_be_one_kind(one, other)
        and (one.type is DealType.DEBT or {one.payer, other.payer} != _OPPOSITE)
        and not two_instruments(one, other)
        and _may_be_one_stage(one, other)
        and _may_be_one_sum(one, other)
    )


def _may_be_one_party(one: Proved, other: Proved) -> bool:
    """Two names are one party only where one is known by the other; a group or a label may be anybody's."""
    kinds = [one.counterparty.kind, other.counterparty.kind]
    if PartyKind.CLASS in kinds or _known_as(one.counterparty, other.counterparty):
        return True
    match kinds.count(PartyKind.NAMED):
        case 2:
            return _venture_of(one, other) or _venture_of(other, one)
        case 0:
            labels = [_LABEL.search(deal.counterparty.name) for deal in (one, other)]
            return not all(labels)
        case _:
            return True


def _known_as(one: Party, other: Party) -> bool:
    first, second = legal_core(one.name), legal_core(other.name)
    return first in {second, *map(legal_core, other.aliases)} or second in map(legal_core, one.aliases)


def _venture_of(venture: Proved, partner: Proved) -> bool:
    """Tell whether a quote names a venture and, with it, the partner: "the Loom JVs with affiliates of Harrow"."""
    name = venture.counterparty.name
    names = [partner.counterparty.name, legal_core(partner.counterparty.name)]
    return _VENTURE.search(name) is not None and any(
        name.lower() in quote and any(each.lower() in quote for each in names)
        for quote in (piece.quote.lower() for deal in (venture, partner) for piece in deal.evidence)
    )


def _may_be_one_kind(one: Proved, other: Proved) -> bool:
    kinds = {one.type, other.type}
    if DealType.CONCENTRATION in kinds:
        return len(kinds) == 1 and measure(one) == measure(other) and shared(one.amounts, other.amounts)
    if told_as_one(one.type, other.type):
        return True
    return not (kinds & _STAKES or kinds & _BALANCES) and not (one.amounts and other.amounts)


def _may_be_one_stage(one: Proved, other: Proved) -> bool:
    """What ended is the same as what is in force only by its figure; two signings are two contracts."""
    if shared(_sums(one), _sums(other)):
        return True
    signed = [deal.dates.signed for deal in (one, other) if deal.dates.signed]
    apart = len(signed) > 1 and not (signed[0].startswith(signed[1]) or signed[1].startswith(signed[0]))
    return not apart and (one.binding is Binding.ENDED) == (other.binding is Binding.ENDED)


def _may_be_one_sum(one: Proved, other: Proved) -> bool:
    """Where both have sums: a common one, a part and its total, or one party at one stage."""
    first, second = _sums(one), _sums(other)
    if not first or not second or shared(first, second):
        return True
    if one.binding is not other.binding:
        return False
    totals = [_is_total(one), _is_total(other)]
    if any(totals):
        return not all(totals) and _is_part(*((second, first) if totals[0] else (first, second)))
    same_party = _known_as(one.counterparty, other.counterparty)
    return same_party and one.type is other.type and one.payer is other.payer


def _is_total(deal: Proved) -> bool:
    return whole(deal) or is_total(deal) or (bool(deal.amounts) and _TOTAL.search(deal.amounts[0].what) is not None)


def _is_part(part: tuple[Amount, ...], total: tuple[Amount, ...]) -> bool:
    return part[0].unit == total[0].unit and part[0].value < total[0].value


def _sums(deal: Proved) -> tuple[Amount, ...]:
    return tuple(amount for amount in deal.amounts if _CURRENCY.fullmatch(amount.unit))
