"""One deal in one plain sentence, in the active voice, with the hedge its binding asks for."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.actions import (
    ACTIONS,
    ANY,
    GAVE_NUMBER,
    GAVE_SHARES,
    HOLDS,
    LENDS,
    NOT_MADE,
    PAID_HOLDERS,
    PAYS_SHARE,
    TAKEN_OVER,
    Action,
)
from pipeline.brief.amounts import amount_in_sentence, is_money, main_amounts, spoken
from pipeline.brief.names import party_in_sentence, possessive, sentence_case, short_name
from pipeline.brief.ranking import OWED, is_takeover_of_filer, measure, share
from pipeline.brief.reviewed import read_as
from pipeline.inert import clean
from pipeline.languages.language import ENGLISH, fill, language_of
from pipeline.records import Binding, DealType, PartyKind, Payer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.languages.language import Language
    from pipeline.records import Amount, Deal, FactFile

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_CLAUSE = re.compile(r"[,;:]\s")
_FEW = 60
_HOLDERS = re.compile(r"holders?\b|\b(?:owners?|sellers?|founders?|employees)\b", re.IGNORECASE)
_BORROWERS = re.compile(r"\b(?:account|card) ?holders?\b|\b(?:borrowers?|consumers?|merchants?)\b", re.IGNORECASE)
_LENT = re.compile(r"\bunused credit\b|\bcredit available\b|\bcommitments? to lend\b|\bloans? (?:made|given|to)\b")
_GIVEN = re.compile(r"\bshares (?:issued|granted|given)\b")
_SHARE_OF = "share of "
_COST = re.compile(r"(charge|cost) (?:from|of) (.+)$")
_INTEREST = re.compile(r"\b(?:coupon|interest)\b", re.IGNORECASE)
_HELD = re.compile(r"\bdebt held by\b")
_CARRIED = re.compile(
    r"\b(?:carrying|fair|recorded|book|market) (?:value|amount)\b|\bvalue of the (?:stake|shares|investment)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\boffsets?\b|\bemployees\b|\bamounts? payable\b|\bdeposits?\b", re.IGNORECASE)
"""What no deal costs: the sum is told behind the deal, with what it is."""
_SO_FAR = re.compile(r"^purchases? (?:in|during|for|made)\b|^(?:purchased|bought)\b", re.IGNORECASE)
_ENDED = re.compile(r"\b(?:months|weeks|quarters?|half|years?) (?:then )?ended\b|\b(?:purchased|bought)\b")
"""What was bought up to a day binds nobody to buy it; what will be bought in the years to come does."""
_THEN = re.compile(r"\b((?:beginning|start) of the (?:fiscal )?year)\b")
_AS_NEWS = re.compile(r"\bannounced (?:acquisition|purchase|takeover|merger|sale|divestiture)s?\b", re.IGNORECASE)
_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_LENDERS = re.compile(r"note|lend|bank|bond|credit|debenture|debt|commercial paper|facility", re.IGNORECASE)
_PAPER = re.compile(r"commercial paper", re.IGNORECASE)
_NOTES = re.compile(r"noteholder|bondholder", re.IGNORECASE)
_LEASE_KIND = re.compile(r", ((?:operating|finance|financing|capital) leases)$")
_STILL_TO_DELIVER = re.compile(r"backlog|performance obligations?|\bRPO\b|order book", re.IGNORECASE)
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
_CHOICE = re.compile(r"option\b")
_TRADED = re.compile(r"\b(?:sold|factored)\b", re.IGNORECASE)


class Saying(NamedTuple):
    """A sentence without full stop, and whether the filer is its subject."""

    text: str
    filer_first: bool


class _Case(NamedTuple):
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


def say(deal: Deal, filer: str, *, amount_if_none: bool = False, lang: Language = ENGLISH) -> Saying:
    """Say one deal. ``filer`` is the short name; ``amount_if_none`` adds that no amount is disclosed.

    What is said, and how bindingly, is decided from the deal alone; the language only has the words for it.
    """
    other = party_in_sentence(deal.counterparty, lang=lang)
    case = _Case(deal, filer, other, amount_in_sentence(deal, lang), lang)
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


def _acted(case: _Case) -> Saying | None:
    deal, about = case.deal, ""
    action = _action(deal)
    if action is None and deal.amounts and deal.type in {DealType.OTHER, DealType.GOVERNMENT, DealType.JOINT_VENTURE}:
        action = ANY.get(deal.payer)
        about = _about(case)
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
        about, amount = case.lang.clauses([part for part in (amount, _about(case)) if part]), None
    return _framed(case._replace(amount=amount), action, _frame(deal, action), about=about)


def _action(deal: Deal) -> Action | None:
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


def is_beside(deal: Deal) -> bool:
    """Tell whether the main amount is told beside the deal, with what it is, for it is not what the deal costs."""
    amounts = main_amounts(deal)
    return bool(amounts) and deal.type is not DealType.EQUITY_INVESTMENT and bool(_ASIDE.search(amounts[0].what))


def told_binding(deal: Deal) -> Binding:
    """Give how bindingly a sentence may speak where the words quoted say more exactly what has happened."""
    amounts = main_amounts(deal)
    if deal.binding in {Binding.INTENT, Binding.UNCLEAR} and any(_AS_NEWS.search(one.quote) for one in deal.evidence):
        return Binding.UNCLEAR
    if deal.type is DealType.PURCHASE_COMMITMENT and deal.binding is Binding.FIRM and amounts:
        return Binding.DONE if _bought_already(deal, amounts[0]) else Binding.FIRM
    return deal.binding


def _frame(deal: Deal, action: Action) -> str:
    """Choose the frame: a key of the table ``frame`` of every language."""
    binding, amounts = told_binding(deal), main_amounts(deal)
    if binding is Binding.UNCLEAR and any(_AS_NEWS.search(one.quote) for one in deal.evidence):
        return "announced"
    if binding is Binding.CONDITIONAL and action.subject == "filer" and amounts and _CHOICE.match(amounts[0].what):
        return "at_will"
    return "must" if action.must and binding is Binding.FIRM else binding


def _bought_already(deal: Deal, main: Amount) -> bool:
    return bool(_SO_FAR.search(main.what) and _ENDED.search(deal.evidence[main.evidence].quote))


def _framed(case: _Case, action: Action, frame: str, *, about: str = "", words: str = "") -> Saying:
    told = case.lang.sentences
    subject, them = (case.filer, case.other) if action.subject == "filer" else (case.other, case.filer)
    pattern = told["done" if frame == Binding.DONE else "do"][action.name]
    pattern = _OPTIONAL.sub(r"\1" if case.amount else "", pattern)
    thing = told["thing"].get(action.thing, "")
    act = fill(pattern, them=them, amount=case.amount or "", thing=thing, words=words)
    act += fill(told["say"]["about"], words=about) if about else ""
    return Saying(fill(told["frame"][frame], subject=subject, act=act), action.subject == "filer")


def _fits(kind: DealType, unit: str) -> bool:
    """Tell whether "invest {amount} in" reads true: a share of a company is not a sum that is invested."""
    return is_money(unit) or (
        unit == "MW"
        and kind in {DealType.CLOUD_COMPUTE, DealType.LEASE, DealType.SALES_CONTRACT, DealType.PURCHASE_COMMITMENT}
    )


def _noun(case: _Case) -> Saying:
    """Say a deal whose payer is unknown or shared, or whose amount is no sum of money: party, kind, figure."""
    deal, told = case.deal, case.lang.sentences
    what = _about(case)
    if case.amount and deal.type is DealType.GOVERNMENT:
        return case.said("measure", words=what or told["say"]["a_measure"])
    nouns = told["noun"]
    noun = nouns.get(f"{deal.type}_{deal.payer}") or nouns.get(deal.type) or nouns["other"]
    parts = [part for part in (case.amount, "" if what in noun else what) if part]
    detail = fill(told["say"]["about"], words=case.lang.clauses(parts)) if case.amount else ""
    return case.said("reports", noun=fill(noun, other=case.other), detail=detail)


def _about(case: _Case) -> str:
    """Say what the amount is, where few words do."""
    amounts = main_amounts(case.deal)
    words = _CLAUSE.split(_BRACKETS.sub("", clean(amounts[0].what)))[0] if amounts else ""
    return case.lang.phrase(words) if len(words) <= _FEW else ""


def _special(case: _Case) -> Saying | None:
    deal = case.deal
    if is_takeover_of_filer(deal):
        return _framed(case, TAKEN_OVER, deal.binding)
    if _is_custom(deal):
        sides = (case.filer, case.other) if deal.payer is Payer.FILER else (case.other, case.filer)
        return case.said("customer", filer_first=deal.payer is Payer.FILER, buyer=sides[0], seller=sides[1])
    own_words = _OWN_WORDS.get(deal.type)
    return None if own_words is None else own_words(case)


def _is_custom(deal: Deal) -> bool:
    """Tell whether all that is known is who buys from whom: no sum, and no words of anything agreed."""
    return (
        (deal.type, deal.payer) in _CUSTOM
        and deal.binding in {Binding.FIRM, Binding.UNCLEAR}
        and not deal.amounts
        and deal.binding_phrase is None
        and not _is_group(deal)
    )


def _in_force(deal: Deal, payer: Payer) -> bool:
    """Tell whether the payer is bound to pay a sum of money."""
    return deal.payer is payer and deal.binding is Binding.FIRM and is_money(main_amounts(deal)[0].unit)


def _is_group(deal: Deal) -> bool:
    return deal.counterparty.kind is PartyKind.CLASS


def _backlog(case: _Case) -> Saying | None:
    deal = case.deal
    if case.amount is None or not _is_group(deal) or not _in_force(deal, Payer.COUNTERPARTY):
        return None
    words = " ".join([*(amount.what for amount in main_amounts(deal)), deal.summary, deal.evidence[0].quote])
    return case.said("backlog") if _STILL_TO_DELIVER.search(words) else None


def _rent(case: _Case) -> Saying | None:
    deal = case.deal
    if case.amount is None or not _in_force(deal, Payer.FILER):
        return None
    if not _is_group(deal):
        return case.said("rent")
    # One kind of lease is not the whole: each is told with its own sum.
    legs = [(leg, kind[1]) for leg in deal.amounts if (kind := _LEASE_KIND.search(leg.what)) and is_money(leg.unit)]
    if legs and legs[0][0] == main_amounts(deal)[0]:
        others = "".join(
            case.said("leases_other", amount=spoken(leg, deal.evidence, case.lang), kind=case.lang.phrase(kind)).text
            for leg, kind in legs[1:2]
        )
        return case.said("leases_kind", kind=case.lang.phrase(legs[0][1]), others=others)
    return case.said("leases_not_begun" if "not commenced" in main_amounts(deal)[0].what else "leases")


def _owed(case: _Case) -> Saying | None:
    """Say a debt. With a single party it may be a loan the filer gave, so only groups of lenders are owed money."""
    deal, name = case.deal, case.deal.counterparty.name
    if case.amount and _in_force(deal, Payer.COUNTERPARTY) and _is_group(deal):
        # Nobody in particular agreed to buy paper or notes; a programme or an issue is what the filer says of itself.
        if _PAPER.search(name):
            return case.said("paper")
        if _NOTES.search(name):
            return case.said("notes")
    lenders = _is_group(deal) and _action(deal) is not LENDS and _LENDERS.search(name)
    if case.amount is None or deal.payer is not Payer.FILER or not lenders or not is_money(main_amounts(deal)[0].unit):
        return None
    key = {Binding.DONE: "repaid", Binding.FIRM: "owes"}.get(deal.binding)
    return case.said(key) if key else None


def _debt(case: _Case) -> Saying | None:
    deal, main = case.deal, main_amounts(case.deal)
    if main and deal.payer is Payer.FILER and deal.binding is Binding.FIRM:
        if main[0].unit == "percent" and _INTEREST.search(main[0].what):
            return case.said("interest")
        if is_money(main[0].unit) and _HELD.search(main[0].what):
            return case.said("owes")
    return _owed(case)


def _dependence(case: _Case) -> Saying:
    deal, lang = case.deal, case.lang
    if not share(deal):
        return case.said("depends")
    of = measure(deal)[1]
    if of == OWED:
        return case.said("owed_share", filer_first=False)
    # "makes up up to 35%" is read twice.
    told = {"amount": amount_in_sentence(deal, lang, hedge="share_hedge") or "", "measure": lang.words["measure"][of]}
    if then := _THEN.search(main_amounts(deal)[0].what):
        return case.said("share_then", filer_first=False, when=lang.phrase(then[1]), **told)
    return case.said("share_group" if _is_group(deal) else "share", filer_first=False, **told)


def _break_up_fee(case: _Case) -> Saying | None:
    """Say what is owed when a deal fails: "agreed to pay, if conditions are met" would read as a price of success."""
    deal = case.deal
    if case.amount is None or deal.binding is not Binding.CONDITIONAL:
        return None
    if "termination fee" not in main_amounts(deal)[0].what or deal.payer not in {Payer.FILER, Payer.COUNTERPARTY}:
        return None
    # What a group takes part in runs already: it can end, and no longer fall through.
    fails, pays = "ends" if _is_group(deal) else "falls", "filer" if deal.payer is Payer.FILER else "other"
    return case.said(f"fee_{fails}_{pays}", filer_first=deal.payer is Payer.FILER)


def _arrangement(case: _Case) -> Saying | None:
    """Say receivables that change hands, which is a sale and no payment for nothing; else what a failed deal costs."""
    deal, main = case.deal, main_amounts(case.deal)
    words = main[0].what if main else ""
    traded = deal.binding in {Binding.FIRM, Binding.DONE} and bool(main) and is_money(main[0].unit)
    if traded and deal.payer is Payer.COUNTERPARTY and words == "receivables sold":
        # A facility that allows sales has sold nothing yet.
        sold = "sold" if _TRADED.search(deal.evidence[main[0].evidence].quote) else "may"
        return case.said(f"receivables_{sold}" if _is_group(deal) else f"receivables_{sold}_to")
    if traded and deal.payer is Payer.FILER and words == "receivables purchased":
        return case.said("receivables_bought")
    return _break_up_fee(case)


def _warrant(case: _Case) -> Saying | None:
    deal, main = case.deal, main_amounts(case.deal)
    if main and deal.payer is Payer.FILER and is_money(main[0].unit):
        if "under the put" in main[0].what:
            return case.said("put")
        if "under the option" in main[0].what:
            return case.said("option")
    sides = {Payer.COUNTERPARTY: (case.other, case.filer), Payer.FILER: (case.filer, case.other)}.get(deal.payer)
    if sides is None or not main or main[0].unit != "shares":
        return None
    holder, company = sides
    prices = [spoken(price, deal.evidence, case.lang) for price in main[1:]]
    price = "".join(fill(case.lang.sentences["say"]["warrant_price"], price=one) for one in prices)
    key = {Binding.DONE: "warrant_done", Binding.INTENT: "warrant_intent"}.get(deal.binding, "warrant")
    shares = spoken(main[0], deal.evidence, case.lang)
    filer_first = deal.payer is Payer.FILER
    return case.said(key, filer_first=filer_first, holder=holder, company=company, amount=shares, price=price)


def _measure_of_state(case: _Case) -> Saying | None:
    """Say a share to be paid to a state, or what its rules cost."""
    deal, main = case.deal, main_amounts(case.deal)
    if not main:
        return None
    words = _about(case._replace(lang=ENGLISH))
    if deal.payer is Payer.FILER and main[0].unit == "percent" and words.startswith(_SHARE_OF):
        of = case.lang.phrase(words.removeprefix(_SHARE_OF))
        return _framed(case, PAYS_SHARE, _frame(deal, PAYS_SHARE), words=of)
    cost = _COST.match(words)
    if cost is None or not is_money(main[0].unit):
        return None
    return case.said("cost", kind=case.lang.phrase(cost[1]), words=case.lang.phrase(cost[2]))


_OWN_WORDS: Mapping[DealType, Callable[[_Case], Saying | None]] = MappingProxyType(
    {
        DealType.CONCENTRATION: _dependence,
        DealType.WARRANT_OPTION: _warrant,
        DealType.DEBT: _debt,
        DealType.GOVERNMENT: _measure_of_state,
        DealType.SALES_CONTRACT: _backlog,
        DealType.LEASE: _rent,
        DealType.OTHER: _arrangement,
    }
)


def short_said(text: str, lang: Language = ENGLISH) -> str:
    """End a sentence."""
    text, stop = clean(text), lang.words["page"]["full_stop"]
    return text if text.endswith((stop, ".", "!", "?", "…")) else f"{text}{stop}"


def deal_sentence(facts: FactFile, deal: Deal) -> str:
    """Say one deal of a fact file as its page would."""
    saying = say(deal, short_name(facts.document.company), amount_if_none=True, lang=language_of(facts))
    return short_said(saying.text)
