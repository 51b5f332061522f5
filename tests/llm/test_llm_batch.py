"""Batches: handed in once, taken in whole, paid at half. Against a real server on loopback."""

from __future__ import annotations

import traceback
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.errors import OverBudget, Refused
from pipeline.llm import Client, Counter, Limits, Prices, Service
from pipeline.records.keeping import BatchState
from tests.batch_service import BatchService
from tests.llm.batching import (
    MODEL,
    RIGHT,
    WRONG,
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

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_questions_are_answered_by_one_batch_and_kept_as_if_asked_online(serving: Serving, shelf: Shelf) -> None:
    service = BatchService(serving, lambda body: says(f'{{"name": "Fernhill", "count": {number_of(body)}}}'))
    with batching(serving.url, shelf) as batcher:
        told = drive(batcher, questions(5))
    assert answers(told) == {f"p{number}": f'{{"name": "Fernhill", "count": {number}}}' for number in range(5)}
    assert len(service.batches) == 1
    online = Client(Service(model=MODEL, key="k", base_url=serving.url), shelf, run="r2", counter=Counter({}))
    with online:
        assert online.ask(question(3)).text == '{"name": "Fernhill", "count": 3}'
    assert serving.asked == []


def test_kept_answers_are_told_at_once_and_a_question_asked_twice_is_handed_in_once(
    serving: Serving, shelf: Shelf
) -> None:
    service = BatchService(serving, right)
    with batching(serving.url, shelf) as batcher:
        drive(batcher, questions(2))
        assert answers(batcher.ask(questions(2))) == {"p0": RIGHT, "p1": RIGHT}
        other = question(2).model_copy(update={"document": "b.pdf", "passage": "elsewhere"})
        told = drive(batcher, [question(2), other])
    assert answers(told) == {"p2": RIGHT, "elsewhere": RIGHT}
    assert len(service.handed_in) == 3


def test_a_file_holds_no_more_than_its_limits_and_one_model(serving: Serving, shelf: Shelf) -> None:
    service = BatchService(serving, right)
    with batching(serving.url, shelf, limits=Limits(requests=3)) as batcher:
        drive(batcher, questions(7))
    assert [len(batch.lines) for batch in service.batches.values()] == [3, 3, 1]
    assert {line["body"]["model"] for batch in service.batches.values() for line in batch.lines} == {MODEL}
    assert all(line["url"] == "/v1/chat/completions" for batch in service.batches.values() for line in batch.lines)


def test_a_file_holds_no_more_bytes_than_allowed_and_a_larger_request_goes_alone(
    serving: Serving, shelf: Shelf
) -> None:
    service = BatchService(serving, right)
    with batching(serving.url, shelf, limits=Limits(size=1)) as batcher:
        drive(batcher, questions(3))
    assert [len(batch.lines) for batch in service.batches.values()] == [1, 1, 1]


def test_no_more_tokens_are_enqueued_than_allowed(serving: Serving, shelf: Shelf, clock: Clock) -> None:
    service = BatchService(serving, right)
    service.held = True
    with batching(serving.url, shelf, clock, limits=Limits(tokens=200)) as batcher:
        batcher.ask(questions(8))
        batcher.hand_in()
        first = len(service.handed_in)
        assert 0 < first < 8
        batcher.hand_in()
        assert len(service.handed_in) == first
        service.held = False
        told = drive(batcher, [], clock)
    assert len(answers(told)) == 8


def test_where_the_service_has_no_room_the_rest_waits_and_files_become_smaller(
    serving: Serving, shelf: Shelf, clock: Clock
) -> None:
    service = BatchService(serving, right)
    service.most = 3
    said: list[str] = []
    with batching(serving.url, shelf, clock, say=said.append, limits=Limits(tokens=2_000)) as batcher:
        told = drive(batcher, questions(7), clock, turns=200)
    assert len(answers(told)) == 7
    assert sorted(service.handed_in) == sorted(set(service.handed_in))
    assert any("as many tokens waiting as it takes" in line for line in said)
    assert sum(item.requests for item in shelf.costs()) == 7


def test_half_of_a_batch_that_failed_is_asked_again_in_the_next(serving: Serving, shelf: Shelf) -> None:
    tried: set[int] = set()

    def answer(body: Any) -> Reply:
        number = number_of(body)
        if number % 2 and number not in tried:
            tried.add(number)
            return fails(500, "server_error", "it broke")
        return says(RIGHT)

    service = BatchService(serving, answer)
    with batching(serving.url, shelf) as batcher:
        told = drive(batcher, questions(10))
    assert len(answers(told)) == 10
    assert [len(batch.lines) for batch in service.batches.values()] == [10, 5]


def test_of_a_hundred_with_a_refusal_and_a_cut_off_98_are_kept_and_two_are_told_apart(
    serving: Serving, shelf: Shelf
) -> None:
    def answer(body: Any) -> Reply:
        number = number_of(body)
        if number == 17:
            return says(None, refusal="I would rather not")
        return says('{"name": "Fern', finish="length") if number == 71 else says(RIGHT)

    service = BatchService(serving, answer)
    with batching(serving.url, shelf) as batcher:
        told = drive(batcher, questions(100))
        assert len(answers(told)) == 98
        assert errors(told) == {"p17": "Declined", "p71": "CutOff"}
        # Neither is asked again, and what is kept is good for another run; all hundred were paid for.
        assert len(service.handed_in) == 100
        assert sum(cost.requests for cost in shelf.costs()) == 100
        assert len(answers(batcher.ask(questions(100)))) == 98


def test_a_completed_batch_may_hold_only_failures(serving: Serving, shelf: Shelf) -> None:
    service = BatchService(serving, lambda _: fails(503, None, "overloaded"))
    with batching(serving.url, shelf) as batcher:
        told = drive(batcher, questions(2))
    assert errors(told) == {"p0": "TryAgain", "p1": "TryAgain"}
    assert len(service.batches) == 3
    assert shelf.held("r1") == 0


def test_what_an_expired_batch_did_not_reach_is_free_and_asked_again(serving: Serving, shelf: Shelf) -> None:
    late: set[int] = {1, 2}

    def answer(body: Any) -> Reply:
        number = number_of(body)
        if number in late:
            late.discard(number)
            return failed("batch_expired")
        return says(RIGHT)

    service = BatchService(serving, answer)
    service.ends = "expired"
    with batching(serving.url, shelf) as batcher:
        told = drive(batcher, questions(3))
    assert len(answers(told)) == 3
    assert [len(batch.lines) for batch in service.batches.values()] == [3, 2]
    assert sum(item.requests for item in shelf.costs()) == 3


def test_a_result_that_is_missing_is_asked_again(serving: Serving, shelf: Shelf) -> None:
    gone = {4}
    service = BatchService(serving, lambda body: None if number_of(body) in gone else says(RIGHT))
    service.made = lambda batch: gone.clear() if len(batch.lines) == 1 else None
    with batching(serving.url, shelf) as batcher:
        told = drive(batcher, questions(6))
    assert len(answers(told)) == 6
    assert [len(batch.lines) for batch in service.batches.values()] == [6, 1]


def test_a_result_nobody_asked_for_is_counted_and_kept_nowhere(serving: Serving, shelf: Shelf) -> None:
    service = BatchService(serving, right)
    service.extra = [b'{"custom_id": "somebody else\'s", "response": {"status_code": 200, "body": {}}}']
    with batching(serving.url, shelf) as batcher:
        assert len(answers(drive(batcher, questions(2)))) == 2
        assert batcher.unknown == 1


def test_a_broken_shape_is_asked_again_with_the_complaint_and_at_most_twice(serving: Serving, shelf: Shelf) -> None:
    def answer(body: Any) -> Reply:
        again = len(body["messages"]) > 2
        if again:
            assert body["messages"][-2] == {"role": "assistant", "content": WRONG}
            assert "count" in body["messages"][-1]["content"]
        return says(RIGHT if again and number_of(body) == 0 else WRONG)

    service = BatchService(serving, answer)
    with batching(serving.url, shelf) as batcher:
        told = drive(batcher, questions(2))
    assert answers(told) == {"p0": RIGHT}
    assert errors(told) == {"p1": "WrongShape"}
    assert [len(batch.lines) for batch in service.batches.values()] == [2, 2, 1]
    assert sum(item.requests for item in shelf.costs()) == 5


def test_a_service_that_takes_no_strict_schema_gets_it_in_words_in_the_next_batch(
    serving: Serving, shelf: Shelf
) -> None:
    def answer(body: Any) -> Reply:
        strict = body.get("response_format", {}).get("type") == "json_schema"
        return fails(400, "invalid", "response_format json_schema is not supported") if strict else says(RIGHT)

    service = BatchService(serving, answer)
    with batching(serving.url, shelf) as batcher:
        told = drive(batcher, questions(4))
    assert len(answers(told)) == 4
    formats = [batch.lines[0]["body"]["response_format"]["type"] for batch in service.batches.values()]
    assert formats == ["json_schema", "json_object"]


@pytest.mark.parametrize(
    "reply",
    [fails(401, "invalid_api_key", "Incorrect API key"), fails(429, "insufficient_quota", "You exceeded your quota")],
)
def test_a_key_or_quota_that_is_gone_is_told_and_what_came_is_kept(
    serving: Serving, shelf: Shelf, reply: Reply
) -> None:
    service = BatchService(serving, lambda body: says(RIGHT) if number_of(body) < 3 else reply)
    with batching(serving.url, shelf) as batcher:
        told = drive(batcher, questions(4))
    assert len(answers(told)) == 3
    assert errors(told) == {"p3": "Refused"}
    assert len(service.batches) == 1


def test_a_key_refused_while_handing_in_ends_at_once_and_reserves_nothing(serving: Serving, shelf: Shelf) -> None:
    serving.route(
        "POST", "/v1/files", lambda _: fails(401, "invalid_api_key", "Incorrect API key sk-secret-0123456789")
    )
    with batching(serving.url, shelf) as batcher:
        batcher.ask(questions(2))
        with pytest.raises(Refused) as refused:
            batcher.hand_in()
    assert "sk-secret" not in "".join(traceback.format_exception(refused.value))
    assert shelf.held("r1") == 0
    assert shelf.batches(BatchState.PREPARED, BatchState.SENDING, BatchState.RUNNING) == ()


def test_a_service_without_batches_is_told_apart_and_what_to_do_is_said(serving: Serving, shelf: Shelf) -> None:
    with batching(serving.url, shelf) as batcher:
        batcher.ask(questions(1))
        with pytest.raises(Refused, match="without --batch"):
            batcher.hand_in()
    assert shelf.held("r1") == 0


def test_a_batch_refused_as_a_whole_ends_after_three_times(serving: Serving, shelf: Shelf) -> None:
    service = BatchService(serving, right)
    service.create = [fails(400, "invalid_request", "no such thing")] * 3
    with batching(serving.url, shelf) as batcher:
        assert errors(drive(batcher, questions(2))) == {"p0": "BadAnswer", "p1": "BadAnswer"}
    assert shelf.held("r1") == 0


def test_the_cost_of_a_batch_is_half_the_online_price_and_the_cap_holds_for_it(serving: Serving, shelf: Shelf) -> None:
    BatchService(serving, right)
    serving.replies = [says(RIGHT)]
    with batching(serving.url, shelf) as batcher:
        drive(batcher, questions(3))
    with Client(Service(model=MODEL, key="k", base_url=serving.url), shelf, run="r2", counter=Counter({})) as online:
        for number in (7, 8, 9):
            online.ask(question(number))
    (half,), (whole,) = shelf.costs("r1"), shelf.costs("r2")
    assert half.usd is not None
    assert whole.usd is not None
    assert half.usd > 0
    assert half.usd * 2 == whole.usd
    assert (half.batched, whole.batched) == (3, 0)
    assert shelf.held("r1") == half.usd


def test_the_cap_hands_in_what_fits_and_the_rest_when_money_came_back(
    serving: Serving, shelf: Shelf, clock: Clock
) -> None:
    service = BatchService(serving, right)
    # The longest answer to one question costs 0.004 USD at half the price, what really comes 0.0001.
    with batching(serving.url, shelf, clock, budget_usd=Decimal("0.0095")) as batcher:
        told = drive(batcher, questions(5), clock)
    assert len(answers(told)) == 5
    assert [len(batch.lines) for batch in service.batches.values()] == [2, 2, 1]
    assert shelf.held("r1") <= Decimal("0.0095")


def test_what_a_cap_parts_and_the_service_rejects_is_told_of_every_question(
    serving: Serving, shelf: Shelf, clock: Clock
) -> None:
    service = BatchService(serving, right)
    service.create = [fails(400, "invalid_request", "no such thing")] * 9
    with batching(serving.url, shelf, clock, budget_usd=Decimal("0.0095")) as batcher:
        assert set(errors(drive(batcher, questions(5), clock)).values()) == {"BadAnswer"}
    assert shelf.held("r1") == 0


def test_a_cap_that_holds_no_question_ends_with_nothing_handed_in(serving: Serving, shelf: Shelf) -> None:
    service = BatchService(serving, right)
    with batching(serving.url, shelf, budget_usd=Decimal("0.001")) as batcher:
        batcher.ask(questions(2))
        with pytest.raises(OverBudget):
            batcher.hand_in()
    assert service.batches == {}


def test_prices_say_what_a_batch_costs() -> None:
    prices = Prices.load()
    price = prices.of(MODEL)
    assert price is not None
    once = prices.cost(price, sent=1000, cached=500, answered=100)
    assert prices.cost(price, sent=1000, cached=500, answered=100, batched=True) * 2 == once
