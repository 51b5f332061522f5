"""Who acts in a template sentence, and which of the patterns of a language says what it does."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from pipeline.records import DealType, Payer

if TYPE_CHECKING:
    from collections.abc import Mapping

Side = Literal["filer", "other"]


class Action(NamedTuple):
    """Who does what: ``name`` is a key of the tables ``do`` and ``done``, ``thing`` one of ``thing``.

    ``must``: in force it is a duty rather than an agreement.
    """

    subject: Side
    name: str
    thing: str = ""
    must: bool = False


ACTIONS: Mapping[tuple[DealType, Payer], Action] = MappingProxyType(
    {
        (DealType.PURCHASE_COMMITMENT, Payer.FILER): Action("filer", "buy", "goods", must=True),
        (DealType.PURCHASE_COMMITMENT, Payer.COUNTERPARTY): Action("other", "buy", "goods"),
        (DealType.CLOUD_COMPUTE, Payer.FILER): Action("filer", "buy", "computing"),
        (DealType.CLOUD_COMPUTE, Payer.COUNTERPARTY): Action("other", "buy", "computing"),
        (DealType.SALES_CONTRACT, Payer.COUNTERPARTY): Action("other", "buy", "goods"),
        (DealType.SALES_CONTRACT, Payer.FILER): Action("filer", "pay_for_sale"),
        (DealType.EQUITY_INVESTMENT, Payer.FILER): Action("filer", "invest"),
        (DealType.EQUITY_INVESTMENT, Payer.COUNTERPARTY): Action("other", "invest"),
        (DealType.ACQUISITION, Payer.FILER): Action("filer", "take_over"),
        (DealType.ACQUISITION, Payer.COUNTERPARTY): Action("other", "take_over_business"),
        (DealType.DIVESTITURE, Payer.COUNTERPARTY): Action("filer", "sell_business"),
        (DealType.DEBT, Payer.COUNTERPARTY): Action("other", "lend"),
        (DealType.LEASE, Payer.FILER): Action("filer", "rent", "space"),
        (DealType.LEASE, Payer.COUNTERPARTY): Action("other", "rent", "space"),
        (DealType.LICENSE, Payer.FILER): Action("filer", "license"),
        (DealType.LICENSE, Payer.COUNTERPARTY): Action("other", "license"),
        (DealType.GUARANTEE, Payer.FILER): Action("filer", "guarantee"),
        (DealType.GUARANTEE, Payer.COUNTERPARTY): Action("other", "guarantee"),
        (DealType.SETTLEMENT, Payer.FILER): Action("filer", "settle", must=True),
        (DealType.SETTLEMENT, Payer.COUNTERPARTY): Action("other", "settle", must=True),
    }
)
PAID_HOLDERS = Action("filer", "pay_holders")
"""Owners are not what is taken over."""

GAVE_SHARES = Action("filer", "give_shares")
GAVE_NUMBER = Action("filer", "give_number")
LENDS = Action("filer", "lend")
HOLDS = Action("filer", "hold")
"""A carrying value is not what was paid."""

TAKEN_OVER = Action("other", "take_over")
PAYS_SHARE = Action("filer", "pay_share", must=True)
ANY: Mapping[Payer, Action] = MappingProxyType(
    {Payer.FILER: Action("filer", "pay"), Payer.COUNTERPARTY: Action("other", "pay")}
)
NOT_MADE = frozenset({"goods", "space"})
"""What nobody buys or rents by the megawatt: then it is capacity."""
