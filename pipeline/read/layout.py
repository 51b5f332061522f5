"""Where characters stand on a PDF page, asked only where the text alone does not tell columns or lines apart."""

from __future__ import annotations

import ctypes
import re
from contextlib import closing
from functools import cached_property
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.read.drawnrules import THIN, drawn_rules
from pipeline.read.onpage import Box

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAYBE_BREAK = re.compile(r"(?<=[\u2014\u2013;:._\xa0-]) (?=\S)")
"""After these thin characters pdfium can miss that the next word stands on a new line."""
LEFTWARDS, DOWNWARDS = 20.0, 3.0
"""A word that stands so many points further left and lower than the one before is on a new line."""
UNDER = 8.0
"""A rule that is drawn for a line of words stands at most so many points under it."""
SMALL = 0.25
"""A page is looked at in this many pixels a point: enough to see that there is something, and quick."""
LONGEST_SIDE = 1000
"""Pixels. A damaged page may claim to be a mile wide."""
WHITE = 230
INK = bytes(value < WHITE for value in range(256))
"""Shades of grey that are ink: paper that was scanned is seldom quite white."""
LEAST_INK, LEAST_SPREAD = 0.005, 0.08
"""The share of a page that ink covers, and of its height and width it reaches over, before the page shows something.

A rule is wide and flat; a page number and a running head reach over less than a tenth of the height.
"""
LEAST_IMAGE = 0.3
"""An image that covers this share of a page with hardly any text may be a page that was scanned."""
LOOKED_AT = 100
"""So many pages of a document are looked at; further ones count as pictures where they hold an image."""
MOST_KEPT = 60
"""So many pages stay open at once, half a megabyte each."""
FIGURE_ENDS = frozenset("0123456789)%$\u2013\u2014-")
"""What the last word of a row of figures ends in, and the one before it."""


class Boxes:
    """The boxes of the characters of one open text page, by their place in pdfium's text."""

    def __init__(self, textpage: pdfium.PdfTextPage, raw: str) -> None:
        """Take the page and its text."""
        self._page = textpage.raw
        # pdfium leaves characters out of its text, and counts those past U+FFFF twice: nearly never, and it can tell.
        self._counted_alike = pdfium_c.FPDFText_CountChars(self._page) == len(raw)
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._room = pdfium_c.FS_RECTF()

    def box(self, index: int) -> Box:
        """Give the box of what is drawn of the character at ``index`` of the page's raw text."""
        left, right, bottom, top = self._edges
        pdfium_c.FPDFText_GetCharBox(self._page, self._place(index), left, right, bottom, top)
        return Box(left.value, right.value, bottom.value, top.value)

    def heights(self, index: int) -> tuple[float, float]:
        """Give bottom and top of the box of a character."""
        left, right, bottom, top = self._edges
        pdfium_c.FPDFText_GetCharBox(self._page, self._place(index), left, right, bottom, top)
        return bottom.value, top.value

    def added(self, index: int) -> bool:
        """Tell whether the character is a blank that pdfium put where it saw a gap."""
        return bool(pdfium_c.FPDFText_IsGenerated(self._page, self._place(index)) == 1)

    def room(self, index: int) -> Box:
        """Give the box the font keeps for the character, whatever is drawn in it."""
        pdfium_c.FPDFText_GetLooseCharBox(self._page, self._place(index), self._room)
        return Box(self._room.left, self._room.right, self._room.bottom, self._room.top)

    def _place(self, index: int) -> int:
        if self._counted_alike:
            return index
        return int(pdfium_c.FPDFText_GetCharIndexFromTextIndex(self._page, index))


class OpenPage:
    """One page of an open PDF: its text as pdfium gives it, and the boxes of its characters."""

    def __init__(self, document: pdfium.PdfDocument, index: int) -> None:
        """Open the page. Raises ``PdfiumError`` where pdfium cannot."""
        self._page = document[index]
        try:
            self._textpage = self._page.get_textpage()
            self.raw: str = self._textpage.get_text_range()
        except pdfium.PdfiumError:
            self._page.close()
            raise
        self.boxes = Boxes(self._textpage, self.raw)

    @cached_property
    def rules(self) -> list[tuple[float, float, float]]:
        """Left end, right end and upper edge of every thin level line drawn on the page, from left to right."""
        return drawn_rules(self._page.raw)

    def close(self) -> None:
        """Close the page."""
        self._textpage.close()
        self._page.close()


class KeptPages:
    """Pages left open from reading until their tables are placed: to open a page twice doubles what it costs.

    Tables are placed in the order of the pages. What is not here is opened again.
    """

    def __init__(self) -> None:
        self._pages: dict[int, OpenPage] = {}

    def keep(self, index: int, page: OpenPage) -> None:
        """Take an open page: keep it where it may hold tables that must be placed, else close it."""
        if len(self._pages) < MOST_KEPT and _may_hold_tables(page.raw):
            self._pages[index] = page
        else:
            page.close()

    def take(self, index: int) -> OpenPage | None:
        """Give the page of an index if it is here. It is the caller's to close; those before it are closed."""
        for before in [other for other in self._pages if other < index]:
            self._pages.pop(before).close()
        return self._pages.pop(index, None)

    def close(self) -> None:
        """Close all pages."""
        while self._pages:
            self._pages.popitem()[1].close()


def _may_hold_tables(raw: str) -> bool:
    """Tell whether a line ends in two figures."""
    for line in raw.split("\r\n"):
        if line[-1:] in FIGURE_ENDS:
            words = line.rsplit(None, 2)
            if len(words) > 1 and words[-2][-1] in FIGURE_ENDS:
                return True
    return False


def mend_lines(text: str, boxes: Boxes) -> str:
    """Put the line ends back that pdfium printed as a space. Every offset stays."""
    breaks = [
        match.start()
        for match in MAYBE_BREAK.finditer(text)
        if _starts_line(boxes, _last_seen(text, match.start()), match.end())
    ]
    if not breaks:
        return text
    characters = list(text)
    for index in breaks:
        characters[index] = "\n"
    return "".join(characters)


def _last_seen(text: str, end: int) -> int:
    """Give the place of the last character before ``end`` that is no hard space."""
    last = end - 1
    while last > 0 and text[last] == "\xa0":
        last -= 1
    return last


def _starts_line(boxes: Boxes, before: int, after: int) -> bool:
    last, first = boxes.box(before), boxes.box(after)
    return first.right < last.left - LEFTWARDS and first.top < last.top - DOWNWARDS


class PdfLayout:
    """Horizontal places of characters of a PDF's document text. Holds the PDF open until ``close``."""

    def __init__(
        self,
        document: pdfium.PdfDocument,
        starts: Sequence[int],
        places: Sequence[Callable[[int], int]],
        known: Sequence[Callable[[int], tuple[float, float]] | None],
        kept: KeptPages,
    ) -> None:
        """Take the open PDF, and what of its pages is open.

        ``starts`` are the pages' offsets in the document text; ``places`` tell for each page which character of
        pdfium's text one of its own is, and ``known`` its edges where it is none of pdfium's.
        """
        self._document = document
        self._starts = starts
        self._places = places
        self._known = known
        self._kept = kept
        self._index = -1
        self._page: OpenPage | None = None
        self._looked_at = 0

    def edges(self, page: int, offsets: Sequence[int]) -> list[tuple[float, float]]:
        """Give left and right edge, in points, of the characters at ``offsets``, all on the page of index ``page``.

        All are 0 where the page, which could be opened once, cannot be opened again: such places tell no columns.
        """
        start, place, known = self._starts[page], self._places[page], self._known[page]
        if known is not None:
            return [known(offset - start) for offset in offsets]
        try:
            boxes = self._open(page).boxes
        except pdfium.PdfiumError:
            return [(0.0, 0.0)] * len(offsets)
        found = []
        for offset in offsets:
            left, right, _, _ = boxes.box(place(offset - start))
            found.append((left, right))
        return found

    def rules(self, page: int, offset: int) -> list[tuple[float, float]]:
        """Give left and right end of the rules drawn right under the character at ``offset``, from left to right."""
        if self._known[page] is not None:
            return []
        try:
            opened = self._open(page)
        except pdfium.PdfiumError:
            return []
        bottom = opened.boxes.box(self._places[page](offset - self._starts[page])).bottom
        return [(left, right) for left, right, top in opened.rules if bottom - UNDER <= top <= bottom + THIN]

    def shows(self, page: int) -> bool:
        """Tell whether the page of index ``page``, which has no text of its own, shows something all the same."""
        self._looked_at += 1
        if self._looked_at > LOOKED_AT:
            return holds_image(self._document, page, least=0.0)
        return shows(self._document, page)

    def close(self) -> None:
        """Close the PDF."""
        if self._page is not None:
            self._page.close()
        self._kept.close()
        self._document.close()

    def _open(self, index: int) -> OpenPage:
        if self._page is None or index != self._index:
            if self._page is not None:
                self._page.close()
                self._page = None
            self._page = self._kept.take(index) or OpenPage(self._document, index)
            self._index = index
        return self._page


def shows(document: pdfium.PdfDocument, index: int) -> bool:
    """Tell whether a page shows more than a rule and a line of furniture, by looking at it."""
    try:
        with closing(document[index]) as page:
            scale = min(SMALL, LONGEST_SIDE / max(page.get_size()))
            return _holds_ink(page.render(scale=scale, grayscale=True))
    except (pdfium.PdfiumError, ValueError):
        return True  # a page that cannot be opened or drawn was not seen to be blank


def holds_image(document: pdfium.PdfDocument, index: int, least: float = LEAST_IMAGE) -> bool:
    """Tell whether a page holds an image that covers at least this share of it."""
    try:
        with closing(document[index]) as page:
            width, height = page.get_size()
            for image in page.get_objects([pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=2):
                left, bottom, right, top = image.get_bounds()
                if (right - left) * (top - bottom) >= least * width * height:
                    return True
    except pdfium.PdfiumError:
        return True
    return False


def _holds_ink(bitmap: pdfium.PdfBitmap) -> bool:
    """Tell whether ink covers part of the page, over some height and some width: a rule does not."""
    width: int = bitmap.width
    height: int = bitmap.height
    ink = bytes(bitmap.buffer).translate(INK)
    rows = [ink[at : at + width] for at in range(0, height * bitmap.stride, bitmap.stride)]
    if sum(row.count(1) for row in rows) < LEAST_INK * width * height:
        return False
    inked = [row for row in rows if 1 in row]
    columns = sum(any(row[at] for row in inked) for at in range(width))
    return len(inked) >= LEAST_SPREAD * height and columns >= LEAST_SPREAD * width
