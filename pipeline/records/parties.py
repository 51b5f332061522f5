"""What a person has decided about names. Empty for whoever has decided nothing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import ConfigDict

from pipeline.records.base import Record

if TYPE_CHECKING:
    from collections.abc import Iterable


class KnownParty(Record):
    """One party. ``name`` is printed; ``cores`` are all its names as ``lexis.legal_core`` gives them."""

    name: str
    cores: tuple[str, ...]
    ticker: str | None = None
    cik: str | None = None


class Label(Record):
    """Who a filer's label is, as a person says: ``filer`` a ticker or a core, ``label`` folded, both in lower case."""

    filer: str
    label: str
    party: str


class PartyTable(Record):
    """The decisions in force.

    ``never`` are cores of names that are no party. ``apart`` are pairs of cores that are two parties, ``open`` pairs
    that follow from what was decided and were not decided themselves; each pair is in alphabetical order. ``labels``
    hold for the map only: a page tells what its document says.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    parties: tuple[KnownParty, ...] = ()
    never: tuple[str, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    open: tuple[tuple[str, str], ...] = ()
    labels: tuple[Label, ...] = ()

    @cached_property
    def _of(self) -> dict[str, KnownParty]:
        return {core: party for party in self.parties for core in party.cores}

    @cached_property
    def _apart(self) -> frozenset[tuple[str, str]]:
        return frozenset(self.apart)

    def of(self, core: str) -> KnownParty | None:
        """Give the party that is called so, if a person said which."""
        return self._of.get(core)

    def parts(self, one: str, other: str) -> bool:
        """Tell whether a person said that these are two parties, of the names themselves or of names of the same."""
        first, second = self.of(one), self.of(other)
        if first is not None and second is not None and first is not second:
            return True
        firsts, seconds = (first.cores if first else (one,)), (second.cores if second else (other,))
        return any((min(a, b), max(a, b)) in self._apart for a in firsts for b in seconds)

    def labelled(self, filer: Iterable[str], label: str) -> str | None:
        """Give who a label of a filer is, if a person said so; ``filer`` are its ticker and the cores of its names."""
        if not self.labels:
            return None
        named, folded = {each.casefold() for each in filer}, " ".join(label.split()).casefold()
        return next((one.party for one in self.labels if one.filer in named and one.label == folded), None)
