"""Ctrl-C and SIGTERM end a run cleanly: what is published is whole and listed, and the next run finishes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.drills.conftest import Briefs, Outputs

MANY = 40


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind exist on POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_ends_cleanly_and_is_finished_by_the_next(
    project: Path, briefs: Briefs, outputs: Outputs, quarter_text: str, number: signal.Signals
) -> None:
    for index in range(MANY):
        text = quarter_text.replace("ALDR", f"AL{index}").replace("Alder Systems", f"Alder Systems {index}")
        (project / "filings" / f"{index:02}.txt").write_text(text, "utf-8")
    command = [sys.executable, "-m", "pipeline.cli", "run", "--jobs", "1"]
    with subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        lines = [process.stderr.readline() for _ in range(4)]
        assert lines[3].startswith("[3/")
        process.send_signal(number)
        rest = process.stderr.read()
        assert process.wait(timeout=30) == 130, rest
    assert "stopped; run again to go on" in rest
    assert "Traceback" not in rest
    left = outputs(project / "outputs")
    published = [name for name in left if name.endswith(".md") and "/" in name]
    assert 3 <= len(published) < MANY
    assert left["README.md"].decode().count("](") >= len(published)
    assert briefs("run").returncode == 0
    assert sum(name.endswith(".md") and "/" in name for name in outputs(project / "outputs")) == MANY


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind exist on POSIX")
def test_ctrl_c_while_the_workers_are_still_starting_ends_with_a_summary(project: Path, quarter_text: str) -> None:
    (project / "filings" / "a.txt").write_text(quarter_text, "utf-8")
    command = [sys.executable, "-m", "pipeline.cli", "run", "--json"]
    with subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "1 document to work on\n"
        time.sleep(0.1)  # the fork server imports for longer than that
        os.killpg(process.pid, signal.SIGINT)
        out, rest = process.communicate(timeout=30)
    assert process.returncode == 130, rest
    assert json.loads(out)["interrupted"]
    assert "Traceback" not in rest
    assert "cannot be started" not in rest
