"""What a sentence on a deal is made of: who does it, the action, the frame its binding asks for, what the amount is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.actions import (
    ACTIONS,
    GAVE_SHARES,
    HOLDS,
    LENDS,
    PAID_HOLDERS,
    Action,
)
from pipeline.brief.amounts import main_amounts
from pipeline.brief.names import possessive
from pipeline.inert import clean
from pipeline.languages.language import fill
from pipeline.records import Binding, DealType, PartyKind, Payer

if TYPE_CHECKING:
    from pipeline.languages.language import Language
    from pipeline.records import Amount, Deal

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_CLAUSE = re.compile(r"[,;:]\s")
_FEW = 60
_HOLDERS = re.compile(r"holders?\b|\b(?:owners?|sellers?|founders?|employees)\b", re.IGNORECASE)
_BORROWERS = re.compile(r"\b(?:account|card) ?holders?\b|\b(?:borrowers?|consumers?|merchants?)\b", re.IGNORECASE)
_LENT = re.compile(r"\bunused credit\b|\bcredit available\b|\bcommitments? to lend\b|\bloans? (?:made|given|to)\b")
_GIVEN = re.compile(r"\bshares (?:issued|granted|given)\b")
_CARRIED = re.compile(
    r"\b(?:carrying|fair|recorded|book|market) (?:value|amount)\b|\bvalue of the (?:stake|shares|investment)\b",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"^purchases? (?:in|during|for|made)\b|^(?:purchased|bought)\b", re.IGNORECASE)
_ENDED = re.compile(r"\b(?:months|weeks|quarters?|half|years?) (?:then )?ended\b|\b(?:purchased|bought)\b")
"""What was bought up to a day binds nobody to buy it; what will be bought in the years to come does."""
_AS_NEWS = re.compile(r"\bannounced (?:acquisition|purchase|takeover|merger|sale|divestiture)s?\b", re.IGNORECASE)
_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_CHOICE = re.compile(r"option\b")


class Saying(NamedTuple):
    """A sentence without full stop, and whether the filer is its subject."""

    text: str
    filer_first: bool


class Case(NamedTuple):
    """A deal to be said in a language: the two sides and the amount as they are called there."""

    deal: Deal
    filer: str
    other: str
    amount: str | None
    lang: Language

    @property
    def tail(self) -> str:
        """How binding it is, behind a sentence without a frame."""
        return self.lang.sentences["tail"][self.deal.binding]

    def said(self, key: str, *, filer_first: bool = True, **slots: str) -> Saying:
        """Fill a sentence of its own."""
        known = {"filer": self.filer, "other": self.other, "amount": self.amount or "", "tail": self.tail}
        known |= {"filers": possessive(self.filer)}
        return Saying(fill(self.lang.sentences["say"][key], **(known | slots)), filer_first)


def action_of(deal: Deal) -> Action | None:
    """Choose the action by kind and payer, and by what the other side and the main amount are."""
    name, amounts = deal.counterparty.name, main_amounts(deal)
    what = amounts[0].what if amounts else ""
    if deal.payer is Payer.FILER:
        if deal.type is DealType.ACQUISITION and _HOLDERS.search(name):
            return PAID_HOLDERS
        if deal.type is DealType.DEBT and (_BORROWERS.search(name) or _LENT.search(what)):
            return LENDS
        if deal.type is DealType.EQUITY_INVESTMENT and _GIVEN.search(what):
            return GAVE_SHARES
        if deal.type is DealType.EQUITY_INVESTMENT and deal.binding is Binding.DONE and _CARRIED.search(what):
            return HOLDS
    return ACTIONS.get((deal.type, deal.payer))


def told_binding(deal: Deal) -> Binding:
    """Give how bindingly a sentence may speak where the words quoted say more exactly what has happened."""
    amounts = main_amounts(deal)
    if deal.binding in {Binding.INTENT, Binding.UNCLEAR} and any(_AS_NEWS.search(one.quote) for one in deal.evidence):
        return Binding.UNCLEAR
    if deal.type is DealType.PURCHASE_COMMITMENT and deal.binding is Binding.FIRM and amounts:
        return Binding.DONE if _bought_already(deal, amounts[0]) else Binding.FIRM
    return deal.binding


def frame_of(deal: Deal, action: Action) -> str:
    """Choose the frame: a key of the table ``frame`` of every language."""
    binding, amounts = told_binding(deal), main_amounts(deal)
    if binding is Binding.UNCLEAR and any(_AS_NEWS.search(one.quote) for one in deal.evidence):
        return "announced"
    if binding is Binding.CONDITIONAL and action.subject == "filer" and amounts and _CHOICE.match(amounts[0].what):
        return "at_will"
    return "must" if action.must and binding is Binding.FIRM else binding


def _bought_already(deal: Deal, main: Amount) -> bool:
    return bool(_SO_FAR.search(main.what) and _ENDED.search(deal.evidence[main.evidence].quote))


def framed(case: Case, action: Action, frame: str, *, about: str = "", words: str = "") -> Saying:
    """Put the action into the frame, with the words of the language; ``about`` stands behind it in brackets."""
    told = case.lang.sentences
    subject, them = (case.filer, case.other) if action.subject == "filer" else (case.other, case.filer)
    pattern = told["done" if frame == Binding.DONE else "do"][action.name]
    pattern = _OPTIONAL.sub(r"\1" if case.amount else "", pattern)
    thing = told["thing"].get(action.thing, "")
    act = fill(pattern, them=them, amount=case.amount or "", thing=thing, words=words)
    act += fill(told["say"]["about"], words=about) if about else ""
    return Saying(fill(told["frame"][frame], subject=subject, act=act), action.subject == "filer")


def about_amount(case: Case) -> str:
    """Say what the amount is, where few words do."""
    amounts = main_amounts(case.deal)
    words = _CLAUSE.split(_BRACKETS.sub("", clean(amounts[0].what)))[0] if amounts else ""
    return case.lang.phrase(words) if len(words) <= _FEW else ""


def is_group(deal: Deal) -> bool:
    """Tell whether the other side is many, such as lenders or customers, and no one party."""
    return deal.counterparty.kind is PartyKind.CLASS
