"""What became of the flows between two maps: appeared, vanished, hardened, softened, or for another amount."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from pipeline.loop.kinds import strength_rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.loop.records import Edge, Loop, Node

State = Literal["appeared", "vanished", "hardened", "softened", "other amount"]
STATES: tuple[State, ...] = ("hardened", "appeared", "other amount", "softened", "vanished")
_UNSAID = "no document tells of it any more"


class Moved(NamedTuple):
    """What became of one flow. ``edge`` is the flow as it stands, of one that vanished as it stood.

    ``ends`` are its giver and taker. ``was`` is the flow before, None where it appeared; ``why`` says why it vanished.
    """

    state: State
    edge: Edge
    ends: tuple[Node, Node]
    was: Edge | None = None
    why: str = ""


def changes(before: Loop, after: Loop) -> tuple[Moved, ...]:
    """Compare two maps. A flow is the same where the same filer tells of the same deal."""
    filers = [{source.sha256: source.node for source in loop.sources} for loop in (before, after)]
    old = {key: edge for edge in before.edges for key in _keys(edge, filers[0])}
    gone = {edge.id: edge for edge in before.edges}
    nodes = {node.id: node for node in (*before.nodes, *after.nodes)}
    found: list[Moved] = []

    def note(state: State, edge: Edge, was: Edge | None, why: str = "") -> None:
        found.append(Moved(state, edge, (nodes[edge.giver], nodes[edge.taker]), was, why))

    for edge in after.edges:
        was = next((old[key] for key in _keys(edge, filers[1]) if key in old), None)
        if was is None:
            note("appeared", edge, None)
            continue
        gone.pop(was.id, None)
        if (state := _state(was, edge)) is not None:
            note(state, edge, was)
    why = {(filers[1][one.source], one.deal): one.why for one in reversed(after.left_out)}
    for edge in gone.values():
        reasons = [why[key] for key in _keys(edge, filers[0]) if key in why]
        note("vanished", edge, edge, reasons[0] if reasons else _UNSAID)
    return tuple(sorted(found, key=lambda each: (STATES.index(each.state), each.edge.id)))


def _keys(edge: Edge, filers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for said in edge.statements:
        yield filers[said.source], said.deal


def _state(was: Edge, now: Edge) -> State | None:
    before, after = strength_rank(was.strength), strength_rank(now.strength)
    if after != before:
        return "hardened" if after > before else "softened"
    return "other amount" if (was.size and was.size.value) != (now.size and now.size.value) else None
