"""Which deal of a fact file is which label: how alike they are in party, amounts, evidence and kind."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.records import PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.records import Amount, Deal
    from pipeline.score.labels import Label, LabelAmount

NEAR = 0.85
"""Parties at least this alike are one; below, only a class matches a class."""
QUOTED = 0.6
"""Quotes that share this much of the words of the shorter one speak of the same place."""
_TOLERANCE = 0.005
_ONE_INSIDE_THE_OTHER = 0.9
_CLASSES = 0.5
_REMEMBERED = 4096
_LEGAL = re.compile(
    r"\b(inc|incorporated|corp|corporation|co|company|ltd|limited|llc|l\.l\.c|plc|lp|l\.p|s\.?a|n\.?v|ag|gmbh|"
    r"holdings?|group|the|and|its|affiliates?|subsidiar(?:y|ies)|certain|various|other|third[- ]party)\b"
)
_WORD = re.compile(r"[a-z0-9]+")


def likeness(label: Label, deal: Deal) -> float:
    """How good a pair they are, 0 where they cannot be the same deal."""
    party, amounts = same_party(label, deal), same_amounts(label.amounts, deal.amounts)
    seen, kind = same_evidence(label, deal), right_type(label, deal)
    unnamed = label.counterparty.kind is not PartyKind.NAMED
    possible = (
        (party >= NEAR and kind and (amounts != 0 or seen >= QUOTED))
        or (party >= NEAR and amounts > 0)
        or (party >= _CLASSES and kind and amounts > 0)
        or (unnamed and kind and amounts > 0 and seen >= QUOTED)
    )
    return party + max(amounts, 0) + seen + 0.5 * kind if possible else 0.0


def same_party(label: Label, deal: Deal) -> float:
    """1 for the same party, 0 for another; a class matches a class loosely."""
    party = label.counterparty
    best = max(
        (
            _same_name(_words(one), _words(other))
            for one in (party.name, *party.aliases)
            for other in (deal.counterparty.name, *deal.counterparty.aliases)
        ),
        default=0.0,
    )
    if best:
        return best
    return _CLASSES if party.kind is deal.counterparty.kind is PartyKind.CLASS else 0.0


def _same_name(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    inside = set(one) <= set(other) or set(other) <= set(one)
    ratio = SequenceMatcher(None, " ".join(one), " ".join(other)).ratio()
    return max(_ONE_INSIDE_THE_OTHER if inside else 0.0, ratio if ratio >= NEAR else 0.0)


@lru_cache(_REMEMBERED)
def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_LEGAL.sub(" ", name.lower().replace("’", "'").replace("'s", ""))))


def same_amounts(wanted: Sequence[LabelAmount], stated: Iterable[Amount]) -> float:
    """The share of the label's amounts that the deal has; -1 where the label has none."""
    if not wanted:
        return -1.0
    have = [(amount.unit.upper(), float(amount.value)) for amount in stated]
    return sum(any(_same(amount, *one) for one in have) for amount in wanted) / len(wanted)


def _same(amount: LabelAmount, unit: str, value: float) -> bool:
    room = _TOLERANCE * max(abs(amount.value), abs(value), 1e-9)
    return amount.unit.upper() == unit and abs(amount.value - value) <= room


def same_evidence(label: Label, deal: Deal) -> float:
    """1 where a quote of the deal holds the words of a quote of the label, on the same page or the next to it."""
    best = 0.0
    for marked in label.evidence:
        wanted = quote_words(marked.quote)
        for piece in deal.evidence:
            if abs(marked.page - piece.page) > 1:
                continue
            best = max(best, overlap(wanted, quote_words(piece.quote)))
    return best


@lru_cache(_REMEMBERED)
def quote_words(quote: str) -> frozenset[str]:
    """The words of a quote as quotes are compared."""
    return frozenset(_WORD.findall(quote.lower()))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter one's words that stand in both."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def right_type(label: Label, deal: Deal) -> bool:
    """True where the deal is of the label's type or of one that could be defended."""
    return deal.type in {label.type, *label.also_ok}
