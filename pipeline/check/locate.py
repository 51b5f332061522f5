"""Find a quote in the document: exactly, then folded, then fuzzily. The engine quotes, code locates."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pipeline.check.alignment import accepts, align, tokens
from pipeline.check.source import Source, whole
from pipeline.lexis import Normalised, normalise
from pipeline.records import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import ProposedQuote

_PLACES = 64
"""So many places of one quote are looked at; boilerplate may stand in more."""
_ANCHOR_WORDS = 4
_ANCHORS = 6
_WINDOWS = 12


class Place(NamedTuple):
    """Where a quote stands, as a span of the document text, and how it was found."""

    start: int
    end: int
    match: Match


def locate(source: Source, quote: ProposedQuote) -> Place | None:
    """Give the one place of ``quote``: at its hint, else nearest to it, else on the page it claims, else the first."""
    words = quote.text.strip()
    if not words:
        return None
    start = quote.start
    if start is not None and source.text.startswith(words, start) and whole(source.text, start, start + len(words)):
        return Place(start, start + len(words), Match.EXACT)
    found = [Place(at, at + len(words), Match.EXACT) for at in occurrences(source.text, words)]
    if not any(_as_claimed(source, place, quote) for place in found):
        # The place that is meant may be set differently from one that is not.
        found += _folded(source, words)
    found = found or _fuzzy(source, words)
    found = [place for place in found if not source.is_strangers(place.start)] or found
    return _chosen(source, found, quote) if found else None


def _as_claimed(source: Source, place: Place, quote: ProposedQuote) -> bool:
    return quote.start is None and (quote.page is None or on_page(source, place.start, place.end, quote.page))


def _chosen(source: Source, found: list[Place], quote: ProposedQuote) -> Place:
    hint = quote.start
    if hint is not None:
        return min(found, key=lambda place: (abs(place.start - hint), place.start))
    if quote.page is not None:
        return next((place for place in found if on_page(source, place.start, place.end, quote.page)), found[0])
    return found[0]


def on_page(source: Source, start: int, end: int, page: int) -> bool:
    """Tell whether the span begins, ends or goes over ``page``."""
    return source.document.page_at(start) <= page <= source.document.page_at(max(start, end - 1))


def occurrences(text: str, words: str) -> Iterator[int]:
    """Where ``words`` stand in ``text`` without cutting a word or a number, at most ``_PLACES`` of them."""

    def every() -> Iterator[int]:
        at = text.find(words)
        while at >= 0:
            if whole(text, at, at + len(words)):
                yield at
            at = text.find(words, at + 1)

    return islice(every(), _PLACES)


def _folded(source: Source, words: str) -> list[Place]:
    wanted = normalise(words).text.strip()
    if not wanted:
        return []
    low = wanted.lower()
    for folded, text, needle in (
        (source.folded, source.folded.text, wanted),
        (source.folded, source.lowered, low),
        (source.flowing, None, wanted),
    ):
        if folded is None:
            continue
        found = [
            Place(*folded.back(at, at + len(needle)), Match.NORMALISED)
            for at in occurrences(folded.text if text is None else text, needle)
        ]
        if found:
            return found
    return []


def _fuzzy(source: Source, words: str) -> list[Place]:
    wanted = normalise(words, fold_case=True).text.strip()
    for folded, text in ((source.folded, source.lowered), (source.flowing, None)):
        if folded is None:
            continue
        found = _aligned(folded, text if text is not None else folded.text.lower(), wanted)
        if found:
            return found
    return []


def _aligned(folded: Normalised, text: str, wanted: str) -> list[Place]:
    quote = tokens(wanted)
    found: dict[int, Place] = {}
    for guess in _windows(text, wanted, [(token.start, token.end) for token in quote]):
        slack = 40 + len(wanted) // 8
        low = max(0, guess - slack)
        window = text[low : guess + len(wanted) + slack]
        span = tokens(window)
        alignment = align(quote, span)
        if accepts(alignment):
            start, end = low + span[alignment.start].start, low + span[alignment.end - 1].end
            if whole(text, start, end):
                found.setdefault(start, Place(*folded.back(start, end), Match.FUZZY))
    return [found[start] for start in sorted(found)]


def _windows(text: str, wanted: str, words: list[tuple[int, int]]) -> list[int]:
    """Where the quote would begin if a few of its words in a row, which the document holds, were in their place."""
    if len(words) <= _ANCHOR_WORDS:
        return []
    last = len(words) - _ANCHOR_WORDS
    firsts = sorted({last * step // max(1, _ANCHORS - 1) for step in range(_ANCHORS)})
    guesses: list[int] = []
    for first in firsts:
        start, end = words[first][0], words[first + _ANCHOR_WORDS - 1][1]
        for at in islice(occurrences(text, wanted[start:end]), _WINDOWS):
            guess = max(0, at - start)
            if all(abs(guess - other) > 30 for other in guesses):  # noqa: PLR2004  (the same place, a few characters off)
                guesses.append(guess)
    return sorted(guesses)[: _WINDOWS * 2]
