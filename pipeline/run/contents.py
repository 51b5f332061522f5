"""What covers all documents, made from the fact files on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.brief import Unread, digest, index
from pipeline.loop import loop_proposals
from pipeline.run import mapping
from pipeline.run.inputs import project
from pipeline.run.mapping import rendered
from pipeline.run.parties import PROPOSALS, proposals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pipeline.loop.written import Piece
    from pipeline.run.atlas import Drawing, Said
    from pipeline.store import Done

INDEX = "README.md"
CHANGES = "CHANGES.md"


def contents(
    output: Path, failures: Sequence[Done], drawing: Drawing, said: Said
) -> Iterator[tuple[str, bytes | Iterable[Piece]]]:
    """Give the files of the loop, what is asked and the list of briefings, by name.

    They come one after the other. There is no file of questions where there is nothing to ask and none there that was
    asked before.
    """
    templates = project(output)
    yield from rendered(drawing, templates)
    unread = [
        Unread(path=row.shown, reason=row.reason or "", remedy=row.remedy or "", page=row.page) for row in failures
    ]
    entries = [one.entry for one in drawing.listed]
    yield INDEX, index(entries, unread=[*unread, *drawing.unread], project=templates).encode()
    yield CHANGES, digest([one.news for one in drawing.listed], project=templates).encode()
    asked = proposals(output, drawing, said.table)
    if asked or (output / PROPOSALS).is_file():
        yield PROPOSALS, asked
    pairs = loop_proposals(drawing.loop, mapping.proposals(output)).encode()
    if pairs or (output / mapping.PROPOSALS).is_file():
        yield mapping.PROPOSALS, pairs
