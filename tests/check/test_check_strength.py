from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pipeline.check import check
from pipeline.check.strength_words import CONDITIONS, DUE, INTENT, OVER, PLANS
from pipeline.lexis import normalise
from pipeline.records import Binding, Block, BlockKind, Candidate, Checked, Document, Proposals, ProposedQuote

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.check.conftest import Claim

    Paper = Callable[..., Document]


def outcome(document: Document, candidate: Candidate) -> Checked:
    return check(document, Proposals(candidates=(candidate,)))


INTENTS = [
    "We signed a letter of intent with Alder to sell it ten gigawatts of systems.",
    "Alder and we signed a non-\nbinding term sheet for a loan of $2 billion.",
    "We reached an agreement in principle with Alder to settle for $2 billion.",
    "There is no assurance that we will enter into definitive agreements with Alder.",
    "We are in advanced negotiations with Alder over $2 billion of memory.",
    "Alder intends to invest up to $100 billion in us as capacity is deployed.",
    "The proposed investment by Alder of $2 billion would be made in stages.",
    "We may enter into a lease with Alder for a site of ten acres.",
    "The investment by Alder of $2 billion is subject to definitive documentation.",
    "We have not yet entered into a definitive agreement with Alder about it.",
]


@pytest.mark.parametrize("text", INTENTS)
def test_a_plan_is_never_shown_as_an_order(paper: Paper, claim: Claim, text: str) -> None:
    document = paper(text)
    for binding in (Binding.FIRM, Binding.DONE):
        checked = outcome(document, claim(text, "Alder", binding=binding))
        assert [item.reason for item in checked.withheld] == ["intent_as_firm"]
    assert outcome(document, claim(text, "Alder", binding=Binding.INTENT)).proved


@pytest.mark.parametrize(
    ("text", "binding"),
    [
        ("We entered into a non-cancelable agreement with Alder and intend to use its chips.", "firm"),
        ("Under the agreement, Alder plans to buy at least $2 billion of our services.", "firm"),
        ("We signed definitive agreements with Alder that replace the letter of intent of May.", "firm"),
        ("We completed our purchase of Alder, which had been subject to regulatory approval.", "done"),
        ("The sale to Alder was subject to closing conditions and was completed on May 5, 2025.", "done"),
        ("We have letters of credit with Alder for $2 billion outstanding.", "firm"),
        ("Our purchase commitments to Alder are expected to be paid over five years.", "firm"),
    ],
)
def test_what_was_signed_or_closed_may_be_shown_so(paper: Paper, claim: Claim, text: str, binding: str) -> None:
    assert outcome(paper(text), claim(text, "Alder", binding=Binding(binding))).proved


@pytest.mark.parametrize(
    "text",
    [
        "The purchase of Alder for $2 billion is subject to customary closing conditions.",
        "We expect the transaction with Alder to close in the first half of 2026.",
        "The sale to Alder will be completed by June of next year at the latest.",
        "The merger with Alder has not yet been completed as of this date.",
        "Our commitment to Alder is contingent upon the delivery of milestones.",
    ],
)
def test_an_open_condition_is_not_done(paper: Paper, claim: Claim, text: str) -> None:
    document = paper(text)
    assert [item.reason for item in outcome(document, claim(text, "Alder", binding=Binding.DONE)).withheld] == [
        "intent_as_firm"
    ]
    assert outcome(document, claim(text, "Alder", binding=Binding.CONDITIONAL)).proved


@pytest.mark.parametrize(
    ("text", "claimed", "reason"),
    [
        ("We have non-cancelable commitments to Alder of $2 billion.", "done", "intent_as_firm"),
        ("Alder agreed to provide us with services for $2 billion.", "done", "intent_as_firm"),
        ("We have non-cancelable commitments to Alder of $2 billion.", "ended", "binding_not_in_quote"),
        ("Our guarantee for Alder of $2 billion expires in 2033.", "ended", "binding_not_in_quote"),
        ("The agreement with Alder was terminated in May, without cost.", "firm", "binding_not_in_quote"),
        ("The agreement with Alder was terminated in May, without cost.", "ended", None),
        ("We terminated the old facility and entered into a new one with Alder.", "firm", None),
        ("We repaid the $2 billion loan from Alder, as we had agreed to do.", "done", None),
    ],
)
def test_what_is_owed_is_not_done_and_what_is_in_force_has_not_ended(
    paper: Paper, claim: Claim, text: str, claimed: str, reason: str | None
) -> None:
    checked = outcome(paper(text), claim(text, "Alder", binding=Binding(claimed)))
    assert [str(item.reason) for item in checked.withheld] == ([reason] if reason else [])


def test_a_quote_cut_before_the_telling_words_does_not_help(paper: Paper, claim: Claim) -> None:
    document = paper(
        "Last week we signed a letter of intent under which Alder would\nbuy chips for $2 billion from us."
    )
    candidate = claim("Alder would buy chips for $2 billion from us", "Alder", binding=Binding.FIRM)
    assert [item.reason for item in outcome(document, candidate).withheld] == ["intent_as_firm"]


def test_a_risk_factor_far_away_that_calls_it_a_plan_counts(paper: Paper, claim: Claim) -> None:
    order = "Alder will invest $2 billion in our data centers."
    risk = (
        "There is no assurance that we will enter into definitive agreements with Alder on the $2 billion investment."
    )
    amount = ("2000000000", "USD", "$2 billion")
    assert outcome(paper(order), claim(order, "Alder", amount, binding=Binding.FIRM)).proved
    document = paper(order + "\n\n", "Other matters.\n\n", risk)
    assert [
        item.reason for item in outcome(document, claim(order, "Alder", amount, binding=Binding.FIRM)).withheld
    ] == ["intent_as_firm"]


def test_the_phrase_that_proves_it_must_stand_in_the_quotes(paper: Paper, claim: Claim) -> None:
    document = paper("We have a non-\ncancelable commitment to Alder of $2 billion. It is take-or-pay.")
    quote = "We have a non-cancelable commitment to Alder of $2 billion."
    for phrase, through in (("non-cancelable commitment", True), ("Non-Cancelable", True), ("take-or-pay", False)):
        checked = outcome(document, claim(quote, "Alder", binding=Binding.FIRM, binding_phrase=phrase))
        assert len(checked.proved) == through
        assert [item.reason for item in checked.withheld] == ([] if through else ["binding_not_in_quote"])


def test_every_wording_matches_the_sentence_behind_it() -> None:
    for wording in (*INTENT, *PLANS, *CONDITIONS, *DUE, *OVER):
        assert re.search(wording.pattern, normalise(wording.example, fold_case=True).text), wording


def test_evidence_in_several_sentences_is_judged_by_each(paper: Paper, claim: Claim) -> None:
    text = "Alder buys chips for $2 billion from us. The letter of intent with Alder is dated May 5."
    document = paper(text)
    quotes = (ProposedQuote(text=text[:40]), ProposedQuote(text=text[41:]))
    both = claim("", "Alder", binding=Binding.FIRM, quotes=quotes)
    assert [item.reason for item in outcome(document, both).withheld] == ["intent_as_firm"]
    assert outcome(document, claim(text[:40], "Alder", binding=Binding.FIRM)).proved


def test_a_closing_quoted_beside_the_condition_makes_it_done(paper: Paper, claim: Claim) -> None:
    signed = "In May we agreed to buy Heron Works for $2 billion, subject to regulatory approval."
    closed = "We completed the purchase of Heron Works on June 1."
    document = paper(f"{signed}\n\n", f"{closed}\n\nWe completed the purchase of Alder Works on June 1.")
    base = claim(signed, "Heron Works", ("2000000000", "USD", "$2 billion"))
    both = base.model_copy(update={"binding": Binding.DONE, "quotes": (*base.quotes, ProposedQuote(text=closed))})
    assert check(document, Proposals(candidates=(both,))).proved
    other = ProposedQuote(text="We completed the purchase of Alder Works on June 1.")
    for quotes in (base.quotes, (*base.quotes, other)):
        alone = both.model_copy(update={"quotes": quotes})
        assert not check(document, Proposals(candidates=(alone,))).proved


def test_the_intent_of_one_line_of_a_list_is_not_that_of_the_next(paper: Paper, claim: Claim) -> None:
    line = "Closed a new facility of $2.6 billion with Alder Bank, which lowers the cost of capital of the company"
    intent = "Announced intent to commit $6 billion to a plant in Tarnfield with a first hundred workers"
    long = "Opened two plants in the quarter, and began to build a third one that will be the largest of the company "
    text = f"{intent}\n{line}\n{long * 2}"
    listed = paper(text, blocks=(Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH),))
    firm = claim(line, "Alder Bank", ("2600000000", "USD", "$2.6 billion"), binding=Binding.FIRM)
    assert outcome(listed, firm).proved
    planned = claim(intent, "Tarnfield", ("6000000000", "USD", "$6 billion"), binding=Binding.FIRM)
    assert [item.reason for item in outcome(listed, planned).withheld] == ["intent_as_firm"]
