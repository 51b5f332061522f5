"""Drill 16 with damage by chance: every damaged file is named, none stops the run, none passes its memory limit."""

from __future__ import annotations

import json
import random
import sys
from typing import TYPE_CHECKING

import pytest

from bench.fuzzing.mutations import mutated

if TYPE_CHECKING:
    from pathlib import Path

    from tests.drills.conftest import Briefs

MEGABYTES = 1000


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is limited on Linux")
def test_damaged_files_are_named_and_the_sound_one_gets_its_page(
    project: Path, repository: Path, briefs: Briefs, quarter_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(5)  # noqa: S311  (repeatable)
    for source in sorted((repository / "filings" / "samples").glob("*.*")):
        (project / "filings" / source.name).write_bytes(mutated(source.read_bytes(), rng))
    (project / "filings" / "sound.txt").write_text(quarter_text, "utf-8")
    monkeypatch.setenv("BRIEFS_READ_SECONDS", "30")
    monkeypatch.setenv("BRIEFS_READ_MEGABYTES", str(MEGABYTES))
    ran = briefs("run", "--json")
    assert ran.returncode in {0, 1}, ran.stderr
    entries = {entry["path"].rpartition("/")[2]: entry for entry in json.loads(ran.stdout)["documents"]}
    assert entries.keys() == {path.name for path in (project / "filings").iterdir()}
    assert entries["sound.txt"]["result"] == "done"
    failed = [entry for entry in entries.values() if entry["result"] == "failed"]
    assert all(entry["reason"] for entry in failed)
    assert not [entry for entry in failed if "the program failed" in entry["reason"]]
