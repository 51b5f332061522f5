"""The base of every record, spans and numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

SCHEMA: Final = "filing-briefs/facts/1"


def plain(value: Decimal) -> str:
    """A decimal without exponent or trailing zeros: ``Decimal("4.50E9")`` becomes ``"4500000000"``."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


Number = Annotated[Decimal, PlainSerializer(plain, return_type=str, when_used="json")]
"""A decimal that is written to JSON as a plain decimal string."""


class Record(BaseModel):
    """The base of every record: frozen, closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """A half-open stretch of ``Document.text``."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    def holds(self, start: int, end: int) -> bool:
        """True when ``[start, end)`` lies wholly inside this span."""
        return self.start <= start and end <= self.end
