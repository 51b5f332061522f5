"""Terms of a loan, lists of exhibits and other people's money are no debt of the filer."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.records import DealType, Proposals

if TYPE_CHECKING:
    from collections.abc import Callable


def debts(proposals: Proposals) -> list[tuple[str, int | None]]:
    return [
        (c.rule, int(c.amounts[0].value) if c.amounts else None)
        for c in proposals.candidates
        if c.type is DealType.DEBT
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The indenture permits liens in respect of up to $1.5 billion of secured credit facilities debt.",
        "Failure to repay debt under the credit agreement in excess of $50 million would cause a cross default.",
        "The credit agreement was amended to permit convertible debt not to exceed $3.6 billion.",
        (
            "Holders may convert when the trading price, as defined in the indenture governing the 2031 Convertible "
            "Notes, "
            "was less than 98% of the product of the last reported sale price."
        ),
        (
            "The indenture governing the Notes provides for repurchase of the notes at a price equal to 101% of the "
            "principal."
        ),
        "4.13 Forms of 2.40% Notes due 2033, 2.65% Notes due 2036 and 3.85% Notes due 2046, issued July 7, 2026.",
        "The commission issued a decision finding that $7.5 billion of costs may be financed through the sold bonds.",
        "Home equity lines of credit outstanding under the credit facilities of our customers were $14.9 billion.",
        "Letters of credit totaling approximately $400 million were executed under the loan agreement.",
        "$17.7 billion used for repayments of long-term borrowings and capital lease obligations.",
    ],
)
def test_no_debt_is_told(propose: Callable[..., Proposals], sentence: str) -> None:
    assert debts(propose(sentence)) == []


def test_borrowings_are_told_and_not_the_assets_beside_them(propose: Callable[..., Proposals]) -> None:
    found = debts(
        propose(
            "As of June 30, 2026, we had net accounts receivable of $3.3 billion, and outstanding borrowings of "
            "$1.3 billion under the program."
        )
    )
    assert found == [("debt.total", 1_300_000_000)]


def test_a_covenant_adds_nothing_to_its_facility(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "We have a $500 million revolving credit facility that expires in May 2030. "
        "The credit facility contains a financial covenant that requires a minimum liquidity of $250 million."
    ).candidates
    assert [a.value for c in found for a in c.amounts if a.unit == "USD"] == [Decimal(500_000_000)]
