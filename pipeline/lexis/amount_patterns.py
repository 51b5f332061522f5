"""The patterns of amounts, built from the vocabulary in ``measures``. Each is anchored or linear."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.lexis.measures import (
    AFTERWARDS,
    CODES,
    CURRENCY_WORDS,
    FILLERS,
    LABELS,
    MONTHS,
    ONES,
    POWER,
    QUALIFIERS,
    SIGNS,
    TENS,
    TIMES,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def _any(words: Iterable[str]) -> str:
    """Alternatives, longest first; a space in a word is any white space in the text."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )


_LETTERED = _any(sign for sign in SIGNS if sign[0].isalpha())
_PLAIN = _any(sign for sign in SIGNS if not sign[0].isalpha())
_SIGN = rf"(?:(?<![A-Za-z])(?:{_LETTERED})|{_PLAIN}|\b(?:{_any(CODES)})\b)"
_DIGITS = r"(?:\d{1,3}(?:,(?:[ ]*\n\s*)?\d{3})++|\d++)(?:\.(?:[ ]*\n\s*)?\d++)?+|(?<![\w.])\.\d++"
FIGURE: Final = re.compile(
    rf"""
    (?P<minus>(?<![\w)\]\-\u2013\u2014])[-\u2212])?
    (?:(?<!\w)(?P<open>\()\s?)?
    (?:(?P<sign>{_SIGN})\s{{0,3}}(?P<open2>\(\s?)?(?P<minus2>[-\u2212])?)?
    (?<![\w\#])(?<!\d[.,/:])
    (?P<digits>{_DIGITS})
    """,
    re.VERBOSE,
)
"""A figure in digits with what stands before it: sign, opening parenthesis, currency."""

_SCALE = r"(?:million|billion|trillion|thousand|hundred)"
_STOCK = (
    r"(?:ordinary|common|preferred|preference|restricted|treasury|warrant|underlying|voting|non-voting|depositary"
    r"|convertible)"
)
_NEW = r"(?:new|additional|newly\s+issued|fully\s+paid|unregistered|outstanding|issued|our|its|such)"
_LONG = r"(?:full|fiscal|calendar|consecutive|additional|more)"
UNITS_BESIDE: Final = ("percent", "percent_word", "bp", "power", "energy", "time", "cents", "money", "shares")
TAIL: Final = re.compile(
    rf"""
    (?: (?P<short>MM|bn|mn|mm|tn|[BMKTbmk])(?![\w])
      | (?:[\s-]*(?P<scale>{_SCALE})(?![A-Za-z]))(?:\s+(?P<scale2>{_SCALE})(?![A-Za-z]))?
      | \s(?P<short2>bn|mn|mm|tn)(?![\w]) )?
    (?P<close>\s?\))?
    (?: \s?(?P<percent>[%\uff05])
      | [\s-]+(?P<percent_word>percent(?:age)?(?:\s+points?)?|per\s+cent|pct)(?![A-Za-z])
      | [\s-]+(?P<bp>basis\s+points?|bps)(?![A-Za-z])
      | [\s-]*(?P<power>{_any(POWER)})(?![A-Za-z])
      | [\s-]+(?P<energy>[KMGT]Wh|(?:kilo|mega|giga|tera)watt[\s-]hours?)(?![A-Za-z])
      | [\s-]+(?:{_LONG}\s+)?(?P<time>{_any(TIMES)})(?P<plural>s?)(?![A-Za-z]|-(?:over|on|end|ago|old))
      | \s+(?P<cents>cents?)(?![A-Za-z])
      | [\s-]+(?P<money>{_any([*CURRENCY_WORDS, *CODES])})(?![A-Za-z])
      | \s+(?:of\s+(?:our|its|the|their)\s+|{_NEW}\s+)?(?:(?:Class\s+[A-Z]|Series\s+[A-Z](?:-\d)?)\s+)?
        (?:{_STOCK}\s+){{0,3}}(?P<shares>shares|share(?=\s+of\b)|ADSs|ADRs)(?![A-Za-z])
    )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What stands behind a figure: scale word, closing parenthesis, unit. Always matches, often nothing."""

PER: Final = re.compile(
    rf"\s*(?:per|/)\s*(?:(?:{_STOCK}|diluted|basic|class\s+[a-z]|whole)\s+){{0,3}}(?P<per>[a-z][a-z-]*)"
    r"|\s+an?\s+(?P<each>share|year|quarter|month|week|unit|day)\b",
    re.IGNORECASE,
)
AFTER: Final = re.compile(rf"(?P<after>{_any(word for word, _ in AFTERWARDS)})(?!\w)", re.IGNORECASE)
_QUALIFIER = _any(word for word, _ in QUALIFIERS)
QUALIFIER: Final = re.compile(
    rf"(?<![\w-])(?P<words>(?:{_QUALIFIER})(?:\s+(?:{_QUALIFIER}))?)\s*(?:(?:{FILLERS})\s+)*"
    r"(?=[(\d$\u20ac\u00a3\u00a5\u20a9\u20b9\u20aa.A-Za-z])",
    re.IGNORECASE,
)
"""A qualifier and the fillers behind it, ending where its figure must begin."""

_NUMBER = _any([*ONES, *TENS])
WORDS: Final = re.compile(
    rf"(?<![\w.-])(?P<words>(?:an?\s+(?=hundred))?(?:{_NUMBER}|(?<=a\s)hundred)"
    rf"(?:[\s-]+(?:{_NUMBER}|hundred|and(?=\s+(?:{_NUMBER})\b)))*|(?:half\s+)?an?(?=\s+{_SCALE}\b))\b"
    r"(?:\s*\([\d,.]+\))?",
    re.IGNORECASE,
)
"""A number in words, with its echo in digits where there is one: five (5)."""

LABEL: Final = re.compile(
    rf"(?<![\w-])(?:{_any(LABELS)})\.?\s*(?:\(?\d[\w.]*\)?(?:\s*,\s*|\s+and\s+|\s*[-\u2013]\s*))*$|\u00a7+\s*$",
    re.IGNORECASE,
)
MONTH_BEFORE: Final = re.compile(rf"\b(?:{_any(MONTHS)})\.?\s+$")
LIST_NUMBER: Final = re.compile(r"(?:^|\n)[ \t]*$")
TELEPHONE: Final = re.compile(r"\(?\d{3}\)?[\s.-]+\d{3}[.-]\d{4}(?!\d)")
GOES_ON: Final = re.compile(rf"(?:\s+to\s+|\s+and\s+|\s?[-\u2013]\s?)(?:\d|(?:{_NUMBER})\b)", re.IGNORECASE)
"""A number in words that may be the low end of a range: four to 16 years."""
