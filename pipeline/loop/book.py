"""The documents of a map: who filed each, and which is newer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.loop.records import Edge, LeftOut, Source


class Book(NamedTuple):
    """By the sha256 of a document: the node that filed it, and its place from the newest to the oldest."""

    filers: Mapping[str, str]
    places: Mapping[str, int]

    @classmethod
    def of(cls, sources: Iterable[Source]) -> Self:
        """Take it from documents that are given newest first."""
        told = list(sources)
        return cls({each.sha256: each.node for each in told}, {each.sha256: at for at, each in enumerate(told)})

    def teller(self, edge: Edge) -> str:
        """Give the node that tells of a flow, of one told by both sides the newest."""
        return self.filers[edge.statements[0].source]

    def age(self, edge: Edge) -> tuple[int, str]:
        """Sort flows by the document that tells of them, the newest first."""
        return self.places[edge.statements[0].source], edge.id

    def listed(self, one: LeftOut) -> tuple[int, str, str]:
        """Sort what is not on the map by its document, the newest first."""
        return self.places[one.source], one.deal, one.why
