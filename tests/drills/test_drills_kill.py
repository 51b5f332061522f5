"""A run killed at any moment resumes to the same bytes, and never shows half a file.

``DRILL_KILLS`` sets how many moments are tried (8 where it is not set), ``DRILL_SEED`` which.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from pipeline.records import FactFile
from pipeline.run import series

if TYPE_CHECKING:
    from pathlib import Path

    from tests.drills.conftest import Briefs, Outputs

KILLS = int(os.environ.get("DRILL_KILLS", "8"))
SEED = int(os.environ.get("DRILL_SEED", "20251126"))


@pytest.fixture
def bare(
    project: Path, inbox: Path, briefs: Briefs, outputs: Outputs, monkeypatch: pytest.MonkeyPatch
) -> dict[str, bytes]:
    """The outputs as they stand between publishing and the pass that says what changed."""
    assert len(list(inbox.iterdir())) == 8
    with monkeypatch.context() as patch:
        patch.setattr(series, "refresh", lambda *_: series.Retold({}))
        assert briefs("run", "--output", "bare").returncode == 1
    return outputs(project / "bare")


def test_a_killed_run_resumes_to_the_same_bytes(
    project: Path, started: Briefs, briefs: Briefs, outputs: Outputs, bare: dict[str, bytes]
) -> None:
    begun = time.monotonic()
    whole = started("run", "--output", "whole")
    took = time.monotonic() - begun
    assert whole.returncode == 1, whole.stderr
    expected = outputs(project / "whole")
    assert len(expected) == 8 + 3 * 7
    chance = random.Random(SEED)  # noqa: S311  (a moment to be killed at is no secret)
    reached = set()
    for number in range(KILLS):
        folder = project / f"killed{number // 2}"
        # Spread evenly over the run with some jitter, so that few kills meet start, middle and end. The second run of
        # a folder goes on from what the first left, so a run that resumes is killed too. Half of them are counted in
        # what was written and not in seconds: on a busy machine one run takes thrice as long as the next.
        if number % 2:
            _kill_after(project, folder, took * (number + chance.random()) / KILLS)
        else:
            _kill_at(project, folder, number * len(expected) // KILLS)
        left = outputs(folder) if folder.exists() else {}
        reached.add(len(left))
        _assert_whole(left, expected, bare)
        if number % 2 or number == KILLS - 1:
            resumed = briefs("run", "--output", folder.name)
            assert resumed.returncode == 1, resumed.stderr
            assert outputs(folder) == expected
            shutil.rmtree(folder)
    assert len(reached) > 1, "every kill came at the same point: the drill proves nothing"


def _kill_at(project: Path, folder: Path, written: int) -> None:
    """Kill a run as soon as so many of its outputs stand there, or it has ended."""
    process = _started(project, folder)
    while process.poll() is None and len(_outputs(folder)) < written:
        time.sleep(0.005)
    process.kill()
    process.wait()


def _outputs(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*/*.*") if path.parent.name != ".briefs"]


def _kill_after(project: Path, folder: Path, seconds: float) -> None:
    process = _started(project, folder)
    time.sleep(seconds)
    process.kill()
    process.wait()


def _started(project: Path, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipeline.cli", "run", "--output", folder.name]
    return subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _assert_whole(left: dict[str, bytes], expected: dict[str, bytes], bare: dict[str, bytes]) -> None:
    """What is visible after a kill is whole: a fact file is valid, pages and pictures are final or not yet compared."""
    for name, content in left.items():
        if "/" in name and name.endswith(".json"):
            FactFile.model_validate_json(content)
        if "/" in name:
            assert content in (expected[name], bare[name]), name
