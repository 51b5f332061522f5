"""Companies none of whose own documents were read: who is meant by a name, by the words of the filings alone.

A short name stands for the one longer name that a filing gives it to. Nothing follows from two filings: where one calls
Tessel Laboratories "Tessel" and another Tessel Energy, the "Tessel" of a third is neither, and the two stay two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

from pipeline.loop.kinds import ENTITY, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.loop.named import Called
    from pipeline.records.parties import PartyTable

_SHORTEST_NAME = 4


class Private:
    """The names of such companies. ``parties`` are given with the number of the filer that names them."""

    def __init__(self, parties: Iterable[tuple[int, Called]], table: PartyTable) -> None:
        self._table = table
        self._named: dict[int, set[str]] = defaultdict(set)
        self._own: dict[tuple[int, str], set[str]] = defaultdict(set)
        self._anyone: dict[str, set[str]] = defaultdict(set)
        named = list(parties)
        self._houses = self._shortened({called for _, called in named})
        for filer, called in named:
            self._named[filer].add(self._houses.get(called.core, called.core))
        everyone = {core for cores in self._named.values() for core in cores} - ROLES
        for filer, called in named:
            core = self._houses.get(called.core, called.core)
            for alias in called.cores:
                if alias != core and alias in everyone:
                    self._note(filer, core, alias)
        self._note_longer()
        self._general: dict[str, str] = {}

    def _note_longer(self) -> None:
        """Note the one longer name of a filer that begins with a short one of its own."""
        for filer, cores in self._named.items():
            # "Tessel" in a company's call is the "Tessel Laboratories" of its report.
            longer: dict[str, list[str]] = defaultdict(list)
            for core in cores:
                for short in _beginnings(core):
                    if short in cores:
                        longer[short].append(core)
            for short, found in longer.items():
                if len(found) == 1 and len(short) >= _SHORTEST_NAME and short not in ROLES:
                    self._note(filer, found[0], short)

    def _shortened(self, named: Iterable[Called]) -> dict[str, str]:
        """Give the names that are one entity of a group, each with the group's name."""
        houses = {called.core: house for called in named if (house := self._house(called.core, called.cores))}
        members: dict[str, list[str]] = defaultdict(list)
        for core, house in houses.items():
            members[house].append(core)
        apart = {
            house for house, cores in members.items() if any(self._table.parts(*two) for two in combinations(cores, 2))
        }
        return {core: house for core, house in houses.items() if house not in apart}

    def _house(self, core: str, aliases: Iterable[str]) -> str | None:
        """Give the name a filing shortens to, where it leaves out only the entity's place in its group.

        "Tessel OpCo, LLC (“Tessel”)" in one filing and "Tessel Global, LLC (“Tessel”)" in another are one Tessel.
        """
        words = core.split()
        while len(words) > 1 and words[-1] in ENTITY:
            words.pop()
        house = " ".join(words)
        shortened = house != core and house in aliases
        decided = self._table.of(core) or self._table.of(house) or self._table.parts(house, core)
        return house if shortened and house not in ROLES and not decided else None

    def _note(self, filer: int, one: str, other: str) -> None:
        short, long = sorted((one, other), key=lambda core: (len(core), core))
        if not (self._table.of(short) or self._table.parts(short, long)):
            self._own[filer, short].add(long)
            self._anyone[short].add(long)

    def own_words(self) -> set[int]:
        """Give the filers that have words of their own for anybody."""
        return {filer for filer, _ in self._own}

    def stand(self, filer: int | None, core: str) -> str:
        """Give the name that a name stands for in the documents of a filer: itself, where it is not sure.

        Without a filer, in the documents of those that have no words of their own.
        """
        house = self._houses.get(core, core)
        own = None if filer is None else self._own.get((filer, house))
        if own is None and (general := self._general.get(core)) is not None:
            return general
        known = self._table.of(core)
        found = known.cores[0] if known else self._stands_for(house, own or self._anyone.get(house, set()))
        if own is None:
            self._general[core] = found
        return found

    def _stands_for(self, core: str, meant: set[str]) -> str:
        if len(meant) != 1:
            return core
        (long,) = meant
        known = self._table.of(long)
        if known is not None:
            return known.cores[0]
        return core if long in self._anyone else long

    def ids(self) -> dict[str, str]:
        """Give the words each party's id is made of: the shortest of its names that is nobody else's."""
        members: dict[str, set[str]] = defaultdict(set)
        for filer, cores in self._named.items():
            for core in cores:
                members[self.stand(filer, core)].add(core)
        times = Counter(core for names in members.values() for core in names)
        shared = {core for core, count in times.items() if count > 1}
        return {
            party: min((members[party] - shared) | {party}, key=lambda core: (len(core), core))
            for party in sorted(members)
        }


def _beginnings(core: str) -> Iterator[str]:
    """Give what a name of several words begins with: all but its last words."""
    if " " in core:
        yield from accumulate(core.split(" ")[:-1], lambda head, word: f"{head} {word}")
