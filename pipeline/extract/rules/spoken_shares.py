"""Shares of the order book or of capacity, as officers tell them: of backlog rather than of revenue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.rules.parties import Cast, Found, in_slot
from pipeline.extract.rules.shares import share_candidate
from pipeline.extract.rules.text import Sentence, pattern
from pipeline.records import (
    Candidate,
    PartyKind,
    Payer,
)

if TYPE_CHECKING:
    from pipeline.lexis import Quantity

_LEAST = 5
_MOST = 100
_BESIDE = 4
# What a share is of, and who pays: customers for the order book and revenue, the filer for capacity and purchases.
_WHOLES: tuple[tuple[re.Pattern[str], str, Payer], ...] = (
    (pattern(r"(?:backlog|order book|\brpo\b|remaining performance obligations?)"), "backlog", Payer.COUNTERPARTY),
    (
        pattern(r"contracted (?:power|capacity)|power portfolio|data center (?:capacity|portfolio)"),
        "capacity",
        Payer.FILER,
    ),
    (pattern(r"(?:purchases|spend|supply)\b"), "purchases", Payer.FILER),
    (pattern(r"(?:revenues?|net sales|sales)\b"), "revenue", Payer.COUNTERPARTY),
)
_ROLE = (
    r"(?:customers?|clients?|suppliers?|vendors?|providers?|partners?|developers?|landlords?|counterpart(?:y|"
    r"ies)|tenants?|hyperscalers?)"
)
# "no single customer represents more than 35% of our backlog": the largest has at most that.
_NONE_ABOVE = pattern(
    rf"\bno (?:one |single |individual |other )?((?:\w+[\w\-]* ){{0,3}}?{_ROLE}) .{{0,40}}?(?:represents?|"
    rf"accounts? for|is|was|exceeds?|makes? up|comprises?|constitutes?|has|had|above|over) .{{0,40}}?\d"
)
# As in: more than 60% of our backlog is with investment-grade customers.
_CLASS_HOLDS = pattern(
    rf"% of (?:our |the |total |this |that |its )*.{{0,40}}?(?:is|are|was|were|comes?|came|sits?)(?: now|"
    rf" already)? (?:tied to|with|from|contracted with|contracted to|backed by|attributable to|represented by|"
    rf"signed with) "
    rf"((?:[\w\-]+ ){{0,3}}?{_ROLE})"
)
# As in: our largest customer represents 28% of backlog.
_LARGEST = pattern(
    rf"\b(?:our|the|an?) ((?:largest|top|biggest|single largest|"
    rf"single)(?: \w+)? {_ROLE})\b.{{0,40}}?\b(?:represent(?:s|ed)?|account(?:s|ed) for|is|was|ma[kd]es? up|"
    rf"made up) .{{0,30}}?\d"
)
# As in: we had three 10% customers, at 22%, 15% and 11%.
_COUNTED = pattern(
    r"\b(?:had|have|were|was) (one|two|three|four|five|six) (?:over |above |greater than |more than )?10%"
    r"(?:(?:[- ]?plus|\+| or more| or greater| plus))? (?:[\w\-]+ ){0,3}?customers?\b"
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_CHANGE = pattern(r"(?:increas\w*|decreas\w*|grew|growth|rose|fell|declin\w*)(?: \w+){0,3} \d[\d.]*%")
_OF_WHOLE = pattern(r"% of (?:our|the|total|that|this)\b")
_HEDGED = pattern(r"(?:expect|target|goal|would|could|should|may|might) ")


def read(sentence: Sentence, cast: Cast) -> list[Candidate]:
    """The shares a spoken sentence states of the order book, capacity or sales; empty when it states none."""
    lower = sentence.lower
    if "%" not in lower or _HEDGED.search(lower):
        return []
    percents = [q for q in sentence.quantities if q.unit == "percent" and _LEAST <= q.value <= _MOST]
    if not percents:
        return []
    if counted := _COUNTED.search(lower):
        return _each(sentence, counted, [q for q in percents if q.start >= counted.end()])
    found = _NONE_ABOVE.search(lower)
    if found:
        whole = _whole(lower[found.start() :])
        return [_told(sentence, found, percents, whole, limit=True)] if whole else []
    return _held(sentence, cast, percents)


def _held(sentence: Sentence, cast: Cast, percents: list[Quantity]) -> list[Candidate]:
    """The share a class of customers, the largest one or a named one has."""
    lower = sentence.lower
    for words in (_CLASS_HOLDS, _LARGEST):
        found = words.search(lower)
        whole = _whole(lower) if found else None
        if found and whole and (words is _LARGEST or whole[0] != "revenue") and not _CHANGE.search(lower):
            named = [
                p
                for p in cast.named(sentence)
                if found.end(1) < p.start < found.end() and p.start - found.end(1) < _BESIDE
            ]
            if named:
                return [share_candidate(sentence, named[0], percents[:1], whole)]
            return [_told(sentence, found, percents, whole, limit=False)]
    return _named(sentence, cast, percents)


def _each(sentence: Sentence, counted: re.Match[str], shares: list[Quantity]) -> list[Candidate]:
    """The shares of customers without names, one each; none where their number and that of the shares differ."""
    if len(shares) != _NUMBERS[counted[1]]:
        return []
    name = "one customer" if len(shares) == 1 else "customer"
    party = Found(*counted.span(), name, PartyKind.ANONYMOUS, (sentence.written(*counted.span()),))
    return [share_candidate(sentence, party, [share], ("revenue", Payer.COUNTERPARTY)) for share in shares]


def _named(sentence: Sentence, cast: Cast, percents: list[Quantity]) -> list[Candidate]:
    """A named customer's share of the order book: "Osprey represents 30% of our backlog"."""
    whole = _whole(sentence.lower)
    if whole is None or whole[0] == "revenue":
        return []
    parties = in_slot(sentence, cast.named(sentence), ("share",))
    if len(parties) != 1 or not _OF_WHOLE.search(sentence.lower) or _CHANGE.search(sentence.lower):
        return []
    return [share_candidate(sentence, parties[0], percents[:1], whole)]


def _whole(lower: str) -> tuple[str, Payer] | None:
    return next(((name, payer) for words, name, payer in _WHOLES if words.search(lower)), None)


def _told(
    sentence: Sentence, found: re.Match[str], percents: list[Quantity], whole: tuple[str, Payer], *, limit: bool
) -> Candidate:
    name = " ".join(found[1].split())
    kind = PartyKind.CLASS if name.endswith("s") else PartyKind.ANONYMOUS
    near = [q for q in percents if q.end > found.start() - 60] or percents
    shown = f"largest {re.sub(r'^single ', '', name)}" if limit else name
    party = Found(found.start(1), found.end(1), shown, kind, (sentence.written(found.start(1), found.end(1)),))
    return share_candidate(sentence, party, near, whole, limit=limit)
