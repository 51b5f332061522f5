"""Who filed what for when. The document's own words decide; a file name is only ever a hint, and marked as one."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pipeline.read.callhead import is_call, read_call_head, read_other_head
from pipeline.read.cover import read_cover
from pipeline.read.dating import dates_in, stated_period
from pipeline.read.fiscal import fiscal_period
from pipeline.read.language import language
from pipeline.read.namecase import readable
from pipeline.records import Form, Identity

if TYPE_CHECKING:
    from pipeline.read.raw import RawDocument

_FILE_TICKER = re.compile(r"([A-Z]{1,5})(?=[_\s-])")
_TICKER = re.compile(r"[A-Z]{1,5}(?:[./-][A-Z]{1,2})?")
_CONFORMED = re.compile(r"\s*[\\/]\w{2,4}[\\/]?\s*$")
_UNTITLED = re.compile(r"(?:microsoft word|untitled|document\d*|print|inline viewer|powerpoint|form \d)", re.IGNORECASE)


def identify(raw: RawDocument) -> Identity:
    """Identify a document by its cover page or head, its inline XBRL and EDGAR's header.

    The file name is used only where these are silent, and then the field's name stands in ``hinted``. A document that
    is neither filing nor call is ``other``.
    """
    cover = read_cover(raw.text, raw.hints)
    if cover is not None:
        company, ticker, period = cover.company, cover.ticker, cover.period_end
        form, amendment, registrants = cover.form, cover.amendment, cover.registrants
        fiscal = None
    else:
        call = is_call(raw.text, raw.title)
        head = (read_call_head if call else read_other_head)(raw.text, _title(raw))
        company, ticker, period, fiscal = head
        form, amendment, registrants = Form.CALL if call else Form.OTHER, False, ()
    facts = _facts(raw)
    if cover is not None:
        period = facts.period_end or period
        ticker = facts.ticker or ticker
        fiscal = fiscal_period(raw, form, period)
    company = company or facts.company
    hinted = []
    if company is None:
        company = _file_company(raw)
        hinted.append("company")
    else:
        company = readable(company.strip(), raw.text)
    if ticker is None:
        ticker = _file_ticker(raw.name, company)
        if ticker:
            hinted.append("ticker")
    if period is None and form is not Form.OTHER:
        named = dates_in(raw.name.replace("_", " "), numeric=True)
        if named:
            period = named[0][1]
            hinted.append("period_end")
    if fiscal is None and form is Form.CALL:
        fiscal = stated_period(raw.name.replace("_", " ").replace("FY", ""))
        if fiscal:
            hinted.append("fiscal_period")
    return Identity(
        company=company,
        ticker=ticker,
        cik=facts.cik,
        form=form,
        amendment=amendment,
        period_end=period,
        fiscal_period=fiscal,
        filed=facts.filed,
        language=language(raw.text),
        registrants=tuple(readable(name, raw.text) for name in registrants),
        hinted=tuple(hinted),
    )


def is_recognised(identity: Identity) -> bool:
    """Tell whether the document's own words show what it is: a form, a call, or a company's paper on a period."""
    return identity.form is not Form.OTHER or "company" not in identity.hinted or identity.period_end is not None


class _Facts:
    """What the file states in machine-readable form."""

    def __init__(self, hints: dict[str, str]) -> None:
        conformed = _CONFORMED.sub("", hints.get("sec:COMPANY CONFORMED NAME", "")) or None
        self.company = hints.get("dei:EntityRegistrantName", conformed)
        symbol = hints.get("dei:TradingSymbol", "").upper()
        self.ticker = symbol if _TICKER.fullmatch(symbol) else None
        number = hints.get("dei:EntityCentralIndexKey") or hints.get("sec:CENTRAL INDEX KEY")
        self.cik = number.zfill(10) if number and number.isdigit() else None
        ends = dates_in(hints.get("dei:DocumentPeriodEndDate", "")) or dates_in(
            hints.get("dei:DocumentPeriodEndDate", ""), numeric=True
        )
        self.period_end = ends[0][1] if ends else None
        self.filed = _compact(hints.get("sec:FILED AS OF DATE"))


def _facts(raw: RawDocument) -> _Facts:
    return _Facts({key: value.split("\n")[0] for key, value in raw.hints.items()})


def _compact(digits: str | None) -> dt.date | None:
    if digits is None or not re.fullmatch(r"\d{8}", digits):
        return None
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _title(raw: RawDocument) -> str | None:
    """The file's own title, unless a program made it up."""
    return None if raw.title is None or _UNTITLED.match(raw.title) else raw.title


def _file_ticker(name: str, company: str) -> str | None:
    """A ticker that the file name begins with, if the company's name holds its letters in order."""
    match = _FILE_TICKER.match(name)
    if match is None:
        return None
    letters = iter(company.upper())
    return match[1] if all(letter in letters for letter in match[1]) else None


def _file_company(raw: RawDocument) -> str:
    match = _FILE_TICKER.match(raw.name)
    return match[1] if match else raw.name.rsplit(".", 1)[0] or raw.name
