"""Reported figures as an officer says them on a call: "Revenue was $1.4 billion, up 134% from a year ago"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.rules import spoken_periods
from pipeline.extract.rules.drafts import is_money
from pipeline.extract.rules.spoken import heard, skipped
from pipeline.extract.rules.text import PROSE, pattern, sentences
from pipeline.records import ProposedAmount, ProposedQuote, ResultCandidate

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from pipeline.extract.rules.text import Sentence
    from pipeline.lexis import Quantity
    from pipeline.records import Document

_FLOOR = 1_000_000
# What may stand in front of the figure of the whole company; "data center revenue" is a segment's.
_WHOSE = (
    r"(?:^|[,;] |\b(?:and|with|that|our|the|total|consolidated|net|record|reported|quarterly|overall|group|company|"
    r"worldwide|"
    r"delivered|generated|quarter|quarter's|q[1-4]|(?:first|second|third|"
    r"fourth)[- ]quarter(?: (?:fiscal )?(?:20)?\d\d)?|gaap) )"
    r"(?:total |net |consolidated |company |group )*"
)
_CAME_TO = (
    r"(?: (?:for|in|during) (?:the|our) (?:\w+[\- ]){0,4}?quarter(?: of (?:fiscal )?(?:year )?\d{4})?| (?:for|"
    r"in) q[1-4])?,? "
    r"(?:was|were|of|totaled|came in at|reached|hit|rose to|grew to|increased to|(?:grew|increased|rose|declined|"
    r"decreased|fell|was (?:up|down)) (?:by )?[\d.]+%(?: year[- ]over[- ]year| from a year ago)? to) "
    r"(?:a |an |approximately |about |just |over |under |more than |nearly |roughly |record |new )*"
)


class Said(NamedTuple):
    """A metric as it is spoken. ``unit`` is "money" or "percent"."""

    name: str
    words: str
    unit: str
    example: str


SAID: tuple[Said, ...] = (
    Said(
        "revenue",
        _WHOSE + r"(?:revenues?|net sales|sales)",
        "money",
        "Total revenue was $44 billion, up 69% year over year.",
    ),
    Said(
        "gross margin",
        r"(?:^|[,;] |\b(?:gaap|our|total|company|consolidated|and|the|quarter) )gross margins?"
        r"(?: and non-gaap gross margins?)?",
        "percent",
        "Gross margin was 67.0%.",
    ),
    Said("net income", r"\b(?:gaap )?net (?:income|loss|earnings)", "money", "Net income was $1.2 billion."),
    Said(
        "operating cash flow",
        r"(?:operating cash flow|cash flows? from operat\w+(?: activities)?|cash (?:provided by|from) operat\w+"
        r"(?: activities)?)",
        "money",
        "Operating cash flow was $2.2 billion.",
    ),
    Said(
        "capital expenditure",
        r"(?:capital expenditures?|capex)(?:,? including [^,$]{0,50},)?",
        "money",
        "Capital expenditures were $19.4 billion.",
    ),
)
_COMPILED = tuple((pattern(said.words + _CAME_TO + r"[$\d]"), said) for said in SAID)
_AHEAD = pattern(
    r"(?:expect\w*|will|would|should|anticipat\w*|forecast\w*|project\w*|guid(?:e|ed|ance|ing)|outlook|excluding|if|"
    r"fiscal year|full[- ]year|annualized|run[- ]rate|last year|twelve months|(?:four|4) quarters|trailing|segment|"
    r"adjusted)\b|non[- ]gaap (?!gross margins? (?:was|were))"
)
_NOT_THE_QUARTER = pattern(r"same (?:time )?period|last (?:four|4) quarters")
# What an officer calls the figure of the whole company; bare "revenue" may follow a segment's name one sentence ago.
_WHOLE = pattern(
    r"(?:total|consolidated|worldwide|group|company|net|record|q[1-4]|(?:first|second|third|fourth|"
    r"our)[- ](?:fiscal )?quarter|delivered|generated) (?:[\w-]+ ){0,2}?(?:revenues?|sales)"
)
# "Lastly with our automotive group. Revenue was $567 million": the sentence before says whose revenue it is.
_TURN = pattern(
    r"^(?:(?:and|now|next|then|so|okay),? )*(?:moving|turning|transitioning|shifting|switching|lastly|finally|next|now|"
    r"in|within|let(?:'s| me| us))\b[^$\d]{0,80}$"
)
_TO_ALL = pattern(r"\b(?:results?|p&l|financials?|income|consolidated|total|numbers|quarter\w*|company|overall|year)\b")
_BARE = pattern(r"^(?:net |record )?(?:revenues?|sales)\b")
_VERSUS_GUIDE = pattern(
    r",? (?:and |which (?:was|is) |well |slightly )?(?:above|below|ahead|exceed\w*|compared|versus|relative|beat\w*|"
    r"in line|within) .{0,60}(?:outlook|guidance|guided)"
)
_LOSS = pattern(r"\bnet loss(?:es)?\b")
_STATED = pattern(r"(?:revenue|sales|margin|income|loss|earnings|cash|capital|capex)")


def spoken(document: Document) -> list[ResultCandidate]:
    """Each metric once, from the first sentence in which the filer states it for the quarter.

    Bare "revenue" may be a segment's of which the sentence before spoke: the largest such figure stands until an
    officer says "total revenue" or "first-quarter revenue".
    """
    found: dict[str, ResultCandidate] = {}
    whole = False
    for sentence in _statements(document):
        for words, said in _COMPILED:
            if said.name != "revenue" and said.name in found:
                continue
            made = None if said.name == "revenue" and whole else _said(sentence, words, said)
            if made is None:
                continue
            if said.name == "revenue":
                whole = _WHOLE.search(sentence.lower) is not None
                if not whole and _value(made) <= _value(found.get(said.name)):
                    continue
            found[said.name] = made
    return [found[said.name] for said in SAID if said.name in found]


def _statements(document: Document) -> Iterator[Sentence]:
    for block in heard(document.blocks):
        if block.kind not in PROSE or skipped(document, block.start):
            continue
        before = ""
        for sentence in sentences(document, block):
            lower, turned = sentence.lower, _turns_to_a_part(before)
            before = lower
            if turned and _BARE.search(lower):
                continue
            if _STATED.search(lower) and not _NOT_THE_QUARTER.search(lower) and not lower.rstrip().endswith("?"):
                yield sentence


def _turns_to_a_part(sentence: str) -> bool:
    """Tell whether a short sentence turns to a part of the business, of which the next one then speaks."""
    return _TURN.search(sentence.strip()) is not None and _TO_ALL.search(sentence) is None


def _value(candidate: ResultCandidate | None) -> Decimal:
    return candidate.amount.value if candidate is not None and candidate.amount is not None else Decimal(0)


def _said(sentence: Sentence, words: re.Pattern[str], said: Said) -> ResultCandidate | None:
    match = words.search(sentence.lower)
    if match is None or _AHEAD.search(sentence.lower[: match.end()]):
        return None
    figure = next((q for q in sentence.quantities if q.end >= match.end() and q.start < match.end() + 3), None)
    if figure is None or not _fits(figure, said):
        return None
    lost = said.name == "net income" and _LOSS.search(match[0]) is not None and figure.value > 0
    low, high = sentence.window(match.start(), figure.end)
    beside = _VERSUS_GUIDE.search(sentence.lower, figure.end, high)
    high = beside.start() if beside else high
    return ResultCandidate(
        metric=said.name,
        period=spoken_periods.reported(sentence.document, sentence.lower, match.start(), figure.end),
        amount=ProposedAmount(
            value=-figure.value if lost else figure.value,
            unit=figure.unit,
            qualifier=figure.qualifier,
            what=said.name,
            as_written=sentence.written(figure.start, figure.end),
        ),
        quotes=(ProposedQuote(text=sentence.written(low, high), start=sentence.start + low),),
    )


def _fits(figure: Quantity, said: Said) -> bool:
    if said.unit == "percent":
        return figure.unit == "percent"
    return is_money(figure.unit) and figure.per is None and figure.value >= _FLOOR
