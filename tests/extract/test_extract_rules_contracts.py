"""Contracts told over several sentences, claims at law, shares sold and receivables sold, with fictional names."""

# ruff: noqa: E501  (a sentence is read as one piece; broken over lines it is not)
from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.extract.rules import frames_claims, frames_contracts, frames_funding
from pipeline.extract.rules.text import fold
from pipeline.records import Binding, Candidate, DealType, Form, PartyKind, Payer, Proposals

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.rules.frames import Frame

MILLION = 1_000_000
ENTRIES = (
    *frames_claims.FRAMES,
    *frames_contracts.FRAMES,
    *frames_contracts.VENTURES,
    *frames_contracts.SPOKEN,
    *frames_funding.FRAMES,
    *frames_funding.SPOKEN,
)


def only(proposals: Proposals, kind: DealType) -> Candidate:
    found = [c for c in proposals.candidates if c.type is kind]
    assert len(found) == 1, [(c.rule, c.party.name) for c in proposals.candidates]
    return found[0]


@pytest.mark.parametrize("frame", ENTRIES, ids=lambda frame: frame.name)
def test_every_entry_fires_on_the_sentence_that_made_it_necessary(frame: Frame) -> None:
    assert frame.match(fold(frame.example).lower()) is not None


@pytest.mark.parametrize(
    ("text", "party", "millions"),
    [
        (
            "In the third quarter we were awarded the tug contract by the U.S. Coast Guard. The contract is a fixed-price contract that now includes seven tugs at a contract price of $890 million.",
            "U.S. Coast Guard",
            890,
        ),
        (
            "We were awarded a contract from the Harbour Authority for cranes worth $450 million.",
            "Harbour Authority",
            450,
        ),
        (
            "The Company's firm fixed-price contract for the development of the U.S. Coast Guard's cutter is a $4.3 billion program.",
            "U.S. Coast Guard",
            4300,
        ),
        (
            "During the quarter we received an advance payment of $90 million from Osprey Motors, Inc.",
            "Osprey Motors, Inc",
            90,
        ),
        ("We received a $600 million prepayment from our lead customer to secure capacity.", "lead customer", 600),
    ],
)
def test_contracts_won_are_the_customers(
    propose: Callable[..., Proposals], text: str, party: str, millions: int
) -> None:
    deal = only(propose(text), DealType.SALES_CONTRACT)
    assert deal.party.name.rstrip(".") == party
    assert deal.payer is Payer.COUNTERPARTY
    assert deal.amounts[0].value == Decimal(millions * MILLION)
    assert deal.binding is Binding.FIRM


def test_an_option_for_more_is_a_deal_of_its_own_and_names_its_party(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "In July the Company entered into a purchase agreement with Elm Cooling, LLC for the purchase of 200 MW of cooling systems. The purchase agreement also provides the Company an option to purchase up to an additional 400 MW of cooling systems."
    )
    firm, optional = (c for c in found.candidates if c.type is DealType.PURCHASE_COMMITMENT)
    assert (firm.binding, firm.amounts[0].value) == (Binding.FIRM, Decimal(200))
    assert (optional.binding, optional.amounts[0].value) == (Binding.CONDITIONAL, Decimal(400))
    assert optional.party.name == firm.party.name
    assert any("Elm Cooling" in quote.text for quote in optional.quotes)


def test_the_whole_told_behind_its_steps_leads(propose: Callable[..., Proposals]) -> None:
    deal = only(
        propose(
            "In March and May the Company and Elm Power LLC agreed to increase the electricity under the Power Supply Agreement by 65 MW and 150 MW, respectively, for a total of 345 MW."
        ),
        DealType.PURCHASE_COMMITMENT,
    )
    assert deal.amounts[0].value == Decimal(345)


@pytest.mark.parametrize(
    ("text", "party", "payer"),
    [
        (
            "In June, Elm Colocation, Inc. filed a complaint against us alleging breach of contract, seeking damages in excess of $150 million.",
            "Elm Colocation, Inc.",
            Payer.FILER,
        ),
        (
            "In May we filed a petition against Tarn Hosting, LLC for breach of contract. We seek recovery of more than $26 million, plus fees.",
            "Tarn Hosting, LLC",
            Payer.COUNTERPARTY,
        ),
        (
            "Osprey Foods Ltd. commenced an arbitration against the Company, claiming approximately $220 million in damages.",
            "Osprey Foods Ltd.",
            Payer.FILER,
        ),
    ],
)
def test_a_sum_sued_for_is_unclear_and_the_plaintiffs(
    propose: Callable[..., Proposals], text: str, party: str, payer: Payer
) -> None:
    deal = only(propose(text), DealType.SETTLEMENT)
    assert (deal.party.name.rstrip("."), deal.payer, deal.binding) == (party.rstrip("."), payer, Binding.UNCLEAR)


def test_a_plaintiff_the_filer_has_bought_is_on_its_side(propose: Callable[..., Proposals]) -> None:
    deal = only(
        propose(
            "Following our acquisition of Stonewhin, we host customers.",
            "In May, Stonewhin filed a petition against Tarn Hosting, LLC for breach. Stonewhin seeks recovery of more than $26 million.",
        ),
        DealType.SETTLEMENT,
    )
    assert (deal.party.name, deal.payer) == ("Tarn Hosting, LLC", Payer.COUNTERPARTY)


@pytest.mark.parametrize(
    ("text", "kind", "party", "payer"),
    [
        (
            "During the six months the Company received net proceeds of approximately $184 million from the sale of 15,877,000 shares of its common stock.",
            DealType.EQUITY_INVESTMENT,
            "public investors",
            Payer.COUNTERPARTY,
        ),
        (
            "Accounts receivable sold under non-recourse factoring arrangements were $1.0 billion during the first six months.",
            DealType.OTHER,
            "purchasers of receivables",
            Payer.COUNTERPARTY,
        ),
        (
            "At December 31, total contractual trade-in commitments were $1.1 billion.",
            DealType.PURCHASE_COMMITMENT,
            "customers",
            Payer.FILER,
        ),
        ("Our vehicle financing commitments totaled $16.1 billion.", DealType.DEBT, "customers", Payer.FILER),
        (
            "As of year end we had outstanding offset agreements totaling $2.8 billion that extend through 2034.",
            DealType.OTHER,
            "foreign customers",
            Payer.FILER,
        ),
    ],
)
def test_classes_stand_for_parties_without_names(
    propose: Callable[..., Proposals], text: str, kind: DealType, party: str, payer: Payer
) -> None:
    deal = only(propose(text), kind)
    assert (deal.party.name, deal.party.kind, deal.payer) == (party, PartyKind.CLASS, payer)


@pytest.mark.parametrize(
    "text",
    [
        "The lawsuit seeks unspecified damages.",
        "We may receive net proceeds of up to $500 million from the sale of shares of our common stock.",
        "The notes contain an option to purchase additional notes of $150 million by the initial purchasers.",
    ],
)
def test_what_is_no_contract(propose: Callable[..., Proposals], text: str) -> None:
    assert not propose(text).candidates


def test_counted_customers_of_a_call_have_a_share_each(propose: Callable[..., Proposals]) -> None:
    found = propose("We had three 10% customers in the quarter, at 22%, 15% and 11%.", form=Form.CALL).candidates
    assert [c.amounts[0].value for c in found] == [22, 15, 11]
    assert {c.type for c in found} == {DealType.CONCENTRATION}


def test_each_side_of_a_venture_promises_its_own_sum(propose: Callable[..., Proposals]) -> None:
    found = propose(
        'At the closing, (i) the Company contributed to Quarry Fab LLC ("Quarry") assets of approximately $1.3 billion and, when taken together with the Company\'s commitment for future contributions, will be $14.8 billion in the aggregate; and (ii) Elm Partners LP contributed to Quarry approximately $0.8 billion in cash and, when taken together with its commitments for future contributions, will be $14.8 billion in the aggregate.'
    ).candidates
    sides = {(c.party.name, c.payer) for c in found if c.type is DealType.JOINT_VENTURE}
    assert sides == {("Quarry Fab LLC", Payer.FILER), ("Elm Partners LP", Payer.COUNTERPARTY)}
    assert all(Decimal(14_800 * MILLION) in {a.value for a in c.amounts} for c in found)


def test_a_venture_agreed_and_then_called_off_is_ended(propose: Callable[..., Proposals]) -> None:
    deal = only(
        propose(
            "During 2025, we entered into agreements with Osprey Jets S.A. to establish joint ventures, of which we were expected to acquire an 80 percent ownership stake for $4.2 billion. In 2026, we exercised our contractual right to terminate these agreements."
        ),
        DealType.JOINT_VENTURE,
    )
    assert (deal.binding, deal.amounts[0].value) == (Binding.ENDED, Decimal(4200 * MILLION))


@pytest.mark.parametrize(
    ("about", "payer"),
    [
        ("Cloud revenue rose. Our cloud customers grew. Cloud services revenue was up.", Payer.COUNTERPARTY),
        ("Sales of pumps rose.", Payer.FILER),
    ],
)
def test_who_sells_cloud_services_is_paid_for_a_cloud_contract(
    propose: Callable[..., Proposals], about: str, payer: Payer
) -> None:
    text = "We signed a cloud services agreement with Osprey Labs worth more than $10 billion over six years."
    assert only(propose(about, text, form=Form.CALL), DealType.CLOUD_COMPUTE).payer is payer


def test_the_name_before_a_settlement_is_its_party(propose: Callable[..., Proposals]) -> None:
    said = "Operating income would have been over $21 billion, if not for $2.5 billion for an HTA settlement."
    deal = only(propose(said, form=Form.CALL), DealType.SETTLEMENT)
    assert (deal.party.name, deal.payer) == ("HTA", Payer.FILER)


@pytest.mark.parametrize(
    ("text", "kind", "binding"),
    [
        ("We repaid our $600 million 3.1% notes at maturity in April 2026.", DealType.DEBT, Binding.DONE),
        (
            "In July we received a milestone payment of $60 million from Borel Pharma Ltd. under the agreement.",
            DealType.LICENSE,
            Binding.FIRM,
        ),
        (
            "The Company agreed with the Department of Justice to pay $310 million to resolve the investigation.",
            DealType.SETTLEMENT,
            Binding.FIRM,
        ),
        (
            "In March 2026 Osprey Foods Ltd. sued the Company for $130 million of damages.",
            DealType.SETTLEMENT,
            Binding.UNCLEAR,
        ),
        (
            "We have an option to acquire an additional 60 aircraft from Skyhawk Jets, Inc. through 2032.",
            DealType.PURCHASE_COMMITMENT,
            Binding.CONDITIONAL,
        ),
    ],
)
def test_the_same_kinds_in_other_trades(
    propose: Callable[..., Proposals], text: str, kind: DealType, binding: Binding
) -> None:
    assert only(propose(text), kind).binding is binding


def test_steps_of_one_power_contract_are_one_deal(propose: Callable[..., Proposals]) -> None:
    deal = only(
        propose(
            'In 2024 the Company entered into a Power Supply Agreement with Elm Power LLC ("Elm") to provide the delivery of 130 MW. In March and November 2025, the Company and Elm agreed to increase the electricity under the Power Supply Agreement by 65 MW and 150 MW, respectively, for a total of 345 MW.'
        ),
        DealType.PURCHASE_COMMITMENT,
    )
    assert {130, 345} <= {a.value for a in deal.amounts}


def test_an_agency_is_the_party_of_its_penalty(propose: Callable[..., Proposals]) -> None:
    text = "In May we settled an investigation by the Federal Trade Commission and consented to a civil penalty, which resulted in a charge of $200 million that was paid in June."
    deal = only(propose(text), DealType.SETTLEMENT)
    assert (deal.party.name, deal.party.kind) == ("Federal Trade Commission", PartyKind.NAMED)
