"""Tables of contents and cross-reference indexes: rows of titles that end in page numbers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.lines import Line

ROW = re.compile(
    r"(?:[A-Za-z\u2019').:]|\b(?:19|20)\d\d)(?:\s*\.{2,}|\s|\u2026)\s*(?:pages?\s+)?(?:[A-Z]-)?(\d{1,3})(?:\s*[,\u2013\u2014-]\s*(?:[A-Z]-)?\d{1,3})*$",
    re.IGNORECASE,
)
PLAIN_NUMBER = re.compile(r"(?:[A-Z]-)?(\d{1,3})")
TITLE = re.compile(
    r"\W*(?:table\s+of\s+contents|contents|index|(?:form\s+10-\w\s+)?cross[- ]reference\s+index)\W*$", re.IGNORECASE
)
ITEM_ROW = re.compile(r"i\s?tem\s+\d", re.IGNORECASE)
CROSS_REFERENCE = re.compile(r"(?:form\s+10-\w\s+)?cross[- ]reference\s+index", re.IGNORECASE)
PRESCRIBED_ROW = re.compile(r"(?:i\s?tem|part|note)s?\s+(?:\d{1,2}[a-c]?|[ivx]+\b)", re.IGNORECASE)
LONGEST = 200
STEP = 6
"""So many lines without a page number (titles over two lines, group headings) may stand between two rows."""
HEAD_LINES = 8
"""The heading of contents and rows without a number stand at most so many lines above the first row."""
LEAST_ROWS = 6
LEAST_ORDERED = 0.85
FRONT, FRONT_LINES = 0.12, 200
"""In the front of a document a heading or one Item row is enough; further back several Item rows are needed."""
ITEM_ROWS_BEHIND = 4


def find_contents(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Find stretches of contents as half-open ranges of line indices."""
    found: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        number = _page_number(line.text)
        if number is None:
            continue
        if run and (index - run[-1][0] > STEP or line.page != lines[run[-1][0]].page):
            found.extend(_checked(lines, run))
            run = []
        run.append((index, number))
    found.extend(_checked(lines, run))
    return found


def _page_number(text: str) -> int | None:
    last = text[-1]
    if PRESCRIBED_ROW.fullmatch(text):
        return None  # "Item 1" on a line of its own ends in no page number
    if not last.isdecimal() or len(text) > LONGEST:
        return None
    whole = PLAIN_NUMBER.fullmatch(text)
    if whole is not None:
        return int(whole.group(1))
    row = ROW.search(text)
    return None if row is None else int(row.group(1))


def _checked(lines: Sequence[Line], run: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(run) < LEAST_ROWS:
        return []
    first, last = run[0][0], run[-1][0] + 1
    titles = [lines[index].text for index in range(max(0, first - HEAD_LINES), first + 1)]
    titled = any(map(TITLE.match, titles))
    rising = sum(after >= before for (_, before), (_, after) in pairwise(run))
    if rising < LEAST_ORDERED * (len(run) - 1) and not any(map(CROSS_REFERENCE.match, titles)):
        return []
    rows = sum(PRESCRIBED_ROW.match(lines[index].text) is not None for index, _ in run)
    if titled or sum(ITEM_ROW.match(lines[index].text) is not None for index, _ in run) > 1:
        for above in range(first - 1, max(-1, first - 1 - HEAD_LINES), -1):
            if lines[above].page != lines[first].page:
                break
            if PRESCRIBED_ROW.match(lines[above].text) or TITLE.match(lines[above].text):
                first = above
    in_front = first < max(FRONT * len(lines), FRONT_LINES)
    return [(first, last)] if (in_front and (rows or titled)) or rows >= ITEM_ROWS_BEHIND else []
