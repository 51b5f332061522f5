"""The summary by a model: one question, every sentence proved or a template's, and each says which."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pipeline import templates
from pipeline.brief import lint, page, summarise
from pipeline.brief.prose import told
from pipeline.brief.prose.proof import faults
from pipeline.brief.prose.subjects import agenda
from pipeline.records import Answer, FactFile, Unanswered, Unheard
from tests.brief.conftest import amount, deal, evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pipeline.records import Heard, Question

HEADLINE = "Alder agreed to invest up to $10 billion in Birch Labs, if conditions are met"


class Model:
    """Answers by turns and keeps what it was asked."""

    def __init__(self, *answers: dict[str, Any] | Unanswered) -> None:
        self.answers = list(answers)
        self.asked: list[Question] = []

    def __call__(self, questions: Sequence[Question]) -> tuple[Heard, ...]:
        self.asked += questions
        return tuple(self._next() for _ in questions)

    def _next(self) -> Heard:
        answer = self.answers.pop(0)
        return answer if isinstance(answer, Unanswered) else Answer(text=json.dumps(answer), model="m", cached=False)


def said(headline: str, breath: dict[str, str], plain: dict[str, str] | None = None) -> dict[str, Any]:
    def listed(sentences: dict[str, str]) -> list[dict[str, str]]:
        return [{"about": mark, "text": text} for mark, text in sentences.items()]

    return {"headline": {"about": "D1", "text": headline}, "breath": listed(breath), "plain": listed(plain or {})}


def marks(facts: FactFile) -> dict[str, str]:
    """Give the mark of each subject by the name of its party, ``revenue`` for the result."""
    plan = agenda(facts)
    assert plan is not None
    return {one.deal.counterparty.name if one.deal else "revenue": one.mark for one in plan.subjects}


def good(facts: FactFile) -> dict[str, Any]:
    mark = marks(facts)
    return said(
        HEADLINE,
        {
            mark["Cedar Cloud"]: "Alder plans to invest in Cedar Cloud, but nothing is signed.",
            mark["suppliers"]: "Alder must buy $50.3 billion of goods from suppliers.",
            mark["Customer A"]: "Customer A brings 22% of Alder’s revenue.",
            mark["revenue"]: "Alder’s revenue rose to $57 billion, from $35.1 billion a year earlier.",
        },
        {mark["Birch Labs"]: "Alder agreed to invest up to $10 billion in Birch Labs, once conditions are met."},
    )


def test_proved_sentences_stand_on_the_page_and_say_who_wrote_them(busy: FactFile) -> None:
    model = Model(good(busy))
    summary, notes = told(busy, model)
    assert len(model.asked) == 1
    assert notes == ()
    assert summary.headline == HEADLINE
    assert summary.by == "model"
    assert [(sentence.text, sentence.by) for sentence in summary.sentences][:2] == [
        ("Alder plans to invest in Cedar Cloud, but nothing is signed.", "model"),
        ("It must buy $50.3 billion of goods from suppliers.", "model"),
    ]
    assert all(sentence.evidence for sentence in summary.sentences)
    whole = busy.model_copy(update={"summary": summary})
    printed = page(whole, "alder.pdf")
    assert lint(printed) == ()
    assert "In plain words: Alder agreed to invest up to $10 billion in Birch Labs, once conditions are met." in printed


def test_what_fails_is_asked_once_more_with_the_reasons_and_then_a_template(busy: FactFile) -> None:
    mark = marks(busy)
    first = good(busy)
    first["headline"]["text"] = "Alder will invest $10 billion in Birch Labs"
    first["breath"][1]["text"] = "Alder must buy $60 billion of goods from suppliers."
    second = said(HEADLINE, {mark["suppliers"]: "Alder must buy $61 billion of goods from suppliers."})
    model = Model(first, second)
    summary, notes = told(busy, model)
    again = model.asked[1].messages[-1].text
    assert "“$60 billion” is no proved figure" in again
    assert "say “agreed to …, if conditions are met”" in again
    assert "Cedar Cloud" not in again, "what was proved is not asked again"
    assert (summary.headline, summary.by) == (HEADLINE, "model")
    by = {sentence.text: sentence.by for sentence in summary.sentences}
    assert by["It must buy $50.3 billion of goods or services from suppliers."] == "template"
    assert by["Alder plans to invest in Cedar Cloud, but nothing is signed."] == "model"
    assert notes == ("1 sentence of the summary failed the checks twice and is the template's",)


@pytest.mark.parametrize(
    "answer",
    [Unanswered(kind="unreachable", reason="the service is down", passing=True), {"headline": "no"}],
    ids=["unanswered", "misshapen"],
)
def test_without_an_answer_templates_write_and_the_notes_say_so(busy: FactFile, answer: Any) -> None:
    summary, notes = told(busy, Model(answer))
    bare = summarise(busy)
    assert (summary.headline, summary.by, summary.plain) == (bare.headline, "template", None)
    assert [sentence.text for sentence in summary.sentences] == [sentence.text for sentence in bare.sentences]
    assert {sentence.by for sentence in summary.sentences} == {"template"}
    assert len(notes) == 1
    assert notes[0].startswith("the summary is written by templates: the model gave none (")


def test_where_the_second_answer_fails_to_come_the_first_keeps_what_was_right(busy: FactFile) -> None:
    first = good(busy)
    first["headline"]["text"] = "Alder bought Birch Labs"
    summary, notes = told(busy, Model(first, Unanswered(kind="declined", reason="no")))
    assert (summary.headline, summary.by) == (summarise(busy).headline, "template")
    assert summary.sentences[0].by == "model"
    assert notes


def test_it_is_replayed_from_what_was_heard(busy: FactFile) -> None:
    answers: dict[str, Answer] = {}
    first = good(busy)
    first["headline"]["text"] = "Alder bought Birch Labs"
    script = [first, good(busy)]

    def hear(questions: Sequence[Question]) -> tuple[Heard, ...]:
        missing = [question for question in questions if question.mark not in answers]
        if missing:
            raise Unheard(missing)
        return tuple(answers[question.mark] for question in questions)

    rounds = 0
    while True:
        try:
            summary, _ = told(busy, hear)
            break
        except Unheard as unheard:
            rounds += 1
            for question in unheard.questions:
                answers[question.mark] = Answer(text=json.dumps(script.pop(0)), model="m", cached=True)
    assert rounds == 2
    assert summary == told(busy, hear).summary
    assert summary.by == "model"


def test_a_document_without_deals_asks_nothing(make_facts: Callable[..., FactFile]) -> None:
    summary, notes = told(make_facts(), Model())
    assert summary.headline == "No deal was found in Alder’s 10-Q"
    assert summary.by == "template"
    assert notes == ()


def test_a_rules_run_says_nothing_of_writers(busy: FactFile) -> None:
    written = summarise(busy).model_dump(mode="json", exclude_none=True)
    assert "by" not in json.dumps(written)
    assert set(written) == {"headline", "sentences"}


def test_the_question_holds_proved_facts_and_quotes_alone(busy: FactFile) -> None:
    model = Model(good(busy))
    told(busy, model)
    system, task = model.asked[0].messages
    assert (system.role, task.role) == ("system", "user")
    assert "{{" not in system.text + task.text
    held = {evidence.quote for deal in busy.deals for evidence in deal.evidence}
    quoted = {line.strip().removeprefix("quote: ") for line in task.text.splitlines() if "   quote: " in line}
    assert quoted <= held
    assert quoted
    assert system.text == told_system(busy), "the first part is the same for every document, so that services cache it"


def told_system(facts: FactFile) -> str:
    other = Model(Unanswered(kind="declined", reason="no"))
    told(facts.model_copy(update={"deals": facts.deals[:1]}), other)
    return other.asked[0].messages[0].text


def test_a_parrot_of_the_prompts_example_writes_nothing(busy: FactFile) -> None:
    system = templates.render("summarise.system.md.j2", {"breath": 60, "longest": 25})
    example = json.loads(system[system.index("Answer:\n") + len("Answer:\n") :])
    summary, notes = told(busy, Model(example, example))
    everything = json.dumps(summary.model_dump(mode="json"))
    assert "Quillmark" not in everything
    assert "Ostrava" not in everything
    assert '"model"' not in everything
    assert notes


def test_what_was_left_unanswered_is_said_behind_a_models_headline(busy: FactFile) -> None:
    failed = [{"key": "k", "first_page": 1, "last_page": 1, "reason": "no"}]
    coverage = busy.coverage.model_copy(update={"failed": ()}).model_dump() | {"failed": failed, "partial": True}
    partial = FactFile.model_validate(busy.model_dump() | {"coverage": coverage})
    summary, _ = told(partial, Model(good(partial)))
    assert summary.headline == f"{HEADLINE} (1 of 120 passages got no answer)"


def test_every_template_sentence_of_the_samples_would_pass(repository: Path) -> None:
    paths = sorted((repository / "outputs").glob("*/*.json"))
    assert len(paths) >= 6
    for path in paths:
        plan = agenda(FactFile.model_validate_json(path.read_text("utf-8")))
        assert plan is not None
        for subject in plan.subjects:
            assert faults(subject, subject.template) == (), subject.template


def test_the_example_in_the_prompt_passes_the_proof_it_teaches(make_facts: Callable[..., FactFile]) -> None:
    """A model was told to write what was then refused."""
    system = templates.render("summarise.system.md.j2", {"breath": 60, "longest": 25})
    shown = json.loads(system[system.rindex('{"headline"') :])
    loom = "Ostrava Loom"
    plan = agenda(
        make_facts(
            deal(
                loom,
                amount("2500000000", qualifier="up_to", what="investment in preferred stock"),
                binding="intent",
                evidence=(evidence("a letter of intent to invest up to $2.5 billion in its preferred stock"),),
            ),
            deal(
                loom,
                amount("300000000", qualifier="at_least", what="sensors to be bought"),
                type="sales_contract",
                payer="counterparty",
                dates={"start": "2031-05"},
                evidence=(
                    evidence("in force since May 2031, Ostrava Loom must buy at least $300 million of our sensors"),
                ),
                id="sensors",
            ),
            company="Quillmark Devices",
        )
    )
    assert plan is not None
    of = {one.mark: one for one in plan.subjects}
    sentences = [shown["headline"], shown["breath"][0], *shown["plain"]]
    assert [faults(of[one["about"]], one["text"]) for one in sentences] == [()] * 4
