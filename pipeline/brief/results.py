"""Reported figures, guidance and supply signals in plain words."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.amounts import figure
from pipeline.brief.names import possessive, sentence_case
from pipeline.inert import clean
from pipeline.languages.language import ENGLISH, fill

if TYPE_CHECKING:
    from pipeline.languages.language import Language
    from pipeline.records import Evidence, FactFile, Result

_REVENUE = ("revenue", "net sales", "sales")
_METRIC = {
    "eps": "earnings per share",
    "eps_basic": "earnings per share (basic)",
    "eps_diluted": "earnings per share (diluted)",
    "capex": "capital expenditure",
    "rpo": "signed work still to deliver",
}
"""Metrics whose name is no plain English; any other is printed as named."""


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

    def sentence(self, filer: str, lang: Language = ENGLISH) -> str:
        """Say it as a sentence about the filer."""
        return fill(lang.sentences["result"]["of"], filer=filer, filers=possessive(filer), words=self.words)


def metric_words(metric: str) -> str:
    """Name a metric in plain English; most are."""
    return _METRIC.get(metric, clean(metric.replace("_", " ")))


def read_result(result: Result, lang: Language = ENGLISH) -> Reading:
    """Put a result into words."""
    metric, unit = metric_words(result.metric), result.unit or "number"

    def shown(value: Decimal | None) -> str | None:
        # Earnings per share are a few dollars: they keep their cents.
        return None if value is None else figure(value, unit, lang)

    value, high, year_ago = shown(result.value), shown(result.high), shown(result.year_ago)
    if metric == "net income" and result.value is not None and result.value < 0:
        if result.year_ago is None or result.year_ago < 0:
            metric, value = "net loss", shown(-result.value)
            year_ago = None if result.year_ago is None else shown(-result.year_ago)
        else:
            metric = "net income (loss)"
    if value is not None and high is not None and high != value:
        value = lang.told("cell", "value_range", low=value, high=high)
    words = _words(metric, value, None if result.guidance else year_ago, result, lang)
    period = lang.phrase(clean(result.period or ""))
    name = sentence_case(lang.phrase(metric))
    return Reading(name, period, value, year_ago, words, result.guidance, result.evidence, _moved(result, lang))


def _words(metric: str, value: str | None, year_ago: str | None, result: Result, lang: Language) -> str:
    said = lang.sentences["result"]
    if value is None:
        return fill(said["outlook"], metric=lang.phrase(metric))
    one = "per share" in metric or metric.endswith("ss") or not metric.endswith("s")
    verb = "expected" if result.guidance else "was" if one else "were"
    compared = fill(said["compared"], year_ago=year_ago) if year_ago is not None else ""
    return fill(said[verb], metric=lang.phrase(metric), value=value, compared=compared)


def _moved(result: Result, lang: Language) -> str:
    """Say the growth over the year in whole percent: `` (up 62%)``; nothing where a part of nothing would be meant."""
    if result.value is None or result.year_ago is None or result.unit == "percent":
        return ""
    if result.high is not None or result.year_ago <= 0 or result.value < 0:
        return ""
    share = (100 * (result.value - result.year_ago) / result.year_ago).quantize(Decimal(1), ROUND_HALF_UP)
    moved = "unchanged" if not share else "down" if share < 0 else "up"
    return lang.told("cell", moved, share=str(abs(share)))


def headline_result(facts: FactFile, lang: Language = ENGLISH) -> Reading | None:
    """Pick the revenue reported, else nothing: other figures need more words than a headline has."""
    for result in facts.results:
        name = result.metric.casefold().replace("_", " ")
        if not result.guidance and result.value is not None and any(word in name for word in _REVENUE):
            return read_result(result, lang)
    return None
