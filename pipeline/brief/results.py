"""Reported figures, guidance and supply signals in plain words."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.amounts import figure
from pipeline.brief.names import possessive, sentence_case
from pipeline.brief.wording import METRIC
from pipeline.inert import clean

if TYPE_CHECKING:
    from pipeline.records import Evidence, FactFile, Result

_REVENUE = ("revenue", "net sales", "sales")


class Reading(NamedTuple):
    """One result in words. ``value`` and ``year_ago`` are None where not stated; ``words`` is a clause.

    ``moved`` says by how much it grew in a year, computed from the two.
    """

    metric: str
    period: str
    value: str | None
    year_ago: str | None
    words: str
    guidance: bool
    evidence: tuple[Evidence, ...]
    moved: str = ""

    def sentence(self, filer: str) -> str:
        """Say it as a sentence about the filer."""
        return f"{possessive(filer)} {self.words}"


def read_result(result: Result) -> Reading:
    """Put a result into words."""
    metric = METRIC.get(result.metric, clean(result.metric.replace("_", " ")))
    unit = result.unit or "number"
    per_share = "per share" in metric

    def shown(value: Decimal | None) -> str | None:
        # Earnings per share are a few dollars: they keep their cents.
        return None if value is None else figure(value, unit)

    value, high, year_ago = shown(result.value), shown(result.high), shown(result.year_ago)
    if metric == "net income" and result.value is not None and result.value < 0:
        if result.year_ago is None or result.year_ago < 0:
            metric, value = "net loss", shown(-result.value)
            year_ago = None if result.year_ago is None else shown(-result.year_ago)
        else:
            metric = "net income (loss)"
    if value is not None and high is not None and high != value:
        value = f"{value} to {high}"
    verb = (
        "is expected at"
        if result.guidance
        else "was"
        if per_share or metric.endswith("ss") or not metric.endswith("s")
        else "were"
    )
    compared = f", against {year_ago} a year earlier" if year_ago is not None and not result.guidance else ""
    words = f"{metric} {verb} {value}{compared}" if value is not None else f"outlook on {metric}"
    return Reading(
        sentence_case(metric),
        clean(result.period or ""),
        value,
        year_ago,
        words,
        result.guidance,
        result.evidence,
        _moved(result),
    )


def _moved(result: Result) -> str:
    """Say the growth over the year in whole percent: `` (up 62%)``; nothing where a part of nothing would be meant."""
    if result.value is None or result.year_ago is None or result.unit == "percent":
        return ""
    if result.high is not None or result.year_ago <= 0 or result.value < 0:
        return ""
    share = (100 * (result.value - result.year_ago) / result.year_ago).quantize(Decimal(1), ROUND_HALF_UP)
    return f" ({'down' if share < 0 else 'up'} {abs(share)}%)" if share else " (unchanged)"


def headline_result(facts: FactFile) -> Reading | None:
    """Pick the revenue reported, else nothing: other figures need more words than a headline has."""
    for result in facts.results:
        name = result.metric.casefold().replace("_", " ")
        if not result.guidance and result.value is not None and any(word in name for word in _REVENUE):
            return read_result(result)
    return None
