"""Gates: the party, or the term defined for it, stands in the quotes; it is a party, and not the filer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.check.case import Case, Refusal
from pipeline.check.party_words import CLASS_STEMS, FALSE_PARTIES, GENERIC, LISTED, ROLES
from pipeline.lexis import legal_core, misheard, name_words
from pipeline.records import DealType, Evidence, Form, Match, PartyKind, ProposedParty, Withholding

if TYPE_CHECKING:
    from pipeline.check.source import Source
    from pipeline.records import Definition

_LONGEST_INTRODUCTION = 400
# Reports go to it, and penalties are paid to it.
_FINES = "securities and exchange commission"
_SHORTEST_STEM = 4
_STEM = 6
_ACRONYM = 4
_LETTERS = r"[a-z0-9]{1,2}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|&|or)\s+)[a-z0-9]{1,2})+\b"
_LABEL = re.compile(r"(?:[A-Z]|\d{1,3}|[IVX]{1,4})$")


class _Ground(NamedTuple):
    """Why a party counts as standing in the quotes: directly, or by a term whose introduction is then evidence."""

    introduction: Definition | None = None


def open_for_filer(source: Source, case: Case) -> Case | Refusal:
    """Nobody deals with himself."""
    party = case.candidate.party
    core = legal_core(party.name)
    filer = source.filer
    if core in filer or (party.kind is PartyKind.NAMED and any(_shortens(core, name) for name in filer)):
        return Refusal(Withholding.PARTY_IS_FILER, f'"{party.name}" is the company that filed the document')
    return case


def open_for_real_parties(source: Source, case: Case) -> Case | Refusal:
    """Exchanges, auditors, trustees as such, months, defined terms and generic words are no counterparties."""
    party = case.candidate.party
    name = " ".join(word.casefold() for word in name_words(party.name)).removeprefix("the ")
    if not name:
        return Refusal(Withholding.FALSE_PARTY, "the party has no name")
    if party.kind is not PartyKind.NAMED:
        return case
    entry = next((entry for entry in FALSE_PARTIES if entry.pattern.fullmatch(name)), None)
    if entry is not None and not (case.candidate.type is DealType.SETTLEMENT and name.endswith(_FINES)):
        return Refusal(Withholding.FALSE_PARTY, f'"{party.name}" is no counterparty, as in: {entry.example}')
    if _only_in_a_role(source, party.name, case.evidence):
        return Refusal(Withholding.FALSE_PARTY, f'"{party.name}" is only a trustee, an agent or an exchange there')
    return case


def open_for_parties(source: Source, case: Case) -> Case | Refusal:
    """Open for a party that stands in the quotes, or is introduced elsewhere under a term that does."""
    party = case.candidate.party
    texts = tuple(source.words(evidence) for evidence in case.evidence)
    words = tuple(name_words(text) for text in texts)
    heads = _heads(source, case.evidence)
    ground = (
        _named(source, party, words) if party.kind is PartyKind.NAMED else _unnamed(source, party, words, texts, heads)
    )
    if ground is None:
        return Refusal(
            Withholding.PARTY_NOT_IN_QUOTE, f'"{party.name}" does not stand in the quotes, nor a term defined for it'
        )
    evidence = case.evidence
    if ground.introduction is not None:
        added = _introduction(source, ground.introduction)
        if not any(known.start <= added.start and added.end <= known.end for known in evidence):
            evidence = (*evidence, added)
            words = (*words, name_words(source.words(added)))
    return case._replace(
        evidence=evidence,
        as_written=tuple(
            dict.fromkeys(
                text
                for text in (*party.as_written, party.name)
                if any(_stands(name_words(text), said) for said in words)
            )
        ),
        aliases=tuple(
            dict.fromkeys(
                alias
                for alias in party.aliases
                if alias != party.name
                and source.stands(alias)
                and (_is_called(source, party, alias) or any(_stands(name_words(alias), said) for said in words))
            )
        ),
    )


def _is_called(source: Source, party: ProposedParty, alias: str) -> bool:
    """Tell whether a second name can be the party's: not where it is another whom the document introduces.

    It shares a word or initials with the name, is introduced with it, or stands for a group, which bears many names.
    """
    if party.kind is not PartyKind.NAMED:
        return True
    names = {legal_core(party.name)}
    for name, term, _ in source.introductions:
        both = {" ".join(name), legal_core(" ".join(term))}
        names |= both if both & names else set()
    shared = {word for name in names for word in name.split()} & set(legal_core(alias).split())
    return bool(shared - GENERIC) or legal_core(alias) in names or _initials(name_words(party.name)) == alias


def _named(source: Source, party: ProposedParty, quotes: tuple[tuple[str, ...], ...]) -> _Ground | None:
    name = _without_form(party.name)
    if any(_stands(name, said) for said in quotes) or _misheard(source, name, quotes):
        return _Ground()
    introduced = _by_introduction(source, party, quotes)
    if introduced is not None:
        return introduced
    for written in (*party.as_written, *party.aliases):
        short = name_words(written)
        if (
            _short_form(short, name)
            and any(_stands(short, said) for said in quotes)
            and source.stands(" ".join(party.name.split()))
        ):
            return _Ground()
    return None


def _misheard(source: Source, name: tuple[str, ...], quotes: tuple[tuple[str, ...], ...]) -> bool:
    """Tell whether the quotes of a call name the party in a spelling that only the writer of the transcript has."""
    if source.document.identity.form is not Form.CALL or len(name) != 1:
        return False
    meant = name[0].casefold()
    said = {word.casefold() for words in quotes for word in words if word[0].isupper()}
    return any(misheard(written, meant, source.lowered) for written in said)


def _by_introduction(source: Source, party: ProposedParty, quotes: tuple[tuple[str, ...], ...]) -> _Ground | None:
    """Find in the quotes the term that the document defines for the party, or the name it defines for the term."""
    core = tuple(legal_core(party.name).split())
    if not core or (len(core) == 1 and core[0] in GENERIC):
        return None
    for name_core, term, definition in source.introductions:
        means = name_core[: len(core)] == core or tuple(word.casefold() for word in term) == core
        if means and any(_stands(term, said) or _stands(_without_form(definition.name), said) for said in quotes):
            return _Ground(definition)
    return None


def _unnamed(
    source: Source, party: ProposedParty, quotes: tuple[tuple[str, ...], ...], texts: tuple[str, ...], heads: str
) -> _Ground | None:
    """Find the words of an unnamed customer or a class in the quotes; its name must go with them.

    A row of a table also stands under its title and heads: "Total 43,520" under "Purchase Commitments".
    """
    name, *written = (name_words(text) for text in (party.name, *party.as_written))
    if any(_stands(name, said, capitals=False) for said in quotes):
        return _Ground()
    introduced = _by_introduction(source, party, quotes)
    if introduced is not None:
        return introduced
    text = " ".join(texts).lower()
    if len(name) > 1 and any(name[-1].casefold() in listed for listed in _listed(" ".join(name[:-1]), text)):
        return _Ground()
    if party.kind is PartyKind.CLASS and _speaks_of(name, f"{text}\n{heads}"):
        return _Ground()
    standing = [words for words in written if any(_stands(words, said, capitals=False) for said in quotes)]
    if party.kind is PartyKind.CLASS:
        return (
            _Ground()
            if standing and any(_begins(word[:_STEM], text) for word in name if len(word) >= _SHORTEST_STEM)
            else None
        )
    labelled = len(name) > 1 and _LABEL.match(name[-1]) is not None
    return _Ground() if not labelled and any(_share_a_stem(name, words) for words in standing) else None


def _heads(source: Source, quotes: tuple[Evidence, ...]) -> str:
    """Give the titles and column heads of the tables that the quotes are rows of, in small letters."""
    tables = [table for quote in quotes if (table := source.document.table_at(quote.start)) is not None]
    return "\n".join(text for table in tables for text in (table.title or "", *table.columns)).lower()


def _listed(head: str, text: str) -> list[tuple[str, ...]]:
    """Give the letters that stand together behind one head: "Customers A, B and D" speaks of Customer D too."""
    found = re.finditer(rf"\b{re.escape(head.casefold())}s?\s+({_LETTERS})", text)
    return [tuple(re.findall(r"[a-z0-9]+", match[1])) for match in found]


def _speaks_of(name: tuple[str, ...], text: str) -> bool:
    """Tell whether the quotes speak of what such a class does: lessors of a lease, noteholders of notes."""
    heads = [head for word in name for head in CLASS_STEMS if word.casefold().startswith(head)]
    return any(_begins(stem, text) for head in heads for stem in CLASS_STEMS[head])


def _begins(stem: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(stem.casefold())}", text) is not None


def _share_a_stem(name: tuple[str, ...], written: tuple[str, ...]) -> bool:
    stems = {word.casefold()[:_STEM] for word in name if len(word) >= _SHORTEST_STEM}
    return any(word.casefold()[:_STEM] in stems for word in written)


def _stands(words: tuple[str, ...], said: tuple[str, ...], *, capitals: bool = True) -> bool:
    """Tell whether ``words`` stand in a row in ``said``; a capital letter of a name must be one there too."""
    if not words:
        return False
    wanted = tuple(word.casefold() for word in words)
    folded = tuple(word.casefold() for word in said)
    for at in range(len(folded) - len(wanted) + 1):
        if folded[at] == wanted[0] and folded[at : at + len(wanted)] == wanted:
            there = said[at : at + len(wanted)]
            if not capitals or all(_same_case(ours, theirs) for ours, theirs in zip(words, there, strict=True)):
                return True
    return False


def _same_case(ours: str, theirs: str) -> bool:
    """Tell whether a name's capitals stand in the text too: "IT" is not "It"; a long name may be set in capitals."""
    if ours.isupper() and 1 < len(ours) <= _ACRONYM:
        return theirs.isupper()
    return theirs[0].isupper() or not ours[0].isupper()


def _without_form(name: str) -> tuple[str, ...]:
    """Give the name's words in their case, without article and legal form."""
    words, core = name_words(name), legal_core(name).split()
    for at in range(len(words) - len(core) + 1):
        if [word.casefold() for word in words[at : at + len(core)]] == core:
            return words[at : at + len(core)]
    return words


def _short_form(short: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Tell whether these are the first words of a name ("Alder" of Alder Semiconductor) or its initials."""
    if not short or len(short) >= len(name):
        return len(short) == 1 and len(name) > 1 and _initials(name) == short[0]
    if len(short) == 1 and short[0].isupper() and len(short[0]) > 1 and _initials(name) == short[0]:
        return True
    lowered = tuple(word.casefold() for word in short)
    return lowered == tuple(word.casefold() for word in name[: len(short)]) and (
        len(short) > 1 or lowered[0] not in GENERIC
    )


def _initials(name: tuple[str, ...]) -> str:
    return "".join(word[0] for word in name if word[0].isupper())


def _shortens(core: str, name: str) -> bool:
    """Tell whether ``core`` is a part of the filer's name and says enough to mean it."""
    return bool(core) and f" {core} " in f" {name} " and not GENERIC.issuperset(core.split())


def _only_in_a_role(source: Source, name: str, quotes: tuple[Evidence, ...]) -> bool:
    """Tell whether every place of the name in the quotes goes on "…, as trustee"."""
    seen = False
    short = " ".join(_without_form(name))
    for evidence in quotes:
        text = source.words(evidence)
        at = text.find(short)
        while at >= 0:
            after, before = text[at + len(short) : at + len(short) + 160], text[max(0, at - 40) : at]
            if not (ROLES.match(after) or LISTED.search(before)):
                return False
            seen = True
            at = text.find(short, at + 1)
    return seen


def _introduction(source: Source, definition: Definition) -> Evidence:
    """Give the sentence that introduces a term, or as much of it as an evidence quote may hold."""
    spans = source.sentences(definition.start, definition.end)
    start, end = (
        (min(definition.start, spans[0][0]), max(definition.end, spans[-1][1]))
        if spans
        else (definition.start, definition.end)
    )
    if end - start > _LONGEST_INTRODUCTION:
        start, end = definition.start, definition.end
    return source.evidence(start, end, Match.EXACT)
