"""Which files a run is about, and how each is named in outputs."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EXTENSIONS = (".pdf", ".htm", ".html", ".txt")
_NO_UTF8 = re.compile("[\udc80-\udcff]")
_IN_KEY = re.compile("//([0-9A-F]{2})")


class Source(NamedTuple):
    """One file.

    ``path`` opens it. ``shown`` names it in outputs: relative to the project, with forward slashes, or only its
    folder and name where it shares no folder with the project but the root. ``link`` leads to it from a page, empty
    where a page must not. ``key`` names it in the state: relative to the output folder, so that both can be moved
    together. None of them depends on the folder the run is started in.
    """

    path: Path
    shown: str
    key: str
    link: str = ""


class Inputs(NamedTuple):
    """The documents, sorted by ``shown``, and the files named by the user that are none."""

    sources: tuple[Source, ...]
    ignored: tuple[str, ...]


def project(output: Path) -> Path:
    """Give the project folder: the one that holds the output folder."""
    return _absolute(output).parent


def named(path: Path, output: Path) -> Source:
    """Name the file at ``path``, an absolute path, for the outputs in ``output``."""
    home = _absolute(output)
    try:
        key = os.path.relpath(path, home)
        shared = Path(os.path.commonpath([home.parent, path.parent]))
    except ValueError:  # another drive on Windows
        key, shared = str(path), Path(path.anchor)
    key = _NO_UTF8.sub(lambda byte: f"//{ord(byte[0]) - 0xDC00:02X}", key.replace(os.sep, "/"))
    if shared == Path(shared.anchor):
        # The way there would tell about the machine and lead nowhere on any other.
        return Source(path, _printable(f"{path.parent.name}/{path.name}".lstrip("/")), key)
    shown = os.path.relpath(path, home.parent).replace(os.sep, "/")
    return Source(path, _printable(shown), key, "" if _NO_UTF8.search(shown) else f"../../{shown}")


def located(key: str, output: Path) -> Path:
    """Give the path of the file that has this key."""
    name = _IN_KEY.sub(lambda byte: chr(0xDC00 + int(byte[1], 16)), key)
    return Path(os.path.normpath(_absolute(output) / name))


def find(paths: Sequence[str], output: Path) -> Inputs:
    """Find the documents under ``paths``, files or folders.

    In folders every file with a known extension counts, except hidden ones, those called README and the output
    folder. A file named outright counts with a known extension or none: what it is stands in its bytes. Raises
    ``SettingsError`` for a path that does not exist.
    """
    home = _absolute(output)
    found: dict[str, Source] = {}
    ignored: list[str] = []
    for given in paths:
        start = _absolute(Path(given))
        if start.is_dir():
            files = list(_walk(start, home))
        elif os.path.lexists(start):
            files = [start] if start.suffix.lower() in ("", *EXTENSIONS) else []
            ignored += [] if files else [named(start, output).shown]
        else:
            raise SettingsError("there is no such file or folder", path=given, remedy="check the path")
        for path in files:
            found.setdefault(str(path), named(path, output))
    return Inputs(tuple(sorted(found.values(), key=lambda source: (source.shown, source.key))), tuple(sorted(ignored)))


def _walk(folder: Path, home: Path) -> Iterator[Path]:
    """Walk a folder, and through links to folders outside of it, each folder once."""
    root, outputs = os.path.realpath(folder), os.path.realpath(home)
    walked = set()
    for parent, folders, files in os.walk(folder, onerror=_unreadable, followlinks=True):
        here = os.path.realpath(parent)
        # What a link inside points to inside is walked under its own name.
        again = here in walked or (here != root and here.startswith(root + os.sep) and _through_link(parent, folder))
        if again or here == outputs:
            folders.clear()
            continue
        walked.add(here)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in files if _is_document(name))


def _through_link(parent: str, folder: Path) -> bool:
    path = Path(parent)
    return any(one.is_symlink() for one in (path, *path.parents) if one.is_relative_to(folder) and one != folder)


def _unreadable(error: OSError) -> None:
    """Do not pass over a folder in silence: whoever dropped documents into it waits for their briefings."""
    raise SettingsError(f"the folder cannot be read: {error.strerror}", path=error.filename, remedy="change its rights")


def _is_document(name: str) -> bool:
    path = PurePath(name.lower())
    return path.suffix in EXTENSIONS and path.stem != "readme" and not name.startswith(".")


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow the user's links)


def _printable(name: str) -> str:
    """Write bytes that are no UTF-8 as in an address, so that the page can be written and two names stay two."""
    return _NO_UTF8.sub(lambda byte: f"%{ord(byte[0]) - 0xDC00:02X}", name)
