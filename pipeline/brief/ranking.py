"""What is news, and where on the page a deal is printed. Each deal is printed once."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.amounts import is_price, main_amounts, size
from pipeline.inert import clean
from pipeline.records import Binding, DealType, PartyKind, Payer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.records import Deal, FactFile

_TYPE_POINTS = {
    DealType.ACQUISITION: 3,
    DealType.EQUITY_INVESTMENT: 3,
    DealType.DIVESTITURE: 3,
    DealType.WARRANT_OPTION: 3,
    DealType.CLOUD_COMPUTE: 2,
    DealType.GUARANTEE: 2,
    DealType.PURCHASE_COMMITMENT: 2,
    DealType.SALES_CONTRACT: 2,
    DealType.JOINT_VENTURE: 1,
    DealType.LEASE: 1,
    DealType.LICENSE: 1,
    DealType.GOVERNMENT: 1,
    DealType.DEBT: 1,
    DealType.SETTLEMENT: 0,
    DealType.OTHER: 0,
    DealType.CONCENTRATION: -2,
}
_PARTY_POINTS = {PartyKind.NAMED: 4, PartyKind.ANONYMOUS: 1, PartyKind.CLASS: 0}
_BINDING_POINTS = {Binding.CONDITIONAL: 1, Binding.INTENT: 1, Binding.UNCLEAR: -1, Binding.ENDED: -1}
_CHANGE_POINTS = {"new": 2, "hardened": 2, "softened": 2, "restated": 2, "changed": 1, "repeated": -2}
_TENTH = Decimal("0.1")
_SIZE_POINTS = ((10**11, 4), (10**10, 3), (10**9, 2), (10**8, 1))
_RECENT = dt.timedelta(days=200)
_OLD = dt.timedelta(days=730)


_STAKES = {DealType.ACQUISITION, DealType.EQUITY_INVESTMENT, DealType.DIVESTITURE}
_PENDING = {Binding.INTENT, Binding.CONDITIONAL}


class Place(StrEnum):
    """The table a deal is printed in."""

    PAYS = "pays"
    PROMISES = "promises"
    DEPENDENCE = "dependence"


_PROMISES_OF_GROUPS = {
    DealType.PURCHASE_COMMITMENT,
    DealType.CLOUD_COMPUTE,
    DealType.SALES_CONTRACT,
    DealType.LEASE,
}
_AHEAD = {Binding.FIRM, Binding.CONDITIONAL, Binding.UNCLEAR}


def place(deal: Deal) -> Place:
    """Choose the table: shares to Dependence; guarantees and totals over a group still to be met to Promises."""
    if deal.type is DealType.CONCENTRATION:
        return Place.DEPENDENCE
    if deal.binding in _AHEAD and (
        deal.type is DealType.GUARANTEE
        or (deal.type in _PROMISES_OF_GROUPS and deal.counterparty.kind is PartyKind.CLASS)
    ):
        return Place.PROMISES
    return Place.PAYS


_NO_NEWS = 100
"""A sum below this part of the largest one is no news, however new it is."""

_BOUGHT = 5
"""What was bought in the period is the course of business, not a promise."""


class Rank(NamedTuple):
    """Sorts the most telling deal first."""

    points: int
    size: Decimal
    id: str


def rank(deal: Deal, today: dt.date | None, largest: Decimal) -> Rank:
    """Order deals as news: a named party, a large sum, a step taken lately.

    ``today`` is the document's date, ``largest`` the largest sum of money in it.
    """
    money = size(deal)
    points = _TYPE_POINTS[deal.type] + _PARTY_POINTS[deal.counterparty.kind] + _BINDING_POINTS.get(deal.binding, 0)
    points += next((given for least, given in _SIZE_POINTS if money >= least), 0)
    amounts = main_amounts(deal)
    if not amounts:
        points -= 1 if deal.type in _STAKES and deal.binding in _PENDING else 3
    elif not money and amounts[0].unit == "shares" and amounts[0].value >= 10**8:
        points += 2
    if deal.payer is Payer.NONE:
        points -= 3
    if deal.type is DealType.PURCHASE_COMMITMENT and deal.binding is Binding.DONE:
        points -= _BOUGHT
    if deal.binding is Binding.INTENT and deal.counterparty.kind is PartyKind.CLASS:
        points -= 3
    if money and money * _NO_NEWS < largest:
        points -= 2
    points += _news_points(deal)
    if is_takeover_of_filer(deal):
        points += 4
    if today is not None:
        points += _age_points(deal, today)
    return Rank(-points, -money, deal.id)


def moved_much(deal: Deal) -> bool:
    """Tell whether the amount moved by a tenth and more."""
    if deal.change is None or deal.change.direction is None or deal.change.earlier is None:
        return False
    before, now = (main_amounts(each)[:1] for each in (deal.change.earlier, deal))
    if not before or not now or before[0].unit != now[0].unit:
        return True
    return abs(now[0].value - before[0].value) >= _TENTH * max(abs(now[0].value), abs(before[0].value))


def says_little(deal: Deal) -> bool:
    """Tell whether a deal has neither an amount nor words on how binding it is: a name that was dropped."""
    return not deal.amounts and deal.binding is Binding.UNCLEAR


def _news_points(deal: Deal) -> int:
    if deal.change is None:
        return 0
    if deal.change.state == "new" and says_little(deal):
        return _CHANGE_POINTS["repeated"]
    if deal.change.state == "changed" and moved_much(deal):
        return _CHANGE_POINTS["new"]
    return _CHANGE_POINTS[deal.change.state]


def is_takeover_of_filer(deal: Deal) -> bool:
    """Tell whether the filer itself is bought: another party pays a price per share."""
    return (
        deal.type is DealType.ACQUISITION
        and deal.payer is Payer.COUNTERPARTY
        and any(is_price(amount, deal.evidence) for amount in deal.amounts)
    )


def _age_points(deal: Deal, today: dt.date) -> int:
    """Tell news from history: a step of the last months counts for a deal, one of years ago against it."""
    steps = [day for day in (_earliest(deal.dates.signed), _earliest(deal.dates.start)) if day is not None]
    if any(abs(today - day) <= _RECENT for day in steps):
        return 2
    end = _earliest(deal.dates.end)
    return -4 if steps and all(day < today - _OLD for day in steps) and (end is None or end < today) else 0


def _earliest(stated: str | None) -> dt.date | None:
    """Read ``2025-11-18`` or ``2025-11``; a bare year says too little to call it recent."""
    if stated is None or stated.count("-") == 0:
        return None
    try:
        return dt.date.fromisoformat(stated if stated.count("-") > 1 else f"{stated}-15")
    except ValueError:
        return None


def by_news(facts: FactFile) -> tuple[Deal, ...]:
    """Order all deals, the most telling first."""
    today = facts.document.day
    largest = max((size(deal) for deal in facts.deals), default=Decimal(0))
    return tuple(_repeats_last(sorted(facts.deals, key=lambda deal: rank(deal, today, largest))))


def _repeats_last(deals: Iterable[Deal]) -> list[Deal]:
    """Move further deals of one kind with one group behind the others: the tenth note series is no news."""
    seen: set[tuple[str, str, str]] = set()
    first: list[Deal] = []
    repeats: list[Deal] = []
    for deal in deals:
        key = (deal.type, deal.payer, deal.counterparty.name)
        group = deal.counterparty.kind is PartyKind.CLASS and deal.type is not DealType.CONCENTRATION
        (repeats if group and key in seen else first).append(deal)
        seen.add(key)
    return first + repeats


def by_size(deal: Deal) -> tuple[bool, Decimal, str]:
    """Sort the largest sum first, shares of business last."""
    return deal.type is DealType.CONCENTRATION, -size(deal), deal.id


def most_telling(newest_first: Sequence[Deal], most: int) -> list[Deal]:
    """Take half from the news and fill up by size, then order by size."""
    chosen = list(newest_first[: (most + 1) // 2])
    others = _repeats_last([*chosen, *sorted((deal for deal in newest_first if deal not in chosen), key=by_size)])
    chosen += [deal for deal in others if deal not in chosen][: most - len(chosen)]
    return sorted(chosen, key=by_size)


def by_share(deals: Iterable[Deal]) -> tuple[Deal, ...]:
    """Order dependence: 10 % and more first; the leading period of revenue, of receivables, of others; then the rest.

    The leading period of a measure is the one with the largest share of a single party: a table of shares opens
    with the current period, and year-ago figures often stand beside it.
    """
    ordered = sorted(deals, key=lambda deal: (deal.counterparty.kind is PartyKind.CLASS, -share(deal), deal.id))
    leading: dict[int, str] = {}
    for deal in ordered:
        leading.setdefault(measure(deal)[0], period(deal))

    def key(deal: Deal) -> tuple[bool, bool, int, Decimal, str]:
        index = measure(deal)[0]
        return not is_dependence(deal), period(deal) != leading[index], index, -share(deal), deal.id

    return tuple(sorted(ordered, key=key))


_PERIOD = re.compile(r",\s+(?:for\s+)?|\s+(?=(?:as of|as at|at|for|in|during)\s+(?:the\s)?(?:[\w-]+\s+){0,4}\w*\d)")


# "For the third quarter of fiscal year 2026, four customers ...", "balance as of October 26, 2025"
_PERIOD_QUOTED = re.compile(
    r"\b(?:(?:for|in|during)\s+(?:the\s+)?(?P<span>(?:[\w-]+\s+){0,4}(?:quarter|months|year|half)\b[^,;.]{0,24}?\b\d{4})"
    r"|(?P<day>(?:as of|at)\s+[A-Z][a-z]+ \d{1,2}, \d{4}))",
    re.IGNORECASE,
)


def period(deal: Deal) -> str:
    """Give the period of a share; empty where not said.

    It stands behind the measure ("share of revenue, third quarter of fiscal 2026") or as the only period of the quote.
    """
    amounts = main_amounts(deal)
    parts = _PERIOD.split(amounts[0].what, maxsplit=1) if amounts else []
    if len(parts) > 1:
        return parts[1]
    quote = deal.evidence[amounts[0].evidence if amounts else 0].quote
    found = {match["span"] or match["day"] for match in _PERIOD_QUOTED.finditer(quote)}
    return clean(found.pop()) if len(found) == 1 else ""


def share(deal: Deal) -> Decimal:
    """Give the percentage a dependence is stated with, zero where there is none."""
    return next((amount.value for amount in main_amounts(deal) if amount.unit == "percent"), Decimal(0))


def is_dependence(deal: Deal) -> bool:
    """Tell whether the share is 10 % and more, where the accounting rules (ASC 280-10-50-42) ask for it."""
    return share(deal) >= 10  # noqa: PLR2004  (the threshold of the rule cited)


OWED = "money owed by customers"
_MEASURES = (
    ("revenue", ("revenue", "sales")),
    (OWED, ("receivable",)),
    ("purchases", ("purchase", "supplier", "supply", "cost")),
    ("signed work still to deliver", ("revenue backlog", "backlog", "performance obligation", "rpo")),
    ("capacity", ("capacity", "power")),
)


def measure(deal: Deal) -> tuple[int, str]:
    """Say what the share is a share of, with its place in the order of measures."""
    amounts = main_amounts(deal)
    words = " ".join([*(amount.what for amount in amounts[:1]), deal.summary]).casefold()
    for words_sought in (words, deal.evidence[0].quote.casefold()):
        hits = [
            (words_sought.find(word), -len(word), index, name)
            for index, (name, known) in enumerate(_MEASURES)
            for word in known
            if word in words_sought
        ]
        if hits:
            # Receivables are told apart first: "share of receivables from revenue contracts" is about receivables.
            # Of two words at one place the longer is meant: a share of revenue backlog is no share of revenue.
            _, _, index, name = min(hits, key=lambda hit: (hit[3] != OWED, *hit[:2]))
            return index, name
    return len(_MEASURES), "business"
