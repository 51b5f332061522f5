"""One deal in one plain sentence, in the active voice, with the hedge its binding asks for.

Each kind of deal has an action per payer, written as an infinitive and a past form. Each binding has a frame the
action is set into. ``[...]`` in an action is printed only where there is an amount.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.amounts import NOT_DISCLOSED, amount_words, is_money, main_amounts
from pipeline.brief.escape import clean, cut
from pipeline.brief.names import party_in_sentence, sentence_case
from pipeline.brief.ranking import is_takeover_of_filer, measure, share
from pipeline.records import Binding, DealType, PartyKind, Payer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.records import Deal

FILER, OTHER = "{filer}", "{other}"


class Action(NamedTuple):
    """Who does what. ``must``: in force it is a duty rather than an agreement."""

    subject: str
    infinitive: str
    past: str
    must: bool = False


_ACTIONS: Mapping[tuple[DealType, Payer], Action] = MappingProxyType(
    {
        (DealType.PURCHASE_COMMITMENT, Payer.FILER): Action(
            FILER, "buy[ {amount} of] goods or services from {other}", "bought[ {amount} of] goods or services from {other}", must=True
        ),
        (DealType.PURCHASE_COMMITMENT, Payer.COUNTERPARTY): Action(
            OTHER, "buy[ {amount} of] goods or services from {filer}", "bought[ {amount} of] goods or services from {filer}"
        ),
        (DealType.CLOUD_COMPUTE, Payer.FILER): Action(
            FILER, "buy[ {amount} of] computing capacity from {other}", "bought[ {amount} of] computing capacity from {other}"
        ),
        (DealType.CLOUD_COMPUTE, Payer.COUNTERPARTY): Action(
            OTHER, "buy[ {amount} of] computing capacity from {filer}", "bought[ {amount} of] computing capacity from {filer}"
        ),
        (DealType.SALES_CONTRACT, Payer.COUNTERPARTY): Action(
            OTHER, "buy[ {amount} of] goods or services from {filer}", "bought[ {amount} of] goods or services from {filer}"
        ),
        (DealType.SALES_CONTRACT, Payer.FILER): Action(
            FILER, "pay {other}[ {amount}] under a sales contract", "paid {other}[ {amount}] under a sales contract"
        ),
        (DealType.EQUITY_INVESTMENT, Payer.FILER): Action(FILER, "invest[ {amount}] in {other}", "invested[ {amount}] in {other}"),
        (DealType.EQUITY_INVESTMENT, Payer.COUNTERPARTY): Action(OTHER, "invest[ {amount}] in {filer}", "invested[ {amount}] in {filer}"),
        (DealType.ACQUISITION, Payer.FILER): Action(FILER, "take over {other}[ for {amount}]", "took over {other}[ for {amount}]"),
        (DealType.ACQUISITION, Payer.COUNTERPARTY): Action(
            OTHER, "take over a business of {filer}[ for {amount}]", "took over a business of {filer}[ for {amount}]"
        ),
        (DealType.DIVESTITURE, Payer.COUNTERPARTY): Action(
            FILER, "sell a business or assets to {other}[ for {amount}]", "sold a business or assets to {other}[ for {amount}]"
        ),
        (DealType.DEBT, Payer.COUNTERPARTY): Action(OTHER, "lend {filer}[ {amount}]", "lent {filer}[ {amount}]"),
        (DealType.LEASE, Payer.FILER): Action(
            FILER, "rent[ {amount} of] space or equipment from {other}", "rented[ {amount} of] space or equipment from {other}"
        ),
        (DealType.LEASE, Payer.COUNTERPARTY): Action(
            OTHER, "rent[ {amount} of] space or equipment from {filer}", "rented[ {amount} of] space or equipment from {filer}"
        ),
        (DealType.LICENSE, Payer.FILER): Action(FILER, "pay {other}[ {amount}] for licensed rights", "paid {other}[ {amount}] for licensed rights"),
        (DealType.LICENSE, Payer.COUNTERPARTY): Action(
            OTHER, "pay {filer}[ {amount}] for licensed rights", "paid {filer}[ {amount}] for licensed rights"
        ),
        (DealType.GUARANTEE, Payer.FILER): Action(FILER, "guarantee[ {amount}] for {other}", "guaranteed[ {amount}] for {other}"),
        (DealType.GUARANTEE, Payer.COUNTERPARTY): Action(OTHER, "guarantee[ {amount}] for {filer}", "guaranteed[ {amount}] for {filer}"),
        (DealType.SETTLEMENT, Payer.FILER): Action(
            FILER, "pay {other}[ {amount}] in a legal dispute", "paid {other}[ {amount}] in a legal dispute", must=True
        ),
        (DealType.SETTLEMENT, Payer.COUNTERPARTY): Action(
            OTHER, "pay {filer}[ {amount}] in a legal dispute", "paid {filer}[ {amount}] in a legal dispute", must=True
        ),
    }
)
_ANY: Mapping[Payer, Action] = MappingProxyType(
    {
        Payer.FILER: Action(FILER, "pay {other}[ {amount}]", "paid {other}[ {amount}]"),
        Payer.COUNTERPARTY: Action(OTHER, "pay {filer}[ {amount}]", "paid {filer}[ {amount}]"),
    }
)
_FRAMES: Mapping[Binding, str] = MappingProxyType(
    {
        Binding.INTENT: "{subject} may {infinitive}, but nothing is binding",
        Binding.CONDITIONAL: "{subject} agreed to {infinitive}, if conditions are met",
        Binding.FIRM: "{subject} agreed to {infinitive}",
        Binding.DONE: "{subject} {past}",
        Binding.ENDED: "{subject} will no longer {infinitive}: the deal ended",
        Binding.UNCLEAR: "{subject} may {infinitive}; how binding is not said",
    }
)
_MUST = "{subject} must {infinitive}"
_TAILS: Mapping[Binding, str] = MappingProxyType(
    {
        Binding.INTENT: ", but nothing is binding",
        Binding.CONDITIONAL: ", if conditions are met",
        Binding.FIRM: "",
        Binding.DONE: "",
        Binding.ENDED: "; it has ended",
        Binding.UNCLEAR: "; how binding is not said",
    }
)
_NOUNS: Mapping[DealType, str] = MappingProxyType(
    {
        DealType.PURCHASE_COMMITMENT: "a supply deal",
        DealType.CLOUD_COMPUTE: "a deal on computing capacity",
        DealType.SALES_CONTRACT: "a sales deal",
        DealType.EQUITY_INVESTMENT: "a stake",
        DealType.WARRANT_OPTION: "a warrant or option",
        DealType.ACQUISITION: "a takeover",
        DealType.DIVESTITURE: "a business sale",
        DealType.JOINT_VENTURE: "a partnership",
        DealType.DEBT: "a loan or notes",
        DealType.LEASE: "a lease",
        DealType.LICENSE: "a licence",
        DealType.GUARANTEE: "a guarantee",
        DealType.SETTLEMENT: "a legal dispute",
        DealType.GOVERNMENT: "a government measure",
        DealType.OTHER: "an arrangement",
    }
)
_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_LENDERS = re.compile(r"note|lend|bank|bond|credit|debenture|debt|commercial paper|facility", re.IGNORECASE)
_STILL_TO_DELIVER = re.compile(r"backlog|performance obligations?|\bRPO\b|order book", re.IGNORECASE)
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
    text = saying.text
    if amount_if_none and not any(char.isdigit() for char in text):
        text += _NO_AMOUNT
    return Saying(sentence_case(text), saying.filer_first)


def _fill(pattern: str, filer: str, other: str, amount: str | None) -> str:
    pattern = _OPTIONAL.sub(r"\1" if amount else "", pattern)
    # One pass, so that a name that looks like a placeholder is printed and not filled.
    return re.sub(
        r"\{(filer|other|amount)\}", lambda found: {"filer": filer, "other": other, "amount": amount or ""}[found[1]], pattern
    )


def _amount(deal: Deal) -> str | None:
    words = amount_words(deal)
    return None if words == NOT_DISCLOSED else words


def _acted(deal: Deal, filer: str, other: str) -> Saying | None:
    action = _ACTIONS.get((deal.type, deal.payer))
    if action is None and deal.type in {DealType.OTHER, DealType.GOVERNMENT, DealType.JOINT_VENTURE}:
        action = _ANY.get(deal.payer)
    if action is None:
        return None
    amounts = main_amounts(deal)
    if amounts and not _fits(deal.type, amounts[0].unit):
        return None
    frame = _MUST if action.must and deal.binding is Binding.FIRM else _FRAMES[deal.binding]
    amount = _amount(deal)
    parts = {
        "subject": _fill(action.subject, filer, other, amount),
        "infinitive": _fill(action.infinitive, filer, other, amount),
        "past": _fill(action.past, filer, other, amount),
    }
    text = re.sub(r"\{(subject|infinitive|past)\}", lambda found: parts[found[1]], frame)
    return Saying(text, action.subject == FILER)


def _fits(kind: DealType, unit: str) -> bool:
    """Tell whether "invest {amount} in" reads true: a share of a company is not a sum that is invested."""
    return is_money(unit) or (unit == "MW" and kind in {DealType.CLOUD_COMPUTE, DealType.LEASE, DealType.SALES_CONTRACT})


def _noun(deal: Deal, filer: str, other: str) -> Saying:
    """Say a deal whose payer is unknown or shared, or whose amount is no sum of money: party, kind, figure."""
    amounts = main_amounts(deal)
    what = cut(amounts[0].what, 60) if amounts else ""
    figure = _amount(deal)
    detail = "" if figure is None else f" ({figure}{f': {what}' if what and not is_money(amounts[0].unit) else ''})"
    return Saying(f"{filer} reports {_NOUNS.get(deal.type, 'an arrangement')} with {other}{detail}{_TAILS[deal.binding]}", True)  # noqa: FBT003


def _special(deal: Deal, filer: str, other: str) -> Saying | None:
    amount = _amount(deal)
    if deal.type is DealType.CONCENTRATION:
        return _dependence(deal, filer, other)
    if deal.type is DealType.WARRANT_OPTION:
        return _warrant(deal, filer, other, amount)
    if is_takeover_of_filer(deal):
        action = Action(OTHER, "take over {filer}[ for {amount}]", "took over {filer}[ for {amount}]")
        text = _FRAMES[deal.binding]
        for key, pattern in (("subject", action.subject), ("infinitive", action.infinitive), ("past", action.past)):
            text = text.replace(f"{{{key}}}", _fill(pattern, filer, other, amount))
        return Saying(text, filer_first=False)
    group = deal.counterparty.kind is PartyKind.CLASS
    if amount is None:
        return None
    if deal.type is DealType.DEBT and deal.payer is Payer.FILER:
        return _owed(deal, filer, other, amount, group=group)
    if deal.type is DealType.SALES_CONTRACT and group and deal.binding is Binding.FIRM and _is_backlog(deal):
        return Saying(f"{filer} has {amount} of signed work still to deliver", filer_first=True)
    if deal.type is DealType.LEASE and deal.payer is Payer.FILER and deal.binding is Binding.FIRM and is_money(main_amounts(deal)[0].unit):
        return Saying(f"{filer} must pay {amount} under leases" if group else f"{filer} must pay {other} {amount} in rent", filer_first=True)
    return None


def _is_backlog(deal: Deal) -> bool:
    words = " ".join([*(amount.what for amount in main_amounts(deal)), deal.summary, deal.evidence[0].quote])
    return _STILL_TO_DELIVER.search(words) is not None


def _owed(deal: Deal, filer: str, other: str, amount: str, *, group: bool) -> Saying | None:
    """Say a debt. With a single party it may be a loan the filer gave, so only groups of lenders are owed money."""
    if not group or not _LENDERS.search(deal.counterparty.name) or not is_money(main_amounts(deal)[0].unit):
        return None
    if deal.binding is Binding.DONE:
        return Saying(f"{filer} repaid {other} {amount}", filer_first=True)
    if deal.binding is Binding.FIRM:
        return Saying(f"{filer} owes {other} {amount}", filer_first=True)
    return None


def _dependence(deal: Deal, filer: str, other: str) -> Saying:
    percent = share(deal)
    if not percent:
        return Saying(f"{filer} depends on {other}", filer_first=True)
    amount = amount_words(deal)
    of = measure(deal)[1]
    their = f"{filer}’s {of}" if not filer.endswith("s") else f"{filer}’ {of}"
    if of == "money owed by customers":
        return Saying(f"{other} owes {amount} of what customers owe {filer}", filer_first=False)
    plural = deal.counterparty.kind is PartyKind.CLASS
    return Saying(f"{other} {'make' if plural else 'makes'} up {amount} of {their}", filer_first=False)


def _warrant(deal: Deal, filer: str, other: str, amount: str | None) -> Saying:
    holder, company = {Payer.COUNTERPARTY: (other, filer), Payer.FILER: (filer, other)}.get(deal.payer, ("", ""))
    amounts = main_amounts(deal)
    if not holder or amount is None or amounts[0].unit != "shares":
        return _noun(deal, filer, other)
    shares, _, price = amount.partition(" at ")
    each = f" for {price.removesuffix(' per share')} each" if price else ""
    if deal.binding is Binding.DONE:
        text = f"{holder} received the right to buy {shares} of {company}{each}"
    elif deal.binding is Binding.INTENT:
        text = f"{holder} may get the right to buy {shares} of {company}{each}, but nothing is binding"
    else:
        text = f"{holder} may buy {shares} of {company}{each}{_TAILS[deal.binding]}"
    return Saying(text, deal.payer is Payer.FILER)


def short_said(text: str) -> str:
    """End a sentence."""
    text = clean(text)
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
