"""Documents on their way: worked by a process, waiting for answers, worked again, until each is finished.

Documents are begun in their order, and only as far ahead as keeps the processes and the line to the model busy. One
whose questions are answered goes before one that is new: what is begun is to be finished, published and forgotten.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.errors import ModelError
from pipeline.run.asking import AHEAD
from pipeline.run.jobs import Product, Wanted
from pipeline.run.pool import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.records import Heard
    from pipeline.run.asking import Line
    from pipeline.run.jobs import Job
    from pipeline.run.pool import Pool


@dataclass
class _Way:
    """How far one document has come: what it has heard, what it waits for, the seconds its turns took by room."""

    heard: dict[str, Heard] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    seconds: dict[str, float] = field(default_factory=dict)

    def spent(self, seconds: dict[str, float]) -> dict[str, float]:
        """Add the seconds of a turn, rooms in the order in which they were first left."""
        for room, more in seconds.items():
            self.seconds[room] = self.seconds.get(room, 0.0) + more
        return self.seconds


class Turns:
    """Works off ``jobs`` in ``pool``; ``line`` is None where no model is asked."""

    def __init__(self, jobs: Sequence[Job], pool: Pool, line: Line | None) -> None:
        self._jobs, self._pool, self._line = jobs, pool, line
        self._ways: dict[int, _Way] = {}
        self._asked: dict[str, set[int]] = {}
        self._ready: list[int] = []
        self._finished: set[int] = set()
        self._begun = self._settled = 0

    def answers(self) -> Iterator[Answer | None]:
        """Yield each document's product or error as they come, and None several times a second so one can stop.

        Ends early, with documents not begun, where nothing more will be asked.
        """
        while self._settled < len(self._jobs) and not (self._is_over and not self._ways):
            self._work()
            for answer in self._pool.poll(*([self._line.bell] if self._line else [])):
                if (done := self._worked(answer)) is not None:
                    yield self._done(done)
            for done in self._hear():
                yield self._done(done)
            yield None

    @property
    def _is_over(self) -> bool:
        return self._line is not None and self._line.over

    def _work(self) -> None:
        """Give the processes what they can do now."""
        while self._pool.free and (self._ready or self._may_begin()):
            if not self._ready:
                self._ways[self._begun] = _Way()
                heapq.heappush(self._ready, self._begun)
                self._begun += 1
            number = heapq.heappop(self._ready)
            self._pool.submit(number, self._jobs[number]._replace(heard=self._ways[number].heard))
        if self._line is not None and not self._pool.load and self._ways:
            self._line.rest()

    def _may_begin(self) -> bool:
        if self._begun == len(self._jobs) or self._begun >= self._settled + (self._line.ahead if self._line else AHEAD):
            return False
        return self._line is None or (self._line.has_room and not self._line.over)

    def _worked(self, answer: Answer) -> Answer | None:
        """Hand on the questions of a document, or give what came of it."""
        way = self._ways[answer.number]
        outcome = answer.outcome
        if isinstance(outcome, Product):
            return answer._replace(outcome=outcome._replace(seconds=way.spent(outcome.seconds)))
        if not isinstance(outcome, Wanted) or self._line is None:
            return answer
        way.spent(outcome.seconds)
        way.missing = {question.mark for question in outcome.questions}
        for mark in way.missing:
            self._asked.setdefault(mark, set()).add(answer.number)
        self._line.ask(answer.number, outcome.questions)
        return None

    def _hear(self) -> Iterator[Answer]:
        """Tell documents what became of their questions; give those that end by it."""
        for mark, what in self._line.told() if self._line else ():
            for number in sorted(self._asked.pop(mark, ())):
                way = self._ways.get(number)
                if way is None:
                    continue  # another question ended it
                if isinstance(what, ModelError):
                    yield Answer(number, what)
                    continue
                way.heard[mark] = what
                way.missing.discard(mark)
                if not way.missing:
                    heapq.heappush(self._ready, number)

    def _done(self, answer: Answer) -> Answer:
        """Forget all of a document but what came of it."""
        del self._ways[answer.number]
        self._finished.add(answer.number)
        while self._settled in self._finished:
            self._finished.remove(self._settled)
            self._settled += 1
        return answer
