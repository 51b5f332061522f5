"""The sentences of a page as a reviewer may word them: held to the same proof as a model's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.brief.prose.proof import faults
from pipeline.brief.prose.subjects import of_deal, of_result
from pipeline.brief.ranking import by_news
from pipeline.brief.saying import Saying
from pipeline.brief.summary import framed, summarise
from pipeline.languages.language import language_of
from pipeline.records import Sentence

if TYPE_CHECKING:
    from pipeline.brief.prose.subjects import Subject
    from pipeline.languages.language import Language
    from pipeline.records import FactFile, Summary


def told(facts: FactFile) -> tuple[Sentence, ...]:
    """Give the sentences a person may decide about: the headline with its deal, the breath, the plain ones."""
    summary = facts.summary
    lead = tuple(deal.id for deal in by_news(facts)[:1])
    headline = Sentence(text=summary.headline, deals=lead, by=summary.by)
    return (headline, *summary.sentences, *(summary.plain or ()))


def wrong(facts: FactFile, sentence: Sentence, says: str) -> tuple[str, ...]:
    """List what of ``says``, to stand in place of a sentence, its deal or figure does not prove; empty where all is."""
    lang = language_of(facts)
    if lang.named is not None and not lang.prose:
        return ("sentences in the language of the page cannot be proved",)
    subject = _subject(facts, sentence, lang)
    if subject is None:
        return ("no deal and no figure stands behind it",)
    said = _bare(facts, says)
    # The page says "It" of the company where the sentence before began with its name.
    return faults(subject, f"{subject.filer} {said.removeprefix('It ')}" if said.startswith("It ") else said)


def put(facts: FactFile, sentences: tuple[Sentence | None, ...]) -> Summary:
    """Give the summary with these sentences in place of those ``told`` gave, None where one was rejected.

    Without its headline the page leads with the next deal. The breath ends where it has no more words.
    """
    summary, lang = facts.summary, language_of(facts)
    headline, *rest = sentences
    count = len(summary.sentences)
    breath, left = [], lang.breath
    for sentence in filter(None, rest[:count]):
        left -= lang.length(sentence.text)
        if left >= 0:
            breath.append(sentence)
    plain = tuple(filter(None, rest[count:]))
    heading, by = summary.headline, summary.by
    if headline is None:
        others = tuple(by_news(facts)[1:])
        heading = summarise(facts.model_copy(update={"deals": others}), lang).headline if others else heading
        by = "template" if by is not None else None
    elif headline.text != summary.headline:
        said = Saying(_bare(facts, headline.text).rstrip(f".{lang.words['page']['full_stop']}"), filer_first=False)
        heading, by = framed(facts, said, lang), "reviewer"
    return summary.model_copy(
        update={"headline": heading, "by": by, "sentences": tuple(breath), "plain": plain or None}
    )


def _bare(facts: FactFile, text: str) -> str:
    """Take from a headline what is said of every headline of its page: that it was said on the call."""
    for filer_first in (True, False):
        frame = framed(facts, Saying("1", filer_first=filer_first), language_of(facts)).removeprefix("1")
        text = text.removesuffix(frame) if frame else text
    return text


def _subject(facts: FactFile, sentence: Sentence, lang: Language) -> Subject | None:
    deal = next((deal for deal in facts.deals if deal.id in sentence.deals[:1]), None)
    if deal is not None:
        return of_deal(facts, deal, amount_if_none=True, lang=lang)
    result = next((result for result in facts.results if result.evidence == sentence.evidence), None)
    return of_result(facts, result, lang) if result is not None and not sentence.deals else None
