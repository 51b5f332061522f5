"""Putting the text of an HTML page together: paragraphs, headings, tables and pages with their spans."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.read.decode import plain_spaces
from pipeline.read.htmltable import NOTE_LINE, column_unit, columns, heads, is_head, is_list
from pipeline.records import Block, BlockKind, Cell, Page, PageState, Row, Table

if TYPE_CHECKING:
    from pipeline.read.htmltable import Line

_LINE_BREAK = "\x0b"
_HEADING_MAX = 200
_BOLD_SHARE = 0.9
_RUNNING_MAX = 150
_RUNNING_PAGES = 3
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|]\s*|[Pp]age\s+)?(\d{1,4}|[A-Z]{1,3}-\d{1,4}|[ivxlc]{1,6})(?:\s*(?:[-–—|]|of\s+\d{1,4}))?$"
)
_CONTENTS_LINK = re.compile(
    r"(?:(?:Back to )?(?:Table of Contents|Index to Financial Statements|Index)\s*)+$", re.IGNORECASE
)
_ITEM = re.compile(r"(?:ITEM|Item|PART|Part|NOTE|Note)\s+(?:[IVX]+|\d{1,2}(?:\.\d\d)?[A-C]?)\b")
_TITLE_END = re.compile(r"[.;,]$")
_CONTENTS_ROWS = 3
_TITLE_REACH = 4


class TextBuilder:
    """Collects inline text and tables in reading order. Call ``finish`` once."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._length = 0
        self._inline: list[str] = []
        self._letters = 0
        self._bold_letters = 0
        self._blocks: list[Block] = []
        self._tables: list[tuple[int, list[Line]]] = []
        self._breaks: list[int] = []
        self._rules: list[int] = []

    def text(self, text: str, *, bold: bool = False) -> None:
        """Add inline text; white space is folded when the block ends."""
        self._inline.append(text)
        if not text.isspace():
            self._letters += len(text)
            if bold:
                self._bold_letters += len(text)

    def line_break(self) -> None:
        """``<br>``; two in a row part paragraphs."""
        self._inline.append(_LINE_BREAK)

    def end_block(self, *, heading: bool = False) -> None:
        """The inline text so far is a block (or several, where empty lines part it)."""
        if not self._inline:
            return
        joined = "".join(self._inline)
        bold = self._letters > 0 and self._bold_letters >= _BOLD_SHARE * self._letters
        self._inline.clear()
        self._letters = self._bold_letters = 0
        if joined.isspace() and _LINE_BREAK not in joined:
            return
        lines = [" ".join(part.split()) for part in plain_spaces(joined).split(_LINE_BREAK)]
        paragraph: list[str] = []
        for part in (*lines, ""):
            if part:
                paragraph.append(part)
            elif paragraph:
                text = "\n".join(paragraph)
                self._add(text, _kind(text, bold=bold, heading=heading))
                paragraph = []

    def preformatted(self, text: str) -> None:
        """``<pre>``: lines stand as they are; empty lines part blocks."""
        self.end_block()
        for part in re.split(r"\n[ \t]*\n", plain_spaces(text)):
            kept = "\n".join(row.rstrip() for row in part.strip("\n").split("\n")).rstrip()
            if kept.strip():
                self._add(kept, BlockKind.PARAGRAPH)

    def table(self, rows: list[Line], *, linked: int, bold: bool) -> None:
        """A table's rows; ``linked`` counts its links into the document, as a table of contents has them."""
        if not rows:
            return
        if is_list(rows):
            for row in rows:
                self._add(row.text, BlockKind.PARAGRAPH)
            return
        figures = sum(len(row.figures) for row in rows if not is_head(row))
        if linked >= _CONTENTS_ROWS and linked >= len(rows) * 0.4:
            self._add("\n".join(row.text for row in rows), BlockKind.CONTENTS)
        elif figures > 1 or (figures == 1 and len(rows) > 1):
            start = self._add("\n".join(row.text for row in rows), BlockKind.TABLE)
            self._tables.append((start, rows))
        elif len(rows) == 1:
            text = rows[0].text
            self._add(text, _kind(text, bold=bold, heading=False))
        elif max(len(cell.text) for row in rows for cell in row.cells) > _HEADING_MAX:
            for row in rows:
                self._add(row.text, BlockKind.PARAGRAPH)
        else:
            self._add("\n".join(row.text for row in rows), BlockKind.TABLE)

    def page_break(self) -> None:
        """The page ends here."""
        self.end_block()
        if self._length and (not self._breaks or self._breaks[-1] != self._length):
            self._breaks.append(self._length)

    def rule(self) -> None:
        """``<hr>``: ends a page where a page number stands before it and nothing better marks pages."""
        self.end_block()
        if self._blocks and self._length and _PAGE_NUMBER.match(self._last()):
            self._rules.append(self._length)

    def finish(self) -> tuple[str, tuple[Page, ...], tuple[Block, ...], tuple[Table, ...]]:
        """The text, its pages, its blocks and its tables."""
        self.end_block()
        text = "".join(self._out)
        starts = self._breaks or self._rules
        starts = [0, *(start for start in starts if 0 < start < len(text))]
        spans = list(zip(starts, [*starts[1:], len(text)], strict=True))
        self._mark_furniture(text, spans)
        pages = tuple(
            Page(start=start, end=end, number=number, label=self._label(text, start, end), state=PageState.TEXT)
            for number, (start, end) in enumerate(spans, start=1)
        )
        tables = tuple(self._table(start, rows, number) for start, rows, number in self._placed(spans))
        return text, pages, tuple(self._blocks), tables

    def _add(self, text: str, kind: BlockKind) -> int:
        start = self._length
        self._out.append(text)
        self._out.append("\n\n")
        self._length += len(text) + 2
        self._blocks.append(Block.model_construct(start=start, end=start + len(text), kind=kind, speaker=None))
        return start

    def _last(self) -> str:
        return self._out[-2] if len(self._out) > 1 else ""

    def _mark_furniture(self, text: str, spans: list[tuple[int, int]]) -> None:
        """Page numbers and running lines at the edges of pages become furniture."""
        edges: list[list[int]] = []
        index = 0
        for _, end in spans:
            first = index
            while index < len(self._blocks) and self._blocks[index].start < end:
                index += 1
            edges.append([*range(first, min(first + 2, index)), *range(max(first + 2, index - 2), index)])
        alike = Counter(folded for indexes in edges for folded in {self._folded(text, index) for index in indexes})
        for indexes in edges:
            for index in indexes:
                block = self._blocks[index]
                shown = text[block.start : block.end]
                running = len(shown) <= _RUNNING_MAX and alike[self._folded(text, index)] >= max(
                    _RUNNING_PAGES, len(spans) * 0.3
                )
                numbered = len(spans) > 1 and _PAGE_NUMBER.match(shown)
                if (
                    _CONTENTS_LINK.match(shown)
                    or (numbered and index in indexes[-2:])
                    or (len(spans) > _RUNNING_PAGES and running)
                ):
                    self._blocks[index] = block.model_copy(update={"kind": BlockKind.FURNITURE})
        furniture = {block.start for block in self._blocks if block.kind is BlockKind.FURNITURE}
        self._tables = [(start, rows) for start, rows in self._tables if start not in furniture]

    def _folded(self, text: str, index: int) -> str:
        block = self._blocks[index]
        return re.sub(r"\d+", "#", text[block.start : block.end][: _RUNNING_MAX + 1])

    def _label(self, text: str, start: int, end: int) -> str | None:
        for block in reversed(self._blocks_of(start, end)[-2:]):
            match = _PAGE_NUMBER.match(text[block.start : block.end])
            if match and block.kind is BlockKind.FURNITURE:
                return match[1]
        return None

    def _blocks_of(self, start: int, end: int) -> list[Block]:
        return [block for block in self._blocks if start <= block.start < end]

    def _placed(self, spans: list[tuple[int, int]]) -> list[tuple[int, list[Line], int]]:
        placed = []
        page = 0
        for start, rows in self._tables:
            while page + 1 < len(spans) and start >= spans[page][1]:
                page += 1
            placed.append((start, rows, page + 1))
        return placed

    def _table(self, start: int, lines: list[Line], page: int) -> Table:
        intervals = columns(lines)
        names = heads(lines, intervals)
        rows = []
        offset = start
        for row in lines:
            rows.append(_row(row, offset, intervals, names))
            offset += len(row.text) + 1
        return Table.model_construct(
            start=start,
            end=offset - 1,
            page=page,
            title=self._title(start),
            columns=names,
            rows=tuple(rows),
            scale=None,
        )

    def _title(self, start: int) -> str | None:
        """The heading that stands before the table, above lines such as "(In millions)"."""
        low, high = 0, len(self._blocks)
        while low < high:
            middle = (low + high) // 2
            if self._blocks[middle].start < start:
                low = middle + 1
            else:
                high = middle
        for index in range(low - 1, max(-1, low - 1 - _TITLE_REACH), -1):
            if self._blocks[index].kind is not BlockKind.HEADING:
                return None
            title = " ".join(self._out[2 * index].split())
            if not NOTE_LINE.match(title):
                return title
        return None


def _row(row: Line, offset: int, intervals: list[tuple[int, int]], names: tuple[str, ...]) -> Row:
    cells = []
    for figure in [] if is_head(row) else row.figures:
        column = next((at for at, (left, right) in enumerate(intervals) if left <= figure.left < right), 0)
        head = names[column] if column < len(names) else ""
        cells.append(
            Cell.model_construct(
                start=offset + figure.start,
                end=offset + figure.end,
                column=column,
                value=figure.value,
                unit=column_unit(figure.unit, head),
            )
        )
    return Row.model_construct(start=offset, end=offset + len(row.text), label=row.label, cells=tuple(cells))


def _kind(text: str, *, bold: bool, heading: bool) -> BlockKind:
    if len(text) > _HEADING_MAX:
        return BlockKind.PARAGRAPH
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return BlockKind.PARAGRAPH
    shouted = len(letters) > 3 and all(letter.isupper() for letter in letters)  # noqa: PLR2004
    if heading or _ITEM.match(text) or ((bold or shouted) and not _TITLE_END.search(text)):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH
