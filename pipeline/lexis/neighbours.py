"""Amounts that are only understood together: ranges, a qualifier for two figures, a figure that is denied."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import Qualifier

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from pipeline.lexis.records import Quantity

_LOOK_BACK = 60
_DENIAL_BACK = 120
_SMALL = 1000
_RANGE_JOIN = re.compile(r"\s*(?:to|and)\s+|[-\u2013\u2014]|\s[-\u2013]\s")
_MOVED_BEFORE = re.compile(
    r"\b(?:increas|decreas|declin|improv|ris|rose|gr[eo]w|fell|fall|drop|up|down|expand|went|from)\w*\s+(?:by\s+|from\s+)?$",
    re.IGNORECASE,
)
"""Revenue rose $5 million to $7 million: two figures, no range."""
_RANGE_BEFORE = re.compile(r"\b(?:rang(?:e|es|ed|ing)|between|vary|varying)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?:between|rang(?:e|es|ed|ing)\s+(?:from|of|between))\s+(?:approximately\s+|about\s+)?$", re.IGNORECASE
)
_SHARED_JOIN = re.compile(r"\s*,?\s+(?:and|or)\s+|,\s+")
_DENIED = re.compile(r"\b(?:no|none|neither|never|nor)\b[^.;:]*$|\bdid\s+not\s+$", re.IGNORECASE)
"""No customer accounted for more than 10% of revenue: at most 10%, not at least."""


class Found(NamedTuple):
    """An amount before its neighbours are looked at.

    ``bare`` is the figure without scale word or unit. ``provisional``: it counts only as one end of a range.
    """

    quantity: Quantity
    bare: Decimal
    provisional: bool


def linked(text: str, items: Sequence[Found]) -> tuple[Quantity, ...]:
    """Give the amounts with ranges marked and shared or denied qualifiers set, without those that were provisional."""
    result: list[Quantity | None] = [None if item.provisional else item.quantity for item in items]
    for index, (first, second) in enumerate(pairwise(items)):
        ends = _range(text, first, second)
        if ends is not None:
            result[index], result[index + 1] = ends
    for index, quantity in enumerate(result):
        before = result[index - 1] if index else None
        if quantity is not None:
            result[index] = _denied(text, _shared(text, before, quantity))
    return tuple(quantity for quantity in result if quantity is not None)


def _range(text: str, first: Found, second: Found) -> tuple[Quantity, Quantity] | None:
    """Give both ends of "$5.05-$5.15 billion", the low one with the scale and unit it borrows; None if it is none."""
    low, high = first.quantity, second.quantity
    join = text[low.end : high.qualifier_start]
    if not _RANGE_JOIN.fullmatch(join) or not _is_range(text, first, second, join):
        return None
    has_unit = low.unit != "number"
    factor = high.value / second.bare if second.bare else second.bare
    if not has_unit and not low.scaled:
        low = low._replace(value=low.value * factor, unit=high.unit, scaled=high.scaled)
    elif not has_unit:
        low = low._replace(unit=high.unit)
    elif not low.scaled and high.scaled and abs(first.bare) < _SMALL:
        low = low._replace(value=low.value * factor, scaled=True)
    unit = high.unit if high.unit != "number" else low.unit
    if low.unit != unit or low.value > high.value:
        return None
    return low._replace(qualifier=Qualifier.RANGE_LOW), high._replace(unit=unit, qualifier=Qualifier.RANGE_HIGH)


def _is_range(text: str, first: Found, second: Found, join: str) -> bool:
    low, high = first.quantity, second.quantity
    loose = frozenset({Qualifier.EXACT, Qualifier.APPROX})
    units = (low.unit != "number", high.unit != "number")
    if low.qualifier not in loose or high.qualifier is not Qualifier.EXACT or not any(units):
        return False
    before = text[max(0, low.qualifier_start - _LOOK_BACK) : low.qualifier_start]
    word = join.strip()
    if word == "and":
        return _BETWEEN.search(before) is not None
    if word == "to":
        return not _MOVED_BEFORE.search(before) or _RANGE_BEFORE.search(before) is not None
    # With spaces around it a dash in a table row is an empty cell: "5 - 7".
    return join == word or all(units)


def _shared(text: str, before: Quantity | None, quantity: Quantity) -> Quantity:
    """Carry "approximately" over: "approximately 60% and 40%, respectively"."""
    if (
        before is not None
        and before.qualifier is Qualifier.APPROX
        and quantity.qualifier is Qualifier.EXACT
        and before.unit == quantity.unit
        and _SHARED_JOIN.fullmatch(text[before.end : quantity.start])
    ):
        return quantity._replace(qualifier=Qualifier.APPROX)
    return quantity


def _denied(text: str, quantity: Quantity) -> Quantity:
    if quantity.qualifier is not Qualifier.AT_LEAST:
        return quantity
    before = text[max(0, quantity.qualifier_start - _DENIAL_BACK) : quantity.qualifier_start]
    return quantity._replace(qualifier=Qualifier.UP_TO) if _DENIED.search(before) else quantity
