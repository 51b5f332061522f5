"""Tables as understood: rows under their groups, figures under their heads, each with what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.look.words import amount_of, flags, inert, scale_of, scale_word, unit_of

if TYPE_CHECKING:
    from pipeline.records import Cell, Document, Row, Table

CELL = ("start", "end", "column", "value", "unit", "currency", "multiplier", "stated", "marks")
ROW = ("start", "end", "label", "cells", "group", "marks")
LETTERS = {1: "", 1_000: "K", 1_000_000: "M", 1_000_000_000: "B"}
TAGS = {"percent": "%", "shares": " sh", "per share": "/sh", "years": " y"}
TABLE = ("start", "end", "page", "last_page", "title", "columns", "rows", "scale", "gaps")


class GridCell(NamedTuple):
    """One figure: ``value`` and its ``tag`` as understood, ``printed`` as it stands there, ``amount`` unscaled."""

    id: str
    value: str
    tag: str
    printed: str
    unit: str
    amount: str
    scale: str
    besides: str


class GridRow(NamedTuple):
    """One row. ``group`` is set where a new group of rows begins; a place without a figure is None."""

    group: str
    label: str
    cells: tuple[GridCell | None, ...]


class Grid(NamedTuple):
    """A table or what of it stands on a page."""

    number: int
    title: str
    scale: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    besides: str
    first: bool


def cell_id(table: int, row: int, cell: int) -> str:
    """Name a figure by its place: table counted from 1, row and figure from 0."""
    return f"c{table}-{row}-{cell}"


def grids(document: Document, first: int, last: int) -> tuple[Grid, ...]:
    """Give what of each table stands between two places, such as the ends of a page."""
    numbered = enumerate(document.tables, start=1)
    return tuple(
        _grid(document, (first, last), number, table)
        for number, table in numbered
        if table.start < last and first < table.end
    )


def _grid(document: Document, part: tuple[int, int], number: int, table: Table) -> Grid:
    width = max((cell.column + 1 for row in table.rows for cell in row.cells), default=0)
    heads = tuple(_line(head) for head in table.columns)
    rows, group = [], ""
    for place, row in enumerate(table.rows):
        if row.end <= part[0] or row.start >= part[1]:
            continue
        under = " › ".join(map(_line, row.group))
        cells: list[GridCell | None] = [None] * max(width, len(heads))
        for index, cell in enumerate(row.cells):
            cells[cell.column] = _cell(document, row, cell, cell_id(number, place, index))
        rows.append(GridRow(under if under != group else "", _line(row.label), tuple(cells)))
        group = under
    return Grid(
        number,
        _line(table.title or ""),
        scale_of(document, table),
        heads + ("",) * (width - len(heads)),
        tuple(rows),
        "; ".join(flags(table, TABLE)),
        first=table.start >= part[0],
    )


def _cell(document: Document, row: Row, cell: Cell, name: str) -> GridCell:
    marks = " ".join((*cell.marks, *row.marks))
    return GridCell(
        id=name,
        value=value_of(cell),
        tag=tag_of(cell),
        printed=document.quote(cell.start, cell.end),
        unit=unit_of(cell),
        amount=amount_of(cell),
        scale=scale_word(cell.multiplier) + ("" if cell.stated else ", not stated"),
        besides="; ".join(part for part in (marks, "; ".join((*flags(row, ROW), *flags(cell, CELL)))) if part),
    )


def value_of(cell: Cell) -> str:
    """Give the figure with its sign, scale not applied: "−2,160"; a dash is "—"."""
    if cell.value is None:
        return "—"
    return f"{'−' if cell.value < 0 else ''}{abs(cell.value):,f}"


def tag_of(cell: Cell) -> str:
    """Give scale and unit in a few letters: "M" for millions, "%", "/sh" for an amount per share."""
    if cell.value is None:
        return ""
    return LETTERS.get(cell.multiplier, f"×{cell.multiplier:,}") + TAGS.get(unit_of(cell), "")


def _line(text: str) -> str:
    return inert(" ".join(text.split()))
