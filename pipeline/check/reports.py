"""Reported figures, guidance and signals, proved from their quotes as the deals are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.check.case import Refusal
from pipeline.check.figures import proved
from pipeline.check.quotes import gather
from pipeline.check.strength import is_forecast
from pipeline.check.told import (
    bears_direction,
    bears_kind,
    bears_metric,
    bears_outlook,
    bears_period,
    ground,
    is_earlier,
    is_outflow,
    is_turned,
)
from pipeline.records import (
    Amount,
    ProposedAmount,
    ProposedQuote,
    Result,
    ResultCandidate,
    Signal,
    SignalCandidate,
    Withheld,
    Withholding,
)

if TYPE_CHECKING:
    from pipeline.check.source import Source
    from pipeline.records import Evidence

_LONGEST = 60
_LOSS = re.compile(r"\bnet\s+loss(?:es)?\b", re.IGNORECASE)


class _Figures(NamedTuple):
    """The proved figures of a report; ``year_ago`` alone may be refused."""

    amount: Amount | None
    high: Amount | None
    year_ago: Amount | Refusal | None


def prove_result(source: Source, candidate: ResultCandidate) -> tuple[Result | None, tuple[Withheld, ...]]:
    """Give the proved figure or guidance sentence, and what was withheld. Year-ago figure and period may fail alone."""
    found = _quotes(source, candidate.quotes)
    if isinstance(found, Refusal):
        return None, (_withheld(found, candidate),)
    evidence, located = found
    words = ground(source, evidence)
    figures = _misnamed(source, candidate, evidence, words) or _figures(source, candidate, evidence, located)
    if isinstance(figures, Refusal):
        return None, (_withheld(figures, candidate),)
    amount, high, year_ago = figures
    wrong = _out_of_place(source, candidate, evidence, figures)
    if wrong is not None:
        return None, (_withheld(wrong, candidate),)
    failures = (_withheld(year_ago, candidate),) if isinstance(year_ago, Refusal) else ()
    year_ago = None if isinstance(year_ago, Refusal) else year_ago
    period = candidate.period
    if period is not None and not bears_period(source, period, evidence, words):
        refusal = Refusal(Withholding.DATE_NOT_IN_QUOTE, f'nothing is said of "{_short(period)}"')
        failures, period = (*failures, _withheld(refusal, candidate)), None
    result = Result(
        metric=candidate.metric,
        period=period,
        value=amount.value if amount else None,
        high=high.value if high else None,
        unit=next((item.unit for item in (amount, high, year_ago) if item), None),
        year_ago=year_ago.value if year_ago else None,
        guidance=candidate.guidance,
        proof=amount.proof if amount else None,
        evidence=evidence,
    )
    return result, failures


def _misnamed(source: Source, candidate: ResultCandidate, evidence: tuple[Evidence, ...], words: str) -> Refusal | None:
    """Say what the words do not bear: the figure's name, an outlook, a report."""
    if not candidate.guidance and any(is_forecast(source, item.start, item.end) for item in evidence):
        return Refusal(Withholding.INTENT_AS_FIRM, "the document expects it, the claim reports it")
    if not bears_metric(candidate.metric, words):
        return Refusal(Withholding.NOT_IN_QUOTE, f'the words do not speak of "{_short(candidate.metric)}"')
    if candidate.guidance and not bears_outlook(words, candidate.amount.as_written if candidate.amount else ""):
        return Refusal(Withholding.NOT_IN_QUOTE, "the words give no outlook")
    return None


def _figures(
    source: Source,
    candidate: ResultCandidate,
    evidence: tuple[Evidence, ...],
    located: tuple[int | None, ...],
) -> _Figures | Refusal:
    amount = _amount(source, candidate.amount, evidence, located)
    high = _amount(source, candidate.high, evidence, located)
    if isinstance(amount, Refusal):
        return amount
    if isinstance(high, Refusal):
        return high
    if not candidate.guidance and amount is None:
        return Refusal(Withholding.NUMBER_NOT_IN_QUOTE, "a reported result without a figure")
    return _Figures(amount, high, _amount(source, candidate.year_ago, evidence, located))


def _out_of_place(
    source: Source, candidate: ResultCandidate, evidence: tuple[Evidence, ...], figures: _Figures
) -> Refusal | None:
    """Say where figures that stand in the quote are of different units, another year or another sign than claimed."""
    amount, high, year_ago = figures
    if len({item.unit for item in (amount, high, year_ago) if isinstance(item, Amount)}) > 1:
        return Refusal(Withholding.NUMBER_DIFFERS, "its figures are in different units")
    if amount is None:
        return None
    if not is_outflow(candidate.metric) and is_turned(source, amount, evidence[amount.evidence]):
        return Refusal(Withholding.NUMBER_DIFFERS, "the figure is printed with the other sign")
    if isinstance(year_ago, Amount) and not is_earlier(source, amount, year_ago, evidence):
        return Refusal(Withholding.NUMBER_DIFFERS, "the figure of a year earlier is the newer one")
    return None


def prove_signal(source: Source, candidate: SignalCandidate) -> tuple[Signal | None, tuple[Withheld, ...]]:
    """Give the proved statement, and what was withheld. A figure that fails takes the statement with it."""
    found = _quotes(source, candidate.quotes)
    if isinstance(found, Refusal):
        return None, (_withheld(found, candidate),)
    evidence, located = found
    amount = _amount(source, candidate.amount, evidence, located)
    if isinstance(amount, Refusal):
        return None, (_withheld(amount, candidate),)
    shown = evidence[amount.evidence if amount else 0]
    words = ground(source, (shown,))
    if not bears_kind(candidate.kind, words):
        return None, (_withheld(Refusal(Withholding.NOT_IN_QUOTE, "the words speak of something else"), candidate),)
    direction = candidate.direction if candidate.direction and bears_direction(candidate.direction, words) else None
    signal = Signal(
        kind=candidate.kind,
        statement=shown.quote,
        direction=direction,
        value=amount.value if amount else None,
        unit=amount.unit if amount else None,
        evidence=shown,
    )
    return signal, ()


def _quotes(
    source: Source, quotes: tuple[ProposedQuote, ...]
) -> tuple[tuple[Evidence, ...], tuple[int | None, ...]] | Refusal:
    """All quotes of a report must be found: it is one figure or one sentence, and has nothing to fall back on."""
    if not quotes:
        return Refusal(Withholding.NO_EVIDENCE, "no words of the document were given")
    evidence, located, refused = gather(source, quotes)
    return next((refusal for refusal in refused if refusal is not None), (evidence, located))


def _amount(
    source: Source, amount: ProposedAmount | None, evidence: tuple[Evidence, ...], located: tuple[int | None, ...]
) -> Amount | Refusal | None:
    if amount is None:
        return None
    index = located[amount.quote] if 0 <= amount.quote < len(located) else None
    found = proved(source, amount, evidence, index)
    if amount.value < 0 and isinstance(found, Refusal) and any(_LOSS.search(item.quote) for item in evidence):
        # "Net loss was $110 million": printed without a sign, it is below nought.
        printed = proved(source, amount.model_copy(update={"value": -amount.value}), evidence, index)
        found = printed if isinstance(printed, Refusal) else printed.model_copy(update={"value": amount.value})
    return found


def _withheld(refusal: Refusal, candidate: ResultCandidate | SignalCandidate) -> Withheld:
    return Withheld(reason=refusal.reason, detail=refusal.detail, candidate=candidate)


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
