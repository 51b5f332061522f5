"""One PDF to text and pages: pdfium reads, pypdf stands in where pdfium cannot."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from bisect import bisect_left
from collections import Counter
from contextlib import closing, suppress
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import pypdf
import pypdf.errors
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.errors import Corrupt, NoText, PasswordNeeded
from pipeline.read.layout import LOOKED_AT, KeptPages, OpenPage, PdfLayout, holds_image, mend_lines, shows
from pipeline.read.ocr import MOST_PAGES, missing, recognise
from pipeline.read.onpage import Piece, Pieces
from pipeline.read.order import read_order
from pipeline.read.raw import RawDocument
from pipeline.read.trusted import trusted
from pipeline.records import Page, PageCoverage, PageState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.read.ocr import Recognised
    from pipeline.read.order import Order

NOT_TEXT = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0xD800, 0xE000), 0xFEFF, 0xFFFF), " "
)
"""Characters no output may hold, each to one space so that offsets stay true."""
HOLDS_NO_TEXT = re.compile("[" + "".join(map(re.escape, map(chr, NOT_TEXT))) + "]")
HYPHEN_AT_LINE_END = "\ufffe"
"""What pdfium prints for a hyphen at a line end where it has joined the lines."""
FONTS_LINE_END = re.compile(r"(?<!\r)\n|\r(?!\n)")
"""pdfium ends its lines with two characters. One alone is a blank whose font says that it is a line end."""
NUMBER = re.compile(r"\d(?:[\d,.]*\d)?")
DIGIT = re.compile(r"\d")
NO_LANGUAGE = re.compile(r"[\ue000-\uf8ff\ufffd]")
"""Private characters: a font without a map to Unicode."""
GARBLED_SHARE = 0.2
FEW_CHARACTERS = 300
"""A page with fewer may be a picture between a running head and a footnote."""
MOST_UNREADABLE = 1000
"""After so many pages in a row that cannot be opened no further ones are tried: a damaged count may be any number."""
ENCRYPTED = frozenset({pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY})
LAST_MARK = b"%%EOF"
PYPDF_ERRORS = (
    pypdf.errors.PyPdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    OSError,
    zlib.error,
    struct.error,
)
"""What pypdf raises on damaged files besides its own errors."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def same(place: int) -> int:
    """Say that a character stands where it stood."""
    return place


class PageText(NamedTuple):
    """The text of one page, which of pdfium's characters each of its own is, its state, its losses.

    ``edges`` tells left and right edge of characters that pdfium does not know: they were recognised in a picture.
    """

    text: str
    place: Callable[[int], int] = same
    edges: Callable[[int], tuple[float, float]] | None = None
    state: PageState = PageState.TEXT
    numbers: int = 0
    kept: int = 0
    cause: str | None = None


def read_pdf(name: str, data: bytes, shown_as: str) -> RawDocument:
    """Read the bytes of a PDF.

    Raises ``PasswordNeeded`` (the empty password is tried), ``Corrupt`` and ``NoText``. The document's ``layout``
    holds the PDF open and must be closed.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in ENCRYPTED:
            raise PasswordNeeded("the file is encrypted with a password", path=shown_as) from None
        return _second_reader(name, data, shown_as)
    kept = KeptPages()
    read, untried = _read_pages(document, _Spare(data, len(document)), kept)
    if all(page.state is PageState.UNREADABLE for page in read):
        document.close()
        raise Corrupt("the file is damaged: none of its pages can be opened", path=shown_as)
    unread = _read_pictures(document, read)
    if not any(page.state in {PageState.TEXT, PageState.OCR} for page in read):
        kept.close()
        document.close()
        raise NoText("none of the pages holds text, only images", path=shown_as)
    metadata = document.get_metadata_dict(skip_empty=True)
    pages, warnings = _pages(read), (*untried, *_warnings(read), *unread)
    return RawDocument(
        name=name,
        media="pdf",
        text="".join(page.text for page in read),
        pages=pages,
        title=metadata.get("Title"),
        author=metadata.get("Author"),
        layout=PdfLayout(
            document,
            [page.start for page in pages],
            [page.place for page in read],
            [page.edges for page in read],
            kept,
        ),
        losses=_losses(read),
        warnings=warnings,
        partial=bool(warnings),
    )


def _read_pages(document: pdfium.PdfDocument, spare: _Spare, kept: KeptPages) -> tuple[list[PageText], tuple[str, ...]]:
    """Read page by page. Say so where a damaged file promises pages that it does not have."""
    read: list[PageText] = []
    run = 0
    promised = len(document)
    for index in range(promised):
        page = _page_text(document, index, spare, kept)
        read.append(page)
        run = run + 1 if page.state is PageState.UNREADABLE else 0
        if run == MOST_UNREADABLE:
            del read[-run:]
            said = f"The file promises {promised:,} pages, but none of the {run:,} after page {len(read)} can be opened"
            return read, (f"{said}; what may follow them was not tried.",)
    return read, ()


def _read_pictures(document: pdfium.PdfDocument, read: list[PageText]) -> tuple[str, ...]:
    """Mark in ``read`` the pages that are pictures, and read them where text recognition is installed.

    Say what was left out.
    """
    few = [index for index, page in enumerate(read) if page.state is PageState.TEXT and len(page.text) < FEW_CHARACTERS]
    garbled = [index for index, page in enumerate(read) if _is_garbled(page)]
    beside = [index for index in few[:LOOKED_AT] if index not in garbled and holds_image(document, index)]
    for index in beside:  # until it is recognised: the words beside a picture are not what the page says
        read[index] = read[index]._replace(state=PageState.PICTURE)
    empty = [index for index, page in enumerate(read) if page.state is PageState.EMPTY]
    if not (beside or empty or garbled) or missing() is not None:
        return ()
    pictures = [*(index for index in empty if shows(document, index)), *garbled, *beside]
    for index in pictures[:MOST_PAGES]:
        found = None
        with suppress(pdfium.PdfiumError), closing(document[index]) as page:  # what cannot be drawn stays a picture
            found = recognise(page)
        if found is not None:
            read[index] = _recognised(read[index], found)
    if len(pictures) <= MOST_PAGES:
        return ()
    return (f"Of the pages that are pictures only {MOST_PAGES} were read by text recognition.",)


def _recognised(page: PageText, found: Recognised) -> PageText:
    """Give a page with what was recognised on it, after what stands there as text and was recognised once more."""
    order = read_order(found.text, found.spots)
    whole = Piece(0, len(found.text))
    joined = Pieces(found.text, [whole] if order is None else order.pieces)
    before = "" if page.state is PageState.EMPTY or _is_garbled(page) else page.text

    def edges(offset: int) -> tuple[float, float]:
        box = found.spots.box(joined.place(max(0, offset - len(before))))
        return box.left, box.right

    return PageText(before + _clean(joined.text), edges=edges, state=PageState.OCR)


def _losses(read: Sequence[PageText]) -> tuple[PageCoverage, ...]:
    return tuple(
        PageCoverage(page=number, numbers=page.numbers, kept=page.kept, cause=page.cause)
        for number, page in enumerate(read, start=1)
        if page.cause is not None
    )


def _warnings(read: Sequence[PageText]) -> tuple[str, ...]:
    unreadable = [number for number, page in enumerate(read, start=1) if page.state is PageState.UNREADABLE]
    garbled = [number for number, page in enumerate(read, start=1) if _is_garbled(page)]
    warnings = []
    if unreadable:
        warnings.append(f"{_pages_named(unreadable)} could not be read because the file is damaged there.")
    if garbled:
        warnings.append(
            f"{_pages_named(garbled)} cannot be read as words: the font does not say which letters it shows."
        )
    return tuple(warnings)


def _is_garbled(page: PageText) -> bool:
    """Tell whether a good part of the page's letters are some that only its font knows."""
    text = page.text
    return not text.isascii() and len(NO_LANGUAGE.findall(text)) > GARBLED_SHARE * len(text)


def _pages_named(numbers: Sequence[int]) -> str:
    return ("Page " if len(numbers) == 1 else "Pages ") + ", ".join(map(str, numbers))


def _pages(read: Sequence[PageText]) -> tuple[Page, ...]:
    pages: list[Page] = []
    offset = 0
    for number, page in enumerate(read, start=1):
        end = offset + len(page.text)
        pages.append(trusted(Page, start=offset, end=end, number=number, label=None, state=page.state))
        offset = end
    return tuple(pages)


def _page_text(document: pdfium.PdfDocument, index: int, spare: _Spare, kept: KeptPages) -> PageText:
    page = None
    try:
        page = OpenPage(document, index)
        mended = mend_lines(FONTS_LINE_END.sub(" ", page.raw), page.boxes)
        order = read_order(mended, page.boxes)
    except pdfium.PdfiumError:
        if page is not None:
            page.close()
        text = spare.text(index)
        return _unreadable() if not text.strip() else PageText(_clean(text))
    kept.keep(index, page)
    return _finished(mended) if order is None else _ordered(mended, order)


def _unreadable() -> PageText:
    return PageText("\n", state=PageState.UNREADABLE, cause="the page is damaged")


def _finished(raw: str) -> PageText:
    """Give a page's text with its line ends folded. No number is lost: what ``_clean`` changes is part of none."""
    text = _clean(raw)
    return PageText(text, _Folded(raw).place, state=PageState.TEXT if text.strip() else PageState.EMPTY)


def _ordered(raw: str, order: Order) -> PageText:
    """Give the text of a page in the order of reading; as it was where that would lose or make a number."""
    joined = Pieces(raw, order.pieces)
    tokens = DIGIT if order.anew else NUMBER  # numbers that stood there as letters are whole now
    if Counter(tokens.findall(joined.text)) != Counter(tokens.findall(raw)):
        return _finished(raw)
    return PageText(_clean(joined.text), joined.place)


class _Folded:
    """A text with line ends of one character where pdfium has two."""

    def __init__(self, raw: str) -> None:
        self._raw = raw

    @cached_property
    def _line_ends(self) -> list[int]:
        found, place = [], -1
        for line in self._raw.split("\r\n")[:-1]:
            place += len(line) + 1
            found.append(place)
        return found

    def place(self, offset: int) -> int:
        """Give the place in pdfium's text of the character at ``offset``."""
        return offset + bisect_left(self._line_ends, offset)


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace(HYPHEN_AT_LINE_END, "-").rstrip() + "\n"
    return text.translate(NOT_TEXT) if HOLDS_NO_TEXT.search(text) else text


class _Spare:
    """The same file in pypdf, opened only when pdfium fails on a page.

    The two may count the pages of a damaged file differently. Then nothing is asked of it: the text of another page
    under this page's number would be a false quote.
    """

    def __init__(self, data: bytes, pages: int) -> None:
        self._data = data
        self._count = pages
        self._reader: pypdf.PdfReader | None = None

    def text(self, index: int) -> str:
        """Give the text of one page, empty where pypdf cannot read it either."""
        try:
            if self._reader is None:
                self._reader = pypdf.PdfReader(io.BytesIO(self._data), strict=False)
            pages = self._reader.pages
            return pages[index].extract_text() if len(pages) == self._count else ""
        except PYPDF_ERRORS:
            return ""


def _second_reader(name: str, data: bytes, shown_as: str) -> RawDocument:
    """Read a file pdfium cannot open; pypdf repairs some."""
    if LAST_MARK not in data:  # else pypdf goes through the whole file for it, line by line
        data += b"\n" + LAST_MARK
    corrupt = Corrupt("the file is damaged or cut short: no reader can open it", path=shown_as)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise PasswordNeeded("the file is encrypted with a password", path=shown_as)
        read = [PageText(_clean(page.extract_text())) for page in reader.pages]
    except PYPDF_ERRORS:
        raise corrupt from None
    if not any(page.text.strip() for page in read):
        raise corrupt
    # Nothing tells here whether such a page was blank, and the file is damaged.
    read = [page if page.text.strip() else _unreadable() for page in read]
    metadata = None
    with suppress(*PYPDF_ERRORS):  # a damaged trailer costs the title, not the text
        metadata = reader.metadata
    return RawDocument(
        name=name,
        media="pdf",
        text="".join(page.text for page in read),
        pages=_pages(read),
        title=None if metadata is None else metadata.title,
        author=None if metadata is None else metadata.author,
        losses=_losses(read),
        warnings=("The file is damaged; it was repaired for reading and may not be whole.",),
        partial=True,
    )
