"""The list of all briefings, newest first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from pipeline import templates
from pipeline.brief.gaps import gaps
from pipeline.brief.names import short_name
from pipeline.brief.wording import SHORT_FORM
from pipeline.inert import link, printed
from pipeline.records import Form, Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.records import FactFile


class IndexEntry(Record):
    """One line of the index. ``path`` is that of the page, relative to the index."""

    path: str
    company: str
    headline: str
    form: Form
    amendment: bool = False
    period_end: dt.date | None = None
    filed: dt.date | None = None
    deals: int
    engine: str
    review: str = "none"
    warnings: int = 0
    partial: bool = False

    @classmethod
    def of(cls, facts: FactFile, path: str, review: str = "none") -> Self:
        """Take the line from a fact file."""
        document = facts.document
        return cls(
            path=path,
            company=document.company,
            headline=facts.summary.headline,
            form=document.form,
            amendment=document.amendment,
            period_end=document.period_end,
            filed=document.filed,
            deals=len(facts.deals),
            engine=facts.engine.name if facts.engine.model is None else facts.engine.model,
            review=review,
            warnings=len(gaps(facts)),
            partial=facts.coverage.partial,
        )


class Unread(Record):
    """A document without a briefing. ``reason`` and ``remedy`` are those of its error, ``path`` as printed."""

    path: str
    reason: str
    remedy: str
    page: int | None = None


def index(entries: Iterable[IndexEntry], *, unread: Iterable[Unread] = (), project: Path | None = None) -> str:
    """Write ``outputs/README.md``: newest period first, then by company, form and path; then what is ``unread``."""
    newest = sorted(entries, key=lambda e: (-_day(e).toordinal(), e.company.casefold(), e.form, e.path))
    rows = [
        {
            "page": link(short_name(entry.company), entry.path),
            "headline": entry.headline,
            "form": SHORT_FORM[entry.form] + ("/A" if entry.amendment else ""),
            "period": str(entry.period_end or entry.filed or "not stated"),
            "deals": entry.deals,
            "engine": entry.engine,
            "review": entry.review,
            "warnings": f"{entry.warnings}, partial" if entry.partial else str(entry.warnings),
        }
        for entry in newest
    ]
    return templates.render(
        "page/index.md.j2", {"rows": rows, "unread": list(unread)}, project=project, finalize=printed
    )


def _day(entry: IndexEntry) -> dt.date:
    return entry.period_end or entry.filed or dt.date.min
