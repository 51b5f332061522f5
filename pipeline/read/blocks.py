"""Headings, paragraphs, tables, contents and furniture: every line of the text in one block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.read.heads import HEADING_OF_PART
from pipeline.read.trusted import trusted
from pipeline.records import Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.lines import Line
    from pipeline.read.sketch import Found

BULLET = re.compile(
    r"[•●▪■◦‣○➢✓*\uf0b7]\s*|[\u2013\u2014-]\s+|\(?(?:[a-z]{1,2}|[ivx]{1,4}|\d{1,2})[.)]\s+", re.IGNORECASE
)
SENTENCE_END = frozenset('.:;!?\u201d")')
MINOR_WORDS = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "our",
        "per",
        "the",
        "to",
        "with",
    )
)
LONGEST_HEADING = 120
HEADING_SHARE = 0.6
"""A heading has capitals on at least this share of its words, small words aside."""
SHORT = 0.82
"""A line shorter than this share of its page's lines may be the last of a paragraph."""
WIDE = 40
"""Lines at least so long say how wide the page is."""
LONGEST_PARAGRAPH = 6_000
"""A paragraph is cut at a sentence end from this length on: no layout has told where it ends."""


def find_blocks(
    lines: Sequence[Line], furniture: frozenset[int], tables: Sequence[Found], contents: Sequence[tuple[int, int]]
) -> tuple[Block, ...]:
    """Put every line into one block. ``tables`` and ``contents`` count lines without furniture."""
    kept = [line for index, line in enumerate(lines) if index not in furniture]
    blocks = _paragraphs(kept, _claimed(kept, tables, contents))
    aside = [lines[index] for index in sorted(furniture)]
    return _with_furniture(blocks, aside)


def _claimed(
    lines: Sequence[Line], tables: Sequence[Found], contents: Sequence[tuple[int, int]]
) -> dict[int, tuple[int, BlockKind]]:
    """Give the first line of each table and stretch of contents, with its last line."""
    claimed = {found.first: (found.last, BlockKind.TABLE) for found in tables}
    for first, last in contents:
        start = first
        for index in range(first, last):
            if index + 1 == last or lines[index + 1].page != lines[index].page:
                claimed[start] = (index, BlockKind.CONTENTS)
                start = index + 1
    return claimed


def _paragraphs(lines: Sequence[Line], claimed: dict[int, tuple[int, BlockKind]]) -> list[Block]:
    widths = _widths(lines)
    blocks: list[Block] = []
    paragraph: list[Line] = []

    def close() -> None:
        if paragraph:
            blocks.append(_block(paragraph[0].start, paragraph[-1].end, BlockKind.PARAGRAPH))
            paragraph.clear()

    index = 0
    while index < len(lines):
        claim = claimed.get(index)
        line = lines[index]
        if claim is not None:
            close()
            blocks.append(_block(line.start, lines[claim[0]].end, claim[1]))
            index = claim[0] + 1
            continue
        if paragraph and not _runs_on(paragraph, line, widths):
            close()
        if not paragraph and _is_heading(line, lines[index + 1] if index + 1 < len(lines) else None, widths[line.page]):
            blocks.append(_block(line.start, line.end, BlockKind.HEADING))
        else:
            paragraph.append(line)
        index += 1
    close()
    return blocks


def _block(start: int, end: int, kind: BlockKind) -> Block:
    return trusted(Block, start=start, end=end, kind=kind, speaker=None, gaps=())


def _widths(lines: Sequence[Line]) -> dict[int, int]:
    """How long a full line is on each page: four fifths of its long lines are no longer."""
    by_page: dict[int, list[int]] = {}
    for line in lines:
        lengths = by_page.setdefault(line.page, [])
        if len(line.text) >= WIDE:
            lengths.append(len(line.text))
    return {page: sorted(lengths)[len(lengths) * 4 // 5] if lengths else WIDE for page, lengths in by_page.items()}


def _runs_on(paragraph: Sequence[Line], line: Line, widths: dict[int, int]) -> bool:
    """Tell whether ``line`` goes on the paragraph."""
    last = paragraph[-1]
    ended = last.text[-1] in SENTENCE_END
    if last.page != line.page:
        return not ended and (line.text[0].islower() or len(last.text) > SHORT * widths[last.page])
    if line.after_gap or BULLET.match(line.text):
        return False
    short = len(last.text) < SHORT * widths[last.page]
    if short and (ended or _looks_like_heading(line.text)):
        return False
    if HEADING_OF_PART.match(line.text) and ended:
        return False
    return not (ended and line.end - paragraph[0].start > LONGEST_PARAGRAPH)


def _is_heading(line: Line, following: Line | None, width: int) -> bool:
    text = line.text
    if len(text) > LONGEST_HEADING or (len(text) > SHORT * width and not text.isupper() and len(text) > WIDE):
        return False
    if (
        following is not None
        and following.text[0].islower()
        and following.page == line.page
        and not following.after_gap
    ):
        return False
    return _looks_like_heading(text)


def _looks_like_heading(text: str) -> bool:
    if len(text) > LONGEST_HEADING:
        return False
    if HEADING_OF_PART.match(text):
        return text.isupper() or not (text[-1] in ",;" or text[-1].isdecimal())
    if text[-1] in ".,;:!?" or not (text[0].isupper() or text[0].isdecimal() or text[0] in '(\u201c"'):
        return False
    if text.rsplit(None, 1)[-1].casefold() in MINOR_WORDS:
        return False
    words = [
        word for word in text.replace("\u2014", " ").split() if word[0].isalpha() and word.casefold() not in MINOR_WORDS
    ]
    return bool(words) and sum(word[0].isupper() for word in words) >= HEADING_SHARE * len(words)


def _with_furniture(blocks: Sequence[Block], aside: Sequence[Line]) -> tuple[Block, ...]:
    """Add the furniture: as blocks of its own, or as gaps of the block it stands inside."""
    merged: list[Block] = []
    at = 0
    for block in blocks:
        while at < len(aside) and aside[at].start < block.start:
            merged.append(_block(aside[at].start, aside[at].end, BlockKind.FURNITURE))
            at += 1
        gaps = []
        while at < len(aside) and aside[at].start < block.end:
            gaps.append(Span(start=aside[at].start, end=aside[at].end))
            at += 1
        merged.append(block.model_copy(update={"gaps": tuple(gaps)}) if gaps else block)
    merged.extend(_block(line.start, line.end, BlockKind.FURNITURE) for line in aside[at:])
    return tuple(merged)
