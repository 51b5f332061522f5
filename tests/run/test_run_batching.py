"""The line that works by batches: rounds of all documents together, what is late online, what is left told."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from pipeline import config
from pipeline.errors import ModelError, Refused
from pipeline.llm import Batcher, Client, Counter, Endpoint, Half, Service
from pipeline.records import Answer, Unanswered
from pipeline.run import Options, conduct
from pipeline.run.asking import Bell, Online, Patience
from pipeline.run.batching import Batched
from pipeline.store import Place, Shelf
from tests.batch_service import BatchService
from tests.llm.batching import MODEL, RIGHT, question, questions, right
from tests.serving import Serving, fails, says

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.records import Heard, Question
    from tests.run.conftest import Heard as Watcher

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

CALL = """Alder Systems, Inc. (NASDAQ: ALDR)
Q3 2025 Earnings Call
October 28, 2025

Operator: Good afternoon, and welcome to the Alder Systems third quarter 2025 earnings call.

Maria Holt, Chief Executive Officer: Thank you. We signed a definitive agreement with Birch Foundry Corporation to
purchase $4.5 billion of wafers through 2028.
"""


@contextmanager
def line(serving: Serving, folder: Path, *, said: list[str] | None = None, hours: float = 20.0) -> Iterator[Batched]:
    service = Service(model=MODEL, key="sk-secret-0123456789", base_url=serving.url, seconds=5.0)
    patience, bell = Patience(), Bell()
    with (
        Shelf.open(Place(folder)) as shelf,
        Client(service, shelf, run="r1", counter=Counter({}), sleep=patience.sleep) as client,
        Endpoint(service) as endpoint,
    ):
        batcher = Batcher(Half(client), shelf, endpoint, run="r1", hours=hours)
        batcher.pause = 0.01
        opened = Batched(batcher, Online(client, patience, 4, bell), bell, ([] if said is None else said).append)
        try:
            yield opened
        finally:
            opened.close()


def hear(opened: Batched, count: int, seconds: float = 10.0) -> dict[str, Heard | ModelError]:
    """Rest until so much was told, as the loop of a run does."""
    heard: dict[str, Heard | ModelError] = {}
    until = time.monotonic() + seconds
    while len(heard) < count and time.monotonic() < until:
        opened.rest()
        if opened.bell.poll(0.02):
            heard |= {one.mark: one.what for one in opened.told()}
    assert len(heard) == count
    return heard


def texts(heard: dict[str, Heard | ModelError], asked: Sequence[Question]) -> list[str]:
    found: list[Any] = [heard[one.mark] for one in asked]
    return [one.text if isinstance(one, Answer) else type(one).__name__ for one in found]


def test_the_questions_of_all_documents_go_together_once_all_of_them_wait(serving: Serving, tmp_path: Path) -> None:
    service = BatchService(serving, right)
    with line(serving, tmp_path) as opened:
        for number in range(4):
            opened.ask(number, [question(2 * number), question(2 * number + 1)])
            time.sleep(0.03)
        assert service.batches == {}
        assert texts(hear(opened, 8), questions(8)) == [RIGHT] * 8
        assert len(service.batches) == 1
        opened.ask(0, [question(20)])
        opened.ask(1, [question(20), question(0)])
        assert set(hear(opened, 2)) == {question(20).mark, question(0).mark}
    assert [len(batch.lines) for batch in service.batches.values()] == [8, 1]


def test_what_the_deadline_leaves_is_asked_online(serving: Serving, tmp_path: Path) -> None:
    service = BatchService(serving, right)
    serving.replies = [says(RIGHT)]
    with line(serving, tmp_path, hours=0) as opened:
        opened.ask(0, questions(3))
        assert texts(hear(opened, 3), questions(3)) == [RIGHT] * 3
    assert service.batches == {}
    assert len(serving.asked) == 3


def test_a_refusal_is_told_of_every_question_and_ends_the_line(serving: Serving, tmp_path: Path) -> None:
    serving.route("POST", "/v1/files", lambda _: fails(401, "invalid_api_key", "no such key"))
    with line(serving, tmp_path) as opened:
        opened.ask(0, questions(3))
        heard = hear(opened, 3)
        assert all(isinstance(one, Refused) for one in heard.values())
        assert opened.over
        opened.ask(1, [question(7)])
        assert all(isinstance(one, Refused) for one in hear(opened, 1).values())


def test_a_refusal_of_one_question_is_told_as_no_answer(serving: Serving, tmp_path: Path) -> None:
    BatchService(serving, lambda _: says(None, refusal="no"))
    with line(serving, tmp_path) as opened:
        opened.ask(0, questions(1))
        (told,) = hear(opened, 1).values()
        assert isinstance(told, Unanswered)
        assert told.kind == "declined"
        assert not opened.over


def test_a_line_that_is_closed_says_what_is_still_under_way(serving: Serving, tmp_path: Path) -> None:
    service = BatchService(serving, right)
    service.held = True
    said: list[str] = []
    with line(serving, tmp_path, said=said) as opened:
        opened.ask(0, questions(2))
        opened.rest()
        while not service.batches:
            time.sleep(0.01)
    assert "briefs batch wait" in said[-1]
    service.held = False
    with line(serving, tmp_path, said=said) as opened:
        opened.ask(0, questions(2))
        assert texts(hear(opened, 2), questions(2)) == [RIGHT] * 2
    assert len(service.batches) == 1


def test_a_fault_of_the_program_is_raised_where_the_line_is_listened_to(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    BatchService(serving, right)

    def broken(_: Batcher) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Batcher, "hand_in", broken)
    with line(serving, tmp_path) as opened:
        opened.ask(0, questions(1))
        opened.rest()
        assert opened.bell.poll(5)
        with pytest.raises(ZeroDivisionError):
            opened.told()


def test_what_a_run_by_batches_will_cost_is_told_at_half_the_price(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heard: Watcher
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_BASE_URL", serving.url)
    (tmp_path / "filings").mkdir()
    (tmp_path / "filings" / "call.txt").write_text(CALL, "utf-8")
    found = []
    for batch in (False, True):
        settings = config.load({"jobs": 1, "engine": "model", "model.batch": batch}, {})
        forecast = conduct((), settings, Options(dry_run=True), heard, heard.stop).forecast
        assert forecast is not None
        assert forecast.likely_usd
        found.append((forecast.requests, forecast.likely_usd))
    assert found[1] == (found[0][0], found[0][1] / 2)
    assert serving.calls == []
