"""Reported figures, guidance and signals, proved from their quotes as the deals are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.check.case import Refusal
from pipeline.check.figures import proved
from pipeline.check.quotes import gather
from pipeline.check.strength import is_forecast
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

_LOSS = re.compile(r"\bnet\s+loss(?:es)?\b", re.IGNORECASE)


def prove_result(source: Source, candidate: ResultCandidate) -> tuple[Result | None, tuple[Withheld, ...]]:
    """Give the proved figure or guidance sentence, and what was withheld. A year-ago figure may fail alone."""
    found = _quotes(source, candidate.quotes)
    if isinstance(found, Refusal):
        return None, (_withheld(found, candidate),)
    evidence, located = found
    if not candidate.guidance and any(is_forecast(source, item.start, item.end) for item in evidence):
        return None, (
            _withheld(Refusal(Withholding.INTENT_AS_FIRM, "the document expects it, the claim reports it"), candidate),
        )
    amount = _amount(source, candidate.amount, evidence, located)
    high = _amount(source, candidate.high, evidence, located)
    year_ago = _amount(source, candidate.year_ago, evidence, located)
    for failed in (amount, high):
        if isinstance(failed, Refusal):
            return None, (_withheld(failed, candidate),)
    failures: tuple[Withheld, ...] = ()
    if isinstance(year_ago, Refusal):
        failures = (_withheld(year_ago, candidate),)
        year_ago = None
    units = {item.unit for item in (amount, high, year_ago) if isinstance(item, Amount)}
    if len(units) > 1:
        return None, (_withheld(Refusal(Withholding.NUMBER_DIFFERS, "its figures are in different units"), candidate),)
    if not candidate.guidance and amount is None:
        return None, (
            _withheld(Refusal(Withholding.NUMBER_NOT_IN_QUOTE, "a reported result without a figure"), candidate),
        )
    result = Result(
        metric=candidate.metric,
        period=candidate.period,
        value=amount.value if isinstance(amount, Amount) else None,
        high=high.value if isinstance(high, Amount) else None,
        unit=next(iter(units), None),
        year_ago=year_ago.value if isinstance(year_ago, Amount) else None,
        guidance=candidate.guidance,
        proof=amount.proof if isinstance(amount, Amount) else None,
        evidence=evidence,
    )
    return result, failures


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
    signal = Signal(
        kind=candidate.kind,
        statement=shown.quote,
        direction=candidate.direction,
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
