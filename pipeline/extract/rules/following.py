"""What a paragraph says next about the deal it has just told: more amounts, its closing, its end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.rules import drafts
from pipeline.extract.rules.drafts import Draft, is_kind, is_money
from pipeline.extract.rules.frames import MONEY, SHARES
from pipeline.extract.rules.frames_debt import COVENANT
from pipeline.extract.rules.governing import governed, superseded
from pipeline.extract.rules.picking import is_other_money
from pipeline.extract.rules.text import Sentence, pattern
from pipeline.records import Binding, DealType

if TYPE_CHECKING:
    from pipeline.lexis import Quantity

_T = DealType
_MOST_QUOTES = 5
_NEGATED = pattern(
    r"(?:did not|have not|has not|do not|does not|no longer|were no|was no|had no|not material|no material|"
    r"immaterial|none of) "
)
# What a sentence that goes on about a deal calls it: "The Transaction closed ...", "these leases ...".
_GOES_ON: tuple[tuple[re.Pattern[str], frozenset[DealType]], ...] = (
    (
        pattern(r"(?:transaction|consideration|purchase price|merger|acquisition|closing)"),
        frozenset({_T.ACQUISITION, _T.DIVESTITURE}),
    ),
    (pattern(r"(?:facilit|credit agreement|loan|notes|borrow|draw|financing|interest|matur)"), frozenset({_T.DEBT})),
    (pattern(r"(?:maximum|exposure|guarantee|escrow|backed)"), frozenset({_T.GUARANTEE})),
    (pattern(r"(?:leases?\b|rent |lease payments)"), frozenset({_T.LEASE})),
    (pattern(r"(?:warrant|vest|exercise price)"), frozenset({_T.WARRANT_OPTION})),
    (
        pattern(r"(?:commitments?|obligations?|agreements?|termination)"),
        frozenset({_T.PURCHASE_COMMITMENT, _T.CLOUD_COMPUTE, _T.SALES_CONTRACT, _T.LICENSE}),
    ),
    (
        pattern(r"(?:investment|stake|ownership|terminate these agreements|we will (?:contribute|fund) \d)"),
        frozenset({_T.EQUITY_INVESTMENT, _T.JOINT_VENTURE}),
    ),
    (pattern(r"(?:agreement|committed|right to terminate)"), frozenset({_T.CLOUD_COMPUTE, _T.SALES_CONTRACT})),
    (pattern(r"(?:new requirements|charges?)"), frozenset({_T.GOVERNMENT})),
    (pattern(r"(?:voting|support) agreement|(?:termination|break-?up) fee"), frozenset({_T.OTHER})),
    (
        pattern(r"(?:settle|payment|fine|court|appeal|judgment|trial|jury|seeks? (?:recovery|damages))"),
        frozenset({_T.SETTLEMENT}),
    ),
)
# A sentence that opens with another subject, or with a heading the page's layout has run into it.
_NEW_MATTER = pattern(
    r"^(?:as previously (?:disclosed|reported)|(?:the |our )?(?:prior|previous|former|predecessor) |(?:our |total |"
    r"net |the )*(?:unrecognized tax|effective tax|revenues?|net sales|ebitda|liquidity|"
    r"interest (?:incurred|expense|paid|payments)|company interest|cash flows?|net cash|operating income|net income|"
    r"cash and cash equivalents|capital expenditures)\b|"
    # "As of June 30, the principal amount of our outstanding notes was $9.5 billion": of all notes, not of those before
    r"(?:as of [^$;]{5,40}, )?the (?:aggregate |total )?principal amount of (?:all )?(?:our|the company's) "
    r"(?:outstanding |total )*(?:notes|debt|borrowings)\b)"
)
_NEW_HEADING = re.compile(
    r"(?:[A-Z][\w'&\-]*\s|of\s|and\s|for\s){2,8}(?:As|In|On|The|We|During|At|Pursuant|Under)\s(?:[a-z]|"
    r"[A-Z][a-z]+ (?:\d|[a-z]))"
)
_STEP = re.compile(
    r"\b(?:closed|completed|terminat|vest|subject to|expected to close|fix the exercise|annul|overturn|vacated|"
    r"appeal|post-trial|new trial)"
)


def follow(sentence: Sentence, draft: Draft) -> bool:
    """Let a draft take what a later sentence adds; False when the sentence is about something else."""
    lower = sentence.lower
    if _NEW_MATTER.search(lower) or _NEW_HEADING.match(sentence.text):
        return False
    if not draft.frame.needs or len(draft.quotes) >= _MOST_QUOTES or _NEGATED.search(lower):
        return False
    if draft.frame.type is DealType.DEBT and COVENANT.search(lower):
        return False
    if not any(draft.frame.type in types and words.search(lower) for words, types in _GOES_ON):
        return False
    amounts = tuple(
        q
        for q in sentence.quantities
        if _may_add(q, draft)
        and not is_other_money(sentence, q, draft.frame)
        and not governed(sentence, q, draft.frame.type)
        and not superseded(sentence, q)
    )
    step = _STEP.search(lower)
    if not amounts and step is None:
        return False
    around = (amounts[0].start, amounts[-1].end) if amounts else step.span() if step else (0, 0)
    draft.add(sentence, amounts, around)
    draft.learn(sentence, (0, len(sentence.text)))
    drafts.capped(draft)
    if draft.frame.instrument and not draft.instrument:
        draft.instrument = drafts.instrument(sentence, around)
    return True


def ends(sentence: Sentence, draft: Draft) -> bool:
    """True where a sentence tells that the loan of the draft, by its name, was terminated; the draft takes it."""
    if not draft.instrument or draft.frame.type is not DealType.DEBT or draft.frame.binding is not Binding.FIRM:
        return False
    named = re.escape(draft.instrument.lower()).replace(r"\ ", r"\s+")
    found = re.search(rf"\bthe {named} (?:was|were|has been|have been) (?:terminated|cancell?ed)\b", sentence.lower)
    if found is None:
        return False
    draft.add(sentence, (), found.span())
    draft.learn(sentence, found.span())
    return True


def _may_add(quantity: Quantity, draft: Draft) -> bool:
    kinds = draft.frame.needs or (MONEY, SHARES)
    if is_money(quantity.unit):
        return quantity.per is not None or quantity.value >= draft.frame.floor
    return quantity.unit in {"years", "MW"} or any(is_kind(quantity, kind) for kind in kinds)
