"""Shares of one party: whose, of what, and in which order. All names are fictional."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.records import DealType, Proposals

if TYPE_CHECKING:
    from collections.abc import Callable


def shares(proposals: Proposals) -> list[tuple[str, list[int]]]:
    return [
        (c.party.name, [int(a.value) for a in c.amounts])
        for c in proposals.candidates
        if c.type is DealType.CONCENTRATION
    ]


def test_shares_are_paired_before_the_small_ones_fall_away(propose: Callable[..., Proposals]) -> None:
    found = shares(
        propose(
            "Our top three customers accounted for 16%, 12% and 7% of accounts receivable as of June 30, 2026 and 15%, "
            "13% and 11% as of December 31, 2025."
        )
    )
    assert found == [("customer", [16, 15]), ("customer", [12, 13])]


def test_a_customer_grown_small_is_not_told_by_last_years_share(propose: Callable[..., Proposals]) -> None:
    assert (
        shares(propose("Tern Stores accounted for 8% and 14% of our net sales in 2026 and 2025, respectively.")) == []
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Contracts with Wren Agency accounted for 74% of our consolidated revenues from the federal government.", []),
        (
            "Sales to one customer, Customer A, represented 16% of total revenue and sales to others less than that.",
            [16],
        ),
        ("Tern Stores, Inc. accounted for 22% of our consolidated revenue in 2026.", [22]),
    ],
)
def test_a_share_of_a_share_is_no_share_of_the_whole(
    propose: Callable[..., Proposals], sentence: str, expected: list[int]
) -> None:
    assert [value for _, values in shares(propose(sentence)) for value in values] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In 2026, sales to Tern Stores, Inc. and its affiliates represented approximately 14% of our net revenue.",
            [14],
        ),
        ("In 2026, sales to Ohio represented approximately 14% of our net revenue.", []),
    ],
)
def test_sales_to_a_group_are_its_share(propose: Callable[..., Proposals], sentence: str, expected: list[int]) -> None:
    assert [value for _, values in shares(propose(sentence)) for value in values] == expected
