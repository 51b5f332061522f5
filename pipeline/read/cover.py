"""The cover page of a periodic or current report: the fields Form 10-K, 10-Q and 8-K prescribe for it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.dating import dates_in
from pipeline.records import Form

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

COVER = 15_000
"""The cover, with its table of securities, stands in so many characters."""
_COVER_WITHIN = 400_000
_FORM_WITHIN = 4_000

_FORMS = {"10-K": Form.TEN_K, "10-Q": Form.TEN_Q, "8-K": Form.EIGHT_K}
_TYPE = re.compile(r"(10-K|10-Q|8-K)(?:SB|405|T|12[BG]3?)?\s?(/A)?", re.IGNORECASE)
_FORM = re.compile(r"\bFORM\s{0,3}(10\s?-\s?K|10\s?-\s?Q|8\s?-\s?K)(?:SB|405|T)?(?:\s?(/A))?(?![\w-])", re.IGNORECASE)
_BARE_FORM = re.compile(r"\W*(10-K|10-Q|8-K)(/A)?\b", re.IGNORECASE)
_COMMISSION = re.compile(r"SECURITIES\s+(?:AND|&)\s+EXCHANGE\s+COMMISSION", re.IGNORECASE)
_SECTION_13 = re.compile(r"PURSUANT\s+TO\s+SECTION\s+13", re.IGNORECASE)
_AMENDMENT = re.compile(r"\bAMENDMENT\s+NO\.?\s*\d", re.IGNORECASE)
_EXACT_NAME = re.compile(r"\bexact\s+name\s+of\s+(?:the\s+)?(?:registrant|company)\b", re.IGNORECASE)
_FILE_NUMBER = r"\d{1,3}-\d{2,6}(?:-\d{2})?"
_AFTER_NUMBER = re.compile(rf"commission\s+file\s+(?:number|no\.?)s?\s*:?\s*{_FILE_NUMBER}", re.IGNORECASE)
_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|District of Columbia|Florida"
    "|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan"
    "|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York"
    "|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota"
    "|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|Ireland|Jersey|Bermuda"
    "|Cayman Islands|Netherlands|England and Wales|Switzerland|Canada|Luxembourg|Israel|Puerto Rico"
)
_STATE = re.compile(rf"(?:{_STATES})\b", re.IGNORECASE)
_REGISTRANT_ROW = re.compile(
    r"(?<![\d-])\d{1,3}-\d{2,6}(?:-\d{2})?\s+(?P<name>[A-Z][^()\d]{2,80}?),?\s+"
    rf"(?:\(?(?:an?\s+)?(?:{_STATES})\b[^\d]{{0,40}}?)?\s*\d\d-\d{{7}}",
    re.IGNORECASE,
)
"""One row for each registrant: "1-1234 Example Corporation Ohio 12-3456789" (the state may be missing)."""
_PERIOD = re.compile(
    r"(?:(?:quarterly|fiscal|annual|transition|quarter|year|six[\s-]month)\s*(?:period|year|quarter)?|period)\s*ended\s*:?",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"date\s+of\s+report\s*(?:\(?\s*date\s+of\s+(?:the\s+)?earliest\s+event\s+reported\s*\)?)?\s*:?", re.IGNORECASE
)
_EVENT = re.compile(r"date\s+of\s+(?:the\s+)?earliest\s+event\s+reported\s*\)?\s*:?", re.IGNORECASE)
_DATES_REACH = 90
_OPENING = re.compile(r"\d{4}\s*\(\s*$")
_LISTED = re.compile(
    r"(?<![\w.$])(?P<ticker>[A-Z]{1,5}(?:[./][A-Z])?)\s*(?:[—–-]\s*)*(?:The\s*)?"
    r"(?:N(?:ASDAQ|asdaq)|N(?:EW|ew)\s+Y(?:ORK|ork)\s+S(?:TOCK|tock)|NYSE|Cboe|CBOE|Chicago\s+Stock|OTC|London\s+Stock|Toronto\s+Stock)",
)
_SYMBOL = re.compile(
    r"under\s+the\s+(?:(?:stock|trading|ticker)\s+)?symbols?:?,?\s*[“\"‘'(]\s*([A-Z]{1,5}(?:\.[A-Z])?)[”\"’',.)]",
    re.IGNORECASE,
)
_NOT_TICKERS = frozenset(("NONE", "N", "A", "NA", "THE", "STOCK", "NYSE", "COM", "PAR", "LLC", "INC"))
_NAME_MAX = 100
_STATED_AGAIN = re.compile(
    # Where there is no cover: "the accounts of Example Corporation and its subsidiaries"
    r"(?:the\s+accounts\s+of|Board\s+of\s+Directors\s+of)\s+(?P<name>(?:[A-Z][\w&.,’'-]*|of|and|the)(?:\s+(?:[A-Z][\w&.,’'-]*|of|the|&)){0,6}?)"
    r"(?=\s+(?:and\s+(?:its|our)|\(|We\s|Opinion|\n))",
)


class CoverPage(NamedTuple):
    """What a cover says; None for what it does not."""

    form: Form
    amendment: bool
    company: str | None
    registrants: tuple[str, ...]
    ticker: str | None
    period_end: dt.date | None


def read_cover(text: str, hints: Mapping[str, str]) -> CoverPage | None:
    """Read the cover, or None when the text has none. Other forms of the SEC (20-F, S-1) are ``other``."""
    start = _start(text)
    lines = [" ".join(row.split()) for row in text[start : start + COVER].split("\n")]
    flat = " ".join(" ".join(lines).split())
    kind = _form(flat, hints)
    if kind is None:
        return None
    form, amendment = kind
    registrants = _registrants(flat, hints)
    company = registrants[0] if registrants else _company(lines, flat, text)
    period = _report_date(flat) if form is Form.EIGHT_K else _period_end(flat, text)
    return CoverPage(
        form, amendment, company, registrants if len(registrants) > 1 else (), _ticker(flat, text, form), period
    )


def _start(text: str) -> int:
    """Where the cover begins: a printed annual report may have letters and pictures in front of it."""
    name = _EXACT_NAME.search(text, 0, _COVER_WITHIN)
    if name is None or name.start() < COVER // 2:
        return 0
    commission = [match.start() for match in _COMMISSION.finditer(text, max(0, name.start() - 3_000), name.start())]
    return commission[0] if commission else 0


def _form(flat: str, hints: Mapping[str, str]) -> tuple[Form, bool] | None:
    for key in ("dei:DocumentType", "sec:CONFORMED SUBMISSION TYPE", "sec:FORM TYPE", "sec:TYPE"):
        match = _TYPE.fullmatch(hints.get(key, "").strip())
        if match:
            return _FORMS[match[1].upper()], match[2] is not None
    for match in _FORM.finditer(flat, 0, _FORM_WITHIN):
        if _COMMISSION.search(flat, 0, match.start()) or _SECTION_13.search(flat, match.end(), match.end() + 500):
            form = _FORMS[re.sub(r"\s", "", match[1]).upper()]
            return form, match[2] is not None or _AMENDMENT.search(flat, match.end(), match.end() + 300) is not None
    if _EXACT_NAME.search(flat, 0, _FORM_WITHIN) and _COMMISSION.search(flat, 0, _FORM_WITHIN):
        return Form.OTHER, _AMENDMENT.search(flat, 0, _FORM_WITHIN) is not None
    match = _BARE_FORM.match(flat)
    return (_FORMS[match[1].upper()], match[2] is not None) if match else None


def _registrants(flat: str, hints: Mapping[str, str]) -> tuple[str, ...]:
    rows = tuple(dict.fromkeys(match["name"].strip(" ,") for match in _REGISTRANT_ROW.finditer(flat, 0, 5_000)))
    if len(rows) > 1 or (rows and not _EXACT_NAME.search(flat)):
        return rows
    named = tuple(name for name in hints.get("dei:EntityRegistrantName", "").split("\n") if name)
    return named if len(named) > 1 else ()


def _company(lines: list[str], flat: str, text: str) -> str | None:
    for index, row in enumerate(lines):
        match = _EXACT_NAME.search(row)
        if match is None:
            continue
        before = row[: match.start()].strip(" (")
        above = [other for other in reversed(lines[max(0, index - 8) : index]) if other.strip("_-–— *")]
        for candidate in ([before] if before else []) + above[:2]:
            name = _clean(candidate)
            if name and len(name.split()) > 1:
                return name
    if _EXACT_NAME.search(flat):
        return _in_pieces(flat)
    number = _AFTER_NUMBER.search(flat)
    if number:
        after = flat[number.end() : number.end() + _NAME_MAX]
        state = _STATE.search(after)
        name = _clean(after[: state.start()]) if state else None
        if name:
            return name
    again = _STATED_AGAIN.search(text)
    return again["name"].rstrip(",") if again else None


def _in_pieces(flat: str) -> str | None:
    """The name on a cover whose text layer has one word a line."""
    match = _EXACT_NAME.search(flat)
    return _clean(flat[max(0, match.start() - _NAME_MAX) : match.start()]) if match else None


def _clean(text: str) -> str | None:
    """A name without what stands on its line before it: rules, dates, file numbers, captions."""
    text = re.split(r"_{3,}|-{4,}", text)[-1] if re.search(r"_{3,}|-{4,}", text.strip("_- ")) else text.strip("_- ")
    cut = 0
    for offset, _ in dates_in(text):
        end = re.compile(r"\d{4}\)?").search(text, offset)
        cut = max(cut, end.end() if end else 0)
    number = list(re.finditer(rf"{_FILE_NUMBER}|:\s|\bnumber\b", text, re.IGNORECASE))
    cut = max(cut, number[-1].end() if number else 0)
    name = text[cut:].strip(" ,:;()_*-–—")
    if text[cut:].rstrip().endswith("."):
        name = name.rstrip(".") + "."
    return name if 1 < len(name) <= _NAME_MAX and any(letter.isalpha() for letter in name) else None


def _period_end(flat: str, text: str) -> dt.date | None:
    for match in _PERIOD.finditer(flat, 0, 8_000):
        after = flat[match.end() : match.end() + 90]
        found = dates_in(after) or dates_in(after, numeric=True)
        if found:
            return found[0][1]
    ends = [
        found[0][1] for match in _PERIOD.finditer(text) if (found := dates_in(text[match.end() : match.end() + 30]))
    ]
    repeated = [date for date in set(ends) if ends.count(date) > 1]
    return max(repeated, default=max(ends, default=None))


def _report_date(flat: str) -> dt.date | None:
    for pattern in (_REPORTED, _EVENT):
        for match in pattern.finditer(flat, 0, 8_000):
            window = flat[match.end() : match.end() + _DATES_REACH]
            after = dates_in(window[:60]) or dates_in(window[:60], numeric=True)
            if after:
                return _earliest_event(window) or after[0][1]
            before = dates_in(flat[max(0, match.start() - 60) : match.start()])
            if before:
                return before[-1][1]
    return None


def _earliest_event(window: str) -> dt.date | None:
    """The day in brackets after the day of the report: "September 6, 2005 (August 30, 2005)"."""
    for (_, reported), (offset, event) in pairwise(dates_in(window)):
        if _OPENING.search(window, 0, offset) and event <= reported:
            return event
    return None


def _ticker(flat: str, text: str, form: Form) -> str | None:
    securities = re.search(r"12\s?\(b\)", flat)
    if securities:
        for match in _LISTED.finditer(flat, securities.start()):
            if match["ticker"] not in _NOT_TICKERS:
                return match["ticker"]
    symbol = _SYMBOL.search(text) if form is not Form.EIGHT_K else None
    return symbol[1].upper() if symbol and symbol[1].isupper() else None
