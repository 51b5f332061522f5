"""What is asked about takes with it the neighbour without which it cannot be understood."""

from __future__ import annotations

import re
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
    texts = [document.text[part.block.start : part.block.end] for part in parts]
    taken = list(kept)

    def free(index: int, beside: int) -> bool:
        """Whether the part may be taken along: it stands in the same section and was left out for itself alone."""
        return (
            0 <= index < len(parts)
            and parts[index].section is parts[beside].section
            and parts[index].reason is None
            and parts[index].block.kind is not BlockKind.HEADING
        )

    for index, part in enumerate(parts):
        if not kept[index]:
            continue
        back, ahead = index - 1, index + 1
        is_table = part.block.kind is BlockKind.TABLE
        if free(back, index) and (is_table or leans_back(texts[index])) and _short_or_leading(texts[back], is_table):
            taken[back] = True
        if free(back, index) and leads_in(texts[back]):
            taken[back] = True
        if free(ahead, index) and (leads_in(texts[index]) or (is_table and _MARKED.match(texts[ahead]))):
            taken[ahead] = True
    return taken


def _short_or_leading(text: str, before_table: bool) -> bool:
    """What stands before a table is its title only where it is short or announces it."""
    return not before_table or len(text) <= _TITLE or leads_in(text)
