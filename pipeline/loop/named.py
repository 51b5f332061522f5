"""What fact files say of who is who, and nothing else of them: enough to find out which names are one party.

Ten thousand fact files name the same few thousand parties in the same words, so each way of naming one is kept once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexis import legal_core as bare_core

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.records import DocumentFacts, FactFile, Party, PartyKind

legal_core = lru_cache(maxsize=1 << 17)(bare_core)
"""The names of a map are few and asked for often."""


class Called(NamedTuple):
    """A party as a deal names it. ``core`` and ``cores`` are its name and its aliases as they are compared."""

    kind: PartyKind
    name: str
    aliases: tuple[str, ...]
    core: str
    cores: tuple[str, ...]


class Filing(NamedTuple):
    """A document and who filed it. ``core`` and ``cores`` are the company and its registrants as they are compared."""

    sha256: str
    company: str
    ticker: str | None
    cik: str | None
    core: str
    cores: tuple[str, ...]


class Names(NamedTuple):
    """All that names anybody. ``calls[i]`` are the places in ``forms`` of what the deals of ``filings[i]`` name."""

    filings: Sequence[Filing]
    forms: Sequence[Called]
    calls: Sequence[Sequence[int]]


class Spelt(NamedTuple):
    """One way in which documents name a party: the node it is, and the paths of the documents, so many times in all."""

    node: str
    name: str
    aliases: tuple[str, ...]
    core: str
    cores: tuple[str, ...]
    documents: Sequence[str]
    times: int
    filer: bool = False
    cik: str | None = None


def called(party: Party) -> Called:
    """Take from a party what it is called."""
    return _called(party.kind, party.name, party.aliases)


@lru_cache(maxsize=1 << 17)
def _called(kind: PartyKind, name: str, aliases: tuple[str, ...]) -> Called:
    return Called(kind, name, aliases, legal_core(name), tuple(map(legal_core, aliases)))


def filing(document: DocumentFacts) -> Filing:
    """Take from a document who filed it."""
    return Filing(
        document.sha256,
        document.company,
        document.ticker,
        document.cik,
        legal_core(document.company),
        tuple(map(legal_core, document.registrants)),
    )


def names_of(files: Iterable[FactFile]) -> Names:
    """Take the names out of fact files, which are given newest first."""
    places: dict[Called, int] = {}
    filings, calls = [], []
    for file in files:
        filings.append(filing(file.document))
        calls.append([places.setdefault(called(deal.counterparty), len(places)) for deal in file.deals])
    return Names(filings, tuple(places), calls)
