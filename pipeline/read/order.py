"""The order in which a person reads a page, where the order in which it was drawn is another.

pdfium gives text as it was drawn, which is nearly always as it is read: columns one after the other, tables row by
row. What is drawn out of order shows in the places of the lines: one that comes later stands above another, and over
it. Only such lines are moved; all else keeps its order, since a table set anew by its places alone is torn apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.footmarks import Mark, placed_marks
from pipeline.read.onpage import TOUCH, Boxed, Line, Piece, lines_of
from pipeline.read.torn import CAPTIONS, GUTTER, LEAST_LINES, set_anew, set_captions_apart, set_in_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BARE = re.compile(r"\d{1,2}(?:\s+\d{1,2})*")
"""Marks without brackets, and page numbers. Among the rows of a table they would be taken for figures: they stay."""
RISE = 2.0
"""A line that stands so many points higher than the one before was drawn out of order, or begins a column."""
EDGE = 4
"""A head is among so many lines drawn last, a foot among so many drawn first: a column may end or begin there too."""
STRIPES = 24
"""The page is cut into so many upright stripes to see in one pass where something stands out of order."""
SINGLE = 0.5
"""Where so many of the lines are single letters, pdfium took the page for one written from top to bottom."""
FEWEST_SINGLE = 8
LETTERS, LINES, COLUMNS = "letters", "lines", "columns"
"""What is in doubt on a page: how letters make words, in what order lines stand, whether they run over columns."""
LONG, FEW_DIGITS = 60, 0.1
"""So many characters, with no more digits than this share, may be the words of two columns in one line."""
TRIED = (1 / 4, 1 / 2, 3 / 4)
"""The long lines that are looked at to see whether they run over columns, by their place among all of them."""
MIDDLE = (0.15, 0.85)
"""The space between two columns is looked for in this part of a line."""


class Order(NamedTuple):
    """A page's raw text in the order of reading. ``anew``: words were put together that stood there as letters."""

    pieces: list[Piece]
    anew: bool = False


def read_order(raw: str, boxes: Boxed) -> Order | None:
    """Give the order in which a page's raw text is read; None where it is in order as it is.

    Asks for one box a line, and for more only where those give reason to doubt. Linear but for lines out of order.
    """
    doubt = _doubt(raw, boxes)
    captions = CAPTIONS.search(raw) is not None
    if doubt is None and not captions:
        return None
    if doubt == LETTERS:
        return Order(set_anew(raw, boxes), anew=True)
    drawn = lines_of(raw, boxes)
    lines = set_captions_apart(raw, drawn, boxes) if captions else drawn
    if doubt is None:
        return None if lines == drawn else Order(list(_joined(lines, range(len(lines)), ())))
    columns = set_in_columns(raw, lines, boxes) if doubt == COLUMNS else None
    if columns is not None:
        return Order(list(_joined(columns, range(len(columns)), ())))
    heads, rest, feet = _ends(lines)
    earlier, later = _out_of_order(lines, rest)
    marks = placed_marks(raw, lines, min(later), boxes) if later else []
    if marks:
        gone = {mark.line for mark in marks}
        rest = [number for number in rest if number not in gone]
        earlier, later = _out_of_order(lines, rest)
    moved = later if len(later) <= len(earlier) else earlier
    aside = {number for number in moved if not BARE.fullmatch(raw, lines[number].start, lines[number].end)}
    order = [*heads, *_moved(lines, rest, aside, upwards=moved is later), *feet]
    if not marks and order == list(range(len(lines))) and lines == drawn:
        return None
    return Order(list(_joined(lines, order, marks)))


def _doubt(raw: str, boxes: Boxed) -> str | None:
    """Tell whether a line stands higher than the one before, most are single letters, or run over columns."""
    last = float("inf")
    rises = False
    parts = raw.split("\r\n")
    at = single = 0
    long: list[tuple[int, str]] = []
    for part in parts:
        if part and not part.isspace():
            single += len(part) == 1
            if len(part) > LONG:
                long.append((at, part))
            if not rises:
                bottom, top = boxes.heights(at if part[0] > " " else at + len(part) - len(part.lstrip()))
                rises = bottom > last + RISE
                last = top
        at += len(part) + 2
    if single > SINGLE * len(parts) and len(parts) > FEWEST_SINGLE:
        return LETTERS
    tried = [long[int(len(long) * share)] for share in TRIED] if len(long) >= LEAST_LINES else []
    if sum(_gap_inside(start, words, boxes) for start, words in tried) > len(tried) / 2:
        return COLUMNS
    return LINES if rises else None


def _gap_inside(start: int, words: str, boxes: Boxed) -> bool:
    """Tell whether a line of words has a gap in its middle that may part two columns."""
    at = words.find(" ", int(MIDDLE[0] * len(words)))
    last = int(MIDDLE[1] * len(words))
    while 0 < at < last:
        if boxes.added(start + at) and boxes.box(start + at + 1).left - boxes.box(start + at - 1).right > GUTTER:
            return sum(map(str.isdecimal, words)) < FEW_DIGITS * len(words)
        at = words.find(" ", at + 1)
    return False


def _ends(lines: Sequence[Line]) -> tuple[list[int], list[int], list[int]]:
    """Give the numbers of heads that were drawn last, of the rest, and of feet that were drawn first.

    A head is wholly above all that is left, a foot wholly below it.
    """
    rest = list(range(len(lines)))
    heads: list[int] = []
    feet: list[int] = []
    while len(rest) > 1:
        top = max(rest, key=lambda number: lines[number].bottom)
        bottom = min(rest, key=lambda number: lines[number].top)
        if top in rest[-EDGE:] and all(lines[other].top <= lines[top].bottom for other in rest if other != top):
            heads.append(top)
            rest.remove(top)
        elif bottom in rest[:EDGE] and all(
            lines[other].bottom >= lines[bottom].top for other in rest if other != bottom
        ):
            feet.append(bottom)
            rest.remove(bottom)
        else:
            break
    return heads, rest, feet[::-1]


def _out_of_order(lines: Sequence[Line], order: Sequence[int]) -> tuple[set[int], set[int]]:
    """Give the numbers of lines that stand below a later one, and of those that stand above an earlier one."""
    left = min((lines[number].left for number in order), default=0.0)
    width = max(max((lines[number].right for number in order), default=0.0) - left, 1.0) / STRIPES
    lowest = [float("inf")] * STRIPES
    earlier: set[int] = set()
    later: set[int] = set()
    for at, number in enumerate(order):
        line = lines[number]
        stripes = slice(int((line.left - left) / width), min(int((line.right - left) / width) + 1, STRIPES))
        if min(lowest[stripes], default=line.top) <= line.bottom + TOUCH * (line.top - line.bottom):
            below = [before for before in order[:at] if line.above(lines[before])]
            if below:
                later.add(number)
                earlier.update(below)
        lowest[stripes] = [min(low, line.top) for low in lowest[stripes]]
    return earlier, later


def _moved(lines: Sequence[Line], order: Sequence[int], moved: set[int], *, upwards: bool) -> list[int]:
    """Give ``order`` with the lines ``moved`` set before those they stand above, or after those they stand below.

    Lines that follow each other go together where they can: the head of a table that was drawn after its rows.
    """
    stay = [number for number in order if number not in moved]
    places: dict[int, list[int]] = {}
    for is_moved, group in groupby(order, moved.__contains__):
        if is_moved:
            for number, place in _places(lines, list(group), stay, upwards=upwards):
                places.setdefault(place, []).append(number)
    found: list[int] = []
    for place in range(len(stay) + 1):
        found.extend(sorted(places.get(place, ())))
        found.extend(stay[place : place + 1])
    return found


def _places(
    lines: Sequence[Line], group: Sequence[int], stay: Sequence[int], *, upwards: bool
) -> Iterator[tuple[int, int]]:
    """Tell for the lines of a group before which of the lines that ``stay`` each belongs."""
    own = [_place(lines, number, stay, upwards=upwards) for number in group]
    common = min(own) if upwards else max(own)
    for number, place in zip(group, own, strict=True):
        if upwards:
            together = common < len(stay) and lines[number].bottom >= lines[stay[common]].top - RISE
        else:
            together = common > 0 and lines[number].top <= lines[stay[common - 1]].bottom + RISE
        yield number, common if together else place


def _place(lines: Sequence[Line], number: int, stay: Sequence[int], *, upwards: bool) -> int:
    """Tell where a line belongs by itself: where it was, when all it is above or below is moved too."""
    line = lines[number]
    was = bisect_left(stay, number)
    if upwards:
        return next((place for place, other in enumerate(stay[:was]) if line.above(lines[other])), was)
    return max((place for place, other in enumerate(stay, start=1) if lines[other].above(line)), default=was)


def _joined(lines: Sequence[Line], order: Iterable[int], marks: Sequence[Mark]) -> Iterator[Piece]:
    inside: dict[int, list[Mark]] = {}
    for mark in sorted(marks, key=attrgetter("follows")):
        inside.setdefault(mark.owner, []).append(mark)
    for number in order:
        line = lines[number]
        at = line.start
        for mark in inside.get(number, ()):
            yield Piece(at, mark.follows)
            yield Piece(mark.start, mark.end)
            at = mark.follows
        yield Piece(at, line.end)
        yield Piece(line.end, line.end, "\n")
