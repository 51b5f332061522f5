"""Make the sample filings and the labels of their planted deals, the same bytes on every run.

    python filings/samples/make/build.py [--samples FOLDER] [--labels FOLDER] [STEM ...]

A document is two files in ``content``: ``<stem>.toml`` (cover, planted deals) and ``<stem>.md`` (everything after the
cover, in the markup described in ``markup.py``). Its file name says what it becomes: PDF, EDGAR page or transcript.
"""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

import cover
import edgar
import markup
import planted
from paper import Paper

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent
LABELS = HERE.parents[2] / "tests" / "golden" / "planted"


def stems() -> list[str]:
    """All documents, in name order."""
    return sorted(path.stem for path in (HERE / "content").glob("*.toml"))


def build(stem: str, samples: Path, labels: Path) -> tuple[Path, Path]:
    """Write one document and its label file; returns where they are."""
    data = tomllib.loads((HERE / "content" / f"{stem}.toml").read_text(encoding="utf-8"))
    source = (HERE / "content" / f"{stem}.md").read_text(encoding="utf-8")
    bank = markup.bank((HERE / "content" / "forms" / "risks.md").read_text(encoding="utf-8"))
    front = cover.read(data["cover"])
    path = samples / str(data["file"])
    if path.suffix == ".txt":
        words, proofs = markup.spoken(source)
        path.write_text(words, encoding="utf-8", newline="\n")
    else:
        written = markup.read(source, bank)
        proofs = written.proofs
        if path.suffix == ".pdf":
            Paper(front, written.blocks, written.book).write(path)
        else:
            path.write_text(edgar.page(front, written.blocks, written.book), encoding="utf-8", newline="\n")
    label = labels / f"{stem}.json"
    label.write_text(planted.labels(front, data["deals"], proofs, path), encoding="utf-8", newline="\n")
    return path, label


def main() -> None:
    """Build what was asked for, or everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--samples", type=Path, default=SAMPLES)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("stem", nargs="*")
    asked = parser.parse_args()
    for stem in asked.stem or stems():
        path, label = build(stem, asked.samples, asked.labels)
        print(f"{path.name}  {path.stat().st_size:,} bytes  {label.name}")  # noqa: T201  (a script that says what it made)


if __name__ == "__main__":
    main()
