"""The fiscal period of a periodic report: which quarter of which of the filer's own years."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.read.dating import dates_in
from pipeline.records import Form

if TYPE_CHECKING:
    from pipeline.read.raw import RawDocument

_NINE = re.compile(
    r"\b(?:nine\s+months|thirty[\s-]nine\s+weeks|39\s+weeks|first\s+three\s+quarters)\s+ended\b", re.IGNORECASE
)
_SIX = re.compile(
    r"\b(?:six\s+months|twenty[\s-]six\s+weeks|26\s+weeks)\s+ended\b|\bfirst\s+half\s+of\s+fiscal\b", re.IGNORECASE
)
_YEAR_ENDED = re.compile(r"(?<!half[\s-])\byears?\s+(?:ended|ending|ends)\s+(?:on\s+)?(?=[a-z])", re.IGNORECASE)
_LEAST = 3
_DATE_LENGTH = 24
_WEEK_DRIFT = dt.timedelta(days=10)
"""A 52- or 53-week year ends up to a week away from its month's end."""
_DECEMBER = 12
_LATEST_CALL = 100
"""So many days after its quarter a company has spoken of it."""
_EARLY = 2
"""A year that ends in January or February may be named for either calendar year; the text decides."""


def fiscal_period(raw: RawDocument, form: Form, period_end: dt.date | None) -> str | None:
    """``Q3 FY2026`` for a 10-Q, ``FY2025`` for a 10-K, None for other forms.

    Inline XBRL states it. Otherwise the quarter follows from the longest period reported, named again and again, or
    from where the text says that the fiscal year ends; where the two differ, or neither is there, nothing is said.
    """
    if form not in (Form.TEN_K, Form.TEN_Q):
        return None
    focus = raw.hints.get("dei:DocumentFiscalPeriodFocus", "").strip().upper()
    year = raw.hints.get("dei:DocumentFiscalYearFocus", "").strip()
    if year.isdigit() and focus in {"Q1", "Q2", "Q3", "Q4", "FY"}:
        return f"FY{year}" if focus == "FY" else f"{focus} FY{year}"
    if period_end is None:
        return None
    quarter = 4 if form is Form.TEN_K else _quarter(raw.text, period_end)
    if quarter is None:
        return None
    month = (period_end - _WEEK_DRIFT).month + 3 * (4 - quarter)
    ends = (period_end - _WEEK_DRIFT).year + (month - 1) // 12
    if (month - 1) % 12 + 1 <= _EARLY:
        ends = _named_year(raw.text, ends)
    return f"FY{ends}" if form is Form.TEN_K else f"Q{quarter} FY{ends}"


def year_end_of_report(fiscal: str | None, period_end: dt.date | None) -> tuple[int | None, bool | None]:
    """The month in which the fiscal year ends, and whether the fiscal year is the calendar's; None where unknown."""
    if fiscal is None or period_end is None:
        return None, None
    left = 4 - int(fiscal[1]) if fiscal.startswith("Q") else 0
    month = ((period_end - _WEEK_DRIFT).month - 1 + 3 * left) % 12 + 1
    return month, month == _DECEMBER


def year_end_of_call(
    text: str, fiscal: str | None, period_end: dt.date | None, held: dt.date | None
) -> tuple[int | None, bool | None]:
    """As ``year_end_of_report``, for a call.

    Where neither a quarter's nor a year's end is stated, the day of the call may still show that the fiscal year is not
    the calendar's: nobody speaks in September of a first quarter that ends in March of the next year.
    """
    if period_end is not None and fiscal is not None:
        return year_end_of_report(fiscal, period_end)
    stated = _year_end_months(text)
    if len(stated) == 1:
        (month,) = stated
        return month, month == _DECEMBER
    if fiscal is None or held is None or not fiscal.startswith("Q"):
        return None, None
    quarter, year = int(fiscal[1]), int(fiscal[-4:])
    after = dt.date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return None, None if 0 <= (held - after).days <= _LATEST_CALL else False


def _quarter(text: str, period_end: dt.date) -> int | None:
    longest, stated = _longest_period(text), _since_year_end(text, period_end)
    return None if longest and stated and longest != stated else longest or stated


def _longest_period(text: str) -> int | None:
    """Give the quarter that the longest period reported tells; a first quarter reports no longer one than itself."""
    nine = len(_NINE.findall(text))
    six = len(_SIX.findall(text))
    if nine >= _LEAST and nine >= six:
        return 3
    return 2 if six >= _LEAST else None


def _since_year_end(text: str, period_end: dt.date) -> int | None:
    """Give the quarter from the month in which, by most of its words, the filer's year ends; None in the last one."""
    ends = _year_end_months(text)
    if not ends:
        return None
    months = ((period_end - _WEEK_DRIFT).month - ends.most_common(1)[0][0]) % 12
    return months // 3 if months in (3, 6, 9) else None


def _year_end_months(text: str) -> Counter[int]:
    """Count the months in which the text says that a year ends."""
    return Counter(
        (found[0][1] - _WEEK_DRIFT).month
        for match in _YEAR_ENDED.finditer(text)
        if (found := dates_in(text[match.end() : match.end() + _DATE_LENGTH])) and found[0][0] == 0
    )


def _named_year(text: str, ends: int) -> int:
    """The year as the filer calls it: "fiscal 2022" may end in January 2023."""
    counts = {
        year: len(re.findall(rf"\bfiscal\s+(?:year\s+)?{year}\b", text, re.IGNORECASE)) for year in (ends, ends - 1)
    }
    return ends - 1 if counts[ends - 1] > 2 * counts[ends] else ends
