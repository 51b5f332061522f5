"""The map drawn as a whole: its three long files line by line, and the tables filled beside."""

from __future__ import annotations

from array import array
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, Self

from pipeline.loop.build import newest_first
from pipeline.loop.graph import graphml_line, graphml_pieces
from pipeline.loop.kept.tables import (
    INDEXES,
    TABLES,
    Where,
    edge_row,
    leg_row,
    put_edges,
    put_given,
    told_called,
    told_filing,
    unlike_rows,
)
from pipeline.loop.legs import Legs, closing
from pipeline.loop.table import CSV_HEAD, Table, csv_line
from pipeline.loop.written import BETWEEN, json_pieces, line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.loop.build import Drawn
    from pipeline.loop.named import Called, Filing
    from pipeline.loop.records import Edge, Loop, Source
    from pipeline.loop.written import Piece
    from pipeline.records import FactFile

FLOWS, SHARES = "flows", "shares"
"""The parts of ``loop.json`` that tell of flows and of shares of business."""
BETWEEN_LINES = {FLOWS: BETWEEN, SHARES: BETWEEN, "csv": b"\n", "graphml": b"\n"}
PUT_DOC = "INSERT INTO doc VALUES(?,?,?,?,?,?,?,?,?,?,?)"
CSV_START = CSV_HEAD.encode() + b"\n"


class Sheets(NamedTuple):
    """The three long files, piece by piece."""

    json: Iterable[Piece]
    csv: Iterable[Piece]
    graphml: Iterable[Piece]


class Blocks:
    """Measures lines as they are written: how long each is, and how long are those of one giver together."""

    def __init__(self) -> None:
        self.where: dict[str, Where] = {}
        self.blocks: dict[tuple[str, str], int] = {}

    def note(self, sheet: str, edge: Edge, length: int) -> None:
        """Note a line that is written now."""
        key = (sheet, edge.giver)
        at = self.blocks[key] + len(BETWEEN_LINES[sheet]) if key in self.blocks else 0
        self.blocks[key] = at + length
        if sheet in {FLOWS, SHARES}:
            self.where[edge.id] = Where(at, length)


def sheets(loop: Loop, blocks: Blocks) -> Sheets:
    """Write the three files of a map, one after the other, measuring them."""
    table = Table.of(loop)
    both = sorted((*loop.edges, *loop.concentrations), key=attrgetter("id"))

    def json_lines(edges: Iterable[Edge], sheet: str) -> Iterator[bytes]:
        for edge in edges:
            told = line(edge)
            blocks.note(sheet, edge, len(told))
            yield told

    def csv_pieces() -> Iterator[bytes]:
        yield CSV_START
        for edge in both:
            told = csv_line(table.row(edge)).encode()
            blocks.note("csv", edge, len(told))
            yield told + b"\n"

    def graphml_lines() -> Iterator[bytes]:
        for edge in both:
            told = graphml_line(table.row(edge))
            blocks.note("graphml", edge, len(told))
            yield told

    given = {"edges": json_lines(loop.edges, FLOWS), "concentrations": json_lines(loop.concentrations, SHARES)}
    return Sheets(json_pieces(loop, given), csv_pieces(), graphml_pieces(loop.nodes, graphml_lines()))


class Doc(NamedTuple):
    """A fact file besides its deals: how it lies on the disk, its document, and its line in the list of briefings."""

    stem: str
    stat: str
    sha256: str
    order: tuple[int, str, str]
    partial: bool
    entry: str

    @classmethod
    def of(cls, stem: str, stat: str, file: FactFile, entry: str) -> Self:
        """Take it from a fact file."""
        return cls(stem, stat, file.document.sha256, newest_first(file.document), file.coverage.partial, entry)

    def row(self, source: Source, filing: Filing, calls: Sequence[int]) -> tuple[object, ...]:
        """Make its row."""
        return (
            self.stem, self.stat, self.sha256, *self.order[:2], source.node, line(source).decode(),
            told_filing(filing), array("I", calls).tobytes(), self.partial, self.entry,
        )  # fmt: skip


def fit(docs: Sequence[Doc]) -> bool:
    """Tell whether a map of these can be kept: two fact files of one document are told apart by nothing."""
    return len({doc.sha256 for doc in docs}) == len(docs)


def filled(base: sqlite3.Connection, drawn: Drawn, blocks: Blocks, docs: Iterable[Doc]) -> None:
    """Fill an empty database with a map whose sheets were written."""
    loop, parties = drawn.loop, drawn.parties
    base.executescript(TABLES)
    base.execute("BEGIN")
    filers = {source.sha256: source.node for source in loop.sources}
    nodes = set(parties.filers)
    table = Table.of(loop)
    base.executemany("INSERT INTO form VALUES(?,?,?)", form_rows(drawn.names.forms, parties.standing))
    base.executemany("INSERT INTO filer VALUES(?,?)", unlike_rows(parties.unlike_others(), parties.filers))
    said = zip(drawn.names.filings, drawn.names.calls, strict=True)
    named = {filing.sha256: (filing, calls) for filing, calls in said}
    rows = (doc.row(table.sources[doc.sha256], *named[doc.sha256]) for doc in docs)
    base.executemany(PUT_DOC, rows)
    base.executemany("INSERT INTO node VALUES(?,?)", ((node.id, line(node).decode()) for node in loop.nodes))
    put_edges(
        base,
        (
            edge_row(edge, {filers[said.source] for said in edge.statements}, nodes,
                     table.circles.get(edge.id, 0), blocks.where[edge.id])
            for edge in (*loop.edges, *loop.concentrations)
        ),
    )  # fmt: skip
    between = closing(loop.edges)
    put_given(base, Legs(between).given())
    legs = (leg_row(edges) for edges in between.values())
    base.executemany("INSERT INTO leg VALUES(?,?,?,?,?,?,?,?,?)", (row for row in legs if row))
    base.executemany("INSERT INTO block VALUES(?,?,?)", ((*key, length) for key, length in blocks.blocks.items()))
    ends = {edge.id: (edge.giver, edge.taker) for edge in loop.edges}
    base.executemany(
        "INSERT INTO doubt VALUES(?,?,?,?,?)",
        ((*doubt.edges, *ends[doubt.edges[0]], line(doubt).decode()) for doubt in loop.doubts),
    )
    base.executemany("INSERT INTO two_way VALUES(?,?,?)", ((*two.nodes, line(two).decode()) for two in loop.two_way))
    base.executemany(
        "INSERT INTO left_out VALUES(?,?,?,?,?)",
        ((filers[one.source], one.source, one.deal, one.why, line(one).decode()) for one in loop.left_out),
    )
    base.execute("COMMIT")
    base.executescript(INDEXES)


def form_rows(forms: Iterable[Called], standing: Iterable[str | None], start: int = 0) -> Iterator[tuple[object, ...]]:
    """Make the rows of names."""
    for number, (called, node) in enumerate(zip(forms, standing, strict=False), start):
        yield number, told_called(called), node
