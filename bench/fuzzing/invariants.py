"""What must hold of every Document, whatever it was read from."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.records import SectionState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import Document, Span, Table


def broken(document: Document) -> list[str]:
    """Everything that does not hold, each in a few words; nothing for a sound document."""
    return [*_text(document), *_pages(document), *_spans(document), *_order(document), *_tables(document)]


def _text(document: Document) -> Iterator[str]:
    if not document.text.strip():
        yield "the text is empty, and no error says so"
    if "\0" in document.text or any("\ud800" <= char <= "\udfff" for char in document.text):
        yield "the text holds what no text may hold"


def _pages(document: Document) -> Iterator[str]:
    pages = document.pages
    if not pages or pages[0].start != 0 or pages[-1].end != len(document.text):
        yield "the pages do not cover the text"
    if any(a.end != b.start for a, b in pairwise(pages)):
        yield "there are gaps between pages"
    if [page.number for page in pages] != list(range(1, len(pages) + 1)):
        yield "the pages are not counted from 1"
    numbers = {page.number for page in pages}
    for section in document.sections:
        if section.state is SectionState.MISSING:
            continue
        if section.first_page not in numbers or section.last_page not in numbers:
            yield f"{section.key} stands on no page of the document"
        elif section.first_page > section.last_page:
            yield f"{section.key} ends before it begins"
    for loss in document.coverage.losses:
        if loss.page not in numbers or loss.kept > loss.numbers:
            yield f"the losses of page {loss.page} make no sense"


def _spans(document: Document) -> Iterator[str]:
    spans: tuple[tuple[str, tuple[Span, ...]], ...] = (
        ("page", document.pages),
        ("block", document.blocks),
        ("section", document.sections),
        ("table", document.tables),
        ("scale", document.scales),
        ("definition", document.definitions),
    )
    length = len(document.text)
    for name, found in spans:
        if any(not 0 <= span.start <= span.end <= length for span in found):
            yield f"a {name} stands outside the text"
    for block in document.blocks:
        if any(not block.holds(gap.start, gap.end) for gap in block.gaps):
            yield "a gap stands outside its block"


def _order(document: Document) -> Iterator[str]:
    ordered: tuple[tuple[str, tuple[Span, ...]], ...] = (("blocks", document.blocks), ("tables", document.tables))
    for name, found in ordered:
        if any(a.end > b.start for a, b in pairwise(found)):
            yield f"{name} overlap"


def _tables(document: Document) -> Iterator[str]:
    for table in document.tables:
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    for row in table.rows:
        if not table.holds(row.start, row.end):
            yield "a row stands outside its table"
        if any(not row.start <= cell.start < cell.end <= table.end for cell in row.cells):
            yield "a cell stands outside its row"
        columns = [cell.column for cell in row.cells]
        if any(after <= before for before, after in pairwise(columns)):
            yield "the columns of a row's cells do not rise"
        if table.columns and columns and max(columns) >= len(table.columns):
            yield "a cell stands in a column that the table does not have"
