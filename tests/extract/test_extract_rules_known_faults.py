"""Faults once found in real filings, each with a made-up sentence of the same build."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.extract.rules import RulesEngine
from pipeline.extract.rules.materiality import material
from pipeline.records import (
    Binding,
    Candidate,
    DealType,
    Form,
    Passage,
    Payer,
    ProposedAmount,
    ProposedQuote,
    ResultCandidate,
)
from tests.extract.conftest import make

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Proposals

MILLION, BILLION = 1_000_000, 1_000_000_000


def told(*paragraphs: str, form: Form = Form.TEN_Q) -> list[Candidate]:
    document = make(*paragraphs, form=form)
    found = RulesEngine().propose(document, (Passage(start=0, end=len(document.text), key="note#1"),))
    return list(found.candidates)


def test_cash_for_a_warrant_exercised_is_paid_by_its_holder() -> None:
    [deal] = told(
        "During the quarter, we received $448 million of cash related to Osprey's warrant exercise.", form=Form.CALL
    )
    assert (deal.type, deal.party.name, deal.payer) == (DealType.WARRANT_OPTION, "Osprey", Payer.COUNTERPARTY)


def test_warrants_received_are_the_filers_to_pay_for() -> None:
    [deal] = told(
        "In May 2026 we received from Osprey, Inc. warrants to purchase 5 million shares of Osprey, Inc. "
        "at $2.00 a share."
    )
    assert deal.payer is Payer.FILER


def test_a_product_is_no_party_of_a_fine_and_the_authority_is() -> None:
    [deal] = told(
        "• Glance for Search: In March 2025, the European Commission (EC) announced its decision that certain "
        "provisions in our agreements with Glance for Search partners infringed antitrust laws, imposed a fine of "
        "€1.5 billion, and directed actions. In 2025, we recognized a charge of $1.7 billion for the fine."
    )
    assert (deal.type, deal.party.name) == (DealType.SETTLEMENT, "European Commission")
    assert [(a.value, a.unit) for a in deal.amounts] == [
        (Decimal("1.5") * BILLION, "EUR"),
        (Decimal("1.7") * BILLION, "USD"),
    ]


def test_an_authority_goes_by_the_term_the_document_gives_it() -> None:
    [deal] = told(
        "Our chats are overseen by the Elm Data Protection Commission (“EDPC”).",
        "The EDPC issued an administrative fine of €1.2 billion as well as orders to suspend the transfers.",
    )
    assert deal.party.name == "Elm Data Protection Commission"


def test_a_fine_being_paid_while_it_is_disputed_is_in_force() -> None:
    [deal] = told(
        "We appealed, and we are paying the previously disclosed €1.13 billion fine imposed by the Elm Competition "
        "Authority while the litigation goes on."
    )
    assert (deal.party.name, deal.binding) == ("Elm Competition Authority", Binding.FIRM)


def test_all_notes_are_no_more_of_the_series_told_before() -> None:
    issued, owed = told(
        "In May 2026, we issued $2.0 billion aggregate principal amount of 4.60% Notes due 2036 and received proceeds "
        "of $1,988 million. As of June 28, 2026, the principal amount of our outstanding notes was $9.5 billion, of "
        "which $750 million matures within a year."
    )
    assert [a.value for a in issued.amounts if a.unit == "USD"] == [2 * BILLION, 1988 * MILLION]
    assert (owed.amounts[0].value, owed.payer) == (Decimal("9.5") * BILLION, Payer.FILER)


def test_two_series_called_respectively_are_two_with_their_own_sums_and_days() -> None:
    found = told(
        "In May 2026, the Company exercised the par call redemptions on its outstanding 2.75% senior notes due "
        "December "
        "2026 and 4.75% senior notes due March 2027 (including notes issued by Elmcare, Inc.) to redeem for cash on "
        "hand the entire aggregate principal amount of $1.25 billion and $399 million, respectively."
    )
    assert [(c.amounts[0].value, c.amounts[1].value, c.dates.end) for c in found] == [
        (Decimal(1250 * MILLION), Decimal("2.75"), "2026-12"),
        (Decimal(399 * MILLION), Decimal("4.75"), "2027-03"),
    ]
    assert {c.binding for c in found} == {Binding.DONE}


def test_two_sums_of_one_series_are_not_divided() -> None:
    [deal] = told(
        "In May 2026 and in June 2026 we issued $900 million and $950 million, respectively, of 2.75% senior notes due "
        "2030 in two offerings."
    )
    assert deal.amounts[0].value == 900 * MILLION
    assert deal.amounts[1].value == 950 * MILLION


def test_a_business_sold_for_a_sum_needs_no_buyer() -> None:
    [deal] = told("In June 2026, the Company sold PayElm for approximately $775 million. PayElm serves employers.")
    assert (deal.type, deal.party.name, deal.binding) == (DealType.DIVESTITURE, "buyers", Binding.DONE)


@pytest.mark.parametrize("thing", ["inventory", "bitcoin", "5.0% senior notes", "products"])
def test_goods_and_paper_sold_for_a_sum_are_no_business(thing: str) -> None:
    assert not [c for c in told(f"In June 2026, we sold {thing} for $775 million.") if c.type is DealType.DIVESTITURE]


def test_fees_promised_to_licensors() -> None:
    [deal] = told(
        "We have content licensing agreements with future fixed or minimum guaranteed commitments of $8.2 billion."
    )
    assert (deal.type, deal.party.name, deal.payer) == (DealType.LICENSE, "content licensors", Payer.FILER)


def test_a_deal_signed_for_a_sum_needs_no_customers_name() -> None:
    [deal] = told(
        "The quarter a year ago did not have the $250 million deal we signed in the fourth quarter.", form=Form.CALL
    )
    assert (deal.type, deal.party.name, deal.amounts[0].value) == (
        DealType.SALES_CONTRACT,
        "customers",
        Decimal(250 * MILLION),
    )


def test_the_stand_by_value_of_a_guarantee_is_not_its_size() -> None:
    assert not told("The stand-by value of the guarantee is $37 million and is carried in other liabilities.")


def test_a_month_without_its_year_is_that_before_the_document() -> None:
    [deal] = told(
        "Further, we raised $1.75 billion in senior notes in May, at a lower cost than before.", form=Form.CALL
    )
    assert deal.dates.signed == "2026-05"


@pytest.mark.parametrize(("sum_", "large"), [(600, True), (400, False)])
def test_half_a_billion_is_told_whatever_the_revenue(propose: Callable[..., Proposals], sum_: int, large: bool) -> None:
    [deal] = propose(f"In June 2026, the Company sold PayElm for approximately ${sum_} million.").candidates
    revenue = ResultCandidate(
        metric="revenue",
        period="Q2 2026",
        amount=ProposedAmount(value=Decimal(300 * BILLION), unit="USD", as_written="300,000"),
        quotes=(ProposedQuote(text="Revenue 300,000"),),
    )
    assert bool(material([deal], [revenue])) is large


def test_debt_that_is_owed_is_the_filers_to_repay() -> None:
    [deal] = told(
        "As of June 28, 2026 and December 28, 2025, our international debt of $504 million and $38 million, "
        "respectively, was related to borrowings from external parties including various lines of credit."
    )
    assert (deal.type, deal.payer) == (DealType.DEBT, Payer.FILER)


def test_what_a_partner_put_in_escrow_is_no_commitment_to_the_cloud_and_no_price() -> None:
    """Bug: "placed $470 million in escrow" was told as computing capacity that the filer agreed to buy."""
    sentence = "The partner has placed $470 million in escrow and executed an agreement to sell the cloud capacity."
    assert [deal.type for deal in told(sentence) if deal.type is not DealType.GUARANTEE] == []


def test_goods_that_were_sold_are_sold_and_not_on_order() -> None:
    """Bug: "we also sold $650 million ... to an unrestricted customer" stood in a headline as an agreement to buy."""
    [deal] = told("We also sold approximately $650 million of looms in Q2 to an unrestricted customer.", form=Form.CALL)
    assert (deal.type, deal.binding) == (DealType.SALES_CONTRACT, Binding.DONE)


def test_adoption_is_no_order() -> None:
    """Bug: "adoption is widespread, including Osprey" was told as binding and in force."""
    found = told(
        "Adoption is widespread across cloud providers and consumer companies, including Osprey.", form=Form.CALL
    )
    assert {deal.binding for deal in found} <= {Binding.UNCLEAR}
    assert found
