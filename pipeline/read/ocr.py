"""Pages that are pictures, read by Tesseract where the optional extra ``ocr`` and the program are installed."""

from __future__ import annotations

import importlib.util
import os
import shutil
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.onpage import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pypdfium2 as pdfium

PROGRAM = "tesseract"
MODULES = ("pytesseract", "PIL")
"""What the extra ``ocr`` installs; the program itself comes from the system."""
PIXELS_A_POINT = 300 / 72
LONGEST_SIDE = 6000
"""Pixels. Tesseract reads letters best at 300 dots an inch; a damaged page may claim to be a mile wide."""
PAGE_SECONDS = 40
"""Some twenty times what a full page takes."""
MOST_PAGES = 60
"""So many pages of a document are read: a number and not a time, so that the same file gives the same text."""
SETTINGS = "--oem 1 --psm 4"
"""The network alone, and lines over the whole width: rows of tables stay whole, and columns are told apart later."""
LEAST_CERTAIN = 20.0
"""Words of which Tesseract is less sure, in percent, are specks and rules."""


class Recognised(NamedTuple):
    """The text of a picture, its lines ended by two characters as pdfium ends them, and where its characters stand."""

    text: str
    spots: Spots


class Spots:
    """The boxes of recognised characters: those of their words, cut evenly."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._boxes = boxes

    def box(self, index: int) -> Box:
        """Give the box of the character at ``index`` of the recognised text."""
        return self._boxes[min(index, len(self._boxes) - 1)]

    room = box

    def heights(self, index: int) -> tuple[float, float]:
        """Give bottom and top of the box of a character."""
        box = self.box(index)
        return box.bottom, box.top

    def added(self, index: int) -> bool:
        """Say of every blank that it is a gap between words."""
        return index >= 0


def missing() -> str | None:
    """Say what is not installed of what text recognition needs; None where nothing is missing."""
    if any(importlib.util.find_spec(module) is None for module in MODULES):
        return "the optional extra ocr"
    return None if shutil.which(PROGRAM) else "the program tesseract"


def recognise(page: pdfium.PdfPage) -> Recognised | None:
    """Read the picture of a page; None where nothing is read on it, or not in time."""
    import pytesseract  # noqa: PLC0415  (the optional extra)

    os.environ["OMP_THREAD_LIMIT"] = "1"  # a document has one core; more threads are slower here
    width, height = page.get_size()
    scale = min(PIXELS_A_POINT, LONGEST_SIDE / max(width, height, 1.0))
    image = page.render(scale=scale, grayscale=True).to_pil()
    try:
        found = pytesseract.image_to_data(
            image, lang="eng", config=SETTINGS, timeout=PAGE_SECONDS, output_type=pytesseract.Output.DICT
        )
    except (RuntimeError, OSError):  # a timeout is a RuntimeError here, and so is every failure of the program
        return None
    text, boxes = [], list[Box]()
    for line in _lines(found):
        right: float | None = None
        for word, (left, top, wide, high) in line:
            box = Box(left / scale, (left + wide) / scale, height - (top + high) / scale, height - top / scale)
            if right is not None:
                text.append(" ")
                boxes.append(box._replace(left=right, right=box.left))
            text.append(word)
            boxes.extend(_cut(box, len(word)))
            right = box.right
        text.append("\r\n")
        boxes.extend([boxes[-1]] * 2)
    return Recognised("".join(text), Spots(boxes)) if text else None


def _lines(found: Mapping[str, Sequence[object]]) -> Iterator[list[tuple[str, tuple[float, float, float, float]]]]:
    """Give the words of each line with left, top, width and height in pixels."""
    rows = zip(*(found[name] for name in ("block_num", "par_num", "line_num", "conf", "text", *_EDGES)), strict=True)
    for _, line in groupby(rows, lambda row: row[:3]):
        words = [
            ("".join(str(row[4]).split()), (_number(row[5]), _number(row[6]), _number(row[7]), _number(row[8])))
            for row in line
            if _number(row[3]) >= LEAST_CERTAIN and str(row[4]).strip()
        ]
        if words:
            yield words


_EDGES = ("left", "top", "width", "height")


def _number(value: object) -> float:
    return float(str(value))


def _cut(box: Box, count: int) -> Iterator[Box]:
    step = (box.right - box.left) / count
    for at in range(count):
        yield box._replace(left=box.left + at * step, right=box.left + (at + 1) * step)
