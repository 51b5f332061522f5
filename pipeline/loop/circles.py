"""Where capital comes back to: strongly connected companies, and the short circles among them."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise, product
from typing import TYPE_CHECKING

import networkx as nx

from pipeline.loop.kinds import closes, consideration, mirrored, strength_rank
from pipeline.loop.records import Circle, Edge, Node, NodeKind, Size, TwoWay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Between = Mapping[tuple[str, str], Sequence[Edge]]

LONGEST = 5
_PAIR = 2
MOST = 500
"""More circles than this are not listed; the map says that there are more."""

_BARGAIN = "shares or warrants were received for the capital given"
_MIRRORED = "each side tells of the same amount, one each way: probably one arrangement with its payer misread"
_NO_RECYCLING = (
    "one way nothing is recycled: a share of revenue, a fine, repaid notes or an indemnity without an amount"
)


def circles(nodes: Iterable[Node], edges: Iterable[Edge]) -> tuple[tuple[Circle, ...], bool]:
    """Find the circles of at most five companies, the strongest and largest first; True when there are more."""
    groups = {node.id for node in nodes if node.kind is NodeKind.GROUP}
    between: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        if closes(edge) and not groups & {edge.giver, edge.taker}:
            between[edge.giver, edge.taker].append(edge)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(sorted(between))
    found: list[Circle] = []
    for component in sorted(sorted(each) for each in nx.strongly_connected_components(graph) if len(each) > 1):
        inside = set(component)
        onward = {node: sorted(inside.intersection(graph.successors(node))) for node in component}
        for cycle in short_cycles(onward):
            if (circle := _circle(cycle, between)) is not None:
                if len(found) == MOST:
                    return tuple(sorted(found, key=_rank)), True
                found.append(circle)
    return tuple(sorted(found, key=_rank)), False


def short_cycles(onward: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Give every simple cycle of at most five nodes once, beginning with its smallest node.

    networkx finds strong components anew after each node, which on thousands of companies takes minutes; cycles
    this short need only a look at what can lead back in time.
    """
    backward: dict[str, list[str]] = defaultdict(list)
    for node, following in onward.items():
        for other in following:
            backward[other].append(node)
    for start in sorted(onward):
        yield from _extended((start,), onward, _steps_back(start, backward))


def _steps_back(start: str, backward: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Count the steps from each node to ``start`` over nodes larger than it, as far as a short cycle allows."""
    steps: dict[str, int] = {}
    edge = [start]
    for step in range(1, LONGEST):
        reached = {node for after in edge for node in backward.get(after, ()) if node > start and node not in steps}
        steps.update(dict.fromkeys(reached, step))
        edge = list(reached)
    return steps


def _extended(
    path: tuple[str, ...], onward: Mapping[str, Sequence[str]], steps: Mapping[str, int]
) -> Iterator[tuple[str, ...]]:
    for node in onward[path[-1]]:
        if node == path[0]:
            yield path
        elif node in steps and node not in path and len(path) + steps[node] <= LONGEST:
            yield from _extended((*path, node), onward, steps)


def _circle(nodes: tuple[str, ...], between: Between) -> Circle | None:
    ends = list(pairwise((*nodes, nodes[0])))
    # Only between two parties can the way back be the price of the way there.
    if len(nodes) == _PAIR:
        pairs = [
            (forth, back)
            for forth, back in product(between[ends[0]], between[ends[1]])
            if not consideration(forth.kind, back.kind) and not mirrored(forth, back)
        ]
        if not pairs:
            return None
        legs: Sequence[Edge] = min(pairs, key=lambda pair: sorted(map(_leg_rank, pair), reverse=True))
    else:
        legs = [min(between[pair], key=_leg_rank) for pair in ends]
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


def _leg_rank(edge: Edge) -> tuple[object, ...]:
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
