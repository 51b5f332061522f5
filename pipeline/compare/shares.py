"""The largest of the unnamed: where nobody knows which customer is which, the largest share is compared with itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.compare.moves import change
from pipeline.compare.terms import lead, measure
from pipeline.records import DealType, PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.records import Deal


def with_the_largest(deals: Sequence[Deal], earlier: Iterable[Deal], stem: str) -> tuple[Deal, ...]:
    """Compare the largest share of an unnamed party, of each measure, with the largest of the earlier document.

    Only where it could not be compared as that of a party: a letter of the same fiscal year says more.
    """
    then = _largest(earlier)
    found = {deal.id: then[sort] for sort, deal in _largest(deals).items() if deal.change is None and sort in then}
    return tuple(
        deal.model_copy(update={"change": change(found[deal.id], deal, stem).model_copy(update={"largest": True})})
        if deal.id in found
        else deal
        for deal in deals
    )


def _largest(deals: Iterable[Deal]) -> dict[tuple[str, str], Deal]:
    """Give the deal with the largest share, by measure and side; the first of equals."""
    found: dict[tuple[str, str], Deal] = {}
    for deal in deals:
        amount = lead(deal)
        if deal.type is not DealType.CONCENTRATION or deal.counterparty.kind is not PartyKind.ANONYMOUS:
            continue
        if amount is None or amount.unit != "percent":
            continue
        sort = measure(deal), deal.payer.value
        known = lead(found[sort]) if sort in found else None
        if known is None or amount.value > known.value:
            found[sort] = deal
    return found
