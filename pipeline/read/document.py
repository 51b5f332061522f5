"""The room's one public function: a file to a ``Document``."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from typing import TYPE_CHECKING

from pipeline.errors import EmptyFile, NotADocument
from pipeline.read.pdf import read_pdf
from pipeline.read.raw import RawDocument
from pipeline.records import Coverage, Document, Form, Identity, Page, PageState

if TYPE_CHECKING:
    from pathlib import Path

PDF_HEAD = 1024
"""A PDF's signature stands somewhere in its first kilobyte."""


def read(path: Path, shown_as: str) -> Document:
    """Read one file. ``shown_as`` is how the user named it and is what errors and records call it.

    Raises ``ReadError`` and its kinds.
    """
    data = path.read_bytes()
    if not data:
        raise EmptyFile("the file has no bytes", path=shown_as)
    raw = _raw(path.name, data, shown_as)
    return Document(
        path=shown_as.replace("\\", "/"),
        sha256=hashlib.sha256(data).hexdigest(),
        media=raw.media,
        identity=_identity(raw),
        text=raw.text,
        pages=raw.pages,
        blocks=raw.blocks or (),
        sections=raw.sections or (),
        tables=raw.tables or (),
        scales=raw.scales or (),
        coverage=Coverage(
            pages_without_text=tuple(page.number for page in raw.pages if page.state is not PageState.TEXT),
            losses=raw.losses,
            warnings=raw.warnings,
        ),
    )


def _raw(name: str, data: bytes, shown_as: str) -> RawDocument:
    if b"%PDF-" in data[:PDF_HEAD]:
        return read_pdf(name, data, shown_as)
    if b"\0" in data[:PDF_HEAD]:
        raise NotADocument("the file is none of PDF, HTML and text", path=shown_as)
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    page = Page(start=0, end=len(text), number=1)
    return RawDocument(name=name, media="text", text=text, pages=(page,))


def _identity(raw: RawDocument) -> Identity:
    if importlib.util.find_spec("pipeline.read.identity") is not None:
        identified: Identity = importlib.import_module("pipeline.read.identity").identify(raw)
        return identified
    upper = raw.text[:20_000].upper()
    form = next((form for form in (Form.TEN_K, Form.TEN_Q, Form.EIGHT_K) if f"FORM {form}" in upper), Form.OTHER)
    return Identity(company=raw.title or raw.name, form=form, hinted=("company",))
