"""Putting the text of an HTML page together: paragraphs, headings, tables and pages with their spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from pipeline.read.decode import plain_spaces
from pipeline.read.htmlpages import PAGE_NUMBER, continue_tables, join_over_pages, mark_furniture
from pipeline.read.htmltable import NOTE_LINE, column_unit, columns, headings, heads, is_head, is_list, without_notes
from pipeline.read.sketch import Heading, Sketch, SketchCell, SketchRow
from pipeline.records import Block, BlockKind, Page, PageState

if TYPE_CHECKING:
    from pipeline.read.htmltable import Line

_LINE_BREAK = "\x0b"
_HEADING_MAX = 200
_BOLD_SHARE = 0.9
_ITEM = re.compile(r"(?:ITEM|Item|PART|Part|NOTE|Note)\s+(?:[IVX]+|\d{1,2}(?:\.\d\d)?[A-C]?)\b")
_TITLE_END = re.compile(r"[.;,]$")
_CONTENTS_ROWS = 3
_TITLE_REACH = 4
_PLAIN = re.compile(r"\d+")
_LIST_MARK = re.compile(r"(?:[•●▪◦■○\uf0b7]|\(?\d{1,2}[.)]|\(?[a-z]{1,3}\)|[A-Z]\.)")
"""A number or bullet that stylesheets set beside its paragraph: ``<div>1.</div><div>BASIS OF PRESENTATION</div>``."""


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
        self._mark = ""

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
                paragraph = []
                if _LIST_MARK.fullmatch(text) and not self._mark:
                    self._mark = text
                    continue
                if self._mark:
                    text, self._mark = f"{self._mark} {text}", ""
                self._add(text, _kind(text, bold=bold, heading=heading))

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
        figured = [row for row in rows if row.figures and not is_head(row)]
        figures = sum(len(row.figures) for row in figured)
        if len(figured) == 1 and all(
            _PLAIN.fullmatch(figured[0].text, one.start, one.end) for one in figured[0].figures
        ):
            figures = 0  # a house number and a postal code
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
        self._release()
        if self._length and (not self._breaks or self._breaks[-1] != self._length):
            self._breaks.append(self._length)

    def rule(self) -> None:
        """``<hr>``: ends a page where a page number stands before it and nothing better marks pages."""
        self.end_block()
        self._release()
        if self._blocks and self._length and PAGE_NUMBER.fullmatch(self._last()):
            self._rules.append(self._length)

    def finish(self) -> tuple[str, tuple[Page, ...], tuple[Block, ...], tuple[Sketch, ...]]:
        """The text, its pages, its blocks and its tables."""
        self.end_block()
        self._release()
        text = "".join(self._out)
        starts = self._breaks or self._rules
        starts = [0, *(start for start in starts if 0 < start < len(text))]
        spans = list(zip(starts, [*starts[1:], len(text)], strict=True))
        blocks, labels = mark_furniture(text, self._blocks, spans)
        pages = tuple(
            Page(start=start, end=end, number=number, label=label, state=PageState.TEXT)
            for number, ((start, end), label) in enumerate(zip(spans, labels, strict=True), start=1)
        )
        furniture = {block.start for block in blocks if block.kind is BlockKind.FURNITURE}
        self._tables = [(start, rows) for start, rows in self._tables if start not in furniture]
        tables = tuple(self._table(start, rows, number) for start, rows, number in self._placed(spans))
        return text, pages, join_over_pages(text, blocks), continue_tables(tables, blocks)

    def _add(self, text: str, kind: BlockKind) -> int:
        self._release()
        start = self._length
        self._out.append(text)
        self._out.append("\n\n")
        self._length += len(text) + 2
        self._blocks.append(Block.model_construct(start=start, end=start + len(text), kind=kind, speaker=None))
        return start

    def _release(self) -> None:
        """A list mark that nothing follows stands as a block of its own."""
        if self._mark:
            mark, self._mark = self._mark, ""
            self._add(mark, BlockKind.PARAGRAPH)

    def _last(self) -> str:
        return self._out[-2] if len(self._out) > 1 else ""

    def _placed(self, spans: list[tuple[int, int]]) -> list[tuple[int, list[Line], int]]:
        placed = []
        page = 0
        for start, rows in self._tables:
            while page + 1 < len(spans) and start >= spans[page][1]:
                page += 1
            placed.append((start, rows, page + 1))
        return placed

    def _table(self, start: int, lines: list[Line], page: int) -> Sketch:
        lines = without_notes(lines)
        intervals = columns(lines)
        names = heads(lines, intervals)
        rows: list[SketchRow] = []
        over: list[Heading] = []
        words = set(map(id, headings(lines, intervals)))
        offset = start
        for row in lines:
            if id(row) in words:
                over.append(Heading(len(rows), row.text, row.indent))
            elif row.figures and not is_head(row):
                rows.append(_row(row, offset, intervals, names))
            offset += len(row.text) + 1
        return Sketch(start, offset - 1, page, self._title(start), names, rows, over)

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


def _row(row: Line, offset: int, intervals: list[tuple[int, int]], names: tuple[str, ...]) -> SketchRow:
    cells = []
    for figure in row.figures:
        column = max(0, bisect_right(intervals, figure.left, key=lambda interval: interval[0]) - 1)
        head = names[column] if column < len(names) else ""
        unit = column_unit(figure.unit, head)
        cells.append(SketchCell(offset + figure.start, offset + figure.end, column, figure.value, unit))
    return SketchRow(offset, offset + len(row.text), row.label, tuple(cells), row.indent)


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
