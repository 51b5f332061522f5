"""One deal in one plain sentence, in the active voice, with the hedge its binding asks for."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.actions import (
    ACTIONS,
    ANNOUNCED,
    ANY,
    AT_WILL,
    FILER,
    FRAMES,
    GAVE_NUMBER,
    GAVE_SHARES,
    HOLDS,
    LENDS,
    MUST,
    NOUNS,
    PAID_HOLDERS,
    TAILS,
    TAKEN_OVER,
    Action,
)
from pipeline.brief.amounts import NOT_DISCLOSED, amount_words, is_money, main_amounts, spoken
from pipeline.brief.names import party_in_sentence, possessive, sentence_case
from pipeline.brief.ranking import OWED, is_takeover_of_filer, measure, share
from pipeline.inert import clean
from pipeline.records import Binding, DealType, PartyKind, Payer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.records import Amount, Deal

_MADE = re.compile("goods or services|space or equipment")
"""What nobody buys or rents by the megawatt."""
_MADE_BY = {DealType.GOVERNMENT}
_LINKS = {(DealType.GOVERNMENT, payer): "by" for payer in Payer} | {
    (DealType.EQUITY_INVESTMENT, Payer.FILER): "in",
    (DealType.ACQUISITION, Payer.FILER): "of",
}
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
_CARRIED = re.compile(r"\bcarrying (?:value|amount)\b", re.IGNORECASE)
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
_CHOICE = re.compile(r"option\b")
_TRADED = re.compile(r"\b(?:sold|factored)\b", re.IGNORECASE)
_ENDINGS = (": the deal ended", ", but nothing is signed", ", but nothing is binding yet")
_NO_AMOUNT = f" (amount {NOT_DISCLOSED})"


class Saying(NamedTuple):
    """A sentence without full stop, and whether the filer is its subject."""

    text: str
    filer_first: bool


def say(deal: Deal, filer: str, *, amount_if_none: bool = False) -> Saying:
    """Say one deal. ``filer`` is the short name; ``amount_if_none`` adds that no amount is disclosed."""
    other = party_in_sentence(deal.counterparty)
    special = _special(deal, filer, other)
    saying = special or _acted(deal, filer, other) or _noun(deal, filer, other)
    text = with_no_amount(saying.text) if amount_if_none else saying.text
    return Saying(sentence_case(text), saying.filer_first)


def with_no_amount(text: str) -> str:
    """Say that no amount is disclosed where no figure is told, before what is said of how binding it is."""
    if any(char.isdigit() for char in text) or NOT_DISCLOSED in text:
        return text
    end = max((len(tail) for tail in (*TAILS.values(), *_ENDINGS) if text.endswith(tail)), default=0)
    return f"{text[: len(text) - end]}{_NO_AMOUNT}{text[len(text) - end :]}"


def _fill(pattern: str, filer: str, other: str, amount: str | None) -> str:
    pattern = _OPTIONAL.sub(r"\1" if amount else "", pattern)
    # One pass, so that a name that looks like a placeholder is printed and not filled.
    return re.sub(
        r"\{(filer|other|amount)\}",
        lambda found: {"filer": filer, "other": other, "amount": amount or ""}[found[1]],
        pattern,
    )


def _amount(deal: Deal) -> str | None:
    words = amount_words(deal)
    return None if words == NOT_DISCLOSED else words


def _acted(deal: Deal, filer: str, other: str) -> Saying | None:
    action, about = _action(deal), ""
    if action is None and deal.amounts and deal.type in {DealType.OTHER, DealType.GOVERNMENT, DealType.JOINT_VENTURE}:
        action = ANY.get(deal.payer)
        about = _about(deal)
    if action is None:
        return None
    amounts, amount = main_amounts(deal), _amount(deal)
    if amounts and action is GAVE_SHARES and amounts[0].unit == "shares":
        action = GAVE_NUMBER
    elif amounts and deal.type is DealType.ACQUISITION and not is_money(amounts[0].unit):
        # Megawatts or a share of it are no price, but who is taken over is known.
        about, amount = amount or "", None
        about += f", {amounts[0].what}" if amounts[0].unit == "shares" and amounts[0].what else ""
    elif amounts and not _fits(deal.type, amounts[0].unit):
        return None
    if amounts and amounts[0].unit == "MW":
        action = action._replace(
            infinitive=_MADE.sub("capacity", action.infinitive), past=_MADE.sub("capacity", action.past)
        )
    if amount and not about and is_beside(deal):
        about, amount = ", ".join(part for part in (amount, _about(deal)) if part), None
    return _framed(action, _frame(deal, action), filer, other, amount, about=f" ({about})" if about else "")


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
    binding, amounts = told_binding(deal), main_amounts(deal)
    if binding is Binding.UNCLEAR and any(_AS_NEWS.search(one.quote) for one in deal.evidence):
        return ANNOUNCED
    if binding is Binding.CONDITIONAL and action.subject == FILER and amounts and _CHOICE.match(amounts[0].what):
        return AT_WILL
    return MUST if action.must and binding is Binding.FIRM else FRAMES[binding]


def _bought_already(deal: Deal, main: Amount) -> bool:
    return bool(_SO_FAR.search(main.what) and _ENDED.search(deal.evidence[main.evidence].quote))


def _framed(action: Action, frame: str, filer: str, other: str, amount: str | None, *, about: str = "") -> Saying:
    parts = {
        "subject": _fill(action.subject, filer, other, amount),
        "infinitive": _fill(action.infinitive, filer, other, amount) + about,
        "past": _fill(action.past, filer, other, amount) + about,
    }
    # One pass here too: a name may look like a placeholder.
    text = re.sub(r"\{(subject|infinitive|past)\}", lambda found: parts[found[1]], frame)
    return Saying(text, action.subject == FILER)


def _fits(kind: DealType, unit: str) -> bool:
    """Tell whether "invest {amount} in" reads true: a share of a company is not a sum that is invested."""
    return is_money(unit) or (
        unit == "MW"
        and kind in {DealType.CLOUD_COMPUTE, DealType.LEASE, DealType.SALES_CONTRACT, DealType.PURCHASE_COMMITMENT}
    )


def _noun(deal: Deal, filer: str, other: str) -> Saying:
    """Say a deal whose payer is unknown or shared, or whose amount is no sum of money: party, kind, figure."""
    figure, what = _amount(deal), _about(deal)
    if figure and deal.type in _MADE_BY:
        return Saying(
            f"{filer} reports {figure} ({what or 'a measure'}, {other}){TAILS[deal.binding]}", filer_first=True
        )
    noun, link = NOUNS.get(deal.type, "an arrangement"), _LINKS.get((deal.type, deal.payer), "with")
    what = "" if what in noun else what
    detail = f" ({', '.join(part for part in (figure, what) if part)})" if figure else ""
    return Saying(f"{filer} reports {noun} {link} {other}{detail}{TAILS[deal.binding]}", filer_first=True)


def _about(deal: Deal) -> str:
    """Say what the amount is, where few words do."""
    amounts = main_amounts(deal)
    words = _CLAUSE.split(_BRACKETS.sub("", clean(amounts[0].what)))[0] if amounts else ""
    return words if len(words) <= _FEW else ""


def _special(deal: Deal, filer: str, other: str) -> Saying | None:
    if is_takeover_of_filer(deal):
        return _framed(TAKEN_OVER, FRAMES[deal.binding], filer, other, _amount(deal))
    own_words = _OWN_WORDS.get(deal.type)
    return None if own_words is None else own_words(deal, filer, other, _amount(deal))


def _in_force(deal: Deal, payer: Payer) -> bool:
    """Tell whether the payer is bound to pay a sum of money."""
    return deal.payer is payer and deal.binding is Binding.FIRM and is_money(main_amounts(deal)[0].unit)


def _backlog(deal: Deal, filer: str, _other: str, amount: str | None) -> Saying | None:
    if amount is None or deal.counterparty.kind is not PartyKind.CLASS or not _in_force(deal, Payer.COUNTERPARTY):
        return None
    words = " ".join([*(amount.what for amount in main_amounts(deal)), deal.summary, deal.evidence[0].quote])
    if not _STILL_TO_DELIVER.search(words):
        return None
    return Saying(f"{filer} has {amount} of signed work still to deliver", filer_first=True)


def _rent(deal: Deal, filer: str, other: str, amount: str | None) -> Saying | None:
    if amount is None or not _in_force(deal, Payer.FILER):
        return None
    if deal.counterparty.kind is not PartyKind.CLASS:
        return Saying(f"{filer} must pay {other} {amount} in rent", filer_first=True)
    # One kind of lease is not the whole: each is told with its own sum.
    legs = [(leg, kind[1]) for leg in deal.amounts if (kind := _LEASE_KIND.search(leg.what)) and is_money(leg.unit)]
    if legs and legs[0][0] == main_amounts(deal)[0]:
        others = "".join(f" and {spoken(leg, deal.evidence)} under {kind}" for leg, kind in legs[1:2])
        return Saying(f"{filer} must pay {amount} under {legs[0][1]}{others}", filer_first=True)
    begun = " signed but not begun" if "not commenced" in main_amounts(deal)[0].what else ""
    return Saying(f"{filer} must pay {amount} under leases{begun}", filer_first=True)


def _owed(deal: Deal, filer: str, other: str, amount: str | None) -> Saying | None:
    """Say a debt. With a single party it may be a loan the filer gave, so only groups of lenders are owed money."""
    if amount and _in_force(deal, Payer.COUNTERPARTY) and deal.counterparty.kind is PartyKind.CLASS:
        # Nobody in particular agreed to buy paper or notes; a programme or an issue is what the filer says of itself.
        if _PAPER.search(deal.counterparty.name):
            return Saying(f"{filer} may borrow {amount} by issuing commercial paper", filer_first=True)
        if _NOTES.search(deal.counterparty.name):
            return Saying(f"{filer} sold {amount} of notes", filer_first=True)
    group = deal.counterparty.kind is PartyKind.CLASS and _action(deal) is not LENDS
    lenders = group and _LENDERS.search(deal.counterparty.name)
    if amount is None or deal.payer is not Payer.FILER or not lenders or not is_money(main_amounts(deal)[0].unit):
        return None
    if deal.binding is Binding.DONE:
        return Saying(f"{filer} repaid {other} {amount}", filer_first=True)
    if deal.binding is Binding.FIRM:
        return Saying(f"{filer} owes {other} {amount}", filer_first=True)
    return None


def _debt(deal: Deal, filer: str, other: str, amount: str | None) -> Saying | None:
    main = main_amounts(deal)
    if main and deal.payer is Payer.FILER and deal.binding is Binding.FIRM:
        if main[0].unit == "percent" and _INTEREST.search(main[0].what):
            return Saying(f"{filer} must pay {other} {amount} interest", filer_first=True)
        if is_money(main[0].unit) and _HELD.search(main[0].what):
            return Saying(f"{filer} owes {other} {amount}", filer_first=True)
    return _owed(deal, filer, other, amount)


def _dependence(deal: Deal, filer: str, other: str, amount: str | None) -> Saying:
    if not share(deal):
        return Saying(f"{filer} depends on {other}", filer_first=True)
    of = measure(deal)[1]
    if of == OWED:
        return Saying(f"{other} owes {amount} of what customers owe {filer}", filer_first=False)
    # "makes up up to 35%" is read twice.
    amount = amount and re.sub(r"^up to ", "at most ", amount)
    then = _THEN.search(main_amounts(deal)[0].what)
    plural = deal.counterparty.kind is PartyKind.CLASS
    make, when = ("made", f" at the {then[1]}") if then else ("make" if plural else "makes", "")
    return Saying(f"{other} {make} up {amount} of {possessive(filer)} {of}{when}", filer_first=False)


def _break_up_fee(deal: Deal, filer: str, other: str, amount: str | None) -> Saying | None:
    """Say what is owed when a deal fails: "agreed to pay, if conditions are met" would read as a price of success."""
    if amount is None or deal.binding is not Binding.CONDITIONAL or "termination fee" not in main_amounts(deal)[0].what:
        return None
    # What a group takes part in runs already: it can end, and no longer fall through.
    fails = "ends" if deal.counterparty.kind is PartyKind.CLASS else "falls through"
    if deal.payer is Payer.FILER:
        return Saying(f"{filer} must pay {other} {amount} if their deal {fails}", filer_first=True)
    if deal.payer is Payer.COUNTERPARTY:
        return Saying(f"{other} must pay {filer} {amount} if their deal {fails}", filer_first=False)
    return None


def _arrangement(deal: Deal, filer: str, other: str, amount: str | None) -> Saying | None:
    """Say receivables that change hands, which is a sale and no payment for nothing; else what a failed deal costs."""
    main = main_amounts(deal)
    words = main[0].what if main else ""
    traded = deal.binding in {Binding.FIRM, Binding.DONE} and amount is not None and is_money(main[0].unit)
    if traded and deal.payer is Payer.COUNTERPARTY and words == "receivables sold":
        to = "" if deal.counterparty.kind is PartyKind.CLASS else f" to {other}"
        # A facility that allows sales has sold nothing yet.
        sold = "sold" if _TRADED.search(deal.evidence[main[0].evidence].quote) else "may sell"
        return Saying(f"{filer} {sold} {amount} of receivables{to}", filer_first=True)
    if traded and deal.payer is Payer.FILER and words == "receivables purchased":
        return Saying(f"{filer} bought {amount} of receivables from {other}", filer_first=True)
    return _break_up_fee(deal, filer, other, amount)


def _warrant(deal: Deal, filer: str, other: str, amount: str | None) -> Saying | None:
    main = main_amounts(deal)
    if amount and deal.payer is Payer.FILER and is_money(main[0].unit):
        if "under the put" in main[0].what:
            text = f"{filer} may have to buy shares from {other} for {amount}{TAILS[deal.binding]}"
            return Saying(text, filer_first=True)
        if "under the option" in main[0].what:
            return Saying(f"{filer} may buy shares of {other} for {amount}{TAILS[deal.binding]}", filer_first=True)
    holder, company = {Payer.COUNTERPARTY: (other, filer), Payer.FILER: (filer, other)}.get(deal.payer, ("", ""))
    if not holder or amount is None or main_amounts(deal)[0].unit != "shares":
        return None
    shares, _, price = amount.partition(" at ")
    each = f" at {price}" if price else ""
    may = {Binding.DONE: "received the right to buy", Binding.INTENT: "may get the right to buy"}
    text = f"{holder} {may.get(deal.binding, 'may buy')} {shares} of {company}{each}{TAILS[deal.binding]}"
    return Saying(text, deal.payer is Payer.FILER)


def _measure_of_state(deal: Deal, filer: str, other: str, amount: str | None) -> Saying | None:
    """Say a share to be paid to a state, or what its rules cost."""
    main = main_amounts(deal)
    if amount is None or not main:
        return None
    words = _about(deal)
    if deal.payer is Payer.FILER and main[0].unit == "percent" and words.startswith(_SHARE_OF):
        pays = f"{{verb}} {other} {amount} of {words.removeprefix(_SHARE_OF)}"
        action = Action(FILER, pays.replace("{verb}", "pay"), pays.replace("{verb}", "paid"), must=True)
        return _framed(action, _frame(deal, action), filer, other, None)
    cost = _COST.match(words)
    if cost is None or not is_money(main[0].unit):
        return None
    return Saying(
        f"{filer} reports a {cost[1]} of {amount} from {cost[2]} ({other}){TAILS[deal.binding]}", filer_first=True
    )


_OWN_WORDS: Mapping[DealType, Callable[[Deal, str, str, str | None], Saying | None]] = MappingProxyType(
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


def short_said(text: str) -> str:
    """End a sentence."""
    text = clean(text)
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
