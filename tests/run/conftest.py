"""A small world for runs: rooms that read one line of text, so that a test decides what a document is."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline import config
from pipeline.run import Options, Report, Stop, conduct, fingerprint, pool

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.run import Outcome

# A document is "ticker|form|period|words"; the words say how it goes wrong.
ROOMS = """
import datetime as dt
import time
from pathlib import Path

from pipeline.errors import Corrupt
from pipeline.records import CoverageFacts, DocumentFacts, EngineFacts, FactFile, Form, Summary
from pipeline.run.facts import to_json
from pipeline.run.jobs import Product
from pipeline.run.pages import written
from pipeline.run.stems import natural_stem

def work(job):
    text = Path(job.path).read_text("utf-8")
    ticker, form, period, words = text.split("|")
    if "slow" in words:
        time.sleep(0.4)
    if "hang" in words:
        time.sleep(60)
    if "bug" in words:
        raise KeyError("a bug")
    if "broken" in words:
        raise Corrupt("it is cut short", page=2)
    facts = FactFile(
        document=DocumentFacts(path=job.shown, sha256=job.sha256, pages=1, characters=len(text), company=ticker,
            ticker=ticker, form=Form(form), amendment="amended" in words,
            period_end=dt.date.fromisoformat(period) if period else None),
        engine=EngineFacts(name="rules", prompts=job.prompts, settings=job.settings, version="0"),
        coverage=CoverageFacts(partial="partial" in words),
        summary=Summary(headline=words),
    )
    stem = natural_stem(facts.document)
    content = to_json(facts)
    return Product(stem, written(facts, content, job, stem), words,
        facts.coverage.partial, int("unanswered" in words), 0, 0, 1, (), {"read": 0.1}, (),
        "something is missing" if facts.coverage.partial else "")
"""


@dataclass
class Heard:
    """A listener that remembers."""

    plans: list[tuple[int, int]] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    paid: list[Decimal | None] = field(default_factory=list)
    stop: Stop = field(default_factory=Stop)
    stop_after: int = 0

    def planned(self, todo: int, settled: int) -> None:
        self.plans.append((todo, settled))

    def finished(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.stop.asked = len(self.outcomes) == self.stop_after

    def spent(self, usd: Decimal | None) -> None:
        self.paid.append(usd)

    def note(self, line: str) -> None:
        self.notes.append(line)


class World:
    """A project folder with an inbox, runs over it, and looks at what came out."""

    rooms = ROOMS
    overview = ("CHANGES.md", "README.md", "loop.csv", "loop.graphml", "loop.html", "loop.json", "loop.md", "loop.svg")

    def __init__(self, folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.output = Path("outputs")
        self._library = library
        self.program = library / "program" / "rules.py"
        self._monkeypatch = monkeypatch

    def furnish(self, rooms: str) -> None:
        """Let workers do ``rooms`` from now on. Each has a name of its own: the fork server keeps what it imported."""
        name = f"rooms_{uuid.uuid4().hex}"
        (self._library / f"{name}.py").write_text(rooms, "utf-8")
        self._monkeypatch.setattr(pool, "WORK", name)

    def put(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def run(
        self,
        *paths: str,
        heard: Heard | None = None,
        flags: dict[str, config.Value | None] | None = None,
        **options: bool,
    ) -> Report:
        settings = config.load({"jobs": 1, **(flags or {})}, {}, self.folder)
        heard = heard or Heard()
        return conduct(paths, settings, Options(**options), heard, heard.stop)

    def results(self, report: Report) -> dict[str, str]:
        return {outcome.path: outcome.result.value for outcome in report.outcomes}

    def pages(self, report: Report) -> dict[str, str | None]:
        return {outcome.path: outcome.page for outcome in report.outcomes}

    def bytes(self) -> dict[str, bytes]:
        """Every output by name; the state is none."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file() and ".briefs" not in path.parts
        }


@pytest.fixture(autouse=True)
def _with_fork_server(fork_server: None) -> None:
    assert fork_server is None


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    library, project = tmp_path / "library", tmp_path / "project"
    library.mkdir()
    project.mkdir()
    monkeypatch.syspath_prepend(str(library))
    monkeypatch.chdir(project)
    # A program of one file, so that the tests neither hash the real one nor notice that it is being worked on.
    (library / "program").mkdir()
    monkeypatch.setattr(fingerprint, "_PACKAGE", library / "program")
    world = World(project, library, monkeypatch)
    world.program.write_text("ANSWER = 42", "utf-8")
    world.furnish(world.rooms)
    return world


@pytest.fixture
def heard() -> Heard:
    return Heard()
