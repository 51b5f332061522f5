"""The kinds of deals that have sentences of their own: debt, rent, backlog, dependence, warrants, fees, rules."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.brief.actions import LENDS, PAYS_SHARE
from pipeline.brief.amounts import amount_in_sentence, is_money, main_amounts, spoken
from pipeline.brief.ranking import OWED, measure, share
from pipeline.brief.saying import Case, Saying, about_amount, action_of, frame_of, framed, is_group
from pipeline.languages.language import ENGLISH, fill
from pipeline.records import Binding, DealType, Payer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.records import Deal

_SHARE_OF = "share of "
_COST = re.compile(r"(charge|cost) (?:from|of) (.+)$")
_INTEREST = re.compile(r"\b(?:coupon|interest)\b", re.IGNORECASE)
_HELD = re.compile(r"\bdebt held by\b")
_THEN = re.compile(r"\b((?:beginning|start) of the (?:fiscal )?year)\b")
_LENDERS = re.compile(r"note|lend|bank|bond|credit|debenture|debt|commercial paper|facility", re.IGNORECASE)
_PAPER = re.compile(r"commercial paper", re.IGNORECASE)
_NOTES = re.compile(r"noteholder|bondholder", re.IGNORECASE)
_LEASE_KIND = re.compile(r", ((?:operating|finance|financing|capital) leases)$")
_STILL_TO_DELIVER = re.compile(r"backlog|performance obligations?|\bRPO\b|order book", re.IGNORECASE)
_TRADED = re.compile(r"\b(?:sold|factored)\b", re.IGNORECASE)


def _in_force(deal: Deal, payer: Payer) -> bool:
    """Tell whether the payer is bound to pay a sum of money."""
    return deal.payer is payer and deal.binding is Binding.FIRM and is_money(main_amounts(deal)[0].unit)


def _backlog(case: Case) -> Saying | None:
    deal = case.deal
    if case.amount is None or not is_group(deal) or not _in_force(deal, Payer.COUNTERPARTY):
        return None
    words = " ".join([*(amount.what for amount in main_amounts(deal)), deal.summary, deal.evidence[0].quote])
    return case.said("backlog") if _STILL_TO_DELIVER.search(words) else None


def _rent(case: Case) -> Saying | None:
    deal = case.deal
    if case.amount is None or not _in_force(deal, Payer.FILER):
        return None
    if not is_group(deal):
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


def _owed(case: Case) -> Saying | None:
    """Say a debt. With a single party it may be a loan the filer gave, so only groups of lenders are owed money."""
    deal, name = case.deal, case.deal.counterparty.name
    if case.amount and _in_force(deal, Payer.COUNTERPARTY) and is_group(deal):
        # Nobody in particular agreed to buy paper or notes; a programme or an issue is what the filer says of itself.
        if _PAPER.search(name):
            return case.said("paper_issued" if "issued" in main_amounts(deal)[0].what else "paper")
        if _NOTES.search(name):
            return case.said("notes")
    lenders = is_group(deal) and action_of(deal) is not LENDS and _LENDERS.search(name)
    if case.amount is None or deal.payer is not Payer.FILER or not lenders or not is_money(main_amounts(deal)[0].unit):
        return None
    key = {Binding.DONE: "repaid", Binding.FIRM: "owes"}.get(deal.binding)
    return case.said(key) if key else None


def _debt(case: Case) -> Saying | None:
    deal, main = case.deal, main_amounts(case.deal)
    if main and deal.payer is Payer.FILER and deal.binding is Binding.FIRM:
        if main[0].unit == "percent" and _INTEREST.search(main[0].what):
            return case.said("interest")
        if is_money(main[0].unit) and _HELD.search(main[0].what):
            return case.said("owes")
    return _owed(case)


def _dependence(case: Case) -> Saying:
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
    return case.said("share_group" if is_group(deal) else "share", filer_first=False, **told)


def _break_up_fee(case: Case) -> Saying | None:
    """Say what is owed when a deal fails: "agreed to pay, if conditions are met" would read as a price of success."""
    deal = case.deal
    if case.amount is None or deal.binding is not Binding.CONDITIONAL:
        return None
    if "termination fee" not in main_amounts(deal)[0].what or deal.payer not in {Payer.FILER, Payer.COUNTERPARTY}:
        return None
    # What a group takes part in runs already: it can end, and no longer fall through.
    fails, pays = "ends" if is_group(deal) else "falls", "filer" if deal.payer is Payer.FILER else "other"
    return case.said(f"fee_{fails}_{pays}", filer_first=deal.payer is Payer.FILER)


def _arrangement(case: Case) -> Saying | None:
    """Say receivables that change hands, which is a sale and no payment for nothing; else what a failed deal costs."""
    deal, main = case.deal, main_amounts(case.deal)
    words = main[0].what if main else ""
    traded = deal.binding in {Binding.FIRM, Binding.DONE} and bool(main) and is_money(main[0].unit)
    if traded and deal.payer is Payer.COUNTERPARTY and words == "receivables sold":
        # A facility that allows sales has sold nothing yet.
        sold = "sold" if _TRADED.search(deal.evidence[main[0].evidence].quote) else "may"
        return case.said(f"receivables_{sold}" if is_group(deal) else f"receivables_{sold}_to")
    if traded and deal.payer is Payer.FILER and words == "receivables purchased":
        return case.said("receivables_bought")
    return _break_up_fee(case)


def _warrant(case: Case) -> Saying | None:
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


def _measure_of_state(case: Case) -> Saying | None:
    """Say a share to be paid to a state, or what its rules cost."""
    deal, main = case.deal, main_amounts(case.deal)
    if not main:
        return None
    words = about_amount(case._replace(lang=ENGLISH))
    if deal.payer is Payer.FILER and main[0].unit == "percent" and words.startswith(_SHARE_OF):
        of = case.lang.phrase(words.removeprefix(_SHARE_OF))
        return framed(case, PAYS_SHARE, frame_of(deal, PAYS_SHARE), words=of)
    cost = _COST.match(words)
    if cost is None or not is_money(main[0].unit):
        return None
    return case.said("cost", kind=case.lang.phrase(cost[1]), words=case.lang.phrase(cost[2]))


OWN_WORDS: Mapping[DealType, Callable[[Case], Saying | None]] = MappingProxyType(
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
