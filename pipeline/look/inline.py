"""The text of a page with its marks in it, for documents whose pages have no picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.look.grids import cell_id
from pipeline.look.marks import loose
from pipeline.look.words import speaker_of
from pipeline.records import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.records import Document


class Run(NamedTuple):
    """A stretch of text; ``kind`` is empty where it is nothing but text, ``cell`` names a figure."""

    text: str
    kind: str = ""
    cell: str = ""


class Piece(NamedTuple):
    """A block, or text in none. ``sections`` begin with it, as key and title; ``tables`` are first met in it."""

    kind: str
    name: str
    runs: tuple[Run, ...]
    sections: tuple[tuple[str, str], ...] = ()
    tables: tuple[int, ...] = ()

    def kinds(self) -> Iterator[str]:
        """Name the kind of everything marked, for counting."""
        yield self.kind
        yield from (run.kind for run in self.runs if run.kind)
        yield from ("section" for _ in self.sections)


class _Mark(NamedTuple):
    start: int
    end: int
    kind: str
    cell: str = ""


def pieces(document: Document, first: int, last: int) -> tuple[Piece, ...]:
    """Cut the text between two places into its blocks, and these into their marks."""
    marks = sorted(_marks(document, first, last), key=lambda mark: (mark.start, -mark.end))
    spans: list[tuple[int, int, str, str]] = [
        (max(block.start, first), min(block.end, last), str(block.kind), speaker_of(block))
        for block in document.blocks
        if block.start < last and first < block.end
    ]
    spans += [(span.start, span.end, "loose", "") for span in loose(document, first, last)]
    begins = [section for section in document.sections if section.end > section.start]
    waiting = dict(enumerate(document.tables, start=1))
    found, at = [], first
    for start, end, kind, speaker in sorted(spans):
        touching = tuple(number for number, table in waiting.items() if table.start < end and start < table.end)
        for number in touching:
            del waiting[number]
        found.append(
            Piece(
                kind,
                speaker,
                tuple(_runs(document.text, start, end, [mark for mark in marks if start <= mark.start < end])),
                tuple((section.key, section.title) for section in begins if at <= section.start < end),
                touching,
            )
        )
        at = end
    return tuple(found)


def _marks(document: Document, first: int, last: int) -> Iterator[_Mark]:
    for number, table in enumerate(document.tables, start=1):
        if table.start < last and first < table.end:
            for place, row in enumerate(table.rows):
                for index, cell in enumerate(row.cells):
                    yield _Mark(cell.start, cell.end, "cell", cell_id(number, place, index))
    for block in document.blocks:
        yield from (_Mark(gap.start, gap.end, BlockKind.FURNITURE) for gap in block.gaps)
    yield from (_Mark(scale.start, scale.end, "scale") for scale in document.scales)
    yield from (_Mark(definition.start, definition.end, "definition") for definition in document.definitions)


def _runs(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Iterator[Run]:
    at = start
    for mark in marks:
        if mark.start < at:
            continue
        if at < mark.start:
            yield Run(text[at : mark.start])
        yield Run(text[mark.start : min(mark.end, end)], mark.kind, mark.cell)
        at = min(mark.end, end)
    if at < end:
        yield Run(text[at:end])
