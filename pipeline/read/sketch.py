"""A table while it is being read: rows, figures and the headings between them, before its cells know their units."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.records import Scale, Span


class SketchCell(NamedTuple):
    """One figure: its span, its column, its value and what its own sign says ("percent", a currency, or nothing)."""

    start: int
    end: int
    column: int
    value: Decimal | None
    unit: str | None


class Heading(NamedTuple):
    """Words between rows. They stand before the row ``before``; ``indent`` is how far right they begin, if known."""

    before: int
    text: str
    indent: float | None


@dataclass(slots=True)
class SketchRow:
    """One row. ``indent`` is how far right its label begins, if known; ``marks`` are marks that stood as figures."""

    start: int
    end: int
    label: str
    cells: tuple[SketchCell, ...]
    indent: float | None = None
    marks: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Sketch:
    """A table. ``page`` is the number of its first page; ``rows`` without cells are heads and headings."""

    start: int
    end: int
    page: int
    title: str | None
    columns: tuple[str, ...]
    rows: list[SketchRow]
    headings: list[Heading] = field(default_factory=list)
    scale: Scale | None = None
    gaps: tuple[Span, ...] = ()


class Found(NamedTuple):
    """A table and the indices of its first and last line."""

    table: Sketch
    first: int
    last: int
