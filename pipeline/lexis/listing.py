"""Where the lines of a list end without a full stop, each line a statement of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# A line of a list ends with its line: the next one opens with a bullet or a verb, and this one had room for more.
_LINE_END = re.compile(r"(?<=[^\s.,;:!?(&/\u2013\u2014-])[ \t\u00a0]*\r?\n[ \t\u00a0]*(?=[•▪●■◦‣○]|[A-Z][a-z]+\s)")
_GOES_ON = re.compile(
    r"(?:^|[\s(\"])(?:an?|and|as|at|between|but|by|due|each|for|from|in|into|its?|no|nor|of|on|or|our|over|per|"
    r"such|than|that|the|their|this|through|to|under|until|upon|via|which|with|within)$"
)
_LISTED = re.compile(
    r"[•▪●■◦‣○]|(?!United|Limited|Incorporated|Related|Restricted|Secured|Unsecured|Condensed|Consolidated|Preferred|"
    r"Deferred|Accrued|Unearned|Advanced|Allied|Fixed)"
    r"[A-Z][a-z]+ed\s|(?:Won|Sold|Bought|Began|Built|Grew|Made|Paid|Drew|Led|Met)\s"
)
_FULL = 0.75
"""A line at least this share of the longest of its block may have been broken for want of room."""
_NEVER_SET = 140
"""Pages set prose in shorter lines: a longer one in front of a verb is a whole one."""


def list_breaks(text: str) -> list[int]:
    """Where a line of a list ends without a full stop, so that the next one is a statement of its own."""
    longest = max(map(len, text.split("\n")))
    cuts = []
    for found in _LINE_END.finditer(text):
        low = text.rfind("\n", 0, found.start()) + 1
        size = found.start() - low
        first = len(text[found.end() : found.end() + 40].split(None, 1)[0])
        whole = size > _NEVER_SET or size + first < _FULL * longest
        if whole and _LISTED.match(text, found.end()) and not _GOES_ON.search(text, low, found.start()):
            cuts.append(found.end())
    return cuts


def cut(spans: Iterable[tuple[int, int]], places: Sequence[int], text: str) -> Iterator[tuple[int, int]]:
    """The spans, cut again at ``places``, which are in order, without white space at their ends."""
    for low, high in spans:
        start = low
        for place in places:
            if start < place < high:
                yield start, start + len(text[start:place].rstrip())
                start = place
        yield start, high
