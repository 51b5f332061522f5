"""The records handed from room to room, and the fact file that leaves the house.

Conventions that hold for every record here:

* Records are frozen. A room receives one record type and returns another; it never edits what it was given.
* Offsets are half-open character spans ``[start, end)`` into ``Document.text``. The page of a span is computed
  from the page table (``Document.page_at``), never taken from an engine.
* Money is ``Decimal`` in whole units (``Decimal("4500000000")``, never ``4.5`` plus "billion").
* Sequences are tuples, ordered by rule and never by chance, because outputs must be the same bytes every night.

The public contract of the fact file (``FactFile``) is ``docs/facts.md``; ``docs/facts.schema.json`` is generated
from this module and a test keeps the two in step.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, model_validator

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


# --- words with a fixed meaning (the same as in the labelling guideline) ---------------------------------------


class Form(StrEnum):
    """What kind of document it is. Amendments carry ``Identity.amendment``."""

    TEN_K = "10-K"
    TEN_Q = "10-Q"
    EIGHT_K = "8-K"
    CALL = "call"
    OTHER = "other"


class DealType(StrEnum):
    """What an arrangement is. The wording of each is in docs/facts.md."""

    PURCHASE_COMMITMENT = "purchase_commitment"
    CLOUD_COMPUTE = "cloud_compute"
    SALES_CONTRACT = "sales_contract"
    CONCENTRATION = "concentration"
    EQUITY_INVESTMENT = "equity_investment"
    WARRANT_OPTION = "warrant_option"
    ACQUISITION = "acquisition"
    DIVESTITURE = "divestiture"
    JOINT_VENTURE = "joint_venture"
    DEBT = "debt"
    LEASE = "lease"
    LICENSE = "license"
    GUARANTEE = "guarantee"
    SETTLEMENT = "settlement"
    GOVERNMENT = "government"
    OTHER = "other"


class PartyKind(StrEnum):
    """``named``; ``anonymous``: one party, name withheld ("Customer A"); ``class``: a group ("lenders")."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    CLASS = "class"


class Payer(StrEnum):
    """Who transfers the money."""

    FILER = "filer"
    COUNTERPARTY = "counterparty"
    MUTUAL = "mutual"
    NONE = "none"


class Binding(StrEnum):
    """How binding the document's own words make it, at the document's date."""

    INTENT = "intent"
    CONDITIONAL = "conditional"
    FIRM = "firm"
    DONE = "done"
    ENDED = "ended"
    UNCLEAR = "unclear"


class Qualifier(StrEnum):
    """How exact the document says an amount is."""

    EXACT = "exact"
    APPROX = "approx"
    UP_TO = "up_to"
    AT_LEAST = "at_least"
    RANGE_LOW = "range_low"
    RANGE_HIGH = "range_high"


class Match(StrEnum):
    """How a quote was found in the document."""

    EXACT = "exact"
    NORMALISED = "normalised"
    FUZZY = "fuzzy"


class Proof(StrEnum):
    """How a figure was proved.

    ``quote``: the figure with its scale word stands in the quote. ``scale``: the quote holds the digits, a scale
    line ("in millions") that governs the place holds the scale. ``table``: as ``scale``, in a cell of a table.
    ``computed``: arithmetic over figures proved in one of the other ways.
    """

    QUOTE = "quote"
    SCALE = "scale"
    TABLE = "table"
    COMPUTED = "computed"


class Withholding(StrEnum):
    """Why a candidate was kept out of ``deals``."""

    QUOTE_NOT_FOUND = "quote_not_found"
    QUOTE_TOO_SHORT = "quote_too_short"
    PAGE_DIFFERS = "page_differs"
    NUMBER_NOT_IN_QUOTE = "number_not_in_quote"
    NUMBER_DIFFERS = "number_differs"
    PARTY_NOT_IN_QUOTE = "party_not_in_quote"
    PARTY_IS_FILER = "party_is_filer"
    FALSE_PARTY = "false_party"
    INTENT_AS_FIRM = "intent_as_firm"
    BINDING_NOT_IN_QUOTE = "binding_not_in_quote"
    DATE_NOT_IN_QUOTE = "date_not_in_quote"
    NO_EVIDENCE = "no_evidence"


# --- read: file -> Document -----------------------------------------------------------------------------------


class Identity(Record):
    """Who filed what for when, as the document's own cover or head says.

    ``hinted`` names the fields that could only be taken from the file name; the page marks them.
    ``registrants`` lists every registrant on the cover when there is more than one.
    """

    company: str
    ticker: str | None = None
    cik: str | None = None
    form: Form
    amendment: bool = False
    period_end: dt.date | None = None
    fiscal_period: str | None = None
    filed: dt.date | None = None
    language: str = "en"
    registrants: tuple[str, ...] = ()
    hinted: tuple[str, ...] = ()


class PageState(StrEnum):
    """Whether a page gave text."""

    TEXT = "text"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


class Page(Span):
    """One page: ``number`` counts from 1 as a PDF viewer does, ``label`` is what is printed ("F-23")."""

    number: int = Field(ge=1)
    label: str | None = None
    state: PageState = PageState.TEXT


class BlockKind(StrEnum):
    """What a stretch of text is. Furniture is running heads, feet and page numbers; contents is the index."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    SPEECH = "speech"
    FURNITURE = "furniture"
    CONTENTS = "contents"


class Block(Span):
    """A heading, a paragraph (which may run over a page end), a table, or one speaker's paragraph.

    ``gaps`` are the running heads, feet and page numbers that stand inside a paragraph which runs over a page end.
    """

    kind: BlockKind
    speaker: str | None = None
    gaps: tuple[Span, ...] = ()


class SectionState(StrEnum):
    """What became of a section the form prescribes."""

    READ = "read"
    SKIPPED = "skipped"
    MISSING = "missing"
    BY_REFERENCE = "by_reference"


class Section(Span):
    """An Item or a note. Keys: ``part1.item2``, ``part2.item1a``, ``note11``, ``8k.item1.01``, ``call.prepared``."""

    key: str
    title: str
    first_page: int
    last_page: int
    state: SectionState = SectionState.READ


class Scale(Span):
    """A line that gives figures their scale, such as "(In millions, except per share data)".

    ``start``/``end`` are the line's own span; it governs figures in ``[governs_start, governs_end)``.
    ``multiplier`` is 1, 1000, 1000000 or 1000000000. Per-share figures are never scaled; share counts are scaled
    only where ``shares_scaled``.
    """

    multiplier: int
    currency: str | None = None
    governs_start: int
    governs_end: int
    shares_scaled: bool = False


class Cell(Span):
    """One figure of a table row. ``value`` is as printed, sign applied, scale not applied; None for a dash."""

    column: int
    value: Number | None = None
    unit: str | None = None


class Row(Span):
    """One row: the words of its label (may be empty) and its figures from left to right."""

    label: str
    cells: tuple[Cell, ...] = ()


class Table(Span):
    """A table. ``columns`` are the heads of the figure columns, as many as the widest row has cells, or empty."""

    page: int
    title: str | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    scale: Scale | None = None


class Definition(Span):
    """A name the document introduces: ``Microsoft Corporation (“Microsoft”)`` gives name and term.

    ``name_start``/``name_end`` is the span of the full name, ``start``/``end`` the span of the whole introduction.
    """

    name: str
    term: str
    name_start: int
    name_end: int


class PageCoverage(Record):
    """Number conservation on one page: numeric tokens of the raw page text against those kept in the Document."""

    page: int
    numbers: int
    kept: int
    cause: str | None = None


class Coverage(Record):
    """What reading could not give. ``warnings`` are whole sentences a reader of the page can understand."""

    pages_without_text: tuple[int, ...] = ()
    losses: tuple[PageCoverage, ...] = ()
    warnings: tuple[str, ...] = ()


class Document(Record):
    """One document as read: one text, and tables of what stands where in it.

    ``path`` is how the user named the file, with forward slashes, relative where the user gave it relative.
    Pages cover ``text`` without gaps. ``blocks`` are in text order and do not overlap.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    path: str
    sha256: str
    media: Literal["pdf", "html", "text"]
    identity: Identity
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    scales: tuple[Scale, ...] = ()
    definitions: tuple[Definition, ...] = ()
    coverage: Coverage = Coverage()

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.start for page in self.pages]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _table_starts(self) -> list[int]:
        return [table.start for table in self.tables]

    def page_at(self, offset: int) -> int:
        """The 1-based page number that holds the character at ``offset``."""
        return self.pages[max(0, bisect_right(self._page_starts, offset) - 1)].number

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at ``offset``, if any."""
        index = bisect_right(self._block_starts, offset) - 1
        return self.blocks[index] if index >= 0 and offset < self.blocks[index].end else None

    def table_at(self, offset: int) -> Table | None:
        """The table that holds the character at ``offset``, if any."""
        index = bisect_right(self._table_starts, offset) - 1
        return self.tables[index] if index >= 0 and offset < self.tables[index].end else None

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that holds the character at ``offset``, if any."""
        inside = [section for section in self.sections if section.start <= offset < section.end]
        return min(inside, key=lambda section: section.end - section.start, default=None)

    def scale_at(self, offset: int) -> Scale | None:
        """The nearest preceding scale line that governs the character at ``offset``, if any."""
        governing = [scale for scale in self.scales if scale.governs_start <= offset < scale.governs_end]
        return max(governing, key=lambda scale: scale.governs_start, default=None)

    def quote(self, start: int, end: int) -> str:
        """The text of a span with white space folded: what is printed as a quote."""
        return " ".join(self.text[start:end].split())


# --- select: Document -> Passages -----------------------------------------------------------------------------


class Passage(Span):
    """A stretch worth asking about. ``key`` is stable for the same document bytes. ``context`` is what a reader
    needs who sees only this passage: heading, unit line. ``tokens`` counts ``text[start:end]``."""

    key: str
    section: str | None = None
    context: str = ""
    tokens: int = 0
    reasons: tuple[str, ...] = ()


class Selection(Record):
    """What will be asked, and what will not and why."""

    passages: tuple[Passage, ...]
    skipped: tuple[Passage, ...] = ()


# --- extract: Passages -> Candidates --------------------------------------------------------------------------


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
    """One arrangement as an engine claims it. ``engine`` is ``rules`` or the model's name; ``rule`` what fired."""

    engine: str
    rule: str
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


class Proposals(Record):
    """All that one engine says of one document, and the passages it could not answer."""

    candidates: tuple[Candidate, ...] = ()
    results: tuple[ResultCandidate, ...] = ()
    signals: tuple[SignalCandidate, ...] = ()
    failed: tuple[FailedPassage, ...] = ()


class FailedPassage(Record):
    """A passage that was asked and not answered."""

    key: str
    section: str | None = None
    first_page: int
    last_page: int
    reason: str


# --- asking a model: extract.model -> llm ------------------------------------------------------------------------


class Message(Record):
    """One message to a model."""

    role: Literal["system", "user", "assistant"]
    text: str


class Question(Record):
    """One request to a model. ``shape`` is the record its answer must satisfy; its JSON Schema goes with it.

    ``stage``, ``document`` and ``passage`` only say in the ledger what was paid for; they are in no cache key.
    """

    messages: tuple[Message, ...] = Field(min_length=1)
    shape: type[BaseModel]
    stage: str
    document: str = ""
    passage: str = ""


class Answer(Record):
    """JSON text that satisfies the question's shape. ``cached`` answers cost nothing."""

    text: str
    model: str
    cached: bool


Ask = Callable[[Question], Answer]
"""How an engine reaches a model. Raises the kinds of ``ModelError``."""


# --- check and resolve: Candidates -> Deals -------------------------------------------------------------------


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
    """A counterparty. ``as_written`` are the spellings found in the document."""

    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()


class Proved(Record):
    """One candidate that passed every check. ``engine`` and ``rule`` say where it came from."""

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

    @model_validator(mode="after")
    def _amounts_name_their_evidence(self) -> Self:
        if any(not 0 <= amount.evidence < len(self.evidence) for amount in self.amounts):
            message = "an amount names evidence the deal does not have"
            raise ValueError(message)
        return self


class Change(Record):
    """How a deal differs from the last document that stated it."""

    state: Literal["new", "changed", "hardened", "softened", "repeated"]
    previous: str | None = None
    was: str | None = None


class Deal(Proved):
    """A deal as published. ``id`` is made by ``resolve`` from party, type, side and the deal's own terms."""

    id: str
    change: Change | None = None


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
    """What the firewall let through and what it kept out."""

    proved: tuple[Proved, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    results: tuple[Result, ...] = ()
    signals: tuple[Signal, ...] = ()


# --- the fact file --------------------------------------------------------------------------------------------


class DocumentFacts(Record):
    """What the fact file says of its document. ``path`` is relative to the folder the run was started in."""

    path: str
    sha256: str
    pages: int
    characters: int
    company: str
    ticker: str | None = None
    cik: str | None = None
    form: Form
    amendment: bool = False
    period_end: dt.date | None = None
    fiscal_period: str | None = None
    filed: dt.date | None = None
    language: str = "en"
    registrants: tuple[str, ...] = ()
    hinted: tuple[str, ...] = ()


class EngineFacts(Record):
    """Which engine wrote it. ``prompts`` is the hash of the templates, ``settings`` of what changes output."""

    name: Literal["rules", "model"]
    model: str | None = None
    prompts: str
    settings: str
    version: str


class SectionCoverage(Record):
    """One section in the coverage list."""

    key: str
    title: str
    first_page: int
    last_page: int
    state: SectionState


class CoverageFacts(Record):
    """What was read, asked and answered. ``partial`` is true when something that should be known is not."""

    pages_without_text: tuple[int, ...] = ()
    sections: tuple[SectionCoverage, ...] = ()
    losses: tuple[PageCoverage, ...] = ()
    passages: int = 0
    asked: int = 0
    failed: tuple[FailedPassage, ...] = ()
    characters_asked: int = 0
    partial: bool = False
    warnings: tuple[str, ...] = ()


class Sentence(Record):
    """One sentence of the briefing with the deals (ids) and evidence that carry it."""

    text: str
    deals: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Summary(Record):
    """The headline and the "in one breath" sentences, at most 60 words together."""

    headline: str
    sentences: tuple[Sentence, ...] = ()


class FactFile(Record):
    """The contract: one JSON file per document beside its briefing and its picture."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["filing-briefs/facts/1"] = Field(default=SCHEMA, alias="schema")
    document: DocumentFacts
    engine: EngineFacts
    coverage: CoverageFacts
    deals: tuple[Deal, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    results: tuple[Result, ...] = ()
    signals: tuple[Signal, ...] = ()
    summary: Summary


Proposals.model_rebuild()
