"""The line to the model: who is asked when, and what ends it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from decimal import Decimal
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import Declined, ModelError, OverBudget, Refused, Unreachable
from pipeline.llm import Client, Service
from pipeline.records import Answer, Heard, Message, Question, Record, Unanswered
from pipeline.run.asking import Asks, Online, Patience
from pipeline.store import Place, Shelf
from tests.serving import says

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.serving import Serving

Replies = Callable[[str], Answer]

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


class Shape(Record):
    pass


def question(words: str) -> Question:
    return Question(messages=(Message(role="user", text=words),), shape=Shape, stage="extract")


class Scripted:
    """A client that answers from a function, notes what it was asked and knows ``before`` already."""

    def __init__(self, reply: Replies, *before: str) -> None:
        self._reply, self._before = reply, before
        self.asked: list[str] = []
        self.ended: list[ModelError] = []
        self._lock = threading.Lock()

    def ask(self, question: Question, left: Callable[[], None] = lambda: None) -> Answer:
        left()
        words = question.messages[0].text
        with self._lock:
            self.asked.append(words)
        return self._reply(words)

    def kept(self, question: Question) -> Answer | None:
        return yes("kept") if question.messages[0].text in self._before else None

    def stop(self, error: ModelError) -> None:
        self.ended.append(error)


def yes(words: str) -> Answer:
    return Answer(text=words, model="m", cached=False)


@contextmanager
def line(client: Asks, together: int = 1) -> Iterator[Online]:
    opened = Online(client, Patience(), together)
    try:
        yield opened
    finally:
        opened.close()


def heard(online: Online, *words: str) -> dict[str, Heard | ModelError]:
    """Wait until something is told of all these."""
    marks = {question(one).mark: one for one in words}
    found: dict[str, Heard | ModelError] = {}
    until = time.monotonic() + 10
    while len(found) < len(words):
        assert time.monotonic() < until, f"nothing is heard of {set(words) - set(found)}"
        wait([online.bell], 0.1)
        for mark, what in online.told():
            assert marks[mark] not in found, "told twice"
            found[marks[mark]] = what
    return found


def test_what_was_answered_before_is_heard_at_once_and_not_asked() -> None:
    client = Scripted(yes, "a")
    with line(client) as online:
        online.ask(0, [question("a")])
        assert [told.what for told in online.told()] == [yes("kept")]
        online.ask(0, [question("b")])
        assert heard(online, "b") == {"b": yes("b")}
    assert client.asked == ["b"]


def test_a_question_of_two_documents_is_asked_once() -> None:
    gate = threading.Event()

    def slow(words: str) -> Answer:
        gate.wait(10)
        return yes(words)

    client = Scripted(slow)
    with line(client, 4) as online:
        online.ask(0, [question("a"), question("b")])
        online.ask(1, [question("a")])
        gate.set()
        assert set(heard(online, "a", "b")) == {"a", "b"}
    assert sorted(client.asked) == ["a", "b"]


def test_earlier_documents_go_first_and_questions_in_their_order() -> None:
    gate = threading.Event()

    def first_waits(words: str) -> Answer:
        if words == "begin":
            gate.wait(10)
        return yes(words)

    client = Scripted(first_waits)
    with line(client) as online:
        online.ask(9, [question("begin")])
        while not client.asked:
            time.sleep(0.01)
        online.ask(2, [question("2a"), question("2b")])
        online.ask(1, [question("1a")])
        assert online.has_room is False
        gate.set()
        heard(online, "begin", "1a", "2a", "2b")
        assert online.has_room
    assert client.asked == ["begin", "1a", "2a", "2b"]


def test_after_three_in_a_row_without_an_answer_the_rest_is_not_asked() -> None:
    def gone(words: str) -> Answer:
        if words == "a":
            raise Declined("it refused")
        if words != "d":
            raise Unreachable("no answer")
        return yes(words)

    client = Scripted(gone, "kept")
    with line(client) as online:
        words = list("abcdefghijk")
        online.ask(0, [question(one) for one in words])
        found = heard(online, *words)
        online.ask(1, [question("later"), question("kept")])
        late = heard(online, "later", "kept")
    assert client.asked == list("abcdefg"), "one answer in between begins the count anew"
    stopped = found["k"]
    assert isinstance(stopped, Unanswered)
    assert (stopped.reason, stopped.passing) == ("not asked: the service had stopped answering", True)
    assert isinstance(late["later"], Unanswered)
    assert late["kept"] == yes("kept")
    assert client.ended


@pytest.mark.parametrize("error", [Refused("the key is wrong"), OverBudget("spent")])
def test_what_concerns_every_question_ends_the_line_and_is_told_of_each(error: ModelError) -> None:
    def ends(words: str) -> Answer:
        if words == "b":
            raise error
        return yes(words)

    client = Scripted(ends)
    with line(client) as online:
        online.ask(0, [question("a"), question("b"), question("c")])
        found = heard(online, "a", "b", "c")
        online.ask(1, [question("d")])
        found |= heard(online, "d")
        assert online.over
    assert found == {"a": yes("a"), "b": error, "c": error, "d": error}
    assert client.asked.count("c") + client.asked.count("d") == 0
    assert client.ended[0] is error


def test_a_cap_filled_by_what_is_only_set_aside_ends_nothing(serving: Serving, tmp_path: Path) -> None:
    """The cap holds one longest answer: questions go one after the other, and all of them are answered."""
    serving.seconds, serving.replies = 0.002, [says("{}", sent=50, cached=0, answered=10)]
    service = Service(
        model="gpt-6-luna",
        key="none",
        base_url=serving.url,
        together=8,
        answer_tokens=1000,
        budget_usd=Decimal("0.0009"),
    )
    with Shelf.open(Place(tmp_path)) as shelf, Client(service, shelf, run="r") as client, line(client, 8) as online:
        words = [str(number) for number in range(20)]
        online.ask(0, [question(one) for one in words])
        found = heard(online, *words)
    assert all(isinstance(what, Answer) for what in found.values())
    assert serving.most_under_way == 1


def test_what_a_document_asks_later_goes_before_what_the_next_one_asks_first() -> None:
    """However many threads there are: while there is no room to send, questions stay in the line, in its order."""
    room = threading.Semaphore(0)

    class Crowded(Scripted):
        def ask(self, question: Question, left: Callable[[], None] = lambda: None) -> Answer:
            answer = super().ask(question)
            assert room.acquire(timeout=10)
            left()
            return answer

    client = Crowded(yes)
    with line(client, 8) as online:
        online.ask(0, [question("0 first")])
        online.ask(1, [question("1 first"), question("1 also")])
        while not client.asked:
            time.sleep(0.01)
        online.ask(0, [question("0 later")])
        room.release(4)
        heard(online, "0 first", "0 later", "1 first", "1 also")
    assert client.asked == ["0 first", "0 later", "1 first", "1 also"]


def test_a_fault_of_the_program_is_raised_where_the_line_is_listened_to() -> None:
    def breaks(_: str) -> Answer:
        raise ZeroDivisionError

    with line(Scripted(breaks)) as online:
        online.ask(0, [question("a")])
        wait([online.bell], 5)
        with pytest.raises(ZeroDivisionError):
            online.told()


def test_closing_ends_the_waiting_between_two_attempts() -> None:
    patience = Patience()

    def waits(words: str) -> Answer:
        patience.sleep(60)
        return yes(words)

    online = Online(Scripted(waits), patience, 2)
    online.ask(0, [question("a"), question("b"), question("c")])
    started = time.monotonic()
    online.close()
    assert time.monotonic() - started < 5
