"""Tables from lines: runs of rows that end in figures, with the heads above them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.cells import CELL, PIECES, Figure, only_years, parse_row, read_figure
from pipeline.read.columns import placed
from pipeline.read.heads import HEADING_OF_PART, PERIOD, SPAN, column_heads, is_head_line
from pipeline.read.scales import LINE as SCALE_LINE
from pipeline.read.scales import SCALE_WORDS
from pipeline.records import Cell, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.columns import Layout
    from pipeline.read.lines import Line

LONG = 90
"""A line of so many characters is prose unless it ends in figures."""
LONGEST_LABEL = 90
LABEL_LINES = 3
"""A label stands on at most so many lines above that of its figures."""
GAP_LINES = 5
"""So many lines without figures (group headings, labels over two lines) may stand between two rows."""
HEAD_LINES = 18
TINY_PAGE = 6
"""A page of fewer lines is a broken layout; its tables run on over page ends."""
LONGEST_PIECES = 40
"""So many lines of bare figures in a row are one row of a table printed one cell a line; more are something else."""
GROUP_WORDS = 5
LEAD_IN = re.compile(r"\b(?:follow(?:s|ing)|below|includes?|included)\b", re.IGNORECASE)
TITLE_LINES = 3
LONGEST_TITLE = 70
TITLE = re.compile(r"[A-Z][\w\u2019'/-]*,?(?:\s+(?:[A-Z][\w\u2019'/-]*,?|and|of|in|to|by|the|for|net))+")
LONGEST_HEAD, CAPITALS_SHARE = 160, 0.7
STACKED_HEAD = 32
"""Words over one column, a few to a line ("Gross" over "Unrealized" over "Gain"), are lines no longer than this."""
WRAPPED = re.compile(
    r"(?:\b(?:and|or|of|for|to|in|on|the|a|by|from|with|at|as|net|than|per)|[,\u2014\u2013-])$", re.IGNORECASE
)


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


class Found(NamedTuple):
    """A table and the indices of its first and last line."""

    table: Table
    first: int
    last: int


def find_tables(text: str, lines: Sequence[Line], layout: Layout | None = None) -> list[Found]:
    """Find every table in ``lines`` (without furniture), in order, not overlapping. Scales are left to ``govern``.

    ``layout`` is asked where the text does not tell the columns: rows of unequal width, heads that are words.
    """
    sizes = Counter(line.page for line in lines)
    found: list[Found] = []
    floor = 0
    for run in _runs(_drafts(text, lines), lines, sizes):
        table = _table(text, lines, run, floor)
        if layout is not None and _is_ragged(table.table):
            table = _placed(text, lines, table, layout)
        if found and not table.table.columns:
            table = _like_the_one_above(lines, found[-1], table)
        found.append(table)
        floor = table.last + 1
    return found


def tables_on_lines(tables: Sequence[Table], lines: Sequence[Line]) -> list[Found]:
    """Say on which lines tables stand that a reader found by other means."""
    starts = [line.start for line in lines]
    return [
        Found(table, max(0, bisect_right(starts, table.start) - 1), max(0, bisect_left(starts, table.end) - 1))
        for table in tables
        if table.rows
    ]


# --- lines to rows --------------------------------------------------------------------------------------------


def _drafts(text: str, lines: Sequence[Line]) -> list[Draft]:
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
        if parsed is not None and parsed.figures:
            figures = _moved(parsed.figures, line.start)
            label = line.text[: parsed.label_end]
            if not only_years(figures):
                first, label = _whole_label(label, lines, index, drafts[-1].last if drafts else -1)
                drafts.append(
                    Draft(first, index, lines[first].start, line.end, label, figures, _is_strong(figures, label))
                )
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
        drafts.extend(_pieced(text, lines, pieces, index - 1, drafts[-1].last if drafts else taken))
        pieces = index + 1
        figures = _moved(part.figures, line.start)
        if only_years(figures) or all(_is_mark(text, figure) for figure in figures):
            continue
        own = line.text[: part.label_end]
        top, label = _whole_label(own, lines, index, drafts[-1].last if drafts else taken)
        drafts.append(Draft(top, index, lines[top].start, line.end, label, figures, strong=True))
    drafts.extend(_pieced(text, lines, pieces, last, drafts[-1].last if drafts else taken))
    return drafts


def _pieced(text: str, lines: Sequence[Line], first: int, last: int, taken: int) -> list[Draft]:
    """One row whose figures stand on lines of their own."""
    if last < first or (first == last and parse_row(lines[first].text) is None):
        return []
    start, end = lines[first].start, lines[last].end
    figures = tuple(read_figure(match) for match in CELL.finditer(text, start, end))
    if not figures or only_years(figures) or all(_is_mark(text, figure) for figure in figures):
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
    while top - 1 > taken and index - top < LABEL_LINES and lines[top - 1].page == lines[index].page:
        above = lines[top - 1].text
        if above[-1] in ".:" or is_head_line(above):
            break
        if not (
            label[:1].islower() or label[:1] == "(" or (not label and len(above) > LONG // 2) or WRAPPED.search(above)
        ):
            break
        top -= 1
        label = f"{above} {label}".strip()
    return top, label


def _is_strong(figures: Sequence[Figure], label: str) -> bool:
    """Tell whether the line can be nothing but a row.

    It has several figures, or one that is more than a bare number after a label that is no sentence.
    """
    if len(figures) > 1:
        return len(label) <= LABEL_LINES * LONGEST_LABEL
    return not figures[0].plain and figures[0].value is not None and len(label) <= LONGEST_LABEL and ". " not in label


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
    if any(is_head_line(text) or HEADING_OF_PART.match(text) for text in between):
        return False
    if any(len(text) > LONG // 2 and (text[-1] == "." or LEAD_IN.search(text)) for text in between):
        return False
    return sum(len(text) > LONG for text in between) <= LABEL_LINES


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
    unmarked = [draft for draft in run if not any(_is_mark(text, figure) for figure in draft.figures)]
    counts = Counter(len(draft.figures) for draft in unmarked or run)
    width = max(counts, key=lambda value: (counts[value], value))
    rows = tuple(_row(text, draft, width) for draft in run)
    widest = max(len(row.cells) for row in rows)
    first = run[0].first
    top = first
    page = lines[first].page
    while top > max(floor, first - HEAD_LINES) and lines[top - 1].page == page and _may_head(lines[top - 1].text):
        top -= 1
    top = _first_head(lines, top, first)
    heads = [lines[index].text for index in range(top, first)]
    title = _title(heads, lines[top - 1].text if top > floor and lines[top - 1].page == page else None)
    table = Table.model_construct(
        start=lines[top].start,
        end=run[-1].end,
        page=page + 1,
        title=title,
        columns=column_heads(heads, widest),
        rows=rows,
        scale=None,
    )
    return Found(table, top, run[-1].last)


def _row(text: str, draft: Draft, width: int) -> Row:
    """Give a row its columns. Footnote marks and years that belong to the label go back to it."""
    label, figures = draft.label, draft.figures
    while len(figures) > width and (figures[0].plain or _is_mark(text, figures[0])):
        label = f"{label} {text[figures[0].start : figures[0].end]}".strip()
        figures = figures[1:]
    if len(figures) > width:
        figures = tuple(figure for figure in figures if not _is_mark(text, figure)) or figures
    cells = tuple(
        Cell.model_construct(start=figure.start, end=figure.end, column=column, value=figure.value, unit=figure.unit)
        for column, figure in enumerate(figures)
    )
    return Row.model_construct(start=draft.start, end=draft.end, label=label, cells=cells)


def _is_mark(text: str, figure: Figure) -> bool:
    """Tell whether a figure is "(1)" to "(9)", which after a label or a figure is a footnote mark."""
    return figure.end - figure.start == 3 and text[figure.start] == "("  # noqa: PLR2004  (bracket, digit, bracket)


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
    titles = 0
    while start > top:
        above = lines[start - 1].text
        stacked = len(above) <= STACKED_HEAD and above.count(" ") < GROUP_WORDS - 1
        if not stacked and (above[0].islower() or len(above) > LONGEST_TITLE or titles == TITLE_LINES):
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


def _is_ragged(table: Table) -> bool:
    return not table.columns or len({len(row.cells) for row in table.rows}) > 1


def _like_the_one_above(lines: Sequence[Line], above: Found, found: Found) -> Found:
    """Give a table that stands under another without heads of its own ("2024" alone) the heads of that one."""
    heads = above.table.columns
    if (
        not heads
        or lines[above.last].page != lines[found.first].page
        or found.first - above.last > GAP_LINES
        or max(cell.column for row in found.table.rows for cell in row.cells) >= len(heads)
        or any(PERIOD.search(head) for head in heads)
    ):
        return found
    first = next(index for index in range(found.first, found.last + 1) if lines[index].end > found.table.rows[0].start)
    period = " ".join(line.text for line in lines[above.last + 1 : first] if PERIOD.search(line.text))
    columns = tuple(f"{period} {head}".strip() for head in heads)
    return found._replace(table=found.table.model_copy(update={"columns": columns}))


def _placed(text: str, lines: Sequence[Line], found: Found, layout: Layout) -> Found:
    page = lines[found.first].page
    if lines[found.last].page != page:
        return found
    first = next(index for index in range(found.first, found.last + 1) if lines[index].end > found.table.rows[0].start)
    heads = [
        line
        for line in lines[found.first : first]
        if len(line.text) < LONG and not (SCALE_WORDS.search(line.text) and SCALE_LINE.fullmatch(line.text))
    ]
    return found._replace(table=placed(text, found.table, page, heads, layout))
