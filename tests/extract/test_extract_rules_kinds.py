"""Which kind of deal a sentence tells, with whom, and which part of a sum is whose."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.records import Binding, DealType, Form, PartyKind, Payer, Proposals
from tests.extract.conftest import of

if TYPE_CHECKING:
    from collections.abc import Callable


def test_shares_of_another_company_sold_are_a_stake_sold(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "In May 2026 we sold our shares of common stock of Wigeon Growth, Inc. to Sedge Capital Corporation for "
        "$90 million."
    )
    assert not of(found, DealType.EQUITY_INVESTMENT)


def test_what_is_paid_for_the_release_may_follow(propose: Callable[..., Proposals]) -> None:
    [deal] = of(
        propose(
            "On May 12, 2026, we and Plover Foundry Company agreed to terminate the wafer supply agreement of 2022. "
            "In connection with the termination we paid Plover Foundry Company $64 million."
        ),
        DealType.PURCHASE_COMMITMENT,
    )
    assert (deal.party.name, deal.binding) == ("Plover Foundry Company", Binding.ENDED)
    assert deal.amounts[0].value == Decimal(64_000_000)


def test_a_part_of_the_commitments_is_the_named_suppliers(propose: Callable[..., Proposals]) -> None:
    found = of(
        propose(
            "Non-cancelable commitments to purchase equipment were $2.7 billion as of June 30, 2026; $1.9 billion of "
            "them relates to systems ordered from Teal Silicon, Inc."
        ),
        DealType.PURCHASE_COMMITMENT,
    )
    assert {(c.party.kind, c.amounts[0].value) for c in found} == {
        (PartyKind.CLASS, Decimal(2_700_000_000)),
        (PartyKind.NAMED, Decimal(1_900_000_000)),
    }


def test_a_partner_that_keeps_a_share_of_the_price(propose: Callable[..., Proposals]) -> None:
    [deal] = of(
        propose(
            "Under a distribution agreement that runs through 2031, Dunlin Software Corporation (“Dunlin”) may include "
            "Fennel in its products and keeps 22% of the price that its customers pay."
        ),
        DealType.LICENSE,
    )
    assert deal.party.name == "Dunlin Software Corporation"
    assert (deal.amounts[0].value, deal.amounts[0].unit) == (Decimal(22), "percent")


def test_revenue_that_came_through_a_partner(propose: Callable[..., Proposals]) -> None:
    [share] = of(
        propose("Revenue that came through Dunlin Corporation represented 28% of total revenue in fiscal year 2026."),
        DealType.CONCENTRATION,
    )
    assert share.party.name == "Dunlin Corporation"


LETTING = (
    "Our tenants pay rental revenue each month, and rental revenue of tenants grew with tenants and rental income."
)


@pytest.mark.parametrize(
    ("told", "party", "payer"), [(LETTING, "tenants", Payer.COUNTERPARTY), ("", "lessors", Payer.FILER)]
)
def test_a_landlords_leases_bring_rent(propose: Callable[..., Proposals], told: str, party: str, payer: Payer) -> None:
    rent = (
        "Minimum rent under leases that had been signed and had not commenced as of June 30, 2026 totaled $1.3 billion."
    )
    [deal] = of(propose(*([told] * 8 if told else []), rent), DealType.LEASE)
    assert (deal.party.name, deal.payer) == (party, payer)


def test_a_contract_that_a_government_awards_is_no_lawsuit(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "In May 2026 the U.S. Department of Energy awarded the Company a contract with a ceiling of "
        "$95 million over four years."
    )
    assert [c.party.name for c in found.candidates] == ["U.S. Department of Energy"]
    assert not of(found, DealType.SETTLEMENT)


def test_orders_that_a_customer_has_with_the_filer_are_no_purchases(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "Garganey Platforms, Inc. had $2.2 billion of non-cancelable orders with us at the end of the quarter.",
        form=Form.TEN_Q,
    )
    assert not of(found, DealType.PURCHASE_COMMITMENT)
    assert found.candidates[0].payer is Payer.COUNTERPARTY


def test_a_verb_reaches_back_to_its_subject(propose: Callable[..., Proposals]) -> None:
    [deal] = of(
        propose(
            "In May 2026 we entered into an agreement to distribute drinks in several states and invested $310 million "
            "in Series A convertible preferred shares issued by Avocet Drinks, Inc."
        ),
        DealType.EQUITY_INVESTMENT,
    )
    assert (deal.party.name, deal.payer) == ("Avocet Drinks, Inc.", Payer.FILER)


def test_a_part_of_the_total_told_in_the_next_sentence(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "As of June 30, 2026, purchase commitments were $6.1 billion. Of that amount, $4.8 billion relates to Gull "
        "Semiconductor Company."
    ).candidates
    assert [(c.party.name, c.type, c.amounts[0].value) for c in found] == [
        ("suppliers", DealType.PURCHASE_COMMITMENT, Decimal(6_100_000_000)),
        ("Gull Semiconductor Company", DealType.PURCHASE_COMMITMENT, Decimal(4_800_000_000)),
    ]


def test_a_small_companys_event_is_told_with_what_was_paid(propose: Callable[..., Proposals]) -> None:
    found = propose(
        'On June 1, 2026, Maplewood Devices, Inc. (the "Company") acquired from Plover Holdings, Inc. ("Plover") '
        "certain "
        "assets of Plover, a maker of valves with $14.7 million in net revenues. The consideration was comprised of "
        "$2.0 million in cash, which was funded through borrowings under the senior credit facility.",
        form=Form.EIGHT_K,
    ).candidates
    assert [(c.type, c.party.name, [a.value for a in c.amounts]) for c in found] == [
        (DealType.ACQUISITION, "Plover Holdings, Inc.", [Decimal(2_000_000)])
    ]
