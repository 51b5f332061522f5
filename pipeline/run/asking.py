"""The parent's line to the model: the questions of all documents, asked by threads, first come first served.

Whoever asks here hands in questions and hears later what became of each: an answer, why there is none, or the error
that ends the run. What was answered before is heard at once. Documents earlier in the run go first, so that they are
finished, published and out of memory first. So that this order holds up to the moment of sending, no more than one
question is in hand and not on its way: later questions of an early document, which come while the service or the cap
has no room, go before the first ones of a later document.
"""

from __future__ import annotations

import heapq
import multiprocessing as mp
import threading
import time
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pipeline.errors import ModelError, Unreachable
from pipeline.records import Unanswered
from pipeline.run.hearing import unanswered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

    from pipeline.records import Answer, Heard, Question

_GIVE_UP_AFTER = 3
_DOWN = Unanswered(kind="unreachable", reason="not asked: the service had stopped answering", passing=True)
# What is under way has been paid for, so a run that ends waits for it, but not for long.
_GRACE = 10.0


class Told(NamedTuple):
    """What became of the question with this mark. A ``ModelError`` concerns the run and not the question."""

    mark: str
    what: Heard | ModelError


AHEAD = 256
"""So far ahead documents are begun where answers come as fast as questions."""


class Line(Protocol):
    """How the run gets questions answered. ``bell`` is readable when there is something to be ``told``."""

    @property
    def bell(self) -> Connection:
        """Where to listen."""

    @property
    def has_room(self) -> bool:
        """True while more questions are welcome: reading further ahead would only fill the memory."""

    @property
    def ahead(self) -> int:
        """So many documents may be begun and not yet published; what is finished waits in memory for its turn."""

    @property
    def over(self) -> bool:
        """True once nothing more will be asked: no document need be begun."""

    def ask(self, number: int, questions: Sequence[Question]) -> None:
        """Take the questions of document ``number``. Each is told of once, whoever else asked it meanwhile."""

    def told(self) -> list[Told]:
        """Give what became known since the last time."""

    def rest(self) -> None:
        """Hear that every document waits: no further question comes before an answer is told."""

    def close(self) -> None:
        """Stop asking."""


class Asks(Protocol):
    """What a line needs of ``llm.Client``."""

    def ask(self, question: Question, left: Callable[[], None]) -> Answer:
        """Ask, or give the answer kept from before. Raises the kinds of ``ModelError``.

        ``left`` is called when the question is on its way: what may be sent and paid was waited for before.
        """

    def kept(self, question: Question) -> Answer | None:
        """Give the answer kept from before."""

    def stop(self, error: ModelError) -> None:
        """Send nothing more: whoever waits to send, or asks from now on, gets the error."""


class Patience:
    """The waiting between two attempts, which the end of the run cuts short."""

    def __init__(self) -> None:
        self._over = threading.Event()

    def sleep(self, seconds: float) -> None:
        """Wait. Raises ``Unreachable`` once there is nothing to wait for."""
        if self._over.wait(seconds):
            raise Unreachable("the run ended while the service was waited for")

    def end(self) -> None:
        """Wake up whoever waits."""
        self._over.set()


class Bell:
    """Wakes up whoever waits for pipes, from any thread; rung many times it is heard once."""

    def __init__(self) -> None:
        self.ear, self._mouth = mp.Pipe(duplex=False)
        self._lock = threading.Lock()
        self._rung = False

    def ring(self) -> None:
        """Make the ear readable."""
        with self._lock:
            if not self._rung:
                self._rung = True
                self._mouth.send_bytes(b"!")

    def quiet(self) -> None:
        """Make it unreadable until the next ring."""
        with self._lock:
            if self._rung:
                self._rung = False
                self.ear.recv_bytes()

    def close(self) -> None:
        """Close both ends; ringing is over."""
        with self._lock:
            self._rung = True
            self._mouth.close()
            self.ear.close()


class _Turn(NamedTuple):
    """A question in the line: documents in their order, the questions of one as they came."""

    number: int
    place: int
    question: Question


class Online:
    """Asks now, up to ``together`` questions at once.

    After three questions in a row without an answer the rest is not asked. ``Refused`` and ``OverBudget`` end the
    line.
    """

    ahead = AHEAD

    def __init__(self, client: Asks, patience: Patience, together: int, bell: Bell | None = None) -> None:
        self._client, self._together, self._patience = client, together, patience
        self._bell = bell or Bell()
        self._change = threading.Condition()
        self._line: list[_Turn] = []
        self._known: set[str] = set()
        self._told: list[Told] = []
        self._threads: list[threading.Thread] = []
        self._in_hand: _Turn | None = None
        self._places = self._silent = 0
        self._closed = False
        self._down: Unanswered | None = None
        self._ended: ModelError | None = None
        self._ended_at = 0.0
        self._broken: Exception | None = None

    @property
    def bell(self) -> Connection:
        """Where to listen."""
        return self._bell.ear

    @property
    def has_room(self) -> bool:
        """True while the line is shorter than what keeps every thread busy for another round."""
        return len(self._known) < 2 * self._together

    @property
    def over(self) -> bool:
        """True once an error ended it."""
        return self._ended is not None

    def ask(self, number: int, questions: Sequence[Question]) -> None:
        """Put the questions into the line, but for those that are in it and those answered before."""
        for question in questions:
            mark = question.mark
            if mark in self._known:
                continue
            kept = self._client.kept(question)
            with self._change:
                self._known.add(mark)
                what = kept or self._ended or self._down
                if what is not None:
                    self._tell(mark, what)
                else:
                    self._places += 1
                    heapq.heappush(self._line, _Turn(number, self._places, question))
                    self._change.notify()
        self._staff()

    def told(self) -> list[Told]:
        """Give what became known. Raises what no question is to blame for."""
        self._bell.quiet()
        with self._change:
            if self._broken is not None:
                raise self._broken
            if self._ended is not None and time.monotonic() > self._ended_at + _GRACE:
                # Whoever is still under way is not waited for; its answer is kept if it comes before the end.
                self._told += [Told(mark, self._ended) for mark in self._known - {told.mark for told in self._told}]
            told, self._told = self._told, []
            self._known -= {one.mark for one in told}
        return told

    def rest(self) -> None:
        """Have nothing to do: what is asked here is asked at once."""

    def close(self) -> None:
        """Ask nothing more, and wait a little for what is under way."""
        with self._change:
            self._closed = True
            self._line.clear()
            self._change.notify_all()
        self._end(Unreachable("the run ended before it was asked"))
        until = time.monotonic() + _GRACE
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        self._bell.close()

    # --- the threads ---------------------------------------------------------------------------------------------

    def _staff(self) -> None:
        while len(self._threads) < min(self._together, len(self._known)):
            self._threads.append(threading.Thread(target=self._serve, name="ask", daemon=True))
            self._threads[-1].start()

    def _serve(self) -> None:
        while (turn := self._next()) is not None:
            try:
                what: Heard | ModelError = self._asked(turn)
            except Exception as error:  # noqa: BLE001  (it is raised where the line is listened to)
                with self._change:
                    self._broken = None if self._closed else error
                self._bell.ring()
                return
            finally:
                self._left(turn)
            with self._change:
                self._judge(what)
                self._tell(turn.question.mark, what)

    def _next(self) -> _Turn | None:
        with self._change:
            self._change.wait_for(lambda: self._closed or (self._line and self._in_hand is None))
            if self._closed:
                return None
            self._in_hand = heapq.heappop(self._line)
            return self._in_hand

    def _left(self, turn: _Turn) -> None:
        """Let the next one be taken in hand, once this one is on its way."""
        with self._change:
            if self._in_hand is turn:
                self._in_hand = None
                if self._line:
                    self._change.notify()  # whoever waits, waits for the same: one is enough

    def _asked(self, turn: _Turn) -> Heard | ModelError:
        try:
            return self._client.ask(turn.question, lambda: self._left(turn))
        except ModelError as error:
            return unanswered(error) or error

    def _judge(self, what: Heard | ModelError) -> None:
        """Notice that the service is gone, or that nothing may be asked any more."""
        if isinstance(what, ModelError):
            if self._ended is None:
                self._ended, self._ended_at = what, time.monotonic()
            self._drop(self._ended, self._ended)
            return
        self._silent = self._silent + 1 if isinstance(what, Unanswered) and what.passing else 0
        if self._silent >= _GIVE_UP_AFTER and self._down is None:
            self._down = _DOWN
            self._drop(_DOWN, Unreachable(_DOWN.reason))

    def _drop(self, what: Heard | ModelError, error: ModelError) -> None:
        """Say this of every question that still stands in the line, and send nothing more."""
        for turn in self._line:
            self._tell(turn.question.mark, what)
        self._line.clear()
        self._end(error)

    def _end(self, error: ModelError) -> None:
        self._client.stop(error)
        self._patience.end()

    def _tell(self, mark: str, what: Heard | ModelError) -> None:
        self._told.append(Told(mark, what))
        self._bell.ring()
