from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Briefs

WAFERS: dict[str, Any] = {
    "id": "ALDR-01",
    "type": "purchase_commitment",
    "counterparty": {"name": "Birch Foundry Corporation", "kind": "named", "aliases": ["Birch"]},
    "payer": "filer",
    "amounts": [{"value": 4500000000, "unit": "USD", "qualifier": "exact", "what": "wafers"}],
    "binding": "firm",
    "dates": {"signed": None, "start": None, "end": "2028"},
    "evidence": [{"page": 1, "quote": "signed an agreement with Birch Foundry Corporation to purchase $4.5 billion"}],
    "tier": "core",
    "note": "",
}
UNHEARD = WAFERS | {
    "id": "ALDR-02",
    "type": "other",
    "counterparty": {"name": "Tarn", "kind": "named"},
    "amounts": [],
    "evidence": [{"page": 1, "quote": "Revenue was $1.2 billion, up 12% from a year ago"}],
}
NOWHERE = UNHEARD | {"id": "ALDR-03", "evidence": [{"page": 1, "quote": "nobody ever said a single word of this"}]}
OPERATOR = UNHEARD | {
    "id": "ALDR-04",
    "evidence": [{"page": 1, "quote": "welcome to the Alder Systems third quarter 2025 earnings call"}],
}


@pytest.fixture
def gold(project: Path) -> Path:
    folder = project / "labels"
    folder.mkdir()
    write(folder, WAFERS, UNHEARD, NOWHERE, OPERATOR)
    return folder


def write(folder: Path, *labels: dict[str, Any]) -> None:
    (folder / "call.json").write_text(json.dumps({"document": "call", "labels": labels}), "utf-8")


def test_published_fact_files_are_scored(briefs: Briefs, call: Path, gold: Path) -> None:
    assert call.is_file()
    assert gold.is_dir()
    assert briefs("run").code == 0
    done = briefs("score", "--gold", "labels")
    assert done.code == 0, done.err
    assert [line.split() for line in done.out.splitlines()[:2]] == [
        ["document", "core", "minor", "deals", "dup", "wrong", "type", "payer", "binding", "amount", "evidence"],
        ["call", "1/4", "0/0", "1", "0", "0", "1/1", "1/1", "1/1", "1/1", "1/1"],
    ]
    told = json.loads(briefs("score", "--gold", "labels", "--facts", "outputs", "--json").out)
    assert told["summary"]["core_recall"] == 0.25
    assert told["documents"]["call"]["missed_core"] == ["ALDR-02", "ALDR-03", "ALDR-04"]
    assert told["besides"]["dates"] == {"right": 1, "of": 1}


def test_a_document_named_outright_is_worked_now(briefs: Briefs, call: Path, gold: Path) -> None:
    assert gold.is_dir()
    done = briefs("score", str(call), "--gold", "labels")
    assert (done.code, done.out.split("\n")[1].split()[1]) == (0, "1/4")
    assert not Path("outputs").exists()


def test_the_report_follows_each_miss_to_where_it_was_lost(briefs: Briefs, call: Path, gold: Path) -> None:
    assert gold.is_dir()
    done = briefs("score", str(call), "--gold", "labels", "--report", "report.md")
    assert done.code == 0, done.err
    lines = Path("report.md").read_text("utf-8").split("\n")
    causes = [line.partition("cause: ")[2].partition("**")[0] for line in lines if "cause: " in line]
    assert causes == [
        "the passage was asked about and nothing was proposed",
        "the words are not in the text that was read",
        "the passage was not asked about",
    ]


def test_the_report_names_the_rule_of_a_wrong_deal_and_what_it_is_most_like(
    briefs: Briefs, call: Path, gold: Path
) -> None:
    write(gold, WAFERS | {"counterparty": {"name": "Tarn", "kind": "named"}})
    assert briefs("score", str(call), "--gold", "labels", "--report", "report.md").code == 0
    report = Path("report.md").read_text("utf-8")
    wrong = report[report.index("### Wrong") :]
    assert re.search(r"rules \(\w+\.\w+\) proposed purchase", wrong)
    assert "ALDR-01 was missed" in wrong
    assert "party “Birch Foundry Corporation” for “Tarn”" in wrong
    missed = report[report.index("### Missed") : report.index("### Wrong")]
    assert "its words became a deal that says something else" in missed


def test_a_withheld_candidate_is_the_cause_and_is_named(briefs: Briefs, call: Path, gold: Path) -> None:
    assert gold.is_dir()
    Path("parties.toml").write_text('never = ["Birch Foundry Corporation"]\n', "utf-8")
    done = briefs("score", str(call), "--gold", "labels", "--report", "report.md")
    assert done.code == 0, done.err
    report = Path("report.md").read_text("utf-8")
    assert "**cause: a candidate was withheld**" in report
    assert "says parties.toml" in report


def test_a_deal_told_twice_is_reported_with_what_keeps_the_two_apart(briefs: Briefs, call: Path, gold: Path) -> None:
    assert gold.is_dir()
    assert briefs("run").code == 0
    path = next(Path("outputs").glob("*/*.json"))
    facts = json.loads(path.read_text("utf-8"))
    facts["deals"].append(facts["deals"][0] | {"id": "birch-again", "payer": "none"})
    path.write_text(json.dumps(facts), "utf-8")
    assert briefs("score", "--gold", "labels", "--report", "report.md").code == 0
    report = Path("report.md").read_text("utf-8")
    assert "### Repeated" in report
    assert "payer: filer and none" in report
    assert "the program has changed since the fact file was written" in report
    assert call.is_file()


def test_labels_without_a_fact_file_count_as_missed_and_are_told(briefs: Briefs, call: Path, gold: Path) -> None:
    (gold / "other.json").write_text(json.dumps({"labels": [WAFERS]}), "utf-8")
    assert call.is_file()
    assert briefs("run").code == 0
    done = briefs("score", "--gold", "labels", "--report", "report.md")
    assert done.code == 1
    assert "other: no fact file" in done.err
    assert "Causes are not told: there is no fact file of it." in Path("report.md").read_text("utf-8")


def test_a_document_that_is_gone_is_scored_and_its_causes_are_not_told(briefs: Briefs, call: Path, gold: Path) -> None:
    assert gold.is_dir()
    assert briefs("run").code == 0
    call.unlink()
    assert briefs("score", "--gold", "labels", "--report", "report.md").code == 0
    report = Path("report.md").read_text("utf-8")
    assert "its document filings/call.txt was not found" in report
    assert "ALDR-02" in report


@pytest.mark.parametrize("content", ["{", '{"labels": [{"id": "x"}]}', "[]"])
def test_a_broken_label_file_is_wrong_use_and_named(briefs: Briefs, project: Path, content: str) -> None:
    (project / "labels").mkdir()
    (project / "labels" / "call.json").write_text(content, "utf-8")
    (project / "outputs").mkdir()
    done = briefs("score", "--gold", "labels")
    assert (done.code, done.out) == (2, "")
    assert "labels/call.json" in done.err


def test_a_document_that_cannot_be_read_is_told_and_the_others_are_scored(
    briefs: Briefs, call: Path, gold: Path, project: Path
) -> None:
    (gold / "bad.json").write_text(json.dumps({"labels": [WAFERS]}), "utf-8")
    (project / "bad.pdf").write_bytes(b"%PDF-1.4 and no more")
    done = briefs("score", "bad.pdf", str(call), "--gold", "labels", "--report", "report.md")
    assert done.code == 1
    assert "bad.pdf: " in done.err
    assert [line.split()[:2] for line in done.out.splitlines()[1:3]] == [["bad", "0/1"], ["call", "1/4"]]
    assert "Causes are not told: bad.pdf: " in Path("report.md").read_text("utf-8")


def test_wrong_use_is_told(briefs: Briefs, call: Path, gold: Path) -> None:
    assert briefs("score", "--gold", "nowhere").code == 2
    assert briefs("score", "--gold", str(gold)).code == 2  # nothing is published
    assert briefs("score", "--gold", str(gold), "--facts", "filings", str(call)).code == 2
    assert briefs("score", "--gold", str(gold), "nowhere.pdf").code == 2
    assert briefs("score", "--gold", str(gold), str(call), "--report", "no/such/folder.md").code == 1
