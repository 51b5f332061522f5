"""The fact file of one document: put together from what the rooms gave, written, read back and proved again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pipeline
from pipeline.errors import Defect
from pipeline.records import (
    CoverageFacts,
    DocumentFacts,
    EngineFacts,
    FactFile,
    SectionCoverage,
    SectionState,
    Summary,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import Checked, Deal, Document, Evidence, Passage, Proposals, Section, Selection
    from pipeline.run.jobs import Job

_NAMED = 3
_NOT_YET = Summary(headline="")


def fact_file(
    job: Job, document: Document, asked: tuple[Selection, Proposals], checked: Checked, deals: tuple[Deal, ...]
) -> FactFile:
    """Put the fact file together, its summary still empty: that is made from the rest of it."""
    identity = document.identity
    return FactFile(
        document=DocumentFacts(
            path=document.path,
            sha256=document.sha256,
            media=document.media,
            pages=len(document.pages),
            characters=len(document.text),
            **identity.model_dump(),
        ),
        engine=EngineFacts(
            name="model" if job.asking else "rules",
            model=job.asking.service.model if job.asking else None,
            prompts=job.prompts,
            settings=job.settings,
            version=pipeline.__version__,
        ),
        coverage=coverage(document, *asked),
        deals=deals,
        withheld=checked.withheld,
        results=checked.results,
        signals=checked.signals,
        summary=_NOT_YET,
    )


def coverage(document: Document, selection: Selection, proposals: Proposals) -> CoverageFacts:
    """Say what was read and asked. It is partial when the reader says so or a passage went unanswered."""
    return CoverageFacts(
        pages_without_text=document.coverage.pages_without_text,
        pictures=document.coverage.pictures,
        recognised=document.coverage.recognised or None,
        sections=tuple(
            SectionCoverage(
                key=section.key,
                title=section.title,
                first_page=section.first_page,
                last_page=section.last_page,
                state=_state(section, selection),
                outside=section.outside,
            )
            for section in document.sections
        ),
        losses=document.coverage.losses,
        passages=len(selection.passages) + len(selection.skipped),
        asked=len(selection.passages),
        failed=proposals.failed,
        characters_asked=sum(passage.end - passage.start for passage in selection.passages),
        partial=document.coverage.partial or bool(proposals.failed),
        warnings=document.coverage.warnings,
        doubts=document.coverage.doubts,
    )


def missing(coverage: CoverageFacts) -> str:
    """Say in a few words why a briefing is partial."""
    parts = []
    if coverage.failed:
        parts.append(f"{len(coverage.failed)} passages got no answer")
    if coverage.pictures:  # blank pages are no loss
        parts.append(f"{_named(coverage.pictures)} not read: only a picture")
    damaged = tuple(loss.page for loss in coverage.losses if not loss.numbers)
    if damaged:
        parts.append(f"{_named(damaged)} could not be read")
    lost = tuple(loss.page for loss in coverage.losses if loss.numbers)
    if lost:
        parts.append(f"figures were lost on {_named(lost)}")
    absent = [section.title for section in coverage.sections if section.state is SectionState.MISSING]
    if absent:
        parts.append(f"not found: {', '.join(absent[:_NAMED])}")
    return "; ".join(parts) or "; ".join(coverage.warnings[:1]) or "not all of it could be read"


def _named(pages: tuple[int, ...]) -> str:
    more = len(pages) - _NAMED
    return f"page{'s' * (len(pages) > 1)} {', '.join(map(str, pages[:_NAMED]))}" + (f" and {more} more" * (more > 0))


def to_json(facts: FactFile) -> bytes:
    """Write a fact file: fields in the order of the records, absent ones left out, the same bytes every time."""
    fields = facts.model_dump(mode="json", by_alias=True, exclude_none=True)
    return (json.dumps(fields, ensure_ascii=False, indent=1) + "\n").encode()


def prove_again(document: Document, facts: FactFile) -> None:
    """Raise ``Defect`` unless every quote about to be published stands in the document where it is said to stand."""
    for evidence in _all_evidence(facts):
        if (
            evidence.end > len(document.text)
            or document.quote(evidence.start, evidence.end) != evidence.quote
            or document.page_at(evidence.start) != evidence.page
        ):
            raise Defect("a quote is not where the fact file says", path=document.path, page=evidence.page)


def _all_evidence(facts: FactFile) -> Iterator[Evidence]:
    for deal in facts.deals:
        yield from deal.evidence
    for result in facts.results:
        yield from result.evidence
    for signal in facts.signals:
        yield signal.evidence
    for sentence in (*facts.summary.sentences, *(facts.summary.plain or ())):
        yield from sentence.evidence


def _state(section: Section, selection: Selection) -> SectionState:
    """Call a section skipped when it holds passages and none of them was asked about."""

    def inside(passages: tuple[Passage, ...]) -> bool:
        return any(passage.start < section.end and section.start < passage.end for passage in passages)

    if section.state is SectionState.READ and inside(selection.skipped) and not inside(selection.passages):
        return SectionState.SKIPPED
    return section.state
