from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import OutputLocked, SettingsError
from pipeline.records import FactFile
from pipeline.run.lock import locked

if TYPE_CHECKING:
    from tests.run.conftest import Heard, World

Q3, Q4 = "ALDR|10-Q|2025-09-30|", "ALDR|10-Q|2025-12-31|"


def test_every_document_gets_three_outputs_and_a_line_in_the_list(world: World) -> None:
    world.put("filings/a.txt", Q3 + "third quarter")
    world.put("filings/sub/b.txt", "BRCH|call||a call")
    report = world.run()
    assert world.results(report) == {"filings/a.txt": "done", "filings/sub/b.txt": "done"}
    assert report.exit_code == 0
    assert set(world.bytes()) == {
        *world.overview,
        *(f"ALDR/2025-09-30_10-Q.{kind}" for kind in ("json", "md", "svg")),
        *(f"BRCH/undated_call.{kind}" for kind in ("json", "md", "svg")),
    }
    facts = FactFile.model_validate_json(world.bytes()["ALDR/2025-09-30_10-Q.json"])
    assert facts.document.path == "filings/a.txt"
    assert b"](../../filings/a.txt" in world.bytes()["ALDR/2025-09-30_10-Q.md"]
    assert b"third quarter" in world.bytes()["README.md"]


def test_a_second_run_does_nothing(world: World, heard: Heard) -> None:
    world.put("filings/a.txt", Q3)
    world.put("filings/b.txt", Q4 + "partial")
    world.put("filings/c.txt", Q4 + "broken")
    world.run()
    before = {path: path.stat() for path in Path("outputs").rglob("*.*") if path.suffix in (".md", ".json", ".svg")}
    report = world.run(heard=heard)
    assert world.results(report) == {
        "filings/a.txt": "unchanged",
        "filings/b.txt": "unchanged",
        "filings/c.txt": "failed",
    }
    assert report.exit_code == 1
    assert (heard.plans, heard.outcomes) == ([(0, 3)], [])
    assert {path: path.stat() for path in before} == before
    failure = report.outcomes[2]
    assert (failure.remembered, failure.reason, failure.at_page) == (True, "it is cut short", 2)


def test_touching_a_file_is_no_change(world: World) -> None:
    path = world.put("filings/a.txt", Q3)
    world.run()
    os.utime(path, (1, 1))
    assert world.results(world.run()) == {"filings/a.txt": "unchanged"}


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_text("edited")])
@pytest.mark.parametrize("kind", ["md", "json", "svg"])
def test_an_output_that_was_deleted_or_edited_is_made_again(world: World, kind: str, spoil: object) -> None:
    world.put("filings/a.txt", Q3)
    world.run()
    before = world.bytes()
    assert callable(spoil)
    spoil(Path(f"outputs/ALDR/2025-09-30_10-Q.{kind}"))
    assert world.results(world.run()) == {"filings/a.txt": "done"}
    assert world.bytes() == before


def test_a_list_that_was_deleted_is_made_again(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.run()
    before = world.bytes()
    Path("outputs/README.md").unlink()
    assert world.results(world.run()) == {"filings/a.txt": "unchanged"}
    assert world.bytes() == before


def test_a_failure_is_in_the_list_until_its_file_is_mended_or_gone(world: World) -> None:
    bad = world.put("filings/a.txt", Q3 + "broken")
    other = world.put("filings/b.txt", Q4 + "broken")
    world.run()
    listed = world.bytes()["README.md"].decode()
    assert "filings/a.txt | 2 | it is cut short" in listed
    other.unlink()
    world.run()
    assert "filings/b.txt" not in world.bytes()["README.md"].decode()
    bad.write_text(Q3 + "mended")
    assert world.results(world.run()) == {"filings/a.txt": "done"}
    assert "cut short" not in world.bytes()["README.md"].decode()


def test_force_works_on_everything_to_the_same_bytes(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.put("filings/b.txt", Q3 + "other words")
    world.run()
    before = world.bytes()
    assert set(world.results(world.run(force=True)).values()) == {"done"}
    assert world.bytes() == before


def test_documents_are_read_again_once_text_recognition_is_installed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.run.fingerprint.shutil.which", lambda _: None)
    world.put("filings/a.txt", Q3)
    world.run()
    assert world.results(world.run()) == {"filings/a.txt": "unchanged"}
    monkeypatch.setattr("pipeline.run.fingerprint.shutil.which", lambda _: "/usr/bin/tesseract")
    assert world.results(world.run()) == {"filings/a.txt": "done"}


def test_a_change_of_the_program_is_noticed(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.put("filings/b.txt", Q4 + "broken")
    world.run()
    assert set(world.results(world.run(dry_run=True)).values()) == {"unchanged", "failed"}
    world.program.write_text("ANSWER = 43", "utf-8")
    report = world.run(dry_run=True)
    assert [outcome.why for outcome in report.outcomes] == [
        "its name, its review, the program, a template or a setting changed"
    ] * 2


def test_an_edited_template_is_noticed(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.run()
    world.put("prompts/page/page.md.j2", "anything")
    assert world.results(world.run()) == {"filings/a.txt": "done"}


def test_a_template_of_no_effect_is_told_and_changes_nothing(world: World, heard: Heard) -> None:
    """Review 24: ``pages/page.md.j2`` for ``page/page.md.j2`` was of no effect, and nobody said so."""
    world.put("filings/a.txt", Q3)
    world.run()
    world.put("prompts/pages/page.md.j2", "anything")
    assert world.results(world.run(heard=heard)) == {"filings/a.txt": "unchanged"}
    assert heard.notes == [
        "prompts/pages/page.md.j2 is no template of this program and has no effect: is its name right?"
    ]


def test_a_dry_run_changes_nothing(world: World) -> None:
    world.put("filings/a.txt", Q3)
    report = world.run(dry_run=True)
    assert world.results(report) == {"filings/a.txt": "planned"}
    assert not Path("outputs").exists()
    world.run()
    world.put("filings/a.txt", Q3 + "more")
    report = world.run(dry_run=True)
    assert [(outcome.result.value, outcome.why) for outcome in report.outcomes] == [
        ("planned", "the file has new content")
    ]


def test_fail_fast_ends_at_the_first_failure_in_order(world: World) -> None:
    for name, words in (("a", "fine"), ("b", "slow broken"), ("c", "fine"), ("d", "broken")):
        world.put(f"filings/{name}.txt", f"{name.upper()}|10-Q||{words}")
    report = world.run(fail_fast=True)
    assert list(world.results(report).values()) == ["done", "failed", "not_reached", "not_reached"]
    assert report.exit_code == 1
    assert set(world.bytes()) == {*world.overview, "A/undated_10-Q.json", "A/undated_10-Q.svg", "A/undated_10-Q.md"}


def test_a_stopped_run_keeps_what_is_published_and_is_finished_by_the_next(world: World, heard: Heard) -> None:
    for name in "abc":
        world.put(f"filings/{name}.txt", f"{name.upper()}|10-Q||fine")
    heard.stop_after = 1
    report = world.run(heard=heard)
    assert list(world.results(report).values()) == ["done", "not_reached", "not_reached"]
    assert report.exit_code == 130
    assert "A/undated" in world.bytes()["README.md"].decode()
    assert list(world.results(world.run()).values()) == ["unchanged", "done", "done"]


def test_two_runs_cannot_write_to_one_folder(world: World) -> None:
    world.put("filings/a.txt", Q3)
    with locked(Path("outputs/.briefs")), pytest.raises(OutputLocked):
        world.run()
    assert world.results(world.run()) == {"filings/a.txt": "done"}


def test_an_output_folder_that_is_a_file_is_wrong_use(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.put("outputs", "a file")
    with pytest.raises(SettingsError, match="cannot be used"):
        world.run()


def test_a_page_that_cannot_be_written_is_a_failure_of_its_own_and_tried_again(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.put("filings/b.txt", "BRCH|10-Q||fine")
    world.put("outputs/ALDR", "a file where a folder should be")
    report = world.run()
    assert world.results(report) == {"filings/a.txt": "failed", "filings/b.txt": "done"}
    assert report.outcomes[0].kind == "PublishError"
    Path("outputs/ALDR").unlink()
    assert world.results(world.run()) == {"filings/a.txt": "done", "filings/b.txt": "unchanged"}


def test_a_hanging_document_is_tried_again_only_with_another_limit(world: World) -> None:
    world.put("filings/a.txt", Q3 + "hang")
    world.put("filings/b.txt", Q4)
    flags = {"read.seconds": 1.0}
    report = world.run(flags=dict(flags))
    assert world.results(report) == {"filings/a.txt": "failed", "filings/b.txt": "done"}
    assert report.outcomes[0].kind == "TooSlow"
    assert world.run(flags=dict(flags)).outcomes[0].remembered
    again = world.run(flags={"read.seconds": 1.1})
    assert not again.outcomes[0].remembered


def test_a_bug_leaves_a_trace_for_whoever_mends_it(world: World) -> None:
    world.put("filings/a.txt", Q3 + "bug")
    report = world.run()
    assert report.outcomes[0].kind == "Defect"
    (trace,) = Path("outputs/.briefs/faults").iterdir()
    assert "KeyError: 'a bug'" in trace.read_text("utf-8")
    world.furnish(world.rooms.replace('if "bug" in words', "if False"))
    assert world.results(world.run(force=True)) == {"filings/a.txt": "done"}
    assert not trace.exists()


def test_the_state_moves_with_the_project(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.put("filings/a.txt", Q3)
    world.run()
    moved = world.folder.parent / "moved"
    shutil.copytree(world.folder, moved)
    monkeypatch.chdir(moved)
    for path in moved.rglob("*.*"):
        original = world.folder / path.relative_to(moved)
        os.utime(path, ns=(original.stat().st_atime_ns, original.stat().st_mtime_ns))
    assert world.results(world.run()) == {"filings/a.txt": "unchanged"}


def test_the_summary_is_json_and_names_no_machine(world: World) -> None:
    world.put("filings/a.txt", Q3 + "partial")
    world.put("filings/b.txt", Q4 + "broken")
    summary = json.loads(json.dumps(world.run().as_json()))
    assert summary["counts"] == {"documents": 2, "partial": 1, "failed": 1}
    assert summary["seconds"]["rooms"]["read"] == 0.1
    assert summary["seconds"]["rooms"]["publish"] >= 0
    assert summary["documents"][0]["page"] == "outputs/ALDR/2025-09-30_10-Q.md"
    assert summary["documents"][1]["remedy"] == "download it again"
    everything = json.dumps(summary).encode() + b"".join(world.bytes().values())
    assert str(world.folder).encode() not in everything


def test_an_empty_inbox_is_fine_and_a_missing_one_is_not(world: World) -> None:
    with pytest.raises(SettingsError, match="briefs run FILE"):
        world.run()
    (world.folder / "filings").mkdir()
    assert world.run().exit_code == 0


def test_naming_only_files_that_are_no_documents_is_wrong_use(world: World) -> None:
    world.put("notes.md", "x")
    with pytest.raises(SettingsError, match="not a kind of document"):
        world.run("notes.md")


def test_passages_that_went_unanswered_are_asked_about_in_the_next_run(world: World) -> None:
    world.put("filings/a.txt", Q3 + "partial unanswered")
    world.run()
    (outcome,) = world.run().outcomes
    assert (outcome.result.value, outcome.why) == ("partial", "passages went unanswered the last time")


def test_a_list_that_cannot_be_written_is_told_and_made_up_for(world: World) -> None:
    world.put("filings/a.txt", Q3)
    Path("outputs/README.md").mkdir(parents=True)
    report = world.run()
    assert (world.results(report), report.exit_code) == ({"filings/a.txt": "done"}, 1)
    assert "README.md cannot be written" in report.problems[0]
    Path("outputs/README.md").rmdir()
    assert world.run().exit_code == 0
    assert "2025-09-30" in world.bytes()["README.md"].decode()


def test_every_link_of_the_list_leads_to_a_file(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.put("filings/b.txt", Q3 + "other words")
    world.run()
    links = re.findall(r"\]\(([^)]+)\)", world.bytes()["README.md"].decode())
    assert "loop.md" in links
    assert len(links) == 3
    assert all((world.output / link).is_file() for link in links)
