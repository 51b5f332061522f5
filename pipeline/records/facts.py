"""The fact file: the contract with other programs (docs/facts.md)."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from pipeline.records.base import SCHEMA, Number, Record
from pipeline.records.document import Identity, PageCoverage, SectionState
from pipeline.records.proposals import FailedPassage
from pipeline.records.proved import Deal, EarlierDocument, Evidence, Result, Signal, Told, Withheld
from pipeline.records.reviewed import Reviewed


class DocumentFacts(Identity):
    """What the fact file says of its document.

    ``path`` is relative to the project, the folder that holds the output folder; of a document that shares nothing
    with it but the root it is only its folder and name. ``media`` is its kind of file: pages can be linked to in a
    PDF only.
    """

    path: str
    sha256: str
    media: Literal["pdf", "html", "text"] = "pdf"
    pages: int
    characters: int


class EngineFacts(Record):
    """Which engine wrote it. ``prompts`` is the hash of the templates, ``settings`` of what changes output.

    With a model ``beside`` says which engine ran beside it, ``thorough`` that it was asked about everything read,
    ``second_look`` and ``glean`` that it was asked again about deals that matter, and about every part.
    """

    name: Literal["rules", "model"]
    model: str | None = None
    beside: Literal["rules"] | None = None
    thorough: bool | None = None
    second_look: bool | None = None
    glean: bool | None = None
    prompts: str
    settings: str
    version: str


class SectionCoverage(Record):
    """One section in the coverage list. ``outside``: its text stands in another document."""

    key: str
    title: str
    first_page: int
    last_page: int
    state: SectionState
    outside: bool = False


class NotAsked(Record):
    """Text a model was not asked about: why, in how many stretches and characters.

    ``searched`` of the characters were searched by the rules beside it; the rest by nobody.
    """

    reason: str
    places: int
    characters: int
    searched: int = 0


class CoverageFacts(Record):
    """What was read, asked and answered. ``partial`` is true when something that should be known is not.

    ``recognised`` are pages that are pictures and were read by text recognition, absent where there are none.

    ``asked`` of ``passages`` were asked about: for a model its packets, and the stretches left out count as passages;
    ``not_asked`` says why they were, absent without a model.

    ``warnings`` are printed on the page; ``doubts`` are for the person who checks the reading.
    """

    pages_without_text: tuple[int, ...] = ()
    pictures: tuple[int, ...] = ()
    recognised: tuple[int, ...] | None = None
    sections: tuple[SectionCoverage, ...] = ()
    losses: tuple[PageCoverage, ...] = ()
    passages: int = 0
    asked: int = 0
    failed: tuple[FailedPassage, ...] = ()
    characters_asked: int = 0
    not_asked: tuple[NotAsked, ...] | None = None
    partial: bool = False
    warnings: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


Author = Literal["template", "model", "reviewer"]
"""Who wrote a sentence: a model or a reviewer whose every word was checked, or the program's own template."""


class Sentence(Record):
    """One sentence of the briefing with the deals (ids) and evidence that carry it.

    ``by`` says who wrote it in a run with a model, or that a reviewer did; else absent, where templates write all.
    """

    text: str
    deals: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    by: Author | None = None


class Summary(Record):
    """The headline and the "in one breath" sentences, which have at most 60 words together.

    ``by`` says who wrote the headline. ``plain`` are a model's sentences on single deals, absent where none wrote.
    ``language`` is that of summary and page, absent where it is English; quotes stay in the document's.
    """

    headline: str
    sentences: tuple[Sentence, ...] = ()
    by: Author | None = None
    plain: tuple[Sentence, ...] | None = None
    language: str | None = None


class RestatedFigure(Record):
    """A reported figure of an earlier period that is told differently now, and where both stand."""

    metric: str
    period: str | None = None
    unit: str | None = None
    value: Number
    was: Number
    page: int
    stem: str
    was_page: int


class Compared(Record):
    """What an earlier document said that this one says no longer, or says otherwise of the same period.

    How each deal of this document differs from the earlier one stands in ``Deal.change``. ``gone`` are deals of
    ``earlier`` that this document does not mention, which is not to say that they ended. ``amends``: the earlier
    document is the one that this one corrects.
    """

    earlier: EarlierDocument
    amends: bool | None = None
    gone: tuple[Told, ...] = ()
    restated: tuple[RestatedFigure, ...] = ()


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
    review: Reviewed | None = None
    compared: Compared | None = None
    summary: Summary
