"""Whether two stretches of words say the same thing, though they were not set the same way.

Pure functions. A fuzzy match forgives what typesetting and copying do: spaces lost or gained inside words, accents,
punctuation, a dropped article. It never forgives another word, figure, currency sign, scale word, negation or name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

COVERAGE = 0.9
"""Least share of the quote's characters that the document must hold, in order."""
DENSITY = 0.85
"""Least share of the document span's characters that the quote must account for: scattered words fail here."""
_ARTICLES = frozenset({"a", "an", "the", "that", "of"})
"""The only words that may be lost or gained: holding them to the letter costs true quotes and saves no false one."""
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[$€£¥₩₹%]")


class Token(NamedTuple):
    """A word, a figure or a sign, with its span in the folded text."""

    text: str
    start: int
    end: int


class Alignment(NamedTuple):
    """Quote against span.

    ``same`` is the number of characters in words that agree, ``quote`` and ``span`` how many there are on each side.
    ``start``/``end`` index the span's tokens from the first to the last that agrees. ``clean`` is True when nothing
    but articles and spaces differ.
    """

    same: int
    quote: int
    span: int
    start: int
    end: int
    clean: bool


def tokens(folded: str) -> list[Token]:
    """Give the words, figures and signs of folded text, in small letters and without accents."""
    return [Token(_plain(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(folded)]


def align(quote: list[Token], span: list[Token]) -> Alignment:
    """Line the quote's tokens up with the span's.

    Tokens of the span before the first and after the last that agrees do not count.
    """
    ours, theirs = [token.text for token in quote], [token.text for token in span]
    blocks = [
        (block.tag, block.src_start, block.src_end, block.dest_start, block.dest_end)
        for block in LCSseq.opcodes(ours, theirs)
    ]
    equal = [block for block in blocks if block[0] == "equal"]
    size = sum(map(len, ours))
    if not equal:
        return Alignment(0, size, 0, 0, 0, clean=False)
    start, end = _edges(blocks, ours, theirs)
    same, clean = 0, True
    for mine, his in _merged(blocks, start, end):
        left, right = ours[mine[0] : mine[1]], theirs[his[0] : his[1]]
        if "".join(left) == "".join(right):
            same += sum(map(len, left))
            continue
        left, right = _without_articles(left), _without_articles(right)
        if "".join(left) == "".join(right):
            same += sum(map(len, left))
        else:
            clean = False
    return Alignment(same, size, sum(map(len, theirs[start:end])), start, end, clean)


def coverage(alignment: Alignment) -> float:
    """Share of the quote that the span holds, 0 to 1."""
    return alignment.same / alignment.quote if alignment.quote else 0.0


def density(alignment: Alignment) -> float:
    """Share of the span that the quote accounts for, 0 to 1."""
    return alignment.same / alignment.span if alignment.span else 0.0


def accepts(alignment: Alignment) -> bool:
    """Tell whether the span may stand for the quote."""
    return alignment.clean and coverage(alignment) >= COVERAGE and density(alignment) >= DENSITY


def _edges(blocks: list[tuple[str, int, int, int, int]], ours: list[str], theirs: list[str]) -> tuple[int, int]:
    """Give the span's tokens that count: those between the ends, widened where a split word stands at an end."""
    start = next(block[3] for block in blocks if block[0] == "equal")
    end = next(block[4] for block in reversed(blocks) if block[0] == "equal")
    first = next(block[1] for block in blocks if block[0] == "equal")
    last = next(block[2] for block in reversed(blocks) if block[0] == "equal")
    head, tail = "".join(ours[:first]), "".join(ours[last:])
    for back in range(1, 5):
        if head and "".join(theirs[max(0, start - back) : start]) == head:
            start = max(0, start - back)
            break
    for forth in range(1, 5):
        if tail and "".join(theirs[end : end + forth]) == tail:
            end += forth
            break
    return start, end


def _merged(
    blocks: list[tuple[str, int, int, int, int]], start: int, end: int
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Stretches that agree and stretches that differ, one after the other, cut to the span's ``[start, end)``."""
    merged: list[list[int]] = []
    kinds: list[bool] = []
    for tag, a, b, c, d in blocks:
        low, high = min(max(c, start), end), min(max(d, start), end)
        same = tag == "equal"
        if merged and kinds[-1] == same:
            merged[-1][1], merged[-1][3] = b, high
        else:
            merged.append([a, b, low, high])
            kinds.append(same)
    return [((a, b), (c, d)) for a, b, c, d in merged]


def _without_articles(words: list[str]) -> list[str]:
    return [word for word in words if word not in _ARTICLES]


def _plain(word: str) -> str:
    low = word.lower()
    return (
        low if low.isascii() else "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    )
