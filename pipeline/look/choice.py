"""Which part of a document is looked at: all of it, some pages, a section or a table."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pipeline.records import Block, Document, Page, Section, Table

PAGES = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
AROUND = 1500
"""So many characters before and after a table tell what it is about."""
NEAR = 5
"""So many keys are named where a wanted one is not there but others are like it."""


class Choice(NamedTuple):
    """What a user asked for; at most one of them. ``page`` is ``"23"`` or ``"23-25"``, ``table`` counts from 1."""

    page: str | None = None
    section: str | None = None
    table: int | None = None


class View(NamedTuple):
    """A document and the stretch of it that is looked at.

    ``section`` and ``table`` (its number, counted from 1 over the document) are set where one was asked for;
    ``whole`` where nothing was.
    """

    document: Document
    start: int
    end: int
    whole: bool = False
    section: Section | None = None
    table: int | None = None

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages the stretch touches, at least one."""
        last = max(self.start, self.end - 1)
        found = (self.document.page_at(self.start), self.document.page_at(last))
        return tuple(page for page in self.document.pages if found[0] <= page.number <= found[1])

    def part(self, page: Page) -> tuple[int, int]:
        """The part of a page that is looked at: a table is seen with what stands around it."""
        around = AROUND if self.table is not None else 0
        return max(page.start, self.start - around), min(page.end, self.end + around)

    def blocks(self, start: int, end: int) -> tuple[Block, ...]:
        """The blocks that touch ``[start, end)``."""
        return tuple(block for block in self.document.blocks if block.start < end and start < block.end)

    def tables(self, start: int, end: int) -> tuple[tuple[int, Table], ...]:
        """The tables that touch ``[start, end)``, with their numbers."""
        numbered = enumerate(self.document.tables, start=1)
        return tuple((number, table) for number, table in numbered if table.start < end and start < table.end)


def chosen(document: Document, choice: Choice) -> View:
    """Find what was asked for. Raises ``SettingsError`` that says what there is where it is not there."""
    if sum(wanted is not None for wanted in choice) > 1:
        raise SettingsError("only one of --page, --section and --table can be chosen", remedy="leave the others out")
    if choice.page is not None:
        return _pages(document, choice.page)
    if choice.section is not None:
        return _section(document, choice.section)
    if choice.table is not None:
        return _table(document, choice.table)
    return View(document, 0, len(document.text), whole=True)


def _pages(document: Document, wanted: str) -> View:
    match = PAGES.fullmatch(wanted.strip())
    count = len(document.pages)
    if match is None:
        raise SettingsError(f"--page is {wanted!r}", remedy="give one page (23) or the first and the last (23-25)")
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last <= count:
        there = "there is 1 page" if count == 1 else f"there are pages 1 to {count}"
        raise SettingsError(f"there is no page {wanted}", path=document.path, remedy=there)
    return View(document, document.pages[first - 1].start, document.pages[last - 1].end)


def _section(document: Document, wanted: str) -> View:
    sections = {section.key.casefold(): section for section in document.sections}
    key = "".join(wanted.split()).casefold()
    ends = [key] if key in sections else [each for each in sections if each.endswith(f".{key}")]
    if len(ends) == 1:
        section = sections[ends[0]]
        return View(document, section.start, section.end, section=section)
    near = ends or difflib.get_close_matches(key, sections, n=NEAR)
    keys = [sections[each].key for each in near] if near else [section.key for section in document.sections]
    there = f"{'did you mean' if near else 'there are'} {', '.join(keys)}" if keys else "no sections were found in it"
    raise SettingsError(f"there is no section {wanted!r}", path=document.path, remedy=there)


def _table(document: Document, wanted: int) -> View:
    count = len(document.tables)
    if not 1 <= wanted <= count:
        there = f"there are tables 1 to {count}" if count > 1 else f"there is {'1' if count else 'no'} table"
        raise SettingsError(f"there is no table {wanted}", path=document.path, remedy=there)
    table = document.tables[wanted - 1]
    return View(document, table.start, table.end, table=wanted)
