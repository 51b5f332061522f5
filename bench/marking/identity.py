"""Whether a document's identity is right, and says what only the file name told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.marking.points import Point, compare, shown
from bench.marking.words import squash

if TYPE_CHECKING:
    import datetime as dt

    from bench.marking.marks import IdentityMark
    from pipeline.records import Identity

KIND = "identity"
_PLAIN = ("form", "amendment", "ticker", "cik", "period_end", "fiscal_period", "filed")
_HINTS = {"period": "period_end"}


def score_identity(mark: IdentityMark, read: Identity) -> list[Point]:
    """One point a field. A field without a mark must be empty or be marked by the reader as a hint.

    The mark ``filed`` is the day on the document: the reader may know it as the day it was filed, signed or held.
    """
    points = [_company(mark, read)]
    for field in _PLAIN:
        marked, found = getattr(mark, field), getattr(read, field)
        if field == "filed":
            found = _day_printed(read, marked)
        point = compare(KIND, field, mark.file, marked, found if field != "form" else str(found))
        if marked is None and field in read.hinted:
            point = point._replace(right=True)
        points.append(point)
    points.append(
        compare(
            KIND,
            "registrants",
            mark.file,
            tuple(sorted(squash(name) for name in mark.registrants)),
            tuple(sorted(squash(name) for name in read.registrants)),
        )._replace(marked=shown(mark.registrants), read=shown(read.registrants))
    )
    points.append(_hinted(mark, read))
    calendar = getattr(read, "fiscal_is_calendar", None)
    if calendar is not None and mark.fiscal_is_calendar is not None:
        points.append(compare(KIND, "fiscal_is_calendar", mark.file, mark.fiscal_is_calendar, calendar))
    return points


def _day_printed(read: Identity, marked: dt.date | None) -> dt.date | None:
    days = [getattr(read, field) for field in ("filed", "held", "signed") if field not in read.hinted]
    return marked if marked is not None and marked in days else next((day for day in days if day), None)


def _company(mark: IdentityMark, read: Identity) -> Point:
    spellings = tuple(name for name in (mark.company, *mark.companies) if name)
    right = squash(read.company) in {squash(name) for name in spellings} if spellings else not read.company
    return Point(KIND, "company", mark.file, right, shown(spellings), shown(read.company))


def _hinted(mark: IdentityMark, read: Identity) -> Point:
    """A field the reader hints at must be one the document is silent on; one without a mark is neither."""
    only = {_HINTS.get(field, field) for field in mark.only_in_file_name}
    told = {field for field in (*_PLAIN, "company") if getattr(mark, field, None)}
    if mark.companies:
        told.add("company")
    hinted = {field for field in read.hinted if field in told | only}
    return compare(KIND, "hinted", mark.file, tuple(sorted(only)), tuple(sorted(hinted)))
