"""The capital loop from the fact files on disk: its files, its state on a day, and what a person asks of it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from pipeline.errors import PublishError, SettingsError
from pipeline.loop import (
    OverTime,
    Totals,
    answer_path,
    answer_who,
    asked,
    capital_loop,
    changes,
    decisions,
    find,
    kept,
    loop_html,
    loop_page,
    loop_picture,
)
from pipeline.run import parties
from pipeline.run.atlas import Drawing, Said, lying, read_stems
from pipeline.run.inputs import project
from pipeline.run.parties import read
from pipeline.run.placing import put
from pipeline.run.unhurried import unhurried

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.loop import Asked, Decisions, Loop, Node
    from pipeline.loop.written import Piece
    from pipeline.records import FactFile
    from pipeline.records.parties import PartyTable
    from pipeline.run.atlas import Told

PROPOSALS = "loop-proposals.toml"
DAYS = "loop"
"""The folder of maps of a day, one level below which no fact file is looked for."""


def told(output: Path) -> Told:
    """Read every fact file."""
    return read_stems(output, list(lying(output)))


def drawn(
    files: Mapping[str, FactFile], table: PartyTable, decided: Decisions | None = None, until: dt.date | None = None
) -> Loop:
    """Draw the map, of the documents of a day and before where one is given."""
    with unhurried():
        return capital_loop([each for each in files.values() if until is None or _by(each, until)], table, decided)


def proposals(output: Path) -> tuple[Asked, ...]:
    """Read what is asked about tellings, and what was decided; raises ``SettingsError`` for what is no such file."""
    there = output / PROPOSALS
    return asked(read(there, there.as_posix()), there.as_posix())


def decided(output: Path, said: parties.Said, code: str) -> Said:
    """Put together what a map depends on besides fact files; ``code`` is the hash of the program."""
    about_tellings = decisions(proposals(output))
    told = json.dumps(sorted([*sorted(pair), same] for pair, same in about_tellings.items()))
    return Said(said.table(), about_tellings, hashlib.sha256(f"{code} {said.digest} {told}".encode()).hexdigest())


def _by(facts: FactFile, day: dt.date) -> bool:
    return facts.document.day is not None and facts.document.day <= day


def rendered(
    drawing: Drawing, templates: Path, over_time: OverTime | None = None
) -> Iterator[tuple[str, bytes | Iterable[Piece]]]:
    """Give the files of a map one after the other: that of many filings does not fit into memory in all its forms.

    The long ones come piece by piece; where only changes were drawn, most pieces are stretches of the file there.
    """
    loop, totals, sheets, pages = drawing[:4]
    yield "loop.json", sheets.json
    yield "loop.csv", sheets.csv
    yield "loop.graphml", sheets.graphml
    yield "loop.svg", loop_picture(loop, totals=totals).encode()
    yield "loop.html", loop_html(loop, pages, over_time=over_time, totals=totals).encode()
    yield "loop.md", loop_page(loop, pages, project=templates, over_time=over_time, totals=totals).encode()


def briefings(files: Mapping[str, FactFile], up: str = "") -> dict[str, str]:
    """Map each document's sha256 to its page, from where ``up`` leads to the output folder."""
    return {facts.document.sha256: f"{up}{stem}.md" for stem, facts in files.items()}


def on_a_day(output: Path, until: dt.date | None, since: dt.date | None) -> tuple[Path, tuple[str, ...]]:
    """Write the map of a day, or of today, with what changed since another; give its page and what could not be read.

    It lies in ``loop/`` of the output folder, named for its days, so that the map of all documents stays. Raises
    ``PublishError`` where it cannot be written.
    """
    files, unread = told(output)
    table, decided = parties.said(output).table(), decisions(proposals(output))
    loop = drawn(files, table, decided, until)
    moved = changes(drawn(files, table, decided, since), loop) if since else ()
    name = "_".join(day.isoformat() for day in (since, until) if day)
    folder = output / DAYS / (name if until else f"since-{name}")
    templates = project(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sheets = kept.sheets(loop, kept.Blocks())
        drawing = Drawing(
            loop, Totals.of(loop), sheets, briefings(files, "../../"), (), unread, (), {}, files.__getitem__
        )
        with unhurried():
            for name, content in rendered(drawing, templates, OverTime(until, since, moved)):
                beside = folder / f".{name}.new"
                with beside.open("wb") as file:
                    put(file, content)
                beside.replace(folder / name)
    except OSError as error:
        reason = f"the map cannot be written: {error.strerror}"
        raise PublishError(
            reason, path=folder.as_posix(), remedy="check its rights and the room on the disk"
        ) from error
    return folder / "loop.md", tuple(f"{row.path}: {row.reason}; {row.remedy}" for row in unread)


def who(output: Path, name: str) -> str:
    """Tell all that any filing says of a party."""
    files, _ = told(output)
    loop = _today(output, files)
    node = _one(loop, name)
    documents = {facts.document.sha256: facts for facts in files.values()}
    return answer_who(loop, node, documents)


def path(output: Path, start: str, end: str) -> str:
    """Tell by which chains capital gets from one party to another, and back."""
    files, _ = told(output)
    loop = _today(output, files)
    return answer_path(loop, _one(loop, start), _one(loop, end))


def _today(output: Path, files: Mapping[str, FactFile]) -> Loop:
    return drawn(files, parties.said(output).table(), decisions(proposals(output)))


def _one(loop: Loop, name: str) -> Node:
    found = find(loop, name)
    if len(found) == 1:
        return found[0]
    if not found:
        raise SettingsError(f"no filing tells of {name!r}", remedy="give a name as loop.md writes it, or a ticker")
    names = ", ".join(f"{node.name} ({node.id})" for node in found)
    raise SettingsError(f"{name!r} may be {names}", remedy="give one of the names in parentheses")
