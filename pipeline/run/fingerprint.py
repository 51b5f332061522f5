"""What an outcome depends on, as one hash: bytes, names, program, templates, settings, what people decided."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pipeline
from pipeline import templates
from pipeline.languages import MEASURE
from pipeline.run import parties
from pipeline.run.inputs import project
from pipeline.run.jobs import Ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.config import Settings
    from pipeline.run.inputs import Source
    from pipeline.store import Store

_PACKAGE = Path(pipeline.__file__).parent
# Libraries whose version can change what a page says.
_LIBRARIES = ("pypdfium2", "pypdf", "lxml", "rapidfuzz", "tiktoken", "jinja2", "pydantic", "networkx", "pytesseract")
# Reads pages that are pictures, where it is installed.
_PROGRAM = "tesseract"
_CODE = "code"


class Fingerprints:
    """Makes fingerprints for one run; everything but the document is hashed once."""

    def __init__(self, settings: Settings, code: str) -> None:
        self.prompts = templates.prompts_hash(project(Path(settings.output)))
        self.settings = settings_hash(settings)
        self.said = parties.said(Path(settings.output))
        self._common = (code, self.prompts, self.settings, self.said.digest)
        self._limits = f"{settings.read.seconds:g}s {settings.read.megabytes}MB"

    def of(self, source: Source, sha256: str, review: str = "") -> str:
        """Give the fingerprint of one document under the name and place it has now, with the hash of its review."""
        return _digest([*self._common, sha256, source.shown, source.link, *([review] if review else [])])

    def with_limits(self, fingerprint: str) -> str:
        """Give the fingerprint of an outcome that another limit of time or memory would change."""
        return _digest([fingerprint, self._limits])


def settings_hash(settings: Settings) -> str:
    """Give 16 hex digits over the settings that change what a page says; limits and folders do not."""
    model = settings.model
    chosen = [settings.engine]
    if settings.engine == "model":
        ways = Ways.of(model)
        chosen += [model.name, *(name for name in Ways._fields if getattr(ways, name))]
    if settings.language != MEASURE:
        chosen.append(f"language {settings.language}")
    return _digest(chosen)[:16]


def code_hash(store: Store) -> str:
    """Give the hash of the program itself, so that a changed rule is noticed and not only a new version.

    Hashing all sources takes longer than a run with nothing to do may; while no file's size or time changed, the
    hash noted in the store is trusted.
    """
    files = sorted(_files(_PACKAGE))
    libraries = _libraries()
    key = _digest([*libraries, *(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in files)])
    noted = json.loads(store.note(_CODE) or "{}")
    if noted.get("key") == key:
        return str(noted["hash"])
    contents = (f"{name} {hashlib.sha256((_PACKAGE / name).read_bytes()).hexdigest()}" for name, _ in files)
    value = _digest([pipeline.__version__, *libraries, *contents])
    store.set_note(_CODE, json.dumps({"key": key, "hash": value}))
    return value


def _files(folder: Path, prefix: str = "") -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "__pycache__", "_prompts")):
                continue
            if entry.is_dir():
                yield from _files(Path(entry.path), f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry.stat()


def _libraries() -> list[str]:
    """Give the installed versions, read from folder names: importlib.metadata would take longer than the rest.

    Text recognition is one of them: once it is installed, pages that are pictures are read, and not before.
    """
    found = {_PROGRAM} if shutil.which(_PROGRAM) else set[str]()
    homes = {
        Path(spec.origin).parent.parent
        for name in _LIBRARIES
        if (spec := importlib.util.find_spec(name)) is not None and spec.origin
    }
    for home in homes:
        with os.scandir(home) as entries:
            names = [entry.name for entry in entries]
        found |= {name for name in names if name.endswith(".dist-info") and name.startswith(_LIBRARIES)}
    return sorted(found)


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
