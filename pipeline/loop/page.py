"""The loop page: the circles told in plain paragraphs, then every flow by how binding it is."""

from __future__ import annotations

from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pipeline import templates
from pipeline.inert import Ours, cut, link, markdown, printed
from pipeline.loop import wording
from pipeline.loop.kinds import strength_rank
from pipeline.loop.records import Agreement, Edge, NodeKind
from pipeline.loop.sizes import size_of
from pipeline.loop.totals import Totals
from pipeline.records import Binding, plain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from decimal import Decimal
    from pathlib import Path

    from pipeline.loop.changes import Moved
    from pipeline.loop.records import Circle, Circularity, Loop, Statement

TEMPLATE = "page/loop.md.j2"
MOST_ROWS = 60
"""Of the flows of one strength."""
MOST_LISTED = 100
"""Of pairs, shares, agreements and doubts; a map of thousands of filings has tens of thousands."""
_MOST_CIRCLES = 20
_LONGEST_QUOTE = 220
_LONGEST_WORDS = 160
_MOST_SHARES = 8
_MOST_CHANGES = 200


class OverTime(NamedTuple):
    """Of which day the map is, None for today; since which day ``moved`` tells what changed."""

    until: dt.date | None = None
    since: dt.date | None = None
    moved: tuple[Moved, ...] = ()


class _Row(NamedTuple):
    """One flow as the page's tables print it."""

    giver: str
    does: str
    taker: str
    what: str
    amount: str
    told_by: str
    where: Ours


class _Table(NamedTuple):
    """The flows of one strength."""

    heading: str
    rows: list[_Row]
    more: int


class _Changed(NamedTuple):
    """What became of one flow, in words."""

    state: str
    told: str
    why: str


class _Leg(NamedTuple):
    """One leg of a circle in words."""

    sentence: str
    how: str
    quote: str
    where: Ours


class _Told(NamedTuple):
    """One circle in words."""

    path: str
    strength: str
    size: str
    unknown: int
    legs: list[_Leg]


def loop_page(
    loop: Loop,
    briefings: Mapping[str, str] | None = None,
    *,
    project: Path | None = None,
    over_time: OverTime | None = None,
    totals: Totals | None = None,
) -> str:
    """Write the page in Markdown.

    ``briefings`` maps a document's sha256 to its briefing's path relative to the page, for the links; ``project`` is
    the folder whose ``prompts/`` a user may have edited; ``over_time`` says of which day the map is, and what changed.
    Where ``totals`` are given, the map is an excerpt of what they count.
    """
    writer = _Writer(loop, briefings or {})
    totals = totals or Totals.of(loop)
    agreed = [edge for edge in loop.edges if edge.agreement is not Agreement.SINGLE]
    firm = sum(strength_rank(circle.strength) >= strength_rank(Binding.FIRM) for circle in loop.circles)
    return templates.render(
        TEMPLATE,
        {
            "documents": totals.documents,
            "companies": totals.companies,
            "flows": totals.flows,
            "circles": [writer.circle(circle) for circle in loop.circles[:_MOST_CIRCLES]],
            "circle_count": len(loop.circles),
            "circles_firm": firm,
            "circles_cut": loop.more_circles,
            "two_way": [
                (writer.name(pair.nodes[0]), writer.name(pair.nodes[1]), [writer.row(e) for e in pair.edges], pair.why)
                for pair in loop.two_way[:MOST_LISTED]
            ],
            "two_way_count": totals.two_way,
            "indexes": [
                (each.unit, each.binding, _percent(each.value), each.flows, each.unknown, writer.shares(each))
                for each in loop.circularity
            ],
            "chance": loop.chance,
            "until": over_time and over_time.until,
            "since": over_time and over_time.since,
            "moved": _in_words(over_time.moved) if over_time else [],
            "tables": list(writer.tables(totals, with_groups=False)),
            "folded": list(writer.tables(totals, with_groups=True)),
            "dependence": list(islice(writer.dependence(), MOST_LISTED)),
            "dependence_count": totals.concentrations,
            "agreements": [
                (writer.row(edge.id), edge.agreement is Agreement.CONFIRMED, writer.figures(edge), writer.wheres(edge))
                for edge in agreed[:MOST_LISTED]
            ],
            "agreed_count": totals.agreed,
            "doubts": [
                (writer.row(doubt.edges[0]), writer.row(doubt.edges[1]), doubt.why)
                for doubt in loop.doubts[:MOST_LISTED]
            ],
            "doubt_count": totals.doubts,
            "left_out": sorted(totals.left_out.items()),
            "partial": totals.partial,
        },
        project=project,
        finalize=printed,
    )


class _Writer:
    """Looks things up in the map and puts them into words."""

    def __init__(self, loop: Loop, briefings: Mapping[str, str]) -> None:
        self._loop, self._briefings = loop, briefings
        self._nodes = {node.id: node for node in loop.nodes}
        self._names = {node.id: wording.short_name(node) for node in loop.nodes}
        self._groups = {node.id for node in loop.nodes if node.kind is NodeKind.GROUP}
        self._edges = {edge.id: edge for edge in (*loop.edges, *loop.concentrations)}
        self._sources = {source.sha256: source for source in loop.sources}

    def name(self, node: str) -> str:
        return self._names[node]

    def row(self, edge_id: str) -> _Row:
        edge = self._edges[edge_id]
        said = edge.statements[0]
        teller = self._sources[said.source].node
        return _Row(
            giver=self.name(edge.giver),
            does=wording.does(edge.kind, self._nodes[edge.giver], teller),
            taker=self.name(edge.taker),
            what=cut(wording.about(said, self.name(teller)), _LONGEST_WORDS),
            amount=wording.money(edge.size),
            told_by=wording.TOLD_BY[edge.agreement],
            where=self.where(said),
        )

    def tables(self, totals: Totals, *, with_groups: bool) -> Iterable[_Table]:
        """Make one table for each strength, of the flows between companies or of those with groups."""
        flows = [e for e in self._loop.edges if with_groups != self._groups.isdisjoint((e.giver, e.taker))]
        for strength in wording.STRONGEST_FIRST:
            edges = nsmallest(MOST_ROWS, (edge for edge in flows if edge.strength is strength), key=largest_first)
            if edges:
                rows = [self.row(edge.id) for edge in edges]
                yield _Table(wording.HOW_BINDING[strength], rows, totals.strengths[with_groups, strength] - len(rows))

    def dependence(self) -> Iterable[tuple[str, str, str, Ours]]:
        """Give filer, partner, share and place of each concentration."""
        for edge in self._loop.concentrations:
            said = edge.statements[0]
            filer = self._sources[said.source].node
            other = edge.giver if edge.taker == filer else edge.taker
            yield self.name(filer), self.name(other), wording.share(edge), self.where(said)

    def shares(self, index: Circularity) -> str:
        """Put into words to which companies most comes back."""
        return ", ".join(f"{self.name(share.node)} {_percent(share.value)}" for share in index.companies[:_MOST_SHARES])

    def circle(self, circle: Circle) -> _Told:
        names = [self.name(node) for node in circle.nodes]
        return _Told(
            path=" → ".join([*names, names[0]]),
            strength=wording.HOW_BINDING[circle.strength],
            size=wording.money(circle.size),
            unknown=circle.unknown,
            legs=[self._leg(self._edges[leg]) for leg in circle.legs],
        )

    def _leg(self, edge: Edge) -> _Leg:
        said = edge.statements[0]
        does = wording.does(edge.kind, self._nodes[edge.giver])
        amount = "for an amount that is not disclosed" if edge.size is None else f"for {wording.money(edge.size)}"
        return _Leg(
            sentence=f"{self.name(edge.giver)} {does} {self.name(edge.taker)} {amount}",
            how=wording.HOW_BINDING[edge.strength],
            quote=cut(said.evidence[0].quote, _LONGEST_QUOTE),
            where=self.where(said),
        )

    def figures(self, edge: Edge) -> str:
        """Put into words what each side says, newest first."""
        told = []
        for said in edge.statements:
            amount, how = wording.money(size_of(said)), wording.HOW_BINDING[said.binding]
            told.append(f"{self._sources[said.source].company}: {amount}, {how}")
        return "; ".join(dict.fromkeys(told))

    def wheres(self, edge: Edge) -> Ours:
        return Ours("; ".join(self.where(said) for said in edge.statements))

    def where(self, said: Statement) -> Ours:
        source = self._sources[said.source]
        when = f" {source.day.isoformat()}" if source.day else ""
        words = f"{source.company} {wording.FORMS[source.form]}{when}"
        page = f", page {said.evidence[0].page}"
        briefing = self._briefings.get(source.sha256)
        return Ours((markdown(words) if briefing is None else link(words, briefing)) + page)


def _in_words(moved: Iterable[Moved]) -> list[_Changed]:
    """Put what changed into rows; a flow that vanished is told by what it was."""
    return [_Changed(each.state, _changed(each), each.why) for each in islice(moved, _MOST_CHANGES)]


def _changed(moved: Moved) -> str:
    edge, was = moved.edge, moved.was
    giver, taker = moved.ends
    does = wording.does(edge.kind, giver)
    told = f"{wording.short_name(giver)} {does} {wording.short_name(taker)}, {_as_it_stands(edge)}"
    return told if was is None or was is edge else f"{told}; before {_as_it_stands(was)}"


def _as_it_stands(edge: Edge) -> str:
    return f"{wording.money(edge.size)}, {wording.HOW_BINDING[edge.strength]}"


def _percent(value: Decimal) -> str:
    return f"{plain(round(value * 100, 1))}%"


def largest_first(edge: Edge) -> tuple[object, ...]:
    """Sort the flows of a table."""
    return (edge.size is None, edge.size.unit if edge.size else "", -(edge.size.value if edge.size else 0), edge.id)
