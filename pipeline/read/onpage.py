"""Lines and characters of one PDF page, with their places on the page and in pdfium's text of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE = re.compile(r"[^\r\n]+")
TOUCH = 0.3
"""Two lines are one above the other when they share less than this part of the lower one's height."""
OVER = 0.5
"""One line stands over another when they share this part of the narrower one's width."""


class Box(NamedTuple):
    """The rectangle of a character in points, y upwards."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def seen(self) -> bool:
        """Whether it has a place on the page: what pdfium adds has none."""
        return self.right > self.left or self.top > self.bottom


class Boxed(Protocol):
    """Tells where the characters of a page's raw text stand."""

    def box(self, index: int) -> Box:
        """Give the box of what is drawn of the character at ``index``."""
        ...

    def room(self, index: int) -> Box:
        """Give the box the font keeps for the character: as high as all others, as wide as its advance."""
        ...

    def added(self, index: int) -> bool:
        """Tell whether the character is a blank the page does not have: only a gap between words."""
        ...

    def heights(self, index: int) -> tuple[float, float]:
        """Give bottom and top of the box, at less cost."""
        ...


class Line(NamedTuple):
    """A line: its stretch of the raw text without white space, and its rectangle."""

    start: int
    end: int
    left: float
    right: float
    bottom: float
    top: float

    def above(self, other: Line) -> bool:
        """Tell whether it stands wholly higher than ``other``, and over it."""
        height = min(self.top - self.bottom, other.top - other.bottom)
        if self.bottom < other.top - TOUCH * height:
            return False
        shared = min(self.right, other.right) - max(self.left, other.left)
        return shared > OVER * min(self.right - self.left, other.right - other.left)


def line_at(start: int, end: int, boxes: Boxed) -> Line:
    """Give the line whose stretch of the raw text is ``start`` to ``end``."""
    first, last = boxes.box(start), boxes.box(end - 1)
    return Line(
        start,
        end,
        min(first.left, last.left),
        max(first.right, last.right),
        min(first.bottom, last.bottom),
        max(first.top, last.top),
    )


def lines_of(raw: str, boxes: Boxed) -> list[Line]:
    """Give every line of a page's raw text that holds more than white space."""
    lines = []
    for found in LINE.finditer(raw):
        words = found.group().strip()
        if words:
            start = found.start() + found.group().index(words[0])
            lines.append(line_at(start, start + len(words), boxes))
    return lines


class Piece(NamedTuple):
    """A stretch of the raw text, or words that stand nowhere in it (a blank, a line end)."""

    start: int
    end: int
    added: str = ""


class Pieces:
    """The text that pieces of a raw text make, and where each of its characters stands in the raw text."""

    def __init__(self, raw: str, pieces: Sequence[Piece]) -> None:
        self._starts: list[int] = []
        self._places: list[int] = []
        words: list[str] = []
        length = 0
        for start, end, added in pieces:
            part = added or raw[start:end]
            if not part:
                continue
            words.append(part)
            self._starts.append(length)
            self._places.append(start)
            length += len(part)
        self.text = "".join(words)

    def place(self, offset: int) -> int:
        """Give the place in the raw text of the character at ``offset``; of an added one, that of the next."""
        at = bisect_right(self._starts, offset) - 1
        return self._places[at] + offset - self._starts[at]
