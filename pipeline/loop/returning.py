"""How much of what flows comes back: the circularity index.

``index = (n1 b1 + n2 b2 + ...) / (all amounts)``. The circles are peeled off one after the other, the shortest first,
of these the one that carries most: ``b`` is the smallest amount left on any leg of a circle, ``n`` the number of its
legs, and ``b`` is taken off every leg before the next circle is looked at. 0 means that nothing comes back, 1 that
everything does. Only amounts of one currency are compared, and what is binding is looked at alone as well. The amounts
added up here are printed nowhere: only the share is.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.loop.circles import answers, closing
from pipeline.loop.kinds import strength_rank
from pipeline.loop.records import Circularity, NodeKind, Share
from pipeline.records import Binding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.loop.records import Circle, Edge, Node

    Flows = Mapping[tuple[str, str], Sequence[Edge]]

_PAIR = 2
_PLACES = Decimal("0.0001")


def circularity(nodes: Iterable[Node], edges: Sequence[Edge], circles: Sequence[Circle]) -> tuple[Circularity, ...]:
    """Give the index for each currency, over what is done or binding and over all that is told."""
    groups = {node.id for node in nodes if node.kind is NodeKind.GROUP}
    firm = [edge for edge in edges if strength_rank(edge.strength) >= strength_rank(Binding.FIRM)]
    found = [
        _index(closing(groups, told), circles, unit, binding=binding)
        for told, binding in ((firm, True), (edges, False))
        for unit in sorted({edge.size.unit for edge in told if edge.size})
    ]
    return tuple(each for each in found if each is not None)


def _index(between: Flows, circles: Iterable[Circle], unit: str, *, binding: bool) -> Circularity | None:
    left: dict[tuple[str, str], Decimal] = {}
    for pair, edges in between.items():
        sizes = [edge.size.value for edge in edges if edge.size and edge.size.unit == unit]
        if sizes:
            left[pair] = sum(sizes, Decimal(0))
    total = sum(left.values(), Decimal(0))
    if not total:
        return None
    given: dict[str, Decimal] = defaultdict(Decimal)
    for (giver, _), amount in left.items():
        given[giver] += amount
    returned = _peeled(between, circles, left)
    shares = [
        Share(node=node, value=(amount / given[node]).quantize(_PLACES)) for node, amount in sorted(returned.items())
    ]
    shares.sort(key=lambda each: (-each.value, each.node))
    edges = [edge for pair in between.values() for edge in pair]
    return Circularity(
        unit=unit,
        binding=binding,
        value=(sum(returned.values(), Decimal(0)) / total).quantize(_PLACES),
        flows=sum(edge.size is not None and edge.size.unit == unit for edge in edges),
        unknown=sum(edge.size is None for edge in edges),
        companies=tuple(shares),
    )


def _peeled(between: Flows, circles: Iterable[Circle], left: dict[tuple[str, str], Decimal]) -> dict[str, Decimal]:
    """Give what of each company's flows comes back; takes it off ``left``."""
    ways = []
    for circle in circles:
        legs = list(pairwise((*circle.nodes, circle.nodes[0])))
        if all(leg in left for leg in legs) and (len(legs) > _PAIR or answers(between[legs[0]], between[legs[1]])):
            ways.append((len(legs), -min(left[leg] for leg in legs), circle.id, legs))
    returned: dict[str, Decimal] = defaultdict(Decimal)
    for _, _, _, legs in sorted(ways):
        bottleneck = min(left[leg] for leg in legs)
        for leg in legs:
            left[leg] -= bottleneck
            if bottleneck:
                returned[leg[0]] += bottleneck
    return dict(returned)
