"""How wide letters are in Arial, and in Liberation Sans, which is made alike and comes with the program.

Widths are in thousandths of the size. A test holds them to the font in a browser.
"""

from __future__ import annotations

from typing import Final

from pipeline.inert import cut


def _widths(*groups: tuple[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in groups for letter in letters}


_REGULAR: Final = _widths(
    *((191, "'"), (222, "ijl‘’"), (260, "|"), (278, " !,./:;I[\\]ft"), (333, "()-`r“”·"), (334, "{}"), (350, "•")),
    *((355, '"'), (389, "*"), (469, "^"), (500, "Jcksvxyz"), (556, "#$0123456789?L_abdeghnopqu–€£¥"), (584, "+<=>~−×")),
    *((611, "FTZ"), (667, "&ABEKPSVXY"), (722, "CDHNRUw"), (778, "GOQ"), (833, "Mm"), (889, "%"), (944, "W")),
    *((1000, "—…→↔"), (1015, "@"), (0, "\u200b")),
)
_BOLD: Final = _REGULAR | _widths(
    *((238, "'"), (278, "ijl‘’"), (280, "|"), (333, "!:;[]ft`"), (389, "r{}"), (474, '"'), (500, "z“”")),
    *(
        (556, "aceJksvxy"),
        (611, "?FLTZbdghnopqu"),
        (667, "EPSVXY"),
        (722, "&ABCDHKNRU"),
        (778, "w"),
        (889, "m"),
        (975, "@"),
    ),
)
_OTHER: Final = 600
_WIDE: Final = 1000
_FIRST_WIDE: Final = 0x2E80
"""From here on letters are as wide as they are high: Chinese, Japanese, Korean."""


def width(words: str, size: float, *, bold: bool = False) -> float:
    """Give the width of a line of words, in the unit of ``size``."""
    known = _BOLD if bold else _REGULAR
    units = sum(known.get(letter, _WIDE if ord(letter) >= _FIRST_WIDE else _OTHER) for letter in words)
    return units * size / 1000


def fitted(words: str, size: float, room: float, *, bold: bool = False) -> str:
    """Shorten words until they are no wider than ``room``."""
    most = len(words)
    while most > 1 and width(cut(words, most), size, bold=bold) > room:
        most -= 1
    return cut(words, most)
