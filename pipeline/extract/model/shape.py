"""The shapes of answers. Quotes and reasons come before claims, so that a model looks before it judges."""

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
    aliases: tuple[str, ...] = Field(description="its other names in the text")
    summary: str = Field(description="one plain sentence")
    type: DealType
    payer: Payer
    amounts: tuple[SaidAmount, ...]
    binding_phrase: str | None = Field(description="the words in a quote that show how binding it is")
    binding: Binding
    conditions: tuple[str, ...] = Field(description="what must still happen, in words of a quote")
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
    """All that one part of a document says."""

    deals: tuple[SaidDeal, ...]
    results: tuple[SaidResult, ...]
    signals: tuple[SaidSignal, ...]


class Reply(Record):
    """What a model says of one candidate it was asked about by name."""

    number: int
    why: str = Field(description="in a few words")
    verdict: Literal["lacking", "told", "no_arrangement"]
    entry: int | None = Field(description="for told: the number of your entry that tells it")


class SecondDeal(SaidDeal):
    """One arrangement told in a second answer."""

    mends: int | None = Field(description="the number of your faulty deal that this corrects")
    answers: int | None = Field(description="the number of the program's find that this tells")


class SecondResult(SaidResult):
    """One figure told again."""

    mends: int | None = Field(description="the number of your faulty result that this corrects")


class SecondAnswer(Record):
    """What a model adds to its first answer, having been told what is wrong or lacking there."""

    replies: tuple[Reply, ...]
    withdrawn: tuple[int, ...] = Field(description="numbers of deals that the text does not bear out")
    deals: tuple[SecondDeal, ...]
    results: tuple[SecondResult, ...]


class Verdict(Record):
    """A second, separate look at one deal."""

    number: int
    why: str = Field(description="in a few words, which words decide")
    mentioned: bool
    type: DealType
    payer: Payer
    binding: Binding
    words: str | None = Field(description="words of the claim that show how binding it is")


class VerifyAnswer(Record):
    """A second look at a handful of deals."""

    verdicts: tuple[Verdict, ...]


class SaidGroup(Record):
    """Deals that tell one arrangement."""

    why: str = Field(description="in a few words, what shows that it is one arrangement")
    numbers: tuple[int, ...]


class JoinAnswer(Record):
    """Which deals of a list are one and the same arrangement."""

    groups: tuple[SaidGroup, ...]
