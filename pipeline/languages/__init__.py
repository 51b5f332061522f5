"""The words of everything people read, one folder per language. This module is light; ``language`` reads the words."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
MEASURE = "en"
"""The language whose words every other one must have."""


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """Name the languages there are, English first."""
    found = sorted(path.parent.name for path in (folder or FOLDER).glob("*/words.toml"))
    return tuple(sorted(found, key=lambda code: (code != MEASURE, code)))
