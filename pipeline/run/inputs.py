"""Which files a run is about, and how each is named in outputs."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EXTENSIONS = (".pdf", ".htm", ".html", ".txt")


class Source(NamedTuple):
    """One file.

    ``path`` opens it. ``shown`` names it in outputs: relative to the folder the run was started in, with forward
    slashes. ``key`` names it in the state: relative to the output folder, so that both can be moved together.
    """

    path: Path
    shown: str
    key: str


class Inputs(NamedTuple):
    """The documents, sorted by ``shown``, and the files named by the user that are none."""

    sources: tuple[Source, ...]
    ignored: tuple[str, ...]


def find(paths: Sequence[str], output: Path) -> Inputs:
    """Find the documents under ``paths``, files or folders.

    In folders every file with a known extension counts, except hidden ones, those called README and the output
    folder. A file named outright also counts without an extension: what it is stands in its bytes. Raises
    ``SettingsError`` for a path that does not exist.
    """
    here, home = Path.cwd(), Path(os.path.abspath(output))  # noqa: PTH100  (resolve() would follow the user's links)
    found: dict[str, Source] = {}
    ignored: list[str] = []
    for given in paths:
        start = Path(os.path.abspath(given))  # noqa: PTH100  (as above)
        if start.is_dir():
            files = list(_walk(start, home))
        elif start.exists():
            files = [start] if _is_document(start.name) or not start.suffix else []
            ignored += [] if files else [_relative(start, here)]
        else:
            raise SettingsError("there is no such file or folder", path=given, remedy="check the path")
        for path in files:
            found.setdefault(str(path), Source(path, _relative(path, here), _relative(path, home)))
    return Inputs(tuple(sorted(found.values(), key=lambda source: (source.shown, source.key))), tuple(sorted(ignored)))


def _walk(folder: Path, home: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".") and Path(parent, name) != home]
        yield from (Path(parent, name) for name in files if _is_document(name))


def _unreadable(error: OSError) -> None:
    """Do not pass over a folder in silence: whoever dropped documents into it waits for their briefings."""
    raise SettingsError(f"the folder cannot be read: {error.strerror}", path=error.filename, remedy="change its rights")


def _is_document(name: str) -> bool:
    path = PurePath(name.lower())
    return path.suffix in EXTENSIONS and path.stem != "readme" and not name.startswith(".")


def _relative(path: Path, base: Path) -> str:
    try:
        relative = os.path.relpath(path, base)
    except ValueError:  # another drive on Windows; the full path would tell about the machine
        relative = path.name
    # A name that is no UTF-8 must not stop the page from being written.
    return os.fsencode(relative).decode("utf-8", "replace").replace(os.sep, "/")
