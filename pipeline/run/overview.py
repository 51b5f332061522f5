"""What covers all documents: the list of briefings, with what could not be read, and the capital loop.

They are made from the fact files on disk, not from this run's documents, so they are the same whoever was briefed
last. ``is_outdated`` is light: a run with nothing to do asks it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from pipeline.run.lock import locked
from pipeline.store import State, Store, Written

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.store import Done

_NOTE = "overview"


def outdate(store: Store) -> None:
    """Note that the overview does not show what is published."""
    store.set_note(_NOTE, "{}")


def is_outdated(output: Path, store: Store) -> bool:
    """Tell whether the overview is missing, was changed by hand, or shows other failures than there are now."""
    noted = json.loads(store.note(_NOTE) or "{}")
    if noted.get("failures") != _failures_key(_failures(output, store)):
        return True
    return any(not _as_left(output, Written(*written)) for written in noted["written"])


def refresh(output: Path, store: Store) -> None:
    """Write the overview again and note how it was left. Raises ``PublishError`` where that is impossible."""
    from pipeline.run.contents import contents  # noqa: PLC0415  (reads every fact file; imports the rooms)
    from pipeline.run.publish import Publisher  # noqa: PLC0415  (a run with nothing to do needs none)

    publisher = Publisher(output, store, {})
    failures = _failures(output, store)
    written = [publisher.write(name, content) for name, content in contents(output, failures).items()]
    store.set_note(
        _NOTE, json.dumps({"failures": _failures_key(failures), "written": [list(file) for file in written]})
    )


def redraw(output: Path) -> None:
    """Write the overview again from what is published, without a run."""
    with locked(output / ".briefs"), Store.open(output / ".briefs") as store:
        refresh(output, store)


def _failures(output: Path, store: Store) -> list[Done]:
    """Give the documents that could not be read and still lie where they lay, each under all its names."""
    failed = {row.sha256: row for row in store.done().values() if row.state is State.FAILED}
    if not failed:
        return []
    names = [(key, seen) for key, seen in store.seen().items() if seen.sha256 in failed]
    found = [failed[seen.sha256]._replace(shown=seen.shown) for key, seen in names if (output / key).exists()]
    return sorted(found, key=lambda row: row.shown)


def _failures_key(failures: list[Done]) -> str:
    shown = [(row.shown, row.reason, row.remedy, row.page) for row in failures]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]


def _as_left(output: Path, written: Written) -> bool:
    try:
        stat = (output / written.name).stat()
    except OSError:
        return False
    return (stat.st_size, stat.st_mtime_ns) == (written.size, written.mtime_ns)
