"""What changed in the latest documents of all companies, the largest first: the digest of a night."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, Self

from pipeline import templates
from pipeline.brief.changes import SHOWN, lines_of
from pipeline.brief.index import most_used
from pipeline.brief.names import short_name
from pipeline.brief.sources import Original
from pipeline.brief.view import behind
from pipeline.inert import Ours, joined, link, printed
from pipeline.languages.language import language_of
from pipeline.records import Form, Number, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal
    from pathlib import Path

    from pipeline.languages.language import Language
    from pipeline.records import FactFile

_RECENT = dt.timedelta(days=100)
"""Documents of the last quarter, counted from the newest of all."""

_LINES = 50
_NAMES = 20
_FILINGS = frozenset({Form.TEN_K, Form.TEN_Q})


class NewsLine(Record):
    """One change as the digest tells it; ``size`` is for ordering only."""

    label: str
    words: str
    size: Number
    main: bool


class News(Record):
    """What changed with one document. ``path`` is that of its page, relative to the digest."""

    path: str
    company: str
    form: Form
    amendment: bool = False
    day: dt.date | None
    compared: bool = False
    language: str | None = None
    lines: tuple[NewsLine, ...] = ()

    @classmethod
    def of(cls, facts: FactFile, path: str) -> Self:
        """Take it from a fact file."""
        document = facts.document
        filer = short_name(document.company)
        lines = lines_of(facts, filer, Original("", lang=language_of(facts)))
        return cls(
            path=path,
            company=filer,
            form=document.form,
            amendment=document.amendment,
            day=document.day,
            compared=facts.compared is not None,
            language=facts.summary.language,
            lines=tuple(NewsLine(label=one.label, words=one.words, size=one.size, main=one.main) for one in lines),
        )

    @property
    def folder(self) -> str:
        """The company the document belongs to."""
        return self.path.rpartition("/")[0]


class _Entry(NamedTuple):
    label: str
    words: str
    where: Ours


class _Month(NamedTuple):
    """A month of the digest: its lines, what was left out, and the documents without news."""

    name: str
    lines: list[_Entry]
    left_out: str
    rest: list[Ours]


def digest(news: Iterable[News], *, project: Path | None = None) -> str:
    """Write ``CHANGES.md`` from all documents: a pure function of them, so that a rerun changes nothing.

    Of each company its latest filing counts and whatever came after it; of these the documents of the last hundred
    days before the newest of all. They stand by month, the newest first, and in a month the largest change first.
    """
    ordered = sorted(news, key=_by_company)
    lang = most_used(item.language for item in ordered)
    latest = [item for _, group in groupby(ordered, key=lambda item: item.folder) for item in _latest(group)]
    newest = max((item.day for item in latest if item.day), default=None)
    recent = [item for item in latest if newest is not None and item.day is not None and newest - item.day <= _RECENT]
    companies = {item.folder for item in recent}
    older = len({item.folder for item in latest} - companies)
    by_month = groupby(sorted(recent, key=_month_of, reverse=True), key=_month_of)
    about = "about" if any(item.lines for item in recent) else "no_news"
    values: dict[str, object] = {
        "t": lang.composed,
        "about": lang.counted("digest", about, len(companies)) if companies else lang.words["digest"]["none_yet"],
        "months": [_month(*month, list(group), lang) for month, group in by_month],
        "older": lang.counted("digest", "older", older) if older else "",
    }
    return templates.render("page/changes_digest.md.j2", values, project=project, finalize=printed)


def _by_company(item: News) -> tuple[str, dt.date, str]:
    return item.folder, item.day or dt.date.min, item.path


def _latest(group: Iterable[News]) -> list[News]:
    """Of one company's documents in order of time, give its latest filing and whatever came after it."""
    items = list(group)
    filed = [place for place, item in enumerate(items) if item.form in _FILINGS]
    first = filed[-1] if filed else len(items) - 1
    return [item for item in items if (item.day or dt.date.min) >= (items[first].day or dt.date.min)]


def _month_of(item: News) -> tuple[int, int]:
    return (item.day.year, item.day.month) if item.day else (0, 0)


def _month(year: int, month: int, items: list[News], lang: Language) -> _Month:
    told = sorted((line for item in items for line in _lines(item, lang)), key=lambda line: line[0])
    items = sorted(items, key=_by_company)
    quiet = [item for item in items if item.compared and not item.lines]
    first = [item for item in items if not item.compared]
    return _Month(
        name=lang.told("date", "month", month=lang.words["month"][str(month)], year=year),
        lines=[entry for _, entry in told[:_LINES]],
        left_out=lang.told("digest", "left_out", count=len(told) - _LINES) if len(told) > _LINES else "",
        rest=[_listed(key, group, lang) for key, group in (("nothing", quiet), ("first", first)) if group],
    )


def _listed(key: str, items: Sequence[News], lang: Language) -> Ours:
    """Name documents, as many as one line holds."""
    links = joined([_link(item, lang) for item in items[:_NAMES]], lang.words["page"]["list"])
    more = len(items) - _NAMES
    named = lang.told("digest", "and_more", documents=links, count=more) if more > 0 else links
    return Ours(lang.told("digest", key, documents=named))


def _lines(item: News, lang: Language) -> Iterator[tuple[tuple[bool, Decimal, str, int], _Entry]]:
    """Give the lines of a document with what they are sorted by; the first says how many more its page has."""
    chosen = sorted([line for line in item.lines if line.main][:SHOWN] or item.lines[:1], key=lambda line: -line.size)
    more = len(item.lines) - len(chosen)
    for place, line in enumerate(chosen):
        where = _link(item, lang)
        if more and not place:
            where = Ours(where + lang.told("digest", "more_there", count=more))
        yield (not line.main, -line.size, item.path, place), _Entry(line.label, line.words, behind(where, lang))


def _link(item: News, lang: Language) -> Ours:
    form = lang.words["short_form"][item.form] + ("/A" if item.amendment else "")
    day = item.day.isoformat() if item.day else ""
    return link(lang.told("digest", "named", company=item.company, form=form, day=day).strip(), item.path)
