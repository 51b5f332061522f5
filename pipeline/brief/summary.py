"""The headline and the sentences said in one breath: pure functions of the proved facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.brief.amounts import size
from pipeline.brief.changes import told_first
from pipeline.brief.names import possessive, short_name
from pipeline.brief.ranking import Place, by_news, by_share, is_dependence, place
from pipeline.brief.reach import shortfall, unanswered
from pipeline.brief.results import headline_result
from pipeline.brief.room import CHANGES
from pipeline.brief.sentences import say, short_said, with_no_amount
from pipeline.brief.sources import best_evidence
from pipeline.languages.language import ENGLISH, fill
from pipeline.records import Form, Sentence, Summary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pipeline.brief.saying import Saying
    from pipeline.languages.language import Language
    from pipeline.records import Deal, FactFile

_MOST_SENTENCES = 5


def summarise(facts: FactFile, lang: Language = ENGLISH) -> Summary:
    """Write headline and "In one breath" from deals and results; ``facts.summary`` is not looked at.

    The headline's own deal is not said again, nor what the first lines of "What changed" say; the breath goes on with
    the next deals, the largest promise, the largest dependence and the first result, as far as one breath reaches.
    """
    filer = short_name(facts.document.company)
    if not facts.deals:
        return _without_deals(facts, filer, lang)
    ranked = by_news(facts)
    top = ranked[0]
    headline = framed(facts, say(top, filer, amount_if_none=True, lang=lang), lang)
    sentences = tuple(joined_breath(_candidates(facts, filer, ranked, top, lang), filer, lang))
    return Summary(headline=headline, sentences=sentences, language=lang.named)


def framed(facts: FactFile, said: Saying, lang: Language = ENGLISH) -> str:
    """Say in a headline, behind its deal, where it was said and how much of the document got no answer."""
    words, missed = lang.sentences["headline"], unanswered(facts, lang)
    told = with_no_amount(said.text, lang)
    if facts.document.form is Form.CALL:
        told += fill(words["on_call_it" if said.filer_first else "on_call"], filer=short_name(facts.document.company))
    return told + (fill(words["missed"], missed=missed) if missed else "")


def _without_deals(facts: FactFile, filer: str, lang: Language) -> Summary:
    # What was not found may still be there: the headline speaks of the search and not of the document.
    words, missed = lang.sentences["headline"], shortfall(facts, lang)
    claim = words["not_proved" if facts.withheld else "not_found"]
    form = lang.words["short_form"][facts.document.form]
    headline = fill(claim, filer=filer, filers=possessive(filer), form=form)
    headline += fill(words["shortfall"], missed=missed) if missed else ""
    result = headline_result(facts, lang)
    sentences = []
    if result is not None and result.value is not None:
        headline += fill(words["result"], result=result.words)
        text = short_said(result.sentence(filer, lang), lang)
        sentences.append(Sentence(text=text, evidence=result.evidence))
    return Summary(headline=headline, sentences=tuple(sentences), language=lang.named)


def _candidates(
    facts: FactFile, filer: str, ranked: tuple[Deal, ...], top: Deal, lang: Language
) -> Iterator[tuple[Sentence, bool]]:
    result, told = headline_result(facts, lang), told_first(facts, CHANGES)
    # A lone deal is told again, unless something else is said: the headline cannot stand for the whole page.
    lone = () if told and result is not None else (top,)
    for deal in tuple(worth_saying(ranked, top, told)) or lone:
        saying = say(deal, filer, amount_if_none=deal is top, lang=lang)
        text = short_said(saying.text, lang)
        yield Sentence(text=text, deals=(deal.id,), evidence=(best_evidence(deal),)), saying.filer_first
    if result is not None:
        yield Sentence(text=short_said(result.sentence(filer, lang), lang), evidence=result.evidence), False


def joined_breath(
    candidates: Iterable[tuple[Sentence, bool]], filer: str, lang: Language = ENGLISH
) -> Iterator[Sentence]:
    """Take sentences in their order as far as the breath reaches; each comes with whether it begins with the filer."""
    whole = left = lang.breath
    said = 0
    previous_is_filer = False
    for sentence, filer_first in candidates:
        text = sentence.text
        if previous_is_filer and filer_first and text.startswith(f"{filer} "):
            text = fill(lang.sentences["say"]["again"], rest=text.removeprefix(f"{filer} "))
        words = lang.length(text)
        of_deal = bool(sentence.deals)
        if words > left or (of_deal and whole - left + words > lang.average * (said + 1)):
            continue
        left -= words
        said += 1
        previous_is_filer = filer_first
        yield sentence.model_copy(update={"text": text})
        if said == _MOST_SENTENCES:
            return


def worth_saying(ranked: tuple[Deal, ...], after: Deal, told: Collection[str] = ()) -> Iterator[Deal]:
    """Two more deals, the two largest promises, the largest dependence; what the last document said already is last.

    Neither what is like the deal ``after``, nor like those whose ids were ``told`` before.
    """
    seen = {_same(after), *(_same(deal) for deal in ranked if deal.id in told)}
    pays = [deal for deal in ranked if place(deal) is Place.PAYS and _same(deal) not in seen]
    stale = [deal for deal in pays if deal.change is not None and deal.change.state == "repeated"]
    order = [deal for deal in pays if deal not in stale][:2]
    promises = [deal for deal in ranked if place(deal) is Place.PROMISES and size(deal) and _same(deal) not in seen]
    promises.sort(key=lambda deal: (-size(deal), deal.id))
    shares = [deal for deal in by_share(d for d in ranked if place(d) is Place.DEPENDENCE) if is_dependence(deal)]
    order += [*promises[:1], *shares[:1], *promises[1:2], *stale[: 2 - len(order)]]
    for deal in order:
        if _same(deal) not in seen:
            seen.add(_same(deal))
            yield deal


def _same(deal: Deal) -> tuple[str, str, str]:
    """Tell alike deals: of several loans of the same lenders one is said."""
    return deal.type, deal.payer, deal.counterparty.name
