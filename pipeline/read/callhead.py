"""The head of a call transcript, a press release or slides: who speaks for which company about which period."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.dating import dates_in, stated_period, stated_quarter

if TYPE_CHECKING:
    import datetime as dt

HEAD = 6_000
_TITLE_LINES = 40
_DATE_REACH = 1_500
_EXCHANGE = r"(?:NYSE(?:\s?American)?|N(?:ASDAQ|asdaq)(?:GS|GM|CM)?|AMEX|TSX|LSE|OTC\w*|Cboe)"
_NAME = r"(?P<name>[A-Z][\w&.,’'\- ]{1,60}?)"
_LISTED = re.compile(
    rf"{_NAME}\s*[(\[]\s*(?:{_EXCHANGE}\s*:\s*)?(?P<ticker>[A-Z]{{1,5}}(?:\.[A-Z])?)(?:\s*[+-][\d.]+%)?\s*[)\]]"
)
"""Name and ticker: "Example Corporation (NYSE:XMP)", "Example(XMP+7.02%)", "Example Corp. [NYSE: XMP]"."""
_TITLED = re.compile(
    rf"(?:Q[1-4]|Full Year|FY)\s*(?:FY)?\s*20\d\d\s+{_NAME}\s+(?:Earnings|Results|Conference)(?:\s+Conference)?\s+Call",
)
"""A title that begins with the period: "Q1 2019 Example Inc Earnings Call"."""
_TICKER_FIRST = re.compile(r"(?P<ticker>[A-Z]{1,5})\s+(?:20\d\d\s+Q[1-4]|Q[1-4]\s+(?:FY\s?)?20\d\d)\b")
_LABELLED = re.compile(
    r"^(?P<key>Company|Ticker|Symbol|Exchange)\s*:\s*(?P<value>.{1,60})$", re.IGNORECASE | re.MULTILINE
)
_PERIOD_LINE = re.compile(r"(?:Q[1-4]\s+(?:FY\s?)?20\d\d|20\d\d\s+Q[1-4])\b")
_AFTER_NAME = (
    r"(?:(?:first|second|third|fourth)[\s-]+(?:fiscal\s+)?quarter|fiscal|full[\s-]year|q[1-4]\b|20\d\d|earnings"
    r"|conference\s+call|financial\s+results|post|quarterly|results|webcast)"
)
_WELCOMED = re.compile(
    rf"(?i:welcome(?:\s+(?:everyone|you|you\s+all))?\s+to\s+(?:the\s+|today['’]s\s+)?)"
    rf"(?P<name>[A-Z0-9][\w&.,’'\- ]{{1,60}}?)(?i:['’]s?)?\s+(?i:{_AFTER_NAME})",
)
"""A greeting: "welcome everyone to the Example Corporation third quarter fiscal year 2024 earnings conference call"."""
_PRAISED = re.compile(
    r"(?i:attending|joining)\s+(?i:today['’]s\s+).{0,40}?"
    r"(?P<name>[A-Z][\w&.’' -]{2,40}?)\s+(?i:earnings|conference)\s+call"
)
"""A greeting without a welcome: "Thank you for attending today's Q1 fiscal year 2025 Example earnings call"."""
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:19|20)\d\d\s+(?P<name>[A-Z][\w&.,’' -]{1,60}?)(?:\s+all\s+rights|\n|$)", re.IGNORECASE
)
_IS_CALL = re.compile(
    r"earnings\s+(?:conference\s+)?call(?:\b|(?-i:(?=[A-Z])))|call\s+transcript\b|\bedited\s+transcript\b",
    re.IGNORECASE,
)
_CALL_SPOKEN = re.compile(
    r"\bconference\s+operator\s+today\b"
    r"|\bwelcome\s+(?:everyone\s+)?to\s+.{0,120}?\b(?:earnings|conference|results|update|analyst)\b.{0,40}?"
    r"\b(?:call|webcast|teleconference)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\b(?:as\s+of\s+)?today,\s+", re.IGNORECASE)
_QUARTER_END = re.compile(r"\bquarters?\s+(?:and\s+(?:full\s+|fiscal\s+)?year\s+)?(?:that\s+)?ended\s+", re.IGNORECASE)
_ENDED = re.compile(r"\b(?:quarters?|months|year|period)\s+ended\s+", re.IGNORECASE)
_SHORT_LINE = 60
_FIRST_LINES = 4
_LONGER_NAME_WITHIN = 20_000
_QUARTER_DAYS = 120


class Head(NamedTuple):
    """What the head of a document that is no filing says; None for what it does not."""

    company: str | None
    ticker: str | None
    period_end: dt.date | None
    fiscal_period: str | None
    held: dt.date | None


def is_call(text: str, title: str | None) -> bool:
    """True when the head of a text is that of an earnings call."""
    return (
        _IS_CALL.search(f"{title or ''}\n{text[:600]}") is not None
        or _CALL_SPOKEN.search(" ".join(text[:4_000].split())) is not None
    )


def read_call_head(text: str, title: str | None) -> Head:
    """Company, ticker, day and period of a call. ``period_end`` is the quarter's end where a speaker states it."""
    head = f"{title}\n{text[:HEAD]}" if title else text[:HEAD]
    company, ticker = _named(head, text)
    day = _day(text)
    return Head(company, ticker, _quarter_end(text, day), stated_quarter(head) or stated_period(head), day)


def read_other_head(text: str, title: str | None) -> Head:
    """Company, ticker, day and period of a press release, slides or tables."""
    head = f"{title}\n{text[:HEAD]}" if title else text[:HEAD]
    listed = _listed(head, anywhere=True)
    company, ticker = listed or (None, None)
    if company is None:
        copyright_line = _COPYRIGHT.search(text[:HEAD])
        company = copyright_line["name"].strip(" ,") if copyright_line else None
    flat = " ".join(text.split())
    ended = None
    for match in _ENDED.finditer(flat):
        found = dates_in(flat[match.end() : match.end() + 24])
        if found:
            ended = found[0][1]
            break
    day = next((date for _, date in dates_in(text[:_DATE_REACH]) if ended is None or date > ended), None)
    return Head(company, ticker, ended, stated_quarter(head) or stated_period(head), day)


def _named(head: str, text: str) -> tuple[str | None, str | None]:
    labels = {match["key"].lower(): match["value"].strip() for match in _LABELLED.finditer(head[:1_000])}
    listed = _listed(head, anywhere=False)
    ticker = listed[1] if listed else None
    company = listed[0] if listed else None
    if ticker is None:
        first = next((found for line in head.split("\n")[:_FIRST_LINES] if (found := _TICKER_FIRST.match(line))), None)
        ticker = first["ticker"] if first else labels.get("ticker") or labels.get("symbol")
    if company is not None and company == ticker:
        # "AMD (AMD)": the ticker stands for the name; a longer name beside the same ticker is better.
        longer = re.compile(rf"(?P<name>[A-Z][\w&.,’'\- ]{{3,60}}?)\s*\((?:{_EXCHANGE}\s*:\s*)?{re.escape(company)}\b")
        names = [match["name"].strip() for match in longer.finditer(text, 0, _LONGER_NAME_WITHIN)]
        company = next((name for name in names if name != company), company)
    return company or _spoken_name(head) or _label_name(labels.get("company")), ticker


def _listed(head: str, *, anywhere: bool) -> tuple[str, str] | None:
    if anywhere:
        found = [match for match in _LISTED.finditer(head) if match["name"].split()[0].lower() not in {"the", "our"}]
        found = [match for match in found if "," in match.group() or ":" in match.group() or " " in match["name"]]
        return (_tail_name(found[0]["name"]), found[0]["ticker"]) if found else None
    for line in head.split("\n")[:_TITLE_LINES]:
        match = _LISTED.match(line.strip().lstrip("#* "))
        if match:
            return match["name"].strip(), match["ticker"]
    return None


def _tail_name(name: str) -> str:
    """The company at the end of a stretch of prose: what follows a dateline ("NEW YORK, Jan. 5 -- Example Inc.")."""
    return re.split(r"(?:--|—|–)\s*", name)[-1].strip()


def _spoken_name(head: str) -> str | None:
    titled = _TITLED.search(head[:1_000])
    if titled:
        return titled["name"].strip()
    lines = [line.strip() for line in head.split("\n") if line.strip()][:6]
    for name, period in pairwise(lines):
        if _PERIOD_LINE.match(period) and len(name) <= _SHORT_LINE and name[:1].isupper() and not stated_period(name):
            return name
    flat = " ".join(head.split())
    for match in _WELCOMED.finditer(flat):
        name = re.sub(r"['’]s\s+(?=(?:Inc|Corp|Ltd|plc|Co)\b)", " ", match["name"]).strip(" ,")
        name = re.sub(r"['’]s?$", "", name)
        if name.lower() not in {"the", "our", "q"}:
            return name
    praised = _PRAISED.search(flat)
    return praised["name"].strip() if praised else None


def _label_name(label: str | None) -> str | None:
    return re.sub(r"\s*\(.*\)$", "", label) if label else None


def _day(text: str) -> dt.date | None:
    """The day of the call: the first written date of its head, else what a speaker calls today."""
    head = text[:_DATE_REACH]
    found = dates_in(head)
    if found:
        return found[0][1]
    for match in _TODAY.finditer(text, 0, 2 * HEAD):
        spoken = dates_in(text[match.end() : match.end() + 24])
        if spoken:
            return spoken[0][1]
    numeric = [
        date for offset, date in dates_in(head, numeric=True) if "craped" not in head[max(0, offset - 12) : offset]
    ]
    return numeric[0] if numeric else None


def _quarter_end(text: str, day: dt.date | None) -> dt.date | None:
    for match in _QUARTER_END.finditer(text, 0, 2 * HEAD):
        found = dates_in(text[match.end() : match.end() + 24])
        if found and (day is None or 0 < (day - found[0][1]).days <= _QUARTER_DAYS):
            return found[0][1]
    return None
