"""Reported figures of a period that a later filing tells differently."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pipeline.compare.silence import FILINGS
from pipeline.records import RestatedFigure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.records import FactFile, Result

_YEAR = dt.timedelta(days=364)
_WEEK = dt.timedelta(days=8)
"""A fiscal year of 52 or 53 weeks ends up to a week beside the day of the year before."""

_PARTS = 1000
"""One part in a thousand: figures in thousands and in millions are rounded differently."""

_LENGTH = 2
"""Words of a period that say how long it is: "Three Months Ended"."""


def restated(later: FactFile, earlier: Mapping[str, FactFile], corrected: str | None) -> Iterator[RestatedFigure]:
    """Give figures of the same quarter a year before, or of the filing that is ``corrected``, that are told otherwise.

    ``earlier`` are filings by the stems of their briefings.
    """
    for stem, file in earlier.items():
        same = stem == corrected
        if not same and not _a_year_before(file, later):
            continue
        known = {_key(result): result for result in file.results if _counts(result)}
        for result in later.results:
            was, value = known.get(_key(result)), result.value if same else result.year_ago
            if was is None or was.value is None or value is None or not _counts(result):
                continue
            if abs(value - was.value) * _PARTS > abs(was.value):
                yield RestatedFigure(
                    metric=result.metric,
                    period=was.period,
                    unit=result.unit,
                    value=value,
                    was=was.value,
                    page=result.evidence[0].page,
                    stem=stem,
                    was_page=was.evidence[0].page,
                )


def _a_year_before(file: FactFile, later: FactFile) -> bool:
    days = file.document.period_end, later.document.period_end
    if days[0] is None or days[1] is None or not {file.document.form, later.document.form} <= FILINGS:
        return False
    return file.document.form is later.document.form and abs(days[1] - days[0] - _YEAR) <= _WEEK


def _key(result: Result) -> tuple[str, tuple[str, ...], str | None]:
    length = tuple((result.period or "").casefold().split()[:_LENGTH])
    return result.metric, length, result.unit


def _counts(result: Result) -> bool:
    return not result.guidance and bool(result.period)
