"""Who filed what for when. The document's own words decide; a file name is only ever a hint, and marked as one."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.callhead import is_call, read_call_head, read_other_head
from pipeline.read.cover import read_cover
from pipeline.read.dating import dates_in, stated_period
from pipeline.read.fiscal import fiscal_period, year_end_of_call, year_end_of_report
from pipeline.read.language import language
from pipeline.read.namecase import readable
from pipeline.read.signing import signed_on
from pipeline.records import Form, Identity

if TYPE_CHECKING:
    from pipeline.read.raw import RawDocument

SIGNED_FORMS = frozenset((Form.TEN_K, Form.TEN_Q, Form.EIGHT_K))
_FILE_TICKER = re.compile(r"([A-Z]{1,5})(?=[_\s-])")
_FILE_CALL = re.compile(r"([A-Z]{2,5})[_\s-]+(?:latest[_\s-]|(?:FY)?\s?(?:19|20)\d\d|Q[1-4]|[1-4]Q)", re.IGNORECASE)
"""How people name the files of calls: "ABCD_2025_Q2_call.txt"."""
_NOT_TICKERS = frozenset(
    ("CALL", "EARN", "FORM", "ITEM", "PDF", "TXT", "FINAL", "COPY", "DRAFT", "IR", "SEC", "FY", "CY")
)
_PRINTED_CIK = re.compile(
    r"\b(?:CIK|central\s+index\s+key)\b(?:\s*(?:number|no\.?|code|\(CIK\)))?\s*[:#=]?\s*(?P<number>\d{4,10})(?!\d)",
    re.IGNORECASE,
)
"""As papers that are no filings print it, often without its zeros: "CIK: 1234567"."""
_TICKER = re.compile(r"[A-Z]{1,5}(?:[./-][A-Z]{1,2})?")
_CIK_LENGTH = 10
_CONFORMED = re.compile(r"\s*[\\/]\w{2,4}[\\/]?\s*$")
_UNTITLED = re.compile(r"(?:microsoft word|untitled|document\d*|print|inline viewer|powerpoint|form \d)", re.IGNORECASE)


def identify(raw: RawDocument) -> Identity:
    """Identify a document by its cover page or head, its inline XBRL and EDGAR's header.

    The file name is used only where these are silent, and then the field's name stands in ``hinted``. A document that
    is neither filing nor call is ``other``.
    """
    facts = _facts(raw)
    said = _said(raw, facts)
    form = said.form
    company = readable(said.company.strip(), raw.text) if said.company is not None else _file_company(raw)
    hints: dict[str, str | dt.date] = {} if said.company is not None else {"company": company}
    hints |= _file_hints(raw.name, company, said)
    fields = said._asdict() | hints
    period, fiscal = fields["period_end"], fields["fiscal_period"]
    month, calendar = (
        year_end_of_call(raw.text, fiscal, period, fields["held"])
        if form is Form.CALL
        else year_end_of_report(fiscal, period)
    )
    return Identity(
        **fields | {"company": company, "registrants": tuple(readable(name, raw.text) for name in said.registrants)},
        cik=facts.cik or _printed_cik(raw.text),
        fiscal_year_end=month,
        fiscal_is_calendar=calendar,
        filed=facts.filed,
        signed=signed_on(raw.text, period) if form in SIGNED_FORMS else None,
        language=language(raw.text),
        hinted=tuple(hints),
    )


class _Said(NamedTuple):
    """What the document's own words say; None for what they do not."""

    form: Form
    company: str | None
    ticker: str | None
    period_end: dt.date | None
    fiscal_period: str | None
    held: dt.date | None = None
    amendment: bool = False
    registrants: tuple[str, ...] = ()


def _said(raw: RawDocument, facts: _Facts) -> _Said:
    cover = read_cover(raw.text, raw.hints)
    if cover is not None:
        return _Said(
            form=cover.form,
            company=cover.company or facts.company,
            ticker=facts.ticker or cover.ticker,
            period_end=(period := facts.period_end or cover.period_end),
            fiscal_period=fiscal_period(raw, cover.form, period),
            amendment=cover.amendment,
            registrants=cover.registrants,
        )
    call = is_call(raw.text, raw.title)
    head = (read_call_head if call else read_other_head)(raw.text, _title(raw))
    return _Said(
        form=Form.CALL if call else Form.OTHER,
        company=head.company or facts.company,
        ticker=head.ticker,
        period_end=head.period_end,
        fiscal_period=head.fiscal_period,
        held=head.held,
    )


def _file_hints(name: str, company: str, said: _Said) -> dict[str, str | dt.date]:
    """The fields that only the file name tells, in the order in which ``hinted`` lists them."""
    hints: dict[str, str | dt.date] = {}
    ticker = _file_ticker(name, company, said.form) if said.ticker is None else None
    if ticker is not None:
        hints["ticker"] = ticker
    days = dates_in(name.replace("_", " "), numeric=True)
    field = "held" if said.form is Form.CALL else "period_end"
    if days and said.period_end is None and said.held is None and said.form is not Form.OTHER:
        hints[field] = days[0][1]
    if said.fiscal_period is None and said.form is Form.CALL:
        period = stated_period(name.replace("_", " ").replace("FY", ""))
        if period is not None:
            hints["fiscal_period"] = period
    return hints


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
        self.cik = number.zfill(_CIK_LENGTH) if number and number.isdigit() else None
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


def _printed_cik(text: str) -> str | None:
    """The only number that the text itself calls a CIK."""
    numbers = {match["number"].zfill(_CIK_LENGTH) for match in _PRINTED_CIK.finditer(text)}
    return numbers.pop() if len(numbers) == 1 else None


def _file_ticker(name: str, company: str, form: Form) -> str | None:
    """A ticker that the file name begins with.

    The company's name must hold its letters in order, unless the file is named as calls are: ticker, then period.
    """
    match = _FILE_TICKER.match(name)
    if match is None or match[1] in _NOT_TICKERS:
        return None
    if form is Form.CALL and _FILE_CALL.match(name):
        return match[1]
    letters = iter(company.upper())
    return match[1] if all(letter in letters for letter in match[1]) else None


def _file_company(raw: RawDocument) -> str:
    match = _FILE_TICKER.match(raw.name)
    return match[1] if match else raw.name.rsplit(".", 1)[0] or raw.name
