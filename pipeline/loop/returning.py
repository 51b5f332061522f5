"""How much of what flows comes back: the circularity index.

``index = (n1 b1 + n2 b2 + ...) / (all amounts)``. The circles are peeled off one after the other, the shortest first,
of these the one that carries most: ``b`` is the smallest amount left on any leg of a circle, ``n`` the number of its
legs, and ``b`` is taken off every leg before the next circle is looked at. 0 means that nothing comes back, 1 that
everything does. Only amounts of one currency are compared, and what is binding is looked at alone as well. The amounts
added up here are printed nowhere: only the share is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.loop.legs import DIGITS
from pipeline.loop.records import Circularity, Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.loop.legs import Closing
    from pipeline.loop.records import Circle

_PAIR = 2
_PLACES = Decimal("0.0001")


@dataclass
class _Sums:
    """All amounts of one currency, of these what each node gives, and what runs between two where a circle does."""

    total: Decimal = Decimal(0)
    flows: int = 0
    given: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    left: dict[tuple[str, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))


def circularity(legs: Closing, circles: Sequence[Circle]) -> tuple[Circularity, ...]:
    """Give the index for each currency, over what is done or binding and over all that is told."""
    ways = [list(pairwise((*circle.nodes, circle.nodes[0]))) for circle in circles]
    sums: dict[tuple[bool, str], _Sums] = defaultdict(_Sums)
    unknown = {True: 0, False: 0}
    with localcontext(prec=DIGITS):
        for giver, unit, firm, total, flows in legs.given():
            for binding in (True, False) if firm else (False,):
                if unit is None:
                    unknown[binding] += flows
                    continue
                told = sums[binding, unit]
                told.total += total
                told.flows += flows
                told.given[giver] += total
        for pair in {leg for way in ways for leg in way}:
            for unit, value, firm in legs.amounts(*pair):
                for binding in (True, False) if firm and unit else (False,) if unit else ():
                    sums[binding, unit or ""].left[pair] += value
        return tuple(
            _index(told, _open(circles, ways, legs, told, binding=binding), (unit, binding, unknown[binding]))
            for (binding, unit), told in sorted(sums.items(), key=lambda item: (not item[0][0], item[0][1]))
            if told.total
        )


def _index(told: _Sums, ways: Iterable[list[tuple[str, str]]], of_what: tuple[str, bool, int]) -> Circularity:
    unit, binding, unknown = of_what
    returned = _peeled(ways, told.left)
    shares = [
        Share(node=node, value=(amount / told.given[node]).quantize(_PLACES))
        for node, amount in sorted(returned.items())
    ]
    shares.sort(key=lambda each: (-each.value, each.node))
    return Circularity(
        unit=unit,
        binding=binding,
        value=(sum(returned.values(), Decimal(0)) / told.total).quantize(_PLACES),
        flows=told.flows,
        unknown=unknown,
        companies=tuple(shares),
    )


def _open(
    circles: Iterable[Circle],
    ways: Iterable[list[tuple[str, str]]],
    closing: Closing,
    told: _Sums,
    *,
    binding: bool,
) -> list[list[tuple[str, str]]]:
    """Give the ways on which every leg carries something, the shortest first, of these the one that carries most."""
    found = []
    for circle, legs in zip(circles, ways, strict=True):
        if not all(leg in told.left for leg in legs):
            continue
        if len(legs) == _PAIR:
            two = closing.couple(*legs[0])
            if two is None or (binding and not two.firm):
                continue
        found.append((len(legs), -min(told.left[leg] for leg in legs), circle.id, legs))
    return [legs for _, _, _, legs in sorted(found)]


def _peeled(ways: Iterable[list[tuple[str, str]]], left: dict[tuple[str, str], Decimal]) -> dict[str, Decimal]:
    """Give what of each company's flows comes back; takes it off ``left``."""
    returned: dict[str, Decimal] = defaultdict(Decimal)
    for legs in ways:
        bottleneck = min(left[leg] for leg in legs)
        for leg in legs:
            left[leg] -= bottleneck
            if bottleneck:
                returned[leg[0]] += bottleneck
    return dict(returned)
