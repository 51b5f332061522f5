"""The model engine with a function in the model's place: what becomes of the answers, and what is lost."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest

from pipeline.extract.model import ModelEngine, Steps
from pipeline.records import Binding, DealType, Packet, Packing, Proposals, Qualifier, Question, Unanswered
from tests.extract.scripted import (
    APART,
    CAPACITY,
    FIRST,
    HALF,
    LOOM,
    NOTHING,
    SECOND,
    START,
    TEXT,
    Model,
    Replayed,
    deal,
    document,
    in_turn,
    piece,
    second,
    told,
    whole,
)

TOO_LONG = Unanswered(kind="too_long", reason="the answer was cut off")
DECLINED = Unanswered(kind="declined", reason="it refused")
GONE = Unanswered(kind="unreachable", reason="no answer", passing=True)


def proposed(model: Model, packing: Packing | None = None, **steps: bool) -> Proposals:
    return ModelEngine(model, name="a-model", steps=Steps(**steps)).propose(document(), packing or whole())


def test_an_answer_becomes_candidates_whose_quotes_stand_where_code_found_them() -> None:
    amount = {"as_written": "61%", "value": 61, "unit": "percent", "qualifier": "exact", "what": "margin"}
    result = {
        "quote": "Gross margin was 61%.",
        "metric": "gross margin",
        "period": "Q2 2031",
        "guidance": False,
        "amount": amount,
        "high": None,
        "year_ago": None,
    }
    signal = {"quote": "Lead times are 40 weeks.", "kind": "lead_time", "direction": "up", "amount": None}
    proposals = proposed(Model(told(deal(), results=[result], signals=[signal])), mend=False)
    (candidate,) = proposals.candidates
    assert (candidate.engine, candidate.type, candidate.binding) == ("a-model", DealType.CLOUD_COMPUTE, Binding.FIRM)
    assert candidate.party.as_written == ("Brightwater",)
    assert (candidate.amounts[0].value, candidate.amounts[0].qualifier) == (Decimal(1_500_000_000), Qualifier.UP_TO)
    assert (candidate.quotes[0].start, candidate.quotes[0].page) == (TEXT.index(CAPACITY), None)
    assert candidate.dates.signed == "2031-03-03"
    assert proposals.results[0].amount is not None
    assert proposals.signals[0].kind == "lead_time"
    assert proposals.failed == ()


def test_a_sentence_that_stands_twice_is_placed_in_the_packet_that_was_read() -> None:
    """A table row under another unit line may have the same words."""
    later = TEXT.index(CAPACITY, START + 200)
    packing = Packing(packets=(Packet(key="k", pieces=(piece(later, HALF),), tokens=9),))
    (candidate,) = proposed(Model(told(deal())), packing).candidates
    assert candidate.quotes[0].start == later


def test_an_amount_is_tied_to_the_quote_that_holds_it() -> None:
    far = {"as_written": "$7 million", "value": 7000000, "unit": "USD", "qualifier": "exact", "what": "fee"}
    quotes = ["We agreed with Brightwater.", "The fee is\n$7   million."]
    (candidate,) = proposed(Model(told(deal(quotes=quotes, amounts=[far]))), mend=False).candidates
    assert candidate.amounts[0].quote == 1


def test_all_packets_are_asked_about_in_one_round_and_answers_keep_their_order() -> None:
    model = Model(lambda one: told(deal() if FIRST in one.messages[1].text else LOOM))
    proposals = proposed(model, APART)
    assert [len(questions) for questions in model.rounds] == [2]
    assert [one.type for one in proposals.candidates] == [DealType.CLOUD_COMPUTE, DealType.SALES_CONTRACT]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"quotes": ["On March 3, 2031 we agreed ... for up to $1.5 billion."]}, "unbroken stretch"),
        ({"quotes": []}, "there is no quote"),
        ({"amounts": [{**deal()["amounts"][0], "as_written": "$9 billion"}]}, "“$9 billion” stands in none"),
        ({"amounts": [{**deal()["amounts"][0], "value": 1_500_000}]}, "reads as 1500000000, not as 1500000"),
        ({"as_written": ["the landlord"], "counterparty": "Harrow"}, "names the party"),
        ({"binding_phrase": "definitive agreement"}, "“definitive agreement” stands in none"),
        ({"conditions": ["approval"]}, "conditions are still open"),
    ],
)
def test_what_the_text_contradicts_is_asked_about_once_more(changed: dict[str, Any], fault: str) -> None:
    model = in_turn(told(LOOM, deal(**changed)), second(deal(mends=2)))
    proposals = proposed(model)
    ((first,), (again,)) = model.rounds
    assert again.messages[:2] == first.messages
    assert again.messages[2].role == "assistant"
    assert "deal 2 (" in again.messages[3].text
    assert fault in again.messages[3].text
    assert "deal 1 (" not in again.messages[3].text
    assert [one.party.name for one in proposals.candidates] == ["Ostrava Loom", "Brightwater Cloud Services Inc."]
    assert proposals.candidates[1].quotes[0].text == CAPACITY


def test_a_letter_of_intent_told_as_a_contract_is_a_fault() -> None:
    quote = "We signed a letter of intent with Brightwater for up to $1.5 billion."
    text = TEXT + quote
    model = in_turn(told(deal(quotes=[quote], binding_phrase=None)), second())
    ModelEngine(model, name="m").propose(document(text), whole(text=text))
    assert "says “letter of intent”" in model.asked[1].messages[3].text


def test_a_faultless_answer_is_not_asked_about_again() -> None:
    broken = "On March 3,  2031 we agreed to buy computing capacity\nfrom Brightwater for up to $1.5 billion."
    model = Model(told(deal(quotes=[broken]), LOOM))
    proposed(model)
    assert len(model.rounds) == 1


def test_an_entry_the_model_takes_back_is_gone_and_the_others_stay() -> None:
    model = in_turn(told(deal(quotes=["Invented."]), LOOM), second(withdrawn=[1]))
    assert [one.party.name for one in proposed(model).candidates] == ["Ostrava Loom"]


def test_a_correction_that_names_no_entry_of_the_first_answer_is_an_entry_of_its_own() -> None:
    model = in_turn(told(deal(quotes=["Invented."])), second({**LOOM, "mends": 7}))
    assert [one.party.name for one in proposed(model).candidates] == ["Brightwater Cloud Services Inc.", "Ostrava Loom"]


def test_a_figure_with_a_fault_is_corrected_in_its_place() -> None:
    amount = {"as_written": "300 million dollars", "value": 300, "unit": "USD", "qualifier": "exact", "what": "sales"}
    wrong = {
        "quote": "Our customer Ostrava Loom must buy 300 million dollars of sensors.",
        "metric": "revenue",
        "period": None,
        "guidance": False,
        "amount": amount,
        "high": None,
        "year_ago": None,
    }
    right = {**wrong, "amount": {**amount, "value": 300_000_000}, "mends": 1}
    (result,) = proposed(in_turn(told(results=[wrong]), second(results=[right]))).results
    assert result.amount is not None
    assert result.amount.value == 300_000_000


@pytest.mark.parametrize("lost", [DECLINED, GONE, TOO_LONG])
def test_when_the_correction_fails_the_first_answer_goes_to_the_firewall_and_a_note_says_so(lost: Unanswered) -> None:
    proposals = proposed(in_turn(told(deal(quotes=["Invented."])), lost))
    assert proposals.candidates[0].quotes[0].text == "Invented."
    assert proposals.failed == ()
    assert lost.reason in proposals.notes[0]


def test_dates_that_are_not_iso_are_dropped() -> None:
    (candidate,) = proposed(Model(told(deal(signed="March 2031", end="2031-13")))).candidates
    assert (candidate.dates.signed, candidate.dates.end) == (None, None)


def test_a_packet_that_was_too_long_is_asked_about_in_halves_that_part_at_a_paragraph() -> None:
    def says(one: Question) -> str | Unanswered:
        text = one.messages[1].text
        if FIRST in text and SECOND in text:
            return TOO_LONG
        return told(deal() if FIRST in text else LOOM)

    model = Model(says)
    proposals = proposed(model)
    assert [[one.passage for one in questions] for questions in model.rounds] == [
        ["note11#1"],
        ["note11#1.1", "note11#1.2"],
    ]
    assert len(proposals.candidates) == 2
    assert proposals.failed == ()


def test_a_packet_of_several_pieces_is_parted_between_them() -> None:
    pieces = (piece(START, HALF), piece(HALF, len(TEXT) - 100), piece(len(TEXT) - 100, len(TEXT)))
    model = Model(lambda one: TOO_LONG if one.passage == "k" else NOTHING)
    proposed(model, Packing(packets=(Packet(key="k", pieces=pieces, tokens=9),)))
    assert [one.messages[1].text.count("section: ") for one in model.asked] == [3, 1, 2]


def test_a_packet_that_is_always_too_long_ends_and_is_named() -> None:
    proposals = proposed(Model(TOO_LONG_ALWAYS))
    assert len(proposals.failed) >= 2
    assert {(lost.section, lost.title) for lost in proposals.failed} == {("note11", "Commitments")}
    assert all(lost.first_page == 2 for lost in proposals.failed)


def TOO_LONG_ALWAYS(_: Question) -> Unanswered:  # noqa: N802  (a constant answer)
    return TOO_LONG


@pytest.mark.parametrize("lost", [DECLINED, GONE])
def test_one_packet_that_fails_is_named_and_the_others_are_kept(lost: Unanswered) -> None:
    model = Model(lambda one: lost if one.passage == "note11#2" else told(deal()))
    proposals = proposed(model, whole(5))
    assert [(one.key, one.title, one.passing) for one in proposals.failed] == [
        ("note11#2", "Commitments", lost.passing)
    ]
    assert len(proposals.candidates) == 4


def test_a_packet_of_two_sections_that_fails_names_both() -> None:
    pieces = (piece(START, HALF), piece(HALF, len(TEXT), section="note12", title="Revenue"))
    packing = Packing(packets=(Packet(key="k", pieces=pieces, tokens=9),))
    assert [one.title for one in proposed(Model(DECLINED_ALWAYS), packing).failed] == ["Commitments", "Revenue"]


def DECLINED_ALWAYS(_: Question) -> Unanswered:  # noqa: N802  (as above)
    return DECLINED


def test_an_answer_of_another_shape_fails_its_packet_and_nothing_else() -> None:
    model = Model(lambda one: '{"deals": 7}' if one.passage == "note11#1" else told(deal()))
    proposals = proposed(model, whole(2))
    assert [one.key for one in proposals.failed] == ["note11#1"]
    assert len(proposals.candidates) == 1


def test_called_again_for_each_round_it_proposes_the_same() -> None:
    """A worker is killed, or gives its questions away: it begins again with what was heard."""

    def says(one: Question) -> str | Unanswered:
        text = one.messages[1].text
        if one.stage == "mend":
            return second(deal(mends=1))
        return (
            TOO_LONG
            if FIRST in text and SECOND in text
            else told(deal(quotes=["Invented."]) if FIRST in text else LOOM)
        )

    line = Replayed(Model(says))
    replayed = line.proposed(ModelEngine(line, name="a-model"), document(), whole())
    assert line.calls == 4
    assert replayed == proposed(Model(says))


def test_nothing_to_ask_is_no_round() -> None:
    model = Model(NOTHING)
    assert proposed(model, Packing(packets=())) == Proposals()
    assert model.rounds == []


def test_importing_the_engines_room_does_not_import_the_sdk() -> None:
    code = "import sys, pipeline.extract, pipeline.extract.model; sys.exit('openai' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_term_in_months_may_be_told_in_years() -> None:
    quote = "Brightwater must serve us for 24 months."
    amount = {"as_written": "24 months", "value": 2, "unit": "years", "qualifier": "exact", "what": "term"}
    text = TEXT + quote
    model = Model(told(deal(quotes=[quote], amounts=[amount], binding_phrase="must")))
    ModelEngine(model, name="m").propose(document(text), whole(text=text))
    assert len(model.rounds) == 1


def test_a_group_may_be_named_by_the_title_over_its_row() -> None:
    text = TEXT + "\nPurchase obligations\nTotal 1,840"
    amount = {"as_written": "1,840", "value": 1_840_000_000, "unit": "USD", "qualifier": "exact", "what": "total"}
    row = deal(
        quotes=["Total 1,840"],
        counterparty="suppliers",
        kind="class",
        as_written=["purchase obligations"],
        amounts=[amount],
        binding_phrase=None,
    )
    model = Model(told(row))
    ModelEngine(model, name="m").propose(document(text), whole(text=text))
    assert len(model.rounds) == 1
