"""The map as one drawing: arrows the way capital moves, coloured by kind, dashed where not binding."""

from __future__ import annotations

import math
from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pipeline.inert import cut, xml
from pipeline.loop.layout import BOX, LETTER, LONGEST, Place, frame, half_width, places
from pipeline.loop.records import Edge, EdgeKind, Loop, Node, NodeKind
from pipeline.loop.totals import Totals
from pipeline.loop.wording import NOT_BINDING, does, money, short_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

COLOUR: Mapping[EdgeKind, str] = MappingProxyType(
    {
        EdgeKind.PURCHASE: "#1f5fbf",
        EdgeKind.INVESTMENT: "#1a7f37",
        EdgeKind.LOAN: "#7d4fc4",
        EdgeKind.LEASE: "#8a6100",
        EdgeKind.GUARANTEE: "#c2500a",
        EdgeKind.WARRANT: "#b8327f",
        EdgeKind.OTHER: "#6b7280",
    }
)
_NARROWEST = 900.0
"""The legend needs so much."""
_STRONG_CIRCLES = 5
_HEAD = 56
_FOOT = 76
_INK = "#1b1f24"
_DOT = 5.0
_LABEL_AT = 0.4
"""Where on a line its figure stands: short of the middle, so that ways there and back do not print on each other."""


class _Arrow(NamedTuple):
    """All edges of one kind and strength between two nodes."""

    giver: str
    taker: str
    kind: EdgeKind
    dashed: bool
    edges: tuple[Edge, ...]


def loop_picture(loop: Loop, *, totals: Totals | None = None) -> str:
    """Draw the map as SVG. At most 40 parties are shown; the rest is counted in the drawing's foot.

    Where ``totals`` are given, the map is an excerpt of what they count.
    """
    totals = totals or Totals.of(loop)
    at = places(loop)
    nodes = {node.id: node for node in loop.nodes if node.id in at}
    legs = {leg for circle in loop.circles[:_STRONG_CIRCLES] for leg in circle.legs}
    room = frame(loop, at)
    width, height = max(room.width, _NARROWEST), _HEAD + room.height + _FOOT
    middle = (width - room.width) / 2 - room.x
    title, told = _title(loop, totals)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
            'aria-labelledby="t d" font-family="Helvetica, Arial, sans-serif" font-size="13">'
        ),
        f'<title id="t">{xml(title)}</title>',
        f'<desc id="d">{xml(told)}</desc>',
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
        f'<text x="24" y="36" font-size="20" font-weight="bold" fill="{_INK}">{xml(title)}</text>',
        "<defs>",
        *(_head(kind) for kind in COLOUR),
        "</defs>",
        f'<g transform="translate({middle:.0f} {_HEAD - room.y:.0f})">',
    ]
    labels: list[str] = []
    for (_, _), arrows in sorted(_between(loop.edges, at).items()):
        for number, arrow in enumerate(arrows):
            line, label = _drawn(arrow, number, at, nodes, bold=any(edge.id in legs for edge in arrow.edges))
            parts.append(line)
            labels.extend(label)
    parts.extend(_node(node, at[node.id]) for node in nodes.values())
    parts.extend(labels)
    parts.append("</g>")
    parts.extend(_legend(loop, totals, height, len(at)))
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _title(loop: Loop, totals: Totals) -> tuple[str, str]:
    count = len(loop.circles)
    circles = f"{count} circle{'' if count == 1 else 's'}" if count else "no circle"
    title = f"Who pays whom: {totals.flows} flows, {circles}"
    names = {node.id: node.name for node in loop.nodes}
    told = "; ".join(" to ".join(names[node] for node in (*one.nodes, one.nodes[0])) for one in loop.circles[:10])
    return title, f"Arrows point the way capital moves. Circles: {told or 'none'}."


def _between(edges: Iterable[Edge], at: Mapping[str, Place]) -> dict[tuple[str, str], list[_Arrow]]:
    grouped: dict[tuple[str, str, EdgeKind, bool], list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.giver in at and edge.taker in at:
            grouped[edge.giver, edge.taker, edge.kind, edge.strength in NOT_BINDING].append(edge)
    arrows: dict[tuple[str, str], list[_Arrow]] = defaultdict(list)
    for (giver, taker, kind, dashed), group in sorted(grouped.items()):
        arrows[giver, taker].append(_Arrow(giver, taker, kind, dashed, tuple(group)))
    return arrows


def _largest(edges: Sequence[Edge]) -> Edge:
    return max(edges, key=lambda edge: (edge.size is not None, edge.size.value if edge.size else 0, edge.id))


def _width(edge: Edge) -> float:
    """Thickness grows with the number of digits: ten times the money is one step."""
    if edge.size is None or edge.size.value <= 1:
        return 1.2
    return min(6.0, max(1.2, 1.2 + 0.9 * (math.log10(float(edge.size.value)) - 7)))


def _short(node: Node, limit: int) -> str:
    return cut(short_name(node), limit)


def _drawn(
    arrow: _Arrow, number: int, at: Mapping[str, Place], nodes: Mapping[str, Node], *, bold: bool
) -> tuple[str, list[str]]:
    start, end = at[arrow.giver], at[arrow.taker]
    dx, dy = end.x - start.x, end.y - start.y
    apart = math.hypot(dx, dy) or 1.0
    # Bent to one side, so that the way there and the way back never lie on each other.
    bend = 0.10 * apart + 22 * number + 8
    mid_x, mid_y = (start.x + end.x) / 2 - dy / apart * bend, (start.y + end.y) / 2 + dx / apart * bend
    x1, y1 = _edge_of(start, nodes[arrow.giver], (mid_x, mid_y), 2)
    x2, y2 = _edge_of(end, nodes[arrow.taker], (mid_x, mid_y), 7)
    largest = _largest(arrow.edges)
    dash = ' stroke-dasharray="7 5"' if arrow.dashed else ""
    amount = money(largest.size)
    tip = f"{nodes[arrow.giver].name} {does(arrow.kind, nodes[arrow.giver])} {nodes[arrow.taker].name}: {amount}"
    line = (
        f'<path d="M{x1:.1f} {y1:.1f}Q{mid_x:.1f} {mid_y:.1f} {x2:.1f} {y2:.1f}" fill="none" '
        f'stroke="{COLOUR[arrow.kind]}" stroke-width="{_width(largest):.1f}" stroke-opacity="{1 if bold else 0.45}" '
        f'marker-end="url(#{arrow.kind})"{dash}><title>{xml(tip)}</title></path>'
    )
    if not bold or largest.size is None:
        return line, []
    t, rest = _LABEL_AT, 1 - _LABEL_AT
    x = rest * rest * x1 + 2 * t * rest * mid_x + t * t * x2
    y = rest * rest * y1 + 2 * t * rest * mid_y + t * t * y2
    # A white edge round the letters hides less of the arrow than a box would.
    label = (
        f'<text x="{x:.1f}" y="{y + 4:.1f}" font-size="12" text-anchor="middle" fill="{COLOUR[arrow.kind]}" '
        f'font-weight="bold" stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke">'
        f"{xml(amount)}</text>"
    )
    return line, [label]


def _edge_of(place: Place, node: Node, towards: tuple[float, float], gap: float) -> tuple[float, float]:
    """Where a line from the node's middle leaves its box or dot, and ``gap`` further."""
    dx, dy = towards[0] - place.x, towards[1] - place.y
    apart = math.hypot(dx, dy) or 1.0
    ux, uy = dx / apart, dy / apart
    if place.inner:
        reach = min(half_width(node) / abs(ux) if ux else math.inf, BOX / abs(uy) if uy else math.inf)
    else:
        reach = _DOT
    return place.x + ux * (reach + gap), place.y + uy * (reach + gap)


def _node(node: Node, place: Place) -> str:
    dash = "" if node.kind is NodeKind.COMPANY else ' stroke-dasharray="3 2"'
    if place.inner:
        half = half_width(node)
        return (
            f'<g><title>{xml(node.name)}</title><rect x="{place.x - half:.1f}" y="{place.y - BOX:.1f}" '
            f'width="{2 * half:.1f}" height="{2 * BOX}" rx="7" fill="#f3f5f8" stroke="{_INK}"{dash}/>'
            f'<text x="{place.x:.1f}" y="{place.y + 4.5:.1f}" text-anchor="middle" fill="{_INK}">'
            f"{xml(_short(node, LONGEST))}</text></g>"
        )
    degrees = math.degrees(math.atan2(place.y, place.x))
    left = place.x < 0
    turn, anchor, offset = (degrees - 180, "end", -11) if left else (degrees, "start", 11)
    return (
        f'<g transform="translate({place.x:.1f} {place.y:.1f})"><title>{xml(node.name)}</title>'
        f'<circle r="{_DOT:.0f}" fill="#ffffff" stroke="{_INK}"{dash}/>'
        f'<text transform="rotate({turn:.1f})" x="{offset}" y="4" text-anchor="{anchor}" font-size="12" '
        f'fill="{_INK}">{xml(_short(node, LONGEST))}</text></g>'
    )


def _head(kind: EdgeKind) -> str:
    return (
        f'<marker id="{kind}" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="11" markerHeight="11" '
        f'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z" fill="{COLOUR[kind]}"/></marker>'
    )


def _legend(loop: Loop, totals: Totals, height: float, shown: int) -> Iterable[str]:
    x, y = 24.0, height - 48
    for kind in (kind for kind in COLOUR if kind in totals.kinds):
        yield f'<path d="M{x:.0f} {y:.0f}h34" stroke="{COLOUR[kind]}" stroke-width="3" marker-end="url(#{kind})"/>'
        yield f'<text x="{x + 44:.0f}" y="{y + 4:.0f}" fill="{_INK}">{kind}</text>'
        x += 60 + len(kind) * LETTER + 20
    more = totals.parties - shown
    words = "Dashed: not binding. Thicker: more money."
    if loop.circles:
        few = len(loop.circles) <= _STRONG_CIRCLES
        words += f" Strong, with figures: the legs of {'circles' if few else 'the first circles listed'}."
    if more > 0:
        words += f" {more} more parties are in loop.md."
    yield f'<text x="24" y="{height - 18:.0f}" fill="#57606a">{xml(words)}</text>'
