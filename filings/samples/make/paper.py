"""Blocks to a PDF page by page, the same bytes on every run and every machine.

Only the fonts every PDF reader has are used, and streams are not compressed: packed bytes differ between builds of
the packing library, plain ones do not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as Grid

from cover import Cover, cover_lines, opening
from markup import plain

if TYPE_CHECKING:
    from pathlib import Path

    from markup import Block
    from sheet import Row, Table, Workbook

SIDE = 58
TOP = 64
WIDTH = LETTER[0] - 2 * SIDE
SHORT = 200  # characters: a slanted line up to here is a heading
LONG_TABLE = 32  # rows: from here a table may run over a page
WIDE_TABLE = 5  # columns: above, figures are set smaller
TINT = colors.HexColor("#dfeaf4")


def slanted(text: str) -> str:
    """Turn marks of the markup into marks of the paragraph engine."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"\*\*\*(.+?)\*\*\*", r"<b><i>\1</i></b>", text)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    return re.sub(r"(?<!\*)\*([^*]+?)\*(?!\*)", r"<i>\1</i>", text)


class Paper:
    """One filing on paper: its styles and the way each block is set."""

    def __init__(self, cover: Cover, blocks: list[Block], book: Workbook) -> None:
        self.cover, self.blocks, self.book = cover, blocks, book
        serif = cover.font == "Times"
        self.font = "Times-Roman" if serif else "Helvetica"
        self.bold = "Times-Bold" if serif else "Helvetica-Bold"
        self.slant = "Times-Italic" if serif else "Helvetica-Oblique"
        self.size = cover.size
        self.contents: dict[str, int] = {}

    def style(self, name: str, **changes: Any) -> ParagraphStyle:
        """Give a paragraph style of this filing."""
        base: dict[str, Any] = {
            "fontName": self.font,
            "fontSize": self.size,
            "leading": self.size * 1.27,
            "spaceAfter": self.size * 0.7,
        }
        return ParagraphStyle(name, **(base | changes))

    def write(self, path: Path) -> None:
        """Set the filing twice: the first time to learn the page numbers of the contents."""
        for _ in range(2):
            found: dict[str, int] = {}
            template = _Template(str(path), self, found)
            template.build(self.flow())
            self.contents = found

    def flow(self) -> list[Flowable]:
        """Everything to be set, in order."""
        flow = [*self._cover(), PageBreak()]
        for block, following in zip(self.blocks, [*self.blocks[1:], None], strict=True):
            if block.kind in {"h3", "h4"}:
                # A heading stands on the page of what it heads: of a whole table, or of some lines of text.
                table = following.table if following else None
                flow.append(CondPageBreak(110 if table is None else 90 + min(len(table.source), 30) * self.size * 1.6))
            flow += self._block(block)
        return flow

    def _block(self, block: Block) -> list[Flowable]:
        if block.table is not None:
            return self._table(block.table)
        whole = {"break": lambda: [PageBreak()], "toc": self._contents, "signatures": self._signatures}
        return whole[block.kind]() if block.kind in whole else self._words_of(block)

    def _words_of(self, block: Block) -> list[Flowable]:
        size = self.size
        if block.kind in {"h1", "h2"}:
            style = self.style(
                block.kind,
                fontName=self.bold,
                alignment=TA_CENTER if block.kind == "h1" else TA_LEFT,
                spaceBefore=size,
                fontSize=size + (1 if block.kind == "h1" else 0.5),
                keepWithNext=1,
            )
            heading = Paragraph(slanted(block.text), style)
            heading.listed = block.text
            return [CondPageBreak(90), heading]
        if block.kind in {"h3", "h4"}:
            font = self.bold if block.kind == "h3" else self.slant
            return [
                Paragraph(
                    slanted(block.text), self.style(block.kind, fontName=font, spaceBefore=size * 0.5, keepWithNext=1)
                )
            ]
        if block.kind == "bullet":
            style = self.style(
                "bullet", leftIndent=size * 2.2, bulletIndent=size, spaceAfter=size * 0.4, alignment=TA_LEFT
            )
            return [Paragraph(slanted(block.text), style, bulletText="•")]
        if block.kind == "centre":
            return [Paragraph(slanted(block.text), self.style("centre", alignment=TA_CENTER))]
        lone = block.text.startswith("*") and block.text.endswith("*") and len(block.text) < SHORT
        align = TA_LEFT if self.cover.ragged or lone else TA_JUSTIFY
        return [Paragraph(slanted(block.text), self.style("para", alignment=align, keepWithNext=int(lone)))]

    # --- tables -----------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> list[Flowable]:
        if "text" in table.flags:
            return [self._words(table), Spacer(1, self.size)]
        titles = [
            Paragraph(slanted(line), self.style("title", fontName=self.bold, alignment=TA_CENTER, spaceAfter=1))
            for line in ([self.cover.header, *table.title] if "statement" in table.flags else table.title)
        ]
        grid = self._figures(table)
        pieces = [*titles, Spacer(1, 4), grid] if titles else [grid]
        return [KeepTogether(pieces) if len(table.source) < LONG_TABLE else Flow(pieces), Spacer(1, self.size)]

    def _words(self, table: Table) -> Grid:
        cell = self.style("cell", fontSize=self.size - 0.5, leading=self.size * 1.12, spaceAfter=0)
        head = self.style("head", fontName=self.bold, fontSize=self.size - 1, leading=self.size * 1.1, spaceAfter=0)
        rows = [[Paragraph(slanted(words), head) for words, _ in line] for line in table.heads]
        rows += [
            [Paragraph(slanted(words), cell) for words in (row.label, *(part.text for part in row.cells))]
            for row in self.book.rows(table)
        ]
        widths = [WIDTH * part / sum(table.widths) for part in table.widths]
        style: list[Any] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
        if table.heads:
            style.append(("LINEBELOW", (0, len(table.heads) - 1), (-1, len(table.heads) - 1), 0.7, colors.black))
        return Grid(rows, colWidths=widths, style=style, repeatRows=len(table.heads))

    def _figures(self, table: Table) -> Grid:
        size = self.size - (1.5 if table.columns > WIDE_TABLE else 0.8)
        columns = table.columns
        number = {1: 74, 2: 72, 3: 68, 4: 60, 5: 56, 6: 50, 7: 46}.get(columns, 42)
        sign, gap = 9, 5
        label_width = WIDTH - columns * (number + sign + gap)
        grid: list[list[Any]] = []
        style: list[Any] = [
            ("FONT", (0, 0), (-1, -1), self.font, size),
            ("LEADING", (0, 0), (-1, -1), size * 1.2),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("TOPPADDING", (0, 0), (-1, -1), 1.4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.6),
            ("LEFTPADDING", (0, 0), (-1, -1), 1),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ]
        head = self.style(
            "columnhead", fontName=self.bold, fontSize=size, leading=size * 1.12, alignment=TA_CENTER, spaceAfter=0
        )
        for index, heads in enumerate(table.heads):
            line: list[Any] = ["" for _ in range(1 + columns * 3)]
            if index == len(table.heads) - 1 and table.corner:
                line[0] = Paragraph(
                    slanted(table.corner), self.style("corner", fontName=self.slant, fontSize=size, spaceAfter=0)
                )
            at = 1
            for words, span in heads:
                if words:
                    line[at] = Paragraph(slanted(words), head)
                    style.append(("LINEBELOW", (at, index), (at + span * 3 - 2, index), 0.6, colors.black))
                style.append(("SPAN", (at, index), (at + span * 3 - 2, index)))
                at += span * 3
            grid.append(line)
        for row in self.book.rows(table):
            self._row(row, grid, style, columns, size)
        widths = [label_width, *([sign, number, gap] * columns)]
        return Grid(grid, colWidths=widths, style=style, repeatRows=len(table.heads))

    def _row(self, row: Row, grid: list[list[Any]], style: list[Any], columns: int, size: float) -> None:
        at = len(grid)
        total = row.kind in {"total", "grand"}
        label = self.style(
            "label",
            fontName=self.bold if row.kind == "section" and not row.indent else self.font,
            fontSize=size,
            leading=size * 1.15,
            leftIndent=row.indent * 9 + 7,
            firstLineIndent=-7,
            spaceAfter=0,
        )
        line: list[Any] = [Paragraph(slanted(row.label), label), *("" for _ in range(columns * 3))]
        for column, cell in enumerate(row.cells):
            place = 1 + column * 3
            line[place] = cell.sign
            line[place + 1] = cell.text
            closing = 0 if cell.text.endswith((")", "%")) else 3.2
            style.append(("ALIGN", (place + 1, at), (place + 1, at), "RIGHT"))
            style.append(("RIGHTPADDING", (place + 1, at), (place + 1, at), closing))
            if total and cell.text:
                style.append(("LINEABOVE", (place, at), (place + 1, at), 0.6, colors.black))
            if row.kind == "grand" and cell.text:
                style.append(("LINEBELOW", (place, at), (place + 1, at), 0.6, colors.black, None, None, None, 2, 1.2))
        if self.cover.tinted and at % 2:
            style.append(("BACKGROUND", (0, at), (-1, at), TINT))
        grid.append(line)

    # --- front and back ---------------------------------------------------------------------------------------

    def _cover(self) -> list[Flowable]:
        flow: list[Flowable] = []
        # The cover stands on one page whatever the size of the text.
        small = min(self.size - 0.6, 8.6 if self.cover.form == "10-K" else 9.2)
        for kind, text in cover_lines(self.cover):
            if kind == "rule":
                flow.append(HRFlowable(width="38%", thickness=0.8, color=colors.black, spaceBefore=3, spaceAfter=6))
            elif kind == "pair":
                cells = [
                    Paragraph(
                        slanted(part),
                        self.style("pair", alignment=TA_CENTER, spaceAfter=0, fontSize=small, leading=small * 1.15),
                    )
                    for part in text.split("|")
                ]
                flow.append(
                    Grid(
                        [cells],
                        colWidths=[WIDTH / len(cells)] * len(cells),
                        style=[
                            ("VALIGN", (0, 0), (-1, -1), "TOP"),
                            ("TOPPADDING", (0, 0), (-1, -1), 1),
                            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
                        ],
                    )
                )
            else:
                big = {"name": 17, "form": 15, "agency": 11}.get(kind, small)
                align = TA_JUSTIFY if kind == "text" else TA_LEFT if kind == "box" else TA_CENTER
                strong = kind in {"name", "form", "agency", "strong"}
                flow.append(
                    Paragraph(
                        slanted(text),
                        self.style(
                            kind,
                            fontName=self.bold if strong else self.font,
                            fontSize=big,
                            leading=big * 1.2,
                            alignment=align,
                            spaceAfter=4,
                        ),
                    )
                )
        return flow

    def _contents(self) -> list[Flowable]:
        word = self.style("contents", spaceAfter=0)
        part = self.style("part", fontName=self.bold, spaceAfter=0, spaceBefore=4)
        right = self.style("right", alignment=TA_RIGHT, spaceAfter=0)
        rows: list[list[Any]] = []
        spans: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        for block in self.blocks:
            if block.kind not in {"h1", "h2"}:
                continue
            page = Paragraph(str(self.contents.get(block.text, 0)), right)
            item, dot, name = block.text.partition(". ")
            if block.kind == "h1" or not dot:
                spans.append(("SPAN", (0, len(rows)), (1, len(rows))))
                rows.append([Paragraph(slanted(block.text), part), "", page])
            else:
                rows.append([Paragraph(slanted(item + "."), word), Paragraph(slanted(name), word), page])
        heading = Paragraph(
            "TABLE OF CONTENTS",
            self.style("contentshead", fontName=self.bold, alignment=TA_CENTER, fontSize=self.size + 1),
        )
        folio = Paragraph("Page", self.style("folio", fontName=self.bold, alignment=TA_RIGHT))
        return [heading, folio, Grid(rows, colWidths=[64, WIDTH - 104, 40], style=spans), PageBreak()]

    def _signatures(self) -> list[Flowable]:
        cover = self.cover
        flow: list[Flowable] = [
            Paragraph(opening(cover), self.style("opening", alignment=TA_JUSTIFY)),
            Paragraph(slanted(f"**{cover.company}**"), self.style("registrant", leftIndent=WIDTH / 2)),
        ]
        for name, office in cover.signatures:
            lines = f"By: /s/ {name}<br/>{name}<br/>{office}"
            rows = [[Paragraph(f"Date: {cover.filed}", self.style("date")), Paragraph(lines, self.style("signed"))]]
            flow.append(Grid(rows, colWidths=[WIDTH / 2, WIDTH / 2], style=[("VALIGN", (0, 0), (-1, -1), "TOP")]))
        return flow


class Flow(KeepTogether):  # type: ignore[misc]  # reportlab has no types
    """Pieces one after the other, free to break."""

    def __init__(self, pieces: list[Flowable]) -> None:
        super().__init__(pieces, maxHeight=1)


class _Template(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """Page furniture: running head, page number; notes on which page each heading stands."""

    def __init__(self, path: str, paper: Paper, found: dict[str, int]) -> None:
        super().__init__(
            path,
            pagesize=LETTER,
            invariant=1,
            pageCompression=0,
            title=f"{paper.cover.company} Form {paper.cover.form}",
            author=paper.cover.company,
            creator="filing-briefs sample",
        )
        self.paper, self.found = paper, found
        frame = Frame(
            SIDE,
            TOP,
            WIDTH,
            LETTER[1] - 2 * TOP,
            id="body",
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates([PageTemplate("page", [frame], onPage=self._furniture)])

    def _furniture(self, canvas: Any, template: Any) -> None:
        if template.page == 1:
            return
        canvas.saveState()
        canvas.setFont(self.paper.font, 7.5)
        if self.paper.cover.running == "contents":
            canvas.drawString(SIDE, LETTER[1] - 38, "Table of Contents")
        else:
            canvas.drawCentredString(LETTER[0] / 2, LETTER[1] - 38, self.paper.cover.running)
        canvas.setFont(self.paper.font, 8.5)
        canvas.drawCentredString(LETTER[0] / 2, 34, str(template.page))
        canvas.setLineWidth(0.4)
        canvas.line(SIDE, 46, LETTER[0] - SIDE, 46)
        canvas.restoreState()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  (the name the engine calls)
        """Note the page of a heading that the contents list."""
        listed = getattr(flowable, "listed", None)
        if listed is not None:
            self.found[plain(listed)] = self.page
