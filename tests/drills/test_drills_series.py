"""What changed is the same whatever order documents come in, and wherever a run is killed."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.drills.conftest import quarter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.drills.conftest import Briefs, Outputs

AMENDED = ("FORM 10-Q\n", "FORM 10-Q/A\n(Amendment No. 1)\n")


@pytest.fixture
def arriving(project: Path) -> dict[str, str]:
    """Three quarters of a company, the second of them amended, with a sum that moves and a deal that comes and goes."""
    assert project.is_dir()
    first = quarter(day="March 31, 2025")
    second = quarter(day="June 30, 2025").replace("$4.5 billion", "$5.5 billion")
    third = (
        quarter()
        .replace("$4.5 billion", "$7.5 billion")
        .replace("signed a letter of intent", "entered into an agreement")
    )
    return {
        "1.txt": first,
        "2.txt": second,
        "2a.txt": second.replace(*AMENDED).replace("$5.5 billion", "$5.8 billion"),
        "3.txt": third.replace("; there is no assurance that a definitive agreement will be signed", ""),
    }


def test_any_order_of_arrival_gives_the_same_bytes(
    project: Path, briefs: Briefs, outputs: Outputs, arriving: dict[str, str]
) -> None:
    expected = _whole(project, briefs, outputs, arriving)
    assert b"was $5.8 billion" in expected["ALDR/2025-09-30_10-Q.md"]
    assert b"This filing corrects the 10-Q to 30 June 2025" in expected["ALDR/2025-06-30_10-Q-A.md"]
    orders = list(itertools.permutations(arriving))[1::5]
    assert len(orders) == 5
    for order in orders:
        for name in order:
            (project / "filings" / name).write_text(arriving[name], "utf-8")
            assert briefs("run").returncode == 0
        assert outputs(project / "outputs") == expected, order
        _emptied(project)


def test_killed_while_it_compares_and_run_again_gives_the_same_bytes(
    project: Path, briefs: Briefs, outputs: Outputs, arriving: dict[str, str]
) -> None:
    expected = _whole(project, briefs, outputs, arriving)
    for written in (1, 3):
        for name, text in arriving.items():
            (project / "filings" / name).write_text(text, "utf-8")
        process = subprocess.Popen([sys.executable, "-c", SLOW], cwd=project, stderr=subprocess.DEVNULL)
        while process.poll() is None and _compared(project) < written:
            time.sleep(0.01)
        process.kill()
        process.wait()
        left = outputs(project / "outputs")
        assert left != expected, "the run ended before it was killed"
        assert briefs("run").returncode == 0
        assert outputs(project / "outputs") == expected
        _emptied(project)


# Files are put in place slowly once documents are compared, so that there is a middle to be killed in.
SLOW = """
import sys, time
from pipeline.cli import main
from pipeline.run import series
from pipeline.run.publish import Publisher
place, refresh = Publisher._place, series.refresh
def slowly(self, name, content):
    time.sleep(0.3)
    return place(self, name, content)
def compare(*given):
    Publisher._place = slowly
    return refresh(*given)
series.refresh = compare
sys.argv = ["briefs", "run"]
main()
"""


def _compared(project: Path) -> int:
    """Count the outputs that tell of a comparison."""
    files = (project / "outputs").glob("*/*.*")
    return sum(any(sign in path.read_bytes() for sign in (b'"compared"', b"## What changed")) for path in files)


def _whole(project: Path, briefs: Briefs, outputs: Outputs, arriving: dict[str, str]) -> dict[str, bytes]:
    for name, text in arriving.items():
        (project / "filings" / name).write_text(text, "utf-8")
    assert briefs("run").returncode == 0
    expected = outputs(project / "outputs")
    assert briefs("run", "--force").returncode == 0
    assert outputs(project / "outputs") == expected
    _emptied(project)
    return expected


def _emptied(project: Path) -> None:
    shutil.rmtree(project / "outputs")
    for path in (project / "filings").iterdir():
        path.unlink()
