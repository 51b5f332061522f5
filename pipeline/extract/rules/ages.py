"""What is too old to tell: deals done before the year a document reports on, and signed ones that never closed."""

# ruff: noqa: E501  (a pattern is read as one piece; broken over lines it is not)
from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.rules.timing import months_between
from pipeline.records import Binding, DealType

if TYPE_CHECKING:
    import datetime as dt

    from pipeline.extract.rules.drafts import Draft

_DONE_MONTHS = 12
_PENDING_MONTHS = 15
_BALANCE_MONTHS = 10
_DISPUTE_MONTHS = 24
_OPEN_MONTHS = 96
_SINGLE_ACTS = frozenset({"debt.issued", "debt.repaid", "debt.raised", "equity.received", "equity.given", "equity.made"})
_PAPER = frozenset({"debt.issued", "debt.raised", "debt.repaid"})
_PENDING = frozenset({DealType.ACQUISITION, DealType.DIVESTITURE})
_BALANCES = frozenset({"debt.total", "sales.rpo", "sales.backlog", "purchase.total", "lease.not_commenced"})
_LOANS = frozenset({"debt.facility", "debt.facility_term", "debt.revolver"})


def old(draft: Draft, period: dt.date | None) -> bool:
    """True for a deal over and done with more than a year before the period's end, and nothing of it still open."""
    if period is None:
        return False
    if draft.frame.name in _BALANCES:
        return bool(draft.latest) and months_between(draft.latest, period) > _BALANCE_MONTHS
    since = _since(draft)
    if draft.open and draft.frame.name not in _PAPER:
        return bool(since) and months_between(since, period) > _OPEN_MONTHS
    if draft.frame.type is DealType.SETTLEMENT and draft.binding is not Binding.DONE:
        return bool(since) and months_between(since, period) >= _DISPUTE_MONTHS
    if draft.frame.type is DealType.DEBT and not since and draft.dates.end is not None:
        return months_between(draft.dates.end, period) > 0
    if draft.binding is Binding.DONE or draft.frame.name in _SINGLE_ACTS:
        return bool(since) and months_between(since, period) >= _DONE_MONTHS
    if draft.binding is Binding.CONDITIONAL and draft.frame.type in _PENDING:
        return bool(since) and not draft.awaited and months_between(since, period) > _PENDING_MONTHS
    if draft.frame.name in _LOANS and since and months_between(since, period) >= _DONE_MONTHS:
        return draft.dates.end is None or months_between(draft.dates.end, period) > 0
    return False


def _since(draft: Draft) -> str:
    """The day the deal was done, else the latest day told of it; of notes, the day of their issue or redemption."""
    if draft.frame.name in _PAPER and draft.dates.signed is not None:
        return draft.dates.signed
    return draft.dates.start or draft.latest or draft.dates.signed or ""
