"""Whoever reviews outputs in git sees what changed and nothing else."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import pytest

from tests.drills.conftest import quarter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.drills.conftest import Briefs, Outputs

STEM = "ALDR/2025-09-30_10-Q"


@pytest.fixture
def filings(project: Path) -> Path:
    folder = project / "filings"
    (folder / "june.txt").write_text(quarter(day="June 30, 2025"), "utf-8")
    (folder / "september.txt").write_text(quarter().replace("$4.5 billion", "$6.5 billion"), "utf-8")
    (folder / "other.txt").write_text(quarter(company="Birch Foundry Corporation", ticker="BRCH"), "utf-8")
    return folder


def lines(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, list[str]]:
    """Give the new lines of every file that changed, whatever was taken away being as many."""
    told = {}
    for name, content in before.items():
        if content != after[name]:
            old, new = content.decode().splitlines(), after[name].decode().splitlines()
            moved = [line for line in difflib.ndiff(old, new) if line[0] in "+-"]
            added = [line[2:] for line in moved if line[0] == "+"]
            assert len(moved) == 2 * len(added), name
            told[name] = added
    return told


def test_a_rerun_with_nothing_new_changes_no_byte(
    project: Path, filings: Path, briefs: Briefs, outputs: Outputs
) -> None:
    assert filings.is_dir()
    assert briefs("run").returncode == 0
    before = outputs(project / "outputs")
    for arguments in (("run",), ("run", "--force"), ("run", "filings/june.txt", "--force")):
        assert briefs(*arguments).returncode == 0
        assert outputs(project / "outputs") == before, arguments


def test_one_changed_amount_changes_its_row_its_sentence_and_the_digest(
    project: Path, filings: Path, briefs: Briefs, outputs: Outputs
) -> None:
    assert briefs("run").returncode == 0
    before = outputs(project / "outputs")
    text = (filings / "september.txt").read_text("utf-8")
    (filings / "september.txt").write_text(text.replace("$6.5 billion", "$7.5 billion"), "utf-8")
    assert briefs("run").returncode == 0
    after = outputs(project / "outputs")
    assert set(after) == set(before)
    told = lines(before, after)

    page = told.pop(f"{STEM}.md")
    sha256, headline, picture, change, row, quote = page
    assert sha256.startswith("sha256: ")
    assert headline == "# Alder Systems must buy $7.5 billion of goods or services from Birch Foundry"
    assert picture.startswith("![")
    assert change.startswith("- **Up**: Alder Systems must buy $7.5 billion")
    assert "(was $4.5 billion)" in change
    assert "$7.5 billion" in row
    assert "$7.5 billion" in quote

    assert len(told.pop("CHANGES.md")) == 1
    assert len(told.pop("README.md")) == 1
    assert len(told.pop(f"{STEM}.json")) <= 12
    assert len(told.pop(f"{STEM}.svg")) <= 6
    assert {name.split(".")[0] for name in told} == {"loop"}
