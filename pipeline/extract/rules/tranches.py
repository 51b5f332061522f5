"""Two arrangements in one sentence: "our 5-year $5.0 billion facility and our 364-day $5.0 billion facility"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.extract.rules.text import Sentence

_TENOR = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)[-\s](?:day|month|year)"
_SUM = r"[$€£]\s?\d[\d.,]*\d?(?:\s(?:billion|million))?"
_KIND = r"(?:facilit|credit\sagreement|line\sof\scredit|term\sloan|revolv)"
# A part of a facility is none of its own: "which includes a $500 million letter of credit sub-facility".
_PART = r"(?:sub-?facilit|sub-?limit|letters?\sof\scredit|swing|accordion|increase|incremental)"
_FACILITY = re.compile(
    rf"\b(?:an?|our|the|its)\s(?:{_SUM},?|{_TENOR},?\s(?:\w+\s){{0,3}}?{_SUM})\s(?![^;$€£]{{0,50}}?{_PART})"
    rf"(?=[^;$€£]{{0,60}}?{_KIND})"
)

# "a $1.0 billion term loan consisting of (i) a $229 million secured facility": parts of the first.
_MADE_OF = re.compile(r"consist|compris|includ|of\swhich|divided|\(i\)|\(a\)")


# "we will pay Tarn a termination fee of $300 million, and Tarn will pay us a termination fee of $200 million".
_FEE = re.compile(
    r"(?:,\s|;\s|\s)and\s(?=if\s|in\scertain\s|[^,;$]{2,60}?\s(?:will|shall|would|must|may|is|are)\s"
    r"(?:be\s)?(?:(?:required|obligated|liable)\sto\s)?pay\b)"
)


def pieces(sentence: Sentence) -> Iterable[Sentence]:
    """The sentence, or its parts where it tells of several facilities or of a break-up fee each way."""
    starts = _facilities(sentence) or _fees(sentence)
    if not starts:
        return (sentence,)
    bounds = [0, *starts, len(sentence.text)]
    return tuple(
        replace(sentence, start=sentence.start + low, text=sentence.text[low:high]) for low, high in pairwise(bounds)
    )


def _facilities(sentence: Sentence) -> list[int]:
    starts = [found.start() for found in _FACILITY.finditer(sentence.lower)]
    if len(starts) < 2 or _MADE_OF.search(sentence.lower, starts[0], starts[-1]):  # noqa: PLR2004
        return []
    return starts[1:]


def _fees(sentence: Sentence) -> list[int]:
    if sentence.lower.count("termination fee") < 2:  # noqa: PLR2004
        return []
    first = sentence.lower.find("$")
    return [
        found.end() for found in _FEE.finditer(sentence.lower, max(0, first)) if "$" in sentence.lower[found.end() :]
    ]
