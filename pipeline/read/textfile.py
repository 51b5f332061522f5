"""Plain text: transcripts, texts of filings that others extracted, and EDGAR's own old ``.txt`` filings."""

from __future__ import annotations

import re

from pipeline.errors import NoText
from pipeline.read.decode import decode, plain_spaces
from pipeline.read.html import looks_like_html, read_html
from pipeline.read.raw import RawDocument
from pipeline.read.submission import main_documents
from pipeline.records import Page

_PAGE_MARK = re.compile(r"^[ \t]*</?PAGE>[ \t]*(?:\d{1,4}|[A-Z]-\d{1,3})?[ \t]*$|\f", re.MULTILINE | re.IGNORECASE)
_TABLE_TAGS = re.compile(
    r"^[ \t]*</?(?:TABLE|CAPTION|S|C|FN|F\d)>(?:[ \t]*<[SC]>)*[ \t]*\n?", re.MULTILINE | re.IGNORECASE
)
_FACT_SOUP = re.compile(r"https?://(?:fasb\.org|xbrl\.sec\.gov|www\.xbrl\.org)|\b(?:us-gaap|srt|dei|iso4217|xbrli):")
_SOUP_LENGTH = 300
_SOUP_FACTS = 5
_COVER_SOUP = re.compile(
    r"(?P<cik>\d{10})?(?:false|true)?(?:--\d\d-\d\d)?(?P<period>Q[1-4]|FY)(?P<year>20\d\d)|(?P<year2>20\d\d)(?P<period2>Q[1-4]|FY)"
)
_CIK = re.compile(r"(?<!\d)0\d{9}(?!\d)|^0\d{9}")
_FIGURE_LINE = re.compile(r"[$€£¥(]?\(?[\d][\d,]*(?:\.\d+)?\)?%?\)?$|[$€£¥]$|[—–-]$|%$|\)$|\)%$")
_LABEL_MAX = 160
_CELL_LINES = 3


def read_text(name: str, data: bytes, shown_as: str) -> RawDocument:
    """Read the bytes of a text file.

    Form feeds and ``<PAGE>`` marks give pages; without any the file is page 1. EDGAR's header becomes hints. A text
    file that holds HTML (a full submission) is read as HTML. Raises ``NoText``.
    """
    if looks_like_html(data):
        return read_html(name, data, shown_as)
    text, hints = main_documents(plain_spaces(decode(data)))
    text = _TABLE_TAGS.sub("", text)
    text, facts = _without_fact_soup(text)
    parts = [_rows_joined(part.strip("\n")) + "\n" for part in _PAGE_MARK.split(text) if part.strip()]
    if not parts:
        raise NoText("the file holds no text", path=shown_as, remedy="download it again")
    pages = []
    offset = 0
    for number, part in enumerate(parts, start=1):
        pages.append(Page(start=offset, end=offset + len(part), number=number))
        offset += len(part)
    return RawDocument(name=name, media="text", text="".join(parts), pages=tuple(pages), hints={**facts, **hints})


def _without_fact_soup(text: str) -> tuple[str, dict[str, str]]:
    """Drop lines that are hidden inline-XBRL facts run together, and keep the cover facts they begin with."""
    facts: dict[str, str] = {}
    kept = []
    for row in text.split("\n"):
        if len(row) > _SOUP_LENGTH and len(_FACT_SOUP.findall(row, 0, 5_000)) >= _SOUP_FACTS:
            facts = facts or _cover_facts(row[:200])
        else:
            kept.append(row)
    return "\n".join(kept), facts


def _cover_facts(soup: str) -> dict[str, str]:
    facts = {}
    cik = _CIK.search(soup)
    if cik:
        facts["dei:EntityCentralIndexKey"] = cik.group()
    focus = _COVER_SOUP.search(soup)
    if focus:
        facts["dei:DocumentFiscalPeriodFocus"] = focus["period"] or focus["period2"]
        facts["dei:DocumentFiscalYearFocus"] = focus["year"] or focus["year2"]
    return facts


def _rows_joined(text: str) -> str:
    """Put tables that were written one cell a line back into rows: ``Revenue``, ``$``, ``1,364`` -> one line.

    A row is a line of words followed by at least two lines that are nothing but figures, signs or dashes, with empty
    lines between them allowed.
    """
    rows = text.split("\n")
    bare = [bool(_FIGURE_LINE.match(row.strip())) for row in rows]
    if sum(bare) < _CELL_LINES * 4 or sum(bare) * 20 < sum(1 for row in rows if row.strip()):
        return text
    joined: list[str] = []
    index = 0
    while index < len(rows):
        end = index
        cells = []
        at = index + 1
        if rows[index].strip() and not bare[index] and len(rows[index]) <= _LABEL_MAX:
            while at < len(rows) and (bare[at] or not rows[at].strip()):
                if bare[at]:
                    cells.append(rows[at].strip())
                    end = at
                at += 1
        if len(cells) >= 2 and any(cell[-1:].isdigit() or ")" in cell for cell in cells):  # noqa: PLR2004  (a row)
            line = " ".join([rows[index].strip(), *cells])
            joined.append(re.sub(r"\s+(?=[%)])", "", line))
            index = end + 1
        else:
            joined.append(rows[index])
            index += 1
    return "\n".join(joined)
