"""A deal that both parties' filings tell of is one arrangement with two pieces of evidence."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from pipeline.loop.decided import telling
from pipeline.loop.kinds import ONCE, SAME_KIND, strength_rank
from pipeline.loop.records import Agreement, Doubt, Edge
from pipeline.loop.sizes import sizes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.loop.book import Book
    from pipeline.loop.decided import Decisions
    from pipeline.loop.records import Size

_SAME = Decimal("0.05")
"""Filings round: "approximately $22.4 billion" on one side is $22.0 billion on the other."""

_TO_THE_DAY = len("2031-06-30")

_NEAR = Decimal("0.25")
"""Further apart than this, two amounts are taken for two arrangements."""


class _Pair(NamedTuple):
    """Two tellings that may be one, and the amount they have most nearly in common.

    ``sure`` where a person said so; ``raised`` where one side has told a larger amount since, which is then ``size``.
    """

    apart: Decimal
    first: Edge
    second: Edge
    size: Size | None
    sure: bool = False
    raised: bool = False


def both_sides(edges: Iterable[Edge], book: Book, decided: Decisions | None = None) -> tuple[list[Edge], list[Doubt]]:
    """Join edges told by both ends; ``decided`` goes before all.

    Amounts within 5 % confirm each other, within 25 % conflict, further apart or signed on other days are two
    arrangements. Without amounts to compare, one day of signing, or the purchase of one company, joins them too. What
    is left alone on both sides with the same kind, and nothing to compare, is a doubt and stays apart. Only edges from
    one party to the same other are compared, so those of one pair can be asked about by themselves.
    """
    groups: dict[tuple[str, str], tuple[list[Edge], list[Edge]]] = defaultdict(lambda: ([], []))
    for edge in sorted(edges, key=lambda each: each.id):
        groups[edge.giver, edge.taker][0 if book.teller(edge) == edge.giver else 1].append(edge)
    joined: list[Edge] = []
    doubts: list[Doubt] = []
    said = _Said(decided or {}, book)
    for givers, takers in groups.values():
        taken: set[str] = set()
        for pair in sorted(
            _pairs(givers, takers, said), key=lambda each: (not each.sure, each.apart, each.first.id, each.second.id)
        ):
            if taken.isdisjoint((pair.first.id, pair.second.id)):
                taken |= {pair.first.id, pair.second.id}
                joined.append(_joined(pair, book))
        rest = [edge for edge in givers if edge.id not in taken], [edge for edge in takers if edge.id not in taken]
        doubts.extend(_doubts(*rest, said))
        joined.extend(edge for side in rest for edge in side)
    return joined, doubts


def _alike(first: Edge, second: Edge) -> bool:
    return first.kind is second.kind or frozenset({first.kind, second.kind}) in SAME_KIND


class _Said(NamedTuple):
    """What a person decided, and who filed each document."""

    decided: Decisions
    book: Book

    def of(self, first: Edge, second: Edge) -> bool | None:
        """Tell whether a person said that two tellings are one arrangement; None where nobody did."""
        if not self.decided:
            return None
        return self.decided.get(frozenset(telling(edge, self.book.teller(edge)) for edge in (first, second)))


def _pairs(givers: Sequence[Edge], takers: Sequence[Edge], said: _Said) -> list[_Pair]:
    return [
        pair
        for first in givers
        for second in takers
        if (pair := _match(first, second, said.of(first, second))) is not None and (pair.sure or pair.apart <= _NEAR)
    ]


def _match(first: Edge, second: Edge, decided: bool | None) -> _Pair | None:
    if decided is not None:
        nearest = _nearest(first, second)
        apart, size = (nearest.apart, nearest.size) if nearest else (Decimal(0), first.size or second.size)
        return _Pair(apart, first, second, size, sure=True) if decided else None
    if not _alike(first, second) or not _may_be_one(first, second):
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
        _compared(first, one, second, other)
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


def _compared(first: Edge, one: Size, second: Edge, other: Size) -> _Pair:
    apart = _apart(one, other)
    for edge, size in ((first, one), (second, other)):
        if edge.size and edge.size.value > size.value and size not in sizes_of(edge.statements[0]):
            return _Pair(apart, first, second, edge.size, raised=True)
    return _Pair(apart, first, second, min(one, other, key=lambda size: (size.value, not size.at_most)))


def _sizes(edge: Edge) -> tuple[Size, ...]:
    return tuple(size for said in edge.statements for size in sizes_of(said))


def _apart(one: Size, other: Size) -> Decimal:
    """Say how far two amounts are apart, as a share of the larger."""
    larger = max(one.value, other.value)
    return abs(one.value - other.value) / larger if larger else Decimal(0)


def _joined(pair: _Pair, book: Book) -> Edge:
    """One edge of two. Where the sides differ the map shows the weaker strength and the smaller amount."""
    both = sorted((pair.first, pair.second), key=book.age)
    differs: list[Literal["amount", "strength"]] = []
    if pair.apart > _SAME or pair.raised:
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


def _doubts(givers: Sequence[Edge], takers: Sequence[Edge], said: _Said) -> list[Doubt]:
    found = []
    for first in givers:
        alike = [second for second in takers if _alike(first, second)]
        back = [edge for edge in givers if alike and _alike(edge, alike[0])]
        if not len(alike) == len(back) == 1 or said.of(first, alike[0]) is False:
            continue
        if _nearest(first, alike[0]) is None and _may_be_one(first, alike[0]):
            why = "both sides tell of such an arrangement, but there are no amounts to compare"
            found.append(Doubt(edges=(first.id, alike[0].id), why=why))
    return found


def _may_be_one(first: Edge, second: Edge) -> bool:
    ours, theirs = _signed(first), _signed(second)
    return not (ours and theirs and ours.isdisjoint(theirs))
