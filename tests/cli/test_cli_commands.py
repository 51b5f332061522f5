from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pipeline
from pipeline import config
from pipeline.run import pool

if TYPE_CHECKING:
    from tests.cli.conftest import Briefs


def test_the_manual_run_prints_the_page_and_its_headline(briefs: Briefs, call: Path) -> None:
    done = briefs("run", str(call))
    assert done.code == 0, done.err
    page, headline = done.out.splitlines()
    text = Path(page).read_text("utf-8")
    facts = json.loads(Path(page).with_suffix(".json").read_text("utf-8"))
    assert headline == facts["summary"]["headline"]
    assert text.startswith("---\n")
    again = briefs("run", str(call))
    assert (again.out, again.code) == (done.out, 0)
    assert "1 unchanged" in again.err


def test_json_is_one_object_on_standard_output_and_nothing_else(briefs: Briefs, call: Path, project: Path) -> None:
    (project / "filings" / "bad.pdf").write_bytes(b"%PDF-1.4 and no more")
    done = briefs("run", "--json")
    summary = json.loads(done.out)
    assert done.code == summary["exit_code"] == 1
    assert {document["path"]: document["result"] for document in summary["documents"]} == {
        "filings/bad.pdf": "failed",
        f"filings/{call.name}": "done",
    }
    rooms = ["read", "select", "extract", "check", "resolve", "brief", "publish"]
    assert list(summary["seconds"]["rooms"]) == rooms
    assert "failed: filings/bad.pdf" in done.err
    assert briefs("run", "--json", "--dry-run").code == 1  # what failed before would only fail again


def test_a_dry_run_says_what_would_be_done(briefs: Briefs, call: Path) -> None:
    done = briefs("run", "--dry-run")
    assert done.out == f"would brief filings/{call.name} (new)\n"
    assert not Path("outputs").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "nowhere.pdf"),
        ("run", "--engine", "magic"),
        ("run", "--jobs", "-2"),
        ("run", "--no-such-flag"),
        ("run", "--batch"),
        ("batch", "cancel", "briefs-none"),
        ("no-such-command",),
        ("show", "NOBODY"),
        ("loop",),
        ("lint", "--output", "nowhere"),
    ],
)
def test_wrong_use_ends_with_two_and_says_why(briefs: Briefs, arguments: tuple[str, ...]) -> None:
    done = briefs(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.strip()
    assert "Traceback" not in done.err


def test_show_finds_a_page_by_ticker_company_page_and_source(briefs: Briefs, call: Path) -> None:
    page = briefs("run", str(call)).out.splitlines()[0]
    for name in ("ALDR", "aldr", "Alder Systems", "alder", page, str(call), "call.txt", page.removeprefix("outputs/")):
        done = briefs("show", name)
        assert done.code == 0, (name, done.err)
        assert "In one breath" in done.out
        assert "sha256" not in done.out
        assert page in done.err


def test_show_takes_the_newest_and_names_the_others(briefs: Briefs, call: Path, project: Path) -> None:
    older = (
        call.read_text("utf-8")
        .replace("October 28, 2025", "July 29, 2025")
        .replace("Q3", "Q2")
        .replace("third", "second")
    )
    (project / "filings" / "older.txt").write_text(older, "utf-8")
    briefs("run")
    shown = briefs("show", "ALDR").err.splitlines()
    assert "2025-10-28" in shown[1]
    assert shown[2].startswith("also: ")
    assert "2025-07-29" in shown[2]


def test_init_writes_a_file_that_changes_nothing_and_never_overwrites(briefs: Briefs) -> None:
    assert briefs("init").code == 0
    assert config.load({}, {}) == config.Settings()
    Path(config.FILE).write_text("jobs = 2\n", "utf-8")
    refused = briefs("init")
    assert refused.code == 2
    assert "--force" in refused.err
    assert Path(config.FILE).read_text("utf-8") == "jobs = 2\n"
    assert briefs("init", "--force").code == 0
    assert Path(config.FILE).read_text("utf-8") == config.template()


def test_settings_come_from_the_file_and_unknown_keys_are_wrong_use(briefs: Briefs, call: Path) -> None:
    Path(config.FILE).write_text('output = "pages"\n', "utf-8")
    assert briefs("run", str(call)).out.startswith("pages/")
    Path(config.FILE).write_text('outptu = "pages"\n', "utf-8")
    done = briefs("run", str(call))
    assert done.code == 2
    assert "outptu; did you mean output" in done.err


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_doctor_says_what_is_there_and_what_to_do(
    briefs: Briefs, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(project / "nothing"))
    done = briefs("doctor")
    assert done.code == 0
    assert "rules: offline" in done.out
    assert "tokens are estimated" in done.out
    assert "holds no document" in done.out
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    assert "secret" not in briefs("doctor").out
    (project / "outputs").write_text("a file in the way", "utf-8")
    broken = briefs("doctor")
    assert broken.code == 1
    assert "cannot be written" in broken.out


def test_lint_and_loop_cover_all_pages(briefs: Briefs, call: Path) -> None:
    page = Path(briefs("run", str(call)).out.splitlines()[0])
    done = briefs("lint")
    assert (done.code, done.out) == (0, ""), done.out
    page.write_text(page.read_text("utf-8").replace("## Sources", "## Elsewhere"), "utf-8")
    done = briefs("lint")
    assert done.code == 1
    assert page.as_posix() in done.out
    page.unlink()
    assert briefs("lint").out == f"{page.as_posix()}: there is no page\n"
    assert briefs("loop").out == "outputs/loop.md\n"
    assert Path("outputs/loop.svg").read_text("utf-8").startswith("<svg")


def test_version_help_and_exit_codes(briefs: Briefs) -> None:
    assert briefs("--version").out == f"briefs {pipeline.__version__}\n"
    helped = briefs("run", "--help").out
    assert "Exit codes: 0 all done, 1 some documents failed" in " ".join(helped.replace("│", " ").split())
    for command in ("run", "show", "lint", "loop", "init", "doctor"):
        assert command in briefs("--help").out


def test_the_shell_completes_commands(project: Path) -> None:
    environ = {**os.environ, "_BRIEFS_COMPLETE": "complete_bash", "COMP_WORDS": "briefs do", "COMP_CWORD": "1"}
    command = [Path(sys.executable).with_name("briefs")]
    done = subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["doctor"]


def test_the_docs_name_every_setting_command_and_option(briefs: Briefs, repository: Path) -> None:
    text = (repository / "docs" / "commands.md").read_text("utf-8")
    for entry in config.entries():
        default = str(entry.default).removesuffix(".0")
        default = default.lower() if isinstance(entry.default, bool) else default
        assert f"| `{entry.key}` | `{entry.variable}` | {default} | {entry.meaning}" in text
    for option in ("--output", "--force", "--dry-run", "--jobs", "--engine", "--json", "--fail-fast"):
        assert option in briefs("run", "--help").out
        assert option in text


def test_the_schema_in_the_docs_is_that_of_the_records(briefs: Briefs, repository: Path) -> None:
    assert briefs("schema").out == (repository / "docs" / "facts.schema.json").read_text("utf-8")


def test_a_page_that_is_no_text_is_told_and_no_traceback(briefs: Briefs, call: Path) -> None:
    page = Path(briefs("run", str(call)).out.splitlines()[0])
    page.write_bytes(b"\xff\xfe not UTF-8 \xff")
    assert "the page cannot be read: it is no UTF-8 text" in briefs("show", "ALDR").err
    done = briefs("lint")
    assert (done.code, done.out) == (1, f"{page.as_posix()}: the page cannot be read: it is no UTF-8 text\n")
    assert done.err == "1 page, 1 finding\n"


def test_a_fact_file_that_cannot_be_read_is_a_finding(briefs: Briefs, call: Path) -> None:
    path = Path(briefs("run", str(call)).out.splitlines()[0]).with_suffix(".json")
    path.write_text("{}", "utf-8")
    done = briefs("lint")
    assert (done.code, done.out) == (1, f"{path.as_posix()}: the fact file cannot be read\n")
    redrawn = briefs("loop")
    assert redrawn.code == 1
    assert "the fact file cannot be read" in redrawn.err


def test_init_where_nothing_can_be_written_is_told(
    briefs: Briefs, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_text", refuse)
    done = briefs("init")
    assert done.code == 1
    assert "briefs.toml: it cannot be written: Permission denied" in done.err
    assert not (project / "briefs.toml").exists()


def test_a_dry_run_names_no_page_that_is_not_there(briefs: Briefs, call: Path) -> None:
    assert call.exists()
    assert "README.md" not in briefs("run", "--dry-run").err


def test_a_missing_inbox_says_what_to_do(briefs: Briefs, project: Path) -> None:
    (project / "filings").rmdir()
    done = briefs("run")
    assert done.code == 2
    assert "make it and put documents there, or name them: briefs run FILE" in done.err


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_doctor_finds_a_broken_program_and_a_broken_template(
    briefs: Briefs, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "broken_rooms.py").write_text("raise ImportError('a library is missing')", "utf-8")
    (project / "prompts" / "page").mkdir(parents=True)
    (project / "prompts" / "page" / "page.md.j2").write_text("{{ nope }}", "utf-8")
    monkeypatch.syspath_prepend(str(project))
    monkeypatch.setattr(pool, "WORK", "broken_rooms")
    done = briefs("doctor")
    assert done.code == 1
    assert "a library is missing" in done.out
    assert "nope" in done.out


def test_the_shell_completes_engines_and_tickers(briefs: Briefs, call: Path) -> None:
    briefs("run", str(call))
    command = [Path(sys.executable).with_name("briefs")]
    for words, expected in (("briefs run --engine ", ["rules", "model", "auto"]), ("briefs show A", ["ALDR"])):
        count = str(len(words.split(" ")) - 1)
        environ = {**os.environ, "_BRIEFS_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": count}
        done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
        assert done.stdout.split() == expected
