"""Pairs of names that may be one party: near enough to be asked about, not near enough to be joined.

What is plainly one party never gets here (it is one already); what is plainly two is left out: two companies with a
registration number each, two names with legal forms that one document tells apart, "Alder Fund I" beside "Alder
Fund II", names that share nothing but a common word, and the many members of a family ("Alder of Ohio", "of Utah").
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from heapq import nsmallest
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from rapidfuzz import fuzz

from pipeline.inert import cut
from pipeline.lexis import legal_core as bare_core
from pipeline.lexis import name_words
from pipeline.resolve.common_words import COMMON, KINDS
from pipeline.resolve.decisions import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pipeline.records.parties import PartyTable

legal_core = lru_cache(maxsize=1 << 17)(bare_core)
_NUMERAL = re.compile(r"\d+|[ivx]+|[a-z]")
MOST_ASKED = 500
"""A person decides a few; the next ones are asked when these are decided."""

_QUOTE = 120
_PLACES = 2
_LIKE = 88
_LIKE_WORD = 80
_NOWHERE: frozenset[str] = frozenset()
_FOLLOWS = "it was decided of each that it is the same as a third, not whether these two are"
_SHORTEST = 6
_SHORTEST_WORD = 4
_INITIALS = range(2, 6)
_FEWEST_WORDS = 2
_FEW = 3
_FAMILY = 4
_SMALL = frozenset({"of", "the", "and", "for"})


class Mention(NamedTuple):
    """A named party in one place, and what else it is called there. A ``filer`` is named by a document of its own."""

    name: str
    document: str
    page: int
    quote: str
    aliases: tuple[str, ...] = ()
    filer: bool = False


class Named(NamedTuple):
    """A party under one name. ``node`` is the party it is taken for, ``aliases`` what else it is called.

    ``core`` and ``cores`` are name and aliases as ``legal_core`` gives them, who asks for pairs knows them already.
    ``documents`` hold it, all together so many ``times``. A ``filer`` is named by documents of its own; ``cik`` is its
    number where that is known.
    """

    node: str
    name: str
    aliases: tuple[str, ...]
    core: str
    cores: tuple[str, ...]
    documents: Sequence[str]
    times: int
    filer: bool = False
    cik: str | None = None


_Any = TypeVar("_Any", Named, Mention)


class _Near(NamedTuple):
    """Two names that are near: how near, of 100, and why in words that follow the names."""

    score: int
    why: str
    pair: tuple[str, str]


class _Party(NamedTuple):
    """What is taken for one party. ``legal`` are the documents that write a name of it with a legal form, by core."""

    node: str
    cores: tuple[str, ...]
    aliases: dict[str, str]
    cik: str | None
    legal: dict[str, frozenset[str]]


def doubtful(
    names: Sequence[Named], table: PartyTable, read: Callable[[Sequence[str]], Iterable[Mention]]
) -> tuple[Pair, ...]:
    """Give the pairs a person should look at, the likeliest first, at most 500. Decided pairs are not among them.

    ``read`` gives what documents mention; it is asked for the few that tell of a pair.
    """
    named: dict[str, list[Named]] = defaultdict(list)
    for each in names:
        if each.core not in table.never:
            named[each.core].append(each)
    parties = _parties(named)
    heads = Counter(head for party in parties for head in {core.split()[0] for core in party.cores})
    found: dict[tuple[str, str], _Near] = {}
    told_apart = bool(table.apart or table.parties)
    for one, other in _worth_comparing(parties):
        if one.cik and other.cik:
            continue
        pairs = [(a, b) for a in one.cores for b in other.cores if a != b]
        if told_apart and any(table.parts(*pair) for pair in pairs):
            continue
        called = sorted((one.aliases.keys() & other.aliases.keys()) - COMMON)
        near = [_Near(95, f"documents call both “{one.aliases[called[0]]}”", min(pairs))] if called and pairs else []
        for a, b in pairs:
            by_law = bool(one.legal.get(a, _NOWHERE) & other.legal.get(b, _NOWHERE))
            near += filter(None, [_spelled(a, b), None if by_law else _called(a, b, heads)])
        if near:
            best = min(near, key=lambda one: (-one.score, one.pair))
            found[_key(best.pair)] = best
    found |= _open(table, named, names)
    ordered = sorted(found.items(), key=lambda item: (-item[1].score, item[0]))[:MOST_ASKED]
    return tuple(_told(pair, near, named, read) for pair, near in ordered)


def _open(table: PartyTable, named: dict[str, list[Named]], names: Sequence[Named]) -> dict[tuple[str, str], _Near]:
    """Give the pairs that would follow from decisions, as far as both names stand somewhere."""
    for core in {core for pair in table.open for core in pair} - named.keys():
        # Decided pairs are printed under one name: the other is an alias now.
        if hidden := list(_under_another_name(core, names)):
            named[core] = hidden
    return {pair: _Near(100, _FOLLOWS, pair) for pair in table.open if all(core in named for core in pair)}


def _under_another_name(core: str, names: Iterable[_Any]) -> Iterator[_Any]:
    for each in names:
        yield from (each._replace(name=alias) for alias in each.aliases if legal_core(alias) == core)


def _key(pair: tuple[str, str]) -> tuple[str, str]:
    return (min(pair), max(pair))


def _parties(named: Mapping[str, Sequence[Named]]) -> list[_Party]:
    cores: dict[str, set[str]] = defaultdict(set)
    aliases: dict[str, dict[str, str]] = defaultdict(dict)
    legal: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    ciks: dict[str, str] = {}
    for core in sorted(named):
        for mention in named[core]:
            node = mention.node
            cores[node].add(core)
            spelt = zip((*mention.aliases, mention.name), (*mention.cores, mention.core), strict=True)
            for alias, called in spelt:
                words = " ".join(alias.split())
                aliases[node][called] = min(words, aliases[node].get(called, words))
            if name_words(mention.name)[-1].casefold() != core.split()[-1]:
                legal[node][core].update(mention.documents)
            if mention.cik:
                ciks[node] = mention.cik
    return [
        _Party(
            node,
            tuple(sorted(cores[node])),
            aliases[node],
            ciks.get(node),
            {core: frozenset(documents) for core, documents in legal[node].items()},
        )
        for node in sorted(cores)
    ]


def _worth_comparing(parties: Sequence[_Party]) -> Iterator[tuple[_Party, _Party]]:
    """Pairs that share a first letter, initials or an alias; thousands of names must not be compared each with each."""
    buckets: dict[str, set[int]] = defaultdict(set)
    for number, party in enumerate(parties):
        for core in party.cores:
            words = core.split()
            buckets[f"head {_letters(core)[:3]}"].add(number)
            buckets[f"initials {core if len(words) == 1 else _initials(words)}"].add(number)
        for alias in party.aliases:
            buckets[f"alias {alias}"].add(number)
    pairs = {pair for numbers in buckets.values() for pair in combinations(sorted(numbers), 2)}
    for one, other in sorted(pairs):
        yield parties[one], parties[other]


def _spelled(one: str, other: str) -> _Near | None:
    """Near by their letters alone."""
    ours, theirs = _letters(one), _letters(other)
    if ours == theirs:
        return _Near(97, "the same letters", (one, other))
    short, long = one.split(), other.split()
    if len(short) != len(long) or min(len(ours), len(theirs)) < _SHORTEST:
        return None
    ratio = round(fuzz.ratio(ours, theirs, score_cutoff=_LIKE - 1))
    if ratio < _LIKE or _only_numbers_differ(short, long):
        return None
    # A word of its own makes another name: "Alder of Ohio" is not "Alder of Utah".
    if all(a == b or fuzz.ratio(a, b) >= _LIKE_WORD for a, b in zip(short, long, strict=True)):
        return _Near(ratio, "spelled almost alike", (one, other))
    return None


def _called(one: str, other: str, heads: Counter[str]) -> _Near | None:
    """Near by what people make of names: initials, a part of the name, another end."""
    short, long = sorted((one.split(), other.split()), key=lambda words: (len(words), words))
    if len(short) == 1 and len(short[0]) in _INITIALS and len(long) >= _FEWEST_WORDS and short[0] == _initials(long):
        return _Near(85, f"“{short[0].upper()}” are the initials of the other", (one, other))
    if short[0] != long[0] or _only_numbers_differ(short, long):
        return None
    if long[: len(short)] == short and not COMMON.issuperset(short):
        more = long[len(short) :]
        why = f"one goes on where the other ends: “{' '.join(more)}”"
        if KINDS.issuperset(more):
            return _Near(90, why, (one, other))
        return _Near(80, why, (one, other)) if heads[short[0]] < _FAMILY else None
    head = short[0]
    # A first word that many parties share is a place, a trade or a family.
    if len(head) >= _SHORTEST_WORD and head not in COMMON and heads[head] < _FEW:
        return _Near(70, f"both begin with “{head}”", (one, other))
    return None


def _only_numbers_differ(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether the names are two of a series: "Alder Fund I" and "Alder Fund II"."""
    ours, theirs = Counter(short) - Counter(long), Counter(long) - Counter(short)
    own = [*ours, *theirs]
    return bool(own) and all(_NUMERAL.fullmatch(word) for word in own)


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words if word not in {"of", "the", "and", "for"})


@lru_cache(maxsize=100_000)
def _letters(core: str) -> str:
    """The letters of a name: "cajuína-wind" as "cajuinawind"."""
    plain = unicodedata.normalize("NFKD", " ".join(word for word in core.split() if word not in _SMALL))
    return "".join(char for char in plain if char.isalnum())


def _told(
    pair: tuple[str, str],
    near: _Near,
    named: Mapping[str, Sequence[Named]],
    read: Callable[[Sequence[str]], Iterable[Mention]],
) -> Pair:
    """Write a pair with the places of both; the name of a company whose documents were read goes first."""
    times = {core: sum(each.times for each in named[core]) for core in pair}
    cores = sorted(pair, key=lambda core: (not any(each.filer for each in named[core]), -times[core], core))
    names, places = [], []
    for core in cores:
        spellings = Counter[str]()
        for each in named[core]:
            spellings[" ".join(each.name.split())] += each.times
        names.append(min(spellings, key=lambda name: (-spellings[name], -len(name), name)))
        told = list(read(_documents(named[core])))
        own = [mention for mention in told if legal_core(mention.name) == core]
        places += [_place(mention) for mention in _telling(own or list(_under_another_name(core, told)))]
    return Pair(pair, (names[0], names[1]), None, "", near.score, near.why, tuple(places))


def _documents(names: Iterable[Named]) -> list[str]:
    """Pick a few documents that hold a name: quotes first, then what it filed itself."""
    ranked: dict[str, bool] = {}
    for each in names:
        for document in each.documents:
            ranked[document] = each.filer and ranked.get(document, True)
    return nsmallest(_PLACES, ranked, key=lambda document: (ranked[document], document))


def _telling(mentions: Iterable[Mention]) -> list[Mention]:
    """Pick a few places: quotes first, of different documents as far as there are."""
    first = {mention.document: mention for mention in sorted(mentions, key=_order, reverse=True)}
    rest = sorted(mentions, key=_order)
    return sorted(list(dict.fromkeys([*sorted(first.values(), key=_order), *rest]))[:_PLACES], key=_order)


def _order(mention: Mention) -> tuple[bool, str, int, str]:
    return (mention.filer, mention.document, mention.page, mention.quote)


def _place(mention: Mention) -> str:
    name = " ".join(mention.name.split())
    if mention.filer:
        return f"{name}: {mention.document}, which it filed"
    return f"{name}: {mention.document}, page {mention.page}: “{cut(_around(mention.quote, name), _QUOTE)}”"


def _around(quote: str, name: str) -> str:
    """Begin a long quote near the name."""
    head = name.split(maxsplit=1)[0]
    at = quote.find(head)
    if at < _QUOTE - len(name):
        return quote
    return f"…{quote[quote.rfind(' ', 0, at - 30) + 1 :]}"
