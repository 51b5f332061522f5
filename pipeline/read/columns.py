"""Columns of a table by where its figures and heads stand on the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pipeline.read.heads import SPAN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.read.lines import Line
    from pipeline.read.sketch import Sketch, SketchCell

GAP = 9.0
"""Right edges further apart than so many points belong to different columns."""
LOOSE_GAP = 22.0
WORD_GAP = 5.5
"""Words of one head stand at most so many points apart."""
OVERLAP = 0.35
"""A head belongs to a column when so much of the narrower of the two lies over the other."""
BEST_SHARE = 0.6
"""A head belongs to several columns only when it lies over each nearly as much as over the one it lies over most."""
HEADS_SHARE = 0.5
"""Heads are given when at least this share of the columns has one."""
MARGIN = 15.0
"""Words that begin at most so many points right of the labels stand over the labels."""
NO_HEAD = re.compile(r"\bin\s+(?:thousands|millions|billions)\b|^\(?unaudited\)?$", re.IGNORECASE)
TITLE_COLUMNS = 3
"""Words over so many columns, but not over equal groups of them, are the table's title."""
CENTRED = 0.45
"""A head stands over a group of columns when its middle is so near the group's, as a share of one column's width."""
OFF_MIDDLE = 4.0
"""A head stands at most so many points off the middle of the rule under it."""
EXTRA = 2
"""A table has at most so many columns more than its widest row has figures."""


class Layout(Protocol):
    """Tells where characters stand on a page."""

    def edges(self, page: int, offsets: Sequence[int]) -> list[tuple[float, float]]:
        """Give left and right edge of the characters at ``offsets`` on the page of index ``page``."""
        ...

    def rules(self, page: int, offset: int) -> Sequence[tuple[float, float]]:
        """Give left and right end of the rules drawn right under the character at ``offset``, from left to right."""
        ...

    def shows(self, page: int) -> bool:
        """Tell whether the page of index ``page`` shows more than a rule and a line of furniture."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class Phrase(NamedTuple):
    """Words of a head that stand together, the number of their line, and where in the document they begin."""

    line: int
    text: str
    left: float
    right: float
    start: int


def placed(text: str, table: Sketch, page: int, heads: Sequence[Line], layout: Layout) -> None:
    """Put each figure of the table into the column it stands in, and give it heads where words stand over columns.

    The table stays as it was where the places make no columns.
    """
    cells = [cell for row in table.rows for cell in row.cells]
    edges = layout.edges(
        page, [offset for cell in cells for offset in (cell.start, _last_digit(text, cell.start, cell.end))]
    )
    lefts, rights = [left for left, _ in edges[0::2]], [right for _, right in edges[1::2]]
    anchors = _anchors(rights, [number for number, row in enumerate(table.rows) for _ in row.cells])
    if len(anchors) > max(len(row.cells) for row in table.rows) + EXTRA:
        return
    moved: list[tuple[SketchCell, ...]] = []
    column_lefts = list(anchors)
    at = 0
    for row in table.rows:
        places = [_nearest(anchors, right) for right in rights[at : at + len(row.cells)]]
        if any(after <= before for before, after in pairwise(places)):
            return
        for column, left in zip(places, lefts[at:], strict=False):
            column_lefts[column] = min(column_lefts[column], left)
        at += len(row.cells)
        moved.append(
            tuple(
                cell if cell.column == column else cell._replace(column=column)
                for cell, column in zip(row.cells, places, strict=True)
            )
        )
    margin = layout.edges(page, [table.rows[0].start])[0][0] + MARGIN
    phrases = [
        phrase for phrase in _phrases(page, heads, layout) if phrase.left > margin and not NO_HEAD.search(phrase.text)
    ]
    columns = table.columns
    if len(columns) != len(anchors) or len(set(columns)) < len(columns):
        over = _over(phrases, anchors, column_lefts, lambda offset: layout.rules(page, offset))
        if len(columns) != len(anchors) or (all(over) and len(set(over)) > len(set(columns))):
            columns = over
    if sum(map(bool, columns)) < HEADS_SHARE * len(columns):
        columns = ()
    table.columns = columns
    for row, placed_cells in zip(table.rows, moved, strict=True):
        row.cells = placed_cells


def _last_digit(text: str, start: int, end: int) -> int:
    """Give the offset of a figure's last digit: brackets and percent signs hang over the column's edge."""
    for offset in range(end - 1, start, -1):
        if text[offset].isdecimal():
            return offset
    return max(start, end - 1)


def _anchors(rights: Sequence[float], rows: Sequence[int]) -> list[float]:
    """Give the right edge of each column. ``rows`` says which row each edge belongs to.

    Groups that stand close and never share a row are one column whose figures are not aligned ("8 %" under "22 %").
    """
    groups: list[list[tuple[float, int]]] = []
    for right, row in sorted(zip(rights, rows, strict=True)):
        if groups and right - groups[-1][-1][0] <= GAP:
            groups[-1].append((right, row))
        else:
            groups.append([(right, row)])
    merged: list[list[tuple[float, int]]] = []
    for group in groups:
        used = {row for _, row in group}
        if merged and group[0][0] - merged[-1][-1][0] <= LOOSE_GAP and used.isdisjoint(row for _, row in merged[-1]):
            merged[-1].extend(group)
        else:
            merged.append(group)
    return [median(right for right, _ in group) for group in merged]


def _nearest(anchors: Sequence[float], right: float) -> int:
    at = bisect_left(anchors, right)
    near = [index for index in (at - 1, at) if 0 <= index < len(anchors)]
    return min(near, key=lambda index: abs(anchors[index] - right))


def _phrases(page: int, heads: Sequence[Line], layout: Layout) -> list[Phrase]:
    words: list[tuple[int, str, int, int]] = []
    for number, line in enumerate(heads):
        offset = line.start
        for word in line.text.split():
            offset = line.start + line.text.index(word, offset - line.start)
            words.append((number, word, offset, offset + len(word) - 1))
            offset += len(word)
    edges = layout.edges(page, [offset for _, _, first, last in words for offset in (first, last)])
    phrases: list[Phrase] = []
    before = -1
    for (number, word, start, _), (left, _), (_, right) in zip(words, edges[0::2], edges[1::2], strict=True):
        if phrases and number == before and 0 <= left - phrases[-1].right <= WORD_GAP:
            phrases[-1] = phrases[-1]._replace(text=f"{phrases[-1].text} {word}", right=right)
        else:
            phrases.append(Phrase(number, word, left, right, start))
        before = number
    return phrases


def _over(
    phrases: Sequence[Phrase],
    anchors: Sequence[float],
    lefts: Sequence[float],
    rules: Callable[[int], Sequence[tuple[float, float]]],
) -> tuple[str, ...]:
    """Give each column the phrases that stand over it, from top to bottom."""
    spacing = median(b - a for a, b in pairwise(anchors)) if len(anchors) > 1 else 60.0
    ground = [
        (
            max(left - GAP, right - spacing, anchors[index - 1]) if index else min(left, right - 0.6 * spacing),
            right + GAP / 2,
        )
        for index, (left, right) in enumerate(zip(lefts, anchors, strict=True))
    ]
    heads: list[list[str]] = [[] for _ in anchors]
    lines = [list(group) for _, group in groupby(phrases, key=lambda phrase: phrase.line)]
    periods = sum(len(line) == 1 and SPAN.search(line[0].text) is not None for line in lines)
    for line in lines:
        spans: Sequence[Sequence[int]] | None = None
        if len(line) > 1 or periods == 1:
            spans = _spans(line, ground)
        if len(line) < len(anchors):
            spans = _ruled(line, spans, ground, rules)
        for phrase, columns in zip(line, spans or (_under(phrase, ground) for phrase in line), strict=True):
            if len(columns) < TITLE_COLUMNS or spans:
                for column in columns:
                    heads[column].append(phrase.text)
    return tuple(" ".join(words) for words in heads)


def _ruled(
    line: Sequence[Phrase],
    spans: Sequence[Sequence[int]] | None,
    ground: Sequence[tuple[float, float]],
    rules: Callable[[int], Sequence[tuple[float, float]]],
) -> Sequence[Sequence[int]] | None:
    """Correct by the rules drawn under a line of heads which columns each of them spans.

    A head in the middle of one long rule spans what the rule does. Where rules are drawn cell by cell, a span leaves
    out the columns without one ("% Change" beside the years of "Quarters Ended").
    """
    least = ground[0][0] - LOOSE_GAP
    pieces = [piece for piece in rules(line[0].start) if piece[0] >= least]
    covered = [
        [at for at, (_, edge) in enumerate(ground) if left < edge - GAP / 2 <= right + GAP] for left, right in pieces
    ]
    if spans is not None:
        ruled = {at for columns in covered for at in columns}
        kept = [[at for at in span if at in ruled] for span in spans]
        return kept if all(kept) else spans
    found: list[list[int]] = []
    for phrase in line:
        middle = (phrase.left + phrase.right) / 2
        under = _under(phrase, ground)
        found.append(under if len(under) < TITLE_COLUMNS else [])
        for (left, right), columns in zip(pieces, covered, strict=True):
            if len(columns) > 1 and abs((left + right) / 2 - middle) <= OFF_MIDDLE:
                found[-1] = columns
    return found if any(len(columns) > 1 for columns in found) else None


def _spans(line: Sequence[Phrase], ground: Sequence[tuple[float, float]]) -> list[range] | None:
    """Give equal groups of columns when each phrase of the line stands in the middle of one: heads over heads."""
    share, odd = divmod(len(ground), len(line))
    if odd or share == 1:
        return None
    groups = [range(at, at + share) for at in range(0, len(ground), share)]
    for phrase, group in zip(line, groups, strict=True):
        left, right = ground[group[0]][0], ground[group[-1]][1]
        column = (right - left) / share
        if abs((phrase.left + phrase.right) / 2 - (left + right) / 2) > CENTRED * column:
            return None
        if share % 2 and not SPAN.search(phrase.text) and phrase.right - phrase.left < column:
            return None
        if len(line) == 1 and not SPAN.search(phrase.text):
            return None
    return groups


def _under(phrase: Phrase, ground: Sequence[tuple[float, float]]) -> list[int]:
    """Give the columns a phrase stands over by its own width."""
    common = [min(phrase.right, right) - max(phrase.left, left) for left, right in ground]
    if max(common) <= 0:  # a head in the middle of a wide column whose figures are short
        column = bisect_left(ground, phrase.right, key=lambda place: place[1])
        return [column] if 0 < column < len(ground) and phrase.left > ground[column - 1][1] else []
    least = BEST_SHARE * max(common)
    return [
        column
        for column, ((left, right), shared) in enumerate(zip(ground, common, strict=True))
        if shared >= max(least, 0.1, OVERLAP * min(phrase.right - phrase.left, right - left))
    ]
