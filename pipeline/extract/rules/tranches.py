"""Two facilities in one sentence: "our 5-year $5.0 billion facility ..., and our 364-day $5.0 billion facility"."""

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
    rf"\b(?:an?|our|the|its)\s(?:{_SUM},?|{_TENOR},?\s(?:\w+\s){{0,3}}?{_SUM})\s(?![^;$€£]{{0,50}}?{_PART})(?=[^;$€£]{{0,60}}?{_KIND})"
)

# "a $1.0 billion term loan consisting of (i) a $229 million secured facility": parts of the first.
_MADE_OF = re.compile(r"consist|compris|includ|of\swhich|divided|\(i\)|\(a\)")


def facilities(sentence: Sentence) -> Iterable[Sentence]:
    """The sentence, or its pieces where it tells of several facilities, each with its own sum and tenor."""
    starts = [found.start() for found in _FACILITY.finditer(sentence.lower)]
    if len(starts) < 2 or _MADE_OF.search(sentence.lower, starts[0], starts[-1]):  # noqa: PLR2004
        return (sentence,)
    del starts[0]
    bounds = [0, *starts, len(sentence.text)]
    return tuple(
        replace(sentence, start=sentence.start + low, text=sentence.text[low:high]) for low, high in pairwise(bounds)
    )
