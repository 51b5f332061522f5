"""The text cut into lines once, for every finder of this room."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.records import Page


class Line(NamedTuple):
    """One line that holds text.

    ``text`` is without the white space around it and ``start``/``end`` are its span; ``page`` is the index of its
    page; ``after_gap`` says whether an empty line stands before it.
    """

    start: int
    end: int
    text: str
    page: int
    after_gap: bool


def cut_lines(text: str, pages: Sequence[Page]) -> list[Line]:
    """Every line of ``text`` that is not white space, in order. A page end always ends a line."""
    lines: list[Line] = []
    for index, page in enumerate(pages):
        offset = page.start
        after_gap = True
        for raw in text[page.start : page.end].split("\n"):
            words = raw.strip()
            if words:
                start = offset + raw.index(words[0])
                lines.append(Line(start, start + len(words), words, index, after_gap))
                after_gap = False
            elif offset > page.start:
                after_gap = True
            offset += len(raw) + 1
    return lines


def page_finder(pages: Sequence[Page]) -> Callable[[int], int]:
    """Give a function from an offset to the number of its page."""
    starts = [page.start for page in pages]

    def page_at(offset: int) -> int:
        return pages[max(0, bisect_right(starts, offset) - 1)].number

    return page_at
