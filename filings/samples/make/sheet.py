"""Tables whose totals are computed, so that every statement adds up by construction.

A table is written between ``:::`` lines, one row a line::

    ::: balance | Condensed Consolidated Balance Sheets | (In millions) | (Unaudited)
    % September 27, 2026 | December 28, 2025          heads; ``text::2`` spans two columns
    ~ Current assets:                                 a section label
    cash# .Cash and cash equivalents | 8412 | 7210    key, one dot of indent per level, figures
    ca# = Total current assets | cash + securities    one formula for all columns; ``==`` is a grand total

    c 1 3                                             columns that count things, never money

A formula may name rows of its own table (``cash``), of another (``income.net``) and another column (``net@3``).
Figures are in the table's own unit. ``-`` is a dash; a cell after ``'`` and any other word is printed as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d[\d,]*(?:\.\d+)?)|(?P<name>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)?(?:@\d+)?)|(?P<sign>[-+*/()]))"
)
FIGURE = re.compile(r"\$?\(?-?[\d,]*\.?\d+\)?")
PRICE_PLACES = 2
KEY = re.compile(r"([a-z][a-z0-9_]*)#\s*")


@dataclass(frozen=True)
class Cell:
    """One printed cell: its words, its value where it is a figure, and whether a currency sign stands before it."""

    text: str
    value: Decimal | None = None
    sign: str = ""


@dataclass(frozen=True)
class Row:
    """One row. ``kind`` is ``data``, ``section``, ``total`` or ``grand``."""

    kind: str
    label: str
    indent: int = 0
    key: str | None = None
    cells: tuple[Cell, ...] = ()


@dataclass
class Table:
    """A table as written: heads as (words, columns spanned), rows still as source until they are asked for."""

    name: str
    title: tuple[str, ...]
    flags: frozenset[str]
    heads: list[list[tuple[str, int]]] = field(default_factory=list)
    corner: str = ""
    widths: tuple[int, ...] = ()
    counts: frozenset[int] = frozenset()
    source: list[tuple[str, str, int, str | None, tuple[str, ...]]] = field(default_factory=list)

    @property
    def columns(self) -> int:
        """How many figure columns the widest row has."""
        widest = max((len(cells) for kind, _, _, _, cells in self.source if kind == "data"), default=0)
        return max([widest, *(sum(span for _, span in head) for head in self.heads)])


def parse(lines: list[str]) -> Table:
    """Read one table, its ``:::`` line first."""
    name, *rest = (part.strip() for part in lines[0].removeprefix(":::").split("|"))
    flags = frozenset(part for part in rest if part in {"text", "statement", "plain"})
    table = Table(name=name, title=tuple(part for part in rest if part and part not in flags), flags=flags)
    for line in lines[1:]:
        if line.startswith("%"):
            heads = [part.strip().partition("::") for part in line[1:].split("|")]
            table.heads.append([(words, int(span or 1)) for words, _, span in heads])
        elif line.startswith("@"):
            table.corner = line[1:].strip()
        elif line.startswith("w "):
            table.widths = tuple(int(part) for part in line[2:].split())
        elif line.startswith("c "):
            table.counts = frozenset(int(part) for part in line[2:].split())
        elif line.startswith("~"):
            label = line[1:].strip()
            table.source.append(("section", label.lstrip("."), len(label) - len(label.lstrip(".")), None, ()))
        else:
            table.source.append(_row(line))
    return table


def _row(line: str) -> tuple[str, str, int, str | None, tuple[str, ...]]:
    found = KEY.match(line)
    key = found[1] if found else None
    label, *cells = (part.strip() for part in (line[found.end() :] if found else line).split("|"))
    kind = "data"
    for mark, meaning in (("==", "grand"), ("=", "total")):
        if label.startswith(mark):
            kind, label = meaning, label.removeprefix(mark).strip()
            break
    indent = len(label) - len(label.lstrip("."))
    return (kind, label.lstrip("."), indent, key, tuple(cells))


def _one_for_all(source: tuple[str, str, int, str | None, tuple[str, ...]]) -> bool:
    """Tell a total written as one formula for every column."""
    return source[0] != "data" and len(source[4]) == 1


class Workbook:
    """All tables of one document; computes a figure when it is asked for."""

    def __init__(self, tables: list[Table]) -> None:
        self.tables = {table.name: table for table in tables}
        self._done: dict[tuple[str, str, int], Decimal] = {}

    def value(self, table: str, key: str, column: int) -> Decimal:
        """Work out the figure of a row (by key) in a column counted from 1."""
        place = (table, key, column)
        if place not in self._done:
            source = next((row for row in self.tables[table].source if row[3] == key), None)
            if source is None:
                raise KeyError(f"no row {key} in table {table}")
            self._done[place] = self._cell(self.tables[table], source, column)
        return self._done[place]

    def _cell(self, table: Table, source: tuple[str, str, int, str | None, tuple[str, ...]], column: int) -> Decimal:
        shared = _one_for_all(source)
        words = source[4][0] if shared else source[4][column - 1]
        if shared or words.startswith("="):
            return self.compute(words.removeprefix("=").strip(), table.name, column)
        if words in {"-", ""}:
            return Decimal(0)
        return Decimal(words.replace("$", "").replace(",", ""))

    def compute(self, formula: str, table: str = "", column: int = 1) -> Decimal:
        """Work out a formula of ``+ - * /`` and brackets; a division gives two places, all else whole units."""
        tokens = []
        at = 0
        while at < len(formula.rstrip()):
            found = TOKEN.match(formula, at)
            if found is None:
                raise ValueError(f"cannot read {formula!r} at {at}")
            tokens.append(found)
            at = found.end()
        stack = list(reversed(tokens))
        result = self._sum(stack, table, column)
        if stack:
            raise ValueError(f"left over in {formula!r}")
        return result

    def _sum(self, stack: list[re.Match[str]], table: str, column: int) -> Decimal:
        total = self._product(stack, table, column)
        while stack and stack[-1]["sign"] in {"+", "-"}:
            plus = stack.pop()["sign"] == "+"
            term = self._product(stack, table, column)
            total = total + term if plus else total - term
        return total

    def _product(self, stack: list[re.Match[str]], table: str, column: int) -> Decimal:
        total = self._factor(stack, table, column)
        while stack and stack[-1]["sign"] in {"*", "/"}:
            times = stack.pop()["sign"] == "*"
            factor = self._factor(stack, table, column)
            total = total * factor if times else total / factor
        return total

    def _factor(self, stack: list[re.Match[str]], table: str, column: int) -> Decimal:
        token = stack.pop()
        if token["number"]:
            return Decimal(token["number"].replace(",", ""))
        if token["sign"] == "-":
            return -self._factor(stack, table, column)
        if token["sign"] == "(":
            inner = self._sum(stack, table, column)
            stack.pop()
            return inner
        place, _, other = token["name"].partition("@")
        home, _, key = place.rpartition(".")
        return self.value(home or table, key, int(other) if other else column)

    def rows(self, table: Table) -> list[Row]:
        """Give the table's rows as printed."""
        rows = []
        money = True
        for source in table.source:
            kind, label, indent, key, cells = source
            if kind == "section":
                rows.append(Row("section", label, indent))
                money = money or not label  # an empty line begins a second block
                continue
            count = table.columns if _one_for_all(source) else len(cells)
            printed = tuple(
                self._printed(table, source, column, money=money or kind == "grand") for column in range(1, count + 1)
            )
            if any(cell.value is not None for cell in printed):
                money = False
            rows.append(Row(kind, label, indent, key, printed))
        return rows

    def _printed(
        self, table: Table, source: tuple[str, str, int, str | None, tuple[str, ...]], column: int, *, money: bool
    ) -> Cell:
        shared = _one_for_all(source)
        words = source[4][0] if shared else source[4][column - 1]
        formula = shared or words.startswith("=")
        if not formula and not FIGURE.fullmatch(words):
            return Cell("—", Decimal(0)) if words == "-" else Cell(words.removeprefix("'"))
        value = self._cell(table, source, column)
        places = 2 if formula and "/" in words else len(words.partition(".")[2]) if not formula else 0
        price = words.startswith("$") or places == PRICE_PLACES
        sign = "$" if price or (money and "plain" not in table.flags and column not in table.counts) else ""
        return Cell(figure(value, places), value, sign)


def figure(value: Decimal, places: int = 0) -> str:
    """``-1234`` becomes ``(1,234)``, nought a dash."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if not rounded:
        return "—"
    return f"({-rounded:,})" if rounded < 0 else f"{rounded:,}"
