"""Running heads, feet and page numbers: what repeats at the edge of pages and says nothing."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.heads import HEADING_OF_PART
from pipeline.read.scales import SCALE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.read.lines import Line

EDGE = 4
"""How many lines deep a running head or foot can be."""
FEW_LINES = 6
"""A page with fewer lines is all edge: nothing on it counts as repeated."""
LEAST_REPEATS = 3
LEAST_SHARE = 0.04
"""A line is furniture when it stands at the edge of this share of pages, and of at least ``LEAST_REPEATS``."""
MOST_PAGES = 0.5
"""A line that begins or ends so many of all pages is furniture even where it reads like a column's head."""
LEAST_LETTERS = 3
LONGEST = 140
LONGEST_SENTENCE = 60
"""A longer sentence is text, unless it points from a statement to its notes."""
LONGEST_NUMBER_GAP = 3
"""Printed page numbers may jump by so many between pages that carry them (blank and unnumbered pages)."""
LEAST_NUMBERED = 5
"""In a text without pages so many page numbers in a row are needed to tell them from figures."""
LINES_PER_PAGE = (12, 400)

FILLED = 5
"""A page is given the number that follows from one at most so many pages away."""
FEW_FIGURES = 2
"""A line with more figures is the row of a table."""

NUMBERED = re.compile(r"((?:[A-Z]{1,2}-)?)(\d{1,4})")
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"(?:[Pp][Aa][Gg][Ee]\s+)?[-\u2013\u2014|\s]*((?:[A-Z]{1,2}-)?\d{1,4}|[ivxl]{1,6})[-\u2013\u2014|\s]*(?:(?:of|/)\s*\d{1,4})?"
)
NUMBER_AT_EDGE = re.compile(
    r"^(?:page\s+)?(\d{1,4})\s*[|\u2013\u2014-]?\s+\D|\D\s+(?:page\s+|[|\u2013\u2014-]\s*)?(\d{1,4})$", re.IGNORECASE
)
ACCOMPANYING = re.compile(r"accompanying|\bsee\s+notes\b", re.IGNORECASE)
COLUMN_HEAD = re.compile(
    r"\b(?:months|weeks|quarters?|years?)\s+ended\b|^\W*(?:(?:19|20)\d\d\W*)+$|\(unaudited\)|[$€£]\s*[\d(]",
    re.IGNORECASE,
)
"""Column heads, "(Unaudited)" and figures repeat over statements without being furniture."""


class Furniture(NamedTuple):
    """Indices of the lines that are furniture, and the printed label of each page that shows one."""

    lines: frozenset[int]
    labels: dict[int, str]


def find_furniture(lines: Sequence[Line], page_count: int) -> Furniture:
    """Tell furniture from text by repetition over pages, digits aside."""
    if page_count == 1:
        return Furniture(frozenset(_numbered_breaks(lines)), {})
    if is_broken(lines, page_count):
        return Furniture(frozenset(), {})
    pages = [list(group) for _, group in groupby(range(len(lines)), key=lambda index: lines[index].page)]
    ends = Counter(text for page in pages for text in {lines[page[0]].text, lines[page[-1]].text})
    running = frozenset(text for text, count in ends.items() if count >= max(LEAST_REPEATS, MOST_PAGES * page_count))
    heads = [_edge(lines, page, running) for page in pages]
    feet = [_edge(lines, page[::-1], running) for page in pages]
    least = max(LEAST_REPEATS, round(LEAST_SHARE * page_count))
    found: set[int] = set()
    labels: dict[int, str] = {}
    for edges in (feet, heads):
        seen = Counter(key for edge in edges for key in {_key(lines[index].text) for index in edge})
        numbers = _page_numbers(lines, edges)
        for edge in edges:
            for index in edge:
                label = numbers.get(index)
                key = _key(lines[index].text)
                if label is None and (not key or seen[key] < least):
                    break
                found.add(index)
                if label is not None:
                    labels.setdefault(lines[index].page, label)
    _fill(labels, lines, pages)
    return Furniture(frozenset(found), labels)


def _fill(labels: dict[int, str], lines: Sequence[Line], pages: Sequence[Sequence[int]]) -> None:
    """Give pages between numbered ones the number they should have, where it is printed at their edge.

    There it stands in a foot that is said once ("Balance Sheets 6"), or on a page of few lines.
    """
    known = {page: numbered for page, label in labels.items() if (numbered := NUMBERED.fullmatch(label))}
    for indices in pages:
        page = lines[indices[0]].page
        near = next(
            (other for away in range(1, FILLED + 1) for other in (page - away, page + away) if other in known), None
        )
        if page in labels or near is None:
            continue
        expected = f"{known[near][1]}{int(known[near][2]) + page - near}"
        if any(_says(lines[index].text, expected) for index in (*indices[:2], *indices[-2:])):
            labels[page] = expected


def _says(text: str, number: str) -> bool:
    """Tell whether a line begins or ends with the page number, and is no row of figures."""
    words = text.split()
    at_edge = words[0] == number or re.split(r"[\s|\u2013\u2014-]", text)[-1] == number
    return at_edge and sum(word[0].isdecimal() for word in words) <= FEW_FIGURES


def pages_with_words(lines: Sequence[Line], page_count: int) -> frozenset[int]:
    """Give the indices of pages with many lines, or with one that is neither a page number nor on many pages.

    Unlike furniture, which must stand at the edge of a full page, this tells of pages with hardly a line.
    """
    counts = Counter(line.page for line in lines)
    full = frozenset(page for page, count in counts.items() if count >= FEW_LINES)
    scant = [
        (line.page, _key(line.text))
        for line in lines
        if line.page not in full and PAGE_NUMBER.fullmatch(line.text) is None
    ]
    pages: dict[str, set[int]] = {key: set() for _, key in scant}
    starts = {key[:1] for key in pages}
    for line in lines if pages else ():
        first = line.text[0]
        maybe = "" in starts or first.isdecimal() or first.casefold()[:1] in starts  # to make every key takes long
        if maybe and (key := _key(line.text)) in pages:
            pages[key].add(line.page)
    least = max(LEAST_REPEATS, round(LEAST_SHARE * page_count))
    return full | {page for page, key in scant if len(pages[key]) < least}


def is_broken(lines: Sequence[Line], page_count: int) -> bool:
    """Tell whether the pages are scraps of a few lines, so that page ends mean nothing."""
    return len(lines) < FEW_LINES * page_count


def _edge(lines: Sequence[Line], indices: Sequence[int], running: frozenset[str]) -> list[int]:
    if len(indices) < FEW_LINES:
        return [index for index in indices[:1] if PAGE_NUMBER.fullmatch(lines[index].text)]
    edge: list[int] = []
    for index in indices[:EDGE]:
        text = lines[index].text
        if (text[-1] == "." and len(text) > LONGEST_SENTENCE and not ACCOMPANYING.search(text)) or len(text) > LONGEST:
            break
        if text not in running and (COLUMN_HEAD.search(text) or SCALE_WORDS.search(text)):
            break
        edge.append(index)
    return edge


def _key(text: str) -> str:
    """Give what two lines have in common when they say the same on different pages; empty for lines without words."""
    key = text.casefold() if HEADING_OF_PART.match(text) else DIGITS.sub("#", text).casefold()
    begins = len(key) >= LEAST_LETTERS and key[:LEAST_LETTERS].isalpha()  # nearly always, and sooner told
    return key if begins or sum(map(str.isalpha, key)) >= LEAST_LETTERS else ""


def _page_numbers(lines: Sequence[Line], edges: Iterable[Sequence[int]]) -> dict[int, str]:
    """Lines that hold a page number which grows from page to page, and the number as printed."""
    numbers: dict[int, str] = {}
    last: dict[str, tuple[int, int]] = {}
    waiting: dict[str, tuple[int, str]] = {}
    for edge in edges:
        for index in edge:
            text = lines[index].text
            label = _label(text)
            if label is None:
                continue
            shape = DIGITS.sub("#", text)
            digits = DIGITS.search(label)
            value = int(digits.group()) if digits else -1
            before = last.get(shape)
            page = lines[index].page
            if value < 0 or (before is not None and 0 < value - before[0] <= LONGEST_NUMBER_GAP * (page - before[1])):
                numbers[index] = label
                first = waiting.pop(shape, None)
                if first is not None:
                    numbers.setdefault(*first)
            else:
                waiting[shape] = (index, label)
            last[shape] = (value, page)
            break
    return numbers


def _label(text: str) -> str | None:
    if HEADING_OF_PART.match(text):
        return None
    whole = PAGE_NUMBER.fullmatch(text)
    if whole is not None:
        return whole.group(1)
    part = NUMBER_AT_EDGE.search(text)
    return None if part is None else part.group(1) or part.group(2)


def _numbered_breaks(lines: Sequence[Line]) -> list[int]:
    """Find, in a text without pages, bare numbers that count 1, 2, 3 … a page apart, and what repeats beside them."""
    best: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if len(line.text) > LEAST_REPEATS or not line.text.isdecimal():
            continue
        value = int(line.text)
        chain = best.get(value - 1, [])
        if chain and not LINES_PER_PAGE[0] <= index - chain[-1] <= LINES_PER_PAGE[1]:
            chain = []
        if len(chain) + 1 >= len(best.get(value, [])):
            best[value] = [*chain, index]
    chain = max(best.values(), key=len, default=[])
    if len(chain) < LEAST_NUMBERED:
        return []
    beside = [neighbour for index in chain for neighbour in (index - 1, index + 1) if 0 <= neighbour < len(lines)]
    seen = Counter(_key(lines[index].text) for index in beside)
    repeated = [
        index for index in beside if _key(lines[index].text) and seen[_key(lines[index].text)] > len(chain) // 2
    ]
    return [*chain, *repeated]
