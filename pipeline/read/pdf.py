"""One PDF to text and pages, with pdfium."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.errors import Corrupt, NoText, PasswordNeeded
from pipeline.read.raw import RawDocument
from pipeline.records import Page, PageState

UNPRINTABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 65534, 65535), " ")
"""Characters no output may hold, each to one space so that offsets stay true."""


def read_pdf(name: str, data: bytes, shown_as: str) -> RawDocument:
    """Read the bytes of a PDF.

    Raises ``PasswordNeeded`` (the empty password is tried), ``Corrupt`` and ``NoText``.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise PasswordNeeded("the file is encrypted with a password", path=shown_as) from None
        raise Corrupt("the file is damaged or cut short: no reader can open it", path=shown_as) from None
    with document:
        metadata = document.get_metadata_dict(skip_empty=True)
        texts = [_page_text(document, index) for index in range(len(document))]
    pages: list[Page] = []
    offset = 0
    for number, text in enumerate(texts, start=1):
        state = PageState.TEXT if text.strip() else PageState.EMPTY
        pages.append(Page.model_construct(start=offset, end=offset + len(text), number=number, label=None, state=state))
        offset += len(text)
    if all(page.state is PageState.EMPTY for page in pages):
        raise NoText("none of the pages holds text, only images", path=shown_as)
    return RawDocument(
        name=name,
        media="pdf",
        text="".join(texts),
        pages=tuple(pages),
        title=metadata.get("Title"),
        author=metadata.get("Author"),
    )


def _page_text(document: pdfium.PdfDocument, index: int) -> str:
    page = document[index]
    textpage = page.get_textpage()
    text: str = textpage.get_text_range()
    textpage.close()
    page.close()
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(UNPRINTABLE).rstrip("\n") + "\n"
