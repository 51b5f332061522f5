"""Bytes to clean text: the encodings files come in, and the characters no output may hold."""

from __future__ import annotations

import codecs
import re

DECLARATION_WITHIN = 4096
"""An encoding declaration stands in the first bytes of a page."""

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = dict.fromkeys((*range(9), 11, *range(14, 32), *range(127, 133), *range(134, 160), 0xFFFE, 0xFFFF), " ")
_SPACES = dict.fromkeys((0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_NOTHING = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def decode(data: bytes) -> str:
    r"""The characters of ``data``: byte order mark, then UTF-8, then what the page declares, then Windows-1252.

    UTF-8 goes before the declaration because a wrong declaration ("ASCII" over UTF-8) is common and wrongly
    decoded UTF-8 is not. Control characters become spaces, line ends become ``\n``. Never fails.
    """
    text = _characters(data)
    return _SURROGATES.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n").translate(_NOT_TEXT)


def _characters(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        mostly_utf8 = error.start > 0 and data[: error.start].isascii() is False
    declared = _DECLARED.search(data, 0, DECLARATION_WITHIN)
    name = declared[1].decode("ascii").lower() if declared else "windows-1252"
    if mostly_utf8 and name in {"utf-8", "utf8", "windows-1252"}:
        # Valid multi-byte characters stand before the first bad byte: a damaged UTF-8 file.
        return data.decode("utf-8", errors="replace")
    if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "utf-8", "utf8"}:
        name = "windows-1252"  # what browsers read for these names: the curly quotes are Windows'
    try:
        return data.decode(name, errors="replace")
    except (LookupError, ValueError):
        return data.decode("windows-1252", errors="replace")


def plain_spaces(text: str) -> str:
    """Every kind of space to a plain one, and characters of no width (joiners, marks) to nothing."""
    return text.translate(_SPACES).translate(_NOTHING)
