"""The period a column of a statement stands for, from its head; nothing where the head does not say one period."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.records import Table

_SPAN = re.compile(
    r"\b(?:(?:three|six|nine|twelve|\d{1,2})\s+(?:months|weeks)|(?:fiscal\s+)?(?:quarters?|years?))\s+ended\b",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = re.compile(rf"\b(?:{_MONTHS})[a-z]*\.?\s+\d{{1,2}}\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ALONE = re.compile(rf"(?:{_DAY.pattern},?\s*)?(?:\b(?:19|20)\d\d\b\s*)+", re.IGNORECASE)
# "$ Change", "2022 vs. 2021": the difference of two periods is none.
_CHANGE = re.compile(r"change|variance|increase|decrease|\bvs\b|versus|%", re.IGNORECASE)
_STRETCHED = re.compile(r"\b(?:19|20)\d\d\s+(?:19|20)\d\d$")
# A year of 52 or 53 weeks ends a few days off the day it ended on the year before.
_A_YEAR = range(355, 376)


class Ended(NamedTuple):
    """What a head says of its period: "three months ended", 2025, and the month and day where they are given."""

    span: str
    year: int
    day: tuple[int, int] | None

    @property
    def date(self) -> dt.date | None:
        """The last day of the period, None where the head gives no day (or none that there is)."""
        try:
            return dt.date(self.year, *self.day) if self.day else None
        except ValueError:
            return None

    @property
    def order(self) -> tuple[int, tuple[int, int]]:
        """What sorts periods of one span from old to new."""
        return (self.year, self.day or (0, 0))

    def a_year_after(self, other: Ended) -> bool:
        """Whether ``other`` is the same span of the year before."""
        if self.span != other.span:
            return False
        if self.date and other.date:
            return (self.date - other.date).days in _A_YEAR
        return self.day == other.day and self.year - other.year == 1


def years(head: str) -> tuple[str, ...]:
    """The years a head names."""
    return tuple(dict.fromkeys(_YEAR.findall(head)))


def period(table: Table, column: int) -> str | None:
    """``Three Months Ended September 30, 2025``; None where the head names no span, or spans nobody can tell apart.

    A head that stretches over several groups of columns ("Three Months Ended June 30, Six Months Ended June 30")
    is flattened into each column below it; the groups are told apart only where the columns divide evenly.
    """
    head = _head(table, column)
    named = years(head)
    if len(named) != 1:
        return None
    if not _SPAN.search(head):
        return named[0] if head == named[0] else None
    found = _span(table, column)
    if found is None:
        return None
    span, day = found
    span = " ".join(word.capitalize() if word.isalpha() else word for word in span.split())
    return f"{span} {day}, {named[0]}" if day else f"{span} {named[0]}"


def ended(table: Table, column: int) -> Ended | None:
    """The span and end of a column's period; None where its head names no year, or spans nobody can tell apart.

    "Nine Months Ended September 30, 2022 | 2022" and "... 2022 | 2021": the day stretches over both columns, and the
    last year is the column's own. A date alone ("Year Ended June 30, 2023 | 2022") stands under the span beside it.
    """
    named = years(_head(table, column))
    found = _span(table, _spanned(table, column))
    if not named or found is None or _CHANGE.search(_head(table, column)):
        return None
    span, day = found
    own = _DAY.search(_head(table, column))
    day = day if _SPAN.search(_head(table, column)) or own is None else own[0]
    if len(named) > 1 and not (day and _STRETCHED.search(_head(table, column))):
        return None
    month, number = (_MONTHS.split("|").index(day[:3].lower()) + 1, int(day.split()[-1])) if day else (0, 0)
    return Ended(" ".join(span.lower().split()), int(named[-1]), (month, number) if day else None)


def _head(table: Table, column: int) -> str:
    return " ".join(table.columns[column].split()) if column < len(table.columns) else ""


def _spanned(table: Table, column: int) -> int:
    """The column whose head gives the span of a date alone: the next to the left, else the first that has one."""
    if not _ALONE.fullmatch(_head(table, column)):
        return column
    with_span = [other for other in range(len(table.columns)) if _SPAN.search(_head(table, other))]
    before = [other for other in with_span if other < column]
    return before[-1] if before else with_span[0] if with_span else column


def _span(table: Table, column: int) -> tuple[str, str] | None:
    """The words of a column's span and of its last day, either empty where the head has none."""
    head = _head(table, column)
    spans = list(_SPAN.finditer(head))
    if not spans:
        day = _DAY.search(head)
        return ("", day[0] if day else "")
    group = 0
    if len(spans) > 1:
        if len(table.columns) % len(spans):
            return None
        group = column * len(spans) // len(table.columns)
    end = spans[group + 1].start() if group + 1 < len(spans) else len(head)
    day = _DAY.search(head, spans[group].end(), end)
    return (spans[group][0], day[0] if day else "")
