"""For when a document is: its period, the day it was held, filed or signed, and how its company counts years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.inert import clean
from pipeline.languages.language import ENGLISH
from pipeline.records import Form

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from pipeline.languages.language import Language
    from pipeline.records import Identity

_PARTS = 3
"""Year, month and day."""


def day(iso: str, lang: Language = ENGLISH) -> str:
    """Say ``2025-11-18`` as ``18 November 2025`` and ``2025-11`` as ``November 2025``."""
    parts = clean(iso).split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= _PARTS:
        return clean(iso)
    if len(parts) == 1 or str(int(parts[1])) not in lang.words["month"]:
        return lang.told("date", "year", year=parts[0])
    month = lang.words["month"][str(int(parts[1]))]
    if len(parts) < _PARTS:
        return lang.told("date", "month", month=month, year=parts[0])
    return lang.told("date", "day", day=int(parts[2]), month=month, year=parts[0])


def dated(document: Identity, show: Callable[[dt.date], str], lang: Language = ENGLISH) -> str:
    """Say the day of a call or a release, then the period; the day of filing or of signing where there is neither."""
    said = [lang.told("date", "of", day=show(document.held))] if document.held else []
    if document.period_end:
        # An 8-K has no period: its date is that of the event.
        key = "of" if document.form is Form.EIGHT_K else "period_to"
        said.append(lang.told("date", key, day=show(document.period_end)))
    elif not said and document.filed:
        said.append(lang.told("date", "filed", day=show(document.filed)))
    elif not said and document.signed:
        said.append(lang.told("date", "signed", day=show(document.signed)))
    return lang.clauses(said) or lang.words["date"]["no_period"]


def fiscal(document: Identity, lang: Language = ENGLISH) -> str:
    """``Q3 FY2026; its fiscal year ends in January``; the end of the year is told where it is not the calendar's."""
    if document.fiscal_period is None:
        return ""
    period = lang.phrase(document.fiscal_period)
    if document.fiscal_is_calendar is not False:
        return period
    if document.fiscal_year_end is None:
        return lang.told("date", "other_year", period=period)
    month = lang.words["month"][str(document.fiscal_year_end)]
    return lang.told("date", "year_ends", period=period, month=month)
