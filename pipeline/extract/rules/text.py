"""Sentences as the rules see them: folded one character for one, so that every offset still fits the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline import lexis
from pipeline.records import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.lexis import Quantity
    from pipeline.records import Block, Document, Passage

QUOTE_LIMIT = 400
LONGEST_SENTENCE = 1600
SHORTEST_SENTENCE = 20
PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.SPEECH})

# One character for one: offsets into the folded text are offsets into the document.
_FOLD = str.maketrans(
    {
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "\f": " ",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u00ad": "-",
    }
)
_CURRENCY = re.compile(r"[A-Z]{3}")
_PROSE_SCALE = re.compile(r"\b(?:unless|otherwise|all|throughout|except\s+where)\b", re.IGNORECASE)
_WRITTEN_OUT = 1_000_000
_BREAKS = re.compile(
    r"[;:]\s|,\s(?:and|or|but|of which|which|with|including|as|while)\s|\.\s|\s\(|\)\s|,\s(?!(?:19|20)\d\d\b)"
)
_OURS = re.compile(r"\bwe *'s(?=\s)")
# The filer with what it calls itself: "Maplewood Devices, Inc. (the "Company") acquired".
_CALLED = re.compile(r"\bwe *,? *\((?:the |collectively,? (?:the )?|together with [^()]{0,60})?\"[^()]{1,60}\)")
_BULLET = re.compile(r";\s|\s[•▪●]\s")
_GAP = ".{0,90}?"
_NEAR = ".{0,35}?"


def fold(text: str) -> str:
    """Text of the same length with plain quotes, hyphens and single kinds of space."""
    return text.translate(_FOLD)


def pattern(words: str) -> re.Pattern[str]:
    """Compile a vocabulary pattern, to be matched against lower-case text.

    A blank is any white space, `` .. `` a gap of up to 90 characters and `` ~ `` one of up to 35.
    """
    spelled = (
        words.replace(" .{", r"(?!\w).{")
        .replace(" .. ", rf"\b{_GAP}\b")
        .replace(" ~ ", rf"\b{_NEAR}\b")
        .replace(" ", r"\s+")
    )
    return re.compile(spelled)


@dataclass(frozen=True)
class Sentence:
    """One sentence of one paragraph. ``start`` is its place in the document; ``listed``: it opens a line of a list."""

    document: Document
    start: int
    text: str
    speaker: str | None = None
    own: re.Pattern[str] | None = None
    listed: bool = False

    @property
    def end(self) -> int:
        """Where the sentence ends in the document."""
        return self.start + len(self.text)

    @cached_property
    def lower(self) -> str:
        """The folded text in lower case, of the same length; the filer's own names in it read "we"."""
        text = self.text if self.own is None else self.own.sub(lambda m: "we".ljust(len(m[0])), self.text)
        lowered = _OURS.sub(lambda m: "our".ljust(len(m[0])), text.lower())
        lowered = _CALLED.sub(lambda m: "we".ljust(len(m[0])), lowered)
        return lowered if len(lowered) == len(text) else "".join(c.lower()[:1] or c for c in text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every amount in the sentence, offsets into ``text``; bare sums scaled where a scale line speaks of prose."""
        return tuple(self._scaled(quantity) for quantity in lexis.quantities(self.text))

    def _scaled(self, quantity: Quantity) -> Quantity:
        """A bare "$420" in notes headed "Dollars in millions, except otherwise stated" is $420 million."""
        bare = not quantity.scaled and quantity.per is None and _CURRENCY.fullmatch(quantity.unit)
        if not bare or quantity.value >= _WRITTEN_OUT or quantity.value != quantity.value.to_integral_value():
            return quantity
        scale = self.document.scale_at(self.start + quantity.start)
        if scale is None or _PROSE_SCALE.search(self.document.text[scale.start : scale.end]) is None:
            return quantity
        return quantity._replace(value=quantity.value * scale.multiplier, scaled=True)

    @cached_property
    def dates(self) -> tuple[lexis.DateFound, ...]:
        """Every date in the sentence, offsets into ``text``; "in August" is the last one before the document."""
        return lexis.dates(self.text, self.document.identity.told)

    def part(self, low: int, high: int) -> Sentence:
        """A stretch of the sentence as a sentence of its own."""
        return replace(self, start=self.start + low, text=self.text[low:high])

    def written(self, start: int, end: int) -> str:
        """The document's own characters for a span of this sentence."""
        return self.document.text[self.start + start : self.start + end]

    def window(self, start: int, end: int) -> tuple[int, int]:
        """The span, at most ``QUOTE_LIMIT`` long, that holds ``[start, end)`` and begins and ends at a break."""
        size = len(self.text)
        if size <= QUOTE_LIMIT:
            return (0, size)
        start, end = whole_words(self.text, start, end)
        if end - start > QUOTE_LIMIT:
            end = self.text.rfind(" ", start, start + QUOTE_LIMIT)
        room = QUOTE_LIMIT - (end - start)
        low = max(0, start - room // 2)
        high = min(size, end + (room - (start - low)))
        low = max(0, min(low, high - QUOTE_LIMIT))
        if low:
            found = _BREAKS.search(self.text, low, start)
            low = found.end() if found else self.text.find(" ", low, start) + 1 or start
        if high < size:
            cut = max((m.start() for m in _BREAKS.finditer(self.text, end, high)), default=0)
            high = cut or max(self.text.rfind(" ", end, high), end)
        return (low, high)


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to the words it cuts: a cue may end in a stem, and a limit in a word; a quote may not."""
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return (start, end)


def sentences(document: Document, block: Block, own: re.Pattern[str] | None = None) -> Iterator[Sentence]:
    """The sentences of one paragraph. Running heads inside it are blanked; a run-on is cut at bullets."""
    text = fold(document.text[block.start : block.end])
    for gap in block.gaps:
        low, high = gap.start - block.start, gap.end - block.start
        text = text[:low] + " " * (high - low) + text[high:]
    cuts = lexis.list_breaks(document.text[block.start : block.end])
    for low, high in lexis.cut(lexis.sentences(text), cuts, text):
        whole = Sentence(document, block.start + low, text[low:high], block.speaker, own, low in cuts)
        if high - low <= LONGEST_SENTENCE:
            yield whole
        else:
            yield from _pieces(whole)


def _pieces(whole: Sentence) -> Iterator[Sentence]:
    low = 0
    for found in [*_BULLET.finditer(whole.text), None]:
        high = found.start() if found else len(whole.text)
        if found and high - low < SHORTEST_SENTENCE:
            continue
        if SHORTEST_SENTENCE <= high - low <= LONGEST_SENTENCE:
            yield whole.part(low, high)
        low = found.end() if found else high


def blocks(document: Document, passages: Iterable[Passage], kinds: frozenset[BlockKind] = PROSE) -> Iterator[Block]:
    """The blocks that lie in the passages, each once, in text order."""
    spans = sorted((passage.start, passage.end) for passage in passages)
    index = 0
    for block in document.blocks:
        while index < len(spans) and spans[index][1] <= block.start:
            index += 1
        if index == len(spans):
            return
        if spans[index][0] < block.end and block.kind in kinds:
            yield block
