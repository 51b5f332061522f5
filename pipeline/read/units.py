"""What a table's words say of its figures: that they are shares, percent, years, or in thousands of euros."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.scales import MULTIPLIERS
from pipeline.records import CellUnit

if TYPE_CHECKING:
    from collections.abc import Sequence

KEPT = 8192
"""Labels and heads repeat from table to table and from filing to filing."""


class Told(NamedTuple):
    """What the words of a head, a label or a group's heading say of the figures they belong to; None for nothing."""

    unit: CellUnit | None
    multiplier: int | None
    currency: str | None


class Wording(NamedTuple):
    """Words that tell a unit. The first entry that is found decides. ``example`` made the entry necessary."""

    unit: CellUnit
    words: str
    example: str


_PER = r"\bper\s+(?:\w+\s+){0,3}?(?:shares?|units?|ads|adss|warrants?|options?)\b"
_EQUITY = r"(?:shares|units|(?:stock\s+)?options|rsus|psus|awards|warrants|adss)"

LABELS: tuple[Wording, ...] = (
    Wording(
        CellUnit.MONEY,
        r"\b(?:income|loss|earnings|numerator)\b.*\b(?:used|for|available)\b.*\bper[\s-]+(?:\w+\s+){0,3}?share",
        "Net income used in computing basic net income per share",
    ),
    Wording(
        CellUnit.SHARES,
        r"\bweighted[\s-]+average\b(?!.*\b(?:price|fair value|rate|term|life|yield)\b).*\b(?:shares|units)\b"
        r"|\bshares\s+used\b",
        "Weighted average shares used in per share computation",
    ),
    Wording(
        CellUnit.SHARES,
        rf"\banti-?dilutive\b.*\b(?:{_EQUITY}|securities)\b|\b{_EQUITY}\b.*\bexcluded\b|\b{_EQUITY}\b.*\banti-?dilutive",
        "Anti-dilutive equity awards excluded from diluted net income per share",
    ),
    Wording(CellUnit.PER_SHARE, _PER, "Basic net income per share"),
    Wording(CellUnit.PER_SHARE, r"\bper[\s-]share\b", "Cash dividends declared per share"),
    Wording(
        CellUnit.PER_SHARE,
        r"\b(?:exercise|stock|share|purchase|strike|conversion|offering)\s+prices?\b"
        r"|\bweighted[\s-]+average\b.*\b(?:grant|price)\b(?!.*\byears?\b)",
        "Weighted-average grant date fair value",
    ),
    Wording(CellUnit.PER_SHARE, r"^(?:basic|diluted)\s+(?:eps|earnings)\b|\beps\b", "Diluted EPS"),
    Wording(
        CellUnit.YEARS,
        r"\(\s*(?:in\s+)?years?\s*\)|\bin\s+years\b|\b(?:expected|contractual|remaining|average)\s+(?:\w+\s+){0,2}?"
        r"(?:term|life|lives)\b(?!\s+(?:loan|debt|notes))",
        "Weighted-average remaining lease term (years)",
    ),
    Wording(
        CellUnit.PERCENT,
        r"(?:^|[^\d\s])\s*%|(?<![\d\s])\s*\bpercent(?:ages?)?\b|\b(?:rates?|yields?|volatility)\s*(?:\([^()]*\)\s*)*$",
        "Effective tax rate",
    ),
    Wording(CellUnit.SHARES, r"\b(?:number|numbers)\s+of\s+(?:\w+\s+){0,3}?" + _EQUITY, "Number of shares"),
    Wording(
        CellUnit.SHARES,
        r"^(?:(?:common|preferred|treasury|ordinary|basic|diluted|total|class\s+\w)\s+(?:stock,?\s+)?)*shares\b"
        r"(?!.*\bpar\s+value)(?!\s+(?:repurchased|issued\s+(?:for|in|upon|under)|withheld|purchased|retired|surrendered|held))",
        "Common stock, shares outstanding",
    ),
    Wording(
        CellUnit.SHARES,
        r"^(?!.*(?:\bpar\s+value|\d)).*\bshares\s+(?:issued(?:\s+and\s+outstanding)?|outstanding|authorized)\b"
        r"|\bdilutive\b(?!.*\bincome\b)",
        "Dilutive effect of stock options",
    ),
    Wording(
        CellUnit.COUNT,
        r"\bnumber\s+of\b|\b(?:headcount|employees|subscribers|users|stores|customers\s+\(|megawatts|gigawatts|mwh?|gwh?|"
        r"square\s+feet|barrels|tons|vehicles\s+(?:produced|delivered))\s*(?:\([^()]*\))?\s*$|\btimes\b|\bratio\b",
        "Number of employees",
    ),
)
HEADS: tuple[Wording, ...] = (
    Wording(
        CellUnit.MONEY, r"\bdollar\s+value\b|\baggregate\b.*\b(?:value|price|cost|amount)\b", "Approximate dollar value"
    ),
    Wording(CellUnit.PER_SHARE, _PER, "Average price paid per share"),
    Wording(CellUnit.PER_SHARE, r"\bper[\s-]share\b", "Fair value per-share"),
    Wording(
        CellUnit.PER_SHARE,
        r"\b(?:exercise|stock|share|strike|conversion|offering)\s+prices?\b"
        r"|\bweighted[\s-]*average\b.*\b(?:grant|price)\b(?!.*\byears?\b)",
        "Weighted-Average Grant-Date Fair Value",
    ),
    Wording(
        CellUnit.YEARS,
        r"\(\s*(?:in\s+)?years?\s*\)|\bin\s+years\b|\b(?:useful|expected|contractual|remaining|average)\s+(?:\w+\s+){0,2}?"
        r"(?:term|life|lives|period)\b",
        "Weighted-average useful life (years)",
    ),
    Wording(
        CellUnit.PERCENT,
        r"%|\bpercent(?:ages?)?\b|\b(?:interest|coupon|effective|tax|discount|growth)\s+rates?\b|\brates?$|\byield\b",
        "Effective interest rate",
    ),
    Wording(CellUnit.MONEY, r"\b(?:amounts?|value|cost|price)$|\$", "Common Stock Amount"),
    Wording(CellUnit.SHARES, rf"\bshares\b|\bnumber\s+of\s+(?:\w+\s+){{0,3}}?{_EQUITY}", "Common Stock Shares"),
    Wording(CellUnit.COUNT, r"\bnumber\b|\bheadcount\b|\bunits\b", "Number of contracts"),
)
RULING: tuple[Wording, ...] = (
    Wording(CellUnit.SHARES, r"^denominator", "Denominator:"),
    Wording(CellUnit.MONEY, r"^numerator", "Numerator:"),
)
_ANY_LABEL = re.compile("|".join(f"(?:{entry.words})" for entry in LABELS), re.IGNORECASE)
_ANY_HEAD = re.compile("|".join(f"(?:{entry.words})" for entry in HEADS), re.IGNORECASE)
_LABELS = tuple((re.compile(entry.words, re.IGNORECASE), entry.unit) for entry in LABELS)
_HEADS = tuple((re.compile(entry.words, re.IGNORECASE), entry.unit) for entry in HEADS)
_RULING = tuple((re.compile(entry.words, re.IGNORECASE), entry.unit) for entry in RULING)
_OF_SHARES = re.compile(
    r"\b(?:number\s+of\s+shares|shares\s+of\s+(?:\w+\s+){0,3}?stock)\b|\banti-?dilutive\b|\bpotentially\s+(?:issuable|dilutive)\b|\bdilutive\s+(?:effect|securities)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\([^()]*[$€£¥\d][^()]*\)(?:\s*per\s+(?:\w+\s+)?share)?|,?\s+net of\b.*"
    r"|(?:[$€£]\s?[\d.,]+\s+)?(?:stated|par)\s+value(?:\s+(?:of\s+)?[$€£]\s?[\d.,]+)?(?:\s+per\s+(?:\w+\s+)?share)?",
    re.IGNORECASE,
)
"""What a label says by the way: "Cash dividends declared ($0.01 per common share)" is money."""
_SCALED = re.compile(
    r"\bin\s+(thousand|million|billion)s\b|[$€£]\s?(000|thousand|million|billion)'?s?\b", re.IGNORECASE
)
_CURRENCIES = (
    (re.compile(r"€|\beuros?\b|\beur\b", re.IGNORECASE), "EUR"),
    (re.compile(r"£|\bgbp\b|\bsterling\b", re.IGNORECASE), "GBP"),
    (re.compile(r"¥|\bjpy\b|\byen\b", re.IGNORECASE), "JPY"),
    (re.compile(r"C\$|\bcad\b|\bcanadian dollars?\b", re.IGNORECASE), "CAD"),
    (re.compile(r"\brmb\b|\bcny\b|\brenminbi\b", re.IGNORECASE), "CNY"),
    (re.compile(r"\$|\busd\b|\bu\.?s\.? dollars?\b", re.IGNORECASE), "USD"),
)
_IN_CURRENCY = re.compile(
    r"\((?:[^()]*\bin\s+)?(?:[$€£¥]|C\$|euros?|eur|gbp|sterling|jpy|yen|cad|canadian|rmb|cny|renminbi|usd|u\.?s\.? d)",
    re.IGNORECASE,
)
"""A label that names a thing in a currency, "€750 notes", does not say its figures are in it; "(in euros)" does."""
_MAYBE_CURRENCY = re.compile(
    r"[$€£¥]|\b(?:euros?|eur|gbp|sterling|jpy|yen|cad|canadian|rmb|cny|renminbi|usd|u\.?s\.? d)", re.IGNORECASE
)
NOTHING = Told(None, None, None)


@lru_cache(KEPT)
def told_by_label(label: str) -> Told:
    """What a row's label says of its figures."""
    plain = _ASIDE.sub("", label)
    unit = _first(_LABELS, plain) if _ANY_LABEL.search(plain) else None
    return _told(unit, label)


@lru_cache(KEPT)
def told_by_group(heading: str) -> Told:
    """What the heading of a group of rows says of their figures."""
    return _told(_first(_LABELS, _ASIDE.sub("", heading).rstrip(" :")), heading)


@lru_cache(KEPT)
def ruled_by_group(heading: str) -> CellUnit | None:
    """The unit of a group's figures where its heading rules whatever the rows' own labels say: "Numerator:"."""
    return _first(_RULING, heading)


@lru_cache(KEPT)
def told_by_title(title: str) -> CellUnit | None:
    """What a title or lead-in says of the figures of a table without any sign of money."""
    return CellUnit.SHARES if _OF_SHARES.search(title) else None


@lru_cache(KEPT)
def told_by_head(head: str) -> Told:
    """What the words over a column say of its figures."""
    unit = _first(_HEADS, _without_scale(head)) if _ANY_HEAD.search(_without_scale(head)) else None
    return _told(unit, head)


def columns_own_scales(columns: Sequence[str]) -> frozenset[int]:
    """What single columns are scaled by, where their heads say so and another column's figures are something else.

    "Shares (in thousands)" beside "Average price per share" scales the shares alone; "(in millions)" that happens to
    stand over the last of three years scales all three.
    """
    told = [told_by_head(head) for head in columns]
    own = frozenset(one.multiplier for one in told if one.multiplier is not None)
    others = {one.unit for one in told if one.multiplier is None}
    return (
        own
        if own and others and others <= {CellUnit.SHARES, CellUnit.PER_SHARE, CellUnit.YEARS, CellUnit.PERCENT}
        else frozenset()
    )


def _first(entries: Sequence[tuple[re.Pattern[str], CellUnit]], words: str) -> CellUnit | None:
    return next((unit for pattern, unit in entries if pattern.search(words)), None)


def _without_scale(words: str) -> str:
    return _SCALED.sub(" ", words).replace("( )", "").rstrip()


def _told(unit: CellUnit | None, words: str) -> Told:
    scaled = _SCALED.search(words)
    multiplier = None
    if scaled is not None:
        word = (scaled[1] or scaled[2]).casefold()
        multiplier = MULTIPLIERS[word]
    currency = None
    if _MAYBE_CURRENCY.fullmatch(words) or _IN_CURRENCY.search(words):
        currency = next((code for pattern, code in _CURRENCIES if pattern.search(words)), None)
    return Told(unit, multiplier, currency) if unit or multiplier or currency else NOTHING
