"""One party, one node: filers by CIK, ticker or name, the others by name, across all documents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pipeline.lexis import legal_core
from pipeline.loop.kinds import ROLES
from pipeline.loop.records import Node, NodeKind
from pipeline.records import PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.records import DocumentFacts, FactFile, Party

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SHORTEST_TICKER = 3
_SHORTEST_NAME = 4


class Parties:
    """All parties of the fact files. Files are given newest first, so the newest spelling of a company is shown."""

    def __init__(self, files: Sequence[FactFile]) -> None:
        self._ids: set[str] = set()
        self._filers = _filers([file.document for file in files])
        self._filer_of = {document: number for number, group in enumerate(self._filers) for document in group}
        self._by_core: dict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(self._filers):
            for document in group:
                for name in (document.company, *document.registrants):
                    self._by_core[legal_core(name)].add(number)
        self._filer_ids = [self._new_id(_ticker(group) or legal_core(group[0].company)) for group in self._filers]
        self._tickers = {_ticker(group): number for number, group in enumerate(self._filers)}
        self._learn_short_names(files)
        self._private = _private_names(self._strangers(files))
        self._private_ids = {core: self._new_id(core) for core in sorted(set(self._private.values()))}
        self._spellings: dict[str, Counter[str]] = defaultdict(Counter)
        self._others: dict[str, Node] = {}

    def filer(self, document: DocumentFacts) -> str:
        """Give the node id of the company that filed a document."""
        return self._filer_ids[self._filer_of[document]]

    def party(self, party: Party, filer: str) -> str:
        """Give the node id of a counterparty named in a document of ``filer``."""
        if party.kind is PartyKind.NAMED:
            number = self._known(party)
            core = legal_core(party.name)
            node = self._private_ids[self._private[core]] if number is None else self._filer_ids[number]
            self._spellings[node].update([party.name])
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
            names[node] = group[0].company
            told = {document.company for document in group} | set(self._spellings[node])
            yield Node(
                id=node,
                name=group[0].company,
                kind=NodeKind.COMPANY,
                filer=True,
                ticker=_ticker(group),
                cik=next((document.cik for document in group if document.cik), None),
                spellings=tuple(sorted(told)),
            )
        for node in self._private_ids.values():
            # The commonest spelling, the shorter of equals: what most filings call it.
            told_most = sorted(self._spellings[node].items(), key=lambda item: (-item[1], len(item[0]), item[0]))
            if told_most:
                spellings = tuple(sorted(self._spellings[node]))
                yield Node(id=node, name=told_most[0][0], kind=NodeKind.COMPANY, spellings=spellings)
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
        """Which filer this is, if exactly one; the name counts before the aliases."""
        for names in ((party.name,), party.aliases):
            cores = {core for name in names if (core := legal_core(name)) not in ROLES}
            found = {number for core in cores for number in self._by_core.get(core, ())}
            found |= {self._tickers[name] for name in names if len(name) >= _SHORTEST_TICKER and name in self._tickers}
            if len(found) == 1:
                return found.pop()
        return None

    def _strangers(self, files: Iterable[FactFile]) -> Iterable[tuple[int, Party]]:
        for file in files:
            for deal in file.deals:
                if deal.counterparty.kind is PartyKind.NAMED and self._known(deal.counterparty) is None:
                    yield self._filer_of[file.document], deal.counterparty

    def _new_id(self, name: str) -> str:
        base, number = _slug(name) or "unnamed", 2
        chosen = base
        while chosen in self._ids:
            chosen, number = f"{base}-{number}", number + 1
        self._ids.add(chosen)
        return chosen


def _filers(documents: Sequence[DocumentFacts]) -> list[list[DocumentFacts]]:
    """Group documents by company. Two CIKs are two companies whatever their names; a call has its name alone."""
    groups: list[list[DocumentFacts]] = []
    seen: dict[str, int] = {}
    for document in sorted(documents, key=lambda each: each.cik is None):
        cik = f"cik:{document.cik.lstrip('0')}" if document.cik else None
        others = [f"core:{legal_core(document.company)}"]
        if document.ticker:
            others.insert(0, f"ticker:{document.ticker}")
        marks = [cik] if cik else others
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


def _ticker(group: Iterable[DocumentFacts]) -> str | None:
    """Give the newest ticker; a call often names none."""
    return next((document.ticker for document in group if document.ticker), None)


def _private_names(parties: Iterable[tuple[int, Party]]) -> dict[str, str]:
    """Map each name's core to the core that stands for the party, given with the number of the filer that names it.

    An alias in one filing is the name in another; and "Tessel" in a company's call is the "Tessel Laboratories" of
    its report, where only one of its parties is called so.
    """
    aliases: dict[str, set[str]] = defaultdict(set)
    named_by: dict[int, set[str]] = defaultdict(set)
    for filer, party in parties:
        core = legal_core(party.name)
        aliases[core].update(legal_core(alias) for alias in party.aliases)
        named_by[filer].add(core)
    for cores in named_by.values():
        for short in cores - ROLES:
            longer = [core for core in cores if core.startswith(f"{short} ")]
            if len(longer) == 1 and len(short) >= _SHORTEST_NAME:
                aliases[longer[0]].add(short)
    stands = {core: core for core in aliases}

    def root(core: str) -> str:
        while stands[core] != core:
            core = stands[core]
        return core

    for core in sorted(aliases):
        for alias in sorted(aliases[core] & aliases.keys() - ROLES):
            first, second = sorted((root(core), root(alias)), key=lambda each: (len(each), each))
            stands[second] = first
    return {core: root(core) for core in aliases}


def _slug(name: str) -> str:
    return _NOT_SLUG.sub("-", name.casefold()).strip("-")
