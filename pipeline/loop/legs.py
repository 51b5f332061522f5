"""What circles are made of: the flows that can be a leg of one, by the pair of parties between which they run."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, localcontext
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pipeline.loop.kinds import between_single, closes, consideration, mirrored, strength_rank
from pipeline.records import Binding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.loop.records import Edge, Size

DIGITS = 100
"""Sums of so many digits are exact."""

_FIRM = strength_rank(Binding.FIRM)


class Leg(NamedTuple):
    """One flow as a circle needs it."""

    id: str
    giver: str
    taker: str
    strength: Binding
    size: Size | None

    @property
    def pair(self) -> tuple[str, str]:
        """Give the parties between which it runs."""
        return self.giver, self.taker


class Couple(NamedTuple):
    """The best flows from the first of two parties to the second and back of which neither is the other's price."""

    forth: Leg
    back: Leg

    @property
    def firm(self) -> bool:
        """Whether both are done or binding; where these are not, no other two are."""
        return all(strength_rank(leg.strength) >= _FIRM for leg in self)


class Amount(NamedTuple):
    """How much a flow moves; ``unit`` is None where that is not known. ``firm``: done or binding."""

    unit: str | None
    value: Decimal
    firm: bool


class Given(NamedTuple):
    """What a party gives in one currency that is firm, or that is not: the sum of so many flows."""

    giver: str
    unit: str | None
    firm: bool
    total: Decimal
    flows: int


class Closing(Protocol):
    """Where legs are to be had."""

    def strongest(self, number: int) -> Sequence[Leg]:
        """Give the best leg from each party to another, the strongest and largest first, at most so many."""

    def couple(self, one: str, other: str) -> Couple | None:
        """Give the circle of two parties, the best where there are several."""

    def given(self) -> Iterable[Given]:
        """Give what each party gives, by currency and whether it is firm."""

    def amounts(self, one: str, other: str) -> Iterable[Amount]:
        """Give how much each flow from one party to another moves."""


class Legs:
    """All flows that can be legs, by giver and taker."""

    def __init__(self, between: Mapping[tuple[str, str], Sequence[Edge]]) -> None:
        self._between = between

    @cached_property
    def _ranked(self) -> list[Leg]:
        return [leg_of(edge) for edge in sorted((best(flows) for flows in self._between.values()), key=leg_rank)]

    def strongest(self, number: int) -> Sequence[Leg]:
        """Give the best leg from each party to another, the strongest and largest first, at most so many."""
        return self._ranked[:number]

    def couple(self, one: str, other: str) -> Couple | None:
        """Give the circle of two parties, the best where there are several."""
        return couple(self._between.get((one, other), ()), self._between.get((other, one), ()))

    def given(self) -> Iterable[Given]:
        """Give what each party gives, by currency and whether it is firm."""
        told: dict[str, list[Amount]] = defaultdict(list)
        for (giver, _), flows in self._between.items():
            told[giver].extend(map(amount_of, flows))
        return (each for giver, amounts in told.items() for each in added(giver, amounts))

    def amounts(self, one: str, other: str) -> Iterable[Amount]:
        """Give how much each flow from one party to another moves."""
        return map(amount_of, self._between.get((one, other), ()))


def closing(edges: Iterable[Edge]) -> dict[tuple[str, str], list[Edge]]:
    """Give the edges that can be a leg of a circle, by giver and taker."""
    between: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        if can_close(edge):
            between[edge.giver, edge.taker].append(edge)
    return dict(between)


def can_close(edge: Edge) -> bool:
    """Say whether a flow can be a leg: one that recycles something, from one party to one other."""
    return closes(edge) and between_single(edge)


def leg_rank(edge: Edge | Leg) -> tuple[object, ...]:
    """Sort the best telling of a leg first: the strongest, of these the one with the largest known amount."""
    return (-strength_rank(edge.strength), edge.size is None, -(edge.size.value if edge.size else 0), edge.id)


def best(flows: Iterable[Edge]) -> Edge:
    """Give the flow that tells a leg best."""
    return min(flows, key=leg_rank)


def leg_of(edge: Edge) -> Leg:
    """Take from a flow what a circle needs of it."""
    return Leg(edge.id, edge.giver, edge.taker, edge.strength, edge.size)


def amount_of(edge: Edge) -> Amount:
    """Take from a flow how much it moves."""
    unit, value = (edge.size.unit, edge.size.value) if edge.size else (None, Decimal(0))
    return Amount(unit, value, firm=strength_rank(edge.strength) >= _FIRM)


def added(giver: str, amounts: Iterable[Amount]) -> list[Given]:
    """Add up what a party gives: exactly, so that the sum does not depend on the order."""
    sums: dict[tuple[str | None, bool], tuple[Decimal, int]] = {}
    with localcontext(prec=DIGITS):
        for unit, value, firm in amounts:
            total, flows = sums.get((unit, firm), (Decimal(0), 0))
            sums[unit, firm] = (total + value, flows + 1)
    return [Given(giver, *key, *told) for key, told in sums.items()]


def answers(forth: Iterable[Edge], back: Iterable[Edge]) -> Iterator[tuple[Edge, Edge]]:
    """Give the flows between two parties of which one is not the price of the other, nor the other mistaken."""
    return (
        (one, other)
        for one, other in product(forth, back)
        if not consideration(one.kind, other.kind) and not mirrored(one, other)
    )


def couple(forth: Sequence[Edge], back: Sequence[Edge]) -> Couple | None:
    """Give the best flow each way of which neither is the other's price; None where there are none."""
    if not forth or not back:
        return None
    first = next(answers([best(forth)], [best(back)]), None)  # nearly always
    pairs = [first] if first else list(answers(forth, back))
    if not pairs:
        return None
    one, other = min(pairs, key=lambda pair: sorted(map(leg_rank, pair), reverse=True))
    return Couple(leg_of(one), leg_of(other))
