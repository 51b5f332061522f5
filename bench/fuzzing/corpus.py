"""Small real files to damage: whole ones that are short, the first pages or characters of others."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pypdf.errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = 2
SMALL = 60_000
SUFFIXES = {"pdf": (".pdf",), "html": (".htm", ".html"), "text": (".txt",)}


def corpus(folder: Path, kind: str) -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of a small slice of every file of one kind in ``folder``, in order of names."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES[kind]:
            data = path.read_bytes()
            for number, piece in enumerate(_pdf_pages(data) if kind == "pdf" else _stretches(data)):
                yield f"{path.stem}-{number}{path.suffix}", piece


def _stretches(data: bytes) -> Iterator[bytes]:
    yield data[:SMALL]
    if len(data) > 3 * SMALL:
        middle = len(data) // 2
        yield data[:2000] + data[middle : middle + SMALL]


def _pdf_pages(data: bytes) -> Iterator[bytes]:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        count = len(reader.pages)
        for first in {0, count // 3}:
            writer = pypdf.PdfWriter()
            for index in range(first, min(first + PAGES, count)):
                writer.add_page(reader.pages[index])
            stream = io.BytesIO()
            writer.write(stream)
            yield stream.getvalue()
    except (pypdf.errors.PyPdfError, KeyError):
        yield data[:SMALL]
