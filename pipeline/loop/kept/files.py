"""The three long files as they lie on the disk: where the lines of each giver stand, and what takes their place."""

from __future__ import annotations

import json
import mmap
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple, Self

from pipeline.loop.kept.drawing import BETWEEN_LINES, CSV_START, FLOWS, SHARES
from pipeline.loop.written import Span, read_edge

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.loop.records import Edge
    from pipeline.loop.written import Piece

FILE = {FLOWS: "loop.json", SHARES: "loop.json", "csv": "loop.csv", "graphml": "loop.graphml"}
_BEGIN = b'{"id":'
_END = b',"giver":'


class Lines(NamedTuple):
    """The lines of one flow in its three files."""

    json: bytes
    csv: bytes
    graphml: bytes


class Files:
    """The files a map was written to, and where in them the block of each giver begins and how long it is."""

    def __init__(self, folder: Path, lengths: Mapping[str, Mapping[str, int]]) -> None:
        self._open = ExitStack()
        self._bytes = {name: self._mapped(folder / name) for name in set(FILE.values())}
        self._blocks: dict[str, dict[str, Span]] = {}
        for sheet in (FLOWS, SHARES, "csv", "graphml"):
            self._blocks[sheet] = self._placed(sheet, lengths.get(sheet, {}))

    @classmethod
    def of(cls, folder: Path, base: sqlite3.Connection) -> Self:
        """Open the files of a kept map."""
        lengths: dict[str, dict[str, int]] = {}
        for sheet, giver, length in base.execute("SELECT sheet, giver, length FROM block"):
            lengths.setdefault(sheet, {})[giver] = length
        return cls(folder, lengths)

    def __enter__(self) -> Self:
        """Hold the files open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close them."""
        self._open.close()

    def _mapped(self, path: Path) -> mmap.mmap:
        file = self._open.enter_context(path.open("rb"))
        return self._open.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def _placed(self, sheet: str, lengths: Mapping[str, int]) -> dict[str, Span]:
        at, between = self._start(sheet), len(BETWEEN_LINES[sheet])
        found = {}
        for giver in sorted(lengths, key=_order):
            found[giver] = Span(at, lengths[giver])
            at += lengths[giver] + between
        return found

    def _start(self, sheet: str) -> int:
        """Find where the first line of a sheet stands: what is looked for can stand in no line."""
        told = self._bytes[FILE[sheet]]
        if sheet == "csv":
            return len(CSV_START)
        if sheet == "graphml":
            return told.find(b"\n<edge ") + 1
        if sheet == FLOWS:
            head = b'\n "edges": [\n  '
            return told.find(head) + len(head)
        head, before = b'\n "concentrations": [\n  ', list(self._blocks[FLOWS].values())
        return told.find(head, before[-1].start + before[-1].length if before else 0) + len(head)

    def edge(self, giver: str, at: int, length: int, *, share: bool) -> Edge:
        """Read a flow from where its line stands in its giver's block."""
        start = self._blocks[SHARES if share else FLOWS][giver].start + at
        return read_edge(self._bytes[FILE[FLOWS]][start : start + length])

    def lines(self, giver: str) -> dict[str, Lines]:
        """Give the lines of all flows of a giver by their ids."""
        told = [*self._lines(FLOWS, giver), *self._lines(SHARES, giver)]
        by_id = sorted((json.loads(line[len(_BEGIN) : line.index(_END)]), line) for line in told)
        tables = zip(self._lines("csv", giver), self._lines("graphml", giver), strict=True)
        return {each: Lines(line, *rows) for (each, line), rows in zip(by_id, tables, strict=True)}

    def _lines(self, sheet: str, giver: str) -> list[bytes]:
        span = self._blocks[sheet].get(giver)
        if span is None:
            return []
        return self._bytes[FILE[sheet]][span.start : span.start + span.length].split(BETWEEN_LINES[sheet])

    def pieces(self, sheet: str, dirty: Mapping[str, bytes]) -> Iterator[Piece]:
        """Give the lines of a sheet: of givers that changed as they are now, of all others where they stand."""
        run: Span | None = None
        old = self._blocks[sheet]
        for giver in sorted(old.keys() | dirty.keys(), key=_order):
            if giver not in dirty:
                span = old[giver]
                # What stood side by side is taken over in one stretch.
                run = span if run is None else Span(run.start, span.start + span.length - run.start)
                continue
            if run is not None and (giver in old or dirty[giver]):
                yield run
                run = None
            if dirty[giver]:
                yield dirty[giver]
        if run is not None:
            yield run


def _order(giver: str) -> str:
    """Sort givers as the ids of their flows, which begin with it, are sorted."""
    return f"{giver}>"
