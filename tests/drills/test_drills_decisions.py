"""Drill 13: a confirmed and a rejected name survive a rerun that proposes them again."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from tests.drills.conftest import quarter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.drills.conftest import Briefs, Outputs

OURS = (("Birch Foundry Corporation", "Cedar Labs LLC"), ("Birch Foundries Corporation", "Cedar Laboratories LLC"))


def document(name: str, ticker: str, birch: str, cedar: str) -> str:
    text = quarter(company=name, ticker=ticker).replace(' ("Birch")', "")
    return text.replace("Birch Foundry Corporation", birch).replace("Cedar Labs LLC", cedar)


def proposals(project: Path) -> list[dict[str, Any]]:
    return list(tomllib.loads((project / "outputs" / "party-proposals.toml").read_text("utf-8"))["pair"])


def decide(project: Path, first: str, *, same: bool) -> None:
    """Write a decision into the pair that has this name, as a person does."""
    path = project / "outputs" / "party-proposals.toml"
    blocks = path.read_text("utf-8").split("\n\n")
    decided = [
        re.sub(r'^same = "\?"$', f"same = {str(same).lower()}", block, flags=re.MULTILINE) if first in block else block
        for block in blocks
    ]
    assert decided != blocks
    path.write_text("\n\n".join(decided), "utf-8")


def parties(project: Path) -> set[str]:
    loop = json.loads((project / "outputs" / "loop.json").read_text("utf-8"))
    return {node["name"] for node in loop["nodes"] if node["kind"] == "company" and not node["filer"]}


@pytest.fixture
def asked(project: Path, briefs: Briefs) -> Path:
    """Two companies that call two parties by nearly the same names, briefed once."""
    for (name, ticker), names in zip((("Alder Systems, Inc.", "ALDR"), ("Dogwood, Inc.", "DGWD")), OURS, strict=True):
        (project / "filings" / f"{ticker}.txt").write_text(document(name, ticker, *names), "utf-8")
    assert briefs("run").returncode == 0
    return project


def test_a_confirmed_and_a_rejected_pair_survive_reruns(asked: Path, briefs: Briefs, outputs: Outputs) -> None:
    assert [pair["same"] for pair in proposals(asked)] == ["?", "?"]
    assert "2 pairs of names may be one party: write true or false in outputs/party-proposals.toml" in (
        briefs("run", "--force").stderr
    )
    assert len(parties(asked)) == 4
    decide(asked, "Birch", same=True)
    decide(asked, "Cedar", same=False)
    path = asked / "outputs" / "party-proposals.toml"
    turned = '["Birch Foundry Corporation", "Birch Foundries Corporation"]'
    path.write_text(re.sub(r'\["Birch.*\]', turned, path.read_text("utf-8")), "utf-8")

    done = briefs("run")
    assert "2 done" in done.stderr
    assert parties(asked) == {"Birch Foundry Corporation", "Cedar Labs LLC", "Cedar Laboratories LLC"}
    page = (asked / "outputs" / "DGWD" / "2025-09-30_10-Q.md").read_text("utf-8")
    assert "Birch Foundry" in page.split("## Sources")[0]
    assert "Birch Foundries" not in page.split("## Sources")[0]
    decided = [(pair["names"][0].split()[0], pair["same"]) for pair in proposals(asked)]
    assert decided == [("Birch", True), ("Cedar", False)]

    # The same names again, from a third company and by force: nobody is asked twice.
    (asked / "filings" / "ELMS.txt").write_text(document("Elmwood, Inc.", "ELMS", *OURS[1]), "utf-8")
    assert briefs("run", "--force").returncode == 0
    assert [(pair["names"][0].split()[0], pair["same"]) for pair in proposals(asked)] == decided
    before = outputs(asked / "outputs")
    assert "3 unchanged" in briefs("run").stderr
    assert "3 done" in briefs("run", "--force").stderr
    assert outputs(asked / "outputs") == before


def test_a_pair_may_be_moved_to_the_users_own_file(asked: Path, briefs: Briefs) -> None:
    decide(asked, "Birch", same=True)
    path = asked / "outputs" / "party-proposals.toml"
    head, *blocks = path.read_text("utf-8").split("[[pair]]")
    (moved,) = [block for block in blocks if "Birch" in block]
    (asked / "parties.toml").write_text(f"[[pair]]{moved}", "utf-8")
    path.write_text("[[pair]]".join([head, *(block for block in blocks if block != moved)]), "utf-8")
    assert briefs("run").returncode == 0
    assert [pair["names"][0].split()[0] for pair in proposals(asked)] == ["Cedar"]
    assert len(parties(asked)) == 3


def test_a_mistake_in_a_decision_ends_the_run_and_touches_nothing(
    asked: Path, briefs: Briefs, outputs: Outputs
) -> None:
    path = asked / "outputs" / "party-proposals.toml"
    path.write_text(path.read_text("utf-8").replace('same = "?"', "same = yes"), "utf-8")
    before = outputs(asked / "outputs")
    done = briefs("run")
    assert done.returncode == 2
    assert "party-proposals.toml" in done.stderr
    assert "line" in done.stderr
    assert outputs(asked / "outputs") == before
