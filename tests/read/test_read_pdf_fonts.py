"""PDF fonts that say of a letter it is another."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from pipeline.read import read

if TYPE_CHECKING:
    from pathlib import Path

BLANK_IS_LINE_END = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfchar <20> <000A> endbfchar
1 beginbfrange <21> <7E> <0021> endbfrange
endcmap end end"""


def test_a_font_whose_blank_is_a_line_end(tmp_path: Path) -> None:
    """A current report's headings were printed in one: none of its seven Items was found."""
    drawn, written = io.BytesIO(), io.BytesIO()
    canvas = Canvas(drawn, invariant=True)
    canvas.drawString(50, 740, "Item 1.01 Entry into an Agreement.")
    canvas.drawString(50, 720, "The Company entered into an agreement with a supplier of components.")
    canvas.save()
    writer = pypdf.PdfWriter(clone_from=drawn)
    letters = DecodedStreamObject()
    letters.set_data(BLANK_IS_LINE_END)
    resources = writer.pages[0]["/Resources"]
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"]
    assert isinstance(fonts, DictionaryObject)
    for font in fonts.values():
        font.get_object()[NameObject("/ToUnicode")] = writer._add_object(letters)  # noqa: SLF001
    writer.write(written)
    path = tmp_path / "report.pdf"
    path.write_bytes(written.getvalue())
    assert read(path, "report.pdf").text.splitlines()[0] == "Item 1.01 Entry into an Agreement."
