"""The few shapes pictures are made of, written the same way everywhere, and their colours in light and dark."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from pipeline.inert import xml

FONTS: Final = "Arial, Helvetica, Liberation Sans, sans-serif"
COLOURS: Final = {
    "card": ("#ffffff", "#0d1117"),
    "rule": ("#d5dbe1", "#3d444d"),
    "ink": ("#1d2733", "#e6edf3"),
    "soft": ("#56616c", "#a8b3be"),
    "box": ("#1d2733", "#21303f"),
    "on_box": ("#ffffff", "#ffffff"),
    "soft_on_box": ("#c9d3dd", "#c9d3dd"),
    "stakes": ("#7b3fa0", "#cf9bf2"),
    "supply": ("#0f6fb5", "#6cb6ff"),
    "debt": ("#a85500", "#f0a35e"),
    "other": ("#56616c", "#a8b3be"),
    "share": ("#1f7d62", "#57c7a5"),
}
"""Each colour on a light and on a dark ground. Words in them stand out from the card, by the rule of WCAG 1.4.3."""

STYLE: Final = (
    "<style>@media (prefers-color-scheme: dark){"
    + "".join(f".{name}{{fill:{dark}}}.{name}-line{{stroke:{dark}}}" for name, (_, dark) in COLOURS.items())
    + "}</style>"
)


def text(
    x: int | Decimal,
    y: int | Decimal,
    words: str,
    *,
    size: float,
    weight: int = 400,
    colour: str = "ink",
    anchor: str = "start",
) -> str:
    """Write a line of words."""
    return marked(x, y, xml(words), size=size, weight=weight, colour=colour, anchor=anchor)


def marked(
    x: int | Decimal, y: int | Decimal, inner: str, *, size: float, weight: int, colour: str, anchor: str
) -> str:
    """Write a line of what is markup already."""
    bold = f' font-weight="{weight}"' if weight != 400 else ""  # noqa: PLR2004  (the default of fonts)
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{number(x)}" y="{number(y)}" font-size="{size}" {fill(colour)}{bold}{at}>{inner}</text>'


def box(x: int | Decimal, y: int | Decimal, wide: int, high: int, *, colour: str, edge: str = "") -> str:
    """Draw a rectangle with round corners, and its edge where that has a colour."""
    line = f' stroke="{COLOURS[edge][0]}"' if edge else ""
    names = " ".join([colour, *([f"{edge}-line"] if edge else [])])
    at = f'x="{number(x)}" y="{number(y)}" width="{wide}" height="{high}" rx="12"'
    return f'<rect {at} class="{names}" fill="{COLOURS[colour][0]}"{line}/>'


def fill(colour: str) -> str:
    """Give the attributes of what is filled with a colour."""
    return f'class="{colour}" fill="{COLOURS[colour][0]}"'


def stroke(colour: str) -> str:
    """Give the attributes of what is drawn in a colour."""
    return f'class="{colour}-line" stroke="{COLOURS[colour][0]}"'


def number(value: int | Decimal) -> str:
    """Write a coordinate with at most one decimal, the same everywhere."""
    return format(Decimal(value).quantize(Decimal("0.1")), "f").removesuffix(".0")
