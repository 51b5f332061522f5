"""Items by the pages that contents or a cross-reference index print for them, where they have no numbered heading.

An annual report's layout has chapters of its own and, in front or at the end, an index that says on which pages the
form's Items stand: "Item 2. Management's Discussion" over "Results of operations  Pages 3, 23-34".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.contents import cross_references
from pipeline.read.headings import BEFORE, ITEM, PART, ROMAN, SIGNED, numbers_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from pipeline.read.forms import Prescribed
    from pipeline.read.lines import Line
    from pipeline.records import Page

_PAGE = r"(?:[A-Z]-)?\d{1,3}"
_SPAN = rf"{_PAGE}(?:\s*(?:[\u2013\u2014-]|to|through)\s*{_PAGE})?"
PAGES = re.compile(
    rf"(?:^|[\s.|\u2026])(?<!\bnote\s)(?<!\bitem\s)(?:pages?\s*)?({_SPAN}(?:\s*(?:[,;&]|,?\s*and)\s*{_SPAN})*)"
    r"[\s|]*(?:\([a-z\d]\)|\*+)?$",
    re.IGNORECASE,
)
"""The pages at the end of a row: "Page 40", "Pages 3, 23 - 34", "4-8, 69-70 (a)", "F-3"."""
SPAN = re.compile(rf"({_PAGE})(?:\s*(?:[\u2013\u2014-]|to|through)\s*({_PAGE}))?", re.IGNORECASE)
NUMBER_ONLY = re.compile(r"(?P<first>\d{1,2}[A-C]?)\.?\s+(?=[A-Z\[(])(?P<rest>.*)$")
"""A row of an index without the word: "1A. Risk Factors 45-60"."""
ANSWER = re.compile(
    r"\b(?:not\s+applicable|not\s+required|none|n/a|omitted|reserved)\b\W*(?:\([a-z\d]\))?$", re.IGNORECASE
)
"""A row that answers in place of a page."""
REFERENCE = re.compile(r"\bproxy\s+statement\b|\bincorporated\s+(?:herein\s+)?by\s+reference\b", re.IGNORECASE)
MARK = re.compile(r"(\([a-z\d]\)|\*+)\s*$", re.IGNORECASE)
NOTE_LINES = 30
"""What a mark behind a row means stands at most so many lines under the index."""
SHORT = 4
"""In a stretch of at most so many pages a heading is looked for on each, in a longer one on the first."""
SPARE = 20
"""A heading may be so much longer than the title the index gives."""
_LETTERS = re.compile(r"[\W_]+")


class Span(NamedTuple):
    """Pages by index; ``last`` is None where only the first is printed."""

    first: int
    last: int | None

    @property
    def end(self) -> int:
        """The last page that is known to belong."""
        return self.first if self.last is None else self.last


@dataclass(slots=True)
class Entry:
    """An Item's row, by line, with the pages on it and the rows under it down to line ``last``."""

    item: Prescribed
    order: int
    line: int
    last: int
    title: str = ""
    spans: list[Span] = field(default_factory=list)
    under: list[tuple[str, list[Span]]] = field(default_factory=list)
    answer: bool = False
    elsewhere: bool = False

    def every(self) -> list[Span]:
        """Its pages and those of the rows under it, in their order."""
        return sorted([*self.spans, *(span for _, spans in self.under for span in spans)], key=lambda one: one.first)


class ItemMap(NamedTuple):
    """The Items contents list. ``leads``: a cross-reference index; it, and no heading, tells where an Item stands."""

    entries: Mapping[str, Entry]
    leads: bool
    ranges: bool


class Place(NamedTuple):
    """Where an Item begins, as a line.

    ``stop`` is its last page where the index tells it. ``row_end`` is given where its row is all there is of it: the
    line after the row.
    """

    line: int
    stop: int | None = None
    row_end: int | None = None


def read_map(
    lines: Sequence[Line], contents: Sequence[tuple[int, int]], prescribed: Sequence[Prescribed], pages: Sequence[Page]
) -> ItemMap:
    """Read the rows of ``contents``, ranges of lines. Where one is a cross-reference index, only that is read."""
    indexes = cross_references(lines, contents)
    printed = Printed(pages)
    entries: dict[str, Entry] = {}
    for first, last in indexes or contents:
        for entry in _rows(lines, range(first, last), prescribed, printed, loose=bool(indexes)):
            entries.setdefault(entry.item.key, entry)
    if indexes:
        _mark_elsewhere(lines, list(entries.values()), indexes[-1][1])
    ranges = any(span.last is not None for entry in entries.values() for span in entry.every())
    return ItemMap(entries, bool(indexes), ranges)


class Grid:
    """Lines by page. ``listed`` are lines of contents, which head nothing."""

    def __init__(self, lines: Sequence[Line], pages: int, listed: Collection[int]) -> None:
        self.lines = lines
        self._listed = listed
        self.first = [bisect_left(lines, page, key=lambda line: line.page) for page in range(pages + 1)]

    def outside(self, pages: Iterable[int]) -> list[tuple[int, str]]:
        """Give each line of ``pages`` that may head something: its index, and its text without what stands around."""
        return [
            (at, self.lines[at].text.lstrip(BEFORE).rstrip(": |"))
            for page in pages
            for at in range(self.first[page], self.first[page + 1])
            if at not in self._listed
        ]


class Printed:
    """The index of a page by the number printed on it, also where a page prints none."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._size = len(pages)
        self._labels: dict[str, list[int]] = {}
        for index, page in enumerate(pages):
            if page.label is not None:
                self._labels.setdefault(page.label.upper(), []).append(index)
        shifts = Counter(
            at - int(label) for label, all_at in self._labels.items() if label.isdecimal() for at in all_at
        )
        self._shift = max(shifts, key=lambda shift: (shifts[shift], -shift), default=None)

    def find(self, label: str) -> int | None:
        """Give the page; of several with one number, as where exhibits count anew, the one in the main count."""
        expected = int(label) + self._shift if label.isdecimal() and self._shift is not None else None
        printed = self._labels.get(label.upper(), ())
        if expected is not None and (expected in printed or not printed):
            return expected if 0 <= expected < self._size else None
        return printed[0] if printed else None

    def spans(self, text: str) -> list[Span]:
        """Give the stretches of pages in "3, 23 - 34"; those that are not there are left out."""
        found = []
        for match in SPAN.finditer(text):
            first, last = self.find(match[1]), None if match[2] is None else self.find(match[2])
            if first is not None and (last is None or last >= first):
                found.append(Span(first, last))
        return found


def _rows(
    lines: Sequence[Line], rows: range, prescribed: Sequence[Prescribed], printed: Printed, *, loose: bool
) -> Iterator[Entry]:
    """Give an entry for each Item named in ``rows``. ``loose``: a number needs no word "Item" before it."""
    part = 1
    now: list[Entry] = []
    for index in rows:
        text = lines[index].text.lstrip(BEFORE)
        match = ITEM.match(text)
        new_part = PART.match(text) if match is None else None
        if new_part is not None:
            part = ROMAN[new_part.group(1).casefold()]
            yield from now
            now = []
            continue
        match = NUMBER_ONLY.match(text) if match is None and loose else match
        rest = text if match is None else match["rest"]
        title, spans = _title_and_pages(rest, printed)
        if match is not None:
            yield from now
            numbers = numbers_of(match) if "more" in match.re.groupindex else [match["first"]]
            now = [one for number in numbers for one in _entry(number, part, prescribed, index, title)]
            part = now[-1].item.part if now else part
        elif SIGNED.fullmatch(title):
            yield from now
            now = []
        for entry in now:
            _add(entry, index, title, spans, rest)
    yield from now


def _title_and_pages(rest: str, printed: Printed) -> tuple[str, list[Span]]:
    found = PAGES.search(rest)
    title = rest if found is None else rest[: found.start()]
    return title.strip(" .:|\u2026\u2013\u2014-\t\u00a0"), [] if found is None else printed.spans(found[1])


def _entry(number: str, part: int, prescribed: Sequence[Prescribed], line: int, title: str) -> Iterator[Entry]:
    """Give the Item of a number: of a quarterly report's two the one with this title, else that of the part."""
    same = [(order, one) for order, one in enumerate(prescribed) if one.item == number.upper()]
    likely = [pair for pair in same if pair[1].words.match(title)] or [pair for pair in same if pair[1].part == part]
    for order, item in (likely or same)[:1]:
        yield Entry(item, order, line, line)


def _add(entry: Entry, line: int, title: str, spans: list[Span], rest: str) -> None:
    entry.last = line
    if not spans and ANSWER.search(rest):
        entry.answer = True
    if REFERENCE.search(rest):
        entry.elsewhere = True
    if line == entry.line or not (entry.title or entry.under):
        entry.title = title or entry.title
        entry.spans += spans
    elif spans and not title:
        entry.spans += spans
    elif spans or title:
        entry.under.append((title, spans))


def _mark_elsewhere(lines: Sequence[Line], entries: Sequence[Entry], after: int) -> None:
    """Follow the marks behind rows without a page: "(a) Incorporated by reference to the proxy statement"."""
    notes = [line.text for line in lines[after : after + NOTE_LINES]]
    for entry in entries:
        mark = MARK.search(lines[entry.line].text)
        if mark is not None and not entry.every():
            entry.elsewhere |= any(note.startswith(mark[1]) and REFERENCE.search(note) for note in notes)


def place(entry: Entry, grid: Grid, index: ItemMap) -> Place | None:
    """Find where an Item begins: at its heading on a page its row names, else where such a page begins.

    None where the row names no page that is there and answers nothing; where contents are no cross-reference index,
    also where an Item of a few lines has no heading on its page.
    """
    spans = entry.every()
    if not spans:
        return _without_page(entry, grid) if index.leads else None
    line = _heading(entry, spans, grid)
    if line is None:
        begin = _main_page(entry)
        line = grid.first[begin]
        if line == grid.first[begin + 1] or not (index.leads or entry.item.main):
            return None
    return Place(line, run_end(grid.lines[line].page, spans) if index.ranges else None)


def _without_page(entry: Entry, grid: Grid) -> Place | None:
    """Give the row of an Item that answers on it, else the line anywhere that is nothing but the Item's title."""
    if entry.answer or entry.elsewhere:
        return Place(entry.line, row_end=entry.last + 1)
    line = _named_like(grid.outside(range(len(grid.first) - 1)), entry)
    return None if line is None else Place(line)


def _heading(entry: Entry, spans: Sequence[Span], grid: Grid) -> int | None:
    begins = [span.first for span in spans]
    inside = [page for one in spans if one.end - one.first < SHORT for page in range(one.first + 1, one.end + 1)]
    longest = max(2 * len(entry.item.title), len(entry.title) + SPARE)
    for pages in (begins, inside):
        found = grid.outside(dict.fromkeys(pages))
        heading = _named_like(found, entry)
        if heading is None:
            heading = next((at for at, text in found if len(text) < longest and _is_titled(text, entry)), None)
        if heading is not None:
            return heading
    return _heading_under(entry, _main_page(entry), grid)


def _named_like(found: Sequence[tuple[int, str]], entry: Entry) -> int | None:
    """Find the line that is nothing but the title the index gives, or the form."""
    names = {letters(name) for name in (entry.title, entry.item.title) if name}
    return next((at for at, text in found if letters(text) in names), None)


def _is_titled(text: str, entry: Entry) -> bool:
    return text[:1].isupper() and text[-1] not in ".,;" and entry.item.words.match(text) is not None


def _heading_under(entry: Entry, page: int, grid: Grid) -> int | None:
    """Find the heading that is the title of the first row under an Item on its page."""
    names = {letters(title) for title, spans in entry.under if title and any(span.first == page for span in spans)}
    return next((at for at, text in grid.outside([page]) if letters(text) in names), None)


def _main_page(entry: Entry) -> int:
    """Give the first page of the longest stretch: "3, 23-34" is mainly on 23; of the stretches alike the first."""
    spans = sorted(entry.spans) if entry.spans else entry.every()
    begins = [spans[0].first, *(after.first for before, after in pairwise(spans) if after.first > before.end + 1)]
    return max(begins, key=lambda begin: (run_end(begin, spans) - begin, -begin))


def run_end(begin: int, spans: Sequence[Span]) -> int:
    """Give the last page of the stretches that follow one another from ``begin`` on."""
    stop = begin
    for span in sorted(spans, key=lambda one: one.first):
        if span.first <= stop + 1:
            stop = max(stop, span.end)
    return stop


def letters(text: str) -> str:
    """Fold a title to its letters and digits."""
    return _LETTERS.sub("", text).casefold()
