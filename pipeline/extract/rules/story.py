"""What the paragraphs of a document tell of one deal together: a closing told elsewhere, an age told elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.rules.ages import old
from pipeline.records import Binding, DealType, PartyKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from pipeline.extract.rules.drafts import Draft

_CLOSING = frozenset({DealType.ACQUISITION, DealType.DIVESTITURE})
_Key = tuple[DealType, str]


def news(drafts: Sequence[Draft], period: dt.date | None, *, eventful: bool) -> tuple[Draft, ...]:
    """The drafts that have all they need and are news.

    Of a report of one event and of a call (``eventful``) also those of a named party without a sum; of other documents
    only the closing of a takeover or sale of a company the document knows, with its day.
    """
    _close(drafts)
    whole = [d for d in drafts if d.complete or (eventful and _event(d))]
    priced = {_key(d) for d in whole}
    whole += [d for d in drafts if not eventful and not d.complete and _dated(d) and _key(d) not in priced]
    past = {key for d in drafts if d.binding is Binding.DONE and old(d, period) and (key := _key(d))}
    known = [d for d in whole if d.binding is Binding.DONE and _undated(d) and _key(d) in past]
    return tuple(d for d in whole if not old(d, period) and not any(d is other for other in known))


def _close(drafts: Iterable[Draft]) -> None:
    """Let a pending takeover or sale know of the closing that another paragraph tells."""
    closings = {key: d for d in drafts if d.binding is Binding.DONE and d.dates.start and (key := _key(d))}
    for draft in drafts:
        closing = closings.get(_key(draft) or (DealType.OTHER, ""))
        if closing is None or draft.binding is not Binding.CONDITIONAL:
            continue
        if not draft.dates.signed or draft.dates.signed <= (closing.dates.start or ""):
            draft.close_as(closing)


def _key(draft: Draft) -> _Key | None:
    if draft.frame.type not in _CLOSING or len(draft.parties) != 1 or draft.parties[0].kind is not PartyKind.NAMED:
        return None
    return draft.frame.type, draft.parties[0].name


def _dated(draft: Draft) -> bool:
    """True for a takeover or a sale that a report tells with the day it closed, be it without a price."""
    return draft.known and draft.binding is Binding.DONE and draft.dates.start is not None and _key(draft) is not None


def _undated(draft: Draft) -> bool:
    return not (draft.latest or draft.dates.start or draft.dates.signed)


def _event(draft: Draft) -> bool:
    named = bool(draft.parties) and draft.parties[0].kind is PartyKind.NAMED
    return named and draft.frame.type in {DealType.ACQUISITION, DealType.DIVESTITURE, DealType.JOINT_VENTURE}
