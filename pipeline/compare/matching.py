"""Which deal of an earlier document a deal continues: by party, kind, side and terms; amounts may move, ids differ.

A pair must be possible at all; of the possible pairs the best are taken first, each deal once.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.compare.parties import label, same_party
from pipeline.compare.terms import (
    apart,
    coupons,
    debt_kind,
    disjoint,
    facilities,
    is_flow,
    lead,
    maturities,
    measure,
    share_a_figure,
)
from pipeline.records import Binding, DealType, PartyKind, Payer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.records import Deal, Proved

_NEAR = (
    frozenset({DealType.CLOUD_COMPUTE, DealType.SALES_CONTRACT}),
    frozenset({DealType.CLOUD_COMPUTE, DealType.PURCHASE_COMMITMENT}),
    frozenset({DealType.ACQUISITION, DealType.EQUITY_INVESTMENT}),
    frozenset({DealType.DIVESTITURE, DealType.OTHER}),
)
_RELATIONS = frozenset({DealType.JOINT_VENTURE, DealType.SALES_CONTRACT, DealType.CLOUD_COMPUTE})
_OPEN = frozenset({Payer.NONE, Payer.MUTUAL})
_AGREED = frozenset({Binding.FIRM, Binding.DONE, Binding.ENDED})
_AHEAD = frozenset({Binding.INTENT, Binding.CONDITIONAL})
_AMENDED = re.compile(
    r"\b(?:amend|expan|extend|extension|increas|upsiz|renew|restat|upgrad|grew|grown)\w*", re.IGNORECASE
)
_OF_THE_GROUP = re.compile(r"\b(?:largest|biggest|top|principal|primary|main)\b", re.IGNORECASE)
_ORDERS = re.compile(r"\b(?:backlog|remaining performance obligations?|order book)\b", re.IGNORECASE)
_PAPER = frozenset({"commercial paper", "paper issued"})
_ONE_OF_A_KIND = frozenset({"commercial paper", "revolver", "total"})
_COUNTED = re.compile(r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b", re.IGNORECASE)


class Pair(NamedTuple):
    """A deal and the earlier one it continues, by their places."""

    earlier: int
    later: int


class Score(NamedTuple):
    """How well two deals fit, the first that differs decides."""

    same_terms: bool
    same_figure: bool
    same_kind: bool
    same_side: bool
    same_dates: bool
    same_id: bool
    nearness: float


def pairs(earlier: Sequence[Deal], later: Sequence[Deal], *, one_year: bool) -> tuple[Pair, ...]:
    """Say which deal continues which. ``one_year``: both documents are of one fiscal year, so labels keep their sense.

    Customer A of one year need not be Customer A of the next.
    """
    crowd = Crowd(earlier, later)
    fitting = [
        (score, Pair(before, now))
        for before, was in enumerate(earlier)
        for now, deal in enumerate(later)
        if (score := _fit(was, deal, crowd, one_year=one_year)) is not None
    ]
    fitting.sort(key=lambda found: (found[0], -found[1].earlier, -found[1].later), reverse=True)
    taken_before: set[int] = set()
    taken_now: set[int] = set()
    chosen = []
    for _, pair in fitting:
        if pair.earlier not in taken_before and pair.later not in taken_now:
            taken_before.add(pair.earlier)
            taken_now.add(pair.later)
            chosen.append(pair)
    return tuple(sorted(chosen))


def comparable(deal: Deal, *, one_year: bool) -> bool:
    """Tell whether a deal that continues none is new.

    Of customers without a name nobody knows whether they are others, and notes listed without the day they were sold
    may be as old as the company.
    """
    party = deal.counterparty
    if deal.type is DealType.DEBT and deal.payer is Payer.FILER and debt_kind(deal) == "series":
        return deal.dates.signed is not None or deal.dates.start is not None
    if deal.type is not DealType.CONCENTRATION or party.kind is PartyKind.NAMED:
        return True
    if label(party) is not None:
        return one_year
    if party.kind is PartyKind.CLASS:
        return _COUNTED.match(party.name) is None
    return _OF_THE_GROUP.search(party.name) is not None


class Crowd:
    """How many deals of a kind each document tells, for what can be told apart only where it is alone."""

    def __init__(self, earlier: Sequence[Deal], later: Sequence[Deal]) -> None:
        self._counts: tuple[Mapping[object, int], Mapping[object, int]] = (
            Counter(map(_sort, earlier)),
            Counter(map(_sort, later)),
        )

    def alone(self, one: Deal, other: Deal) -> bool:
        """Tell whether each is the only one of its sort in its document."""
        return self._counts[0][_sort(one)] == 1 and self._counts[1][_sort(other)] == 1

    def as_many(self, one: Deal, other: Deal) -> bool:
        """Tell whether both documents tell as many of the sort."""
        return self._counts[0][_sort(one)] == self._counts[1][_sort(other)]


def _sort(deal: Deal) -> tuple[str, str, str, str]:
    return deal.type, deal.payer, _measured(deal), deal.counterparty.name.casefold()


def _measured(deal: Proved) -> str:
    """Give the measure by one name: backlog may have been said in full before, and contracted power otherwise."""
    words, first = measure(deal), lead(deal)
    if first is not None and first.unit == "MW":
        return "capacity"
    return "orders" if _ORDERS.search(words) else words


def _fit(was: Deal, deal: Deal, crowd: Crowd, *, one_year: bool) -> Score | None:
    """Say how well a deal continues another; None where it cannot."""
    if not _kinds(was, deal) or not _sides(was, deal):
        return None
    figure = share_a_figure(was, deal)
    if not _parties(was, deal, figure=figure):
        return None
    if not _possible(was, deal, crowd, figure=figure, one_year=one_year):
        return None
    first, second = lead(was), lead(deal)
    near = 0.0
    if first is not None and second is not None and first.unit == second.unit and max(first.value, second.value) > 0:
        near = float(min(first.value, second.value) / max(first.value, second.value))
    dates = (was.dates.signed, was.dates.start, was.dates.end), (deal.dates.signed, deal.dates.start, deal.dates.end)
    return Score(
        same_terms=measure(was) == measure(deal) and was.type is deal.type,
        same_figure=figure,
        same_kind=was.type is deal.type,
        same_side=was.payer is deal.payer,
        same_dates=any(date and date in dates[1] for date in dates[0]),
        same_id=was.id == deal.id,
        nearness=near,
    )


def _kinds(was: Proved, deal: Proved) -> bool:
    kinds = frozenset({was.type, deal.type})
    if len(kinds) == 1 or kinds in _NEAR:
        return True
    # A partner named without a figure may be told as a customer.
    return kinds <= _RELATIONS and not (was.amounts and deal.amounts)


def _sides(was: Proved, deal: Proved) -> bool:
    """A loan is paid out by one side and paid back by the other; else the payer stays."""
    return was.payer is deal.payer or was.type is DealType.DEBT or bool(_OPEN & {was.payer, deal.payer})


def _parties(was: Proved, deal: Proved, *, figure: bool) -> bool:
    if was.type is DealType.DEBT and {was.counterparty.kind, deal.counterparty.kind} == {PartyKind.CLASS}:
        return True  # lenders and holders of notes are told apart by their loans
    if same_party(was.counterparty, deal.counterparty):
        return True
    kinds = {was.counterparty.kind, deal.counterparty.kind}
    # A party that was not named and is now, or the other way round.
    hidden = kinds in ({PartyKind.NAMED, PartyKind.ANONYMOUS}, {PartyKind.CLASS, PartyKind.ANONYMOUS})
    return hidden and figure and was.type is not DealType.CONCENTRATION


def _possible(was: Deal, deal: Deal, crowd: Crowd, *, figure: bool, one_year: bool) -> bool:
    match was.type if was.type is deal.type else None:
        case DealType.CONCENTRATION:
            return _same_share(was, deal, crowd, one_year=one_year)
        case DealType.DEBT:
            return _same_debt(was, deal, figure=figure)
        case DealType.EQUITY_INVESTMENT if {was.binding, deal.binding} == {Binding.DONE}:
            # Two rounds of one company are two deals.
            return figure or _same_day(was, deal) or not (was.amounts and deal.amounts)
        case DealType.WARRANT_OPTION:
            return not disjoint(_strikes(was), _strikes(deal))
    if deal.counterparty.kind is PartyKind.CLASS:
        return _same_total(was, deal, crowd, figure=figure)
    return _same_contract(was, deal, crowd, figure=figure)


def _same_share(was: Deal, deal: Deal, crowd: Crowd, *, one_year: bool) -> bool:
    if measure(was) != measure(deal) or was.payer is not deal.payer:
        return False
    if deal.counterparty.kind is PartyKind.NAMED:
        return True
    if label(deal.counterparty) is not None:
        return one_year
    return crowd.alone(was, deal) and _OF_THE_GROUP.search(deal.counterparty.name) is not None


def _same_debt(was: Proved, deal: Proved, *, figure: bool) -> bool:
    if disjoint(coupons(was), coupons(deal)) or disjoint(facilities(was), facilities(deal)):
        return False
    if coupons(was) & coupons(deal):
        return not disjoint(maturities(was), maturities(deal))
    if facilities(was) & facilities(deal):
        return True
    kinds = debt_kind(was), debt_kind(deal)
    settled = Binding.DONE in {was.binding, deal.binding} and was.binding is not deal.binding
    if kinds[0] == kinds[1] and kinds[0] in _ONE_OF_A_KIND:
        return figure or not settled  # paper paid back leaves the programme
    if kinds[0] != kinds[1] and all(kinds) and not (figure and set(kinds) <= _PAPER):
        return False
    named = PartyKind.NAMED in {was.counterparty.kind, deal.counterparty.kind}
    return (figure or (named and measure(was) == measure(deal))) and not apart(was.dates.signed, deal.dates.signed)


def _strikes(deal: Proved) -> frozenset[object]:
    return frozenset(amount.value for amount in deal.amounts if amount.what.startswith("per "))


def _same_day(was: Proved, deal: Proved) -> bool:
    days = {was.dates.signed, was.dates.start} & {deal.dates.signed, deal.dates.start}
    return bool(days - {None})


def _same_total(was: Deal, deal: Deal, crowd: Crowd, *, figure: bool) -> bool:
    """A group has totals that move and single events that do not: an event is known by its figure."""
    if figure:
        return True
    if is_flow(was) or is_flow(deal) or not lead(was) or not lead(deal):
        return False
    units = {amount.unit for amount in (lead(was), lead(deal)) if amount}
    if _measured(was) != _measured(deal) or len(units) > 1 or was.type is not deal.type or not measure(deal):
        return False
    return crowd.as_many(was, deal) or was.id == deal.id


def _same_contract(was: Deal, deal: Deal, crowd: Crowd, *, figure: bool) -> bool:
    """One contract with a party: the figure it is known by, or the only one of its sort that nothing tells apart."""
    if figure:
        return True
    if not was.amounts or not deal.amounts:
        return not apart(was.dates.signed, deal.dates.signed) or bool({was.binding, deal.binding} & _AHEAD)
    return not _told_apart(was, deal) and (crowd.alone(was, deal) or was.id == deal.id)


def _told_apart(was: Proved, deal: Proved) -> bool:
    """Tell whether units, stage or dates make two contracts of them; an amended one has a new day and a new end."""
    units = {amount.unit for amount in (lead(was), lead(deal)) if amount}
    if len(units) > 1 and was.binding not in _AHEAD:
        return True
    if was.binding is Binding.DONE and deal.binding in _AHEAD:
        return True  # an earn-out of a closed deal
    if was.binding in _AGREED and deal.binding in _AGREED and apart(was.dates.signed, deal.dates.signed):
        return not any(_AMENDED.search(piece.quote) for piece in deal.evidence)
    return apart(was.dates.end, deal.dates.end) and measure(was) != measure(deal)
