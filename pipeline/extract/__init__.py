"""Passages in, candidates out. Two engines behind one shape: ``rules`` (offline) and ``model`` (a language model).

Nothing an engine says is a fact: everything it proposes goes through ``check``. Neither engine is imported here, so
that a run with one never pays for the other: ``pipeline.extract.rules.RulesEngine``,
``pipeline.extract.model.ModelEngine``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.records import Document, Passage, Proposals

__all__ = ["Engine"]


class Engine(Protocol):
    """What an engine is to the rest of the program.

    ``name`` is written into every candidate. ``propose`` answers for every passage it was given: with candidates,
    with nothing because there is nothing, or with an entry in ``Proposals.failed``.
    """

    @property
    def name(self) -> str:
        """``rules``, or the model's name."""

    def propose(self, document: Document, passages: Sequence[Passage]) -> Proposals:
        """All that the engine says of these passages of the document."""
