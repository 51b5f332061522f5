"""One deal in one plain sentence, in the active voice, with the hedge its binding asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.brief.actions import (
    ANY,
    GAVE_NUMBER,
    GAVE_SHARES,
    NOT_MADE,
    TAKEN_OVER,
)
from pipeline.brief.amounts import amount_in_sentence, is_money, main_amounts
from pipeline.brief.names import party_in_sentence, sentence_case, short_name
from pipeline.brief.own_words import OWN_WORDS
from pipeline.brief.ranking import is_takeover_of_filer
from pipeline.brief.reviewed import read_as
from pipeline.brief.saying import Case, Saying, about_amount, action_of, frame_of, framed
from pipeline.inert import clean
from pipeline.languages.language import ENGLISH, fill, language_of
from pipeline.records import Binding, DealType, PartyKind, Payer

if TYPE_CHECKING:
    from pipeline.languages.language import Language
    from pipeline.records import Deal, FactFile

_ASIDE = re.compile(r"\boffsets?\b|\bemployees\b|\bamounts? payable\b|\bdeposits?\b", re.IGNORECASE)
"""What no deal costs: the sum is told behind the deal, with what it is."""
_CUSTOM = frozenset(
    {
        (DealType.SALES_CONTRACT, Payer.COUNTERPARTY),
        (DealType.CLOUD_COMPUTE, Payer.COUNTERPARTY),
        (DealType.CLOUD_COMPUTE, Payer.FILER),
        (DealType.PURCHASE_COMMITMENT, Payer.FILER),
    }
)
_MADE = re.compile(r"\b(?:systems?|chips?|servers?|racks?|accelerators?|processors?)\b", re.IGNORECASE)
"""Power that says how large what is made and sold is, and not what a place can draw."""


def say(deal: Deal, filer: str, *, amount_if_none: bool = False, lang: Language = ENGLISH) -> Saying:
    """Say one deal. ``filer`` is the short name; ``amount_if_none`` adds that no amount is disclosed.

    What is said, and how bindingly, is decided from the deal alone; the language only has the words for it.
    """
    other = party_in_sentence(deal.counterparty, lang=lang)
    case = Case(deal, filer, other, amount_in_sentence(deal, lang), lang)
    saying = _special(case) or _acted(case) or _noun(case)
    text = with_no_amount(saying.text, lang) if amount_if_none and not _is_custom(deal) else saying.text
    return Saying(read_as(deal, sentence_case(text), lang), saying.filer_first)


def with_no_amount(text: str, lang: Language = ENGLISH) -> str:
    """Say that no amount is disclosed where no figure is told, before what is said of how binding it is."""
    if any(char.isdigit() for char in text) or lang.numbers["style"]["not_disclosed"] in text:
        return text
    tails = (*lang.sentences["tail"].values(), *lang.sentences["ending"].values())
    end = max((len(tail) for tail in tails if text.endswith(tail)), default=0)
    return f"{text[: len(text) - end]}{lang.sentences['say']['no_amount']}{text[len(text) - end :]}"


def _acted(case: Case) -> Saying | None:
    deal, about = case.deal, ""
    action = action_of(deal)
    if action is None and deal.amounts and deal.type in {DealType.OTHER, DealType.GOVERNMENT, DealType.JOINT_VENTURE}:
        action = ANY.get(deal.payer)
        about = about_amount(case)
    if action is None:
        return None
    amounts, amount = main_amounts(deal), case.amount
    if amounts and action is GAVE_SHARES and amounts[0].unit == "shares":
        action = GAVE_NUMBER
    elif amounts and deal.type is DealType.ACQUISITION and not is_money(amounts[0].unit):
        # Megawatts or a share of it are no price, but who is taken over is known.
        shares = amounts[0].unit == "shares" and amounts[0].what
        about, amount = (
            case.lang.clauses([amount or "", *([case.lang.phrase(amounts[0].what)] if shares else [])]),
            None,
        )
    elif amounts and not _fits(deal.type, amounts[0].unit):
        return None
    if amounts and amounts[0].unit == "MW" and action.thing in NOT_MADE:
        action = action._replace(thing="systems" if _MADE.search(amounts[0].what) else "capacity")
    if amount and not about and is_beside(deal):
        about, amount = case.lang.clauses([part for part in (amount, about_amount(case)) if part]), None
    return framed(case._replace(amount=amount), action, frame_of(deal, action), about=about)


def is_beside(deal: Deal) -> bool:
    """Tell whether the main amount is told beside the deal, with what it is, for it is not what the deal costs."""
    amounts = main_amounts(deal)
    return bool(amounts) and deal.type is not DealType.EQUITY_INVESTMENT and bool(_ASIDE.search(amounts[0].what))


def _fits(kind: DealType, unit: str) -> bool:
    """Tell whether "invest {amount} in" reads true: a share of a company is not a sum that is invested."""
    return is_money(unit) or (
        unit == "MW"
        and kind in {DealType.CLOUD_COMPUTE, DealType.LEASE, DealType.SALES_CONTRACT, DealType.PURCHASE_COMMITMENT}
    )


def _noun(case: Case) -> Saying:
    """Say a deal whose payer is unknown or shared, or whose amount is no sum of money: party, kind, figure."""
    deal, told = case.deal, case.lang.sentences
    what = about_amount(case)
    if case.amount and deal.type is DealType.GOVERNMENT:
        return case.said("measure", words=what or told["say"]["a_measure"])
    nouns = told["noun"]
    noun = nouns.get(f"{deal.type}_{deal.payer}") or nouns.get(deal.type) or nouns["other"]
    parts = [part for part in (case.amount, "" if what in noun else what) if part]
    detail = fill(told["say"]["about"], words=case.lang.clauses(parts)) if case.amount else ""
    return case.said("reports", noun=fill(noun, other=case.other), detail=detail)


def _special(case: Case) -> Saying | None:
    deal = case.deal
    if is_takeover_of_filer(deal):
        return framed(case, TAKEN_OVER, deal.binding)
    if _is_custom(deal):
        sides = (case.filer, case.other) if deal.payer is Payer.FILER else (case.other, case.filer)
        return case.said("customer", filer_first=deal.payer is Payer.FILER, buyer=sides[0], seller=sides[1])
    own_words = OWN_WORDS.get(deal.type)
    return None if own_words is None else own_words(case)


def _is_custom(deal: Deal) -> bool:
    """Tell whether all that is known is who by name buys from whom: no sum, and no words of anything agreed."""
    return (
        (deal.type, deal.payer) in _CUSTOM
        and deal.binding in {Binding.FIRM, Binding.UNCLEAR}
        and not deal.amounts
        and deal.binding_phrase is None
        and deal.counterparty.kind is PartyKind.NAMED
    )


def short_said(text: str, lang: Language = ENGLISH) -> str:
    """End a sentence."""
    text, stop = clean(text), lang.words["page"]["full_stop"]
    return text if text.endswith((stop, ".", "!", "?", "…")) else f"{text}{stop}"


def deal_sentence(facts: FactFile, deal: Deal) -> str:
    """Say one deal of a fact file as its page would."""
    saying = say(deal, short_name(facts.document.company), amount_if_none=True, lang=language_of(facts))
    return short_said(saying.text)
