"""Whether the marked tables are found whole, and each marked figure knows its row, column, unit and scale."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from bench.marking.points import Point, compare, shown
from bench.marking.words import squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.marking.marks import CellMark, TableMark
    from pipeline.records import Document

TABLES, CELLS = "tables", "cells"
_FOOTNOTES = re.compile(r"(?:\s*\((?:\d{1,2}|[a-z])\))+\s*$")
_UNITS = {"per share": "per_share", "ratio": "count", "other": "count"}
"""Units as they are marked that the reader calls by another name."""


class ReadCell(NamedTuple):
    """One figure as a reader gives it, with everything that is known of it."""

    label: str
    group: tuple[str, ...]
    column: str
    printed: str
    value: Decimal | None
    unit: str | None
    currency: str | None
    multiplier: int


class ReadTable(NamedTuple):
    """A table as a reader gives it: ``rows`` are the labels of rows that have figures."""

    page: int
    last_page: int
    rows: tuple[str, ...]
    cells: tuple[ReadCell, ...]


def read_tables(read: Document) -> list[ReadTable]:
    """The tables of a document."""
    return [
        ReadTable(
            table.page,
            table.last_page,
            tuple(row.label for row in table.rows if row.cells),
            tuple(
                ReadCell(
                    label=row.label,
                    group=row.group,
                    column=table.head(cell),
                    printed=read.quote(cell.start, cell.end),
                    value=cell.value,
                    unit=cell.unit,
                    currency=cell.currency,
                    multiplier=cell.multiplier,
                )
                for row in table.rows
                for cell in row.cells
            ),
        )
        for table in read.tables
    ]


def score_table(mark: TableMark, tables: Sequence[ReadTable]) -> list[Point]:
    """The table's own points, then those of its marked cells."""
    table = find_table(mark, tables)
    place = f"{mark.file} page {mark.page or '?'} {mark.first_label}"
    if table is None:
        fields = ("found", "last_page", "figure_rows", "figures")
        points = [Point(TABLES, field, place, right=False, marked="", read="not found") for field in fields]
        return [*points, *(point for cell in mark.cell for point in score_cell(cell, (), place))]
    first = table.rows[0] if table.rows else ""
    return [
        Point(TABLES, "found", place, same_label(mark.first_label, first), mark.first_label, shown(first)),
        *_last_page(mark, table, place),
        compare(TABLES, "figure_rows", place, mark.figure_rows, len(table.rows)),
        compare(TABLES, "figures", place, mark.figures, len(table.cells)),
        *(point for cell in mark.cell for point in score_cell(cell, table.cells, place)),
    ]


def _last_page(mark: TableMark, table: ReadTable, place: str) -> list[Point]:
    return (
        [] if mark.page is None else [compare(TABLES, "last_page", place, mark.last_page or mark.page, table.last_page)]
    )


def find_table(mark: TableMark, tables: Sequence[ReadTable]) -> ReadTable | None:
    """The table on the marked pages that holds most of the marked rows, its first row counting most.

    Where two hold as many, as two schedules of the same years do, it is the one that holds more of the marked figures.
    """
    first_page, last_page = mark.page, mark.last_page or mark.page
    on_page = [
        table
        for table in tables
        if first_page is None or last_page is None or (table.page <= last_page and table.last_page >= first_page)
    ]
    wanted = {squash(cell.row) for cell in mark.cell} | {squash(mark.first_label)} - {""}

    def held(table: ReadTable) -> tuple[int, int, int]:
        labels = {squash(label) for label in table.rows}
        near = sum(any(words in label for label in labels) for words in wanted)
        first = bool(table.rows) and same_label(mark.first_label, table.rows[0])
        figures = sum(any(_same_value(cell, one) for one in table.cells) for cell in mark.cell)
        return 4 * first + len(wanted & labels) + near, figures, -abs(len(table.cells) - mark.figures)

    best = max(on_page, key=held, default=None)
    return best if best is not None and held(best)[0] else None


def score_cell(mark: CellMark, cells: Sequence[ReadCell], place: str) -> list[Point]:
    """A point for each thing a figure must know, and ``whole`` where it knows them all."""
    best = max(cells, key=lambda cell: _likeness(mark, cell), default=None)
    place = f"{place}: {mark.row} / {mark.column}"
    if best is None or not (same_label(mark.row, best.label) or _same_value(mark, best)):
        fields = ("value", "label", "group", "column", "unit", "currency", "multiplier", "whole")
        return [Point(CELLS, field, place, right=False, marked=mark.printed, read="not found") for field in fields]
    points = [
        Point(CELLS, "value", place, _same_value(mark, best), mark.printed, best.printed),
        Point(CELLS, "label", place, same_label(mark.row, best.label), mark.row, best.label),
        Point(CELLS, "group", place, _same_group(mark, best), shown(mark.group), shown(best.group)),
        Point(CELLS, "column", place, _same(mark.column, best.column), mark.column, shown(best.column)),
        compare(CELLS, "unit", place, _UNITS.get(mark.unit, mark.unit), best.unit),
        compare(CELLS, "currency", place, mark.currency, best.currency),
        compare(CELLS, "multiplier", place, mark.multiplier, best.multiplier),
    ]
    wrong = ", ".join(point.field for point in points if not point.right)
    return [*points, Point(CELLS, "whole", place, not wrong, mark.printed, wrong)]


def _likeness(mark: CellMark, cell: ReadCell) -> int:
    label = 8 if same_label(mark.row, cell.label) else 3 if squash(mark.row) in squash(cell.label) else 0
    return label + 4 * _same_value(mark, cell) + 3 * _same(mark.column, cell.column) + 2 * _same_group(mark, cell)


def same_label(marked: str, read: str) -> bool:
    """Whether two labels are the same, footnote marks at their ends aside."""
    return _same(_FOOTNOTES.sub("", marked), _FOOTNOTES.sub("", read))


def _same(marked: str, read: str) -> bool:
    return squash(marked) == squash(read)


def _same_group(mark: CellMark, cell: ReadCell) -> bool:
    """Whether the heading marked is the nearest one, or all of them from the outermost on."""
    nearest = cell.group[-1] if cell.group else ""
    return _same(mark.group or "", nearest) or _same(mark.group or "", " ".join(cell.group))


def _same_value(mark: CellMark, cell: ReadCell) -> bool:
    try:
        return cell.value == (Decimal(mark.value) if mark.value else None)
    except InvalidOperation:
        return False
