"""Score the marked figures in tables that are bare rows of cells, as other readers give them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench.marking.tables import same_label
from bench.marking.words import squash

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.marking.marks import CellMark

Grid = list[list[str]]
_FIGURE = re.compile(r"\s*[$€£¥]?\s*(?P<sign>[(\u2212-])?\s*[$€£¥]?\s*(?P<digits>[\d,]*\.?\d+)[\s%)]*")
_DASHES = frozenset("-\u2012\u2013\u2014\u2212")


def figure(cell: str) -> str | None:
    """A cell as sign and digits, or a dash, or None where it is neither."""
    bare = cell.strip(" $€£¥%")
    if bare in _DASHES:
        return "-"
    match = _FIGURE.fullmatch(cell)
    return None if match is None else ("-" if match["sign"] else "") + match["digits"].replace(",", "")


def in_its_row(mark: CellMark, grids: Sequence[Grid]) -> bool:
    """Whether a row with the marked label holds the marked figure."""
    return any(True for _ in _places(mark, grids))


def under_its_head(mark: CellMark, grids: Sequence[Grid]) -> bool:
    """Whether every word of the marked head stands in the cells above the figure, or right beside those."""
    words = {squash(word) for word in mark.column.split()} - {""}
    for grid, row, column in _places(mark, grids):
        above = " ".join(
            grid[upper][index]
            for upper in range(row)
            for index in (column - 1, column, column + 1)
            if 0 <= index < len(grid[upper])
        )
        if words <= {squash(word) for word in above.split()}:
            return True
    return False


def _places(mark: CellMark, grids: Sequence[Grid]) -> Iterator[tuple[Grid, int, int]]:
    """Each place of the marked figure in a row of the marked label."""
    wanted = figure(mark.printed)
    for grid in grids:
        for number, row in enumerate(grid):
            label: list[str] = []
            for column, cell in enumerate(row):
                if not _is_figure(cell):
                    label.append(cell)
                elif figure(cell) == wanted and _labelled(mark.row, label):
                    yield grid, number, column


def _is_figure(cell: str) -> bool:
    """Whether a cell is a figure and not a part of the label."""
    return figure(cell) is not None


def _labelled(row: str, label: list[str]) -> bool:
    """Whether the cells before the figure are the label, groups in front and currency signs aside."""
    words = [cell for cell in label if squash(cell)]
    return any(same_label(row, " ".join(words[start:])) for start in range(len(words) + 1))
