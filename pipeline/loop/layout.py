"""Places for a readable drawing: the companies that matter on an inner ring, their partners on an outer one.

Everything is computed from sorted input with plain arithmetic, so the same map gives the same drawing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pipeline.loop.records import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.loop.records import Edge, Loop

MOST_NODES = 40
_MOST_INNER = 12
INNER = (330.0, 215.0)
OUTER = (560.0, 385.0)
"""Half-axes of the two rings: wider than high, because names are."""


class Place(NamedTuple):
    """Where a node stands, seen from the middle of the drawing. ``angle`` on its ring, clockwise from the right."""

    x: float
    y: float
    angle: float
    inner: bool


def places(loop: Loop) -> dict[str, Place]:
    """Give a place to at most 40 nodes, those at the ends of the flows that tell most."""
    shown = _shown(loop)
    neighbours: dict[str, set[str]] = defaultdict(set)
    for edge in loop.edges:
        if edge.giver in shown and edge.taker in shown:
            neighbours[edge.giver].add(edge.taker)
            neighbours[edge.taker].add(edge.giver)
    # Companies of one circle stand beside each other, in the order the capital takes; then come the busiest.
    inner = [node for node in dict.fromkeys(n for circle in loop.circles for n in circle.nodes) if node in shown]
    busiest = sorted(shown, key=lambda node: (-len(neighbours[node]), node))
    inner += [node for node in busiest if node not in inner and len(neighbours[node]) > 1]
    inner = (inner or busiest)[:_MOST_INNER]
    placed = dict(_ring(inner, INNER if len(inner) > 1 else (0.0, 0.0), _START, is_inner=True))
    outer = sorted(shown - placed.keys())
    wanted = {node: _mean_angle(placed[near].angle for near in neighbours[node] if near in placed) for node in outer}
    outer.sort(key=lambda node: (wanted[node], node))
    placed.update(_ring(outer, OUTER, _turn(outer, wanted), is_inner=False))
    return placed


def _shown(loop: Loop) -> set[str]:
    """Choose flows and with them their ends: legs of circles first, then between filers, companies, any two."""
    legs = {leg for circle in loop.circles for leg in circle.legs}
    companies = {node.id for node in loop.nodes if node.kind is NodeKind.COMPANY}
    filers = {node.id for node in loop.nodes if node.filer}

    def weight(edge: Edge) -> tuple[object, ...]:
        ends = {edge.giver, edge.taker}
        value = edge.size.value if edge.size else 0
        return (edge.id not in legs, not ends <= filers, not ends <= companies, -value, edge.id)

    shown: set[str] = set()
    for edge in sorted(loop.edges, key=weight):
        wider = shown | {edge.giver, edge.taker}
        if len(wider) <= MOST_NODES:
            shown = wider
    return shown


_START = -math.pi / 2


def _ring(
    nodes: Sequence[str], axes: tuple[float, float], start: float, *, is_inner: bool
) -> Iterable[tuple[str, Place]]:
    for number, node in enumerate(nodes):
        angle = start + 2 * math.pi * number / len(nodes)
        yield node, Place(axes[0] * math.cos(angle), axes[1] * math.sin(angle), angle % (2 * math.pi), is_inner)


def _mean_angle(angles: Iterable[float]) -> float:
    x = y = 0.0
    for angle in sorted(angles):
        x, y = x + math.cos(angle), y + math.sin(angle)
    return round(math.atan2(y, x) % (2 * math.pi), 6)


def _turn(nodes: Sequence[str], wanted: Mapping[str, float]) -> float:
    """Turn the outer ring so that its nodes stand, on the whole, near their partners."""
    if not nodes:
        return 0.0
    return _mean_angle(wanted[node] - 2 * math.pi * number / len(nodes) for number, node in enumerate(nodes))
