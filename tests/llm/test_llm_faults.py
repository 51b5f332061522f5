"""The drills: every way in which a service fails, what is done about it, and what it costs."""

from __future__ import annotations

import datetime as dt
import email.utils
import json
import socket
import time as clock
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import CutOff, Declined, Refused, Unreachable
from tests.llm.conftest import RIGHT, question
from tests.serving import Reply, cut, dripping, fails, goes, hangs, page, resets, says, told, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.llm import Client
    from pipeline.store import Shelf
    from tests.llm.conftest import Time
    from tests.serving import Serving

    Make = Callable[..., Client]

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def in_five_seconds() -> str:
    return email.utils.format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=5.5), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "bounds"),
    [
        ({"Retry_After": "7"}, (7.0, 7.0)),
        ({"retry_after_ms": "1500"}, (1.5, 1.5)),
        ({"Retry_After": in_five_seconds()}, (0.0, 5.5)),
        ({"Retry_After": "soon"}, (0.0, 2.0)),
        ({}, (0.0, 2.0)),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_waits_as_long_as_the_service_asks(
    serving: Serving, client: Make, time: Time, *, status: int, headers: dict[str, str], bounds: tuple[float, float]
) -> None:
    serving.replies = [fails(status, **headers), says(RIGHT)]
    assert client().ask(question()).text == RIGHT
    (waited,) = time.waits
    assert bounds[0] <= waited <= bounds[1]


def test_while_a_service_asks_to_wait_nobody_sends(serving: Serving, client: Make, time: Time) -> None:
    serving.replies = [fails(429, Retry_After="9"), says(RIGHT)]
    one = client()
    one.ask(question("first"))
    assert time.now == 9.0
    one.ask(question("second"))
    assert time.now == 9.0


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 502, 503, 504, 529])
def test_passing_faults_are_tried_again_and_cost_nothing(
    serving: Serving, client: Make, shelf: Shelf, status: int
) -> None:
    serving.replies = [fails(status), page(status), says(RIGHT)]
    assert client().ask(question()).text == RIGHT
    (cost,) = shelf.costs()
    assert (cost.requests, cost.lost, cost.usd) == (1, 0, Decimal("0.00016"))


@pytest.mark.parametrize(
    "reply",
    [
        goes(),
        resets(),
        resets(says(RIGHT), after=30),
        cut(says(RIGHT)),
        Reply(body=says(RIGHT).body, stop=40),
        told({"choices": []}),
        told({"object": "list", "data": []}),
        told([]),
        page(200, "Welcome"),
        zipped(),
        Reply(body=b""),
        Reply(body=b"[" * 100_000),
    ],
    ids=["goes", "resets", "half", "cut", "short", "empty", "other", "list", "html", "gzip", "nothing", "deep"],
)
def test_broken_replies_are_tried_again_and_counted_as_lost(
    serving: Serving, client: Make, shelf: Shelf, reply: Reply
) -> None:
    serving.replies = [reply, says(RIGHT)]
    assert client().ask(question()).text == RIGHT
    (cost,) = shelf.costs()
    assert (cost.requests, cost.lost) == (2, 1)
    assert cost.usd is not None
    assert cost.usd > Decimal("0.00016")
    # What may have been answered and billed without our hearing of it counts against the cap in full.
    assert shelf.held("r1") > 16_000 * Decimal("0.50") / 1_000_000


def test_a_request_that_never_left_is_on_no_bill(client: Make, shelf: Shelf, serving: Serving) -> None:
    """Review 27: an endpoint that refused the connection was billed as if every request had been sent."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        serving.url = f"http://127.0.0.1:{nobody.getsockname()[1]}/v1"
        with pytest.raises(Unreachable, match=r"the connection failed \(ConnectError\)"):
            client(attempts=2).ask(question())
    assert shelf.costs() == ()
    assert shelf.held("r1") == 0


def test_429_for_ever_stops_after_its_attempts(serving: Serving, client: Make, shelf: Shelf) -> None:
    serving.replies = [fails(429)]
    with pytest.raises(Unreachable, match="gave up after 4 attempts"):
        client(attempts=4).ask(question())
    assert len(serving.asked) == 4
    assert shelf.held("r1") == 0


def test_a_wait_no_person_would_sit_through_is_not_sat_through(serving: Serving, client: Make, time: Time) -> None:
    serving.replies = [fails(429, Retry_After="86400"), says(RIGHT)]
    one = client()
    with pytest.raises(Unreachable):
        one.ask(question())
    assert time.waits == []
    assert one.ask(question()).text == RIGHT


REFUSALS = [
    fails(401, "invalid_api_key", "Incorrect API key provided: sk-secret-0123456789."),
    fails(403, None, "Country not supported"),
    fails(404, "model_not_found", "The model does not exist"),
    told({"error": 'model "llama9" not found, try pulling it first'}, 404),
    page(404, "Not Found"),
    fails(405),
    fails(429, "insufficient_quota", "You exceeded your current quota"),
    fails(403, "insufficient_quota"),
    fails(402, None, "Insufficient Balance"),
    told({"error": {"message": "This request requires more credits: insufficient credits", "code": 402}}, 402),
    told({"error": {"message": "Payment required", "code": 402}}),
]


@pytest.mark.parametrize("reply", REFUSALS, ids=range(len(REFUSALS)))
def test_refusals_end_at_once_and_for_everybody(serving: Serving, client: Make, shelf: Shelf, reply: Reply) -> None:
    serving.replies = [reply]
    one = client()
    with pytest.raises(Refused) as caught:
        one.ask(question())
    with pytest.raises(Refused):
        one.ask(question("another"))
    assert len(serving.asked) == 1
    assert "secret" not in str(caught.value)
    assert "<" not in str(caught.value)
    assert shelf.held("r1") == 0


def test_a_refusal_ends_who_waits_for_a_turn(serving: Serving, client: Make) -> None:
    serving.seconds, serving.replies = 0.1, [fails(401)]
    one = client(together=1)
    begun = clock.monotonic()
    with ThreadPoolExecutor(12) as pool:
        asked = [pool.submit(one.ask, question(str(number))) for number in range(12)]
    assert all(isinstance(each.exception(), Refused) for each in asked)
    assert len(serving.asked) <= 2
    assert clock.monotonic() - begun < 2


def test_finished_work_is_kept_when_the_quota_is_gone(serving: Serving, client: Make) -> None:
    serving.replies = [says(RIGHT), fails(429, "insufficient_quota")]
    one = client()
    one.ask(question("a"))
    with pytest.raises(Refused):
        one.ask(question("b"))
    assert one.ask(question("a")).cached
    assert client().ask(question("a")).cached


def test_a_cut_off_answer_is_its_own_outcome_is_paid_and_not_kept(serving: Serving, client: Make, shelf: Shelf) -> None:
    serving.replies = [says(RIGHT, finish="length")]
    one = client()
    for _ in range(2):
        with pytest.raises(CutOff):
            one.ask(question())
    assert shelf.costs()[0].requests == 2


@pytest.mark.parametrize("reply", [says(RIGHT, refusal="I can't"), says(RIGHT, finish="content_filter")])
def test_refused_answers_are_not_parsed_and_paid(serving: Serving, client: Make, shelf: Shelf, reply: Reply) -> None:
    serving.replies = [reply]
    with pytest.raises(Declined):
        client().ask(question())
    assert shelf.costs()[0].usd == Decimal("0.00016")
    assert client().kept(question()) is None


@pytest.mark.parametrize(
    "reply",
    [
        hangs(),
        dripping(says(RIGHT), 0.03),
        dripping(says(RIGHT), 0.03, head_too=True),
    ],
    ids=["hangs", "drips", "drips from the head on"],
)
def test_an_attempt_is_over_when_its_time_is_up(serving: Serving, client: Make, shelf: Shelf, reply: Reply) -> None:
    serving.replies = [reply]
    begun = clock.monotonic()
    with pytest.raises(Unreachable, match=r"no answer within 0\.2 seconds, and gave up after 2 attempts"):
        client(seconds=0.2, attempts=2).ask(question())
    assert 0.4 <= clock.monotonic() - begun < 1.5
    assert shelf.costs()[0].lost == 2


def test_a_connection_survives_from_question_to_question(serving: Serving, client: Make) -> None:
    serving.replies = [says(RIGHT)]
    one = client()
    for number in range(3):
        one.ask(question(str(number)))
    assert len({call.peer for call in serving.calls}) == 1


def test_json_a_service_reports_as_broken_is_asked_again_with_the_fault(serving: Serving, client: Make) -> None:
    error = {"message": "Failed to generate JSON", "code": "json_validate_failed", "failed_generation": '{"name": "F"}'}
    serving.replies = [told({"error": error}, 400), says(RIGHT)]
    assert client().ask(question()).text == RIGHT
    assert "count: Field required" in json.dumps(serving.asked[1]["messages"])
