"""Where capital comes back to: strongly connected companies, and the short circles among them."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise, product
from typing import TYPE_CHECKING

from pipeline.loop.kinds import closes, consideration, mirrored, strength_rank
from pipeline.loop.records import Circle, Edge, Node, NodeKind, Size, TwoWay
from pipeline.loop.search import Work, components, short_cycles

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    Between = Mapping[tuple[str, str], Sequence[Edge]]

_PAIR = 2
MOST = 500
"""More circles than this are not listed; the map says that there are more."""

_MOST_KEPT = 4 * MOST
_MOST_JUDGED = 60_000
"""So many cycles of companies are looked at, about a second's work, before the best are listed."""

_BARGAIN = "shares or warrants were received for the capital given"
_MIRRORED = "each side tells of the same amount, one each way: probably one arrangement with its payer misread"
_NO_RECYCLING = (
    "one way nothing is recycled: a share of revenue, a fine, repaid notes or an indemnity without an amount"
)


def circles(nodes: Iterable[Node], edges: Iterable[Edge]) -> tuple[tuple[Circle, ...], bool]:
    """Find the circles of at most five companies, the strongest and largest first; True when there are more.

    Where the search is cut, all shorter circles were looked at before longer ones.
    """
    groups = {node.id for node in nodes if node.kind is NodeKind.GROUP}
    between = closing(groups, edges)
    onward: dict[str, list[str]] = defaultdict(list)
    for giver, taker in sorted(between):
        onward[giver].append(taker)
    best: list[Circle] = []
    work, more = Work(), False
    inside = {node: number for number, each in enumerate(components(onward)) for node in each}
    leading = {
        node: [other for other in others if inside.get(other) == inside[node]]
        for node, others in onward.items()
        if node in inside
    }
    for judged, cycle in enumerate(short_cycles(leading, work)):
        if judged == _MOST_JUDGED:
            more = True
            break
        if (circle := _circle(cycle, between)) is not None:
            best.append(circle)
        if len(best) > _MOST_KEPT:
            best, more = sorted(best, key=_rank)[:MOST], True
    best.sort(key=_rank)
    return tuple(best[:MOST]), more or work.cut or len(best) > MOST


def closing(groups: Collection[str], edges: Iterable[Edge]) -> dict[tuple[str, str], list[Edge]]:
    """Give the edges that can be a leg of a circle, by giver and taker."""
    between: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        if closes(edge) and edge.giver not in groups and edge.taker not in groups:
            between[edge.giver, edge.taker].append(edge)
    return between


def answers(forth: Iterable[Edge], back: Sequence[Edge]) -> list[tuple[Edge, Edge]]:
    """Give the flows between two parties of which one is not the price of the other, nor the other mistaken."""
    return [
        (one, other)
        for one, other in product(forth, back)
        if not consideration(one.kind, other.kind) and not mirrored(one, other)
    ]


def _circle(nodes: tuple[str, ...], between: Between) -> Circle | None:
    ends = list(pairwise((*nodes, nodes[0])))
    # Only between two parties can the way back be the price of the way there.
    if len(nodes) == _PAIR:
        pairs = answers(between[ends[0]], between[ends[1]])
        if not pairs:
            return None
        legs: Sequence[Edge] = min(pairs, key=lambda pair: sorted(map(leg_rank, pair), reverse=True))
    else:
        legs = [min(between[pair], key=leg_rank) for pair in ends]
    sizes = [leg.size for leg in legs if leg.size is not None]
    same = len({size.unit for size in sizes}) == 1
    return Circle(
        id=">".join(nodes),
        nodes=nodes,
        legs=tuple(leg.id for leg in legs),
        strength=min((leg.strength for leg in legs), key=strength_rank),
        size=min(sizes, key=_smallness) if same else None,
        unknown=len(legs) - len(sizes),
    )


def _smallness(size: Size) -> tuple[object, ...]:
    # Of equal amounts the looser words are the truer size.
    return (size.value, not size.at_most)


def leg_rank(edge: Edge) -> tuple[object, ...]:
    """Sort the best telling of a leg first: the strongest, of these the one with the largest known amount."""
    return (-strength_rank(edge.strength), edge.size is None, -(edge.size.value if edge.size else 0), edge.id)


def _rank(circle: Circle) -> tuple[object, ...]:
    value = circle.size.value if circle.size else 0
    return (-strength_rank(circle.strength), circle.unknown, -value, len(circle.nodes), circle.id)


def two_way(nodes: Iterable[Node], edges: Iterable[Edge], found: Iterable[Circle]) -> tuple[TwoWay, ...]:
    """List the pairs of single parties with flows both ways that are no circle of two, each with the reason."""
    groups = {node.id for node in nodes if node.kind is NodeKind.GROUP}
    circles_of_two = {circle.nodes for circle in found if len(circle.nodes) == _PAIR}
    pairs: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        if not groups & {edge.giver, edge.taker}:
            first, second = sorted((edge.giver, edge.taker))
            pairs[first, second].append(edge)
    return tuple(
        TwoWay(nodes=pair, edges=tuple(sorted(edge.id for edge in flows)), why=_why_no_circle(pair, flows))
        for pair, flows in sorted(pairs.items())
        if len({edge.giver for edge in flows}) == _PAIR and pair not in circles_of_two
    )


def _why_no_circle(pair: tuple[str, str], flows: Sequence[Edge]) -> str:
    forth = [edge for edge in flows if edge.giver == pair[0] and closes(edge)]
    back = [edge for edge in flows if edge.giver == pair[1] and closes(edge)]
    if not forth or not back:
        return _NO_RECYCLING
    return _MIRRORED if any(mirrored(one, other) for one, other in product(forth, back)) else _BARGAIN
