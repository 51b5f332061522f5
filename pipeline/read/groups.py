"""Row groups: which headings a row of figures stands under, from outermost to innermost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.sketch import Heading, Sketch, SketchRow

STEP = 2.5
"""Words that begin so many points (or characters) further right stand deeper."""
SAME_DEPTH = 2.0
"""Less than ``STEP``, by which the heading right over another is moved out."""
NO_GROUP = re.compile(
    r"commitments?\s+and\s+contingenc|(?:see|refer\s+to)\s+(?:\w+\s+)?notes?\b|\(?continued\)?$|\(?unaudited\)?$"
    r"|^\W*(?:note|item)\s+\d|^\s*\(?(?:\d{1,2}|[a-z*])\)\s|^[\W\d_]*$|^\*",
    re.IGNORECASE,
)
"""A caption that has no figure by rule (Regulation S-X 5-02.25), what points elsewhere, and footnotes head nothing."""
CONTINUED = re.compile(r"[\s,:\u2014\u2013-]*\(?\b(?:continued|cont[\u2019'.]?d)\b\.?\)?", re.IGNORECASE)
CLOSES = re.compile(
    r"(?:consolidated\s+)?(?:gross\s+(?:profit|margin|income)|(?:net\s+)?(?:operating\s+)?(?:income|loss|earnings|profit)\b"
    r"(?!\s+(?:tax|per))|\(?loss\)?\s+(?:income|before)|net\s+(?:cash|increase|decrease|change|\(?loss\)?)|"
    r"cash\b.*\b(?:beginning|end)\s+of|balances?\b.*\b(?:beginning|end|as\s+of|at))",
    re.IGNORECASE,
)
"""Rows that end the group above them where nothing is drawn further right: results, and what cash came to."""
BEGINS = re.compile(r"balances?\b.*\bbeginning\s+of", re.IGNORECASE)
ENDS = re.compile(r"balances?\b.*\bend\s+of", re.IGNORECASE)
"""The first and the last row of what rolls forward: a component of equity (Regulation S-X 3-04)."""
TOTAL = re.compile(r"(?:sub-?)?totals?\b|\btotal$|net\s+(?:cash|total)\b", re.IGNORECASE)
SMALL_WORDS = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "net", "total",
     "used", "provided", "related")
)  # fmt: skip
LONGEST_ACRONYM = 4
"""Capitals of so few letters are a name and no mark of a heading that holds others: "EMEA" before "Consolidated"."""
AND = re.compile(r"\band\b|&", re.IGNORECASE)
MEASURED = re.compile(
    r"(?:,?\s+(?:measured|recorded|carried|stated|reported|reflected|recognized)(?:\s+and\s+\w+ed)?)?"
    r"\s+(?:at|in)\s+(?:estimated\s+)?fair\s+value.*",
    re.IGNORECASE,
)
"""How a total is measured says nothing of what it sums up: "Total liabilities measured and recorded at fair value"."""
ONLY_MARK = re.compile(r"(?:\((?:\d{1,2}|[a-z])\)\s?)+")
SAME_WORDS = 0.55
OUTER = re.compile(r"cash\s+flows?\b.*\bactivities", re.IGNORECASE)
SUPPLEMENT = re.compile(r"supplement|non-?cash|reconciliation", re.IGNORECASE)
"""Headings that hold further headings, however these are drawn: a statement of cash flows by activity (ASC 230)."""
LOWER_LINES = re.compile(
    r"(?:\b(?:and|or|of|for|to|in|on|the|a|by|from|with|at|as|net|than|per)|[,\u2014\u2013-])$", re.IGNORECASE
)


@dataclass(slots=True)
class _Open:
    """A heading whose rows have not ended.

    ``inner``: its first row stands further right than it. ``holds``: the next heading stands right under it.
    ``rolls``: its first row is what there was at the beginning, so that what there was at the end is its last.
    """

    text: str
    indent: float | None
    rows: int = 0
    inner: bool = False
    holds: bool = False
    rolls: bool = False


def grouped(table: Sketch) -> list[tuple[str, ...]]:
    """Give the headings over each row of the table, outermost first.

    Where it is known how far right words begin, rows further right than a heading are its rows. Where it is not, or
    nothing is drawn further right, a group ends with its total, with a result, or with the next heading.
    """
    if not table.headings:
        return [()] * len(table.rows)
    stack: list[_Open] = []
    groups: list[tuple[str, ...]] = []
    at = 0
    headings = _whole(table.headings)
    for number, row in enumerate(table.rows):
        while at < len(headings) and headings[at].before <= number:
            _open(stack, headings[at])
            at += 1
        groups.append(_place(stack, row))
    return groups


def _whole(headings: Sequence[Heading]) -> list[Heading]:
    """Headings with those on several lines joined, without what heads nothing."""
    whole: list[Heading] = []
    for heading in headings:
        before = whole[-1] if whole else None
        if (
            before is not None
            and before.before == heading.before
            and (heading.text[0].islower() or LOWER_LINES.search(before.text) or ONLY_MARK.fullmatch(heading.text))
        ):
            whole[-1] = before._replace(text=f"{before.text} {heading.text}")
        else:
            whole.append(heading)
    return [heading for heading in whole if not NO_GROUP.search(heading.text) and not heading.text[0].islower()]


def _open(stack: list[_Open], heading: Heading) -> None:
    text = CONTINUED.sub("", heading.text).rstrip(" :")
    if not text:
        return
    repeated = next((at for at, one in enumerate(stack) if one.text.casefold() == text.casefold()), None)
    if repeated is not None:
        del stack[repeated + 1 :]
        stack[-1].rows = 0
        return
    indent = heading.indent
    while stack and stack[-1].rows and _ends(stack[-1], text, indent):
        stack.pop()
    if stack and not stack[-1].rows:
        # A heading right under a heading is inside it, even where both begin at the same place.
        stack[-1].holds = True
        if indent is not None and stack[-1].indent is not None:
            stack[-1].indent = min(stack[-1].indent, indent - STEP)
    stack.append(_Open(text, indent))


def _ends(opened: _Open, text: str, indent: float | None) -> bool:
    """Tell whether a new heading ends an open group that has rows."""
    shouts = opened.text.isupper() and len(opened.text) > LONGEST_ACRONYM
    if (shouts and not text.isupper()) or (OUTER.search(opened.text) and not OUTER.search(text)):
        return OUTER.search(opened.text) is not None and SUPPLEMENT.match(text) is not None
    if indent is None or opened.indent is None:
        return not opened.holds
    return indent < opened.indent + SAME_DEPTH


def _place(stack: list[_Open], row: SketchRow) -> tuple[str, ...]:
    """Give the groups of one row, and close those that end with it or before it."""
    closing = _totalled(stack, row.label)
    if closing is None:
        while stack and stack[-1].rows and _is_past(stack[-1], row):
            stack.pop()
    for one in stack:
        one.rows += 1
    if stack and stack[-1].rows == 1:
        stack[-1].rolls = BEGINS.match(row.label) is not None
        if row.indent is not None and stack[-1].indent is not None:
            stack[-1].inner = row.indent >= stack[-1].indent + STEP
    groups = tuple(one.text for one in (stack if closing is None else stack[: closing + 1]))
    if closing is not None:
        del stack[closing:]
    elif stack and stack[-1].rolls and stack[-1].rows > 1 and ENDS.match(row.label):
        stack.pop()
    return groups


def _is_past(opened: _Open, row: SketchRow) -> bool:
    if opened.rolls:
        return False
    if opened.inner and row.indent is not None and opened.indent is not None:
        return row.indent < opened.indent + STEP
    return CLOSES.match(row.label) is not None


def _totalled(stack: list[_Open], label: str) -> int | None:
    """Give the place of the open group whose total the row is; groups that it goes beyond are closed."""
    if not stack or TOTAL.match(label) is None:
        return None
    words = _words(label)
    known = [_words(one.text) for one in stack]
    shares = [len(words & own) / max(1, len(words | own)) for own in known]
    best = max(range(len(stack)), key=lambda at: (shares[at], at))
    if stack[-1].rolls and shares[best] < SAME_WORDS:
        return None
    if shares[best] >= SAME_WORDS:
        return best
    if known[best] < words:  # "Total liabilities and equity" goes beyond "Equity"; "Total trade receivables" does not.
        if _goes_beyond(label, stack[best].text):
            del stack[best:]
            return None
        return best if MEASURED.search(label) else None
    last = stack[-1]
    return len(stack) - 1 if last.rows and not last.inner and not words & known[-1] else None


def _goes_beyond(label: str, heading: str) -> bool:
    """Tell whether a total sums up more than the group: "Total liabilities and equity" over "Liabilities"."""
    return AND.search(MEASURED.sub("", label)) is not None and AND.search(heading) is None


def _words(text: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in re.findall(r"[a-z]+", text.casefold()) if word not in SMALL_WORDS)
