"""Batches that wait: deadlines, cancelling, a service that is away. Against a real server on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pipeline.errors import Unreachable
from pipeline.llm import Batcher, Limits
from pipeline.records.keeping import BatchState
from tests.batch_service import BatchService
from tests.llm.batching import (
    RIGHT,
    Clock,
    answers,
    batching,
    drive,
    errors,
    failed,
    number_of,
    question,
    questions,
    right,
)
from tests.serving import Reply, Serving, fails, says

if TYPE_CHECKING:
    from pipeline.store import Shelf
    from tests.serving import Call

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def look_and_pause(batcher: Batcher) -> float:
    assert batcher.look() == []
    return batcher.pause


def test_after_the_deadline_what_is_missing_is_asked_online_and_what_is_finished_is_not(
    serving: Serving, shelf: Shelf, clock: Clock
) -> None:
    service = BatchService(serving, lambda body: says(RIGHT) if number_of(body) == 0 else failed("batch_cancelled"))
    service.held = True
    with batching(serving.url, shelf, clock, hours=20) as batcher:
        batcher.ask(questions(3))
        batcher.hand_in()
        clock.on(19.9 * 3600)
        assert batcher.look() == []
        clock.on(0.2 * 3600)
        assert batcher.look() == []
        told = batcher.look()
        assert answers(told) == {"p0": RIGHT}
        assert {one.question.passage for one in told if one.answer is None} == {"p1", "p2"}
        assert [one.answer for one in batcher.ask([question(9)]) + batcher.hand_in()] == [None]
    assert len(service.batches) == 1
    assert sum(item.requests for item in shelf.costs()) == 1


def test_a_batch_that_does_not_end_when_cancelled_is_left_for_the_next_run(
    serving: Serving, shelf: Shelf, clock: Clock
) -> None:
    service = BatchService(serving, right)
    service.held, service.cancels = True, False
    with batching(serving.url, shelf, clock, hours=1) as batcher:
        batcher.ask(questions(2))
        batcher.hand_in()
        clock.on(3600)
        batcher.look()
        clock.on(3601)
        assert errors(batcher.look()) == {"p0": "Unreachable", "p1": "Unreachable"}
    service.cancels = True
    with batching(serving.url, shelf, clock, run="r2") as batcher:
        assert len(answers(drive(batcher, questions(2), clock))) == 2
    assert len(service.batches) == 1


def test_a_batch_a_person_cancelled_is_not_handed_in_again(serving: Serving, shelf: Shelf) -> None:
    service = BatchService(serving, lambda body: says(RIGHT) if number_of(body) == 0 else None)
    service.held = True
    with batching(serving.url, shelf) as batcher:
        batcher.ask(questions(3))
        batcher.hand_in()
        service.end(next(iter(service.batches.values())), "cancelled")
        told = batcher.look()
    assert answers(told) == {"p0": RIGHT}
    assert errors(told) == {"p1": "Cancelled", "p2": "Cancelled"}


def test_a_service_that_is_away_is_waited_for_and_in_the_end_given_up(
    serving: Serving, shelf: Shelf, clock: Clock
) -> None:
    service = BatchService(serving, right)
    service.held = True
    with batching(serving.url, shelf, clock) as batcher:
        batcher.ask(questions(1))
        batcher.hand_in()
        serving.route("GET", "/v1/batches/.*", lambda _: fails(503, None, "away"))
        pauses = [look_and_pause(batcher) for _ in range(23)]
        with pytest.raises(Unreachable, match="handed in are kept"):
            batcher.look()
        assert pauses == sorted(pauses)
        assert pauses[-1] == 300
    assert [batch.state for batch in shelf.batches()] == [BatchState.RUNNING]


def test_many_batches_that_cannot_be_looked_at_are_one_failure(serving: Serving, shelf: Shelf, clock: Clock) -> None:
    service = BatchService(serving, right)
    with batching(serving.url, shelf, clock, limits=Limits(requests=1)) as batcher:
        batcher.ask(questions(20))
        batcher.hand_in()
        away = [True]
        looked = serving.reply_to

        def reply_to(call: Call) -> Reply:
            return fails(503) if away[0] and call.method == "GET" else looked(call)

        serving.reply_to = reply_to  # type: ignore[method-assign]
        assert batcher.look() == []
        away.clear()
        away.append(False)
        assert len(answers(batcher.look())) == 20
    assert len(service.batches) == 20


def test_results_cut_on_their_way_are_fetched_again(serving: Serving, shelf: Shelf, clock: Clock) -> None:
    service = BatchService(serving, right)
    whole: list[bytes] = []

    def once_cut(call: Any) -> Reply:
        content = service.files[call.path.split("/")[3]]
        whole.append(content)
        return Reply(200, content if len(whole) > 1 else content[:-30])

    serving.route("GET", "/v1/files/.*/content", once_cut)
    with batching(serving.url, shelf, clock) as batcher:
        assert len(answers(drive(batcher, questions(4), clock))) == 4
    assert len(whole) == 2
    assert len(service.batches) == 1


def test_answers_the_service_says_it_has_and_never_gives_count_as_lost(
    serving: Serving, shelf: Shelf, clock: Clock
) -> None:
    service = BatchService(serving, right)
    ended = service.end

    def end(batch: Any, status: str) -> None:
        ended(batch, status)
        if len(service.batches) == 1:
            batch.files.clear()

    service.end = end  # type: ignore[method-assign]
    with batching(serving.url, shelf, clock) as batcher:
        assert len(answers(drive(batcher, questions(2), clock))) == 2
    (cost,) = shelf.costs()
    assert (cost.requests, cost.lost) == (4, 2)


def test_what_is_taken_in_is_deleted_at_the_service(serving: Serving, shelf: Shelf) -> None:
    service = BatchService(serving, right)
    with batching(serving.url, shelf) as batcher:
        drive(batcher, questions(1))
    assert service.files == {}
