"""A copy of a PDF with quotes marked: what stands on its pages, and that it stays the same document."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from pipeline.errors import Corrupt
from pipeline.look import Mark, marked
from pipeline.records.places import Place

if TYPE_CHECKING:
    from pathlib import Path

    from pypdf import PageObject

    from pipeline.read.places import PdfPlaces
    from pipeline.records import Document

QUOTE = "Remaining performance obligations were $18.3 billion"


@pytest.fixture
def pdf(samples: Path) -> Path:
    return samples / "BRKW_2026-09-30_10-Q.pdf"


def notes(page: PageObject, subtype: str) -> list[dict[str, Any]]:
    found = [annotation.get_object() for annotation in page.get("/Annots", [])]
    return [one for one in found if one["/Subtype"] == subtype]


def test_a_quote_is_highlighted_where_it_stands(pdf: Path, report: Document, report_places: PdfPlaces) -> None:
    start = report.text.index(QUOTE)
    places = report_places.lines(start, start + len(QUOTE))
    copy = PdfReader(io.BytesIO(marked(pdf, [Mark(7, "7. sales", "fde68a", places)])))
    page = copy.pages[places[0].page - 1]
    (highlight,) = notes(page, "/Highlight")
    assert highlight["/Contents"] == "7. sales"
    assert [float(edge) for edge in highlight["/Rect"]] == pytest.approx(places[0][1:])
    (number,) = notes(page, "/FreeText")
    assert number["/Contents"] == "7"
    assert float(number["/Rect"][2]) <= places[0].left  # in the margin, over no text
    assert all(not notes(other, "/Highlight") for other in copy.pages if other != page)


def test_the_copy_says_what_the_document_says(pdf: Path) -> None:
    place = Place(2, 100, 100, 200, 110)
    copy = PdfReader(io.BytesIO(marked(pdf, [Mark(1, "", "fde68a", (place,))])))
    before = PdfReader(pdf)
    assert [page.extract_text() for page in copy.pages] == [page.extract_text() for page in before.pages]


def test_the_same_marks_give_the_same_bytes(pdf: Path) -> None:
    marks = [Mark(1, "a", "fde68a", (Place(2, 100, 100, 200, 110),))]
    assert marked(pdf, marks) == marked(pdf, marks)


def test_numbers_of_quotes_on_one_line_stand_side_by_side(pdf: Path) -> None:
    place = Place(2, 100, 100, 200, 110)
    copy = PdfReader(io.BytesIO(marked(pdf, [Mark(number, "", "fde68a", (place,)) for number in (3, 12)])))
    boxes = [[float(edge) for edge in one["/Rect"]] for one in notes(copy.pages[1], "/FreeText")]
    assert boxes[1][2] <= boxes[0][0]


def test_a_number_stays_on_the_page_where_the_text_begins_at_its_edge(pdf: Path) -> None:
    copy = PdfReader(io.BytesIO(marked(pdf, [Mark(123, "", "fde68a", (Place(1, 2, 100, 200, 110),))])))
    (number,) = notes(copy.pages[0], "/FreeText")
    assert float(number["/Rect"][0]) >= 0


def test_a_file_that_is_no_pdf_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"garbage" * 40)
    with pytest.raises(Corrupt, match=r"cut\.pdf: the file is damaged: it cannot be copied"):
        marked(path, [])
