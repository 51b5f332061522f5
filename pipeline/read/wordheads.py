"""Heads in words where only their lines are known: "Weighted-Average" over "Exercise Price", one under another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

OPENS = re.compile(
    r"(?:weighted\W?\s*average|aggregate|average|number\s+of|total\s+number|approximate|maximum|percentage|grant\s+date)\b",
    re.IGNORECASE,
)
"""Words that a column's head begins with (the tables of awards of ASC 718-10-50-2, of shares bought of Item 703)."""
GOES_ON = re.compile(r"(?:\b(?:of|the|per|and|or|in|to|for|under|as|part|average|maximum|number)|\()$", re.IGNORECASE)
"""A line after which a head goes on, whatever stands below."""


def stacked_heads(lines: Sequence[str], width: int) -> tuple[str, ...]:
    """Cut lines of heads that stand one under another into as many heads as there are columns.

    A head begins with the first line and with each line that opens one. Nothing where these are not ``width``.
    """
    heads: list[str] = []
    for line in lines:
        if not heads or (OPENS.match(line) and not GOES_ON.search(heads[-1])):
            heads.append(line)
        else:
            heads[-1] = f"{heads[-1]} {line}"
    return tuple(heads) if len(heads) == width and width > 1 else ()
