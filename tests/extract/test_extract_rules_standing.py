"""What is owed at a day and what was paid back, in the words of balances."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.records import Binding, DealType

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Proposals

MILLION = Decimal(1_000_000)
SUPPLIERS, LESSORS, LENDERS, NOTEHOLDERS = "suppliers", "lessors", "lenders", "noteholders"
TOLD = (
    (
        (
            "We have several commitments primarily to purchase programming and marketing services, which will be "
            "used in the ordinary course of business, from a variety of suppliers totaling $800 million."
        ),
        (DealType.PURCHASE_COMMITMENT, SUPPLIERS, Binding.FIRM, 800),
    ),
    (
        (
            "At June 30, 2026, the Company had commitments for the purchase of aircraft and engines aggregating $3,400 "
            "million through 2031."
        ),
        (DealType.PURCHASE_COMMITMENT, SUPPLIERS, Binding.FIRM, 3400),
    ),
    (
        "We had outstanding purchase orders with our growers of approximately $210 million at the end of the season.",
        (DealType.PURCHASE_COMMITMENT, SUPPLIERS, Binding.FIRM, 210),
    ),
    (
        (
            "As of June 30, 2026, we were obligated to purchase approximately $450 million of natural gas under "
            "contracts that run to 2030."
        ),
        (DealType.PURCHASE_COMMITMENT, SUPPLIERS, Binding.FIRM, 450),
    ),
    (
        (
            "Nothing else changed in the quarter, other than an increase in our operating lease commitments to $36.2 "
            "billion."
        ),
        (DealType.LEASE, LESSORS, Binding.FIRM, 36_200),
    ),
    (
        "Store lease commitments totaled $620 million at the end of the quarter.",
        (DealType.LEASE, LESSORS, Binding.FIRM, 620),
    ),
    (
        "As of June 30, 2026, outstanding borrowings under the ABS Financing Facility were $2.5 billion.",
        (DealType.DEBT, LENDERS, Binding.FIRM, 2500),
    ),
    (
        "The outstanding balance of the warehouse facility was $310 million at June 30, 2026.",
        (DealType.DEBT, LENDERS, Binding.FIRM, 310),
    ),
    (
        (
            "In 2026, we paid $750 million to redeem all $750 million outstanding principal amount of our 2.25% senior "
            "notes "
            "due May 2026."
        ),
        (DealType.DEBT, NOTEHOLDERS, Binding.DONE, 750),
    ),
    (
        "In April 2026 the notes listed below were repurchased and cancelled for $1.2 billion.",
        (DealType.DEBT, NOTEHOLDERS, Binding.DONE, 1200),
    ),
    (
        "During March 2026, $500 million of our floating rate notes matured and were repaid.",
        (DealType.DEBT, NOTEHOLDERS, Binding.DONE, 500),
    ),
    (
        (
            "The estimate rests on the trading prices of the $84.5 billion and $86.5 billion of senior notes and other "
            "long-term borrowings that we had outstanding as of June 30, 2026 and March 31, 2026, respectively."
        ),
        (DealType.DEBT, NOTEHOLDERS, Binding.FIRM, 84_500),
    ),
    (
        "The Trust Deed governs the $1.5 billion Zero Coupon Convertible Notes due 2029.",
        (DealType.DEBT, NOTEHOLDERS, Binding.FIRM, 1500),
    ),
)
NOT_TOLD = (
    "We may use $750 million to redeem our 2.25% senior notes due 2026 if the price is right.",
    "We were obligated to pay $200 million on the loans we took.",
    "A hypothetical rise of interest rates would change the $4.5 billion of fixed rate notes that we had outstanding.",
)


@pytest.mark.parametrize(("sentence", "deal"), TOLD, ids=[sentence[:50] for sentence, _ in TOLD])
def test_what_is_owed_or_paid_back_is_told(
    propose: Callable[..., Proposals], sentence: str, deal: tuple[DealType, str, Binding, int]
) -> None:
    found = [(c.type, c.party.name, c.binding, int(c.amounts[0].value / MILLION)) for c in propose(sentence).candidates]
    assert found == [deal]


@pytest.mark.parametrize("sentence", NOT_TOLD)
def test_what_may_be_paid_back_or_is_bought_to_lend_is_not_told(
    propose: Callable[..., Proposals], sentence: str
) -> None:
    assert propose(sentence).candidates == ()
