"""Tables of contents and cross-reference indexes: rows of titles that end in page numbers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.lines import Line

ROW = re.compile(
    r"[A-Za-z\u2019').:](?:\s*\.{2,}|\s|\u2026)\s*(?:pages?\s+)?(?:[A-Z]-)?(\d{1,3})(?:\s*[,\u2013\u2014-]\s*(?:[A-Z]-)?\d{1,3})*$",
    re.IGNORECASE,
)
PLAIN_NUMBER = re.compile(r"(?:[A-Z]-)?(\d{1,3})")
TITLE = re.compile(
    r"\W*(?:table\s+of\s+contents|contents|index|(?:form\s+10-\w\s+)?cross[- ]reference\s+index)\W*$", re.IGNORECASE
)
PRESCRIBED_ROW = re.compile(r"(?:item|part|note)s?\s+(?:\d|[ivx]+\b)", re.IGNORECASE)
LONGEST = 200
STEP = 6
"""So many lines without a page number (titles over two lines, group headings) may stand between two rows."""
LEAST_ROWS = 6
LEAST_ORDERED = 0.85
FRONT = 0.12
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
        if run and index - run[-1][0] > STEP:
            found.extend(_checked(lines, run))
            run = []
        run.append((index, number))
    found.extend(_checked(lines, run))
    return found


def _page_number(text: str) -> int | None:
    last = text[-1]
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
    rising = sum(after >= before for (_, before), (_, after) in pairwise(run))
    if rising < LEAST_ORDERED * (len(run) - 1) or run[-1][1] <= run[0][1]:
        return []
    first, last = run[0][0], run[-1][0] + 1
    while first > 0 and run[0][0] - first < STEP and lines[first - 1].page == lines[first].page:
        if not (
            PRESCRIBED_ROW.match(lines[first - 1].text) or TITLE.match(lines[first - 1].text) or first == run[0][0]
        ):
            break
        first -= 1
    rows = sum(PRESCRIBED_ROW.match(lines[index].text) is not None for index in range(first, last))
    titled = any(TITLE.match(lines[index].text) for index in range(max(0, first - STEP), first + 1))
    in_front = first < max(FRONT * len(lines), 200)
    return [(first, last)] if (in_front and (rows or titled)) or rows >= ITEM_ROWS_BEHIND else []
