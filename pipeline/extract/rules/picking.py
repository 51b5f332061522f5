"""Which amount of a sentence is whose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.rules.drafts import Draft, is_kind, is_money
from pipeline.extract.rules.frames import MONEY
from pipeline.extract.rules.governing import clause, governed, superseded
from pipeline.extract.rules.text import Sentence, pattern
from pipeline.records import DealType

if TYPE_CHECKING:
    from pipeline.extract.rules.frames import Frame
    from pipeline.extract.rules.parties import Cast, Found
    from pipeline.lexis import Quantity

_ROW = re.compile(r"\s*(?:,|,?\s*and|,?\s*to|,?\s*or)\s*(?:approximately\s*|about\s*|nil,?\s*(?:and\s*)?)?")


def same_row(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """True for neighbours in "$413 million and $438 million, respectively"."""
    first, second = sorted((one, other))
    return bool(_ROW.fullmatch(sentence.lower[first.end : second.start]))


_WHOLE_DAY = len("2026-06-30")
_ASCENDING = pattern(r"as of [a-z]+ \d{1,2}, \d{4} and [a-z]+ \d{1,2}, \d{4}")


def _dates_ascend(sentence: Sentence) -> bool:
    days = [date.iso for date in sentence.dates if len(date.iso) == _WHOLE_DAY]
    return len(days) > 1 and days[0] < days[1]


_FROM = re.compile(r"\bfrom\s*$")


def first_of_row(sentence: Sentence, chosen: Quantity, fit: list[Quantity]) -> Quantity:
    """The current figure of a row of figures: the first, unless the dates run from old to new."""
    if _ASCENDING.search(sentence.lower) and _dates_ascend(sentence):
        for other in sorted(fit):
            if other.start >= chosen.end and other.unit == chosen.unit and same_row(sentence, chosen, other):
                chosen = other
        return chosen
    for other in sorted(fit, reverse=True):
        if other.end <= chosen.start and other.unit == chosen.unit and same_row(sentence, other, chosen):
            if _FROM.search(sentence.lower[: other.start]) and " to " in sentence.lower[other.end : chosen.start]:
                return chosen
            chosen = other
    return chosen


# "by 65 MW and 150 MW, respectively, for a total of 345 MW": the whole is told behind its steps.
_IN_ALL = re.compile(
    r"\b(?:for|resulting in|bringing|brings|raising)\b[^.;$]{0,50}?\b(?:aggregate|total)\s+(?:of|to)\s+"
    r"(?:approximately\s+|about\s+)?$"
)


def in_all(sentence: Sentence, chosen: Quantity, fit: list[Quantity]) -> Quantity:
    """The whole, where the sentence names it behind the steps that led to it; else the chosen amount."""
    return next(
        (
            q
            for q in fit
            if q.start > chosen.end
            and q.unit == chosen.unit
            and q.value > chosen.value
            and _IN_ALL.search(sentence.lower[chosen.end : q.qualifier_start])
        ),
        chosen,
    )


def same_status(one: Frame, other: Frame) -> bool:
    """Tell whether two entries would make the same statement twice."""
    return one.payer is other.payer and one.binding is other.binding and one.party == other.party


_OTHERS = re.compile(
    r"\s+(?:of|in)\s+(?:(?:new|net|our|its|additional|incremental|total|outstanding|aggregate|the)\s+)*"
    r"(?:debt|notes|commercial paper|senior|borrowings|bonds|indebtedness|term loan|revenues?|sales|cash and cash)"
)


_INCREMENT = re.compile(
    r"\b(?:added|adding|increase of|increased by|grew by|decrease of|up|down)\s+(?:an?\s+|another\s+)?$"
)


# "net accounts receivable of $3.3 billion, and outstanding borrowings of $1.3 billion"
_ASSET = re.compile(
    r"\b(?:receivables?|equivalents|total assets|inventor(?:y|ies)|revenues?|investments|securities|premium|ebitda|"
    r"liquidity)"
    r"\s+(?:of|was|were|totaled)\s+(?:approximately\s+)?$"
)


# "We guarantee $340 million of the debt of Tern Power": the debt is what is guaranteed.
_DEBT_IS_OWN = frozenset(
    {DealType.DEBT, DealType.SALES_CONTRACT, DealType.GOVERNMENT, DealType.OTHER, DealType.GUARANTEE}
)


def is_other_money(sentence: Sentence, quantity: Quantity, frame: Frame) -> bool:
    """Tell a sum that is debt or revenue in a sentence about another kind of deal."""
    if _INCREMENT.search(sentence.lower[max(0, quantity.qualifier_start - 30) : quantity.qualifier_start]):
        return frame.name in {"sales.backlog", "sales.rpo"}
    if frame.type is DealType.DEBT and _ASSET.search(sentence.lower[: quantity.qualifier_start]):
        return True
    if frame.type in _DEBT_IS_OWN:
        return False
    return _OTHERS.match(sentence.lower, quantity.end) is not None


_NEAR = 170


def beside(quantity: Quantity, found: re.Match[str]) -> bool:
    """True for a figure that stands close to its cue, on either side."""
    return quantity.start - found.end() <= _NEAR and found.start() - quantity.end <= _NEAR


def distance(quantity: Quantity, found: re.Match[str]) -> int:
    """Characters between an amount and a cue; an amount behind the cue counts as a little nearer."""
    if quantity.start >= found.start() and quantity.end <= found.end() + 1:
        return 0
    after = quantity.start - found.end()
    return after if after >= 0 else 5 + found.start() - quantity.end


_PRICED = re.compile(
    r"\b(?:for|consideration of|purchase price of|in exchange for)\s+(?:(?:approximately|about|an?|the|aggregate|total|"
    r"cash|consideration|purchase|price|of|roughly|gross|net|proceeds|initial|base)\s+)*$"
)
_FAR = 480


def prices(sentence: Sentence, quantity: Quantity, found: re.Match[str]) -> bool:
    """True for the price at the end of a long list: "agreed to sell its mills, including ..., for $2 billion"."""
    if not 0 <= quantity.start - found.end() <= _FAR:
        return False
    return _PRICED.search(sentence.lower[found.end() : quantity.start]) is not None


_CONTROLS = re.compile(r"(?:hold|held|own)")
_HALF = 50
_MAJORITY = re.compile(r"\brepresent\w+\s+(?:approximately\s+)?(?:5[1-9]|[6-9]\d|100)(?:\.\d+)?%")


def controls(sentence: Sentence, frame: Frame, found: re.Match[str]) -> bool:
    """True for "we own 88% of Alder": it tells of a part of the filer, not of a stake."""
    if frame.name != "equity.made":
        return False
    if _MAJORITY.search(sentence.lower, found.start()) is not None:
        return True
    if _CONTROLS.match(found[0]) is None:
        return False
    return any(
        q.unit == "percent" and q.value > _HALF and found.start() <= q.start < found.end() for q in sentence.quantities
    )


_OFTEN = 5


def well_known(party: Found, cast: Cast) -> bool:
    """True for a company the document introduces, gives its legal form, or names again and again."""
    return cast.knows(party) or (" " in party.name and cast.document.text.count(party.name) >= _OFTEN)


_UNDER = re.compile(r"[^.;,$]{0,60}?\sunder\s+(?:the|our|its|this)\s+([^.;,$]{3,40})")
_PAPERS = re.compile(r"paper|notes|program")
_LOANS = re.compile(r"credit|facilit|revolv|loan")


def _under_another(sentence: Sentence, quantity: Quantity, frame: Frame) -> bool:
    """True for "$11.7 billion outstanding under the Paper Programs" where a facility is looked for, and the reverse."""
    if frame.type is not DealType.DEBT:
        return False
    under = _UNDER.match(sentence.lower, quantity.end)
    if under is None:
        return False
    if frame.name == "debt.commercial_paper":
        return _PAPERS.search(under[1]) is None and _LOANS.search(under[1]) is not None
    return (
        frame.name in {"debt.revolver", "debt.facility"}
        and _LOANS.search(under[1]) is None
        and _PAPERS.search(under[1]) is not None
    )


def own_clause(sentence: Sentence, frame: Frame, found: re.Match[str], near: list[Quantity]) -> list[Quantity]:
    """The current sums of the cue's own clause where it has any; else all, the superseded ones apart if possible."""
    near = [q for q in near if not _under_another(sentence, q, frame)]
    current = [q for q in near if not superseded(sentence, q)] or near
    low, high = clause(sentence, found.start())[0], clause(sentence, max(found.start(), found.end() - 1))[1]
    return [q for q in current if low <= q.start < high] or current


def with_others(
    sentence: Sentence, main: Quantity | None, frame: Frame, others: list[Quantity], *, alone: bool
) -> tuple[Quantity, ...]:
    """The main amount first, then those of its own clause that nobody else has."""
    low, high = clause(sentence, main.start) if main else (0, len(sentence.text))
    rest = [
        q
        for q in sentence.quantities
        if q is not main
        and q not in others
        and low <= q.start < high
        and q.unit not in {"number", "months", "days", "bp"}
        and (not is_money(q.unit) or q.per is not None or q.value >= min(frame.floor, 10_000_000))
        and not is_other_money(sentence, q, frame)
        and not governed(sentence, q, frame.type)
        and not superseded(sentence, q)
        and (
            alone
            or (
                main is not None
                and abs(q.start - main.start)
                < min((abs(q.start - o.start) for o in others if low <= o.start < high), default=10_000)
            )
        )
    ]
    return tuple(([main] if main else []) + rest)


def goes_with(earlier: Draft, later: Draft) -> bool:
    """True when two sentences may speak of one arrangement."""
    if earlier.frame.name == later.frame.name:
        return True
    return (
        earlier.frame.type is later.frame.type
        and earlier.party_class == later.party_class
        and earlier.frame.type is not DealType.GOVERNMENT
    )


_PART_BEFORE = re.compile(r"(?:including|of which)\s+(?:approximately\s+|up to\s+)?$")
_PART_BEHIND = re.compile(
    r"\s+(?:of (?:them|it|this|that|these|those|which|the total)\b|(?:of \w+ )?(?:relate[sd]?|was|were|is|"
    r"are) (?:to|for|with)\b)"
)


def included(sentence: Sentence, draft: Draft, main: Quantity | None) -> Quantity | None:
    """The part that is the named party's.

    "Commitments are $6.5 billion, including $5 billion in Quill", "$3 billion of them relates to systems from Quill".
    """
    if main is None or not draft.parties or not draft.party_class:
        return None
    for quantity in sentence.quantities:
        if main.end < quantity.start and quantity.end < draft.parties[0].start and quantity.unit == main.unit:
            lead = sentence.lower[main.end : quantity.start]
            if _PART_BEFORE.search(lead) or _PART_BEHIND.match(sentence.lower[quantity.end :]):
                return quantity
    return None


_FOR = re.compile(
    r",?\s+(?:which is )?(?:for|worth|valued at|totaling|of|with a (?:total )?(?:contract )?value of)\s+"
    r"(?:(?:a|an|total|of|approximately|about|around|roughly|up|to|over|more|than|nearly|at|least|another)\s+)*"
)


def for_sum(sentence: Sentence, draft: Draft) -> tuple[Quantity, ...]:
    """The sum right behind the one party of a deal told without a sum: "a deal with Wren for about $3 billion"."""
    if len(draft.parties) != 1:
        return ()
    end = draft.parties[0].end
    return tuple(
        q
        for q in sentence.quantities
        if q.start >= end
        and is_kind(q, MONEY)
        and q.value >= draft.frame.floor
        and _FOR.fullmatch(sentence.lower[end : q.start])
    )
