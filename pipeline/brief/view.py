"""What the page template is given: rows, notes and sources, numbered and in printing order.

Every string here is plain text that the template escapes; ``Ours`` marks what was composed and escaped already.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Self

from pipeline.brief.amounts import amount_words, exact, main_amounts, spoken
from pipeline.brief.escape import Ours, clean, cut, joined, link, markdown
from pipeline.brief.names import party_name, sentence_case
from pipeline.brief.ranking import (
    Place,
    by_news,
    by_share,
    by_size,
    is_dependence,
    measure,
    most_telling,
    period,
    place,
)
from pipeline.brief.results import read_result
from pipeline.brief.wording import BINDING, CHANGE, DASH, GLOSSARY, KIND, SIGNAL
from pipeline.records import Binding, Payer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.records import Amount, Deal, Evidence, FactFile, Signal

ROWS = {Place.PAYS: 8, Place.PROMISES: 6, Place.DEPENDENCE: 8}
"""Rows a table shows before the fold."""

_RESULT_ROWS = 6
_OUTLOOK, _SIGNALS = 4, 3
_WHAT = 70
_QUOTE = 160
_PAGES = 4
_ALSO = 3
_TERMS = 8
_CLAUSE_END = re.compile(r"[,;.]\s")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Row(NamedTuple):
    """A deal in a table. ``number`` is that of its source."""

    number: int
    pays: str
    what: str
    amount: str
    when: str
    binding: str
    page: Ours


class Source(NamedTuple):
    """A numbered quote with its pages, and what the table had no room for."""

    number: int
    quote: str
    pages: Ours
    also: str


class Table(NamedTuple):
    """Rows to be seen and rows in the fold."""

    shown: tuple[Row, ...] = ()
    folded: tuple[Row, ...] = ()


class Figure(NamedTuple):
    """A reported figure."""

    number: int
    name: str
    period: str
    value: str
    year_ago: str
    page: Ours


class Statement(NamedTuple):
    """What the company says of its outlook or supply, in its own words: the quote is its own source."""

    name: str
    quote: str
    page: Ours

    @classmethod
    def of(cls, name: str, evidence: Evidence, source_link: str) -> Self:
        """Quote the evidence."""
        return cls(name, f"“{cut(evidence.quote, _QUOTE)}”", link(f"page {evidence.page}", source_link, evidence.page))


def _distinct(statements: Iterable[Statement], most: int) -> tuple[Statement, ...]:
    """Keep the first of statements that rest on the same words."""
    return tuple({statement.quote: statement for statement in reversed(list(statements))}.values())[::-1][:most]


def _one_of_each_first(signals: Sequence[Signal]) -> list[Signal]:
    first = list({signal.kind: signal for signal in reversed(signals)}.values())[::-1]
    return first + [signal for signal in signals if signal not in first]


class Word(NamedTuple):
    """A term of art with its meaning."""

    term: str
    meaning: str


class Tables(NamedTuple):
    """All tables of a page and the sources they are numbered by."""

    pays: Table
    promises: Table
    dependence: Table
    results: tuple[Figure, ...]
    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    folded_sources: tuple[Source, ...]


def tables(facts: FactFile, filer: str, source_link: str) -> Tables:
    """Place every deal in one table, number the shown rows first, then the results, then the folded rows."""
    ranked = by_news(facts)
    promises = [deal for deal in ranked if place(deal) is Place.PROMISES]
    telling = most_telling(promises, ROWS[Place.PROMISES])
    orders: dict[Place, Sequence[Deal]] = {
        Place.PAYS: [deal for deal in ranked if place(deal) is Place.PAYS],
        Place.PROMISES: [*telling, *sorted((deal for deal in promises if deal not in telling), key=by_size)],
        Place.DEPENDENCE: by_share(deal for deal in ranked if place(deal) is Place.DEPENDENCE),
    }
    shown = {where: list(deals[: ROWS[where]]) for where, deals in orders.items()}
    shown[Place.DEPENDENCE] = [deal for deal in shown[Place.DEPENDENCE] if is_dependence(deal)]
    folded = {where: [deal for deal in deals if deal not in shown[where]] for where, deals in orders.items()}

    numbering = _Numbering(filer, source_link)
    top = {where: numbering.rows(shown[where]) for where in Place}
    readings = [read_result(result) for result in facts.results]
    results = tuple(
        numbering.figure(r.metric, r.period, r.value, r.year_ago, r.evidence)
        for r in [r for r in readings if not r.guidance and r.value is not None][:_RESULT_ROWS]
    )
    guided = [Statement.of(f"Outlook, {r.metric}", r.evidence[0], source_link) for r in readings if r.guidance]
    signals = [Statement.of(SIGNAL[s.kind], s.evidence, source_link) for s in _one_of_each_first(facts.signals)]
    sources = tuple(numbering.sources)
    rest = {where: numbering.rows(folded[where]) for where in Place}
    return Tables(
        pays=Table(top[Place.PAYS], rest[Place.PAYS]),
        promises=Table(top[Place.PROMISES], rest[Place.PROMISES]),
        dependence=Table(top[Place.DEPENDENCE], rest[Place.DEPENDENCE]),
        results=results,
        statements=(*_distinct(guided, _OUTLOOK), *_distinct(signals, _SIGNALS)),
        sources=sources,
        folded_sources=tuple(numbering.sources[len(sources) :]),
    )


class _Numbering:
    """Counts sources while rows are made."""

    def __init__(self, filer: str, source_link: str) -> None:
        self.filer = filer
        self.source_link = source_link
        self.sources: list[Source] = []

    def rows(self, deals: Iterable[Deal]) -> tuple[Row, ...]:
        return tuple(self._row(deal) for deal in deals)

    def _row(self, deal: Deal) -> Row:
        best = _best(deal)
        amounts = main_amounts(deal)
        self._source(best, deal.evidence, _also(deal), keep=amounts[0].as_written if amounts else "")
        what = measure(deal)[1] if place(deal) is Place.DEPENDENCE else _what(deal)
        pays = party_name(deal.counterparty) if place(deal) is Place.DEPENDENCE else direction(deal, self.filer)
        return Row(
            number=len(self.sources),
            pays=sentence_case(pays),
            what=what,
            amount=amount_words(deal),
            when=when(deal) if place(deal) is not Place.DEPENDENCE else cut(period(deal), 50) or "not stated",
            binding=how_binding(deal),
            page=link(str(best.page), self.source_link, best.page),
        )

    def figure(
        self, name: str, period: str, value: str | None, year_ago: str | None, evidence: tuple[Evidence, ...]
    ) -> Figure:
        self._source(evidence[0], evidence, "")
        page = link(str(evidence[0].page), self.source_link, evidence[0].page)
        return Figure(len(self.sources), name, period or "not stated", value or "", year_ago or "not stated", page)

    def _source(self, best: Evidence, evidence: Sequence[Evidence], also: str, keep: str = "") -> None:
        pages = list(dict.fromkeys([best.page, *(item.page for item in evidence)]))
        links: list[str] = [link(f"page {pages[0]}", self.source_link, pages[0])]
        links += [link(str(page), self.source_link, page) for page in pages[1:_PAGES]]
        if len(pages) > _PAGES:
            links.append(f"and {len(pages) - _PAGES} more")
        speaker = f" ({cut(best.speaker, 40)})" if best.speaker else ""
        self.sources.append(
            Source(len(self.sources) + 1, f"“{excerpt(best.quote, keep)}”{speaker}", joined(links, ", "), also)
        )


def _best(deal: Deal) -> Evidence:
    """Pick the evidence that proves the amount shown, else the first."""
    amounts = main_amounts(deal)
    return deal.evidence[amounts[0].evidence] if amounts else deal.evidence[0]


def excerpt(quote: str, keep: str = "", limit: int = _QUOTE) -> str:
    """Shorten a quote around the words to keep."""
    quote = clean(quote)
    at = quote.find(keep) + len(keep) if keep else 0
    if len(quote) <= limit or at <= limit - 1:
        return cut(quote, limit)
    start = quote.rfind(" ", 0, max(0, at - limit // 2)) + 1
    return f"…{cut(quote[start:], limit - 1)}"


def direction(deal: Deal, filer: str) -> str:
    """Say who pays whom with an arrow."""
    other = party_name(deal.counterparty, 44)
    return {
        Payer.FILER: f"{filer} → {other}",
        Payer.COUNTERPARTY: f"{other} → {filer}",
        Payer.MUTUAL: f"{filer} ↔ {other}",
        Payer.NONE: f"{filer} {DASH} {other}",
    }[deal.payer]


def _what(deal: Deal) -> str:
    kind = KIND[deal.type]
    amounts = main_amounts(deal)
    told = clean(amounts[0].what if amounts and amounts[0].what else deal.summary)
    detail = cut(told if len(told) <= _WHAT else _BRACKETS.sub("", told), _WHAT)
    related = " (related party)" if deal.related_party else ""
    return f"{kind}: {detail}{related}" if detail and detail.casefold() != kind.casefold() else f"{kind}{related}"


def how_binding(deal: Deal) -> str:
    """Say how binding in plain words, and how that differs from the last document."""
    change = CHANGE.get(deal.change.state) if deal.change is not None else None
    return BINDING[deal.binding] + (f" ({change})" if change else "")


def day(iso: str) -> str:
    """Say ``2025-11-18`` as ``18 November 2025`` and ``2025-11`` as ``November 2025``."""
    parts = clean(iso).split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:  # noqa: PLR2004  (year, month, day)
        return clean(iso)
    if len(parts) == 1 or not 1 <= int(parts[1]) <= len(_MONTHS):
        return parts[0]
    month = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"  # noqa: PLR2004  (as above)


def when(deal: Deal) -> str:
    """Say the dates as far as stated."""
    dates = deal.dates
    words = []
    if dates.signed:
        words.append(f"signed {day(dates.signed)}")
    if dates.start and dates.start != dates.signed:
        words.append(f"{'completed' if deal.binding is Binding.DONE else 'from'} {day(dates.start)}")
    if dates.end:
        words.append(f"until {day(dates.end)}")
    return ", ".join(words) or "not stated"


def _also(deal: Deal) -> str:
    """Give the unrounded figure where rounding changed it, further amounts, conditions."""
    chosen = main_amounts(deal)
    parts = [f"exactly {exact(amount)}" for amount in chosen[:1] if _was_rounded(amount)]
    others = [amount for amount in deal.amounts if amount not in chosen]
    parts += [_described(amount, deal) for amount in others[:_ALSO]]
    if len(others) > _ALSO:
        parts.append(f"{len(others) - _ALSO} more in the fact file")
    if deal.conditions:
        clauses = dict.fromkeys(_CLAUSE_END.split(clean(condition))[0] for condition in deal.conditions)
        parts.append(f"condition: {cut('; '.join(clauses), _WHAT)}")
    return "; ".join(parts)


def _was_rounded(amount: Amount) -> bool:
    digits = amount.value.normalize().as_tuple().digits
    return len(digits) > 3 and amount.unit != "percent" and abs(amount.value) >= 10**6  # noqa: PLR2004  (figures keep three)


def _described(amount: Amount, deal: Deal) -> str:
    what = cut(amount.what, _WHAT)
    return spoken(amount, deal.evidence) + (f" ({what})" if what else "")


def words_on(page: str) -> tuple[Word, ...]:
    """Pick the terms of art that occur on the page, at most eight."""
    plain = page.replace("\\", "")
    return tuple(Word(term.term, term.meaning) for term in GLOSSARY if term.pattern.search(plain))[:_TERMS]


def sentence_with_pages(text: str, evidence: Sequence[Evidence], source_link: str) -> Ours:
    """Put the page of the proof behind a sentence."""
    inert = markdown(text)
    return Ours(f"{inert} ({link(f'page {evidence[0].page}', source_link, evidence[0].page)})") if evidence else inert
