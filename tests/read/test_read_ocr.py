"""Pages that are pictures: read by text recognition where it is installed, and never taken for certain."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.check.source import Source
from pipeline.errors import NoText
from pipeline.read import missing_for_ocr, read
from pipeline.read.ocr import Recognised, Spots
from pipeline.read.onpage import Box
from pipeline.records import Document, Match, PageState

if TYPE_CHECKING:
    from pathlib import Path

    import pypdfium2 as pdfium

WORDS = (
    "NOTE 7. COMMITMENTS",
    "The Company agreed to buy wafers from Alder Woods Corporation for a total of $4,250 million.",
    "The agreement is non-cancelable and ends in 2031. Payments by year, in millions:",
)
ROWS = (("2026", "1,200", "300", "1,500"), ("2027", "850", "410", "1,260"), ("Thereafter", "2,200", "95", "2,295"))
needs_program = pytest.mark.skipif(missing_for_ocr() is not None, reason=f"{missing_for_ocr()} is not installed")


def scan() -> Image.Image:
    """A page of words and a small table as a picture, 200 dots an inch."""
    image = Image.new("L", (1700, 2200), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=30)
    for number, line in enumerate(WORDS):
        draw.text((150, 200 + 60 * number), line, font=font, fill=0)
    for number, (label, *figures) in enumerate(ROWS):
        draw.text((150, 450 + 60 * number), label, font=font, fill=0)
        for column, figure in enumerate(figures):
            draw.text((900 + 250 * column, 450 + 60 * number), figure, font=font, fill=0, anchor="ra")
    return image


def pdf(*, pages: int = 1, text_pages: int = 0, foot: str = "") -> bytes:
    """Pages that are a picture, with ``foot`` as text under it, after pages of text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=True)
    for number in range(text_pages):
        for row in range(12):
            canvas.drawString(
                50, 700 - 14 * row, f"Words of page {number} and line {row} that say nothing of any deal."
            )
        canvas.showPage()
    picture = ImageReader(scan())
    for _ in range(pages):
        canvas.drawImage(picture, 0, 0, *letter)
        if foot:
            canvas.drawString(300, 20, foot)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def document_of(folder: Path, data: bytes) -> Document:
    path = folder / "scan.pdf"
    path.write_bytes(data)
    return read(path, "scan.pdf")


def stand_in(_: pdfium.PdfPage) -> Recognised:
    """Two lines as a recogniser would give them: the second is a row whose figures stand apart."""
    text, boxes = "", []
    for left, top, word in (
        (50.0, 700.0, "Commitments\r\n"),
        (50.0, 680.0, "Wafers "),
        (200.0, 680.0, "$1,200 "),
        (300.0, 680.0, "$300\r\n"),
    ):
        text += word
        boxes += [Box(left + 5 * at, left + 5 * at + 5, top - 8, top) for at in range(len(word))]
    return Recognised(text, Spots(boxes))


@needs_program
def test_a_picture_is_read_and_its_page_marked(tmp_path: Path) -> None:
    document = document_of(tmp_path, pdf(text_pages=2))
    assert [page.state for page in document.pages] == [PageState.TEXT, PageState.TEXT, PageState.OCR]
    assert document.coverage.recognised == (3,)
    assert document.coverage.pictures == ()
    assert document.coverage.pages_without_text == ()
    for words in ("Alder Woods Corporation", "$4,250 million", "Thereafter 2,200 95 2,295"):
        assert words in document.text
        assert document.page_at(document.text.index(words)) == 3


@needs_program
def test_a_file_of_pictures_alone_is_read_the_same_each_time(tmp_path: Path) -> None:
    document = document_of(tmp_path, pdf(foot="Page 1"))
    assert document.text.startswith("Page 1\n")
    assert document == document_of(tmp_path, pdf(foot="Page 1"))


@needs_program
def test_a_page_that_takes_too_long_stays_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.ocr.PAGE_SECONDS", 0.01)
    assert document_of(tmp_path, pdf(text_pages=2)).coverage.pictures == (3,)


@pytest.mark.parametrize("lacking", ["the optional extra ocr", "the program tesseract"])
def test_without_it_pictures_are_named_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacking: str) -> None:
    monkeypatch.setattr("pipeline.read.pdf.missing", lambda: lacking)
    assert document_of(tmp_path, pdf(text_pages=2)).coverage.pictures == (3,)
    with pytest.raises(NoText):
        document_of(tmp_path, pdf())


def test_only_so_many_pictures_are_read_and_the_rest_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.pdf.missing", lambda: None)
    monkeypatch.setattr("pipeline.read.pdf.recognise", stand_in)
    monkeypatch.setattr("pipeline.read.pdf.MOST_PAGES", 2)
    coverage = document_of(tmp_path, pdf(pages=4)).coverage
    assert (coverage.recognised, coverage.pictures) == ((1, 2), (3, 4))
    assert "Of the pages that are pictures only 2 were read by text recognition." in coverage.warnings
    assert coverage.partial


def test_a_quote_from_a_recognised_page_is_never_exact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.pdf.missing", lambda: None)
    monkeypatch.setattr("pipeline.read.pdf.recognise", stand_in)
    document = document_of(tmp_path, pdf(text_pages=1))
    source = Source(document)
    for words, match in (("Words of page 0", Match.EXACT), ("Wafers $1,200", Match.FUZZY)):
        at = document.text.index(words)
        assert source.evidence(at, at + len(words), Match.EXACT).match is match


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.ocr.MODULES", ("no_such_module",))
    assert missing_for_ocr() == "the optional extra ocr"
    monkeypatch.setattr("pipeline.read.ocr.MODULES", ())
    monkeypatch.setattr("pipeline.read.ocr.PROGRAM", "no-such-program")
    assert missing_for_ocr() == "the program tesseract"


@pytest.mark.parametrize("lacking", [None, "the program tesseract"])
def test_letters_only_a_font_knows_are_a_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacking: str | None
) -> None:
    monkeypatch.setattr("pipeline.read.pdf.missing", lambda: lacking)
    monkeypatch.setattr("pipeline.read.pdf.recognise", stand_in)
    # what a font without a map to Unicode gives for its letters
    monkeypatch.setattr("pipeline.read.pdf.mend_lines", lambda raw, _: raw.replace("page 1", "\ue001\ue002" * 30))
    coverage = (document := document_of(tmp_path, pdf(pages=0, text_pages=3))).coverage
    told = "Page 2 cannot be read as words: the font does not say which letters it shows."
    assert (coverage.recognised, told in coverage.warnings) == (((2,), False) if lacking is None else ((), True))
    assert ("\ue001" in document.text) is (lacking is not None)


def test_a_picture_with_a_head_and_a_footnote_is_named_where_nothing_recognises_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that is an infographic between its page number and its footnote was called read."""
    monkeypatch.setattr("pipeline.read.pdf.missing", lambda: "the program tesseract")
    foot = "See Item 7, Management's Discussion and Analysis, for reconciliation and definition. " * 3
    document = document_of(tmp_path, pdf(text_pages=2, foot=foot))
    assert document.coverage.pictures == (3,)
    assert document.coverage.partial
    assert document.text.rstrip().endswith("definition."), "its words stay"
    assert document_of(tmp_path, pdf(text_pages=2, foot=foot + foot)).coverage.pictures == ()
