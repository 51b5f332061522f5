"""What is exported: one row for each deal of each document, and the order of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.records import Amount, Deal, DocumentFacts, Evidence, FactFile


class Chosen(NamedTuple):
    """What the page says a deal amounts to: the amounts it picks, the defining one first, and its words for them."""

    amounts: tuple[Amount, ...]
    words: str
    per_share: bool


class Row(NamedTuple):
    """One deal as one document states it.

    ``stem`` is the path of its fact file in the output folder, without ending. ``number`` is its place in that file,
    from 1: the number ``briefs highlight`` writes beside its quotes.
    """

    stem: str
    facts: FactFile
    number: int
    deal: Deal
    chosen: Chosen

    @property
    def document(self) -> DocumentFacts:
        """The document that states it."""
        return self.facts.document

    @property
    def leading(self) -> Evidence:
        """The quote that states the deal."""
        return self.deal.evidence[0]

    @property
    def main(self) -> Amount | None:
        """The amount that defines the deal."""
        return self.chosen.amounts[0] if self.chosen.amounts else None


def rows(stem: str, facts: FactFile, choose: Callable[[Deal], Chosen]) -> Iterator[Row]:
    """Give the rows of one document, the largest deal first, as its fact file lists them."""
    for number, deal in enumerate(facts.deals, start=1):
        yield Row(stem, facts, number, deal, choose(deal))
