"""The same bytes whatever the order in which answers come, and workers that could not ask if they would."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from pipeline import config
from pipeline.run import Options, conduct
from tests import standin
from tests.drills.calls import call
from tests.run.conftest import Heard

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.serving import Reply, Serving

# A worker's whole work in one process: turn by turn, each question answered as nothing is told.
_TURNS = """
import hashlib, json, sys
from pathlib import Path
from pipeline.records import Answer
from pipeline.run.jobs import Asking, Job, Wanted
from pipeline.run.work import work
from tests import standin

path, desk = sys.argv[1:]
sha256 = hashlib.sha256(Path(path).read_bytes()).hexdigest()
heard, turns = {}, 0
while True:
    came = work(Job(path, "call.txt", "", sha256, "", "", str(Path(path).parent), Asking("m"), None, heard, desk))
    turns += 1
    if not isinstance(came, Wanted):
        break
    for question in came.questions:
        body = {"response_format": {"json_schema": {"name": question.shape.__name__}},
                "messages": [{"content": message.text} for message in question.messages]}
        heard[question.mark] = Answer(text=json.dumps(standin.answer(body)), model="m", cached=True)
heavy = ("openai", "httpx", "sqlalchemy", "alembic", "tiktoken", "tenacity")
print(json.dumps([turns, came.deals, [name for name in heavy if name in sys.modules]]))
"""


def test_a_worker_needs_neither_the_sdk_nor_the_store(tmp_path: Path, repository: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text(call(), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _TURNS, str(path), str(tmp_path)],
        cwd=repository, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    turns, deals, heavy = json.loads(done.stdout)
    assert turns >= 3
    assert deals == 5
    assert heavy == []


@pytest.mark.enable_socket
def test_answers_in_any_order_and_any_number_of_processes_give_the_same_bytes(
    tmp_path: Path, serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_BASE_URL", serving.url)
    (tmp_path / "filings").mkdir()
    for number in range(3):
        (tmp_path / "filings" / f"{number}.txt").write_text(call(number, 3, 9_000), "utf-8")

    def slowly(seed: int) -> None:
        def respond(body: Mapping[str, Any]) -> Reply:
            words = f"{seed}{standin.words_of(body)}".encode()
            chance = random.Random(hashlib.sha256(words).digest())  # noqa: S311  (a delay is no secret)
            serving.over.wait(chance.random() / 5)
            return standin.reply(body)

        serving.respond = respond

    found = []
    for seed, jobs, together in ((0, 1, 1), (1, 2, 8), (2, 1, 16)):
        slowly(seed)
        heard = Heard()
        flags: dict[str, config.Value | None] = {"engine": "model", "jobs": jobs, "model.together": together}
        settings = config.load({**flags, "output": f"out{seed}"}, {})
        report = conduct((), settings, Options(), heard, heard.stop)
        assert report.counts() == {"done": 3}
        folder = tmp_path / f"out{seed}"
        files = [path for path in folder.rglob("*") if path.is_file() and ".briefs" not in path.parts]
        found.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})
    assert found[0] == found[1] == found[2]
