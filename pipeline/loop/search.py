"""The short cycles of a graph, the shortest first, within a set amount of work.

networkx finds strong components anew after each node, which on thousands of companies takes minutes; cycles this short
need only a look at what can lead back in time. The work is counted in steps and not in seconds, so that the same graph
gives the same cycles on every machine.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

LONGEST = 5
STEPS = 600_000
"""Less than a second. Maps of a hundred filings take some thousands."""


class Work:
    """What is left of the work allowed. ``cut`` is true once something was left undone for it."""

    def __init__(self, steps: int = STEPS) -> None:
        self._left = steps
        self.cut = False

    def take(self, steps: int = 1) -> bool:
        """Take some; false where there is too little left."""
        if self._left < steps:
            self.cut = True
            return False
        self._left -= steps
        return True


def components(onward: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Give the strongly connected components of more than one node, each and all in alphabetical order."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((node, other) for node, others in sorted(onward.items()) for other in sorted(others))
    return sorted(sorted(each) for each in nx.strongly_connected_components(graph) if len(each) > 1)


def short_cycles(onward: Mapping[str, Sequence[str]], work: Work | None = None) -> Iterator[tuple[str, ...]]:
    """Give every simple cycle of at most five nodes once, beginning with its smallest node, the shortest first."""
    work = work or Work()
    backward: dict[str, set[str]] = defaultdict(set)
    for node, following in onward.items():
        for other in following:
            backward[other].add(node)
    for length in range(2, LONGEST + 1):
        for start in sorted(onward):
            if backward.get(start):
                yield from _cycles(start, length, onward, backward, work)
            if work.cut:
                return


def _cycles(
    start: str, length: int, onward: Mapping[str, Sequence[str]], backward: Mapping[str, AbstractSet[str]], work: Work
) -> Iterator[tuple[str, ...]]:
    # The last step needs no search: who leads back to the start is known. Nor does the last but one, of longer cycles.
    home = backward[start]
    near = home if length <= _EASY else _before(home, start, backward, work)
    yield from _extended((start,), length, onward, (home, near), work)


_EASY = 3


def _before(
    home: AbstractSet[str], start: str, backward: Mapping[str, AbstractSet[str]], work: Work
) -> AbstractSet[str]:
    """Give what is two steps from the start, over nodes larger than it."""
    middle = [node for node in home if node > start]
    if not work.take(sum(len(backward.get(node, ())) for node in middle)):
        return frozenset()
    return {node for after in middle for node in backward.get(after, ()) if node > start}


def _extended(
    path: tuple[str, ...],
    length: int,
    onward: Mapping[str, Sequence[str]],
    back: tuple[AbstractSet[str], AbstractSet[str]],
    work: Work,
) -> Iterator[tuple[str, ...]]:
    if len(path) == length:
        yield path
        return
    following = onward.get(path[-1], ())
    if not work.take(len(following)):
        return
    home, near = back
    to_go = length - len(path)
    for node in following:
        if (
            node > path[0]
            and node not in path
            and (to_go > 1 or node in home)
            and (to_go != 2 or length <= _EASY or node in near)  # noqa: PLR2004  (one before the last)
        ):
            yield from _extended((*path, node), length, onward, back, work)
