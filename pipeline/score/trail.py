"""What working a document again tells of how its deals came about, as far as a report of errors needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.records import Candidate, Document, Selection


class Fate(NamedTuple):
    """What became of a candidate: withheld (``why``), or part of the deal ``deal``. ``places``: where it quotes."""

    candidate: Candidate
    places: tuple[tuple[int, int], ...]
    deal: str
    why: str


class Remark(NamedTuple):
    """What a rule made of ``[start, end)``. ``taken``: it made or fed the draft of a deal there."""

    start: int
    end: int
    rule: str
    said: str
    taken: bool


class Trail(NamedTuple):
    """One document worked again. ``remarks`` are the rules' own, empty for a model; ``news`` say what differs now."""

    document: Document
    selection: Selection
    fates: tuple[Fate, ...]
    remarks: tuple[Remark, ...]
    news: tuple[str, ...] = ()
