"""Notes to the financial statements: "Note 11 - Commitments", "NOTE 7: DEBT", "11. COMMITMENTS"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.blocks import MINOR_WORDS
from pipeline.read.headings import BARE_PAGE, CONTINUED, PAGE_AT_END
from pipeline.records import Form, Section, SectionState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.read.lines import Line

NAMED = re.compile(r"note\s+(\d{1,2})\b\s*[.:|)\u2013\u2014\u2015-]*\s*(.*)$", re.IGNORECASE)
DOTTED = re.compile(r"(\d{1,2})\.\s+([A-Z].{2,110})$")
BRACKETED = re.compile(r"\((\d{1,2})\)\s+([A-Z].{2,110})$")
FIRST_TITLE = re.compile(
    r"summary|basis|organi[sz]ation|description|general|accounting|business|nature|overview|company|presentation|background|significant",
    re.IGNORECASE,
)
"""What the first note is about; a numbered list that begins otherwise is no list of notes."""
HOME = {Form.TEN_Q: ("part1.item1",), Form.TEN_K: ("part2.item8", "part4.item15")}
"""The Items that hold the notes."""
LEAST_NOTES = 3
LONGEST_TITLE = 130
MOST_WORDS = 18
STOP = re.compile(
    r"reports?\s+of\s+(?:independent|management)|(?:item|part)\s+(?:\d|[ivx]+\b)|signatures?$|management.{1,3}s?\s+discussion\s+and\s+analysis",
    re.IGNORECASE,
)
"""What stands after the last note."""


AFTER_FIGURE = re.compile(r"[\d)%\u2013\u2014-]\s+(?=note\s+\d{1,2}\s*[.:\u2013\u2014-]+\s*[A-Z][^.]*$)", re.IGNORECASE)
"""Where a table's last row and the next heading are one line, the heading follows a figure or a dash."""
LONGEST_CONTINUATION = 60
MOST_CONTINUATIONS = 2


class Heading(NamedTuple):
    """A line that may head a note. ``offset`` is where in the line it begins."""

    line: int
    number: int
    title: str
    offset: int = 0


def find_notes(
    text: str, lines: Sequence[Line], contents: Sequence[tuple[int, int]], items: Sequence[Section], form: Form
) -> list[tuple[Heading, int, int]]:
    """Find the notes among ``lines`` (without furniture).

    They are the longest run of headings that counts 1, 2, 3 and on. Gives heading, start and end of each.
    """
    listed = {index for first, last in contents for index in range(first, last)}
    homes = [item for item in items if item.key in HOME.get(form, ()) and item.state is SectionState.READ]
    for style in (NAMED, DOTTED, BRACKETED):
        named = style is NAMED
        headings = [
            heading
            for index in range(len(lines))
            if index not in listed and (heading := _candidate(lines, index, style)) is not None
        ]
        chain = _chain(headings, needs_first=not named)
        if homes:
            inside = [
                one for one in headings if any(home.holds(lines[one.line].start, lines[one.line].end) for home in homes)
            ]
            at_home = _chain(inside, needs_first=not named)
            chain = at_home if at_home and (not named or 2 * len(at_home) >= len(chain)) else chain
        if len(chain) >= LEAST_NOTES or (named and chain and chain[0].number == 1):
            return _spans(text, lines, chain, items)
    return []


def _candidate(lines: Sequence[Line], index: int, style: re.Pattern[str]) -> Heading | None:
    text = lines[index].text
    if text[0] not in "Nn(0123456789":
        return None if style is not NAMED else _after_figure(lines, index)
    match = style.match(text)
    if match is None:
        return None if style is not NAMED else _after_figure(lines, index)
    title = match.group(2).strip(" |")
    if style is NAMED:
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        if not title:
            title = following.lstrip("\u2013\u2014- ")
        elif title.isupper() and following.isupper() and len(text) > LONGEST_TITLE // 2 and len(following) < len(text):
            title = f"{title} {following}"
        else:
            title = _continued(title, lines[index + 1 : index + 1 + MOST_CONTINUATIONS])
    return _heading(index, match.group(1), title)


def _after_figure(lines: Sequence[Line], index: int) -> Heading | None:
    text = lines[index].text
    place = AFTER_FIGURE.search(text) if text[-1].isalpha() and "ote" in text.casefold() else None
    match = None if place is None else NAMED.match(text, place.end())
    return None if match is None or place is None else _heading(index, match.group(1), match.group(2), place.end())


def _continued(title: str, following: Sequence[Line]) -> str:
    """Add the lines over which a title runs on: they begin small, or it ends in a small word."""
    for line in following:
        runs_on = line.text[0].islower() or title.rsplit(None, 1)[-1].casefold() in MINOR_WORDS or title[-1] == ","
        if not runs_on or len(line.text) > LONGEST_CONTINUATION or line.text[-1] in ".;:" or title[-1] in ".;:":
            break
        title = f"{title} {line.text}"
    return title


def _heading(index: int, number: str, title: str, offset: int = 0) -> Heading | None:
    title = title.strip()
    if (
        not title
        or not (title[0].isupper() or title[0].isdecimal() or title[0] in "(\u201c\"'")
        or len(title) > LONGEST_TITLE
    ):
        return None
    if (
        CONTINUED.match(title)
        or PAGE_AT_END.search(title)
        or BARE_PAGE.fullmatch(title)
        or len(title.split()) > MOST_WORDS
    ):
        return None
    if title[-1] in ";," or (
        title[-1] == "." and not title.endswith(("Inc.", "Corp.", "Ltd.", "Co.")) and title.count(" ") > MOST_WORDS // 3
    ):
        return None
    return Heading(
        index,
        int(number),
        CONTINUED.sub("", title).strip(" .-\u2013\u2014()") if CONTINUED.search(title) else title.rstrip("."),
        offset,
    )


def _chain(headings: Sequence[Heading], *, needs_first: bool) -> list[Heading]:
    """Give the longest run that counts up by one (or two, for a note the text lost), each later than the one before."""
    best: list[tuple[int, int]] = []
    latest: dict[int, int] = {}
    for index, heading in enumerate(headings):
        length, before = 1, -1
        if heading.number > 1:
            for step in (1, 2):
                other = latest.get(heading.number - step)
                if other is not None and best[other][0] + 1 > length:
                    length, before = best[other][0] + 1, other
        elif needs_first and not FIRST_TITLE.search(heading.title):
            length = 0
        best.append((length, before))
        held = latest.get(heading.number)
        if held is None or length > best[held][0] or (heading.number == 1 and length):
            latest[heading.number] = index
    chain: list[Heading] = []
    index = max(range(len(best)), key=lambda at: (best[at][0], -at), default=-1)
    while index >= 0:
        chain.append(headings[index])
        index = best[index][1]
    chain.reverse()
    return [] if needs_first and chain and chain[0].number != 1 else chain


def _spans(
    text: str, lines: Sequence[Line], chain: Sequence[Heading], items: Sequence[Section]
) -> list[tuple[Heading, int, int]]:
    spans = []
    for heading, following in zip(chain, [*chain[1:], None], strict=True):
        start = lines[heading.line].start + heading.offset
        if following is not None:
            end = lines[following.line].start + following.offset
        else:
            home = next((item for item in items if item.start <= start < item.end), None)
            limit = len(text) if home is None else home.end
            after = range(heading.line + 1, len(lines))
            end = next(
                (lines[at].start for at in after if lines[at].start < limit and STOP.match(lines[at].text)), limit
            )
        spans.append((heading, start, end))
    return spans


def note_sections(notes: Sequence[tuple[Heading, int, int]], page_at: Callable[[int], int]) -> tuple[Section, ...]:
    """Make sections of notes."""
    return tuple(
        Section(
            start=start,
            end=end,
            key=f"note{heading.number}",
            title=" ".join(heading.title.split()),
            first_page=page_at(start),
            last_page=page_at(max(start, end - 1)),
        )
        for heading, start, end in notes
    )
