"""Places for a readable drawing: the companies that matter on an inner ring, their partners on an outer one.

Everything is computed from sorted input with plain arithmetic, so the same map gives the same drawing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.loop.records import Loop

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
    """Give a place to at most 40 nodes: those on circles first, then filers, then those with the most flows."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for edge in loop.edges:
        neighbours[edge.giver].add(edge.taker)
        neighbours[edge.taker].add(edge.giver)
    on_circle = list(dict.fromkeys(node for circle in loop.circles for node in circle.nodes))
    filers = {node.id for node in loop.nodes if node.filer}
    rank = {node: (node not in on_circle, node not in filers, -len(neighbours[node]), node) for node in neighbours}
    shown = sorted(neighbours, key=rank.__getitem__)[:MOST_NODES]
    # Companies of one circle stand beside each other, in the order the capital takes.
    inner = [node for node in on_circle if node in shown][:_MOST_INNER]
    inner += [node for node in shown if node in filers and node not in inner][: _MOST_INNER - len(inner)]
    inner = inner or shown[:1]
    placed = dict(_ring(inner, INNER if len(inner) > 1 else (0.0, 0.0), _START, is_inner=True))
    outer = [node for node in shown if node not in placed]
    wanted = {node: _mean_angle(placed[near].angle for near in neighbours[node] if near in placed) for node in outer}
    outer.sort(key=lambda node: (wanted[node], node))
    placed.update(_ring(outer, OUTER, _turn(outer, wanted), is_inner=False))
    return placed


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
