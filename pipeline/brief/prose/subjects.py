"""What may be told: the deals and results the page's own rules choose, each with its mark and template sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.names import short_name
from pipeline.brief.ranking import Place, by_news, place
from pipeline.brief.results import headline_result, read_result
from pipeline.brief.sentences import say, short_said
from pipeline.brief.sources import best_evidence
from pipeline.brief.summary import worth_saying
from pipeline.languages.language import ENGLISH

if TYPE_CHECKING:
    from pipeline.brief.results import Reading
    from pipeline.languages.language import Language
    from pipeline.records import Deal, Evidence, FactFile, Result

_MOST_BREATH = 6
_MOST_PLAIN = 14


class Subject(NamedTuple):
    """One deal or one result, and the sentence that stands where no better one is proved.

    ``filer_first``: the template's subject is the company. ``fiscal`` is the document's period, "Q3 FY2026".
    """

    mark: str
    filer: str
    company: str
    fiscal: str
    template: str
    filer_first: bool
    evidence: tuple[Evidence, ...]
    deal: Deal | None = None
    result: Result | None = None
    reading: Reading | None = None
    lang: Language = ENGLISH


class Agenda(NamedTuple):
    """What is asked for: the subject of the headline, of the breath in its order, and of the plain sentences."""

    headline: Subject
    breath: tuple[Subject, ...]
    plain: tuple[Subject, ...]

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """All of them once, in the order of their marks."""
        return tuple({one.mark: one for one in (self.headline, *self.breath, *self.plain)}.values())


def agenda(facts: FactFile, lang: Language = ENGLISH) -> Agenda | None:
    """Choose what is told; None for a document without deals, where the words speak of the search alone."""
    if not facts.deals:
        return None
    ranked = by_news(facts)
    top = ranked[0]
    chosen = list(worth_saying(ranked, top))[:_MOST_BREATH] or [top]
    plain = [deal for deal in ranked if place(deal) is not Place.DEPENDENCE][:_MOST_PLAIN]
    marks = {deal.id: f"D{number}" for number, deal in enumerate(dict.fromkeys([top, *chosen, *plain]), start=1)}

    def of(deal: Deal) -> Subject:
        return of_deal(facts, deal, marks[deal.id], amount_if_none=deal is top, lang=lang)

    result = next((one for one in facts.results if read_result(one) == headline_result(facts)), None)
    spoken = [of_result(facts, result, lang)] if result is not None else []
    return Agenda(of(top), (*map(of, chosen), *spoken), tuple(map(of, plain)))


def of_deal(
    facts: FactFile, deal: Deal, mark: str = "D1", *, amount_if_none: bool = False, lang: Language = ENGLISH
) -> Subject:
    """Give a deal as the subject of a sentence."""
    filer = short_name(facts.document.company)
    saying = say(deal, filer, amount_if_none=amount_if_none, lang=lang)
    return Subject(
        mark,
        filer,
        facts.document.company,
        facts.document.fiscal_period or "",
        short_said(saying.text, lang),
        saying.filer_first,
        (best_evidence(deal),),
        deal=deal,
        lang=lang,
    )


def of_result(facts: FactFile, result: Result, lang: Language = ENGLISH) -> Subject:
    """Give a reported figure as the subject of a sentence."""
    filer, reading = short_name(facts.document.company), read_result(result, lang)
    return Subject(
        "R1",
        filer,
        facts.document.company,
        facts.document.fiscal_period or "",
        short_said(reading.sentence(filer, lang), lang),
        filer_first=False,
        evidence=result.evidence,
        result=result,
        reading=reading,
        lang=lang,
    )
