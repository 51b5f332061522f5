"""Tables from lines: runs of rows that end in figures, with the heads above them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.read.cells import YEAR
from pipeline.read.columns import placed
from pipeline.read.heads import HEADING_OF_PART, PERIOD, SPAN, besides_periods, column_heads, is_head_line
from pipeline.read.rowheads import LEAD_IN, LONGEST_HEAD, find_headings, first_row
from pipeline.read.rows import LABEL_LINES, LONG, find_rows, is_mark
from pipeline.read.scales import LINE as SCALE_LINE
from pipeline.read.scales import SCALE_WORDS
from pipeline.read.sketch import Found, Sketch, SketchCell, SketchRow
from pipeline.read.textlayout import TextLayout, in_columns
from pipeline.read.wordcolumns import cut_labels, cut_levels
from pipeline.read.wordheads import stacked_heads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.cells import Figure
    from pipeline.read.columns import Layout
    from pipeline.read.lines import Line
    from pipeline.read.rows import Draft

GAP_LINES = 5
"""So many lines without figures (group headings, labels over two lines) may stand between two rows."""
HEAD_LINES = 40
TINY_PAGE = 6
"""A page of fewer lines is a broken layout; its tables run on over page ends."""
GROUP_WORDS = 14
LEAST_WORD = 3
YEAR_LABEL = re.compile(r"(?:fiscal\s+)?(?:19|20)\d\d\b|remainder\s+of", re.IGNORECASE)
FIGURES = re.compile(r"[$\u20ac\u00a3]\s?\d|\d%?$")
TITLE_LINES = 3
LONGEST_TITLE = 70
TITLE = re.compile(r"[A-Z][\w\u2019'/-]*,?(?:\s+(?:[A-Z][\w\u2019'/-]*,?|and|of|in|to|by|the|for|net))+")
CAPITALS_SHARE = 0.7
STACKED_HEAD, STACKED_WORDS = 32, 4
"""Words over one column, a few to a line ("Gross" over "Unrealized" over "Gain"), are lines no longer than this."""


def find_tables(text: str, lines: Sequence[Line], layout: Layout | None = None) -> list[Found]:
    """Find every table in ``lines`` (without furniture), in order, not overlapping. Scales are left to ``govern``.

    ``layout`` is asked where the text does not tell the columns: rows of unequal width, heads that are words.
    """
    sizes = Counter(line.page for line in lines)
    found: list[Found] = []
    floor = 0
    typed = TextLayout(text)
    for run in _runs(find_rows(text, lines), lines, sizes):
        table = _table(text, lines, run, floor)
        looked_at = _is_ragged(table.table) or _has_more_heads(lines, table)
        places = layout if layout is not None else typed if looked_at and in_columns(text, table.table) else None
        if looked_at and places is not None:
            _place(text, lines, table, places)
        cut_levels(table.table)
        if not table.table.columns:
            _head_in_words(lines, table)
        if found and not table.table.columns:
            _head_like_the_one_above(lines, found[-1], table)
        find_headings(text, lines, table, run, layout, looked_at=looked_at)
        found.append(table)
        floor = table.last + 1
    return found


def tables_on_lines(tables: Sequence[Sketch], lines: Sequence[Line]) -> list[Found]:
    """Say on which lines tables stand that a reader found by other means."""
    starts = [line.start for line in lines]
    return [
        Found(table, max(0, bisect_right(starts, table.start) - 1), max(0, bisect_left(starts, table.end) - 1))
        for table in tables
        if table.rows
    ]


# --- rows to runs ---------------------------------------------------------------------------------------------


def _runs(drafts: Sequence[Draft], lines: Sequence[Line], sizes: Counter[int]) -> list[list[Draft]]:
    runs: list[list[Draft]] = []
    run: list[Draft] = []
    for draft in drafts:
        if run and not _goes_on(run[-1], draft, lines, sizes):
            runs.append(run)
            run = []
        run.append(draft)
    if run:
        runs.append(run)
    return [kept for run in runs if (kept := _trimmed(run))]


def _goes_on(before: Draft, after: Draft, lines: Sequence[Line], sizes: Counter[int]) -> bool:
    if lines[before.last].page != lines[after.first].page and sizes[lines[after.first].page] >= TINY_PAGE:
        return False
    between = [lines[index].text for index in range(before.last + 1, after.first)]
    if len(between) > GAP_LINES:
        return False
    if any(HEADING_OF_PART.match(text) or (is_head_line(text) and not _heads_years(text, after)) for text in between):
        return False
    if any(len(text) > LONG // 2 and (text[-1] == "." or LEAD_IN.search(text)) for text in between):
        return False
    return sum(len(text) > LONG for text in between) <= LABEL_LINES


def _heads_years(text: str, after: Draft) -> bool:
    """Tell whether a line of a period without a year heads rows that are years: "Commitments for the year ending"."""
    return YEAR_LABEL.match(after.label) is not None and re.search(r"(?:19|20)\d\d", text) is None


def _trimmed(run: list[Draft]) -> list[Draft]:
    """Give the rows between the first and last that are surely rows, and weak rows of the same width around them."""
    strong = [index for index, draft in enumerate(run) if draft.strong]
    if len(strong) < 2 and not any(len(run[index].figures) > 1 for index in strong):  # noqa: PLR2004  (two make a table)
        return []
    widths = Counter(len(run[index].figures) for index in strong)
    width = max(widths, key=lambda value: (widths[value], value))
    first, last = strong[0], strong[-1]
    while first > 0 and _fits(run[first - 1], width):
        first -= 1
    while last + 1 < len(run) and _fits(run[last + 1], width):
        last += 1
    kept = run[first : last + 1]
    if len(kept) == 1 and (len(kept[0].figures) == 1 or all(figure.plain for figure in kept[0].figures)):
        return []
    return kept


def _fits(draft: Draft, width: int) -> bool:
    return len(draft.figures) == width and len(draft.label) < LONG


# --- runs to tables -------------------------------------------------------------------------------------------


def _table(text: str, lines: Sequence[Line], run: Sequence[Draft], floor: int) -> Found:
    unmarked = [draft for draft in run if not any(is_mark(text, figure) for figure in draft.figures)]
    counts = Counter(len(draft.figures) for draft in unmarked or run)
    width = max(counts, key=lambda value: (counts[value], value))
    often = max((count for count, rows in counts.items() if rows > 1), default=width)
    run = [*run[:-1], _without_page_number(text, run[-1], max(width, often))]
    rows = [_row(text, draft, width, max(width, often)) for draft in run]
    widest = max(len(row.cells) for row in rows)
    first = run[0].first
    top = first
    page = lines[first].page
    while top > max(floor, first - HEAD_LINES) and lines[top - 1].page == page and _may_head(lines[top - 1].text):
        top -= 1
    top = _first_head(lines, top, first)
    heads = [lines[index].text for index in range(top, first)]
    title = _title(heads, lines[top - 1].text if top > floor and lines[top - 1].page == page else None)
    columns = column_heads(heads, widest)
    table = Sketch(lines[top].start, run[-1].end, page + 1, title, columns, rows)
    return Found(table, top, run[-1].last)


def _without_page_number(text: str, draft: Draft, widest: int) -> Draft:
    """Leave out the bare number after the last row of a text, one more than its columns: "3.6% 3.5% 21"."""
    *before, last = draft.figures
    columns = sum(not is_mark(text, figure) for figure in before)
    if columns < max(widest, 1) or not last.plain or any(figure.plain for figure in before):
        return draft
    return draft._replace(figures=tuple(before), end=before[-1].end)


def _row(text: str, draft: Draft, width: int, widest: int) -> SketchRow:
    """Give a row its columns. Footnote marks and years that belong to the label go back to it.

    ``width`` is how many figures most rows have, ``widest`` the most that more than one row has.
    """
    label, figures = draft.label, draft.figures
    marks: dict[int, str] = {}
    glued = _glued_marks(text, figures)
    if glued:
        label = f"{label} {text[figures[0].start : figures[glued - 1].end]}".strip()
        figures = figures[glued:]
    while len(figures) > width and (
        (
            figures[0].plain
            and not _set_apart(text, figures[0])
            and (len(figures) > widest or YEAR.fullmatch(text, figures[0].start, figures[0].end))
        )
        or is_mark(text, figures[0])
        or _is_aside(text, figures[0])
    ):
        label = f"{label} {text[figures[0].start : figures[0].end]}".strip()
        figures = figures[1:]
    if len(figures) > width:
        kept = tuple(figure for figure in figures if not is_mark(text, figure))
        if kept:
            for figure in figures:
                if is_mark(text, figure):
                    before = sum(other.start < figure.start for other in kept)
                    marks[max(0, before - 1)] = text[figure.start : figure.end]
            figures = kept
    cells = tuple(
        SketchCell(figure.start, figure.end, column, figure.value, figure.unit) for column, figure in enumerate(figures)
    )
    return SketchRow(draft.start, draft.end, label, cells, None, marks)


def _glued_marks(text: str, figures: Sequence[Figure]) -> int:
    """Count the marks that stand before the figures without a blank between them: "(1)(3) (23) 31"."""
    count = 0
    while count < len(figures) - 1 and is_mark(text, figures[count]) and figures[count].end == figures[count + 1].start:
        count += 1
    return count + 1 if count and is_mark(text, figures[count]) and count + 1 < len(figures) else 0


def _set_apart(text: str, figure: Figure) -> bool:
    """Tell whether two blanks stand before a figure, as a text file sets columns."""
    return figure.start > 1 and text[figure.start - 2 : figure.start].isspace()


def _is_aside(text: str, figure: Figure) -> bool:
    """Tell whether a figure is a rate in brackets, which after the words of a label belongs to it."""
    return figure.unit == "percent" and text[figure.start] == "("


def _may_head(text: str) -> bool:
    if HEADING_OF_PART.match(text):
        return False
    if is_head_line(text):
        return True
    if text[-1] == ":":
        return len(text.split()) <= GROUP_WORDS and LEAD_IN.search(text) is None
    if _is_long_head(text):
        return True
    return len(text) < LONG and text[-1] not in ".;"


def _is_long_head(text: str) -> bool:
    """Tell whether a wide line is heads in words with a period among them; prose has most words in small letters."""
    if len(text) > LONGEST_HEAD or text[-1] in ".:;" or SPAN.search(text) is None:
        return False
    words = [word for word in text.split() if word[0].isalpha() and len(word) > 3]  # noqa: PLR2004  (small words)
    return sum(word[0].isupper() for word in words) >= CAPITALS_SHARE * len(words)


def _first_head(lines: Sequence[Line], top: int, first: int) -> int:
    """Find the first line of the heads between ``top`` and the first row: periods, short words, a title over them."""
    start = next(
        (index for index in range(top, first) if is_head_line(lines[index].text) or _is_long_head(lines[index].text)),
        first,
    )
    if start == first and (top == 0 or lines[top - 1].page != lines[first].page):
        return top  # nothing but heads between the page's beginning and the first row
    titles = 0
    while start > top:
        above = lines[start - 1].text
        stacked = len(above) <= STACKED_HEAD and above.count(" ") < STACKED_WORDS
        wrapped = above[0].islower() and (start - 1 == top or len(lines[start - 2].text) > STACKED_HEAD)
        if not stacked and (wrapped or len(above) > LONGEST_TITLE or titles == TITLE_LINES):
            break
        titles += not stacked
        start -= 1
    return start


def _title(heads: Sequence[str], above: str | None) -> str | None:
    """Give the sentence that leads in, or the words over the first line of periods."""
    if above is not None and above[-1] == ":":
        return above
    for head in heads:
        if is_head_line(head):
            break
        if len(head) > STACKED_HEAD or (head is heads[0] and TITLE.fullmatch(head)):
            return head
    if above is not None and len(above) < LONG and TITLE.fullmatch(above):
        return above
    return None


def _is_ragged(table: Sketch) -> bool:
    """Tell whether the text does not say which column is which: none or like heads, or rows of unequal width."""
    columns = table.columns
    return not columns or len(set(columns)) < len(columns) or len({len(row.cells) for row in table.rows}) > 1


def _has_more_heads(lines: Sequence[Line], found: Found) -> bool:
    """Tell whether words stand among the periods of the heads that name none of the columns: "Segment"."""
    heads = [line.text for line in lines[found.first : first_row(lines, found)]]
    first = next((at for at, head in enumerate(heads) if PERIOD.search(head)), len(heads))
    taken = " ".join(found.table.columns)
    return any(
        len(head) <= LONGEST_TITLE
        and head not in taken
        and head[-1] != ":"
        and not SCALE_WORDS.search(head)
        and len(rest := besides_periods(head)) >= LEAST_WORD
        and rest not in taken
        for head in heads[first:]
    )


def _head_like_the_one_above(lines: Sequence[Line], above: Found, found: Found) -> None:
    """Give a table that stands under another without heads of its own ("2024" alone) the heads of that one."""
    heads = above.table.columns
    if (
        not heads
        or lines[above.last].page != lines[found.first].page
        or found.first - above.last > GAP_LINES
        or max(cell.column for row in found.table.rows for cell in row.cells) >= len(heads)
        or any(PERIOD.search(head) for head in heads)
    ):
        return
    first = first_row(lines, found)
    period = " ".join(line.text for line in lines[above.last + 1 : first] if PERIOD.search(line.text))
    found.table.columns = tuple(f"{period} {head}".strip() for head in heads)


def _head_in_words(lines: Sequence[Line], found: Found) -> None:
    """Give a table without periods the words that stand one under another right above its first row."""
    first = first_row(lines, found)
    stack: list[str] = []
    for index in range(first - 1, max(-1, first - HEAD_LINES), -1):
        words = lines[index].text
        if len(words) > STACKED_HEAD or words[-1] in ".:;" or lines[index].page != lines[first].page:
            break
        stack.insert(0, words)
    width = max(cell.column + 1 for row in found.table.rows for cell in row.cells)
    found.table.columns = stacked_heads(stack, width)


def _place(text: str, lines: Sequence[Line], found: Found, layout: Layout) -> None:
    page = lines[found.first].page
    if lines[found.last].page != page:
        return
    first = found.first
    if first and _may_span(lines[first - 1], page, found.table.columns):
        first -= 1
    heads = [
        line
        for line in lines[first : first_row(lines, found)]
        if len(line.text) <= LONGEST_HEAD and not (SCALE_WORDS.search(line.text) and SCALE_LINE.fullmatch(line.text))
    ]
    cut_labels(text, found.table, page, layout)
    placed(text, found.table, page, heads, layout)


def _may_span(line: Line, page: int, columns: Sequence[str]) -> bool:
    """Tell whether a long line over the heads can tell like columns apart: "Owned by half Owned by majority"."""
    if len(set(columns)) == len(columns) or line.page != page:
        return False
    return len(line.text) <= LONGEST_HEAD and line.text[-1] not in ".:;" and FIGURES.search(line.text) is None
