"""A change of fact files taken into the map: what it touches is drawn anew, all else stays where it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pipeline.loop.book import Book
from pipeline.loop.build import filer_flows
from pipeline.loop.circles import no_circle
from pipeline.loop.graph import graphml_line, graphml_pieces
from pipeline.loop.kept.drawing import BETWEEN_LINES, CSV_START, FLOWS, SHARES, Sheets
from pipeline.loop.kept.excerpt import Excerpt, Formed, excerpt, formed
from pipeline.loop.kept.files import Lines
from pipeline.loop.kept.names import Change, resolved
from pipeline.loop.kept.reading import Flows
from pipeline.loop.kept.tables import UNWRITTEN, Where, edge_row, leg_row, put_edges
from pipeline.loop.kinds import between_single
from pipeline.loop.records import Edge, Node
from pipeline.loop.sides import both_sides
from pipeline.loop.table import Table, csv_line
from pipeline.loop.written import joined, json_pieces, line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from pipeline.loop.decided import Decisions
    from pipeline.loop.kept.files import Files
    from pipeline.loop.kept.names import Resolved
    from pipeline.loop.named import Spelt
    from pipeline.loop.written import Piece
    from pipeline.records import FactFile
    from pipeline.records.parties import PartyTable

    Pair = tuple[str, str]

MOST_READ = 1_000
"""Where more fact files than this have to be read again, the whole map is drawn anew: that takes no longer."""

_SHOWN = ("name", "label", "kind", "filer", "ticker", "cik")


class Updated(NamedTuple):
    """The map after a change: its long files, and what its pages are made of."""

    sheets: Sheets
    excerpt: Excerpt
    spelt: Iterable[Spelt]


class _Touched(NamedTuple):
    """Pairs of giver and taker whose flows may have changed, and parties at their ends."""

    pairs: set[Pair]
    ends: set[str]


def updated(
    base: sqlite3.Connection,
    old: Files,
    change: Change,
    read: Callable[[str], FactFile],
    said: tuple[PartyTable, Decisions],
) -> Updated | None:
    """Take a change into the tables; None where the map has to be drawn as a whole.

    ``read`` reads a fact file by its stem; ``said`` is what a person decided about names and tellings. What it gives
    has to be used before ``old`` is closed, and the tables be committed after it was written.
    """
    now = resolved(base, change, said[0])
    if now is None:
        return None
    update = _Update(base, old, now)
    if not update.flows_of(change.files, read, said[1]):
        return None
    nodes = update.parties()
    found = formed(update.flows)
    update.count(found)
    return update.written(nodes, found)


class _Update:
    def __init__(self, base: sqlite3.Connection, old: Files, now: Resolved) -> None:
        self._base, self._old, self._now = base, old, now
        self._filers, self._places = now.filers(), now.places()
        self._all_filers = frozenset(now.parties.filers)
        self._givers: set[str] = set()
        self._touched = _Touched(set(), set())
        self.flows = Flows(base, old)

    # ------------------------------------------------------------------ flows
    def flows_of(self, changed: Mapping[str, FactFile], read: Callable[[str], FactFile], decided: Decisions) -> bool:
        """Take the flows of all filers concerned anew; False where these are too many."""
        affected, by_filer = self._now.affected, self._stems()
        if sum(len(by_filer.get(node, ())) for node in affected) > MOST_READ:
            return False

        def told_by(node: str) -> list[FactFile]:
            return [changed[stem] if stem in changed else read(stem) for stem in by_filer[node]]

        places = {node: place for place, node in enumerate(self._now.parties.filers)}
        told = [
            filer_flows(told_by(node), self._now.parties, places[node]) for node in sorted(affected & by_filer.keys())
        ]
        singles = [edge for each in told for edge in each.edges]
        pairs = self._told_by(affected) | {(edge.giver, edge.taker) for edge in singles}
        others = self._tellers(pairs) - affected
        if sum(len(by_filer[node]) for node in others) > MOST_READ:
            return False
        for node in sorted(others):
            more = filer_flows(told_by(node), self._now.parties, places[node])
            singles += [edge for edge in more.edges if (edge.giver, edge.taker) in pairs]
        edges, doubts = both_sides(singles, Book(self._filers, self._places), decided)
        self._touch(pairs)
        self._replace(pairs, edges)
        self._base.executemany("DELETE FROM doubt WHERE giver=? AND taker=?", pairs)
        ends = {edge.id: (edge.giver, edge.taker) for edge in edges}
        self._base.executemany(
            "INSERT INTO doubt VALUES(?,?,?,?,?)",
            ((*doubt.edges, *ends[doubt.edges[0]], line(doubt).decode()) for doubt in doubts),
        )
        self._shares([edge for each in told for edge in each.concentrations])
        self._base.executemany("DELETE FROM left_out WHERE filer=?", ((node,) for node in affected))
        self._base.executemany(
            "INSERT INTO left_out VALUES(?,?,?,?,?)",
            (
                (self._filers[one.source], one.source, one.deal, one.why, line(one).decode())
                for each in told
                for one in each.left_out
            ),
        )
        return True

    def _stems(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for doc in self._now.docs:
            found[self._filers[doc.filing.sha256]].append(doc.stem)
        return found

    def _told_by(self, filers: Iterable[str]) -> set[Pair]:
        found: set[Pair] = set()
        for node in filers:
            for end in ("teller", "other"):
                sql = f"SELECT giver, taker FROM edge WHERE {end}=? AND share=0"  # noqa: S608  (two column names)
                found |= set(self._base.execute(sql, (node,)))
        return found

    def _tellers(self, pairs: Iterable[Pair]) -> set[str]:
        sql = "SELECT teller, other FROM edge WHERE giver=? AND taker=? AND share=0"
        return {node for pair in pairs for row in self._base.execute(sql, pair) for node in row if node}

    def _touch(self, pairs: Iterable[Pair]) -> None:
        for giver, taker in pairs:
            self._givers.add(giver)
            self._touched.pairs.add((giver, taker))
            self._touched.ends.update((giver, taker))

    def _replace(self, pairs: Collection[Pair], edges: Iterable[Edge]) -> None:
        by_pair: dict[Pair, list[Edge]] = {pair: [] for pair in pairs}
        for edge in edges:
            by_pair[edge.giver, edge.taker].append(edge)
        self._base.executemany("DELETE FROM edge WHERE giver=? AND taker=? AND share=0", pairs)
        self._base.executemany("DELETE FROM leg WHERE giver=? AND taker=?", pairs)
        legs = [row for flows in by_pair.values() if (row := leg_row(flows))]
        self._base.executemany("INSERT INTO leg VALUES(?,?,?,?,?,?,?,?,?)", legs)
        self._put(edge for flows in by_pair.values() for edge in flows)
        self.flows.add_up({giver for giver, _ in pairs})

    def _shares(self, shares: Iterable[Edge]) -> None:
        for node in self._now.affected:
            self._touch(self._base.execute("SELECT giver, taker FROM edge WHERE teller=? AND share=1", (node,)))
            self._base.execute("DELETE FROM edge WHERE teller=? AND share=1", (node,))
        told = list(shares)
        self._touch((edge.giver, edge.taker) for edge in told)
        self._put(told)

    def _put(self, edges: Iterable[Edge]) -> None:
        """Write rows of flows whose lines are yet to be written."""
        rows = []
        for edge in edges:
            self.flows.fresh[edge.id] = edge
            tellers = {self._filers[said.source] for said in edge.statements}
            rows.append(edge_row(edge, tellers, self._all_filers, 0, UNWRITTEN))
        put_edges(self._base, rows)

    # ------------------------------------------------------------------ parties
    def parties(self) -> tuple[Node, ...]:
        """Give all parties of the map, and draw the flows of those anew that are now shown otherwise."""
        former = dict(self._base.execute("SELECT id, line FROM node"))
        used = former.keys() - self._touched.ends
        sql = "SELECT 1 FROM edge WHERE giver=? UNION ALL SELECT 1 FROM edge WHERE taker=? LIMIT 1"
        used |= {node for node in self._touched.ends if self._base.execute(sql, (node, node)).fetchone()}
        nodes = self._now.parties.nodes(used)
        lines = {node.id: line(node).decode() for node in nodes}
        self._base.executemany("DELETE FROM node WHERE id=?", ((each,) for each in former.keys() - lines.keys()))
        changed = [(each, told) for each, told in lines.items() if former.get(each) != told]
        self._base.executemany("INSERT OR REPLACE INTO node VALUES(?,?)", changed)
        by_id = {node.id: node for node in nodes}
        for each, _ in changed:
            if each in former and _shown(Node.model_validate_json(former[each])) != _shown(by_id[each]):
                self._redraw(each)
        self._two_ways()
        return nodes

    def _redraw(self, node: str) -> None:
        edges = [*self.flows.where("giver=?", node), *self.flows.where("taker=?", node)]
        again = {edge.id: edge for edge in edges}
        self._base.executemany("DELETE FROM edge WHERE id=?", ((each,) for each in again))
        self._put(again.values())
        self._givers |= {edge.giver for edge in again.values()}

    def _two_ways(self) -> None:
        for one, other in {(min(pair), max(pair)) for pair in self._touched.pairs}:
            self._base.execute("DELETE FROM two_way WHERE one=? AND other=?", (one, other))
            forth = self.flows.where("giver=? AND taker=?", one, other)
            back = self.flows.where("giver=? AND taker=?", other, one) if forth else []
            if back and one != other and between_single(back[0]):
                found = no_circle((one, other), [*forth, *back])
                if found is not None:
                    self._base.execute("INSERT INTO two_way VALUES(?,?,?)", (one, other, line(found).decode()))

    # ------------------------------------------------------------------ lines
    def count(self, found: Formed) -> None:
        """Note how many circles run over each flow, and draw anew the lines that say it."""
        counts = Counter(leg for circle in found.circles for leg in circle.legs)
        former = dict(self._base.execute("SELECT id, circles FROM edge WHERE circles"))
        other = [each for each in counts.keys() | former.keys() if counts[each] != former.get(each, 0)]
        self._base.executemany("UPDATE edge SET circles=? WHERE id=?", ((counts[each], each) for each in other))
        for edge in self.flows.ids(other):
            self.flows.fresh[edge.id] = edge
            self._givers.add(edge.giver)

    def written(self, nodes: tuple[Node, ...], found: Formed) -> Updated:
        """Write the lines of what changed, and put the pages' part of the map together."""
        told = excerpt(self._base, self.flows, nodes, found)
        table = Table({node.id: node for node in nodes}, self.flows.sources(self._filers), found.counts())
        dirty: dict[str, dict[str, bytes]] = {sheet: {} for sheet in BETWEEN_LINES}
        for giver in self._givers:
            for sheet, block in self._block(giver, table).items():
                dirty[sheet][giver] = block
                self._base.execute("DELETE FROM block WHERE sheet=? AND giver=?", (sheet, giver))
                if block:
                    self._base.execute("INSERT INTO block VALUES(?,?,?)", (sheet, giver, len(block)))
        given: dict[str, Iterable[Piece]] = {name: self._lines(sql) for name, sql in _LISTED.items()}
        given |= {"nodes": map(line, nodes), "left_out": self._left_out()}
        given |= {
            "edges": self._old.pieces(FLOWS, dirty[FLOWS]),
            "concentrations": self._old.pieces(SHARES, dirty[SHARES]),
        }
        sheets = Sheets(
            json_pieces(told.loop, given),
            _csv(self._old.pieces("csv", dirty["csv"])),
            graphml_pieces(nodes, self._old.pieces("graphml", dirty["graphml"])),
        )
        return Updated(sheets, told, self._now.parties.spelt(self._now.names, self._now.paths()))

    def _block(self, giver: str, table: Table) -> dict[str, bytes]:
        old = self._old.lines(giver)
        told: dict[str, list[bytes]] = {sheet: [] for sheet in BETWEEN_LINES}
        where: list[tuple[int, int, str]] = []
        at = {FLOWS: 0, SHARES: 0}
        sql = "SELECT id, share, at, length FROM edge WHERE giver=? ORDER BY id"
        for each, share, *stood in self._base.execute(sql, (giver,)).fetchall():
            lines = _lines(self.flows.fresh[each], table) if each in self.flows.fresh else old[each]
            sheet = SHARES if share else FLOWS
            for name, text in zip((sheet, "csv", "graphml"), lines, strict=True):
                told[name].append(text)
            stands = Where(at[sheet], len(lines.json))
            if (*stands,) != (*stood,):
                where.append((*stands, each))
            at[sheet] += len(lines.json) + len(BETWEEN_LINES[sheet])
        self._base.executemany("UPDATE edge SET at=?, length=? WHERE id=?", where)
        return {sheet: BETWEEN_LINES[sheet].join(lines) for sheet, lines in told.items()}

    def _lines(self, sql: str) -> Iterator[bytes]:
        return (told.encode() for (told,) in self._base.execute(sql))

    def _left_out(self) -> Iterator[bytes]:
        rows = self._base.execute("SELECT sha, deal, why, line FROM left_out").fetchall()
        rows.sort(key=lambda row: (self._places[row[0]], row[1], row[2]))
        return (row[3].encode() for row in rows)


_LISTED = {
    "sources": "SELECT source FROM doc ORDER BY day, path, sha",
    "two_way": "SELECT line FROM two_way ORDER BY one, other",
    "doubts": "SELECT line FROM doubt ORDER BY first, second",
}


def _shown(node: Node) -> tuple[object, ...]:
    return tuple(getattr(node, name) for name in _SHOWN)


def _lines(edge: Edge, table: Table) -> Lines:
    row = table.row(edge)
    return Lines(line(edge), csv_line(row).encode(), graphml_line(row))


def _csv(lines: Iterable[Piece]) -> Iterator[Piece]:
    yield CSV_START
    empty = True
    for piece in joined(lines, BETWEEN_LINES["csv"]):
        empty = False
        yield piece
    if not empty:
        yield b"\n"
