"""Where capital comes back to: strongly connected companies, and the short circles among them."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise, product
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pipeline.loop.kinds import between_single, closes, mirrored, strength_rank
from pipeline.loop.legs import answers
from pipeline.loop.records import Circle, Edge, Size, TwoWay
from pipeline.loop.search import Work, components, short_cycles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.loop.legs import Closing, Leg

    Rank: TypeAlias = tuple[int, int, Decimal, int, str]

_PAIR = 2
MOST = 500
"""More circles than this are not listed; the map says that there are more."""

FIRST_LEGS = 2_000
"""Among so many legs circles are looked for first; maps of a hundred filings have fewer."""

_MOST_KEPT = 4 * MOST
_MOST_JUDGED = 20_000
"""So many cycles of companies are looked at, about half a second's work, before the best are listed."""

_BARGAIN = "shares or warrants were received for the capital given"
_MIRRORED = "each side tells of the same amount, one each way: probably one arrangement with its payer misread"
_NO_RECYCLING = (
    "one way nothing is recycled: a share of revenue, a fine, repaid notes or an indemnity without an amount"
)


class Way(NamedTuple):
    """Companies in the order capital takes, and the flow from each to the next."""

    nodes: tuple[str, ...]
    legs: tuple[Leg, ...]


def circles(legs: Closing) -> tuple[tuple[Circle, ...], bool]:
    """Find the circles of at most five companies, the strongest and largest first; True when there may be more.

    They are looked for among the strongest and largest legs, and among half as many more until there are 500 or no
    legs left: what is not looked at is weaker or smaller than what is. Where the search is cut before, all shorter
    circles were looked at before longer ones.
    """
    number = FIRST_LEGS
    while True:
        chosen = legs.strongest(number)
        found, cut = _among(chosen, legs)
        whole = len(chosen) < number
        if whole or cut or len(found) >= MOST:
            return tuple(_circle(way) for _, way in found[:MOST]), not whole or cut or len(found) > MOST
        number += number // 2


def _among(chosen: Iterable[Leg], legs: Closing) -> tuple[list[tuple[Rank, Way]], bool]:
    best = {leg.pair: leg for leg in chosen}
    onward: dict[str, list[str]] = defaultdict(list)
    for giver, taker in sorted(best):
        onward[giver].append(taker)
    inside = {node: number for number, each in enumerate(components(onward)) for node in each}
    leading = {
        node: [other for other in others if inside.get(other) == inside[node]]
        for node, others in onward.items()
        if node in inside
    }
    found: list[tuple[Rank, Way]] = []
    work, more = Work(), False
    for judged, cycle in enumerate(short_cycles(leading, work)):
        if judged == _MOST_JUDGED:
            more = True
            break
        if (way := _way(cycle, legs, best)) is not None:
            found.append((_rank(way), way))
        if len(found) > _MOST_KEPT:
            found, more = sorted(found, key=itemgetter(0))[:MOST], True
    found.sort(key=itemgetter(0))
    return found, more or work.cut


def _way(nodes: tuple[str, ...], legs: Closing, best: Mapping[tuple[str, str], Leg]) -> Way | None:
    """Choose the flow that tells each leg best; None where the way back is the price of the way there."""
    # Only between two parties can it be.
    if len(nodes) > _PAIR:
        return Way(nodes, tuple(best[pair] for pair in pairwise((*nodes, nodes[0]))))
    couple = legs.couple(nodes[0], nodes[1])
    return Way(nodes, tuple(couple)) if couple else None


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


def two_way(edges: Iterable[Edge]) -> tuple[TwoWay, ...]:
    """List the pairs of single parties with flows both ways that are no circle of two, each with the reason."""
    pairs: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        if between_single(edge):
            first, second = sorted((edge.giver, edge.taker))
            pairs[first, second].append(edge)
    found = (no_circle(pair, flows) for pair, flows in sorted(pairs.items()))
    return tuple(each for each in found if each is not None)


def no_circle(pair: tuple[str, str], flows: Sequence[Edge]) -> TwoWay | None:
    """Say why two parties with flows both ways are no circle of two; None where they are, or flows go one way."""
    forth = [edge for edge in flows if edge.giver == pair[0]]
    back = [edge for edge in flows if edge.giver == pair[1]]
    if not forth or not back or (why := _why_no_circle(forth, back)) is None:
        return None
    return TwoWay(nodes=pair, edges=tuple(sorted(edge.id for edge in flows)), why=why)


def _why_no_circle(forth: Sequence[Edge], back: Sequence[Edge]) -> str | None:
    forth, back = list(filter(closes, forth)), list(filter(closes, back))
    if not forth or not back:
        return _NO_RECYCLING
    if any(answers(forth, back)):
        return None
    return _MIRRORED if any(mirrored(one, other) for one, other in product(forth, back)) else _BARGAIN
