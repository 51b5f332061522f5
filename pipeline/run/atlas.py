"""The map of an output folder: drawn as a whole, or, where it was drawn before, only what changed since.

What was drawn is kept in ``.briefs/map.sqlite3``, with how each fact file and each long file of the map was left. It is
trusted while the program and all decisions are the same and these files look as they were left, and is made anew
otherwise: losing it costs time and changes no byte.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple, Self

from pydantic import ValidationError

from pipeline.brief import IndexEntry, News, Unread
from pipeline.loop import Totals, draw, kept
from pipeline.records import FactFile, Record
from pipeline.run.unhurried import unhurried
from pipeline.store import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.loop import Decisions, Loop
    from pipeline.loop.build import Drawn
    from pipeline.loop.kept import Blocks, Sheets
    from pipeline.loop.named import Spelt
    from pipeline.records.parties import PartyTable

KEPT = "map.sqlite3"
LONG = ("loop.json", "loop.csv", "loop.graphml")
"""The files with a line for each flow, which are not written from nothing where they can be taken over."""
UNFIT = (sqlite3.Error, OSError, ValueError, KeyError)
"""What shows that something else lies there than what was kept. Nothing depends on it: all is drawn again."""

_UNREADABLE = "the fact file cannot be read, so the list and the map lack it"
_REMEDY = "brief its document again with --force, or delete the file and its page"


class Said(NamedTuple):
    """What a map depends on besides fact files. ``key`` is a hash of the program and of all that was decided."""

    table: PartyTable
    decided: Decisions
    key: str


class Told(NamedTuple):
    """Every fact file by its stem, and those of another shape."""

    files: dict[str, FactFile]
    unread: list[Unread]


class Listed(Record):
    """What the lists over all documents say of one."""

    entry: IndexEntry
    news: News

    @classmethod
    def of(cls, stem: str, facts: FactFile) -> Self:
        """Take it from a fact file."""
        return cls(entry=IndexEntry.of(facts, f"{stem}.md"), news=News.of(facts, f"{stem}.md"))


class Drawing(NamedTuple):
    """A map to be written, the lines of the list of briefings, and fact files that could not be read.

    Where only changes were drawn, ``loop`` is an excerpt of what ``totals`` count; ``sheets`` then refer to the files
    as they lie there. ``pages`` are the pages of documents by their sha256; ``stems`` are the fact files by the path of
    their document, which ``read`` reads; ``spelt`` are all names.
    """

    loop: Loop
    totals: Totals
    sheets: Sheets
    pages: Mapping[str, str]
    listed: Sequence[Listed]
    unread: Sequence[Unread]
    spelt: Iterable[Spelt]
    stems: Mapping[str, Sequence[str]]
    read: Callable[[str], FactFile]


def read_stems(output: Path, stems: Sequence[str]) -> Told:
    """Read fact files; a field this version does not know is passed over.

    A newer version adds fields without a new schema.
    """
    found: dict[str, FactFile] = {}
    unread: list[Unread] = []
    with unhurried():
        for stem in stems:
            try:
                found[stem] = _read(output, stem)
            except (ValidationError, OSError) as error:
                said = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error.strerror
                unread.append(Unread(path=f"{stem}.json", reason=f"{_UNREADABLE} ({said})", remedy=_REMEDY))
    return Told(found, unread)


def _read(output: Path, stem: str) -> FactFile:
    return FactFile.model_validate_json((output / f"{stem}.json").read_bytes(), extra="ignore")


def lying(output: Path) -> dict[str, str]:
    """Give the stem of every fact file, in order, with how it lies there: another look means another file."""
    found: dict[str, str] = {}
    for folder in sorted(_entries(output), key=lambda each: each.name):
        if folder.name.startswith(".") or not folder.is_dir():
            continue
        for file in sorted(_entries(folder.path), key=lambda each: each.name):
            if file.name.endswith(".json"):
                stat = file.stat()
                told = f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}"
                found[f"{folder.name}/{file.name.removesuffix('.json')}"] = told
    return found


def _entries(folder: Path | str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


class Atlas:
    """The map of an output folder, and what is kept of it. ``keep`` is called after everything was written."""

    def __init__(self, output: Path, said: Said) -> None:
        self.output, self._said = output, said
        self._file = output / ".briefs" / KEPT
        self._lying = lying(output)
        self._calm, self._stack = ExitStack(), ExitStack()
        self._base: sqlite3.Connection | None = None
        self._whole: tuple[Drawn, Blocks, list[kept.Doc]] | None = None

    def __enter__(self) -> Self:
        """Open nothing yet."""
        self._calm.enter_context(unhurried())
        return self

    def __exit__(self, *_: object) -> None:
        """Close what is kept; what was not committed is as it was before."""
        self._stack.close()
        self._calm.close()

    def drawing(self) -> Drawing:
        """Draw what changed since the map was kept, or all of it."""
        try:
            found = self._changed()
        except UNFIT:
            found = None
        return found or self.whole()

    def keep(self, written: Sequence[Written]) -> None:
        """Remember the map as it was written now. Where that cannot be, the next run draws all of it."""
        left = json.dumps([each for each in written if each.name in LONG])
        with suppress(*UNFIT):
            if self._base is not None:
                _noted(self._base, self._said.key, left)
                self._base.execute("COMMIT")
            elif self._whole is not None:
                beside = self._file.with_suffix(".new")
                beside.unlink(missing_ok=True)
                with _connected(beside) as base:
                    base.execute("PRAGMA journal_mode=OFF")
                    kept.filled(base, *self._whole)
                    _noted(base, self._said.key, left)
                beside.replace(self._file)

    # ------------------------------------------------------------------ what changed
    def _changed(self) -> Drawing | None:
        if not self._file.is_file():
            return None
        base = self._stack.enter_context(_connected(self._file))
        base.execute("BEGIN IMMEDIATE")
        notes = dict(base.execute("SELECT key, value FROM note"))
        left = [Written(*each) for each in json.loads(notes["left"])]
        if notes["key"] != self._said.key or not all(each.is_left(self.output) for each in left):
            return None
        former = dict(base.execute("SELECT stem, stat FROM doc"))
        read = read_stems(self.output, [stem for stem, stat in self._lying.items() if former.get(stem) != stat])
        gone = former.keys() - (self._lying.keys() - {row.path.removesuffix(".json") for row in read.unread})
        old = self._stack.enter_context(kept.Files.of(self.output, base))
        change = kept.Change([self._doc(stem, file) for stem, file in read.files.items()], read.files, gone)
        found = kept.updated(base, old, change, self.read, self._said[:2])
        if found is None:
            return None
        self._base = base
        loop, totals = found.excerpt
        shown = {source.sha256 for source in loop.sources}
        pages = {sha: f"{stem}.md" for sha, stem in base.execute("SELECT sha, stem FROM doc") if sha in shown}
        told = base.execute("SELECT entry FROM doc ORDER BY stem")
        entries = [Listed.model_validate_json(entry) for (entry,) in told]
        rows = base.execute("SELECT stem, path FROM doc").fetchall()
        return Drawing(loop, totals, found.sheets, pages, entries, read.unread, found.spelt, _by_path(rows), self.read)

    def read(self, stem: str) -> FactFile:
        """Read a fact file."""
        return _read(self.output, stem)

    def _doc(self, stem: str, file: FactFile) -> kept.Doc:
        entry = Listed.of(stem, file).model_dump_json(exclude_defaults=True)
        return kept.Doc.of(stem, self._lying[stem], file, entry)

    # ------------------------------------------------------------------ all of it
    def whole(self) -> Drawing:
        """Draw all of it, whatever is kept."""
        self._stack.close()
        files, unread = read_stems(self.output, list(self._lying))
        drawn = draw(list(files.values()), self._said.table, self._said.decided)
        docs = [self._doc(stem, file) for stem, file in files.items()]
        blocks = kept.Blocks()
        if kept.fit(docs):
            self._whole = (drawn, blocks, docs)
        entries = [Listed.of(stem, facts) for stem, facts in files.items()]
        pages = {facts.document.sha256: f"{stem}.md" for stem, facts in files.items()}
        told, sheets = Totals.of(drawn.loop), kept.sheets(drawn.loop, blocks)
        paths = {facts.document.sha256: facts.document.path for facts in files.values()}
        stems = _by_path((stem, facts.document.path) for stem, facts in files.items())
        spelt = drawn.parties.spelt(drawn.names, paths)
        return Drawing(drawn.loop, told, sheets, pages, entries, unread, spelt, stems, self.read)


def _by_path(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for stem, path in rows:
        found.setdefault(path, []).append(stem)
    return found


@contextmanager
def _connected(file: Path) -> Iterator[sqlite3.Connection]:
    base = sqlite3.connect(file, isolation_level=None, cached_statements=256)
    try:
        yield base
    finally:
        base.close()


def _noted(base: sqlite3.Connection, key: str, left: str) -> None:
    base.executemany("INSERT OR REPLACE INTO note VALUES(?,?)", (("key", key), ("left", left)))
