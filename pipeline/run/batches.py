"""The batches of an output folder, for ``briefs batch``: told, taken in and cancelled with no document at hand."""

from __future__ import annotations

import dataclasses
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.prose import ProseAnswer
from pipeline.errors import ModelError, OutputLocked, SettingsError
from pipeline.extract.model import JoinAnswer, PassageAnswer, SecondAnswer, VerifyAnswer
from pipeline.llm import Batcher, Client, Endpoint, Half, Limits, Prices
from pipeline.records.keeping import BatchState
from pipeline.run.kept import place_of
from pipeline.run.lock import locked
from pipeline.run.reach import reach
from pipeline.store import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.config import Settings
    from pipeline.llm import Service
    from pipeline.records.keeping import Batch
    from pipeline.run.conduct import Stop

SHAPES = (PassageAnswer, SecondAnswer, VerifyAnswer, JoinAnswer, ProseAnswer)
"""The shapes of every question a room asks: what a batch of an earlier run may hold."""
LIVE = (BatchState.PREPARED, BatchState.SENDING, BatchState.RUNNING)
_STEP = 0.2


class Shown(NamedTuple):
    """One batch as the store knows it, and ``status`` and ``answered`` as the service tells, None where it does not."""

    name: str
    state: str
    model: str
    endpoint: str
    at: str
    deadline: str
    requests: int
    remote: str | None
    status: str | None
    answered: int | None


class Ended(NamedTuple):
    """How many batches were taken in, which are left, and what whoever pays should know."""

    taken_in: int
    left: tuple[str, ...]
    warnings: tuple[str, ...]


def shown(settings: Settings, *, ended: bool) -> tuple[Shown, ...]:
    """Give the batches under way, oldest first (``ended``: and those that are over), and leave no trace."""
    place = place_of(settings)
    if not place.is_used:
        return ()
    with Shelf.glance(place) as shelf:
        found = shelf.batches(*(BatchState if ended else LIVE))
    with ExitStack() as stack:
        service = _service(settings)
        endpoint = None if service is None else stack.enter_context(Endpoint(service))
        return tuple(
            _shown(batch, endpoint if service and batch.endpoint == service.endpoint else None) for batch in found
        )


def wait(settings: Settings, say: Callable[[str], None], stop: Stop) -> Ended:
    """Wait until every batch at the endpoint has ended, and take it in. Ends early where ``stop`` asks for it.

    Raises ``OutputLocked`` where a run is under way, which takes its batches in itself, ``NoKey``, and the
    ``ModelError`` of a service that refuses or does not answer.
    """
    with _batchers(settings, say) as batchers:
        before = _live(batchers)
        _take_in(batchers, stop, lambda: bool(_live(batchers)))
        return _ended(batchers, before)


def cancel(settings: Settings, names: Sequence[str], say: Callable[[str], None], stop: Stop) -> Ended:
    """Cancel these batches, all where none is named, and take in what they had finished.

    While a run is under way the service is only told to cancel, and the run takes in what was finished. Raises as
    ``wait``, and ``SettingsError`` for a name that no batch under way has.
    """
    known = {one.name for one in shown(settings, ended=False)}
    if unknown := sorted(set(names) - known):
        raise SettingsError(f"there is no batch {', '.join(unknown)} under way", remedy="see briefs batch list")
    chosen = set(names) or known
    try:
        with _batchers(settings, say) as batchers:
            before = tuple(batch for batch in _live(batchers) if batch.name in chosen)
            for batcher in batchers:
                for batch in batcher.live():
                    if batch.name in chosen:
                        batcher.cancel(batch)
            _take_in(batchers, stop, lambda: bool(chosen & {batch.name for batch in _live(batchers)}))
            return _ended(batchers, before)
    except OutputLocked:
        _ask_to_cancel(settings, chosen)
        say("a run is under way; it takes in what these batches have finished")
        return Ended(0, (), ())


def _ask_to_cancel(settings: Settings, chosen: set[str]) -> None:
    service = reach(settings).service
    with Endpoint(service) as endpoint, Shelf.glance(place_of(settings)) as shelf:
        for batch in shelf.batches(BatchState.RUNNING):
            if batch.name in chosen and batch.endpoint == service.endpoint and batch.remote:
                endpoint.cancel(batch.remote)


def _take_in(batchers: Sequence[Batcher], stop: Stop, more: Callable[[], bool]) -> None:
    """Look and wait, look and wait, for as long as there is ``more``."""
    while more() and not stop.asked:
        for batcher in batchers:
            batcher.look()
        if more():
            _sleep(min(batcher.pause for batcher in batchers), stop)


def _sleep(seconds: float, stop: Stop) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not stop.asked:
        time.sleep(_STEP)


def _ended(batchers: Sequence[Batcher], before: Sequence[Batch]) -> Ended:
    left = {batch.name for batch in _live(batchers)}
    warnings = dict.fromkeys(line for batcher in batchers for line in batcher.warnings)
    over = sum(batch.name not in left for batch in before)
    return Ended(over, tuple(batch.name for batch in before if batch.name in left), tuple(warnings))


def _live(batchers: Sequence[Batcher]) -> tuple[Batch, ...]:
    return tuple(batch for batcher in batchers for batch in batcher.live())


@contextmanager
def _batchers(settings: Settings, say: Callable[[str], None]) -> Iterator[list[Batcher]]:
    """Open a batcher for each model that has batches at the endpoint."""
    way, place = reach(settings), place_of(settings)
    with ExitStack() as stack:
        stack.enter_context(locked(place.folder))
        shelf = stack.enter_context(Shelf.open(place))
        models = dict.fromkeys(batch.model for batch in shelf.batches(*LIVE) if batch.endpoint == way.service.endpoint)
        batchers = []
        for model in models:
            service = dataclasses.replace(way.service, model=model)
            client = stack.enter_context(Client(service, shelf, run=way.run, prices=Prices.load(way.project)))
            batchers.append(stack.enter_context(batcher_of(client, settings, say)))
        yield batchers


@contextmanager
def batcher_of(client: Client, settings: Settings, say: Callable[[str], None]) -> Iterator[Batcher]:
    """Open the batches of a client's model."""
    model, parts = settings.model, client.parts
    with Endpoint(parts.service) as endpoint:
        yield Batcher(
            Half(client),
            parts.shelf,
            endpoint,
            run=parts.run,
            hours=model.batch_hours,
            limits=Limits(tokens=model.batch_tokens),
            shapes=SHAPES,
            say=say,
        )


def _service(settings: Settings) -> Service | None:
    try:
        return reach(settings).service
    except ModelError:  # without a key the store still knows what is under way
        return None


def _shown(batch: Batch, endpoint: Endpoint | None) -> Shown:
    remote = None
    if endpoint is not None and batch.remote is not None and batch.state in LIVE:
        try:
            remote = endpoint.look(batch.remote)
        except ModelError:
            remote = None
    return Shown(
        batch.name,
        batch.state.value,
        batch.model,
        batch.endpoint,
        batch.at,
        batch.deadline,
        batch.requests,
        batch.remote,
        None if remote is None else remote.status,
        None if remote is None else remote.completed,
    )
