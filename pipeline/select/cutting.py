"""What is asked about, cut where a packet may end: blocks, and of a block that is too long, sentences or rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexis import sentences
from pipeline.records import BlockKind
from pipeline.select.leaning import ending, leads_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.records import Document, Section, Table
    from pipeline.select.parts import Part

OVER_LONG_TABLE = 2
"""A table is cut only where it is longer than so many budgets: cut rows lose the lines they are read against."""
_HEAD = 600
"""The head of a table is repeated up to so many characters."""
_BLANK = re.compile(r"\s+")

# What it costs to end a packet before an atom, in tokens; a packet more costs PACKET.
PACKET = 1500
_SECTION, _HEADING, _PARAGRAPH, _INSIDE, _GLUED = 0, 200, 500, 800, 4000


class Atom(NamedTuple):
    """A stretch no packet ends in. ``run``: atoms with the same number and nothing left out between make one piece.

    ``cut``: what it costs to begin a packet with it. ``heading``: the span of the nearest heading above it in its
    section. ``head``: the lines it is read against, where it is cut from a table.
    """

    start: int
    end: int
    tokens: int
    run: int
    cut: int
    section: Section | None
    heading: tuple[int, int] | None
    head: str
    speaker: str | None


def atoms(document: Document, parts: Sequence[Part], budget: int, count: Callable[[str], int]) -> Iterator[Atom]:
    """Cut what is asked about into stretches of at most ``budget`` tokens, but for tables and single sentences."""
    run = 0
    before: Part | None = None
    heading: tuple[int, int] | None = None
    for part in parts:
        block = part.block
        if before is None or before.section is not part.section:
            heading = None
        if part.reason is not None or part.after_contents or (before and before.section is not part.section):
            run += 1
        if part.reason is None:
            cut = _cost(document, before, part)
            speaker = block.speaker if block.kind is BlockKind.SPEECH else None
            above = None if block.kind is BlockKind.HEADING else heading
            for start, end, head in _spans(document, part, budget, count):
                tokens = count(document.text[start:end])
                yield Atom(start, end, tokens, run, cut, part.section, above, head, speaker)
                cut = _INSIDE
        if block.kind is BlockKind.HEADING:
            heading = (block.start, block.end)
        before = part


def _cost(document: Document, before: Part | None, part: Part) -> int:
    if before is None or before.section is not part.section:
        return _SECTION
    if before.reason is None and before.block.kind is BlockKind.HEADING:
        return _GLUED
    if part.block.kind is BlockKind.HEADING:
        return _HEADING
    glued = before.reason is None and leads_in(ending(document, before))
    return _GLUED if glued else _PARAGRAPH


def _spans(document: Document, part: Part, budget: int, count: Callable[[str], int]) -> Iterator[tuple[int, int, str]]:
    """The block, or where it is too long its pieces, each with the lines of its table that it is read against."""
    text, start, end = document.text, part.block.start, part.block.end
    # No token is shorter than a character, so a short block need not be counted to fit.
    tokens = count(text[start:end]) if end - start > budget else 0
    table = document.table_at(start) if part.block.kind is BlockKind.TABLE else None
    if tokens <= budget or (table is not None and tokens <= OVER_LONG_TABLE * budget):
        yield start, end, ""
        return
    ends = _row_ends(table, end) if table and table.rows else _sentence_ends(text, start, end, budget)
    for low, high in _grouped(ends, text, start, budget, count):
        yield low, high, _head(text, table, start, low) if table and low > start else ""


def _row_ends(table: Table, end: int) -> list[int]:
    return [*(row.start for row in table.rows[1:]), end]


def _sentence_ends(text: str, start: int, end: int, budget: int) -> list[int]:
    """Ends of sentences, and in one that may be too long by itself the ends of words."""
    ends: list[int] = []
    for low, high in sentences(text[start:end]):
        if high - low > budget:
            ends.extend(start + found.start() for found in _BLANK.finditer(text[start:end], low, high))
        ends.append(start + high)
    return ends


def _head(text: str, table: Table, start: int, low: int) -> str:
    """What stands over the first row with figures, and the headings the row at ``low`` stands under."""
    first = next((row.start for row in table.rows if row.cells), start)
    lines = [text[start:first].strip()] if first <= start + _HEAD else []
    row = next((row for row in table.rows if row.start >= low), None)
    return "\n".join([*lines, *(row.group if row else ())])


def _grouped(
    ends: Sequence[int], text: str, start: int, budget: int, count: Callable[[str], int]
) -> Iterator[tuple[int, int]]:
    """Runs of neighbours, each up to one of ``ends``, of at most ``budget`` tokens where one alone is no longer."""
    low, high, tokens = start, start, 0
    for end in ends:
        more = count(text[high:end])
        if high > low and tokens + more > budget:
            yield low, low + len(text[low:high].rstrip())
            blank = _BLANK.match(text, high, end)
            low, tokens = blank.end() if blank else high, 0
        high, tokens = end, tokens + more
    if high > low:
        yield low, high
