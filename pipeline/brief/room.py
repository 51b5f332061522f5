"""What stands above the fold: as much as one printed sheet holds. What has no room is in the fold, never left out."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.brief.sheet import LINE, ROW

if TYPE_CHECKING:
    from collections.abc import Mapping


class Room(NamedTuple):
    """How many rows or lines of each part stand above the fold, in the order of the page."""

    changes: int = 6
    pays: int = 8
    promises: int = 6
    shares: int = 6
    results: int = 6
    outlook: int = 4
    signals: int = 2
    gaps: int = 8
    quotes: int = 12


CHANGES: Final = 4
"""Changes that stand above the fold of nearly every page."""

_HEIGHT: Final[Mapping[str, float]] = {
    "changes": 2 * LINE,
    "pays": 2 * ROW,
    "promises": 2 * ROW,
    "results": ROW,
    "quotes": 2 * LINE,
}
"""How high one of them is, rather too high: what was cut too little is cut in the next round."""

_CUTS: Final = (
    # From the bottom up, and never to nothing in the first round; the others are for pages that are still too long.
    *(("quotes", 0), ("gaps", 3), ("signals", 0), ("outlook", 2), ("results", 4), ("shares", 3)),
    *(("promises", 4), ("pays", 6), ("changes", CHANGES), ("gaps", 1), ("outlook", 1), ("results", 3), ("shares", 1)),
    *(
        ("promises", 2),
        ("pays", 3),
        ("outlook", 0),
        ("results", 1),
        ("gaps", 0),
        ("promises", 1),
        ("pays", 2),
        ("changes", 2),
        ("pays", 1),
    ),
    *(("results", 0), ("shares", 0), ("promises", 0), ("pays", 0), ("changes", 0)),
)


def narrower(held: Room, over: float) -> Room:
    """Take so much from the bottom that ``over`` pixels are won; the same room where nothing is left to take.

    ``held`` is what the page shows of each part: what is not there wins nothing.
    """
    for part, least in _CUTS:
        has = int(getattr(held, part))
        if over <= 0 or has <= least:
            continue
        each = _HEIGHT.get(part, LINE)
        left = max(least, has - ceil(over / each))
        over -= (has - left) * each
        held = held._replace(**{part: left})
    return held
