"""Places for a readable drawing: the companies that matter on an inner ring, their partners on an outer one.

Everything is computed from sorted input with plain arithmetic, so the same map gives the same drawing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from pipeline.inert import cut
from pipeline.loop.records import NodeKind
from pipeline.loop.wording import short_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.loop.records import Edge, Loop, Node

MOST_NODES = 40
_MOST_INNER = 12
INNER = (390.0, 240.0)
OUTER = (640.0, 410.0)
"""Half-axes of the two rings: wider than high, because names are."""

LETTER = 6.9
LONGEST = 34
BOX = 15.0
_ROOM = (46.0, 26.0)
"""What stays free between two boxes, beside and above: an arrow with its figure."""
_ROUNDS = 80
_BESIDE = 11.0
_MARGIN = 24.0


class Place(NamedTuple):
    """Where a node stands, seen from the middle of the drawing. ``angle`` on its ring, clockwise from the right."""

    x: float
    y: float
    angle: float
    inner: bool


class Frame(NamedTuple):
    """The part of the plane in which something is drawn: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float


def half_width(node: Node) -> float:
    """Give half the width of a party's box."""
    return len(cut(short_name(node), LONGEST)) * LETTER / 2 + 10


def places(loop: Loop) -> dict[str, Place]:
    """Give a place to at most 40 nodes, those at the ends of the flows that tell most."""
    shown = _shown(loop)
    nodes = {node.id: node for node in loop.nodes if node.id in shown}
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
    placed = _apart(placed, {node: half_width(nodes[node]) for node in inner})
    outer = sorted(shown - placed.keys())
    wanted = {node: _mean_angle(placed[near].angle for near in neighbours[node] if near in placed) for node in outer}
    outer.sort(key=lambda node: (wanted[node], node))
    placed.update(_ring(outer, OUTER, _turn(outer, wanted), is_inner=False))
    return placed


def _apart(placed: dict[str, Place], halves: Mapping[str, float]) -> dict[str, Place]:
    """Push boxes that stand on each other apart, a little at a time, the way that is shorter."""
    at = {node: [place.x, place.y] for node, place in placed.items()}
    for _ in range(_ROUNDS):
        moved = False
        for one, other in combinations(at, 2):
            dx, dy = at[other][0] - at[one][0], at[other][1] - at[one][1]
            over_x = halves[one] + halves[other] + _ROOM[0] - abs(dx)
            over_y = 2 * BOX + _ROOM[1] - abs(dy)
            if over_x <= 0 or over_y <= 0:
                continue
            moved, axis, push = True, int(over_y <= over_x), min(over_x, over_y) / 2 + 0.5
            side = math.copysign(push, (dx, dy)[axis])
            at[one][axis] -= side
            at[other][axis] += side
        if not moved:
            break
    return {node: place._replace(x=at[node][0], y=at[node][1]) for node, place in placed.items()}


def frame(loop: Loop, placed: Mapping[str, Place]) -> Frame:
    """Give the room that the parties and their names take."""
    xs, ys = [0.0], [0.0]
    for node in loop.nodes:
        place = placed.get(node.id)
        if place is None:
            continue
        if place.inner:
            half = half_width(node)
            xs += [place.x - half, place.x + half]
            ys += [place.y - BOX, place.y + BOX]
        else:
            far = math.hypot(place.x, place.y) or 1.0
            long = _BESIDE + LETTER * len(cut(short_name(node), LONGEST))
            xs += [place.x, place.x + place.x / far * long]
            ys += [place.y - BOX, place.y + BOX, place.y + place.y / far * long]
    left, top = min(xs) - _MARGIN, min(ys) - _MARGIN
    return Frame(left, top, max(xs) + _MARGIN - left, max(ys) + _MARGIN - top)


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

    def show(edges: Iterable[Edge]) -> None:
        for edge in edges:
            if len(shown) == MOST_NODES:
                return
            if len(shown | {edge.giver, edge.taker}) <= MOST_NODES:
                shown.update((edge.giver, edge.taker))

    ranked = sorted(loop.edges, key=weight)
    show(edge for edge in ranked if edge.id in legs or {edge.giver, edge.taker} <= filers)
    heart = frozenset(shown)
    # A flow that hangs on what is shown tells more than a larger one by itself.
    show(edge for edge in ranked if not heart.isdisjoint((edge.giver, edge.taker)))
    show(ranked)
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
