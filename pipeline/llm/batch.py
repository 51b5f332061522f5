"""Questions handed in as batches: half the price, hours instead of seconds, and nothing asked or paid for twice.

Everything is written down before it is sent (``records.keeping``), so that a run killed at any moment finds its
batches again:

- PREPARED: the questions are reserved and listed. Nothing that counts was sent; a restart forgets the batch.
- SENDING: from here on the service may know the batch. A restart looks for it by our name in the service's list.
- RUNNING: the service's id is known. A restart goes on looking at it.
- ENDED, CANCELLED: taken in. Whatever had no answer was settled and is asked again.

Taking in may be repeated after a kill: an answer is kept under its own key, a request is settled by its own number.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from typing import TYPE_CHECKING

from pipeline.errors import BadAnswer, OverBudget, Refused, Unreachable
from pipeline.llm.batch_book import Book, read_time
from pipeline.llm.batch_endpoint import NoBatches, QueueFull
from pipeline.llm.batch_intake import Intake
from pipeline.llm.batch_lines import Limits, files
from pipeline.llm.batch_wanted import Pile, Told
from pipeline.llm.wire import TryAgain
from pipeline.records.keeping import BatchState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pydantic import BaseModel

    from pipeline.llm.batch_endpoint import Endpoint, Remote
    from pipeline.llm.batch_half import Half
    from pipeline.llm.batch_lines import Packed
    from pipeline.records import Question
    from pipeline.records.keeping import Batch, Batches

FIRST_PAUSE, LONGEST_PAUSE, _GROWTH = 0.5, 300.0, 1.5
# With pauses that grow to five minutes this is most of an hour without a service.
_FAILURES = 24
# How often a batch is looked for in vain before it is taken for not there.
_LOOKS = 3
# The service says that cancelling takes ten minutes.
_CANCELLING = dt.timedelta(hours=1)
# Below this share of the tokens that may wait, a file is not worth handing in while others are under way.
_SHARE = 10


class Batcher:
    """Hands questions in and takes answers in. For one thread; it never waits: whoever drives it sleeps ``pause``.

    ``hours`` from now everything not answered is to be asked online. ``shapes`` are those of questions that may be
    under way without anybody here who asks them. ``say`` hears in whole sentences what is going on.
    """

    def __init__(
        self,
        half: Half,
        batches: Batches,
        endpoint: Endpoint,
        *,
        run: str,
        hours: float = 20.0,
        limits: Limits | None = None,
        shapes: Sequence[type[BaseModel]] = (),
        say: Callable[[str], None] = lambda _: None,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._half, self._endpoint = half, endpoint
        self._pile = Pile()
        self._book = Book(half, batches, run=run, now=now)
        self._intake = Intake(half, self._book, endpoint, self._pile, shapes)
        self._limits, self._say, self._now = limits or Limits(), say, now
        self._deadline = now() + dt.timedelta(hours=hours)
        self._cancelled: set[str] = set()
        self._looks: dict[str, int] = {}
        self._surely_unsent: set[str] = set()
        self._failures = self._times_full = 0
        self._full_until: dt.datetime | None = None
        self._short = False  # of money: what is under way must come back before more is handed in
        self.pause = FIRST_PAUSE
        """Seconds after which another look is worth while."""

    @property
    def waiting(self) -> int:
        """How many questions have not been handed in yet."""
        return len(self._pile.waiting)

    @property
    def under_way(self) -> int:
        """How many questions are in batches that have not been taken in."""
        return len(self._pile.out)

    @property
    def unknown(self) -> int:
        """How many results answered nothing that was asked."""
        return self._intake.unknown

    @property
    def warnings(self) -> tuple[str, ...]:
        """What whoever pays should know, in whole sentences."""
        return self._half.warnings

    def live(self) -> tuple[Batch, ...]:
        """Batches at this endpoint and model that may still bring something, oldest first."""
        return self._book.live()

    def ask(self, questions: Iterable[Question]) -> list[Told]:
        """Take questions, to be handed in when ``hand_in`` is called; gives those whose answers are kept."""
        told: list[Told] = []
        for question in questions:
            if (kept := self._half.kept(question)) is not None:
                told.append(Told(question, kept))
            else:
                self._pile.add(self._half.key(question), question)
        return told

    # --- handing in --------------------------------------------------------------------------------------------------

    def hand_in(self) -> list[Told]:
        """Hand in what waits, as far as limits and budget allow; gives what must be asked online instead.

        What is under way already, from a killed run or another process, is waited for and not handed in again. Raises
        Refused (NoBatches where the service takes none), OverBudget where nothing is under way that could free money,
        and Unreachable when the service has long not answered.
        """
        for batch in self._book.live():
            self._pile.hand_in(batch)
        if self._now() >= self._deadline:
            return self._pile.late()
        told: list[Told] = []
        while self._pile.waiting and not self._short and self._has_room():
            group = next(files(self._lines(), self._limits._replace(tokens=self._room())))
            more = self._hand_in(group)
            if more is None:
                break
            told += more
        return told

    def _room(self) -> int:
        return self._limits.tokens - sum(batch.tokens for batch in self._book.live())

    def _has_room(self) -> bool:
        if self._full_until is not None and self._now() < self._full_until:
            return False
        return not self._book.live() or self._room() >= self._limits.tokens // _SHARE

    def _lines(self) -> Iterator[Packed]:
        for wanted in self._pile.waiting.values():
            yield self._half.packed(wanted.question, wanted.turns)

    def _hand_in(self, group: Sequence[Packed]) -> list[Told] | None:
        """Hand in one file; None where it is better to wait before the next."""
        questions = {request.key: self._pile.waiting[request.key].question for request in group}
        try:
            batch = self._book.prepare(group, questions, self._deadline)
        except OverBudget:
            self._short = bool(self._pile.out)  # most of what is reserved for these will come back
            if self._short:
                return None
            raise
        self._pile.hand_in(batch)
        self._intake.handed_in(batch)
        # The items are the first of the group: where the cap ended them, the others wait for money to come back.
        told = self._send(batch, [request.line for request in group[: batch.requests]])
        self._short = batch.requests < len(group) and bool(self._pile.out)
        return told

    def _send(self, batch: Batch, lines: Sequence[bytes]) -> list[Told] | None:
        try:
            with tempfile.TemporaryFile() as file:  # gone with the process: it holds text of the documents
                file.writelines(line + b"\n" for line in lines)
                file.seek(0)
                uploaded = self._endpoint.upload(batch.name, file)
            batch = self._book.sending(batch)
            remote = self._endpoint.create(uploaded, batch.name)
        except QueueFull as error:
            self._take_back(batch)
            self._full(error)
            return None
        except TryAgain as error:
            if batch.state is BatchState.PREPARED:
                self._take_back(batch)
            elif not error.sent:
                self._surely_unsent.add(batch.name)  # in the list it may be all the same: the next look tells
            self._failed(error)
            return None
        except Refused:
            self._take_back(batch)
            raise
        except BadAnswer as error:
            self._drop(batch)
            return [one for key in self._pile.within(batch) for one in self._pile.again(key, error)]
        self._book.running(batch, remote.id)
        self._failures, self.pause = 0, FIRST_PAUSE
        count = len(batch.items)
        many = "1 question" if count == 1 else f"{count} questions"
        self._say(f"batch {batch.name}: {many} handed in, {batch.tokens:,} tokens")
        return []

    def _drop(self, batch: Batch, *, lost: bool = False) -> None:
        """Settle and strike a batch that brought nothing."""
        self._book.release(batch, [item.key for item in batch.items], lost=lost)
        self._book.over(batch)
        self._short = False

    def _take_back(self, batch: Batch, *, lost: bool = False) -> None:
        """Drop a batch; its questions wait again, as if they had never been handed in."""
        self._drop(batch, lost=lost)
        self._pile.back(self._pile.within(batch))

    def _full(self, error: QueueFull) -> None:
        """Wait for room at the service. Where it says how much there is at all, no file will be larger than that."""
        if error.limit and error.limit < self._limits.tokens:
            self._limits = self._limits._replace(tokens=max(1, error.limit * 9 // 10))
        elif not self._book.live():
            self._limits = self._limits._replace(tokens=max(1, self._limits.tokens // 2))
        self._times_full += 1
        wait = min(LONGEST_PAUSE, FIRST_PAUSE * 2**self._times_full)
        self._full_until = self._now() + dt.timedelta(seconds=wait)
        self._say("the service has as many tokens waiting as it takes: the rest is handed in when there is room")

    def _failed(self, error: TryAgain) -> None:
        """Count a failure of the service. Raises Unreachable when it was the last in a row."""
        self._failures += 1
        if self._failures >= _FAILURES:
            raise Unreachable(f"{error.reason}, {_FAILURES} times in a row; batches already handed in are kept")

    # --- looking and taking in ---------------------------------------------------------------------------------------

    def look(self) -> list[Told]:
        """Look once at every batch under way, whoever handed it in, and take in what ended.

        Raises Refused, once nothing more can be taken in, and Unreachable when the service has long not answered.
        """
        told: list[Told] = []
        refused: Refused | None = None
        failed: TryAgain | None = None
        seen = ended = False
        for batch in self._book.live():
            try:
                more, over = self._look_at(batch)
            except TryAgain as error:
                failed = error
            except Refused as error:
                refused = error
            else:
                told, seen, ended = told + more, True, ended or over
        self.pause = FIRST_PAUSE if ended else min(LONGEST_PAUSE, self.pause * _GROWTH)
        if refused is not None and not told:  # what was taken in is told first; the next look is refused too
            raise refused
        if seen:
            self._failures = 0
        elif failed is not None:
            self._failed(failed)
        return told

    def _look_at(self, batch: Batch) -> tuple[list[Told], bool]:
        """Look at one batch; gives what became known, and whether the batch is over."""
        if batch.remote is None:
            return [], self._resolve(batch)
        remote = self._endpoint.look(batch.remote)
        if remote is None:
            gone = self._looked_in_vain(batch)
            if gone:
                self._lose(batch, "the service does not know it any more")
            return [], gone
        if remote.ended:
            return self._ended(batch, remote)
        due = self._due(batch)
        if self._now() >= due + _CANCELLING:
            why = Unreachable("the service does not end a batch that was cancelled", remedy="run again later")
            return [one for key in self._pile.within(batch) for one in self._pile.end(key, why)], True
        if self._now() >= due and batch.name not in self._cancelled:
            self.cancel(batch)
            self._cancelled.add(batch.name)
            self._say(f"batch {batch.name}: its time is up; what it has not answered is asked online")
        return [], False

    def _ended(self, batch: Batch, remote: Remote) -> tuple[list[Told], bool]:
        if remote.full is not None:
            self._take_back(batch)
            self._intake.clear(remote)
            self._full(remote.full)
            return [], False
        late = self._now() >= self._due(batch)
        told = self._intake.take(batch, remote, late=late, ours=batch.name in self._cancelled)
        self._times_full, self._full_until, self._short = 0, None, False
        self._say(f"batch {batch.name} is {remote.status}: {remote.completed} of {batch.requests} answered")
        return told, True

    def _due(self, batch: Batch) -> dt.datetime:
        return min(self._deadline, read_time(batch.deadline))

    def cancel(self, batch: Batch) -> None:
        """Ask the service to end a batch early. What it has finished by then is taken in by the next looks."""
        if batch.remote is not None:
            self._endpoint.cancel(batch.remote)

    def _resolve(self, batch: Batch) -> bool:
        """Find out what became of a batch that was being handed in when the program or the connection ended."""
        if batch.state is BatchState.PREPARED:
            self._take_back(batch)
            return True
        try:
            remote = self._endpoint.find(batch.name, read_time(batch.at))
        except NoBatches:
            if batch.name in self._surely_unsent:
                self._take_back(batch)
            else:
                self._lose(batch, "it was being handed in when the program or the connection ended, and the service "
                                  "has no list to find it in")  # fmt: skip
            return True
        if remote is not None:
            self._book.running(batch, remote.id)
            self._say(f"batch {batch.name} was found again: {batch.requests} questions")
            return False
        if not self._looked_in_vain(batch):
            return False
        self._take_back(batch)
        return True

    def _looked_in_vain(self, batch: Batch) -> bool:
        """Count a look for a batch that is not there; True once that is to be believed."""
        self._looks[batch.name] = self._looks.get(batch.name, 0) + 1
        return self._looks[batch.name] >= _LOOKS

    def _lose(self, batch: Batch, why: str) -> None:
        self._half.warn(
            f"Batch {batch.name} of {len(batch.items)} questions was lost: {why}. It is asked again; the service may "
            "bill both, and what the first may cost is counted as lost."
        )
        self._take_back(batch, lost=True)
