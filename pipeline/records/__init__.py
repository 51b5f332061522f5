"""The records handed from room to room, and the fact file that leaves the house.

Conventions that hold for every record here:

* Records are frozen. A room receives one record type and returns another; it never edits what it was given.
* Offsets are half-open character spans ``[start, end)`` into ``Document.text``. The page of a span is computed
  from the page table (``Document.page_at``), never taken from an engine.
* Money is ``Decimal`` in whole units (``Decimal("4500000000")``, never ``4.5`` plus "billion").
* Sequences are tuples, ordered by rule and never by chance, because outputs must be the same bytes every night.

The public contract of the fact file (``FactFile``) is ``docs/facts.md``; ``docs/facts.schema.json`` is generated
from these modules and a test keeps the two in step.
"""

from pipeline.records.asking import Answer, Hear, Heard, Message, Question, Unanswered, Unheard
from pipeline.records.base import SCHEMA, Number, Record, Span, plain
from pipeline.records.document import (
    Block,
    BlockKind,
    Cell,
    CellUnit,
    Coverage,
    Definition,
    Document,
    Identity,
    Page,
    PageCoverage,
    PageState,
    Row,
    Scale,
    Section,
    SectionState,
    Table,
    TableFigure,
)
from pipeline.records.facts import (
    CoverageFacts,
    DocumentFacts,
    EngineFacts,
    FactFile,
    NotAsked,
    SectionCoverage,
    Sentence,
    Summary,
)
from pipeline.records.proposals import (
    Candidate,
    Dates,
    Denied,
    FailedPassage,
    LeftOut,
    Packet,
    Packing,
    Passage,
    Piece,
    Proposals,
    ProposedAmount,
    ProposedParty,
    ProposedQuote,
    ResultCandidate,
    Selection,
    SignalCandidate,
)
from pipeline.records.proved import Amount, Change, Checked, Deal, Evidence, Party, Proved, Result, Signal, Withheld
from pipeline.records.speakers import KnownBy, Speaker, SpeakerKind
from pipeline.records.words import Binding, DealType, Form, Match, PartyKind, Payer, Proof, Qualifier, Withholding

__all__ = [
    "SCHEMA",
    "Amount",
    "Answer",
    "Binding",
    "Block",
    "BlockKind",
    "Candidate",
    "Cell",
    "CellUnit",
    "Change",
    "Checked",
    "Coverage",
    "CoverageFacts",
    "Dates",
    "Deal",
    "DealType",
    "Definition",
    "Denied",
    "Document",
    "DocumentFacts",
    "EngineFacts",
    "Evidence",
    "FactFile",
    "FailedPassage",
    "Form",
    "Hear",
    "Heard",
    "Identity",
    "KnownBy",
    "LeftOut",
    "Match",
    "Message",
    "NotAsked",
    "Number",
    "Packet",
    "Packing",
    "Page",
    "PageCoverage",
    "PageState",
    "Party",
    "PartyKind",
    "Passage",
    "Payer",
    "Piece",
    "Proof",
    "Proposals",
    "ProposedAmount",
    "ProposedParty",
    "ProposedQuote",
    "Proved",
    "Qualifier",
    "Question",
    "Record",
    "Result",
    "ResultCandidate",
    "Row",
    "Scale",
    "Section",
    "SectionCoverage",
    "SectionState",
    "Selection",
    "Sentence",
    "Signal",
    "SignalCandidate",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Summary",
    "Table",
    "TableFigure",
    "Unanswered",
    "Unheard",
    "Withheld",
    "Withholding",
    "plain",
]
