"""Column heads: the dates, periods and words that stand above the figures of a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.read.scales import LINE as SCALE_LINE
from pipeline.read.scales import SCALE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADING_OF_PART = re.compile(r"(?:note|item|part)\s+(?:\d|[ivx]+\b)", re.IGNORECASE)
"""A heading of a note or an Item never belongs to a table."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_SPAN = (
    r"(?:(?:three|six|nine|twelve|thirteen|fourteen|twenty[- ]six|thirty[- ]nine|fifty[- ](?:two|three)|\d{1,2})[- ]"
    r"(?:months?|weeks?)|(?:fiscal\s+)?(?:quarters?|years?)|periods?|months?)"
)
TOKEN = re.compile(
    rf"""\b{_SPAN}\s+end(?:ed|ing)(?:\s+{_MONTH}\s+\d{{1,2}},?)?(?:\s+{_YEAR})?  # Three Months Ended June 30,
      | \b(?:as\s+of\s+|at\s+)?{_MONTH}\s+\d{{1,2}},?\s+{_YEAR}               # June 30, 2023
      | \b(?:as\s+of\s+|at\s+)?{_MONTH}\s+\d{{1,2}},?(?!\s*\d)                # June 30,
      | \b(?:Q[1-4]|[1-4]Q)\s?(?:FY\s?)?(?:{_YEAR}|['\u2019]?\d\d)\b              # Q3 2025
      | \b(?:fiscal\s+(?:year\s+)?|FY\s?)?{_YEAR}[EF]?\b                       # 2023
      | \b(?:ytd|quarters?|six\s+months|nine\s+months|three\s+months)(?:\s+{_YEAR})?\b
      | (?:\$|%|\b(?:percent(?:age)?|dollar|amount))\s?\b(?:change|variance|increase|decrease)\b
      | \b(?:change|variance|increase\s?/?\s?\(?decrease\)?)
      | \blevel\s+[123]\b
      | \b(?:total|thereafter|percent)\b
      | (?<!\S)[%$](?!\S)
    """,
    re.IGNORECASE | re.VERBOSE,
)
PERIOD = re.compile(rf"{_YEAR}\b|\bended\b|\b{_MONTH}\s+\d|\bQ[1-4]\b|\blevel\s+\d|\bchange\b", re.IGNORECASE)
SPAN = re.compile(rf"{_YEAR}\b|\bended\b|\b{_MONTH}\s+\d", re.IGNORECASE)
"""A head that alone can stand over all columns."""
OVER_LABELS = re.compile(rf"(?:fiscal\s+)?years?\s+end(?:ed|ing)(?:\s+{_MONTH}\s+\d{{1,2}},?)?", re.IGNORECASE)
"""A head without a year stands over the years that are the labels of a schedule."""
AROUND = re.compile(
    r"\(?unaudited\)?|[\s,;:&|()\u2014\u2013-]|\b(?:as\s+of|as\s+at|at|for\s+the|the|in|and|vs\.?|of)\b", re.IGNORECASE
)
LONGEST_REST = 24
"""What may be left of a head line when its periods are taken out: the words over the label column."""


def is_head_line(text: str) -> bool:
    """Tell whether a line is periods ("June 30, 2025 December 31, 2024"), a scale, or "(Unaudited)"."""
    if len(text) > 160:  # noqa: PLR2004  (no head line is as long)
        return False
    has_scale = SCALE_WORDS.search(text) is not None
    if not has_scale and PERIOD.search(text) is None:
        return text.strip("() ").casefold() in {"unaudited", "audited", "as restated", "restated"}
    rest = SCALE_LINE.sub(" ", text) if has_scale else text
    if has_scale and rest != text and not rest.strip(" ():"):
        return True
    tokens = TOKEN.findall(rest)
    if not tokens:
        return False
    left = AROUND.sub("", TOKEN.sub("", rest))
    return len(left) <= min(LONGEST_REST, sum(map(len, tokens))) and rest.rstrip()[-1] not in ".;:"


def column_heads(heads: Sequence[str], width: int) -> tuple[str, ...]:
    """Give the heads of ``width`` figure columns, or nothing where the lines above do not tell.

    A level with as many periods as columns names each; one with fewer spans equal groups ("Three Months Ended"
    over "2025 2024").
    """
    lines = [SCALE_LINE.sub(" ", head) if SCALE_WORDS.search(head) else head for head in heads]
    levels = [_tokens(line) for line in lines]
    if not any(len(level) == width for level in levels):
        joined = _tokens(" ".join(line for line in lines if not AROUND.sub("", TOKEN.sub("", line))))
        return tuple(joined) if len(joined) == width else ()
    last = max(index for index, level in enumerate(levels) if len(level) == width)
    columns = [""] * width
    for level in levels[: last + 1]:
        if level and width % len(level) == 0 and (len(level) > 1 or SPAN.search(level[0]) or width == 1):
            share = width // len(level)
            columns = [f"{head} {level[index // share]}".strip() for index, head in enumerate(columns)]
    return () if all(map(OVER_LABELS.fullmatch, columns)) else tuple(columns)


def _tokens(line: str) -> list[str]:
    tokens = [" ".join(match.group().split()) for match in TOKEN.finditer(line)]
    left = AROUND.sub("", TOKEN.sub("", line))
    if len(left) > max(LONGEST_REST, sum(map(len, tokens))):
        return []
    return tokens if any(map(PERIOD.search, tokens)) or not left else []
