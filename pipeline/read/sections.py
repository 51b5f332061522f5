"""Items of a form: where each begins and ends, which are missing, which are only a reference."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.crossref import Grid, ItemMap, place, read_map
from pipeline.read.forms import EIGHT_K_TITLES, Prescribed, prescribed_for
from pipeline.read.guardrails import Found, Heading, doubts
from pipeline.read.headings import (
    BARE,
    ITEM,
    MENTION,
    PART,
    ROMAN,
    SIGNED,
    TITLED,
    Marker,
    find_markers,
    without_contents,
)
from pipeline.read.lines import page_finder
from pipeline.read.references import LONGEST, Reference, mere_reference
from pipeline.records import Form, Section, SectionState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.read.lines import Line
    from pipeline.records import Identity, Page

LIST = "Exhibits"
"""In the title of a list of exhibits. Each of its rows says where it was filed, which makes the Item no reference."""
PART_REACH = 60
"""A part's heading stands at most so many lines above its first Item."""
MOST_REPEATS = 60
"""No Item has so many headings; a document that repeats one for ever must not cost for ever."""

EXHIBIT_INDEX = re.compile(r"exhibit\s+index|index\s+to\s+exhibits", re.IGNORECASE)


class Start(NamedTuple):
    """Where an Item begins: the line, its key, place in the form and title.

    Of an Item found in an index also its last page, the end of its row where that is all there is of it, and whether
    the row says that it stands in another document.
    """

    line: int
    key: str
    order: int
    title: str
    stop: int | None = None
    row_end: int | None = None
    elsewhere: bool = False


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
    candidates = without_contents(find_markers(lines, prescribed, listed))
    index = read_map(lines, contents, prescribed, pages)
    markers, leads = _chosen(candidates, index)
    starts = [Start(one.line, one.key, one.order, one.title) for one in markers]
    placed = _placed(index, Grid(lines, len(pages), listed), {start.key for start in starts})
    end = _end(lines, markers[-1].line + 1, markers[-1].title, len(text)) if markers else len(text)
    cuts = sorted(lines[one.line].start for one in (*starts, *placed))
    own = cuts if leads else sorted(lines[one.line].start for one in starts)
    spans = [
        *((one, _before_next_part(lines, one, _stop(one, lines, own, end, pages), prescribed)) for one in starts),
        *((one, _stop(one, lines, cuts, len(text), pages)) for one in placed),
    ]
    sections = [_section(lines, one, stop, form, page_at) for one, stop in spans]
    headings = [
        Heading(start, page_at(start), one.order)
        for one in candidates
        if one.weight == TITLED
        for start in (lines[one.line].start,)
    ]
    told = doubts(Found(text, tuple(sections), headings, prescribed, leads), identity)
    found = {section.key for section in sections}
    missing = [item for item in prescribed if item.key not in found and _is_required(item, identity)]
    sections += map(_without_text, missing)
    warnings = [
        f"No heading was found for Item {item.item} ({item.title}), which Form {form} requires; its text may have been "
        "read under another heading."
        for item in missing
    ]
    return Sectioned(tuple(sections), tuple(warnings), told)


def _chosen(candidates: Sequence[Marker], index: ItemMap) -> tuple[list[Marker], bool]:
    """Give the headings of Items, and whether a cross-reference index leads: most Items have no numbered heading.

    Where it leads, a title alone is no heading: it may be a chapter's, and the index says where the Item stands.
    """
    markers = _best_chain(candidates)
    leads = index.leads and 2 * sum(marker.weight == TITLED for marker in markers) < len(index.entries)
    if leads:
        markers = _best_chain([one for one in candidates if one.weight == TITLED or one.key not in index.entries])
    return markers, leads


def _without_text(item: Prescribed) -> Section:
    return Section(
        start=0, end=0, key=item.key, title=item.title, first_page=0, last_page=0, state=SectionState.MISSING
    )


def _is_required(item: Prescribed, identity: Identity) -> bool:
    return item.main and item.in_force(identity.period_end) and not identity.amendment


def _placed(index: ItemMap, grid: Grid, found: set[str]) -> list[Start]:
    """Place Items that have no numbered heading by the pages contents or a cross-reference index print for them."""
    placed = []
    for key, entry in index.entries.items():
        at = place(entry, grid, index) if key not in found else None
        if at is not None:
            one = Start(at.line, key, entry.order, entry.item.title, at.stop, at.row_end)
            placed.append(one._replace(elsewhere=entry.elsewhere and at.row_end is not None))
    return placed


def _stop(one: Start, lines: Sequence[Line], cuts: Sequence[int], end: int, pages: Sequence[Page]) -> int:
    """Give the end of an Item: where the next begins, but not before the last page the index gives it."""
    if one.row_end is not None:
        return lines[one.row_end - 1].end
    least = lines[one.line].start + 1
    if one.stop is not None:
        least, end = max(least, pages[one.stop].start), pages[one.stop].end
    following = bisect_left(cuts, least)
    return cuts[following] if following < len(cuts) and cuts[following] < end else end


def _end(lines: Sequence[Line], after: int, title: str, size: int) -> int:
    """Give the end of the last Item: the signatures; for any but a list of exhibits their index too, if it is first."""
    stops = (SIGNED,) if LIST in title else (SIGNED, EXHIBIT_INDEX)
    tails = [line.text.rstrip(". :") for line in lines[after:]]
    for patterns in (stops, (SIGNED, EXHIBIT_INDEX)):
        found = next((at for at, tail in enumerate(tails) if any(p.fullmatch(tail) for p in patterns)), None)
        if found is not None:
            return lines[after + found].start
    return size


def _before_next_part(lines: Sequence[Line], start: Start, end: int, prescribed: Sequence[Prescribed]) -> int:
    """Give the end of an Item: a heading of the next part, and what stands under it, is no more of it."""
    part = prescribed[start.order].part
    last = bisect_left(lines, end, key=lambda line: line.start)
    for index in range(last - 1, max(start.line, last - PART_REACH), -1):
        heading = PART.match(lines[index].text)
        if heading is not None and ROMAN[heading.group(1).casefold()] == part + 1:
            return lines[index].start
    return end


def _section(lines: Sequence[Line], one: Start, end: int, form: Form, page_at: Callable[[int], int]) -> Section:
    start = lines[one.line].start
    own = lines[one.line : bisect_left(lines, end, key=lambda line: line.start)]
    number = ITEM.match(own[0].text) if own else None
    reference = (
        mere_reference(own, number.start("rest") if number is not None else 0, form)
        if end - start < LONGEST and LIST not in one.title
        else None
    )
    if one.elsewhere:
        reference = Reference(outside=True)
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
        _section(lines, Start(start, f"8k.item{number}", order, title), stop, Form.EIGHT_K, page_at)
        for order, ((start, number, title), stop) in enumerate(zip(starts, ends, strict=True))
    )
    warnings = () if sections else ("No Item heading of Form 8-K was found, so the text was read as one piece.",)
    return Sectioned(sections, warnings)
