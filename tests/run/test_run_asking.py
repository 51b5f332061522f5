"""The line to the model: who is asked when, and what ends it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import Declined, ModelError, OverBudget, Refused, Unreachable
from pipeline.records import Answer, Heard, Message, Question, Record, Unanswered
from pipeline.run.asking import Online, Patience

if TYPE_CHECKING:
    from collections.abc import Iterator

Replies = Callable[[str], Answer]


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

    def ask(self, question: Question) -> Answer:
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
def line(client: Scripted, together: int = 1) -> Iterator[Online]:
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


def test_a_cap_filled_by_what_is_only_set_aside_ends_nothing() -> None:
    room = threading.Semaphore(1)

    def dear(words: str) -> Answer:
        if not room.acquire(blocking=False):
            raise OverBudget("no room")
        time.sleep(0.01)
        room.release()
        return yes(words)

    with line(Scripted(dear), 8) as online:
        words = [str(number) for number in range(30)]
        online.ask(0, [question(one) for one in words])
        assert heard(online, *words) == {one: yes(one) for one in words}


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
