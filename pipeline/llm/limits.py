"""How fast a model is asked: one limiter for each endpoint and model, for all threads that ask there.

* **A minute's requests and tokens** are a log of what was sent in the last sixty seconds, so that no window of a minute
  ever holds more than is allowed. Tokens are booked before a request with the longest answer and corrected after.
* **A request larger than a whole minute's tokens** waits until the log is empty and goes alone.
* **The number under way** starts small, grows by one with each answer until the service first complains, by one a round
  after, and halves on a complaint; never above what the settings allow. It does not grow while answers take more than
  half of an attempt's time, so that a small local server is not buried under questions that would run out of time.
* **First come, first served**: a question keeps its place when it is sent again, so documents finish in their order.

Waiting is on condition variables, one for each who waits: an answer wakes the next in line and nobody else.
"""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WINDOW = 60.0
_START = 8


class Booking:
    """A request in the log of the last minute; ``gone`` once it is older."""

    __slots__ = ("at", "gone", "tokens")

    def __init__(self, at: float, tokens: int) -> None:
        self.at, self.tokens, self.gone = at, tokens, False


class Minute:
    """The log of the last minute. Knows no clock and no thread: ``now`` is given, in seconds of any clock."""

    def __init__(self, requests: int = 0, tokens: int = 0) -> None:
        self.requests, self.tokens = requests, tokens
        self._log: deque[Booking] = deque()
        self._booked = 0
        self._not_before = float("-inf")

    def wait(self, now: float, tokens: int) -> float:
        """Seconds until a request of so many tokens may go; 0 when it may go now. Limits of 0 are none."""
        while self._log and now - self._log[0].at >= WINDOW:
            old = self._log.popleft()
            old.gone, self._booked = True, self._booked - old.tokens
        return max(0.0, self._not_before - now, self._until_room(now, tokens))

    def _until_room(self, now: float, tokens: int) -> float:
        spare_requests = self.requests - len(self._log) if self.requests else 1
        # Alone in its minute is the most that can be done for a request larger than a minute.
        wanted = min(tokens, self.tokens) if self.tokens else 0
        spare_tokens = self.tokens - self._booked if self.tokens else 0
        if spare_requests >= 1 and spare_tokens >= wanted:
            return 0.0
        for booking in self._log:
            spare_requests, spare_tokens = spare_requests + 1, spare_tokens + booking.tokens
            if spare_requests >= 1 and spare_tokens >= wanted:
                return booking.at + WINDOW - now
        return 0.0

    def book(self, now: float, tokens: int) -> Booking:
        """Write down that a request goes now."""
        booking = Booking(now, tokens)
        self._log.append(booking)
        self._booked += tokens
        return booking

    def correct(self, booking: Booking, tokens: int) -> None:
        """Write down what a request really took."""
        if not booking.gone:
            self._booked += tokens - booking.tokens
        booking.tokens = tokens

    def hold(self, until: float) -> None:
        """Let nothing go before."""
        self._not_before = max(self._not_before, until)


class Flow:
    """The number of requests that may be under way: additive growth, halved on a complaint."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.allowed = min(_START, most)
        self._round = 0
        self._answers = 0
        self._complained = False

    @property
    def round(self) -> int:
        """What is under way was sent in this round; complaints about earlier rounds were heard."""
        return self._round

    def answered(self) -> None:
        """An answer came in good time: allow one more, or one more a round after the first complaint."""
        self._answers += 1
        if self.allowed < self.most and (not self._complained or self._answers >= self.allowed):
            self.allowed, self._answers = self.allowed + 1, 0

    def pressed(self, sent_in: int) -> None:
        """The service complained about a request of that round: halve, once for all of the round."""
        if sent_in != self._round:
            return
        self._round, self._answers, self._complained = self._round + 1, 0, True
        self.allowed = max(1, self.allowed // 2)


class Turn(NamedTuple):
    """The right to send one request. ``at`` is when it was given, in seconds of the limiter's clock."""

    booking: Booking
    round: int
    at: float


class Closed(Exception):
    """The limiter was closed while somebody waited."""


class Limiter:
    """Lets requests go in their order, as fast as settings, service and answers allow.

    ``seconds`` is the time limit of one attempt. ``requests`` and ``tokens`` of 0 are taken from what the service says.
    """

    def __init__(
        self,
        *,
        most: int,
        requests: int = 0,
        tokens: int = 0,
        seconds: float = 600.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._minute, self._flow = Minute(requests, tokens), Flow(most)
        self._told = (requests == 0, tokens == 0)
        self._slow = seconds / 2
        self._clock = clock
        self._lock = threading.Lock()
        self._waiting: list[tuple[int, threading.Condition]] = []
        self._places = itertools.count()
        self._under_way = 0
        self._closed = False

    def place(self) -> int:
        """Take a place in the line; it is kept by whoever is sent again."""
        return next(self._places)

    @property
    def allowed(self) -> int:
        """How many may be under way just now."""
        return self._flow.allowed

    @property
    def waiting(self) -> tuple[int, ...]:
        """The places that wait for a turn just now, the next first."""
        with self._lock:
            return tuple(sorted(place for place, _ in self._waiting))

    @contextmanager
    def turn(self, place: int, tokens: int) -> Iterator[Turn]:
        """Wait for the right to send ``tokens`` and give it back at the end. Raises Closed."""
        with self._lock:
            self._wait_in_line(place, tokens)
            now = self._clock()
            turn = Turn(self._minute.book(now, tokens), self._flow.round, now)
            self._under_way += 1
        try:
            yield turn
        finally:
            with self._lock:
                self._under_way -= 1
                self._wake()

    def _wait_in_line(self, place: int, tokens: int) -> None:
        mine = (place, threading.Condition(self._lock))
        heapq.heappush(self._waiting, mine)
        try:
            while not self._closed:
                pause: float | None = None
                if self._waiting[0] is mine and self._under_way < self._flow.allowed:
                    pause = self._minute.wait(self._clock(), tokens)
                    if pause <= 0:
                        return
                mine[1].wait(pause)
            raise Closed
        finally:
            self._waiting.remove(mine)
            heapq.heapify(self._waiting)
            self._wake()

    def _wake(self) -> None:
        if self._waiting:
            self._waiting[0][1].notify()

    def answered(self, turn: Turn, tokens: int) -> None:
        """Tell what a request really took; 0 where nobody counted."""
        with self._lock:
            if tokens:
                self._minute.correct(turn.booking, tokens)
            if self._clock() - turn.at <= self._slow:
                self._flow.answered()
            self._wake()

    def free(self, turn: Turn) -> None:
        """Tell that a request took no tokens: it was turned away."""
        with self._lock:
            self._minute.correct(turn.booking, 0)
            self._wake()

    def pressed(self, turn: Turn, after: float | None) -> None:
        """Tell that the service complained of too much, or did not answer in time; ``after``: seconds it asks for."""
        with self._lock:
            self._flow.pressed(turn.round)
            if after is not None:
                self._minute.hold(self._clock() + after)
            self._wake()

    def told(self, requests: int | None, tokens: int | None, pause: float | None) -> None:
        """Take over what the service says of its limits, where the settings say nothing."""
        with self._lock:
            if self._told[0] and requests is not None:
                self._minute.requests = requests
            if self._told[1] and tokens is not None:
                self._minute.tokens = tokens
            if pause is not None:
                self._minute.hold(self._clock() + pause)
            self._wake()

    def close(self) -> None:
        """Send everybody away who waits."""
        with self._lock:
            self._closed = True
            for _, condition in self._waiting:
                condition.notify()
