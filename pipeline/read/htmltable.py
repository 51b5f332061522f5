"""One HTML table: its grid, what kind of table it is, and its rows as text lines and figures.

Filings draw a figure with up to three cells (``$``, ``8,467``, ``)``) and put empty cells between columns. Here the
pieces are glued as a PDF's text line shows them (``Total debt $ 8,467 $ 8,463``), and columns are found from where
figures stand in the grid, so that a head that spans three cells stands over its figure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

MAX_SPAN = 200
"""A colspan beyond this is a mistake or an attack; browsers stop at 1000."""

COLUMN_INDENT = 6.0
"""Old tables leave empty columns before their inner labels; each counts as so many points."""
_HEAD_LABEL_MAX = 80
_LEFT = re.compile(
    r"(?<![\w-])(?:padding|margin)(?:-left:\s*(?P<left>[^;]+)|:\s*(?P<sides>[^;]+))|(?<![\w-])text-indent:\s*(?P<left2>[^;]+)"
)
_LENGTH = re.compile(r"(-?[\d.]+)(pt|px|em|in)?$")
_POINTS = {"pt": 1.0, "px": 0.75, "em": 10.0, "in": 72.0, None: 0.0}
_FIGURE = re.compile(
    r"""(?:(?:US|C|A|NT|HK|S)?[$€£¥₩]|USD|EUR|GBP|CHF|RMB)?\s*
        (?P<open>\(?)\s*[$€£¥₩]?\s*(?P<minus>[-−–]?)
        (?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)
        \s*(?P<close>\)?)\s*(?P<unit>%|x|bps|pp|pts)?\s*(?P<close2>\)?)(?:\s*(?:\(\w{1,2}\)|\*{1,3}|[¹²³]))?$""",
    re.VERBOSE,
)
_DASH = re.compile(r"(?:[$€£¥]\s*)?\(?(?:[—–−]|-{1,2}|N/?[AM]|n/?[am]|NM\*?|\*)\)?\s*%?$")
_CURRENCY = re.compile(r"(?:US|C|A|NT|HK|S)?[$€£¥₩]\(?$|(?:USD|EUR|GBP|CHF|RMB)$")
_TAIL = re.compile(r"[)%]+|%\s*\)|\)\s*%|x|pts|bps")
_NOTE_MARK = re.compile(r"\([1-9]\)")
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d(?:\s*\(\w{1,2}\))?$")
_BULLET = re.compile(
    r"(?:[•·●▪◦■o‣⁃∙\u2022\u00a7\uf0b7*—–-]|\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]|\(?(?:\d{1,2}|[A-Z])\))$"
)
NOTE_LINE = re.compile(
    r"\(?(?:unaudited|(?:(?:U\.S\. )?dollars |amounts |shares |tables? )?"
    r"(?:(?:expressed |stated |presented )?in|\$) ?(?:thousands|millions|billions)\b)",
    re.IGNORECASE,
)
"""A line that says how to read a table's figures; it is neither a title nor a column's head."""
_UNITS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₩": "KRW",
    "USD": "USD",
    "EUR": "EUR",
    "GBP": "GBP",
    "CHF": "CHF",
}
_CURRENCY_SIGN = re.compile(r"[$€£¥₩]|USD|EUR|GBP|CHF")


class GridCell(NamedTuple):
    """One ``<td>``: its text and the grid columns ``[left, right)`` it covers."""

    left: int
    right: int
    text: str
    head: bool = False


class Figure(NamedTuple):
    """One figure (or dash) of a row. ``start``/``end`` are offsets in the row's line."""

    start: int
    end: int
    left: int
    right: int
    value: Decimal | None
    unit: str | None


@dataclass(slots=True)
class Line:
    """One row as a text line; ``label_end`` is where the label stops and the figures begin."""

    text: str
    label: str
    figures: list[Figure]
    cells: list[GridCell]
    indent: float = 0.0


def grid(rows: list[list[tuple[str, int, int, bool]]]) -> list[list[GridCell]]:
    """Place cells given as (text, colspan, rowspan, is head) into grid columns, row by row."""
    placed: list[list[GridCell]] = []
    taken: dict[int, int] = {}  # grid column -> rows it is still covered by a cell from above
    for row in rows:
        column = 0
        current: list[GridCell] = []
        below: dict[int, int] = {}
        for text, colspan, rowspan, head in row:
            while taken.get(column, 0) > 0:
                column += 1
            width = min(max(1, colspan), MAX_SPAN)
            current.append(GridCell(column, column + width, text, head))
            if rowspan > 1:
                below.update(dict.fromkeys(range(column, column + width), min(rowspan, MAX_SPAN)))
            column += width
        taken = {key: left - 1 for key, left in taken.items() if left > 1}
        taken.update({key: left - 1 for key, left in below.items()})
        placed.append(current)
    return placed


def line(cells: list[GridCell], indent: float = 0.0) -> Line:
    """One grid row as a text line with its figures. ``indent`` is how far right its first words begin in their cell."""
    pieces = _glued([cell for cell in cells if cell.text])
    if pieces:
        indent += COLUMN_INDENT * pieces[0].left
    end = 0
    label_parts: list[str] = []
    figures: list[Figure] = []
    for index, cell in enumerate(pieces):
        start = end + (index > 0)
        end = start + len(cell.text)
        figure = _figure(cell, start) if index or cell.left else None
        if figure is not None and (index or not _BULLET.match(cell.text)):
            figures.append(figure)
        elif not figures:
            label_parts.append(cell.text)
    return Line(" ".join(cell.text for cell in pieces), " ".join(label_parts), figures, pieces, indent)


@lru_cache(1024)
def indent_of(style: str, text: str = "") -> float:
    """How many points right an element's text begins, by its style and the hard spaces before its words."""
    depth = 0.0
    for match in _LEFT.finditer(style):
        sides = match["sides"].split() if match["sides"] else [(match["left"] or match["left2"]).strip()]
        length = _LENGTH.match(sides[3 if len(sides) > 3 else 1 if len(sides) > 1 else 0])  # noqa: PLR2004  (the order of CSS)
        if length is not None:
            depth += float(length[1]) * _POINTS.get(length[2], 0.0)
    leading = text[: len(text) - len(text.lstrip())]
    return depth + 3.0 * leading.count("\xa0")


def headings(rows: list[Line], intervals: list[tuple[int, int]]) -> list[Line]:
    """The rows that are words alone, in the columns of the labels, below the heads: they head the rows that follow."""
    left = intervals[0][0] if intervals else 0
    found: list[Line] = []
    started = False
    below_heads = False
    for row in rows:
        words = [cell for cell in row.cells if cell.text]
        if row.figures and not is_head(row):
            started = True
        elif row.figures or len(words) != 1:
            below_heads = True
        elif (
            words[0].left < max(1, left)
            and not NOTE_LINE.match(row.text)
            and (started or below_heads or row.text[-1] == ":")
        ):
            found.append(row)
    return found


def without_notes(rows: list[Line]) -> list[Line]:
    """Rows whose footnote marks are no figures: a column of nothing but "(1)", "(2)" in few rows."""
    if not any(_NOTE_MARK.fullmatch(row.text, one.start, one.end) for row in rows for one in row.figures):
        return rows
    intervals = columns(rows)
    starts = [left for left, _ in intervals]
    inside: list[list[bool]] = [[] for _ in intervals]
    for row in rows:
        for figure in row.figures:
            at = _column(starts, intervals, figure)
            if at is not None:
                inside[at].append(_NOTE_MARK.fullmatch(row.text, figure.start, figure.end) is not None)
    notes = {at for at, marks in enumerate(inside[:-1]) if marks and all(marks) and len(marks) * 2 <= len(rows)}
    for row in rows if notes else ():
        row.figures = [figure for figure in row.figures if _column(starts, intervals, figure) not in notes]
    return rows


def _column(starts: list[int], intervals: list[tuple[int, int]], figure: Figure) -> int | None:
    """The column in which a figure begins."""
    at = bisect_right(starts, figure.left) - 1
    return at if at >= 0 and figure.left < intervals[at][1] else None


def is_head(row: Line) -> bool:
    """True when all the row's figures are years or dates and it has no label that a data row would have."""
    if not row.figures:
        return True
    texts = [row.text[figure.start : figure.end] for figure in row.figures]
    return all(_YEAR.match(text) for text in texts) and (not row.label or _head_label(row.label))


def columns(rows: list[Line]) -> list[tuple[int, int]]:
    """The figure columns of a table as grid intervals, from left to right; no row has two figures in one of them."""
    figured = [row for row in rows if not is_head(row)]
    intervals = sorted({(figure.left, figure.right) for row in figured for figure in row.figures})
    merged: list[tuple[int, int]] = []
    for left, right in intervals:
        if merged and left < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    shared = _shared(figured, merged)
    if not shared:
        return merged
    # A cell drawn as wide as two columns must not make one of them: these begin where their figures do.
    starts = [left for left, _ in merged]
    inside: dict[int, set[int]] = {at: set() for at in shared}
    for left, _ in intervals:
        at = bisect_right(starts, left) - 1
        if at in inside:
            inside[at].add(left)
    parted: list[tuple[int, int]] = []
    for at, (left, right) in enumerate(merged):
        cuts = sorted(inside.get(at, {left}))
        parted.extend(zip(cuts, [*cuts[1:], right], strict=True))
    return parted


def _shared(rows: list[Line], intervals: list[tuple[int, int]]) -> set[int]:
    """The columns in which a row has two figures."""
    starts = [left for left, _ in intervals]
    shared: set[int] = set()
    for row in rows:
        places = [bisect_right(starts, figure.left) - 1 for figure in row.figures]
        shared.update(before for before, after in pairwise(places) if before == after)
    return shared


def heads(rows: list[Line], intervals: list[tuple[int, int]]) -> tuple[str, ...]:
    """The words above each column, from the rows before the first row of figures."""
    found: list[dict[str, None]] = [{} for _ in intervals]
    lefts, rights = [left for left, _ in intervals], [right for _, right in intervals]
    for row in rows:
        if not is_head(row):
            break
        for cell in row.cells:
            if NOTE_LINE.match(cell.text):
                continue
            for index in range(bisect_right(rights, cell.left), bisect_left(lefts, cell.right)):
                found[index].setdefault(cell.text)
    return tuple(" ".join(words) for words in found) if any(found) else ()


def is_list(rows: list[Line]) -> bool:
    """True for a layout table that draws bullets or footnotes: a mark in front, words behind, nothing else."""
    marked = 0
    for row in rows:
        if len(row.cells) == 2 and _BULLET.match(row.cells[0].text) and not _FIGURE.match(row.cells[1].text):  # noqa: PLR2004
            marked += 1
        elif len(row.cells) > 1:
            return False
    return marked > 0


def column_unit(unit: str | None, head: str) -> str | None:
    """The unit of a figure: its own sign, else percent where the head says so."""
    if unit is None and re.search(r"%|\bpercent", head, re.IGNORECASE):
        return "percent"
    return unit


def _head_label(label: str) -> bool:
    return (
        len(label) < _HEAD_LABEL_MAX
        and re.match(r"\(|.*\b(?:ended|ending|[Yy]ear|in (?:millions|thousands|billions))\b", label) is not None
    )


def _glued(cells: list[GridCell]) -> list[GridCell]:
    """Join a currency sign with the figure after it, and a closing parenthesis or percent sign with the one before."""
    pieces: list[GridCell] = []
    for cell in cells:
        previous = pieces[-1] if pieces else None
        if previous is not None and _TAIL.fullmatch(cell.text) and re.search(r"[\d—–-]\)?$", previous.text):
            pieces[-1] = GridCell(previous.left, cell.right, previous.text + cell.text.replace(" ", ""), previous.head)
        elif previous is not None and _CURRENCY.match(previous.text) and re.match(r"[(\d.—–-]", cell.text):
            between = "" if previous.text.endswith("(") else " "
            pieces[-1] = GridCell(previous.left, cell.right, previous.text + between + cell.text, previous.head)
        elif previous is not None and previous.text == "(" and cell.text[:1].isdigit():
            pieces[-1] = GridCell(previous.left, cell.right, previous.text + cell.text, previous.head)
        else:
            pieces.append(cell)
    return pieces


def _figure(cell: GridCell, start: int) -> Figure | None:
    text = cell.text
    end = start + len(text)
    sign = _CURRENCY_SIGN.search(text)
    unit = _UNITS.get(sign.group()) if sign else None
    match = _FIGURE.match(text)
    if match is None:
        if _DASH.match(text):
            return Figure(start, end, cell.left, cell.right, None, "percent" if text.endswith("%") else unit)
        return None
    value = Decimal(match["digits"].replace(",", ""))
    if (match["open"] and (match["close"] or match["close2"])) or match["minus"]:
        value = -value
    if match["unit"] == "%":
        unit = "percent"
    return Figure(start, end, cell.left, cell.right, value, unit)
