"""What asking a model has cost, itemised from the account of the store."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import OutputLocked, SettingsError
from pipeline.run.kept import place_of
from pipeline.run.lock import locked
from pipeline.store import Shelf, Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.config import Settings
    from pipeline.records.keeping import Cost

BY = ("run", "document", "stage", "model")
_COUNTED = ("requests", "lost", "batched", "sent", "cached", "answered", "open", "unpriced")


class Line(NamedTuple):
    """One line of a bill. ``names`` are what it is about, in the order of ``Bill.by``; ``at`` is when it began.

    ``usd`` is None where the price of none of it is known; ``unpriced`` requests, and those that are ``open``, having
    no answer yet, are in no sum of dollars. ``lost`` requests were sent and not answered, as far as anybody knows: the
    service may have charged for them.
    """

    names: tuple[str, ...]
    at: str
    requests: int
    lost: int
    batched: int
    sent: int
    cached: int
    answered: int
    open: int
    unpriced: int
    usd: Decimal | None


class Bill(NamedTuple):
    """What was spent in ``runs``, by ``by``. ``total`` is None where nothing was asked; ``notes`` are for people."""

    by: tuple[str, ...]
    runs: tuple[str, ...]
    lines: tuple[Line, ...]
    total: Line | None
    notes: tuple[str, ...]


def spent(settings: Settings, *, run: str | None = None, every: bool = False, by: str | None = None) -> Bill:
    """Itemise one run (its id, or the beginning of it), or ``every`` run, or the newest; by one of ``BY``, or by all.

    Raises ``SettingsError`` where there is no such run.
    """
    costs, notes = _account(settings)
    runs = tuple(dict.fromkeys(cost.run for cost in costs))
    chosen = runs if every else runs[-1:] if run is None else _named(run, runs)
    names = BY if by is None else (by,)
    wanted = [cost for cost in costs if cost.run in chosen]
    groups: dict[tuple[str, ...], list[Cost]] = {}
    for cost in wanted:
        groups.setdefault(tuple(getattr(cost, name) for name in names), []).append(cost)
    lines = tuple(_line(key, group) for key, group in groups.items())
    return Bill(names, chosen, lines, _line((), wanted) if wanted else None, notes)


def _account(settings: Settings) -> tuple[tuple[Cost, ...], tuple[str, ...]]:
    place = place_of(settings)
    if not place.folder.is_dir() or not place.is_used:
        return (), ()
    notes: tuple[str, ...] = ()
    try:
        with locked(place.folder), Store.open(place) as store:
            notes = store.told  # what a killed run left is counted as lost by now
    except OutputLocked:
        notes = ("A run is under way: what it is asking just now is among the requests, and not yet in the dollars.",)
    with Shelf.open(place) as shelf:
        return shelf.costs(), notes + shelf.told


def _named(run: str, runs: Sequence[str]) -> tuple[str, ...]:
    found = [one for one in runs if one.startswith(run)]
    if len(found) != 1:
        reason = f"there are {len(found)} runs that begin with {run!r}" if found else f"there is no run {run!r}"
        raise SettingsError(reason, remedy="briefs cost --all --by run lists the runs that asked a model")
    return tuple(found)


def _line(names: tuple[str, ...], costs: Iterable[Cost]) -> Line:
    costs = list(costs)
    priced = [cost.usd for cost in costs if cost.usd is not None]
    counts = {name: sum(getattr(cost, name) for cost in costs) for name in _COUNTED}
    return Line(names, min(cost.at for cost in costs), **counts, usd=sum(priced, Decimal(0)) if priced else None)
