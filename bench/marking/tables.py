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
    from pipeline.records import Cell, Document, Row, Table

TABLES, CELLS = "tables", "cells"
_FOOTNOTES = re.compile(r"(?:\s*\((?:\d{1,2}|[a-z])\))+\s*$")
_CURRENCY = re.compile(r"[A-Z]{3}")
_UNITS = {"per_share": "per share", "per-share": "per share", "pure": "count"}


class ReadCell(NamedTuple):
    """One figure as a reader gives it, with everything that is known of it."""

    label: str
    group: str
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
    """The tables of a document. Fields that its records do not have yet are taken from those they have."""
    return [
        ReadTable(
            table.page,
            getattr(table, "last_page", None) or read.page_at(max(table.start, table.end - 1)),
            tuple(row.label for row in table.rows if row.cells),
            tuple(_cell(read, table, row, cell) for row in table.rows for cell in row.cells),
        )
        for table in read.tables
    ]


def _cell(read: Document, table: Table, row: Row, cell: Cell) -> ReadCell:
    unit: str | None = cell.unit
    currency: str | None = getattr(cell, "currency", None)
    if unit and _CURRENCY.fullmatch(unit):
        unit, currency = "money", currency or unit
    if currency is None and unit in {None, "money"} and table.scale is not None:
        currency = table.scale.currency
    multiplier: int | None = getattr(cell, "multiplier", None)
    if multiplier is None:
        multiplier = 1 if unit == "percent" or table.scale is None else table.scale.multiplier
    return ReadCell(
        label=row.label,
        group=_group(row),
        column=table.columns[cell.column] if cell.column < len(table.columns) else "",
        printed=read.text[cell.start : cell.end],
        value=cell.value,
        unit=_UNITS.get(unit or "", unit),
        currency=currency,
        multiplier=int(multiplier),
    )


def _group(row: Row) -> str:
    group: str | tuple[str, ...] = getattr(row, "group", None) or ""
    return group if isinstance(group, str) else " ".join(group)


def score_table(mark: TableMark, tables: Sequence[ReadTable]) -> list[Point]:
    """The table's own points, then those of its marked cells."""
    table = find_table(mark, tables)
    place = f"{mark.file} page {mark.page} {mark.first_label}"
    if table is None:
        fields = ("found", "last_page", "figure_rows", "figures")
        points = [Point(TABLES, field, place, right=False, marked="", read="not found") for field in fields]
        return [*points, *(point for cell in mark.cell for point in score_cell(cell, (), place))]
    first = table.rows[0] if table.rows else ""
    return [
        Point(TABLES, "found", place, same_label(mark.first_label, first), mark.first_label, shown(first)),
        compare(TABLES, "last_page", place, mark.last_page or mark.page, table.last_page),
        compare(TABLES, "figure_rows", place, mark.figure_rows, len(table.rows)),
        compare(TABLES, "figures", place, mark.figures, len(table.cells)),
        *(point for cell in mark.cell for point in score_cell(cell, table.cells, place)),
    ]


def find_table(mark: TableMark, tables: Sequence[ReadTable]) -> ReadTable | None:
    """The table on the marked pages that holds most of the marked rows, its first row counting most."""
    last = mark.last_page or mark.page
    on_page = [table for table in tables if table.page <= last and table.last_page >= mark.page]
    wanted = {squash(cell.row) for cell in mark.cell} | {squash(mark.first_label)}

    def held(table: ReadTable) -> tuple[int, int]:
        labels = {squash(label) for label in table.rows}
        first = bool(table.rows) and same_label(mark.first_label, table.rows[0])
        return 3 * first + len(wanted & labels), -abs(len(table.cells) - mark.figures)

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
        Point(CELLS, "group", place, _same(mark.group or "", best.group), shown(mark.group), shown(best.group)),
        Point(CELLS, "column", place, _same(mark.column, best.column), mark.column, shown(best.column)),
        compare(CELLS, "unit", place, mark.unit, best.unit),
        compare(CELLS, "currency", place, mark.currency, best.currency),
        compare(CELLS, "multiplier", place, mark.multiplier, best.multiplier),
    ]
    wrong = ", ".join(point.field for point in points if not point.right)
    return [*points, Point(CELLS, "whole", place, not wrong, mark.printed, wrong)]


def _likeness(mark: CellMark, cell: ReadCell) -> int:
    label = 8 if same_label(mark.row, cell.label) else 3 if squash(mark.row) in squash(cell.label) else 0
    return (
        label
        + 4 * _same_value(mark, cell)
        + 3 * _same(mark.column, cell.column)
        + 2 * _same(mark.group or "", cell.group)
    )


def same_label(marked: str, read: str) -> bool:
    """Whether two labels are the same, footnote marks at their ends aside."""
    return _same(_FOOTNOTES.sub("", marked), _FOOTNOTES.sub("", read))


def _same(marked: str, read: str) -> bool:
    return squash(marked) == squash(read)


def _same_value(mark: CellMark, cell: ReadCell) -> bool:
    try:
        marked = Decimal(mark.value) if mark.value else None
    except InvalidOperation:
        return False
    return marked == cell.value and _same(mark.printed, cell.printed)
