"""Whether two claims are one arrangement. Decides what a model is asked about again, so it must err towards asking.

A claim is told by another where their quotes meet and nothing speaks against it, or, where the quotes do not meet,
where they name the same party and the same main figure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexis import legal_core
from pipeline.records import DealType, PartyKind, Payer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.model.shown import Extent
    from pipeline.records import Candidate, Document, ProposedAmount, ProposedParty

_OPPOSITE = frozenset({Payer.FILER, Payer.COUNTERPARTY})
_COUNTS = frozenset({"percent", "years", "months", "MW"})
"""Units whose figures are small and meet by chance: alone they do not make two statements one."""


_SIGNS = re.compile(r"[^\w\s]")


class Claim(NamedTuple):
    """A candidate and where its quotes stand, as far as they were found."""

    candidate: Candidate
    places: tuple[Extent, ...]


def placed(document: Document, candidate: Candidate) -> Claim:
    """Give a candidate with the places its quotes claim, of those that claim one."""
    last = len(document.text)
    return Claim(
        candidate,
        tuple(
            (quote.start, min(quote.start + len(quote.text), last))
            for quote in candidate.quotes
            if quote.start is not None
        ),
    )


def teller(told: Claim, others: Sequence[Claim]) -> int | None:
    """Give the place in ``others`` of the claim that tells ``told``, the nearest first; None where none does."""
    found = [(_nearness(told, other), -number) for number, other in enumerate(others) if tells(other, told)]
    return -max(found)[1] if found else None


def tells(one: Claim, other: Claim) -> bool:
    """Tell whether ``one`` tells the arrangement that ``other`` claims."""
    first, second = one.candidate, other.candidate
    if _differ(first, second):
        return False
    same_party, figures = _same_party(first.party, second.party), _common(first.amounts, second.amounts)
    if not meet(one.places, other.places):
        return _told_elsewhere(first, second)
    if second.amounts:
        # What the other has a figure for is told only by who has the figure.
        return bool(figures) and (same_party or _may_be_one(first.party, second.party))
    return same_party or (first.type is second.type and _may_be_one(first.party, second.party))


def akin(one: Claim, other: Claim) -> bool:
    """Tell whether two claims have anything in common that lets one be taken for the other: words, party or figure."""
    return (
        meet(one.places, other.places)
        or _same_party(one.candidate.party, other.candidate.party)
        or bool(_common(one.candidate.amounts, other.candidate.amounts))
    )


def meet(some: Sequence[Extent], others: Sequence[Extent]) -> bool:
    """Tell whether a stretch of one list and a stretch of the other have a character in common."""
    return any(a[0] < b[1] and b[0] < a[1] for a in some for b in others)


def _nearness(told: Claim, other: Claim) -> tuple[int, ...]:
    """Order those that tell one claim: its party, its figures, its words, its kind."""
    first, second = told.candidate, other.candidate
    return (
        _same_party(first.party, second.party),
        len(_common(first.amounts, second.amounts)),
        meet(told.places, other.places),
        first.type is second.type,
    )


def _differ(one: Candidate, other: Candidate) -> bool:
    """A share is no deal; two shares are of one measure; what we pay and what is paid to us are two arrangements."""
    if (one.type is DealType.CONCENTRATION) != (other.type is DealType.CONCENTRATION):
        return True
    if one.type is DealType.CONCENTRATION:
        # "Four customers were 22%, 17% and 14%" in one deal tells the first of them, and hides the others.
        if one.amounts and other.amounts and not _common(one.amounts[:1], other.amounts[:1]):
            return True
        return not (_same_party(one.party, other.party) or PartyKind.CLASS in {one.party.kind, other.party.kind})
    return one.type is not other.type and {one.payer, other.payer} == _OPPOSITE


def _told_elsewhere(one: Candidate, other: Candidate) -> bool:
    """Without common words: the same kind, the main figure of the other in the one, and the same party.

    A group and one of it, or two names for a group, are the same party where they pay the same way and, as loans of
    one size are common, the figures leave no doubt.
    """
    if one.type is not other.type or not other.amounts:
        return False
    if one.type is DealType.CONCENTRATION:
        return _same_party(one.party, other.party) and bool(_common(one.amounts[:1], other.amounts[:1]))
    main = other.amounts[:1]
    if main[0].unit in _COUNTS or not _common(one.amounts, main):
        return False
    if _same_party(one.party, other.party):
        return True
    several = len(_common(one.amounts, other.amounts)) > 1
    groups = [one.party.kind, other.party.kind].count(PartyKind.CLASS)
    alone_will_do = groups == 1 and one.type is not DealType.DEBT
    return one.payer is other.payer and groups > 0 and (several or alone_will_do)


def _common(some: Sequence[ProposedAmount], others: Sequence[ProposedAmount]) -> frozenset[tuple[object, str]]:
    return _figures(some) & _figures(others)


def _figures(amounts: Sequence[ProposedAmount]) -> frozenset[tuple[object, str]]:
    return frozenset((abs(amount.value), amount.unit) for amount in amounts)


def _same_party(one: ProposedParty, other: ProposedParty) -> bool:
    """Tell whether two parties share a name; a class is a class of the same kind of words."""
    return not _names(one).isdisjoint(_names(other))


def _may_be_one(one: ProposedParty, other: ProposedParty) -> bool:
    """A group may be told as one of it, or one as its group; two names that differ are two parties."""
    return _same_party(one, other) or PartyKind.CLASS in {one.kind, other.kind}


def _names(party: ProposedParty) -> frozenset[str]:
    # The words as written of a class, "our notes" or "purchase obligations", are no name.
    written = () if party.kind is PartyKind.CLASS else (*party.as_written, *party.aliases)
    return frozenset(core for name in (party.name, *written) if (core := _plain(name)))


def _plain(name: str) -> str:
    """A name for comparison, without the signs that are part of some: "Harrow!" and "Harrow"."""
    core = legal_core(name)
    return " ".join(_SIGNS.sub(" ", core).split()) or core
