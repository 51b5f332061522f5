"""What is marked on a page besides its blocks: text in none of them, scale lines, names introduced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import Document


def loose(document: Document, start: int, end: int) -> Iterator[Span]:
    """Give the text between two places that stands in no block: there should be none."""
    at = start
    for block in document.blocks:
        if block.end <= start:
            continue
        if block.start >= end:
            break
        if document.text[at : block.start].strip():
            yield _stripped(document.text, at, block.start)
        at = max(at, block.end)
    if document.text[at:end].strip():
        yield _stripped(document.text, at, end)


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start=start + len(words) - len(words.lstrip()), end=start + len(words.rstrip()))
