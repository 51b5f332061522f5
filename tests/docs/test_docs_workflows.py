"""The workflows people copy: read by a real YAML parser, their commands exist, and their shell does what they say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((REPOSITORY / "docs" / "workflows").glob("*.yml"))
MAIN = "${{ github.event.repository.default_branch }}"
_BASH, _GIT = shutil.which("bash") or "bash", shutil.which("git") or "git"
_PARSE = """
const { yaml } = require(process.argv[1]);
process.stdout.write(JSON.stringify(yaml.parse(require("fs").readFileSync(0, "utf8"))));
"""
_CALLED = re.compile(r"\bbriefs ([a-z]+)((?: --[a-z-]+)*)")


def parsed(path: Path) -> dict[str, Any]:
    """Read a workflow with the YAML parser that comes with playwright."""
    playwright = pytest.importorskip("playwright", reason="its YAML parser reads the workflows")
    driver = Path(playwright.__file__).parent / "driver"
    bundle = driver / "package" / "lib" / "utilsBundle.js"
    if not bundle.is_file():
        pytest.skip("this playwright brings no YAML parser")
    read = subprocess.run(
        [driver / "node", "-e", _PARSE, bundle], input=path.read_bytes(), capture_output=True, check=True, timeout=60
    )
    found: dict[str, Any] = json.loads(read.stdout)
    return found


def steps_of(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_whole(path: Path) -> None:
    workflow = parsed(path)
    assert set(workflow) <= {"name", "on", "permissions", "concurrency", "env", "jobs"}
    for job in workflow["jobs"].values():
        assert job["runs-on"] == "ubuntu-latest"
        for step in job["steps"]:
            assert ("uses" in step) is not ("run" in step), step
            assert re.fullmatch(r"actions/[a-z-]+@v\d+", step.get("uses", "actions/none@v1"))
    text = path.read_text("utf-8")
    # Secrets by name only, and only where they are used.
    assert set(re.findall(r"secrets\.(\w+)", text)) <= {"OPENAI_API_KEY"}
    assert not re.search(r"sk-\w{8}", text)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_the_shell_of_a_workflow_is_shell_and_its_commands_exist(path: Path) -> None:
    called = set()
    for step in steps_of(parsed(path)):
        script = step.get("run", "")
        subprocess.run([_BASH, "-n"], input=re.sub(r"\$\{\{.*?\}\}", "main", script), text=True, check=True, timeout=30)
        called |= {(name, flag) for name, flags in _CALLED.findall(script) for flag in ["--help", *flags.split()]}
    assert called
    for name, flag in called:
        shown = subprocess.run(
            [REPOSITORY / ".venv" / "bin" / "python", "-P", "-m", "pipeline.cli", name, "--help"],
            env=os.environ | {"PYTHONPATH": str(REPOSITORY), "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        ).stdout
        assert re.search(rf"{flag}\b", shown), f"briefs {name} has no {flag}"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_of_it_runs_in_this_repository(path: Path) -> None:
    assert not (REPOSITORY / ".github" / "workflows" / path.name).exists()
    assert f".github/workflows/{path.name}" in path.read_text("utf-8")


class Night:
    """A clone with a remote beside it, and stand-ins for what the workflow calls over the network."""

    def __init__(self, folder: Path, workflow: dict[str, Any]) -> None:
        self.remote, self.clone, self.bin, self.calls = (
            folder / name for name in ("remote.git", "clone", "bin", "calls.txt")
        )
        self.scripts = {step["name"]: step["run"] for step in steps_of(workflow) if "run" in step}
        self.temp = folder / "temp"
        for made in (self.bin, self.temp):
            made.mkdir()
        self.git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.remote))
        self.git(folder, "clone", "--quiet", str(self.remote), str(self.clone))
        (self.clone / "outputs").mkdir()
        (self.clone / "outputs" / "README.md").write_text("old\n")
        self.commit("the beginning")
        self.git(self.clone, "push", "--quiet", "origin", "HEAD:main")
        self.pulls(0)

    def git(self, folder: Path, *arguments: str) -> str:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        done = subprocess.run(
            [_GIT, *who, *arguments], cwd=folder, capture_output=True, text=True, check=True, timeout=60
        )
        return done.stdout

    def commit(self, message: str) -> None:
        self.git(self.clone, "add", "--all")
        self.git(self.clone, "commit", "--quiet", "--message", message)

    def pulls(self, number: int) -> None:
        """Stand in for the pull requests there are."""
        gh = self.bin / "gh"
        gh.write_text(f'#!/bin/sh\necho "$@" >> "{self.calls}"\n[ "$2" = list ] && echo {number}\nexit 0\n')
        gh.chmod(0o755)

    def run(self, changes: str) -> list[str]:
        """Let one night pass in a fresh checkout; give what was asked of the pull requests."""
        self.calls.unlink(missing_ok=True)
        self.git(self.clone, "checkout", "--quiet", "--force", "-B", "main", "origin/main")
        self.git(self.clone, "clean", "--quiet", "--force", "-d", "-x")
        self.git(self.clone, "fetch", "--quiet", "origin")
        output, said = self.temp / "output", ""
        output.write_text("")
        for name in ("Go on from the open pull request", "Propose what changed"):
            if name == "Propose what changed" and changes:
                (self.clone / "outputs" / "CHANGES.md").write_text(changes)
                (self.clone / "outputs" / ".briefs").mkdir(exist_ok=True)
                (self.clone / "outputs" / ".briefs" / "store.sqlite").write_text("state")
            script = self.scripts[name].replace(MAIN, "main")
            environment = os.environ | {
                "PATH": f"{self.bin}:{os.environ['PATH']}",
                "GITHUB_OUTPUT": str(output),
                "RUNNER_TEMP": str(self.temp),
                "OPEN": said,
            }
            subprocess.run([_BASH, "-e", "-c", script], cwd=self.clone, env=environment, check=True, timeout=60)
            said = output.read_text().strip().removeprefix("open=")
        return self.calls.read_text().splitlines()

    def branch(self) -> str:
        return self.git(self.remote, "ls-tree", "-r", "--name-only", "briefings")


def test_a_night_proposes_what_changed_and_goes_on_from_what_reviewers_wrote(tmp_path: Path) -> None:
    night = Night(tmp_path, parsed(REPOSITORY / "docs" / "workflows" / "nightly.yml"))
    assert not any(call.startswith("pr create") for call in night.run(""))  # no news, no branch
    calls = night.run("- NVDA pays more\n")
    assert any(call.startswith("pr create --head briefings") for call in calls)
    assert (night.temp / "body.md").read_text() == "- NVDA pays more\n"
    assert night.branch().split() == ["outputs/CHANGES.md", "outputs/README.md"]  # the state stays out
    # A reviewer decides on the branch; the next night keeps it and edits the text.
    night.git(night.clone, "checkout", "--quiet", "briefings")
    (night.clone / "outputs" / "a.review.toml").write_text("# mine\n")
    night.git(night.clone, "add", "outputs/a.review.toml")
    night.git(night.clone, "commit", "--quiet", "--message", "Reviewed")
    night.git(night.clone, "push", "--quiet", "origin", "briefings")
    night.pulls(1)
    calls = night.run("- and more\n")
    assert any(call.startswith("pr edit briefings") for call in calls)
    assert "outputs/a.review.toml" in night.branch()
    assert night.git(night.remote, "show", "briefings:outputs/CHANGES.md") == "- and more\n"
    # It was closed: the next night begins anew from the main branch.
    night.pulls(0)
    calls = night.run("- once more\n")
    assert any(call.startswith("pr create") for call in calls)
    assert "a.review.toml" not in night.branch()
