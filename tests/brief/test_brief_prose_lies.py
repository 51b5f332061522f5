"""Sentences that say more than was proved: none may stand on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.brief.prose.proof import faults
from pipeline.brief.prose.subjects import Subject, agenda
from pipeline.records import Dates, FactFile, PartyKind, Result
from tests.brief.conftest import amount, deal, evidence, facts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STAKE = "We promised to invest up to $10 billion in Birch Labs, which makes AI chips with Dogwood Machines."
BUSY: FactFile = facts(
    deal(
        "Birch Labs, Inc.",
        amount("10000000000", qualifier="up_to", what="investment"),
        amount("115000000", what="termination fee"),
        binding="conditional",
        dates=Dates(signed="2025-07-03", end="2027-07"),
        evidence=(evidence(STAKE),),
        id="stake",
    ),
    deal("Cedar Cloud", binding="intent", id="plan"),
    deal("Elm Power", amount("2000000000"), type="sales_contract", payer="counterparty", id="sale"),
    deal("Fir Data", amount("1250000000"), binding="done", id="held"),
    deal("Gum Freight", amount("85000000"), type="purchase_commitment", binding="ended", id="ended"),
    deal("Hazel Works", amount("40000000"), type="acquisition", binding="unclear", id="vague"),
    deal("suppliers", amount("50312000000"), type="purchase_commitment", kind=PartyKind.CLASS, id="supply"),
    deal(
        "Customer A",
        amount("22", "percent", what="share of revenue, third quarter"),
        type="concentration",
        payer="counterparty",
        binding="unclear",
        id="share",
    ),
    results=(
        Result(
            metric="revenue",
            period="Q3 FY2026",
            value="57006000000",
            year_ago="35082000000",
            unit="USD",
            evidence=(evidence("Revenue 57,006 35,082"),),
        ),
    ),
)

TRUE: Mapping[str, Sequence[str]] = {
    "stake": (
        "Alder agreed to invest up to $10 billion in Birch Labs, if conditions are met.",
        "Alder will invest up to $10 billion in Birch Labs, once regulators approve.",
        "Alder signed in July 2025 to invest up to $10 billion in Birch Labs, if conditions are met by July 2027.",
        "Alder promised to invest up to $10 billion in Birch Labs for AI chips, if conditions are met.",
        "Alder agreed to invest up to $10 billion in Birch Labs or pay a fee of termination of $115 million, if so.",
    ),
    "plan": (
        "Alder may invest in Cedar Cloud, but nothing is binding.",
        "Alder signed only a letter of intent and may invest in Cedar Cloud, but nothing is binding yet.",
    ),
    "sale": (
        "Elm Power agreed to buy $2 billion of goods from Alder.",
        "Alder agreed to sell $2 billion of goods to Elm Power.",
    ),
    "held": ("Alder invested $1.25 billion in Fir Data.", "Alder bought shares of Fir Data for $1.25 billion."),
    "ended": ("Alder will no longer buy $85 million of goods from Gum Freight.",),
    "vague": ("Alder may take over Hazel Works for $40 million; how binding is not said.",),
    "supply": (
        "Alder must buy $50.3 billion of goods from suppliers.",
        "Alder must buy about $50.3 billion of goods from suppliers.",
    ),
    "share": ("Customer A makes up 22% of Alder’s revenue.", "Customer A brings 22% of Alder’s sales."),
    "result": (
        "Alder’s revenue was $57 billion, against $35.1 billion a year earlier.",
        "Alder’s revenue rose to $57 billion in the third quarter of fiscal 2026.".replace("rose to", "was"),
        "Alder’s sales rose to $57 billion, from $35.1 billion a year earlier.",
    ),
}

FALSE: Mapping[str, Mapping[str, Sequence[str]]] = {
    "number": {
        "stake": (
            "Alder agreed to invest up to $11 billion in Birch Labs, if conditions are met.",
            "Alder agreed to invest up to $10 million in Birch Labs, if conditions are met.",
            "Alder agreed to invest up to €10 billion in Birch Labs, if conditions are met.",
            "Alder agreed to invest up to ten trillion dollars in Birch Labs, if conditions are met.",
            "Alder agreed to invest up to $10 billion a year in Birch Labs, if conditions are met.",
            "Alder agreed to invest up to $10 billion per share in Birch Labs, if conditions are met.",
            "Alder agreed to invest $10 billion in Birch Labs, if conditions are met.",
            "Alder agreed to invest at least $10 billion in Birch Labs, if conditions are met.",
            "Alder agreed to invest up to $10 billion in Birch Labs over five years, if conditions are met.",
            "Alder agreed to invest up to $10 billion in Birch Labs for a third of it, if conditions are met.",
            "Alder agreed to invest up to $10 billion in Birch Labs, half of it now, if conditions are met.",
            "Alder agreed to invest up to $10 billion in Birch Labs twice, if conditions are met.",
            "Alder agreed to invest $115 million in Birch Labs, if conditions are met.",
            "Alder agreed to invest billions in Birch Labs, if conditions are met.",
            "Alder agreed to invest in Birch Labs, if conditions are met.",
        ),
        "supply": (
            "Alder must buy $51 billion of goods from suppliers.",
            "Alder must buy $50.4 billion of goods from suppliers.",
            "Alder must buy up to $50.3 billion of goods from suppliers.",
            "Alder must buy $50.3 billion of goods from 12 suppliers.",
        ),
        "share": ("Customer A makes up 23% of Alder’s revenue.", "Customer A makes up 0.22% of Alder’s revenue."),
        "result": (
            "Alder’s revenue was $35.1 billion.",
            "Alder’s revenue was $35.1 billion, against $57 billion a year earlier.",
            "Alder’s revenue fell to $57 billion, from $35.1 billion a year earlier.",
            "Alder’s profit was $57 billion.",
            "Alder’s revenue was $57 billion in the second quarter of fiscal 2026.",
            "Alder’s revenue was $57 billion in fiscal 2025.",
            "Alder expects revenue of $57 billion.",
            "Alder’s revenue rose by 62% to $57 billion, from $35.1 billion a year earlier.",
        ),
    },
    "date": {
        "stake": (
            "Alder signed in August 2025 to invest up to $10 billion in Birch Labs, if conditions are met.",
            "Alder agreed to invest up to $10 billion in Birch Labs until 2031, if conditions are met.",
            "Alder agreed to invest up to $10 billion in Birch Labs until July 2025, if conditions are met.",
        ),
    },
    "name": {
        "stake": (
            "Alder agreed to invest up to $10 billion in Birch Labs and Dogwood Machines, if conditions are met.",
            "Alder agreed to invest up to $10 billion in Dogwood Machines, if conditions are met.",
            "Alder agreed to invest up to $10 billion in Wisteria, if conditions are met.",
            "Wisteria agreed to invest up to $10 billion in Birch Labs, if conditions are met.",
            "Alder agreed to invest up to $10 billion in Birch Labs of wisteria fame, if conditions are met.",
        ),
        "sale": ("Customers agreed to buy $2 billion of goods from Alder.",),
        "supply": ("Alder said lenders must buy $50.3 billion of goods from suppliers.",),
    },
    "status": {
        "stake": (
            "Alder invested up to $10 billion in Birch Labs.",
            "Alder will invest up to $10 billion in Birch Labs.",
            "Alder agreed to invest up to $10 billion in Birch Labs.",
            "Alder closed and will invest up to $10 billion in Birch Labs, if conditions are met.",
        ),
        "plan": (
            "Alder agreed to invest in Cedar Cloud.",
            "Alder will invest in Cedar Cloud.",
            "Alder signed a contract to invest in Cedar Cloud, but nothing is binding.",
            "Alder may invest in Cedar Cloud.",
            "Alder ordered goods from Cedar Cloud, but nothing is binding.",
            "Alder owes Cedar Cloud money, but nothing is binding.",
            "Alder invests in Cedar Cloud, but nothing is binding.",
            "Alder may invest in Cedar Cloud and must pay, but nothing is binding.",
        ),
        "held": ("Alder may invest $1.25 billion in Fir Data.",),
        "ended": ("Alder must buy $85 million of goods from Gum Freight.",),
        "vague": (
            "Alder took over Hazel Works for $40 million.",
            "Alder agreed to take over Hazel Works for $40 million; how binding is not said.",
        ),
        "supply": (
            "Alder bought $50.3 billion of goods from suppliers.",
            "Alder must not buy $50.3 billion of goods from suppliers.",
            "Alder must buy $50.3 billion of goods from suppliers, if conditions are met.",
        ),
        "sale": ("Elm Power will no longer buy $2 billion of goods from Alder.",),
    },
    "payer": {
        "stake": (
            "Birch Labs agreed to invest up to $10 billion in Alder, if conditions are met.",
            "Birch Labs agreed to lend Alder up to $10 billion, if conditions are met.",
            "Alder agreed to receive up to $10 billion from Birch Labs, if conditions are met.",
            "Alder will be paid up to $10 billion by Birch Labs, if conditions are met.",
            "Alder and Birch Labs agreed to invest up to $10 billion, if conditions are met.",
            "Up to $10 billion goes from Birch Labs to Alder, if conditions are met.",
            "Birch Labs hands Alder up to $10 billion, if conditions are met.",
            "Alder agreed to let Birch Labs invest up to $10 billion, if conditions are met.",
            "It agreed to invest up to $10 billion in Birch Labs, if conditions are met.",
        ),
        "sale": (
            "Alder agreed to buy $2 billion of goods from Elm Power.",
            "Elm Power agreed to sell $2 billion of goods to Alder.",
        ),
        "share": ("Alder makes up 22% of Customer A’s revenue.", "Alder makes up 22% of the revenue of Customer A."),
    },
    "judgement": {
        "stake": (
            "Alder should invest up to $10 billion in Birch Labs, if conditions are met.",
            "Alder agreed to invest an impressive sum of up to $10 billion in Birch Labs, if conditions are met.",
            "Alder agreed to invest up to $10 billion in Birch Labs, if conditions are met: buy the shares.",
            "Alder agreed to invest up to $10 billion in Birch Labs, if conditions are met. A great deal.",
        ),
    },
    "measure": {
        "share": ("Customer A makes up 22% of Alder’s purchases.", "Customer A makes up 22% of Alder’s capacity."),
    },
    "markup": {
        "stake": (
            "Alder agreed to invest up to **$10 billion** in Birch Labs, if conditions are met.",
            "Alder agreed to invest up to $10 billion in <b>Birch Labs</b>, if conditions are met.",
            "Alder agreed to invest up to $10 billion in Birch Labs {{ 7 * 7 }}, if conditions are met.",
            "Alder agreed to invest up to $10 billion in [Birch Labs](http://x.y), if conditions are met.",
            "Alder agreed to invest up to $10 billion in Birch Labs,\nif conditions are met.",
            "Alder agreed to invest up to $10 billion in Birch\u202e Labs, if conditions are met.",
            "",
        ),
    },
}


def subjects() -> dict[str, Subject]:
    plan = agenda(BUSY)
    assert plan is not None
    return {one.deal.id if one.deal else "result": one for one in plan.subjects}


SUBJECTS = subjects()


def listed(sentences: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    return [(name, text) for name, texts in sentences.items() for text in texts]


@pytest.mark.parametrize(("name", "text"), listed(TRUE))
def test_plain_truth_passes(name: str, text: str) -> None:
    assert faults(SUBJECTS[name], text) == ()


@pytest.mark.parametrize(
    ("kind", "name", "text"), [(kind, *one) for kind, sentences in FALSE.items() for one in listed(sentences)]
)
def test_no_lie_passes(kind: str, name: str, text: str) -> None:
    assert faults(SUBJECTS[name], text), kind


@settings(max_examples=200)
@given(st.data())
def test_no_digit_can_be_changed(data: Any) -> None:
    name, text = data.draw(st.sampled_from([one for one in listed(TRUE) if any(map(str.isdigit, one[1]))]))
    place = data.draw(st.sampled_from([i for i, char in enumerate(text) if char.isdigit()]))
    other = data.draw(st.sampled_from([digit for digit in "123456789" if digit != text[place]]))
    assert faults(SUBJECTS[name], text[:place] + other + text[place + 1 :])


@settings(max_examples=200)
@given(st.data())
def test_no_sentence_passes_for_another_deal(data: Any) -> None:
    name, text = data.draw(st.sampled_from(listed(TRUE)))
    other = data.draw(st.sampled_from(sorted(SUBJECTS.keys() - {name})))
    assert faults(SUBJECTS[other], text)


@settings(max_examples=200)
@given(st.data())
def test_no_strange_word_can_be_put_in(data: Any) -> None:
    name, text = data.draw(st.sampled_from(listed(TRUE)))
    words = text.split(" ")
    place = data.draw(st.integers(0, len(words)))
    strange = data.draw(st.sampled_from(["Wisteria", "hugely", "guaranteed!", "€5", "not", "never", "seven", "2019"]))
    assert faults(SUBJECTS[name], " ".join([*words[:place], strange, *words[place:]]))
