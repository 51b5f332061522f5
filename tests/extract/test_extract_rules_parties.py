"""Who stands opposite the filer: sellers, tenants, partners, backstops, and agreements that are planned or over."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.extract.rules.parties import Cast
from pipeline.extract.rules.text import sentences
from pipeline.records import Binding, Candidate, DealType, Form, PartyKind, Payer, Proposals

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Document


def of(proposals: Proposals, kind: DealType) -> list[Candidate]:
    return [c for c in proposals.candidates if c.type is kind]


@pytest.mark.parametrize(
    ("sentence", "kind", "party", "payer", "binding", "value"),
    [
        (
            (
                "In April 2026 we terminated an agreement with Rookery Land Company to buy 90 acres in Dorne County "
                "for "
                "$41.2 million, after the county refused a permit."
            ),
            DealType.ACQUISITION,
            "Rookery Land Company",
            Payer.FILER,
            Binding.ENDED,
            "41200000",
        ),
        (
            (
                "A hosting agreement with Tansy Compute Ltd., signed in 2023, was terminated by mutual consent in "
                "May 2026; "
                "we paid $27 million and were released from later payments."
            ),
            DealType.CLOUD_COMPUTE,
            "Tansy Compute Ltd.",
            Payer.FILER,
            Binding.ENDED,
            "27000000",
        ),
        (
            (
                "In May 2026 we formed a joint venture with Sedge Capital Partners to build a campus, in which we "
                "hold 40% and "
                "Sedge Capital Partners, which has agreed to contribute up to $310 million, holds 60%."
            ),
            DealType.JOINT_VENTURE,
            "Sedge Capital Partners",
            Payer.COUNTERPARTY,
            Binding.FIRM,
            "310000000",
        ),
        (
            (
                "In March 2026 the Company and Fulmar Energi ASA formed Nordlys AS, a joint venture owned in equal "
                "parts, to "
                "which the Company has committed to contribute $120 million through 2029."
            ),
            DealType.JOINT_VENTURE,
            "Fulmar Energi ASA",
            Payer.FILER,
            Binding.FIRM,
            "120000000",
        ),
        (
            (
                "In May 2026 we signed a non-binding letter of intent with Garganey Platforms, Inc. to develop up "
                "to 90 "
                "megawatts, at an expected cost to us of about $1.1 billion."
            ),
            DealType.JOINT_VENTURE,
            "Garganey Platforms, Inc.",
            Payer.MUTUAL,
            Binding.INTENT,
            "1100000000",
        ),
        (
            (
                "In February 2026 the Company sold 900,000 shares of Series D convertible preferred stock to funds "
                "managed by "
                "Wigeon Growth Partners for $880 million in cash."
            ),
            DealType.EQUITY_INVESTMENT,
            "Wigeon Growth Partners",
            Payer.COUNTERPARTY,
            Binding.DONE,
            "880000000",
        ),
    ],
)
def test_named_party_side_and_status(  # noqa: PLR0917  (one row of the table each)
    propose: Callable[..., Proposals],
    sentence: str,
    kind: DealType,
    party: str,
    payer: Payer,
    binding: Binding,
    value: str,
) -> None:
    [deal] = of(propose(sentence), kind)
    assert (deal.party.name, deal.payer, deal.binding) == (party, payer, binding)
    assert Decimal(value) in {amount.value for amount in deal.amounts}


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


# Names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("We agreed to acquire 1Rowan Clinics, Inc. for $90 million.", ["1Rowan Clinics, Inc."]),
        ("We buy from Sandpiper Devices (New Haven) Limited.", ["Sandpiper Devices (New Haven) Limited"]),
        ("We agreed to buy Whoop! Inc.'s stores. Whoop! said so.", ["Whoop", "Whoop"]),
        ("We met Dunlin Sales and Service Inc. (“A on Call”) in May.", ["Dunlin Sales and Service Inc."] * 2),
        ("It merged with Plover Sub II, Inc. and with Corporate Sub.", []),
        ("We sold it to Teal and Wren LLC.", ["Teal and Wren LLC"]),
    ],
)
def test_names_are_read_whole(document: Callable[..., Document], sentence: str, names: list[str]) -> None:
    made = document(sentence)
    cast = Cast(made)
    assert [f.name for block in made.blocks for s in sentences(made, block) for f in cast.named(s)] == names


def test_the_filers_own_subsidiary_is_no_counterparty(propose: Callable[..., Proposals]) -> None:
    owned = "Pintail Fab LLC, a wholly owned subsidiary of the Company, makes wafers."
    lease = "We signed a lease with Pintail Fab LLC and will pay rent of $80 million over ten years."
    assert {c.party.name for c in of(propose(owned, lease), DealType.LEASE)} == {"lessors"}
    assert {c.party.name for c in of(propose(lease), DealType.LEASE)} == {"Pintail Fab LLC"}


def test_the_owner_of_the_rest_is_the_partner(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "At the closing in May 2026 the Company acquired 55% of the interests of Reedbed Holdings LLC, and Knot "
        "Partners, Inc. continued to own 45% of them."
    )
    assert [(c.type, c.party.name, c.payer) for c in found.candidates] == [
        (DealType.JOINT_VENTURE, "Knot Partners, Inc.", Payer.MUTUAL)
    ]


def test_a_verb_reaches_back_to_its_subject(propose: Callable[..., Proposals]) -> None:
    [deal] = of(
        propose(
            "In May 2026 we entered into an agreement to distribute drinks in several states and invested $310 million "
            "in Series A convertible preferred shares issued by Avocet Drinks, Inc."
        ),
        DealType.EQUITY_INVESTMENT,
    )
    assert (deal.party.name, deal.payer) == ("Avocet Drinks, Inc.", Payer.FILER)


def test_the_companys_own_name_with_an_s_is_ours(document: Callable[..., Document]) -> None:
    made = document("Maplewood Devices' plan and Maplewood's purchases grew.")
    [sentence] = sentences(made, made.blocks[0], Cast(made).own)
    assert "our         purchases" in sentence.lower


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "We lease 1.2 million square feet to Larkspur Cloud, Inc. until 2038, and annual rent is $96 million.",
            "lease/Larkspur Cloud, Inc./counterparty/96000000",
        ),
        (
            "Tenants under leases signed but not yet commenced will pay us $340 million over the initial terms.",
            "lease/tenants/counterparty/340000000",
        ),
        (
            (
                "As of June 30, 2026, we had commitments of $290 million to contractors for the construction of "
                "three plants."
            ),
            "purchase_commitment/suppliers/filer/290000000",
        ),
        (
            "We guaranteed up to $75 million of Brant Systems Corporation's obligations under its equipment leases.",
            "guarantee/Brant Systems Corporation/filer/75000000",
        ),
        (
            "At June 30, 2026, Brant Systems Corporation had firm orders with us of $1.1 billion.",
            "sales_contract/Brant Systems Corporation/counterparty/1100000000",
        ),
        (
            (
                "We are party to a take-or-pay contract with Columbine Gas Pipeline under which we must pay $45 "
                "million a year."
            ),
            "purchase_commitment/Columbine Gas Pipeline/filer/45000000",
        ),
        (
            "Gull Semiconductor Company agreed to supply us with memory worth $900 million over three years.",
            "purchase_commitment/Gull Semiconductor Company/filer/900000000",
        ),
        (
            "Brant Systems Corporation awarded us a $725 million contract to build two ships.",
            "sales_contract/Brant Systems Corporation/counterparty/725000000",
        ),
        (
            "Under our collaboration with Heath Pharma AG we received an upfront payment of $90 million in April 2026.",
            "license/Heath Pharma AG/counterparty/90000000",
        ),
        (
            "We agreed to pay Heath Pharma AG $300 million upfront for rights to its vaccine candidate.",
            "license/Heath Pharma AG/filer/300000000",
        ),
        (
            (
                "On June 30, 2026, the Company and Merganser Bank, N.A. entered into a term loan agreement of $400 "
                "million."
            ),
            "debt/Merganser Bank, N.A./counterparty/400000000",
        ),
    ],
)
def test_who_pays_whom(propose: Callable[..., Proposals], sentence: str, told: str) -> None:
    found = propose(sentence).candidates
    assert [f"{c.type}/{c.party.name}/{c.payer}/{c.amounts[0].value:f}" for c in found] == [told]


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


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            (
                "In May 2026 we signed a memorandum of understanding with Harrier Motors Ltd. to supply batteries "
                "worth $3.5 billion."
            ),
            "sales_contract/Harrier Motors Ltd./counterparty/intent",
        ),
        (
            "The Company has an option to purchase the remaining 40% of Merlin Foods LLC for $220 million from 2028.",
            "warrant_option/Merlin Foods LLC/filer/conditional",
        ),
        (
            "In April 2026 we exercised our option to buy the office building from Teal Realty Trust for $310 million.",
            "acquisition/Teal Realty Trust/filer/done",
        ),
        (
            (
                "On June 12, 2026, Harrier Motors Ltd. agreed to acquire our braking business for $1.6 billion, "
                "subject to "
                "antitrust clearance."
            ),
            "divestiture/Harrier Motors Ltd./counterparty/conditional",
        ),
        (
            (
                "In June 2026, we issued $500 million of convertible preferred stock to affiliates of Dotterel "
                "Capital Partners."
            ),
            "equity_investment/Dotterel Capital Partners/counterparty/done",
        ),
        (
            "Under the power purchase agreement with Kite Wind LLC, we will buy 200 MW for fifteen years.",
            "purchase_commitment/Kite Wind LLC/filer/firm",
        ),
        (
            "We signed a 20-year power purchase agreement to sell 300 MW to Larkspur Cloud, Inc.",
            "sales_contract/Larkspur Cloud, Inc./counterparty/firm",
        ),
        (
            "Under the charter agreements, Kittiwake Shipping AS will pay us about $410 million over eight years.",
            "sales_contract/Kittiwake Shipping AS/counterparty/firm",
        ),
        (
            "We made a $150 million deposit with Gull Semiconductor Company to secure capacity.",
            "purchase_commitment/Gull Semiconductor Company/filer/firm",
        ),
        (
            (
                "On June 5, 2026 the Company and Merlin Energy plc entered into a 50/50 joint venture to which each "
                "will "
                "contribute $250 million."
            ),
            "joint_venture/Merlin Energy plc/mutual/firm",
        ),
    ],
)
def test_who_stands_opposite_and_how_binding_it_is(propose: Callable[..., Proposals], sentence: str, told: str) -> None:
    found = propose(sentence).candidates
    assert [f"{c.type}/{c.party.name}/{c.payer}/{c.binding}" for c in found] == [told]


def test_two_tenants_of_one_sentence_have_one_share_each(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "Two tenants, Larkspur Cloud, Inc. and Plover Grocers, Inc., accounted for 21.4% and 12.6% of rental revenue, "
        "respectively."
    ).candidates
    assert [(c.party.name, c.amounts[0].value) for c in found] == [
        ("Larkspur Cloud, Inc.", Decimal("21.4")),
        ("Plover Grocers, Inc.", Decimal("12.6")),
    ]


@pytest.mark.parametrize(
    ("sentence", "party"),
    [
        (
            "In June we signed a term sheet for the sale to Wren Systems of Class B common stock for $900 million.",
            "Wren Systems",
        ),
        (
            "In May we leased the whole of Larch Park, Phase II to Osprey Cloud Corporation for rent of $1.4 billion.",
            "Osprey Cloud Corporation",
        ),
    ],
)
def test_a_kind_of_share_or_a_building_is_no_part_of_a_name(
    propose: Callable[..., Proposals], sentence: str, party: str
) -> None:
    assert {candidate.party.name for candidate in propose(sentence).candidates} == {party}
