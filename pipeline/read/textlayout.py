"""Where characters stand in a text file whose tables are set with blanks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.sketch import Sketch

CHARACTER = 5.0
"""Every character is so many points wide: words one blank apart belong together, those two apart do not."""
SET_APART = re.compile(r"[^\S\n]{2}[$€£¥(]*[^\S\n]*$")
LEAST_SHARE = 0.8
"""A table is set in columns when so many of its rows have two blanks before the first figure."""


class TextLayout:
    """Places of characters as a typewriter sets them."""

    def __init__(self, text: str) -> None:
        """Take the text of the document."""
        self._text = text

    def edges(self, page: int, offsets: Sequence[int]) -> list[tuple[float, float]]:  # noqa: ARG002  (lines tell)
        """Give left and right edge of the characters at ``offsets``."""
        lefts = [CHARACTER * (offset - self._text.rfind("\n", 0, offset) - 1) for offset in offsets]
        return [(left, left + CHARACTER) for left in lefts]

    def rules(self, page: int, offset: int) -> list[tuple[float, float]]:  # noqa: ARG002  (text has none)
        """Give no rules: text has none."""
        return []

    def shows(self, page: int) -> bool:  # noqa: ARG002
        """Tell that a page without words shows nothing."""
        return False

    def close(self) -> None:
        """Nothing is held open."""


def in_columns(text: str, table: Sketch) -> bool:
    """Tell whether a table in a text is set in columns, so that its places mean something."""
    if "\t" in text[table.start : table.end]:
        return False
    firsts = [row.cells[0].start for row in table.rows if row.cells]
    apart = sum(SET_APART.search(text, text.rfind("\n", 0, first) + 1, first) is not None for first in firsts)
    return apart >= LEAST_SHARE * len(firsts) and len(firsts) > 1
