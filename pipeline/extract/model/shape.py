"""The shape of an answer. Quotes come before claims, so that a model looks before it judges."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from pipeline.records import Binding, DealType, PartyKind, Payer, Qualifier, Record

Figure = Annotated[Decimal, WithJsonSchema({"type": "number"})]
"""A number in JSON, kept exact."""


class SaidAmount(Record):
    """One figure."""

    as_written: str = Field(description="exactly as printed in a quote, with currency sign and scale word")
    value: Figure = Field(description="in whole units: 4500000000, not 4.5")
    unit: str = Field(description="USD, EUR, ..., percent, shares, MW, years")
    qualifier: Qualifier
    what: str = Field(description="what it is, in a few words")


class SaidDeal(Record):
    """One arrangement."""

    quotes: tuple[str, ...] = Field(description="verbatim, best first")
    counterparty: str
    kind: PartyKind
    as_written: tuple[str, ...] = Field(description="the words in the quotes that stand for the counterparty")
    aliases: tuple[str, ...] = Field(description="its other names in the passage")
    summary: str = Field(description="one plain sentence")
    type: DealType
    payer: Payer
    amounts: tuple[SaidAmount, ...]
    binding_phrase: str | None = Field(description="the words in a quote that show how binding it is")
    binding: Binding
    conditions: tuple[str, ...] = Field(description="what must still happen, as the passage says it")
    signed: str | None = Field(description="ISO date as far as stated")
    start: str | None = Field(description="ISO date as far as stated; of a closed deal the closing date")
    end: str | None = Field(description="ISO date as far as stated")
    related_party: bool


class SaidResult(Record):
    """One reported or guided figure."""

    quote: str
    metric: str
    period: str | None
    guidance: bool
    amount: SaidAmount | None
    high: SaidAmount | None = Field(description="upper end of a guided range; amount is then the lower end")
    year_ago: SaidAmount | None


class SaidSignal(Record):
    """One statement on supply or demand."""

    quote: str
    kind: Literal["lead_time", "input_price", "capacity", "supply", "backlog"]
    direction: Literal["up", "down", "flat"] | None
    amount: SaidAmount | None


class PassageAnswer(Record):
    """All that one passage says."""

    deals: tuple[SaidDeal, ...]
    results: tuple[SaidResult, ...]
    signals: tuple[SaidSignal, ...]
