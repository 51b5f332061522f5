"""The blocks of a document with what is decided about each: asked about, or left out and why."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import BlockKind
from pipeline.select.placing import placed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.records import Block, Document, Section, Selection

UNLISTED = frozenset({BlockKind.FURNITURE, BlockKind.CONTENTS})
"""Running heads, page numbers and the index: no reader misses them, so nobody is told that they were left out."""


class Part(NamedTuple):
    """A block, the section it stands in, and why it is left out; None: it is asked about.

    ``after_contents``: an index stands between it and the block before, so that both are never one stretch.
    """

    block: Block
    section: Section | None
    reason: str | None
    after_contents: bool = False

    @property
    def key(self) -> str | None:
        """The section's key."""
        return self.section.key if self.section else None


def parts_of(document: Document, selection: Selection) -> list[Part]:
    """Every block but furniture and contents, as ``select`` decided: what its rules read is asked about."""
    skipped = sorted(selection.skipped, key=lambda passage: passage.start)
    starts = [passage.start for passage in skipped]
    parts: list[Part] = []
    contents = False
    for block, section in placed(document):
        if block.kind in UNLISTED:
            contents = contents or block.kind is BlockKind.CONTENTS
            continue
        index = bisect_right(starts, block.start) - 1
        inside = index >= 0 and block.start < skipped[index].end
        parts.append(Part(block, section, skipped[index].reasons[0] if inside else None, contents))
        contents = False
    return parts


def touched(parts: Sequence[Part], hints: Sequence[tuple[int, int]]) -> list[bool]:
    """For each part whether a hint touches it."""
    spans = _joined(hints)
    if not spans:
        return [False] * len(parts)
    starts = [start for start, _ in spans]

    def holds(part: Part) -> bool:
        index = bisect_right(starts, part.block.end - 1) - 1
        return index >= 0 and spans[index][1] > part.block.start

    return [holds(part) for part in parts]


def with_hints(parts: Sequence[Part], hints: Sequence[tuple[int, int]]) -> list[Part]:
    """The same, with every block asked about that a hint touches."""
    hinted = touched(parts, hints)
    return [
        part._replace(reason=None) if part.reason and hint else part for part, hint in zip(parts, hinted, strict=True)
    ]


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return joined


def with_headings(parts: Sequence[Part]) -> list[Part]:
    """The same, with every heading sharing the fate of what it stands over."""
    settled: list[Part] = []
    below: Part | None = None
    for part in reversed(parts):
        if part.block.kind is not BlockKind.HEADING:
            below = part
        over = below is not None and below.section is part.section
        differs = below is not None and over and part.reason != below.reason
        settled.append(part._replace(reason=below.reason) if below and differs else part)
    settled.reverse()
    return settled
