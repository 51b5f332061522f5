"""What is over: goods bought in the period, a loan terminated before it was drawn."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.records import Binding, DealType

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Proposals


def test_purchases_of_the_period_are_done_and_no_duty(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "The Company's purchases from the Tern JV during the three and six months ended June 30, 2026 amounted to "
        "$412 million and $779 million, respectively."
    ).candidates
    assert [(c.type, c.party.name, c.amounts[0].value, c.binding) for c in found] == [
        (DealType.PURCHASE_COMMITMENT, "Tern JV", Decimal(412_000_000), Binding.DONE)
    ]


def test_a_loan_named_and_terminated_in_its_own_paragraph_has_ended(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "In March 2026, the Company entered into a credit agreement providing for a $300 million unsecured term loan "
        'facility (the "2026 Term Loan Facility"). There were no borrowings under the 2026 Term Loan Facility and in '
        "connection with the offering, the 2026 Term Loan Facility was terminated."
    ).candidates
    assert [(c.amounts[0].value, c.binding) for c in found] == [(Decimal(300_000_000), Binding.ENDED)]
