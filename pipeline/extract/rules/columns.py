"""What the figures of a row are: sums by the heads over their columns, compared dates, kinds of lease."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline import lexis
from pipeline.extract.rules.text import fold
from pipeline.records import CellUnit, ProposedAmount, Qualifier

if TYPE_CHECKING:
    from pipeline.records import Cell, Document, Row, Table

NO_MONEY = frozenset({CellUnit.PERCENT, CellUnit.YEARS, CellUnit.SHARES, CellUnit.PER_SHARE})
_SMALLEST = Decimal(1_000_000)
_SMALLEST_SUM = 30  # under it a figure in a row of notes is a rate or a term
_MOST_DAYS = 3
_NO_RATE = 1000
_YEAR = re.compile(r"\b20\d\d\b")
_TOTAL_HEAD = re.compile(r"\btotal\s*$", re.IGNORECASE)
_NO_SUM = re.compile(r"discount|issuance|unamortized|fair value|imputed|interest rate|adjustment", re.IGNORECASE)
_LEASES = re.compile(r"\b(operating|finance|financing|capital)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Around:
    """A table with the words that stand over it."""

    document: Document
    table: Table
    words: str


def amounts_of(around: Around, row: Row, what: str, *, leave_years: bool = False) -> tuple[ProposedAmount, ...]:
    """The money of a row, scaled, the current period first: at most two figures, named by the heads over them."""
    cells = [
        cell
        for cell in _figures(around.table, row, leave_years=leave_years)
        if scaled(around, row, cell).value >= _SMALLEST
    ]
    return tuple(scaled(around, row, cell, label) for cell, label in _named(around, row, cells, what))


def scaled(around: Around, row: Row, cell: Cell, what: str = "") -> ProposedAmount:
    """The sum of one cell, scaled by what the cell itself knows, else by the line that governs its row."""
    scale = around.table.scale or around.document.scale_at(row.start)
    factor = cell.multiplier if cell.stated or scale is None else scale.multiplier
    return ProposedAmount(
        value=(cell.value or Decimal(0)) * factor,
        unit=cell.currency or (scale.currency if scale else None) or "USD",
        qualifier=Qualifier.EXACT,
        what=what,
        as_written=around.document.text[cell.start : cell.end],
    )


def _named(around: Around, row: Row, cells: list[Cell], what: str) -> list[tuple[Cell, str]]:
    """The figure that is meant, and beside it the compared date's or the other kind of lease's.

    A column headed "Total" is the sum of the row. A second figure is a compared date's only where the heads, or the
    lines over the table, give two days; "principal | discount | carrying" are one thing.
    """
    heads = {cell.start: head_of(around.table, cell) for cell in cells}
    cells = [cell for cell in cells if not _NO_SUM.search(heads[cell.start])] or cells[:1]
    totals = [cell for cell in cells if _TOTAL_HEAD.search(heads[cell.start])]
    cells = totals or cells
    if len(cells) < 2:  # noqa: PLR2004
        return [(cell, what) for cell in cells]
    if all(_day(heads[cell.start]) for cell in cells[:2]):
        return _by_day(cells, heads, what)
    kinds = _lease_kinds(around, cells, heads) if "lease" in what else []
    if kinds:
        return sorted(
            ((cell, f"{what}, {kind} leases") for cell, kind in kinds),
            key=lambda named: -(named[0].value or Decimal(0)),
        )
    return _without_days(around, row, cells, what)


def _by_day(cells: list[Cell], heads: dict[int, str], what: str) -> list[tuple[Cell, str]]:
    """The newer day's figure first, the other day's beside it."""
    days = {cell.start: _day(heads[cell.start]) for cell in cells}
    first = cells[0]
    second = next((c for c in cells[1:] if days[c.start] != days[first.start]), None)
    if second is None:
        return [(first, what)]
    if days[second.start] > days[first.start]:
        first, second = second, first
    return [(first, what), (second, f"{what}, compared date")]


def _without_days(around: Around, row: Row, cells: list[Cell], what: str) -> list[tuple[Cell, str]]:
    """Columns without heads: the lines over the table say whether two days are compared, and which stands first."""
    headed = any(head_of(around.table, cell) for cell in cells)
    negative = any(cell.value is not None and cell.value < 0 for cell in row.cells)
    if headed and _TOTAL_HEAD.search(head_of(around.table, cells[0])) is None:
        return [(cells[0], what)]
    if len(cells) > _MOST_DAYS:
        return [(max(cells, key=lambda cell: cell.value or Decimal(0)), what)]
    above = over(around)
    near = [date.iso for date in lexis.dates(above[-160:])][-2:]
    if not headed and len(near) == 2 and near[0] < near[1]:  # noqa: PLR2004
        cells = [cells[1], cells[0]]
    days = max(len(set(_YEAR.findall(above))), len({date.iso for date in lexis.dates(above)}))
    if negative or days < 2:  # noqa: PLR2004
        return [(cells[0], what)]
    return [(cells[0], what), (cells[1], f"{what}, compared date")]


def older(table: Table, one: Cell, other: Cell) -> bool:
    """True where the first cell's column is of an earlier day than the second's."""
    days = [_day(head_of(table, cell)) for cell in (one, other)]
    return bool(all(days) and days[0] < days[1])


def head_of(table: Table, cell: Cell) -> str:
    """The head over a cell's column, "" without."""
    return table.columns[cell.column] if 0 <= cell.column < len(table.columns) else ""


def _day(head: str) -> str:
    """The day or the year a head names, "" without."""
    days = [date.iso for date in lexis.dates(head)] or _YEAR.findall(head)
    return days[-1] if days else ""


def over(around: Around) -> str:
    """The lines that stand over the first row with figures, folded."""
    first = next((row.start for row in around.table.rows if row.cells), around.table.start)
    return fold(around.document.text[max(0, around.table.start - 300) : first])


def _lease_kinds(around: Around, cells: list[Cell], heads: dict[int, str]) -> list[tuple[Cell, str]]:
    """Two kinds of lease at one day, "Operating leases | Finance leases", told by the heads or the lines over them."""
    kinds = [_LEASES.search(heads[cell.start]) for cell in cells[:2]]
    if all(kinds):
        return [(cell, kind[1].lower()) for cell, kind in zip(cells, kinds, strict=False) if kind]
    told = list(dict.fromkeys(m[1].lower() for m in _LEASES.finditer(over(around)[-160:])))
    if len(told) == 2 and not any(heads.values()):  # noqa: PLR2004
        return list(zip(cells[:2], told, strict=True))
    return []


def _figures(table: Table, row: Row, *, leave_years: bool) -> list[Cell]:
    if any(cell.unit is CellUnit.PERCENT and abs(cell.value or Decimal(0)) >= _NO_RATE for cell in row.cells):
        return []  # "Total debt 43,208 41,110" under "1.35% to 8.95%": which figure is which is not known
    cells = [c for c in row.cells if c.value is not None and c.unit not in NO_MONEY]
    terms = {
        i
        for i, head in enumerate(table.columns)
        if re.search(r"year|term|rate|maturity", head, re.IGNORECASE)
        and not re.search(r"(?i)years? ended|20\d\d", head)
    }
    cells = [c for c in cells if c.column not in terms]
    if leave_years:
        cells = [
            c
            for c in cells
            if abs(c.value or Decimal(0)) >= _SMALLEST_SUM and c.value not in {Decimal(y) for y in range(2020, 2100)}
        ]
    return cells
