"""Web pages around a document: the article without the site, and one language of a page in two."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.read.language import foreign_script, language, mixed, names

if TYPE_CHECKING:
    from lxml import etree

_SITE = ("nav", "header", "footer", "aside", "menu")
_CONTAINERS = frozenset(["div", "article", "main", "section", "td", "body"])
_PROSE = ("p", "li", "h1", "h2", "h3", "h4", "blockquote", "pre")
_LONG_PARAGRAPH = 80
_ARTICLE_SHARE = 0.6
_PAIRED_ROWS = 3
_PAIRED_TEXT = 200
_MINOR_LANGUAGE = 0.5


def article(root: etree._Element) -> None:
    """Cut a web page down to its first heading and the element that holds its prose.

    A page that has no navigation, header or footer of a site, or whose prose does not stand together, is left alone.
    """
    body = root.find(".//body")
    if body is None or not any(True for _ in body.iter(*_SITE)):
        return
    for element in list(body.iter(*_SITE)):
        if not _holds_prose(element):
            _cut(element)
    weights: Counter[etree._Element] = Counter()
    total = 0
    for paragraph in body.iter("p", "pre", "blockquote"):
        length = len(inner_text(paragraph).strip())
        if length < _LONG_PARAGRAPH:
            continue
        total += length
        for ancestor in paragraph.iterancestors(*_CONTAINERS):
            weights[ancestor] += length
    heavy = (element for element, weight in weights.items() if weight >= _ARTICLE_SHARE * total)
    inside = [element for element in heavy if body in element.iterancestors()]  # a damaged page may nest its bodies
    if not inside:
        return
    chosen = max(inside, key=lambda element: sum(1 for _ in element.iterancestors()))
    heading = next((found for found in body.iter("h1") if _outside(found, chosen)), None)
    kept = [heading, chosen] if heading is not None else [chosen]
    for element in kept:
        _cut_from_parent(element)
    for child in list(body):
        body.remove(child)
    body.text = None
    body.extend(kept)


def drop_other_language(root: etree._Element) -> list[str]:
    """Keep the English of a page that gives every passage in two languages. Warnings say what was left out."""
    text = inner_text(root)
    if not mixed(text):
        return []
    dropped: Counter[str] = Counter()
    for table in root.iter("table"):
        code = _translated_column(table)
        if code:
            dropped[code] += 1
    warnings = [f"The page also gives its text in {names(code)}; that column was left out." for code in sorted(dropped)]
    if dropped or foreign_script(text) is None:
        passages: Counter[str] = Counter()
        for element in list(root.iter(*_PROSE)):
            own = inner_text(element)
            code = foreign_script(own)
            if code and (dropped or len(own) > _PAIRED_TEXT) and element.getparent() is not None:
                passages[code] += len(own) > _PAIRED_TEXT
                _cut(element)
        for code, count in sorted(passages.items()):
            if not count:
                continue
            counted = "One passage" if count == 1 else f"{count} passages"
            warnings.append(
                f"{counted} in {names(code)} could not be read and {'was' if count == 1 else 'were'} left out."
            )
    return warnings


def _translated_column(table: etree._Element) -> str | None:
    """Drop the second language of a table of pairs; the code of what was dropped."""
    pairs: list[tuple[etree._Element, etree._Element]] = []
    heads: list[tuple[etree._Element, etree._Element]] = []
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if len(cells) != 2:  # noqa: PLR2004  (a pair)
            return None
        (heads if cells[0].tag == "th" else pairs).append((cells[0], cells[1]))
    texts = [" ".join(inner_text(pair[side]) for pair in pairs) for side in (0, 1)]
    if len(pairs) < _PAIRED_ROWS or min(map(len, texts)) < _PAIRED_TEXT:
        return None
    if min(map(len, texts)) < _MINOR_LANGUAGE * max(map(len, texts)) and not any(map(foreign_script, texts)):
        return None
    codes = [language(text) for text in texts]
    if codes[0] == codes[1] or "en" not in codes:
        return None
    other = 1 - codes.index("en")
    for pair in pairs:
        _cut(pair[other])
    for head in heads:
        _cut(head[0])
        _cut(head[1])
    return codes[other]


def inner_text(element: etree._Element) -> str:
    """All text inside an element, as it stands in the source."""
    return "".join(map(str, element.itertext()))


def _holds_prose(element: etree._Element) -> bool:
    return sum(len(inner_text(found)) > _LONG_PARAGRAPH for found in element.iter("p")) > 2  # noqa: PLR2004


def _outside(element: etree._Element, container: etree._Element) -> bool:
    return all(ancestor is not container for ancestor in element.iterancestors())


def _cut(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        if element.tail and element.tail.strip():
            tail = element.tail
            element.clear()
            element.tail = tail
        else:
            parent.remove(element)


def _cut_from_parent(element: etree._Element) -> None:
    element.tail = None
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
