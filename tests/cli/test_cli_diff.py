"""``briefs diff``: from fact files alone."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.drills.conftest import quarter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Briefs


@pytest.fixture
def briefed(project: Path, briefs: Briefs) -> Path:
    for month, value in (("March 31", "4.5"), ("June 30", "5.5"), ("September 30", "7.5")):
        text = quarter(day=f"{month}, 2025").replace("$4.5 billion", f"${value} billion")
        (project / "filings" / f"{month}.txt").write_text(text, "utf-8")
    other = quarter(company="Birch Foundry Corporation", ticker="BRCH")
    (project / "filings" / "other.txt").write_text(other, "utf-8")
    assert briefs("run").code == 0
    shutil.rmtree(project / "filings")
    return project / "outputs"


def test_the_newest_document_is_told_against_the_one_before(briefed: Path, briefs: Briefs) -> None:
    before = {path: path.stat().st_mtime_ns for path in briefed.rglob("*")}
    said = briefs("diff", "ALDR")
    assert said.code == 0
    head, line = said.out.splitlines()
    assert head == "Compared with the 10-Q to 30 June 2025 (2025-06-30_10-Q.md)."
    assert line.startswith("Up: Alder Systems must buy $7.5 billion of goods or services from Birch Foundry (was $5.5")
    assert line.endswith("(page 1; before: page 1)")
    assert said.err == "outputs/ALDR/2025-09-30_10-Q.md\n"
    assert {path: path.stat().st_mtime_ns for path in briefed.rglob("*")} == before


@pytest.mark.parametrize("given", ["ALDR/2025-03-31_10-Q", "outputs/ALDR/2025-03-31_10-Q.json", "March 31.txt"])
def test_any_two_are_told_however_they_are_named(briefed: Path, briefs: Briefs, given: str) -> None:
    assert briefed.is_dir()
    said = briefs("diff", given, "outputs/ALDR/2025-09-30_10-Q.md")
    assert said.code == 0
    assert "Compared with the 10-Q to 31 March 2025" in said.out
    assert "(was $4.5 billion)" in said.out


def test_programs_get_the_records(briefed: Path, briefs: Briefs) -> None:
    assert briefed.is_dir()
    told = json.loads(briefs("diff", "ALDR", "--json").out)
    assert told["schema"] == "filing-briefs/diff/1"
    assert told["compared"]["earlier"]["stem"] == "2025-06-30_10-Q"
    states = {deal["counterparty"]["name"]: deal["change"]["state"] for deal in told["deals"]}
    assert states["Birch Foundry Corporation"] == "changed"
    assert {state for name, state in states.items() if name != "Birch Foundry Corporation"} == {"repeated"}


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (("ALDR", "BRCH"), "two companies"),
        (("BRCH",), "no earlier document"),
        (("NOBODY",), "no briefing of 'NOBODY'"),
    ],
)
def test_what_cannot_be_compared_is_wrong_use(briefed: Path, briefs: Briefs, names: tuple[str, ...], why: str) -> None:
    assert briefed.is_dir()
    said = briefs("diff", *names)
    assert (said.code, said.out) == (2, "")
    assert why in said.err
