"""Chinese sentences of a model: what is proved may stand, and whoever lies gets the template instead."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.brief import lint, page, summarise
from pipeline.brief.prose import told
from pipeline.brief.prose.closed import printed, read_figure, squeezed
from pipeline.brief.prose.proof import faults
from pipeline.brief.prose.subjects import Subject, agenda
from pipeline.brief.prose.worded import wrong
from pipeline.languages.language import language
from pipeline.records import Answer, FactFile, Qualifier
from tests.brief.conftest import amount, deal, evidence, facts
from tests.brief.test_brief_prose_lies import BUSY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pipeline.records import Heard, Question

ZH = language("zh")

TRUE: Mapping[str, Sequence[str]] = {
    "stake": (
        "Alder 已同意向 Birch Labs 投资至多 100 亿美元（$10 billion），但须先满足条件。",
        "Alder同意向Birch Labs投资至多100亿美元（$10 billion），以满足条件为前提",
        "Alder 已同意于 2025 年 7 月签署向 Birch Labs 投资至多 100 亿美元（$10 billion），但须先满足条件",
        "该公司已承诺至 2027 年向 Birch Labs 投资至多 100 亿美元（$10 billion），用于 AI 芯片，但须先满足条件",
    ),
    "plan": (
        "Alder 可能向 Cedar Cloud 投资，但尚无约束力。",
        "Alder 有意向 Cedar Cloud 投资，但没有约束力",
        "Alder 计划向 Cedar Cloud 投资，但尚未签署任何协议",
    ),
    "sale": ("Elm Power 须向 Alder 采购 20 亿美元（$2 billion）的商品或服务",),
    "held": ("Alder 已经向 Fir Data 投资 12.5 亿美元（$1.25 billion）",),
    "ended": ("Alder 不再向 Gum Freight 采购 8500 万美元（$85 million）的商品或服务：交易已终止",),
    "vague": ("Alder 可能以 4000 万美元（$40 million）收购 Hazel Works；文件没有说明约束力",),
    "supply": ("Alder 已承诺向供应商采购 503 亿美元（$50.3 billion）的商品或服务",),
    "share": ("Customer A 占该公司收入的 22%",),
    "result": (
        "Alder 的营收增至 570 亿美元（$57 billion），上年同期为 351 亿美元（$35.1 billion）",
        "Alder 的营收为 570 亿美元（$57 billion）",
    ),
}

FALSE: Mapping[str, Mapping[str, Sequence[str]]] = {
    "number": {
        "stake": (
            "Alder 已同意向 Birch Labs 投资至多 110 亿美元（$11 billion），但须先满足条件",
            "Alder 已同意向 Birch Labs 投资至多 10 亿美元（$10 billion），但须先满足条件",
            "Alder 已同意向 Birch Labs 投资至多 100 亿美元（$1 billion），但须先满足条件",
            "Alder 已同意向 Birch Labs 投资至多 100 亿欧元（€10 billion），但须先满足条件",
            "Alder 已同意向 Birch Labs 投资至多 100 万美元（$10 billion），但须先满足条件",
            "Alder 已同意向 Birch Labs 投资 100 亿美元（$10 billion），但须先满足条件",
            "Alder 已同意向 Birch Labs 投资至少 100 亿美元（$10 billion），但须先满足条件",
            "Alder 已同意向 Birch Labs 投资至多 100 亿美元，但须先满足条件",
            "Alder 已同意向 Birch Labs 投资每股至多 100 亿美元（$10 billion），但须先满足条件",
            "Alder 已同意向 Birch Labs 投资至多一百亿美元，但须先满足条件",
            "Alder 已同意每年向 Birch Labs 投资至多 100 亿美元（$10 billion），但须先满足条件",
            "Alder 已同意向 Birch Labs 投资 1.15 亿美元（$115 million），但须先满足条件",
            "Alder 已同意向 Birch Labs 投资，但须先满足条件",
            "Alder 已同意向 Birch Labs 投资数十亿美元，但须先满足条件",
            "Alder 已同意向 Birch Labs 投资至多 100 亿美元（$10 billion 一年），但须先满足条件",
        ),
        "supply": (
            "Alder 须向供应商购买 510 亿美元（$51 billion）的商品或服务",
            "Alder 须向供应商购买至多 503 亿美元（$50.3 billion）的商品或服务",
            "Alder 须向 12 家供应商购买 503 亿美元（$50.3 billion）的商品或服务",
        ),
        "share": ("Customer A 占 Alder 营收的 23%", "Customer A 占 Alder 营收的 22 亿美元（$2.2 billion）"),
        "result": (
            "Alder 的营收为 351 亿美元（$35.1 billion）",
            "Alder 的营收为 351 亿美元（$35.1 billion），上年同期为 570 亿美元（$57 billion）",
            "Alder 的营收降至 570 亿美元（$57 billion），上年同期为 351 亿美元（$35.1 billion）",
            "Alder 的营收增至 570 亿美元（$57 billion）",
            "Alder 的净利润为 570 亿美元（$57 billion）",
            "Alder 的营收预计为 570 亿美元（$57 billion）",
        ),
    },
    "date": {
        "stake": (
            "Alder 已同意于 2025 年 8 月签署向 Birch Labs 投资至多 100 亿美元（$10 billion），但须先满足条件",
            "Alder 已同意至 2031 年向 Birch Labs 投资至多 100 亿美元（$10 billion），但须先满足条件",
            "Alder 已同意自 2025 年 7 月起向 Birch Labs 投资至多 100 亿美元（$10 billion），但须先满足条件",
        ),
    },
    "name": {
        "stake": (
            "Alder 已同意向 Birch Labs 和 Dogwood Machines 投资至多 100 亿美元（$10 billion），但须先满足条件",
            "Alder 已同意向 Wisteria 投资至多 100 亿美元（$10 billion），但须先满足条件",
            "Wisteria 已同意向 Birch Labs 投资至多 100 亿美元（$10 billion），但须先满足条件",
            "双方已同意向 Birch Labs 投资至多 100 亿美元（$10 billion），但须先满足条件",
        ),
        "sale": ("客户已同意向 Alder 购买 20 亿美元（$2 billion）的商品或服务",),
    },
    "status": {
        "stake": (
            "Alder 已向 Birch Labs 投资至多 100 亿美元（$10 billion）",
            "Alder 将向 Birch Labs 投资至多 100 亿美元（$10 billion），但须先满足条件",
            "Alder 已同意向 Birch Labs 投资至多 100 亿美元（$10 billion）",
            "Alder 可能向 Birch Labs 投资至多 100 亿美元（$10 billion），但尚无约束力",
        ),
        "plan": (
            "Alder 已同意向 Cedar Cloud 投资",
            "Alder 已承诺向 Cedar Cloud 投资，但尚无约束力",
            "Alder 已签约向 Cedar Cloud 投资，但尚无约束力",
            "Alder 签订合同向 Cedar Cloud 投资，但尚无约束力",
            "Alder 可能向 Cedar Cloud 投资",
            "Alder 须向 Cedar Cloud 投资，但尚无约束力",
            "Alder 将向 Cedar Cloud 投资，但尚无约束力",
            "Alder 已向 Cedar Cloud 投资，但尚无约束力",
            "Alder 向 Cedar Cloud 投资，但尚无约束力",
            "Alder 必将向 Cedar Cloud 投资，但尚无约束力",
            "Alder 确定向 Cedar Cloud 投资，但尚无约束力",
        ),
        "held": ("Alder 可能向 Fir Data 投资 12.5 亿美元（$1.25 billion）",),
        "ended": ("Alder 须向 Gum Freight 购买 8500 万美元（$85 million）的商品或服务",),
        "vague": ("Alder 已以 4000 万美元（$40 million）收购 Hazel Works",),
        "supply": (
            "Alder 已向供应商购买 503 亿美元（$50.3 billion）的商品或服务",
            "Alder 无须向供应商购买 503 亿美元（$50.3 billion）的商品或服务",
            "Alder 不同意向供应商购买 503 亿美元（$50.3 billion）的商品或服务",
        ),
        "sale": ("Elm Power 不再向 Alder 购买 20 亿美元（$2 billion）的商品或服务：交易已终止",),
    },
    "payer": {
        "stake": (
            "Birch Labs 已同意向 Alder 投资至多 100 亿美元（$10 billion），但须先满足条件",
            "Birch Labs 已同意向 Alder 提供至多 100 亿美元（$10 billion）的贷款，但须先满足条件",
            "向 Birch Labs，Alder 已同意投资至多 100 亿美元（$10 billion），但须先满足条件",
            "Alder 已同意 Birch Labs 投资至多 100 亿美元（$10 billion），但须先满足条件",
            "Alder 已同意由 Birch Labs 投资至多 100 亿美元（$10 billion），但须先满足条件",
            "Alder 已同意为 Birch Labs 投资至多 100 亿美元（$10 billion），但须先满足条件",
            "Alder 与 Birch Labs 已同意投资至多 100 亿美元（$10 billion），但须先满足条件",
            "Alder 已同意向 Birch Labs 借入至多 100 亿美元（$10 billion），但须先满足条件",
        ),
        "sale": (
            "Alder 已同意向 Elm Power 购买 20 亿美元（$2 billion）的商品或服务",
            "Elm Power 已同意向 Alder 出售 20 亿美元（$2 billion）的商品或服务",
        ),
        "share": ("Alder 占 Customer A 营收的 22%",),
    },
    "words": {
        "stake": (
            "Alder 已同意向 Birch Labs 大手笔投资至多 100 亿美元（$10 billion），但须先满足条件",
            "Alder 已同意向 Birch Labs 投资至多 100 亿美元（$10 billion），但须先满足条件。值得买入",
            "Alder 已同意向 Birch Labs 投资至多 100 亿美元（$10 billion）的内存，但须先满足条件",
            "Alder 已同意向 Birch Labs 投资至多 100 亿美元（$10 billion），用于 GPU，但须先满足条件",
        ),
        "share": ("Customer A 占 Alder 采购额的 22%",),
    },
}


@pytest.fixture(scope="module")
def subjects() -> dict[str, Subject]:
    plan = agenda(BUSY, ZH)
    assert plan is not None
    return {one.deal.id if one.deal else "result": one for one in plan.subjects}


def test_every_kind_of_subject_is_asked_about(subjects: dict[str, Subject]) -> None:
    assert set(TRUE) <= set(subjects)


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in TRUE.items() for text in texts])
def test_a_true_sentence_may_stand(subjects: dict[str, Subject], key: str, text: str) -> None:
    assert faults(subjects[key], text) == ()


@pytest.mark.parametrize(
    ("key", "text"), [(key, text) for lies in FALSE.values() for key, texts in lies.items() for text in texts]
)
def test_a_lie_may_not_stand(subjects: dict[str, Subject], key: str, text: str) -> None:
    assert faults(subjects[key], text) != ()


def test_the_template_always_passes(repository: Path) -> None:
    for path in sorted((repository / "outputs").glob("*/*.json")):
        plan = agenda(FactFile.model_validate_json(path.read_bytes()), ZH)
        for subject in plan.subjects if plan else ():
            assert faults(subject, subject.template) == ()
            assert faults(subject, squeezed(subject.template)) == ()
            assert printed(squeezed(subject.template)) == subject.template


INTENT = agenda(BUSY, ZH)
WORDS = sorted(
    {word for table in ("plain", "verbs", "links", "strength") for words in ZH.prose[table].values() for word in words}
    | set(ZH.prose["things"])
)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=3), st.integers(min_value=0, max_value=3))
def test_no_word_makes_an_intent_firm(words: list[str], place: int) -> None:
    """Whatever known words are put in, what passes has no word of the firm, the done or the ended."""
    assert INTENT is not None
    subject = next(one for one in INTENT.subjects if one.deal and one.deal.id == "plan")
    parts = ["Alder", "可能", "向 Cedar Cloud ", "投资"]
    text = "".join([*parts[:place], *words, *parts[place:], "，但尚无约束力"])
    if not faults(subject, text):
        for kind in ("bound", "done", "ended", "conditions", "announced"):
            said = squeezed(text)
            for hedge in ("尚未签署任何协议", "没有约束力", "尚无约束力", "不具约束力", "目前尚无约束力"):
                said = said.replace(hedge, "")
            assert not any(word in said for word in ZH.prose["strength"][kind] if word != "可"), text


@given(st.decimals(min_value=1, max_value=10**13, places=0), st.sampled_from(Qualifier))
def test_a_figure_of_a_template_is_read_back(value: Any, qualifier: Qualifier) -> None:
    from pipeline.brief.amounts import rounded, spoken  # noqa: PLC0415

    told_as = read_figure(spoken(amount(str(value), qualifier=qualifier), lang=ZH), ZH)
    assert told_as.value == rounded(value)
    assert told_as.unit == "USD"
    assert ZH.numbers["hedge"][told_as.qualifier] == ZH.numbers["hedge"][qualifier]


def test_a_range_is_told_by_both_ends() -> None:
    ends = (("low", "1000000000", "range_low"), ("high", "2000000000", "range_high"))
    sums = (amount(value, qualifier=qualifier, what="investment") for _, value, qualifier in ends)
    plan = agenda(facts(deal("Birch", *sums, id="range")), ZH)
    assert plan is not None
    told = "Alder 须向 Birch 投资 10 亿美元（$1 billion）至 20 亿美元（$2 billion）"
    assert faults(plan.headline, told) == ()
    for lie in (
        "10 亿美元（$1 billion）",
        "20 亿美元（$2 billion）",
        "20 亿美元（$2 billion）至 10 亿美元（$1 billion）",
    ):
        assert faults(plan.headline, f"Alder 须向 Birch 投资 {lie}") != ()


class Model:
    """Answers by turns and keeps what it was asked."""

    def __init__(self, *answers: dict[str, Any]) -> None:
        self.answers = list(answers)
        self.asked: list[Question] = []

    def __call__(self, questions: Sequence[Question]) -> tuple[Heard, ...]:
        self.asked += questions
        return tuple(Answer(text=json.dumps(self.answers.pop(0)), model="m", cached=False) for _ in questions)


def test_a_model_is_asked_in_the_language_and_a_liar_gets_the_template() -> None:
    plan = agenda(BUSY, ZH)
    assert plan is not None
    lie = "Alder已签约向Birch Labs投资至多100亿美元（$10 billion）"
    true = "Alder已承诺向Birch Labs投资至多100亿美元（$10 billion），但须先满足条件"
    headline = plan.headline.mark
    answer = {
        "headline": {"about": headline, "text": lie},
        "breath": [{"about": one.mark, "text": one.template} for one in plan.breath],
        "plain": [{"about": headline, "text": true}],
    }
    model = Model(answer, answer)
    summary, notes = told(BUSY, model, lang=ZH)
    system = model.asked[0].messages[0].text
    assert "简体中文" in system
    assert "template：" in model.asked[0].messages[1].text or "template: " in model.asked[0].messages[1].text
    assert len(model.asked) == 2
    assert notes == ("1 sentence of the summary failed the checks twice and is the template's",)
    assert summary.language == "zh"
    assert summary.by == "template"
    assert summary.headline == summarise(BUSY, ZH).headline
    assert [one.text for one in summary.plain or ()] == [
        "Alder 已承诺向 Birch Labs 投资至多 100 亿美元（$10 billion），但须先满足条件。"
    ]
    assert lint(page(BUSY.model_copy(update={"summary": summary}), "a.pdf")) == ()


def test_the_examples_of_the_question_are_proved_themselves() -> None:
    """What the question shows as good would pass for the deals it shows."""
    shown_facts = FactFile.model_validate(
        BUSY.model_dump(mode="json")
        | {
            "document": BUSY.document.model_dump(mode="json") | {"company": "Quillmark Devices"},
            "deals": [
                deal(
                    "Ostrava Loom",
                    amount("2500000000", qualifier="up_to", what="investment in preferred stock"),
                    binding="intent",
                    id="first",
                    evidence=(evidence("letter of intent with Ostrava Loom Inc. to invest in its preferred stock."),),
                ).model_dump(mode="json"),
                deal(
                    "Ostrava Loom",
                    amount("300000000", qualifier="at_least"),
                    type="sales_contract",
                    payer="counterparty",
                    id="second",
                    dates={"start": "2031-05"},
                    evidence=(evidence("Ostrava Loom must buy at least $300 million of our systems."),),
                ).model_dump(mode="json"),
            ],
            "results": [],
        }
    )
    plan = agenda(shown_facts, ZH)
    assert plan is not None
    by_id = {one.deal.id: one for one in plan.subjects if one.deal}
    shown = json.loads(ZH.prose["question"]["system"].strip().splitlines()[-1])
    said = [shown["headline"], *shown["breath"], *shown["plain"]]
    for sentence in said:
        subject = by_id["first" if sentence["about"] == "D1" else "second"]
        assert faults(subject, sentence["text"]) == (), sentence


def test_a_reviewer_may_word_a_sentence_in_the_language_of_the_page() -> None:
    written = BUSY.model_copy(update={"summary": summarise(BUSY, ZH)})
    sentence = next(one for one in written.summary.sentences if one.deals == ("supply",))
    assert wrong(written, sentence, "该公司已承诺向供应商采购 503 亿美元（$50.3 billion）的商品或服务。") == ()
    assert wrong(written, sentence, "该公司已向供应商采购 503 亿美元（$50.3 billion）的商品或服务。") != ()
