"""Files nobody would write: each is read within its time to a sound Document, or is an error of its kind."""

from __future__ import annotations

import io
import re
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pypdf
import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject
from reportlab.pdfgen.canvas import Canvas

from bench.fuzzing.invariants import broken
from pipeline.errors import NotADocument, ReadError
from pipeline.read import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.records import Document

SECONDS = 8.0
"""Processor time one case may take; the slowest needs about a third of it."""

PROSE = "<p>We have a commitment of $4.5 billion with Birch Foundry Corporation.</p>"
WORD = "commitment "


def sound(path: Path, data: bytes) -> Document | None:
    """Read ``data``: a Document that holds together, or None for an error of the reader's own kinds."""
    path.write_bytes(data)
    started = time.process_time()
    document = None
    with suppress(ReadError):
        document = read(path, path.name)
    assert time.process_time() - started < SECONDS
    assert document is None or broken(document) == []
    return document


HTML = {
    "a million tags": "<html><body>" + "<b>" * 500_000 + PROSE + "</b>" * 500_000,
    "two hundred thousand line ends": "<html><body>" + "<br>" * 200_000 + PROSE,
    "deep nesting": "<html><body>" + "<div>" * 30_000 + PROSE,
    "tables in tables": "<html><body>" + "<table><tr><td>" * 3_000 + PROSE,
    "unclosed tables": "<html><body>" + "<table><tr><td>1<td>2" * 5_000 + PROSE,
    "rows without tables": "<html><body>" + "<tr><td>1</td></tr>" * 5_000 + PROSE,
    "huge spans": "<html><body>"
    + '<table><tr><td colspan="1000000000" rowspan="999999999">1</td><td>2</td></tr>' * 50
    + PROSE,
    "spans that are no numbers": '<html><body><table><tr><td colspan="-1" rowspan="x">1</td><td colspan="1e9">2</table>'
    + PROSE,
    "a wide table": "<html><body><table>" + ("<tr>" + "<td>7</td>" * 500 + "</tr>") * 20 + "</table>" + PROSE,
    "nested bodies": "<html><div>" + ("<body><nav>x</nav>" + PROSE * 9) * 20 + "</div>",
    "a comment without an end": "<html><body>" + PROSE + "<!-- " + WORD * 1000,
    "one endless attribute": '<html><body><p style="' + "a:b;" * 200_000 + '">' + PROSE,
    "surrogates and zeros": "<html><body>&#xD800;&#0;&#x110000;&#xFFFF;" + PROSE,
    "right to left and joined": "<html><body>\u202e\u200d\ufeff" + PROSE + "\u0300" * 100_000,
}


@pytest.mark.parametrize("name", HTML)
def test_html_nobody_would_write(tmp_path: Path, name: str) -> None:
    document = sound(tmp_path / "a.html", HTML[name].encode("utf-8", "surrogatepass"))
    assert document is not None
    assert "Birch Foundry Corporation" in document.quote(0, len(document.text))


SENTENCE = "Note 5. We have a purchase commitment of $4.5 billion with Birch Foundry Corporation.\n"
TEXT = {
    "one line of five megabytes": (SENTENCE.strip() + " ").encode() * 60_000,
    "figures for ever": SENTENCE.encode() + b"1,234 " * 400_000,
    "dots for ever": SENTENCE.encode() + b"." * 2_000_000,
    "spaces for ever": SENTENCE.encode() + b" " * 2_000_000 + b"x",
    "brackets for ever": SENTENCE.encode() + b"(" * 300_000 + b'"' * 300_000,
    "a bracket and blanks for ever": SENTENCE.encode() + (b"(" + b" " * 100_000) * 3,
    "capitals for ever": SENTENCE.encode() + b"Alder Systems, Inc. (the " * 30_000,
    "heads for ever": (SENTENCE + "Item 2. Properties\n").encode() * 6_000,
    "page ends for ever": SENTENCE.encode() + b"\x0c" * 200_000,
    "speakers for ever": SENTENCE.encode() + b"Ann Alder: Yes.\nOperator: No.\n" * 20_000,
    "zero bytes inside": SENTENCE.encode() * 20 + b"\0" * 5000 + SENTENCE.encode(),
    "two encodings": SENTENCE.encode() + "“Café” \u2014 ".encode("cp1252") * 500 + "“Café”".encode(),
    "wide characters": SENTENCE.encode("utf-16"),
    "wide characters cut in half": SENTENCE.encode("utf-16")[:-1],
    "lone surrogates": SENTENCE.encode() + "\ud800\udfff".encode("utf-8", "surrogatepass") * 100,
}


@pytest.mark.parametrize("name", TEXT)
def test_text_nobody_would_write(tmp_path: Path, name: str) -> None:
    document = sound(tmp_path / "a.txt", TEXT[name])
    assert document is not None
    assert "Birch Foundry Corporation" in document.text


NO_DOCUMENT = {
    "a zip file": b"PK\x03\x04" + bytes(range(256)) * 40,
    "zero bytes only": bytes(5000),
    "white space only": b" \n\t" * 5000,
    "a mark of wide characters and nothing": b"\xff\xfe",
    "tags without a word": b"<html><body>" + b"<div>" * 2000,
    "a signature and noise": b"%PDF-1.7\n" + bytes(range(256)) * 100,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
}


@pytest.mark.parametrize("name", NO_DOCUMENT)
@pytest.mark.parametrize("suffix", [".pdf", ".html", ".txt"])
def test_what_is_no_document_is_an_error_and_never_an_empty_document(tmp_path: Path, name: str, suffix: str) -> None:
    assert sound(tmp_path / f"a{suffix}", NO_DOCUMENT[name]) is None


def test_a_zip_file_is_called_no_document(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(NO_DOCUMENT["a zip file"])
    with pytest.raises(NotADocument):
        read(path, path.name)


# --- PDF ------------------------------------------------------------------------------------------------------


def writer() -> pypdf.PdfWriter:
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for number in range(3):
        canvas.drawString(60, 700, SENTENCE.strip())
        canvas.drawString(60, 680, f"Total {number + 1},234 5,678")
        canvas.showPage()
    canvas.save()
    return pypdf.PdfWriter(clone_from=stream)


def written(document: pypdf.PdfWriter) -> bytes:
    stream = io.BytesIO()
    document.write(stream)
    return stream.getvalue()


def pages_of(document: pypdf.PdfWriter) -> DictionaryObject:
    tree = document.root_object["/Pages"].get_object()
    assert isinstance(tree, DictionaryObject)
    return tree


def cyclic() -> bytes:
    document = writer()
    tree = pages_of(document)
    kids = tree["/Kids"]
    assert isinstance(kids, ArrayObject)
    kids.append(document.root_object.raw_get("/Pages"))
    return written(document)


def boxed(*numbers: float) -> bytes:
    document = writer()
    for page in document.pages:
        page[NameObject("/MediaBox")] = ArrayObject([NumberObject(int(number)) for number in numbers])
    return written(document)


def counted(count: int) -> bytes:
    document = writer()
    pages_of(document)[NameObject("/Count")] = NumberObject(count)
    return written(document)


def drawn(content: bytes) -> bytes:
    """Pages of a document whose first page draws ``content`` after its own words."""
    document = writer()
    page = document.pages[0]
    contents = page.get_contents()
    assert contents is not None
    stream = DecodedStreamObject()
    stream.set_data(contents.get_data() + b"\n" + content)
    page[NameObject("/Contents")] = document._add_object(stream)  # noqa: SLF001
    return written(document)


PDF: dict[str, Callable[[], bytes]] = {
    "a tree of pages with a circle": cyclic,
    "a box of a thousand miles": lambda: boxed(0, 0, 2_000_000_000, 2_000_000_000),
    "a box inside out": lambda: boxed(612, 792, 0, 0),
    "a box of no size": lambda: boxed(0, 0, 0, 0),
    "twenty thousand pages promised": lambda: counted(20_000),
    "fewer than no pages promised": lambda: counted(-5),
    "words a thousand times in one place": lambda: drawn(b"BT /F1 12 Tf 60 600 Td " + b"(1,234) Tj " * 20_000 + b"ET"),
    "words far off the page": lambda: drawn(b"BT /F1 12 Tf 1e9 -1e9 Td (9,999) Tj ET"),
    "letters of no size": lambda: drawn(b"BT /F1 0 Tf 60 600 Td (9,999) Tj ET"),
    "letters as large as the sky": lambda: drawn(b"BT /F1 1e8 Tf 60 600 Td (9,999) Tj ET"),
    "states saved and never restored": lambda: drawn(b"q " * 100_000),
}


@pytest.mark.parametrize("name", PDF)
def test_pdf_nobody_would_write(tmp_path: Path, name: str) -> None:
    document = sound(tmp_path / "a.pdf", PDF[name]())
    if document is not None:
        assert "Birch Foundry Corporation" in document.text


def test_a_damaged_trailer_costs_the_title_and_not_the_text(tmp_path: Path) -> None:
    damaged = re.sub(rb"/Info \d+ \d+ R", b"/Info 5", written(writer())).replace(b"/Root", b"/Rood")
    document = sound(tmp_path / "a.pdf", damaged)
    assert document is not None
    assert "Birch Foundry Corporation" in document.text


def test_an_encryption_nobody_knows_is_an_error_of_its_kind(tmp_path: Path) -> None:
    assert sound(tmp_path / "a.pdf", written(writer()).replace(b"/Root", b"/Encrypt 7 0 R /Root")) is None
