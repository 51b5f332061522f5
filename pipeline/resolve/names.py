"""One party, one name, inside one document. Nothing merges by transitivity; unnamed parties only by their label."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pipeline import lexis
from pipeline.records import Form, Party, PartyKind
from pipeline.records.parties import PartyTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.records import Document
    from pipeline.records.parties import KnownParty

_SPACE = re.compile(r"\s+")
_SHORTEST_HEAD = 4
_NOTHING = PartyTable()


def party_key(party: Party) -> str:
    """What two spellings of one party share: the name without legal form, case and punctuation."""
    name = lexis.legal_core(party.name) if party.kind is PartyKind.NAMED else party.name
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()


class Names:
    """The names of one document, each key with the spelling to print; what a person decided goes first."""

    def __init__(self, document: Document, parties: Iterable[Party], table: PartyTable = _NOTHING) -> None:
        self._table = table
        self._known: dict[str, KnownParty] = {}
        self._cores: dict[str, str] = {}
        spellings: dict[str, Counter[str]] = {}
        for party in parties:
            if party.kind is PartyKind.NAMED:
                self._cores.setdefault(party_key(party), lexis.legal_core(party.name))
                spellings.setdefault(party_key(party), Counter())[_SPACE.sub(" ", party.name)] += 1
        self._terms = {
            _key(definition.term): _key(lexis.legal_core(definition.name))
            for definition in document.definitions
            if definition.term
        }
        self._heard = document.text.lower() if document.identity.form is Form.CALL else ""
        self._same = {key: self._target(key, spellings) for key in spellings}
        self._printed: dict[str, str] = {}
        for key in spellings:
            target = self._same[key]
            misheard = self._misheard(key, spellings) is not None
            seen = spellings[target if misheard and target in spellings else key]
            best = max(
                [*seen, *([self._printed[target]] if target in self._printed else [])], key=lambda s: (len(s), s)
            )
            self._printed[target] = best

    def _target(self, key: str, spellings: dict[str, Counter[str]]) -> str:
        """The key of the party that a key is a name of: as a person decided, else as the document tells."""
        target = key if self._table.of(self._cores[key]) else self._longer(key, spellings)
        if target != key and self._table.parts(self._cores[key], self._cores[target]):
            target = key
        known = self._table.of(self._cores[target])
        if known is None:
            return target
        target = f"decided: {known.cores[0]}"
        self._known[target] = known
        return target

    def _longer(self, key: str, spellings: dict[str, Counter[str]]) -> str:
        defined = self._terms.get(key)
        if defined and defined in spellings:
            return defined
        spelled = [other for other in spellings if _initials(other) == key and len(key) > 2]  # noqa: PLR2004
        if len(spelled) == 1:
            return spelled[0]
        misheard = self._misheard(key, spellings)
        if misheard is not None:
            return misheard
        longer = [other for other in spellings if other != key and other.startswith(key + " ")]
        return longer[0] if len(longer) == 1 and len(key) >= _SHORTEST_HEAD and " " not in key else key

    def _misheard(self, key: str, spellings: Iterable[str]) -> str | None:
        """Whom a transcript means by a name it spells so once, one letter off one that it spells more often."""
        alike = [other for other in spellings if lexis.misheard(key, other, self._heard)]
        return alike[0] if len(alike) == 1 else None

    def same(self, party: Party) -> str:
        """The key under which a party's deals belong together."""
        key = party_key(party)
        return self._same.get(key, key) if party.kind is PartyKind.NAMED else f"{party.kind.value}:{key}"

    def printed(self, parties: list[Party]) -> Party:
        """One party made of several mentions of it."""
        first = parties[0]
        key = self.same(first)
        known = self._known.get(key)
        name = known.name if known else self._printed.get(key, first.name)
        aliases = {_SPACE.sub(" ", a) for p in parties for a in (*p.aliases, p.name)} - {name}
        written = dict.fromkeys(w for p in parties for w in p.as_written)
        return Party(
            name=name,
            kind=first.kind,
            aliases=tuple(sorted(aliases)),
            as_written=tuple(written),
            ticker=known.ticker if known else None,
            cik=known.cik if known else None,
        )


def _initials(key: str) -> str:
    return "".join(word[0] for word in key.split() if word not in {"of", "the", "and", "for"})


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()
