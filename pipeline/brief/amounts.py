"""Amounts for reading: rounded to three figures, the hedge of the document kept, nothing through a float."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from pipeline.inert import clean
from pipeline.records import Qualifier, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.records import Amount, Deal, Evidence

NOT_DISCLOSED = "not disclosed"

_MINUS = "\N{MINUS SIGN}"
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_OTHER_UNITS = {"shares", "MW", "years", "number", "percent"}
# Only so that 90 billion yen do not rank above 10 billion dollars; no rate ever reaches an output.
_ROUGHLY_PER_DOLLAR = {
    "JPY": 150,
    "KRW": 1400,
    "TWD": 30,
    "INR": 85,
    "CNY": 7,
    "HKD": 8,
    "MXN": 18,
    "SEK": 10,
    "DKK": 7,
}
_UNITS = {"bp": "basis points"}
_STEPS = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_THREE = Context(prec=3, rounding=ROUND_HALF_UP)
_HEDGES = {
    Qualifier.APPROX: "about ",
    Qualifier.UP_TO: "up to ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.RANGE_LOW: "from ",
    Qualifier.RANGE_HIGH: "up to ",
}
_SHARE = r"(?:[\w-]+\s+){0,5}(?:share|ADS)\b"
# "an exercise price of $0.01 per share", "price per ordinary share"
_PER_SHARE_NAMED = re.compile(rf"\b(?:per|each)\s+{_SHARE}|\ba\s+share\b|\bexercise price\b", re.IGNORECASE)
# Beside a price: "per issued and outstanding share", "(without interest) for each ordinary share", "in cash a share".
_PER_SHARE_BESIDE = re.compile(
    rf"\s{{0,3}}(?:\([^()]{{0,40}}\)\s{{0,3}})?(?:in cash,?\s)?(?:(?:per|for each)\s+{_SHARE}|a\s+share\b)"
)
# "at a price per share of $12.50", "a purchase price per ordinary share equal to $9"
_PER_SHARE_BEFORE = re.compile(
    rf"\bper\s+{_SHARE}(?:\s+of\s+(?:[\w-]+\s+){{0,5}}stock)?(?:\s+(?:price|in|cash|was|is|of|equal|to|approximately|about)){{1,4}}\s*$"
)
_BEFORE = 80
_MAX_PRICE = Decimal(100_000)


def is_money(unit: str) -> bool:
    """Tell whether the unit is a currency code."""
    return unit not in _OTHER_UNITS and len(unit) == 3 and unit.isupper()  # noqa: PLR2004  (ISO 4217 has three letters)


def figure(value: Decimal, unit: str) -> str:
    """Say a value in words and figures: ``$50.3 billion``, ``22%``, ``160 million shares``, ``CHF 5 million``."""
    sign = _MINUS if value < 0 else ""
    size = abs(value)
    if is_money(unit):
        mark = _SIGNS.get(unit, f"{unit} ")
        return f"{sign}{mark}{_rounded(size, cents=True)}"
    if unit == "percent":
        return f"{sign}{plain(size)}%"
    if unit == "number":
        return f"{sign}{_rounded(size)}"
    if unit in {"shares", "years"} and size == 1:
        unit = unit.removesuffix("s")
    number = _rounded(size) if unit == "shares" else _grouped(size)
    return f"{sign}{number} {_UNITS.get(unit, clean(unit))}"


def _rounded(size: Decimal, *, cents: bool = False) -> str:
    short = _THREE.plus(size)
    for step, word in _STEPS:
        if short >= step:
            return f"{plain(_THREE.divide(size, step))} {word}"
    return _grouped(size, cents=cents)


def _grouped(size: Decimal, *, cents: bool = False) -> str:
    whole, _, part = plain(size).partition(".")
    if cents and part:
        part = part.ljust(2, "0")
    return f"{int(whole):,}{'.' + part if part else ''}"


def exact(amount: Amount) -> str:
    """Say the unrounded value: ``12,125,000,000 USD``."""
    sign = _MINUS if amount.value < 0 else ""
    return f"{sign}{_grouped(abs(amount.value))} {clean(amount.unit)}"


def spoken(amount: Amount, evidence: Sequence[Evidence] = ()) -> str:
    """Say an amount with the hedge of the document and what it is per."""
    words = f"{_HEDGES.get(amount.qualifier, '')}{figure(amount.value, amount.unit)}"
    return f"{words} per share" if is_price(amount, evidence) else words


def is_price(amount: Amount, evidence: Sequence[Evidence] = ()) -> bool:
    """Tell whether the amount is a price per share, from its description or from the words beside it in its quote."""
    if not is_money(amount.unit) or abs(amount.value) > _MAX_PRICE:
        return False
    if _PER_SHARE_NAMED.search(amount.what):
        return True
    quote = evidence[amount.evidence].quote if amount.evidence < len(evidence) else ""
    written = clean(amount.as_written)  # as in a quote: a line may end between the sign and the digits
    at = quote.find(written) if written else -1
    if at < 0:
        return False
    before = quote[max(0, at - _BEFORE) : at]
    return bool(_PER_SHARE_BESIDE.match(quote, at + len(written)) or _PER_SHARE_BEFORE.search(before))


def main_amounts(deal: Deal) -> tuple[Amount, ...]:
    """Pick the amounts that go into the amount cell: the one that defines the deal, a range, a price per share."""
    order = {"money": 0, "shares": 1, "percent": 2, "MW": 3, "number": 4}
    prices = [amount for amount in deal.amounts if is_price(amount, deal.evidence)]
    others = [amount for amount in deal.amounts if amount not in prices and amount.unit != "years"]
    if not others:
        return tuple(prices[:1] or deal.amounts[:1])

    def rank(amount: Amount) -> tuple[bool, int]:
        # A sum of which nobody says what it is, a deposit say, is not the price of what the first amount names.
        nameless = bool(others[0].what) and not amount.what
        return nameless, order.get("money" if is_money(amount.unit) else amount.unit, len(order))

    first = min(others, key=rank)  # min keeps the document's order among equals
    if deal.type == "warrant_option":
        first = next((amount for amount in others if amount.unit == "shares"), first)
    if deal.type == "concentration":
        first = next((amount for amount in others if amount.unit == "percent"), first)
    chosen = [first]
    if first.qualifier is Qualifier.RANGE_LOW:
        high = (a for a in others if a.qualifier is Qualifier.RANGE_HIGH and a.unit == first.unit)
        chosen.extend(a for a in [next(high, None)] if a is not None)
    if first.unit in {"shares", "number"}:
        chosen.extend(prices[:1])
    return tuple(chosen)


def amount_words(deal: Deal) -> str:
    """Say the amount cell: ``up to $10 billion``, ``$1 billion to $2 billion``, ``not disclosed``."""
    chosen = main_amounts(deal)
    if not chosen:
        return NOT_DISCLOSED
    first, *rest = chosen
    if rest and rest[0].qualifier is Qualifier.RANGE_HIGH and first.qualifier is Qualifier.RANGE_LOW:
        both = f"{figure(first.value, first.unit)} to {figure(rest[0].value, rest[0].unit)}"
        return " at ".join([both, *(spoken(price, deal.evidence) for price in rest[1:])])
    return " at ".join(spoken(amount, deal.evidence) for amount in chosen)


def size(deal: Deal) -> Decimal:
    """Give roughly the main amount in dollars where it is money in total, else zero: for ordering, never shown."""
    for amount in main_amounts(deal):
        if is_money(amount.unit) and not is_price(amount, deal.evidence):
            return abs(amount.value) / _ROUGHLY_PER_DOLLAR.get(amount.unit, 1)
    return Decimal(0)
