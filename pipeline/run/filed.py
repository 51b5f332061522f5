"""What a person names, a page, a fact file or a document: its fact file and its document, wherever they lie."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from pipeline.config import settled_engine
from pipeline.errors import BriefsError, SettingsError
from pipeline.records import FactFile
from pipeline.run.again import Engine
from pipeline.run.inputs import located, named, project
from pipeline.run.jobs import Ways
from pipeline.run.kept import place_of
from pipeline.run.parties import said
from pipeline.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Settings

_PAGES = frozenset({".json", ".md"})


class Filed(NamedTuple):
    """``facts`` is None for a document no briefing was found of, ``source`` where the document is not to be had.

    ``output`` is the output folder the fact file lies in, or the one of the settings. ``why`` says what is missing.
    """

    facts: FactFile | None
    source: Path | None
    output: Path
    why: str = ""

    def shown(self) -> str:
        """Name the document as its outputs do."""
        if self.facts is not None:
            return self.facts.document.path
        return named(Path.cwd() / (self.source or ""), self.output).shown

    def engine(self, settings: Settings) -> Engine:
        """Give the engine that wrote the fact file, else the one of the settings, with what is decided about names."""
        model = settings.model.name if settled_engine(settings) == "model" else ""
        ways = Ways.of(settings.model)
        if self.facts is not None:
            engine = self.facts.engine
            model = engine.model or "" if engine.name == "model" else ""
            ways = Ways(bool(engine.thorough), bool(engine.second_look), bool(engine.glean))
        table = said(self.output).table()
        return Engine(model, place_of(settings, self.output), project(self.output), table, ways)


def facts_in(path: Path) -> FactFile:
    """Read a fact file. Raises ``SettingsError`` where it is none."""
    try:
        return FactFile.model_validate_json(path.read_bytes(), extra="ignore")
    except ValidationError as error:
        said = error.errors()[0]["msg"]
        raise SettingsError(f"it is no fact file ({said})", path=path.as_posix(), remedy="see docs/facts.md") from error
    except OSError as error:
        reason = f"it cannot be read: {error.strerror}"
        raise SettingsError(reason, path=path.as_posix(), remedy="check the path") from error


def filed(path: Path, settings: Settings) -> Filed:
    """Find fact file and document of what a person named. Raises ``SettingsError`` where there is no such thing."""
    if path.suffix.lower() in _PAGES:
        return of_facts(path.with_suffix(".json"), settings)
    output = Path(settings.output)
    if not path.is_file():
        raise SettingsError(
            "there is no such file", path=path.as_posix(), remedy="name a page, a fact file or a document"
        )
    sha256 = _sha256(path)
    for file in sorted(output.glob("[!.]*/*.json")):
        try:
            facts = facts_in(file)
        except SettingsError:
            continue  # briefs run and briefs lint tell of it
        if facts.document.sha256 == sha256:
            return Filed(facts, path, output)
    return Filed(None, path, output, "no briefing of it was found in the output folder")


def of_facts(path: Path, settings: Settings) -> Filed:
    """Find the document of a fact file, beside its project or where the state of the output folder knows it."""
    facts = facts_in(path)
    output = path.parent.parent
    why = "was not found"
    for file in _places(facts, output, settings):
        if file.is_file():
            if _sha256(file) == facts.document.sha256:
                return Filed(facts, file, output)
            why = "has changed since it was briefed"
    return Filed(facts, None, output, f"its document {facts.document.path} {why}")


def _places(facts: FactFile, output: Path, settings: Settings) -> Iterator[Path]:
    yield project(output) / facts.document.path
    try:
        with Store.glance(place_of(settings, output)) as store:
            done = store.done().get(facts.document.sha256)
    except BriefsError:
        return  # a state of a newer version: the document may still be named outright
    if done is not None:
        yield located(done.path, output)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
