"""The part of a kept map that its pages print: the circles, the first of every list, and how many there are of all."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.loop.chance import DRAWN, chance
from pipeline.loop.circles import circles
from pipeline.loop.decided import MOST_ASKED
from pipeline.loop.explorer import MOST_FLOWS
from pipeline.loop.kinds import WEAKEST_FIRST
from pipeline.loop.layout import MOST_NODES
from pipeline.loop.page import MOST_LISTED, MOST_ROWS
from pipeline.loop.records import Chance, Circle, Circularity, Doubt, EdgeKind, Loop, NodeKind, TwoWay
from pipeline.loop.returning import circularity
from pipeline.loop.totals import Totals

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from pipeline.loop.kept.reading import Flows
    from pipeline.loop.records import Edge, Node
    from pipeline.records import Binding

_WEIGHT = "ORDER BY filers DESC, companies DESC, size DESC, id"
_IN = "IN (SELECT value FROM json_each(?))"
_RANKED = {
    name: f"SELECT id, giver, taker FROM edge WHERE {condition} {_WEIGHT}"  # noqa: S608  (written here alone)
    for name, condition in (
        ("legs", f"id {_IN}"),
        ("between filers", "share=0 AND filers=1"),
        ("near", f"share=0 AND (giver {_IN} OR taker {_IN})"),
        ("any", "share=0"),
    )
}
_AMONG = f"SELECT id FROM edge WHERE share=0 AND giver {_IN} AND taker {_IN}"  # noqa: S608  (as above)


class Formed(NamedTuple):
    """What the flows of a map form."""

    circles: tuple[Circle, ...]
    more: bool
    circularity: tuple[Circularity, ...]
    chance: Chance | None

    def counts(self) -> Counter[str]:
        """Count the circles over each flow."""
        return Counter(leg for circle in self.circles for leg in circle.legs)


class Excerpt(NamedTuple):
    """A map of which flows, parties and documents are left out that no page prints, and how many there are of all."""

    loop: Loop
    totals: Totals


def formed(flows: Flows) -> Formed:
    """Find the circles, and what comes back."""
    found, more = circles(flows)
    ways = [leg.pair for leg in flows.strongest(DRAWN + 1)]
    return Formed(found, more, circularity(flows, found), chance(ways))


def excerpt(base: sqlite3.Connection, flows: Flows, nodes: Sequence[Node], found: Formed) -> Excerpt:
    """Take out what the pages print."""
    two_way = [TwoWay.model_validate_json(told) for (told,) in base.execute(_TWO_WAY, (MOST_LISTED,))]
    doubts = [Doubt.model_validate_json(told) for (told,) in base.execute(_DOUBTS, (MOST_ASKED,))]
    legs = {leg for circle in found.circles for leg in circle.legs}
    wanted = {*legs, *(edge for two in two_way for edge in two.edges), *(edge for one in doubts for edge in one.edges)}
    wanted |= _listed(base) | _shown(base, legs)
    edges = sorted(flows.ids(wanted), key=_by_id)
    shares = tuple(edge for edge in edges if edge.kind is EdgeKind.CONCENTRATION)
    sources = flows.sources(())
    ends = {end for edge in edges for end in (edge.giver, edge.taker)}
    loop = Loop(
        sources=tuple({said.source: sources[said.source] for edge in edges for said in edge.statements}.values()),
        nodes=tuple(node for node in nodes if node.id in ends),
        edges=tuple(edge for edge in edges if edge.kind is not EdgeKind.CONCENTRATION),
        concentrations=shares,
        circles=found.circles,
        more_circles=found.more,
        circularity=found.circularity,
        chance=found.chance,
        two_way=tuple(two_way),
        doubts=tuple(doubts),
    )
    return Excerpt(loop, _totals(base, nodes))


_TWO_WAY = "SELECT line FROM two_way ORDER BY one, other LIMIT ?"
_DOUBTS = "SELECT line FROM doubt ORDER BY first, second LIMIT ?"


def _by_id(edge: Edge) -> str:
    return edge.id


def _listed(base: sqlite3.Connection) -> set[str]:
    """Give the flows of the page's tables, and those the explorer shows."""
    found: set[str] = set()
    table = (
        "SELECT id FROM edge WHERE share=0 AND grouped=? AND strength=? "
        "ORDER BY unit IS NULL, unit, size DESC, id LIMIT ?"
    )
    for grouped in (0, 1):
        for strength in range(len(WEAKEST_FIRST)):
            found |= {each for (each,) in base.execute(table, (grouped, strength, MOST_ROWS))}
    for sql, most in (
        ("SELECT id FROM edge WHERE agreed ORDER BY id LIMIT ?", MOST_LISTED),
        ("SELECT id FROM edge WHERE share=1 ORDER BY id LIMIT ?", MOST_LISTED),
        ("SELECT id FROM edge ORDER BY grouped, size DESC, id LIMIT ?", MOST_FLOWS),
    ):
        found |= {each for (each,) in base.execute(sql, (most,))}
    return found


def _shown(base: sqlite3.Connection, legs: set[str]) -> set[str]:
    """Choose the flows of the drawing as ``layout`` does of a whole map, and give all between the parties shown."""
    shown: set[str] = set()
    chosen: set[str] = set()

    def show(rows: Iterable[tuple[str, str, str]]) -> None:
        for each, giver, taker in rows:
            if len(shown) == MOST_NODES:
                return
            if {giver, taker} <= shown or len(shown | {giver, taker}) > MOST_NODES:
                continue
            shown.update((giver, taker))
            chosen.add(each)

    show(base.execute(_RANKED["legs"], (_ids(legs),)))
    show(base.execute(_RANKED["between filers"]))
    show(base.execute(_RANKED["near"], (_ids(shown),) * 2))
    show(base.execute(_RANKED["any"]))
    return chosen | {each for (each,) in base.execute(_AMONG, (_ids(shown),) * 2)}


def _ids(wanted: Iterable[str]) -> str:
    return json.dumps(sorted(wanted))


def _totals(base: sqlite3.Connection, nodes: Sequence[Node]) -> Totals:
    counts = base.execute("SELECT share, grouped, strength, kind, COUNT(*) FROM edge GROUP BY 1, 2, 3, 4").fetchall()
    strengths: Counter[tuple[bool, Binding]] = Counter()
    for share, grouped, strength, _, count in counts:
        if not share:
            strengths[bool(grouped), WEAKEST_FIRST[strength]] += count
    one = {name: base.execute(f"SELECT COUNT(*) FROM {sql}").fetchone()[0] for name, sql in _COUNTED.items()}  # noqa: S608
    return Totals(
        documents=one["documents"],
        parties=len(nodes),
        companies=sum(node.kind is NodeKind.COMPANY for node in nodes),
        flows=sum(count for share, *_, count in counts if not share),
        concentrations=sum(count for share, *_, count in counts if share),
        kinds=frozenset(EdgeKind(kind) for share, _, _, kind, _ in counts if not share),
        strengths=strengths,
        agreed=one["agreed"],
        two_way=one["two_way"],
        doubts=one["doubts"],
        left_out=dict(base.execute("SELECT why, COUNT(*) FROM left_out GROUP BY why")),
        partial=tuple(path for (path,) in base.execute("SELECT path FROM doc WHERE partial ORDER BY day, path, sha")),
    )


_COUNTED = {"documents": "doc", "agreed": "edge WHERE agreed", "two_way": "two_way", "doubts": "doubt"}
