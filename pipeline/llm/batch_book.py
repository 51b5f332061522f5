"""What is written down of batches: prepared and reserved before anything is sent, settled when it is taken in."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from pipeline.errors import OverBudget
from pipeline.records.keeping import Batch, BatchItem, BatchState

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from pipeline.llm.batch_half import Half
    from pipeline.llm.batch_lines import Packed
    from pipeline.records import Question
    from pipeline.records.keeping import Batches

LIVE = (BatchState.PREPARED, BatchState.SENDING, BatchState.RUNNING)


class Book:
    """The batches of one output folder at one endpoint and model. Whoever opens it holds the lock of that folder."""

    def __init__(self, half: Half, batches: Batches, *, run: str, now: Callable[[], dt.datetime]) -> None:
        self._half, self._batches, self._run, self._now = half, batches, run, now

    def live(self) -> tuple[Batch, ...]:
        """Batches that may still bring something, oldest first."""
        here = (self._half.endpoint, self._half.model)
        return tuple(batch for batch in self._batches.batches(*LIVE) if (batch.endpoint, batch.model) == here)

    def prepare(self, group: Sequence[Packed], questions: Mapping[str, Question], deadline: dt.datetime) -> Batch:
        """Reserve the requests, as many as the cap allows, and write them down.

        Raises OverBudget where not even the first may be asked.
        """
        items: list[BatchItem] = []
        tokens = 0
        for request in group:
            try:
                number = self._half.reserve(questions[request.key], request.sent)
            except OverBudget:
                if not items:
                    raise
                break
            items.append(BatchItem(request.key, number))
            tokens += request.sent
        batch = Batch(
            name=f"briefs-{uuid.uuid4().hex[:12]}",
            run=self._run,
            endpoint=self._half.endpoint,
            model=self._half.model,
            state=BatchState.PREPARED,
            at=_written(self._now()),
            deadline=_written(deadline),
            requests=len(items),
            tokens=tokens,
            items=tuple(items),
        )
        return self._save(batch)

    def sending(self, batch: Batch) -> Batch:
        """Note that the service may know of it from now on."""
        return self._save(batch._replace(state=BatchState.SENDING))

    def running(self, batch: Batch, remote: str) -> Batch:
        """Note the service's id."""
        return self._save(batch._replace(state=BatchState.RUNNING, remote=remote))

    def over(self, batch: Batch, state: BatchState = BatchState.CANCELLED) -> None:
        """Note that nothing more is expected of it; every item is settled by now."""
        self._batches.take(batch.name, [item.key for item in batch.items])
        self._save(batch._replace(state=state))

    def release(self, batch: Batch, keys: Collection[str], *, lost: bool = False) -> None:
        """Settle what has no result: free, because it was not worked on; ``lost`` where the service may bill it."""
        each = batch.tokens // max(1, batch.requests)
        for item in batch.items:
            if item.key in keys:
                if lost:
                    self._half.lost(item.reservation, each)
                else:
                    self._half.free(item.reservation)

    def _save(self, batch: Batch) -> Batch:
        self._batches.save(batch)
        return batch


def _written(time: dt.datetime) -> str:
    return time.isoformat(timespec="seconds")


def read_time(text: str) -> dt.datetime:
    """Read a time as ``Batch`` keeps it."""
    return dt.datetime.fromisoformat(text)
