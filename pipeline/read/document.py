"""The room's one public function: a file to a ``Document``."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.errors import EmptyFile, NotADocument, Unavailable
from pipeline.lexis import definitions
from pipeline.read.blocks import find_blocks
from pipeline.read.contents import find_contents
from pipeline.read.furniture import find_furniture, is_broken, pages_with_words
from pipeline.read.governance import govern
from pipeline.read.identity import identify, is_recognised
from pipeline.read.joining import join_blocks, join_tables
from pipeline.read.lines import cut_lines, page_finder
from pipeline.read.notes import find_notes, note_sections
from pipeline.read.pdf import read_pdf
from pipeline.read.sections import find_items
from pipeline.read.settle import settle
from pipeline.read.tables import find_tables, tables_on_lines
from pipeline.read.textfile import read_text
from pipeline.read.transcript import read_call
from pipeline.records import BlockKind, Coverage, Document, Form, PageState, SectionState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.read.lines import Line
    from pipeline.read.raw import RawDocument
    from pipeline.records import Block, Identity, Page, Section

HEAD = 1024
"""A PDF's signature stands somewhere in its first kilobyte."""
MOSTLY_PICTURES = 0.5
WIDE_CHARACTERS = (b"\xff\xfe", b"\xfe\xff")
"""A byte order mark of UTF-16, in which text holds zero bytes."""


def read(path: Path, shown_as: str) -> Document:
    """Read one file. ``shown_as`` is how the user named it and is what errors and the document call it.

    Raises ``ReadError`` and its kinds; limits of time and memory (``TooSlow``) are the caller's to set.
    """
    shown_as = shown_as.replace("\\", "/")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unavailable(
            f"the file cannot be opened ({error.strerror})", path=shown_as, remedy="check its name and rights"
        ) from error
    if not data:
        raise EmptyFile("the file has no bytes", path=shown_as)
    raw = _raw(path.name, data, shown_as)
    try:
        return _document(raw, shown_as, hashlib.sha256(data).hexdigest())
    finally:
        if raw.layout is not None:
            raw.layout.close()


def _document(raw: RawDocument, shown_as: str, sha256: str) -> Document:
    identity = identify(raw)
    if identity.form is Form.CALL:
        raw = read_call(raw)
    return build(raw, identity, shown_as, sha256)


def _raw(name: str, data: bytes, shown_as: str) -> RawDocument:
    if b"%PDF-" in data[:HEAD]:
        return read_pdf(name, data, shown_as)
    if b"\0" in data[:HEAD] and not data.startswith(WIDE_CHARACTERS):
        raise NotADocument("the file is none of PDF, HTML and text", path=shown_as)
    return read_text(name, data, shown_as)


def build(raw: RawDocument, identity: Identity, shown_as: str, sha256: str) -> Document:
    """Find what stands where in ``raw`` and make the document. What its reader found already is kept."""
    lines = cut_lines(raw.text, raw.pages)
    furniture = find_furniture(lines, len(raw.pages))
    pages = tuple(
        page.model_copy(update={"label": furniture.labels[index]})
        if page.label is None and index in furniture.labels
        else page
        for index, page in enumerate(raw.pages)
    )
    pages = _told_apart(pages, pages_with_words(lines, len(pages)), raw)
    if is_broken(lines, len(pages)):
        lines = [line._replace(page=0) for line in lines]
        raw = replace(raw, layout=None)
    kept = [line for index, line in enumerate(lines) if index not in furniture.lines]
    contents = find_contents(kept)
    page_at = page_finder(pages)
    sections, warnings = raw.sections or (), raw.warnings
    doubts: tuple[str, ...] = ()
    if raw.sections is None:
        items = find_items(raw.text, kept, contents, identity, pages)
        notes = find_notes(raw.text, kept, contents, items.sections, identity.form)
        sections = (*items.sections, *note_sections(notes, page_at))
        warnings, doubts = (*warnings, *items.warnings), items.doubts
    if raw.tables is None:
        listed = {index for first, last in contents for index in range(first, last)}
        found = [
            table
            for table in find_tables(raw.text, kept, raw.layout)
            if listed.isdisjoint(range(table.first, table.last + 1))
        ]
    else:
        found = tables_on_lines(raw.tables, kept)
    found = join_tables(kept, found, _aside(raw, lines, furniture.lines))
    scales = raw.scales if raw.scales is not None else govern(raw.text, kept, found, pages, sections)
    tables = settle(raw.text, [one.table for one in found], page_at)
    blocks = raw.blocks
    if blocks is None:
        blocks = find_blocks(lines, furniture.lines, found, contents)
    else:
        blocks = join_blocks(blocks, kept, found)
    return Document(
        path=shown_as,
        sha256=sha256,
        media=raw.media,
        identity=identity,
        text=raw.text,
        pages=pages,
        blocks=blocks,
        sections=tuple(sorted(sections, key=lambda section: (section.start, -section.end, section.key))),
        tables=tables,
        scales=scales,
        definitions=definitions(raw.text),
        speakers=raw.speakers,
        coverage=_coverage(raw, identity, pages, warnings, sections).model_copy(update={"doubts": doubts}),
    )


def _aside(raw: RawDocument, lines: Sequence[Line], furniture: frozenset[int]) -> Sequence[Line | Block]:
    """The running heads and feet, as the reader marked them or as they were found in the lines."""
    if raw.blocks is not None:
        return [block for block in raw.blocks if block.kind is BlockKind.FURNITURE]
    return [lines[index] for index in sorted(furniture)]


def _told_apart(pages: tuple[Page, ...], written: frozenset[int], raw: RawDocument) -> tuple[Page, ...]:
    """Tell pictures from blank pages among the pages without words of their own.

    ``written`` are the indices of pages that hold words of their own: a running foot under a scan is none.
    """
    if raw.layout is None:
        return pages
    return tuple(
        page.model_copy(update={"state": PageState.PICTURE})
        if index not in written and page.state not in {PageState.UNREADABLE, PageState.OCR} and raw.layout.shows(index)
        else page
        for index, page in enumerate(pages)
    )


def _coverage(
    raw: RawDocument, identity: Identity, pages: Sequence[Page], warnings: tuple[str, ...], sections: Sequence[Section]
) -> Coverage:
    pictures = tuple(page.number for page in pages if page.state is PageState.PICTURE)
    doubtful = not is_recognised(identity)
    if doubtful:
        warnings = (*warnings, "This may be no filing: it names neither a company nor a period nor a form.")
    if len(pictures) > MOSTLY_PICTURES * len(pages):
        warnings = (
            *warnings,
            f"Most of the file was not read: {len(pictures)} of its {len(pages)} pages are pictures.",
        )
    return Coverage(
        pages_without_text=tuple(page.number for page in pages if page.state not in {PageState.TEXT, PageState.OCR}),
        pictures=pictures,
        recognised=tuple(page.number for page in pages if page.state is PageState.OCR),
        losses=raw.losses,
        warnings=warnings,
        partial=raw.partial
        or doubtful
        or bool(pictures or raw.losses)
        or any(section.state is SectionState.MISSING for section in sections),
    )
