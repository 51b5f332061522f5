from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline import config
from pipeline.check import GATES
from pipeline.run.explain import explain_deal
from pipeline.run.gates import PROOFS

if TYPE_CHECKING:
    from tests.cli.conftest import Briefs

SAMPLES = Path(__file__).resolve().parents[2] / "filings" / "samples"


@pytest.fixture
def facts(briefs: Briefs, call: Path) -> dict[str, Any]:
    assert call.is_file()
    assert briefs("run").code == 0
    return dict(json.loads(page().with_suffix(".json").read_text("utf-8")))


def page() -> Path:
    return next(Path("outputs").glob("*/*.md"))


def test_a_deal_is_told_room_by_room(briefs: Briefs, facts: dict[str, Any]) -> None:
    deal = facts["deals"][0]
    done = briefs("explain", str(page()), deal["id"])
    assert done.code == 0, done.err
    heads = [line.strip() for line in done.out.splitlines() if re.match(r" {0,2}\S", line)]
    assert heads[0] == deal["id"]
    wanted = ["selected", "proposed", "checked", "Made one", "Evidence, with what stands around it"]
    assert [head for head in heads if head in wanted] == wanted
    for piece in deal["evidence"]:
        assert f"characters {piece['start']} to {piece['end']}" in done.out
    for source in deal["sources"]:
        assert f"rule {source.partition(': ')[2]}" in done.out
    assert "“$4.5 billion” in quote 1 is 4,500,000,000 USD" in done.out
    assert f">>> {deal['evidence'][0]['quote']} <<<" in done.out


def test_every_gate_has_its_line_in_order(briefs: Briefs, facts: dict[str, Any]) -> None:
    assert [gate.name for gate in GATES] == list(PROOFS)
    told = briefs("explain", str(page()), facts["deals"][0]["id"]).out
    found = [name for line in told.splitlines() for name in PROOFS if line.startswith(f"    {name}: passed")]
    assert found == list(PROOFS)


def test_a_page_a_fact_file_and_the_document_tell_the_same(briefs: Briefs, facts: dict[str, Any], call: Path) -> None:
    name = facts["deals"][0]["id"]
    told = {briefs("explain", str(path), name).out for path in (page(), page().with_suffix(".json"), call)}
    assert len(told) == 1
    assert briefs("explain", str(page()), name.split("-")[0]).out in told


def test_without_an_id_deals_and_what_was_withheld_are_listed(briefs: Briefs, facts: dict[str, Any]) -> None:
    done = briefs("explain", str(page()))
    assert done.code == 0
    assert f"  {facts['deals'][0]['id']}: " in done.out
    assert f"{len(facts['withheld'])} withheld" in done.out


def test_a_document_without_a_briefing_is_worked_now(briefs: Briefs, call: Path) -> None:
    listed = briefs("explain", str(call))
    name = listed.out.splitlines()[1].strip().partition(":")[0]
    done = briefs("explain", str(call), name)
    assert done.code == 0
    assert "it was worked now" in done.out
    assert not Path("outputs").exists()


def test_what_a_person_keeps_out_is_told_as_such(briefs: Briefs, call: Path) -> None:
    Path("parties.toml").write_text('never = ["Birch Foundry Corporation"]\n', "utf-8")
    assert call.is_file()
    assert briefs("run").code == 0
    done = briefs("explain", str(page()), "--withheld", "1")
    assert done.code == 0, done.err
    assert "by what a person decided in parties.toml" in done.out
    assert "by the rules, rule " in done.out


def test_a_withheld_candidate_is_followed_to_the_gate_that_stayed_shut(briefs: Briefs, project: Path) -> None:
    text = (
        "Alder Systems, Inc. (NASDAQ: ALDR)\nQ3 2025 Earnings Call\nOctober 28, 2025\n\n"
        "Maria Holt, Chief Executive Officer: As a result of these new requirements, we incurred a $4.5 billion charge "
        "in the first quarter of fiscal year 2026 for excess inventory and purchase obligations.\n"
    )
    (project / "filings" / "charge.txt").write_text(text, "utf-8")
    assert briefs("run").code == 0
    facts = json.loads(page().with_suffix(".json").read_text("utf-8"))
    assert facts["withheld"], "the rules no longer propose this: take any candidate here that a gate keeps out"
    done = briefs("explain", str(page()), "--withheld", "1")
    assert done.code == 0, done.err
    assert f"stayed shut, {facts['withheld'][0]['reason']}" in done.out


def test_a_document_that_is_gone_leaves_what_the_fact_file_holds(
    briefs: Briefs, facts: dict[str, Any], call: Path
) -> None:
    call.unlink()
    done = briefs("explain", str(page()), facts["deals"][0]["id"])
    assert done.code == 1
    assert "how it came about cannot be told: its document filings/call.txt was not found" in done.out
    assert facts["deals"][0]["evidence"][0]["quote"] in done.out


def test_a_changed_document_is_not_worked_for_the_old_page(briefs: Briefs, facts: dict[str, Any], call: Path) -> None:
    call.write_text(call.read_text("utf-8").replace("$4.5 billion", "$5.5 billion"), "utf-8")
    done = briefs("explain", str(page()), facts["deals"][0]["id"])
    assert done.code == 1
    assert "has changed since it was briefed" in done.out
    assert "$5.5 billion" not in done.out


def test_a_deal_today_told_otherwise_is_said_to_be(briefs: Briefs, facts: dict[str, Any]) -> None:
    path, name = page().with_suffix(".json"), facts["deals"][0]["id"]
    facts["deals"][0]["payer"] = "none"
    path.write_text(json.dumps(facts), "utf-8")
    done = briefs("explain", str(path), name)
    assert done.code == 1
    assert "it differs in payer" in done.out
    facts["deals"][0]["id"] = "birch-of-old"
    path.write_text(json.dumps(facts), "utf-8")
    done = briefs("explain", str(path), "birch-of-old")
    assert done.code == 1
    assert f"does not tell this deal under this id. Of its words it makes:\n  {name}: " in done.out


def test_words_of_a_document_do_nothing_to_a_terminal(briefs: Briefs, call: Path) -> None:
    call.write_text(call.read_text("utf-8").replace("wafers", "wafers\x1b[31m\x07"), "utf-8")
    done = briefs("explain", str(call))
    name = done.out.splitlines()[1].strip().partition(":")[0]
    told = briefs("explain", str(call), name).out
    assert "wafers" in told
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", told)


def test_wrong_use_is_told(briefs: Briefs, facts: dict[str, Any]) -> None:
    done = briefs("explain", str(page()), "nobody")
    assert done.code == 2
    assert facts["deals"][0]["id"] in done.err
    assert briefs("explain", "nowhere.pdf", "x").code == 2
    assert briefs("explain", str(page()), "x", "--withheld", "1").code == 2
    assert briefs("explain", str(page()), "--withheld", "99").code == 2
    Path("broken.json").write_text("{}", "utf-8")
    assert briefs("explain", "broken.json", "x").code == 2


@pytest.mark.parametrize("name", ["HVSN_2026-09-27_call.txt", "BRKW_2026-06-30_10-Q.htm"])
def test_every_deal_of_a_run_is_told_whole_and_as_published(briefs: Briefs, project: Path, name: str) -> None:
    """What explains runs the rooms as a run does: a deal told otherwise would mean the two have come apart."""
    (project / "filings" / name).write_bytes((SAMPLES / name).read_bytes())
    assert briefs("run").code == 0
    path = page().with_suffix(".json")
    deals = json.loads(path.read_text("utf-8"))["deals"]
    assert len(deals) > 3
    for deal in deals[:5]:
        story = explain_deal(path, deal["id"], config.Settings())
        assert story.whole, story.text
