"""The path of a question: what is sent, asked again, kept and never paid for twice."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import Unreachable, WrongShape
from tests.llm.conftest import RIGHT, WRONG, question
from tests.serving import fails, says

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.llm import Client
    from pipeline.store import Shelf
    from tests.llm.conftest import Time
    from tests.serving import Serving

    Make = Callable[..., Client]

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_asks_in_strict_mode_and_gives_the_checked_answer(serving: Serving, client: Make) -> None:
    serving.replies = [says(RIGHT)]
    answer = client().ask(question())
    assert (answer.text, answer.cached) == (RIGHT, False)
    sent = serving.asked[0]
    assert sent["messages"] == [{"role": "system", "content": "Count."}, {"role": "user", "content": "How many?"}]
    assert sent["response_format"]["json_schema"]["strict"] is True
    assert sent["response_format"]["json_schema"]["schema"]["required"] == ["name", "count"]


def test_an_answer_is_never_paid_for_twice(serving: Serving, client: Make, shelf: Shelf) -> None:
    serving.replies = [says(RIGHT)]
    client().ask(question())
    assert client().kept(question()) == client().ask(question())
    assert client().ask(question()).cached
    assert len(serving.asked) == 1
    (cost,) = shelf.costs()
    # 1,000 fresh tokens at 0.10, 1,000 cached at 0.01 and 100 answered at 0.50 dollars per million
    assert (cost.requests, cost.sent, cost.cached, cost.answered) == (1, 2000, 1000, 100)
    assert cost.usd == Decimal("0.00016")


def test_another_model_or_other_words_are_another_question(serving: Serving, client: Make) -> None:
    serving.replies = [says(RIGHT)]
    client().ask(question())
    assert client(model="gpt-6-sol").kept(question()) is None
    assert client().kept(question("How many now?")) is None


def test_a_broken_shape_is_asked_again_with_the_fault(serving: Serving, client: Make) -> None:
    serving.replies = [says(WRONG), says(RIGHT)]
    assert client().ask(question()).text == RIGHT
    first, said, again = serving.asked[1]["messages"][-3:]
    assert first["content"].startswith("How many?")
    assert said == {"role": "assistant", "content": WRONG}
    assert "count: Field required" in again["content"]


def test_a_shape_broken_three_times_is_given_up_and_not_kept(serving: Serving, client: Make, shelf: Shelf) -> None:
    serving.replies = [says(WRONG)]
    with pytest.raises(WrongShape, match="3 times"):
        client().ask(question())
    assert len(serving.asked) == 3
    assert shelf.costs()[0].requests == 3
    serving.replies = [says(RIGHT)]
    assert not client().ask(question()).cached


def test_a_kept_answer_that_no_longer_fits_the_shape_is_asked_again(
    serving: Serving, client: Make, tmp_path: Path
) -> None:
    serving.replies = [says(RIGHT)]
    one = client()
    one.ask(question())
    with sqlite3.connect(tmp_path / "store.sqlite") as file:
        file.execute("UPDATE briefs_answers SET text = '{}'")
    file.close()
    assert one.ask(question()).text == RIGHT
    assert len(serving.asked) == 2


def test_no_more_questions_are_under_way_than_allowed(serving: Serving, client: Make) -> None:
    serving.seconds, serving.replies = 0.02, [says(RIGHT)]
    one = client(together=3)
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda number: one.ask(question(str(number))), range(12)))
    assert 2 <= serving.most_under_way <= 3


def test_another_model_answering_is_said_also_of_an_answer_kept(serving: Serving, client: Make) -> None:
    serving.replies = [says(RIGHT, model="gpt-3-mini")]
    for _ in range(2):
        one = client()
        one.ask(question())
        assert any("gpt-3-mini" in sentence for sentence in one.warnings)


@pytest.mark.parametrize(
    ("asked", "told"),
    [("some-maker/gpt-6-luna", "gpt-6-luna-2026-08-01"), ("llama9", "llama9:latest"), ("m.gguf", "/models/m.gguf")],
)
def test_makers_folders_and_dates_in_a_name_are_the_same_model(
    serving: Serving, client: Make, asked: str, told: str
) -> None:
    serving.replies = [says(RIGHT, model=told)]
    one = client(model=asked)
    one.ask(question())
    assert not any("answered with the model" in sentence for sentence in one.warnings)


def test_a_service_that_reads_half_of_a_question_is_noticed(serving: Serving, client: Make) -> None:
    serving.replies = [says(RIGHT, sent=900, cached=0)]
    one = client()
    one.ask(question("How many deals? " * 1000))
    assert any("cut long questions" in sentence for sentence in one.remarks)


def test_an_estimate_sends_nothing_and_counts_kept_answers_as_free(serving: Serving, client: Make) -> None:
    serving.replies = [says(RIGHT)]
    one = client()
    one.ask(question("a"))
    estimate = one.estimate([question("a"), question("b"), question("c")])
    assert (estimate.requests, estimate.kept) == (2, 1)
    assert estimate.likely_usd is not None
    assert estimate.most_usd is not None
    assert Decimal(0) < estimate.likely_usd < estimate.most_usd
    assert len(serving.asked) == 1


def test_after_the_end_nothing_is_sent(serving: Serving, client: Make) -> None:
    serving.replies = [says(RIGHT)]
    one = client()
    one.stop(Unreachable("the run ended"))
    with pytest.raises(Unreachable, match="the run ended"):
        one.ask(question())
    assert serving.asked == []


def test_an_error_of_a_gateway_inside_a_reply_that_is_none_is_heard(serving: Serving, client: Make, time: Time) -> None:
    body = b'{"error": {"code": 429, "message": "upstream is busy"}, "user_id": "u"}'
    busy = fails(200)
    serving.replies = [type(busy)(200, body, {"Retry-After": "3"}), says(RIGHT)]
    assert client().ask(question()).text == RIGHT
    assert time.waits == [3.0]
