"""A copy of a PDF with quotes marked on its pages, each with the number of its deal beside it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from pypdf import PdfWriter
from pypdf.annotations import FreeText, Highlight
from pypdf.constants import AnnotationFlag
from pypdf.errors import PdfReadError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from pipeline.errors import Corrupt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.records.places import Place

SIZE = 7.0
"""Points: the number fits the margin of a filing and is read at a glance."""
LETTER = 0.56
"""The width of a figure of Helvetica Bold, as a share of its size."""
PADDING = 1.5
INK = "1f2937"


class Mark(NamedTuple):
    """One quote: the number of its deal, what a reader sees who points at it, its colour, its lines."""

    number: int
    note: str
    colour: str
    places: tuple[Place, ...]


def marked(path: Path, marks: Sequence[Mark]) -> bytes:
    """Give the PDF at ``path`` with every line of every mark highlighted and the deal's number before its first line.

    The copy is not encrypted, and the same file and marks give the same bytes. Raises ``Corrupt`` where the file
    cannot be copied.
    """
    try:
        writer = PdfWriter(clone_from=path)
        for mark in marks:
            for place in mark.places:
                writer.add_annotation(place.page - 1, _highlight(mark, place))
        for mark, page, box in _numbered(marks):
            writer.add_annotation(page - 1, _number(mark, box, writer))
        copy = io.BytesIO()
        writer.write(copy)
    except (PdfReadError, OSError, ValueError, KeyError, RecursionError) as error:
        raise Corrupt("the file is damaged: it cannot be copied", path=path.as_posix()) from error
    return copy.getvalue()


def _highlight(mark: Mark, place: Place) -> DictionaryObject:
    corners = (place.left, place.top, place.right, place.top, place.left, place.bottom, place.right, place.bottom)
    highlight = Highlight(
        rect=(place.left, place.bottom, place.right, place.top),
        quad_points=ArrayObject([FloatObject(corner) for corner in corners]),
        highlight_color=mark.colour,
        printing=True,
    )
    highlight[NameObject("/Contents")] = TextStringObject(mark.note)
    return highlight


def _numbered(marks: Sequence[Mark]) -> Iterator[tuple[Mark, int, _Box]]:
    """Give each mark a box for its number left of all that is marked on its page, clear of the numbers before it."""
    margins: dict[int, float] = {}
    for place in (place for mark in marks for place in mark.places):
        margins[place.page] = min(place.left, margins.get(place.page, place.left))
    taken: list[tuple[int, _Box]] = []
    for mark in marks:
        first = mark.places[0]
        width, height = LETTER * SIZE * len(str(mark.number)) + 2 * PADDING, SIZE + 2 * PADDING
        right, bottom = margins[first.page] - PADDING, (first.bottom + first.top - height) / 2
        while any(page == first.page and box.meets(right, bottom) for page, box in taken):
            right -= width
        right = max(right, width)
        box = _Box(right - width, bottom, right, bottom + height)
        taken.append((first.page, box))
        yield mark, first.page, box


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    def meets(self, right: float, bottom: float) -> bool:
        """Tell whether a box of the same height that ends there would lie over this one."""
        return self.left < right <= self.right and abs(self.bottom - bottom) < self.top - self.bottom


def _number(mark: Mark, box: _Box, writer: PdfWriter) -> DictionaryObject:
    """Write the number. Viewers draw what is given here; few draw such text by themselves."""
    words = str(mark.number)
    note = FreeText(
        text=words, rect=box, bold=True, font_size=f"{SIZE:g}pt", font_color=INK, border_color=None,
        background_color=mark.colour,
    )  # fmt: skip
    note.flags = AnnotationFlag.PRINT
    drawn = writer._add_object(_drawn(words, box, mark))  # noqa: SLF001  (pypdf has no public way to add a stream)
    note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): drawn})
    return note


def _drawn(words: str, box: _Box, mark: Mark) -> StreamObject:
    width, height = box.right - box.left, box.top - box.bottom
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica-Bold"),
        }
    )
    fonts = DictionaryObject({NameObject("/F"): font})
    stream = StreamObject()
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(edge) for edge in (0, 0, width, height)]),
            NameObject("/Resources"): DictionaryObject({NameObject("/Font"): fonts}),
        }
    )
    paper, ink = (" ".join(f"{part:.3f}" for part in _shares(colour)) for colour in (mark.colour, INK))
    stream.set_data(
        f"{paper} rg 0 0 {width:.2f} {height:.2f} re f BT {ink} rg /F {SIZE:g} Tf {PADDING} {PADDING + 1:.2f} Td "
        f"({words}) Tj ET".encode("ascii")
    )
    return stream


def _shares(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
