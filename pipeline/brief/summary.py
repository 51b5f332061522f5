"""The headline and the sentences said in one breath: pure functions of the proved facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.brief.amounts import size
from pipeline.brief.names import possessive, short_name
from pipeline.brief.ranking import Place, by_news, by_share, is_dependence, place
from pipeline.brief.reach import shortfall, unanswered
from pipeline.brief.results import headline_result
from pipeline.brief.sentences import say, short_said, with_no_amount
from pipeline.brief.sources import best_evidence
from pipeline.brief.wording import SHORT_FORM
from pipeline.records import Form, Sentence, Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.brief.sentences import Saying
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
    headline = framed(facts, say(top, filer, amount_if_none=True))
    return Summary(headline=headline, sentences=tuple(joined_breath(_candidates(facts, filer, ranked, top), filer)))


def framed(facts: FactFile, said: Saying) -> str:
    """Say in a headline, behind its deal, where it was said and how much of the document got no answer."""
    filer = short_name(facts.document.company)
    spoken = f", {'it' if said.filer_first else filer} said on the call" if facts.document.form is Form.CALL else ""
    missed = unanswered(facts)
    return with_no_amount(said.text) + spoken + (f" ({missed})" if missed else "")


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


def _candidates(facts: FactFile, filer: str, ranked: tuple[Deal, ...], top: Deal) -> Iterator[tuple[Sentence, bool]]:
    # A lone deal is told again: the headline cannot stand for the whole page.
    for deal in list(worth_saying(ranked, top)) or [top]:
        saying = say(deal, filer, amount_if_none=deal is top)
        text = short_said(saying.text)
        yield Sentence(text=text, deals=(deal.id,), evidence=(best_evidence(deal),)), saying.filer_first
    result = headline_result(facts)
    if result is not None:
        yield Sentence(text=short_said(result.sentence(filer)), evidence=result.evidence), False


def joined_breath(candidates: Iterable[tuple[Sentence, bool]], filer: str) -> Iterator[Sentence]:
    """Take sentences in their order as far as the breath reaches; each comes with whether it begins with the filer."""
    left = BREATH
    said = 0
    previous_is_filer = False
    for sentence, filer_first in candidates:
        text = sentence.text
        if previous_is_filer and filer_first and text.startswith(f"{filer} "):
            text = f"It {text.removeprefix(f'{filer} ')}"
        words = len(text.split())
        of_deal = bool(sentence.deals)
        if words > left or (of_deal and BREATH - left + words > _AVERAGE * (said + 1)):
            continue
        left -= words
        said += 1
        previous_is_filer = filer_first
        yield sentence.model_copy(update={"text": text})
        if said == _MOST_SENTENCES:
            return


def worth_saying(ranked: tuple[Deal, ...], after: Deal) -> Iterator[Deal]:
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
