"""One party, one node: filers by CIK, ticker or name, the others by name, across all documents.

What a person decided goes before all of it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.lexis import legal_core as bare_core
from pipeline.loop.kinds import ROLES
from pipeline.loop.private import Private
from pipeline.loop.records import Node, NodeKind
from pipeline.records import Party, PartyKind
from pipeline.records.parties import PartyTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.records import DocumentFacts, FactFile
    from pipeline.records.parties import KnownParty

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SHORTEST_TICKER = 3

legal_core = lru_cache(maxsize=1 << 17)(bare_core)
"""The names of a map are few and asked for often."""


class Parties:
    """All parties of the fact files. Files are given newest first, so the newest spelling of a company is shown."""

    def __init__(self, files: Sequence[FactFile], table: PartyTable | None = None) -> None:
        self._table = table or PartyTable()
        self._ids: set[str] = set()
        self._filers = _filers([file.document for file in files], self._table)
        self._filer_of = {document: number for number, group in enumerate(self._filers) for document in group}
        self._by_core: dict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(self._filers):
            for document in group:
                for name in (document.company, *document.registrants):
                    self._by_core[legal_core(name)].add(number)
            # "Tessel" is the Tessel Platforms whose ticker is TESSEL.
            ticker = (_ticker(group) or "").casefold()
            if len(ticker) >= _SHORTEST_TICKER and ticker in {_first_word(document.company) for document in group}:
                self._by_core[ticker].add(number)
        self._filer_ids = [self._new_id(_ticker(group) or legal_core(group[0].company)) for group in self._filers]
        self._places = {node: number for number, node in enumerate(self._filer_ids)}
        self._tickers = {_ticker(group): number for number, group in enumerate(self._filers)}
        self._decided = {party.cores[0]: self._filer_decided(party) for party in self._table.parties}
        self._found: dict[tuple[str, tuple[str, ...]], int | None] = {}
        self._learn_short_names(files)
        self._found.clear()  # what was learned may tell more
        self._private = Private(self._strangers(files), self._table)
        self._private_ids = {core: self._new_id(name) for core, name in self._private.ids().items()}
        self._spellings: dict[str, Counter[str]] = defaultdict(Counter)
        self._others: dict[str, Node] = {}

    def filer(self, document: DocumentFacts) -> str:
        """Give the node id of the company that filed a document."""
        return self._filer_ids[self._filer_of[document]]

    def party(self, party: Party, filer: str) -> str:
        """Give the node id of a counterparty named in a document of ``filer``."""
        party = self._meant(party, self._places[filer])
        if party.kind is PartyKind.NAMED:
            number = self._known(party)
            core = self._private.stand(self._places[filer], legal_core(party.name))
            node = self._private_ids[core] if number is None else self._filer_ids[number]
            known = self._table.of(legal_core(party.name))
            others = [alias for alias in party.aliases if known and legal_core(alias) in known.cores]
            self._spellings[node].update([party.name, *others])
            return node
        kind, mark = (
            (NodeKind.ANONYMOUS, "anonymous") if party.kind is PartyKind.ANONYMOUS else (NodeKind.GROUP, "group")
        )
        # A label is the filer's own: its Customer A, its lenders, are nobody else's.
        node = f"{mark}:{filer}:{_slug(party.name)}"
        self._others.setdefault(node, Node(id=node, name=party.name, label=party.name, kind=kind))
        return node

    def nodes(self, used: Iterable[str]) -> tuple[Node, ...]:
        """Give the nodes with these ids, by id; withheld names carry the filer that withholds them."""
        wanted = set(used)
        return tuple(sorted((node for node in self._all() if node.id in wanted), key=lambda node: node.id))

    def _all(self) -> Iterable[Node]:
        names = {}
        for group, node in zip(self._filers, self._filer_ids, strict=True):
            names[node] = self._named(group[0].company)
            told = {document.company for document in group} | set(self._spellings[node])
            yield Node(
                id=node,
                name=names[node],
                kind=NodeKind.COMPANY,
                filer=True,
                ticker=_ticker(group),
                cik=next((document.cik for document in group if document.cik), None),
                spellings=tuple(sorted(told)),
            )
        for core, node in self._private_ids.items():
            known = self._table.of(core)
            # The commonest spelling, the shorter of equals: what most filings call it.
            told_most = sorted(self._spellings[node].items(), key=lambda item: (-item[1], len(item[0]), item[0]))
            if told_most:
                spellings = tuple(sorted(self._spellings[node]))
                yield Node(
                    id=node,
                    name=known.name if known else told_most[0][0],
                    kind=NodeKind.COMPANY,
                    ticker=known.ticker if known else None,
                    cik=known.cik if known else None,
                    spellings=spellings,
                )
        for other in self._others.values():
            yield other.model_copy(update={"name": f"{other.name} of {names[other.id.split(':')[1]]}"})

    def _learn_short_names(self, files: Iterable[FactFile]) -> None:
        """Learn from one filing ("Tessel Laboratories, Inc. (“Tessel”)") what another calls a filer for short."""
        learned: dict[str, set[int]] = defaultdict(set)
        for file in files:
            for deal in file.deals:
                party = deal.counterparty
                number = self._known(party) if party.kind is PartyKind.NAMED else None
                if number is None:
                    continue
                for alias in map(legal_core, party.aliases):
                    if _shortens(alias, legal_core(party.name)):
                        learned[alias].add(number)
        for core, numbers in learned.items():
            self._by_core.setdefault(core, numbers)

    def _known(self, party: Party) -> int | None:
        """Which filer this is, if exactly one; the name counts before the aliases, a person's word before both."""
        key = (party.name, party.aliases)
        if key not in self._found:
            self._found[key] = self._find(party)
        return self._found[key]

    def _find(self, party: Party) -> int | None:
        own = legal_core(party.name)
        if (decided := self._table.of(own)) is not None:
            return self._decided[decided.cores[0]]
        for names in ((party.name,), party.aliases):
            cores = {core for name in names if (core := legal_core(name)) not in ROLES}
            found = {number for core in cores for number in self._by_core.get(core, ())}
            found |= {self._tickers[name] for name in names if len(name) >= _SHORTEST_TICKER and name in self._tickers}
            found = {number for number in found if not self._parts(own, number)}
            if len(found) == 1:
                return found.pop()
        return None

    def _parts(self, core: str, number: int) -> bool:
        """Whether a person said that a name is not this filer's."""
        decided = self._table.apart or self._table.parties
        return bool(decided) and any(
            self._table.parts(core, legal_core(document.company)) for document in self._filers[number]
        )

    def _filer_decided(self, party: KnownParty) -> int | None:
        """Give the filer that a party of the table is: by CIK, by ticker, else by any of its names."""
        for number, group in enumerate(self._filers):
            ciks = {document.cik.lstrip("0") for document in group if document.cik}
            if party.cik and ciks:
                if party.cik.lstrip("0") in ciks:
                    return number
            elif party.ticker and party.ticker == _ticker(group):
                return number
        found = {number for core in party.cores for number in self._by_core.get(core, ())}
        return found.pop() if len(found) == 1 else None

    def _named(self, company: str) -> str:
        known = self._table.of(legal_core(company))
        return known.name if known else company

    def _strangers(self, files: Iterable[FactFile]) -> Iterable[tuple[int, Party]]:
        for file in files:
            place = self._filer_of[file.document]
            for deal in file.deals:
                party = self._meant(deal.counterparty, place)
                if party.kind is PartyKind.NAMED and self._known(party) is None:
                    yield place, party

    def _meant(self, party: Party, place: int) -> Party:
        """Give who a label or group of a filer is where a person said so, else the party itself."""
        if party.kind is PartyKind.NAMED or not self._table.labels:
            return party
        group = self._filers[place]
        names = {legal_core(document.company) for document in group} | {_ticker(group) or ""}
        name = self._table.labelled(names, party.name)
        return party if name is None else Party(name=name, kind=PartyKind.NAMED)

    def _new_id(self, name: str) -> str:
        base, number = _slug(name) or "unnamed", 2
        chosen = base
        while chosen in self._ids:
            chosen, number = f"{base}-{number}", number + 1
        self._ids.add(chosen)
        return chosen


def _filers(documents: Sequence[DocumentFacts], table: PartyTable) -> list[list[DocumentFacts]]:
    """Group documents by company. Two CIKs are two companies whatever their names; a call has its name alone.

    Only a person can say that two names with two CIKs are one company.
    """
    groups: list[list[DocumentFacts]] = []
    seen: dict[str, int] = {}
    for document in sorted(documents, key=lambda each: each.cik is None):
        cik = f"cik:{document.cik.lstrip('0')}" if document.cik else None
        known = table.of(legal_core(document.company))
        others = [f"core:{known.cores[0] if known else legal_core(document.company)}"]
        if document.ticker:
            others.insert(0, f"ticker:{document.ticker}")
        marks = [cik, *(others[-1:] if known else [])] if cik else others
        number = next((seen[mark] for mark in marks if mark in seen), None)
        if number is None:
            number = len(groups)
            groups.append([])
        groups[number].append(document)
        for mark in filter(None, [cik, *others]):
            seen.setdefault(mark, number)
    order = {document: place for place, document in enumerate(documents)}
    for group in groups:
        group.sort(key=order.__getitem__)
    return sorted(groups, key=lambda group: (_ticker(group) or "", legal_core(group[0].company), group[0].cik or ""))


def _shortens(alias: str, name: str) -> bool:
    """Say whether an alias is made of the name's own words; any other may be a part played in one contract."""
    words, own = alias.split(), name.split()
    return (
        bool(words) and alias not in ROLES and len(words) < len(own) and words[0] == own[0] and set(words) <= set(own)
    )


def _first_word(company: str) -> str:
    return legal_core(company).split(" ", 1)[0]


def _ticker(group: Iterable[DocumentFacts]) -> str | None:
    """Give the newest ticker; a call often names none."""
    return next((document.ticker for document in group if document.ticker), None)


def _slug(name: str) -> str:
    return _NOT_SLUG.sub("-", name.casefold()).strip("-")
