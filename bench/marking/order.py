"""Whether the words of a page are in the order in which a person reads them: one question to every reader."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bench.marking.points import Point
from bench.marking.words import nearest, places, squash, squashed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.marking.marks import OrderMark

KIND, FIELD = "order", "neighbours"


def positions(snippets: Sequence[str], text: str) -> list[int | None]:
    """Where each snippet stands in ``text``; of several places, the one nearest to the rarest snippet's."""
    haystack = squashed(text)
    found = [places(haystack.text, squash(snippet)) for snippet in snippets]
    anchor = min((each for each in found if each), key=len, default=None)
    if anchor is None:
        return [None] * len(found)
    return [haystack.origin[nearest(each, anchor[0])] if each else None for each in found]


def score_order(mark: OrderMark, text: str) -> list[Point]:
    """One point for each two neighbours among the snippets: right where both are found and the first stands first."""
    at = positions(mark.snippets, text)
    return [
        Point(
            KIND,
            FIELD,
            f"{mark.file} page {mark.page or '?'} ({mark.layout})",
            first is not None and second is not None and first < second,
            f"{words} >> {following}",
            " >> ".join("missing" if place is None else str(place) for place in (first, second)),
        )
        for (words, following), (first, second) in zip(pairwise(mark.snippets), pairwise(at), strict=True)
    ]
