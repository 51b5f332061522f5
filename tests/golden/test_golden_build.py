"""The sample filings are what their script makes, to the byte, and look like filings in size and shape."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pypdfium2
import pytest

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = (".pdf", ".htm", ".txt")


@pytest.fixture(scope="module")
def rebuilt(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    samples, labels = tmp_path_factory.mktemp("samples"), tmp_path_factory.mktemp("labels")
    script = repository / "filings" / "samples" / "make" / "build.py"
    subprocess.run(
        [sys.executable, str(script), "--samples", str(samples), "--labels", str(labels)],
        check=True,
        capture_output=True,
        cwd=samples,  # not the repository: nothing may depend on where it is run
    )
    return samples, labels


def test_rebuilding_gives_the_committed_bytes(repository: Path, rebuilt: tuple[Path, Path]) -> None:
    samples, labels = rebuilt
    committed = repository / "filings" / "samples"
    names = sorted(path.name for path in committed.iterdir() if path.suffix in DOCUMENTS)
    assert sorted(path.name for path in samples.iterdir()) == names
    assert [name for name in names if (samples / name).read_bytes() != (committed / name).read_bytes()] == []
    planted = repository / "tests" / "golden" / "planted"
    stems = sorted(path.name for path in planted.iterdir())
    assert sorted(path.name for path in labels.iterdir()) == stems
    assert [name for name in stems if (labels / name).read_bytes() != (planted / name).read_bytes()] == []


def test_nothing_of_the_machine_or_the_day_is_in_a_sample(repository: Path) -> None:
    for path in sorted((repository / "filings" / "samples").iterdir()):
        if path.suffix in DOCUMENTS:
            content = path.read_bytes()
            assert str(repository.parent).encode() + b"/" not in content, path.name
            assert b"CreationDate (D:2000" in content or path.suffix != ".pdf", path.name


def test_samples_are_small_and_of_the_length_of_filings(repository: Path) -> None:
    samples = repository / "filings" / "samples"
    assert sum(path.stat().st_size for path in samples.iterdir() if path.suffix in DOCUMENTS) < 3_000_000
    for path in sorted(samples.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            assert 20 <= len(document) <= 60, path.name


def test_no_paragraph_stands_twice_in_a_filing(repository: Path) -> None:
    for path in sorted((repository / "filings" / "samples" / "make" / "content").glob("*.md")):
        paragraphs = [line for line in path.read_text(encoding="utf-8").splitlines() if len(line.split()) > 25]
        assert len(set(paragraphs)) == len(paragraphs), path.name
        bank = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("!risk")]
        assert len(set(bank)) == len(bank), path.name
