"""The quarter or the year a spoken figure is for, in the words of its own sentence; nothing where none is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.records import Document

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_YEAR = r"(?:(?:fiscal(?: year)?|fy|of|for|,)\s*)*(?P<{}>20\d\d|'?\d\d(?![\d%.,]\d|%))"
_QUARTER = re.compile(
    rf"\b(?:q(?P<short>[1-4])|(?:fiscal |our |the )*(?P<word>first|second|third|fourth)(?:[- ]fiscal)?[- ]quarters?)"
    rf"(?:'s)?(?:\s*(?:of\s+)?(?:the\s+)?{_YEAR.format('of')})?\b"
)
_FISCAL = re.compile(rf"\b(?:fiscal(?: year)?|fy)\s*{_YEAR.format('fiscal')}\b")
_CALENDAR = re.compile(
    r"\b(?:full[- ]year(?: of)?|for(?: the year)?|in|during)\s+(?:calendar (?:year )?)?(?P<year>20\d\d)\b|"
    r"\b(?P<before>20\d\d) (?:[a-z-]+ ){0,2}?(?:revenue|capex|capital|guidance|outlook|operating|adjusted|total)"
)
_FULL = re.compile(r"\bfull[- ]year\b")
_COMPARED = re.compile(
    r"\b(?:compared|versus|vs\.?|from|than|last year|prior|a year ago|same|over|exceed\w*|relative)\b[^,;.]{0,30}$"
)


def said(lower: str, start: int, end: int) -> str | None:
    """The quarter, else the year, nearest to the figure at ``[start, end)``: ``Q2 2025``, ``fiscal 2026``.

    ``lower`` is folded, in small letters. A span the figure is compared with is not its own.
    """
    found = [
        (order, max(0, match.start() - end, start - match.end()), match.start(), _named(match))
        for order, words in enumerate((_QUARTER, _FISCAL, _CALENDAR, _FULL))
        for match in words.finditer(lower)
        if not _COMPARED.search(lower[: match.start()])
    ]
    return min(found)[-1] if found else None


def quarter(lower: str) -> str | None:
    """The one quarter a sentence names: "the outlook for the second quarter"."""
    named = {_named(match) for match in _QUARTER.finditer(lower)}
    return named.pop() if len(named) == 1 else None


def reported(document: Document, lower: str, start: int, end: int) -> str | None:
    """The span of a figure told as it came out: where only "the quarter" is said, the one the call is about."""
    quarter = document.identity.fiscal_period
    named = said(lower, start, end)
    return quarter if named is None or (quarter or "").startswith(f"{named} ") else named


def _named(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if "short" in groups:
        number = groups["short"] or _ORDINALS[groups["word"]]
        return f"Q{number} {_full(groups['of'])}" if groups["of"] else f"Q{number}"
    if "fiscal" in groups:
        return f"fiscal {_full(groups['fiscal'])}"
    year = groups.get("year") or groups.get("before")
    return f"full year {year}" if year else "full year"


def _full(year: str) -> str:
    digits = year.lstrip("'")
    return digits if len(digits) > len("25") else f"20{digits}"
