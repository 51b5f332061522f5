"""Which of a deal's amounts says how much moves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.loop.records import Size
from pipeline.records import Qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.records import Amount

_CURRENCY = re.compile(r"[A-Z]{3}")
_PRICE = re.compile(
    r"\bper (?:share|unit|watt|hour)\b|\b(?:exercise|strike|conversion|redemption|share|unit) price\b", re.IGNORECASE
)


def sizes_of(amounts: Iterable[Amount]) -> tuple[Size, ...]:
    """Give the amounts of money in their order; a price per share is none of them."""
    return tuple(
        Size(
            value=abs(amount.value),
            unit=amount.unit,
            at_most=amount.qualifier is Qualifier.UP_TO,
            at_least=amount.qualifier in {Qualifier.AT_LEAST, Qualifier.RANGE_LOW},
            about=amount.qualifier is Qualifier.APPROX,
        )
        for amount in amounts
        if _CURRENCY.fullmatch(amount.unit) and not _PRICE.search(amount.what)
    )


def size_of(amounts: Iterable[Amount]) -> Size | None:
    """Give the first amount of money, which defines the deal; None where none is disclosed."""
    return next(iter(sizes_of(amounts)), None)
