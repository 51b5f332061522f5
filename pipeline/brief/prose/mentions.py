"""Who is named in a sentence, and where: the company, the other side, or a name that nobody proved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.names import party_in_sentence, party_name, short_name
from pipeline.inert import clean
from pipeline.lexis import legal_core
from pipeline.records import PartyKind

if TYPE_CHECKING:
    from pipeline.brief.prose.subjects import Subject

STAND_IN = "Zz"
"""Put in the place of a name, so that what is in a name is neither a figure nor a word."""
_SHORTEST = 2


class Mention(NamedTuple):
    """One side named at a place."""

    start: int
    end: int
    filer: bool


def mentions(subject: Subject, text: str) -> tuple[Mention, ...]:
    """Find every place where the company or the other side of the deal is named, longest names first."""
    names = dict.fromkeys(_filer(subject), True) | dict.fromkeys(_others(subject), False)
    if not names:
        return ()
    ordered = sorted(names, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<![\w$]){re.escape(name)}(?!\w)" for name in ordered))
    return tuple(Mention(match.start(), match.end(), names[match.group()]) for match in pattern.finditer(text))


def masked(text: str, found: tuple[Mention, ...]) -> str:
    """Put the stand-in where names stand; places behind the first name move."""
    for mention in reversed(found):
        text = f"{text[: mention.start]}{STAND_IN}{text[mention.end :]}"
    return text


def _filer(subject: Subject) -> set[str]:
    names = {subject.filer, clean(subject.company), short_name(subject.company)}
    return {name for name in names if len(name) >= _SHORTEST} | {"the company", "The company"}


def _others(subject: Subject) -> set[str]:
    if subject.deal is None:
        return set()
    party = subject.deal.counterparty
    own = {legal_core(name) for name in _filer(subject)}
    told = {party_in_sentence(party), party_name(party), clean(party.name), short_name(party.name)}
    if party.kind is PartyKind.NAMED:
        told |= {short_name(name) for name in party.aliases}
    told = {name for name in told if len(name) >= _SHORTEST and "…" not in name and legal_core(name) not in own}
    if party.kind is not PartyKind.NAMED:
        told |= {name[:1].upper() + name[1:] for name in told} | {name[:1].lower() + name[1:] for name in told}
    return told
