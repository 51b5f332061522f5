"""Sums told side by side: two kinds or two days "respectively", and the series of one offering, one after another."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.rules.text import Sentence, pattern
from pipeline.records import DealType

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from pipeline.extract.rules.frames import Frame
    from pipeline.extract.rules.parties import Found
    from pipeline.lexis import Quantity

_KIND = (
    r"(operating|finance|financing|capital|non-?recourse|recourse|short-term|long-term|non-?current|current|secured|"
    r"unsecured|senior|subordinated|fixed[- ]rate|floating[- ]rate|variable[- ]rate|domestic|foreign|international)"
)
# "additional operating and finance leases that have not yet commenced of $6 billion and $20 billion, respectively"
_TWO_KINDS = pattern(rf"\b{_KIND} and {_KIND}\b")
_BETWEEN = re.compile(r"\s*,?\s*(?:and|or)?\s*(?:approximately\s*|about\s*|up to\s*)?")
_WHOLE_DAY = len("2026-06-30")
_MOST_ITEMS = 8
_ITEM = re.compile(
    r"\((?:i{1,3}|iv|vi{0,3}|ix|[a-h]|[1-9])\)\s+(?:(?:an?|approximately|about|up|to|aggregate|principal|amount|of|its|"
    r"our)\s+)*(?=[$€£¥])"
)
_SERIES = re.compile(
    r"(?P<sum>[$€£¥]\s?[\d.,]+\s(?:billion|million))\b(?:(?![$€£¥]).){0,90}?\d%(?:(?![$€£¥]).){0,60}?"
    r"\b(?:notes|bonds|debentures)\b(?:(?![$€£¥]).){0,30}?\b20\d\d\b"
)
_TOGETHER = re.compile(r"\b(?:consist\w*|compris\w*|includ\w*|of which|total\w*|aggregat\w* of)\b[^$€£¥]{0,40}$")
_DIVIDED = frozenset({"debt.issued", "debt.raised", "debt.repaid"})


def names(sentence: Sentence, chosen: Iterable[Quantity], what: str) -> dict[Quantity, str]:
    """What each of two sums told "respectively" is, the one that counts named ``what``; empty where it is not said."""
    chosen = tuple(chosen)
    if "respectively" not in sentence.lower or len(chosen) < 2:  # noqa: PLR2004
        return {}
    pair = _pair(sentence, chosen[0])
    if pair is None or not set(pair) <= set(chosen):
        return {}
    kinds = _TWO_KINDS.search(sentence.lower, 0, pair[0].start)
    if kinds is not None and kinds[1] != kinds[2]:
        noun = " leases" if "lease" in what else ""
        return {one: f"{what}, {kind}{noun}" for one, kind in zip(pair, kinds.groups(), strict=True)}
    if sum(len(date.iso) == _WHOLE_DAY for date in sentence.dates) == 2:  # noqa: PLR2004
        return {one: what if one == chosen[0] else f"{what}, compared date" for one in pair}
    return {}


def larger_first(sentence: Sentence, chosen: tuple[Quantity, ...], what: str) -> tuple[Quantity, ...]:
    """Of two kinds of lease the larger sum leads, as in tables."""
    named = names(sentence, chosen, what)
    if "lease" in what and named and all("," in name for name in named.values()):
        pair = sorted(named, key=lambda quantity: -quantity.value)
        return (*pair, *(quantity for quantity in chosen if quantity not in named))
    return chosen


def shares(sentence: Sentence, chosen: tuple[Quantity, ...], parties: tuple[Found, ...]) -> dict[str, Decimal]:
    """Whose sum is whose in "to acquire Elm Works and Tarn Mills for $13 million and $24 million, respectively"."""
    if "respectively" not in sentence.lower or len(parties) != 2 or not chosen:  # noqa: PLR2004
        return {}
    pair = _pair(sentence, chosen[0])
    first, second = sorted(parties, key=lambda party: party.start)
    joined = sentence.lower[first.end : second.start].strip(" ,") in {"and", "and the"}
    if pair is None or not joined or second.end > len(sentence.text):
        return {}
    return {first.name: pair[0].value, second.name: pair[1].value}


def _pair(sentence: Sentence, main: Quantity) -> tuple[Quantity, Quantity] | None:
    """The sum and its one neighbour in "$413 million and $438 million, respectively"; None in a longer row."""
    match row(sentence, main):
        case (first, second):
            return first, second
    return None


def row(sentence: Sentence, main: Quantity) -> list[Quantity]:
    """The sums of one unit that stand side by side with the main one, itself among them, in their order."""
    alike = [q for q in sentence.quantities if q.unit == main.unit]
    if main not in alike:
        return []
    at = alike.index(main)
    joined = [bool(_BETWEEN.fullmatch(sentence.lower[one.end : other.start])) for one, other in pairwise(alike)]
    low, high = at, at
    while low > 0 and joined[low - 1]:
        low -= 1
    while high < len(joined) and joined[high]:
        high += 1
    return alike[low : high + 1]


def items(sentence: Sentence, frame: Frame, main: Quantity | None) -> list[tuple[int, int]]:
    """The spans of the series told one after another, each with its sum: "(i) $1 billion of 3% bonds, (ii) $400 ...".

    Empty where the sum of them all stands in front, or the first of them is not the deal's own sum.
    """
    if main is None or frame.type is not DealType.DEBT or frame.name not in _DIVIDED:
        return []
    starts = [found.end() for found in _ITEM.finditer(sentence.text)]
    if len(starts) < 2:  # noqa: PLR2004
        starts = [found.start("sum") for found in _SERIES.finditer(sentence.lower)]
    if not 2 <= len(starts) <= _MOST_ITEMS or not starts[0] <= main.start < starts[1]:  # noqa: PLR2004
        return []
    if _TOGETHER.search(sentence.lower[: starts[0]]) or any(
        q.end <= starts[0] and q.unit == main.unit for q in sentence.quantities
    ):
        return []
    return list(zip(starts, [*starts[1:], len(sentence.text)], strict=True))
