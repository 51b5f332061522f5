"""Lead times, supply, input prices, capacity and backlog movements, as the document states them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from pipeline.extract.rules.spoken import heard
from pipeline.extract.rules.text import blocks, pattern, sentences
from pipeline.records import ProposedQuote, SignalCandidate

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from pipeline.extract.rules.text import Sentence
    from pipeline.records import Document, Passage

_Kind = Literal["lead_time", "input_price", "capacity", "supply", "backlog"]
_Direction = Literal["up", "down", "flat"]
MOST = 24


class Cue(NamedTuple):
    """Words that make a sentence a signal."""

    kind: _Kind
    key: str
    words: str
    example: str


CUES: tuple[Cue, ...] = (
    Cue(
        "lead_time",
        "lead time",
        (
            r"lead times? .{0,80}?(?:increas|extend|lengthen|longer|shorten|improv|reduc|exceed|weeks|months|"
            r"normal)\w*|(?:longer|extended|shorter) lead times?"
        ),
        "Lead times have lengthened to 12 months.",
    ),
    Cue(
        "supply",
        "suppl",
        (
            r"(?:supply (?:constraint|shortage|tightness|limitation)s?|supply (?:is|was|remains?|remained) (?:tight|"
            r"constrained|limited)|supply[- ]constrained|shortages? of)"
        ),
        "Supply of components remained tight during the quarter.",
    ),
    Cue(
        "supply",
        "constrain",
        (
            r"(?:demand .{0,60}?(?:exceed|outstrip|outpac)\w* .{0,30}?supply|capacity[- ]constrained|"
            r"constrained by .{0,40}?(?:supply|power|capacity))"
        ),
        "Demand continues to exceed supply.",
    ),
    Cue(
        "input_price",
        "cost",
        (
            r"(?:commodity|raw material|component|memory|input|energy|freight|fuel|dram|nand|wafer|"
            r"packaging material) (?:costs?|prices?|inflation) .{0,60}?(?:increas|higher|rose|declin|lower|decreas|"
            r"inflation)\w*|(?:higher|increased|rising|lower) .{0,20}?(?:commodity|raw material|component|input|"
            r"memory|freight|fuel) (?:costs?|prices?)"
        ),
        "Higher commodity costs reduced gross margin.",
    ),
    Cue(
        "capacity",
        "capacity",
        (
            r"(?:expand\w*|increas\w*|add\w*|ramp\w*|brought|bring\w*|doubl\w*|contracted power|"
            r"active power) .{0,60}?(?:capacity|megawatts?|gigawatts?|\bmw\b|\bgw\b)"
        ),
        "We added 120 MW of capacity in the quarter.",
    ),
    Cue(
        "backlog",
        "backlog",
        r"backlog .{0,60}?(?:increas|decreas|grew|declin|rose|up|down|record)\w*",
        "Backlog grew 7% to a record.",
    ),
)
_COMPILED: tuple[tuple[re.Pattern[str], Cue], ...] = tuple((pattern(cue.words), cue) for cue in CUES)
_UP = pattern(
    r"(?:increas\w*|higher|longer|lengthen\w*|extend\w*|exceed\w*|rose|rising|grew|record|expand\w*|add\w*|ramp\w*|"
    r"tight\w*|constrain\w*|shortages?|up)"
)
_DOWN = pattern(r"(?:decreas\w*|lower|shorter|shorten\w*|declin\w*|reduc\w*|eas\w+|improv\w*|fell|down)")
_GUESS = pattern(
    r"(?:borrowing capacity|credit (?:agreement|facility)|capacity requirements|\bcould|\bmay\b|\bmight|\bif\b|"
    r"would|risk|adversely|from time to time|can be|\bcan\b)"
)
_TIGHTER_IS_DOWN = frozenset({"supply"})


def signals(document: Document, passages: Sequence[Passage]) -> tuple[SignalCandidate, ...]:
    """Statements of fact, at most ``MOST``; what "could" or "may" happen is none."""
    found: list[SignalCandidate] = []
    seen: set[str] = set()
    for block in heard(blocks(document, passages)):
        body = document.text[block.start : block.end].lower()
        cues = [(words, cue) for words, cue in _COMPILED if cue.key in body]
        if not cues:
            continue
        for sentence in sentences(document, block):
            if sentence.lower in seen or _GUESS.search(sentence.lower):
                continue
            made = _signal(sentence, cues)
            if made is not None:
                seen.add(sentence.lower)
                found.append(made)
            if len(found) >= MOST:
                return tuple(found)
    return tuple(found)


def _signal(sentence: Sentence, cues: list[tuple[re.Pattern[str], Cue]]) -> SignalCandidate | None:
    for words, cue in cues:
        match = words.search(sentence.lower)
        if match:
            low, high = sentence.window(*match.span())
            quote = ProposedQuote(text=sentence.written(low, high), start=sentence.start + low)
            return SignalCandidate(kind=cue.kind, direction=_way(sentence.lower[low:high], cue.kind), quotes=(quote,))
    return None


def _way(lower: str, kind: str) -> _Direction | None:
    up, down = _UP.search(lower), _DOWN.search(lower)
    if bool(up) == bool(down):
        return None
    rising = bool(up)
    if kind in _TIGHTER_IS_DOWN:
        rising = not rising
    return "up" if rising else "down"
