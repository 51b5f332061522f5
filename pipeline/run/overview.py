"""What covers all documents: the list of briefings, what could not be read, the capital loop, names to be decided.

They are made from the fact files on disk, not from this run's documents, so they are the same whoever was briefed
last. ``is_outdated`` is light: a run with nothing to do asks it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from pipeline.run import parties, unopened
from pipeline.run.fingerprint import code_hash
from pipeline.run.inputs import located
from pipeline.run.kept import place_of
from pipeline.run.lock import locked
from pipeline.store import State, Store, Written

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.config import Settings
    from pipeline.store import Done

MAP = "loop.svg"
_NOTE = "overview"


def outdate(store: Store) -> None:
    """Note that the overview does not show what is published."""
    store.set_note(_NOTE, "{}")


def is_outdated(output: Path, store: Store) -> bool:
    """Tell whether the overview is missing, was changed by hand, or shows other failures than there are now.

    A fact file that could not be read is tried again in every run: it must not be forgotten in silence.
    """
    noted = json.loads(store.note(_NOTE) or "{}")
    if noted.get("failures") != _failures_key(_failures(output, store)):
        return True
    if noted.get("parties") != parties.said(output).digest:
        return True
    return bool(noted["unreadable"]) or not all(each.is_left(output) for each in as_left(store))


def as_left(store: Store) -> list[Written]:
    """Give the files of the overview as they were left."""
    return [Written(*each) for each in json.loads(store.note(_NOTE) or "{}").get("written", ())]


def refresh(output: Path, store: Store) -> tuple[str, ...]:
    """Write the overview again and note how it was left; give the fact files it had to leave out, each in a sentence.

    Raises ``PublishError`` where it cannot be written, ``SettingsError`` for a mistake in what was decided of parties.
    """
    from pipeline.run.atlas import Atlas  # noqa: PLC0415  (imports the rooms)
    from pipeline.run.contents import contents  # noqa: PLC0415  (as above)
    from pipeline.run.mapping import decided  # noqa: PLC0415  (as above)
    from pipeline.run.publish import Publisher  # noqa: PLC0415  (a run with nothing to do needs none)

    publisher = Publisher(output, store, {})
    failures = _failures(output, store)
    said = parties.said(output)
    drawn_by = decided(output, said, code_hash(store))
    with Atlas(output, drawn_by) as atlas:
        drawing = atlas.drawing()
        files = contents(output, failures, drawing, drawn_by)
        written = [publisher.write(name, content) for name, content in files]
        atlas.keep(written)
    noted = {
        "failures": _failures_key(failures),
        "parties": said.digest,
        "written": written,
        "unreadable": len(drawing.unread),
    }
    store.set_note(_NOTE, json.dumps(noted))
    return tuple(f"{row.path}: {row.reason}; {row.remedy}" for row in drawing.unread)


def redraw(output: Path, settings: Settings) -> tuple[str, ...]:
    """Write the overview again from what is published, without a run; give what ``refresh`` gives."""
    with locked(output / ".briefs"), Store.open(place_of(settings, output)) as store:
        return refresh(output, store)


def _failures(output: Path, store: Store) -> list[Done]:
    """Give the documents that could not be read and still lie where they lay, each under all its names."""
    found = unopened.rows(output, store)
    failed = {row.sha256: row for row in store.done().values() if row.state is State.FAILED}
    if failed:
        shut = {row.path for row in found}
        names = [(key, seen) for key, seen in store.seen().items() if seen.sha256 in failed and key not in shut]
        there = [seen for key, seen in names if located(key, output).exists()]
        found += [failed[seen.sha256]._replace(shown=seen.shown) for seen in there]
    return sorted(found, key=lambda row: (row.shown, row.path))


def _failures_key(failures: list[Done]) -> str:
    shown = [(row.shown, row.reason, row.remedy, row.page) for row in failures]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]
