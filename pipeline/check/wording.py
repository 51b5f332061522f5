"""Gates for what else a deal says: its dates, its conditions, its one-sentence summary."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pipeline.check.locate import occurrences
from pipeline.lexis import dates, name_words, normalise, quantities
from pipeline.records import Dates, Withheld, Withholding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.check.case import Case, Refusal
    from pipeline.check.source import Source

_TIME_TO_FILE = dt.timedelta(days=120)
"""An annual report is filed within three months of its year; a late one within four."""
_FIELDS = ("signed", "start", "end")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_YEARLESS = re.compile(rf"\b({'|'.join(_MONTHS)})\s+(\d{{1,2}})\b(?!,?\s+\d{{4}})")
_RELATED = re.compile(r"\brelated[\s-]+part(?:y|ies)\b", re.IGNORECASE)
_DAY = "\0"
_BEFORE, _AFTER = 40, 160
# "On July 3, 2031, we entered into"; "an order form dated July 3, 2031". Not: "On July 3, we agreed to terminate".
_BEGUN = re.compile(
    rf"(?:.*\b(?:dated(?:\s+as\s+of)?|signed\s+(?:on|in)|entered\s+into\s+(?:on|in))\s+{_DAY}"
    rf"|.*\b(?:On|In)\s+{_DAY},?\s(?:(?!\b(?:terminat|expir|matur|end|repa[iy]|redeem|retir|clos|until|through))[^.;])*?"
    r"\b(?:entered\s+into|signed|executed|issued|formed|leased|guaranteed|amended)\b"
    r"(?!\s+(?:an?\s+)?(?:agreement\s+to\s+)?(?:terminat|end)))",
    re.DOTALL,
)
_RUNS_TO = re.compile(
    r"\b(?:through|until|no\s+later\s+than|due(?:\s+(?:in|on))?|matur\w+(?:\s+(?:in|on))?|expir\w+(?:\s+(?:in|on))?"
    r"|ends?\s+(?:in|on))\s+(?:the\s+end\s+of\s+)?$"
)
_MARKUP = re.compile(r"[<>{}`\[\]|]|\*\*|://")
"""No document's words about a deal need these; what an engine adds of them is meant for whoever prints it."""
_CAPITAL = re.compile(r"(?<![\w.])[A-Z][\w&'\u2019.-]*")
_FREE_CAPITALS = frozenset(
    [
        *(month.casefold() for month in _MONTHS),
        "the",
        "a",
        "an",
        "it",
        "its",
        "we",
        "our",
        "filer",
        "company",
        "customer",
        "this",
        "no",
        "gw",
        "mw",
    ]
)
"""Capitalised words of a summary that are no names."""


def open_for_dates(source: Source, case: Case) -> Case | Refusal:
    """Keep the dates that the quotes state at the precision claimed; another is withheld and the deal goes on."""
    claimed = case.candidate.dates
    if claimed == Dates():
        return case
    texts = [source.text[evidence.start : evidence.end] for evidence in case.evidence]
    told = source.document.identity.told
    stated = [found.iso for text in texts for found in dates(text, told)]
    stated += [iso for text in texts for iso in _of_this_year(source, text)]
    kept: dict[str, str | None] = {}
    partial = []
    for field in _FIELDS:
        value: str | None = getattr(claimed, field)
        if value is None:
            continue
        if not any(iso == value or iso.startswith(f"{value}-") for iso in stated):
            why = f"{value} does not stand in the quotes"
        elif field == "signed" and _lies_ahead(source, value):
            why = f"nothing was signed on {value}, after the document was filed"
        elif field != "start" and _stands_only_as_other(field, texts, value, told):
            why = f"{value} stands in the quotes as the day it {'was signed' if field == 'end' else 'ends'}"
        else:
            kept[field] = value
            continue
        alone = case.candidate.model_copy(update={"dates": Dates.model_validate({field: value}), "amounts": ()})
        partial.append(Withheld(reason=Withholding.DATE_NOT_IN_QUOTE, detail=why, candidate=alone))
    return case._replace(dates=Dates.model_validate(kept), partial=case.partial + tuple(partial))


def _stands_only_as_other(field: str, texts: Iterable[str], value: str, told: dt.date | None) -> bool:
    """Tell whether every place of a day claimed as the end is one of signing, or the other way about."""
    places = [(text, found) for text in texts for found in dates(text, told) if found.iso.startswith(value)]
    return all(
        _BEGUN.match(text[: found.start][-_BEFORE:] + _DAY + text[found.end :][:_AFTER])
        if field == "end"
        else _RUNS_TO.search(text[: found.start][-_BEFORE:])
        for text, found in places
    )


def _lies_ahead(source: Source, iso: str) -> bool:
    """Tell whether a date, as precise as it is, begins after the day of filing, or long after the period."""
    identity = source.document.identity
    last = identity.filed or (identity.day and identity.day + _TIME_TO_FILE)
    return last is not None and iso > last.isoformat()[: len(iso)]


def open_for_words(source: Source, case: Case) -> Case | Refusal:
    """Keep conditions and the related-party mark where the document says them; blank a summary that says more."""
    candidate = case.candidate
    said = [source.statement(evidence.start, evidence.end).lower() for evidence in case.evidence]
    conditions = tuple(
        condition
        for condition in candidate.conditions
        if any(
            next(iter(occurrences(text, normalise(condition, fold_case=True).text.strip())), None) is not None
            for text in said
        )
    )
    return case._replace(
        amounts=tuple(
            amount if says_no_more(source, case, amount.what) else amount.model_copy(update={"what": ""})
            for amount in case.amounts
        ),
        conditions=tuple(dict.fromkeys(conditions)),
        related_party=candidate.related_party and _is_related(source, case),
        summary=candidate.summary if summary_is_proved(source, case) else "",
    )


def summary_is_proved(source: Source, case: Case) -> bool:
    """Tell whether every figure, date and name of the summary stands in the evidence."""
    return says_no_more(source, case, case.candidate.summary)


def says_no_more(source: Source, case: Case, summary: str) -> bool:
    """Tell whether every figure, date and name of some words of the engine's own stands in the evidence."""
    if _MARKUP.search(summary):
        return False
    texts = [source.text[evidence.start : evidence.end] for evidence in case.evidence]
    figures = {(found.value, found.unit) for text in texts for found in quantities(text)}
    figures |= {(amount.value, amount.unit) for amount in case.amounts}
    if any((found.value, found.unit) not in figures for found in quantities(summary)):
        return False
    told = source.document.identity.told
    stated = [found.iso for text in texts for found in dates(text, told)]
    stated += [value for value in (case.dates.signed, case.dates.start, case.dates.end) if value]
    if any(not any(iso.startswith(found.iso) for iso in stated) for found in dates(summary)):
        return False
    identity = source.document.identity
    names = (
        identity.company,
        *identity.registrants,
        identity.ticker or "",
        case.candidate.party.name,
        *case.as_written,
        *case.aliases,
    )
    known = {word.casefold() for text in (*texts, *names) for word in name_words(text)} | _FREE_CAPITALS
    first = len(summary) - len(summary.lstrip())
    return all(
        word.casefold() in known or (match.start() == first and word.casefold() not in _names_elsewhere(source, word))
        for match in _CAPITAL.finditer(summary)
        for word in name_words(match.group())
    )


def _names_elsewhere(source: Source, word: str) -> frozenset[str]:
    """Give the word itself when the document uses it only with a capital, as a name; else nothing."""
    return frozenset() if source.folded.text.find(f" {word.casefold()} ") >= 0 else frozenset({word.casefold()})


def _of_this_year(source: Source, text: str) -> list[str]:
    """Read days without a year, as in "On April 9", in the years of the document's period and filing."""
    identity = source.document.identity
    years = sorted(
        {date.year for date in (identity.day, identity.filed or identity.held or identity.signed) if date is not None}
    )
    return [
        f"{year}-{_MONTHS.index(match[1]) + 1:02d}-{int(match[2]):02d}"
        for match in _YEARLESS.finditer(text)
        for year in years
    ]


def _is_related(source: Source, case: Case) -> bool:
    for evidence in case.evidence:
        section = source.document.section_at(evidence.start)
        if _RELATED.search(source.statement(evidence.start, evidence.end)) or (
            section and _RELATED.search(section.title)
        ):
            return True
    return False
