"""Batches through whole runs: killed and resumed, refused and cut off, paid at half the price."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.store import Place, Shelf
from tests import standin
from tests.batch_service import BatchService
from tests.serving import says

if TYPE_CHECKING:
    from pathlib import Path

    from tests.batch_service import Batch
    from tests.drills.conftest import Briefs, Outputs
    from tests.serving import Call, Reply, Serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

CALL = """{company} (NASDAQ: {ticker})
Q3 2025 Earnings Call
October 28, 2025

Operator: Good afternoon, and welcome to the {company} third quarter 2025 earnings call.

Maria Holt, Chief Executive Officer: Thank you. In the quarter we signed a definitive agreement with Birch Foundry
Corporation to purchase $4.{number} billion of wafers through 2028.

Operator: This concludes today's call.
"""
COMPANIES = (("Alder Systems, Inc.", "ALDR"), ("Cedar Labs, Inc.", "CEDR"), ("Dogwood Centers, Inc.", "DGWD"))


@pytest.fixture
def calls(project: Path) -> Path:
    for number, (company, ticker) in enumerate(COMPANIES, 1):
        text = CALL.format(company=company, ticker=ticker, number=number)
        (project / "filings" / f"{ticker}.txt").write_text(text, "utf-8")
    return project / "filings"


@pytest.fixture
def service(serving: Serving, calls: Path, monkeypatch: pytest.MonkeyPatch) -> BatchService:
    assert calls.is_dir()
    serving.respond = standin.reply
    monkeypatch.setenv("OPENAI_BASE_URL", serving.url)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789")
    return BatchService(serving, standin.reply)


RUN = ("run", "--engine", "model", "--batch")


def start(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pipeline.cli", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def state(project: Path, output: str = "outputs") -> Shelf:
    return Shelf.open(Place(project / output / ".briefs"))


def test_a_night_by_batches_writes_what_a_day_online_writes_at_half_the_price(
    project: Path, service: BatchService, serving: Serving, briefs: Briefs, outputs: Outputs
) -> None:
    """Drill 17."""
    night = briefs(*RUN)
    assert night.returncode == 0, night.stderr
    assert "handed in" in night.stderr
    assert serving.asked == []
    assert len(service.batches) <= 3
    # The first round of all documents went together.
    assert len(next(iter(service.batches.values())).lines) == 3
    day = briefs("run", "--engine", "model", "--output", "online")
    assert day.returncode == 0, day.stderr
    assert _same(outputs(project / "outputs")) == _same(outputs(project / "online"))
    with state(project) as half, state(project, "online") as whole:
        cheap, dear = _total(half), _total(whole)
        assert Decimal(0) < cheap
        assert cheap * 2 == dear
        assert all(cost.batched == cost.requests for cost in half.costs())


def _same(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content.replace(b"online/", b"outputs/") for name, content in files.items()}


def _total(shelf: Shelf) -> Decimal:
    return sum((cost.usd for cost in shelf.costs() if cost.usd is not None), Decimal(0))


@pytest.mark.parametrize("moment", ["made", "polled"])
def test_a_run_killed_between_handing_in_and_looking_finds_its_batch_and_pays_once(  # noqa: PLR0917  (fixtures)
    project: Path, service: BatchService, serving: Serving, briefs: Briefs, outputs: Outputs, moment: str
) -> None:
    """Drill 4: killed before the id could be saved (made), and at the first look (polled)."""
    whole = briefs(*RUN, "--output", "whole")
    assert whole.returncode == 0, whole.stderr
    expected = len(service.handed_in)
    service.batches.clear()
    run: list[subprocess.Popen[str]] = []

    def kill(_: Batch | Call) -> None:
        run[0].send_signal(signal.SIGKILL)
        run[0].wait()

    def killing(call: Call) -> Reply:
        kill(call)
        return says("")

    if moment == "made":
        service.made = kill
    else:
        serving.route(
            "GET", "/v1/batches/.*", lambda call: killing(call) if run[0].poll() is None else service.look(call)
        )
    run.append(start(*RUN))
    run[0].communicate(timeout=60)
    assert run[0].returncode == -signal.SIGKILL
    (batch,) = service.batches.values()
    service.made = lambda _: None
    resumed = briefs(*RUN)
    assert resumed.returncode == 0, resumed.stderr
    assert next(iter(service.batches.values())) is batch
    assert len(service.handed_in) == expected
    assert sorted(service.handed_in) == sorted(set(service.handed_in))
    assert _same(outputs(project / "outputs")) == _same(
        {name: content.replace(b"whole/", b"outputs/") for name, content in outputs(project / "whole").items()}
    )
    with state(project) as shelf:
        assert sum(cost.requests for cost in shelf.costs()) == expected
        assert sum(cost.lost for cost in shelf.costs()) == 0


def test_a_run_that_is_stopped_leaves_its_batch_and_wait_takes_it_in(
    project: Path, service: BatchService, briefs: Briefs
) -> None:
    service.held = True
    run: list[subprocess.Popen[str]] = []
    service.made = lambda _: run[0].send_signal(signal.SIGINT)
    run.append(start(*RUN))
    _, said = run[0].communicate(timeout=60)
    assert run[0].returncode == 130, said
    assert "still under way" in said
    listed = briefs("batch", "list", "--json")
    (batch,) = json.loads(listed.stdout)
    assert (batch["state"], batch["status"], batch["requests"]) == ("running", "in_progress", 3)
    assert "briefs-" in briefs("batch", "list").stdout
    service.held = False
    service.made = lambda _: None
    waited = briefs("batch", "wait")
    assert waited.returncode == 0, waited.stderr
    assert "1 batch taken in" in waited.stderr
    assert briefs("batch", "list", "--json").stdout.strip() == "[]"
    assert [one["state"] for one in json.loads(briefs("batch", "list", "--all", "--json").stdout)] == ["ended"]
    again = briefs(*RUN)
    assert again.returncode == 0, again.stderr
    first = next(iter(service.batches.values()))
    assert not set(first.keys) & {key for other in service.batches.values() if other is not first for key in other.keys}
    assert b"sk-test" not in (project / "outputs" / ".briefs" / "store.sqlite").read_bytes()


def test_a_cancelled_batch_costs_what_it_finished_and_the_rest_is_asked_again(
    project: Path, service: BatchService, briefs: Briefs
) -> None:
    service.held = True
    run: list[subprocess.Popen[str]] = []
    service.made = lambda _: run[0].send_signal(signal.SIGINT)
    run.append(start(*RUN))
    run[0].communicate(timeout=60)
    done: list[Any] = []

    def first_only(body: Any) -> Reply | None:
        done.append(body)
        return standin.reply(body) if len(done) == 1 else None

    service.answer, service.made = first_only, lambda _: None
    assert briefs("batch", "cancel", "briefs-000").returncode == 2
    cancelled = briefs("batch", "cancel")
    assert cancelled.returncode == 0, cancelled.stderr
    with state(project) as shelf:
        assert sum(cost.requests for cost in shelf.costs()) == 1
    service.answer, service.held = standin.reply, False
    again = briefs(*RUN)
    assert again.returncode == 0, again.stderr
    _, *others = service.batches.values()
    shapes = [standin.shape_of(line["body"]) for batch in others for line in batch.lines]
    assert shapes.count("PassageAnswer") == 2


def test_a_refusal_is_listed_and_a_cut_off_is_split_and_the_others_are_kept(
    project: Path, calls: Path, service: BatchService, briefs: Briefs
) -> None:
    """Drill 5, as the pages tell it; the hundred are counted in tests/llm."""
    long = calls / "CEDR.txt"
    more = "\n\n".join(
        f"Our plants in region {number} ran well and our teams did good work there." for number in range(30)
    )
    long.write_text(long.read_text("utf-8").replace("\n\nOperator: This", f"\n\n{more}\n\nOperator: This"), "utf-8")
    asked: list[str] = []

    def answer(body: Any) -> Reply:
        words = standin.words_of(body)
        if standin.shape_of(body) == "PassageAnswer":
            asked.append(words)
            if "$4.1 billion" in words:
                return says(None, refusal="I would rather not")
            if "$4.2 billion" in words and len(asked) <= 3:
                return says('{"deals": [', finish="length")
        return standin.reply(body)

    service.answer = answer
    night = briefs(*RUN)
    assert night.returncode == 1, night.stderr
    assert "2 done, 1 partial" in night.stderr
    facts = {
        path.parent.name: json.loads(path.read_text("utf-8"))
        for path in sorted((project / "outputs").rglob("2025*.json"))
    }
    assert {name: len(one["deals"]) for name, one in facts.items()} == {"ALDR": 1, "CEDR": 1, "DGWD": 1}
    assert {name: bool(one["coverage"]["failed"]) for name, one in facts.items()} == {
        "ALDR": True,
        "CEDR": False,
        "DGWD": False,
    }
    assert len(asked) == 3 + 2
    page = (project / "outputs" / "ALDR" / "2025-10-28_call.md").read_text("utf-8")
    assert "refused" in page.partition("## What could not be read or checked")[2]


def test_with_a_service_that_takes_no_batches_the_run_ends_at_once_and_says_what_to_do(
    project: Path, serving: Serving, calls: Path, briefs: Briefs, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert calls.is_dir()
    serving.respond = standin.reply
    monkeypatch.setenv("OPENAI_BASE_URL", serving.url)
    night = briefs(*RUN)
    assert night.returncode == 1
    assert "without --batch" in night.stderr
    assert serving.asked == []
    assert not list((project / "outputs").rglob("2025*.md"))


def test_batch_commands_need_no_key_to_list_and_say_so_to_wait(
    project: Path, briefs: Briefs, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in list(os.environ):
        if name.startswith("OPENAI_"):
            monkeypatch.delenv(name)
    assert briefs("batch", "list").returncode == 0
    assert briefs("batch", "wait").returncode == 2
    assert not (project / "outputs").exists()
