"""A view as plain text, for a terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.look.marks import loose
from pipeline.look.measure import (
    PageMeasure,
    measured_page,
    measured_pages,
    measured_section,
    measured_sections,
    total,
)
from pipeline.look.numbering import printed, runs_of
from pipeline.look.words import (
    amount_of,
    facts,
    flags,
    headline,
    inert,
    page_name,
    reading,
    scale_of,
    scale_word,
    speaker_line,
    speaker_of,
    unit_of,
)
from pipeline.records import BlockKind, PageState, SectionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.look.choice import View
    from pipeline.records import Cell, Page, Row, Table

WIDEST = 48
"""A column of a table of ours is cut at so many characters."""
MARGIN = 12
_SECTION = ("start", "end", "key", "title", "first_page", "last_page", "state")
_PAGE = ("number", "label", "state", "start", "end")
_COVERAGE = ("pages_without_text", "pictures", "partial", "losses", "warnings")
_CELL = ("start", "end", "column", "value", "unit", "currency", "multiplier", "stated", "marks")
_ROW = ("start", "end", "label", "cells", "group", "marks")


def as_text(view: View) -> str:
    """Print a view: the whole document as an overview, a page or section with its blocks, a table with its cells."""
    if view.whole:
        lines = _overview(view)
    elif view.table is not None:
        lines = _table(view, view.table)
    else:
        lines = _stretch(view)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _overview(view: View) -> Iterator[str]:
    document = view.document
    yield inert(document.path)
    yield headline(document)
    yield reading(document)
    yield ""
    for fact in facts(document):
        yield f"  {fact.name:20}{fact.value}{'   (from the file name only)' * fact.hinted}"
    yield f"  {'sha256':20}{document.sha256}"
    yield f"  {'read as':20}{document.media}, {len(document.text):,} characters"
    for note in flags(document.coverage, _COVERAGE):
        yield f"? {note}"
    for warning in document.coverage.warnings:
        yield f"! {inert(warning)}"
    yield from ("", "Sections", *_indented(_sections(view)))
    if document.speakers:
        yield from ("", "Speakers", *_indented(map(speaker_line, document.speakers)))
    yield from ("", "Pages", *_indented(_pages(measured_pages(document))))
    yield from ("", "Tables", *_indented(_tables(view)))
    yield from ("", "Closer: --page N, --section KEY, --table N; over the pages: --as html --output FILE")


def _sections(view: View) -> Iterator[str]:
    measured = measured_sections(view.document)
    if not measured:
        yield "none were found"
        return
    rows = [("key", "pages", "state", "numbers", "title")]
    for each in measured:
        section = each.section
        there = section.state is not SectionState.MISSING
        told = [inert(section.title), *(f"[{text}]" for text in flags(section, _SECTION))]
        if each.unreadable:
            told.append(f"[no text on page {', '.join(map(str, each.unreadable))}]")
        rows.append(
            (
                "  " * each.depth + section.key,
                _range(section.first_page, section.last_page) if there else "",
                section.state.replace("_", " "),
                str(each.numbers) if there else "",
                " ".join(told),
            )
        )
    yield from _columns(rows)


def _pages(measured: Sequence[PageMeasure]) -> Iterator[str]:
    """List the pages; neighbours of which the same is told are one line."""
    rows = [("page", "printed", "state", "numbers", "")]
    for _, run in groupby(measured, key=_alike):
        pages = list(run)
        first, last = pages[0].page, pages[-1].page
        blank = [each.page.number for each in pages if each.page.state is PageState.EMPTY]
        states = dict.fromkeys(str(each.page.state) for each in pages)
        told = [pages[0].told, f"empty: {runs_of(blank)}" if 0 < len(blank) < len(pages) else "", *flags(first, _PAGE)]
        rows.append(
            (
                _range(first.number, last.number),
                inert(printed(each.page.label for each in pages)),
                ", ".join(states),
                str(total(pages)),
                "; ".join(filter(None, told)),
            )
        )
    yield from _columns(rows)


def _alike(each: PageMeasure) -> tuple[object, ...]:
    """What neighbours share that are told in one line: a page that lost numbers stands alone."""
    state = PageState.TEXT if each.page.state is PageState.EMPTY else each.page.state
    return (state, each.numbers.whole or each.page.number, flags(each.page, _PAGE))


def _tables(view: View) -> Iterator[str]:
    if not view.document.tables:
        yield "none were found"
        return
    rows = [("table", "page", "figures", "scale", "title")]
    for number, table in enumerate(view.document.tables, start=1):
        figures = sum(len(row.cells) for row in table.rows)
        scale = "" if table.scale is None else scale_word(table.scale.multiplier)
        rows.append((str(number), _on(table), str(figures), scale, inert(" ".join((table.title or "").split()))[:90]))
    yield from _columns(rows)


def _on(table: Table) -> str:
    return _range(table.page, max(table.page, table.last_page))


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _stretch(view: View) -> Iterator[str]:
    """Print pages, or those of a section, with every block marked as what it is."""
    document = view.document
    if view.section is not None:
        section = view.section
        measured = measured_section(document, section)
        yield f"{section.key}: {inert(section.title)}"
        besides = "".join(f"; {text}" for text in flags(section, _SECTION))
        where = f"page{'s' * (section.first_page != section.last_page)} {_range(section.first_page, section.last_page)}"
        yield f"{section.state.replace('_', ' ')}; {where}; {measured.numbers} kept{besides}"
    for page in view.pages:
        yield ""
        yield from _page(view, page)


def _page(view: View, page: Page) -> Iterator[str]:
    document = view.document
    measured = measured_page(document, page)
    inside = [section for section in document.sections if section.start < page.end and page.start < section.end]
    keys = ", ".join(section.key for section in inside)
    cause = f" ({measured.told})" if measured.told else ""
    yield f"== {page_name(page, len(document.pages))}: {page.state}, {measured.numbers} kept{cause}"
    yield f"   {f'in {keys}' if keys else 'in no section'}"
    start, end = max(view.start, page.start), min(view.end, page.end)
    speaking = ""
    for kind, mark, begin, stop in _marked(view, start, end):
        for section in inside:
            if begin <= section.start < stop:
                yield f"{'':{MARGIN}}>> {section.key}: {inert(section.title)}"
        head = mark or kind
        if kind == BlockKind.SPEECH:
            if mark and mark != speaking:
                yield f"{'':{MARGIN}}{mark}:"
            speaking, head = mark, kind
        for line in inert(document.text[begin:stop]).split("\n"):
            if line.strip():
                yield f"{head:>{MARGIN - 2}} | {line.rstrip()}"
                head = ""


def _marked(view: View, start: int, end: int) -> list[tuple[str, str, int, int]]:
    """Give kind, mark and span of every block between two places, and of text in none."""
    numbers = {table.start: number for number, table in view.tables(start, end)}
    found = []
    for block in view.blocks(start, end):
        mark = ""
        if block.kind is BlockKind.SPEECH:
            mark = speaker_of(block)
        elif block.kind is BlockKind.TABLE:
            number = next((numbers[at] for at in sorted(numbers) if block.start <= at < block.end), None)
            mark = "table" if number is None else f"table {number}"
        found.append((str(block.kind), mark, max(block.start, start), min(block.end, end)))
        found.extend(("furniture", "", gap.start, min(gap.end, end)) for gap in block.gaps if start <= gap.start < end)
    found.extend(("loose", "", span.start, span.end) for span in loose(view.document, start, end))
    return _cut_at_gaps(sorted(found, key=lambda each: each[2]))


def _cut_at_gaps(blocks: list[tuple[str, str, int, int]]) -> list[tuple[str, str, int, int]]:
    """Print a block around the furniture inside it."""
    found: list[tuple[str, str, int, int]] = []
    for block in blocks:
        if found and block[2] < found[-1][3]:
            kind, mark, start, end = found.pop()
            found += [(kind, mark, start, block[2]), block, (kind, mark, block[3], end)]
        else:
            found.append(block)
    return found


def _table(view: View, number: int) -> Iterator[str]:
    table = view.document.tables[number - 1]
    section = view.document.section_at(table.start)
    yield f"table {number} on page {_on(table)}{f', in {section.key}' if section else ''}"
    if table.title:
        yield inert(" ".join(table.title.split()))
    yield scale_of(view.document, table)
    yield ""
    rows: list[tuple[str, ...]] = [
        ("group", "row", "column", "printed", "value", "unit", "currency", "scale", "comes to", "besides")
    ]
    for row in table.rows:
        label = inert(" ".join(row.label.split()))
        group = inert(" > ".join(row.group))
        if not row.cells:
            rows.append((group, label, *[""] * 8))
        for cell in row.cells:
            rows.append((group, label, *_cell(view, table, row, cell)))
            group = label = '"'
    yield from _columns(rows)


def _cell(view: View, table: Table, row: Row, cell: Cell) -> tuple[str, ...]:
    said = [*cell.marks, *row.marks, *flags(cell, _CELL), *flags(row, _ROW)]
    return (
        inert(" ".join(table.head(cell).split())),
        inert(view.document.quote(cell.start, cell.end)),
        "-" if cell.value is None else f"{cell.value:f}",
        unit_of(cell),
        cell.currency or "",
        scale_word(cell.multiplier) + " (not stated)" * (not cell.stated),
        amount_of(cell),
        "; ".join(said),
    )


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Set rows in columns; a column nobody fills below its head is left out."""
    filled = [column for column in zip(*rows, strict=True) if any(column[1:])]
    widths = [min(WIDEST, max(map(len, column))) for column in filled]
    for row in zip(*filled, strict=True):
        cells = [
            text if index + 1 == len(row) else f"{_cut(text, width):{width}}"
            for index, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
