"""When two statements about one party are one arrangement, and which of its words stay when its amounts move."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.records import Binding, DealType, PartyKind, Qualifier

if TYPE_CHECKING:
    from pipeline.records import Amount, Proved

_NEAR = {
    frozenset({DealType.CLOUD_COMPUTE, DealType.SALES_CONTRACT}),
    frozenset({DealType.CLOUD_COMPUTE, DealType.PURCHASE_COMMITMENT}),
}
_TAKEOVER = frozenset({DealType.ACQUISITION, DealType.EQUITY_INVESTMENT})
_RELATIONS = frozenset({DealType.JOINT_VENTURE, DealType.SALES_CONTRACT, DealType.CLOUD_COMPUTE})
_ONCE = frozenset(
    {
        DealType.ACQUISITION,
        DealType.LICENSE,
        DealType.JOINT_VENTURE,
        DealType.WARRANT_OPTION,
        DealType.EQUITY_INVESTMENT,
    }
)
_INSTRUMENT = re.compile(
    r"\b(?:facility|facilities|notes?|bonds?|debentures?|credit agreement|term loans?|loan|revolver|program|receivable|arrangements?)\b",
    re.IGNORECASE,
)
_TOLD_AS = _NEAR | {frozenset({DealType.DIVESTITURE, DealType.OTHER})}
_NEVER = frozenset({DealType.DEBT, DealType.CONCENTRATION, DealType.LEASE})
_LOOSE = 60
_TOTALS = 7
_COUPON = re.compile(r"(\d{1,2}(?:\.\d+)?)%")
_YEAR = re.compile(r"\b20\d\d\b")
_PLAIN = re.compile(r"\b(?:the|our|a|new|existing|agreement|senior|unsecured|secured)\b|[^a-z0-9.%]+")
_TOLERANCE = 200  # one part in 200: "$4.4 billion" and "$4,409"


def same_arrangement(one: Proved, other: Proved) -> bool:
    """True when ``other`` speaks of the arrangement ``one`` states; both are of the same party."""
    if one.type is not other.type:
        if frozenset({one.type, other.type}) == _TAKEOVER:
            return other.type is DealType.EQUITY_INVESTMENT and all(a.unit == "percent" for a in other.amounts)
        if {one.type, other.type} <= _RELATIONS and not one.amounts and not other.amounts:
            return one.counterparty.kind is PartyKind.NAMED
        if frozenset({one.type, other.type}) not in _NEAR:
            return False
    if one.type is DealType.CONCENTRATION:
        return _same_share(one, other)
    if one.type is DealType.DEBT:
        return _same_debt(one, other)
    if one.payer is not other.payer and one.type is DealType.EQUITY_INVESTMENT:
        return False
    if shared(one.amounts[:3], other.amounts[:3]):
        return True
    if one.counterparty.kind is PartyKind.CLASS:
        return False
    if not one.amounts or not other.amounts:
        return True
    if one.type in _ONCE:
        return _same_stage(one, other)
    return False


def unnamed_telling(one: Proved, other: Proved) -> bool:
    """True when ``other`` tells of the arrangement ``one`` states and leaves open who the party is."""
    if other.counterparty.kind is PartyKind.NAMED or one.counterparty.kind is PartyKind.CLASS:
        return False
    if one.type is DealType.CONCENTRATION is other.type:
        return _same_shares(one, other)
    if one.type in _NEVER or (one.type is not other.type and frozenset({one.type, other.type}) not in _TOLD_AS):
        return False
    first, second = one.amounts[:2], other.amounts[:1]
    return shared(first, second, money_only=True)


def _same_shares(one: Proved, other: Proved) -> bool:
    """ "Customer A 72% 33%" and "72% and 33% from our largest customer, Alder": both figures agree."""
    first, second = [a.value for a in one.amounts[:2]], [a.value for a in other.amounts[:2]]
    return (
        one.counterparty.kind is PartyKind.NAMED
        and len(first) > 1
        and first == second
        and measure(one) == measure(other)
    )


def _same_stage(one: Proved, other: Proved) -> bool:
    """An earn-out or a break-up fee beside a closed deal is its own fact; a later stage of one deal is not."""
    contingent = {Binding.CONDITIONAL, Binding.INTENT}
    if one.type is DealType.EQUITY_INVESTMENT:
        return one.binding is other.binding
    return not (
        (one.binding is Binding.DONE and other.binding in contingent and len(other.amounts) == 1)
        and other.amounts[0].what != one.amounts[0].what
    )


def _same_share(one: Proved, other: Proved) -> bool:
    if measure(one) != measure(other):
        return False
    if one.counterparty.kind is PartyKind.NAMED or re.search(r" (?:[a-z]|\d{1,2})$", one.counterparty.name.lower()):
        return True
    return shared(one.amounts[:1], other.amounts[:1])


def _same_debt(one: Proved, other: Proved) -> bool:
    named = one.counterparty.kind is not PartyKind.CLASS
    if is_total(one) and is_total(other):
        return abs(one.amounts[0].value - other.amounts[0].value) * _TOTALS <= one.amounts[0].value
    first, second = instruments(one), instruments(other)
    if first and second:
        if any(_same_instrument(a, b) for a in first for b in second):
            return True
        known = any(re.search(r"\d", name) for name in first) and any(re.search(r"\d", name) for name in second)
        return not known and shared(one.amounts[:1], other.amounts[:1], money_only=True)
    if shared(one.amounts[:2], other.amounts[:2], money_only=True):
        return True
    return named and (not one.amounts or not other.amounts)


def is_total(statement: Proved) -> bool:
    """A statement of all debt: principal, net and carrying amount of it differ by little."""
    return bool(statement.amounts) and statement.amounts[0].what in {"total debt", "debt outstanding"}


def _same_instrument(one: str, other: str) -> bool:
    """By coupon where both have one (the year of maturity may be left out), else by name."""
    first, second = _COUPON.search(one), _COUPON.search(other)
    if first and second:
        years = [_YEAR.findall(name)[-1:] for name in (one, other)]
        return first[1] == second[1] and (not all(years) or years[0] == years[1])
    return one == other


def instruments(statement: Proved) -> frozenset[str]:
    """Facilities and note series the statement's party is known by, folded."""
    return frozenset(
        " ".join(_PLAIN.sub(" ", alias.lower()).split())
        for alias in statement.counterparty.aliases
        if _INSTRUMENT.search(alias) and (re.search(r"\d", alias) or len(alias.split()) > 1)
    )


def measure(statement: Proved) -> str:
    """What a share is a share of."""
    return statement.amounts[0].what.split(",")[0] if statement.amounts else ""


def shared(some: tuple[Amount, ...], others: tuple[Amount, ...], *, money_only: bool = False) -> bool:
    """True when an amount of one list is, within rounding, an amount of the other."""
    return any(
        a.unit == b.unit
        and abs(a.value - b.value) * _tolerance(a, b) <= max(abs(a.value), abs(b.value))
        and a.unit not in {"years", "MW"}
        and not (money_only and a.unit == "percent")
        for a in some
        for b in others
    )


def _tolerance(one: Amount, other: Amount) -> int:
    """"Over $55 billion" may be $55.6 billion; exact figures differ by rounding only."""
    loose = {Qualifier.APPROX, Qualifier.AT_LEAST}
    return _LOOSE if one.qualifier in loose or other.qualifier in loose else _TOLERANCE


def terms(statement: Proved) -> str:
    """The words of a deal that stay when its amounts move: instrument, strike price, measure, else its rule."""
    if statement.type is DealType.CONCENTRATION:
        return measure(statement)
    if statement.type is DealType.DEBT and (known := instruments(statement)):
        return min(known, key=lambda name: (not re.search(r"\d", name), len(name), name))
    if statement.type is DealType.WARRANT_OPTION:
        strikes = sorted(str(a.value) for a in statement.amounts if a.what.startswith("per "))
        return strikes[0] if strikes else ""
    return statement.sources[0].split("/")[-1] if statement.sources else ""
