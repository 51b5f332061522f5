"""What the page template is given: rows, notes and sources, numbered and in printing order.

Every string here is plain text that the template escapes; ``Ours`` marks what was composed and escaped already.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Self

from pipeline.brief.amounts import amount_words, main_amounts
from pipeline.brief.dated import day
from pipeline.brief.names import called, party_name, sentence_case
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
from pipeline.brief.results import Reading, read_result
from pipeline.brief.reviewed import marked, read_as
from pipeline.brief.room import Room
from pipeline.brief.shares import grouped, share_line
from pipeline.brief.sources import Original, Source, Sources, best_evidence
from pipeline.inert import Ours, clean, cut, markdown
from pipeline.languages.language import ENGLISH
from pipeline.records import Binding, DealType, Payer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.languages.language import Language
    from pipeline.records import Deal, Evidence, FactFile, Signal
    from pipeline.records.proved import Disagreement

DASH = "\N{EN DASH}"
_SHARES = 8
_STATEMENT = 110
_WHAT = 70
_LONGEST_AMOUNT = 40
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SAYS_ITS_KIND = {
    kind: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for kind, words in {
        DealType.PURCHASE_COMMITMENT: "purchase",
        DealType.CLOUD_COMPUTE: "cloud|comput|capacity",
        DealType.SALES_CONTRACT: "sale|sold|remaining performance obligation|backlog|customer|order",
        DealType.DEBT: "debt|note|loan|facilit|credit|commercial paper|borrow",
        DealType.LEASE: "lease|rent",
        DealType.LICENSE: "licen|royalt",
        DealType.GUARANTEE: "guarant",
        DealType.EQUITY_INVESTMENT: "invest|stake|shares",
        DealType.WARRANT_OPTION: "warrant|option|put",
    }.items()
}
"""What is told needs no kind before it where it names the kind itself."""


class Row(NamedTuple):
    """A deal in a table. ``source`` is the number of its quote."""

    source: int
    pays: str
    what: str
    amount: str
    when: str
    binding: str
    page: Ours


class Table(NamedTuple):
    """Rows to be seen and rows in the fold."""

    shown: tuple[Row, ...] = ()
    folded: tuple[Row, ...] = ()


class Figure(NamedTuple):
    """A reported figure. ``source`` is the number of its quote."""

    source: int
    name: str
    period: str
    value: str
    year_ago: str
    page: Ours


class Statement(NamedTuple):
    """What the company says of its outlook or supply, in its own words: the quote is its own source."""

    name: str
    quote: str
    where: Ours

    @classmethod
    def of(cls, name: str, evidence: Evidence, original: Original) -> Self:
        """Quote the evidence."""
        quote = original.lang.told("page", "quote", quote=cut(evidence.quote, _STATEMENT))
        return cls(name, quote, behind(original.named(evidence.page), original.lang))


def _one_of_each_first(signals: Sequence[Signal]) -> list[Signal]:
    first = list({signal.kind: signal for signal in reversed(signals)}.values())[::-1]
    return first + [signal for signal in signals if signal not in first]


def _distinct(statements: Iterable[Statement]) -> list[Statement]:
    """Keep the first of statements that rest on the same words."""
    return list({statement.quote: statement for statement in reversed(list(statements))}.values())[::-1]


def _outlook(guided: Sequence[Reading]) -> list[Reading]:
    """Put what is told with a figure first, and of each metric one before another of it."""
    firm = sorted(guided, key=lambda reading: reading.value is None)
    first = list({reading.metric: reading for reading in reversed(firm)}.values())
    return sorted(firm, key=lambda reading: (reading.value is None, reading not in first))


class Word(NamedTuple):
    """A term of art with its meaning."""

    term: str
    meaning: str


class Listed(NamedTuple):
    """Statements to be seen and statements in the fold."""

    shown: tuple[Statement, ...] = ()
    folded: tuple[Statement, ...] = ()


class Tables(NamedTuple):
    """All tables of a page and the sources they are numbered by. ``guided``: the document gives an outlook.

    ``shares`` are the lines on dependence, ``dependence`` the shares that have none, of which some are 10 % or more
    where there are ``more_shares``.
    """

    pays: Table
    promises: Table
    shares: tuple[Ours, ...]
    dependence: tuple[Row, ...]
    more_shares: bool
    results: tuple[Figure, ...]
    folded_results: tuple[Figure, ...]
    outlook: Listed
    signals: Listed
    guided: bool
    sources: tuple[Source, ...]
    folded_sources: tuple[Source, ...]

    def room(self, changes: int, gaps: int) -> Room:
        """Say how much of each part is shown."""
        return Room(
            changes=changes,
            pays=len(self.pays.shown),
            promises=len(self.promises.shown),
            shares=len(self.shares),
            results=len(self.results),
            outlook=len(self.outlook.shown),
            signals=len(self.signals.shown),
            gaps=gaps,
            quotes=len(self.sources),
        )


def tables(facts: FactFile, filer: str, original: Original, room: Room) -> Tables:
    """Place every deal in one table, number the shown rows first, then the results, then the folded rows."""
    ranked = by_news(facts)
    promises = [deal for deal in ranked if place(deal) is Place.PROMISES]
    telling = most_telling(promises, room.promises)
    pays = [deal for deal in ranked if place(deal) is Place.PAYS]
    others = [*telling, *sorted((deal for deal in promises if deal not in telling), key=by_size)]
    dependence = by_share(deal for deal in ranked if place(deal) is Place.DEPENDENCE)
    groups = grouped([deal for deal in dependence[:_SHARES] if is_dependence(deal)])[: room.shares]
    seen = {deal.id for group in groups for deal in group}

    plain = {sentence.deals[0]: sentence.text for sentence in facts.summary.plain or () if sentence.deals}
    make = _Rows(called(filer, original.lang), original, plain)
    shown_pays, shown_promises = make.rows(pays[: room.pays]), make.rows(others[: room.promises])
    shares = tuple(share_line(group, make.sources, original) for group in groups)
    lang = original.lang
    readings = [read_result(result, lang) for result in facts.results]
    reported = [reading for reading in readings if not reading.guidance and reading.value is not None]
    results = tuple(make.figure(reading) for reading in reported[: room.results])
    guided = _outlook([reading for reading in readings if reading.guidance])
    outlook = _distinct(
        Statement.of(lang.told("cell", "outlook", metric=r.metric), r.evidence[0], original) for r in guided
    )
    signals = _distinct(
        Statement.of(lang.words["signal"][s.kind], s.evidence, original) for s in _one_of_each_first(facts.signals)
    )
    listed = len(make.sources.listed)
    quotes = min(listed, room.quotes)
    return Tables(
        pays=Table(shown_pays, make.rows(pays[room.pays :])),
        promises=Table(shown_promises, make.rows(others[room.promises :])),
        shares=shares,
        dependence=make.rows(deal for deal in dependence if deal.id not in seen),
        more_shares=any(is_dependence(deal) for deal in dependence if deal.id not in seen),
        results=results,
        folded_results=tuple(make.figure(reading) for reading in reported[room.results :]),
        outlook=Listed(tuple(outlook[: room.outlook]), tuple(outlook[room.outlook :])),
        signals=Listed(tuple(signals[: room.signals]), tuple(signals[room.signals :])),
        guided=bool(guided),
        sources=tuple(make.sources.listed[:quotes]),
        folded_sources=tuple(make.sources.listed[quotes:]),
    )


class _Rows:
    """Makes rows and lists their sources."""

    def __init__(self, filer: str, original: Original, plain: Mapping[str, str]) -> None:
        self.filer = filer
        self.original = original
        self.lang = original.lang
        self.sources = Sources(original, plain)

    def rows(self, deals: Iterable[Deal]) -> tuple[Row, ...]:
        return tuple(self._row(deal) for deal in deals)

    def _row(self, deal: Deal) -> Row:
        share_of_business, lang = place(deal) is Place.DEPENDENCE, self.lang
        page = best_evidence(deal).page
        return Row(
            source=self.sources.of_deal(deal),
            pays=marked(
                deal,
                sentence_case(
                    party_name(deal.counterparty, lang=lang)
                    if share_of_business
                    else told_otherwise(deal, "payer", self.filer, direction(deal, self.filer, lang), lang)
                ),
                lang,
            ),
            what=lang.words["measure"][measure(deal)[1]] if share_of_business else _what(deal, self.filer, lang),
            amount=told_otherwise(deal, "amount", self.filer, amount_words(deal, lang), lang),
            when=cut(lang.phrase(period(deal)), 50) or lang.words["cell"]["not_stated"]
            if share_of_business
            else told_otherwise(deal, "end", self.filer, when(deal, lang), lang),
            binding=told_otherwise(deal, "binding", self.filer, how_binding(deal, lang), lang),
            page=self.original.page(str(page), page),
        )

    def figure(self, reading: Reading) -> Figure:
        page, not_stated = reading.evidence[0].page, self.lang.words["cell"]["not_stated"]
        return Figure(
            source=self.sources.of(reading.evidence[0], reading.evidence),
            name=reading.metric,
            period=reading.period or not_stated,
            value=reading.value or "",
            year_ago=f"{reading.year_ago}{reading.moved}" if reading.year_ago else not_stated,
            page=self.original.page(str(page), page),
        )


def direction(deal: Deal, filer: str, lang: Language = ENGLISH) -> str:
    """Say who pays whom with an arrow."""
    other = party_name(deal.counterparty, 44, lang)
    return {
        Payer.FILER: f"{filer} → {other}",
        Payer.COUNTERPARTY: f"{other} → {filer}",
        Payer.MUTUAL: f"{filer} ↔ {other}",
        Payer.NONE: f"{filer} {DASH} {other}",
    }[deal.payer]


def _what(deal: Deal, filer: str, lang: Language) -> str:
    kind, amounts = lang.words["kind"][deal.type], main_amounts(deal)
    what = amounts[0].what if amounts else ""
    # The column of amounts says what is not disclosed.
    told = "" if ENGLISH.numbers["style"]["not_disclosed"] in (what or deal.summary) else clean(what or deal.summary)
    says_it = bool(what) and deal.type in _SAYS_ITS_KIND and _SAYS_ITS_KIND[deal.type].search(_short(told))
    told = lang.phrase(told.removesuffix(".")).replace("the filer", filer)
    coupon = next((a.as_written.rstrip("% ") for a in deal.amounts if a.unit == "percent" and a.what == "coupon"), None)
    if deal.type is DealType.DEBT and coupon and told and amounts[0].unit != "percent":
        told = lang.told("cell", "share_at", what=told, coupon=coupon)
    detail = _short(told)
    related = lang.words["cell"]["related"] if deal.related_party else ""
    if not detail or detail.casefold() == kind.casefold():
        return f"{kind}{related}"
    return (sentence_case(detail) if says_it else lang.told("cell", "kind", kind=kind, detail=detail)) + related


def _short(told: str) -> str:
    return cut(told if len(told) <= _WHAT else _BRACKETS.sub("", told), _WHAT)


def how_binding(deal: Deal, lang: Language = ENGLISH) -> str:
    """Say how binding in plain words, and how that differs from the last document."""
    binding = read_as(deal, lang.words["binding"][deal.binding], lang)
    over = deal.binding in {Binding.DONE, Binding.ENDED} and deal.change is not None and deal.change.state != "new"
    change = lang.words["change"].get(deal.change.state) if deal.change is not None and not over else None
    return lang.told("cell", "change", binding=binding, change=change) if change else binding


def told_otherwise(deal: Deal, about: str, filer: str, words: str, lang: Language = ENGLISH) -> str:
    """Put behind the words of a cell what other pages of the document say against them."""
    said = [
        lang.told("cell", "otherwise_on", page=deal.evidence[other.evidence].page, said=_said(other, filer, lang))
        for other in deal.disagreements
        if other.about == about
    ]
    told = lang.words["page"]["semicolon"].join(said)
    return lang.told("cell", "otherwise", words=words, said=told) if said else words


def _said(other: Disagreement, filer: str, lang: Language) -> str:
    match other.about:
        case "binding":
            return lang.words["binding"][Binding(other.said)]
        case "payer":
            return lang.told("cell", "pays" if Payer(other.said) is Payer.FILER else "is_paid", filer=filer)
        case "end":
            return lang.told("date", "until", day=day(other.said, lang))
        case _:
            return cut(other.said, _LONGEST_AMOUNT)


def when(deal: Deal, lang: Language = ENGLISH) -> str:
    """Say the dates as far as stated."""
    dates = deal.dates
    words = []
    if dates.signed:
        words.append(lang.told("date", "signed", day=day(dates.signed, lang)))
    if dates.start and dates.start != dates.signed:
        begun = "completed" if deal.binding is Binding.DONE else "from"
        words.append(lang.told("date", begun, day=day(dates.start, lang)))
    if dates.end:
        words.append(lang.told("date", "until", day=day(dates.end, lang)))
    return lang.clauses(words) or lang.words["cell"]["not_stated"]


def words_on(page: str, lang: Language = ENGLISH) -> tuple[Word, ...]:
    """Pick the terms of art that occur on the page; what is explained is not a place where a term occurs."""
    plain = without_words(page, lang).replace("\\", "")
    return tuple(Word(term.term, term.meaning) for term in lang.glossary if term.pattern.search(plain))


def without_words(page: str, lang: Language) -> str:
    """Leave out the section that explains terms."""
    before, heading, rest = page.partition(f"\n## {lang.words['heading']['words']}\n")
    return before + rest[max(0, rest.find("\n## ")) :] if heading else page


def sentence_with_pages(text: str, evidence: Sequence[Evidence], original: Original) -> Ours:
    """Put the page of the proof behind a sentence."""
    inert = markdown(text)
    return Ours(inert + behind(original.named(evidence[0].page), original.lang)) if evidence else inert


def behind(page: str, lang: Language) -> Ours:
    """Put a page in brackets behind what it proves."""
    return Ours(lang.told("page", "sentence_page", page=page))
