"""What the functions of ``lexis`` return. All spans are half-open offsets into the text they were given."""

from __future__ import annotations

from decimal import Decimal  # noqa: TC003  (a NamedTuple's annotations are part of its interface)
from typing import NamedTuple

from pipeline.records import Qualifier  # noqa: TC001


class Quantity(NamedTuple):
    """One amount as written.

    ``value`` is in whole units with the scale word applied: "$4.5 billion" is 4500000000 USD. ``unit`` is an ISO
    currency, ``percent``, ``shares``, ``MW``, ``years`` or ``number`` where the text gives no unit ("3,250").
    ``scaled`` is True when a scale word stands beside the figure (then no "in millions" line may scale it again).
    ``per`` is what a price is per ("share", "year") or None. ``start``/``end`` cover figure, currency sign and
    scale word, not the qualifier ("up to"), whose span is ``[qualifier_start, start)``.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    qualifier: Qualifier
    qualifier_start: int
    scaled: bool
    per: str | None = None


class DateFound(NamedTuple):
    """One date: ``iso`` has the precision stated (``2025``, ``2025-11``, ``2025-11-18``)."""

    start: int
    end: int
    iso: str


class Normalised(NamedTuple):
    """Text folded for matching.

    ``origin[i]`` is the offset in the original of ``text[i]``; it has one more entry than ``text`` has characters, so
    that ``origin[j]`` closes the half-open span ``[i, j)``.
    """

    text: str
    origin: tuple[int, ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Give the span in the original text of the span ``[start, end)`` of the folded text."""
        return (self.origin[start], self.origin[end - 1] + 1 if end > start else self.origin[start])
