"""The headings of groups of rows: words between the rows of a table, or between its heads and its first row."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.read.columns import MARGIN
from pipeline.read.heads import OVER_LABELS, PERIOD, is_head_line
from pipeline.read.rows import LONG
from pipeline.read.scales import LINE as SCALE_LINE
from pipeline.read.sketch import Heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.columns import Layout
    from pipeline.read.lines import Line
    from pipeline.read.rows import Draft
    from pipeline.read.sketch import Found

LEAD_IN = re.compile(
    r"\b(?:follow(?:s|ing)|below|includ(?:es?|ed)|were|was|are|is|consist(?:s|ed)?|summari\w+|presents?)\b",
    re.IGNORECASE,
)
"""A sentence that leads to a table, not the heading of a group of its rows."""
FEWEST_NESTED = 2
"""So many headings can stand in one another; then it is asked how far right each begins."""
LONGEST_HEAD = 160


def first_row(lines: Sequence[Line], found: Found) -> int:
    """Give the index of the line on which the first row begins."""
    start = found.table.rows[0].start
    return next(index for index in range(found.first, found.last + 1) if lines[index].end > start)


def find_headings(
    text: str, lines: Sequence[Line], found: Found, run: Sequence[Draft], layout: Layout | None, *, looked_at: bool
) -> None:
    """Keep the words that stand between rows, or between the heads and the first row, and how far right all begin."""
    table = found.table
    between: list[tuple[int, Line]] = []
    for at, (above, below) in enumerate(pairwise(run), start=1):
        between.extend((at, lines[index]) for index in range(above.last + 1, below.first))
    over = _over_first_row(lines, found, run[0].first, placed=layout is not None)
    headings = [(0, line) for line in over] + between
    headings = [
        (at, line)
        for at, line in headings
        if (len(line.text) < LONG or (line.text[-1] == ":" and len(line.text) < LONGEST_HEAD))
        and not SCALE_LINE.fullmatch(line.text)
    ]
    if not headings:
        return
    if any(at and OVER_LABELS.search(line.text) for at, line in headings):
        headings = [*_first_group(lines, found), *headings]
    starts = [*(line.start for _, line in headings), *(row.start for row in table.rows)]
    page = lines[found.first].page
    indents: Sequence[float | None]
    if layout is None:
        indents = [float(start - text.rfind("\n", 0, start) - 1) for start in starts]
    elif (looked_at or len(headings) >= FEWEST_NESTED) and lines[found.last].page == page:
        indents = [left for left, _ in layout.edges(page, starts)]
    else:
        indents = [None] * len(starts)
    for row, indent in zip(table.rows, indents[len(headings) :], strict=True):
        row.indent = indent
    margin = min((row.indent for row in table.rows if row.indent is not None), default=0.0) + MARGIN
    table.headings = [
        Heading(at, line.text, indent)
        for (at, line), indent in zip(headings, indents, strict=False)
        if at or indent is None or indent <= margin or line.text[-1] == ":" or line.text.isupper()
    ]


def _first_group(lines: Sequence[Line], found: Found) -> list[tuple[int, Line]]:
    """Give what stands beside the column heads over the labels where its like heads a later group of the same table.

    "Actual purchases during the year ended December 31," beside the heads, "Future commitments for the year ending
    December 31," between the rows.
    """
    heads = " ".join(found.table.columns)
    for line in lines[found.first : first_row(lines, found)]:
        over = line.text.removesuffix(heads).rstrip()
        if heads and over != line.text and OVER_LABELS.search(over):
            return [(0, line._replace(text=over))]
    return []


def _over_first_row(lines: Sequence[Line], found: Found, first: int, *, placed: bool) -> list[Line]:
    """Give the lines between the heads and the first row: those after the last period where periods are the heads.

    A line in small letters goes on the heading above it, where it is ``placed``: it is asked how far right it begins.
    """
    title = found.table.title
    taken = " ".join(found.table.columns)
    over: list[Line] = []
    for index in range(first - 1, found.first - 1, -1):
        line = lines[index]
        words = line.text
        if is_head_line(words) or PERIOD.search(words) or words == title or words in taken or LEAD_IN.search(words):
            break
        if (words[0].islower() and not placed) or not (words[-1] == ":" or words.isupper() or found.table.columns):
            break
        over.insert(0, line)
    return over
