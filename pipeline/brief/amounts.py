"""Amounts for reading: rounded to three figures, the hedge of the document kept, nothing through a float."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from pipeline.inert import clean
from pipeline.languages.language import ENGLISH, fill
from pipeline.records import Qualifier, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.languages.language import Language
    from pipeline.records import Amount, Deal, Evidence, Proved

_MINUS = "\N{MINUS SIGN}"
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
_ROUNDED_FROM = Decimal(10) ** 6
_GIGAWATT = Decimal(1000)
_THREE = Context(prec=3, rounding=ROUND_HALF_UP)
_DECIMALS = 2
_SINGULAR = {"shares": "share", "years": "year"}
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


def figure(value: Decimal, unit: str, lang: Language = ENGLISH) -> str:
    """Say a value in words and figures: ``$50.3 billion``, ``22%``, ``160 million shares``, ``CHF 5 million``.

    Where a language counts otherwise than the document, the English words stand beside it.
    """
    if unit == "MW" and abs(value) >= _GIGAWATT:
        value, unit = value / _GIGAWATT, "GW"
    number = _number(abs(value), unit, lang)
    told = _with_unit(number, abs(value), unit, lang)
    said = f"{_MINUS if value < 0 else ''}{told}"
    if number == _number(abs(value), unit, ENGLISH):
        return said
    return fill(lang.numbers["style"]["beside"], said=said, original=figure(value, unit))


def _with_unit(number: str, size: Decimal, unit: str, lang: Language) -> str:
    if is_money(unit):
        money = lang.numbers["money"]
        return fill(money.get(unit, money["other"]), amount=number, unit=unit)
    units = lang.numbers["unit"]
    known = _SINGULAR.get(unit, unit) if size == 1 else unit
    return fill(units.get(known, units["other"]), amount=number, unit=clean(unit))


def _number(size: Decimal, unit: str, lang: Language) -> str:
    if unit == "percent":
        return plain(size)
    if not is_money(unit) and unit not in {"number", "shares"}:
        return _grouped(size)
    return _in_steps(rounded(size), lang) or _grouped(size, cents=is_money(unit))


def rounded(size: Decimal) -> Decimal:
    """Round a large size to three figures, alike in every language; what is below a million stands as it is."""
    short = _THREE.plus(size)
    return short if short >= _ROUNDED_FROM else size


def _in_steps(size: Decimal, lang: Language) -> str | None:
    """Say a size in the steps of a language; None where it has more figures than are read at a glance."""
    for word, least in lang.numbers["steps"].items():
        step = Decimal(least)
        if size >= step:
            part = plain(size / step)
            short = size >= _ROUNDED_FROM or len(part.partition(".")[2]) <= _DECIMALS
            return fill(lang.numbers["style"]["number"], number=part, step=word) if short else None
    return None


def _grouped(size: Decimal, *, cents: bool = False) -> str:
    whole, _, part = plain(size).partition(".")
    if cents and part:
        part = part.ljust(2, "0")
    return f"{int(whole):,}{'.' + part if part else ''}"


def exact(amount: Amount) -> str:
    """Say the unrounded value: ``12,125,000,000 USD``."""
    sign = _MINUS if amount.value < 0 else ""
    return f"{sign}{_grouped(abs(amount.value))} {clean(amount.unit)}"


def spoken(amount: Amount, evidence: Sequence[Evidence] = (), lang: Language = ENGLISH, *, hedge: str = "hedge") -> str:
    """Say an amount with the hedge of the document, out of the table ``hedge``, and what it is per."""
    words = fill(
        "{hedge}{figure}", hedge=lang.numbers[hedge][amount.qualifier], figure=figure(amount.value, amount.unit, lang)
    )
    return fill(lang.numbers["style"]["price"], amount=words) if is_price(amount, evidence) else words


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


def main_amounts(deal: Proved) -> tuple[Amount, ...]:
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


def amount_words(deal: Deal, lang: Language = ENGLISH) -> str:
    """Say the amount cell: ``up to $10 billion``, ``$1 billion to $2 billion``, ``not disclosed``."""
    return amount_in_sentence(deal, lang) or lang.numbers["style"]["not_disclosed"]


def amount_in_sentence(deal: Deal, lang: Language = ENGLISH, *, hedge: str = "hedge") -> str | None:
    """Say the main amounts, None where there are none."""
    chosen = main_amounts(deal)
    if not chosen:
        return None
    style = lang.numbers["style"]
    first, *rest = chosen
    said = spoken(first, deal.evidence, lang, hedge=hedge)
    if rest and rest[0].qualifier is Qualifier.RANGE_HIGH and first.qualifier is Qualifier.RANGE_LOW:
        high = rest.pop(0)
        said = fill(style["range"], low=figure(first.value, first.unit, lang), high=figure(high.value, high.unit, lang))
    for price in rest:
        said = fill(style["at"], amount=said, price=spoken(price, deal.evidence, lang))
    return said


def size(deal: Deal) -> Decimal:
    """Give roughly the main amount in dollars where it is money in total, else zero: for ordering, never shown."""
    for amount in main_amounts(deal):
        if is_money(amount.unit) and not is_price(amount, deal.evidence):
            return abs(amount.value) / _ROUGHLY_PER_DOLLAR.get(amount.unit, 1)
    return Decimal(0)
