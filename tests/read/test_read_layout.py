"""Pages that stay open between reading and the placing of tables."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from pipeline.read import layout
from pipeline.read.layout import KeptPages, OpenPage, PdfLayout, holds_image

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = ("Revenue 1,200 1,100", "Cost of sales (400) (380)", "Net income 800 720")


@pytest.fixture
def document() -> Iterator[pdfium.PdfDocument]:
    """Five pages: rows of figures on all but the second."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=True)
    for number in range(5):
        for line, words in enumerate(ROWS if number != 1 else ("Risks are many in 2025.", "So they are.")):
            canvas.drawString(50, 740 - 14 * line, words)
        canvas.showPage()
    canvas.save()
    opened = pdfium.PdfDocument(buffer.getvalue())
    yield opened
    opened.close()


def layout_of(document: pdfium.PdfDocument, kept: KeptPages) -> PdfLayout:
    count = len(document)
    return PdfLayout(document, [100 * page for page in range(count)], [lambda at: at] * count, [None] * count, kept)


def all_kept(document: pdfium.PdfDocument) -> KeptPages:
    kept = KeptPages()
    for index in range(len(document)):
        kept.keep(index, OpenPage(document, index))
    return kept


def test_pages_with_rows_of_figures_are_not_opened_twice(
    document: pdfium.PdfDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    again: list[int] = []

    class Counted(OpenPage):
        def __init__(self, document: pdfium.PdfDocument, index: int) -> None:
            again.append(index)
            super().__init__(document, index)

    places = layout_of(document, all_kept(document))
    monkeypatch.setattr(layout, "OpenPage", Counted)
    first = [places.edges(page, [100 * page]) for page in range(5)]
    assert again == [1]
    assert places.edges(0, [0]) == first[0], "a page that was passed is opened again"
    assert again == [1, 0]


def test_no_more_pages_stay_open_than_memory_allows(
    document: pdfium.PdfDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "MOST_KEPT", 2)
    kept = all_kept(document)
    assert [index for index in range(5) if kept.take(index) is not None] == [0, 2]
    assert kept.take(3) is None


def test_a_page_that_opens_once_and_not_again_has_no_places(
    document: pdfium.PdfDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
        raise pdfium.PdfiumError(f"page {index}")

    monkeypatch.setattr(pdfium.PdfDocument, "__getitem__", fails)
    places = layout_of(document, KeptPages())
    assert places.edges(0, [0, 3]) == [(0.0, 0.0), (0.0, 0.0)]
    assert places.rules(0, 0) == []
    assert holds_image(document, 0), "it was not seen to hold none"
