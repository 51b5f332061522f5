"""Ctrl-C and SIGTERM end a run cleanly: what is published is whole and listed, and the next run finishes."""

from __future__ import annotations

import signal
import subprocess
import sys
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
