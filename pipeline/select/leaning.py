"""What is asked about takes with it the neighbour without which it cannot be understood."""

from __future__ import annotations

import re
from itertools import compress
from typing import TYPE_CHECKING

from pipeline.records import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.records import Document
    from pipeline.select.parts import Part

_LEADS_IN = re.compile(
    r"(?:[:;]|\b(?:as follows|following table|the following|in (?:millions|thousands|billions)[^.]{0,40}\)?))[\s.)]*$",
    re.IGNORECASE,
)
_LEANS_BACK = re.compile(
    r"\s*(?:(?:Under|Pursuant to|Upon|In connection with|As part of|In addition to|In exchange|"
    r"Subject to|Following)\s+)?"
    r"(?:(?:this|these|those|such|said)\b|the\s+(?:foregoing|above|same|former|latter|terms of the)\b)",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\s*\(\d\)\s|\s*\(in (?:millions|thousands|billions)", re.IGNORECASE)
_TITLE = 200
"""Characters up to which words before a table are its title."""


def leads_in(text: str) -> bool:
    """True for words that only announce what follows them: "the future payments are as follows:"."""
    return bool(_LEADS_IN.search(text[-120:]))


def leans_back(text: str) -> bool:
    """True for words that speak of what stands before them: "Under this agreement"."""
    return bool(_LEANS_BACK.match(text))


def with_neighbours(document: Document, parts: Sequence[Part], kept: Sequence[bool]) -> list[bool]:
    """``kept`` for each part, with the neighbours added that the kept ones lean on."""
    taken = list(kept)

    def text(index: int) -> str:
        return document.text[parts[index].block.start : parts[index].block.end]

    def free(index: int, beside: int) -> bool:
        """Whether the part may be taken along: it stands in the same section and was left out for itself alone."""
        return (
            0 <= index < len(parts)
            and not kept[index]
            and parts[index].section is parts[beside].section
            and parts[index].reason is None
            and parts[index].block.kind is not BlockKind.HEADING
        )

    for index in compress(range(len(parts)), kept):
        is_table = parts[index].block.kind is BlockKind.TABLE
        back, ahead = index - 1, index + 1
        if free(back, index):
            before = text(back)
            title = len(before) <= _TITLE if is_table else leans_back(text(index))
            taken[back] = taken[back] or title or leads_in(before)
        if free(ahead, index):
            taken[ahead] = taken[ahead] or leads_in(text(index)) or bool(is_table and _MARKED.match(text(ahead)))
    return taken
