"""What people decide about a page: as their file says it, and what became of it in the fact file."""

from __future__ import annotations

import datetime as dt
from typing import Literal, TypeAlias

from pipeline.records.base import Record
from pipeline.records.words import Binding, DealType, PartyKind, Payer

About: TypeAlias = Literal["deal", "party", "sentence", "missed"]
"""What a decision is about: one deal, one name, one sentence of the summary, or a deal the program did not tell."""
Verdict: TypeAlias = Literal["accept", "correct", "reject", "rename", "add"]
Standing: TypeAlias = Literal["holds", "stale", "refused", "gone"]
"""``holds``: it is in force. ``stale``: what it was made on has changed since. ``refused``: the document does not prove
it. ``gone``: what it is about is not told any more."""
Field: TypeAlias = Literal["type", "party", "payer", "amount", "what", "binding", "dates"]
"""What of a deal a person can correct."""


class Seen(Record):
    """What of a deal stood there when a person decided; ``quote`` is the one that proves the amount, or the first.

    ``amount`` is the leading figure with qualifier and unit, ``up_to 10000000000 USD``, and ``written`` as it is
    printed there; both are None where there was none.
    """

    party: str
    kind: PartyKind = PartyKind.NAMED
    type: DealType
    payer: Payer
    amount: str | None = None
    written: str | None = None
    binding: Binding
    quote: str


class Claim(Record):
    """What a person says of a deal. What is None stays as the program found it.

    ``amounts`` are figures as the document prints them, none at all where the person says there is none. A date that
    is empty is taken away. ``quotes`` are words of the document that prove it, ``page`` where the first of them stands.
    """

    type: DealType | None = None
    party: str | None = None
    kind: PartyKind | None = None
    payer: Payer | None = None
    amounts: tuple[str, ...] | None = None
    what: str | None = None
    binding: Binding | None = None
    phrase: str | None = None
    signed: str | None = None
    start: str | None = None
    end: str | None = None
    quotes: tuple[str, ...] = ()
    page: int | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        """What of the deal it says anything about, in the order of the record."""
        said: dict[Field, bool] = {
            "type": self.type is not None,
            "party": self.party is not None,
            "payer": self.payer is not None,
            "amount": self.amounts is not None,
            "what": self.what is not None,
            "binding": self.binding is not None,
            "dates": any(day is not None for day in (self.signed, self.start, self.end)),
        }
        return tuple(field for field, is_said in said.items() if is_said)


class Decision(Record):
    """One decision of a person, and what became of it.

    ``key`` is the id of a deal, a name, or the words of a sentence; empty for a deal the program did not tell.
    ``says`` is the sentence or the name to stand instead. ``deals`` are those a sentence tells of. ``was`` is what it
    was made on. ``state`` and ``why`` are the program's: whether it is in force, and why not; of a stale one ``now``
    is what stands there instead.
    """

    about: About
    verdict: Verdict
    key: str = ""
    says: str | None = None
    deals: tuple[str, ...] = ()
    claim: Claim | None = None
    was: Seen | None = None
    by: str | None = None
    on: dt.date | None = None
    note: str | None = None
    tier: Literal["core", "minor"] | None = None
    state: Standing = "holds"
    why: str | None = None
    now: Seen | None = None


class DealReview(Record):
    """What a person decided about a deal.

    ``of`` is the id the program gave the deal where a correction changed it, ``key`` the one the decision names where
    that is neither; ``found`` is what the program says of it, ``fields`` what was corrected. ``unproved`` are those a
    signed person answers for and the document's words do not prove. ``stale`` are the fields that changed since.
    ``kept``: the program itself does not tell the deal any more.
    """

    decision: Literal["accepted", "corrected", "added", "renamed"]
    by: str | None = None
    on: dt.date | None = None
    of: str | None = None
    key: str | None = None
    found: Seen | None = None
    fields: tuple[Field, ...] = ()
    unproved: tuple[Literal["binding", "payer"], ...] = ()
    stale: tuple[str, ...] = ()
    kept: bool = False

    @property
    def counts(self) -> bool:
        """Whether the deal as it stands was decided about: not by a new name, nor by an acceptance that is stale."""
        return self.decision != "renamed" and not (self.decision == "accepted" and self.stale)


class Reviewed(Record):
    """The review of a document. ``fault`` says why its file could not be read; then the decisions are the last good."""

    decisions: tuple[Decision, ...] = ()
    fault: str | None = None
