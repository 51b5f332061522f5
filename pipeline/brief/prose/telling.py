"""The summary: every sentence a model's where it is proved, else the template's, and each says which it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from pipeline.brief.prose.closed import printed
from pipeline.brief.prose.proof import faults
from pipeline.brief.prose.question import again, question
from pipeline.brief.prose.shape import ProseAnswer
from pipeline.brief.prose.subjects import agenda
from pipeline.brief.saying import Saying
from pipeline.brief.sentences import short_said
from pipeline.brief.summary import framed, joined_breath, summarise
from pipeline.languages.language import ENGLISH
from pipeline.records import Sentence, Summary, Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.brief.prose.shape import SaidSentence
    from pipeline.brief.prose.subjects import Agenda, Subject
    from pipeline.languages.language import Language
    from pipeline.records import FactFile, Hear, Heard

_PARTS = ("headline", "breath", "plain")


class Told(NamedTuple):
    """The summary, and what a reader of the run's report should know of how it came about."""

    summary: Summary
    notes: tuple[str, ...] = ()


class _Proved(NamedTuple):
    """What of an answer is proved, by part and mark, and what is not with the reasons."""

    said: dict[tuple[str, str], str]
    failed: dict[tuple[str, str], tuple[str, str]]


def told(facts: FactFile, hear: Hear, *, project: Path | None = None, lang: Language = ENGLISH) -> Told:
    """Write the summary of a model run; ``facts.summary`` is not looked at.

    Asks one question, and once more about the sentences that are not proved. Raises ``Unheard`` until both were
    asked. A sentence that fails twice, and every sentence where there is no answer, is the template's.
    """
    plan = agenda(facts, lang) if lang.named is None or lang.prose else None
    if plan is None:
        return Told(_by_templates(summarise(facts, lang)))
    asked = question(facts, plan, project)
    (heard,) = hear([asked])
    first = _proved(plan, heard)
    if isinstance(heard, Unanswered) or first is None:
        reason = heard.reason if isinstance(heard, Unanswered) else "its answer was not of the shape asked for"
        note = f"the summary is written by templates: the model gave none ({reason})"
        return Told(_by_templates(summarise(facts, lang)), (note,))
    said = first.said
    left = {place: fault for place, fault in first.failed.items() if place not in said}
    if left:
        (mended,) = hear([again(asked, heard.text, list(left.values()), project)])
        second = _proved(plan, mended)
        said = {**(second.said if second else {}), **said}
        left = {place: fault for place, fault in left.items() if place not in said}
    return Told(_written(facts, plan, said, lang), _notes(left))


def _notes(left: dict[tuple[str, str], tuple[str, str]]) -> tuple[str, ...]:
    if not left:
        return ()
    counted = "1 sentence" if len(left) == 1 else f"{len(left)} sentences"
    return (f"{counted} of the summary failed the checks twice and {'is' if len(left) == 1 else 'are'} the template's",)


def _proved(plan: Agenda, heard: Heard) -> _Proved | None:
    """Check an answer; None where there is none to check."""
    if isinstance(heard, Unanswered):
        return None
    try:
        answer = ProseAnswer.model_validate_json(heard.text)
    except ValidationError:
        return None
    proved = _Proved({}, {})
    for part, subject, text in _told(plan, answer):
        place = part, subject.mark
        why = faults(subject, text)
        if why:
            proved.failed.setdefault(place, (text, "; ".join(why)))
        else:
            proved.said.setdefault(place, text)
    return proved


def _told(plan: Agenda, answer: ProseAnswer) -> Iterator[tuple[str, Subject, str]]:
    """Give what was asked for and told; a sentence nobody asked for is not looked at."""
    parts: tuple[tuple[Sequence[SaidSentence], Sequence[Subject]], ...] = (
        ((answer.headline,), (plan.headline,)),
        (answer.breath, plan.breath),
        (answer.plain, plan.plain),
    )
    for part, (said, subjects) in zip(_PARTS, parts, strict=True):
        wanted = {subject.mark: subject for subject in subjects}
        for sentence in said:
            subject = wanted.get(sentence.about.strip().strip("[]").upper())
            if subject is not None:
                yield (
                    part,
                    subject,
                    " ".join(sentence.text.split()) if subject.lang.named is None else printed(sentence.text),
                )


def _written(facts: FactFile, plan: Agenda, said: dict[tuple[str, str], str], lang: Language) -> Summary:
    top = plan.headline
    headline = said.get(("headline", top.mark))
    saying = Saying(
        (headline or top.template).rstrip(f".{lang.words['page']['full_stop']}"),
        top.filer_first if headline is None else _leads(top, headline),
    )
    candidates = []
    for subject in plan.breath:
        text = said.get(("breath", subject.mark))
        filer_first = subject.filer_first if text is None else _leads(subject, text)
        sentence = Sentence(
            text=short_said(text or subject.template, lang),
            deals=(subject.deal.id,) if subject.deal else (),
            evidence=subject.evidence,
            by="model" if text else "template",
        )
        candidates.append((sentence, filer_first))
    plain = tuple(
        Sentence(text=short_said(text, lang), deals=(subject.deal.id,), evidence=subject.evidence, by="model")
        for subject in plan.plain
        if subject.deal and (text := said.get(("plain", subject.mark)))
    )
    return Summary(
        headline=framed(facts, saying, lang),
        sentences=tuple(joined_breath(candidates, top.filer, lang)),
        by="model" if headline else "template",
        plain=plain or None,
        language=lang.named,
    )


def _leads(subject: Subject, text: str) -> bool:
    return text.startswith(f"{subject.filer} ")


def _by_templates(summary: Summary) -> Summary:
    sentences = tuple(sentence.model_copy(update={"by": "template"}) for sentence in summary.sentences)
    return summary.model_copy(update={"sentences": sentences, "by": "template"})
