"""What could not be read or checked, in whole sentences with counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.brief.amounts import figure, is_money
from pipeline.brief.reach import percent
from pipeline.brief.reviewed import review_gaps
from pipeline.inert import clean, cut
from pipeline.languages.language import ENGLISH, language_of
from pipeline.records import Candidate, Form, ResultCandidate, SectionState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.languages.language import Language
    from pipeline.records import FactFile, SectionCoverage, Withheld

_NAMED = 3
_LISTED = 5


def gaps(facts: FactFile) -> tuple[str, ...]:
    """List everything a reader should know is missing; empty when nothing is known to be."""
    lang = language_of(facts)
    parts = (review_gaps, _read, _asked, _identity, _kept_out)
    return tuple(sentence for part in parts for sentence in part(facts, lang))


def _read(facts: FactFile, lang: Language) -> Iterator[str]:
    coverage = facts.coverage
    yield from (ended(lang.phrase(cut(warning, 240)), lang) for warning in coverage.warnings)
    if coverage.pictures:
        yield lang.told("gaps", "pictures", pages=pages(coverage.pictures, lang))
    if coverage.recognised:
        yield lang.told("gaps", "recognised", pages=pages(coverage.recognised, lang))
    damaged = {loss.page for loss in coverage.losses if not loss.numbers}  # the warnings name these
    blank = sorted(set(coverage.pages_without_text) - set(coverage.pictures) - damaged)
    if blank:
        yield lang.told("gaps", "blank", pages=pages(blank, lang))
    losses = [loss for loss in coverage.losses if loss.numbers]
    for loss in losses[:_LISTED]:
        cause = lang.told("page", "bracket", words=cut(loss.cause, 80)) if loss.cause else ""
        lost = loss.numbers - loss.kept
        yield lang.told("gaps", "lost", page=loss.page, count=lost, all=loss.numbers, cause=cause)
    if len(losses) > _LISTED:
        yield lang.told("gaps", "lost_more", count=len(losses) - _LISTED)
    yield from _sections(coverage.sections, lang)


def _sections(sections: Sequence[SectionCoverage], lang: Language) -> Iterator[str]:
    for state in (SectionState.MISSING, SectionState.BY_REFERENCE, SectionState.SKIPPED):
        titles = [
            cut(section.title, 60)
            for section in sections
            if section.state is state and (section.outside or state is not SectionState.BY_REFERENCE)
        ]
        if titles:
            yield ended(lang.told("gaps", state, titles=_few(titles, lang)), lang)


def _asked(facts: FactFile, lang: Language) -> Iterator[str]:
    yield from _left_out(facts, lang)
    failed = facts.coverage.failed
    for passage in failed[:_LISTED]:
        where = pages(tuple(range(passage.first_page, passage.last_page + 1)), lang)
        named = passage.title or passage.section
        section = lang.told("page", "bracket", words=cut(named, 60)) if named else ""
        yield ended(lang.told("gaps", "no_answer", pages=where, section=section, reason=cut(passage.reason, 120)), lang)
    if len(failed) > _LISTED:
        yield lang.told("gaps", "no_answer_more", count=len(failed) - _LISTED)
    if facts.document.form is Form.CALL:
        yield lang.words["gaps"]["analysts"]


def _left_out(facts: FactFile, lang: Language) -> Iterator[str]:
    """Say how much a model was not asked about, why, and how much of that the rules looked through."""
    left = facts.coverage.not_asked
    whole = facts.coverage.characters_asked + sum(one.characters for one in left or ())
    if not left or not whole:
        return
    unasked, searched = sum(one.characters for one in left), sum(one.searched for one in left)
    reasons = _few([lang.phrase(clean(one.reason)) for one in left], lang)
    told = lang.told("gaps", "not_asked", share=percent(unasked, whole, lang), reasons=reasons)
    if not searched:
        yield lang.told("gaps", "not_searched", told=told)
    elif percent(searched, whole) == percent(unasked, whole):
        yield lang.told("gaps", "rules_searched", told=told)
    else:
        nothing, by_rules = percent(unasked - searched, whole, lang), percent(searched, whole, lang)
        yield lang.told("gaps", "rules_searched_part", told=told, searched=by_rules, nothing=nothing)


def _identity(facts: FactFile, lang: Language) -> Iterator[str]:
    names = lang.words["hinted"]
    hinted = [names.get(field, clean(field)) for field in facts.document.hinted]
    if hinted:
        yield lang.told("gaps", "hinted", fields=lang.listed(hinted))
    if not (facts.document.period_end or facts.document.fiscal_period or facts.document.form is Form.EIGHT_K):
        yield lang.words["gaps"]["no_period"]
    if facts.document.day is None:
        yield lang.words["gaps"]["no_date"]


def _kept_out(facts: FactFile, lang: Language) -> Iterator[str]:
    counted = Counter(item.reason for item in facts.withheld)
    for reason, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        items = sorted((item for item in facts.withheld if item.reason is reason), key=_weight)
        names = _few(list(dict.fromkeys(_name(item, lang) for item in items)), lang)
        yield lang.counted("gaps", "withheld", count, why=lang.words["withheld"][reason], names=names)


def _weight(item: Withheld) -> tuple[int, str]:
    amounts = item.candidate.amounts if isinstance(item.candidate, Candidate) else ()
    return -max((int(abs(amount.value)) for amount in amounts if is_money(amount.unit)), default=0), _name(item)


def _name(item: Withheld, lang: Language = ENGLISH) -> str:
    candidate = item.candidate
    if isinstance(candidate, ResultCandidate):
        return lang.phrase(clean(candidate.metric.replace("_", " ")))
    if not isinstance(candidate, Candidate):
        return lang.words["gaps"]["signal"]
    money = next((amount for amount in candidate.amounts if is_money(amount.unit)), None)
    claimed = lang.told("gaps", "claimed", amount=figure(money.value, money.unit, lang)) if money is not None else ""
    party = lang.phrase(cut(candidate.party.name, 40)) or lang.words["party"]["unnamed"]
    kind = lang.words["kind_in_text"][candidate.type]
    return lang.told("gaps", "candidate", party=party, kind=kind, claimed=claimed)


def _few(names: Sequence[str], lang: Language) -> str:
    more, listed = len(names) - _NAMED, lang.listed(list(names[:_NAMED]))
    return lang.told("gaps", "and_more", listed=listed, count=more) if more > 0 else listed


def pages(numbers: Sequence[int], lang: Language = ENGLISH) -> str:
    """Say page numbers with runs folded: ``pages 3 to 5, 9``."""
    ordered = sorted(set(numbers))
    runs: list[list[int]] = []
    for number in ordered:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [str(run[0]) if len(run) == 1 else lang.told("gaps", "run", first=run[0], last=run[-1]) for run in runs]
    if len(words) > 2 * _LISTED:
        words = [*words[: 2 * _LISTED], lang.told("gaps", "more_places", count=len(words) - 2 * _LISTED)]
    return lang.counted("gaps", "pages", len(ordered), pages=lang.listed(words))


def ended(text: str, lang: Language) -> str:
    """End a sentence that words of others may have ended."""
    stop = lang.words["page"]["full_stop"]
    return text if text.endswith((stop, ".", "!", "?", "…")) else f"{text}{stop}"
