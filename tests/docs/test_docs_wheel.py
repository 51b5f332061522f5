"""The built package is whole: with nothing of the repository at hand, the main job runs from the wheel alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE = REPOSITORY / "filings" / "samples" / "HVSN_2026-09-27_call.txt"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for name in ("pipeline", "prompts"):
        shutil.copytree(REPOSITORY / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(REPOSITORY / name, source)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")],
        cwd=source,
        check=True,
        capture_output=True,
    )
    with zipfile.ZipFile(next((folder / "dist").glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_every_data_file(unpacked: Path) -> None:
    for name, inside in (("pipeline", "pipeline"), ("prompts", "pipeline/_prompts")):
        wanted = {
            path.relative_to(REPOSITORY / name)
            for path in (REPOSITORY / name).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        held = {path.relative_to(unpacked / inside) for path in (unpacked / inside).rglob("*") if path.is_file()}
        assert wanted <= held


def test_the_main_job_runs_from_the_wheel_alone(unpacked: Path, tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "BRIEFS_"))}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pipeline.cli", "run", SAMPLE.name],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    page = tmp_path / done.stdout.split()[0].rstrip(":")
    assert "## Who pays whom" in page.read_text(encoding="utf-8")
