"""The edges of HTML pages: page numbers and running lines, and paragraphs that run over a page end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.records import Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.sketch import Sketch

PAGE_NUMBER = re.compile(
    r"(?:[-–—|]\s*|[Pp]age\s+)?(\d{1,4}|[A-Z]{1,3}-\d{1,4}|[ivxlc]{1,6})(?:\s*(?:[-–—|]|of\s+\d{1,4}))?"
)
_CONTENTS_LINK = re.compile(
    r"(?:(?:Back to )?(?:Table of Contents|Index to Financial Statements|Index)\s*)+", re.IGNORECASE
)
_RUNNING_MAX = 150
_LEAST_PAGES = 3
_LEAST_SHARE = 0.08
_HEAD_BLOCKS = 5
_FOOT_BLOCKS = 3
_CLOSED = frozenset('.:;!?)”"')


def mark_furniture(
    text: str, blocks: Sequence[Block], pages: Sequence[tuple[int, int]]
) -> tuple[list[Block], list[str | None]]:
    """Mark page numbers and lines that repeat from page to page, and give each page's printed number.

    From the edge inward: the first block that does not repeat ends a running head or foot.
    """
    edges: list[tuple[range, range]] = []
    index = 0
    for _, end in pages:
        first = index
        while index < len(blocks) and blocks[index].start < end:
            index += 1
        head = range(first, min(first + _HEAD_BLOCKS, index))
        edges.append((head, range(index - 1, max(first, index - _FOOT_BLOCKS) - 1, -1)))
    seen = Counter(key for edge in edges for side in edge for key in {_folded(text, blocks[at]) for at in side})
    least = max(_LEAST_PAGES, len(pages) * _LEAST_SHARE)
    marked = list(blocks)
    labels: list[str | None] = []
    for head, foot in edges:
        label = None
        for side in (head, foot):
            for at in side:
                shown = text[blocks[at].start : blocks[at].end]
                number = PAGE_NUMBER.fullmatch(shown) if side is foot and len(pages) > 1 else None
                running = (
                    len(shown) <= _RUNNING_MAX
                    and len(pages) > _LEAST_PAGES
                    and seen[_folded(text, blocks[at])] >= least
                )
                if not (number or running or _CONTENTS_LINK.fullmatch(shown)):
                    break
                label = number[1] if number else label
                marked[at] = blocks[at].model_copy(update={"kind": BlockKind.FURNITURE})
        labels.append(label)
    return marked, labels


def join_over_pages(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Make one block of a paragraph that a page end cuts; the furniture inside it becomes its gaps."""
    joined: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        while block.kind is BlockKind.PARAGRAPH and text[block.end - 1] not in _CLOSED:
            after = index
            while after < len(blocks) and blocks[after].kind is BlockKind.FURNITURE:
                after += 1
            if after in (index, len(blocks)) or blocks[after].kind is not BlockKind.PARAGRAPH:
                break
            if not text[blocks[after].start].islower():
                break
            gaps = tuple(Span(start=gap.start, end=gap.end) for gap in blocks[index:after])
            block = block.model_copy(update={"end": blocks[after].end, "gaps": (*block.gaps, *gaps)})
            index = after + 1
        joined.append(block)
    return tuple(joined)


def continue_tables(tables: Sequence[Sketch], blocks: Sequence[Block]) -> tuple[Sketch, ...]:
    """Give a table that only goes on after a page end the column heads of its beginning."""
    starts = [block.start for block in blocks]
    for before, table in pairwise(tables):
        if before.columns and not table.columns and table.page == before.page + 1:
            between = blocks[bisect_left(starts, before.end) : bisect_left(starts, table.start)]
            width = max((cell.column + 1 for row in table.rows for cell in row.cells), default=0)
            if width == len(before.columns) and all(block.kind is BlockKind.FURNITURE for block in between):
                table.columns = before.columns
                table.title = table.title or before.title
    return tuple(tables)


def _folded(text: str, block: Block) -> str:
    return re.sub(r"\d+", "#", text[block.start : min(block.end, block.start + _RUNNING_MAX + 1)])
