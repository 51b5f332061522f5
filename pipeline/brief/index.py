"""The list of all briefings, newest first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Self

from pipeline import templates
from pipeline.brief.gaps import gaps
from pipeline.brief.names import short_name
from pipeline.brief.reviewed import review_column
from pipeline.inert import Ours, link, printed
from pipeline.languages.language import language
from pipeline.records import Form, Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.languages.language import Language
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
    language: str | None = None

    @classmethod
    def of(cls, facts: FactFile, path: str) -> Self:
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
            review=review_column(facts),
            warnings=len(gaps(facts)),
            partial=facts.coverage.partial,
            language=facts.summary.language,
        )


class Unread(Record):
    """A document without a briefing. ``reason`` and ``remedy`` are those of its error, ``path`` as printed."""

    path: str
    reason: str
    remedy: str
    page: int | None = None


def index(entries: Iterable[IndexEntry], *, unread: Iterable[Unread] = (), project: Path | None = None) -> str:
    """Write ``outputs/README.md``: newest period first, then by company, form and path; then what is ``unread``."""
    entries = list(entries)
    lang = most_used(entry.language for entry in entries)
    newest = sorted(entries, key=lambda e: (-_day(e).toordinal(), e.company.casefold(), e.form, e.path))
    alike = Counter(_identity(entry, lang) for entry in newest)
    rows = [
        {
            "page": link(_name(entry, lang, alone=alike[_identity(entry, lang)] == 1), entry.path),
            "headline": entry.headline,
            "form": _form(entry, lang),
            "period": _period(entry, lang),
            "deals": entry.deals,
            "engine": entry.engine,
            "review": entry.review,
            "warnings": lang.told("index", "partial", count=entry.warnings) if entry.partial else str(entry.warnings),
        }
        for entry in newest
    ]
    about = Ours(lang.counted("index", "about", len(rows)))
    values = {"t": lang.composed, "about": about, "rows": rows, "unread": list(unread)}
    return templates.render("page/index.md.j2", values, project=project, finalize=printed)


def most_used(codes: Iterable[str | None]) -> Language:
    """Give the language of most briefings: a run writes one, but pages of documents that are gone stay as they are."""
    counted = Counter(codes)
    return language(min(counted, key=lambda code: (-counted[code], code or ""), default=None))


def _identity(entry: IndexEntry, lang: Language) -> tuple[str, str, str]:
    return short_name(entry.company), _form(entry, lang), _period(entry, lang)


def _name(entry: IndexEntry, lang: Language, *, alone: bool) -> str:
    """Name the company; of documents that are alike in all the list says, the file too."""
    name, file = short_name(entry.company), (entry.source or entry.path).rsplit("/", 1)[-1]
    return name if alone else lang.told("index", "named", company=name, file=file)


def _form(entry: IndexEntry, lang: Language) -> str:
    return lang.words["short_form"][entry.form] + ("/A" if entry.amendment else "")


def _period(entry: IndexEntry, lang: Language) -> str:
    return str(entry.day or lang.words["cell"]["not_stated"])


def _day(entry: IndexEntry) -> dt.date:
    return entry.day or dt.date.min
