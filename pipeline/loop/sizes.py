"""Which of a deal's amounts says how much moves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.loop.records import Size
from pipeline.records import DealType, Qualifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.loop.records import Statement
    from pipeline.records import Amount, Deal, Evidence

_CURRENCY = re.compile(r"[A-Z]{3}")
_PRICE = re.compile(
    r"\bper (?:share|unit|watt|hour)\b|\b(?:exercise|strike|conversion|redemption|share|unit) price\b", re.IGNORECASE
)


_EACH = re.compile(
    r"\s*(?:in cash )?(?:per|for each|for every|a|an)\b[^.,;:$€£\d]{0,40}\b(?:share|unit|note)s?\b", re.IGNORECASE
)
"""What follows a price: "$95.00 per issued and outstanding share"."""


_WORTH = re.compile(r"\bvalue of (?:the|its|our) \w+|\bcarried at\b|\b(?:fair|carrying|market) value\b", re.IGNORECASE)
"""What is held now, which nobody put in: a stake bought for little may be worth much."""


_KNOWN = set(Size.model_fields)


def sizes_of(told: Statement | Deal) -> tuple[Size, ...]:
    """Give the amounts of money that move, in their order.

    A price per share is none of them, nor what a stake is worth today. A sum that is not called anything is none
    beside either: the loss on the stake, the payments for goods on which a warrant vests.
    """
    named_only = told.type is DealType.WARRANT_OPTION or any(map(is_worth, told.amounts))
    return tuple(
        Size.model_construct(
            _KNOWN,
            value=abs(amount.value),
            unit=amount.unit,
            at_most=amount.qualifier is Qualifier.UP_TO,
            at_least=amount.qualifier in {Qualifier.AT_LEAST, Qualifier.RANGE_LOW},
            about=amount.qualifier is Qualifier.APPROX,
        )
        for amount in told.amounts
        if _CURRENCY.fullmatch(amount.unit)
        and not _PRICE.search(amount.what)
        and not is_worth(amount)
        and (is_named(amount) or not named_only)
        and not _is_price(amount, told.evidence)
    )


# "of contracted capacity": words cut out of a sentence describe nothing
_FRAGMENT = re.compile(r"(?:of|in|at|to|for|on|by|with|from|and|or|per|the)\b", re.IGNORECASE)


def is_named(amount: Amount) -> bool:
    """Say whether a document calls an amount something."""
    return bool(amount.what) and not _FRAGMENT.match(amount.what)


def is_worth(amount: Amount) -> bool:
    """Say whether an amount is what something held is worth, and not what moved for it."""
    return _WORTH.search(amount.what) is not None


def _is_price(amount: Amount, evidence: Sequence[Evidence]) -> bool:
    quote = evidence[amount.evidence].quote
    at = quote.find(amount.as_written) if amount.as_written else -1
    return at >= 0 and _EACH.match(quote, at + len(amount.as_written)) is not None


def size_of(told: Statement | Deal) -> Size | None:
    """Give the first amount of money, which defines the deal; None where none is disclosed."""
    return next(iter(sizes_of(told)), None)
