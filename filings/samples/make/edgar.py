"""Blocks to an HTML page as EDGAR serves it: inline XBRL tags, a hidden head, a rule at the end of each page."""

from __future__ import annotations

import html
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from cover import Cover, cover_lines, opening
from markup import plain

if TYPE_CHECKING:
    from markup import Block
    from sheet import Row, Table, Workbook

NAMESPACES = {
    "xmlns": "http://www.w3.org/1999/xhtml",
    "xmlns:ix": "http://www.xbrl.org/2013/inlineXBRL",
    "xmlns:ixt": "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12",
    "xmlns:xbrli": "http://www.xbrl.org/2003/instance",
    "xmlns:dei": "http://xbrl.sec.gov/dei/2025",
    "xmlns:us-gaap": "http://fasb.org/us-gaap/2025",
    "xmlns:iso4217": "http://www.xbrl.org/2003/iso4217",
    "xmlns:link": "http://www.xbrl.org/2003/linkbase",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
}
FONT = "color:#000000;font-family:'Times New Roman',sans-serif;font-size:10pt"
PAGE = 4300  # characters after which a page ends, a table row counting for ROW
ROW = 85
HEADING = 160  # characters: a slanted line up to here heads what follows
FOOT = (
    '<div style="height:42.75pt;position:relative;width:100%"><div style="text-align:center">'
    '<span style="{font}">{number}</span></div></div><hr style="page-break-after:always"/>'
    '<div style="min-height:24pt;width:100%"><div style="text-align:left"><a href="#toc">'
    '<span style="{font};text-decoration:underline">Table of Contents</span></a></div></div>'
)
CELL = "padding:2px 1pt;text-align:center;vertical-align:bottom"
GRID = "border-collapse:collapse;display:inline-table;margin-bottom:9pt;vertical-align:text-bottom;width:100%"


def page(cover: Cover, blocks: list[Block], book: Workbook) -> str:
    """Set the whole document, twice so that the contents know the page numbers."""
    contents: dict[str, int] = {}
    for _ in range(2):
        writer = _Writer(cover, book, contents)
        body = writer.body(blocks)
        contents = writer.found
    names = " ".join(f'{key}="{value}"' for key, value in NAMESPACES.items())
    text = (
        "<?xml version='1.0' encoding='ASCII'?>\n<!--XBRL Document Created with the filing-briefs sample maker-->\n"
        f'<html {names} xml:lang="en-US"><head><meta http-equiv="Content-Type" content="text/html"/>\n\n\n'
        f"<title>{cover.securities[0][1].lower()}-{cover.period_end.replace('-', '')}</title></head><body>"
        f'<div style="display:none">{_head(cover)}</div>{body}</body></html>\n'
    )
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _head(cover: Cover) -> str:
    hidden = {
        "dei:EntityCentralIndexKey": cover.cik,
        "dei:CurrentFiscalYearEndDate": "--12-31",
        "dei:DocumentFiscalYearFocus": cover.period_end[:4],
        "dei:DocumentFiscalPeriodFocus": cover.fiscal,
        "dei:AmendmentFlag": "FALSE",
    }
    facts = "".join(
        f'<ix:nonNumeric contextRef="c-1" name="{name}" id="f-{number}">{value}</ix:nonNumeric>'
        for number, (name, value) in enumerate(hidden.items(), 1)
    )
    contexts = "".join(
        f'<xbrli:context id="c-{number}"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">{cover.cik}'
        f"</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:instant>{cover.period_end}</xbrli:instant></xbrli:period></xbrli:context>"
        for number in range(1, 8)
    )
    return (
        f'<ix:header><ix:hidden>{facts}</ix:hidden><ix:references><link:schemaRef xlink:type="simple" '
        f'xlink:href="{cover.securities[0][1].lower()}-{cover.period_end.replace("-", "")}.xsd"/>'
        "</ix:references><ix:resources>"
        '<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>'
        f"{contexts}</ix:resources></ix:header>"
    )


def _span(text: str, extra: str = "") -> str:
    """Turn marked text into spans of the served page."""
    text = html.escape(text, quote=False)
    text = re.sub(r"\*\*\*(.+?)\*\*\*", r'<span style="font-weight:700;font-style:italic">\1</span>', text)
    text = re.sub(r"\*\*(.+?)\*\*", r'<span style="font-weight:700">\1</span>', text)
    text = re.sub(r"(?<!\*)\*([^*]+?)\*(?!\*)", r'<span style="font-style:italic">\1</span>', text)
    return f'<span style="{FONT};font-weight:400;line-height:120%{extra}">{text}</span>'


class _Writer:
    def __init__(self, cover: Cover, book: Workbook, contents: dict[str, int]) -> None:
        self.cover, self.book, self.contents = cover, book, contents
        self.number = 1
        self.length = 0
        self.tags = 100
        self.found: dict[str, int] = {}

    def body(self, blocks: list[Block]) -> str:
        parts = [self._cover(), self._end()]
        for place, block in enumerate(blocks):
            size = len(block.text) + (len(block.table.source) * ROW + 200 if block.table else 0)
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            heading = block.kind in {"h1", "h2", "h3"} or (block.text.startswith("*") and len(block.text) < HEADING)
            # A heading keeps at least the beginning of what follows it on its page.
            needed = size + (min(len(following.text), 400) if heading and following else 0)
            if block.kind == "break" or (self.length and self.length + needed > PAGE):
                parts.append(self._end())
            if block.kind != "break":
                parts.append(self._block(block, blocks))
                self.length += size + 60
        return "".join(parts)

    def _end(self) -> str:
        if not self.length and self.number > 1:
            return ""
        foot = FOOT.format(font=FONT, number="" if self.number == 1 else self.number)
        self.number += 1
        self.length = 0
        return foot

    def _block(self, block: Block, blocks: list[Block]) -> str:
        if block.kind == "table" and block.table is not None:
            return self._table(block.table)
        if block.kind == "toc":
            return self._toc(blocks)
        if block.kind == "signatures":
            return self._signatures()
        if block.kind in {"h1", "h2"}:
            self.found[plain(block.text)] = self.number
        align = "center" if block.kind in {"h1", "centre"} else "left"
        weight = ";font-weight:700" if block.kind in {"h1", "h2", "h3"} else ""
        indent = ";padding-left:18pt;text-indent:-9pt" if block.kind == "bullet" else ""
        text = f"• {block.text}" if block.kind == "bullet" else block.text
        return f'<div style="margin-bottom:9pt;text-align:{align}{indent}">{_span(text, weight)}</div>'

    def _cover(self) -> str:
        named = {self.cover.company: "dei:EntityRegistrantName", self.cover.file_number: "dei:EntityFileNumber"}
        parts = []
        for kind, text in cover_lines(self.cover):
            if kind == "rule":
                continue
            if kind == "pair":
                cells = "".join(
                    f'<td style="padding:2px 1pt;text-align:center;vertical-align:top">{_span(cell)}</td>'
                    for cell in text.split("|")
                )
                parts.append(f'<table style="border-collapse:collapse;width:100%"><tr>{cells}</tr></table>')
                continue
            align = "justify" if kind in {"text", "box"} else "center"
            strong = ";font-weight:700" if kind in {"name", "form", "agency", "strong"} else ""
            words = _span(text, strong)
            for value, name in named.items():
                if value in text:
                    tagged = (
                        f'<ix:nonNumeric contextRef="c-1" name="{name}" id="f-{self._tag()}">'
                        f"{html.escape(value)}</ix:nonNumeric>"
                    )
                    words = words.replace(html.escape(value), tagged, 1)
            parts.append(f'<div style="margin-bottom:4pt;text-align:{align}">{words}</div>')
        return "".join(parts)

    def _tag(self) -> int:
        self.tags += 1
        return self.tags

    def _toc(self, blocks: list[Block]) -> str:
        rows = []
        for block in blocks:
            if block.kind in {"h1", "h2"}:
                item, dot, name = block.text.partition(". ")
                cells = (item + dot.strip(), name) if block.kind == "h2" else (block.text, "")
                number = str(self.contents.get(plain(block.text), ""))
                rows.append(
                    "<tr>"
                    + "".join(
                        f'<td style="padding:2px 1pt;text-align:left">{_span(cell)}</td>' for cell in (*cells, number)
                    )
                    + "</tr>"
                )
        return (
            f'<div id="toc" style="text-align:center">{_span("**TABLE OF CONTENTS**")}</div>'
            f'<table style="border-collapse:collapse;width:100%">{"".join(rows)}</table>'
        )

    def _signatures(self) -> str:
        lines = [opening(self.cover), f"**{self.cover.company}**"]
        for name, office in self.cover.signatures:
            lines += [f"Date: {self.cover.filed}", f"/s/ {name}", name, office]
        return "".join(f'<div style="margin-bottom:6pt;text-align:left">{_span(line)}</div>' for line in lines)

    def _table(self, table: Table) -> str:
        titles = ([self.cover.header] if "statement" in table.flags else []) + list(table.title)
        head = "".join(f'<div style="text-align:center">{_span(line, ";font-weight:700")}</div>' for line in titles)
        if "text" in table.flags:
            rows = [
                "".join(f"<td>{_span(words, ';font-weight:700')}</td>" for words, _ in line) for line in table.heads
            ]
            rows += [
                "".join(
                    f'<td style="vertical-align:top">{_span(words)}</td>'
                    for words in (row.label, *(cell.text for cell in row.cells))
                )
                for row in self.book.rows(table)
            ]
        else:
            corners = [*("" for _ in table.heads[1:]), table.corner]
            rows = [self._head_row(line, corner) for line, corner in zip(table.heads, corners, strict=True)]
            rows += [self._row(row, number) for number, row in enumerate(self.book.rows(table))]
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        return f'{head}<table style="{GRID}">{body}</table>'

    def _head_row(self, line: list[tuple[str, int]], corner: str) -> str:
        cells = "".join(
            f'<td colspan="{span * 4 - 1}" style="border-bottom:1pt solid #000000;{CELL}">'
            f"{_span(words, ';font-weight:700')}</td><td></td>"
            for words, span in line
        )
        return f'<td style="text-align:left;vertical-align:bottom">{_span(f"*{corner}*") if corner else ""}</td>{cells}'

    def _row(self, row: Row, number: int) -> str:
        tint = "#cceeff" if number % 2 == 0 else "#ffffff"
        line = ";border-top:1pt solid #000000" if row.kind in {"total", "grand"} else ""
        base = f"background-color:{tint};padding:2px 1pt"
        place = f"{base};padding-left:{1 + row.indent * 12}pt;text-align:left;vertical-align:bottom"
        cells = [f'<td style="{place}">{_span(row.label)}</td>']
        for column, cell in enumerate(row.cells, 1):
            text = cell.text
            bracket, closing = ("(", ")") if text.startswith("(") and text.endswith(")") else ("", "")
            bare = text[1:-1] if bracket else text
            number_tag = html.escape(bare)
            if cell.value is not None and cell.value != Decimal(0) and row.key:
                sign = ' sign="-"' if bracket else ""
                number_tag = (
                    f'<ix:nonFraction unitRef="usd" contextRef="c-{column}" decimals="-6" '
                    f'name="us-gaap:Item{row.key.title()}" '
                    f'format="ixt:num-dot-decimal" scale="6"{sign} id="f-{self._tag()}">{number_tag}</ix:nonFraction>'
                )
            place = f"{base}{line}"
            cells.append(
                f'<td style="{place};text-align:left">{_span(cell.sign) if cell.sign else ""}</td>'
                f'<td style="{place};text-align:right"><span style="{FONT};font-weight:400;line-height:100%">'
                f"{bracket}{number_tag}</span></td>"
                f'<td style="{place};text-align:left">{_span(closing) if closing else ""}</td><td style="{base}"></td>'
            )
        return "".join(cells)
