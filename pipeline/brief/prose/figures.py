"""Every number of a sentence is one the cited deal or result was proved with, in the same role."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.amounts import is_price, main_amounts
from pipeline.brief.prose.quoted import date_is_quoted, figure_is_quoted, fiscal_is_quoted, product_is_quoted
from pipeline.brief.prose.words import COMPARED, NUMBER_WORDS, ORDINALS
from pipeline.brief.ranking import period
from pipeline.brief.sentences import is_beside
from pipeline.lexis import dates, quantities
from pipeline.records import Qualifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.brief.prose.subjects import Subject
    from pipeline.lexis import DateFound, Quantity
    from pipeline.records import Amount, Deal

_FARTHEST = Decimal("0.01")
"""A rounded figure is at most a hundredth off: "$4.5 billion" for 4,512,000,000, never "$5 billion"."""
_ROUNDED_UNITS = frozenset({"percent", "years", "months", "MW", "number", "bp", "weeks", "days"})
_SAID_AS = {
    Qualifier.EXACT: {Qualifier.EXACT, Qualifier.APPROX},
    Qualifier.APPROX: {Qualifier.APPROX},
    Qualifier.UP_TO: {Qualifier.UP_TO},
    Qualifier.AT_LEAST: {Qualifier.AT_LEAST},
    Qualifier.RANGE_LOW: {Qualifier.RANGE_LOW, Qualifier.AT_LEAST},
    Qualifier.RANGE_HIGH: {Qualifier.RANGE_HIGH, Qualifier.UP_TO},
}
"""How exact a sentence may call an amount that the document qualifies so."""
_DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_WORD = re.compile(r"[A-Za-z]+")
_NUMERAL = re.compile(r"[A-Za-z]*\d[\w.,]*\w|\d")
_ROLES = (
    ("end", re.compile(r"\b(?:until|through|up to|by|ends?(?: in| on)?|to|due(?: in| on)?|expires?(?: in| on)?)\s*$")),
    ("signed", re.compile(r"\b(?:signed|agreed)(?: \w+){0,4}? (?:in|on)\s*$|\bsigned\s*$")),
    ("start", re.compile(r"\b(?:from|since|starting(?: in| on)?|beginning(?: in| on)?)\s*$")),
)
_PART_OF_YEAR = re.compile(r"\b(quarter|half|fiscal)\b")
_EACH = re.compile(r"\s*(?:a|an|each|every|per)\s+(?:year|month|quarter|week|day)\b|\s*(?:yearly|annually|monthly)\b")
_CONTENT = 3
_EMPTY = frozenset({"the", "and", "for", "per", "its", "all", "any", "that", "with", "from", "each", "this", "been"})
_ALSO_SAID = {"coupon": {"interest", "notes"}, "time": {"over", "within"}}
"""Words that tell as plainly what a figure is as the entry's own word does."""


class Proved(NamedTuple):
    """A figure that may be said. ``what`` are the words one of which must then be said too; empty for a main one."""

    value: Decimal
    unit: str
    qualifiers: frozenset[Qualifier]
    price: bool = False
    what: frozenset[str] = frozenset()
    ago: bool = False


def figure_faults(subject: Subject, text: str) -> Iterator[str]:
    """Say which numbers, number words, dates and spans of time are not proved. ``text`` has names masked."""
    found = quantities(text)
    proved = proved_of(subject)
    for one in found:
        if not figure_is_quoted(subject, one, text):
            yield from _figure(one, text, proved)
    yield from _left_out(subject, found, proved)
    days = [day for day in dates(text) if not any(one.start <= day.start < one.end for one in found)]
    if subject.deal is not None:
        for day in days:
            if not date_is_quoted(subject, day, text):
                yield from _day(subject.deal, day, text)
    rest = _without(text, [(one.start, one.end) for one in found] + [(day.start, day.end) for day in days])
    if subject.deal is None and days:
        rest = text
    yield from _loose(subject, rest, fiscal=fiscal_is_quoted(subject, text))


def _figure(one: Quantity, text: str, proved: Sequence[Proved]) -> Iterator[str]:
    said = text[one.start : one.end]
    fitting = [each for each in proved if _rounds_to(one, said, each)]
    compared = COMPARED.match(text, one.end + 1)
    words = {word.lower() for word in _WORD.findall(text)}
    if not fitting:
        yield f"“{said}” is no proved figure of what it tells"
    elif not any(one.qualifier in each.qualifiers for each in fitting):
        hedge = next(iter(sorted(next(iter(fitting)).qualifiers)))
        yield f"“{said}” must be hedged as the document does ({hedge})"
    elif not compared and (not any(bool(one.per) == each.price for each in fitting) or _EACH.match(text, one.end)):
        yield f"“{said}” is said per something, or not, otherwise than proved"
    elif not any(not each.what or each.what & words for each in fitting):
        yield f"“{said}” is told without saying what it is: {', '.join(sorted(fitting[0].what))}"
    elif all(each.ago for each in fitting) and not compared:
        yield f"“{said}” is the figure of a year earlier, and that must be said right behind it"
    elif not any(each.ago for each in fitting) and compared:
        yield f"“{said}” is not the figure of a year earlier"


def _rounds_to(one: Quantity, said: str, proved: Proved) -> bool:
    if one.unit != proved.unit or (one.value < 0) != (proved.value < 0):
        return False
    if one.value == proved.value:
        return True
    digits = _DIGITS.search(said)
    if digits is None or proved.unit in _ROUNDED_UNITS or not one.scaled:
        return False
    bare = Decimal(digits.group().replace(",", ""))
    step = abs(one.value) / bare / (Decimal(10) ** len(digits[1] or "")) if bare else Decimal(0)
    off = abs(one.value - proved.value)
    return off <= step / 2 and off <= _FARTHEST * abs(proved.value)


def proved_of(subject: Subject) -> tuple[Proved, ...]:
    """Give every figure a sentence on the subject may hold."""
    return _of_deal(subject.deal) if subject.deal else _of_result(subject)


def _of_deal(deal: Deal) -> tuple[Proved, ...]:
    main = () if is_beside(deal) else main_amounts(deal)
    return tuple(
        Proved(
            amount.value,
            amount.unit,
            frozenset(_SAID_AS[amount.qualifier]),
            is_price(amount, deal.evidence),
            frozenset() if amount in main else _said_of(amount, main),
        )
        for amount in deal.amounts
    )


def _said_of(amount: Amount, main: Sequence[Amount]) -> frozenset[str]:
    """Give the words one of which tells what a lesser figure is; "$2 billion and 3 million shares" are one price."""
    content = _content(amount)
    if any(amount.unit != one.unit and content == _content(one) for one in main):
        return content | {"and"}
    return content.union(*(_ALSO_SAID.get(word, set()) for word in content))


def _content(amount: Amount) -> frozenset[str]:
    words = {word.lower() for word in _WORD.findall(amount.what) if len(word) >= _CONTENT} - _EMPTY
    # A figure nobody describes cannot be told apart from the main one: no word stands for it.
    return frozenset(words) or frozenset({"?"})


def _of_result(subject: Subject) -> tuple[Proved, ...]:
    result = subject.result
    if result is None or result.value is None:
        return ()
    unit = result.unit or "number"
    ends = {Qualifier.EXACT, Qualifier.APPROX}
    low, high = ends | {Qualifier.RANGE_LOW}, {Qualifier.EXACT, Qualifier.RANGE_HIGH}
    proved = [Proved(_unsigned(result.value), unit, frozenset(low if result.high is not None else ends))]
    if result.high is not None:
        proved.append(Proved(_unsigned(result.high), unit, frozenset(high)))
    if result.year_ago is not None:
        proved.append(Proved(_unsigned(result.year_ago), unit, frozenset(ends), ago=True))
    return tuple(proved)


def _unsigned(value: Decimal) -> Decimal:
    # "A net loss of $3 million": the word holds the sign, and the metric's name is asked for.
    return abs(value)


def _left_out(subject: Subject, found: Sequence[Quantity], proved: Sequence[Proved]) -> Iterator[str]:
    main = [one for one in proved if not one.what and not one.ago]
    if main and not any(one.unit == each.unit for one in found for each in main):
        yield "the amount of what it tells is left out"
    if subject.deal is not None and any(one.qualifier is Qualifier.RANGE_LOW for one in main_amounts(subject.deal)):
        said = {one.value for one in found}
        if any(one.value not in said for one in main if one.qualifiers & {Qualifier.RANGE_HIGH}):
            yield "a range is told by both ends"


def _day(deal: Deal, day: DateFound, text: str) -> Iterator[str]:
    before = text[: day.start].rstrip("(, ")
    role = next((name for name, pattern in _ROLES if pattern.search(f"{before} ")), None)
    stated = {name: getattr(deal.dates, name) for name in ("signed", "start", "end")}
    held = [stated[role]] if role else list(stated.values())
    if not any(iso is not None and (iso == day.iso or iso.startswith(f"{day.iso}-")) for iso in held):
        yield f"“{text[day.start : day.end]}” is no proved date of it{f' ({role})' if role else ''}"


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _loose(subject: Subject, text: str, *, fiscal: bool) -> Iterator[str]:
    """Look at the digits and number words that belong to no figure and no date: only a period may hold them."""
    spoken = _period(subject).lower()
    told = COMPARED.sub(" ", text)
    for numeral in _NUMERAL.findall(told):
        in_period = re.search(rf"(?<!\w){re.escape(numeral.lower())}(?!\w)", spoken)
        if not in_period and not product_is_quoted(subject, numeral):
            yield f"“{numeral}” is no proved figure of what it tells"
    for word in _WORD.findall(told):
        if word.lower() in NUMBER_WORDS and not (word.lower() in ORDINALS and word.lower() in spoken):
            yield f"“{word}” counts something nobody proved"
    for span in _PART_OF_YEAR.findall(told.lower()):
        if span not in spoken and not (fiscal and span == "fiscal"):
            yield f"“{span}” is no period of what it tells"


def _period(subject: Subject) -> str:
    """Give the period in words and signs: ``Q3 FY2026 third quarter fiscal 2026``."""
    told = period(subject.deal) if subject.deal else (subject.result.period or "") if subject.result else ""
    words = told
    for ordinal, number in ORDINALS.items():
        words += f" {ordinal} quarter" if f"Q{number}" in told else ""
        words += f" {ordinal} half" if f"H{number}" in told else ""
    years = " ".join(re.findall(r"FY\s?(\d{4})", told))
    return f"{words} fiscal {years}" if years else words
