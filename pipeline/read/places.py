"""Where a span of document text stands on the pages of its PDF, and what those pages look like.

The document's text is pdfium's text of each page, mended and cleaned. Here the two are laid beside each other again:
character by character where they say the same, line by line where the reader had to set lines in another order.
"""

from __future__ import annotations

import ctypes
import hashlib
import re
import struct
import zlib
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple, Self, TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.errors import Corrupt, Unavailable
from pipeline.read.pdf import HYPHEN_AT_LINE_END, NOT_TEXT
from pipeline.records.places import Picture, Place, Seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from pipeline.records import Document

PIXELS_A_POINT = 1.6
"""Enough to read a footnote on a screen."""
LONGEST_SIDE = 2000
"""Pixels. A damaged page may claim to be a mile wide."""
SHADES = bytes(value >> 4 << 4 | value >> 4 for value in range(256))
"""Sixteen shades of grey: the picture takes a third of the room, and colour is left to what is laid over it."""
COMPRESSION = 6
FINE = 1_000_000
"""The page is mapped to so many steps a side, so that pdfium's whole numbers lose nothing."""
LINE = re.compile(r"[^\n]+")
WORD = re.compile(r"\S+")
WHITE = 40
"""pdfium prints no more blanks in a row within a line."""
SAME_LINE = 0.2
"""Two rectangles are of one line where they share this part of the lower one's height."""


_Stretch: TypeAlias = tuple[int, int]
"""Start and end in a page's text."""


class PdfPlaces:
    """One PDF, opened a second time to see where its text stands. Use it in a ``with`` block."""

    def __init__(self, document: Document, path: Path) -> None:
        """Open the file ``document`` was read from.

        Raises ``Unavailable`` where it changed since or cannot be opened, and ``Corrupt`` where pdfium cannot open it
        (the reader has a second one for that, which knows no places).
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise Unavailable(f"the file cannot be opened ({error.strerror})", path=document.path) from error
        if hashlib.sha256(data).hexdigest() != document.sha256:
            raise Unavailable("the file changed while it was read", path=document.path)
        try:
            self._pdf = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise Corrupt("the file is damaged: there is no picture of its pages", path=document.path) from error
        self._document = document
        self._number = 0
        self._sheet: _Sheet | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the PDF."""
        if self._sheet is not None:
            self._sheet.close()
            self._sheet = None
        self._pdf.close()

    def lines(self, start: int, end: int) -> tuple[Place, ...]:
        """Give a rectangle for each line of the span, in reading order, on the page or pages it stands on.

        A line that is not on the page as text (it was recognised from a picture, or read by the second reader) has
        none. Spans that are asked for in text order are found without opening a page twice.
        """
        found: list[Place] = []
        for number, begin, stop in self._lines_of(start, end):
            sheet = self._open(number)
            if sheet is not None:
                found.extend(Place(number, *edges) for edges in sheet.rectangles(begin, stop))
        return tuple(found)

    def seen(self, start: int, end: int) -> tuple[Seen, ...]:
        """Give the rectangles of ``lines`` as they lie on the page's picture."""
        found = []
        for place in self.lines(start, end):
            sheet = self._open(place.page)
            if sheet is not None:
                found.append(Seen(place.page, *sheet.shown(place)))
        return tuple(found)

    def picture(self, number: int) -> Picture | None:
        """Draw a page in shades of grey; None where pdfium cannot draw it."""
        sheet = self._open(number)
        return None if sheet is None else sheet.picture()

    def _lines_of(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Cut a span into the lines of its text, each with its page, without white space at its ends."""
        text = self._document.text
        while start < end:
            stop = text.find("\n", start, end)
            stop = end if stop < 0 else stop
            words = text[start:stop]
            if words.strip():
                begin = start + len(words) - len(words.lstrip())
                yield self._document.page_at(begin), begin, start + len(words.rstrip())
            start = stop + 1

    def _open(self, number: int) -> _Sheet | None:
        if number != self._number:
            if self._sheet is not None:
                self._sheet.close()
            self._number, self._sheet = number, None
            page = self._document.pages[number - 1]
            text = self._document.text[page.start : page.end]
            try:
                self._sheet = _Sheet(self._pdf[number - 1], text, page.start)
            except (pdfium.PdfiumError, IndexError):
                return None
        return self._sheet


class _Sheet:
    """One open page: its text as pdfium gives it, and which of its characters each character of ours is."""

    def __init__(self, page: pdfium.PdfPage, text: str, start: int) -> None:
        self._page = page
        self._start = start
        self._textpage: pdfium.PdfTextPage = page.get_textpage()
        raw: str = self._textpage.get_text_range()
        self._units = _units(raw)
        self._places = _aligned(text, raw)

    def close(self) -> None:
        self._textpage.close()
        self._page.close()

    def rectangles(self, start: int, end: int) -> list[_Rectangle]:
        """Give left, bottom, right and top of a line; more than one where its ends stand on lines of their own."""
        known = [place for place in self._places[start - self._start : end - self._start] if place is not None]
        found: list[_Rectangle] = []
        for first, last in _runs(known):
            for rectangle in self._drawn(self._index(first), self._index(last)):
                if found and found[-1].shares_line_with(rectangle):
                    found[-1] = found[-1].joined(rectangle)
                else:
                    found.append(rectangle)
        return list(found)

    def shown(self, place: Place) -> tuple[float, float, float, float]:
        """Give left, top, right and bottom as shares of the page as a viewer shows it, turned or cropped."""
        corners = [self._on_screen(x, y) for x in (place.left, place.right) for y in (place.bottom, place.top)]
        across, down = [corner[0] for corner in corners], [corner[1] for corner in corners]
        return min(across), min(down), max(across), max(down)

    def picture(self) -> Picture | None:
        width, height = self._page.get_size()
        scale = min(PIXELS_A_POINT, LONGEST_SIDE / max(width, height, 1))
        try:
            bitmap = self._page.render(scale=scale, grayscale=True)
        except pdfium.PdfiumError:
            return None
        rows = bytes(bitmap.buffer).translate(SHADES)
        return Picture(_png(rows, bitmap.width, bitmap.height, bitmap.stride), width, height)

    def _index(self, place: int) -> int:
        return int(pdfium_c.FPDFText_GetCharIndexFromTextIndex(self._textpage, place + bisect_left(self._units, place)))

    def _drawn(self, first: int, last: int) -> Iterator[_Rectangle]:
        if first < 0 or last < first:
            return
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        for number in range(pdfium_c.FPDFText_CountRects(self._textpage, first, last - first + 1)):
            pdfium_c.FPDFText_GetRect(self._textpage, number, left, top, right, bottom)
            yield _Rectangle(left.value, bottom.value, right.value, top.value)

    def _on_screen(self, x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDF_PageToDevice(self._page, 0, 0, FINE, FINE, 0, x, y, across, down)
        return _share(across.value), _share(down.value)


class _Rectangle(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    def shares_line_with(self, other: _Rectangle) -> bool:
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared > SAME_LINE * min(self.top - self.bottom, other.top - other.bottom)

    def joined(self, other: _Rectangle) -> _Rectangle:
        return _Rectangle(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


def _share(steps: int) -> float:
    """Keep what a damaged page sets beside the paper on its edge."""
    return min(max(steps / FINE, 0.0), 1.0)


def _units(raw: str) -> list[int]:
    """Give the places of characters pdfium counts twice, because it counts in UTF-16."""
    return [] if raw.isascii() else [place for place, character in enumerate(raw) if character > "\uffff"]


def _aligned(text: str, raw: str) -> list[int | None]:
    """Give for each character of ``text`` its place in ``raw``, None for white space and for what is not there."""
    ours = [place for place, character in enumerate(text) if not character.isspace()]
    folded = raw.replace(HYPHEN_AT_LINE_END, "-").translate(NOT_TEXT)
    theirs = [place for place, character in enumerate(folded) if not character.isspace()]
    found: list[int | None] = [None] * len(text)
    if [text[place] for place in ours] == [folded[place] for place in theirs]:
        for place, its in zip(ours, theirs, strict=True):
            found[place] = its
    else:
        _align_lines(text, _Stock(folded, theirs), found)
    return found


def _align_lines(text: str, stock: _Stock, found: list[int | None]) -> None:
    """Find whole lines first, then the words of lines that were put together from several."""
    torn: list[tuple[list[_Stretch], int]] = []
    at = 0
    for line in LINE.finditer(text):
        words = [match.span() for match in WORD.finditer(text, line.start(), line.end())]
        after = stock.take(text, words, at, found)
        if after is None:
            torn.append((words, at))
        else:
            at = after
    for words, near in torn:
        _align_words(text, words, near, stock, found)


def _align_words(text: str, words: Sequence[_Stretch], at: int, stock: _Stock, found: list[int | None]) -> None:
    """Find the longest runs of words from the first to the last, and the two parts of a word with a raised mark."""
    first = 0
    while first < len(words):
        for last in range(len(words), first, -1):
            after = stock.take(text, words[first:last], at, found)
            if after is not None:
                first, at = last, after
                break
        else:
            start, end = words[first]
            for cut in range(end - 1, start, -1):
                if stock.take(text, [(start, cut)], at, found) is not None:
                    stock.take(text, [(cut, end)], at, found)
                    break
            first += 1


class _Stock:
    """The characters of a page's raw text without white space, each given out once."""

    def __init__(self, raw: str, places: Sequence[int]) -> None:
        self._places = places
        self._text = "".join([raw[place] for place in places])
        self._given = bytearray(len(places) + 1)
        # A word begins where white space stands before it: "21" is no part of "2021".
        self._begins = {0, len(places)} | {
            index for index in range(1, len(places)) if places[index] != places[index - 1] + 1
        }

    def take(self, text: str, words: Sequence[_Stretch], at: int, found: list[int | None]) -> int | None:
        """Give out the next stretch from ``at`` on, else the first, that says these words; its end, or None."""
        said = "".join([text[start:end] for start, end in words])
        place = self._free(said, at, len(self._text))
        if place is None:
            place = self._free(said, 0, min(at + len(said), len(self._text)))
        if place is None:
            return None
        self._given[place : place + len(said)] = bytes([1]) * len(said)
        inside = [offset for start, end in words for offset in range(start, end)]
        for offset, its in zip(inside, self._places[place : place + len(said)], strict=True):
            found[offset] = its
        return place + len(said)

    def _free(self, said: str, start: int, end: int) -> int | None:
        at = self._text.find(said, start, end) if said else -1
        while at >= 0:
            stop = at + len(said)
            if at in self._begins and stop in self._begins and 1 not in self._given[at:stop]:
                return at
            at = self._text.find(said, at + 1, end)
        return None


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cut places into stretches without a jump backwards or over more than white space."""
    first = last = None
    for place in places:
        if first is None or last is None:
            first = last = place
        elif last < place <= last + WHITE:
            last = place
        else:
            yield first, last
            first = last = place
    if first is not None and last is not None:
        yield first, last


def _png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Write grey pixels, one byte each, as a PNG of sixteen shades."""
    rows = []
    for at in range(0, height * stride, stride):
        row = pixels[at : at + width]
        high, low = row[::2], row[1::2] + (b"\0" if width % 2 else b"")
        packed = int.from_bytes(bytes(high), "big") & int.from_bytes(b"\xf0" * len(high), "big")
        packed |= int.from_bytes(bytes(low), "big") & int.from_bytes(b"\x0f" * len(low), "big")
        rows.append(b"\0" + packed.to_bytes(len(high), "big"))
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), COMPRESSION)), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body
