"""Tables of contents and cross-reference indexes: rows of titles that end in page numbers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.lines import Line

ROW = re.compile(
    r"(?:[A-Za-z\u2019').:]|\b(?:19|20)\d\d)(?:\s*\.{2,}|\s|\u2026)[\s|]*(?:pages?\s+)?(?:[A-Z]-)?(\d{1,3})(?:\s*[,\u2013\u2014-]\s*(?:[A-Z]-)?\d{1,3})*$",
    re.IGNORECASE,
)
PLAIN_NUMBER = re.compile(
    r"(?:[A-Z]-)?(\d{1,3})(?:\s*[\u2013\u2014-]\s*(?:[A-Z]-)?\d{1,3})?(?:\s*,\s*\d{1,3}(?:\s*[\u2013\u2014-]\s*\d{1,3})?)*"
)
_FORM = r"(?:sec\s+)?form\s+10-?\w"
CROSS_REFERENCE = re.compile(
    rf"\W*(?:(?:{_FORM}\s+)?cross[- ]?reference\s+(?:index|table|sheet|(?:index\s+)?(?:to|of|for)\s+{_FORM})"
    rf"(?:\s+(?:to|of|for)\s+{_FORM})?|{_FORM}\s+cross[- ]?reference|index\s+to\s+{_FORM})\W*$",
    re.IGNORECASE,
)
"""The heading of an index that says on which pages of a report of another layout the form's Items stand."""
TITLE = re.compile(r"\W*(?:table\s+of\s+contents|contents|index)\W*$", re.IGNORECASE)
COLUMN_HEAD = re.compile(r"\W*page(?:\s+(?:no|number))?\W*$", re.IGNORECASE)
"""What stands over the page numbers."""
ITEM_ROW = re.compile(r"i\s?tem\s+\d", re.IGNORECASE)
NUMBERED_ROW = re.compile(r"\d{1,2}[A-C]?\.?\s+[A-Z]")
"""A row of a cross-reference index that leaves the word "Item" to the head of its column."""
PRESCRIBED_ROW = re.compile(r"(?:i\s?tem|part|note)s?\s+(?:\d{1,2}[a-c]?|[ivx]+\b)", re.IGNORECASE)
LONGEST = 200
STEP = 6
"""So many lines without a page number (titles over two lines, group headings) may stand between two rows."""
HEAD_LINES = 8
"""The heading of contents and rows without a number stand at most so many lines above the first row."""
LEAST_ROWS = 6
LEAST_ROWS_OVER = 2
"""So few rows may be the rest of an index on the next page."""
LEAST_ORDERED = 0.85
FRONT, FRONT_LINES = 0.12, 200
"""In the front of a document a heading or one Item row is enough; further back several Item rows are needed."""
ITEM_ROWS_BEHIND = 4


def find_contents(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Find stretches of contents as half-open ranges of line indices, no range over a page end."""
    found: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        number = _page_number(line.text)
        if number is None:
            continue
        if run and (index - run[-1][0] > STEP or line.page != lines[run[-1][0]].page):
            _add(found, lines, run)
            run = []
        run.append((index, number))
    _add(found, lines, run)
    return found


def _add(found: list[tuple[int, int]], lines: Sequence[Line], run: Sequence[tuple[int, int]]) -> None:
    """Add the stretch of ``run`` to ``found``; the rest of an index on its own page makes that longer."""
    if len(run) < LEAST_ROWS_OVER:
        return
    over = _runs_on(lines, cross_references(lines, found), run[0][0])
    one = _checked(lines, run, over=over)
    if one is None:
        return
    if over and lines[found[-1][0]].page == lines[one[0]].page:
        one = (found.pop()[0], one[1])
    found.append(one)


def cross_references(lines: Sequence[Line], contents: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the stretches of ``contents`` that are a cross-reference index, or the rest of one on the next page."""
    found: list[tuple[int, int]] = []
    for first, last in contents:
        if _headed_by(CROSS_REFERENCE, lines, first) or _runs_on(lines, found, first):
            found.append((first, last))
    return found


def _headed_by(title: re.Pattern[str], lines: Sequence[Line], first: int) -> bool:
    return any(title.match(line.text) for line in lines[max(0, first - HEAD_LINES) : first + 1])


def _runs_on(lines: Sequence[Line], before: Sequence[tuple[int, int]], first: int) -> bool:
    """Tell whether a stretch follows on the last one before, on its page or at the head of the next."""
    return bool(before) and first - before[-1][1] < HEAD_LINES and lines[first].page - lines[before[-1][0]].page <= 1


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


def _checked(lines: Sequence[Line], run: Sequence[tuple[int, int]], *, over: bool) -> tuple[int, int] | None:
    """Give the stretch of ``run``, None where it is none. ``over``: it follows on a cross-reference index."""
    first, last = run[0][0], run[-1][0] + 1
    refers = over or _headed_by(CROSS_REFERENCE, lines, first)
    if len(run) < LEAST_ROWS and not refers:
        return None
    titled = refers or _headed_by(TITLE, lines, first)
    rising = sum(after >= before for (_, before), (_, after) in pairwise(run))
    if rising < LEAST_ORDERED * (len(run) - 1) and not refers:
        return None
    if refers:
        last = _with_last_rows(lines, last)
        texts = [line.text for line in lines[first:last]]
        rows = sum(any(row.match(text) for row in (PRESCRIBED_ROW, NUMBERED_ROW)) for text in texts)
    else:
        rows = sum(PRESCRIBED_ROW.match(lines[index].text) is not None for index, _ in run)
    if titled or sum(ITEM_ROW.match(lines[index].text) is not None for index, _ in run) > 1:
        for above in range(first - 1, max(-1, first - 1 - HEAD_LINES), -1):
            if lines[above].page != lines[first].page:
                break
            if any(row.match(lines[above].text) for row in (PRESCRIBED_ROW, TITLE, CROSS_REFERENCE)):
                first = above
    titled = titled or COLUMN_HEAD.match(lines[max(0, run[0][0] - 1)].text) is not None
    in_front = first < max(FRONT * len(lines), FRONT_LINES)
    enough = rows >= (1 if refers else ITEM_ROWS_BEHIND)
    return (first, last) if enough or (in_front and (rows or titled)) else None


def _with_last_rows(lines: Sequence[Line], last: int) -> int:
    """Give the end of an index whose last Items have no page: "Item 16. Form 10-K Summary  Not applicable"."""
    page = lines[last - 1].page
    for index in range(last, min(len(lines), last + STEP)):
        if lines[index].page == page and PRESCRIBED_ROW.match(lines[index].text):
            last = index + 1
    return last
