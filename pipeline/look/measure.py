"""How much of a document was read: by page, by section and in all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import Page, PageCoverage, PageState, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.records import Document, Record

NUMBER = re.compile(r"\d(?:[\d,.]*\d)?")
"""A numeric token, as the reader counts them."""
WHY = {
    PageState.OCR: "read by text recognition: letters and figures may be misread",
    PageState.PICTURE: "what the picture shows was not read",
    PageState.UNREADABLE: "it could not be read",
}
"""What is to be known of a page in such a state, where no number of it is known to be lost."""


class Numbers(NamedTuple):
    """How many numeric tokens there are on the page and how many were kept."""

    there: int
    kept: int

    @property
    def whole(self) -> bool:
        """Whether all were kept."""
        return self.there == self.kept

    def __str__(self) -> str:
        if not self.there:
            return "no numbers"
        if self.whole:
            return "its one number" if self.there == 1 else f"all {self.there:,} numbers"
        return f"{self.kept:,} of {self.there:,} numbers"


class PageMeasure(NamedTuple):
    """One page: its record, its numbers, and why some were lost."""

    page: Page
    numbers: Numbers
    cause: str | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing is missing on it; an empty page misses nothing."""
        return self.numbers.whole and self.page.state in (PageState.TEXT, PageState.EMPTY)

    @property
    def told(self) -> str:
        """Why it may not be trusted whole, empty where it may."""
        return self.cause or WHY.get(self.page.state, "")


class SectionMeasure(NamedTuple):
    """One section: its record, its numbers, the pages of it that gave no text, and how deep it lies in others."""

    section: Section
    numbers: Numbers
    unreadable: tuple[int, ...]
    depth: int


def measured_pages(document: Document) -> tuple[PageMeasure, ...]:
    """Measure every page. What the reader lists as a loss is taken from there, all else was kept."""
    losses = {loss.page: loss for loss in document.coverage.losses}
    return tuple(_page(document, page, losses.get(page.number)) for page in document.pages)


def measured_page(document: Document, page: Page) -> PageMeasure:
    """Measure one page."""
    return _page(document, page, next((loss for loss in document.coverage.losses if loss.page == page.number), None))


def measured_sections(document: Document) -> tuple[SectionMeasure, ...]:
    """Measure every section, in text order."""
    found: list[SectionMeasure] = []
    around: list[Section] = []
    for section in document.sections:
        around = [outer for outer in around if outer.end > outer.start and outer.holds(section.start, section.end)]
        found.append(measured_section(document, section, len(around)))
        around.append(section)
    return tuple(found)


def measured_section(document: Document, section: Section, depth: int = 0) -> SectionMeasure:
    """Measure one section. Numbers lost on a page it shares with others count against it."""
    kept = len(NUMBER.findall(document.text, section.start, section.end))
    first, last = document.page_at(section.start), document.page_at(max(section.start, section.end - 1))
    pages = document.pages[first - 1 : last] if section.end > section.start else ()
    lost = sum(loss.numbers - loss.kept for loss in document.coverage.losses if pages and first <= loss.page <= last)
    bad = tuple(page.number for page in pages if page.state in (PageState.PICTURE, PageState.UNREADABLE))
    return SectionMeasure(section, Numbers(kept + lost, kept), bad, depth)


def total(pages: Iterable[PageMeasure]) -> Numbers:
    """Add up the numbers of pages."""
    counts = [page.numbers for page in pages]
    return Numbers(sum(count.there for count in counts), sum(count.kept for count in counts))


def besides(record: Record, known: Sequence[str]) -> dict[str, object]:
    """Give what a record says besides the ``known`` fields: fields that came later show by themselves.

    Fields that are empty or as they are unless something is said are left out.
    """
    said = record.model_dump(mode="json", exclude=set(known), exclude_defaults=True)
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}


def _page(document: Document, page: Page, loss: PageCoverage | None) -> PageMeasure:
    if loss is not None:
        return PageMeasure(page, Numbers(loss.numbers, loss.kept), loss.cause)
    count = len(NUMBER.findall(document.text, page.start, page.end))
    return PageMeasure(page, Numbers(count, count))
