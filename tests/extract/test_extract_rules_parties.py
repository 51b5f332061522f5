"""Who stands opposite the filer, which side pays and how binding it is: sellers, tenants, partners, backstops."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.records import Binding, DealType, Payer, Proposals
from tests.extract.conftest import of

if TYPE_CHECKING:
    from collections.abc import Callable


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


def test_the_owner_of_the_rest_is_the_partner(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "At the closing in May 2026 the Company acquired 55% of the interests of Reedbed Holdings LLC, and Knot "
        "Partners, Inc. continued to own 45% of them."
    )
    assert [(c.type, c.party.name, c.payer) for c in found.candidates] == [
        (DealType.JOINT_VENTURE, "Knot Partners, Inc.", Payer.MUTUAL)
    ]


def test_two_tenants_of_one_sentence_have_one_share_each(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "Two tenants, Larkspur Cloud, Inc. and Plover Grocers, Inc., accounted for 21.4% and 12.6% of rental revenue, "
        "respectively."
    ).candidates
    assert [(c.party.name, c.amounts[0].value) for c in found] == [
        ("Larkspur Cloud, Inc.", Decimal("21.4")),
        ("Plover Grocers, Inc.", Decimal("12.6")),
    ]
