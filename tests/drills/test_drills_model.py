"""What goes wrong while a model is asked: nothing is lost, nothing is paid for twice, nothing is told as done."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
import pytest_socket

from pipeline import config
from pipeline.run import Options, Stop, conduct
from tests import standin
from tests.drills.calls import call
from tests.serving import fails

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal
    from pathlib import Path

    from pipeline.run import Outcome
    from tests.drills.conftest import Briefs, Outputs
    from tests.serving import Reply, Serving

KILLS = int(os.environ.get("DRILL_KILLS", "3"))
SEED = int(os.environ.get("DRILL_SEED", "20251126"))
TOGETHER = 4
MODEL = ("run", "--engine", "model", "--json")
AT_ONCE = {"Retry_After": "0"}

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def service(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> Serving:
    serving.respond = standin.reply
    monkeypatch.setenv("OPENAI_BASE_URL", serving.url)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789")
    monkeypatch.setenv("BRIEFS_MODEL_TOGETHER", str(TOGETHER))
    return serving


def put(project: Path, *numbers: int, **size: int) -> None:
    for number in numbers:
        (project / "filings" / f"{number}.txt").write_text(call(number, **size), "utf-8")


def asked(service: Serving, shape: str = "PassageAnswer") -> list[str]:
    """Give the questions of this shape that came so far, and forget all that came."""
    with service.lock:
        words = [standin.words_of(body) for body in service.asked if standin.shape_of(body) == shape]
        service.asked.clear()
    return words


def summary(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.stdout, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def results(told: dict[str, Any]) -> list[str]:
    return [document["result"] for document in told["documents"]]


def unless(about: str, fault: Reply) -> Callable[[Mapping[str, Any]], Reply]:
    """Answer but for passages with these words."""

    def respond(body: Mapping[str, Any]) -> Reply:
        lost = standin.shape_of(body) == "PassageAnswer" and about in standin.words_of(body)
        return fault if lost else standin.reply(body)

    return respond


def test_one_passage_of_five_that_fails_for_ever_is_named_and_asked_about_alone(
    project: Path, briefs: Briefs, service: Serving
) -> None:
    put(project, 0)
    service.respond = unless("Dogwood", fails(503, **AT_ONCE))
    told = summary(briefs(*MODEL))
    first = asked(service)
    assert (told["exit_code"], results(told)) == (1, ["partial"])
    assert len(set(first)) == 5
    page = project / told["documents"][0]["page"]
    assert "No answer for page 1 (Prepared remarks): " in page.read_text("utf-8")
    facts = json.loads(page.with_suffix(".json").read_text("utf-8"))
    assert [lost["title"] for lost in facts["coverage"]["failed"]] == ["Prepared remarks"]
    by = {deal["counterparty"]["name"].split()[0]: deal["sources"] for deal in facts["deals"]}
    assert set(by) == {"Birch", "Cedar", "Dogwood", "Elm", "Fir"}, "what the rules prove stands where no model answers"
    assert all(source.startswith("rules: ") for source in by["Dogwood"])

    assert results(summary(briefs(*MODEL))) == ["partial"]
    again = asked(service)
    assert {words for words in again if "Dogwood" in words} == set(again), "an answered passage was asked about again"

    service.respond = standin.reply
    assert results(summary(briefs(*MODEL))) == ["done"]
    assert len(asked(service)) == 1


def test_when_the_budget_ends_nothing_skipped_is_done_and_the_next_run_goes_on(
    project: Path, briefs: Briefs, outputs: Outputs, service: Serving
) -> None:
    put(project, 0, 1, 2, 3)
    whole = summary(briefs(*MODEL, "--output", "whole"))
    assert results(whole) == ["done"] * 4
    one = float(whole["cost"]["usd"]) / 4
    every = len(service.asked)
    service.asked.clear()

    # What one answer could cost at most must fit on top; then there is enough for about three documents.
    cap = one * 2 + 0.011
    service.seconds = 0.3  # so slow that a document's second questions come before the last document's first ones
    told = summary(briefs(*MODEL, "--max-cost", f"{cap:.6f}"))
    assert told["exit_code"] == 1
    done, failed, *rest = (results(told).count(word) for word in ("done", "failed", "not_reached", "partial"))
    assert done >= 1
    assert (failed, rest[1]) == (1, 0)
    assert {document.get("kind") for document in told["documents"] if document["result"] == "failed"} == {"OverBudget"}
    assert float(told["cost"]["usd"]) <= cap
    assert len([name for name in outputs(project / "outputs") if name.endswith(".json") and "/" in name]) == done
    assert 0 < len(service.asked) < every

    service.seconds = 0
    assert results(summary(briefs(*MODEL))) == ["unchanged"] * done + ["done"] * (4 - done)
    assert len(service.asked) == every, "an answer was paid for twice, or a question was lost"
    assert outputs(project / "outputs") == outputs(project / "whole")


def test_a_service_that_is_too_busy_for_ever_ends_the_run_with_its_name(
    project: Path, briefs: Briefs, service: Serving
) -> None:
    put(project, 0, 1)
    service.respond = lambda _: fails(429, "rate_limit_exceeded", **AT_ONCE)
    told = summary(briefs(*MODEL))
    assert results(told) == ["failed", "not_reached"]
    assert told["documents"][0]["kind"] == "Unreachable"
    assert len(service.asked) <= 6 * (3 + TOGETHER), "it went on asking after three questions got no answer"
    service.respond = standin.reply
    assert results(summary(briefs(*MODEL))) == ["done", "done"]


def test_a_used_up_quota_ends_the_run_in_seconds_and_finished_work_is_kept(
    project: Path, briefs: Briefs, service: Serving
) -> None:
    put(project, 0, 1, 2)
    assert results(summary(briefs(*MODEL, "--output", "whole"))) == ["done"] * 3
    every = len(service.asked)
    service.asked.clear()
    enough = every // 2

    def until_used_up(body: Mapping[str, Any]) -> Reply:
        with service.lock:
            number = len(service.asked)
        return standin.reply(body) if number <= enough else fails(429, "insufficient_quota", "You exceeded your quota")

    service.respond = until_used_up
    started = time.monotonic()
    told = summary(briefs(*MODEL))
    assert time.monotonic() - started < 30
    assert told["documents"][results(told).index("failed")]["kind"] == "Refused"
    assert "not_reached" in results(told)
    assert len(service.asked) <= enough + 2 * TOGETHER
    service.asked.clear()
    service.respond = standin.reply
    again = summary(briefs(*MODEL))
    assert set(results(again)) <= {"done", "unchanged"}
    assert len(service.asked) == every - enough


def test_with_answers_kept_everything_runs_with_sockets_blocked_to_the_same_bytes(
    project: Path, outputs: Outputs, service: Serving
) -> None:
    put(project, 0, 1, deals=2, characters=500)
    first = _conducted()
    assert {outcome.result.value for outcome in first} == {"done"}
    expected = outputs(project / "outputs")
    for folder in (project / "outputs").iterdir():
        if folder.is_dir() and folder.name != ".briefs":
            shutil.rmtree(folder)
    service.asked.clear()
    pytest_socket.disable_socket(allow_unix_socket=True)
    try:
        assert {outcome.result.value for outcome in _conducted()} == {"done"}
    finally:
        pytest_socket.enable_socket()
    assert outputs(project / "outputs") == expected
    assert not service.asked


class _Nobody:
    def planned(self, todo: int, settled: int) -> None:
        pass

    def finished(self, outcome: Outcome) -> None:
        pass

    def spent(self, usd: Decimal | None) -> None:
        pass

    def note(self, line: str) -> None:
        pass


def _conducted() -> tuple[Outcome, ...]:
    settings = config.load({"engine": "model", "jobs": 1}, {})
    return conduct((), settings, Options(), _Nobody(), Stop()).outcomes


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind exist on POSIX")
def test_a_run_killed_at_any_moment_asks_only_for_answers_it_does_not_have(
    project: Path, briefs: Briefs, outputs: Outputs, service: Serving
) -> None:
    put(project, *range(3), deals=3, characters=9_000)
    assert results(summary(briefs(*MODEL, "--output", "whole"))) == ["done"] * 3
    expected = outputs(project / "whole")
    every = _distinct(service)
    chance = random.Random(SEED)  # noqa: S311  (a moment to be killed at is no secret)
    kept = []
    service.seconds = 0.05
    for number in range(KILLS):
        folder = project / f"killed{number}"
        _kill_after(project, folder, service, chance.randrange(1, len(every)))
        _wait_until_quiet(service)
        _distinct(service)
        kept.append(_answers(folder))
        assert set(results(summary(briefs(*MODEL, "--output", folder.name)))) <= {"done", "unchanged"}
        assert len(service.asked) == len(every) - kept[-1], "an answer that was kept was asked for again"
        assert _distinct(service) <= every
        assert outputs(folder) == expected
    assert any(0 < count < len(every) for count in kept), "no kill came in the middle: the drill proves nothing"


def _distinct(service: Serving) -> set[str]:
    """Give the questions that came, each once, and forget them."""
    with service.lock:
        found = {json.dumps(body["messages"]) for body in service.asked}
        service.asked.clear()
    return found


def _wait_until_quiet(service: Serving) -> None:
    while service.under_way:
        time.sleep(0.05)


def _answers(folder: Path) -> int:
    file = folder / ".briefs" / "store.sqlite"
    if not file.is_file():
        return 0
    with sqlite3.connect(file) as store:
        tables = {name for (name,) in store.execute("SELECT name FROM sqlite_master")}
        counted = "SELECT COUNT(*) FROM briefs_answers"
        return int(store.execute(counted).fetchone()[0]) if "briefs_answers" in tables else 0


def _kill_after(project: Path, folder: Path, service: Serving, questions: int) -> None:
    command = [sys.executable, "-m", "pipeline.cli", *MODEL, "--output", folder.name]
    process = subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while len(service.asked) < questions and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
