"""Tables that run over page ends made one: the same columns, no new title, nothing but running lines between."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from pipeline.read.heads import PERIOD, is_head_line
from pipeline.read.rowheads import LEAD_IN
from pipeline.read.scales import LINE as SCALE_LINE
from pipeline.read.sketch import Heading
from pipeline.records import Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.lines import Line
    from pipeline.read.sketch import Found, Sketch, SketchRow

CONTINUED = re.compile(r"[\s,:;.\u2014\u2013-]*\(?\b(?:continued|cont[\u2019'.]?d|concluded)\b\.?\)?", re.IGNORECASE)
POINTS_ELSEWHERE = re.compile(r"\bsee\s+(?:\w+\s+)?notes\b|\baccompanying\s+notes\b|\bcontinued\s+on\b", re.IGNORECASE)
TITLE_REACH = 8
"""The title of a table stands at most so many lines above its first one."""
MOST_BETWEEN = 8
FEWEST_COLUMNS, SENTENCE_LINES = 2, 3
SAME_LABELS = 0.35
"""A table whose rows are so largely those of the one before is the same statement of another period."""
LONGEST_GROUP = 70
_LETTERS = re.compile(r"[\W_]+")


class Edge(Protocol):
    """A running head, a foot or a page number: a line or a block."""

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...


def join_tables(lines: Sequence[Line], found: Sequence[Found], aside: Sequence[Edge]) -> list[Found]:
    """Make one table of those that only go on after a page end.

    ``lines`` are without the running heads and feet; ``aside`` are these.
    """
    joined: list[Found] = []
    for one in found:
        if joined and (_goes_on(lines, joined[-1], one) or _resumes(lines, joined[-1], one)):
            joined[-1] = _joined(lines, joined[-1], one)
            table = joined[-1].table
            table.gaps = tuple(
                Span(start=gap.start, end=gap.end) for gap in aside if table.start <= gap.start < table.end
            )
        else:
            joined.append(one)
    return joined


def join_blocks(blocks: Sequence[Block], lines: Sequence[Line], found: Sequence[Found]) -> tuple[Block, ...]:
    """Make one block of each table that was joined over page ends, where its reader had made several."""
    over = [one.table for one in found if lines[one.first].page != lines[one.last].page]
    if not over:
        return tuple(blocks)
    starts = [block.start for block in blocks]
    made: list[Block] = []
    done = 0
    for table in over:
        low, high = bisect_left(starts, table.start), bisect_left(starts, table.end)
        made.extend(blocks[done:low])
        if low < high:
            made.append(Block(start=table.start, end=table.end, kind=BlockKind.TABLE, gaps=table.gaps))
        done = max(done, high)
    return (*made, *blocks[done:])


def _goes_on(lines: Sequence[Line], before: Found, one: Found) -> bool:
    if lines[one.first].page != lines[before.last].page + 1 or one.first - before.last - 1 > MOST_BETWEEN:
        return False
    if not _columns_agree(before.table, one.table):
        return False
    start = one.table.rows[0].start
    first = next(index for index in range(one.first, one.last + 1) if lines[index].end > start)
    over = lines[before.last + 1 : first]
    known = _known(lines, before)
    continued = repeated = False
    for line in over:
        words = line.text
        bare = CONTINUED.sub("", words)
        continued = continued or bare != words
        key = _key(bare)
        if not key or POINTS_ELSEWHERE.search(words):
            continue
        if key in known or is_head_line(words) or SCALE_LINE.fullmatch(words):
            repeated = repeated or (key in known and PERIOD.search(words) is None)
            continue
        if not _may_be_group(words, line is over[-1] and not one.table.columns):
            return False
    if continued:
        return True
    return _shared_labels(before.table, one.table) < SAME_LABELS


def _resumes(lines: Sequence[Line], before: Found, one: Found) -> bool:
    """Tell whether a table goes on under a sentence that stands inside it: no heads of its own, as many columns.

    "The table below reconciles cash as reported in the balance sheets:" stands inside a statement of cash flows.
    """
    heads = before.table.columns
    if one.table.columns or len(heads) < FEWEST_COLUMNS or lines[one.first].page != lines[before.last].page:
        return False
    start = one.table.rows[0].start
    between = [line.text for line in lines[before.last + 1 : one.last + 1] if line.end <= start]
    if not 0 < len(between) <= SENTENCE_LINES or between[-1][-1] != ":" or any(map(is_head_line, between)):
        return False
    return LEAD_IN.search(" ".join(between)) is not None and all(len(row.cells) == len(heads) for row in one.table.rows)


def _columns_agree(before: Sketch, one: Sketch) -> bool:
    """Tell whether the columns of a table can be those of the one before."""
    if one.columns:
        return [_key(head) for head in one.columns] == [_key(head) for head in before.columns]
    return _width(one.rows) <= _width(before.rows)


def _width(rows: Sequence[SketchRow]) -> int:
    return max((cell.column + 1 for row in rows for cell in row.cells), default=0)


def _known(lines: Sequence[Line], before: Found) -> frozenset[str]:
    """The lines of a table's title and heads, as they may be repeated."""
    start = before.table.rows[0].start
    low = max(0, before.first - TITLE_REACH)
    page = lines[before.first].page
    heads = (line for line in lines[low : before.last] if line.start < start and line.page == page)
    return frozenset(_key(CONTINUED.sub("", line.text)) for line in islice(heads, 40))


def _may_be_group(words: str, last: bool) -> bool:
    """Tell whether a line over the first row can be the heading of a group of rows and not the title of a table."""
    if words[-1] == ":":
        return LEAD_IN.search(words) is None
    return len(words) <= LONGEST_GROUP and last and words[-1] != "."


def _shared_labels(before: Sketch, one: Sketch) -> float:
    known = {_key(row.label) for row in before.rows if row.label}
    labels = [_key(row.label) for row in one.rows if row.label]
    return sum(label in known for label in labels) / max(1, len(labels))


def _joined(lines: Sequence[Line], before: Found, one: Found) -> Found:
    """Make one of two tables. A heading at the end of the first page, or the sentence between, heads the second."""
    table, more = before.table, one.table
    rows = len(table.rows)
    page = lines[before.last].page
    between = [line.text for line in lines[before.last + 1 : one.first] if line.page == page]
    if lines[one.first].page == page:
        between = [" ".join(between)]
    ending = [words for words in between if words[-1:] == ":"]
    table.headings.extend(Heading(rows, words, None) for words in ending)
    table.headings.extend(heading._replace(before=heading.before + rows) for heading in more.headings)
    table.rows.extend(more.rows)
    table.end = more.end
    return before._replace(last=one.last)


def _key(words: str) -> str:
    return _LETTERS.sub("", words).casefold()
