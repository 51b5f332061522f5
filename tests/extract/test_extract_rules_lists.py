"""Lines of a list that end without a full stop."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.records import DealType

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Proposals

LINES = (
    "Entered into an up to approximately $11.2 billion multi-year deal with Osprey to power its next models\n"
    "Expanded the Wren AI partnership with an up to approximately $3.5 billion deal, bringing total commitments to up "
    "to approximately $9.4 billion\n"
    "Opened two plants in the quarter and began to build a third, which will double the output of the company and is "
    "to serve customers in five countries"
)


def test_the_party_of_one_line_does_not_take_the_amount_of_the_next(propose: Callable[..., Proposals]) -> None:
    found = {c.party.name: c.amounts[0].value for c in propose(LINES).candidates if c.type is DealType.SALES_CONTRACT}
    assert found == {"Osprey": Decimal(11_200_000_000), "Wren AI": Decimal(3_500_000_000)}


def test_a_line_does_not_go_on_about_the_deal_of_the_line_before(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "Agreed to a strategic collaboration with Osprey Networks that will serve the customers of both companies\n"
        "Announced intent to commit up to $6 billion to a data center in Tarnfield with an initial 100 MW of capacity\n"
        "Raised the price of its services in every country of the region, which customers have accepted so far, and "
        "kept the costs of the network where they were"
    )
    assert [a.value for c in found.candidates if "Osprey" in c.party.name for a in c.amounts] == []


def test_prose_set_in_lines_is_still_one_sentence(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "In May 2026, the Company entered into a supply agreement under which it is obligated to buy from\n"
        "United Corvid Foundries wafers for $300 million through 2029, and the Company may buy more of them\n"
        "at the same price."
    )
    assert [(c.party.name, c.amounts[0].value) for c in found.candidates] == [
        ("United Corvid Foundries", Decimal(300_000_000))
    ]


@pytest.mark.parametrize(
    ("line", "party", "amount"),
    [
        ("Raised $750 million in 6.5% Senior Notes due 2032 to build cloud infrastructure", "noteholders", 750),
        ("Issued $300 million of senior notes for the purchase of cloud computing equipment", "noteholders", 300),
        ("Priced $1,200 million of convertible notes to pay for cloud services and offices", "noteholders", 1200),
        ("Closed the Elm Facility, a $600 million delayed draw term loan for cloud capacity", "lenders", 600),
        ("Signed a $450 million term loan facility to add hosting and cloud infrastructure", "lenders", 450),
    ],
)
def test_what_is_borrowed_for_the_cloud_is_not_owed_to_its_providers(
    propose: Callable[..., Proposals], line: str, party: str, amount: int
) -> None:
    found = propose(line)
    assert [(c.type, c.party.name) for c in found.candidates] == [(DealType.DEBT, party)]
    assert found.candidates[0].amounts[0].value == amount * 1_000_000
