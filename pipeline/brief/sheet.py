"""How much of a printed sheet a page takes, reckoned without a browser.

The rules are those of docs/print.css. The
sheet is as narrow as A4 and as low as Letter, so that what fits it fits both. Lengths are CSS pixels, 96 to the inch.
A test prints pages in a browser and holds this reckoning to what comes out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.brief.letters import width
from pipeline.brief.markup import FOLD, parser, plain, without_folds, without_front

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_MM: Final = 96 / 25.4
_PT: Final = 96 / 72
WIDTH: Final = (210 - 16) * _MM
HEIGHT: Final = (279.4 - 16) * _MM
LINE: Final = 8.5 * 1.25 * _PT
"""Height of a line of running text."""
ROW: Final = (8 * 1.2 + 2 + 0.75) * _PT
"""Height of a table row of one line."""

_PICTURE: Final = 54 * _MM
_INDENT: Final = 14 * _PT
_CELL: Final = (8 + 0.75) * _PT
"""What a column takes beside its words."""
_SPARE: Final = 1.02
"""Words are reckoned a little wider than they are: kerning, and where a browser may not break a line."""


_HAIR: Final = 1.5
_SIGN, _CLOSING = "\u2e80-\uffef", "、。，．；：！？）」』】》"
_BREAKS = re.compile(rf"[{_SIGN}][{_CLOSING}]*|[^\s{_SIGN}]+?[-–](?=\w)|[^\s{_SIGN}]+")
"""What no line breaks: words, and each sign of Chinese, Japanese or Korean with what closes behind it."""
_PARTED = re.compile(rf"[^{_SIGN}]")
_HEADINGS: Final = {"h1": (14, 1.2, 0, 3), "h2": (9.5, 1.25, 4, 3), "h3": (8.5, 1.25, 4, 2)}
"""Size, line height, space above and below, in points."""
_LINE_UNDER: Final = {"h2": 0.75}


def fits(page: str) -> bool:
    """Tell whether a page fits one sheet with its folds closed."""
    return overflow(page) <= 0


def overflow(page: str) -> float:
    """Say by how many pixels a page is too high for the sheet; below zero: how many are left."""
    return height(page) - HEIGHT


def height(page: str) -> float:
    """Reckon how high a page is when it is printed with its folds closed."""
    tokens = parser().parse(without_folds(without_front(page), f"{FOLD}\n"))
    total, below = 0.0, 0.0
    for block in _blocks(tokens):
        total += max(below, block.above) + block.height
        below = block.below
    return total


class _Block(NamedTuple):
    """A block with the space it wants above and below; of two spaces that meet the larger counts."""

    height: float
    above: float = 0.0
    below: float = 3 * _PT


def _blocks(tokens: Sequence[Token]) -> Iterator[_Block]:
    lists = 0
    rows: list[list[Token]] = []
    for token, words in zip(tokens, [*tokens[1:], *tokens[:1]], strict=True):
        if token.type == "heading_open":
            yield _heading(token.tag, plain(words))
        elif token.type in {"bullet_list_open", "ordered_list_open", "blockquote_open"}:
            lists += 1
        elif token.type in {"bullet_list_close", "ordered_list_close", "blockquote_close"}:
            lists -= 1
            if not lists:
                yield _Block(0.0)
        elif token.type == "paragraph_open":
            yield _paragraph(words, lists, tight=token.hidden)
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append(token)
        elif token.type == "table_close":
            yield _Block(_table([[plain(cell) for cell in row] for row in rows]))
            rows = []


def _heading(tag: str, words: str) -> _Block:
    size, line, above, below = _HEADINGS[tag]
    under = _LINE_UNDER.get(tag, 0.0) * _PT
    return _Block(
        lines(words, size, WIDTH, bold=True) * size * line * _PT + under, above=above * _PT, below=below * _PT
    )


def _paragraph(words: Token, lists: int, *, tight: bool) -> _Block:
    if any(child.type == "image" for child in words.children or ()):
        return _Block(_PICTURE)
    return _Block(lines(plain(words), 8.5, WIDTH - lists * _INDENT) * LINE, below=0.0 if tight else 3 * _PT)


def lines(words: str, points: float, room: float, *, bold: bool = False) -> int:
    """Count the lines that words take."""
    count, left = 1, room
    space = _width(" ", points, bold=bold)
    for word in _BREAKS.findall(words):
        long = _width(word, points, bold=bold)
        if long > left and left < room:
            count, left = count + 1, room
        # A word wider than the line goes on in the next one.
        over = int(long // room)
        count += over
        left -= long - over * room + (space if _PARTED.match(word) else 0.0)
    return count


def _width(words: str, points: float, *, bold: bool = False) -> float:
    return width(words, points * _PT, bold=bold) * _SPARE


def _table(rows: Sequence[Sequence[str]]) -> float:
    """Set a table as browsers do: a column gets what its longest word needs, and of the rest by what it wants more."""
    wide = [[(_needed(cell, bold=not place), _width(cell, 8, bold=not place)) for cell in row]
            for place, row in enumerate(rows)]  # fmt: skip
    columns = list(zip(*wide, strict=True))
    least = [max(low for low, _ in column) for column in columns]
    most = [max(high for _, high in column) for column in columns]
    spare = max(0.0, WIDTH - _CELL * len(columns) - sum(least))
    wanted = sum(most) - sum(least)
    # Where it must break lines, a browser rounds, and a cell that fits by a hair does not.
    share, hair = (1.0, 0.1) if spare >= wanted else (spare / wanted, -_HAIR)
    widths = [low + (high - low) * share + hair for low, high in zip(least, most, strict=True)]
    total = 0.75 * _PT
    for place, row in enumerate(rows):
        high = max(lines(cell, 8, width, bold=not place) for cell, width in zip(row, widths, strict=True))
        total += ROW + (high - 1) * 8 * 1.2 * _PT
    return total


def _needed(cell: str, *, bold: bool) -> float:
    """Give the width of the longest word."""
    return max((_width(word, 8, bold=bold) for word in _BREAKS.findall(cell)), default=0.0)
