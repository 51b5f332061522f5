"""Pages whose lines pdfium could not make out: words in single letters, lines that run over several columns."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING

from pipeline.read.onpage import Box, Boxed, Line, Piece, line_at

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD_GAP = 0.12
"""Letters of which one begins so far right of the one before, as a share of their height, are of two words."""
WIDEST_PAGE = 14_400
"""Points: the widest page a PDF may have. Damaged files put letters millions of points away."""
GUTTER = 9.0
"""Two columns stand at least so many points apart."""
LEAST_LINES = 8
"""Fewer lines with a gap at the same place are fields of a form or a row of a table, which is read row by row."""
FULL, FULL_SHARE = 0.75, 0.6
"""Of the lines of a column of prose this share is at least so full. Cells of a table are not."""
RUNNING_SHARE = 0.35
"""Of the lines of a column of prose this share begins with a small letter. Cells of a table do not."""

CAPTIONS = re.compile(
    r"^((?:\([^()\r\n]+ )+\([^()\r\n]+?) *\r\n((?:[^()\r\n]+\) )+[^()\r\n]+\)) *(?=\r|\Z)", re.MULTILINE
)
"""Captions in brackets side by side, each over two lines: "(State of (I.R.S. Employer" over "incorporation) No.)"."""
IN_FIRST, IN_SECOND = re.compile(r"\([^(]+"), re.compile(r"[^)]+\)")


def set_anew(raw: str, boxes: Boxed) -> list[Piece]:
    """Put letters together to words and lines by their places alone."""
    letters = [(place, boxes.room(place)) for place, character in enumerate(raw) if not character.isspace()]
    letters = [(place, box) for place, box in letters if box.seen]
    size = median([box.top - box.bottom for _, box in letters] or [1.0])
    rows: list[list[tuple[int, Box]]] = []
    middles: list[float] = []
    for place, box in sorted(letters, key=lambda letter: -(letter[1].bottom + letter[1].top)):
        middle = (box.bottom + box.top) / 2
        if rows and middles[-1] - middle < size / 2:
            rows[-1].append((place, box))
        else:
            rows.append([(place, box)])
            middles.append(middle)
    pieces: list[Piece] = []
    for row in rows:
        row.sort(key=lambda letter: letter[1].left)
        right = row[0][1].left
        for place, box in row:
            if box.left - right > WORD_GAP * size:
                pieces.append(Piece(place, place, " "))
            pieces.append(Piece(place, place + 1))
            right = box.right
        pieces.append(Piece(row[-1][0] + 1, row[-1][0] + 1, "\n"))
    return pieces


def set_captions_apart(raw: str, lines: Sequence[Line], boxes: Boxed) -> list[Line]:
    """Give the lines with captions that stand side by side taken apart, one whole caption after the other."""
    apart: dict[int, list[Line]] = {}
    for match in CAPTIONS.finditer(raw):
        first = _parts(IN_FIRST, raw, match.span(1), boxes)
        second = _parts(IN_SECOND, raw, match.span(2), boxes)
        if len(first) == len(second) and _stand_apart(first) and _stand_apart(second):
            apart[first[0].start] = list(chain.from_iterable(zip(first, second, strict=True)))
            apart[second[0].start] = []
    return [part for line in lines for part in apart.get(line.start, [line])]


def _parts(pattern: re.Pattern[str], raw: str, span: tuple[int, int], boxes: Boxed) -> list[Line]:
    parts = []
    for match in pattern.finditer(raw, *span):
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        parts.append(line_at(start, match.start() + len(words.rstrip()), boxes))
    return parts


def _stand_apart(parts: Sequence[Line]) -> bool:
    return all(after.left - before.right > GUTTER for before, after in pairwise(parts))


def set_in_columns(raw: str, lines: Sequence[Line], boxes: Boxed) -> list[Line] | None:
    """Give the lines of a page with those taken apart that run over columns, one column after the other.

    None where no gap goes through enough lines of prose.
    """
    phrases = [_phrases(raw, line, boxes) for line in lines]
    gutter = _gutter(phrases)
    if gutter is None:
        return None
    found: list[Line] = []
    split = False
    for crosses, group in groupby(zip(lines, phrases, strict=True), lambda pair: _crosses(pair[1], gutter)):
        whole, parts = zip(*group, strict=True)
        columns = None if crosses else _columns(raw, parts, gutter, boxes)
        if columns is None:
            found.extend(whole)
            continue
        split = True
        for column in columns:
            found.extend(set_in_columns(raw, column, boxes) or column)
    return found if split else None


def _phrases(raw: str, line: Line, boxes: Boxed) -> list[Line]:
    """Cut a line at its wide gaps."""
    starts, ends = [line.start], []
    at = raw.find(" ", line.start, line.end)
    while at >= 0:
        before, after = at - 1, at + 1
        while raw[after] == " ":
            after += 1
        if boxes.box(after).left - boxes.box(before).right > GUTTER:
            ends.append(at)
            starts.append(after)
        at = raw.find(" ", after, line.end)
    return [line_at(start, end, boxes) for start, end in zip(starts, [*ends, line.end], strict=True)]


def _gutter(lines: Sequence[Sequence[Line]]) -> float | None:
    """Give the middle of the gap that goes through the most lines, in points; None where it goes through too few."""
    through = Counter(
        point
        for phrases in lines
        for before, after in pairwise(phrases)
        for point in range(int(before.right) + 1, min(int(after.left), int(before.right) + WIDEST_PAGE) + 1)
    )
    most = max(through.values(), default=0)
    if most < LEAST_LINES:
        return None
    best = sorted(point for point, count in through.items() if count == most)
    last = next((at for at, (point, other) in enumerate(pairwise(best)) if other > point + 1), len(best) - 1)
    return (best[0] + best[last]) / 2


def _crosses(phrases: Sequence[Line], gutter: float) -> bool:
    return any(phrase.left < gutter < phrase.right for phrase in phrases)


def _columns(
    raw: str, lines: Sequence[Sequence[Line]], gutter: float, boxes: Boxed
) -> tuple[list[Line], list[Line]] | None:
    """Give the lines left of the gutter and those right of it; None where they are no prose."""
    sides: tuple[list[Line], list[Line]] = [], []
    both = 0
    for phrases in lines:
        left = [phrase for phrase in phrases if phrase.right <= gutter]
        right = phrases[len(left) :]
        both += bool(left and right)
        for side, part in zip(sides, (left, right), strict=True):
            if part:
                side.append(line_at(part[0].start, part[-1].end, boxes))
    return sides if both >= LEAST_LINES and all(_is_prose(raw, side) for side in sides) else None


def _is_prose(raw: str, column: Sequence[Line]) -> bool:
    """Tell whether most of a column's lines are full, and many go on in the middle of a sentence."""
    width = max(line.right for line in column) - min(line.left for line in column)
    full = sum(line.right - line.left >= FULL * width for line in column)
    running = sum(raw[line.start].islower() for line in column)
    return full >= FULL_SHARE * len(column) and running >= RUNNING_SHARE * len(column)
