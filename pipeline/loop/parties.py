"""One party, one node: filers by CIK, ticker or name, the others by name, across all documents.

What a person decided goes before all of it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pipeline.loop.kinds import ROLES
from pipeline.loop.named import Called, Filing, Names, Spelt, legal_core
from pipeline.loop.private import Private
from pipeline.loop.records import Node, NodeKind
from pipeline.records import PartyKind
from pipeline.records.parties import PartyTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.records.parties import KnownParty

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SHORTEST_TICKER = 3
_UNNAMED = {PartyKind.ANONYMOUS: (NodeKind.ANONYMOUS, "anonymous"), PartyKind.CLASS: (NodeKind.GROUP, "group")}


class Parties:
    """All parties of the fact files. Filings are given newest first, so the newest spelling of a company is shown.

    Names and groups are known by number: the place of a name in ``Names.forms``, of a filer in ``filers``.
    """

    def __init__(self, names: Names, table: PartyTable | None = None) -> None:
        self._table = table or PartyTable()
        self._forms = list(names.forms)
        self._places = {form: number for number, form in enumerate(self._forms)}
        self._ids: set[str] = set()
        self._groups = _filers(names.filings, self._table)
        self._filer_of = {filing.sha256: number for number, group in enumerate(self._groups) for filing in group}
        self._by_core: dict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(self._groups):
            for filing in group:
                for core in (filing.core, *filing.cores):
                    self._by_core[core].add(number)
            # "Tessel" is the Tessel Platforms whose ticker is TESSEL.
            ticker = (_ticker(group) or "").casefold()
            if len(ticker) >= _SHORTEST_TICKER and ticker in {filing.core.split(" ", 1)[0] for filing in group}:
                self._by_core[ticker].add(number)
        self.filers = [self._new_id(_ticker(group) or group[0].core) for group in self._groups]
        self._tickers = {_ticker(group): number for number, group in enumerate(self._groups)}
        self._decided = {party.cores[0]: self._filer_decided(party) for party in self._table.parties}
        self._counts = self._counted(names)
        self._learn_short_names()
        self._known = [self._filer_called(form) for form in self._forms]  # what was learned may tell more
        self._private = Private(self._strangers(), self._table)
        self._private_ids = {core: self._new_id(name) for core, name in self._private.ids().items()}
        self.standing = [self._of_anyone(number) for number in range(len(self._forms))]
        self.special = {place: self._of_its_own(place) for place in self._private.own_words() & self._counts.keys()}

    def unlike_others(self) -> dict[str, dict[int, str]]:
        """Give for each filer the nodes of names that stand for other parties with it than with anybody else."""
        found = {self.filers[place]: dict(special) for place, special in self.special.items() if special}
        if self._table.labels:
            for place, counts in self._counts.items():
                meant = {each: self._meant(each, place) for each in counts}
                told = {each: self._named_node(number, place) for each, number in meant.items() if each != number}
                if told:
                    found.setdefault(self.filers[place], {}).update(told)
        return found

    def filer(self, sha256: str) -> str:
        """Give the node id of the company that filed a document."""
        return self.filers[self._filer_of[sha256]]

    def place(self, sha256: str) -> int:
        """Give the number of the company that filed a document."""
        return self._filer_of[sha256]

    def party(self, called: Called, place: int) -> str:
        """Give the node id of a counterparty named in a document of the filer of this number.

        ``standing[form]`` is that of a name for all filers but those for which ``special[place]`` tells another.
        """
        number = self._meant(self._places[called], place)
        if self._forms[number].kind is PartyKind.NAMED:
            return self._named_node(number, place)
        # A label is the filer's own: its Customer A, its lenders, are nobody else's.
        return f"{_UNNAMED[called.kind][1]}:{self.filers[place]}:{_slug(called.name)}"

    def nodes(self, used: Iterable[str]) -> tuple[Node, ...]:
        """Give the nodes with these ids, by id; withheld names carry the filer that withholds them."""
        wanted = set(used)
        return tuple(sorted((node for node in self._all(wanted) if node.id in wanted), key=lambda node: node.id))

    def spelt(self, names: Names, paths: Mapping[str, str]) -> Iterator[Spelt]:
        """Give all ways in which parties are named; ``paths`` are those of documents by their sha256."""
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        by_number: list[list[str]] = [[] for _ in self._forms]
        for filing, calls in zip(names.filings, names.calls, strict=True):
            path, special = paths[filing.sha256], self.special.get(self._filer_of[filing.sha256])
            for number in calls:
                if special and number in special:
                    found[special[number], number].append(path)
                else:
                    by_number[number].append(path)
        for number, documents in enumerate(by_number):
            node = self.standing[number]
            if node is not None and documents:
                found[node, number] += documents
        for (node, number), documents in found.items():
            form = self._forms[number]
            yield Spelt(node, *form[1:], sorted(set(documents)), len(documents))
        for node, group in zip(self.filers, self._groups, strict=True):
            for name in {filing.company for filing in group}:
                own = [filing for filing in group if filing.company == name]
                cik = next((filing.cik for filing in own if filing.cik), None)
                told = sorted({paths[filing.sha256] for filing in own})
                yield Spelt(node, name, (), own[0].core, (), told, len(own), filer=True, cik=cik)

    def _named_node(self, number: int, place: int) -> str:
        """Give the node of a name as a filer uses it."""
        return self.special.get(place, {}).get(number) or self.standing[number] or ""

    def _of_anyone(self, number: int) -> str | None:
        """Give the node of a name for a filer that has no words of its own for anybody; None for a label."""
        form = self._forms[number]
        if form.kind is not PartyKind.NAMED:
            return None
        known = self._known[number]
        return self.filers[known] if known is not None else self._private_ids.get(self._private.stand(None, form.core))

    def _of_its_own(self, place: int) -> dict[int, str]:
        """Give the nodes of what a filer with words of its own names, where they are other than for all."""
        found = {}
        for each in self._counts[place]:
            number = self._meant(each, place)
            form = self._forms[number]
            if form.kind is PartyKind.NAMED and self._known[number] is None:
                node = self._private_ids[self._private.stand(place, form.core)]
                if node != self.standing[number]:
                    found[number] = node
        return found

    def _counted(self, names: Names) -> dict[int, Counter[int]]:
        """Count for each filer how often its documents name each party, the newest first."""
        counts: dict[int, Counter[int]] = defaultdict(Counter)
        for filing, calls in zip(names.filings, names.calls, strict=True):
            counts[self._filer_of[filing.sha256]].update(calls)
        return counts

    def _spellings(self) -> dict[str, Counter[str]]:
        """Count for each node how often it is called what."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for place, counts in self._counts.items():
            special = self.special.get(place, {})
            for each, count in counts.items():
                number = each if self._forms[each].kind is PartyKind.NAMED else self._meant(each, place)
                node = special.get(number) or self.standing[number]
                if node is not None:
                    found[node][self._forms[number].name] += count
                    for alias in self._decided_aliases(number):
                        found[node][alias] += count
        return found

    def _decided_aliases(self, number: int) -> Iterator[str]:
        form = self._forms[number]
        if self._table.parties and (known := self._table.of(form.core)):
            yield from (alias for alias, core in zip(form.aliases, form.cores, strict=True) if core in known.cores)

    def _all(self, wanted: set[str]) -> Iterable[Node]:
        names, spellings = {}, self._spellings()
        for group, node in zip(self._groups, self.filers, strict=True):
            names[node] = self._shown(group[0])
            told = {filing.company for filing in group} | set(spellings[node])
            yield Node(
                id=node,
                name=names[node],
                kind=NodeKind.COMPANY,
                filer=True,
                ticker=_ticker(group),
                cik=next((filing.cik for filing in group if filing.cik), None),
                spellings=tuple(sorted(told)),
            )
        for core, node in self._private_ids.items():
            known = self._table.of(core)
            # The commonest spelling, the shorter of equals: what most filings call it.
            told_most = sorted(spellings[node].items(), key=lambda item: (-item[1], len(item[0]), item[0]))
            if told_most:
                yield Node(
                    id=node,
                    name=known.name if known else told_most[0][0],
                    kind=NodeKind.COMPANY,
                    ticker=known.ticker if known else None,
                    cik=known.cik if known else None,
                    spellings=tuple(sorted(spellings[node])),
                )
        yield from self._unnamed(names, wanted)

    def _unnamed(self, names: dict[str, str], wanted: set[str]) -> Iterator[Node]:
        seen = set()
        for place, counts in self._counts.items():
            for each in counts:
                form = self._forms[each]
                if form.kind is PartyKind.NAMED or self._meant(each, place) != each:
                    continue
                node, filer = self.party(form, place), self.filers[place]
                if node in wanted and node not in seen:
                    seen.add(node)
                    kind = _UNNAMED[form.kind][0]
                    yield Node(id=node, name=f"{form.name} of {names[filer]}", label=form.name, kind=kind)

    def _learn_short_names(self) -> None:
        """Learn from one filing ("Tessel Laboratories, Inc. (“Tessel”)") what another calls a filer for short."""
        learned: dict[str, set[int]] = defaultdict(set)
        for each in set[int]().union(*self._counts.values()):
            form = self._forms[each]
            number = self._filer_called(form) if form.cores else None
            if number is None:
                continue
            for alias in form.cores:
                if _shortens(alias, form.core):
                    learned[alias].add(number)
        for core, numbers in learned.items():
            self._by_core.setdefault(core, numbers)

    def _filer_called(self, form: Called) -> int | None:
        """Which filer this is, if exactly one; the name counts before the aliases, a person's word before both."""
        if form.kind is not PartyKind.NAMED:
            return None
        if (decided := self._table.of(form.core)) is not None:
            return self._decided[decided.cores[0]]
        for names, called in (((form.name,), (form.core,)), (form.aliases, form.cores)):
            found = {number for core in called if core not in ROLES for number in self._by_core.get(core, ())}
            found |= {self._tickers[name] for name in names if len(name) >= _SHORTEST_TICKER and name in self._tickers}
            found = {number for number in found if not self._parts(form.core, number)}
            if len(found) == 1:
                return found.pop()
        return None

    def _parts(self, core: str, number: int) -> bool:
        """Whether a person said that a name is not this filer's."""
        decided = self._table.apart or self._table.parties
        return bool(decided) and any(self._table.parts(core, filing.core) for filing in self._groups[number])

    def _filer_decided(self, party: KnownParty) -> int | None:
        """Give the filer that a party of the table is: by CIK, by ticker, else by any of its names."""
        for number, group in enumerate(self._groups):
            ciks = {filing.cik.lstrip("0") for filing in group if filing.cik}
            if party.cik and ciks:
                if party.cik.lstrip("0") in ciks:
                    return number
            elif party.ticker and party.ticker == _ticker(group):
                return number
        found = {number for core in party.cores for number in self._by_core.get(core, ())}
        return found.pop() if len(found) == 1 else None

    def _shown(self, filing: Filing) -> str:
        known = self._table.of(filing.core)
        return known.name if known else filing.company

    def _strangers(self) -> Iterable[tuple[int, Called]]:
        for place, counts in self._counts.items():
            for each in counts:
                number = self._meant(each, place)
                form = self._forms[number]
                if form.kind is PartyKind.NAMED and self._known[number] is None:
                    yield place, form

    def _meant(self, number: int, place: int) -> int:
        """Give who a label or group of a filer is where a person said so, else the party itself."""
        form = self._forms[number]
        if not self._table.labels or form.kind is PartyKind.NAMED:
            return number
        group = self._groups[place]
        name = self._table.labelled({filing.core for filing in group} | {_ticker(group) or ""}, form.name)
        if name is None:
            return number
        meant = Called(PartyKind.NAMED, name, (), legal_core(name), ())
        if meant not in self._places:
            self._places[meant] = len(self._forms)
            self._forms.append(meant)
            self._known.append(self._filer_called(meant))
        return self._places[meant]

    def _new_id(self, name: str) -> str:
        base, number = _slug(name) or "unnamed", 2
        chosen = base
        while chosen in self._ids:
            chosen, number = f"{base}-{number}", number + 1
        self._ids.add(chosen)
        return chosen


def _filers(filings: Sequence[Filing], table: PartyTable) -> list[list[Filing]]:
    """Group documents by company. Two CIKs are two companies whatever their names; a call has its name alone.

    Only a person can say that two names with two CIKs are one company.
    """
    groups: list[list[int]] = []
    seen: dict[str, int] = {}
    for order in sorted(range(len(filings)), key=lambda each: filings[each].cik is None):
        filing = filings[order]
        cik = f"cik:{filing.cik.lstrip('0')}" if filing.cik else None
        known = table.of(filing.core)
        others = [f"core:{known.cores[0] if known else filing.core}"]
        if filing.ticker:
            others.insert(0, f"ticker:{filing.ticker}")
        marks = [cik, *(others[-1:] if known else [])] if cik else others
        number = next((seen[mark] for mark in marks if mark in seen), None)
        if number is None:
            number = len(groups)
            groups.append([])
        groups[number].append(order)
        for mark in filter(None, [cik, *others]):
            seen.setdefault(mark, number)
    found = [[filings[order] for order in sorted(group)] for group in groups]
    return sorted(found, key=lambda group: (_ticker(group) or "", group[0].core, group[0].cik or ""))


def _shortens(alias: str, name: str) -> bool:
    """Say whether an alias is made of the name's own words; any other may be a part played in one contract."""
    words, own = alias.split(), name.split()
    return (
        bool(words) and alias not in ROLES and len(words) < len(own) and words[0] == own[0] and set(words) <= set(own)
    )


def _ticker(group: Iterable[Filing]) -> str | None:
    """Give the newest ticker; a call often names none."""
    return next((filing.ticker for filing in group if filing.ticker), None)


def _slug(name: str) -> str:
    return _NOT_SLUG.sub("-", name.casefold()).strip("-")
