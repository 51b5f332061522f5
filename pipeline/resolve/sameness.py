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
    r"\b(?:facility|facilities|notes?|bonds?|debentures?|credit agreement|term loans?|loan|revolver|program|receivable|"
    r"arrangements?)\b",
    re.IGNORECASE,
)
_TOLD_AS = _NEAR | {frozenset({DealType.DIVESTITURE, DealType.OTHER})}
_NEVER = frozenset({DealType.DEBT, DealType.CONCENTRATION, DealType.LEASE})
_WHOLES = frozenset({"backlog", "total debt"})
_LOOSE = 60
_TOTALS = 7
_SERIES = re.compile(r"\d%\s+(?:\w+\s+){0,3}(?:notes|bonds|debentures)", re.IGNORECASE)
_ALL_DEBT = re.compile(r"total (?:consolidated |outstanding )?(?:debt|indebtedness)", re.IGNORECASE)
# "Current remaining performance obligation was $20.9 billion" beside the $40.0 billion that it is a part of.
_CURRENT_PART = re.compile(
    r"\b(?:non-?)?current (?:portion of )?(?:our |the )?(?:remaining performance obligations?|rpo|backlog)\b|"
    r"\bc-?rpo\b",
    re.IGNORECASE,
)
_ORDERS = frozenset({"remaining performance obligations", "backlog"})
_KNOWN = re.compile(r"\d|\b(?:two|three|four|five|six|seven|ten) year\b")
_KINDS = (
    ("revolver", re.compile(r"revolv|lines? of credit", re.IGNORECASE)),
    ("term loan", re.compile(r"term loans?|bridge|delayed draw", re.IGNORECASE)),
)
_LABEL = re.compile(r"\b(?:[A-Z]|\d{1,2})$")
_ALONE = re.compile(r"(?:one|an?|our|the|largest|single|top)\b", re.IGNORECASE)
_ONE_SENTENCE = 500
_COUPON = re.compile(r"(\d{1,2}(?:\.\d+)?)%")
_YEAR = re.compile(r"\b20\d\d\b")
_DUE_MONTH = re.compile(
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december)(?= (?:\d{1,2} )?20\d\d)"
)
_PLAIN = re.compile(r"\b(?:the|our|a|new|existing|agreement|senior|unsecured|secured)\b|[^a-z0-9.%]+")
_TOLERANCE = 200  # one part in 200: "$4.4 billion" and "$4,409"


def why_same(one: Proved, other: Proved) -> str:
    """Why ``other`` speaks of the arrangement ``one`` states, both being of the same party; empty where it does not."""
    if one.type is not other.type and not _near(one, other):
        return ""
    match one.type:
        case DealType.CONCENTRATION:
            return "the same share of the same measure" if _same_share(one, other) else ""
        case DealType.DEBT:
            return _part_of(one, other) or _same_debt(one, other)
        case DealType.EQUITY_INVESTMENT | DealType.SETTLEMENT | DealType.OTHER if one.payer is not other.payer:
            return ""
        case _:
            return _part_of(one, other) or _same_terms(one, other)


def _near(one: Proved, other: Proved) -> bool:
    """Kinds one arrangement may be told as: capacity as a sale, a stake as a takeover, a win as a partnership."""
    kinds = {one.type, other.type}
    if kinds == _TAKEOVER:
        return other.type is DealType.EQUITY_INVESTMENT and all(a.unit == "percent" for a in other.amounts)
    if kinds <= _RELATIONS and not other.amounts and (not one.amounts or _is_bare(other)):
        return one.counterparty.kind is PartyKind.NAMED
    # What we pay a party and what it pays us are two arrangements, however alike their kinds.
    return frozenset(kinds) in _NEAR and (one.payer is other.payer or not (one.amounts and other.amounts))


def _is_bare(statement: Proved) -> bool:
    """A partnership of which nothing is told but its name: beside a contract of the two it is the same again."""
    return statement.type is DealType.JOINT_VENTURE and statement.binding is Binding.UNCLEAR


def told_as_one(one: DealType, other: DealType) -> bool:
    """Tell whether two kinds are one, or may be told of one arrangement."""
    return one is other or {one, other} == _TAKEOVER or frozenset({one, other}) in _TOLD_AS


def two_instruments(one: Proved, other: Proved) -> bool:
    """Tell whether loans, notes or options differ by coupon, tenor, kind or strike."""
    if one.type is other.type is DealType.DEBT:
        found = [coupons(statement) for statement in (one, other)]
        return not found[0] & found[1] if all(found) else _two_kinds(one, other)
    strikes = [_strikes(statement) for statement in (one, other)]
    return all(strikes) and not strikes[0] & strikes[1]


def coupons(statement: Proved) -> frozenset[str]:
    """Give the coupons of the notes a statement is about, as printed."""
    words = (*statement.counterparty.aliases, *(piece.quote for piece in statement.evidence))
    return frozenset(found for text in words if _SERIES.search(text) for found in _COUPON.findall(text))


def _strikes(statement: Proved) -> frozenset[object]:
    if statement.type is not DealType.WARRANT_OPTION:
        return frozenset()
    return frozenset(amount.value for amount in statement.amounts if amount.what.startswith("per "))


def _same_terms(one: Proved, other: Proved) -> str:
    """By a common figure; where one has none, by the named party alone; else by kinds that happen once."""
    if one.type is DealType.LEASE and one.counterparty.kind is PartyKind.CLASS and not _same_leases(one, other):
        return ""
    if shared(one.amounts[:3], other.amounts[:3]):
        return "a common figure"
    if one.counterparty.kind is PartyKind.CLASS:
        return ""
    if not one.amounts or not other.amounts:
        return "one of them has no figure"
    if one.type is not other.type:
        return "the same capacity, told as another kind of deal"
    once = one.type in _ONCE and _same_stage(one, other) and not _two_grants(one, other)
    return "a kind of deal that happens once with a party" if once or _sold_since(one, other) else ""


def _two_grants(one: Proved, other: Proved) -> bool:
    """True for warrants or options of different days over other numbers of shares: one party may be given several."""
    if one.type is not DealType.WARRANT_OPTION:
        return False
    days = [statement.dates.signed for statement in (one, other)]
    return all(days) and days[0] != days[1]


def _sold_since(one: Proved, other: Proved) -> bool:
    """True for one sale told while it waited and when it closed; the price may have moved, an earn-out is another."""
    closed = {one.binding, other.binding} == {Binding.CONDITIONAL, Binding.DONE}
    if one.type is not DealType.DIVESTITURE or not (closed or _share_a_quote(one, other)):
        return False
    days = {statement.dates.signed for statement in (one, other)} - {None}
    return one.amounts[0].what == other.amounts[0].what and len(days) < 2  # noqa: PLR2004  (two sales)


def _share_a_quote(one: Proved, other: Proved) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)


def whole(statement: Proved) -> bool:
    """A total that a table of the document draws up."""
    first = statement.amounts[0].what if statement.amounts else ""
    return first in _WHOLES and any("table." in source for source in statement.sources)


def _part_of(one: Proved, other: Proved) -> str:
    """A segment's backlog beside all backlog, short-term debt beside all debt: parts of a total the document gives."""
    if _orders_within(one, other):
        return "the part of the order book that falls due first"
    if not whole(one) or not other.amounts or one.counterparty.kind is not PartyKind.CLASS:
        return ""
    total, part = one.amounts[0], other.amounts[0]
    inside = part.what in _WHOLES and total.unit == part.unit and part.value <= total.value
    return "a part of the total that a table gives" if inside else ""


def _orders_within(one: Proved, other: Proved) -> bool:
    """True where one tells of the current part of the remaining performance obligations the other gives."""
    if not one.amounts or not other.amounts or not all(s.amounts[0].what in _ORDERS for s in (one, other)):
        return False
    current = [any(_CURRENT_PART.search(piece.quote) for piece in s.evidence[:1]) for s in (one, other)]
    first, second = (s.amounts[0] for s in (one, other))
    return current == [False, True] and first.unit == second.unit and second.value < first.value


def one_total(one: Proved, other: Proved) -> bool:
    """True when both tell of all debt, or the second of a part of it, whoever is said to hold it."""
    if not (one.type is other.type is DealType.DEBT and is_total(one) and is_total(other)):
        return False
    if one.counterparty.kind is not PartyKind.CLASS or other.counterparty.kind is not PartyKind.CLASS:
        return False
    if instruments(other) or any(
        _SERIES.search(piece.quote) and not _ALL_DEBT.search(piece.quote) for piece in other.evidence[:1]
    ):
        return False
    first, second = one.amounts[0], other.amounts[0]
    if first.unit != second.unit:
        return False
    return abs(first.value - second.value) * _TOTALS <= first.value or (whole(one) and second.value <= first.value)


def _same_leases(one: Proved, other: Proved) -> bool:
    """Leases that have begun and leases that have not are two things, however near their sums."""
    begun = ["not commenced" not in statement.amounts[0].what for statement in (one, other) if statement.amounts]
    return len(set(begun)) < 2  # noqa: PLR2004


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
    """Both figures agree: "Customer A 72% 33%" and "72% and 33% from our largest customer, Alder".

    "One customer 18%" beside "Customer A 18%" of the same measure is Customer A.
    """
    if measure(one) != measure(other):
        return False
    first, second = [a.value for a in one.amounts[:2]], [a.value for a in other.amounts[:2]]
    if one.counterparty.kind is PartyKind.NAMED:
        return len(first) > 1 and first == second
    labelled, alone = _LABEL.search(one.counterparty.name), _ALONE.match(other.counterparty.name)
    return labelled is not None and alone is not None and first[:1] == second[:1]


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


def _same_debt(one: Proved, other: Proved) -> str:
    named = one.counterparty.kind is not PartyKind.CLASS
    if is_total(one) and is_total(other):
        near = abs(one.amounts[0].value - other.amounts[0].value) * _TOTALS <= one.amounts[0].value
        return "two measures of all debt" if near else ""
    first, second = instruments(one), instruments(other)
    if not named and _two_kinds(one, other) and not first & second:
        return ""
    if first and second:
        if any(_same_instrument(a, b) for a in first for b in second):
            return "the same facility or notes"
        known = all(any(_KNOWN.search(name) for name in names) for names in (first, second))
        unknown = not known and shared(one.amounts[:1], other.amounts[:1], money_only=True)
        return "the same sum, and one of them has no exact name" if unknown else ""
    if shared(one.amounts[:2], other.amounts[:2], money_only=True):
        return "a common sum"
    return "one of them has no figure" if named and (not one.amounts or not other.amounts) else ""


def _two_kinds(one: Proved, other: Proved) -> bool:
    """True where the tenors or the kinds of two loans differ: a 364-day and a five-year facility of one size."""
    tenors = [[a.value for a in s.amounts if a.unit in {"years", "days"}][:1] for s in (one, other)]
    if all(tenors) and tenors[0] != tenors[1]:
        return True
    if all(s.dates.end for s in (one, other)) and _years_apart(one, other):
        return True
    kinds = [
        {kind for kind, words in _KINDS if any(words.search(piece.quote) for piece in s.evidence)} for s in (one, other)
    ]
    return all(kinds) and not kinds[0] & kinds[1]


def _years_apart(one: Proved, other: Proved) -> bool:
    """True for facilities that run to different years, told in one breath or neither as an extension."""
    if len({(statement.dates.end or "")[:4] for statement in (one, other)}) == 1:
        return False
    first, second = one.evidence[0], other.evidence[0]
    in_one_breath = first.start != second.start and abs(first.start - second.start) < _ONE_SENTENCE
    return in_one_breath or not any("exten" in piece.quote for s in (one, other) for piece in s.evidence)


def is_total(statement: Proved) -> bool:
    """A statement of all debt: principal, net and carrying amount of it differ by little."""
    return bool(statement.amounts) and statement.amounts[0].what in {"total debt", "debt outstanding"}


def _same_instrument(one: str, other: str) -> bool:
    """By coupon where both have one (the year of maturity may be left out), else by name."""
    first, second = _COUPON.search(one), _COUPON.search(other)
    if first and second:
        years = [_YEAR.findall(name)[-1:] for name in (one, other)]
        months = [_DUE_MONTH.findall(name)[-1:] for name in (one, other)]
        return first[1] == second[1] and all(not all(due) or due[0] == due[1] for due in (years, months))
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
    """Tell how far figures may lie apart: "over $55 billion" may be 55.6; exact figures differ by rounding."""
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
