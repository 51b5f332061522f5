"""A file a person named, written whole or not at all."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from pipeline.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Give a file beside ``path`` to be written; it takes its place once it is whole.

    Raises ``PublishError`` where it cannot be written.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        yield beside
        beside.replace(path)
    except OSError as error:
        reason = f"it cannot be written: {error.strerror or error}"
        raise PublishError(reason, path=path.as_posix(), remedy="check its folder and the rights there") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
