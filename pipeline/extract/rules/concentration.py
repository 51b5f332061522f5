"""Dependence on one party (ASC 275, 280): shares of revenue, receivables or purchases, in sentences."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pipeline.extract.rules.parties import Cast, Found, anonymous, continues, in_slot
from pipeline.extract.rules.shares import share_candidate
from pipeline.extract.rules.text import Sentence, pattern
from pipeline.records import (
    Candidate,
    PartyKind,
    Payer,
)

if TYPE_CHECKING:
    from pipeline.lexis import Quantity

_YEAR = 330
_FISCAL_WEEKS = 45
_WHOLE_DAY = 3
_LEAST = 10
_MOST = 100
_COUNTS = {
    "one": 1,
    "a": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_SHARE = pattern(
    r"(?:account\w* for|represent\w*|compris\w*|constitut\w*|contribut\w*|\bat \d|responsible for|from our largest|"
    r"from our top|generated|made up|derived)"
)
_BASES: tuple[tuple[str, re.Pattern[str], Payer], ...] = (
    # Of what was owed: "accounted for 22% of our accounts receivable balance".
    ("receivables", pattern(r"(?:(?:accounts |trade |net |customer )*receivables?|unbilled)"), Payer.COUNTERPARTY),
    # Of what was bought: "three suppliers accounted for 46% of total purchases".
    (
        "purchases",
        pattern(
            r"(?:purchases|total purchas\w+|inventory purchases|cost of (?:sales|revenue|goods)|procurement|"
            r"accounts payable|supply)"
        ),
        Payer.FILER,
    ),
    # Of what was sold: "represented 14% of our consolidated net revenue".
    ("revenue", pattern(r"(?:revenues?|net sales|sales)"), Payer.COUNTERPARTY),
)
_SOMEBODY = pattern(
    r"(?:customers?|clients?|suppliers?|vendors?|distributors?|resellers?|carriers?|wholesalers?|retailers?|"
    r"manufacturers?|payors?|tenants?|licensees?|counterpart\w+|contract with|u\.s\. government)"
)
_NONE = pattern(
    r"(?:no (?:single |other |one |individual |direct |customer|supplier|vendor)|none of|did not have|"
    r"not (?:individually )?(?:account|represent|exceed)|neither|individually accounted for less|less than \d+%|"
    r"no customers?)"
)
_OFF = pattern(
    r"(?:increas\w+|decreas\w+|grew|decline\w*|growth|higher|lower|up|down)(?: \w+){0,3} \d[\d.]*%|cash equivalents|"
    r"tax rate|portfolio|outstanding shares|voting|ownership|equity interest|"
    r"of (?:our )?(?:employees|workforce|debt)|unionized|collective|interest rate|hypothetical|premium|"
    r"gross bookings|operating income|expenses? (?:represent|as a)|percentage of|"
    r"remaining performance|channel|products? categor|segment (?:revenue|net sales)|subscription|service revenue|"
    r"seasonal|quarter (?:typically|historically)"
)
_CAP = re.compile(
    r"\bno (?:single |one |individual )?((?:data cent\w+ )?(?:customer|supplier|vendor|provider|tenant|"
    r"distributor))s? (?:represent\w*|account\w* for|compris\w*|exceed\w*) (?:more|greater) than (?:approximately |"
    r"about )?(?=\d)"
)
# "accounted for 74% of our revenues from the federal government": a share of that party's part, not of the whole.
_OF_A_SHARE = pattern(
    r"(?:account\w* for|represent\w*|compris\w*|constitut\w*) .{0,60}?%,? .{0,20}?of (?:(?!and )[\w'-]+ "
    r"){0,5}?(?:revenues?|sales|premiums) "
    r"(?:from|to|in) (?!continuing|operations|external|unaffiliated|contracts|all |customers|fiscal|the (?:first|"
    r"second|third|fourth|"
    r"three|six|nine|year|quarter|fiscal)|20\d\d|each|january|february|march|april|may|june|july|august|september|"
    r"october|"
    r"november|december)"
)
_CLAUSE = re.compile(r"(?:(?!;|,? (?:and|but) (?:no|none)\b).)+")
_HEAD = (
    r"(?:(?:direct|indirect|individual|largest|top|major|significant|single|other|different|third-party|"
    r"unaffiliated|contract|commercial|wholesale|end|retail|key)\s+)*"
)
_COUNTED = re.compile(
    rf"\b(one|two|three|four|five|six|seven|eight|nine|ten)\s+({_HEAD}(?:customers?|clients?|suppliers?|vendors?|"
    rf"distributors?|resellers?|manufacturers?|counterpart(?:y|ies)|payors?|compan(?:y|ies)|tenants?|wholesalers?|"
    rf"retailers?|carriers?|licensees?))"
)
_GROUP = re.compile(
    r"\b((?:our )?(?:top|largest|ten largest|five largest|three largest|two largest)(?:\s+(?:two|three|four|five|"
    r"ten|\d+))?\s+(?:customers|suppliers|distributors|clients|vendors))"
)
_LARGEST = re.compile(
    r"\b((?:largest|top|single|primary|sole)\s+(?:single\s+)?(?:customer|supplier|distributor|vendor|client))\b"
)
_FISCAL = re.compile(r"(?:fiscal(?: year)?|in|during|year ended [a-z]+ \d{1,2},)\s+(20\d\d)")

_SALES_TO = re.compile(r"\b(?:sales|revenues?) (?:to|from) $")
_AND_ITS = re.compile(
    r"\W{0,2}(?:inc\.?|corp\w*\.?)?(?: ?\([^()]{1,40}\))? and its (?:\w+ )?(?:affiliates|subsidiaries)\b"
)


def read(sentence: Sentence, cast: Cast) -> list[Candidate]:
    """The shares a sentence states; empty when it states none."""
    lower = sentence.lower
    if (
        "%" not in lower
        or not _SHARE.search(lower)
        or (not _SOMEBODY.search(lower) and not _named_buyer(sentence, cast))
    ):
        return []
    base = _base(lower)
    cap = _CAP.search(lower)
    if cap is not None and base is not None:
        top = next(
            (
                q
                for q in sentence.quantities
                if q.unit == "percent" and _LEAST < q.value <= _MOST and q.start >= cap.end() - 1
            ),
            None,
        )
        if top is None:
            return []
        largest = Found(cap.start(1), cap.end(1), f"largest {cap[1]}", PartyKind.ANONYMOUS)
        return [share_candidate(sentence, largest, [top], base)]
    if base is None or _OFF.search(lower) or _OF_A_SHARE.search(lower) or _old(sentence, cast):
        return []
    denied = [(m.start(), m.end()) for m in _CLAUSE.finditer(lower) if _NONE.search(m[0])]
    percents = [
        q
        for q in sentence.quantities
        if q.unit == "percent" and q.value <= _MOST and not any(a <= q.start < b for a, b in denied)
    ]
    percents = [
        q
        for q in percents
        if not re.match(r"\s*(?:or (?:more|greater)|of the total balance threshold)", lower[q.end :])
    ]
    percents = [
        q
        for q in percents
        if not re.search(r"(?:more|greater|less|excess of|least|exceed\w*|above|over)(?: than)?\s*$", lower[: q.start])
    ]
    if not any(q.value >= _LEAST for q in percents):
        return []
    # Paired before the small ones fall away: of "16%, 12% and 7%" the third is 7 %, not the next year's first.
    pairs = [(party, shares) for party, shares in _pairs(sentence, cast, percents) if shares[0].value >= _LEAST]
    return [share_candidate(sentence, party, shares, base) for party, shares in pairs]


def _named_buyer(sentence: Sentence, cast: Cast) -> bool:
    found = _sold_to(sentence, cast) or in_slot(sentence, cast.named(sentence), ("customers",))
    known = in_slot(sentence, cast.named(sentence), ("share",))
    return bool(found) or any(cast.knows(party) for party in known)


def _sold_to(sentence: Sentence, cast: Cast) -> list[Found]:
    """The group in "sales to Dorran Stores and its affiliates represented 14% of our revenue"."""
    return [
        party
        for party in cast.named(sentence)
        if _SALES_TO.search(sentence.lower[: party.start]) and _AND_ITS.match(sentence.lower, party.end)
    ]


def _base(lower: str) -> tuple[str, Payer] | None:
    if "backlog" in lower:
        return ("backlog", Payer.COUNTERPARTY)
    if "power portfolio" in lower or "contracted power" in lower:
        return ("contracted power", Payer.FILER)
    found = [(m.start(), name, payer) for name, words, payer in _BASES if (m := words.search(lower))]
    if not found:
        return None
    if any(name == "receivables" for _, name, _ in found) and not re.search(r"revenues? and .{0,20}receivable", lower):
        return ("accounts receivable", Payer.COUNTERPARTY)
    if any(name == "purchases" for _, name, _ in found) and re.search(
        r"supplier|vendor|manufacturer|foundr|purchases", lower
    ):
        return ("purchases", Payer.FILER)
    return ("revenue", Payer.COUNTERPARTY) if any(name == "revenue" for _, name, _ in found) else None


def _old(sentence: Sentence, cast: Cast) -> bool:
    """True when every date in the sentence is well before the document's own period."""
    period = sentence.document.identity.day
    if period is None:
        return False
    days = [when for date in sentence.dates if (when := _day(date.iso)) is not None]
    if days and all((period - when).days > _FISCAL_WEEKS for when in days):
        return bool(
            all((period - when).days > _YEAR for when in days) or sentence.document.identity.form.value == "10-Q"
        ) and not re.search(r"for the (?:fiscal )?year ended", sentence.lower)
    years = [int(m[1]) for m in _FISCAL.finditer(sentence.lower)]
    return bool(years) and not days and max(years) < (cast.fiscal_year or period.year)


def _day(iso: str) -> dt.date | None:
    parts = [int(p) for p in iso.split("-")]
    if len(parts) < _WHOLE_DAY:
        return None
    return dt.date(*parts)


def _pairs(sentence: Sentence, cast: Cast, percents: list[Quantity]) -> list[tuple[Found, list[Quantity]]]:
    """Who has which shares. Letters or names beside figures, then counted parties, then one party."""
    if sold := _sold_to(sentence, cast):
        return _of_parties(sentence, sold, percents)
    labels = _labels(sentence)
    named = [
        f
        for f in in_slot(sentence, cast.named(sentence), _slots(sentence))
        if not _within(sentence, f)
        and (_SOMEBODY.search(sentence.lower) or cast.knows(f) or in_slot(sentence, [f], ("customers",)))
    ]
    parties = sorted(
        {party.name: party for party in sorted([*labels, *_with_listed(sentence, named, cast)], reverse=True)}.values()
    )
    if parties:
        return _of_parties(sentence, parties, percents)
    counted = _COUNTED.search(sentence.lower)
    if counted:
        return _counted(sentence, counted, percents)
    one = _one(sentence)
    return [(one, percents)] if one else []


def _of_parties(
    sentence: Sentence, parties: list[Found], percents: list[Quantity]
) -> list[tuple[Found, list[Quantity]]]:
    """Shares of parties with names or letters: each beside its party, else in order, else all of the one."""
    if beside := _beside(parties, percents):
        return beside
    if len(parties) == 1:
        return [(parties[0], percents)]
    if len(percents) >= len(parties):
        return [(party, [share]) for party, share in zip(parties, percents, strict=False)]
    return [(party, percents[:1]) for party in parties] if "each" in sentence.lower else []


def _one(sentence: Sentence) -> Found | None:
    """The one party without a name: "our ten largest customers", "our largest customer", "a customer"."""
    if group := _GROUP.search(sentence.lower):
        return Found(group.start(), group.end(), group[1].removeprefix("our "), PartyKind.CLASS)
    if largest := _LARGEST.search(sentence.lower):
        return Found(largest.start(), largest.end(), largest[1], PartyKind.ANONYMOUS)
    heads = r"customer|supplier|vendor|distributor|company|client|manufacturer"
    return next((found for found in anonymous(sentence) if re.search(heads, found.name)), None)


def _counted(
    sentence: Sentence, counted: re.Match[str], percents: list[Quantity]
) -> list[tuple[Found, list[Quantity]]]:
    """Shares of "four direct customers": one each where as many shares are given."""
    number = _COUNTS[counted[1]]
    shares = [q for q in percents if q.start > counted.start()] or percents
    name = re.sub(r"ies$", "y", counted[2]) if counted[2].endswith("ies") else counted[2].rstrip("s")
    found = Found(
        counted.start(), counted.end(), name, PartyKind.ANONYMOUS, (sentence.text[counted.start() : counted.end()],)
    )
    if number == 1:
        return [(found._replace(name=f"one {name}"), shares)]
    if re.search(r"\beach\b", sentence.lower):
        return [(found._replace(kind=PartyKind.CLASS, name=f"{counted[1]} {counted[2]}"), shares[:1])]
    if len(shares) == 2 * number and len(_COUNTED.findall(sentence.lower)) == 1:
        return [(found, [share, shares[place + number]]) for place, share in enumerate(shares[:number])]
    if len(shares) >= number and (
        len(shares) < 2 * number or "respectively" in sentence.lower or len(shares) == number
    ):
        return [(found, [share]) for share in shares[:number]]
    return [(found._replace(kind=PartyKind.CLASS, name=f"{counted[1]} {counted[2]}"), shares)]


def _with_listed(sentence: Sentence, found: list[Found], cast: Cast) -> list[Found]:
    """The parties with those that stand before them in their list: "A and B accounted for 21% and 12%"."""
    listed = list(found)
    for party in sorted(cast.named(sentence), reverse=True):
        follower = next((other for other in listed if other.start >= party.end), None)
        if follower and party not in listed and continues(sentence.text[party.end : follower.start]):
            listed.insert(0, party)
    return listed


def _slots(sentence: Sentence) -> tuple[str, ...]:
    """A product may also "represent 82% of revenue": a bare subject counts only where customers are spoken of."""
    return ("customers", "share", "from") if _SOMEBODY.search(sentence.lower) else ("customers", "share")


def _within(sentence: Sentence, party: Found) -> bool:
    """True for a segment or a place: "recorded at the Marine segment", "in Ohio"."""
    return bool(
        re.search(
            r"\b(?:at|in|within|(?<!came )through|outside)\s+(?:the\s+|our\s+)?(?:\w+\s+and\s+)?$",
            sentence.lower[: party.start],
        )
    )


def _labels(sentence: Sentence) -> list[Found]:
    """Find "Customer A", and the bare letters of "Customer A and D"."""
    found = [f for f in anonymous(sentence) if f.name[:1].isupper()]
    more: list[Found] = []
    for label in found:
        kind = label.name.split()[0]
        tail = label.end
        while step := re.match(r"\s*(?:,|,?\s*and)\s+([B-HJ-Z])\b(?!\.)", sentence.text[tail:]):
            start = tail + step.start(1)
            more.append(Found(start, start + 1, f"{kind} {step[1]}", PartyKind.ANONYMOUS))
            tail += step.end()
    return found + more


def _beside(parties: list[Found], percents: list[Quantity]) -> list[tuple[Found, list[Quantity]]]:
    """Pairs of "Customer A at 22%, Customer B at 15%": a share after each party and before the next."""
    ends = [p.start for p in parties[1:]] + [10**9]
    pairs = [
        (party, [q for q in percents if party.end <= q.start < end]) for party, end in zip(parties, ends, strict=True)
    ]
    if len(parties) > 1 and all(shares for _, shares in pairs):
        return pairs
    return []
