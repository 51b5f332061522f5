"""When: which date of a sentence is the signing, the closing or the end of a deal, and how long ago it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.rules.text import Sentence, pattern
from pipeline.records import Dates, DealType

if TYPE_CHECKING:
    import datetime as dt

# Words in front of a date that make it the end of a deal, with up to six words between: "due on or before May 3".
_END = pattern(
    r"(?:through|until|(?<!offers,.which.)(?<!offer,.which.)expir\w+|matur\w+|\bdue|terminat(?:es?|ing|ion)|ending|"
    r"ends|no later than|"
    r"extend\w*)(?: [\w\-]+){0,6}\s*$|"
    r"\b(?:by|before)(?: the end of)?\s*$"
)
_SAID = re.compile(r"\b(?:on|in|during|dated|dated as of|effective|effective as of|effective on)\s+$")
_BALANCE_DAY = re.compile(r"(?<!dated )(?<!effective )\bas of(?: \w+){0,3}\s*$|ended\s*$|(?:and|or)\s+$")
_CLAUSE_END = re.compile(r"[;,](?=\s)|\band (?:on|in)\b")
_OPENS = re.compile(r"(?:^|[;,]\s*|\band\s+|\balso\s+)(?:on|in|during|effective)\s+$")
_VERB = pattern(
    r"(?P<closed>\b(?:closed|completed|consummated|acquired|sold|closing of|closing occurred|closing date|"
    r"became effective)\b)|"
    r"(?P<signed>\b(?:entered into|enter into|signed|executed|agreed|announced|amended|definitive|issued|priced|"
    r"borrowed|agreement|dated|established|committed|redeemed|repaid|invested|received)\b)"
)
# Takeovers, sales and stakes close; for all else the day told is that of the signing.
_CLOSES = frozenset(
    {DealType.ACQUISITION, DealType.DIVESTITURE, DealType.EQUITY_INVESTMENT, DealType.JOINT_VENTURE, DealType.LICENSE}
)
_LONGEST_VERB_GAP = 110
_AHEAD_MONTHS = 6
# "replaced our credit agreement dated as of May 28, 2021": the day of the agreement that is gone.
_REPLACED = re.compile(r"\breplac(?:es?|ed|ing)\s[^.;]*$")
_QUARTER_ENDS = {"first": 3, "second": 6, "third": 9, "fourth": 12}
_QUARTER = re.compile(
    r"\b(?P<ordinal>first|second|third|fourth) quarters? of (?:fiscal )?(?:year )?(?P<year>20\d\d|19\d\d)"
)
MIDYEAR = 6
_OPEN = pattern(
    r"(?:remain\w* (?:outstanding|to be|payable|unpaid|due|subject|available|in effect)|(?:is|are|was|were|"
    r"be) (?:still )?outstanding|"
    r"instal?lments?|\bappeal\w*|earn-?out|contingent consideration|we (?:will|are required to|must) pay|is payable|"
    r"continues? to|"
    r"until |currently|has not (?:yet )?(?:been )?)"
)
_AWAITED = pattern(r"(?:expect\w*|anticipat\w*) .{0,80}?(?:clos|complet|occur|consummat|approv)")


def dates(sentence: Sentence, known: Dates, kind: DealType, *, pending: bool) -> Dates:
    """The dates of a deal with what one more sentence tells; a deal still to close gets no closing date."""
    signed, start, end = known.signed, known.start, known.end
    for date in sentence.dates:
        before = sentence.lower[max(0, date.start - 60) : date.start]
        if _REPLACED.search(sentence.lower[max(0, date.start - 130) : date.start]):
            continue
        if _BALANCE_DAY.search(before) or _was_extended(sentence, before, date.end):
            continue
        if _END.search(before):
            end = end or date.iso
        elif not _SAID.search(before) or ahead(sentence, date.iso):
            continue
        elif "effective" in before[-18:] or (kind in _CLOSES and _closed(sentence, date.start, date.end)):
            start = start if pending else (start or date.iso)
        else:
            signed = signed or date.iso
    if (signed, start, end) == (known.signed, known.start, known.end):
        return known
    return Dates(signed=signed, start=start, end=end)


def latest(sentence: Sentence) -> str:
    """The latest day a sentence speaks of that is neither ahead nor the end of something; "" without."""
    past = [
        date.iso
        for date in sentence.dates
        if not ahead(sentence, date.iso)
        and not _END.search(sentence.lower[max(0, date.start - 60) : date.start])
        and not _REPLACED.search(sentence.lower[max(0, date.start - 130) : date.start])
    ]
    past += [f"{m['year']}-{_QUARTER_ENDS[m['ordinal']]:02d}" for m in _QUARTER.finditer(sentence.lower)]
    return max(past, default="")


def still_open(sentence: Sentence) -> bool:
    """True when something of a deal of long ago is still to come or still owed."""
    return _OPEN.search(sentence.lower) is not None


def awaited(sentence: Sentence) -> bool:
    """True when the sentence expects a closing."""
    return _AWAITED.search(sentence.lower) is not None


def ahead(sentence: Sentence, iso: str) -> bool:
    """True for a date well after the document's own period: nothing was signed then."""
    period = sentence.document.identity.day
    return period is not None and months_between(iso, period) < -_AHEAD_MONTHS


def months_between(iso: str, period: dt.date) -> int:
    """Months from a date to the period's end; a bare year counts as its middle."""
    full = iso if "-" in iso else f"{iso}-{MIDYEAR:02d}"
    return (period.year - int(full[:4])) * 12 + period.month - int(full[5:7])


def _closed(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the verb of a date is one of closing: the next verb where the date opens its clause, else the last."""
    lead = sentence.lower[max(0, start - _LONGEST_VERB_GAP) : start]
    if _OPENS.search(lead) is None:
        cut = [m.end() for m in _CLAUSE_END.finditer(lead)]
        clause = lead[cut[-1] :] if cut else lead
        verbs = [*_VERB.finditer(clause)] or [*_VERB.finditer(lead)]
        if verbs:
            return verbs[-1]["closed"] is not None
    found = _VERB.search(sentence.lower, end, end + _LONGEST_VERB_GAP)
    return found is not None and found["closed"] is not None


def _was_extended(sentence: Sentence, before: str, end: int) -> bool:
    """True for the first date of "extended the maturity from May 2026 to May 2029"."""
    return before.endswith("from ") and re.match(r"\s+(?:to|until|through)\b", sentence.lower[end:]) is not None
