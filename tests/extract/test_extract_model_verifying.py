"""The second look at deals that matter: it takes away and weakens, it makes nothing stronger."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.check import check
from pipeline.extract.model import Steps, verified
from pipeline.records import (
    Binding,
    Candidate,
    Checked,
    DealType,
    Document,
    Evidence,
    Party,
    PartyKind,
    Payer,
    Proposals,
    Proved,
    Row,
    Table,
    Unanswered,
    Withholding,
)
from tests.extract.conftest import make
from tests.extract.scripted import Model, found

PLAN = "Nothing is signed, and there is no assurance that a definitive agreement follows."
CAPACITY = "In May we agreed to buy computing capacity from Brightwater for up to $1.5 billion."
LOOM = "Our customer Ostrava Loom must buy sensors for $300 million."


def case(*paragraphs: str) -> tuple[Document, str]:
    document = make(*(paragraphs or (f"Our plants run well. {CAPACITY} {PLAN}", LOOM)))
    return document, document.text


def proved(document: Document, *candidates: Candidate) -> Checked:
    checked = check(document, Proposals(candidates=candidates))
    assert len(checked.proved) == len(candidates), checked.withheld
    return checked


def bought(text: str, **said: Any) -> Candidate:
    whole = {"counterparty": "Brightwater", "as_written": ["Brightwater"], "aliases": [], "signed": None}
    return found(CAPACITY, text, **whole | said)


def sold(text: str) -> Candidate:
    amount = {
        "as_written": "$300 million",
        "value": 300_000_000,
        "unit": "USD",
        "qualifier": "exact",
        "what": "sensors",
    }
    return found(
        LOOM,
        text,
        counterparty="Ostrava Loom",
        as_written=[],
        aliases=[],
        type="sales_contract",
        payer="counterparty",
        binding_phrase="must buy",
        amounts=[amount],
        signed=None,
    )


def verdict(number: int, **said: Any) -> dict[str, Any]:
    return {
        "number": number,
        "why": "so it reads",
        "mentioned": True,
        "type": "cloud_compute",
        "payer": "filer",
        "binding": "firm",
        "words": "agreed to buy",
        **said,
    }


def verdicts(*said: dict[str, Any]) -> str:
    return json.dumps({"verdicts": said})


def test_all_deals_are_asked_about_together_with_the_words_around_their_quotes() -> None:
    document, text = case()
    model = Model(verdicts(verdict(1), verdict(2)))
    checked = proved(document, bought(text), sold(text))
    assert verified(document, checked, model) == checked
    ((asked,),) = model.rounds
    user = asked.messages[1].text
    assert f"\nOur plants run well. {CAPACITY} {PLAN}\n" in user
    assert "Claim 2. Party: Ostrava Loom. Amounts: $300 million (sensors, USD)." in user
    # What was made of the words is not said: a second look that knows the first would repeat it.
    assert not any(word in user for word in ("firm", "filer pays", "cloud_compute", "sales_contract"))
    assert asked.stage == "verify"


def test_a_deal_the_words_do_not_state_is_withheld_with_the_reason() -> None:
    document, text = case()
    checked = proved(document, bought(text), sold(text))
    judged = verified(document, checked, Model(verdicts(verdict(1, mentioned=False, why="a\nrisk"), verdict(2))))
    assert [deal.counterparty.name for deal in judged.proved] == ["Ostrava Loom"]
    (withheld,) = judged.withheld
    assert withheld.reason is Withholding.DENIED
    assert withheld.detail == "a second look does not find it in its quotes: a risk"
    assert isinstance(withheld.candidate, Candidate)
    assert withheld.candidate == bought(text).model_copy(
        update={"summary": checked.proved[0].summary, "rule": "a.rule", "also": ()}
    )


@pytest.mark.parametrize(
    ("binding", "words", "becomes", "phrase"),
    [
        (Binding.INTENT, "no assurance that a definitive agreement follows", Binding.INTENT, None),
        (Binding.CONDITIONAL, "up to $1.5 billion", Binding.CONDITIONAL, "up to $1.5 billion"),
        # A condition beside the quote may be that of another leg.
        (Binding.CONDITIONAL, "no assurance that a definitive agreement follows", Binding.FIRM, "agreed to buy"),
        # Words that stand nowhere near prove nothing; neither does no word at all.
        (Binding.INTENT, "letter of intent", Binding.FIRM, "agreed to buy"),
        (Binding.INTENT, None, Binding.FIRM, "agreed to buy"),
        # Nothing becomes stronger, and what is no strength weakens nothing.
        (Binding.DONE, "agreed to buy", Binding.FIRM, "agreed to buy"),
        (Binding.UNCLEAR, "agreed to buy", Binding.FIRM, "agreed to buy"),
        (Binding.ENDED, "agreed to buy", Binding.FIRM, "agreed to buy"),
    ],
)
def test_of_two_strengths_the_weaker_holds_where_words_show_it(
    binding: Binding, words: str | None, becomes: Binding, phrase: str | None
) -> None:
    document, text = case()
    judged = verified(
        document, proved(document, bought(text)), Model(verdicts(verdict(1, binding=binding, words=words)))
    )
    assert (judged.proved[0].binding, judged.proved[0].binding_phrase) == (becomes, phrase)


def test_whose_word_holds_on_payer_and_kind_is_a_setting() -> None:
    document, text = case()
    checked = proved(document, bought(text))
    model = Model(verdicts(verdict(1, payer="counterparty", type="sales_contract")))
    assert verified(document, checked, model) == checked
    turned = verified(document, checked, model, steps=Steps(payer_by="second", type_by="second"))
    assert (turned.proved[0].payer, turned.proved[0].type) == (Payer.COUNTERPARTY, DealType.SALES_CONTRACT)


@pytest.mark.parametrize("answer", [Unanswered(kind="declined", reason="it refused"), '{"verdicts": 1}'])
def test_a_second_look_without_an_answer_leaves_deals_as_they_are_and_says_so(answer: str | Unanswered) -> None:
    document, text = case()
    checked = proved(document, bought(text), sold(text))
    judged = verified(document, checked, Model(lambda _: answer))
    assert judged.proved == checked.proved
    assert judged.notes[0].startswith("The second look at 2 deals got no answer (")


def test_verdicts_about_nothing_asked_are_not_heard() -> None:
    document, text = case()
    checked = proved(document, bought(text))
    wild = verdicts(*(verdict(number, mentioned=False) for number in (-1, 0, 2, 13)))
    assert verified(document, checked, Model(wild)) == checked


def test_many_deals_go_into_several_questions_of_one_round() -> None:
    document, text = case()
    checked = proved(document, *[bought(text)] * 25)
    model = Model(verdicts(verdict(1, mentioned=False)))
    assert len(verified(document, checked, model).proved) == 22
    assert [[one.messages[1].text.count("Claim ") for one in questions] for questions in model.rounds] == [[12, 12, 1]]


def test_shares_and_what_has_neither_amount_nor_name_are_not_looked_at_again() -> None:
    share = "Customer A was 22% of our revenue in the quarter."
    document, text = case(share)
    amount = {"as_written": "22%", "value": 22, "unit": "percent", "qualifier": "exact", "what": "share of revenue"}
    candidate = found(
        share,
        text,
        counterparty="Customer A",
        kind="anonymous",
        as_written=["Customer A"],
        aliases=[],
        type="concentration",
        payer="counterparty",
        binding="unclear",
        binding_phrase=None,
        amounts=[amount],
        signed=None,
    )
    model = Model(verdicts())
    checked = proved(document, candidate)
    assert verified(document, checked, model) == checked
    assert model.rounds == []


def test_the_second_look_can_be_turned_off() -> None:
    document, text = case()
    model = Model(verdicts(verdict(1, mentioned=False)))
    checked = proved(document, bought(text))
    assert verified(document, checked, model, steps=Steps(verify=False)) == checked
    assert model.rounds == []


def test_neighbouring_quotes_are_shown_in_one_stretch_and_sentences_whole() -> None:
    far = "It holds many covenants. " * 30
    document, text = case(f"{far}{CAPACITY} {PLAN} Capacity is due in June. {far}")
    two = bought(text).model_copy(
        update={"quotes": tuple(found(quote, text).quotes[0] for quote in (PLAN, CAPACITY)), "binding": Binding.INTENT}
    )
    candidate = two.model_copy(update={"binding_phrase": None})
    model = Model(verdicts())
    verified(document, proved(document, candidate), model)
    words = model.asked[0].messages[1].text.split("Claim 1.")[1].split("\n")[2]
    assert words == f"It holds many covenants. {CAPACITY} {PLAN} Capacity is due in June."


def test_of_a_table_the_heads_are_shown_once_before_its_rows() -> None:
    lines = ("Our commitments", "Brightwater capacity 1,500", "Harrow sites 70")
    text = "\n".join(lines)
    starts = [text.index(each) for each in lines]
    table = Table(
        start=0,
        end=len(text),
        page=1,
        title=lines[0],
        columns=("(in millions) Total",),
        rows=tuple(
            Row(start=start, end=start + len(each), label=each.rsplit(" ", 1)[0])
            for start, each in zip(starts[1:], lines[1:], strict=True)
        ),
    )
    document = make(text).model_copy(update={"tables": (table,)})
    rows = tuple(
        Evidence(start=start, end=start + len(each), page=1, quote=each)
        for start, each in zip(starts[1:], lines[1:], strict=True)
    )
    party = Party(name="Brightwater", kind=PartyKind.NAMED)
    deal = Proved(type=DealType.LEASE, counterparty=party, payer=Payer.FILER, binding=Binding.FIRM, evidence=rows)
    model = Model(verdicts())
    verified(document, Checked(proved=(deal,)), model)
    assert (
        "\nOur commitments\n(in millions) Total\nBrightwater capacity 1,500\nHarrow sites 70\n"
        in model.asked[0].messages[1].text
    )
