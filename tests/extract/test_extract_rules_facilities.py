"""Several facilities in one sentence, and one facility of several parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.records import DealType, Proposals

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            (
                "We amended both our 5-year $5.0 billion revolving credit facility, extending its maturity to March "
                "2031, and "
                "our 364-day $5.0 billion credit facility, which expires in March 2027."
            ),
            [(5000, "2031-03"), (5000, "2027-03")],
        ),
        (
            (
                "We maintain a $2.0 billion, five-year back-up revolving credit facility, which expires on May 16, "
                "2028, and "
                "a $2.0 billion, five-year back-up revolving credit facility, which expires on May 11, 2029."
            ),
            [(2000, "2028-05-16"), (2000, "2029-05-11")],
        ),
        (
            (
                "We have a $1.0 billion revolving credit facility that expires in May 2030 and includes a $500 "
                "million letter "
                "of credit sub-facility."
            ),
            [(1000, "2030-05")],
        ),
        (
            (
                "We have a $10.0 billion credit agreement, which consists of a $6.0 billion revolving line of "
                "credit and a "
                "$4.0 billion credit facility, expiring in May 2030."
            ),
            [(10000, "2030-05")],
        ),
    ],
)
def test_each_facility_has_its_own_sum_and_end(
    propose: Callable[..., Proposals], sentence: str, expected: list[tuple[int, str]]
) -> None:
    found = [c for c in propose(sentence).candidates if c.type is DealType.DEBT]
    assert [(int(c.amounts[0].value / 1_000_000), c.dates.end) for c in found] == expected
