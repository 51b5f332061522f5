"""The path of a question: what is sent, sent again, paid, kept and given up. Against a real server on loopback."""

from __future__ import annotations

import json
import socket
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel, ConfigDict

from pipeline.errors import CutOff, Declined, NoKey, OverBudget, Refused, Unreachable, WrongShape
from pipeline.llm import Client, Counter, Prices, Service
from pipeline.records import Message, Question
from pipeline.store import Place, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

RIGHT = '{"name": "Fernhill", "count": 3}'
WRONG = '{"name": "Fernhill"}'


class Small(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    count: int


def question(text: str = "How many?") -> Question:
    messages = (Message(role="system", text="Count."), Message(role="user", text=text))
    return Question(messages=messages, shape=Small, stage="extract", document="a.pdf", passage="p1")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Shelf.open(Place(tmp_path)) as opened:
        yield opened


@pytest.fixture
def client(server: Any, shelf: Shelf) -> Iterator[Callable[..., Client]]:
    opened: list[Client] = []

    def make(*, model: str = "gpt-6-luna", waits: list[float] | None = None, **settings: Any) -> Client:
        service = Service(model=model, key="sk-secret-0123456789", base_url=server.url, **{"seconds": 5.0, **settings})
        sleep = (waits if waits is not None else []).append
        opened.append(Client(service, shelf, run="r1", counter=Counter({}), sleep=sleep))
        return opened[-1]

    yield make
    for one in opened:
        one.__exit__(None, None, None)


def test_asks_in_strict_mode_and_gives_the_checked_answer(server: Any, client: Any, reply_with: Any) -> None:
    server.replies = [reply_with(RIGHT)]
    answer = client().ask(question())
    assert (answer.text, answer.cached) == (RIGHT, False)
    sent = server.asked[0]
    assert sent["messages"][0] == {"role": "system", "content": "Count."}
    assert sent["response_format"]["json_schema"]["strict"] is True
    assert sent["response_format"]["json_schema"]["schema"]["required"] == ["name", "count"]


def test_an_answer_is_never_paid_for_twice(server: Any, client: Any, shelf: Shelf, reply_with: Any) -> None:
    server.replies = [reply_with(RIGHT)]
    client().ask(question())
    again = client().ask(question())
    assert again.cached
    assert len(server.asked) == 1
    (cost,) = shelf.costs()
    # 1,000 fresh tokens at 0.10, 1,000 cached at 0.01 and 100 answered at 0.50 dollars per million
    assert (cost.requests, cost.sent, cost.cached, cost.answered) == (1, 2000, 1000, 100)
    assert cost.usd == Decimal("0.00016")


def test_waits_as_long_as_the_service_asks(server: Any, client: Any, reply_with: Any, fail_with: Any) -> None:
    waits: list[float] = []
    server.replies = [fail_with(429, Retry_After="7"), fail_with(503, retry_after_ms="1500"), reply_with(RIGHT)]
    assert client(waits=waits).ask(question()).text == RIGHT
    assert waits == [7.0, 1.5]


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
def test_passing_faults_are_tried_again(server: Any, client: Any, reply_with: Any, fail_with: Any, status: int) -> None:
    server.replies = [fail_with(status), reply_with(RIGHT)]
    assert client().ask(question()).text == RIGHT


@pytest.mark.parametrize("reply", [None, (200, {}, b'{"choices": [{"mess'), (200, {}, b'{"choices": []}')])
def test_broken_replies_are_tried_again_and_counted_as_lost(
    server: Any, client: Any, shelf: Shelf, reply_with: Any, reply: Any
) -> None:
    server.replies = [reply, reply_with(RIGHT)]
    assert client().ask(question()).text == RIGHT
    (cost,) = shelf.costs()
    assert (cost.requests, cost.lost) == (2, 1)
    assert cost.usd is not None
    assert cost.usd > Decimal("0.00016")


def test_a_request_that_never_left_is_on_no_bill(client: Any, shelf: Shelf, server: Any) -> None:
    """Review 27: an endpoint that refused the connection was billed as if every request had been sent."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        server.url = f"http://127.0.0.1:{nobody.getsockname()[1]}/v1"
        with pytest.raises(Unreachable, match=r"the connection failed \(ConnectError\)"):
            client(attempts=2).ask(question())
    assert shelf.costs() == ()
    assert shelf.held("r1") == 0


def test_429_for_ever_stops_after_its_attempts(server: Any, client: Any, shelf: Shelf, fail_with: Any) -> None:
    server.replies = [fail_with(429)]
    with pytest.raises(Unreachable, match="gave up after 4 attempts"):
        client(attempts=4).ask(question())
    assert len(server.asked) == 4
    assert shelf.held("r1") == 0


def test_a_wait_no_person_would_sit_through_is_not_sat_through(server: Any, client: Any, fail_with: Any) -> None:
    server.replies = [fail_with(429, Retry_After="86400")]
    waits: list[float] = []
    with pytest.raises(Unreachable):
        client(waits=waits).ask(question())
    assert waits == []


@pytest.mark.parametrize(
    ("status", "code"),
    [(401, "invalid_api_key"), (403, None), (404, "model_not_found"), (429, "insufficient_quota")],
)
def test_refusals_end_at_once(server: Any, client: Any, fail_with: Any, status: int, code: str | None) -> None:
    server.replies = [fail_with(status, code, "Incorrect API key provided: sk-secret-0123456789.")]
    with pytest.raises(Refused) as caught:
        client().ask(question())
    assert len(server.asked) == 1
    assert "secret" not in str(caught.value)


def test_a_cut_off_answer_is_its_own_outcome_is_paid_and_not_kept(
    server: Any, client: Any, shelf: Shelf, reply_with: Any
) -> None:
    server.replies = [reply_with(RIGHT, finish="length")]
    one = client()
    for _ in range(2):
        with pytest.raises(CutOff):
            one.ask(question())
    assert shelf.costs()[0].requests == 2


def test_a_question_too_long_for_the_model_is_a_cut_off(server: Any, client: Any, fail_with: Any) -> None:
    server.replies = [fail_with(400, "context_length_exceeded")]
    with pytest.raises(CutOff):
        client().ask(question())


@pytest.mark.parametrize("how", [{"refusal": "I can't"}, {"finish": "content_filter"}])
def test_refused_answers_are_not_parsed(server: Any, client: Any, reply_with: Any, how: dict[str, str]) -> None:
    server.replies = [reply_with(RIGHT, **how)]
    with pytest.raises(Declined):
        client().ask(question())


def test_a_broken_shape_is_asked_again_with_the_fault(server: Any, client: Any, reply_with: Any) -> None:
    server.replies = [reply_with(WRONG), reply_with(RIGHT)]
    assert client().ask(question()).text == RIGHT
    assert "count: Field required" in server.asked[1]["messages"][-1]["content"]


def test_a_shape_broken_three_times_is_given_up_and_not_kept(
    server: Any, client: Any, shelf: Shelf, reply_with: Any
) -> None:
    server.replies = [reply_with(WRONG)]
    with pytest.raises(WrongShape):
        client().ask(question())
    assert len(server.asked) == 3
    assert shelf.costs()[0].requests == 3
    server.replies = [reply_with(RIGHT)]
    assert not client().ask(question()).cached


def test_servers_without_strict_mode_are_asked_in_words_and_it_is_said(
    server: Any, client: Any, reply_with: Any, fail_with: Any
) -> None:
    def respond(body: dict[str, Any]) -> Any:
        if body["response_format"]["type"] != "text":
            return fail_with(400, None, "response_format is not supported")
        assert '"required": ["name", "count"]' in body["messages"][-1]["content"]
        return reply_with(f"Gladly:\n```json\n{RIGHT}\n```\nBye {{x}}.")

    server.respond = respond
    one = client()
    assert json.loads(one.ask(question()).text) == json.loads(RIGHT)
    assert any("no response format" in sentence for sentence in one.warnings)
    one.ask(question("And now?"))
    assert [body["response_format"]["type"] for body in server.asked] == ["json_schema", "json_object", "text", "text"]


def test_servers_that_know_the_answers_limit_by_its_older_name_get_it(
    server: Any, client: Any, reply_with: Any, fail_with: Any
) -> None:
    server.replies = [fail_with(400, None, "Unrecognized argument: max_completion_tokens"), reply_with(RIGHT)]
    client(answer_tokens=77).ask(question())
    assert server.asked[0]["max_completion_tokens"] == 77
    assert server.asked[1]["max_tokens"] == 77
    assert "max_completion_tokens" not in server.asked[1]


def test_the_cap_cannot_be_exceeded_by_questions_under_way_together(
    server: Any, client: Any, shelf: Shelf, reply_with: Any
) -> None:
    server.seconds, server.replies = 0.02, [reply_with(RIGHT)]
    # Each question reserves a little over 1,000 x 0.50 / 1,000,000 = 0.0005 dollars.
    one = client(budget_usd=Decimal("0.002"), answer_tokens=1000, together=8)
    outcomes: list[str] = []

    def ask(number: int) -> None:
        try:
            one.ask(question(str(number)))
        except OverBudget:
            outcomes.append("over")
        else:
            outcomes.append("paid")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(40)))
    assert {"over", "paid"} == set(outcomes)
    spent = shelf.costs()[0].usd
    assert spent is not None
    assert spent <= Decimal("0.002")
    assert spent == shelf.held("r1")


def test_a_model_without_a_price_costs_tokens_and_the_cap_still_holds(
    server: Any, client: Any, shelf: Shelf, reply_with: Any
) -> None:
    server.replies = [reply_with(RIGHT, model="homegrown")]
    one = client(model="homegrown", budget_usd=Decimal("0.02"), answer_tokens=1000)
    assert any("homegrown" in sentence and "dearest" in sentence for sentence in one.warnings)
    one.ask(question())
    assert shelf.costs()[0].usd is None
    one.ask(question("again"))
    with pytest.raises(OverBudget):
        list(map(one.ask, (question(str(number)) for number in range(9))))


def test_no_more_questions_are_under_way_than_allowed(server: Any, client: Any, reply_with: Any) -> None:
    server.seconds, server.replies = 0.02, [reply_with(RIGHT)]
    one = client(together=3)
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda number: one.ask(question(str(number))), range(12)))
    assert server.most_under_way <= 3


def test_a_slow_service_is_left_after_the_time_limit(server: Any, client: Any, reply_with: Any) -> None:
    server.seconds, server.replies = 0.4, [reply_with(RIGHT)]
    with pytest.raises(Unreachable, match="no answer within"):
        client(seconds=0.1, attempts=2).ask(question())


def test_another_model_answering_is_said(server: Any, client: Any, reply_with: Any) -> None:
    server.replies = [reply_with(RIGHT, model="gpt-3-mini")]
    one = client()
    one.ask(question())
    assert any("gpt-3-mini" in sentence for sentence in one.warnings)


def test_an_estimate_sends_nothing_and_counts_kept_answers_as_free(server: Any, client: Any, reply_with: Any) -> None:
    server.replies = [reply_with(RIGHT)]
    one = client()
    one.ask(question("a"))
    estimate = one.estimate([question("a"), question("b"), question("c")])
    assert (estimate.requests, estimate.kept) == (2, 1)
    assert Decimal(0) < estimate.likely_usd < estimate.most_usd
    assert len(server.asked) == 1


def test_a_kept_answer_that_no_longer_fits_the_shape_is_asked_again(
    server: Any, client: Any, tmp_path: Path, reply_with: Any
) -> None:
    server.replies = [reply_with(RIGHT)]
    one = client()
    one.ask(question())
    with sqlite3.connect(tmp_path / "store.sqlite") as file:
        file.execute("UPDATE briefs_answers SET text = '{}'")
    file.close()
    assert one.ask(question()).text == RIGHT
    assert len(server.asked) == 2


def test_the_key_is_nowhere_on_the_disk(server: Any, client: Any, tmp_path: Path, reply_with: Any) -> None:
    server.replies = [reply_with(RIGHT)]
    client().ask(question())
    assert "secret" not in repr(Service(model="m", key="sk-secret-0123456789"))
    assert all(b"secret" not in file.read_bytes() for file in tmp_path.iterdir())


def test_without_key_and_endpoint_there_is_no_service() -> None:
    with pytest.raises(NoKey):
        Service.from_environment({}, model="m")
    local = Service.from_environment({"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}, model="m")
    assert local.scrub("none of it") == "none of it"


def test_own_prices_stand_over_the_packaged_ones(tmp_path: Path) -> None:
    (tmp_path / "prices.toml").write_text('dated = "2030-01-01"\n[models.mine]\ninput = 0.1\noutput = "1"\n')
    prices = Prices.load(tmp_path)
    assert prices.dated == "2030-01-01"
    mine = prices.of("mine-2030-02-02")
    assert mine is not None
    assert mine.input == Decimal("0.1")
    assert prices.of("gpt-6-sol") is not None
    assert prices.of("unheard-of") is None


def test_very_long_questions_cost_double() -> None:
    prices = Prices.load()
    price = prices.of("gpt-6-sol")
    assert price is not None
    assert prices.cost(price, sent=272_000, cached=0, answered=0) == Decimal("0.544")
    assert prices.cost(price, sent=300_000, cached=0, answered=0) == Decimal("1.2")
