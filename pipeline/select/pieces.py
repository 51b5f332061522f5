"""Atoms become pieces, each with what a reader needs who sees only that piece."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby, islice, takewhile
from operator import attrgetter
from typing import TYPE_CHECKING

from pipeline.records import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.records import Document
    from pipeline.select.cutting import Atom

_LONGEST = 300
"""Characters of a heading or a table's title; longer ones are paragraphs that were taken for one."""


def pieces_of(document: Document, atoms: Sequence[Atom]) -> Iterator[Piece]:
    """The pieces of one packet: neighbours with nothing left out between them are one."""
    for _, group in groupby(atoms, key=lambda atom: atom.run):
        run = list(group)
        first, start, end = run[0], run[0].start, run[-1].end
        section = first.section
        title = section.title if section else ""
        lines = [
            *_heading(document, first, title),
            *_speaker(first),
            *_table(document, start, end),
            *_units(document, start, end),
            first.head,
        ]
        yield Piece(
            start=start,
            end=end,
            section=section.key if section else None,
            title=title,
            context="\n".join(dict.fromkeys(line for line in lines if line)),
        )


def _heading(document: Document, atom: Atom, title: str) -> Iterator[str]:
    if atom.heading is not None:
        words = document.quote(*atom.heading)
        if len(words) <= _LONGEST and not (title and words.lower().endswith(title.lower())):
            yield words


def _speaker(atom: Atom) -> Iterator[str]:
    if atom.speaker is not None:
        yield f"{atom.speaker} speaks"


def _table(document: Document, start: int, end: int) -> Iterator[str]:
    """The title of the table a piece begins with, where it stands outside."""
    table = document.table_at(start)
    if table is not None and table.title and len(table.title) <= _LONGEST:
        title = " ".join(table.title.split())
        if title not in document.quote(start, end):
            yield title


def _units(document: Document, start: int, end: int) -> Iterator[str]:
    """The unit lines that govern the beginning and the tables of a piece and stand outside it."""
    first = bisect_right(document.tables, start, key=attrgetter("end"))
    tables = takewhile(lambda table: table.start < end, islice(document.tables, first, None))
    for scale in (document.scale_at(start), *(table.scale for table in tables)):
        if scale is not None and not start <= scale.start < end:
            yield document.quote(scale.start, scale.end)
