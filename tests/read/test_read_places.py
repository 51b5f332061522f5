"""Where spans stand on the pages of a PDF, and the pictures of these pages."""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from typing import TYPE_CHECKING

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import Corrupt, Unavailable
from pipeline.read import read
from pipeline.read.places import PdfPlaces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pipeline.records import Document

LEFT = (
    "The left column begins here and it",
    "goes on for some lines of text, then",
    "it ends with the words of the left.",
)
RIGHT = (
    "The right column begins here and it",
    "costs $ 1,234 for some lines, and",
    "it ends with the words of the right.",
)


def two_columns() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=True)
    for left, lines in ((60, LEFT), (320, RIGHT)):
        for row, words in enumerate(lines * 3):
            canvas.drawString(left, 700 - 14 * row, words)
    canvas.showPage()
    canvas.drawString(60, 700, "Second page: Northwind Traders Ltd of Oslo, and a letter \u00e9.")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def changed(data: bytes, *, turned: int = 0, password: str | None = None) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        page.rotate(turned)
    if password is not None:
        writer.encrypt(password, "owner", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def opened(folder: Path, data: bytes) -> tuple[Document, PdfPlaces]:
    path = folder / "filing.pdf"
    path.write_bytes(data)
    document = read(path, "filing.pdf")
    return document, PdfPlaces(document, path)


@pytest.fixture(scope="module")
def sample(repository: Path) -> Iterator[tuple[Document, PdfPlaces]]:
    path = repository / "filings" / "samples" / "BRKW_2026-09-30_10-Q.pdf"
    document = read(path, "sample.pdf")
    with PdfPlaces(document, path) as places:
        yield document, places


def test_a_word_is_found_where_it_was_written(tmp_path: Path) -> None:
    document, places = opened(tmp_path, two_columns())
    start = document.text.index("Northwind")
    (place,) = places.lines(start, start + len("Northwind Traders"))
    assert place.page == 2
    assert place.bottom <= 700 <= place.top
    assert 60 < place.left < 200
    assert place.right < 320


def test_each_line_of_a_column_has_its_own_rectangle(tmp_path: Path) -> None:
    document, places = opened(tmp_path, two_columns())
    start = document.text.index(RIGHT[0])
    found = places.lines(start, document.text.index(RIGHT[2], start) + len(RIGHT[2]))
    assert len(found) == 3
    assert all(place.left >= 315 for place in found)
    assert found[0].top > found[1].top > found[2].top


def test_a_span_over_a_page_end_has_rectangles_on_both(tmp_path: Path) -> None:
    document, places = opened(tmp_path, two_columns())
    found = places.lines(document.pages[1].start - 30, document.pages[1].start + 20)
    assert [place.page for place in found] == [1, 2]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_is_seen_as_a_viewer_shows_it(tmp_path: Path, turned: int) -> None:
    document, places = opened(tmp_path, changed(two_columns(), turned=turned))
    start = document.text.index("Northwind")
    (seen,) = places.seen(start, start + 9)
    # Where the word's beginning and its foot lie, measured from the edges they lie at on the upright page.
    across = {0: seen.left, 90: seen.top, 180: 1 - seen.right, 270: 1 - seen.bottom}[turned]
    down = {0: seen.bottom, 90: 1 - seen.left, 180: 1 - seen.top, 270: seen.right}[turned]
    assert across == pytest.approx(136 / 612, abs=0.01)
    assert down == pytest.approx(92 / 792, abs=0.01)
    picture = places.picture(1)
    assert picture is not None
    assert (picture.width > picture.height) == (turned in (90, 270))


def test_a_file_encrypted_with_the_empty_password_has_places(tmp_path: Path) -> None:
    document, places = opened(tmp_path, changed(two_columns(), password=""))
    start = document.text.index("Northwind")
    assert len(places.lines(start, start + 9)) == 1
    assert places.picture(1) is not None


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_rectangles_of_any_span_lie_on_its_pages(sample: tuple[Document, PdfPlaces], data: st.DataObject) -> None:
    document, places = sample
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start, min(len(document.text), start + 900)))
    pages = {document.page_at(offset) for offset in range(start, end)}
    seen = places.seen(start, end)
    lines = [line for line in document.text[start:end].split("\n") if line.strip()]
    assert len(seen) >= len(lines)
    for each in seen:
        assert each.page in pages
        assert 0 <= each.left < each.right <= 1
        assert 0 <= each.top < each.bottom <= 1


def test_text_that_is_not_on_the_page_has_no_place(tmp_path: Path) -> None:
    path = tmp_path / "filing.pdf"
    path.write_bytes(two_columns())
    document = read(path, "filing.pdf")
    first = document.text.split("\n")[0]
    other = document.model_copy(update={"text": document.text.replace(first, "x" * len(first), 1)})
    with PdfPlaces(other, path) as places:
        assert places.lines(0, len(first)) == ()
        assert len(places.lines(0, len(document.text))) == document.text.count("\n") - 1


def test_lines_set_in_another_order_are_found_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "filing.pdf"
    path.write_bytes(two_columns())
    document = read(path, "filing.pdf")
    page = document.pages[0]
    lines = document.text[page.start : page.end].rstrip("\n").split("\n")
    turned = "\n".join(lines[len(lines) // 2 :] + lines[: len(lines) // 2]) + "\n"
    other = document.model_copy(update={"text": turned + document.text[page.end :]})
    with PdfPlaces(other, path) as places:
        assert len(places.lines(0, page.end)) == len(lines)


def test_a_line_put_together_from_two_is_found_in_both(tmp_path: Path) -> None:
    path = tmp_path / "filing.pdf"
    path.write_bytes(two_columns())
    document = read(path, "filing.pdf")
    page = document.pages[0]
    text = f"{LEFT[0]} {RIGHT[1]}\n{LEFT[1]} 34\n"
    other = document.model_copy(
        update={
            "text": text + document.text[page.end :],
            "pages": (page.model_copy(update={"end": len(text)}), *document.pages[1:]),
        }
    )
    with PdfPlaces(other, path) as places:
        (place,) = places.lines(text.index("costs"), text.index("1,234"))
        assert place.left >= 315
        (place,) = places.lines(0, len(LEFT[0]))
        assert place.right < 315
        number = text.index("34\n")
        assert places.lines(number, number + 2) == (), "34 is a part of 1,234 and no word of its own"


def test_a_word_with_a_raised_mark_is_found_in_its_two_parts(tmp_path: Path) -> None:
    document, places = opened(tmp_path, two_columns())
    page = document.pages[1]
    text = document.text[page.start : page.end].replace("Northwind ", "").replace("Oslo,", "Oslo,Northwind")
    other = document.model_copy(update={"text": document.text[: page.start] + text})
    places.close()
    with PdfPlaces(other, tmp_path / "filing.pdf") as places:
        start = other.text.index("Oslo,Northwind")
        (word,) = places.lines(start, start + 5)
        (mark,) = places.lines(start + 5, start + 14)
        assert mark.right < word.left


def test_the_picture_is_a_png_of_sixteen_greys(tmp_path: Path) -> None:
    _, places = opened(tmp_path, two_columns())
    picture = places.picture(1)
    assert picture is not None
    assert (picture.width, picture.height) == letter
    width, height = (int.from_bytes(picture.png[at : at + 4], "big") for at in (16, 20))
    assert (picture.png[24], picture.png[25]) == (4, 0)
    start = picture.png.index(b"IDAT") + 4
    rows = zlib.decompress(picture.png[start : picture.png.index(b"IEND") - 8])
    assert len(rows) == height * (1 + (width + 1) // 2)
    pixels = rows[1 : 1 + width // 2]
    assert set(pixels) == {0xFF}, "the paper is white"
    assert any(0 in rows[at + 1 : at + 1 + width // 2] for at in range(0, len(rows), 1 + (width + 1) // 2))


def test_a_file_that_changed_or_is_gone_is_told(tmp_path: Path) -> None:
    document, places = opened(tmp_path, two_columns())
    places.close()
    path = tmp_path / "filing.pdf"
    path.write_bytes(path.read_bytes() + b"\n% more")
    with pytest.raises(Unavailable, match="changed while it was read"):
        PdfPlaces(document, path)
    path.unlink()
    with pytest.raises(Unavailable, match="cannot be opened"):
        PdfPlaces(document, path)


def test_a_file_pdfium_cannot_open_has_no_places(tmp_path: Path) -> None:
    document, places = opened(tmp_path, two_columns())
    places.close()
    path = tmp_path / "filing.pdf"
    path.write_bytes(b"%PDF-1.7 and no more")
    other = document.model_copy(update={"sha256": hashlib.sha256(path.read_bytes()).hexdigest()})
    with pytest.raises(Corrupt, match="no picture of its pages"):
        PdfPlaces(other, path)


@pytest.mark.parametrize("name", ["PYPL_2023-06-30_10-Q.pdf", "NVDA_2023-10-29_10-Q.pdf", "MU_Q2_2025_call.pdf"])
def test_nearly_every_line_of_a_real_filing_has_its_place(
    real_filings: Path, filing: Callable[[str], Document], name: str
) -> None:
    document = filing(name)
    lines = list(re.finditer(r"\S[^\n]*", document.text))
    with PdfPlaces(document, real_filings / name) as places:
        lost = sum(not places.lines(*line.span()) for line in lines)
    assert lost <= len(lines) // 1000
