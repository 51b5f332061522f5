"""The list of all briefings, newest first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
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
    """One line of the index. ``path`` is that of the page, relative to the index, ``source`` the document's."""

    path: str
    source: str = ""
    company: str
    headline: str
    form: Form
    amendment: bool = False
    day: dt.date | None = None
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
            source=document.path,
            company=document.company,
            headline=facts.summary.headline,
            form=document.form,
            amendment=document.amendment,
            day=document.day,
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
    alike = Counter(_identity(entry) for entry in newest)
    rows = [
        {
            "page": link(_name(entry, alone=alike[_identity(entry)] == 1), entry.path),
            "headline": entry.headline,
            "form": _form(entry),
            "period": _period(entry),
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


def _identity(entry: IndexEntry) -> tuple[str, str, str]:
    return short_name(entry.company), _form(entry), _period(entry)


def _name(entry: IndexEntry, *, alone: bool) -> str:
    """Name the company; of documents that are alike in all the list says, the file too."""
    name = short_name(entry.company)
    return name if alone else f"{name} ({(entry.source or entry.path).rsplit('/', 1)[-1]})"


def _form(entry: IndexEntry) -> str:
    return SHORT_FORM[entry.form] + ("/A" if entry.amendment else "")


def _period(entry: IndexEntry) -> str:
    return str(entry.day or "not stated")


def _day(entry: IndexEntry) -> dt.date:
    return entry.day or dt.date.min
