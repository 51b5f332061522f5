"""One line of a table: the words of its label and the figures after them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

CURRENCIES = {
    "$": "USD",
    "US$": "USD",
    "C$": "CAD",
    "A$": "AUD",
    "HK$": "HKD",
    "NT$": "TWD",
    "R$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₩": "KRW",
}
"""Currency signs as they stand in cells. A bare dollar sign is the US dollar in documents filed with the SEC."""

_SIGN = r"(?:(?:US|HK|NT|[CAR])?\$|[€£¥₩])"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})++|\d++)(?:\.\d++)?|\.\d++"
_NOTE = r"(?:\s?\([a-z]\))*+"
_CELL = rf"""(?>
    (?:[~≈≥≤<>]\s?)?
    (?:
        (?:{_SIGN}\s*+)?\(\s*+(?:{_SIGN}\s*+)?(?:{_NUMBER})(?:\s*%)?\s*\)(?:\s*%)?
      | [-\u2212\u2013]?(?:{_SIGN}\s*+)?[-\u2212]?(?:{_NUMBER})(?:\s*%|\s?(?:bps|bp|pts?|ppts?|pp|x|years?)\b)?
      | (?:{_SIGN}\s*+)?(?:[\u2014\u2013-]{{1,2}}|N/?A|n/a|NM|nm|N\.[AM]\b\.?|n\.[am]\b\.?|\*)(?:\s*%)?
    ){_NOTE}
)"""
TAIL = re.compile(rf"(?:(?<![^\s])|(?<=[\w)])(?={_SIGN}))(?:{_CELL}(?:\s++|(?=[$€£¥₩(])|\Z))++\Z", re.VERBOSE)
"""The figures at the end of a line: at least one cell up to the line's end. Atomic, so it cannot backtrack far."""
CELL = re.compile(_CELL, re.VERBOSE)
PIECES = re.compile(r"[\s$€£¥₩%()\d,.\u2014\u2013\u2212*-]+|\d+(?:\.\d+)?\s?years?|N/?A|NM", re.IGNORECASE)
"""A line of nothing but figures or pieces of figures (a lone currency sign, a closing bracket)."""
LAST = frozenset("0123456789)%\u2014\u2013\u2212-*xXAMspr")
YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
DATE_BEFORE_YEAR = re.compile(rf"{_MONTH}(?:\s+\d{{1,2}},?)?$", re.IGNORECASE)
NOTE_BEFORE = re.compile(r"(?:\bsee|\brefer\s+to|[(,\u2013\u2014-])\s*(?:notes?|items?|exhibits?)$", re.IGNORECASE)
"""A bare number after these words points elsewhere: "Commitments and contingencies - see Note 11"."""
DAY_FOLLOWS = re.compile(rf"(?:{_MONTH}|\b(?:level|tier|class|series|note|phase|tranche|no\.))$", re.IGNORECASE)
YEAR_FOLLOWS = re.compile(
    r"(?:\b(?:due|fiscal|fy|year|in|notes?|through|of|by|before|after|since|until)|[\u2013\u2014-])$", re.IGNORECASE
)
ENUMERATED = re.compile(r"(?:,|\b(?:and|or|of|to))$", re.IGNORECASE)
"""A figure after these words is the last of several in the label: "net of tax of $2, $1 and $6 (114) (112)"."""
SPAN_OF_YEARS = re.compile(r"\d\s[\u2014\u2013-]\s?\d+\s?years?\b")
"""Words, not a figure: "Buildings 10 - 40 years"."""
IN_YEARS = re.compile(r"\s?years?$")
"""A term as it stands in a cell: "6 years"."""
_DIGITS = re.compile(_NUMBER)
_SIGNS = re.compile(_SIGN)
LONGEST_ROW = 1000
"""A line longer than this is a paragraph, whatever it ends with."""


class Figure(NamedTuple):
    """One cell as written.

    Its span, its value with the sign applied (None for a dash or "N/A"), its unit, and whether it is ``plain``:
    it can be nothing but a figure (it has a currency sign, a separator, decimals, brackets or a percent sign).
    """

    start: int
    end: int
    value: Decimal | None
    unit: str | None
    plain: bool


class Parsed(NamedTuple):
    """A line cut in two: ``text[:label_end]`` is the label; the figures follow."""

    label_end: int
    figures: tuple[Figure, ...]


def parse_row(text: str) -> Parsed | None:
    """Cut a line into label and figures; None when it does not end in a figure. Offsets are those of ``text``."""
    if text[-1:] not in LAST or len(text) > LONGEST_ROW:
        return None
    tail = TAIL.search(text)
    if tail is None or SPAN_OF_YEARS.search(text, tail.start()):
        return None
    figures = [read_figure(match) for match in CELL.finditer(text, tail.start())]
    label = text[: tail.start()].rstrip()
    while figures and (ENUMERATED.search(label) or (figures[0].plain and _belongs_to_label(text, label, figures))):
        label = text[: figures[0].end]
        del figures[0]
    figures = _without_year_ranges(text, figures)
    return Parsed(len(label), tuple(figures)) if figures else None


def _without_year_ranges(text: str, figures: list[Figure]) -> list[Figure]:
    """Leave out the years of a span of maturities, which are words: "1.89% 2022 - 2079 $ 2,345 $ 3,494"."""
    at = 0
    while at + 2 < len(figures):
        first, dash, last = figures[at : at + 3]
        if dash.value is None and _is_year(text, first) and _is_year(text, last) and len(figures) > 3:  # noqa: PLR2004
            del figures[at : at + 3]
        else:
            at += 1
    return figures


def _is_year(text: str, figure: Figure) -> bool:
    return figure.plain and YEAR.fullmatch(text, figure.start, figure.end) is not None


def read_figure(match: re.Match[str]) -> Figure:
    """Read what ``CELL`` has matched."""
    written = match.group()
    digits = _DIGITS.search(written)
    sign = _SIGNS.search(written)
    unit = "percent" if "%" in written else None if sign is None else CURRENCIES[sign.group()]
    if digits is None:
        return Figure(match.start(), match.end(), None, unit, plain=False)
    value = Decimal(digits.group().replace(",", ""))
    before = written[: digits.start()]
    if "(" in before or "-" in before or "\u2212" in before or "\u2013" in before:
        value = -value
    plain = unit is None and "," not in digits.group() and "(" not in before
    plain = plain and ("." not in digits.group() or written[-1] in "rs")
    return Figure(match.start(), match.end(), value, unit, plain)


def _belongs_to_label(text: str, label: str, figures: list[Figure]) -> bool:
    """Tell whether a leading number is part of the label: "December 31, 2025 1,200", "Level 3 $ 40", "2026 $ 300"."""
    written = text[figures[0].start : figures[0].end]
    if YEAR.fullmatch(written):
        if DATE_BEFORE_YEAR.search(label):
            return True
        if not label:
            return len(figures) > 1 and not only_years(figures)
        return YEAR_FOLLOWS.search(label) is not None and len(figures) > 1
    if NOTE_BEFORE.search(label) and len(written) <= 2:  # noqa: PLR2004  (no document has a hundred notes)
        return True
    if len(written) > 2 or len(figures) == 1:  # noqa: PLR2004  (a day or a level has one or two digits)
        return False
    return DAY_FOLLOWS.search(label) is not None


def only_years(figures: Sequence[Figure]) -> bool:
    """Tell whether every figure is a bare year: a column head, not a row."""
    return all(figure.plain and figure.value is not None and YEAR.fullmatch(str(figure.value)) for figure in figures)
