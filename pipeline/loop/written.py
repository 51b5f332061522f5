"""The map as JSON, and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.loop.records import Loop

if TYPE_CHECKING:
    from pathlib import Path


def loop_json(loop: Loop) -> bytes:
    """Give the whole map as JSON: field names are those of ``pipeline.loop.records``, money is decimal strings."""
    told: bytes = loop.__pydantic_serializer__.to_json(loop, indent=1, exclude_none=True)
    return told + b"\n"


def read_loop(path: Path) -> Loop:
    """Read a ``loop.json`` back; a field this version does not know is passed over.

    Raises ``OSError``, or ``pydantic.ValidationError`` where it is no map.
    """
    return Loop.model_validate_json(path.read_bytes(), extra="ignore")
