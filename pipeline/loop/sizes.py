"""Which of a deal's amounts says how much moves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.loop.records import Size
from pipeline.records import Qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.records import Amount, Evidence

_CURRENCY = re.compile(r"[A-Z]{3}")
_PRICE = re.compile(
    r"\bper (?:share|unit|watt|hour)\b|\b(?:exercise|strike|conversion|redemption|share|unit) price\b", re.IGNORECASE
)


_EACH = re.compile(
    r"\s*(?:in cash )?(?:per|for each|for every|a|an)\b[^.,;:$€£\d]{0,40}\b(?:share|unit|note)s?\b", re.IGNORECASE
)
"""What follows a price: "$95.00 per issued and outstanding share"."""


_KNOWN = set(Size.model_fields)


def sizes_of(amounts: Iterable[Amount], evidence: Sequence[Evidence]) -> tuple[Size, ...]:
    """Give the amounts of money in their order; a price per share is none of them."""
    return tuple(
        Size.model_construct(
            _KNOWN,
            value=abs(amount.value),
            unit=amount.unit,
            at_most=amount.qualifier is Qualifier.UP_TO,
            at_least=amount.qualifier in {Qualifier.AT_LEAST, Qualifier.RANGE_LOW},
            about=amount.qualifier is Qualifier.APPROX,
        )
        for amount in amounts
        if _CURRENCY.fullmatch(amount.unit) and not _PRICE.search(amount.what) and not _is_price(amount, evidence)
    )


def _is_price(amount: Amount, evidence: Sequence[Evidence]) -> bool:
    quote = evidence[amount.evidence].quote
    at = quote.find(amount.as_written) if amount.as_written else -1
    return at >= 0 and _EACH.match(quote, at + len(amount.as_written)) is not None


def size_of(amounts: Iterable[Amount], evidence: Sequence[Evidence]) -> Size | None:
    """Give the first amount of money, which defines the deal; None where none is disclosed."""
    return next(iter(sizes_of(amounts, evidence)), None)
