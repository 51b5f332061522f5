"""Gate: nothing is shown as more binding than the words of the document make it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.check.case import Case, Refusal
from pipeline.check.locate import occurrences
from pipeline.check.strength_words import (
    CONDITIONS,
    DUE,
    ENDED,
    FORECAST,
    HAPPENED,
    INTENT,
    OVER,
    PLANS,
    REPLACED,
    SIGNED,
    UNDONE,
    compiled,
)
from pipeline.lexis import legal_core, normalise
from pipeline.records import Binding, DealType, PartyKind, Withholding

if TYPE_CHECKING:
    from pipeline.check.source import Source

_INTENT, _PLANS, _CONDITIONS = compiled(INTENT), compiled(PLANS), compiled(CONDITIONS)
_DUE, _OVER = compiled(DUE), compiled(OVER)
# "Under the agreement we agreed to sell our mills to Borel. The transaction closed on April 1."
_CLOSED = re.compile(
    r"^\s*(?:the|this|our) (?:transaction|acquisition|sale|merger|divestiture|disposition|business combination) "
    r"(?:was (?:completed|closed|consummated)|closed|was successfully (?:completed|closed)) (?:on|in|effective)\b"
)
# "If the agreement is terminated, we would be required to pay": nothing ended.
_SUPPOSED = re.compile(r"\b(?:if|unless|in the event|in case) [^.;,]{0,80}")
_CLOSES = frozenset({DealType.ACQUISITION, DealType.DIVESTITURE})
_BOUND = frozenset({Binding.FIRM, Binding.DONE})
_ANCHORS = (
    "letter of intent",
    "letters of intent",
    "memorandum of understanding",
    "nonbinding",
    "no assurance",
    "definitive agreement",
)
"""Where a plan with the same party and amount may be admitted anywhere in the document, in a risk factor, say."""


def open_for_strength(source: Source, case: Case) -> Case | Refusal:
    """Let words of intent forbid ``firm`` and ``done``, open conditions ``done``; a phrase given must stand there.

    The sentence that only introduces the party speaks of another deal, if of any: it is not asked.
    """
    claimed = case.candidate.binding
    quoted = [case.evidence[index] for index in dict.fromkeys(case.located) if index is not None]
    spans = [span for evidence in quoted for span in source.sentences(evidence.start, evidence.end)]
    said = [source.folded_slice(start, end).text.lower() for start, end in spans]
    if claimed is Binding.ENDED and not any(ENDED.search(_SUPPOSED.sub(" ", sentence)) for sentence in said):
        return Refusal(Withholding.BINDING_NOT_IN_QUOTE, "the quotes do not say that anything ended")
    if claimed is Binding.DONE and _closed(case, said):
        said = [sentence for sentence in said if not _open(sentence)]
    if claimed is Binding.FIRM and case.candidate.type in _CLOSES and (open_ := _awaited(said)):
        return Refusal(Withholding.INTENT_AS_FIRM, f'the document says "{open_}", the claim "{claimed}"')
    if claimed in _BOUND:
        refusal = next(filter(None, (_too_strong(sentence, claimed) for sentence in said)), None)
        if refusal is not None:
            return refusal
        admitted = _admitted_elsewhere(source, case)
        if admitted is not None:
            return Refusal(
                Withholding.INTENT_AS_FIRM, f'elsewhere the document says of the same party and amount: "{admitted}"'
            )
    return _phrase_stands(source, case)


def _phrase_stands(source: Source, case: Case) -> Case | Refusal:
    phrase = case.candidate.binding_phrase
    if phrase is None or not phrase.strip():
        return case
    wanted = normalise(phrase, fold_case=True).text.strip()
    for evidence in case.evidence:
        if next(iter(occurrences(source.words(evidence).lower(), wanted)), None) is not None:
            return case
    return Refusal(Withholding.BINDING_NOT_IN_QUOTE, f'"{phrase}" does not stand in the quotes')


def is_forecast(source: Source, start: int, end: int) -> bool:
    """Tell whether the sentences that a span touches speak of what is expected."""
    return FORECAST.search(source.statement(start, end).lower()) is not None


def _too_strong(sentence: str, claimed: Binding) -> Refusal | None:
    """Why a sentence, folded and in small letters, does not bear ``firm`` or ``done``."""
    signed = SIGNED.search(sentence) is not None
    intent = _INTENT.search(sentence)
    if intent and not (signed and REPLACED.search(sentence)):
        return Refusal(Withholding.INTENT_AS_FIRM, f'the document says "{intent.group()}", the claim "{claimed}"')
    plan = _PLANS.search(sentence)
    if plan and not signed and not _happened(sentence):
        return Refusal(Withholding.INTENT_AS_FIRM, f'the document says "{plan.group()}", the claim "{claimed}"')
    over = _OVER.search(sentence)
    if over and claimed is Binding.FIRM and not signed:
        return Refusal(Withholding.BINDING_NOT_IN_QUOTE, f'the document says "{over.group()}", the claim "{claimed}"')
    still_open = _CONDITIONS.search(sentence) or _DUE.search(sentence)
    if still_open and claimed is Binding.DONE and not _happened(sentence):
        return Refusal(Withholding.INTENT_AS_FIRM, f'the document says "{still_open.group()}", the claim "{claimed}"')
    return None


def _awaited(said: list[str]) -> str:
    """Give the words by which a purchase or sale still waits for its closing; none where a sentence says it closed."""
    waits = next((found.group() for sentence in said if (found := _CONDITIONS.search(sentence))), "")
    return "" if any(_happened(sentence) for sentence in said) else waits


def _open(sentence: str) -> bool:
    """Tell whether a sentence names a condition or a duty and no plan: what is still to be done may be done since."""
    due = _CONDITIONS.search(sentence) or _DUE.search(sentence)
    return due is not None and _INTENT.search(sentence) is None


def _closed(case: Case, said: list[str]) -> bool:
    """Tell whether a quoted sentence says, of the party or of "the transaction", that the deal happened."""
    party = case.candidate.party
    core = legal_core(party.name)
    if any(_CLOSED.search(sentence) and not _CONDITIONS.search(sentence) for sentence in said):
        return True
    return party.kind is PartyKind.NAMED and any(
        core in sentence and _happened(sentence) and not _CONDITIONS.search(sentence) and not _DUE.search(sentence)
        for sentence in said
    )


def _happened(sentence: str) -> bool:
    return HAPPENED.search(UNDONE.sub(" ", sentence)) is not None


def _admitted_elsewhere(source: Source, case: Case) -> str | None:
    """Give a sentence anywhere in the document that calls the same amount with the same party a plan."""
    party = case.candidate.party
    if party.kind is not PartyKind.NAMED or not case.amounts:
        return None
    core = legal_core(party.name)
    values = {(amount.value, amount.unit) for amount in case.amounts}
    for sentence, low, amounts in source.plans(_ANCHORS):
        if core in low and not values.isdisjoint(amounts) and _too_strong(low, Binding.FIRM):
            return sentence
    return None
