"""Lines that may be the heading of an Item: its number and title, its number alone, its title alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.read.forms import Prescribed
    from pipeline.read.lines import Line

LONGEST_HEADING = 220
TITLED, BARE, TITLE_ONLY = 4, 1, 2
"""How sure a line is an Item's heading: number and title; number only; the title alone on a line."""
BEFORE = " >|*#\u2022\u00a0"
"""Signs a page made for a screen may print before a heading."""
CONTENTS_STEP = 3
"""Headings at most so many lines apart are rows of contents when there are many of them."""
CONTENTS_ROWS = 5
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
BARE_PAGE = re.compile(r"(?:[A-Z]-)?\d{1,3}|n/a", re.IGNORECASE)
CONTINUED = re.compile(r"\(?\bcont(?:inued|['\u2019]d|\.)\)?", re.IGNORECASE)
SIGNED = re.compile(r"signatures?", re.IGNORECASE)
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


def find_markers(lines: Sequence[Line], prescribed: Sequence[Prescribed], listed: set[int]) -> list[Marker]:
    """Find every line that may be a heading, those ``listed`` (lines of contents) left out."""
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
    printed = numbers_of(match)
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


def numbers_of(match: re.Match[str]) -> list[str]:
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


def without_contents(markers: Sequence[Marker]) -> list[Marker]:
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
