"""Bytes put into a file: as they are, or piece by piece, of which some are taken over from a file that is there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO

from pipeline.loop.written import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.loop.written import Piece

_TOGETHER = 1 << 20


def put(file: BinaryIO, content: bytes | Iterable[Piece], old: BinaryIO | None = None) -> None:
    """Write content to a file; ``Span`` pieces are those of the ``old`` one. Raises ``OSError``."""
    if isinstance(content, bytes):
        file.write(content)
        return
    for piece in content:
        if not isinstance(piece, Span):
            file.write(piece)
        elif old is not None:
            file.flush()
            _copy(old, file, piece)


def _copy(old: BinaryIO, file: BinaryIO, span: Span) -> None:
    """Copy a stretch within the system, which is several times as fast as through this program."""
    at, left = span
    out = file.tell()
    while left:
        if hasattr(os, "copy_file_range"):
            done = os.copy_file_range(old.fileno(), file.fileno(), left, at, out)
        else:
            done = file.write(os.pread(old.fileno(), min(left, _TOGETHER), at))
        if not done:
            raise OSError(0, "a file of the map became shorter while it was read")
        at, left, out = at + done, left - done, out + done
    file.seek(out)
