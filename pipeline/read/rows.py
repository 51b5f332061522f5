"""Lines that end in figures: rows before it is known which table they belong to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.cells import CELL, PIECES, Figure, only_years, parse_row, read_figure
from pipeline.read.heads import HEADING_OF_PART, is_head_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.lines import Line

LONG = 90
"""A line of so many characters is prose unless it ends in figures."""
LONGEST_LABEL = 90
LABEL_LINES = 3
"""A label stands on at most so many lines above that of its figures."""
NARROW, NARROW_LINES = 32, 6
"""A label set in a narrow column stands on more lines, each no longer than this."""
BESIDE = re.compile(r"(?P<mark>\d{1,2})|level\s+[123]", re.IGNORECASE)
"""What alone on a line stands between a label and its figures: a raised footnote mark, a level of fair value."""
TAIL_LINES = 2
LONGEST_TAIL = 60
"""The rest of a label may stand on so many lines below that of its figures, each no longer than this."""
LONGEST_PIECES = 40
"""So many lines of bare figures in a row are one row of a table printed one cell a line; more are something else."""
WRAPPED = re.compile(
    r"(?:\b(?:and|or|of|for|to|in|on|the|a|by|from|with|at|as|net|than|per)|[,\u2014\u2013-])$", re.IGNORECASE
)

ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$")
"""A line that ends in a dot and no sentence: "Debt securities issued by the U.S." over "Treasury $ 2,444"."""
MONTH_ALONE = re.compile(
    r"(?:^|\s)(?:january|february|march|april|may|june|july|august|september|october|november|december)$", re.IGNORECASE
)
DAY_ALONE = re.compile(r"(?:[1-9]|[12]\d|3[01]),(?:\s+(?:19|20)\d\d)?")
"""A date of a head broken over lines: "October" over "29," over "2023"."""
LISTED = re.compile(r"(?:\(\d{1,2}\)\s*)+")
"""Numbers of footnotes that stand in a column of their own, apart from the notes: "(15) (16) (17)"."""
NET = re.compile(r",\s+net$", re.IGNORECASE)
"""A label that is whole, though "net" may also stand before more words: "Property and equipment, net"."""


class Draft(NamedTuple):
    """One row before its columns are known.

    The lines it stands on, its span, its label, its figures, and whether it can be nothing but a row.
    """

    first: int
    last: int
    start: int
    end: int
    label: str
    figures: tuple[Figure, ...]
    strong: bool


def find_rows(text: str, lines: Sequence[Line]) -> list[Draft]:
    """Every line, or run of lines, that may be a row, in order."""
    drafts: list[Draft] = []
    index = 0
    count = len(lines)
    while index < count:
        line = lines[index]
        if line.text[0] in "$€£¥₩%()0123456789,.—\u2013\u2212*-Nn" and PIECES.fullmatch(line.text):
            last = index
            while last + 1 < count and last - index < LONGEST_PIECES and PIECES.fullmatch(lines[last + 1].text):
                last += 1
            drafts.extend(_bare(text, lines, index, last, drafts[-1].last if drafts else -1))
            index = last + 1
            continue
        parsed = parse_row(line.text)
        if parsed is not None and parsed.figures and not BESIDE.fullmatch(line.text):
            figures = _moved(parsed.figures, line.start)
            label = line.text[: parsed.label_end]
            if not only_years(figures):
                first, label = _whole_label(label, lines, index, drafts[-1].last if drafts else -1)
                strong = _is_strong(figures, label)
                index, label = _with_tail(label, lines, index)
                drafts.append(Draft(first, index, lines[first].start, lines[index].end, label, figures, strong))
        index += 1
    return drafts


def _bare(text: str, lines: Sequence[Line], first: int, last: int, taken: int) -> list[Draft]:
    """Rows from lines of bare figures: totals without a label, second lines of labels, tables one cell a line."""
    drafts: list[Draft] = []
    pieces = first
    for index in range(first, last + 1):
        line = lines[index]
        part = parse_row(line.text)
        if part is None or len(part.figures) + (part.label_end > 0) == 1:
            continue
        before = drafts[-1].last if drafts else taken
        beside = None if part.label_end else _beside(lines, index, before)
        if beside is None or pieces < index - 1:
            drafts.extend(_pieced(text, lines, pieces, index - 1, before))
        pieces = index + 1
        figures = _moved(part.figures, line.start)
        if only_years(figures) or all(is_mark(text, figure) for figure in figures):
            continue
        own = line.text[: part.label_end]
        before = drafts[-1].last if drafts else taken
        if beside is None or before >= index - 1:
            top, label = _whole_label(own, lines, index, before)
        else:
            top, label = _whole_label("", lines, index - 1, before)
            label = f"{label} {beside['mark'] or ''}".rstrip()
        drafts.append(Draft(top, index, lines[top].start, line.end, label, figures, strong=True))
    drafts.extend(_pieced(text, lines, pieces, last, drafts[-1].last if drafts else taken))
    return drafts


def _beside(lines: Sequence[Line], index: int, taken: int) -> re.Match[str] | None:
    """Give what alone on a line stands between a label and the bare figures of line ``index``."""
    if index - 2 <= taken or lines[index - 2].page != lines[index].page:
        return None
    words = lines[index - 2].text
    if not words[0].isalpha() or words[-1] in ".:" or is_head_line(words) or parse_row(words) is not None:
        return None
    return BESIDE.fullmatch(lines[index - 1].text)


def _pieced(text: str, lines: Sequence[Line], first: int, last: int, taken: int) -> list[Draft]:
    """One row whose figures stand on lines of their own."""
    if last < first or (first == last and parse_row(lines[first].text) is None):
        return []
    start, end = lines[first].start, lines[last].end
    if first and DAY_ALONE.fullmatch(text, start, end) and MONTH_ALONE.search(lines[first - 1].text):
        return []
    if last > first and LISTED.fullmatch(text, start, end):
        return []
    figures = tuple(read_figure(match) for match in CELL.finditer(text, start, end))
    if not figures or only_years(figures) or all(is_mark(text, figure) for figure in figures):
        return []
    if first == 0 or first - 1 <= taken or is_head_line(lines[first - 1].text):
        return [Draft(first, last, start, end, "", figures, last > first and _is_strong(figures, ""))]
    strong = last > first or (_is_strong(figures, "") and len(figures) > 1)
    top, label = _whole_label("", lines, first, taken)
    if top == first:
        top, label = first - 1, lines[first - 1].text
    return [Draft(top, last, lines[top].start, end, label, figures, strong)]


def _moved(figures: tuple[Figure, ...], by: int) -> tuple[Figure, ...]:
    return tuple(figure._replace(start=figure.start + by, end=figure.end + by) for figure in figures)


def _whole_label(label: str, lines: Sequence[Line], index: int, taken: int) -> tuple[int, str]:
    """Give the line on which a label began, and the label: its upper lines stop short or its lower ones start small."""
    top = index
    while top - 1 > taken and index - top < NARROW_LINES and lines[top - 1].page == lines[index].page:
        above = lines[top - 1].text
        if index - top >= LABEL_LINES and len(above) > NARROW:
            break
        if (above[-1] in ".:" and not ABBREVIATED.search(above)) or is_head_line(above):
            break
        under_heading = top - 2 > taken and lines[top - 2].text[-1] == ":"
        own_line = not label and (len(above) > LONG // 2 or 0 <= index - 1 - taken <= LABEL_LINES or under_heading)
        if not (label[:1].islower() or label[:1] == "(" or own_line or _is_wrapped(above)):
            break
        top -= 1
        label = f"{above} {label}".strip()
    return top, label


def _is_wrapped(above: str) -> bool:
    """Tell whether a line must go on below. "Net" with a capital is a column's head: "Accumulated Amortization Net"."""
    small = WRAPPED.search(above)
    return small is not None and small.group() != "Net"


def _with_tail(label: str, lines: Sequence[Line], index: int) -> tuple[int, str]:
    """Give the line on which a label ends, and the label: its rest may stand under the line of its figures."""
    if not label or len(label) > LONGEST_LABEL:
        return index, label
    last = index
    for below in range(index + 1, min(index + 1 + TAIL_LINES, len(lines))):
        line = lines[below]
        goes_on = line.text[0].islower() or (WRAPPED.search(label) and not NET.search(label) and line.text[0] != "(")
        if not goes_on or line.page != lines[index].page or len(line.text) > LONGEST_TAIL or line.text[-1] in ".:;":
            break
        if parse_row(line.text) is not None or is_head_line(line.text) or HEADING_OF_PART.match(line.text):
            return index, label
        label = f"{label} {line.text}"
        last = below
    following = lines[last + 1] if last + 1 < len(lines) else None
    if last > index and following is not None and following.text[0].islower():
        return index, label[: len(label) - sum(len(lines[at].text) + 1 for at in range(index + 1, last + 1))]
    return last, label


def _is_strong(figures: Sequence[Figure], label: str) -> bool:
    """Tell whether the line can be nothing but a row.

    It has several figures, or one that is more than a bare number after a label that is no sentence.
    """
    if len(figures) > 1:
        return len(label) <= LABEL_LINES * LONGEST_LABEL
    if WRAPPED.search(label):  # "* Less than 10%"
        return False
    return not figures[0].plain and figures[0].value is not None and len(label) <= LONGEST_LABEL and ". " not in label


def is_mark(text: str, figure: Figure) -> bool:
    """Tell whether a figure is "(1)" to "(9)", which after a label or a figure is a footnote mark."""
    return figure.end - figure.start == 3 and text[figure.start] == "("  # noqa: PLR2004  (bracket, digit, bracket)
