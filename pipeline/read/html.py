"""EDGAR's HTML and web pages: what a reader of the page would see, as text with blocks, tables and pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.errors import NotADocument, NoText
from pipeline.read.decode import decode
from pipeline.read.htmltable import grid, indent_of, line
from pipeline.read.htmltext import TextBuilder
from pipeline.read.raw import RawDocument
from pipeline.read.submission import main_documents
from pipeline.read.webpage import article, drop_other_language, inner_text

if TYPE_CHECKING:
    from pipeline.read.htmltable import Line

_DROPPED = frozenset(
    ("script", "style", "head", "noscript", "svg", "template", "iframe", "object", "embed", "canvas", "video",
    "audio", "map", "form", "button", "select", "input", "textarea", "option", "datalist", "ix:header",
    "ix:hidden", "ix:references", "ix:resources")
)  # fmt: skip
_BLOCKS = frozenset(
    ("html", "body", "address", "article", "aside", "blockquote", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "document", "text", "sequence", "description", "filename")
)  # fmt: skip
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BOLD_TAGS = frozenset(["b", "strong"]) | _HEADINGS
_CELLS = frozenset(("td", "th"))

_HIDDEN = re.compile(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BREAK_BEFORE = re.compile(r"(?:page-)?break-before\s*:\s*(?:always|page|left|right)", re.IGNORECASE)
_BREAK_AFTER = re.compile(r"(?:page-)?break-after\s*:\s*(?:always|page|left|right)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|td|span|font|br|h[1-6])\b", re.IGNORECASE)
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style|ix:header)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BLOCK_TAG = re.compile(r"</?(?:p|div|tr|li|table|h[1-6]|hr|section|article)\b[^>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<(?!br\b)[/!?a-z][^>]*>", re.IGNORECASE)
_TOO_DEEP = "ERR_RESOURCE_LIMIT"
_LONG_CELL = 400


def looks_like_html(data: bytes) -> bool:
    """True when the first bytes hold HTML markup, also inside an EDGAR submission's wrapper."""
    return _MARKUP.search(decode(data[:65_536])) is not None


def read_html(name: str, data: bytes, shown_as: str) -> RawDocument:
    """Read the bytes of an HTML page.

    Pages come from page-break marks; a page without any is one page. Facts that inline XBRL tags are flattened to
    what they show; hidden ones are left out, except that ``dei:`` facts become hints. Raises ``NotADocument`` and
    ``NoText``.
    """
    source, hints = main_documents(decode(data))
    root = _parse(source)
    if root is None:
        raise NotADocument("the file holds no HTML that can be read", path=shown_as)
    hints = {**hints, **_cover_facts(root)}
    title = root.findtext(".//title")
    _remove_unseen(root)
    warnings: list[str] = []
    if not any(key.startswith("dei:") for key in hints):
        warnings.extend(drop_other_language(root))
        article(root)
    builder = TextBuilder()
    _walk(root, builder)
    text, pages, blocks, tables = builder.finish()
    if not text.strip():
        raise NoText(
            "the page holds no text", path=shown_as, remedy="save the page again, as it is shown in the browser"
        )
    return RawDocument(
        name=name,
        media="html",
        text=text,
        pages=pages,
        title=" ".join(title.split()) or None if title else None,
        hints=hints,
        blocks=blocks,
        tables=tables,
        warnings=tuple(warnings),
    )


def _parse(source: str) -> etree._Element | None:
    source = _PROLOGUE.sub("", source)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(source.encode("utf-8"), parser)
        if not any(entry.type_name == _TOO_DEEP for entry in parser.error_log):
            return root
        # The parser gives up on a page nested this deep and drops the rest; laid flat, its words are kept.
        flat = _ANY_TAG.sub(" ", _BLOCK_TAG.sub("<br><br>", _UNSEEN.sub(" ", source)))
        return etree.fromstring(f"<html><body>{flat}</body></html>".encode(), parser)
    except etree.XMLSyntaxError:
        return None


def _cover_facts(root: etree._Element) -> dict[str, str]:
    """The ``dei:`` facts of inline XBRL; a fact with several values (two registrants) has one on each line."""
    facts: dict[str, list[str]] = {}
    for element in root.iter("ix:nonnumeric", "ix:nonfraction"):
        name = element.get("name", "")
        if name.startswith("dei:"):
            value = " ".join(inner_text(element).split())
            if value and value not in facts.setdefault(name, []):
                facts[name].append(value)
    return {name: "\n".join(values) for name, values in facts.items() if values}


def _remove_unseen(root: etree._Element) -> None:
    seen: dict[str, bool] = {}
    unseen = []
    for element in root.iter(etree.Element):
        style = element.get("style")
        hidden = False
        if style:
            if style not in seen:
                seen[style] = _HIDDEN.search(style) is not None
            hidden = seen[style]
        if (
            hidden
            or element.tag in _DROPPED
            or element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
        ):
            unseen.append(element)
    for element in unseen:
        remove(element)


def remove(element: etree._Element) -> None:
    """Take an element out of its tree and leave the text behind it where it is."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
        element.tail = None
    parent.remove(element)


class _Style:
    """What a style attribute means here; documents repeat a few hundred styles thousands of times."""

    __slots__ = ("after", "before", "bold")

    def __init__(self, style: str) -> None:
        self.before = _BREAK_BEFORE.search(style) is not None
        self.after = _BREAK_AFTER.search(style) is not None
        self.bold = True if _BOLD.search(style) else False if _NOT_BOLD.search(style) else None


_PLAIN = _Style("")


def _walk(root: etree._Element, builder: TextBuilder) -> None:  # noqa: C901, PLR0912  (one loop over one tree, no recursion)
    styles: dict[str, _Style] = {}
    stack: list[tuple[etree._Element, _Style | None, bool]] = [(root, None, False)]
    while stack:
        element, entered, bold = stack.pop()
        tag = element.tag
        if entered is not None:
            if tag in _BLOCKS:
                builder.end_block(heading=tag in _HEADINGS)
            if entered.after:
                builder.page_break()
            _text(builder, element.tail, bold=bold)
            continue
        if not isinstance(tag, str):
            _text(builder, element.tail, bold=bold)
            continue
        style = _PLAIN
        attribute = element.get("style")
        if attribute:
            found = styles.get(attribute)
            style = styles[attribute] = found if found is not None else _Style(attribute)
        if style.before or tag == "page":
            builder.page_break()
        if tag in _BLOCKS:
            builder.end_block()
        stack.append((element, style, bold))
        if tag == "br":
            builder.line_break()
        elif tag == "hr":
            builder.rule()
        elif tag == "table" and _table(element, builder):
            continue
        within = style.bold if style.bold is not None else bold or tag in _BOLD_TAGS
        if tag == "pre":
            builder.preformatted(inner_text(element))
            continue
        if tag == "li":
            builder.text("• ", bold=within)
        _text(builder, element.text, bold=within)
        stack.extend((child, None, within) for child in reversed(element))


def _text(builder: TextBuilder, text: str | None, *, bold: bool) -> None:
    if text:
        builder.text(text, bold=bold)


def _table(table: etree._Element, builder: TextBuilder) -> bool:
    """Hand an innermost table to the builder. False for one that only lays out paragraphs: walk into it."""
    if _holds_cells_in_cells(table):
        return False
    rows: list[list[tuple[str, int, int, bool]]] = []
    indents: list[float] = []
    links = 0
    bold = False
    for element in table.iterdescendants(etree.Element):
        tag = element.tag
        if tag == "tr":
            rows.append([])
            indents.append(0.0)
        elif tag in _CELLS and rows:
            text = _cell_text(element)
            if text and not any(cell[0] for cell in rows[-1]):
                indents[-1] = _indent(element)
            rows[-1].append((text, _span(element, "colspan"), _span(element, "rowspan"), tag == "th"))
        elif tag == "a":
            links += (element.get("href") or "").startswith("#")
        elif not bold and tag in ("b", "strong", "span", "font", "div", "p"):
            bold = tag in _BOLD_TAGS or _BOLD.search(element.get("style", "")) is not None
    placed = sum(len("".join(text.split())) for row in rows for text, *_ in row)
    if placed != len("".join(inner_text(table).replace("\u200b", "").split())):
        return False  # text stands outside of the cells
    lines = [made for made in map(line, grid(rows), indents) if made.text]
    if _lays_out(lines):
        return False
    builder.table(lines, linked=links, bold=bold)
    return True


def _holds_cells_in_cells(table: etree._Element) -> bool:
    """True where words would stand in two cells. Asked first, tables in tables are read once, not once a level."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    return any(next(cell.iterdescendants(*_CELLS), None) is not None for cell in table.iterdescendants(*_CELLS))


def _lays_out(lines: list[Line]) -> bool:
    """True for a table of one column, or of prose."""
    if any(made.figures for made in lines):
        return all(len(made.cells) == 1 for made in lines)
    rows_of_several = sum(len(made.cells) > 1 for made in lines)
    prose = any(len(cell.text) > _LONG_CELL for made in lines for cell in made.cells)
    return bool(lines) and (rows_of_several == 0 or (prose and rows_of_several * 2 < len(lines)))


def _cell_text(cell: etree._Element) -> str:
    if len(cell) == 0:
        return " ".join((cell.text or "").replace("\u200b", "").split())
    parts: list[str] = []
    _collect(cell, parts)
    return " ".join("".join(parts).replace("\u200b", "").split())


def _collect(element: etree._Element, parts: list[str]) -> None:
    """Add the text of an element in reading order: what stands behind a tag comes after all that is inside it."""
    stack: list[tuple[etree._Element, bool]] = [(element, True)]
    while stack:
        inner, entering = stack.pop()
        block = inner.tag in _BLOCKS or inner.tag == "br"
        if not entering:
            parts.append(" " + (inner.tail or "") if block else inner.tail or "")
            continue
        if block:
            parts.append(" ")
        parts.append(inner.text or "")
        if inner is not element:
            stack.append((inner, False))
        stack.extend((child, True) for child in reversed(inner))


def _indent(cell: etree._Element) -> float:
    """How far right the text of a cell begins: its own padding and that of the paragraphs around the text."""
    depth = indent_of(cell.get("style", ""), cell.text or "")
    inner = cell[0] if len(cell) else None
    while inner is not None and inner.tag in ("div", "p", "span"):
        depth += indent_of(inner.get("style", ""), inner.text or "")
        inner = inner[0] if len(inner) and not (inner.text or "").strip() else None
    return depth


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name)
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else 1  # noqa: PLR2004
