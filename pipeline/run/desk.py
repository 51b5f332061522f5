"""Where a document lies ready between two turns, so that a worker need not read it again.

Reading a large annual report and letting the rules work on it takes two seconds, loading the same from here less than
a tenth. The files live for one run, and nobody but this program writes into the folder. What is missing or damaged is
made anew. They hold the text of documents: where none may lie on a disk there is no folder, and each turn reads again.
"""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import filelock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.run.rooms import Ruled

_PREFIX = "briefs-desk-"
_LOCK = "lock"


@contextmanager
def opened(*, text: bool) -> Iterator[str]:
    """Give a folder for desks, gone at the end; an empty name where no ``text`` of documents may lie on a disk.

    Folders that killed runs left are removed first.
    """
    _sweep()
    if not text:
        yield ""
        return
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder, filelock.FileLock(Path(folder) / _LOCK):
        yield folder


def _sweep() -> None:
    """Remove the folders of this user whose lock nobody holds: their run is over, and could not do it."""
    for lock in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        with suppress(OSError, filelock.Timeout):
            if hasattr(os, "getuid") and lock.parent.lstat().st_uid != os.getuid():
                continue
            with filelock.FileLock(lock, timeout=0):
                shutil.rmtree(lock.parent, ignore_errors=True)


class Desk:
    """The place of one document in the folder ``folder``; without a folder nothing is kept."""

    def __init__(self, folder: str, sha256: str) -> None:
        self._path = Path(folder) / f"{sha256}.pickle" if folder else None

    def kept(self) -> Ruled | None:
        """Give what was put here, None where there is nothing."""
        if self._path is None:
            return None
        try:
            found: Ruled = pickle.loads(self._path.read_bytes())  # noqa: S301  (written by this run alone)
        except (OSError, EOFError, pickle.UnpicklingError):
            return None
        return found

    def keep(self, ruled: Ruled) -> None:
        """Put it here whole or not at all. A full disk only costs time: the document will be read again."""
        if self._path is None:
            return
        beside = self._path.with_suffix(f".{os.getpid()}")
        try:
            beside.write_bytes(pickle.dumps(ruled, pickle.HIGHEST_PROTOCOL))
            beside.replace(self._path)
        except OSError:
            beside.unlink(missing_ok=True)

    def clear(self) -> None:
        """Forget the document."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)
