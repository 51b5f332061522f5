"""Lines that say what figures are in: "(In millions, except per share data)"."""

from __future__ import annotations

import re
from typing import NamedTuple

MULTIPLIERS = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "000": 1_000}

SCALE_WORDS = re.compile(r"\b(?:thousands|millions|billions)\b|0{3}['\u2019]?s\b", re.IGNORECASE)
"""A cheap first look: no scale line is without one of these."""

_HEAD = (
    r"(?:all|dollars?|amounts?|figures|shares?|tabular|table|u\.?s\.?|united|states|canadian|euros?|yen|rmb|in|the|tables|"
    r"are|is|and|units|options|awards|numbers?|values?|aggregate|intrinsic|fair|data|expressed|stated|presented|shown|reported|unaudited|currency|usd|eur|gbp|cad|[$€£¥])"
)
_SCALE = r"(?P<word>thousands|millions|billions|(?:\$\s?)?(?:0?00|000)['\u2019]?s)"
LINE = re.compile(
    rf"\(\s*(?:{_HEAD}[\s,;:]+)*\$?\s?{_SCALE}\b(?P<rest>[^()\n]*(?:\n[^()\n]*)?)\)"  # in brackets, anywhere
    rf"|^[ \t]*(?:{_HEAD}[\s,;:]+)*?in\s+(?P<bare>thousands|millions|billions)\b"  # alone at a line's start
    rf"(?!,?[ \t]+(?!except|unless|unaudited)(?-i:[a-z]))(?:,?[ \t]*(?:except|unless|unaudited)[^.\n\d]*)?"
    rf"|\((?P<note>[^()\n]{{1,60}}?[,;]\s*(?:{_HEAD}\s+)*in\s+(?P<late>thousands|millions|billions))\b[^()\n]*\)"
    r"|\b(?:tabular\s+(?:dollars?|amounts?|data)|(?:dollars?|amounts?|figures|tables?)\s+(?:[\w,]+\s+){0,6}?(?:are|is)"
    r"(?:\s+(?:stated|presented|expressed|reported|shown))?)\s+in\s+(?P<tabular>thousands|millions|billions)\b"
    r"(?:\s+of\s+u\.s\.\s+dollars)?(?:,?\s+except\b[^.]{0,80})?",  # a sentence on all tables that follow
    re.IGNORECASE | re.MULTILINE,
)
EXCEPTED = re.compile(r"except\b.*", re.IGNORECASE | re.DOTALL)
PER_SHARE = re.compile(
    r"\bper[\s-]+(?:common\s+)?(?:share|unit)(?:\s+(?:data|amounts?|information|figures))?", re.IGNORECASE
)
SHARES = re.compile(r"\bshares?\b", re.IGNORECASE)
ONLY_COUNTS = re.compile(r"\(\s*(?:number\s+of\s+)?(?:shares?|units?|rsus?|options?|awards)\s+in\b", re.IGNORECASE)
"""A line that scales share counts and no money: "(Shares in millions)"."""
CURRENCY = (
    (re.compile(r"canadian|\bcad\b|c\$", re.IGNORECASE), "CAD"),
    (re.compile(r"\beuros?\b|€|\beur\b", re.IGNORECASE), "EUR"),
    (re.compile(r"\byen\b|¥|\bjpy\b", re.IGNORECASE), "JPY"),
    (re.compile(r"£|\bgbp\b|sterling", re.IGNORECASE), "GBP"),
    (re.compile(r"\brmb\b|renminbi", re.IGNORECASE), "CNY"),
    (re.compile(r"dollar|\$|\busd\b", re.IGNORECASE), "USD"),
)


class ScaleLine(NamedTuple):
    """One scale line.

    Its span, what it multiplies by, the currency it names, whether it scales share counts too, and whether it is a
    sentence on all tables that follow ("tabular dollars are in millions").
    """

    start: int
    end: int
    multiplier: int
    currency: str | None
    shares_scaled: bool
    tabular: bool


def scale_lines(text: str) -> list[ScaleLine]:
    """Find every scale line of ``text``, in order."""
    found: list[ScaleLine] = []
    for match in LINE.finditer(text):
        written = match.group()
        if ONLY_COUNTS.match(written):
            continue
        word = next(match[name] for name in ("word", "bare", "late", "tabular") if match[name] is not None)
        found.append(
            ScaleLine(
                start=match.start() + len(written) - len(written.lstrip()),
                end=match.start() + len(written.rstrip()),
                multiplier=next(
                    value
                    for stem, value in MULTIPLIERS.items()
                    if stem in word.casefold() or (stem == "000" and "00" in word)
                ),
                currency=next((code for pattern, code in CURRENCY if pattern.search(written)), None),
                shares_scaled=_shares_scaled(written),
                tabular=match["tabular"] is not None,
            )
        )
    return found


def _shares_scaled(written: str) -> bool:
    """Share counts are scaled where the line names them, or where it excepts per-share figures and not shares."""
    excepted = EXCEPTED.search(written)
    if excepted is None:
        return SHARES.search(written) is not None
    if SHARES.search(written, 0, excepted.start()):
        return True
    others = PER_SHARE.sub("", excepted.group())
    return others != excepted.group() and SHARES.search(others) is None
