"""The last step of reading tables: every figure gets its unit, its currency and what it is scaled by."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.cells import IN_YEARS
from pipeline.read.groups import grouped
from pipeline.read.scales import MULTIPLIERS
from pipeline.read.trusted import trusted
from pipeline.read.units import (
    NOTHING,
    Told,
    ruled_by_group,
    told_by_group,
    told_by_head,
    told_by_label,
    told_by_title,
)
from pipeline.records import Cell, CellUnit, Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.read.sketch import Sketch, SketchCell, SketchRow
    from pipeline.records import Scale

LABEL_MARKS = re.compile(r"(?:\s?(?:\((?:\d{1,2}|[a-z])\)|\*{1,3}|[\u00b9\u00b2\u00b3\u2020\u2021]))+$")
ONE_MARK = re.compile(r"\((?:\d{1,2}|[a-z])\)|\*{1,3}|[\u00b9\u00b2\u00b3\u2020\u2021]")
CELL_MARKS = re.compile(r"(?<=[\d)%\u2014\u2013-])(?:\s?(?:\([a-z]\)|\*{1,3}))+$")
MAY_HOLD_MARK = frozenset(")*\u00b9\u00b2\u00b3\u2020\u2021")
DATE_HEAD = re.compile(r"\b(?:maturit(?:y|ies)|due|expir\w+|year|date)\b", re.IGNORECASE)
YEARS_LIKE = range(1900, 2100)
RATIO = re.compile(r"(?:x|bps|bp|pts?|ppts?|pp)$")
DOLLARS = frozenset({"CAD", "AUD", "HKD", "TWD", "SGD"})
"""Where a scale line speaks of these, a bare dollar sign is one of them."""
SCALES_ALL = re.compile(
    r"\W*(?:(?:unaudited|amounts|figures|in|all|are|table|tables|expressed|stated|presented)\W+)*"
    r"in\s+(?:thousands|millions|billions)\W*(?:unaudited)?\W*",
    re.IGNORECASE,
)
"""A scale line that names neither dollars nor shares and has no exception."""
SHARES_IN = re.compile(
    r"\b(?:shares?|units?)\s+(?:amounts?\s+)?(?:are\s+)?in\s+(thousand|million|billion)s", re.IGNORECASE
)
"""Dollars in millions "and shares in thousands"."""
WORD = re.compile(r"[A-Za-z*]")
"""What stands in place of a figure and is none: "N/A", "NM", "*". A dash is a figure: nothing."""
MONEY_LIKE = (CellUnit.MONEY, CellUnit.PER_SHARE)
SMALL = (CellUnit.PERCENT, CellUnit.YEARS)
TOO_MUCH = 400
"""So many percent or years stand in no table: "Interest rate" then names contracts, and the figures are money."""
NO_PERCENT = 1000
"""A total without its sign under a column of rates, "DDTL 15% ... Total debt 8,807,921", is no share of anything."""
SCALELESS = (CellUnit.PERCENT, CellUnit.PER_SHARE, CellUnit.YEARS)
LEAD_IN = 300
"""So many characters before a table without any currency sign may say that it counts shares."""
MOST_BETWEEN = 8
WRITTEN_OUT = 10_000_000
"""Nobody has so many millions, or so many thousands, of shares: such a count is written out."""


class _Column(NamedTuple):
    """What is known of a column: what its head says, and the first sign among its figures."""

    told: Told
    sign: str | None
    dated: bool


class _Line(NamedTuple):
    """What is known of a row: what its label and groups say, what a group rules, and the first sign of its figures."""

    told: Told
    group: Told
    ruled: CellUnit | None
    sign: str | None


class _Ground(NamedTuple):
    """What is known of the whole table."""

    scale: Scale | None
    currency: str | None
    money: bool
    unit: CellUnit | None
    shares_scaled: int | None
    counts: bool
    """One of the columns counts shares: then one of amounts is money, whatever the rows are called."""


def settle(text: str, sketches: Sequence[Sketch], page_at: Callable[[int], int]) -> tuple[Table, ...]:
    """Make the records: every row with its group, every figure with its unit, currency and multiplier."""
    default = _default_currency(sketches)
    return tuple(_settled(text, sketch, default, page_at) for sketch in sketches)


def _default_currency(sketches: Sequence[Sketch]) -> str | None:
    """The currency the document's tables are in where a table does not say: the sign that stands in most of them."""
    seen: Counter[str] = Counter()
    for sketch in sketches:
        seen.update({cell.unit for row in sketch.rows for cell in row.cells if cell.unit and cell.unit != "percent"})
        if sketch.scale is not None and sketch.scale.currency is not None:
            seen[sketch.scale.currency] += 1
    return max(seen, key=lambda code: (seen[code], code), default=None)


def _settled(text: str, sketch: Sketch, default: str | None, page_at: Callable[[int], int]) -> Table:
    groups = grouped(sketch)
    columns = _columns(sketch)
    lines = _between_shares([_line(row, group) for row, group in zip(sketch.rows, groups, strict=True)])
    sense = _Sense(text, columns, _ground(text, sketch, columns, default))
    rows = tuple(
        trusted(
            Row,
            start=row.start,
            end=row.end,
            label=row.label,
            cells=_cells(text, row, line, sense),
            group=group,
            marks=_marks(row.label, LABEL_MARKS),
        )
        for row, group, line in zip(sketch.rows, groups, lines, strict=True)
        if any(cell.value is not None or not WORD.search(text, cell.start, cell.end) for cell in row.cells)
    )
    return trusted(
        Table,
        start=sketch.start,
        end=sketch.end,
        page=page_at(sketch.start),
        last_page=page_at(max(sketch.start, sketch.end - 1)),
        title=sketch.title,
        columns=sketch.columns,
        rows=rows,
        scale=sketch.scale,
        gaps=sketch.gaps,
    )


def _columns(sketch: Sketch) -> list[_Column]:
    width = max((cell.column + 1 for row in sketch.rows for cell in row.cells), default=0)
    signs: list[str | None] = [None] * width
    for row in sketch.rows:
        for cell in row.cells:
            if cell.unit is not None and signs[cell.column] is None:
                signs[cell.column] = cell.unit
    heads = [*sketch.columns, *[""] * (width - len(sketch.columns))]
    return [
        _Column(told_by_head(head) if head else NOTHING, sign, head != "" and DATE_HEAD.search(head) is not None)
        for head, sign in zip(heads, signs, strict=False)
    ]


def _line(row: SketchRow, group: tuple[str, ...]) -> _Line:
    over, ruled = NOTHING, None
    for heading in reversed(group):
        told = told_by_group(heading)
        over = Told(over.unit or told.unit, over.multiplier or told.multiplier, over.currency or told.currency)
        ruled = ruled or ruled_by_group(heading)
    sign = next((cell.unit for cell in row.cells if cell.unit is not None), None)
    told = told_by_label(row.label)
    if told.unit in SMALL and any(cell.value is not None and abs(cell.value) >= TOO_MUCH for cell in row.cells):
        told = told._replace(unit=None)
    return _Line(told, over, ruled, sign)


def _between_shares(lines: list[_Line]) -> list[_Line]:
    """Rows that say nothing between two rows of shares are shares: "Stock-based awards" between basic and diluted."""
    last: int | None = None
    for number, line in enumerate(lines):
        unit = line.told.unit or line.ruled or line.group.unit
        if unit is CellUnit.SHARES and last is not None and 1 < number - last <= MOST_BETWEEN:
            for between in range(last + 1, number):
                lines[between] = lines[between]._replace(ruled=CellUnit.SHARES)
        if unit is not None or line.sign is not None:
            last = number if unit is CellUnit.SHARES and line.sign is None else None
    return lines


def _ground(text: str, sketch: Sketch, columns: Sequence[_Column], default: str | None) -> _Ground:
    scale = sketch.scale
    signed = any(column.sign not in {None, "percent"} for column in columns)
    priced = any(column.told.unit is CellUnit.PER_SHARE for column in columns)
    counts = any(column.told.unit is CellUnit.SHARES for column in columns)
    unit = CellUnit.SHARES if priced and not counts else None
    if unit is None and not signed:
        unit = told_by_title(f"{sketch.title or ''} {text[max(0, sketch.start - LEAD_IN) : sketch.start]}")
    own = None if scale is None else scale.currency
    shares_scaled = None
    if scale is not None:
        named = SHARES_IN.search(text, scale.start, scale.end)
        if named is not None:
            shares_scaled = MULTIPLIERS[named[1].casefold()]
        elif scale.shares_scaled or _scales_all(text, sketch, scale):
            shares_scaled = scale.multiplier
    return _Ground(scale, own or default, signed or scale is not None, unit, shares_scaled, counts)


def _scales_all(text: str, sketch: Sketch, scale: Scale) -> bool:
    """Tell whether a line that names nothing and excepts nothing, "(in millions)", scales share counts as well.

    It does unless the table has a count that nobody could have so many thousands of: that one is written out.
    """
    if not SCALES_ALL.fullmatch(text, scale.start, scale.end):
        return False
    return all(cell.value is None or abs(cell.value) < WRITTEN_OUT for row in sketch.rows for cell in row.cells)


class _Sense:
    """What the figures of one table count, worked out once for all cells of like column, row and sign."""

    def __init__(self, text: str, columns: Sequence[_Column], ground: _Ground) -> None:
        self._text = text
        self._columns = columns
        self._ground = ground
        self._lines: dict[_Line, int] = {}
        self._known: dict[tuple[int, str | None, int], _Counted] = {}

    def number(self, line: _Line) -> int:
        """Give like lines one number."""
        return self._lines.setdefault(line, len(self._lines))

    def of(self, cell: SketchCell, line: _Line, number: int) -> _Counted:
        """Say what one figure counts."""
        key = (cell.column, cell.unit, number)
        found = self._known.get(key)
        column = self._columns[cell.column]
        if found is None or column.dated or self._text[cell.end - 1] in "xpsr":
            unit = _unit(self._text, cell, column, line, self._ground)
            currency = _currency(cell, column, line, self._ground) if unit in MONEY_LIKE else None
            found = _Counted(unit, currency, *_multiplier(unit, column, line, self._ground))
            self._known[key] = found
        return found


class _Counted(NamedTuple):
    """What a figure counts and what it is scaled by."""

    unit: CellUnit
    currency: str | None
    multiplier: int
    stated: bool


def _cells(text: str, row: SketchRow, line: _Line, sense: _Sense) -> tuple[Cell, ...]:
    number = sense.number(line)
    cells: list[Cell] = []
    for at, cell in enumerate(row.cells):
        if cell.value is None and WORD.search(text, cell.start, cell.end):
            continue
        counted = sense.of(cell, line, number)
        marks: tuple[str, ...] = ()
        if text[cell.end - 1] in MAY_HOLD_MARK:
            marks = _marks(text[cell.start : cell.end], CELL_MARKS)
        if at in row.marks:
            marks = (*marks, row.marks[at])
        cells.append(
            trusted(
                Cell,
                start=cell.start,
                end=cell.end,
                column=cell.column,
                value=cell.value,
                unit=counted.unit,
                currency=counted.currency,
                multiplier=counted.multiplier,
                stated=counted.stated,
                marks=marks,
            )
        )
    return tuple(cells)


def _unit(text: str, cell: SketchCell, column: _Column, line: _Line, ground: _Ground) -> CellUnit:
    """What the figure counts: its own sign, then its column, its row, its group, then what the table is about."""
    if cell.unit == "percent":
        return CellUnit.PERCENT
    if cell.unit is not None:
        return _unit_of_money(column, line)
    if text[cell.end - 1] in "rs" and IN_YEARS.search(text, cell.start, cell.end):
        return CellUnit.YEARS
    if _is_bare(text, cell, column):
        return CellUnit.COUNT
    head = column.told.unit
    over = None if head is CellUnit.MONEY and not ground.counts else head
    told = over or line.ruled or line.told.unit or line.group.unit or head
    small = cell.value is None or abs(cell.value) < NO_PERCENT
    if told is None and column.sign == "percent" and line.sign in {None, "percent"} and small:
        told = CellUnit.PERCENT
    if told is None and column.sign is None:
        told = ground.unit
    return told or (CellUnit.MONEY if ground.money else CellUnit.COUNT)


def _unit_of_money(column: _Column, line: _Line) -> CellUnit:
    """Tell a price of one share from other money: by the column's head, else by the row and its groups."""
    head = column.told.unit
    if line.ruled is CellUnit.MONEY:
        return CellUnit.MONEY
    row = line.told.unit or line.group.unit
    per_share = head is CellUnit.PER_SHARE or (row is CellUnit.PER_SHARE and head is not CellUnit.MONEY)
    return CellUnit.PER_SHARE if per_share else CellUnit.MONEY


def _is_bare(text: str, cell: SketchCell, column: _Column) -> bool:
    """Tell whether a figure is how many times ("2.5x"), or the year in a column of years of maturity."""
    if text[cell.end - 1] in "xps" and RATIO.search(text, cell.start, cell.end):
        return True
    return column.dated and cell.value in YEARS_LIKE and text[cell.start : cell.end].isdecimal()


def _multiplier(unit: CellUnit, column: _Column, line: _Line, ground: _Ground) -> tuple[int, bool]:
    """What the figure is scaled by, and whether anything says so."""
    if unit in SCALELESS:
        return 1, True
    own = column.told.multiplier or line.told.multiplier or line.group.multiplier
    if own is not None:
        return own, True
    if ground.scale is None:
        return 1, False
    if unit is CellUnit.MONEY:
        return ground.scale.multiplier, True
    if unit is CellUnit.SHARES and ground.shares_scaled is not None:
        return ground.shares_scaled, True
    return 1, True


def _currency(cell: SketchCell, column: _Column, line: _Line, ground: _Ground) -> str | None:
    signs = (cell.unit, column.told.currency, line.told.currency, column.sign, line.sign, line.group.currency)
    found = next((sign for sign in signs if sign is not None and sign != "percent"), None)
    if found is None or (found == "USD" and ground.scale is not None and ground.scale.currency in DOLLARS):
        return ground.currency
    return found


def _marks(words: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    if not words or words[-1] not in MAY_HOLD_MARK:
        return ()
    found = pattern.search(words)
    return tuple(ONE_MARK.findall(found.group())) if found else ()
