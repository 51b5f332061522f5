"""One writer for each output folder."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import filelock

from pipeline.errors import OutputLocked, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock in ``folder``, the ``.briefs`` of an output folder, made where it is missing.

    Raises ``OutputLocked`` where another process holds it, ``SettingsError`` where the folder cannot be used.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / "lock", timeout=0)
        lock.acquire()
    except filelock.Timeout as error:
        raise OutputLocked("another run is writing to this folder", path=folder.parent.as_posix()) from error
    except OSError as error:
        reason = f"the output folder cannot be used: {error.strerror}"
        raise SettingsError(reason, path=folder.parent.as_posix(), remedy="use another --output") from error
    try:
        yield
    finally:
        lock.release()
