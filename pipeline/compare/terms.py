"""The terms of an arrangement that stay while its amounts move: coupon, maturity, facility, measure, dates."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.records import Binding, DealType, PartyKind, Qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.records import Amount, Proved

_MONEY = re.compile("[A-Z]{3}")
_NOT_A_SUM = frozenset({"years", "days", "months"})
_COMPARED = ", compared"
_PER_SHARE = re.compile(r"\bper\s+(?:[\w-]+\s+){0,2}share\b|\bexercise price\b", re.IGNORECASE)
_COUPON = re.compile(r"(\d{1,2}(?:\.\d+)?)\s?%\s+(?:[\w-]+\s+){0,4}(?:notes|bonds|debentures)", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_FACILITY = re.compile(r"\b(?:facility|agreement|credit|the|our|new|loan|existing)\b|[^a-z0-9.]+")
_NAMED_FACILITY = re.compile(r"\b[A-Z]{3,}\b.*\d|\b\d{4}\b.*\b(?:Facility|Loan|Agreement)\b")
_DEBT_KINDS = (
    ("paper issued", re.compile(r"commercial paper issued", re.IGNORECASE)),
    ("commercial paper", re.compile(r"commercial paper", re.IGNORECASE)),
    ("revolver", re.compile(r"revolv|lines? of credit", re.IGNORECASE)),
    ("total", re.compile(r"^(?:total |long-term )?(?:debt|borrowings)(?: outstanding)?$", re.IGNORECASE)),
    ("series", re.compile(r"^principal of notes|^notes issued", re.IGNORECASE)),
    ("loan", re.compile(r"\b(?:loan )?facility\b|\bterm loan\b", re.IGNORECASE)),
)
_ROUNDED, _LOOSE = 200, 60
"""Figures are alike within one part in 200; of those called approximate, within one in 60."""

_FLOWS = frozenset(
    {
        DealType.PURCHASE_COMMITMENT,
        DealType.SALES_CONTRACT,
        DealType.CLOUD_COMPUTE,
        DealType.JOINT_VENTURE,
        DealType.OTHER,
        DealType.LEASE,
    }
)
_RAISED = re.compile(
    r"\b(?:raised|made|purchased|sold|recognised|recognized|received|charge|cost of|gains?|income)\b", re.IGNORECASE
)
_TRANCHE = re.compile(r"\btranche\b", re.IGNORECASE)


def is_money(unit: str) -> bool:
    """Tell whether the unit is a currency."""
    return _MONEY.fullmatch(unit) is not None


def lead(deal: Proved) -> Amount | None:
    """Give the amount that defines a deal: a share of dependence, the shares of a warrant, else its first sum."""
    told = own_amounts(deal)
    wanted = {DealType.CONCENTRATION: "percent", DealType.WARRANT_OPTION: "shares"}.get(deal.type)
    by_unit = [amount for amount in told if amount.unit == wanted]
    money = [amount for amount in told if is_money(amount.unit) and not _PER_SHARE.search(amount.what)]
    named_first = bool(told) and bool(told[0].what) and not (money and money[0].what)
    return next(iter([*by_unit, *([] if named_first else money), *told]), None)


def own_amounts(deal: Proved) -> list[Amount]:
    """Give the amounts of now: no tenors, and none that stand beside for comparison."""
    return [a for a in deal.amounts if a.unit not in _NOT_A_SUM and _COMPARED not in a.what]


def measure(deal: Proved) -> str:
    """Say what the leading amount is, without its period: ``share of revenue``."""
    amount = lead(deal)
    return amount.what.split(",")[0] if amount else ""


def alike(one: Amount, other: Amount) -> bool:
    """Tell whether two amounts are one within rounding."""
    if one.unit != other.unit:
        return False
    loose = {Qualifier.APPROX, Qualifier.AT_LEAST} & {one.qualifier, other.qualifier}
    apart = abs(one.value - other.value) * (_LOOSE if loose else _ROUNDED)
    return apart <= max(abs(one.value), abs(other.value))


def share_a_figure(one: Proved, other: Proved) -> bool:
    """Tell whether an amount that defines one deal is told by the other."""
    return any(
        alike(first, amount)
        for deal, than in ((one, other), (other, one))
        if (first := lead(deal)) is not None
        for amount in own_amounts(than)[:3]
    )


def is_flow(deal: Proved) -> bool:
    """Tell whether the amount is what was done in a period, which says nothing of that of another period."""
    amount = lead(deal)
    if amount is not None and _RAISED.search(amount.what):
        return True
    group = deal.counterparty.kind is PartyKind.CLASS
    return deal.binding is Binding.DONE and (deal.type in _FLOWS or group)


def debt_kind(deal: Proved) -> str:
    """Give the kind of a debt: ``paper issued``, ``commercial paper``, ``revolver``, ``total``, ``series`` or ``loan``.

    Empty where it is none of these. What is outstanding of notes called by their coupon is no total of all debt.
    """
    words = measure(deal)
    kind = next((kind for kind, pattern in _DEBT_KINDS if pattern.search(words)), "")
    return "series" if kind == "total" and coupons(deal) else kind


def is_tranche(deal: Proved) -> bool:
    """Tell whether the words quoted speak of a part of a facility."""
    amount = lead(deal)
    return amount is not None and bool(_TRANCHE.search(deal.evidence[amount.evidence].quote))


def coupons(deal: Proved) -> frozenset[Decimal]:
    """Give the coupons of the notes a debt is about: stated, in its names, or in the quote of its amount."""
    named = (Decimal(found).normalize() for alias in deal.counterparty.aliases for found in _COUPON.findall(alias))
    stated = (a.value.normalize() for a in deal.amounts if a.unit == "percent" and a.what == "coupon")
    amount = lead(deal)
    quoted = _COUPON.findall(deal.evidence[amount.evidence].quote) if amount else []
    return frozenset(stated) or frozenset(named) or frozenset(Decimal(found).normalize() for found in quoted)


def facilities(deal: Proved) -> frozenset[str]:
    """Give the names of loan facilities a debt is called by, folded: ``ddtl 2.0``."""
    return frozenset(
        " ".join(_FACILITY.sub(" ", alias.lower()).split())
        for alias in deal.counterparty.aliases
        if _NAMED_FACILITY.search(alias)
    )


def maturities(deal: Proved) -> frozenset[str]:
    """Give the years in which notes fall due."""
    aliases = (year for alias in deal.counterparty.aliases for year in _YEAR.findall(alias))
    return frozenset(aliases) or frozenset({deal.dates.end[:4]} if deal.dates.end else ())


def disjoint(one: Iterable[object], other: Iterable[object]) -> bool:
    """Tell whether both are known and have nothing in common."""
    first, second = set(one), set(other)
    return bool(first) and bool(second) and not first & second


def apart(one: str | None, other: str | None) -> bool:
    """Tell whether two dates differ as far as both are stated; a bare year settles nothing but another year."""
    if not one or not other:
        return False
    length = min(len(one), len(other))
    return one[:length] != other[:length]
