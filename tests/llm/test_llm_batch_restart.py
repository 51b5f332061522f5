"""Batches of a run that was killed: found again, taken in once, paid once, with or without anybody who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pipeline.llm import Limits
from pipeline.records.keeping import BatchState
from pipeline.store import Place, Shelf
from tests.batch_service import BatchService
from tests.llm.batching import RIGHT, WRONG, Clock, Other, Small, answers, batching, drive, question, questions, right
from tests.serving import Reply, Serving, fails, goes, says

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.llm import Batcher

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


class Killed(BaseException):
    """What a kill looks like from inside: nothing after it is done."""


class DyingShelf:
    """A store whose process is killed just before (``after``: just after) a batch is written down in a state."""

    def __init__(self, shelf: Shelf, state: BatchState, *, after: bool = False) -> None:
        self._shelf, self._state, self._after = shelf, state, after

    def save(self, batch: Any) -> None:
        dies = batch.state is self._state
        if dies and not self._after:
            raise Killed
        self._shelf.save(batch)
        if dies:
            raise Killed

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shelf, name)


def killed_while(url: str, shelf: Shelf, state: BatchState, *, after: bool = False) -> None:
    dying: Any = DyingShelf(shelf, state, after=after)
    with batching(url, dying) as batcher:
        batcher.ask(questions(3))
        with pytest.raises(Killed):
            hand_in_and_look(batcher)


def hand_in_and_look(batcher: Batcher) -> None:
    batcher.hand_in()
    batcher.look()


@pytest.mark.parametrize(
    ("state", "after", "batches"),
    [
        (BatchState.PREPARED, True, 1),  # nothing sent
        (BatchState.SENDING, False, 1),  # the file was sent, the batch not made
        (BatchState.SENDING, True, 1),  # perhaps made: it was not
        (BatchState.RUNNING, False, 1),  # made, and its id not saved
        (BatchState.RUNNING, True, 1),  # made, and never looked at
        (BatchState.ENDED, False, 1),  # taken in, and that not noted
    ],
)
def test_killed_at_any_step_a_restart_hands_in_once_and_pays_once(
    serving: Serving, shelf: Shelf, state: BatchState, after: bool, batches: int
) -> None:
    service = BatchService(serving, right)
    killed_while(serving.url, shelf, state, after=after)
    clock = Clock()
    with batching(serving.url, shelf, clock, run="r2") as batcher:
        assert answers(drive(batcher, questions(3), clock)) == {"p0": RIGHT, "p1": RIGHT, "p2": RIGHT}
    assert len(service.batches) == batches
    assert sorted(service.handed_in) == sorted(set(service.handed_in))
    assert sum(cost.requests for cost in shelf.costs()) == 3
    assert sum(cost.lost for cost in shelf.costs()) == 0


def test_where_no_list_is_kept_a_batch_perhaps_handed_in_counts_as_lost_and_that_is_said(
    serving: Serving, shelf: Shelf
) -> None:
    service = BatchService(serving, right)
    service.lists = False
    killed_while(serving.url, shelf, BatchState.RUNNING)
    clock = Clock()
    with batching(serving.url, shelf, clock, run="r2") as batcher:
        assert len(answers(drive(batcher, questions(3), clock))) == 3
        (warning,) = batcher.warnings
    assert "was lost" in warning
    assert "may bill both" in warning
    assert len(service.batches) == 2
    assert sum(cost.lost for cost in shelf.costs()) == 3
    assert shelf.held("r1") > 0


def test_where_no_list_is_kept_a_batch_surely_not_handed_in_costs_nothing(serving: Serving, shelf: Shelf) -> None:
    service = BatchService(serving, right)
    service.lists = False
    killed_while(serving.url, shelf, BatchState.SENDING)
    with batching(serving.url, shelf, run="r2") as batcher:
        assert len(answers(drive(batcher, questions(3)))) == 3
        assert batcher.warnings == ()
    assert shelf.held("r1") == 0


@pytest.mark.parametrize("arrived", [True, False])
def test_a_connection_lost_while_handing_in_is_looked_up_before_anything_is_sent_again(
    serving: Serving, shelf: Shelf, arrived: bool
) -> None:
    service = BatchService(serving, right)
    # A reply with status 200 is sent after the batch was made, any other instead of making it.
    service.create = [goes() if arrived else fails(503, None, "away")]
    clock = Clock()
    with batching(serving.url, shelf, clock) as batcher:
        assert len(answers(drive(batcher, questions(3), clock))) == 3
    assert len(service.batches) == 1
    assert sum(cost.requests for cost in shelf.costs()) == 3


def test_a_batch_the_service_has_forgotten_is_asked_again_and_counts_as_lost(serving: Serving, shelf: Shelf) -> None:
    service = BatchService(serving, right)
    service.held = True
    killed_while(serving.url, shelf, BatchState.RUNNING, after=True)
    service.batches.clear()
    service.held = False
    with batching(serving.url, shelf, run="r2") as batcher:
        assert len(answers(drive(batcher, questions(3)))) == 3
    assert sum(cost.lost for cost in shelf.costs()) == 3
    assert len([call for call in serving.calls if call.path.endswith("/batch_2")]) == 3


def test_a_batch_of_another_model_or_endpoint_is_left_alone(serving: Serving, shelf: Shelf) -> None:
    service = BatchService(serving, right)
    service.held = True
    killed_while(serving.url, shelf, BatchState.RUNNING, after=True)
    (batch,) = shelf.batches()
    shelf.save(batch._replace(endpoint="https://elsewhere.example/v1"))
    service.held = False
    with batching(serving.url, shelf, run="r2") as batcher:
        drive(batcher, questions(1))
        assert batcher.look() == []
    assert [one.state for one in shelf.batches()] == [BatchState.RUNNING, BatchState.ENDED]


@pytest.mark.parametrize("seal", [False, True])
def test_answers_are_taken_in_with_no_document_at_hand(serving: Serving, tmp_path: Path, seal: bool) -> None:
    def answer(body: Any) -> Reply:
        return says(RIGHT if "000" in body["messages"][1]["content"] else WRONG)

    service = BatchService(serving, answer)
    with Shelf.open(Place(tmp_path, seal=seal)) as shelf:
        killed_while(serving.url, shelf, BatchState.RUNNING, after=True)
        with batching(serving.url, shelf, run="r2", shapes=(Other, Small)) as batcher:
            assert batcher.look() == []
            assert batcher.live() == ()
            kept = answers(batcher.ask(questions(3)))
        # What broke the shape is kept nowhere; it is asked again when its document is worked on.
        assert kept == {"p0": RIGHT}
        assert sum(cost.requests for cost in shelf.costs()) == 3
    assert len(service.batches) == 1


def test_a_batch_nobody_asks_for_is_taken_in_beside_the_others_and_frees_its_room(
    serving: Serving, shelf: Shelf
) -> None:
    service = BatchService(serving, right)
    killed_while(serving.url, shelf, BatchState.RUNNING, after=True)
    clock = Clock()
    limits = Limits(tokens=shelf.batches()[0].tokens)
    with batching(serving.url, shelf, clock, run="r2", shapes=(Small,), limits=limits) as batcher:
        assert list(answers(drive(batcher, [question(9)], clock))) == ["p9"]
        assert len(answers(batcher.ask(questions(3)))) == 3
    assert len(service.batches) == 2


def test_answers_to_questions_nobody_knows_are_kept_nowhere_and_count_as_paid(serving: Serving, shelf: Shelf) -> None:
    BatchService(serving, right)
    killed_while(serving.url, shelf, BatchState.RUNNING, after=True)
    with batching(serving.url, shelf, run="r2", shapes=(Other,)) as batcher:
        batcher.look()
        assert batcher.ask(questions(3)) == []
    assert sum(cost.lost for cost in shelf.costs()) == 3


def test_a_question_asked_with_its_schema_in_words_is_known_again(serving: Serving, shelf: Shelf) -> None:
    def answer(body: Any) -> Reply:
        return says(RIGHT) if "response_format" not in body else fails(400, None, "response_format not supported")

    service = BatchService(serving, answer)
    clock = Clock()
    with batching(serving.url, shelf, clock) as batcher:
        batcher.ask(questions(2))
        for _ in range(2):
            batcher.hand_in()
            batcher.look()
        batcher.hand_in()
    with batching(serving.url, shelf, clock, run="r2", shapes=(Small,)) as batcher:
        batcher.look()
        assert len(answers(batcher.ask(questions(2)))) == 2
    assert len(service.batches) == 3
