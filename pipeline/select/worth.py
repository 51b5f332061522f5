"""Which stretches are worth asking about: cues for and against, the section, and what leans on what."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import BlockKind, Form
from pipeline.select.cues import AGAINST, ANCHORS, ENOUGH, FOR, IN_TABLES, MOST, NEAR, PRIORS, SPECIFIC
from pipeline.select.leaning import with_neighbours
from pipeline.select.parts import with_hints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.records import Document, Section
    from pipeline.select.cues import Cue
    from pipeline.select.parts import Part

WHOLE = 60_000
"""Characters up to which a document that is no annual or quarterly report is asked about as a whole."""
NO_SIGN = "no sign of a deal"
_REPORTS = frozenset({Form.TEN_K, Form.TEN_Q})
_WORD = re.compile(r"[a-z]+|[$€£¥]")


class _Looked(NamedTuple):
    words: frozenset[str]
    phrase: re.Pattern[str] | None
    group: str
    points: int


def _compiled(cues: Sequence[Cue]) -> tuple[_Looked, ...]:
    return tuple(
        _Looked(frozenset(cue.words.split()), re.compile(cue.phrase) if cue.phrase else None, cue.group, cue.points)
        for cue in cues
    )


_ANCHOR = re.compile("|".join(anchor.pattern for anchor in ANCHORS))
_DEALS = frozenset(cue.group for cue in FOR if cue.group not in {"sum", "event", "party", "outlook", "supply"})
_IN_TABLES = _compiled(IN_TABLES)
_FOR, _AGAINST = _compiled(FOR), _compiled(AGAINST)
_PRIORS = tuple((re.compile(prior.key), re.compile(prior.title), prior.points) for prior in PRIORS)


def sifted(document: Document, parts: Sequence[Part], hints: Sequence[tuple[int, int]]) -> list[Part]:
    """The same parts, with a reason for each that is not worth asking about. Calls and short documents stay whole."""
    asked = sum(part.block.end - part.block.start for part in parts if part.reason is None)
    form = document.identity.form
    if form is Form.CALL or (form not in _REPORTS and asked <= WHOLE):
        return list(parts)
    reasons = [part.reason or why_not(document, part) for part in parts]
    hinted = with_hints([part._replace(reason=reason) for part, reason in zip(parts, reasons, strict=True)], hints)
    kept = with_neighbours(document, parts, [part.reason is None for part in hinted])
    return [
        part if keep or part.reason else part._replace(reason=reason or NO_SIGN)
        for part, reason, keep in zip(parts, reasons, kept, strict=True)
    ]


def why_not(document: Document, part: Part) -> str | None:
    """Why a block is not worth asking about; None where it is. A heading is never worth it for itself."""
    if part.block.kind is BlockKind.HEADING:
        return NO_SIGN
    if part.section and "exhibit" in part.section.title.lower():
        return None  # select has already left out every row that names no contract
    printed = document.text[part.block.start : part.block.end]
    text = printed.lower()
    words = frozenset(_WORD.findall(text))
    points = _points(_FOR, words, text)
    worth = min(sum(points.values()), MOST) + section_prior(part.section)
    is_table = part.block.kind is BlockKind.TABLE
    if is_table:
        extra = _points(_IN_TABLES, words, text)
        if "statement" in extra:
            return None
        worth += sum(extra.values())
    elif points.keys() & _DEALS and worth + SPECIFIC >= ENOUGH and _is_specific(printed, text):
        return None
    if worth < ENOUGH:
        return NO_SIGN
    bad = _points(_AGAINST, words, text)
    if worth - sum(bad.values()) >= ENOUGH:
        return None
    return max(bad, key=lambda group: bad[group], default=NO_SIGN)


def _is_specific(printed: str, text: str) -> bool:
    """True where a sum, a share or a party stands near words of a deal: one arrangement, not deals at large."""
    low = high = 0
    for anchor in _ANCHOR.finditer(printed):
        start, end = max(0, anchor.start() - NEAR), anchor.end() + NEAR
        if start > high:
            if high and _tells(text[low:high]):
                return True
            low = start
        high = end
    return bool(high) and _tells(text[low:high])


def _tells(text: str) -> bool:
    words = frozenset(_WORD.findall(text))
    return any(group in _DEALS for group in _points(_FOR, words, text))


def section_prior(section: Section | None) -> int:
    """Points a section adds to what stands in it."""
    return _prior(section.key, section.title) if section else 0


@lru_cache(512)
def _prior(key: str, title: str) -> int:
    title = " ".join(title.lower().split())
    for by_key, by_title, points in _PRIORS:
        if (key and by_key.pattern != "^$" and by_key.search(key)) or by_title.search(title):
            return points
    return 0


def _points(cues: Sequence[_Looked], words: frozenset[str], text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for cue in cues:
        if cue.points <= found.get(cue.group, 0) or words.isdisjoint(cue.words):
            continue
        if cue.phrase is None or cue.phrase.search(text):
            found[cue.group] = cue.points
    return found
