"""What the rules found beside a model: told by it, asked about by name, denied, or left standing; never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.extract.model import ModelEngine, Steps
from pipeline.records import Candidate, Proposals, Unanswered
from tests.extract.scripted import (
    APART,
    CAPACITY,
    FIRST,
    LOOM,
    NOTHING,
    SENSORS,
    Model,
    deal,
    document,
    found,
    in_turn,
    packing,
    reply,
    second,
    told,
    whole,
)

if TYPE_CHECKING:
    from pipeline.records import Packing

DECLINED = Unanswered(kind="declined", reason="it refused")
BOUGHT = found(CAPACITY)
SOLD = found(
    SENSORS,
    rule="b.rule",
    counterparty="Ostrava Loom",
    as_written=["Ostrava Loom"],
    aliases=[],
    type="sales_contract",
    payer="counterparty",
    amounts=[],
)


def proposed(model: Model, *beside: Candidate, packing: Packing | None = None, **steps: bool) -> Proposals:
    engine = ModelEngine(model, name="m", steps=Steps(**steps))
    return engine.propose(document(), packing or whole(), beside)


def outcome(proposals: Proposals) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.engine, one.party.name, one.also) for one in proposals.candidates]


def test_what_the_model_tells_too_names_both_sources_and_is_not_asked_about() -> None:
    model = Model(told(LOOM, deal()))
    proposals = proposed(model, BOUGHT)
    assert outcome(proposals) == [
        ("m", "Ostrava Loom", ()),
        ("m", "Brightwater Cloud Services Inc.", ("rules: a.rule",)),
    ]
    assert len(model.rounds) == 1


def test_what_the_model_missed_is_asked_about_by_name_and_told_by_the_model_itself() -> None:
    model = in_turn(told(LOOM), second({**deal(summary="Told."), "answers": 1}, replies=[reply(1, "lacking")]))
    proposals = proposed(model, SOLD, BOUGHT)
    asked = model.asked[1].messages[3].text
    assert "1. cloud_compute, Brightwater Cloud Services Inc., $1.5 billion (1500000000 USD): “On March 3" in asked
    assert "Ostrava" not in asked
    assert outcome(proposals) == [
        ("m", "Ostrava Loom", ("rules: b.rule",)),
        ("m", "Brightwater Cloud Services Inc.", ("rules: a.rule",)),
    ]
    assert proposals.candidates[1].summary == "Told."


def test_what_the_model_denies_is_denied_with_its_reason() -> None:
    proposals = proposed(in_turn(NOTHING, second(replies=[reply(1, "no_arrangement", why="an\nold  policy")])), BOUGHT)
    assert proposals.candidates == ()
    (denied,) = proposals.denied
    assert denied.candidate == BOUGHT
    assert denied.reason == "asked about it by name, m says: an old policy"


def test_what_the_model_says_it_told_already_is_joined_to_that_entry() -> None:
    """The rules took another party for it: no matcher sees that the two are one."""
    other = found(CAPACITY, counterparty="Harrow Assembly", as_written=["Harrow"], aliases=[])
    model = in_turn(told(LOOM, deal()), second(replies=[reply(1, "told", entry=2)]))
    assert outcome(proposed(model, other)) == [
        ("m", "Ostrava Loom", ()),
        ("m", "Brightwater Cloud Services Inc.", ("rules: a.rule",)),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        second(),
        second(replies=[reply(7, "no_arrangement")]),
        second(replies=[reply(1, "lacking")]),
        second(replies=[reply(1, "told")]),
        second(replies=[reply(1, "told", entry=9)]),
        # An entry about somebody else, elsewhere, for another sum: a model that wants to be done.
        second(replies=[reply(1, "told", entry=1)]),
        DECLINED,
    ],
)
def test_what_is_neither_told_nor_denied_stands(answer: str | Unanswered) -> None:
    proposals = proposed(in_turn(told(LOOM), answer), BOUGHT)
    assert outcome(proposals) == [
        ("m", "Ostrava Loom", ()),
        ("rules", "Brightwater Cloud Services Inc.", ()),
    ]
    assert proposals.denied == ()


def test_where_its_packet_failed_or_was_not_asked_about_the_rules_candidate_stands() -> None:
    model = Model(lambda one: DECLINED if FIRST in one.messages[1].text else NOTHING)
    assert outcome(proposed(model, BOUGHT, packing=APART)) == [("rules", "Brightwater Cloud Services Inc.", ())]
    unasked = Model(NOTHING)
    assert outcome(proposed(unasked, BOUGHT, packing=packing((0, 14)))) == [
        ("rules", "Brightwater Cloud Services Inc.", ())
    ]
    assert len(unasked.rounds) == 1


def test_faults_and_what_was_missed_are_asked_about_in_one_question() -> None:
    model = in_turn(
        told(LOOM, deal(quotes=["Invented."], amounts=[])),
        second({**deal(), "mends": 2, "answers": 1}, replies=[reply(1, "told", entry=2)]),
    )
    proposals = proposed(model, BOUGHT)
    assert len(model.rounds) == 2
    assert len(model.rounds[1]) == 1
    asked = model.asked[1].messages[3].text
    assert "unbroken stretch" in asked
    assert "1. cloud_compute" in asked
    assert outcome(proposals) == [
        ("m", "Ostrava Loom", ()),
        ("m", "Brightwater Cloud Services Inc.", ("rules: a.rule",)),
    ]


def test_what_an_entry_told_that_is_taken_back_stands() -> None:
    model = in_turn(told(deal(binding_phrase="signed")), second(withdrawn=[1]))
    assert outcome(proposed(model, BOUGHT)) == [("rules", "Brightwater Cloud Services Inc.", ())]


def test_only_packets_with_something_to_ask_are_asked_again() -> None:
    model = Model(lambda one: second() if one.stage == "mend" else NOTHING)
    proposed(model, SOLD, packing=APART)
    assert [[one.passage for one in questions] for questions in model.rounds] == [
        ["note11#1", "note11#2"],
        ["note11#2"],
    ]


def test_gleaning_asks_about_every_packet_and_takes_what_comes() -> None:
    model = Model(lambda one: second(LOOM) if one.stage == "mend" else told(deal()))
    proposals = proposed(model, glean=True)
    assert "what" not in model.asked[1].messages[3].text.split("\n")[0]
    assert "which arrangement" in model.asked[1].messages[3].text
    assert [one.party.name for one in proposals.candidates] == ["Brightwater Cloud Services Inc.", "Ostrava Loom"]


def test_steps_that_are_off_are_not_taken() -> None:
    model = Model(told(deal(quotes=["Invented."])))
    proposed(model, SOLD, mend=False, by_name=False)
    assert len(model.rounds) == 1


def test_the_order_of_candidates_is_that_of_the_document_then_of_what_stands() -> None:
    model = Model(
        lambda one: second() if one.stage == "mend" else told(LOOM) if FIRST not in one.messages[1].text else NOTHING
    )
    assert [name for _, name, _ in outcome(proposed(model, BOUGHT, packing=APART))] == [
        "Ostrava Loom",
        "Brightwater Cloud Services Inc.",
    ]
