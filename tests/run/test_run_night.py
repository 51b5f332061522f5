"""What once went wrong in silence on an unattended run, each told now."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline import config
from pipeline.cli import telling
from pipeline.errors import PublishError, SettingsError
from pipeline.run import overview
from pipeline.store import Store
from tests.run.conftest import Heard

if TYPE_CHECKING:
    from pipeline.run import Report
    from tests.run.conftest import World

Q3, Q4 = "ALDR|10-Q|2025-09-30|", "ALDR|10-Q|2025-12-31|"
PAGE = "outputs/ALDR/2025-09-30_10-Q.md"


def told(report: Report, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    telling.tell(report, as_json=True)
    return capsys.readouterr().err


def tree(folder: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes exist on POSIX")
def test_files_that_cannot_be_opened_are_told_and_listed_until_they_can(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.put("filings/a.txt", Q3)
    os.mkfifo("filings/pipe.txt")
    Path("filings/dangling.txt").symlink_to("nowhere.txt")
    for _ in range(2):
        said = told(world.run(), capsys)
        assert "failed: filings/pipe.txt: the file cannot be opened: it is no regular file; check that" in said
        assert "failed: filings/dangling.txt: the file cannot be opened: No such file" in said
        listed = world.bytes()["README.md"].decode()
        assert "filings/pipe.txt" in listed
        assert "filings/dangling.txt" in listed
    world.run("filings/a.txt")
    assert "filings/pipe.txt" in world.bytes()["README.md"].decode()
    Path("filings/pipe.txt").unlink()
    world.put("filings/nowhere.txt", Q4)
    assert world.run().exit_code == 0
    assert "Could not be read" not in world.bytes()["README.md"].decode()


def test_a_copy_of_a_failed_file_named_alone_fails_with_it(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.put("a/bad.txt", Q3 + "broken")
    world.run("a")
    world.put("b/bad.txt", Q3 + "broken")
    report = world.run("b")
    assert report.exit_code == 1
    assert "failed before: b/bad.txt, page 2: it is cut short" in told(report, capsys)


def test_a_copy_of_a_partial_document_named_alone_is_partial(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.put("a/x.txt", Q3 + "partial")
    world.run("a")
    world.put("b/x.txt", Q3 + "partial")
    report = world.run("b")
    assert report.exit_code == 1
    assert "partial: b/x.txt: something is missing" in told(report, capsys)


@pytest.mark.parametrize("reason", ["deleted", "forced", "program"])
def test_a_copy_named_alone_brings_the_page_of_its_owner_up_to_date(world: World, reason: str) -> None:
    world.put("a/x.txt", Q3)
    world.run("a")
    before = world.bytes()
    world.put("b/copy.txt", Q3)
    if reason == "deleted":
        Path(PAGE).unlink()
    if reason == "program":
        world.program.write_text("ANSWER = 43", "utf-8")
    heard = Heard()
    (outcome,) = world.run("b/copy.txt", force=reason == "forced", heard=heard).outcomes
    assert (outcome.result.value, outcome.same_as, outcome.page) == ("duplicate", "a/x.txt", PAGE)
    assert [done.path for done in heard.outcomes] == ["a/x.txt"]
    assert world.bytes() == before
    assert world.run("b/copy.txt", heard=(again := Heard())).exit_code == 0
    assert again.outcomes == []


def test_partial_documents_are_named_every_night(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.put("filings/a.txt", Q3 + "partial")
    for _ in range(2):
        assert f"partial: filings/a.txt: something is missing; see {PAGE}" in told(world.run(), capsys)


def test_names_that_are_no_utf8_are_documents_of_their_own(world: World) -> None:
    try:
        for number, name in enumerate((b"a\xff.txt", b"a\xfe.txt", b"z\xff.txt", b"z\xfe.txt")):
            words = "broken" if name.startswith(b"z") else "fine"
            Path("filings", os.fsdecode(name)).parent.mkdir(exist_ok=True)
            Path("filings", os.fsdecode(name)).write_text(f"T{number}|10-Q||{words}")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    world.put("filings/m.txt", Q3)
    for expected in (["done", "done", "done", "failed", "failed"], ["unchanged"] * 3 + ["failed"] * 2):
        report = world.run()
        assert [outcome.result.value for outcome in report.outcomes] == expected
        json.dumps(report.as_json()).encode()
    listed = world.bytes()["README.md"].decode()
    assert "filings/z%FE.txt" in listed
    assert "filings/z%FF.txt" in listed


def test_a_file_that_changed_during_the_run_is_tried_again(world: World) -> None:
    world.furnish(
        world.rooms.replace(
            'if "broken" in words:',
            'if "moved" in words:\n        raise Unavailable("it changed")\n    if "broken" in words:',
        ).replace("import Corrupt", "import Corrupt, Unavailable")
    )
    world.put("filings/a.txt", Q3 + "moved")
    assert not world.run().outcomes[0].remembered
    world.furnish(world.rooms)
    assert world.results(world.run()) == {"filings/a.txt": "done"}


def test_a_fact_file_with_a_field_of_a_newer_version_stays_in_list_and_map(world: World) -> None:
    source = world.put("filings/a.txt", Q3 + "kept words")
    world.run()
    source.unlink()
    path = Path(PAGE).with_suffix(".json")
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "newer": {"x": 1}}), "utf-8")
    assert overview.redraw(world.output, config.Settings()) == ()
    assert "kept words" in world.bytes()["README.md"].decode()


def test_a_fact_file_that_cannot_be_read_is_told_and_listed_in_every_run(world: World) -> None:
    source = world.put("filings/a.txt", Q3)
    world.run()
    source.unlink()
    Path(PAGE).with_suffix(".json").write_text("{}", "utf-8")
    world.put("filings/b.txt", Q4)
    for _ in range(2):
        report = world.run()
        assert report.exit_code == 1
        assert "ALDR/2025-09-30_10-Q.json: the fact file cannot be read" in report.problems[0]
        assert "the fact file cannot be read" in world.bytes()["README.md"].decode()


def test_a_folder_with_a_list_of_its_own_is_not_written_to(world: World) -> None:
    world.put("a/x.txt", Q3)
    for name in ("README.md", "loop.json"):
        path = world.put(f"theirs/{name}", "# irreplaceable")
        with pytest.raises(SettingsError, match=f"has a {name} that was not made by this program"):
            world.run("a", flags={"output": "theirs"})
        assert (path.read_text("utf-8"), list(path.parent.iterdir())) == ("# irreplaceable", [path])
        path.unlink()


def test_a_fresh_clone_is_known_as_ours(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.run()
    shutil.rmtree("outputs/.briefs")
    assert world.run().exit_code == 0


def test_what_was_edited_by_hand_is_kept_and_told(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.put("filings/a.txt", Q3)
    world.run()
    made = Path(PAGE).read_bytes()
    edited = made.replace(b'review: "none"', b'review: "checked by A. B."')
    assert edited != made
    Path(PAGE).write_bytes(edited)
    heard = Heard()
    (outcome,) = world.run(heard=heard).outcomes
    (kept,) = outcome.edited
    assert Path(PAGE).read_bytes() == made
    assert Path(kept).read_bytes() == edited
    assert kept.startswith("outputs/.briefs/edited/ALDR/")
    assert world.run().outcomes[0].edited == ()
    del capsys


def test_a_page_that_was_only_touched_is_no_edit(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.run()
    os.utime(PAGE, (1, 1))
    assert world.run().outcomes[0].edited == ()
    assert not Path("outputs/.briefs/edited").exists()


def test_an_edited_page_that_moves_away_is_kept_too(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.run()
    Path(PAGE).write_text("my notes", "utf-8")
    world.furnish(world.rooms.replace("ticker=ticker,", "ticker='BTTR',"))
    (outcome,) = world.run(force=True).outcomes
    assert [Path(kept).read_text("utf-8") for kept in outcome.edited] == ["my notes"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("{{ nope }}", "nope"), ("{% if %}", "prompts/page/page.md.j2, line 1"), ("{{ 1/0 }}", "division by zero")],
)
def test_a_mistake_in_a_template_is_wrong_use_and_no_fault_of_a_document(world: World, text: str, said: str) -> None:
    world.put("filings/a.txt", Q3)
    template = world.put("prompts/page/page.md.j2", text)
    for _ in range(2):
        with pytest.raises(SettingsError, match=said) as caught:
            world.run()
        assert str(world.folder) not in str(caught.value)
        assert "correct the copy" in caught.value.remedy
    assert world.bytes() == {}
    template.unlink()
    assert world.results(world.run()) == {"filings/a.txt": "done"}


@pytest.mark.parametrize("name", ["index", "loop"])
def test_a_mistake_in_the_template_of_the_list_is_found_before_any_page(world: World, name: str) -> None:
    world.put("filings/a.txt", Q3)
    world.put(f"prompts/page/{name}.md.j2", "{{ nope }}")
    with pytest.raises(SettingsError, match="nope"):
        world.run()
    assert world.bytes() == {}


def test_a_dry_run_changes_no_file_at_all(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.run()
    world.put("filings/b.txt", Q4)
    before = tree(world.folder)
    assert world.results(world.run(dry_run=True)) == {"filings/a.txt": "unchanged", "filings/b.txt": "planned"}
    assert tree(world.folder) == before


def test_an_interrupted_run_calls_copies_not_reached(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.put("filings/b.txt", "BRCH|10-Q||fine")
    world.put("filings/c.txt", "BRCH|10-Q||fine")
    heard = Heard()
    heard.stop_after = 1
    assert list(world.results(world.run(heard=heard)).values()) == ["done", "not_reached", "not_reached"]


def test_a_wish_to_stop_is_heard_while_files_are_hashed(world: World) -> None:
    world.put("filings/a.txt", Q3)
    heard = Heard()
    heard.stop.asked = True
    report = world.run(heard=heard)
    assert (list(world.results(report).values()), report.exit_code) == (["not_reached"], 130)
    assert heard.plans == [(0, 0)]


def test_a_named_file_that_is_no_document_is_no_success(world: World) -> None:
    world.put("a.text", "x")
    world.put("real/b.txt", Q3)
    report = world.run("a.text", "real")
    assert (report.ignored, report.exit_code) == (("a.text",), 1)


def test_fail_fast_ends_at_a_failure_that_is_known(world: World) -> None:
    world.put("filings/b.txt", Q4 + "broken")
    world.run()
    world.put("filings/a.txt", Q3)
    world.put("filings/c.txt", "BRCH|10-Q||fine")
    report = world.run(fail_fast=True)
    assert list(world.results(report).values()) == ["done", "failed", "not_reached"]


def test_a_file_that_became_a_copy_says_that_its_former_page_stays(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.put("filings/a.txt", Q3)
    world.put("filings/b.txt", "BRCH|10-Q|2025-09-30|fine")
    world.run()
    world.put("filings/b.txt", Q3)
    stays = "filings/b.txt: the briefing of its former content stays: outputs/BRCH/2025-09-30_10-Q.md"
    assert stays in told(world.run(), capsys)
    assert stays not in told(world.run(), capsys)
    assert Path("outputs/BRCH/2025-09-30_10-Q.md").exists()


def test_no_output_depends_on_the_folder_one_stands_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.put("filings/a.txt", Q3)
    world.put("../shared/b.txt", "BRCH|10-Q||fine")
    world.run("filings", "../shared")
    before = world.bytes()
    monkeypatch.chdir(world.put("sub/x", "").parent)
    report = world.run("../filings", "../../shared", flags={"output": "../outputs"})
    assert {outcome.path: outcome.result.value for outcome in report.outcomes} == {
        "../shared/b.txt": "unchanged",
        "filings/a.txt": "unchanged",
    }
    monkeypatch.chdir(world.folder)
    assert world.bytes() == before
    assert str(world.folder).encode() not in b"".join(before.values())


def test_a_worker_that_cannot_be_started_ends_the_run_with_a_summary(world: World) -> None:
    world.put("filings/a.txt", Q3)
    world.furnish("raise ImportError('a library is missing')")
    report = world.run()
    assert list(world.results(report).values()) == ["not_reached"]
    assert report.exit_code == 1
    assert "a library is missing" in report.problems[0]


def test_a_state_that_cannot_be_written_ends_the_run_with_a_summary(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.put("filings/a.txt", Q3)

    def full(*_: object) -> None:
        raise PublishError("the state of the run cannot be written: disk is full")

    monkeypatch.setattr(Store, "see", full)
    report = world.run()
    assert (list(world.results(report).values()), report.exit_code) == (["not_reached"], 1)
    assert "disk is full" in report.problems[0]
