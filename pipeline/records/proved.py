"""What ``check`` and ``resolve`` hand on: what was proved, and what was withheld and why."""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator

from pipeline.records.base import Number, Record, Span
from pipeline.records.proposals import (
    Candidate,
    Dates,
    ProposedAmount,
    ProposedParty,
    ProposedQuote,
    ResultCandidate,
    SignalCandidate,
)
from pipeline.records.reviewed import DealReview
from pipeline.records.words import Binding, DealType, Form, Match, PartyKind, Payer, Proof, Qualifier, Withholding


class Evidence(Span):
    """A quote that code found. ``page`` is computed from ``start``; ``quote`` is the text with spaces folded."""

    page: int = Field(ge=1)
    quote: str
    section: str | None = None
    speaker: str | None = None
    match: Match = Match.EXACT


class Amount(Record):
    """A proved figure in whole units. ``evidence`` indexes the deal's evidence list."""

    value: Number
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    what: str = ""
    as_written: str
    evidence: int = 0
    proof: Proof


class Party(Record):
    """A counterparty. ``as_written`` are the spellings found in the document.

    ``ticker`` and ``cik`` are what a person's ``parties.toml`` says.
    """

    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()
    ticker: str | None = None
    cik: str | None = None


class Proved(Record):
    """One candidate that passed every check. ``sources`` say where it came from.

    ``packet`` is that of its candidate: what one answer of a model tells as two arrangements are two.
    """

    type: DealType
    counterparty: Party
    payer: Payer
    amounts: tuple[Amount, ...] = ()
    binding: Binding
    binding_phrase: str | None = None
    conditions: tuple[str, ...] = ()
    dates: Dates = Dates()
    related_party: bool = False
    summary: str = ""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    sources: tuple[str, ...] = ()
    packet: str | None = None

    @model_validator(mode="after")
    def _amounts_name_their_evidence(self) -> Self:
        if any(not 0 <= amount.evidence < len(self.evidence) for amount in self.amounts):
            message = "an amount names evidence the deal does not have"
            raise ValueError(message)
        return self

    def as_claimed(self) -> Candidate:
        """Give the statement as the claim it was, so that it can be shown among what is withheld or proved again."""
        engine, _, rule = (self.sources[0] if self.sources else "").partition(": ")
        party = self.counterparty
        return Candidate(
            engine=engine,
            rule=rule,
            also=self.sources[1:],
            type=self.type,
            party=ProposedParty(name=party.name, kind=party.kind, aliases=party.aliases, as_written=party.as_written),
            payer=self.payer,
            amounts=tuple(
                ProposedAmount(
                    value=one.value,
                    unit=one.unit,
                    qualifier=one.qualifier,
                    what=one.what,
                    as_written=one.as_written,
                    quote=one.evidence,
                )
                for one in self.amounts
            ),
            binding=self.binding,
            binding_phrase=self.binding_phrase,
            conditions=self.conditions,
            dates=self.dates,
            related_party=self.related_party,
            summary=self.summary,
            quotes=tuple(ProposedQuote(text=one.quote, start=one.start) for one in self.evidence),
        )


class EarlierDocument(Record):
    """A document that said something before. ``stem`` names its briefing, which lies in the same folder."""

    path: str
    sha256: str
    stem: str
    form: Form
    amendment: bool = False
    day: dt.date
    fiscal_period: str | None = None


class Told(Proved):
    """A deal as an earlier document told it, cut to what a reader compares: its first amounts and their quotes.

    ``stem`` names the briefing of that document, which lies in the same folder; ``id`` is the deal's there.
    """

    id: str
    stem: str


class Change(Record):
    """How a deal differs from the last document that stated it.

    ``previous`` is its id there, ``stem`` the name of that document's briefing, in the same folder, and ``page`` the
    page of its quote. ``about`` says what moved, ``was`` is the first of it as it was: an amount as written, a
    ``Binding`` or an ISO date. ``direction`` is that of the amount. ``earlier`` is the whole earlier statement where
    something moved. ``again`` is the older document that told it where the one compared with was silent. ``largest``:
    of customers without a name, the largest share is compared with the largest then, whoever they are.
    """

    state: Literal["new", "changed", "hardened", "softened", "repeated", "restated"]
    previous: str | None = None
    was: str | None = None
    stem: str | None = None
    page: int | None = None
    about: tuple[Literal["binding", "amount", "end"], ...] | None = None
    direction: Literal["up", "down"] | None = None
    again: EarlierDocument | None = None
    largest: bool | None = None
    earlier: Told | None = None


class Disagreement(Record):
    """Another piece of the deal's evidence says otherwise: about what, what it says, and which piece it is.

    ``said`` is an amount as written, a ``Binding``, a ``Payer`` or an ISO date.
    """

    about: Literal["amount", "binding", "payer", "end"]
    said: str
    evidence: int


class Deal(Proved):
    """A deal as published. ``id`` is made by ``resolve`` from party, type, side and the deal's own terms."""

    id: str
    change: Change | None = None
    disagreements: tuple[Disagreement, ...] = ()
    review: DealReview | None = None

    @model_validator(mode="after")
    def _disagreements_name_their_evidence(self) -> Self:
        if any(not 0 <= item.evidence < len(self.evidence) for item in self.disagreements):
            message = "a disagreement names evidence the deal does not have"
            raise ValueError(message)
        return self


class Withheld(Record):
    """A candidate that failed a check: why, what exactly, and the candidate itself."""

    reason: Withholding
    detail: str
    candidate: Candidate | ResultCandidate | SignalCandidate


class Result(Record):
    """A proved reported figure or a guidance sentence."""

    metric: str
    period: str | None = None
    value: Number | None = None
    high: Number | None = None
    unit: str | None = None
    year_ago: Number | None = None
    guidance: bool = False
    proof: Proof | None = None
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Signal(Record):
    """A proved statement on lead times, input prices, capacity or supply."""

    kind: Literal["lead_time", "input_price", "capacity", "supply", "backlog"]
    statement: str
    direction: Literal["up", "down", "flat"] | None = None
    value: Number | None = None
    unit: str | None = None
    evidence: Evidence


class Checked(Record):
    """What the firewall let through and what it kept out.

    ``notes`` are whole sentences on how it came about that a reader of the page should know.
    """

    proved: tuple[Proved, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    results: tuple[Result, ...] = ()
    signals: tuple[Signal, ...] = ()
    notes: tuple[str, ...] = ()
