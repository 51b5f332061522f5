"""Dates as documents write them, as ISO strings of the precision stated."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pipeline.lexis.records import DateFound

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan",
            "February Feb",
            "March Mar",
            "April Apr",
            "May",
            "June Jun",
            "July Jul",
            "August Aug",
            "September Sept Sep",
            "October Oct",
            "November Nov",
            "December Dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted([*_MONTHS, *(name.upper() for name in _MONTHS)], key=len, reverse=True))
_YEAR = r"(?:19[5-9]|20\d)\d"

_DATE = re.compile(
    rf"""
      \b(?P<month>{_MONTH})\b\.?(?:
          \s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>{_YEAR})
        | (?:,?\s+|\s+of\s+)(?P<only_year>{_YEAR})
      )(?![\w,.]\d|[\w%])
    | \b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:day\s+)?(?:of\s+)?(?P<month2>{_MONTH})\b\.?,?
      \s+(?P<year2>{_YEAR})(?![\w%])
    | (?<![\w/$.,-])(?P<us_month>\d{{1,2}})/(?P<us_day>\d{{1,2}})/(?P<us_year>{_YEAR}|\d\d)(?![\w/])
    | (?<![\w/$.,-])(?P<iso_year>{_YEAR})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?![\w/-])
    | (?<![\w$€£¥.,/-])(?P<bare>{_YEAR})(?![\w%]|[.,/:-]\d|-[A-Za-z])
    """,
    re.VERBOSE,
)
# "third quarter of fiscal year 2026", "first half of 2026", "Q3 2025": a span of months that only the filer's calendar
# knows. No date is made of it.
_PART_OF_YEAR = re.compile(
    r"(?:\b(?:quarters?|half|halves)\s+(?:of\s+)?(?:(?:our|the)\s+)?"
    r"|\b[QH][1-4],?\s+)(?:(?:fiscal|calendar)\s+)?(?:year\s+)?(?:FY\s*)?$",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥]|\b(?:CHF|USD|EUR))\s*\(?$")
_COUNTED_AFTER = re.compile(r"\s*(?:percent|million|billion|trillion|thousand|MW|GW|megawatts?|gigawatts?|shares)\b")


# "In August we signed", "on April 9": which August is told by the day the document was told on.
_YEARLESS = re.compile(
    rf"\b(?:in|on|during|since|early|late)\s+(?:early\s+|late\s+|mid-?\s*)?(?P<month>(?-i:{_MONTH}))\b\.?"
    r"(?:\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?\b)?(?!,?\s+(?:of\s+)?\d|\.\d|\s+quarters?\b"
    rf"|\s+(?:and|or|to|through)\s+(?:{_MONTH})\b)",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:expect|will|would|plan|schedul|anticipat|intend|due|matur|expir|going to|each|every|next|until|through|by|"
    r"begin|start|commenc)\w*\b[^.;]{0,80}$",
    re.IGNORECASE,
)


def dates(text: str, told: dt.date | None = None) -> tuple[DateFound, ...]:
    """Every date in ``text`` in text order: ``2025-11-18``, ``2025-11`` or ``2025``, never more than stated.

    Numeric dates are read as month/day/year. Impossible days are passed over. A quarter or half of a year is no date.
    A month without a year, past by its words, is the latest before ``told``, the day the text was told on; without
    that day it is none.
    """
    found = [] if told is None else list(_past(text, told))
    for match in _DATE.finditer(text):
        iso = _iso(match)
        if iso is None:
            continue
        if match["bare"] and not _is_year(text, match.start(), match.end()):
            continue
        found.append(DateFound(match.start(), match.end(), iso))
    return tuple(sorted(found))


def _past(text: str, told: dt.date) -> Iterator[DateFound]:
    for match in _YEARLESS.finditer(text):
        if _TO_COME.search(text, max(0, match.start() - 100), match.start()):
            continue
        month, day = _MONTHS[match["month"].title()], int(match["day"] or 1)
        year = told.year - ((month, day) > (told.month, told.day))
        try:
            iso = dt.date(year, month, day).isoformat()
        except ValueError:
            continue
        yield DateFound(match.start("month"), match.end(), iso if match["day"] else iso[:7])


def _iso(match: re.Match[str]) -> str | None:
    if match["bare"]:
        return match["bare"]
    if match["only_year"]:
        return f"{match['only_year']}-{_MONTHS[match['month'].title()]:02d}"
    if match["month"]:
        year, month, day = match["year"], _MONTHS[match["month"].title()], match["day"]
    elif match["month2"]:
        year, month, day = match["year2"], _MONTHS[match["month2"].title()], match["day2"]
    elif match["us_year"]:
        year, month, day = match["us_year"], int(match["us_month"]), match["us_day"]
        year = year if len(year) > 2 else f"20{year}"  # noqa: PLR2004  (two digits of a year)
    else:
        year, month, day = match["iso_year"], int(match["iso_month"]), match["iso_day"]
    try:
        return dt.date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


def _is_year(text: str, start: int, end: int) -> bool:
    """Tell whether four digits are a year: no amount, and not the year of a quarter."""
    before = text[max(0, start - 48) : start]
    return not (_MONEY_BEFORE.search(before) or _PART_OF_YEAR.search(before) or _COUNTED_AFTER.match(text, end))
