"""Whether so many circles are unusual: the same flows between partners drawn by lot.

In each drawing every party gives to as many others, and takes from as many, as on the map; only who deals with whom is
drawn. Of a map with more ways from one party to another than ``DRAWN`` only the strongest and largest are drawn, and
counted. Two flows trade their takers, over and over, where neither then doubles another or runs back to its giver. Many
circles on a map say little where the lot makes as many.
"""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.loop.records import Chance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SEED = 1
DRAWINGS = 200
DRAWN = 2_500
"""So many ways are drawn 25 times in an eighth of a second."""

_FEWEST = 10
_TRADES = 2
"""So many trades for each flow between two drawings."""
_WORK = 125_000
"""About so many trades at most in all, an eighth of a second; ten drawings are made in any case."""
_PLACES = Decimal("0.01")
_LEAST = 2


def chance(ways: Sequence[tuple[str, str]]) -> Chance | None:
    """Draw the flows by lot; None where there are too few to draw.

    ``ways`` are giver and taker, each once, the strongest and largest first.
    """
    flows = sorted(ways[:DRAWN])
    if len(flows) < _LEAST:
        return None
    observed = short_circles(flows)
    drawings = max(_FEWEST, min(DRAWINGS, _WORK // (_TRADES * len(flows))))
    lot = random.Random(SEED)  # noqa: S311  (a drawing that anybody can repeat)
    counts = []
    for _ in range(drawings):
        _trade(flows, lot)
        counts.append(short_circles(flows))
    mean = Decimal(sum(counts)) / drawings
    spread = (sum(((count - mean) ** 2 for count in counts), Decimal(0)) / drawings).sqrt()
    return Chance(
        drawings=drawings,
        observed=observed,
        mean=mean.quantize(_PLACES),
        deviation=spread.quantize(_PLACES),
        as_many=sum(count >= observed for count in counts),
        among=DRAWN if len(ways) > DRAWN else None,
    )


def _trade(flows: list[tuple[str, str]], lot: random.Random) -> None:
    there = set(flows)
    count = len(flows)
    for _ in range(_TRADES * count):
        one, other = int(lot.random() * count), int(lot.random() * count)
        (giver, taker), (second, third) = flows[one], flows[other]
        if giver == third or second == taker or (giver, third) in there or (second, taker) in there:
            continue
        there -= {flows[one], flows[other]}
        flows[one], flows[other] = (giver, third), (second, taker)
        there |= {flows[one], flows[other]}


def short_circles(flows: Iterable[tuple[str, str]]) -> int:
    """Count the circles of two and of three parties, whatever moves on them."""
    onward: dict[str, set[str]] = defaultdict(set)
    backward: dict[str, set[str]] = defaultdict(set)
    for giver, taker in flows:
        onward[giver].add(taker)
        backward[taker].add(giver)
    twos = threes = 0
    for giver, takers in onward.items():
        for taker in takers:
            beyond = onward.get(taker)
            if beyond:
                twos += giver in beyond
                threes += len(beyond & backward[giver]) if giver in backward else 0
    return twos // 2 + threes // 3
