"""What stands above the fold: as much as one printed sheet holds. What has no room is in the fold, never left out."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.brief.sheet import LINE, ROW, overflow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


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


_GIFTS: Final = ("promises", "pays", "results", "promises", "pays", "changes", "results", "gaps", "pays", "promises")
"""To whom spare room is given back, a row or line each, what an investor looks for first."""


def wider(held: Room, spare: float, tried: Room) -> Room:
    """Give back what ``spare`` pixels hold, no more than there was at first; the same room where that is nothing.

    Cuts are made in whole steps and leave room behind. ``tried`` is the room that was asked for before any cut.
    """
    for part in _GIFTS:
        has, each = int(getattr(held, part)), _HEIGHT.get(part, LINE)
        if has < int(getattr(tried, part)) and each <= spare:
            spare -= each
            held = held._replace(**{part: has + 1})
    return held


def fitted(told: Callable[[Room], tuple[str, Room]]) -> str:
    """Give the page that fits one sheet with the least in the fold.

    ``told`` renders the page with so much above the fold, and says how much of that there is.
    """
    text, held = told(Room())
    whole, over = held, overflow(text)
    while over > 0 and (room := narrower(held, over)) != held:
        text, held = told(room)
        over = overflow(text)
    if (room := wider(held, -over, whole)) != held:
        widened, _ = told(room)
        text = widened if overflow(widened) <= 0 else text
    return text
