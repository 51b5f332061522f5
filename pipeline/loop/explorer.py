"""The map as one HTML file a person explores: parties, flows and circles, each with its quotes and pages.

Nothing in it comes from outside, and its own security policy lets nothing run but the program's own script. The words
of filings are handed over as data and shown as text, never as markup.
"""

from __future__ import annotations

from heapq import nsmallest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import onefile
from pipeline.inert import address, clean, cut
from pipeline.loop import wording
from pipeline.loop.kinds import strength_rank
from pipeline.loop.layout import Place, frame, places
from pipeline.loop.records import EdgeKind, NodeKind
from pipeline.loop.sizes import size_of
from pipeline.loop.totals import Totals
from pipeline.records import Binding, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.loop.page import OverTime
    from pipeline.loop.records import Circle, Circularity, Edge, Loop, Node, Statement

MOST_FLOWS = 4000
"""A browser still answers at once; a flow takes about a kilobyte."""
MOST_CIRCLES = 200
_LONGEST_QUOTE = 600
_LONGEST_WORDS = 160
_FOLDER = Path(__file__).resolve().parent / "view"


def loop_html(
    loop: Loop,
    briefings: Mapping[str, str] | None = None,
    *,
    over_time: OverTime | None = None,
    totals: Totals | None = None,
) -> str:
    """Write the page; ``briefings`` maps a document's sha256 to its briefing's path relative to the page.

    Where ``totals`` are given, the map is an excerpt of what they count.
    """
    totals = totals or Totals.of(loop)
    told = _Told(loop, briefings or {})
    count = len(loop.circles)
    circles = f"{count}{' or more' if loop.more_circles else ''} circle{'' if count == 1 else 's'}"
    return onefile.page(
        _FOLDER,
        "loop",
        title="Who pays whom: the capital loop",
        headline=(f"{totals.flows} flows between {totals.parties} parties in {totals.documents} documents, {circles}."),
        until=over_time and over_time.until,
        strengths=[(strength.value, wording.HOW_BINDING[strength]) for strength in wording.STRONGEST_FIRST],
        kinds=[kind.value for kind in EdgeKind],
        left_out=totals.flows + totals.concentrations - len(told.flows),
        map=onefile.data(told.all()),
    )


_HOW = (
    "Choose a party for what it gives and takes by every filing read, a flow for its quotes, a circle for its story.",
    "A circle is money, shares or risk that comes back to the company it left. Goods that come back make none.",
)


class _Told:
    """What the page is made of: parties, flows and circles by their place in the lists."""

    def __init__(self, loop: Loop, briefings: Mapping[str, str]) -> None:
        self._loop, self._briefings = loop, briefings
        self._sources = {source.sha256: source for source in loop.sources}
        self._names = {node.id: wording.short_name(node) for node in loop.nodes}
        self._nodes = {node.id: node for node in loop.nodes}
        self._circles = loop.circles[:MOST_CIRCLES]
        legs = {leg for circle in self._circles for leg in circle.legs}
        groups = {node.id for node in loop.nodes if node.kind is NodeKind.GROUP}

        def weight(edge: Edge) -> tuple[object, ...]:
            value = edge.size.value if edge.size else 0
            return (edge.id not in legs, not groups.isdisjoint((edge.giver, edge.taker)), -value, edge.id)

        kept = nsmallest(MOST_FLOWS, (*loop.edges, *loop.concentrations), key=weight)
        self.flows = sorted(kept, key=lambda edge: edge.id)
        self._at = {edge.id: number for number, edge in enumerate(self.flows)}
        used = {end for edge in self.flows for end in (edge.giver, edge.taker)}
        self._parties = [node for node in loop.nodes if node.id in used]
        self._place = {node.id: number for number, node in enumerate(self._parties)}

    def all(self) -> dict[str, Any]:
        """Give all of it."""
        at = places(self._loop)
        return {
            "about": self._about(),
            "box": [round(side, 1) for side in frame(self._loop, at)],
            "nodes": self._drawn(at),
            "flows": [self._flow(edge) for edge in self.flows],
            "circles": [self._circle(circle) for circle in self._circles],
        }

    def _about(self) -> list[str]:
        loop = self._loop
        said = [*_HOW, *(_index(each) for each in loop.circularity)]
        if loop.chance:
            lot = loop.chance
            among = f" among the {lot.among} strongest and largest ways" if lot.among else ""
            said.append(
                f"There are {lot.observed} circles of two and three{among}; with partners drawn by lot "
                f"{lot.drawings} times there are {plain(lot.mean)} on average, and {lot.as_many} drawings have as many."
            )
        if loop.more_circles:
            said.append("The search was cut: there are more circles than are listed.")
        return said

    def _drawn(self, at: Mapping[str, Place]) -> list[dict[str, Any]]:
        drawn = []
        for node in self._parties:
            place = at.get(node.id)
            drawn.append(
                {
                    "name": clean(node.name),
                    "short": clean(self._names[node.id]),
                    "ticker": node.ticker,
                    "kind": node.kind.value,
                    "told": _about_node(node),
                    "x": round(place.x, 1) if place else None,
                    "y": round(place.y, 1) if place else None,
                    "inner": bool(place and place.inner),
                }
            )
        return drawn

    def _flow(self, edge: Edge) -> dict[str, Any]:
        said = edge.statements[0]
        source = self._sources[said.source]
        concentration = edge.kind is EdgeKind.CONCENTRATION
        return {
            "from": self._place[edge.giver],
            "to": self._place[edge.taker],
            "kind": edge.kind.value,
            "verb": wording.does(edge.kind, self._nodes[edge.giver], source.node),
            "strength": edge.strength.value,
            "how": wording.HOW_BINDING[edge.strength],
            "amount": float(edge.size.value) if edge.size and not concentration else None,
            "money": clean(wording.share(edge)) if concentration else wording.money(edge.size),
            "what": cut(wording.about(said, self._names[source.node]), _LONGEST_WORDS),
            "toldBy": wording.TOLD_BY[edge.agreement],
            "differs": " and ".join(edge.differs),
            "year": source.day.year if source.day else None,
            "told": [self._said(each) for each in edge.statements],
        }

    def _said(self, said: Statement) -> dict[str, Any]:
        source = self._sources[said.source]
        when = f" {source.day.isoformat()}" if source.day else ""
        briefing = self._briefings.get(source.sha256)
        return {
            "where": clean(f"{source.company} {wording.FORMS[source.form]}{when}"),
            "link": address(briefing) if briefing else None,
            "page": said.evidence[0].page,
            "quote": cut(said.evidence[0].quote, _LONGEST_QUOTE),
            "money": wording.money(size_of(said)),
            "how": wording.HOW_BINDING[said.binding],
        }

    def _circle(self, circle: Circle) -> dict[str, Any]:
        return {
            "nodes": [self._place[node] for node in circle.nodes],
            "legs": [self._at[leg] for leg in circle.legs],
            "size": wording.money(circle.size),
            "how": wording.HOW_BINDING[circle.strength],
            "story": clean(self._story(circle)),
        }

    def _story(self, circle: Circle) -> str:
        """Tell it in one sentence: who does what to whom, and back to the first."""
        said = []
        for leg in circle.legs:
            edge = self.flows[self._at[leg]]
            amount = f"{wording.money(edge.size)}, {wording.HOW_BINDING[edge.strength]}"
            said.append(f"{wording.does(edge.kind, self._nodes[edge.giver])} {self._names[edge.taker]} ({amount})")
        firm = strength_rank(circle.strength) >= strength_rank(Binding.FIRM)
        known = (
            f"the smallest amount known on it is {wording.money(circle.size)}" if circle.size else "no amount is known"
        )
        return (
            f"{self._names[circle.nodes[0]]} {', which '.join(said)}. "
            f"It is {'' if firm else 'not '}binding all the way round; {known}."
        )


def _index(index: Circularity) -> str:
    of_what = "what is done or binding" if index.binding else "all that is told"
    return (
        f"{plain(round(index.value * 100, 1))}% of {of_what} in {index.unit} comes back to where it came from; "
        f"{index.unknown} flows without an amount are not counted."
    )


def _about_node(node: Node) -> str:
    said = []
    if node.kind is NodeKind.GROUP:
        said.append("A group as its filer names it; it closes no circle.")
    elif node.kind is NodeKind.ANONYMOUS:
        said.append("One party whose name its filer withholds.")
    said.append("Documents of its own were read." if node.filer else "None of its own documents was read.")
    others = [name for name in node.spellings if name != node.name]
    if others:
        said.append(f"Also written: {', '.join(others)}.")
    return clean(" ".join(said))
