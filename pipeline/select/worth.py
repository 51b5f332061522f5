"""Which stretches are worth asking about: cues for and against, the section, and what leans on what."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import BlockKind, Form
from pipeline.select.against import AGAINST
from pipeline.select.cues import AHEAD, ANCHORS, BESIDE, DEALS, IN_TABLES, STATEMENTS
from pipeline.select.leaning import with_neighbours
from pipeline.select.looking import Words, points, ready
from pipeline.select.parts import touched
from pipeline.select.points import CERTAIN, CLAUSES, ENOUGH, MOST, NEAR, PRIORS, SENT, SPECIFIC, WHOLE
from pipeline.select.silence import ATTACHED, EXHIBIT_LIST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.records import Document, Section
    from pipeline.select.parts import Part

NO_SIGN = "no sign of a deal"
WEAK = "only a weak sign of a deal"
_REPORTS = frozenset({Form.TEN_K, Form.TEN_Q})

_WORDS = Words(BESIDE, DEALS, AHEAD, IN_TABLES, [STATEMENTS], AGAINST, ANCHORS)
_DEALS, _IN_TABLES, _AGAINST = ready(DEALS), ready(IN_TABLES), ready(AGAINST)
_FOR = (*ready(BESIDE), *_DEALS, *ready(AHEAD))
_STATEMENTS = ready([STATEMENTS])[0]
_ANCHORS = tuple(
    (frozenset(word.encode() for word in anchor.words.split()), re.compile(anchor.pattern)) for anchor in ANCHORS
)
_NAMES = frozenset(cue.name for cue in DEALS)
_PRIORS = tuple((re.compile(prior.key), re.compile(prior.title), prior.points, prior.reason) for prior in PRIORS)


class _Judged(NamedTuple):
    """How much speaks for asking about a block, and what it is called where it is left out."""

    points: int
    reason: str


def reopened(document: Document, parts: Sequence[Part]) -> list[Part]:
    """The same parts, those asked about too that are only nothing for rules.

    These are statements that stand among the exhibits, and contracts filed with a report of an event: it may say little
    more than that they are attached. A short document of that kind goes whole.
    """
    return [part._replace(reason=None) if part.reason and _opens(document, part) else part for part in parts]


def _opens(document: Document, part: Part) -> bool:
    if part.reason == ATTACHED:
        if document.identity.form in _REPORTS:
            return False
        return len(document.text) <= WHOLE or _judged(document, part, (CLAUSES, ATTACHED)).points >= ENOUGH
    if part.reason != EXHIBIT_LIST or part.block.kind is not BlockKind.TABLE:
        return False
    printed = document.text[part.block.start : part.block.end]
    return _STATEMENTS.stands(_WORDS.of(printed), printed.lower())


def sifted(document: Document, parts: Sequence[Part], hints: Sequence[tuple[int, int]]) -> list[Part]:
    """The same parts, with a reason for each that is not worth asking about. Calls and short documents stay whole."""
    asked = sum(part.block.end - part.block.start for part in parts if part.reason is None)
    form = document.identity.form
    if form is Form.CALL or (form not in _REPORTS and asked <= WHOLE):
        return list(parts)
    judged = [
        _Judged(0, part.reason) if part.reason else _judged(document, part, _section(part.section)) for part in parts
    ]
    kept = _chosen(document, parts, judged)
    kept = with_neighbours(
        document, parts, [keep or hint for keep, hint in zip(kept, touched(parts, hints), strict=True)]
    )
    return [
        part if keep or part.reason else part._replace(reason=WEAK if one.points >= ENOUGH else one.reason)
        for part, one, keep in zip(parts, judged, kept, strict=True)
    ]


def _chosen(document: Document, parts: Sequence[Part], judged: Sequence[_Judged]) -> list[bool]:
    """Whether each part has points enough: more of them in a report so full of deals that too much would be sent."""
    kept = [one.points >= ENOUGH for one in judged]
    if document.identity.form not in _REPORTS:
        return kept
    sizes = [part.block.end - part.block.start for part in parts]
    most = SENT * (len(document.text) - sum(compress(sizes, (part.reason == ATTACHED for part in parts))))
    for bar in sorted({one.points for one in judged if one.points >= ENOUGH}):
        kept = [one.points >= bar for one in judged]
        if sum(compress(sizes, with_neighbours(document, parts, kept))) <= most:
            break
    return kept


def _judged(document: Document, part: Part, section: tuple[int, str]) -> _Judged:
    """How much a block is worth in a section that gives so many points. A heading is worth nothing for itself."""
    worth, reason = section
    if part.block.kind is BlockKind.HEADING or worth == CERTAIN:
        return _Judged(worth if worth == CERTAIN else 0, reason)
    printed = document.text[part.block.start : part.block.end]
    words = _WORDS.of(printed)
    text = printed.lower()
    found = points(_FOR, words, text, MOST)
    worth += min(sum(found.values()), MOST)
    if part.block.kind is BlockKind.TABLE:
        if _STATEMENTS.stands(words, text):
            return _Judged(CERTAIN, reason)
        worth += sum(points(_IN_TABLES, words, text, MOST).values())
    elif found.keys() & _NAMES and worth + SPECIFIC >= ENOUGH and _is_specific(printed, text, words):
        return _Judged(worth + SPECIFIC, reason)
    if worth < ENOUGH:
        return _Judged(worth, reason)
    against = points(_AGAINST, words, text, CERTAIN)
    return _Judged(worth - sum(against.values()), max(against, key=lambda name: against[name], default=reason))


def _is_specific(printed: str, text: str, words: frozenset[bytes]) -> bool:
    """True where a sum, a share or a party stands near words of a deal: one arrangement, not deals at large."""
    for triggers, anchor in _ANCHORS:
        if words.isdisjoint(triggers):
            continue
        looked = 0
        for found in anchor.finditer(printed):
            if found.end() <= looked:
                continue
            looked = found.end() + NEAR // 2
            near = text[max(0, found.start() - NEAR) : found.end() + NEAR]
            if points(_DEALS, _WORDS.of(near), near, 1):
                return True
    return False


def _section(section: Section | None) -> tuple[int, str]:
    """The points a section adds to what stands in it, and what is left out of it is called."""
    return _prior(section.key, section.title) if section else (0, NO_SIGN)


@lru_cache(512)
def _prior(key: str, title: str) -> tuple[int, str]:
    title = " ".join(title.lower().split())
    if "exhibit" in title:
        # Of its rows only those that name a contract are still here.
        return CERTAIN, EXHIBIT_LIST
    for by_key, by_title, worth, reason in _PRIORS:
        if by_key.search(key) or by_title.search(title):
            return worth, reason or NO_SIGN
    return 0, NO_SIGN
