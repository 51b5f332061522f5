"""Where capital comes back to: strongly connected companies, and the short circles among them."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise, product
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pipeline.loop.kinds import closes, consideration, mirrored, strength_rank
from pipeline.loop.records import Circle, Edge, Node, NodeKind, Size, TwoWay
from pipeline.loop.search import Work, components, short_cycles

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    Between: TypeAlias = Mapping[tuple[str, str], Sequence[Edge]]
    Rank: TypeAlias = tuple[int, int, Decimal, int, str]

_PAIR = 2
MOST = 500
"""More circles than this are not listed; the map says that there are more."""

_MOST_KEPT = 4 * MOST
_MOST_JUDGED = 40_000
"""So many cycles of companies are looked at, about a second's work, before the best are listed."""

_BARGAIN = "shares or warrants were received for the capital given"
_MIRRORED = "each side tells of the same amount, one each way: probably one arrangement with its payer misread"
_NO_RECYCLING = (
    "one way nothing is recycled: a share of revenue, a fine, repaid notes or an indemnity without an amount"
)


class Way(NamedTuple):
    """Companies in the order capital takes, and the flow from each to the next."""

    nodes: tuple[str, ...]
    legs: tuple[Edge, ...]


def circles(nodes: Iterable[Node], edges: Iterable[Edge]) -> tuple[tuple[Circle, ...], bool]:
    """Find the circles of at most five companies, the strongest and largest first; True when there are more.

    Where the search is cut, all shorter circles were looked at before longer ones.
    """
    groups = {node.id for node in nodes if node.kind is NodeKind.GROUP}
    between = closing(groups, edges)
    onward: dict[str, list[str]] = defaultdict(list)
    for giver, taker in sorted(between):
        onward[giver].append(taker)
    found: list[tuple[Rank, Way]] = []
    work, more = Work(), False
    inside = {node: number for number, each in enumerate(components(onward)) for node in each}
    leading = {
        node: [other for other in others if inside.get(other) == inside[node]]
        for node, others in onward.items()
        if node in inside
    }
    best = {pair: min(edges, key=leg_rank) for pair, edges in between.items()}
    for judged, cycle in enumerate(short_cycles(leading, work)):
        if judged == _MOST_JUDGED:
            more = True
            break
        if (way := _way(cycle, between, best)) is not None:
            found.append((_rank(way), way))
        if len(found) > _MOST_KEPT:
            found, more = sorted(found, key=itemgetter(0))[:MOST], True
    found.sort(key=itemgetter(0))
    return tuple(_circle(way) for _, way in found[:MOST]), more or work.cut or len(found) > MOST


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


def _way(nodes: tuple[str, ...], between: Between, best: Mapping[tuple[str, str], Edge]) -> Way | None:
    """Choose the flow that tells each leg best; None where the way back is the price of the way there."""
    ends = list(pairwise((*nodes, nodes[0])))
    # Only between two parties can it be.
    if len(nodes) > _PAIR:
        return Way(nodes, tuple(best[pair] for pair in ends))
    pairs = answers(between[ends[0]], between[ends[1]])
    if not pairs:
        return None
    return Way(nodes, min(pairs, key=lambda pair: sorted(map(leg_rank, pair), reverse=True)))


def _circle(way: Way) -> Circle:
    return Circle(
        id=">".join(way.nodes),
        nodes=way.nodes,
        legs=tuple(leg.id for leg in way.legs),
        strength=min((leg.strength for leg in way.legs), key=strength_rank),
        size=_size(way),
        unknown=sum(leg.size is None for leg in way.legs),
    )


def _size(way: Way) -> Size | None:
    sizes = [leg.size for leg in way.legs if leg.size is not None]
    return min(sizes, key=_smallness) if len({size.unit for size in sizes}) == 1 else None


def _smallness(size: Size) -> tuple[object, ...]:
    # Of equal amounts the looser words are the truer size.
    return (size.value, not size.at_most)


def leg_rank(edge: Edge) -> tuple[object, ...]:
    """Sort the best telling of a leg first: the strongest, of these the one with the largest known amount."""
    return (-strength_rank(edge.strength), edge.size is None, -(edge.size.value if edge.size else 0), edge.id)


def _rank(way: Way) -> Rank:
    """Sort the strongest first, of these those with fewest unknown amounts, then the largest and the shortest."""
    size = _size(way)
    return (
        -min(strength_rank(leg.strength) for leg in way.legs),
        sum(leg.size is None for leg in way.legs),
        -(size.value if size else Decimal(0)),
        len(way.nodes),
        ">".join(way.nodes),
    )


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
        TwoWay(nodes=pair, edges=tuple(sorted(edge.id for edge in flows)), why=why)
        for pair, flows in sorted(pairs.items())
        if len({edge.giver for edge in flows}) == _PAIR
        and pair not in circles_of_two
        and (why := _why_no_circle(pair, flows)) is not None
    )


def _why_no_circle(pair: tuple[str, str], flows: Sequence[Edge]) -> str | None:
    """Say why not; None for a circle that is not listed because there are too many."""
    forth = [edge for edge in flows if edge.giver == pair[0] and closes(edge)]
    back = [edge for edge in flows if edge.giver == pair[1] and closes(edge)]
    if not forth or not back:
        return _NO_RECYCLING
    if answers(forth, back):
        return None
    return _MIRRORED if any(mirrored(one, other) for one, other in product(forth, back)) else _BARGAIN
