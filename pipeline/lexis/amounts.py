"""Amounts in words and digits: money, percent, shares, megawatts, spans of time."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from pipeline.lexis.calendar import dates
from pipeline.lexis.measures import (
    AFTERWARDS,
    CODE_SPELLINGS,
    CODES,
    CURRENCY_WORDS,
    FILLERS,
    LABELS,
    ONES,
    POWER,
    QUALIFIERS,
    SCALES,
    SHORT_SCALES,
    SIGNS,
    TENS,
    TIMES,
)
from pipeline.lexis.records import Quantity
from pipeline.records import Qualifier


def _any(words: object) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))  # type: ignore[call-overload]


_SIGN = rf"(?:(?<![A-Za-z])(?:{_any(sign for sign in SIGNS if sign[0].isalpha())})|{_any(sign for sign in SIGNS if not sign[0].isalpha())}|\b(?:{_any(CODES)})\b)"
_DIGITS = r"(?:\d{1,3}(?:,(?:[ ]*\n\s*)?\d{3})++|\d++)(?:\.(?:[ ]*\n\s*)?\d++)?+|(?<![\w.])\.\d++"
_FIGURE = re.compile(
    rf"""
    (?P<minus>(?<![\w)\]\-–—])[-−])?
    (?:(?<!\w)(?P<open>\()\s?)?
    (?:(?P<sign>{_SIGN})\s{{0,3}}(?P<open2>\(\s?)?(?P<minus2>[-−])?)?
    (?<![\w\#])(?<!\d[.,/:])
    (?P<digits>{_DIGITS})
    """,
    re.VERBOSE,
)
_SCALE_WORD = r"(?:million|billion|trillion|thousand|hundred)"
_NOUN = r"(?:ordinary|common|preferred|preference|restricted|treasury|warrant|underlying|voting|non-voting|depositary|convertible)"
_TAIL = re.compile(
    rf"""
    (?: (?P<short>MM|bn|mn|mm|tn|[BMKTbmk])(?![\w])
      | (?:[\s-]*(?P<scale>{_SCALE_WORD})(?![A-Za-z]))(?:\s+(?P<scale2>{_SCALE_WORD})(?![A-Za-z]))?
      | \s(?P<short2>bn|mn|mm|tn)(?![\w]) )?
    (?P<close>\s?\))?
    (?: \s?(?P<percent>%|％)
      | [\s-]+(?P<percent_word>percent(?:age)?(?:\s+points?)?|per\s+cent|pct)(?![A-Za-z])
      | [\s-]+(?P<bp>basis\s+points?|bps)(?![A-Za-z])
      | [\s-]*(?P<power>{_any(POWER)})(?![A-Za-z])
      | [\s-]+(?P<energy>[KMGT]Wh|(?:kilo|mega|giga|tera)watt[\s-]hours?)(?![A-Za-z])
      | [\s-]+(?:(?:full|fiscal|calendar|consecutive|additional|more)\s+)?(?P<time>{_any(TIMES)})s?(?![A-Za-z]|-(?:over|on|end|ago|old))
      | \s+(?P<cents>cents?)(?![A-Za-z])
      | [\s-]+(?P<money>{_any([*CURRENCY_WORDS, *CODES])})(?![A-Za-z])
      | \s+(?:of\s+(?:our|its|the|their)\s+|(?:new|additional|newly\s+issued|fully\s+paid|unregistered|outstanding|issued|our|its|such)\s+)?
        (?:(?:Class\s+[A-Z]|Series\s+[A-Z](?:-\d)?)\s+)?(?:{_NOUN}\s+){{0,3}}(?P<shares>shares|share(?=\s+of\b)|ADSs|ADRs)(?![A-Za-z])
    )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PER = re.compile(
    rf"\s*(?:per|/)\s*(?:(?:{_NOUN}|diluted|basic|class\s+[a-z]|whole)\s+){{0,3}}(?P<per>[a-z][a-z-]*)|\s+an?\s+(?P<a>share|year|quarter|month|week|unit|day)\b",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(rf"[\s-]+(?P<after>{_any(word for word, _ in AFTERWARDS)})\b", re.IGNORECASE)
_QUALIFIER = re.compile(
    rf"(?<![\w-])(?P<words>(?:{_any(word for word, _ in QUALIFIERS)})(?:\s+(?:{_any(word for word, _ in QUALIFIERS)}))?)"
    rf"(?P<filled>\s*(?:(?:{FILLERS})\s+)*)(?=[(\d$€£¥₩₹₪.A-Za-z])",
    re.IGNORECASE,
)
_NUMBER_WORD = rf"(?:{_any([*ONES, *TENS])}|hundred|and)"
_WORDS = re.compile(
    rf"(?<![\w.-])(?P<words>(?:an?\s+(?=hundred|{_SCALE_WORD}))?(?:{_any([*ONES, *TENS])}|(?<=a\s)hundred)(?:[\s-]+(?:{_any([*ONES, *TENS])}|hundred|and(?=\s+(?:{_any([*ONES, *TENS])})\b)))*|(?:half\s+)?an?(?=\s+{_SCALE_WORD}\b))\b(?:\s*\((?P<echo>[\d,.]+)\))?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    rf"(?<![\w-])(?:{_any(LABELS)})\.?\s*(?:\(?\d[\w.]*\)?(?:\s*,\s*|\s+and\s+|\s*[-–]\s*))*$|§+\s*$", re.IGNORECASE
)
_MONTH_BEFORE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s+$"
)
_LIST_NUMBER = re.compile(r"(?:^|\n)[ \t]*$")
_RANGE_JOIN = re.compile(r"\s*(?:to|and)\s+|[-–—]|\s[-–]\s")
_RISE_BEFORE = re.compile(
    r"\b(?:increas|decreas|declin|improv|rose|ris|grew|grow|fell|f[ae]ll|drop|up|down|expand|went|from)\w*\s+(?:by\s+|from\s+)?$",
    re.I,
)
_RANGE_BEFORE = re.compile(r"\b(?:rang(?:e|es|ed|ing)|between|vary|varying)\s+(?:\w+\s+){0,3}$", re.I)
_BETWEEN = re.compile(r"\bbetween\s+(?:approximately\s+|about\s+)?$", re.I)
_QUALIFIER_OF = dict(QUALIFIERS)
_AFTER_OF = dict(AFTERWARDS)
_LOOK_BACK = 48
_YEARLIKE = range(1900, 2100)


class _Found(NamedTuple):
    """A figure before ranges are looked at. ``own_unit``: the unit stands beside it. ``hundreds``: its bare value."""

    quantity: Quantity
    own_unit: bool
    own_scale: bool
    bare: Decimal


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every amount in ``text``, in text order and without overlap.

    Years, dates, telephone, note, item and section numbers and list numbers are not amounts. GW and kW are given in
    MW. A negative in parentheses ("(33)") has a negative value. Values are ``Decimal`` in whole units. Linear.
    """
    closed = [(date.start, date.end) for date in dates(text)]
    qualifiers = {match.end(): match for match in _QUALIFIER.finditer(text)}
    found = sorted(
        [*_in_digits(text, closed, qualifiers), *_in_words(text, qualifiers)],
        key=lambda item: (item.quantity.start, -item.quantity.end),
    )
    apart: list[_Found] = []
    for item in found:
        if not apart or item.quantity.start >= apart[-1].quantity.end:
            apart.append(item)
    return tuple(_with_ranges(text, apart))


def _in_digits(text: str, closed: list[tuple[int, int]], qualifiers: dict[int, re.Match[str]]) -> list[_Found]:
    found = []
    date = 0
    for match in _FIGURE.finditer(text):
        start, digits_at = match.start(), match.start("digits")
        while date < len(closed) and closed[date][1] <= digits_at:
            date += 1
        if date < len(closed) and closed[date][0] <= digits_at and not match["sign"]:
            continue
        item = _figure(text, match, qualifiers)
        if item is not None:
            found.append(item)
        del start
    return found


def _figure(text: str, match: re.Match[str], qualifiers: dict[int, re.Match[str]]) -> _Found | None:
    tail = _TAIL.match(text, match.end())
    assert tail is not None  # noqa: S101  (every part of the pattern is optional)
    sign = match["sign"]
    unit_beside = any(
        tail[name] for name in ("percent", "percent_word", "bp", "power", "energy", "time", "cents", "money", "shares")
    )
    short = tail["short"] or tail["short2"]
    multiplier = Decimal(1)
    end = match.end()
    scaled = False
    if short:
        if not (sign or unit_beside) or short not in SHORT_SCALES:
            return None
        multiplier, scaled = SHORT_SCALES[short], True
        end = max(tail.end("short"), tail.end("short2"))
    elif tail["scale"]:
        multiplier, scaled = SCALES[tail["scale"].lower()], True
        end = tail.end("scale")
        if tail["scale2"]:
            multiplier *= SCALES[tail["scale2"].lower()]
            end = tail.end("scale2")
    if not short and not tail["scale"] and not unit_beside and _glued(text, match.end()):
        return None
    digits = re.sub(r"[\s,]", "", match["digits"])
    bare = Decimal(digits)
    closes = bool(tail["close"])
    opened = match["open"] or match["open2"]
    negative = bool(match["minus"] or match["minus2"] or (opened and closes and not scaled))
    start = (
        match.start()
        if not match["open"] or (closes and not scaled)
        else match.start("sign")
        if sign
        else match.start("digits")
    )
    if closes and opened and not scaled:
        end = tail.end("close")
    if closes and not opened:
        tail_unit = False  # "(of which 5) shares": the unit lies outside the bracket that holds the figure
    else:
        tail_unit = unit_beside
    unit, factor, end = _unit(tail, sign, end) if tail_unit or sign else ("number", Decimal(1), end)
    if unit == "number" and not scaled and _names_a_place(text, match, digits):
        return None
    if (
        unit in {"shares", "years", "number"}
        and not scaled
        and "," not in match["digits"]
        and bare in _YEARLIKE
        and len(digits) == 4
    ):  # noqa: PLR2004
        return None
    value = bare * multiplier * factor
    return _finish(
        text, start, end, -value if negative else value, unit, scaled, qualifiers, own_unit=unit != "number", bare=bare
    )


def _unit(tail: re.Match[str], sign: str | None, end: int) -> tuple[str, Decimal, int]:
    """The unit beside a figure, what the figure is multiplied by for it, and where the amount ends."""
    one = Decimal(1)
    if sign:
        code = " ".join(sign.split())
        return CODE_SPELLINGS.get(code, SIGNS.get(code, code)), one, end
    if tail["percent"] or tail["percent_word"]:
        return "percent", one, max(tail.end("percent"), tail.end("percent_word"))
    if tail["bp"]:
        return "bp", one, tail.end("bp")
    if tail["power"]:
        return "MW", POWER[tail["power"].lower()], tail.end("power")
    if tail["energy"]:
        return "number", one, end
    if tail["time"]:
        stop = tail.end("time")
        return TIMES[tail["time"].lower()], one, stop + (tail.string[stop : stop + 1] == "s")
    if tail["cents"]:
        return "USD", Decimal("0.01"), tail.end("cents")
    if tail["money"]:
        word = " ".join(tail["money"].split())
        return CODE_SPELLINGS.get(word.upper(), CURRENCY_WORDS.get(word.lower(), word.upper())), one, tail.end("money")
    return "shares", one, tail.end("shares")


def _finish(
    text: str,
    start: int,
    end: int,
    value: Decimal,
    unit: str,
    scaled: bool,
    qualifiers: dict[int, re.Match[str]],
    *,
    own_unit: bool,
    bare: Decimal,
) -> _Found:
    qualifier, qualifier_start = Qualifier.EXACT, start
    before = qualifiers.get(start)
    if before is not None:
        qualifier = _named_qualifier(before["words"])
        qualifier_start = before.start()
        if unit in TIMES.values() and before["words"].lower() in {"over", "under", "some", "above", "below"}:
            qualifier, qualifier_start = Qualifier.EXACT, start
    elif (after := _AFTERWARDS.match(text, end)) is not None:
        qualifier = _AFTER_OF[" ".join(after["after"].lower().split())]
    per = _PER.match(text, end) if unit not in {"number", *TIMES.values()} else None
    what_per = (per["per"] or per["a"]).lower() if per else None
    value = Decimal(int(value)) if value == value.to_integral_value() else value
    quantity = Quantity(
        start, end, value, unit, qualifier, qualifier_start, scaled, "year" if what_per == "annum" else what_per
    )
    return _Found(quantity, own_unit, scaled, bare)


def _named_qualifier(words: str) -> Qualifier:
    plain = " ".join(words.lower().split())
    if plain in _QUALIFIER_OF:
        return _QUALIFIER_OF[plain]
    both = [kind for word, kind in QUALIFIERS if plain.startswith(word) or plain.endswith(word)]
    return next((kind for kind in both if kind is not Qualifier.APPROX), Qualifier.APPROX)


def _glued(text: str, end: int) -> bool:
    """True when the digits run on into something that makes them no amount: "10-K", "3nm", "408-555", "24/7"."""
    following = text[end : end + 2]
    if not following:
        return False
    first, second = following[0], following[1:]
    return (
        first.isalnum()
        or first == "_"
        or (first in "-/:.," and second.isdigit())
        or (first in "-/" and second.isalpha())
    )


def _names_a_place(text: str, match: re.Match[str], digits: str) -> bool:
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if _LABEL.search(before) or (len(digits) <= 2 and _MONTH_BEFORE.search(before)):  # noqa: PLR2004  (a day of a month)
        return True
    if before.endswith(("-", "–")) and len(before) > 1 and before[-2].isalnum():
        return not before[-2].isdigit()
    return (
        len(digits) <= 2 and text[match.end() : match.end() + 2] in {". ", ") "} and bool(_LIST_NUMBER.search(before))
    )  # noqa: PLR2004


def _in_words(text: str, qualifiers: dict[int, re.Match[str]]) -> list[_Found]:
    found = []
    for match in _WORDS.finditer(text):
        bare = _word_value(match["words"])
        tail = _TAIL.match(text, match.end())
        if bare is None or tail is None or tail["close"] or tail["short"] or tail["short2"]:
            continue
        multiplier, end = Decimal(1), match.end()
        if tail["scale"]:
            multiplier, end = SCALES[tail["scale"].lower()], tail.end("scale")
            if tail["scale2"]:
                multiplier, end = multiplier * SCALES[tail["scale2"].lower()], tail.end("scale2")
        unit_beside = any(tail[name] for name in ("percent", "percent_word", "bp", "power", "time", "money", "shares"))
        scaled = multiplier > SCALES["hundred"]
        if not unit_beside and not scaled:
            continue
        unit, factor, end = _unit(tail, None, end) if unit_beside else ("number", Decimal(1), end)
        value = bare * multiplier * factor
        found.append(
            _finish(text, match.start(), end, value, unit, scaled, qualifiers, own_unit=unit_beside, bare=bare)
        )
    return found


def _word_value(words: str) -> Decimal | None:
    total = 0
    half = False
    for word in re.split(r"[\s-]+", words.lower()):
        if word == "half":
            half = True
        elif word in {"a", "an"}:
            total = total or 1
        elif word == "hundred":
            total *= 100
        elif word in ONES:
            total += ONES[word] if total % 100 == 0 or total % 10 == 0 else 0
        elif word in TENS:
            total += TENS[word]
    if total == 0:
        return None
    return Decimal(total) / 2 if half else Decimal(total)


def _with_ranges(text: str, items: list[_Found]) -> list[Quantity]:
    """Mark the two ends of "$5.05-$5.15 billion" and give the first the scale and unit it borrows from the second."""
    result = [item.quantity for item in items]
    for index in range(len(items) - 1):
        low, high = _as_range(text, items[index], items[index + 1])
        if low is not None and high is not None:
            result[index], result[index + 1] = low, high
    return result


def _as_range(text: str, first: _Found, second: _Found) -> tuple[Quantity | None, Quantity | None]:
    a, b = first.quantity, second.quantity
    join = text[a.end : b.qualifier_start]
    if not _RANGE_JOIN.fullmatch(join):
        return None, None
    before = text[max(0, a.qualifier_start - _LOOK_BACK) : a.qualifier_start]
    word = join.strip()
    if word == "and":
        if not _BETWEEN.search(before):
            return None, None
    elif word == "to" and _RISE_BEFORE.search(before) and not _RANGE_BEFORE.search(before):
        return None, None
    if join.strip() in {"-", "–", "—"} and join != word and not (first.own_unit and second.own_unit):
        return None, None  # "5 – 7" in a table row is two figures and a dash
    if not second.own_unit and not first.own_unit:
        return None, None
    value, unit, scaled = a.value, a.unit, a.scaled
    if not first.own_unit:
        unit = b.unit
        value *= _factor(second)
        scaled = b.scaled
    elif not first.own_scale and second.own_scale and first.bare < 1000:  # noqa: PLR2004  ("$1 to $2 billion")
        value *= _factor(second)
        scaled = True
    other_unit = b.unit if second.own_unit else unit
    if unit != other_unit or value > (b.value if second.own_unit else b.value):
        return None, None
    low = a._replace(value=value, unit=unit, scaled=scaled, qualifier=Qualifier.RANGE_LOW)
    high = b._replace(unit=other_unit, qualifier=Qualifier.RANGE_HIGH)
    return low, high


def _factor(item: _Found) -> Decimal:
    return item.quantity.value / item.bare if item.bare else Decimal(1)
