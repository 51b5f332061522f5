"""A party and a price at two ends of a long sentence, and a closing told in a sentence of its own."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.check import check
from pipeline.records import Binding, DealType

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Document, Proposals

LONG = (
    "On February 5, 2026, we entered into a definitive agreement with Borel Paper Corporation (Borel) pursuant to "
    "which "
    "we agreed to sell our mills and related forests in the north, including the saw works, the printing works and the "
    "stores of three towns, the rights to fell in four valleys and along both rivers, and the houses and roads that "
    "serve the people of those valleys, for approximately $10.5 billion (approximately $7.3 billion net of taxes), "
    "subject to certain adjustments."
)
CLOSED = "The transaction closed on April 1, 2026. The transaction took with it about three thousand people."


@pytest.fixture
def checked(document: Callable[..., Document], propose: Callable[..., Proposals]) -> Callable[..., list[object]]:
    def run(*paragraphs: str) -> list[object]:
        proved = check(document(*paragraphs), propose(*paragraphs))
        return [(d.type, d.counterparty.name, d.amounts[0].value, d.binding) for d in proved.proved]

    return run


def test_a_price_at_the_end_of_a_long_list_belongs_to_the_sale_at_its_start(
    checked: Callable[..., list[object]],
) -> None:
    price = Decimal(10_500_000_000)
    assert checked(LONG) == [(DealType.DIVESTITURE, "Borel Paper Corporation", price, Binding.CONDITIONAL)]


def test_a_closing_told_of_the_transaction_closes_the_sale_that_was_agreed(
    checked: Callable[..., list[object]],
) -> None:
    price = Decimal(10_500_000_000)
    assert checked(f"{LONG} {CLOSED}") == [(DealType.DIVESTITURE, "Borel Paper Corporation", price, Binding.DONE)]


def test_an_exchange_offer_that_expired_ends_no_notes(checked: Callable[..., list[object]]) -> None:
    found = checked(
        "In connection with the exchange offers, which expired on March 31, 2026, we issued $3.2 billion aggregate "
        "principal amount of 2.946% Notes due 2032."
    )
    assert found == [(DealType.DEBT, "noteholders", Decimal(3_200_000_000), Binding.FIRM)]


def test_proceeds_net_of_issuance_costs_are_proceeds(checked: Callable[..., list[object]]) -> None:
    found = checked(
        "In May 2026, we issued $2.0 billion aggregate principal amount of 4.60% Notes due 2036 and received proceeds, "
        "net of discount and issuance costs, of $1,988 million."
    )
    assert found == [(DealType.DEBT, "noteholders", Decimal(2_000_000_000), Binding.FIRM)]
