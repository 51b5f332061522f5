"""The rows the store keeps. They import nothing heavy, because a run with nothing to do reads them too."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class State(StrEnum):
    """What became of a document. ``partial``: published, and the page says what is missing."""

    DONE = "done"
    PARTIAL = "partial"
    FAILED = "failed"


class Seen(NamedTuple):
    """A file as it was when its bytes were hashed. While size, time and inode hold, the hash is trusted.

    ``shown`` is its path as printed.
    """

    size: int
    mtime_ns: int
    inode: int
    sha256: str
    shown: str


class Written(NamedTuple):
    """One output as it was left: ``name`` is relative to the output folder, with forward slashes.

    ``digest`` are 32 hex digits of the hash of its content, empty where an earlier version wrote it.
    """

    name: str
    size: int
    mtime_ns: int
    digest: str = ""

    def is_left(self, output: Path) -> bool:
        """Tell whether the file looks as it was left."""
        try:
            stat = (output / self.name).stat()
        except OSError:
            return False
        return (stat.st_size, stat.st_mtime_ns) == (self.size, self.mtime_ns)


class Done(NamedTuple):
    """What became of one document, known by the hash of its bytes.

    ``path`` is relative to the output folder, so that the state survives moving the whole project; ``shown`` is the
    path as printed. ``stem`` (``NVDA/2025-10-26_10-Q``) is None for a failure; ``kind``, ``reason``, ``remedy`` and
    ``page`` are those of its error, or ``reason`` says what a partial briefing lacks. ``fingerprint`` is what the
    outcome depends on.
    """

    sha256: str
    path: str
    shown: str
    fingerprint: str
    state: State
    stem: str | None = None
    headline: str | None = None
    kind: str | None = None
    reason: str | None = None
    remedy: str | None = None
    page: int | None = None
    outputs: tuple[Written, ...] = ()
