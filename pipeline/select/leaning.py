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
    r"(?:[:;]|\b(?:as follows|following table|the following|in (?:millions|thousands|billions)[^.]{0,40}\)?))[\s.)]*\Z",
    re.IGNORECASE,
)
_LEANS_BACK = re.compile(
    r"\s*(?:(?:Under|Pursuant to|Upon|In connection with|As part of|In addition to|In exchange for|Subject to|"
    r"Following)\s+)?"
    r"(?:(?:this|these|those|such|said)\b|the\s+(?:foregoing|above|same|former|latter|terms of the)\b)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\s*\((?:\d|[a-z])\)\s")
_LOOKED_AT = 120
"""Characters at the end or the beginning of a block that tell whether it leans on its neighbour."""
_TITLE = 200
"""Characters up to which words before a table are its title, and words between two kept blocks go with them."""


def leads_in(text: str) -> bool:
    """True for words that only announce what follows them: "the future payments are as follows:"."""
    return bool(_LEADS_IN.search(text))


def leans_back(text: str) -> bool:
    """True for words that speak of what stands before them: "Under this agreement"."""
    return bool(_LEANS_BACK.match(text))


def with_neighbours(document: Document, parts: Sequence[Part], kept: Sequence[bool]) -> list[bool]:
    """``kept`` for each part, with the neighbours added that the kept ones lean on."""
    taken = list(kept)
    for index in compress(range(len(parts)), kept):
        back, ahead = index - 1, index + 1
        if _free(parts, kept, back, index) and _announces(document, parts[back], parts[index]):
            taken[back] = True
        if _free(parts, kept, ahead, index) and (
            _explains(document, parts[index], parts[ahead]) or _between(parts, kept, ahead)
        ):
            taken[ahead] = True
    return taken


def ending(document: Document, part: Part) -> str:
    """The last words of a block."""
    return document.text[max(part.block.start, part.block.end - _LOOKED_AT) : part.block.end]


def _beginning(document: Document, part: Part) -> str:
    return document.text[part.block.start : min(part.block.end, part.block.start + _LOOKED_AT)]


def _free(parts: Sequence[Part], kept: Sequence[bool], index: int, beside: int) -> bool:
    """Whether the part may be taken along: it stands in the same section and was left out for itself alone."""
    if not 0 <= index < len(parts) or kept[index]:
        return False
    part = parts[index]
    return part.section is parts[beside].section and part.reason is None and part.block.kind is not BlockKind.HEADING


def _announces(document: Document, before: Part, part: Part) -> bool:
    if leads_in(ending(document, before)):
        return True
    if part.block.kind is BlockKind.TABLE:
        return _is_short(before)
    return leans_back(_beginning(document, part))


def _explains(document: Document, part: Part, after: Part) -> bool:
    """True where ``after`` is what ``part`` announces, or a note to a table."""
    is_note = part.block.kind is BlockKind.TABLE and _NOTE.match(_beginning(document, after))
    return bool(is_note) or leads_in(ending(document, part))


def _between(parts: Sequence[Part], kept: Sequence[bool], index: int) -> bool:
    """True for a few words between two blocks that are kept: without them one piece would be two."""
    return _is_short(parts[index]) and index + 1 < len(parts) and kept[index + 1]


def _is_short(part: Part) -> bool:
    return part.block.end - part.block.start <= _TITLE
