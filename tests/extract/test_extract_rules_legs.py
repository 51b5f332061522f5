"""Two sums told "respectively" and the series of one offering. All names are fictional."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Candidate, Proposals


def legs(candidate: Candidate) -> list[tuple[int, str]]:
    return [(int(a.value / 1_000_000), a.what) for a in candidate.amounts if a.unit == "USD"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "As of June 30, 2026, we have additional operating and finance leases that have not yet "
                "commenced of $6.3 billion and $19.7 billion, respectively."
            ),
            [
                (19700, "leases signed and not commenced, finance leases"),
                (6300, "leases signed and not commenced, operating leases"),
            ],
        ),
        (
            (
                "We had non-recourse and recourse aggregate principal amounts of debt outstanding of $14.8 "
                "billion and $3.8 billion, respectively."
            ),
            [(14800, "debt outstanding, non-recourse"), (3800, "debt outstanding, recourse")],
        ),
        (
            (
                "As of June 30, 2026 and December 31, 2025, we had outstanding borrowings of $842 million and "
                "$860 million, respectively."
            ),
            [(842, "debt outstanding"), (860, "debt outstanding, compared date")],
        ),
        (
            (
                "As of June 30, 2026 and December 31, 2025, remaining performance obligations were $5.1 billion "
                "and $4.4 billion, respectively."
            ),
            [(5100, "remaining performance obligations"), (4400, "remaining performance obligations, compared date")],
        ),
        (
            (
                "Our short-term and long-term purchase commitments to suppliers for inventory were $700 million "
                "and $2.1 billion, respectively."
            ),
            [(700, "purchase commitments, short-term"), (2100, "purchase commitments, long-term")],
        ),
    ],
)
def test_each_of_two_sums_told_respectively_says_what_it_is(
    propose: Callable[..., Proposals], text: str, expected: list[tuple[int, str]]
) -> None:
    found = propose(text).candidates
    assert [legs(candidate) for candidate in found] == [expected]


def test_two_companies_bought_have_a_price_each(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "In May 2026, the Company completed the acquisitions of Elm Works LLC and Tarn Mills LLC for $130 million and "
        "$240 million, respectively."
    ).candidates
    assert {c.party.name: legs(c)[0][0] for c in found} == {"Elm Works LLC": 130, "Tarn Mills LLC": 240}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "In May 2026, we completed the sale of (i) $1.0 billion aggregate principal amount of 3.25% "
                "bonds due 2029, (ii) $400 million aggregate principal amount of 4.20% bonds due 2034 and (iii) "
                "$450 million of 4.40% bonds due 2037."
            ),
            [1000, 400, 450],
        ),
        (
            (
                "In May 2026, the Company issued $500 million of 5.0% senior notes due 2031 and $750 million of "
                "5.5% senior notes due 2036."
            ),
            [500, 750],
        ),
        (
            (
                "In May 2026 we redeemed (a) $300 million of our 2.5% notes due 2027 and (b) $200 million of "
                "our 3.0% notes due 2028."
            ),
            [300, 200],
        ),
        (
            (
                "In May 2026, we issued $1.25 billion of notes, consisting of (i) $500 million of 5.0% notes "
                "due 2031 and (ii) $750 million of 5.5% notes due 2036."
            ),
            [1250],
        ),
        (
            (
                "In May 2026, we issued an aggregate of $1.25 billion of notes: $500 million of 5.0% notes due "
                "2031 and $750 million of 5.5% notes due 2036."
            ),
            [1250],
        ),
    ],
)
def test_each_series_of_an_offering_has_its_own_sum(
    propose: Callable[..., Proposals], text: str, expected: list[int]
) -> None:
    found = propose(text).candidates
    assert [legs(candidate)[0][0] for candidate in found] == expected
