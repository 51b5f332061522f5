"""The line to a model that works by batches."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import ModelError
from pipeline.run.asking import Bell, Online, Told
from pipeline.run.batches import batcher_of
from pipeline.run.hearing import unanswered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from pipeline.config import Settings
    from pipeline.llm import Batcher, Client
    from pipeline.llm import Told as Became
    from pipeline.records import Heard, Question
    from pipeline.run.asking import Line, Patience

_GRACE = 10.0


class Batched:
    """Hands in the questions of all documents whenever every document waits; what the deadline leaves goes online.

    A thread of its own hands in and looks, so that documents go on while batches are under way. ``bell`` is rung by
    ``online`` too. ``say`` hears what is left under way in the end.
    """

    has_room = True
    """Every document is read before the first batch goes, since the first round of all of them goes together."""
    ahead = 2_000
    """What these ask and hear is held in memory: some 300 kilobytes for a long report."""

    def __init__(self, batcher: Batcher, online: Line, bell: Bell, say: Callable[[str], None]) -> None:
        self._batcher, self._online, self._bell, self._say = batcher, online, bell, say
        self._change = threading.Condition()
        self._inbox: list[Question] = []
        self._numbers: dict[str, int] = {}
        self._told: list[Told] = []
        self._resting = self._closed = False
        self._look_at = 0.0
        self._ended: ModelError | None = None
        self._broken: Exception | None = None
        self._thread = threading.Thread(target=self._serve, name="batches", daemon=True)
        self._thread.start()

    @property
    def bell(self) -> Connection:
        """Where to listen."""
        return self._bell.ear

    @property
    def over(self) -> bool:
        """True once an error that concerns the whole run ended it."""
        return self._online.over or (self._ended is not None and unanswered(self._ended) is None)

    def ask(self, number: int, questions: Sequence[Question]) -> None:
        """Take questions for the next batch; those of which something is known are told at once."""
        with self._change:
            for question in questions:
                if question.mark in self._numbers:
                    continue
                self._numbers[question.mark] = number
                if self._ended is not None:
                    self._tell(question.mark, self._ended)
                else:
                    self._inbox.append(question)
            self._resting = False
            self._change.notify_all()

    def rest(self) -> None:
        """Hand in what was asked: no further question comes before an answer is told."""
        with self._change:
            if not self._resting:
                self._resting, self._look_at = True, 0.0
                self._change.notify_all()

    def told(self) -> list[Told]:
        """Give what became known. Raises what no question is to blame for."""
        late = self._online.told()  # it quiets the bell, so what is told from here on rings it again
        with self._change:
            if self._broken is not None:
                raise self._broken
            told, self._told = [*self._told, *late], []
            for one in told:
                self._numbers.pop(one.mark, None)
            if told:
                self._resting = False
        return told

    def close(self) -> None:
        """Hand in nothing more; what is under way stays at the service, and the next run takes it in."""
        with self._change:
            self._closed = True
            self._change.notify_all()
        self._thread.join(_GRACE)
        self._online.close()
        if self._batcher.live():
            self._say("batches are still under way: briefs run --batch goes on, briefs batch wait takes them in")

    # --- the thread --------------------------------------------------------------------------------------------------

    def _serve(self) -> None:
        try:
            while self._waited():
                self._turn()
        except ModelError as error:
            with self._change:
                self._end(error)
        except Exception as error:  # noqa: BLE001  (it is raised where the line is listened to)
            with self._change:
                self._broken = error
        self._bell.ring()

    def _waited(self) -> bool:
        """Wait for something to do; False when there will be nothing more."""
        with self._change:
            while not self._closed:
                if self._inbox or (self._resting and self._is_due()):
                    return True
                left = max(0.0, self._look_at - time.monotonic())
                self._change.wait(left if self._busy() else None)
            return False

    def _busy(self) -> bool:
        return self._resting and bool(self._batcher.waiting or self._batcher.under_way)

    def _is_due(self) -> bool:
        return self._busy() and time.monotonic() >= self._look_at

    def _turn(self) -> None:
        with self._change:
            new, self._inbox = self._inbox, []
            resting = self._resting
        became = self._batcher.ask(new)
        if resting and not became:
            became += self._batcher.hand_in()
            if time.monotonic() >= self._look_at:
                became += self._batcher.look()
            self._look_at = time.monotonic() + self._batcher.pause
        with self._change:
            for one in became:
                self._settle(one)

    def _settle(self, became: Became) -> None:
        mark, answer = became.question.mark, became.answer
        number = self._numbers.get(mark)
        if number is None:
            return  # told already: several documents may ask the same
        if answer is None:
            self._online.ask(number, [became.question])
        else:
            self._tell(mark, answer)

    def _tell(self, mark: str, answer: Heard | ModelError) -> None:
        what = (unanswered(answer) or answer) if isinstance(answer, ModelError) else answer
        self._told.append(Told(mark, what))
        self._bell.ring()

    def _end(self, error: ModelError) -> None:
        """Say of every question, now and later, that it was not answered."""
        self._ended = error
        known = {one.mark for one in self._told}
        for mark in self._numbers.keys() - known:
            self._tell(mark, error)


@contextmanager
def batched(client: Client, patience: Patience, settings: Settings, say: Callable[[str], None]) -> Iterator[Batched]:
    """Open the line that works by batches."""
    bell = Bell()
    online = Online(client, patience, settings.model.together, bell)
    with batcher_of(client, settings, say) as batcher:
        line = Batched(batcher, online, bell, say)
        try:
            yield line
        finally:
            line.close()
