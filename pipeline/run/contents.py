"""What the overview says, from the fact files on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from pipeline.brief import IndexEntry, Unread, index
from pipeline.records import FactFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.store import Done

INDEX = "README.md"


def contents(output: Path, published: Sequence[Done], failures: Sequence[Done]) -> dict[str, bytes]:
    """Give the files that cover all documents, by name.

    The entry of a page is taken from the state where the fact file is as this program left it, else from the fact
    file itself: a clone of the repository has the outputs and no state.
    """
    known = {row.stem: row for row in published}
    entries = [entry for stem in _stems(output) if (entry := _entry(output, stem, known.get(stem))) is not None]
    unread = [
        Unread(path=row.shown, reason=row.reason or "", remedy=row.remedy or "", page=row.page) for row in failures
    ]
    return {INDEX: index(entries, unread=unread, project=Path.cwd()).encode()}


def _stems(output: Path) -> Iterator[str]:
    for path in sorted(output.glob("[!.]*/*.json")):
        yield path.relative_to(output).with_suffix("").as_posix()


def _entry(output: Path, stem: str, row: Done | None) -> IndexEntry | None:
    path = output / f"{stem}.json"
    if row is not None and row.entry is not None:
        stat = path.stat()
        if any((f"{stem}.json", stat.st_size, stat.st_mtime_ns) == written for written in row.outputs):
            return IndexEntry.model_validate_json(row.entry).model_copy(update={"path": f"{stem}.md"})
    try:
        return IndexEntry.of(FactFile.model_validate_json(path.read_bytes()), f"{stem}.md")
    except ValidationError:
        return None  # not ours, or of another version that will be written again
