"""The fact file of one document: put together from what the rooms gave, written, read back and proved again."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pipeline
from pipeline.errors import Defect
from pipeline.records import (
    CoverageFacts,
    DocumentFacts,
    EngineFacts,
    FactFile,
    NotAsked,
    SectionCoverage,
    SectionState,
    Summary,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import Document, Evidence, Packing, Passage, Section, Selection
    from pipeline.run.jobs import Job
    from pipeline.run.rooms import Passed

_NAMED = 3
_NOT_YET = Summary(headline="")


def fact_file(job: Job, document: Document, way: Passed) -> FactFile:
    """Put the fact file together, its summary still empty: that is made from the rest of it."""
    identity, checked = document.identity, way.checked
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
            model=job.asking.model if job.asking else None,
            beside="rules" if job.asking else None,
            thorough=(job.asking.ways.thorough or None) if job.asking else None,
            second_look=(job.asking.ways.second_look or None) if job.asking else None,
            glean=(job.asking.ways.glean or None) if job.asking else None,
            prompts=job.prompts,
            settings=job.settings,
            version=pipeline.__version__,
        ),
        coverage=coverage(document, way),
        deals=tuple(one.deal for one in way.arrangements),
        withheld=checked.withheld,
        results=checked.results,
        signals=checked.signals,
        summary=_NOT_YET,
    )


def coverage(document: Document, way: Passed) -> CoverageFacts:
    """Say what was read and asked. It is partial when the reader says so or a passage went unanswered."""
    selection, asked = way.selection, _asked(way)
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
        passages=asked.passages,
        asked=asked.asked,
        failed=way.kept.failed,
        characters_asked=asked.characters,
        not_asked=None if way.packing is None else tuple(_not_asked(way.packing, way.selection)),
        partial=document.coverage.partial or bool(way.kept.failed),
        warnings=(*document.coverage.warnings, *way.checked.notes),
        doubts=document.coverage.doubts,
    )


class _Asked(NamedTuple):
    """How much was asked about: of how many passages, how many, with how many characters."""

    passages: int
    asked: int
    characters: int


def _asked(way: Passed) -> _Asked:
    packing, selection = way.packing, way.selection
    if packing is None:
        read = sum(passage.end - passage.start for passage in selection.passages)
        return _Asked(len(selection.passages) + len(selection.skipped), len(selection.passages), read)
    pieces = [piece for packet in packing.packets for piece in packet.pieces]
    sent = sum(piece.end - piece.start for piece in pieces)
    return _Asked(len(packing.packets) + len(packing.left), len(packing.packets), sent)


def _not_asked(packing: Packing, selection: Selection) -> Iterator[NotAsked]:
    """Add up what a model was not asked about by reason, the largest part first."""
    places, characters, searched = Counter[str](), Counter[str](), Counter[str]()
    for left in packing.left:
        places[left.reason] += 1
        characters[left.reason] += left.end - left.start
        searched[left.reason] += sum(
            max(0, min(left.end, passage.end) - max(left.start, passage.start)) for passage in selection.passages
        )
    for reason in sorted(places, key=lambda reason: (-characters[reason], reason)):
        yield NotAsked(reason=reason, places=places[reason], characters=characters[reason], searched=searched[reason])


def missing(coverage: CoverageFacts) -> str:
    """Say in a few words why a briefing is partial."""
    parts = []
    if coverage.failed:
        failed = len(coverage.failed)
        parts.append(f"{failed} passage{'s' * (failed > 1)} got no answer")
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
