"""Whether the words of a quote, and of the table it stands in, bear what a report is said to be about.

An engine names a figure, its period and whether it is an outlook in words of its own; each must be found again here.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.lexis.wordlist import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.check.source import Source
    from pipeline.records import Amount, Evidence

_METRICS: Mapping[str, str] = MappingProxyType(
    {
        "revenue": r"revenues?|sales",
        "revenues": r"revenues?|sales",
        "net sales": r"sales|revenues?",
        "net income": r"net \(?(?:income|loss|earnings|profit)|(?:income|loss|earnings|profit)\b.*\bnet",
        "net loss": r"net \(?(?:income|loss)",
        "gross profit": r"gross (?:profit|margin)",
        "gross margin": r"gross (?:profit )?margins?|gross profit",
        "operating income": r"operating \(?(?:income|loss|profit|result)|(?:income|loss|profit) from operations",
        "operating loss": r"operating \(?(?:income|loss)|(?:income|loss) from operations",
        "operating cash flow": r"operating (?:activities|cash flows?)|cash flows? from operati|cash from operations",
        "free cash flow": r"free cash flow",
        "operating expenses": r"operating (?:expenses?|costs?)|\bopex\b",
        "tax rate": r"tax rates?",
        "rpo": r"\brpo\b|performance obligations?",
        "backlog": r"backlog",
    }
)
"""What the words call a figure of this name. A name that is not here must stand there itself."""
_SPENT = r"capital|capex|property|equipment|intangible|real estate|improvements"
_EARNED = r"per (?:\w+ ){0,3}share|\beps\b"
_NAMED = re.compile(r"[a-z]+")
_STEM = 5
_LONGEST_NAME = 60
_OUTLOOK = re.compile(
    r"\b(?:expect|anticipat|guid|outlook|forecast|project|target|plan|estimat|intend|aim|looking|should|will|would|may"
    r"|going to|next|range|see\b|model|continue)",
    re.IGNORECASE,
)
_REPORTED = r"\b(?:was|were|came in at|totall?ed|reached|grew to|rose to) (?:about |approximately |roughly |nearly )?"
_KINDS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "lead_time": re.compile(r"lead[- ]?times?|deliver|wait|weeks|months", re.IGNORECASE),
        "input_price": re.compile(
            r"pric|cost|inflat|tariff|expens|wage|commodit|energy|fuel|freight|electric|cheap|dear", re.IGNORECASE
        ),
        "capacity": re.compile(
            r"capacit|\b[MG]W\b|megawatt|gigawatt|utili[sz]|plant|fab|factor|data cent|site|square feet|output|power"
            r"|production|build|manufactur|expan",
            re.IGNORECASE,
        ),
        "supply": re.compile(r"suppl|constrain|shortage|availab|demand|inventor|sourc", re.IGNORECASE),
        "backlog": re.compile(r"backlog|order|book|performance obligation|\bRPO\b|contracted|pipeline", re.IGNORECASE),
    }
)
"""Words one of which a statement of each kind must hold."""
_UP = re.compile(
    r"\b(?:up|increas|ris|rose|grow|grew|higher|more|longer|lengthen|expand|expan|add|ramp|doubl|tripl|record|improv"
    r"|exceed|accelerat|new|additional|bring|build|rais|strong|doubling|scal|larg|great|further|extend|climb|surg|gain)",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"constrain|\b(?:down|decreas|fall|fell|lower|less|short|declin|reduc|eas|drop|tight|limit|weak|soft|slow|cut|lack"
    r"|insufficien|unavailab|delay|shrink|shrank|disrupt|scarc|fewer|worse|cheap|clos|unable|not )",
    re.IGNORECASE,
)
_PERIOD_WORDS = frozenset(
    words(
        "a and annual annually as at calendar coming current day days early end ended ending fifty fiscal for full fy "
        "h half in late long mid month months near next nine of on one our per q quarter quarters remainder remaining "
        "rest six span term the thirteen thirty this three through to twelve twenty two until week weeks year years "
        "first second third fourth january february march april may june july august september october november "
        "december jan feb mar apr jun jul aug sep sept oct nov dec"
    )
)
_QUARTER = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_TOKENS = re.compile(r"[a-z]+|\d+")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_LOSS_FIRST = re.compile(r"\bloss(?:es)? \((?:income|earnings|profit)\)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def ground(source: Source, evidence: tuple[Evidence, ...]) -> str:
    """Give the words a report rests on, in small letters: its sentences, its rows, and heads and title of its table."""
    return " \n ".join(_ground(source, evidence)).casefold()


def _ground(source: Source, evidence: tuple[Evidence, ...]) -> Iterator[str]:
    for item in evidence:
        yield source.statement(item.start, item.end)
        table = source.document.table_at(item.start)
        if table is not None:
            yield f"{table.title or ''} \n {' '.join(table.columns)}"
            rows = [row.label for row in table.rows if row.start < item.end and item.start < row.end]
            yield " ".join(rows)
            # The row above names what a row of "Diluted" or "Basic" is.
            above = [row.label for row in table.rows if row.end <= item.start]
            yield " ".join(above[-3:])


def bears_metric(metric: str, said: str) -> bool:
    """Tell whether the words call a figure so."""
    name = " ".join(metric.replace("_", " ").casefold().split())
    if len(name) > _LONGEST_NAME or not re.fullmatch(r"[a-z0-9 ()&,.%/'\u2019-]+", name):
        return False
    known = _METRICS.get(name)
    if known is None and ("capex" in name or "capital expenditure" in name):
        known = _SPENT
    if known is None and (name.split()[0] in {"eps", "earnings"} or "per share" in name or name.endswith("eps")):
        known = _EARNED
    if known is not None:
        return re.search(known, said) is not None
    stems = {word[:_STEM] for word in _NAMED.findall(said)}
    return all(word[:_STEM] in stems for word in _NAMED.findall(name) if len(word) > 2)  # noqa: PLR2004  ("of", "in")


def bears_period(source: Source, period: str, evidence: tuple[Evidence, ...], said: str) -> bool:
    """Tell whether the words, what stands around them in a paragraph, or the document itself, are of this period."""
    blocks = [source.document.block_at(item.start) for item in evidence]
    around = " ".join(source.text[block.start : block.end] for block in blocks if block is not None).casefold()
    said = f"{said} {around}"
    identity = source.document.identity
    own = f"{identity.fiscal_period or ''} {identity.period_end or ''} {identity.day or ''}".casefold()
    if identity.period_end is not None:
        own += f" {_MONTHS[identity.period_end.month - 1]} {identity.period_end.day}"
    held = set(_TOKENS.findall(f"{said} {own}"))
    # A call speaks of its quarter and year, and of the next, without naming the year.
    held |= {str(int(year) + step) for year in _YEAR.findall(own) for step in (1,)}
    for number, ordinal in _QUARTER.items():
        if f"q{number}" in f"{said} {own}" or ordinal in held:
            held |= {number, ordinal}
    for token in _TOKENS.findall(period.casefold()):
        if token.isdigit() and token not in held and not any(token == year[2:] for year in held):
            return False
        if not token.isdigit() and token not in held and token not in _PERIOD_WORDS:
            return False
        if token in _QUARTER.values() and token not in held:
            return False
        if token in _MONTHS and not any(month.startswith(token[:3]) for month in held):
            return False
    return True


def bears_outlook(said: str, written: str) -> bool:
    """Tell whether the words look ahead, and do not report the figure as one that was."""
    reported = re.search(rf"{_REPORTED}{re.escape(' '.join(written.casefold().split()))}", said) if written else None
    return _OUTLOOK.search(said) is not None and reported is None


def bears_kind(kind: str, said: str) -> bool:
    """Tell whether the words speak of lead times, prices, capacity, supply or orders."""
    return _KINDS[kind].search(said) is not None


def bears_direction(direction: str, said: str) -> bool:
    """Tell whether the words speak of a movement up or down; standing still is no movement to be found."""
    return direction == "flat" or ((_UP if direction == "up" else _DOWN).search(said) is not None)


def is_earlier(source: Source, amount: Amount, year_ago: Amount, evidence: tuple[Evidence, ...]) -> bool:
    """Tell whether a table's heads, where they name years, have the second figure in an earlier one than the first."""
    heads = [_years(source, one, evidence[one.evidence]) for one in (amount, year_ago)]
    return not all(heads) or heads[0][-1] > heads[1][-1]


def _years(source: Source, amount: Amount, evidence: Evidence) -> list[int]:
    table = source.document.table_at(evidence.start)
    if table is None:
        return []
    wanted = _digits(amount.as_written)
    for row in table.rows:
        if not (row.start < evidence.end and evidence.start < row.end):
            continue
        for cell in row.cells:
            same = _digits(source.text[cell.start : cell.end]) == wanted
            if same and 0 <= cell.column < len(table.columns):
                return [int(year) for year in _YEAR.findall(table.columns[cell.column])]
    return []


def is_turned(source: Source, amount: Amount, evidence: Evidence) -> bool:
    """Tell whether a figure is claimed above nought and printed below it, in brackets, or the other way about.

    In a line of "net loss (income)" the brackets hold what was earned, and what stands without them was lost.
    """
    found = [each for each in source.quantities(evidence) if evidence.start <= each.start and each.end <= evidence.end]
    wanted = _digits(amount.as_written)
    same = [each.value for each in found if _digits(source.text[each.start : each.end]) == wanted]
    if _LOSS_FIRST.search(evidence.quote):
        return bool(same) and all((value < 0) == (amount.value < 0) for value in same)
    return amount.value > 0 and bool(same) and all(value < 0 for value in same)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


_OUTFLOW = re.compile(r"capital|capex|expen|cost|purchase|payment|repurchase|tax|loss|invest|dividend|used")


def is_outflow(metric: str) -> bool:
    """Tell whether a figure of this name is printed in brackets because it is spent."""
    return _OUTFLOW.search(metric.casefold()) is not None
