"""For when a document is: its period, the day it was held, filed or signed, and how its company counts years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Form

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from pipeline.records import Identity

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def dated(document: Identity, show: Callable[[dt.date], str]) -> str:
    """Say the day of a call or a release, then the period; the day of filing or of signing where there is neither."""
    said = [f"of {show(document.held)}"] if document.held else []
    if document.period_end:
        # An 8-K has no period: its date is that of the event.
        said.append(f"{'of' if document.form is Form.EIGHT_K else 'period to'} {show(document.period_end)}")
    elif not said and document.filed:
        said.append(f"filed {show(document.filed)}")
    elif not said and document.signed:
        said.append(f"signed {show(document.signed)}")
    return ", ".join(said) or "period not stated"


def fiscal(document: Identity) -> str:
    """``Q3 FY2026; its fiscal year ends in January``; the end of the year is told where it is not the calendar's."""
    if document.fiscal_period is None:
        return ""
    if document.fiscal_is_calendar is not False:
        return document.fiscal_period
    if document.fiscal_year_end is None:
        return f"{document.fiscal_period}; its fiscal year is not the calendar year"
    return f"{document.fiscal_period}; its fiscal year ends in {_MONTHS[document.fiscal_year_end - 1]}"
