"""A document made ready for checking: folded once, whatever the number of quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.lexis import (
    Normalised,
    Quantity,
    cut,
    legal_core,
    list_breaks,
    name_words,
    normalise,
    quantities,
    sentences,
)
from pipeline.records import BlockKind, Document, Evidence, Match, SpeakerKind

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.records import Block, Definition

_REACH = 1500
"""How far a sentence is looked for around a quote, in characters. Longer ones are cut there."""
_MARGIN = 100
"""How much text around a quote is read with it, so that "up to" just before it is not missed."""
_STRANGERS = frozenset({SpeakerKind.OPERATOR, SpeakerKind.ANALYST})
_WE = frozenset(
    {
        "company",
        "registrant",
        "corporation",
        "issuer",
        "we",
        "us",
        "our",
        "ours",
        "firm",
        "group",
        "partnership",
        "management",
    }
)
"""What filers call themselves: the Company has agreed to buy."""
_NUMBER_GOES_ON = re.compile(r"\d[.,]\d")


class Source:
    """One document and what the gates ask of it. What costs a pass over the text is made once, when first asked."""

    def __init__(self, document: Document) -> None:
        """Keep the document; nothing is read yet."""
        self.document = document
        self.text = document.text
        self._quantities: dict[tuple[int, int], tuple[Quantity, ...]] = {}
        self._folded_slices: dict[tuple[int, int], Normalised] = {}
        self._lines: dict[int, tuple[int, ...]] = {}
        self._plans: tuple[tuple[str, str, frozenset[tuple[Decimal, str]]], ...] | None = None

    @cached_property
    def folded(self) -> Normalised:
        """The whole text folded for matching."""
        return normalise(self.text)

    @cached_property
    def lowered(self) -> str:
        """The folded text in small letters, of the same length as ``folded.text``."""
        return self.folded.text.lower()

    @cached_property
    def flowing(self) -> Normalised | None:
        """The folded text without running heads, feet and page numbers; None where the document has none."""
        gaps = sorted(
            {(block.start, block.end) for block in self.document.blocks if block.kind is BlockKind.FURNITURE}
            | {(gap.start, gap.end) for block in self.document.blocks for gap in block.gaps}
        )
        if not gaps:
            return None
        edges = [(0, 0), *gaps, (len(self.text), len(self.text))]
        kept = [(before[1], after[0]) for before, after in pairwise(edges) if before[1] < after[0]]
        starts, offsets, length = [], [], 0
        for start, end in kept:
            starts.append(length)
            offsets.append(start - length)
            length += end - start
        folded = normalise("".join(self.text[start:end] for start, end in kept))
        origin = [place + offsets[bisect_right(starts, place) - 1] for place in folded.origin]
        return Normalised(folded.text, tuple(origin))

    @cached_property
    def filer(self) -> frozenset[str]:
        """The names under which the filer may stand, as ``legal_core``, with its ticker and what it calls itself."""
        identity = self.document.identity
        cores = {legal_core(name) for name in (identity.company, *identity.registrants) if name.strip()}
        defined = {
            legal_core(definition.term)
            for definition in self.document.definitions
            if legal_core(definition.name) in cores
        }
        if "company" in identity.hinted:
            # The cover did not say who files; whoever calls itself "the Company" does. Not elsewhere: the accounts of
            # a business bought, attached as an exhibit, call that business so.
            defined |= {
                legal_core(definition.name)
                for definition in self.document.definitions
                if legal_core(definition.term) in _WE and definition.name[:1].isupper()
            }
        ticker = {identity.ticker.casefold()} if identity.ticker else set()
        return frozenset({core for core in cores | defined | ticker if core} | _WE)

    @cached_property
    def introductions(self) -> tuple[tuple[tuple[str, ...], tuple[str, ...], Definition], ...]:
        """Every definition with the words of its name and of its term."""
        return tuple(
            (tuple(legal_core(definition.name).split()), name_words(definition.term), definition)
            for definition in self.document.definitions
        )

    def folded_slice(self, start: int, end: int) -> Normalised:
        """Give a stretch of the text folded, with origins in the whole text."""
        known = self._folded_slices.get((start, end))
        if known is None:
            part = normalise(self.text[start:end])
            known = Normalised(part.text, tuple(place + start for place in part.origin))
            self._folded_slices[start, end] = known
        return known

    def words(self, evidence: Evidence) -> str:
        """Give the folded words of a quote that was found."""
        return self.folded_slice(evidence.start, evidence.end).text

    def quantities(self, evidence: Evidence) -> tuple[Quantity, ...]:
        """Give the amounts in and around a quote, with offsets in the whole text."""
        key = (evidence.start, evidence.end)
        if key not in self._quantities:
            start, end = max(0, evidence.start - _MARGIN), min(len(self.text), evidence.end + _MARGIN)
            self._quantities[key] = tuple(
                found._replace(
                    start=found.start + start, end=found.end + start, qualifier_start=found.qualifier_start + start
                )
                for found in quantities(self.text[start:end])
            )
        return self._quantities[key]

    def sentences(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Spans of the whole sentences that a span of the text touches."""
        block = self.document.block_at(start)
        low, high = max(0, start - _REACH), min(len(self.text), end + _REACH)
        lines: tuple[int, ...] = ()
        if block is not None and block.kind in {BlockKind.PARAGRAPH, BlockKind.SPEECH}:
            low, high = max(low, block.start), min(high, max(block.end, end))
            lines = self._list_lines(block)
        text = self.text[low:high]
        found = cut(sentences(text), [place - low for place in lines if low < place < high], text)
        return tuple((first + low, last + low) for first, last in found if first + low < end and last + low > start)

    def _list_lines(self, block: Block) -> tuple[int, ...]:
        """Where lines of a list begin in a block, as places in the whole text."""
        known = self._lines.get(block.start)
        if known is None:
            part = self.text[block.start : block.end]
            known = tuple(block.start + place for place in list_breaks(part))
            self._lines[block.start] = known
        return known

    def statement(self, start: int, end: int) -> str:
        """Give the folded text of the whole sentences that a span touches."""
        spans = self.sentences(start, end)
        return (
            self.folded_slice(min(start, spans[0][0]), max(end, spans[-1][1])).text
            if spans
            else self.folded_slice(start, end).text
        )

    def plans(self, anchors: tuple[str, ...]) -> tuple[tuple[str, str, frozenset[tuple[Decimal, str]]], ...]:
        """Every sentence of the document that holds one of ``anchors``, which are folded and in small letters.

        Gives each as printed, folded in small letters, and with the amounts it names.
        """
        if self._plans is None:
            spans: set[tuple[int, int]] = set()
            for anchor in anchors:
                at = self.lowered.find(anchor)
                while at >= 0:
                    spans.update(self.sentences(*self.folded.back(at, at + len(anchor))))
                    at = self.lowered.find(anchor, at + 1)
            self._plans = tuple(
                (
                    self.document.quote(start, end),
                    self.folded_slice(start, end).text.lower(),
                    frozenset((found.value, found.unit) for found in quantities(self.text[start:end])),
                )
                for start, end in sorted(spans)
            )
        return self._plans

    def stands(self, words: str) -> bool:
        """Tell whether ``words`` stand somewhere in the document as whole words, whatever their case."""
        wanted = normalise(words, fold_case=True).text.strip()
        place = self.lowered.find(wanted) if wanted else -1
        while place >= 0:
            if whole(self.lowered, place, place + len(wanted)):
                return True
            place = self.lowered.find(wanted, place + 1)
        return False

    def is_strangers(self, place: int) -> bool:
        """Tell whether the words at ``place`` are a call's operator's or those of whoever asks: never the filer's."""
        block = self.document.block_at(place)
        return block is not None and block.voice in _STRANGERS

    def evidence(self, start: int, end: int, match: Match) -> Evidence:
        """Give the evidence record of a span: page, section and speaker are computed here and nowhere else.

        A quote on a page whose text was recognised in a picture is never called exact.
        """
        section = self.document.section_at(start)
        number = self.document.page_at(start)
        block = self.document.block_at(start)
        return Evidence(
            start=start,
            end=end,
            page=number,
            quote=self.document.quote(start, end),
            section=section.key if section else None,
            speaker=block.speaker if block else None,
            match=Match.FUZZY if number in self.document.coverage.recognised else match,
        )


def whole(text: str, start: int, end: int) -> bool:
    """Tell whether ``[start, end)`` cuts no word and no number of ``text``."""
    return not (_cuts(text, start) or _cuts(text, end))


def _cuts(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if before.isalnum() and after.isalnum():
        return True
    return bool(
        _NUMBER_GOES_ON.fullmatch(text, place - 1, place + 2)
        or _NUMBER_GOES_ON.fullmatch(text, max(0, place - 2), place + 1)
    )
