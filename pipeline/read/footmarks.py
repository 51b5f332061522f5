"""Footnote marks and other raised letters that were drawn after the text, put back to the words they belong to."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.onpage import TOUCH, Box, Boxed, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

MARKS = re.compile(r"(?:\(\w{1,3}\),?|\*{1,3}|[†‡®™℠]|TM|SM|st|nd|rd|th)(?:\s+|$)")
"""Footnote marks and what else is set above the line: "(1)", "(a)", "®", the "rd" of "3rd"."""
TALLEST_MARK, MARK_REACH = 1.25, 8.0
"""A mark is at most so much taller than the letters of its line, and begins at most so many points right of it."""


class Mark(NamedTuple):
    """A mark: the number of the line it was found as, its stretch, the line it belongs to, the place it follows."""

    line: int
    start: int
    end: int
    owner: int
    follows: int


def placed_marks(raw: str, lines: Sequence[Line], first: int, boxes: Boxed) -> list[Mark]:
    """Find for the lines from ``first`` on that are nothing but marks the words these belong to.

    A line of marks of which one has no such place is left alone.
    """
    tokens = {number: _marks(raw, line) for number, line in enumerate(lines)}
    owners = [(number, line) for number, line in enumerate(lines) if not tokens[number]]
    found: list[Mark] = []
    for number in range(first, len(lines)):
        placed: list[Mark] = []
        for start, end in tokens[number]:
            mark = boxes.box(start)
            owner = _owner(mark, owners)
            follows = None if owner is None else _follows(raw, lines[owner], mark.left, boxes)
            if owner is not None and follows is not None:
                placed.append(Mark(number, start, end, owner, follows))
        if len(placed) == len(tokens[number]):
            found.extend(placed)
    return found


def _marks(raw: str, line: Line) -> list[tuple[int, int]]:
    """Give the stretches of the marks of a line; none where it holds anything else."""
    at = line.start
    tokens = []
    while at < line.end:
        mark = MARKS.match(raw, at, line.end)
        if mark is None:
            return []
        tokens.append((at, at + len(mark.group().rstrip())))
        at = mark.end()
    return tokens


def _owner(mark: Box, owners: Sequence[tuple[int, Line]]) -> int | None:
    """Give the number of the line beside or in which a mark is set, at its height or a little above."""
    middle = (mark.bottom + mark.top) / 2
    found = [
        (abs(line.top - mark.top), number)
        for number, line in owners
        if line.left < mark.left <= line.right + MARK_REACH
        and line.bottom + TOUCH * (line.top - line.bottom) < middle < line.top + (line.top - line.bottom) / 2
        and mark.top - mark.bottom <= TALLEST_MARK * (line.top - line.bottom)
    ]
    return min(found)[1] if found else None


def _follows(raw: str, line: Line, left: float, boxes: Boxed) -> int | None:
    """Give the place in the raw text of ``line`` where something that begins at ``left`` belongs."""
    letters = [place for place in range(line.start, line.end) if not raw[place].isspace()]
    at = bisect_left(letters, left, key=lambda place: boxes.box(place).left)
    return letters[at - 1] + 1 if at else None
