"""Which figures a scale line governs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from pipeline.read.scales import ScaleLine, scale_lines
from pipeline.read.units import columns_own_scales
from pipeline.records import Scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.lines import Line
    from pipeline.read.sketch import Found, Sketch
    from pipeline.records import Page, Section

LONG = 90
"""A line of so many characters is prose."""
UNKNOWN_LINES = 80
"""Where no table was found a line governs at most so many lines."""
TOP_LINES = 2
"""A table that goes on from the page before has at most so many lines above it."""
NEAR_LINES = 6
"""A scale line governs the next table when at most so many lines stand between them."""
PAGE_HEAD_LINES = 8
"""A scale line among the first lines of a page is that of the page's statement."""
HEAD_ABOVE = 4
"""The heading of notes or of a discussion stands at most so many lines above its scale line."""
BROAD_HEAD = re.compile(
    r"(?:summary\s+of\s+the\s+)?notes\s+to\b.*\bfinancial\s+statements\b|management.{1,3}s?\s+discussion\b",
    re.IGNORECASE,
)
BARE_MONEY = re.compile(
    r"[$€£]\s?\d{1,3}(?:,\d{3})*(?![\d,.]*\d)(?!\s*(?:thousand|million|billion|trillion|per\b|a\s+share|each\b|par\b))"
)
WORDED_MONEY = re.compile(r"[$€£]\s?\d[\d,.]*\s*(?:thousand|million|billion|trillion)", re.IGNORECASE)
LEAST_BARE, BARE_SHARE = 20, 4
"""Prose is written in the scale's unit when it holds so many bare amounts, and so many times more than worded ones."""


def govern(
    text: str, lines: Sequence[Line], found: Sequence[Found], pages: Sequence[Page], items: Sequence[Section]
) -> tuple[Scale, ...]:
    """Give each table the scale line that governs it; return every scale line with each stretch it governs.

    A line governs the table under it, tables that go on from that table, and the page whose statement it heads. A
    line at the head of the notes ("tabular dollars in millions") governs tables without a line of their own up to
    the end of the Item, and prose there only where the prose is plainly written in its unit.
    """
    scales = scale_lines(text)
    starts = [line.start for line in lines]
    at = [max(0, bisect_right(starts, scale.start) - 1) for scale in scales]
    broad = [_reach(text, scale, index, lines, items) for scale, index in zip(scales, at, strict=True)]
    tables = [one.table for one in found]
    governed: list[Scale] = []
    used: set[int] = set()
    before: int | None = None
    for position, one in enumerate(found):
        table = one.table
        latest = _latest(scales, table)
        chosen = _own(latest, at, one, found[position - 1] if position else None, lines)
        if chosen is None and before is not None and _goes_on(found[position - 1], one, lines):
            chosen = before
        if chosen is None and latest >= 0 and _heads_page(at[latest], one, lines):
            chosen = latest
        if chosen is None:
            chosen = max(
                (
                    index
                    for index, end in enumerate(broad)
                    if end is not None and scales[index].end <= table.start < end
                ),
                default=None,
            )
        before = chosen
        if chosen is None:
            continue
        line = scales[chosen]
        start = min(table.start, line.start) if chosen not in used and line.start >= table.start - 4000 else table.start
        used.add(chosen)
        scale = _scale(line, start, table.end)
        governed.append(scale)
        table.scale = scale
    page_ends = [page.end for page in pages]
    for index, line in enumerate(scales):
        reach = broad[index]
        if reach is not None and _prose_is_scaled(text, line.end, reach, tables):
            governed.append(_scale(line, line.start, reach))
        elif index not in used and not _inside(line, tables):
            limit = page_ends[lines[at[index]].page]
            if index + 1 < len(scales):
                limit = min(limit, scales[index + 1].start)
            governed.append(_scale(line, line.start, _until_prose(line, lines, at[index], limit)))
    governed.sort(key=lambda scale: (scale.governs_start, -scale.governs_end, scale.start))
    return tuple(governed)


def _scale(line: ScaleLine, start: int, end: int) -> Scale:
    return Scale(
        start=line.start,
        end=line.end,
        multiplier=line.multiplier,
        currency=line.currency,
        governs_start=start,
        governs_end=max(start, end),
        shares_scaled=line.shares_scaled,
    )


def _inside(line: ScaleLine, tables: Sequence[Sketch]) -> bool:
    """Tell whether a line that governs no table stands inside one: over a column, or repeated after a page end."""
    at = bisect_right(tables, line.start, key=lambda table: table.start) - 1
    return at >= 0 and line.start < tables[at].end


def _latest(scales: Sequence[ScaleLine], table: Sketch) -> int:
    """Give the last scale line above the table's first row that is not one column's own, -1 for none."""
    first = next((row.start for row in table.rows if row.cells), table.end)
    latest = bisect_left(scales, first, key=lambda scale: scale.start) - 1
    own = columns_own_scales(table.columns)
    while own and latest >= 0 and scales[latest].start >= table.start and scales[latest].multiplier in own:
        latest -= 1
    return latest


def _own(latest: int, at: Sequence[int], one: Found, previous: Found | None, lines: Sequence[Line]) -> int | None:
    """Give the scale line in the table's heads or just above them, below the table before."""
    if latest < 0:
        return None
    line = at[latest]
    if previous is not None and line <= previous.last:
        return None
    near = line >= one.first - NEAR_LINES and lines[line].page == lines[one.first].page
    return latest if near else None


def _goes_on(previous: Found, one: Found, lines: Sequence[Line]) -> bool:
    """Tell whether the table continues the one before: little between them, or it opens the next page as wide."""
    between = one.first - previous.last - 1
    if lines[previous.last].page == lines[one.first].page:
        return between <= NEAR_LINES and not any(
            len(lines[index].text) > LONG or lines[index].text[-1] == "."
            for index in range(previous.last + 1, one.first)
        )
    opens = between <= TOP_LINES and lines[one.first].page == lines[previous.last].page + 1
    return opens and _width(one) == _width(previous)


def _width(one: Found) -> int:
    return max((cell.column + 1 for row in one.table.rows for cell in row.cells), default=0)


def _heads_page(index: int, one: Found, lines: Sequence[Line]) -> bool:
    """Tell whether the scale line stands in the first lines of the table's page."""
    page = lines[one.first].page
    return lines[index].page == page and (index < PAGE_HEAD_LINES or lines[index - PAGE_HEAD_LINES].page != page)


def _reach(text: str, scale: ScaleLine, index: int, lines: Sequence[Line], items: Sequence[Section]) -> int | None:
    """How far a line at the head of notes or of a discussion reaches; None for an ordinary line."""
    heads = (
        any(BROAD_HEAD.match(lines[above].text) for above in range(max(0, index - HEAD_ABOVE), index))
        and lines[index].end - lines[index].start <= scale.end - scale.start + 4
    )
    if not (scale.tabular or heads):
        return None
    home = next((item for item in items if item.start <= scale.start < item.end), None)
    return len(text) if home is None else home.end


def _prose_is_scaled(text: str, start: int, end: int, tables: Sequence[Sketch]) -> bool:
    """Tell whether amounts between the tables stand bare ("a charge of $305") where others write "$305 million"."""
    bare = worded = 0
    position = start
    for table in [*(table for table in tables if start <= table.start < end), None]:
        stop = end if table is None else table.start
        if stop > position:
            bare += len(BARE_MONEY.findall(text, position, stop))
            worded += len(WORDED_MONEY.findall(text, position, stop))
        position = stop if table is None else table.end
    return bare >= LEAST_BARE and bare > BARE_SHARE * worded


def _until_prose(line: ScaleLine, lines: Sequence[Line], at: int, limit: int) -> int:
    """Give the end of the stretch a line governs where no table was found: the first prose, at most ``limit``."""
    for following in lines[at + 1 : at + UNKNOWN_LINES]:
        if following.start >= limit or (len(following.text) > LONG and not following.text[-1].isdecimal()):
            return max(line.end, min(limit, following.start))
    return max(line.end, limit)
