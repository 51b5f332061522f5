"""How a page reads: rules for its sentences, its figures and its terms of art. Quotes are the document's, and free."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.brief.prose.words import JUDGING
from pipeline.lexis.wordlist import words as listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.languages.language import Language

_EMPTY: Final = frozenset(
    listed("actually basically currently essentially importantly interestingly notably really very quite various")
)
_WORDS: Final = (JUDGING | _EMPTY) - {"large"}
"""Groups of parties are called large customers, and are."""

_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be) (?:\w+ly )?(?:\w+ed|bought|sold|paid|held|lent|made) by\b")
_STOP = re.compile(r"(?<=[.!?。！？])\s+|(?<=[。！？])")
_QUOTED = re.compile(r"“[^”]*”")
_LONG = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])|(?<![\d.,])\d{7,}(?!\d)")
_MOST: Final = 3


def sentences(texts: Sequence[str], lang: Language) -> Iterator[str]:
    """Hold sentences to their length, to the active voice, and to words that say something."""
    longest = int(lang.numbers["reading"]["longest"])
    for sentence in (each for text in texts for each in _STOP.split(text) if each.strip()):
        length = lang.length(sentence)
        if length > longest:
            yield f"A sentence has {length} words; {longest} are allowed: {sentence[:60]}…"
        if lang.named is None:
            yield from _english(sentence)


def _english(sentence: str) -> Iterator[str]:
    if found := _PASSIVE.search(sentence):
        yield f"“{found[0]}” is passive: say who does it."
    # A word with a capital is part of a name, "Best Buy" say; the first of a sentence is no such word of ours.
    for word in dict.fromkeys(re.findall(r"\b[a-z][\w-]*", sentence)):
        if word in _WORDS:
            yield f"“{word}” judges or says nothing."


def figures(texts: Sequence[str], lang: Language) -> Iterator[str]:
    """Hold large figures to three digits: what is exact stands in the quotes and in the fold."""
    steps = "|".join(re.escape(word) for word in lang.numbers["steps"])
    stepped = re.compile(rf"(\d[\d,]*(?:\.\d+)?)\s?(?:{steps})\b")
    for text in texts:
        said = _QUOTED.sub("", text)
        for found in stepped.finditer(said):
            if _digits(found[1]) > _MOST:
                yield f"“{found[0]}” has more than {_MOST} digits."
        for found in _LONG.finditer(said):
            if _digits(found[0]) > _MOST:
                yield f"“{found[0]}” is not rounded for reading."


def _digits(number: str) -> int:
    plain = number.replace(",", "")
    return len(plain.replace(".", "").strip("0") if "." not in plain else plain.replace(".", "").lstrip("0"))


def terms(page: str, explained: Sequence[str], lang: Language) -> Iterator[str]:
    """Hold a page to explain each term of art on it, once, and no other. ``page``: without folds and explanations."""
    plain = page.replace("\\", "")
    used = [term.term for term in lang.glossary if term.pattern.search(plain)]
    yield from (f"“{term}” is not explained." for term in used if term not in explained)
    yield from (f"“{term}” is explained, but is not on the page." for term in explained if term not in used)
    yield from (f"“{term}” is explained twice." for term in dict.fromkeys(explained) if explained.count(term) > 1)
