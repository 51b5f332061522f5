"""Document to passages: runs of paragraphs, tables and speech inside one section, up to a budget of tokens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.records import Block, BlockKind, Passage, Selection, SpeakerKind
from pipeline.select.placing import placed
from pipeline.select.silence import (
    ATTACHED,
    EXHIBIT_LIST,
    OTHERS_WORDS,
    attached_contracts,
    is_material_contract,
    reason_for_silence,
)
from pipeline.select.tokens import estimate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import Document, Section

BUDGET = 3_000
_EXHIBITS = re.compile(r"exhibit", re.IGNORECASE)
_REASONS = {
    BlockKind.FURNITURE: "running head or foot",
    BlockKind.CONTENTS: "table of contents",
}
_REFUSED = frozenset({SpeakerKind.OPERATOR, SpeakerKind.ANALYST})
_ASKED = frozenset({BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.SPEECH, BlockKind.HEADING})


def select(document: Document, budget: int = BUDGET) -> Selection:
    """Cut a document into passages of at most ``budget`` tokens (a single longer block stays whole).

    Every block is in exactly one passage, in ``passages`` or, with its reason, in ``skipped``. Keys are
    ``<section>#<n>`` and stable for the same document bytes.
    """
    asked: list[Passage] = []
    skipped: list[Passage] = []
    counts: dict[str, int] = {}
    for section, reason, run in _runs(document, budget):
        name = section.key if section else "document"
        counts[name] = counts.get(name, 0) + 1
        start, end = run[0].start, run[-1].end
        passage = Passage(
            start=start,
            end=end,
            key=f"{name}#{counts[name]}",
            section=section.key if section else None,
            context=_context(document, section, run),
            tokens=estimate(end - start),
            reasons=(reason,) if reason else ("deals may stand here",),
        )
        (skipped if reason else asked).append(passage)
    return Selection(passages=tuple(asked), skipped=tuple(skipped))


def _runs(document: Document, budget: int) -> Iterator[tuple[Section | None, str | None, list[Block]]]:
    """Runs of neighbouring blocks with the same section and the same reason."""
    run: list[Block] = []
    state: tuple[Section | None, str | None] = (None, None)
    contracts = attached_contracts(document)
    for block, section in placed(document):
        attached = any(low <= block.start < high for low, high in contracts)
        now = (section, ATTACHED if attached else _reason(document, block, section))
        long = run and estimate(block.end - run[0].start) > budget
        if run and (now != state or long):
            yield (*state, run)
            run = []
        run.append(block)
        state = now
    if run:
        yield (*state, run)


def _reason(document: Document, block: Block, section: Section | None) -> str | None:
    if block.kind not in _ASKED:
        return _REASONS[block.kind]
    if block.voice in _REFUSED:
        return OTHERS_WORDS
    if section is None:
        return None
    if _EXHIBITS.search(section.title):
        text = document.text[block.start : block.end]
        return None if is_material_contract(text) else EXHIBIT_LIST
    return reason_for_silence(section.key, section.title)


def _context(document: Document, section: Section | None, run: list[Block]) -> str:
    """What a reader needs who sees only this passage: the section's title and the unit line in force."""
    lines = [section.title] if section and section.title else []
    scale = document.scale_at(run[0].start)
    if scale is not None and not run[0].start <= scale.start < run[-1].end:
        lines.append(document.quote(scale.start, scale.end))
    return "\n".join(lines)
