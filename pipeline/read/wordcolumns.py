"""Columns of words between the labels and the figures of a table: dates of issue, segments, levels, maturities."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.columns import Layout
    from pipeline.read.sketch import Sketch, SketchRow

LEAST_GAP, WIDE_GAP = 7.0, 1.6
"""Words of two columns stand at least so many points and so many letters apart; those of one do not."""
MOST_COLUMNS = 3
LEAST_SHARE = 0.6
"""So many of the rows with figures in every column have words in the column."""
WORDS = re.compile(r"\S+")
FIGURES = re.compile(r"[$\u20ac\u00a3]|\d,\d{3}")
NO_WORDS = re.compile(r"[^A-Za-z0-9]*(?:\((?:\d{1,2}|[A-Za-z])\)\s*)*(?:Notes?\s*)?[^A-Za-z0-9]*")
"""Leaders, currency signs and footnote marks are no column of words."""
LABEL = re.compile(r"[A-Za-z]{2}|\d{4}")


LEVEL = re.compile(r"(?<=[^\s:])\s+level\s+[123]$", re.IGNORECASE)
"""A level of fair value (ASC 820) in a column of its own; where every row has one it can be nothing else."""


class _Word(NamedTuple):
    """A word of a label: its span and its edges on the page."""

    start: int
    end: int
    left: float
    right: float


def cut_labels(text: str, table: Sketch, page: int, layout: Layout) -> None:
    """Cut the words of columns between labels and figures off the labels of the table's rows."""
    rows = [(row, words) for row in table.rows if (words := _words(text, row))]
    edges = iter(
        layout.edges(page, [offset for _, words in rows for start, end in words for offset in (start, end - 1)])
    )
    labels = [(row, [_Word(start, end, next(edges)[0], next(edges)[1]) for start, end in words]) for row, words in rows]
    width = max(len(row.cells) for row in table.rows)
    full = sum(len(row.cells) == width for row in table.rows)
    for _ in range(MOST_COLUMNS):
        cut = _last_column(text, labels, width, full)
        if not cut:
            return
        for at, column in cut.items():
            row, label = labels[at]
            kept = label[: -len(column)]
            row.label = row.label[: len(row.label) - (column[-1].end - kept[-1].end)]
            labels[at] = (row, kept)


def cut_levels(table: Sketch) -> None:
    """Cut the level of fair value off the labels where most rows of the table name theirs."""
    levels = [row for row in table.rows if LEVEL.search(row.label)]
    if len(levels) > 1 and len(levels) >= LEAST_SHARE * len(table.rows):
        for row in levels:
            row.label = LEVEL.sub("", row.label)


def _words(text: str, row: SketchRow) -> list[tuple[int, int]]:
    """Give the spans of the label's words on the line on which the figures begin."""
    if not row.cells:
        return []
    start = max(row.start, text.rfind("\n", 0, row.cells[0].start) + 1)
    line = text[start : row.cells[0].start]
    words = [(start + word.start(), start + word.end()) for word in WORDS.finditer(line)]
    return words if words and row.label.endswith(line.rstrip()) else []


def _last_column(
    text: str, labels: Sequence[tuple[SketchRow, list[_Word]]], width: int, full: int
) -> dict[int, list[_Word]]:
    """Give for each row its words in the last column of words; nothing where there is no such column."""
    letters = [(word.right - word.left) / (word.end - word.start) for _, words in labels for word in words]
    least = max(LEAST_GAP, WIDE_GAP * median(letters)) if letters else LEAST_GAP
    blocks: dict[int, list[_Word]] = {}
    for at, (_, words) in enumerate(labels):
        first = max(
            (number for number in range(1, len(words)) if words[number].left - words[number - 1].right >= least),
            default=None,
        )
        if first is None or NO_WORDS.fullmatch(text, words[first].start, words[-1].end):
            continue
        end = words[first - 1].end
        if text[end - 1] == ":" or FIGURES.search(text, words[first].start, words[-1].end):
            continue
        if LABEL.search(text, words[0].start, end):
            blocks[at] = words[first:]
    if len(blocks) < 2:  # noqa: PLR2004  (two make a column)
        return {}
    lefts = median(words[0].left for words in blocks.values()) + 1
    middles = median((words[0].left + words[-1].right) / 2 for words in blocks.values())
    inside = max(
        ({at for at, words in blocks.items() if words[0].left <= x <= words[-1].right} for x in (lefts, middles)),
        key=len,
    )
    rows = sum(len(labels[at][0].cells) == width for at in inside)
    return {at: blocks[at] for at in sorted(inside)} if len(inside) > 1 and rows >= LEAST_SHARE * full else {}
