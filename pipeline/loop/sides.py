"""A deal that both parties' filings tell of is one arrangement with two pieces of evidence."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from pipeline.loop.kinds import ONCE, SAME_KIND, strength_rank
from pipeline.loop.records import Agreement, Doubt, Edge
from pipeline.loop.sizes import sizes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.loop.records import Size

_SAME = Decimal("0.05")
"""Filings round: "approximately $22.4 billion" on one side is $22.0 billion on the other."""

_TO_THE_DAY = len("2031-06-30")

_NEAR = Decimal("0.25")
"""Further apart than this, two amounts are taken for two arrangements."""


class _Pair(NamedTuple):
    """Two tellings that may be one, and the amount they have most nearly in common."""

    apart: Decimal
    first: Edge
    second: Edge
    size: Size | None


def both_sides(edges: Sequence[Edge], filers: Sequence[str]) -> tuple[list[Edge], tuple[Doubt, ...]]:
    """Join edges told by both ends. ``filers[i]`` is the node that filed source ``i``.

    Amounts within 5 % confirm each other, within 25 % conflict, further apart or signed on other days are two
    arrangements. Without amounts to compare, one day of signing, or the purchase of one company, joins them too. What
    is left alone on both sides with the same kind, and nothing to compare, is a doubt and stays apart.
    """
    groups: dict[tuple[str, str], tuple[list[Edge], list[Edge]]] = defaultdict(lambda: ([], []))
    for edge in sorted(edges, key=lambda each: each.id):
        teller = filers[edge.statements[0].source]
        groups[edge.giver, edge.taker][0 if teller == edge.giver else 1].append(edge)
    joined: list[Edge] = []
    doubts: list[Doubt] = []
    for givers, takers in groups.values():
        taken: set[str] = set()
        for pair in sorted(_pairs(givers, takers), key=lambda each: (each.apart, each.first.id, each.second.id)):
            if taken.isdisjoint((pair.first.id, pair.second.id)):
                taken |= {pair.first.id, pair.second.id}
                joined.append(_joined(pair))
        rest = [edge for edge in givers if edge.id not in taken], [edge for edge in takers if edge.id not in taken]
        doubts.extend(_doubts(*rest))
        joined.extend(edge for side in rest for edge in side)
    return joined, tuple(doubts)


def _alike(first: Edge, second: Edge) -> bool:
    return first.kind is second.kind or frozenset({first.kind, second.kind}) in SAME_KIND


def _pairs(givers: Sequence[Edge], takers: Sequence[Edge]) -> list[_Pair]:
    return [
        pair
        for first in givers
        for second in takers
        if _alike(first, second) and (pair := _match(first, second)) is not None and pair.apart <= _NEAR
    ]


def _match(first: Edge, second: Edge) -> _Pair | None:
    if not _may_be_one(first, second):
        return None
    nearest = _nearest(first, second)
    if nearest is None and (_signed(first) & _signed(second) or _bought_once(first, second)):
        return _Pair(Decimal(0), first, second, first.size or second.size)
    return nearest


def _signed(edge: Edge) -> set[str]:
    """Give the days of signing that are told to the day."""
    return {
        said.dates.signed for said in edge.statements if said.dates.signed and len(said.dates.signed) == _TO_THE_DAY
    }


def _bought_once(first: Edge, second: Edge) -> bool:
    return all(said.type in ONCE for said in (*first.statements, *second.statements))


def _nearest(first: Edge, second: Edge) -> _Pair | None:
    """Compare every amount of one with every amount of the other; None where none can be compared.

    Sides put different amounts first: one the commitment at its year's end, the other the one amended since.
    """
    compared = [
        _Pair(_apart(one, other), first, second, min(one, other, key=lambda size: (size.value, not size.at_most)))
        for one in _sizes(first)
        for other in _sizes(second)
        if one.unit == other.unit
    ]
    # Of amounts that agree, the largest: small ones agree by chance.
    return min(
        compared,
        key=lambda pair: (max(pair.apart, _SAME), -(pair.size.value if pair.size else 0), pair.apart),
        default=None,
    )


def _sizes(edge: Edge) -> tuple[Size, ...]:
    return tuple(size for said in edge.statements for size in sizes_of(said.amounts, said.evidence))


def _apart(one: Size, other: Size) -> Decimal:
    """Say how far two amounts are apart, as a share of the larger."""
    larger = max(one.value, other.value)
    return abs(one.value - other.value) / larger if larger else Decimal(0)


def _joined(pair: _Pair) -> Edge:
    """One edge of two. Where the sides differ the map shows the weaker strength and the smaller amount."""
    both = sorted((pair.first, pair.second), key=lambda edge: (edge.statements[0].source, edge.id))
    differs: list[Literal["amount", "strength"]] = []
    if pair.apart > _SAME:
        differs.append("amount")
    if pair.first.strength is not pair.second.strength:
        differs.append("strength")
    return both[0].model_copy(
        update={
            "strength": min((edge.strength for edge in both), key=strength_rank),
            "size": pair.size,
            "agreement": Agreement.CONFLICTING if differs else Agreement.CONFIRMED,
            "differs": tuple(differs),
            "statements": tuple(statement for edge in both for statement in edge.statements),
        }
    )


def _doubts(givers: Sequence[Edge], takers: Sequence[Edge]) -> list[Doubt]:
    found = []
    for first in givers:
        alike = [second for second in takers if _alike(first, second)]
        back = [edge for edge in givers if alike and _alike(edge, alike[0])]
        if len(alike) == len(back) == 1 and _nearest(first, alike[0]) is None and _may_be_one(first, alike[0]):
            why = "both sides tell of such an arrangement, but there are no amounts to compare"
            found.append(Doubt(edges=(first.id, alike[0].id), why=why))
    return found


def _may_be_one(first: Edge, second: Edge) -> bool:
    ours, theirs = _signed(first), _signed(second)
    return not (ours and theirs and ours.isdisjoint(theirs))
