"""One question about one briefing: fixed words first (services cache them), the proved facts next, the task last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import templates
from pipeline.brief.amounts import amount_words, main_amounts, spoken
from pipeline.brief.names import party_in_sentence
from pipeline.brief.prose.proof import LONGEST
from pipeline.brief.prose.shape import ProseAnswer
from pipeline.brief.saying import told_binding
from pipeline.brief.view import when
from pipeline.inert import clean, cut
from pipeline.languages.language import fill
from pipeline.records import Message, Payer, Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pipeline.brief.prose.subjects import Agenda, Subject
    from pipeline.records import Deal, FactFile

SYSTEM = "summarise.system.md.j2"
TASK = "summarise.task.md.j2"
AGAIN = "summarise.again.md.j2"
_QUOTE = 400
_QUOTES = 2
_PAYS = {
    Payer.FILER: "the company pays the other side",
    Payer.COUNTERPARTY: "the other side pays the company",
    Payer.MUTUAL: "both pay",
    Payer.NONE: "no money moves",
}


def question(facts: FactFile, agenda: Agenda, project: Path | None = None) -> Question:
    """Build the question. It holds what was proved and the quotes that prove it, and nothing else of the document."""
    lang = agenda.headline.lang
    if lang.named is None:
        system = templates.render(SYSTEM, {"breath": lang.breath, "longest": LONGEST}, project=project)
    else:
        longest = lang.prose["limits"]["longest"]
        system = fill(lang.prose["question"]["system"], breath=lang.breath, longest=longest).strip()
    values = {
        "company": agenda.headline.filer,
        "form": lang.words["short_form"][facts.document.form],
        "period": clean(facts.document.fiscal_period or str(facts.document.day or "not stated")),
        "deals": [_deal(one, one.deal) for one in agenda.subjects if one.deal is not None],
        "results": [_result(one) for one in agenda.subjects if one.deal is None],
        "headline": agenda.headline.mark,
        "told": ", ".join(one.mark for one in agenda.breath),
        "plain": ", ".join(one.mark for one in agenda.plain),
    }
    task = templates.render(TASK, values, project=project)
    return Question(
        messages=(Message(role="system", text=system), Message(role="user", text=task)),
        shape=ProseAnswer,
        stage="summarise",
        document=facts.document.path,
    )


def again(asked: Question, answer: str, found: Sequence[tuple[str, str]], project: Path | None = None) -> Question:
    """Build the question that follows an answer with faults: each a sentence and what is wrong with it."""
    words = templates.render(AGAIN, {"faults": [(cut(text, _QUOTE), why) for text, why in found]}, project=project)
    told = (Message(role="assistant", text=answer), Message(role="user", text=words))
    return asked.model_copy(update={"messages": (*asked.messages, *told)})


def _deal(subject: Subject, deal: Deal) -> Mapping[str, object]:
    main, lang = main_amounts(deal), subject.lang
    more = [
        f"{spoken(one, deal.evidence, lang)} ({cut(one.what, _QUOTE)})"
        for one in deal.amounts
        if one not in main and one.what
    ]
    return {
        "mark": subject.mark,
        "party": party_in_sentence(deal.counterparty, lang=lang),
        "kind": lang.words["kind"][deal.type],
        "pays": _PAYS[deal.payer],
        "amount": amount_words(deal, lang),
        "what": cut(main[0].what, _QUOTE) if main else "",
        "more": more,
        "when": when(deal, lang),
        "binding": lang.words["binding"][told_binding(deal)],
        "quotes": [cut(evidence.quote, _QUOTE) for evidence in deal.evidence[:_QUOTES]],
        "template": subject.template,
    }


def _result(subject: Subject) -> Mapping[str, object]:
    reading = subject.reading
    return {
        "mark": subject.mark,
        "metric": reading.metric if reading else "",
        "period": (reading.period if reading else "") or "not stated",
        "words": reading.words if reading else "",
        "template": subject.template,
    }
