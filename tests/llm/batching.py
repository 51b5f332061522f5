"""What the tests of batches share: questions, a clock that is set by hand, and a driver."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from pipeline.llm import Batcher, Client, Counter, Endpoint, Half, Service
from pipeline.records import Answer, Message, Question
from tests.serving import Reply, says

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.llm import Told
    from pipeline.records.keeping import Shelf

MODEL = "gpt-6-luna"
RIGHT = '{"name": "Fernhill", "count": 3}'
WRONG = '{"name": "Fernhill"}'


class Small(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    count: int


class Other(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    amount: int


def question(number: int = 0) -> Question:
    messages = (Message(role="system", text="Count."), Message(role="user", text=f"How many in passage {number:03d}?"))
    return Question(messages=messages, shape=Small, stage="extract", document="a.pdf", passage=f"p{number}")


def questions(count: int) -> list[Question]:
    return [question(number) for number in range(count)]


def number_of(body: Any) -> int:
    """The number of the question a request asks."""
    text = body["messages"][1]["content"]
    return int(text.removeprefix("How many in passage ")[:3])


def right(_: Any) -> Reply:
    return says(RIGHT)


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.time = dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.time

    def on(self, seconds: float) -> None:
        self.time += dt.timedelta(seconds=seconds)


@contextmanager
def batching(
    url: str, shelf: Shelf, clock: Clock | None = None, *, run: str = "r1", **settings: Any
) -> Iterator[Batcher]:
    """Open a client and a batcher; ``settings`` are those of the service, of the batcher what it knows."""
    known = {name: settings.pop(name) for name in ("hours", "limits", "shapes", "say") if name in settings}
    service = Service(model=MODEL, key="sk-secret-0123456789", base_url=url, **{"seconds": 5.0, **settings})
    with Client(service, shelf, run=run, counter=Counter({})) as client, Endpoint(service) as endpoint:
        yield Batcher(Half(client), shelf, endpoint, run=run, now=clock or Clock(), **known)


def drive(batcher: Batcher, asked: Iterable[Question], clock: Clock | None = None, *, turns: int = 60) -> list[Told]:
    """Ask, hand in and look until everything is known; gives it in the order it became known."""
    told = batcher.ask(asked)
    for _ in range(turns):
        told += batcher.hand_in()
        if not batcher.waiting and not batcher.under_way:
            return told
        told += batcher.look()
        if clock is not None:
            clock.on(batcher.pause)
    raise AssertionError(f"{batcher.waiting} wait and {batcher.under_way} are under way after {turns} turns")


def answers(told: Iterable[Told]) -> dict[str, str]:
    """The texts of the answers by the passage of their question."""
    return {one.question.passage: one.answer.text for one in told if isinstance(one.answer, Answer)}


def errors(told: Iterable[Told]) -> dict[str, str]:
    """The kinds of errors by the passage of their question."""
    return {one.question.passage: type(one.answer).__name__ for one in told if not isinstance(one.answer, Answer)}


def failed(code: str, message: str = "it did not run") -> Reply:
    """A request that never ran."""
    return Reply(0, json.dumps({"error": {"code": code, "message": message}}).encode())
