"""What the map answers: who a name is, and by which chains capital gets from one party to another."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from pipeline.lexis import legal_core
from pipeline.loop.kinds import strength_rank
from pipeline.loop.legs import leg_rank
from pipeline.loop.records import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.loop.records import Edge, Loop, Node
    from pipeline.records import Binding

MOST_CHAINS = 10
_LOOKED_AT = 200
LONGEST_CHAIN = 5
_MOST_NEAR = 8


class Chain(NamedTuple):
    """One way capital takes: the parties in order, between each two the strongest flow, and the weakest of these."""

    nodes: tuple[str, ...]
    legs: tuple[Edge, ...]
    strength: Binding


def find(loop: Loop, name: str) -> tuple[Node, ...]:
    """Give the parties a name means: by ticker or id, by a name or spelling, else those whose names hold it."""
    wanted, core = name.casefold().strip(), legal_core(name)
    exact = [node for node in loop.nodes if wanted in {node.id, (node.ticker or "").casefold()}]
    if exact:
        return tuple(exact)
    called = [node for node in loop.nodes if core in {legal_core(each) for each in _names(node)}]
    if called:
        return tuple(called)
    held = [node for node in loop.nodes if any(wanted in each.casefold() for each in _names(node))]
    return tuple(sorted(held, key=lambda node: (not node.filer, node.id))[:_MOST_NEAR])


def _names(node: Node) -> Iterable[str]:
    # The name of a label holds its filer's, which is another party.
    return (node.label,) if node.label else (node.name, *node.spellings)


def flows_of(loop: Loop, node: str) -> tuple[list[Edge], list[Edge]]:
    """Give what a party gives and what it takes, shares of business included, the strongest and largest first."""
    edges = [*loop.edges, *loop.concentrations]
    given = sorted((edge for edge in edges if edge.giver == node), key=leg_rank)
    return given, sorted((edge for edge in edges if edge.taker == node), key=leg_rank)


def chains(loop: Loop, start: str, end: str) -> tuple[Chain, ...]:
    """Give at most ten chains of at most five flows from one party to another, the shortest first, then the strongest.

    Groups such as "lenders" are no link: what one of them gets another does not give on.
    """
    groups = {node.id for node in loop.nodes if node.kind is NodeKind.GROUP} - {start, end}
    between: dict[tuple[str, str], Edge] = {}
    for edge in sorted(loop.edges, key=leg_rank):
        if groups.isdisjoint((edge.giver, edge.taker)):
            between.setdefault((edge.giver, edge.taker), edge)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(sorted(between))
    if start == end or start not in graph or end not in graph or not nx.has_path(graph, start, end):
        return ()
    found = []
    for path in islice(nx.shortest_simple_paths(graph, start, end), _LOOKED_AT):
        if len(path) > LONGEST_CHAIN + 1:
            break
        legs = tuple(between[pair] for pair in pairwise(path))
        found.append(Chain(tuple(path), legs, min((leg.strength for leg in legs), key=strength_rank)))
    found.sort(key=lambda chain: (len(chain.nodes), -strength_rank(chain.strength), chain.nodes))
    return tuple(found[:MOST_CHAINS])
