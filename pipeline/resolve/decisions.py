"""What a person wrote about names, read and held to its rules: ``parties.toml``, and pairs decided in proposals.

``parties.toml``::

    never = ["Larch Park"]              # above the first table: names that are no party

    [[party]]
    name = "Alder Semiconductor, Inc."  # the name that is printed
    aliases = ["Alder", "ALSC"]         # the same party under other names
    ticker = "ALDR"
    cik = "0001234567"

    [[label]]                           # who a label of one filer is, on the map
    filer = "ALDR"
    label = "Customer A"
    party = "Birch Foundry, Inc."

    [[pair]]                            # as it stands in the proposals
    names = ["Birch", "Birch Foundry"]
    same = false

Nothing follows from two pairs: where A is B and B is C, whether A is C is asked, and until it is answered the pair
that comes later in the alphabet is not in force. A ``[[party]]`` is one statement about all its names.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, Never

from pipeline.errors import SettingsError
from pipeline.lexis import legal_core
from pipeline.records.parties import KnownParty, Label, PartyTable
from pipeline.written import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

UNDECIDED = "?"

_KEYS = {
    "party": frozenset({"name", "aliases", "ticker", "cik"}),
    "label": frozenset({"filer", "label", "party"}),
    "pair": frozenset({"key", "names", "same", "score", "why", "places"}),
}
_ABOVE = {"never": "put never above the first [[...]]"}
# A label is the filer's own: its Customer A is nobody else's.
_LABEL = re.compile(
    r"(?:(?:the|one|our|direct|indirect|end|largest) )*(?:customer|supplier|vendor|partner|lender|lessor|tenant|party"
    r"|distributor|company|bank)s?(?: (?:[a-z]|\d{1,2}|one|two|three|four|five))?",
    re.IGNORECASE,
)
_TWO = 2


class Pair(NamedTuple):
    """Two names, and whether they are one party; ``same`` is None where nobody decided.

    ``cores`` are the names as compared, in alphabetical order: the pair's stable key.
    """

    cores: tuple[str, str]
    names: tuple[str, str]
    same: bool | None
    where: str
    score: int = 0
    why: str = ""
    places: tuple[str, ...] = ()


class _Reading(Written):
    """One of the two files; its names are held to the rules of names."""

    def tables(self, kind: str) -> Iterator[tuple[int, Mapping[str, object]]]:
        """Give the tables of a kind, each with its number; fail for keys no such table has."""
        return self.entries(kind, _KEYS[kind], _ABOVE)

    def names(self, value: object, line: int, what: str) -> tuple[str, ...]:
        """Give a list of names; fail for anything else, and for a label that each filer gives its own customers."""
        if not isinstance(value, list) or not all(isinstance(name, str) and legal_core(name) for name in value):
            self.fail(f"{what} must be a list of names in quotes", line)
        for name in value:
            if _LABEL.fullmatch(" ".join(name.split())):
                remedy = "leave it out: an unnamed party stays with the document that names it so"
                self.fail(f'"{name}" is what each filer calls a party of its own', line, remedy)
        return tuple(value)


def pairs(text: str, name: str) -> tuple[Pair, ...]:
    """Read the ``[[pair]]`` tables of a file called ``name``; raises ``SettingsError`` naming the line."""
    return tuple(_pairs(_Reading(text, name), may_wait=True))


def party_table(own: str, own_name: str, proposals: str, proposals_name: str) -> PartyTable:
    """Give the decisions of a person's own file and of the proposals, either of them empty where there is none.

    Raises ``SettingsError`` naming file and line for what is no TOML, a key that does not exist, a value of another
    kind, a name that stands for two parties, and decisions that contradict one another.
    """
    mine, proposed = _Reading(own, own_name), _Reading(proposals, proposals_name)
    for key in mine.content:
        if key not in {"never", *_KEYS}:
            mine.fail(f"there is no {key}", mine.line(key=key), "there are never, [[party]], [[label]] and [[pair]]")
    never = mine.names(mine.content.get("never", []), mine.line(key="never"), "never")
    parties = _parties(mine)
    for name in never:
        if (core := legal_core(name)) in parties:
            mine.fail(f'"{name}" is {parties[core].name} and never a party', mine.line(key="never"))
    decided = [pair for pair in (*_pairs(mine), *_pairs(proposed, may_wait=True)) if pair.same is not None]
    table = _joined(parties, tuple(sorted({legal_core(name) for name in never})), decided)
    return table.model_copy(update={"labels": tuple(_labels(mine))})


def _labels(reading: _Reading) -> Iterator[Label]:
    for number, table in reading.tables("label"):
        told = [reading.text_of(table, key, reading.line("label", number, key)) for key in ("filer", "label", "party")]
        filer, label, party = told
        if filer is None or label is None or party is None:
            reading.fail("a [[label]] needs filer, label and party", reading.line("label", number))
        (name,) = reading.names([party], reading.line("label", number, "party"), "party")
        yield Label(filer=legal_core(filer), label=" ".join(label.split()).casefold(), party=" ".join(name.split()))


def _parties(reading: _Reading) -> dict[str, KnownParty]:
    """Read ``[[party]]``; gives the party of each core."""
    found: dict[str, KnownParty] = {}
    for number, table in reading.tables("party"):
        line = reading.line("party", number)
        name = reading.text_of(table, "name", reading.line("party", number, "name"))
        if name is None:
            reading.fail("a [[party]] needs a name", line)
        place = reading.line("party", number, "aliases")
        names = (*reading.names([name], line, "name"), *reading.names(table.get("aliases", []), place, "aliases"))
        cik = reading.text_of(table, "cik", reading.line("party", number, "cik"))
        if cik is not None and not cik.isdigit():
            reading.fail("cik must be digits in quotes", reading.line("party", number, "cik"))
        party = KnownParty(
            name=" ".join(name.split()),
            cores=tuple(dict.fromkeys(map(legal_core, names))),
            ticker=reading.text_of(table, "ticker", reading.line("party", number, "ticker")),
            cik=cik,
        )
        for core in party.cores:
            if core in found:
                reading.fail(f'"{core}" stands for {found[core].name} and for {party.name}', line)
            found[core] = party
    return found


def _pairs(reading: _Reading, *, may_wait: bool = False) -> Iterator[Pair]:
    for number, table in reading.tables("pair"):
        place = reading.line("pair", number, "names")
        names = reading.names(table.get("names"), place, "names")
        cores = sorted({legal_core(name) for name in names})
        if len(names) != _TWO:
            reading.fail("names must be two names", place)
        if len(cores) != _TWO and may_wait and table.get("same") == UNDECIDED:
            continue  # asked by an earlier version; this one knows that they are one party
        if len(cores) != _TWO:
            remedy = "leave the pair out: names that differ in legal form only are always one party"
            reading.fail("the two names differ in nothing but legal form", place, remedy)
        same = table.get("same")
        line = reading.line("pair", number, "same")
        if not isinstance(same, bool) and not (may_wait and same == UNDECIDED):
            reading.fail("same must be true or false", line)
        score, why, places = table.get("score"), table.get("why"), table.get("places")
        yield Pair(
            (cores[0], cores[1]),
            (names[0], names[1]),
            same if isinstance(same, bool) else None,
            f"{reading.name}, line {line}",
            score if isinstance(score, int) else 0,
            why if isinstance(why, str) else "",
            tuple(map(str, places)) if isinstance(places, list) else (),
        )


def _joined(parties: dict[str, KnownParty], never: tuple[str, ...], decided: list[Pair]) -> PartyTable:
    """Join what was decided to be the same, as far as every pair of a group was decided."""
    said: dict[tuple[str, str], Pair] = {}
    for pair in decided:
        if said.setdefault(pair.cores, pair).same is not pair.same:
            _contradiction(pair, f"{said[pair.cores].where} says the contrary")
    groups = {core: frozenset(party.cores) for core, party in parties.items()}
    first: dict[str, str] = {}
    missing: set[tuple[str, str]] = set()
    for pair in sorted(said.values(), key=lambda pair: pair.cores):
        one, other = (groups.get(core, frozenset({core})) for core in pair.cores)
        if one == other and not pair.same:
            _contradiction(pair, "by what else is decided they are one party")
        if one == other or not pair.same:
            continue
        if all(core in parties for core in pair.cores):
            _contradiction(pair, "they are two of the [[party]] tables")
        asked = _undecided(parties, said, pair, product(one, other))
        missing |= asked
        if not asked:
            for core in one | other:
                groups[core] = one | other
                first.setdefault(core, pair.names[0])
    return PartyTable(
        parties=_known(parties, groups, first),
        never=never,
        apart=tuple(sorted(pair.cores for pair in said.values() if not pair.same)),
        open=tuple(sorted(missing)),
    )


def _undecided(
    parties: dict[str, KnownParty],
    said: dict[tuple[str, str], Pair],
    pair: Pair,
    across: Iterable[tuple[str, str]],
) -> set[tuple[str, str]]:
    """Give what ``pair`` would decide beside itself; fail where it was decided otherwise.

    A ``[[party]]`` is one thing: who is one of its names is the party.
    """
    decided: dict[tuple[frozenset[str], frozenset[str]], bool] = {}
    for a, b in across:
        units = tuple(frozenset(parties[core].cores) if core in parties else frozenset({core}) for core in (a, b))
        known = said.get((min(a, b), max(a, b)))
        if known is not None and not known.same:
            _contradiction(pair, f'"{known.names[0]}" and "{known.names[1]}" are two ({known.where})')
        decided[units[0], units[1]] = decided.get((units[0], units[1]), False) or known is not None
    names = [(min(one), min(other)) for (one, other), is_decided in decided.items() if not is_decided]
    return {(min(a, b), max(a, b)) for a, b in names}


def _known(
    parties: dict[str, KnownParty], groups: dict[str, frozenset[str]], first: dict[str, str]
) -> tuple[KnownParty, ...]:
    found: dict[frozenset[str], KnownParty] = {}
    for core in sorted(groups):
        group = groups[core]
        own = next((parties[name] for name in sorted(group) if name in parties), None)
        if own is None:
            found.setdefault(group, KnownParty(name=first[core], cores=tuple(sorted(group))))
        else:
            rest = sorted(group - set(own.cores))
            found[group] = own.model_copy(update={"cores": (*own.cores, *rest)})
    return tuple(sorted(found.values(), key=lambda party: party.cores))


def _contradiction(pair: Pair, why: str) -> Never:
    raise SettingsError(
        f'"{pair.names[0]}" and "{pair.names[1]}" are decided both ways: {why}',
        path=pair.where,
        remedy="keep one of the two decisions",
    )
