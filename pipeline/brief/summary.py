"""The headline and the sentences said in one breath: pure functions of the proved facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.brief.amounts import size
from pipeline.brief.names import possessive, short_name
from pipeline.brief.ranking import Place, by_news, by_share, is_dependence, place
from pipeline.brief.reach import shortfall, unanswered
from pipeline.brief.results import headline_result
from pipeline.brief.sentences import say, short_said
from pipeline.brief.sources import best_evidence
from pipeline.brief.wording import SHORT_FORM
from pipeline.records import Form, Sentence, Summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import Deal, FactFile

BREATH = 60
"""Words that can be said in one breath."""

_AVERAGE = 20
_MOST_SENTENCES = 5


def summarise(facts: FactFile) -> Summary:
    """Write headline and "In one breath" from deals and results; ``facts.summary`` is not looked at.

    The headline's own deal is not said again; the breath goes on with the next deals, the largest promise, the
    largest dependence and the first result, as far as 60 words reach.
    """
    filer = short_name(facts.document.company)
    if not facts.deals:
        return _without_deals(facts, filer)
    ranked = by_news(facts)
    top = ranked[0]
    said = say(top, filer, amount_if_none=True)
    spoken = f", {'it' if said.filer_first else filer} said on the call" if facts.document.form is Form.CALL else ""
    missed = unanswered(facts)
    headline = said.text + spoken + (f" ({missed})" if missed else "")
    return Summary(headline=headline, sentences=tuple(_breath(facts, filer, ranked, after=top)))


def _without_deals(facts: FactFile, filer: str) -> Summary:
    # What was not found may still be there: the headline speaks of the search and not of the document.
    claim = "No deal could be proved" if facts.withheld else "No deal was found"
    missed = shortfall(facts)
    result = headline_result(facts)
    headline = f"{claim} in {possessive(filer)} {SHORT_FORM[facts.document.form]}" + (f": {missed}" if missed else "")
    sentences = []
    if result is not None and result.value is not None:
        headline += f"; {result.words}"
        sentences.append(Sentence(text=short_said(result.sentence(filer)), evidence=result.evidence))
    return Summary(headline=headline, sentences=tuple(sentences))


def _breath(facts: FactFile, filer: str, ranked: tuple[Deal, ...], after: Deal) -> Iterator[Sentence]:
    left = BREATH
    said = 0
    previous_is_filer = False
    # A lone deal is told again: the headline cannot stand for the whole page.
    for deal in list(_worth_saying(ranked, after)) or [after]:
        saying = say(deal, filer, amount_if_none=deal is after)
        text = short_said(saying.text)
        if previous_is_filer and saying.filer_first and text.startswith(f"{filer} "):
            text = f"It {text.removeprefix(f'{filer} ')}"
        words = len(text.split())
        if words > left or BREATH - left + words > _AVERAGE * (said + 1):
            continue
        left -= words
        said += 1
        previous_is_filer = saying.filer_first
        yield Sentence(text=text, deals=(deal.id,), evidence=(best_evidence(deal),))
        if said == _MOST_SENTENCES:
            return
    result = headline_result(facts)
    if result is not None:
        text = short_said(result.sentence(filer))
        if len(text.split()) <= left:
            yield Sentence(text=text, evidence=result.evidence)


def _worth_saying(ranked: tuple[Deal, ...], after: Deal) -> Iterator[Deal]:
    """Two more deals, the two largest promises, the largest dependence, then whatever is next in the news."""
    order = [deal for deal in ranked if place(deal) is Place.PAYS and deal is not after][:2]
    promises = sorted((d for d in ranked if place(d) is Place.PROMISES and size(d)), key=lambda d: (-size(d), d.id))
    shares = [deal for deal in by_share(d for d in ranked if place(d) is Place.DEPENDENCE) if is_dependence(deal)]
    order += [*promises[:1], *shares[:1], *promises[1:2]]
    seen = {_same(after)}
    for deal in order:
        if deal is not after and _same(deal) not in seen:
            seen.add(_same(deal))
            yield deal


def _same(deal: Deal) -> tuple[str, str, str]:
    """Tell alike deals: of several loans of the same lenders one is said."""
    return deal.type, deal.payer, deal.counterparty.name
