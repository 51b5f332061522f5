"""Whether each Item and each note is found where it stands, and nothing else is taken for one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench.marking.points import Point, compare
from bench.marking.words import squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.marking.marks import ItemMark, ItemsMark, NoteMark
    from pipeline.records import Document, Section

ITEMS, NOTES = "items", "notes"
_NOTE = re.compile(r"note\d")
_ITEM = re.compile(r"(?:part\d|8k)\.item")
_MISSING = "missing"


def score_items(mark: ItemsMark, read: Document) -> list[Point]:
    """For each Item its place and state, for each note its place and title, and whether what is found was marked."""
    points: list[Point] = []
    every = left = [section for section in read.sections if _ITEM.match(section.key) and section.state != _MISSING]
    for item in mark.item:
        mine = [section for section in left if section.key == item.key]
        best = max(mine, key=lambda section: _agrees(item, section, read), default=None)
        points.extend(_item(item, best, read, mark.file))
        if best is not None and item.state != _MISSING:
            left = [section for section in left if section is not best]
    return [*points, *_none_extra(ITEMS, mark.file, every, left), *_notes(mark, read)]


def _item(item: ItemMark, found: Section | None, read: Document, file: str) -> list[Point]:
    place = f"{file} {item.key}"
    if item.state == _MISSING:
        return [Point(ITEMS, "state", place, found is None, _MISSING, _where(found, read))]
    if found is None:
        return [
            Point(ITEMS, "place", place, right=False, marked=_marked(item), read="not found"),
            Point(ITEMS, "state", place, right=False, marked=item.state, read="not found"),
        ]
    return [
        Point(ITEMS, "place", place, all(_agrees(item, found, read)), _marked(item), _where(found, read)),
        compare(ITEMS, "state", place, item.state, item.state if item.either else str(found.state)),
    ]


def _agrees(item: ItemMark, section: Section, read: Document) -> tuple[bool, bool]:
    """Whether page and words are those marked."""
    words = squash(item.starts or "")
    window = squash(read.text[section.start : section.start + 4 * len(item.starts or "") + 40])
    begins = window.startswith(words) or item.index
    return begins, item.page is None or section.first_page == item.page


def _notes(mark: ItemsMark, read: Document) -> list[Point]:
    every = left = [section for section in read.sections if _NOTE.match(section.key)]
    points: list[Point] = []
    for note in mark.note:
        mine = [section for section in left if section.key == f"note{note.number.lower()}"]
        best = max(mine, key=lambda section: section.first_page == note.page, default=None)
        points.extend(_note(note, best, f"{mark.file} note {note.number}"))
        left = [section for section in left if section is not best]
    return [*points, *(_none_extra(NOTES, mark.file, every, left) if mark.note else ())]


def _note(note: NoteMark, found: Section | None, place: str) -> list[Point]:
    marked = f"page {note.page or '?'}"
    if found is None:
        return [
            Point(NOTES, "place", place, right=False, marked=marked, read="not found"),
            Point(NOTES, "title", place, right=False, marked=note.title, read="not found"),
        ]
    at = note.page is None or note.page == found.first_page
    return [
        Point(NOTES, "place", place, at, marked, f"page {found.first_page}"),
        Point(NOTES, "title", place, squash(note.title) == squash(found.title), note.title, found.title),
    ]


def _none_extra(kind: str, file: str, every: Sequence[Section], left: Sequence[Section]) -> list[Point]:
    """A point for every section found: wrong where nobody marked it."""
    extra = {id(section) for section in left}
    return [
        Point(kind, "none extra", f"{file} {section.key}", id(section) not in extra, "", f"page {section.first_page}")
        for section in every
    ]


def _marked(item: ItemMark) -> str:
    return f"page {item.page or '?'}: {item.starts or ''}"


def _where(section: Section | None, read: Document) -> str:
    if section is None:
        return "not found"
    return f"page {section.first_page}: {' '.join(read.text[section.start : section.start + 60].split())}"
