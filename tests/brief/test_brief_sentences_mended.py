"""Sentences that once said what no filing said: fees, holders, gifts, offsets, lenders, past purchases."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.brief.sentences import say
from pipeline.records import PartyKind
from tests.brief.conftest import evidence


@pytest.mark.parametrize(
    ("payer", "said"),
    [
        ("filer", "Alder must pay Birch $1 billion if their deal falls through"),
        ("counterparty", "Birch must pay Alder $1 billion if their deal falls through"),
    ],
)
def test_a_break_up_fee_is_due_when_the_deal_fails_and_not_owed_today(
    make_amount: Any, make_deal: Any, payer: str, said: str
) -> None:
    fee = make_amount("1000000000", what="termination fee")
    deal = make_deal("Birch", fee, type="other", payer=payer, binding="conditional")
    assert say(deal, "Alder").text == said


def test_the_fee_for_leaving_a_running_arrangement_speaks_of_its_end(make_amount: Any, make_deal: Any) -> None:
    fee = make_amount("114000000", what="termination fee")
    deal = make_deal("teams in the league", fee, type="other", kind=PartyKind.CLASS, binding="conditional")
    assert say(deal, "Alder").text == "Alder must pay teams in the league $114 million if their deal ends"


def test_last_years_share_of_the_backlog_is_not_told_as_this_years_share_of_revenue(
    make_amount: Any, make_deal: Any
) -> None:
    then = make_amount("85", "percent", what="share of revenue backlog, beginning of the year")
    fields = {"type": "concentration", "payer": "counterparty", "kind": PartyKind.CLASS, "binding": "unclear"}
    said = say(make_deal("customers", then, **fields), "Alder").text
    assert said == "Customers made up 85% of Alder’s signed work still to deliver at the beginning of the year"
    now = make_amount("35", "percent", what="share of revenue backlog")
    said = say(make_deal("customers", now, **fields), "Alder").text
    assert said == "Customers make up 35% of Alder’s signed work still to deliver"


@pytest.mark.parametrize("holders", ["former Birch stockholders and warrant holders", "sellers of Birch"])
def test_holders_are_paid_for_a_takeover_and_not_taken_over(make_amount: Any, make_deal: Any, holders: str) -> None:
    price = make_amount("300000000", what="purchase price")
    deal = make_deal(holders, price, type="acquisition", kind=PartyKind.CLASS, binding="done")
    assert say(deal, "Alder").text == f"Alder paid {holders} $300 million for a takeover"


def test_shares_given_to_a_customer_are_no_investment_in_it(make_amount: Any, make_deal: Any) -> None:
    worth = make_amount("350000000", what="value of the shares issued")
    said = say(make_deal("Birch", make_amount("8750000", "shares"), worth, binding="done"), "Alder").text
    assert said == "Alder gave Birch shares worth $350 million"
    stake = make_amount("350000000", what="investment in preferred stock")
    assert say(make_deal("Birch", stake, binding="done"), "Alder").text == "Alder invested $350 million in Birch"


def test_shares_for_key_employees_are_not_the_price_of_a_takeover(make_amount: Any, make_deal: Any) -> None:
    shares = make_amount("17000000", what="value of the shares issued to key employees")
    deal = make_deal("company", shares, type="acquisition", kind=PartyKind.ANONYMOUS, binding="done")
    assert say(deal, "Alder").text == (
        "Alder took over a company ($17 million, value of the shares issued to key employees)"
    )


def test_an_offset_is_not_the_price_of_a_licence(make_amount: Any, make_deal: Any) -> None:
    offset = make_amount("250000000", qualifier="up_to", what="payments offset in each year")
    deal = make_deal("Birch", offset, type="license", payer="counterparty", binding="conditional")
    assert say(deal, "Alder").text == (
        "Birch agreed to pay Alder for licensed rights (up to $250 million, payments offset in each year), "
        "if conditions are met"
    )


@pytest.mark.parametrize(
    ("name", "what"), [("Alder Credit account holders", ""), ("customers", "unused credit available")]
)
def test_a_lender_does_not_owe_its_borrowers(make_amount: Any, make_deal: Any, name: str, what: str) -> None:
    deal = make_deal(name, make_amount("5600000000", what=what), type="debt", kind=PartyKind.CLASS)
    assert say(deal, "Alder").text == f"Alder agreed to lend {name} $5.6 billion"


def test_what_was_bought_in_a_quarter_is_not_still_to_be_bought(make_amount: Any, make_deal: Any) -> None:
    bought = make_amount("483000000", what="purchases in the three months")
    fields = {"type": "purchase_commitment", "binding": "firm"}
    past = evidence("Our purchases from Birch during the three months ended September 27, 2025 were $483 million.")
    deal = make_deal("Birch", bought, evidence=(past,), **fields)
    assert say(deal, "Alder").text == "Alder bought $483 million of goods or services from Birch"
    ahead = evidence("Our purchases from Birch in the coming years will be at least $483 million.")
    deal = make_deal("Birch", bought, evidence=(ahead,), **fields)
    assert say(deal, "Alder").text == "Alder must buy $483 million of goods or services from Birch"


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("the recently announced acquisitions of Birch and Cedar", "Alder announced it would take over Birch; how"),
        ("we are in talks about the acquisition of Birch", "Alder may take over Birch, but nothing is binding"),
    ],
)
def test_an_announced_takeover_is_told_as_announced(make_deal: Any, quote: str, said: str) -> None:
    deal = make_deal("Birch", type="acquisition", binding="intent", evidence=(evidence(quote),))
    assert say(deal, "Alder").text.startswith(said)


@pytest.mark.parametrize("what", ["carrying value of the stakes", "value of the stake", "fair value of the investment"])
def test_what_a_stake_is_worth_is_not_what_was_invested(make_amount: Any, make_deal: Any, what: str) -> None:
    stake = make_amount("102000000", what=what)
    said = say(make_deal("investees", stake, kind=PartyKind.CLASS, binding="done"), "Alder").text
    assert said == "Alder holds a stake worth $102 million in other companies"


def test_who_is_only_named_as_a_customer_has_agreed_to_nothing(make_deal: Any) -> None:
    """Bug: "adoption is widespread, including Birch" stood in a headline as "Birch agreed to buy"."""
    told = {"type": "sales_contract", "payer": "counterparty"}
    assert say(make_deal("Birch", **told, binding="firm"), "Alder").text == "Birch is a customer of Alder"
    unclear = say(make_deal("Birch", **told, binding="unclear"), "Alder", amount_if_none=True)
    assert unclear.text == "Birch is a customer of Alder; how binding is not said"
    signed = make_deal("Birch", **told, binding="firm", binding_phrase="signed a contract")
    assert say(signed, "Alder").text == "Birch agreed to buy goods or services from Alder"
    bought = say(make_deal("Birch", type="purchase_commitment", payer="filer", binding="unclear"), "Alder")
    assert bought == ("Alder is a customer of Birch; how binding is not said", True)


def test_gigawatts_of_systems_are_not_capacity_of_their_maker(make_amount: Any, make_deal: Any) -> None:
    power = make_amount("6000", "MW", what="systems to be deployed")
    deal = make_deal("Birch", power, type="sales_contract", payer="counterparty", binding="unclear")
    assert say(deal, "Alder").text == "Birch may buy 6 GW of systems from Alder; how binding is not said"


def test_a_customer_without_a_name_is_not_told_as_a_customer(make_deal: Any) -> None:
    told = {"type": "sales_contract", "payer": "counterparty", "binding": "firm", "kind": PartyKind.ANONYMOUS}
    assert "is a customer" not in say(make_deal("customer", **told), "Alder").text


def test_commercial_paper_that_was_issued_was_borrowed(make_amount: Any, make_deal: Any) -> None:
    paper = make_amount("950000000", what="commercial paper issued")
    told = {"type": "debt", "payer": "counterparty", "binding": "firm", "kind": PartyKind.CLASS}
    said = say(make_deal("commercial paper holders", paper, **told), "Alder").text
    assert said == "Alder borrowed $950 million by issuing commercial paper"
