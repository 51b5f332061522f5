"""Which section each block stands in, in one walk over both lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import Block, Document, Section


def placed(document: Document) -> Iterator[tuple[Block, Section | None]]:
    """Each block with its innermost section."""
    opened: list[Section] = []
    waiting = sorted(document.sections, key=lambda s: (s.start, -s.end))
    index = 0
    for block in document.blocks:
        while index < len(waiting) and waiting[index].start <= block.start:
            opened.append(waiting[index])
            index += 1
        opened = [section for section in opened if section.end > block.start]
        yield block, min(opened, key=lambda s: s.end - s.start, default=None)
