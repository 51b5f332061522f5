"""All documents of a company in order, each compared with the one before it. Pure, and the same in any order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pipeline.compare.figures import restated
from pipeline.compare.matching import comparable, pairs
from pipeline.compare.moves import change
from pipeline.compare.parties import fiscal_year
from pipeline.compare.shares import with_the_largest
from pipeline.compare.silence import FILINGS, gone
from pipeline.compare.terms import lead
from pipeline.records import Change, Compared, Deal, EarlierDocument, Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.records import DocumentFacts, FactFile

Series: TypeAlias = "Mapping[str, FactFile]"
"""The fact files of one company by their stems: the names of their briefings, without folder."""

_NO_DAY = dt.date.min
_ORDER = (Form.TEN_K, Form.TEN_Q, Form.EIGHT_K, Form.OTHER, Form.CALL)
"""Of documents of one day the filing comes first: the call speaks about it."""


class _Dated(NamedTuple):
    """A document that has its place in time."""

    day: dt.date
    stem: str
    facts: FactFile

    @property
    def place(self) -> tuple[dt.date, int, bool, int, str]:
        """Sort documents in time; of two of one name the one with the plain name comes last, and counts."""
        document = self.facts.document
        return self.day, _ORDER.index(document.form), document.amendment, -len(self.stem), self.stem

    @property
    def edition(self) -> tuple[dt.date, Form]:
        """What an amended filing and the one it corrects have in common."""
        return self.day, self.facts.document.form


class _Statement(NamedTuple):
    """A deal as one document told it, with the day and the fiscal year of that document."""

    deal: Deal
    stem: str
    day: dt.date
    year: str | None


def bare(facts: FactFile) -> FactFile:
    """Take the comparison away again."""
    deals = tuple(deal.model_copy(update={"change": None}) if deal.change else deal for deal in facts.deals)
    return facts.model_copy(update={"deals": deals, "compared": None})


def in_series(files: Series) -> dict[str, FactFile]:
    """Compare every document with the earlier one it goes by; those without one, or without a day, come back bare.

    A quarterly or yearly report, and the report of an event, go by the last report before them; a call by the report
    of its quarter, else the nearest before it; an amended filing by the one it corrects. Where there is no report, a
    call or an event goes by the last document before it; a report tells so much more than these that all of it would be
    new. What the compared document did not tell is looked for in all before it.
    """
    found = {stem: bare(facts) for stem, facts in files.items()}
    dated = sorted(
        (_Dated(day, stem, facts) for stem, facts in found.items() if (day := facts.document.day) is not None),
        key=lambda each: each.place,
    )
    ledger = _Ledger()
    for number, each in enumerate(dated):
        base = _base(each, dated[:number])
        if base is None:
            ledger.enter(each, {})
            continue
        found[each.stem], continued = _compared(each, base, dated[:number], ledger)
        ledger.enter(each, continued)
    return found


def between(earlier: tuple[str, FactFile], later: tuple[str, FactFile]) -> FactFile:
    """Compare two documents of one company whatever lies between them; each with the stem of its briefing."""
    first, second = (_Dated(facts.document.day or _NO_DAY, stem, bare(facts)) for stem, facts in (earlier, later))
    return _compared(second, first, [first], _Ledger())[0]


def _base(each: _Dated, before: Sequence[_Dated]) -> _Dated | None:
    """Give the document of those ``before`` that one is compared with."""
    same = [other for other in before if other.edition == each.edition]
    if each.facts.document.amendment and same:
        return same[-1]
    filings = [other for other in before if other.facts.document.form in FILINGS and other not in same]
    if each.facts.document.form is Form.CALL:
        filings.sort(key=lambda other: _of_quarter(other, each))
    if not filings and each.facts.document.form not in FILINGS:
        filings = [other for other in before if other not in same]
    return filings[-1] if filings else None


def _of_quarter(filing: _Dated, call: _Dated) -> bool:
    """Tell whether a call is on the period of a filing; a yearly report is that of the fourth quarter."""
    periods = [document.fiscal_period or "" for document in (filing.facts.document, call.facts.document)]
    return bool(periods[0]) and periods[1] in (periods[0], f"Q4 {periods[0]}")


class _Ledger:
    """The last statement of every arrangement told so far."""

    def __init__(self) -> None:
        self._last: dict[int, _Statement] = {}
        self._of: dict[tuple[str, str], int] = {}
        """The arrangement of a deal, by the stem of the document and the id of the deal."""

    def enter(self, each: _Dated, continued: Mapping[str, _Statement]) -> None:
        """Take in a document; ``continued`` says by id which statement a deal continues."""
        for statement in _all_of(each):
            before = continued.get(statement.deal.id)
            known = self._of.get((before.stem, before.deal.id)) if before else None
            number = len(self._of) if known is None else known
            self._of[each.stem, statement.deal.id] = number
            self._last[number] = statement

    def since(self, day: dt.date, continued: Mapping[str, _Statement]) -> Iterator[tuple[str, _Statement]]:
        """Say by id what was told last of an arrangement, where that was after the ``day`` of the compared document.

        A call long after the last filing moves on from what the last call said. A mention without a figure takes none
        away.
        """
        for id_, statement in continued.items():
            number = self._of.get((statement.stem, statement.deal.id))
            last = statement if number is None else self._last[number]
            if last.day > day and (lead(last.deal) or not lead(statement.deal)):
                yield id_, last

    def others(self, than: Iterable[_Statement]) -> list[list[_Statement]]:
        """Give the last statements of all other arrangements, by document, the latest first."""
        taken = {self._of.get((one.stem, one.deal.id)) for one in than}
        found: dict[str, list[_Statement]] = {}
        for number, statement in self._last.items():
            if number not in taken:
                found.setdefault(statement.stem, []).append(statement)
        order = {stem: place for place, (stem, _) in enumerate(self._of)}
        return [found[stem] for stem in sorted(found, key=lambda stem: -order[stem])]


def _compared(
    each: _Dated, base: _Dated, before: Sequence[_Dated], ledger: _Ledger
) -> tuple[FactFile, dict[str, _Statement]]:
    """Compare a document, and say by id which statement each of its deals continues."""
    amends = each.facts.document.amendment and base.edition == each.edition
    known = _known(base, [other for other in before if other.edition == base.edition and other is not base])
    documents = {other.stem: other for other in before}
    continued = dict(_continued(known, each.facts.deals, each))
    missed = [one.deal for one in known if one not in continued.values() and one.stem == base.stem]
    since = {} if each.facts.document.form in FILINGS else dict(ledger.since(base.day, continued))
    recent = set(continued)
    for told in ledger.others([*known, *continued.values()]):
        open_ = [deal for deal in each.facts.deals if deal.id not in continued]
        continued |= dict(_continued(told, open_, each))
    one_year = _one_year(base, each)
    deals = []
    for deal in each.facts.deals:
        was = continued.get(deal.id)
        said: Change | None = None
        if was is not None:
            said = change(was.deal, deal, was.stem, amends=amends)
            said = said if deal.id in recent else said.model_copy(update={"again": _earlier(documents[was.stem])})
            last = since.get(deal.id)
            later = change(last.deal, deal, last.stem) if last else said
            if last and later.state != "repeated":
                said = later.model_copy(update={"again": _earlier(documents[last.stem])})
        elif comparable(deal, one_year=one_year):
            said = Change(state="new")
        deals.append(deal.model_copy(update={"change": said}))
    all_deals = with_the_largest(deals, [one.deal for one in known], base.stem)
    compared = Compared(
        earlier=_earlier(base),
        amends=amends or None,
        gone=() if amends else gone(base.facts, missed, each.facts, base.stem),
        restated=tuple(
            restated(
                each.facts, {stem: other.facts for stem, other in documents.items()}, base.stem if amends else None
            )
        ),
    )
    return each.facts.model_copy(update={"deals": all_deals, "compared": compared}), continued


def _known(base: _Dated, corrected: Sequence[_Dated]) -> list[_Statement]:
    """Give what a filing told, and what the filing it corrects told and it does not repeat.

    An amendment that tells one part of the whole again is not silent about the rest.
    """
    known = _all_of(base)
    for former in reversed(corrected):
        again = {one.deal.id for _, one in _continued(_all_of(former), [one.deal for one in known], base)}
        known += [one for one in _all_of(former) if one.deal.id not in again]
    return known


def _all_of(each: _Dated) -> list[_Statement]:
    year = fiscal_year(each.facts.document.fiscal_period)
    return [_Statement(deal, each.stem, each.day, year) for deal in each.facts.deals]


def _continued(told: Sequence[_Statement], deals: Sequence[Deal], each: _Dated) -> Iterator[tuple[str, _Statement]]:
    """Say by id which statement a deal of a document continues."""
    one_year = bool(told) and told[0].year is not None and told[0].year == _year(each)
    for pair in pairs([one.deal for one in told], deals, one_year=one_year):
        yield deals[pair.later].id, told[pair.earlier]


def _one_year(base: _Dated, each: _Dated) -> bool:
    return _year(each) is not None and _year(each) == _year(base)


def _year(each: _Dated) -> str | None:
    return fiscal_year(each.facts.document.fiscal_period)


def _earlier(base: _Dated) -> EarlierDocument:
    document: DocumentFacts = base.facts.document
    return EarlierDocument(
        path=document.path,
        sha256=document.sha256,
        stem=base.stem,
        form=document.form,
        amendment=document.amendment,
        day=base.day,
        fiscal_period=document.fiscal_period,
    )
