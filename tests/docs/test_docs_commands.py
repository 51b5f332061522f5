"""What README and docs tell people to type is typed here: a command that rotted fails a test."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = (REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *sorted((REPOSITORY / "docs").rglob("*.md")))
SAMPLE = "HVSN_2026-09-27_call.txt"

_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`((?:\.venv/bin/)?briefs [a-z][^`]*)`")
_TYPED_ELSEWHERE = ("git ", "cd ", "pipx ", "cp ", "export ")
"""Shell words around the program: a clone, a folder, an installation. What they install is tested in test_wheel."""


def _lines() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
            for line in block.splitlines():
                command = line.split("  #")[0].strip()
                if command and not command.startswith(("#", *_TYPED_ELSEWHERE)):
                    found.append((page.name, command))
    return found


def _mentions() -> list[tuple[str, str]]:
    return [
        (page.name, mention)
        for page in PAGES
        for mention in sorted(set(_INLINE.findall(page.read_text(encoding="utf-8"))))
    ]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a clone, with the one sample that is read fastest under every sample's name."""
    folder = tmp_path_factory.mktemp("workshop")
    (folder / "filings" / "samples").mkdir(parents=True)
    shutil.copy(REPOSITORY / "filings" / "samples" / SAMPLE, folder / "filings" / "samples")
    shutil.copytree(REPOSITORY / "prompts", folder / "prompts")
    shutil.copy(REPOSITORY / "Makefile", folder)
    # Commands are spread over several processes: one that shows briefings must not wait for another that makes them.
    assert _typed(["run", "--engine", "rules"], folder).returncode == 0
    return folder


def _typed(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "BRIEFS_"))}
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *arguments],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_readme_tells_commands() -> None:
    told = {command for page, command in _lines() if page == "README.md"}
    assert {"make briefings", "make test"} <= told
    assert any(command.startswith(".venv/bin/briefs run") for command in told)


@pytest.mark.parametrize(("page", "command"), _lines())
def test_a_documented_command_works(page: str, command: str, workshop: Path) -> None:
    program, *arguments = shlex.split(command)
    if program == "make":
        make = shutil.which("make") or "make"
        shown = subprocess.run([make, "-n", *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False)
        assert shown.returncode == 0, f"{page}: {shown.stderr}"
        return
    if program == "python":
        assert (REPOSITORY / arguments[0]).is_file(), f"{page}: {arguments[0]} is not in the repository"
        return
    assert program in {"briefs", ".venv/bin/briefs"}, f"{page}: nobody tests {command!r}"
    done = _typed(arguments, workshop)
    assert done.returncode == 0, f"{page}: {command}\n{done.stderr}"


@cache
def _help(command: str) -> str:
    """What ``briefs COMMAND --help`` says; empty when there is no such command."""
    done = CliRunner().invoke(app, [command, "--help"], terminal_width=200)
    return done.stdout if done.exit_code == 0 else ""


@pytest.mark.parametrize(("page", "mention"), _mentions())
def test_a_mentioned_command_exists(page: str, mention: str) -> None:
    _, name, *arguments = mention.split()
    shown = _help(name)
    assert shown, f"{page}: there is no briefs {name}"
    for argument in arguments:
        if argument.startswith("--"):
            assert re.search(rf"{re.escape(argument.rstrip(',.'))}\b", shown), (
                f"{page}: briefs {name} has no {argument}"
            )
