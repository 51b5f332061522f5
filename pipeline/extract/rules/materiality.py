"""What is too small to tell a reader of this company: a share of its own revenue, less for a named party."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.records import PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.records import Candidate, ResultCandidate

# A 0.3 % share of the period's revenue: $36 million of small takeovers beside $9.2 billion of quarterly revenue.
SHARE = Decimal("0.003")
SHARE_NAMED = Decimal("0.001")
# Whatever the revenue: a fine of $651 million, notes of $1.0 billion redeemed by a company with $320 billion of sales.
LARGE = Decimal(500_000_000)


def material(candidates: Iterable[Candidate], reported: Iterable[ResultCandidate]) -> tuple[Candidate, ...]:
    """The candidates whose main sum is not trifling beside the filer's revenue; all of them where that is unknown."""
    revenue = next((r.amount for r in reported if r.metric == "revenue" and not r.guidance and r.amount), None)
    if revenue is None:
        return tuple(candidates)
    return tuple(c for c in candidates if not _trifling(c, abs(revenue.value), revenue.unit))


def _trifling(candidate: Candidate, revenue: Decimal, currency: str) -> bool:
    sums = [a.value for a in candidate.amounts if a.unit == currency and not a.what.startswith("per ")]
    if not sums or (candidate.amounts and candidate.amounts[0].unit != currency):
        return False
    share = SHARE_NAMED if candidate.party.kind is PartyKind.NAMED else SHARE
    return max(sums) < min(revenue * share, LARGE)
