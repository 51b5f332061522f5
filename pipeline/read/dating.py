"""Dates and fiscal periods as covers and titles print them, with or without the spaces between."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19[6-9]\d|20[0-6]\d)"
_WRITTEN = re.compile(
    # "September 30,2025", "Earnings CallMay 22, 2024", "29 Oct, 2025", "26-Oct-2023", "6 May 25 /"
    rf"(?P<month>{_MONTH})\.?\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<year>{_YEAR})(?!\d)"
    rf"|(?<![\d.,])(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<month2>{_MONTH})\.?,?[\s-]+(?P<year2>{_YEAR}|\d\d(?=\s*(?:/|$|\n)))(?!\d)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    # "08/05/2025", "2026-05-30"
    rf"(?<![\d/-])(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})/(?P<year>{_YEAR})(?![\d/])"
    rf"|(?<![\d/-])(?P<year2>{_YEAR})-(?P<month2>\d\d)-(?P<day2>\d\d)(?![\d-])"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_ORDINAL = "|".join(_ORDINALS)
_QUARTER = re.compile(
    # "Q3 FY2025", "Q1 FY 2026", "Q1 2026", "Q1 fiscal year 2025", "Q4'25"
    rf"\bQ(?P<q1>[1-4])\s*(?:of\s+|,\s*)?(?:FY|fiscal(?:\s+year)?|calendar)?\s*(?P<y1>20\d\d|['’]\d\d)\b"
    # "2025 Q1", "FY2026Q2", "3Q25"
    rf"|(?<!\d)(?P<y2>20\d\d)\s*[-_]?\s*Q(?P<q2>[1-4])\b"
    rf"|\b(?P<q3>[1-4])Q\s*(?P<y3>20\d\d|['’]?\d\d)\b"
    # "third quarter fiscal year 2024", "First Quarter Fiscal 2026", "fourth quarter and full year 2025"
    rf"|\b(?P<q4>{_ORDINAL})[\s-]+(?:fiscal\s+)?quarter(?:\s+(?:and|&)\s+(?:full|fiscal|full[\s-]+fiscal)[\s-]+year)?,?(?:\s+(?:of|for|our|the|and))*"
    rf"(?:\s+fiscal)?(?:\s+year)?,?\s+(?P<y4>20\d\d)\b"
    # "2025 First Quarter Financial Results"
    rf"|\b(?P<y5>20\d\d)\s+(?P<q5>{_ORDINAL})[\s-]+(?:fiscal\s+)?quarter\b",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"\b(?:full|fiscal)[\s-]+year(?:\s+ended)?\s+(20\d\d)\b|\bFY\s?(20\d\d)\b", re.IGNORECASE)


def dates_in(text: str, *, numeric: bool = False) -> list[tuple[int, dt.date]]:
    """Every full date of ``text`` with its offset; written dates only, unless ``numeric``."""
    found = []
    for match in (_NUMERIC if numeric else _WRITTEN).finditer(text):
        groups = match.groupdict()
        year, month, day = (groups[name] or groups[f"{name}2"] for name in ("year", "month", "day"))
        number = (
            int(month) if numeric else next(i for i, name in enumerate(MONTHS, 1) if name.startswith(month[:3].lower()))
        )
        try:
            found.append((match.start(), dt.date(int(year) + (2000 if len(year) < 4 else 0), number, int(day))))  # noqa: PLR2004
        except ValueError:
            continue
    return found


def stated_period(text: str) -> str | None:
    """``Q3 FY2025`` or ``FY2025`` as the first words that name a fiscal period say; ``Qn`` without a year is none."""
    match = _QUARTER.search(text)
    if match:
        for number in "12345":
            if match[f"q{number}"]:
                quarter = match[f"q{number}"].lower()
                year = match[f"y{number}"].lstrip("'’")
                return f"Q{_ORDINALS.get(quarter, quarter)} FY{year if len(year) == 4 else '20' + year}"  # noqa: PLR2004
    yearly = _YEARLY.search(text)
    return f"FY{yearly[1] or yearly[2]}" if yearly else None


def stated_quarter(text: str) -> str | None:
    """As ``stated_period``, but quarters only."""
    period = stated_period(text)
    return period if period and period.startswith("Q") else None
