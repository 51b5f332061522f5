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
    rf"""\b(?:for\s+the\s+)?{_SPAN}\s+end(?:ed|ing)(?:\s+{_MONTH}\s+\d{{1,2}},?)?(?:\s+{_YEAR})?  # Six Months Ended
      | \b(?:as\s+of\s+|at\s+)?{_MONTH}\s+\d{{1,2}},?\s+{_YEAR}(?:\([a-z]\))?    # June 30, 2023(a)
      | \b(?:as\s+of\s+|at\s+)?{_MONTH}\s+\d{{1,2}},?(?!\s*\d)                # June 30,
      | \b(?:Q[1-4]|[1-4]Q)\s?(?:FY\s?)?(?:{_YEAR}|['\u2019]?\d\d)\b              # Q3 2025
      | \b(?:fiscal\s+(?:year\s+)?|FY\s?)?{_YEAR}[EF]?\b(?:\([a-z]\))?           # 2023
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
BARE_SPAN = re.compile(rf"{_SPAN}\s+end(?:ed|ing)", re.IGNORECASE)
"""A span of time whose date stands below it."""
CHANGE = re.compile(r"\W*(?:\w+\s+)?(?:change|variance)", re.IGNORECASE)
SPAN_AND_DAY = re.compile(
    rf"\b(?:for\s+the\s+)?{_SPAN}\s+end(?:ed|ing)(?:\s+{_MONTH}\s+\d{{1,2}},?)?(?!\d)", re.IGNORECASE
)
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
    lines = [_without_scale(head) if SCALE_WORDS.search(head) else head for head in heads]
    levels = [_tokens(line) for line in lines]
    if not any(len(level) == width for level in levels):
        return _broken_heads(lines, levels, width)
    last = max(index for index, level in enumerate(levels) if len(level) == width)
    stacked = _stacked_spans(lines[: last + 1], width)
    if stacked:
        return stacked
    columns = [""] * width
    for level in levels[: last + 1]:
        if level and width % len(level) == 0 and (len(level) > 1 or SPAN.search(level[0]) or width == 1):
            share = width // len(level)
            columns = [_under(head, level[index // share]) for index, head in enumerate(columns)]
    return () if all(map(OVER_LABELS.fullmatch, columns)) else tuple(columns)


def _under(over: str, head: str) -> str:
    """Put a head under another. A change has no period: "Quarters Ended" stands over the dates beside "% Change"."""
    if BARE_SPAN.fullmatch(over) and CHANGE.fullmatch(head):
        return head
    return f"{over} {head}".strip()


def _stacked_spans(lines: Sequence[str], width: int) -> tuple[str, ...]:
    """Spans that stand one under the other in the text and side by side on the page, over years as many as columns."""
    joined = " ".join(line for line in lines if not besides_periods(line))
    spans = [" ".join(match.group().split()) for match in SPAN_AND_DAY.finditer(joined)]
    if len(spans) < 2 or width % len(spans) or any(len(SPAN_AND_DAY.findall(line)) > 1 for line in lines):  # noqa: PLR2004
        return ()
    years = _tokens(SPAN_AND_DAY.sub(" ", joined))
    share = width // len(spans)
    return tuple(f"{spans[at // share]} {year}" for at, year in enumerate(years)) if len(years) == width else ()


def _without_scale(head: str) -> str:
    """A head line without the words on its scale; words before them stand over the labels."""
    scale = SCALE_LINE.search(head)
    if scale is None:
        return head
    before, after = head[: scale.start()].strip(), head[scale.end() :].strip()
    return after if before and after and TOKEN.search(after) else SCALE_LINE.sub(" ", head)


def _broken_heads(lines: Sequence[str], levels: Sequence[list[str]], width: int) -> tuple[str, ...]:
    """Heads whose dates are broken over lines ("June 30," over "2023"), with spans without a date above them all."""
    first = next((at for at, level in enumerate(levels) if level), len(levels))
    spans = levels[first] if first < len(levels) and all(map(BARE_SPAN.fullmatch, levels[first])) else []
    for over in (spans, []) if spans else ([],):
        rest = [line for at, line in enumerate(lines) if (at > first or not over) and not besides_periods(line)]
        joined = _tokens(" ".join(rest))
        if len(joined) == width and width % max(1, len(over)) == 0:
            share = width // max(1, len(over))
            return tuple(_under(over[at // share], head) if over else head for at, head in enumerate(joined))
    return ()


def besides_periods(line: str) -> str:
    """Give what is left of a line of heads without its periods, and without the small words around these."""
    return AROUND.sub("", TOKEN.sub("", line))


def _tokens(line: str) -> list[str]:
    tokens = [" ".join(match.group().split()) for match in TOKEN.finditer(line)]
    left = AROUND.sub("", TOKEN.sub("", line))
    if len(left) > max(LONGEST_REST, sum(map(len, tokens))):
        return []
    return tokens if any(map(PERIOD.search, tokens)) or not left else []
