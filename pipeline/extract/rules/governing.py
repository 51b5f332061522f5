"""Which sums of a sentence are not the deal's: gains, balances, changes, superseded sizes, other clauses' money."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.rules.text import Sentence, pattern
from pipeline.records import DealType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.lexis import Quantity

_T = DealType


class Governor(NamedTuple):
    """Words right in front of a sum (``before``) or right behind it that make it another matter's."""

    before: bool
    words: str
    spares: frozenset[DealType]
    example: str


_COSTS = frozenset({_T.GOVERNMENT, _T.SETTLEMENT})
_NONE: frozenset[DealType] = frozenset()
_QUANTITY_OF = (
    r"(?: \([^)]{0,30}\))?(?: (?:of|in|under|for|on|related to) [^.;,$]{0,50}?)? (?:of|is|was|were|totaled|"
    r"totaling|in the amount of|amounting to)(?: (?:approximately|about|nearly|up to|an estimated))?\s*$"
)

GOVERNORS: tuple[Governor, ...] = (
    Governor(
        True,
        r"\b(?:(?:administrative|operating|selling|rental|lease|interest|total|r&d|development) (?:costs|expenses?)|"
        r"gains?|loss(?:es)?|goodwill|(?:carrying|stand-?by) (?:value|amounts?)|impairments?|amortization|"
        r"depreciation|ebitda|"
        r"net income|operating income|unrecognized tax benefits|intangible assets|market capitalization|"
        r"(?:total|available) liquidity|minimum (?:quarterly )?liquidity(?: amount)?|letters? of credit)"
        + _QUANTITY_OF,
        _NONE,
        "recognised a gain of $214 million",
    ),
    Governor(
        True,
        r"(?:increas|decreas|reduc|rais)\w+ (?:total )?(?:(?:stock|share)holders' )?equity by"
        r"(?: approximately| about)?\s*$",
        _NONE,
        "terminated the put right, increasing stockholders' equity by $1.2 billion",
    ),
    Governor(True, r"par value(?: of)?\s*$", _NONE, "common stock, par value of $0.01 million"),
    Governor(
        True,
        r"\b(?:expenses?|charges?|costs|tax(?:es)?|benefits?)" + _QUANTITY_OF,
        _COSTS,
        "rental expenses of $80 million",
    ),
    Governor(
        True,
        r"\b(?:cash and cash equivalents|cash|investments|cash (?:and|,) .{0,40}?(?:investments|securities))"
        r" (?:of|totaling|totaled|was|were)(?: (?:approximately|about))?\s*$",
        frozenset({_T.EQUITY_INVESTMENT}),
        "we had cash and cash equivalents of $14.6 billion",
    ),
    Governor(
        True,
        (
            r"\b(?:net sales|revenues?)(?: (?:for|in|from) [^.;$]{0,40}?)? (?:of|was|were|totaled|"
            r"reached)(?: (?:approximately|about|over|more than))?\s*$"
        ),
        frozenset({_T.SALES_CONTRACT}),
        "reported revenue of $5.1 billion",
    ),
    Governor(
        False,
        r"^(?: (?:in|of|for|as))?(?: (?:a|an|the|our|net|pre-tax|after-tax|post-tax|estimated|non-cash|other|"
        r"bargain|purchase|total))* "
        r"(?:gains?\b|loss(?:es)?\b|goodwill|available funds|(?:total |available )*liquidity\b|"
        r"(?:net )?cash(?: and cash equivalents)? (?:acquired|on hand|generated|provided|used)|(?:higher|lower|more|"
        r"less) than|(?:higher|lower)[,.;]|cash and cash equivalents|carrying (?:value|amount)|(?:decrease|increase|"
        r"decline|reduction)s? in|synerg\w+|"
        r"intangible assets|impairment|amortization|depreciation|unrecognized tax|tax benefits?|letters? of credit|"
        r"in tax(?:es)? )",
        _NONE,
        "an estimated $2.6 billion post-tax bargain purchase gain",
    ),
    Governor(
        False,
        (
            r"^(?: (?:in|of|for|as))?(?: (?:a|an|the|our|net|pre-tax|non-cash|other))* (?:restructuring|charges?|"
            r"expenses?|income)\b"
        ),
        _COSTS,
        "including $40 million of restructuring charges",
    ),
)
_BEFORE = tuple((pattern(g.words), g) for g in GOVERNORS if g.before)
_BEHIND = tuple((pattern(g.words), g) for g in GOVERNORS if not g.before)
_REACH = 70
_ROW = re.compile(r"\s*,?\s*(?:and\s*)?(?:approximately\s*|about\s*)?")
_CURRENCY = re.compile(r"[A-Z]{3}")

# A sum that has been replaced or that says by how much another changed: never the size while that stands beside it.
_OLD_SIZE = pattern(
    r"(?:\bfrom|replac\w+|supersed\w+|instead of|\b(?:prior|previous|previously|former|formerly|predecessor|"
    r"terminat\w+))"
    r"(?: (?:our|the|its|an?|then|existing|outstanding|aggregate|up to|approximately|about))*\s*$|"
    r"(?:increas|decreas|reduc|rais|lower|upsiz|expand|grew|rose|fell)\w*[^.;$]{0,70}? by(?: an additional|"
    r" approximately| about| up to)*\s*$"
)
_NEW_SIZE = pattern(
    r"^[^.;$]{0,90}?(?:increas|expand|upsiz|rais|extend)\w* [^.;$]{0,70}?\bto(?: up to| approximately|"
    r" an aggregate (?:principal )?amount of| a total of)*\s*$"
)

_CUT = re.compile(
    r";\s|,\s(?:while|whereas|but|as well as)\s|\s\((?:i{1,3}|iv|v|[a-e]|[1-5])\)\s|"
    r",\sand\s(?=(?:(?:in|on|during)\s(?:[a-z]+\s)?(?:\d|january|february|march|april|may|june|july|august|"
    r"september|october|november|december))"
    r"|we\s|it\s|the\scompany\s|(?:an?|our|the)\s[^,;$]{0,40}\$)|\sand\s(?=(?:a|an|our|another|"
    r"a\sseparate)\s(?:[\w\-]+\s){0,3}\$)"
)
_SPLIT = re.compile(
    r"[;,]\s(?:and|but|while|whereas)\s(?=(?:(?:in|on|during)\s[^,;$]{3,40}?,?\s)?(?:we|the\scompany|it)\s+"
    r"(?:(?:also|have|has|had|subsequently|then)\s+)*(?:[a-z]+ed|paid|sold|bought|made|won|took|began)\b)"
)


def governed(sentence: Sentence, quantity: Quantity, kind: DealType) -> bool:
    """True for a sum that the words beside it give to a gain, a cost, a balance or a fall in value."""
    before = max((q for q in sentence.quantities if q.end <= quantity.start), default=None)
    if (
        before is not None
        and before.unit == quantity.unit
        and _ROW.fullmatch(sentence.lower[before.end : quantity.start])
    ):
        return governed(sentence, before, kind)
    lead = sentence.lower[max(0, quantity.start - _REACH) : quantity.start]
    tail = sentence.lower[quantity.end : quantity.end + _REACH]
    return any(kind not in g.spares and words.search(lead) for words, g in _BEFORE) or any(
        kind not in g.spares and words.match(tail) for words, g in _BEHIND
    )


def superseded(sentence: Sentence, quantity: Quantity) -> bool:
    """True for the old size of what is told with its new one, and for the step between the two."""
    lower = sentence.lower
    if _OLD_SIZE.search(lower[max(0, quantity.start - 110) : quantity.start]):
        return True
    later = (q for q in sentence.quantities if q.start >= quantity.end and q.unit == quantity.unit)
    following = next(later, None)
    if following is not None and lower.startswith(" if ", following.end):
        return False  # "will be $3.0 billion, increasing to $3.5 billion if payable after August": a step, no new size
    return following is not None and _NEW_SIZE.match(lower[quantity.end : following.start]) is not None


def clause(sentence: Sentence, spot: int) -> tuple[int, int]:
    """The clause that holds ``spot``: cut at semicolons, items and coordinated parts with a sum of their own."""
    low, high = 0, len(sentence.lower)
    for found in _CUT.finditer(sentence.lower):
        if found.end() <= spot:
            low = found.end()
        elif found.start() >= spot:
            return low, found.start()
    return low, high


def pieces(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence that tells two deals, each with its own subject, verb and sum, as two; else the sentence."""
    cuts = [] if "respectively" in sentence.lower else [m.end() for m in _SPLIT.finditer(sentence.lower)]
    bounds = [0, *cuts, len(sentence.text)]
    spans = list(pairwise(bounds))
    sums = [q.start for q in sentence.quantities if _CURRENCY.fullmatch(q.unit)]
    if not cuts or not all(any(low <= start < high for start in sums) for low, high in spans):
        yield sentence
        return
    for low, high in spans:
        yield sentence.part(low, high)
