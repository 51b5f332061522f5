"""Amounts in words and digits: money, percent, shares, megawatts, spans of time."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.lexis.amount_patterns import (
    AFTER,
    FIGURE,
    GOES_ON,
    LABEL,
    LIST_NUMBER,
    MONTH_BEFORE,
    PER,
    QUALIFIER,
    TAIL,
    TELEPHONE,
    UNITS_BESIDE,
    WORDS,
)
from pipeline.lexis.calendar import dates
from pipeline.lexis.measures import (
    AFTERWARDS,
    CODE_SPELLINGS,
    CURRENCY_WORDS,
    ONES,
    POWER,
    QUALIFIERS,
    SCALES,
    SHORT_SCALES,
    SIGNS,
    TENS,
    TIMES,
)
from pipeline.lexis.neighbours import Found, linked
from pipeline.lexis.records import Quantity
from pipeline.records import Qualifier

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUALIFIER_OF = dict(QUALIFIERS)
_AFTER_OF = {word.strip(): kind for word, kind in AFTERWARDS}
_DURATION_WORDS = frozenset({"over", "under", "some", "above", "below", "around"})
"""Before a span of time these are prepositions: paid over five years."""
_LOOK_BACK = 48
_DAY_DIGITS = 2
_YEARLIKE = re.compile(r"(?:19|20)\d\d")
_ONE = Decimal(1)
_Qualifiers = dict[int, re.Match[str]]


def quantities(text: str) -> tuple[Quantity, ...]:
    """Read every amount in ``text``, in text order and without overlap.

    Years, dates, telephone, note, item and section numbers and list numbers are not amounts. GW and kW are given in
    MW. A negative in parentheses ("(33)") has a negative value. Values are ``Decimal`` in whole units. Linear.
    """
    qualifiers = {match.end(): match for match in QUALIFIER.finditer(text)}
    found = sorted(
        [*_in_digits(text, qualifiers), *_in_words(text, qualifiers)],
        key=lambda item: (item.quantity.start, -item.quantity.end),
    )
    apart: list[Found] = []
    for item in found:
        if not apart or item.quantity.start >= apart[-1].quantity.end:
            apart.append(item)
    return linked(text, apart)


def _in_digits(text: str, qualifiers: _Qualifiers) -> Iterator[Found]:
    days = dates(text)
    day = 0
    for match in FIGURE.finditer(text):
        at = match.start("digits")
        while day < len(days) and days[day].end <= at:
            day += 1
        if day < len(days) and days[day].start <= at and not match["sign"]:
            continue
        item = _figure(text, match, qualifiers)
        if item is not None:
            yield item


def _figure(text: str, match: re.Match[str], qualifiers: _Qualifiers) -> Found | None:
    """Read one figure in digits, or find that it is none."""
    tail = _tail(text, match.end())
    sign, digits = match["sign"], match["digits"]
    beside = any(tail[name] for name in UNITS_BESIDE)
    short = tail["short"] or tail["short2"]
    if short and (short not in SHORT_SCALES or not (sign or beside)):
        return None
    provisional = False
    if not (short or tail["scale"] or beside):
        if _runs_into(text, match.end()):
            return None
        provisional = _hyphened(text, match.end()) or _hyphened(text, match.start() - 1)
    opened, closed = bool(match["open"] or match["open2"]), bool(tail["close"])
    multiplier, end = _scaled_by(tail, match.end())
    bracketed = opened and closed and multiplier == 1
    if bracketed:
        end = tail.end("close")
    # "(of which 5) shares": the unit lies outside the bracket that holds the figure.
    unit, factor, end = _unit(tail, sign, end) if sign or (beside and opened >= closed) else ("number", _ONE, end)
    scaled = multiplier != 1
    if not scaled and unit in {"number", "shares", "years"} and _YEARLIKE.fullmatch(digits):
        return None
    if not scaled and unit == "number" and _names_a_place(text, match):
        return None
    bare = Decimal(re.sub(r"[\s,]", "", digits))
    value = bare * multiplier * factor
    start = match.start() if bracketed or not match["open"] else match.start("sign") if sign else match.start("digits")
    negative = bool(match["minus"] or match["minus2"] or bracketed)
    quantity = Quantity(start, end, -value if negative else value, unit, Qualifier.EXACT, start, scaled)
    return Found(_qualified(text, quantity, qualifiers), bare, provisional)


def _in_words(text: str, qualifiers: _Qualifiers) -> Iterator[Found]:
    for match in WORDS.finditer(text):
        bare, tail = _word_value(match["words"]), _tail(text, match.end())
        if not bare or tail["close"] or tail["short"] or tail["short2"]:
            continue
        multiplier, end = _scaled_by(tail, match.end())
        scaled = multiplier > SCALES["hundred"]
        beside = any(tail[name] for name in UNITS_BESIDE)
        provisional = not beside and not scaled
        if provisional and not GOES_ON.match(text, match.end()):
            continue
        unit, factor, end = _unit(tail, None, end) if beside else ("number", _ONE, end)
        quantity = Quantity(
            match.start(), end, bare * multiplier * factor, unit, Qualifier.EXACT, match.start(), scaled
        )
        yield Found(_qualified(text, quantity, qualifiers), bare, provisional)


def _tail(text: str, end: int) -> re.Match[str]:
    tail = TAIL.match(text, end)
    assert tail is not None  # noqa: S101  (every part of the pattern is optional)
    return tail


def _scaled_by(tail: re.Match[str], end: int) -> tuple[Decimal, int]:
    """Give what the scale words behind a figure multiply it by, and where they end."""
    for name in ("short", "short2"):
        if tail[name]:
            return SHORT_SCALES[tail[name]], tail.end(name)
    multiplier = _ONE
    for name in ("scale", "scale2"):
        if tail[name]:
            multiplier, end = multiplier * SCALES[tail[name].lower()], tail.end(name)
    return multiplier, end


def _unit(tail: re.Match[str], sign: str | None, end: int) -> tuple[str, Decimal, int]:
    """Read the unit beside a figure, what the figure is multiplied by for it, and where the amount ends."""
    if sign:
        code = " ".join(sign.split())
        return CODE_SPELLINGS.get(code, SIGNS.get(code, code)), _ONE, end
    name = next(name for name in UNITS_BESIDE if tail[name])
    word = " ".join(tail[name].split())
    if name == "money":
        code = CODE_SPELLINGS.get(word.upper(), CURRENCY_WORDS.get(word.lower(), word.upper()))
        return code, _ONE, tail.end(name)
    if name == "power":
        return "MW", POWER[word.lower()], tail.end(name)
    if name == "time":
        return TIMES[word.lower()], _ONE, tail.end("plural")
    fixed = {
        "bp": ("bp", _ONE),
        "cents": ("USD", Decimal("0.01")),
        "shares": ("shares", _ONE),
        "energy": ("number", _ONE),
    }
    unit, factor = fixed.get(name, ("percent", _ONE))
    return unit, factor, end if name == "energy" else tail.end(name)


def _qualified(text: str, quantity: Quantity, qualifiers: _Qualifiers) -> Quantity:
    """Add how exact the figure is said to be, and what it is per."""
    qualifier, qualifier_start = Qualifier.EXACT, quantity.start
    before = qualifiers.get(quantity.start)
    is_time = quantity.unit in TIMES.values()
    if before is not None and not (is_time and before["words"].lower() in _DURATION_WORDS):
        qualifier, qualifier_start = _named_qualifier(before["words"]), before.start()
    elif (after := AFTER.match(text, quantity.end)) is not None:
        qualifier = _AFTER_OF[" ".join(after["after"].lower().split())]
    per = PER.match(text, quantity.end) if quantity.unit != "number" and not is_time else None
    each = (per["per"] or per["each"]).lower() if per else None
    whole = quantity.value == quantity.value.to_integral_value()
    return quantity._replace(
        value=Decimal(int(quantity.value)) if whole else quantity.value,
        qualifier=qualifier,
        qualifier_start=qualifier_start,
        per="year" if each == "annum" else each,
    )


def _named_qualifier(words: str) -> Qualifier:
    """Give the qualifier of one phrase, or of two in a row, of which "approximately" counts least."""
    plain = " ".join(words.lower().split())
    if plain in _QUALIFIER_OF:
        return _QUALIFIER_OF[plain]
    both = [kind for word, kind in QUALIFIERS if plain.startswith(word) or plain.endswith(word)]
    return next((kind for kind in both if kind is not Qualifier.APPROX), Qualifier.APPROX)


def _runs_into(text: str, end: int) -> bool:
    """Tell whether the digits run on into something that makes them no amount: "10-K", "3nm", "24/7"."""
    first, second = text[end : end + 1], text[end + 1 : end + 2]
    return (
        first.isalnum()
        or first == "_"
        or (first in "/:.," and second.isdigit())
        or (first in "-/" and second.isalpha())
    )


def _hyphened(text: str, at: int) -> bool:
    """Tell whether a hyphen or dash between two digits stands at ``at``: an end of a range, or of a file number."""
    return (
        0 < at < len(text) - 1
        and text[at] in {"-", "\u2013"}
        and text[at - 1].isdigit()
        and (text[at + 1].isdigit() or not text[at + 1].isalnum())
    )


def _names_a_place(text: str, match: re.Match[str]) -> bool:
    """Tell whether digits name a note, item, day, telephone or list entry rather than an amount."""
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    few = len(match["digits"]) <= _DAY_DIGITS
    if LABEL.search(before) or (few and MONTH_BEFORE.search(before)) or TELEPHONE.match(text, match.start()):
        return True
    if before.endswith(("-", "\u2013")) and before[-2:-1].isalpha():
        return True
    return few and text[match.end() : match.end() + 2] in {". ", ") "} and bool(LIST_NUMBER.search(before))


def _word_value(words: str) -> Decimal:
    """Give the value of a number in words; 0 where they are none."""
    total = 0
    parts = re.split(r"[\s-]+", words.lower())
    for word in parts:
        if word in {"a", "an"}:
            total = 1
        elif word == "hundred":
            total = max(total, 1) * 100
        else:
            total += ONES.get(word, 0) + TENS.get(word, 0)
    return Decimal(total) / 2 if parts[0] == "half" else Decimal(total)
