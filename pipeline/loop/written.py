"""The map as JSON, and read back.

Every record stands in a line of its own: what one new filing changes can be seen line by line, and the lines that it
does not change can be taken over as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pipeline.loop.records import Edge, Loop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.records import Record


class Span(NamedTuple):
    """A stretch of a file as it was written before: lines that are taken over with what stands between them."""

    start: int
    length: int


Piece: TypeAlias = "bytes | Span"


def loop_json(loop: Loop) -> bytes:
    """Give the whole map as JSON: field names are those of ``pipeline.loop.records``, money is decimal strings."""
    return b"".join(piece for piece in json_pieces(loop, {}) if isinstance(piece, bytes))


def json_pieces(loop: Loop, given: Mapping[str, Iterable[Piece]]) -> Iterator[Piece]:
    """Give the JSON of a map piece by piece; of the fields ``given`` the lines are there already."""
    before = b"{\n"
    for name in Loop.model_fields:
        value = getattr(loop, name)
        if value is None:
            continue
        yield before + f' "{name}": '.encode()
        before = b",\n"
        if isinstance(value, tuple):
            yield from _listed(given[name] if name in given else map(line, value))
        else:
            yield line(value) if not isinstance(value, bool) else (b"true" if value else b"false")
    yield b"\n}\n"


def line(record: Record) -> bytes:
    """Write one record as one line."""
    told: bytes = record.__pydantic_serializer__.to_json(record, exclude_none=True)
    return told


def joined(pieces: Iterable[Piece], between: bytes) -> Iterator[Piece]:
    """Put something between lines."""
    first = True
    for piece in pieces:
        if not first:
            yield between
        first = False
        yield piece


def _listed(lines: Iterable[Piece]) -> Iterator[Piece]:
    empty = True
    for piece in joined(lines, BETWEEN):
        if empty:
            yield b"[\n  "
        empty = False
        yield piece
    yield b"[]" if empty else b"\n ]"


BETWEEN = b",\n  "


def read_loop(path: Path) -> Loop:
    """Read a ``loop.json`` back; a field this version does not know is passed over.

    Raises ``OSError``, or ``pydantic.ValidationError`` where it is no map.
    """
    return Loop.model_validate_json(path.read_bytes(), extra="ignore")


def read_edge(told: bytes) -> Edge:
    """Read back a line that tells of a flow."""
    return Edge.model_validate_json(told)
