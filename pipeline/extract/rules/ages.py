"""What is too old to tell: deals done before the year a document reports on, and signed ones that never closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.rules.timing import months_between
from pipeline.records import Binding, DealType

if TYPE_CHECKING:
    import datetime as dt

    from pipeline.extract.rules.drafts import Draft

# Months before the period's end from which on a deal of each sort is no news.
_DONE = 12
_PENDING = 21
_BALANCE = 11
_DISPUTE = 24
_OPEN = 97
_PAPER = frozenset({"debt.issued", "debt.raised", "debt.repaid", "debt.paid_back", "debt.assumed"})
_SINGLE_ACTS = _PAPER | {"equity.received", "equity.given", "equity.made", "equity.taken"}
_CLOSING = frozenset({DealType.ACQUISITION, DealType.DIVESTITURE})
_BALANCES = frozenset(
    {
        "debt.total",
        "debt.owed",
        "debt.drawn",
        "sales.rpo",
        "sales.backlog",
        "purchase.total",
        "purchase.owed",
        "lease.commitments",
        "lease.not_commenced",
        "purchase.made",
    }
)
_LOANS = frozenset({"debt.facility", "debt.facility_term", "debt.revolver"})


def old(draft: Draft, period: dt.date | None) -> bool:
    """True for a deal over and done with more than a year before the period's end, and nothing of it still open."""
    if period is None:
        return False
    ended = draft.dates.end is not None and months_between(draft.dates.end, period) > 0
    since = draft.latest if draft.frame.name in _BALANCES else _since(draft)
    if not since and draft.binding is Binding.DONE and draft.dates.end is not None:
        # "We repaid our 3.1% notes at maturity in April": the day they fell due is the day they were repaid.
        return months_between(draft.dates.end, period) >= _DONE
    if not since:
        return draft.frame.type is DealType.DEBT and ended
    limit = _limit(draft, ended=ended or draft.dates.end is None)
    return limit is not None and months_between(since, period) >= limit


def _limit(draft: Draft, *, ended: bool) -> int | None:
    """The age from which on a deal is no news; None for one in force. ``ended``: no later end is told of a loan."""
    name, done = draft.frame.name, draft.binding is Binding.DONE
    pending = draft.binding is Binding.CONDITIONAL and draft.frame.type in _CLOSING and not draft.awaited
    limits = (
        (name in _BALANCES, _BALANCE),
        (draft.open and name not in _PAPER, _OPEN),
        (draft.frame.type is DealType.SETTLEMENT and not done, _DISPUTE),
        (done or name in _SINGLE_ACTS, _DONE),
        (pending, _PENDING),
        (draft.binding is Binding.INTENT, _DISPUTE),
        (name in _LOANS and ended, _DONE),
    )
    return next((months for applies, months in limits if applies), None)


def _since(draft: Draft) -> str:
    """The day the deal was done, else the latest day told of it; of notes, the day of their issue or redemption."""
    if draft.frame.name in _PAPER and draft.dates.signed is not None:
        return draft.dates.signed
    told = draft.dates.start or draft.latest or draft.dates.signed or ""
    # "In 2024 we closed the sale of our masts. As part of it, we also sold 162 towers": the paragraph has the day.
    return told or (draft.around if draft.binding is Binding.DONE else "")
