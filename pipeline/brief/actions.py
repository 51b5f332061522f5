"""The actions and frames of template sentences, as data: who does what, and how each binding is said.

Each kind of deal has an action per payer, written as an infinitive and a past form. Each binding has a frame the
action is set into. ``[...]`` in an action is printed only where there is an amount.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import Binding, DealType, Payer

if TYPE_CHECKING:
    from collections.abc import Mapping

FILER, OTHER = "{filer}", "{other}"


class Action(NamedTuple):
    """Who does what. ``must``: in force it is a duty rather than an agreement."""

    subject: str
    infinitive: str
    past: str
    must: bool = False


ACTIONS: Mapping[tuple[DealType, Payer], Action] = MappingProxyType(
    {
        (DealType.PURCHASE_COMMITMENT, Payer.FILER): Action(
            FILER,
            "buy[ {amount} of] goods or services from {other}",
            "bought[ {amount} of] goods or services from {other}",
            must=True,
        ),
        (DealType.PURCHASE_COMMITMENT, Payer.COUNTERPARTY): Action(
            OTHER,
            "buy[ {amount} of] goods or services from {filer}",
            "bought[ {amount} of] goods or services from {filer}",
        ),
        (DealType.CLOUD_COMPUTE, Payer.FILER): Action(
            FILER,
            "buy[ {amount} of] computing capacity from {other}",
            "bought[ {amount} of] computing capacity from {other}",
        ),
        (DealType.CLOUD_COMPUTE, Payer.COUNTERPARTY): Action(
            OTHER,
            "buy[ {amount} of] computing capacity from {filer}",
            "bought[ {amount} of] computing capacity from {filer}",
        ),
        (DealType.SALES_CONTRACT, Payer.COUNTERPARTY): Action(
            OTHER,
            "buy[ {amount} of] goods or services from {filer}",
            "bought[ {amount} of] goods or services from {filer}",
        ),
        (DealType.SALES_CONTRACT, Payer.FILER): Action(
            FILER, "pay {other}[ {amount}] under a sales contract", "paid {other}[ {amount}] under a sales contract"
        ),
        (DealType.EQUITY_INVESTMENT, Payer.FILER): Action(
            FILER, "invest[ {amount}] in {other}", "invested[ {amount}] in {other}"
        ),
        (DealType.EQUITY_INVESTMENT, Payer.COUNTERPARTY): Action(
            OTHER, "invest[ {amount}] in {filer}", "invested[ {amount}] in {filer}"
        ),
        (DealType.ACQUISITION, Payer.FILER): Action(
            FILER, "take over {other}[ for {amount}]", "took over {other}[ for {amount}]"
        ),
        (DealType.ACQUISITION, Payer.COUNTERPARTY): Action(
            OTHER, "take over a business of {filer}[ for {amount}]", "took over a business of {filer}[ for {amount}]"
        ),
        (DealType.DIVESTITURE, Payer.COUNTERPARTY): Action(
            FILER,
            "sell a business or assets to {other}[ for {amount}]",
            "sold a business or assets to {other}[ for {amount}]",
        ),
        (DealType.DEBT, Payer.COUNTERPARTY): Action(OTHER, "lend {filer}[ {amount}]", "lent {filer}[ {amount}]"),
        (DealType.LEASE, Payer.FILER): Action(
            FILER,
            "rent[ {amount} of] space or equipment from {other}",
            "rented[ {amount} of] space or equipment from {other}",
        ),
        (DealType.LEASE, Payer.COUNTERPARTY): Action(
            OTHER,
            "rent[ {amount} of] space or equipment from {filer}",
            "rented[ {amount} of] space or equipment from {filer}",
        ),
        (DealType.LICENSE, Payer.FILER): Action(
            FILER, "pay {other}[ {amount}] for licensed rights", "paid {other}[ {amount}] for licensed rights"
        ),
        (DealType.LICENSE, Payer.COUNTERPARTY): Action(
            OTHER, "pay {filer}[ {amount}] for licensed rights", "paid {filer}[ {amount}] for licensed rights"
        ),
        (DealType.GUARANTEE, Payer.FILER): Action(
            FILER, "guarantee[ {amount}] for {other}", "guaranteed[ {amount}] for {other}"
        ),
        (DealType.GUARANTEE, Payer.COUNTERPARTY): Action(
            OTHER, "guarantee[ {amount}] for {filer}", "guaranteed[ {amount}] for {filer}"
        ),
        (DealType.SETTLEMENT, Payer.FILER): Action(
            FILER, "pay {other}[ {amount}] in a legal dispute", "paid {other}[ {amount}] in a legal dispute", must=True
        ),
        (DealType.SETTLEMENT, Payer.COUNTERPARTY): Action(
            OTHER, "pay {filer}[ {amount}] in a legal dispute", "paid {filer}[ {amount}] in a legal dispute", must=True
        ),
    }
)
PAID_HOLDERS = Action(FILER, "pay {other}[ {amount}] for a takeover", "paid {other}[ {amount}] for a takeover")
"""Owners are not what is taken over."""

GAVE_SHARES = Action(FILER, "give {other} shares[ worth {amount}]", "gave {other} shares[ worth {amount}]")
GAVE_NUMBER = Action(FILER, "give {other}[ {amount}]", "gave {other}[ {amount}]")
LENDS = Action(FILER, "lend {other}[ {amount}]", "lent {other}[ {amount}]")
HOLDS = Action(FILER, "hold a stake[ worth {amount}] in {other}", "holds a stake[ worth {amount}] in {other}")
"""A carrying value is not what was paid."""

TAKEN_OVER = Action(OTHER, "take over {filer}[ for {amount}]", "took over {filer}[ for {amount}]")
ANY: Mapping[Payer, Action] = MappingProxyType(
    {
        Payer.FILER: Action(FILER, "pay {other}[ {amount}]", "paid {other}[ {amount}]"),
        Payer.COUNTERPARTY: Action(OTHER, "pay {filer}[ {amount}]", "paid {filer}[ {amount}]"),
    }
)
FRAMES: Mapping[Binding, str] = MappingProxyType(
    {
        Binding.INTENT: "{subject} may {infinitive}, but nothing is binding",
        Binding.CONDITIONAL: "{subject} agreed to {infinitive}, if conditions are met",
        Binding.FIRM: "{subject} agreed to {infinitive}",
        Binding.DONE: "{subject} {past}",
        Binding.ENDED: "{subject} will no longer {infinitive}: the deal ended",
        Binding.UNCLEAR: "{subject} may {infinitive}; how binding is not said",
    }
)
ANNOUNCED = "{subject} announced it would {infinitive}; how binding is not said"
AT_WILL = "{subject} may {infinitive}, if it chooses"
MUST = "{subject} must {infinitive}"
TAILS: Mapping[Binding, str] = MappingProxyType(
    {
        Binding.INTENT: ", but nothing is binding",
        Binding.CONDITIONAL: ", if conditions are met",
        Binding.FIRM: "",
        Binding.DONE: "",
        Binding.ENDED: "; it has ended",
        Binding.UNCLEAR: "; how binding is not said",
    }
)
NOUNS: Mapping[DealType, str] = MappingProxyType(
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
        DealType.GOVERNMENT: "a measure",
        DealType.OTHER: "an arrangement",
    }
)
