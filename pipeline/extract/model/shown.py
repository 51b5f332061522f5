"""What of a document a question shows: the text of a packet without running heads, and where each character stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexis import normalise
from pipeline.records import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import Document, Packet, Piece

_MOST_PLACES = 16
"""So many places of one quote are looked at; a packet that repeats itself more often says nothing new there."""

Extent = tuple[int, int]
"""A half-open stretch of the document's text."""


def text_of(document: Document, piece: Piece) -> str:
    """Give the text of a piece without the running heads, feet and page numbers that stand inside."""
    return "".join(document.text[start:end] for start, end in _kept(document, piece))


def _kept(document: Document, piece: Piece) -> list[Extent]:
    kept, at = [], piece.start
    for start, end in sorted(_furniture(document, piece)):
        if at < min(start, piece.end):
            kept.append((at, min(start, piece.end)))
        at = max(at, end)
    return [*kept, (at, piece.end)] if at < piece.end else kept


def _furniture(document: Document, piece: Piece) -> Iterator[Extent]:
    for block in document.blocks:
        if block.start >= piece.end:
            return
        if block.kind is BlockKind.FURNITURE:
            yield block.start, block.end
        for gap in block.gaps:
            yield gap.start, gap.end


class Ground:
    """The text of a packet, folded for matching, with the way back into the document."""

    def __init__(self, document: Document, packet: Packet) -> None:
        self._pieces = tuple(_folded(document, piece) for piece in packet.pieces)

    def holds(self, words: str) -> bool:
        """Tell whether these words stand in one piece, however they are set."""
        wanted = fold(words)
        return any(wanted in piece.text for piece in self._pieces)

    def places(self, words: str) -> tuple[Extent, ...]:
        """Give where in the document these words stand, as far as the packet holds it."""
        wanted = fold(words)
        return tuple(piece.back(at, at + len(wanted)) for piece in self._pieces for at in _each(piece.text, wanted))


class _Folded(NamedTuple):
    """One piece folded. ``kept`` are the stretches of the document it shows, ``starts`` where each begins in it."""

    text: str
    origin: tuple[int, ...]
    kept: list[Extent]
    starts: list[int]

    def back(self, start: int, end: int) -> Extent:
        return self._place(self.origin[start]), self._place(self.origin[end - 1]) + 1

    def _place(self, at: int) -> int:
        index = bisect_right(self.starts, at) - 1
        return self.kept[index][0] + at - self.starts[index]


def _folded(document: Document, piece: Piece) -> _Folded:
    kept = _kept(document, piece)
    starts, length = [], 0
    for start, end in kept:
        starts.append(length)
        length += end - start
    folded = normalise(text_of(document, piece), fold_case=True)
    return _Folded(folded.text, folded.origin, kept, starts)


def fold(words: str) -> str:
    """Fold words as a packet is folded: case, spaces, hyphens and quotation marks do not count."""
    return normalise(words, fold_case=True).text.strip()


def _each(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted) if wanted else -1
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(wanted, at + 1)
