"""What a sentence may take from the quotes word for word: counts, spans of time, years of notes, products."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.lexis import quantities

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.brief.prose.subjects import Subject
    from pipeline.lexis import DateFound, Quantity

PRODUCT = re.compile(r"\b(?!FY|CY)[A-Z]{1,5}\d{2,4}s?\b")
"""A product named by letters and digits ("XB310"), which is neither a figure nor a company."""

_SPANS = frozenset({"months", "years", "weeks", "days"})
_NEAR = 3
_WORD = re.compile(r"[A-Za-z]+")
_FISCAL = re.compile(r"\bfiscal (?:year )?\d{4}\b")
_DUE = re.compile(r"\bdue(?: in)? $")
_OF_NOTES = re.compile(r" (?:senior )?notes\b", re.IGNORECASE)


def quotes_of(subject: Subject) -> tuple[str, ...]:
    """Give the quotes a subject rests on."""
    return tuple(each.quote for each in (subject.deal.evidence if subject.deal else subject.evidence))


def figure_is_quoted(subject: Subject, one: Quantity, text: str) -> bool:
    """Tell whether a bare count or span of time stands in a quote with the same word beside it.

    A count needs the word behind it ("34 data centers"), a span the word before it ("next 12 months"), and either the
    money told before it: "$2 billion over the next 12 months" may not become "$5 billion over the next 12 months".
    """
    if one.unit not in _SPANS | {"number"} or one.qualifier_start != one.start or one.scaled:
        return False
    said = _beside(text, one)
    return bool(said) and any(
        (each.unit, each.value) == (one.unit, one.value)
        and said[0] in _beside(quote, each)
        and _same_money(text, one.start, quote, each.start)
        for quote in quotes_of(subject)
        for each in quantities(quote)
    )


def date_is_quoted(subject: Subject, day: DateFound, text: str) -> bool:
    """Tell whether a year names notes as a quote does: "notes due 2026", "2026 Notes", behind the same figure."""
    due, notes = _DUE.search(text[: day.start]), _OF_NOTES.match(text, day.end)
    if not (due or notes):
        return False
    year = re.escape(text[day.start : day.end])
    pattern = re.compile(
        rf"\bdue (?:in )?(?P<year>{year})\b" if due else rf"\b(?P<year>{year}) (?:senior )?notes\b", re.IGNORECASE
    )
    return any(
        _same_money(text, day.start, quote, match.start("year"))
        for quote in quotes_of(subject)
        for match in pattern.finditer(quote)
    )


def fiscal_is_quoted(subject: Subject, text: str) -> bool:
    """Tell whether every fiscal year of the sentence stands so in a quote."""
    said = _FISCAL.findall(text.lower())
    return bool(said) and all(any(year in quote.lower() for quote in quotes_of(subject)) for year in said)


def product_is_quoted(subject: Subject, numeral: str) -> bool:
    """Tell whether letters with digits are a product a quote names."""
    return PRODUCT.fullmatch(numeral) is not None and any(
        re.search(rf"\b{numeral}\b", quote) for quote in quotes_of(subject)
    )


def _beside(text: str, one: Quantity) -> list[str]:
    if one.unit in _SPANS:
        return [word.lower() for word in reversed(_WORD.findall(text[: one.start])[-_NEAR:])]
    return [word.lower() for word in _WORD.findall(text[one.end :])[:_NEAR]]


def _same_money(text: str, at: int, quote: str, place: int) -> bool:
    said = _money(text, at)
    return said is None or said == _money(quote, place)


def _money(text: str, at: int) -> tuple[str, Decimal] | None:
    """Give the last figure before a place that is no count and no span, else the first behind it."""
    found = [one for one in quantities(text) if one.unit not in _SPANS | {"number"}]
    before = [one for one in found if one.end <= at]
    near = before[-1] if before else next(iter(found), None)
    return None if near is None else (near.unit, near.value)
