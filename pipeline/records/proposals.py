"""What ``select`` and ``extract`` hand on: passages, and what an engine claims of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pipeline.records.base import Record, Span
from pipeline.records.words import Binding, DealType, PartyKind, Payer, Qualifier


class Passage(Span):
    """A stretch worth asking about.

    ``key`` is stable for the same document bytes. ``context`` is what a reader needs who sees only this passage:
    heading, unit line. ``tokens`` counts ``text[start:end]``.
    """

    key: str
    section: str | None = None
    context: str = ""
    tokens: int = 0
    reasons: tuple[str, ...] = ()


class Selection(Record):
    """What will be asked, and what will not and why."""

    passages: tuple[Passage, ...]
    skipped: tuple[Passage, ...] = ()


class Piece(Span):
    """A stretch of a packet: neighbouring blocks of one section. ``title`` is the section's.

    ``context`` is what a reader needs who sees only this piece: the heading it stands under, the unit line in force.
    """

    section: str | None = None
    title: str = ""
    context: str = ""


class Packet(Record):
    """What goes into one question to a model: pieces in the order of the document, from one or more sections.

    ``key`` is stable for the same document bytes and settings. ``tokens`` counts the text of the pieces.
    """

    key: str
    pieces: tuple[Piece, ...]
    tokens: int


class LeftOut(Span):
    """A stretch a model is not asked about, and why. A piece of furniture is not listed."""

    section: str | None = None
    reason: str


class Packing(Record):
    """All that a model is asked about a document, and all that it is not."""

    packets: tuple[Packet, ...]
    left: tuple[LeftOut, ...] = ()


class ProposedQuote(Record):
    """Words an engine says stand in the document. ``start`` and ``page`` are claims to be checked, not facts."""

    text: str
    start: int | None = None
    page: int | None = None


class ProposedAmount(Record):
    """A figure an engine claims. ``value`` in whole units; ``as_written`` as in the quote; ``quote`` its index."""

    value: Decimal
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    what: str = ""
    as_written: str
    quote: int = 0


class ProposedParty(Record):
    """A counterparty an engine claims. ``as_written`` are the words in the quotes that stand for it."""

    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()


class Dates(Record):
    """ISO dates as far as stated: ``2025``, ``2025-11`` or ``2025-11-18``."""

    signed: str | None = None
    start: str | None = None
    end: str | None = None


class Candidate(Record):
    """One arrangement as an engine claims it. ``engine`` is ``rules`` or the model's name; ``rule`` what fired.

    ``also`` are the other sources that claim the same arrangement, as ``engine: rule``. ``packet`` is the key of the
    packet whose answer told it, None for the rules.
    """

    engine: str
    rule: str
    packet: str | None = None
    also: tuple[str, ...] = ()
    type: DealType
    party: ProposedParty
    payer: Payer
    amounts: tuple[ProposedAmount, ...] = ()
    binding: Binding = Binding.UNCLEAR
    binding_phrase: str | None = None
    conditions: tuple[str, ...] = ()
    dates: Dates = Dates()
    related_party: bool = False
    summary: str = ""
    quotes: tuple[ProposedQuote, ...]


class ResultCandidate(Record):
    """A reported or guided figure an engine claims. For guidance ``value`` may be None and the quote is shown."""

    metric: str
    period: str | None = None
    amount: ProposedAmount | None = None
    high: ProposedAmount | None = None
    year_ago: ProposedAmount | None = None
    guidance: bool = False
    quotes: tuple[ProposedQuote, ...]


class SignalCandidate(Record):
    """A statement on lead times, input prices, capacity or supply an engine claims."""

    kind: Literal["lead_time", "input_price", "capacity", "supply", "backlog"]
    direction: Literal["up", "down", "flat"] | None = None
    amount: ProposedAmount | None = None
    quotes: tuple[ProposedQuote, ...]


class FailedPassage(Record):
    """A passage that was asked and not answered. ``passing``: the service was down, and asking again may help.

    ``title`` is the section's as printed.
    """

    key: str
    section: str | None = None
    title: str = ""
    first_page: int
    last_page: int
    reason: str
    passing: bool = False


class Denied(Record):
    """A candidate of another engine that a model, asked about it by name, did not take for an arrangement."""

    candidate: Candidate
    reason: str


class Proposals(Record):
    """All that one engine says of one document, and the passages it could not answer.

    ``notes`` are whole sentences on how it came about that a reader of the page should know.
    """

    candidates: tuple[Candidate, ...] = ()
    denied: tuple[Denied, ...] = ()
    results: tuple[ResultCandidate, ...] = ()
    signals: tuple[SignalCandidate, ...] = ()
    failed: tuple[FailedPassage, ...] = ()
    notes: tuple[str, ...] = ()
