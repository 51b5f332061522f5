"""Items of a form: where each begins and ends, which are missing, which are only a reference."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.forms import EIGHT_K_TITLES, Prescribed, prescribed_for
from pipeline.read.guardrails import Found, Heading, doubts
from pipeline.read.lines import page_finder
from pipeline.read.references import LONGEST, mere_reference
from pipeline.records import Form, Section, SectionState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pipeline.read.lines import Line
    from pipeline.records import Identity, Page

LONGEST_HEADING = 220
TITLED, BARE, TITLE_ONLY = 4, 1, 2
"""How sure a line is an Item's heading: number and title; number only; the title alone on a line."""
LIST = "Exhibits"
"""In the title of a list of exhibits. Each of its rows says where it was filed, which makes the Item no reference."""
BEFORE = " >|*#\u2022\u00a0"
"""Signs a page made for a screen may print before a heading."""
PART_REACH = 60
"""A part's heading stands at most so many lines above its first Item."""
CONTENTS_STEP = 3
"""Headings at most so many lines apart are rows of contents when there are many of them."""
CONTENTS_ROWS = 5
MOST_REPEATS = 60
"""No Item has so many headings; a document that repeats one for ever must not cost for ever."""

ITEM = re.compile(
    r"(?:part\s+(?P<part>iv|i{1,3})\s*[,.:\u2013\u2014-]*\s*)?"
    r"i\s?t\s?e\s?m(?P<many>s?)\s*(?P<first>\d{1,2}(?:\.\d\d)?(?:\s?[a-c](?![a-z])|[a-c](?=(?-i:[A-Z][a-z])))?)(?:\s?\(T\))?"
    r"(?P<more>(?:\.?\s*(?:,\s*and|,|and|&|through|to(?=\s+\d)|(?<=\d)\s?[\u2013-](?=\s?1\d))\s*(?:items?\s*)?\d{1,2}[a-c]?(?!\w|\.\d))*)"
    r"(?P<rest>(?:[\s.:|\u2013\u2014-].*|(?-i:[A-Z][A-Za-z].*))?)$",
    re.IGNORECASE,
)
"""An Item's number, a blank inside the word allowed, further numbers, and what follows them on the line."""
PART = re.compile(r"part\s+(iv|i{1,3})\b(?P<rest>[\s.,:\u2013\u2014-]*(?:(?-i:[A-Z(\[]).{0,60})?)$", re.IGNORECASE)
NUMBERS = re.compile(r"\d{1,2}[a-c]?", re.IGNORECASE)
RANGE = re.compile(r"\bthrough\b|\bto\b|[\u2013-]", re.IGNORECASE)
PAGE_AT_END = re.compile(
    r"(?:\s|\.{2,}|\u2026)\s*(?:pages?\s+)?(?:[A-Z]-)?\d{1,3}(?:\s*[,\u2013\u2014-]\s*(?:[A-Z]-)?\d{1,3})*$",
    re.IGNORECASE,
)
PAGES = re.compile(
    r"(?:\s|\.{2,}|\bpages?\s+)(?:\d{1,3},\s*)?(\d{1,3})(?:\s*[\u2013\u2014-]\s*(\d{1,3}))?\s*$", re.IGNORECASE
)
BARE_PAGE = re.compile(r"(?:[A-Z]-)?\d{1,3}|n/a", re.IGNORECASE)
CONTINUED = re.compile(r"\(?\bcont(?:inued|['\u2019]d|\.)\)?", re.IGNORECASE)
SIGNED = re.compile(r"signatures?", re.IGNORECASE)
EXHIBIT_INDEX = re.compile(r"exhibit\s+index|index\s+to\s+exhibits", re.IGNORECASE)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
MENTION = re.compile(r"\b(?:of|in|to|see|under|and|or|by|with|our|the)$|,$", re.IGNORECASE)
"""A line that ends so runs on into the next, which then is no heading."""


class Marker(NamedTuple):
    """A line that may be an Item's heading."""

    line: int
    key: str
    order: int
    title: str
    weight: int


class Stretch(NamedTuple):
    """An Item's key and title, the line of its heading, and the offset of its end."""

    key: str
    title: str
    line: int
    end: int


class Sectioned(NamedTuple):
    """The sections found and what a reader must be told about them."""

    sections: tuple[Section, ...]
    warnings: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def find_items(
    text: str, lines: Sequence[Line], contents: Sequence[tuple[int, int]], identity: Identity, pages: Sequence[Page]
) -> Sectioned:
    """Find the Items of the document's form in ``lines`` (without furniture).

    ``contents`` are ranges of lines that only list them; Items a cross-reference index gives by page are taken from
    there. Forms other than 10-K, 10-Q and 8-K have none. An Item is missing where the form in force required it of
    this document: an amendment holds what it amends and no more.
    """
    form = identity.form
    page_at = page_finder(pages)
    if form is Form.EIGHT_K:
        return _eight_k(lines, len(text), page_at)
    prescribed = prescribed_for(form, identity.period_end)
    if not prescribed:
        return Sectioned((), ())
    listed = {index for first, last in contents for index in range(first, last)}
    candidates = _without_contents(_markers(lines, prescribed, listed))
    markers = _best_chain(candidates)
    starts = [(lines[marker.line].start, marker) for marker in markers]
    end = _end(lines, markers[-1].line + 1, markers[-1].title, len(text)) if markers else len(text)
    ends = [next((other for other, _ in starts[at:] if other > start), end) for at, (start, _) in enumerate(starts)]
    ends = [_before_next_part(lines, marker, stop, prescribed) for (_, marker), stop in zip(starts, ends, strict=True)]
    sections = [
        _section(lines, Stretch(marker.key, marker.title, marker.line, stop), form, page_at)
        for (_, marker), stop in zip(starts, ends, strict=True)
    ]
    found = {section.key for section in sections}
    sections += _indexed(lines, contents, prescribed, found, pages)
    headings = [
        Heading(start, page_at(start), one.order)
        for one in candidates
        if one.weight == TITLED
        for start in (lines[one.line].start,)
    ]
    told = doubts(Found(text, tuple(sections), headings, prescribed), identity)
    found = {section.key for section in sections}
    missing = [item for item in prescribed if item.key not in found and _is_required(item, identity)]
    sections += [
        Section(start=0, end=0, key=item.key, title=item.title, first_page=0, last_page=0, state=SectionState.MISSING)
        for item in missing
    ]
    warnings = [
        f"No heading was found for Item {item.item} ({item.title}), which Form {form} requires; its text may have been "
        "read under another heading."
        for item in missing
    ]
    return Sectioned(tuple(sections), tuple(warnings), told)


def _is_required(item: Prescribed, identity: Identity) -> bool:
    return item.main and item.in_force(identity.period_end) and not identity.amendment


def _indexed(
    lines: Sequence[Line],
    contents: Sequence[tuple[int, int]],
    prescribed: Sequence[Prescribed],
    found: set[str],
    pages: Sequence[Page],
) -> list[Section]:
    """Place Items that have no heading by the page the contents or a cross-reference index print for them.

    An Item's row has its pages ("Pages 4 - 22"), its first page, or rows under it have. It ends before the next page
    on which another Item begins.
    """
    places = {page.label: index for index, page in enumerate(pages) if page.label is not None}
    begins: dict[str, tuple[Prescribed, int, int | None]] = {}
    for first, last in contents:
        part = 1
        waiting: Prescribed | None = None
        for index in range(first, last):
            text = lines[index].text
            new_part = PART.match(text)
            part = ROMAN[new_part.group(1).casefold()] if new_part is not None else part
            match = ITEM.match(text)
            if match is not None:
                number = match["first"].upper()
                waiting = next((one for one in prescribed if one.item == number and one.part == part), None)
            printed = PAGES.search(text)
            begin = None if printed is None else places.get(printed.group(1))
            if waiting is not None and begin is not None and printed is not None and waiting.key not in begins:
                begins[waiting.key] = (waiting, begin, places.get(printed.group(2) or ""))
    sections = []
    for item, begin, stop in begins.values():
        if item.key in found or not item.main:
            continue
        later = [other for _, other, _ in begins.values() if other > begin]
        end = stop if stop is not None else min(later, default=len(pages)) - 1
        if end >= begin:
            sections.append(
                Section(
                    start=pages[begin].start,
                    end=pages[end].end,
                    key=item.key,
                    title=item.title,
                    first_page=pages[begin].number,
                    last_page=pages[end].number,
                )
            )
    return sections


def _end(lines: Sequence[Line], after: int, title: str, size: int) -> int:
    """Give the end of the last Item: the signatures; for any but a list of exhibits their index too, if it is first."""
    stops = (SIGNED,) if LIST in title else (SIGNED, EXHIBIT_INDEX)
    tails = [line.text.rstrip(". :") for line in lines[after:]]
    for patterns in (stops, (SIGNED, EXHIBIT_INDEX)):
        found = next((at for at, tail in enumerate(tails) if any(p.fullmatch(tail) for p in patterns)), None)
        if found is not None:
            return lines[after + found].start
    return size


def _before_next_part(lines: Sequence[Line], marker: Marker, end: int, prescribed: Sequence[Prescribed]) -> int:
    """Give the end of an Item: a heading of the next part, and what stands under it, is no more of it."""
    part = prescribed[marker.order].part
    last = bisect_left(lines, end, key=lambda line: line.start)
    for index in range(last - 1, max(marker.line, last - PART_REACH), -1):
        heading = PART.match(lines[index].text)
        if heading is not None and ROMAN[heading.group(1).casefold()] == part + 1:
            return lines[index].start
    return end


def _section(lines: Sequence[Line], one: Stretch, form: Form, page_at: Callable[[int], int]) -> Section:
    start, end = lines[one.line].start, one.end
    own = lines[one.line : bisect_left(lines, end, key=lambda line: line.start)]
    number = ITEM.match(own[0].text) if own else None
    reference = (
        mere_reference(own, number.start("rest") if number is not None else 0, form)
        if end - start < LONGEST and LIST not in one.title
        else None
    )
    return Section(
        start=start,
        end=end,
        key=one.key,
        title=one.title,
        first_page=page_at(start),
        last_page=page_at(max(start, end - 1)),
        state=SectionState.READ if reference is None else SectionState.BY_REFERENCE,
        outside=reference is not None and reference.outside,
    )


def _markers(lines: Sequence[Line], prescribed: Sequence[Prescribed], listed: set[int]) -> list[Marker]:
    by_item: dict[str, list[tuple[int, Prescribed]]] = {}
    for order, item in enumerate(prescribed):
        by_item.setdefault(item.item, []).append((order, item))
    markers: list[Marker] = []
    part = 1
    for index, line in enumerate(lines):
        if index in listed:
            continue
        text = line.text.lstrip(BEFORE)
        head = text[:1]
        if head and head in "PpIi" and len(text) <= LONGEST_HEADING:
            new_part = PART.match(text)
            if new_part is not None and ITEM.match(text) is None:
                part = ROMAN[new_part.group(1).casefold()]
                continue
            markers.extend(_numbered(lines, index, by_item, part))
        elif len(line.text) <= 2 * len("Management's Discussion and Analysis") and head.isupper():
            markers.extend(_untitled(line.text, index, prescribed))
    return markers


def _numbered(
    lines: Sequence[Line], index: int, by_item: dict[str, list[tuple[int, Prescribed]]], part: int
) -> Iterable[Marker]:
    match = ITEM.match(lines[index].text.lstrip(BEFORE))
    if match is None or (index > 0 and MENTION.search(lines[index - 1].text)):
        return
    if match["part"] is not None:
        part = ROMAN[match["part"].casefold()]
    rest = match["rest"].strip(" .:|\u2013\u2014-\t\u00a0")
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    if PAGE_AT_END.search(f" {rest}") or CONTINUED.search(rest) or BARE_PAGE.fullmatch(following):
        return
    printed = _numbers(match)
    headings = (f"{rest} {following}".lstrip(), rest + following)  # a line may end inside a word
    several = bool(match["many"]) and len(printed) > 1
    for number in printed:
        places = by_item.get(number.upper(), ())
        for order, item in places:
            titled = any(map(item.words.search if several else item.words.match, headings)) and not (
                several and rest[:1].islower()
            )
            is_bare = (item.part == part or len(places) == 1) and (
                not (rest or match["more"]) or (several and not rest[:1].islower())
            )
            if titled or is_bare:
                yield Marker(index, item.key, order, item.title, TITLED if titled else BARE)


def _numbers(match: re.Match[str]) -> list[str]:
    """Give every number of a heading: of "Items 1. and 2.", and of "Items 10 through 14"."""
    numbers = [match["first"].replace(" ", ""), *NUMBERS.findall(match["more"])]
    first, last = numbers[0], numbers[-1]
    if len(numbers) == len("to") and RANGE.search(match["more"]) and first.isdecimal() and last.isdecimal():
        return [str(number) for number in range(int(first), int(last) + 1)]
    return numbers


def _untitled(heading: str, index: int, prescribed: Sequence[Prescribed]) -> Iterable[Marker]:
    """Give a marker for a heading that is an Item's title without its number, as annual reports print it."""
    for order, item in enumerate(prescribed):
        if item.main and item.words.match(heading) and len(heading) < 2 * len(item.title) and heading[-1] not in ".,;:":
            yield Marker(index, item.key, order, item.title, TITLE_ONLY)


def _without_contents(markers: Sequence[Marker]) -> list[Marker]:
    """Drop runs of headings that follow each other too closely to have text between them and come again later."""
    runs: list[list[Marker]] = []
    for marker in markers:
        if runs and marker.line - runs[-1][-1].line <= CONTENTS_STEP:
            runs[-1].append(marker)
        else:
            runs.append([marker])
    later: set[str] = set()
    kept: list[list[Marker]] = []
    for run in reversed(runs):
        if not _is_contents(run, later):
            kept.append(run)
        later |= {marker.key for marker in run}
    return [marker for run in reversed(kept) for marker in run]


def _is_contents(run: Sequence[Marker], later: set[str]) -> bool:
    """Tell rows of contents from headings: they begin with the form's first Items, and most come again.

    Items that are a line each, as where all is by reference, are as close, but they come only once.
    """
    keys = {marker.key for marker in run}
    begins = any(marker.order < CONTENTS_STEP for marker in run)
    return len(keys) >= CONTENTS_ROWS and begins and 2 * len(keys & later) >= len(keys)


def _best_chain(markers: Sequence[Marker]) -> list[Marker]:
    """Give the heaviest sequence of headings in the form's order; then Items the document prints out of order."""
    markers = _first_of_repeats(markers)
    best: list[tuple[int, int]] = []
    for index, marker in enumerate(markers):
        before = max(
            (
                (best[other][0], other)
                for other in range(index)
                if markers[other].order < marker.order and markers[other].line <= marker.line
            ),
            default=(0, -1),
        )
        best.append((before[0] + marker.weight, before[1]))
    chain: list[Marker] = []
    index = max(range(len(best)), key=lambda at: (best[at][0], -at), default=-1)
    while index >= 0:
        chain.append(markers[index])
        index = best[index][1]
    found = {marker.key for marker in chain}
    for marker in markers:
        if marker.weight == TITLED and marker.key not in found:
            chain.append(marker)
            found.add(marker.key)
    return sorted(chain, key=lambda marker: (marker.line, marker.order))


def _first_of_repeats(markers: Sequence[Marker]) -> list[Marker]:
    """Keep the first and every titled one of a number printed on page after page ("Item 1A")."""
    kept: list[Marker] = []
    counts: Counter[str] = Counter()
    last = ""
    for marker in markers:
        if (marker.key != last or marker.weight > BARE) and counts[marker.key] < MOST_REPEATS:
            kept.append(marker)
            counts[marker.key] += 1
        last = marker.key
    return kept


def _eight_k(lines: Sequence[Line], size: int, page_at: Callable[[int], int]) -> Sectioned:
    starts: list[tuple[int, str, str]] = []
    seen: set[str] = set()
    end = size
    for index, line in enumerate(lines):
        if starts and any(stop.fullmatch(line.text.rstrip(". :")) for stop in (SIGNED, EXHIBIT_INDEX)):
            end = line.start
            break
        match = ITEM.match(line.text) if line.text[0] in "Ii" else None
        if match is None or (index > 0 and MENTION.search(lines[index - 1].text)):
            continue
        number = match["first"].strip()
        rest = match["rest"].strip(" .:|\u2013\u2014-")
        if number in EIGHT_K_TITLES and number not in seen and (not rest or not rest[0].islower()):
            seen.add(number)
            starts.append((index, number, EIGHT_K_TITLES[number]))
    ends = [*[lines[start].start for start, _, _ in starts[1:]], end][: len(starts)]
    sections = tuple(
        _section(lines, Stretch(f"8k.item{number}", title, start, stop), Form.EIGHT_K, page_at)
        for (start, number, title), stop in zip(starts, ends, strict=True)
    )
    warnings = () if sections else ("No Item heading of Form 8-K was found, so the text was read as one piece.",)
    return Sectioned(sections, warnings)
