"""The period a column of a statement stands for, from its head; nothing where the head does not say one period."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.records import Table

_SPAN = re.compile(
    r"\b(?:(?:three|six|nine|twelve|\d{1,2})\s+(?:months|weeks)|(?:fiscal\s+)?(?:quarters?|years?))\s+ended\b",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = re.compile(rf"\b(?:{_MONTHS})[a-z]*\.?\s+\d{{1,2}}\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def years(head: str) -> tuple[str, ...]:
    """The years a head names."""
    return tuple(dict.fromkeys(_YEAR.findall(head)))


def period(table: Table, column: int) -> str | None:
    """``Three Months Ended September 30, 2025``; None where the head names no span, or spans nobody can tell apart.

    A head that stretches over several groups of columns ("Three Months Ended June 30, Six Months Ended June 30")
    is flattened into each column below it; the groups are told apart only where the columns divide evenly.
    """
    if column >= len(table.columns):
        return None
    head = " ".join(table.columns[column].split())
    named = years(head)
    if len(named) != 1:
        return None
    spans = list(_SPAN.finditer(head))
    if not spans:
        return named[0] if head == named[0] else None
    group = 0
    if len(spans) > 1:
        if len(table.columns) % len(spans):
            return None
        group = column * len(spans) // len(table.columns)
    end = spans[group + 1].start() if group + 1 < len(spans) else len(head)
    day = _DAY.search(head, spans[group].end(), end)
    span = " ".join(word.capitalize() if word.isalpha() else word for word in spans[group][0].split())
    return f"{span} {day[0]}, {named[0]}" if day else f"{span} {named[0]}"


def a_year_apart(table: Table, now: int, before: int) -> bool:
    """Whether the heads of two columns name years one apart; also where the heads of a statement name none."""
    heads = [table.columns[column] if column < len(table.columns) else "" for column in (now, before)]
    this, last = (years(head) for head in heads)
    if not this and not last:
        return True
    if not this or not last or int(this[-1]) - int(last[-1]) != 1:
        return False
    # "Nine Months Ended September 30, 2022 | 2022" and "... 2022 | 2021": the day stretches over both columns.
    return len(this) == 1 and set(last[:-1]) <= set(this)
