"""A picture as PNG, for where SVG is not shown: the same bytes on every machine, with the letters that come along."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import resvg_py

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

FONTS: Final = Path(__file__).resolve().parent / "fonts"
"""Liberation Sans, as wide as the letters pictures are laid out for. Its licence (OFL 1.1) lies beside it."""

_FACES: Final = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")
_ZOOM: Final = 1.5
_OTHER: Final = re.compile(
    r"[^\s -~\u00a0-\u036f\u038e-\u03a1\u03a3-\u03ce\u03d0-\u0513\u1ea0-\u1ef9\u2000-\u2010\u2012-\u2022\u2026\u2030"
    r"\u2032\u2033\u2039\u203a\u20a0-\u20b5\u2116\u2122\u2190-\u2195\u2212\u2260\u2264\u2265]"
)
"""Letters that Liberation Sans has not: Latin, Greek and Cyrillic it has."""


def lacking(svg: str) -> str:
    """Give the letters of a picture that the font of the program has not, each once; empty where it has all."""
    words = "".join(text for text in ET.fromstring(svg).itertext())  # noqa: S314  (our own SVG)
    return "".join(dict.fromkeys(_OTHER.findall(words)))


def drawn(svg: str, font: str = "") -> bytes:
    """Draw a picture, half as large again as its own size. ``font`` is a font file for what the program's has not.

    Raises ``SettingsError`` for a font that is not there.
    """
    if font and not Path(font).is_file():
        raise SettingsError("there is no such font file", path=font, remedy="correct png_font in briefs.toml")
    files: Sequence[str] = [*(str(FONTS / face) for face in _FACES), *([font] if font else [])]
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=svg, skip_system_fonts=True, font_files=list(files), sans_serif_family="Liberation Sans", zoom=_ZOOM
    )
    return drawn
