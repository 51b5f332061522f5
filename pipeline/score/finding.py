"""Where the quote of a label stands in the document as it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.lexis import normalise
from pipeline.score.matching import QUOTED, overlap, quote_words

if TYPE_CHECKING:
    from pipeline.lexis import Normalised
    from pipeline.records import Block, Document, Page
    from pipeline.score.labels import LabelEvidence

_HEAD = 60
"""A label's quote may leave words out; its head is looked for by itself."""


class Finder:
    """Finds quotes in one document; each page is folded once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._folded: dict[int, Normalised] = {}

    def place(self, evidence: LabelEvidence) -> tuple[int, int] | None:
        """Give the span of a label's quote on its page or a neighbour of it, None where the words are not there."""
        near = [page for page in self._document.pages if abs(page.number - evidence.page) <= 1]
        near.sort(key=lambda page: abs(page.number - evidence.page))
        wanted = normalise(evidence.quote, fold_case=True).text.strip()
        for words in (wanted, wanted[:_HEAD], wanted[-_HEAD:]):
            for page in near:
                found = self._on(page, words)
                if found is not None:
                    return found
        return self._alike(evidence, near)

    def _on(self, page: Page, words: str) -> tuple[int, int] | None:
        if page.number not in self._folded:
            # A quote that runs over the page end stands on both pages.
            end = min(len(self._document.text), page.end + 400)
            self._folded[page.number] = normalise(self._document.text[page.start : end], fold_case=True)
        folded = self._folded[page.number]
        at = folded.text.find(words) if words else -1
        if at < 0:
            return None
        low, high = folded.back(at, at + len(words))
        return page.start + low, page.start + high

    def _alike(self, evidence: LabelEvidence, near: list[Page]) -> tuple[int, int] | None:
        """The paragraph or table that holds most of the words: a label may quote a row in another order."""
        wanted = quote_words(evidence.quote)

        def share(block: Block) -> float:
            return overlap(wanted, quote_words(self._document.text[block.start : block.end]))

        blocks = [
            block
            for block in self._document.blocks
            if any(block.start < page.end and page.start < block.end for page in near)
            and block.end - block.start >= len(evidence.quote) // 2
        ]
        best = max(blocks, key=share, default=None)
        return (best.start, best.end) if best is not None and share(best) >= QUOTED else None
