"""Which stretches are worth asking about: cues for and against, the section, and what leans on what."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import BlockKind, Form
from pipeline.select.cues import AGAINST, ENOUGH, FOR, PRIORS
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
    text = document.text[part.block.start : part.block.end].lower()
    words = frozenset(_WORD.findall(text))
    good = _points(_FOR, words, text)
    prior = section_prior(part.section)
    if sum(good.values()) + prior < ENOUGH:
        bad = {}
    else:
        bad = _points(_AGAINST, words, text)
        if sum(good.values()) + prior - sum(bad.values()) >= ENOUGH:
            return None
    return max(bad, key=lambda group: bad[group], default=NO_SIGN)


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
