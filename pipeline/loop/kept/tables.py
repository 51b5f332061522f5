"""The tables, and how a flow becomes a row.

A flow itself stands only in ``loop.json``; the row says what is needed to find the flows a page prints, and where the
line stands. ``size`` sorts as the amount does, ``strength`` as how binding it is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.loop.kinds import between_single, kind_of, strength_rank
from pipeline.loop.legs import can_close, leg_rank
from pipeline.loop.named import Called, Filing
from pipeline.loop.records import EdgeKind, NodeKind
from pipeline.records import PartyKind, plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from decimal import Decimal

    from pipeline.loop.legs import Given
    from pipeline.loop.records import Edge

TABLES = """
CREATE TABLE note(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE doc(stem TEXT PRIMARY KEY, stat TEXT, sha TEXT, day INT, path TEXT, node TEXT, source TEXT, filing TEXT,
  calls BLOB, partial INT, entry TEXT) WITHOUT ROWID;
CREATE TABLE form(number INTEGER PRIMARY KEY, called TEXT, node TEXT);
CREATE TABLE filer(node TEXT PRIMARY KEY, unlike TEXT) WITHOUT ROWID;
CREATE TABLE node(id TEXT PRIMARY KEY, line TEXT) WITHOUT ROWID;
CREATE TABLE edge(number INTEGER PRIMARY KEY, id TEXT, giver TEXT, taker TEXT, teller TEXT, other TEXT, share INT,
  kind TEXT, strength INT, agreed INT, unit TEXT, size TEXT, value TEXT, hedge INT, grouped INT, filers INT,
  companies INT, closes INT, circles INT, at INT, length INT);
CREATE TABLE leg(giver TEXT, taker TEXT, edge TEXT, strength INT, unknown INT, size TEXT, value TEXT, unit TEXT,
  hedge INT, PRIMARY KEY(giver, taker)) WITHOUT ROWID;
CREATE TABLE given(giver TEXT, unit TEXT, firm INT, total TEXT, flows INT);
CREATE TABLE block(sheet TEXT, giver TEXT, length INT, PRIMARY KEY(sheet, giver)) WITHOUT ROWID;
CREATE TABLE doubt(first TEXT, second TEXT, giver TEXT, taker TEXT, line TEXT, PRIMARY KEY(first, second))
  WITHOUT ROWID;
CREATE TABLE two_way(one TEXT, other TEXT, line TEXT, PRIMARY KEY(one, other)) WITHOUT ROWID;
CREATE TABLE left_out(filer TEXT, sha TEXT, deal TEXT, why TEXT, line TEXT);
"""

INDEXES = """
CREATE UNIQUE INDEX edge_id ON edge(id);
CREATE INDEX edge_ends ON edge(giver, taker);
CREATE INDEX edge_taker ON edge(taker);
CREATE INDEX edge_teller ON edge(teller);
CREATE INDEX edge_other ON edge(other) WHERE other IS NOT NULL;
CREATE INDEX edge_table ON edge(share, grouped, strength, unit IS NULL, unit, size DESC, id);
CREATE INDEX edge_weight ON edge(grouped, size DESC, id);
CREATE INDEX edge_place ON edge(share, filers DESC, companies DESC, size DESC, id);
CREATE INDEX edge_count ON edge(share, grouped, strength, kind);
CREATE INDEX edge_agreed ON edge(id) WHERE agreed;
CREATE INDEX edge_share ON edge(id) WHERE share=1;
CREATE INDEX edge_circles ON edge(id) WHERE circles;
CREATE INDEX edge_amount ON edge(giver, taker, unit, value, strength) WHERE closes;
CREATE INDEX given_giver ON given(giver);
CREATE INDEX leg_rank ON leg(strength DESC, unknown, size DESC, edge);
CREATE INDEX doc_sha ON doc(sha);
CREATE INDEX doubt_ends ON doubt(giver, taker);
CREATE INDEX left_filer ON left_out(filer);
"""

_SHIFT = 5000
_HEDGES = ("at_most", "at_least", "about")


class Where(NamedTuple):
    """Where the line of a flow begins in the block of its giver in ``loop.json``, and how long it is."""

    at: int
    length: int


UNWRITTEN = Where(-1, 0)


def sortable(value: Decimal) -> str:
    """Write an amount so that texts sort as amounts do; nothing for nothing."""
    _, digits, exponent = value.as_tuple()
    text = "".join(map(str, digits)).rstrip("0")
    return f"{len(digits) + int(exponent) + _SHIFT:05d}{text}" if text else ""


def edge_row(
    edge: Edge, tellers: Collection[str], filers: Collection[str], circles: int, where: Where
) -> tuple[object, ...]:
    """Make the row of a flow; ``tellers`` are the nodes that tell of it, ``filers`` all that file."""
    teller, other = (*sorted(tellers), None)[:2]
    kinds = {kind_of(edge.giver), kind_of(edge.taker)}
    size = edge.size
    return (
        edge.id,
        edge.giver,
        edge.taker,
        teller,
        other,
        edge.kind is EdgeKind.CONCENTRATION,
        edge.kind.value,
        strength_rank(edge.strength),
        edge.agreement != "single",
        size.unit if size else None,
        sortable(size.value) if size else "",
        plain(size.value) if size else None,
        hedge_of(edge),
        not between_single(edge),
        edge.giver in filers and edge.taker in filers,
        kinds == {NodeKind.COMPANY},
        edge.kind is not EdgeKind.CONCENTRATION and can_close(edge),
        circles,
        *where,
    )


def hedge_of(edge: Edge) -> int:
    """Write how loose an amount is as a number."""
    return sum(getattr(edge.size, name) << place for place, name in enumerate(_HEDGES)) if edge.size else 0


def hedges(number: int) -> dict[str, bool]:
    """Read that back."""
    return {name: bool(number >> place & 1) for place, name in enumerate(_HEDGES)}


def put_edges(base: sqlite3.Connection, rows: Iterable[tuple[object, ...]]) -> None:
    """Write rows of flows."""
    base.executemany(f"INSERT INTO edge VALUES(NULL{',?' * 20})", rows)


def put_given(base: sqlite3.Connection, given: Iterable[Given]) -> None:
    """Write what parties give."""
    rows = ((each.giver, each.unit, each.firm, plain(each.total), each.flows) for each in given)
    base.executemany("INSERT INTO given VALUES(?,?,?,?,?)", rows)


def leg_row(edges: Iterable[Edge]) -> tuple[object, ...] | None:
    """Make the row of a leg from all flows from one party to another; None where none of them can be one."""
    edge = min(filter(can_close, edges), key=leg_rank, default=None)
    if edge is None:
        return None
    size = edge.size
    return (
        edge.giver,
        edge.taker,
        edge.id,
        strength_rank(edge.strength),
        size is None,
        sortable(size.value) if size else "",
        plain(size.value) if size else None,
        size.unit if size else None,
        hedge_of(edge),
    )


def told_called(called: Called) -> str:
    """Write what a party is called."""
    return json.dumps([called.kind.value, called.name, called.aliases, called.core, called.cores])


def read_called(text: str) -> Called:
    """Read that back."""
    kind, name, aliases, core, cores = json.loads(text)
    return Called(PartyKind(kind), name, tuple(aliases), core, tuple(cores))


def told_filing(filing: Filing) -> str:
    """Write who filed a document."""
    return json.dumps(filing)


def read_filing(told: Sequence[Any]) -> Filing:
    """Take it from what JSON read back."""
    sha256, company, ticker, cik, core, cores = told
    return Filing(sha256, company, ticker, cik, core, tuple(cores))


def unlike_rows(unlike: Mapping[str, Mapping[int, str]], filers: Iterable[str]) -> list[tuple[str, str]]:
    """Say of each filer which names stand for other parties with it."""
    return [(node, json.dumps(sorted(unlike.get(node, {}).items()))) for node in filers]
