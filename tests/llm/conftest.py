"""A client against the scripted service of ``tests.serving``, with a clock that only moves when somebody sleeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel, ConfigDict

from pipeline.llm import Client, Counter, Service
from pipeline.records import Message, Question
from pipeline.store import Place, Shelf
from tests.llm.batching import Clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.serving import Serving

KEY = "sk-secret-0123456789"
RIGHT = '{"name": "Fernhill", "count": 3}'
WRONG = '{"name": "Fernhill"}'


class Small(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    count: int


def question(text: str = "How many?") -> Question:
    messages = (Message(role="system", text="Count."), Message(role="user", text=text))
    return Question(messages=messages, shape=Small, stage="extract", document="a.pdf", passage="p1")


class Time:
    """Seconds that pass only while somebody sleeps; ``waits`` are the sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Shelf.open(Place(tmp_path)) as opened:
        yield opened


@pytest.fixture
def client(serving: Serving, shelf: Shelf, time: Time) -> Iterator[Callable[..., Client]]:
    opened: list[Client] = []

    def make(*, model: str = "gpt-6-luna", run: str = "r1", **settings: Any) -> Client:
        service = Service(model=model, key=KEY, **{"seconds": 5.0, "base_url": serving.url, **settings})
        one = Client(service, shelf, run=run, counter=Counter({}), sleep=time.sleep, clock=time.clock)
        opened.append(one)
        return one

    yield make
    for one in opened:
        one.__exit__(None, None, None)
