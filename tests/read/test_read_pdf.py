"""PDF files: text and pages, what is furniture, and each way a file can fail."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import Corrupt, EmptyFile, NotADocument, NoText, PasswordNeeded, ReadError
from pipeline.read import read
from pipeline.records import BlockKind, Document, PageState

if TYPE_CHECKING:
    from pathlib import Path

PROSE = (
    "The Company has entered into purchase commitments with suppliers of components and services.",
    "These commitments are non-cancelable and are expected to be paid over the following five years.",
)


def pdf(pages: list[list[str]], *, columns: bool = False) -> bytes:
    """One text line per list entry; with ``columns`` a tab sets the next words at a fixed right edge."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=True)
    for lines in pages:
        for number, line in enumerate(lines):
            y = 740 - 14 * number
            label, *figures = line.split("\t") if columns else [line]
            canvas.setFont("Helvetica", 9)
            canvas.drawString(50, y, label)
            for column, figure in enumerate(figures):
                if figure:
                    canvas.drawRightString(330 + 70 * column, y, figure)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read_bytes(folder: Path, data: bytes, name: str = "filing.pdf") -> Document:
    path = folder / name
    path.write_bytes(data)
    return read(path, f"filings/{name}")


def encrypted(data: bytes, user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user, "owner", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_text_pages_and_name(tmp_path: Path) -> None:
    document = read_bytes(tmp_path, pdf([["First page.", *PROSE], [], ["Third page.", *PROSE]]))
    assert document.path == "filings/filing.pdf"
    assert document.media == "pdf"
    assert [page.state for page in document.pages] == [PageState.TEXT, PageState.EMPTY, PageState.TEXT]
    assert document.coverage.pages_without_text == (2,)
    assert document.page_at(document.text.index("Third")) == 3
    assert document.pages[0].start == 0
    assert document.pages[-1].end == len(document.text)
    assert all(a.end == b.start for a, b in zip(document.pages, document.pages[1:], strict=False))


def drawn(*drawings: str) -> bytes:
    """Write four pages of text, then a page without text for each drawing."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=True)
    for number in range(4):
        canvas.drawString(50, 760, "Example Corp and Subsidiaries")
        for row, words in enumerate(
            (f"Part {'ABCD'[number]} of the report", "For the quarter ended June 30, 2025", *PROSE, *PROSE, *PROSE)
        ):
            canvas.drawString(50, 700 - 14 * row, words)
        canvas.drawString(300, 30, str(number + 1))
        canvas.showPage()
    for number, drawing in enumerate(drawings, start=5):
        if "rule" in drawing:
            canvas.line(50, 700, 560, 700)
        if "scan" in drawing:
            canvas.rect(60, 200, 400, 300, fill=1)
        if "white" in drawing:
            canvas.setFillGray(1)
            canvas.rect(0, 0, 612, 792, fill=1, stroke=0)
        if "foot" in drawing:
            canvas.setFillGray(0)
            canvas.drawString(50, 760, "Example Corp and Subsidiaries")
            canvas.drawString(300, 30, str(number))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_a_blank_page_is_no_loss_and_a_picture_is(tmp_path: Path) -> None:
    """Review 1: a 10-Q whose pages 4 to 21 were pictures was called complete."""
    document = read_bytes(tmp_path, drawn("", "rule", "white", "scan", "scan and foot", "rule and foot"))
    assert document.coverage.pictures == (8, 9)
    assert document.coverage.pages_without_text == (5, 6, 7, 8, 9)
    assert [page.state for page in document.pages][4:9] == [*[PageState.EMPTY] * 3, *[PageState.PICTURE] * 2]
    assert document.coverage.partial
    assert not read_bytes(tmp_path, drawn("", "rule", "white", "rule and foot")).coverage.partial
    mostly = read_bytes(tmp_path, drawn(*["scan"] * 9)).coverage
    assert mostly.warnings == ("Most of the file was not read: 9 of its 13 pages are pictures.",)


def test_of_very_many_pictures_the_rest_is_told_by_its_images(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.layout.LOOKED_AT", 1)
    assert read_bytes(tmp_path, drawn("scan", "scan")).coverage.pictures == (5,)


def test_the_second_reader_is_not_asked_where_it_counts_other_pages(tmp_path: Path) -> None:
    """Review 4: with a null page in the tree the text of page 7 came as page 6, and page 6 was gone in silence."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([[f"This is page {n} of nine.", *PROSE] for n in range(1, 10)])))
    pages = writer.root_object["/Pages"]
    assert isinstance(pages, pypdf.generic.DictionaryObject)
    kids = pages["/Kids"]
    assert isinstance(kids, pypdf.generic.ArrayObject)
    kids[5] = pypdf.generic.NullObject()
    buffer = io.BytesIO()
    writer.write(buffer)
    document = read_bytes(tmp_path, buffer.getvalue())
    for page in document.pages:
        text = document.text[page.start : page.end]
        assert page.state is PageState.UNREADABLE or f"This is page {page.number} of nine." in text
    assert document.coverage.partial


def test_a_count_of_pages_that_promises_too_many_ends_soon(tmp_path: Path) -> None:
    """Fuzzing: a damaged count of a million pages took fifteen seconds, and a million pages were named."""
    data = pdf([["First page.", *PROSE], ["Second page.", *PROSE]]).replace(b"/Count 2", b"/Count 900000")
    document = read_bytes(tmp_path, data)
    assert [page.number for page in document.pages] == [1, 2]
    assert document.coverage.partial
    assert document.coverage.warnings[0] == (
        "The file promises 900,000 pages, but none of the 1,000 after page 2 can be opened;"
        " what may follow them was not tried."
    )


def test_a_file_of_which_no_page_opens_is_damaged_and_no_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
        raise pdfium.PdfiumError(f"page {index}")

    monkeypatch.setattr(pdfium.PdfDocument, "__getitem__", fails)
    monkeypatch.setattr(pypdf.PdfReader, "pages", [])
    with pytest.raises(Corrupt, match="none of its pages can be opened"):
        read_bytes(tmp_path, pdf([["First page.", *PROSE]]))


def test_a_file_cut_before_its_end_mark_is_repaired_or_told_soon(tmp_path: Path) -> None:
    whole = pdf([["First page.", *PROSE]])
    with pytest.raises(Corrupt):
        read_bytes(tmp_path, b"%PDF-1.7\n" + b"0000000016 00000 n\r\n" * 60_000)
    assert "First page." in read_bytes(tmp_path, whole[: whole.rindex(b"%%EOF")]).text


def test_the_empty_password_is_tried(tmp_path: Path) -> None:
    assert "First page." in read_bytes(tmp_path, encrypted(pdf([["First page.", *PROSE]]), "")).text


def test_a_password_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(PasswordNeeded, match=r"filings/filing\.pdf: the file is encrypted"):
        read_bytes(tmp_path, encrypted(pdf([["First page.", *PROSE]]), "secret"))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b"%PDF-1.7\n" + b"\x00garbage" * 40, Corrupt),
        (pdf([["First page.", *PROSE]])[:400], Corrupt),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(200), NotADocument),
        (pdf([[], []]), NoText),
    ],
    ids=["empty", "garbage", "cut short", "binary", "no text"],
)
def test_each_failure_is_named(tmp_path: Path, data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error) as raised:
        read_bytes(tmp_path, data)
    assert raised.value.path == "filings/filing.pdf"


def test_a_missing_file_is_a_read_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be opened"):
        read(tmp_path / "none.pdf", "none.pdf")


def test_heads_feet_and_page_numbers_are_furniture(tmp_path: Path) -> None:
    pages = [
        ["Example Corp and Subsidiaries", f"Heading Number {'ABCDEFGH'[number]}", *PROSE, *PROSE, str(number + 3)]
        for number in range(8)
    ]
    document = read_bytes(tmp_path, pdf(pages))
    assert [page.label for page in document.pages] == [str(number + 3) for number in range(8)]
    furniture = {document.quote(b.start, b.end) for b in document.blocks if b.kind is BlockKind.FURNITURE}
    assert furniture == {"Example Corp and Subsidiaries", *(str(number + 3) for number in range(8))}


def test_a_page_number_in_a_foot_that_is_said_once_is_the_pages(tmp_path: Path) -> None:
    """The statements of a quarterly report, each with its own foot, had no printed page numbers."""
    titles = ("Income", "Balance Sheets", "Cash Flows", "Equity")
    feet = ["A Quarter in Review"] * 4 + [f"Financial Statements {title}" for title in titles]
    pages = [
        [f"Heading {'ABCDEFGH'[number]}", *PROSE, *PROSE, *PROSE, f"{foot} {number + 3}"]
        for number, foot in enumerate(feet)
    ]
    pages.append(["Figures of no page", *PROSE, *PROSE, *PROSE, "Total assets 1,200 940 12"])
    document = read_bytes(tmp_path, pdf(pages))
    assert [page.label for page in document.pages] == [*(str(number + 3) for number in range(8)), None]


def test_a_paragraph_runs_over_a_page_end_around_the_furniture(tmp_path: Path) -> None:
    pages = [["Example Corp and Subsidiaries", *PROSE, *PROSE, *PROSE, str(number + 1)] for number in range(5)]
    pages[1][-2] = "Under the agreement with Northwind Ltd the Company must pay a total amount of"
    pages[2][1] = "four hundred million dollars over the term of the agreement, which ends in the year 2031."
    document = read_bytes(tmp_path, pdf(pages))
    block = document.block_at(document.text.index("Northwind"))
    assert block is not None
    assert document.page_at(block.start) == 2
    assert "four hundred million" in document.text[block.start : block.end]
    gaps = [document.quote(gap.start, gap.end) for gap in block.gaps]
    assert gaps == ["2", "Example Corp and Subsidiaries"]


def test_a_cell_left_out_does_not_move_its_neighbours(tmp_path: Path) -> None:
    lines = [
        "Commitments by year (in millions)\tCloud\tSupply\tTotal",
        "2026\t$ 1,200\t$ 300\t$ 1,500",
        "2027\t\t410\t410",
        "Thereafter\t95\t\t95",
        "Total\t$ 1,295\t$ 710\t$ 2,005",
    ]
    document = read_bytes(tmp_path, pdf([["Commitments", *PROSE, *lines, *PROSE]], columns=True))
    (table,) = document.tables
    assert table.columns == ("Cloud", "Supply", "Total")
    cells = {row.label: {table.columns[cell.column]: str(cell.value) for cell in row.cells} for row in table.rows}
    assert cells["2027"] == {"Supply": "410", "Total": "410"}
    assert cells["Thereafter"] == {"Cloud": "95", "Total": "95"}
    assert table.scale is not None
    assert table.scale.multiplier == 1_000_000


def test_blocks_are_in_order_and_hold_every_word(tmp_path: Path) -> None:
    pages = [
        ["Example Corp", "Overview", *PROSE, f"Revenue $ {n},000 $ 2,000", "Cost 5 6", str(n)] for n in range(1, 9)
    ]
    document = read_bytes(tmp_path, pdf(pages))
    assert all(a.end <= b.start for a, b in zip(document.blocks, document.blocks[1:], strict=False))
    covered = "".join(document.text[block.start : block.end] for block in document.blocks)
    assert "".join(covered.split()) == "".join(document.text.split())
