"""Whether an output folder is ours to write the overview into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

_OVERVIEW = ("README.md", "CHANGES.md", "loop.md", "loop.html", "loop.json", "loop.csv", "loop.graphml", "loop.svg")
_SIGN = b"Made by a program from the documents"


def claim(output: Path) -> None:
    """Raise ``SettingsError`` where the folder holds a file of somebody else's under a name of the overview.

    Ours is a folder with our state, or, as in a fresh clone, with a list or a map that bears our words.
    """
    if (output / ".briefs").is_dir():
        return
    there = [output / name for name in _OVERVIEW if (output / name).is_file()]
    if there and not any(_is_ours(path) for path in there):
        raise SettingsError(
            f"the output folder has a {there[0].name} that was not made by this program and would be overwritten",
            path=output.as_posix(),
            remedy="use another --output, such as a new folder",
        )


def _is_ours(path: Path) -> bool:
    try:
        return _SIGN in path.read_bytes()
    except OSError:
        return False
