"""Opening a store: mend what is damaged, migrate what is old, take over what an earlier version left.

Each step is taken only where it is needed, and all that is asked of a sound file at the newest layout is asked
through sqlite3.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import SettingsError
from pipeline.store import versions
from pipeline.store.database import Database
from pipeline.store.place import FILE, FORMER, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine

JOURNALS = ("-wal", "-shm")
BUSY_SECONDS = 60.0
# What a run with nothing to do reads; small, so that looking for damage costs it nothing.
_STATE = ("briefs_seen", "briefs_done", "briefs_notes")
_DAMAGED = (11, 26)  # SQLITE_CORRUPT, SQLITE_NOTADB


def glanced(place: Place, *, state_only: bool) -> Database:
    """Open a store to look and try without a trace. Empty where there is none; what is damaged is mended in a copy.

    Of a server only the state of this output folder is copied, with ``state_only``; else its answers are read where
    they are, and whatever is changed is undone at once.
    """
    if not place.url:
        return _copied(place.folder)
    from pipeline.store.server import copy_state, served  # noqa: PLC0415  (brings SQLAlchemy)

    there = served(place, dry=True)
    if there is None:
        return _copied(None)
    if not state_only:
        return there
    copy = _copied(None)
    try:
        copy_state(there, copy)
    finally:
        there.close()
    return copy


def _copied(folder: Path | None) -> Database:
    temporary = tempfile.TemporaryDirectory()
    beside = Path(temporary.name)
    try:
        for name in (FILE, *FORMER) if folder else ():
            for file in (Path(folder or "", f"{name}{suffix}") for suffix in ("", *JOURNALS)):
                if file.is_file():
                    shutil.copyfile(file, beside / file.name)
        return opened(Place(beside), whole=False, temporary=temporary)
    except BaseException:
        temporary.cleanup()
        raise


def opened(place: Place, *, whole: bool, temporary: tempfile.TemporaryDirectory[str] | None = None) -> Database:
    """Open the store of a place, made where it is missing.

    A damaged file is put aside, and what could still be read of it is in the new one. ``whole`` looks for damage
    everywhere and not only in the state. Raises ``SettingsError`` where it cannot be opened, or a newer version of
    the program has written it.
    """
    place.folder.mkdir(parents=True, exist_ok=True)
    if place.url:
        from pipeline.store.server import served  # noqa: PLC0415  (brings SQLAlchemy)

        database = served(place)
    else:
        database = _file(place.folder / FILE, whole=whole, temporary=temporary)
    if from_before := [place.folder / name for name in FORMER if (place.folder / name).is_file()]:
        from pipeline.store.former import take_over  # noqa: PLC0415  (once in the life of an output folder)

        take_over(database, from_before)
    return database


def _file(path: Path, *, whole: bool, temporary: tempfile.TemporaryDirectory[str] | None) -> Database:
    try:
        light, told = _sound(path, whole=whole)
    except sqlite3.Error as error:
        raise SettingsError(
            f"the store cannot be opened: {error}", path=path.as_posix(), remedy="check the rights of that folder"
        ) from error
    return Database(lambda: _engine(path), light=light, told=told, temporary=temporary)


def _sound(path: Path, *, whole: bool) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    """Open a file, mended where it is damaged, and say so in a sentence."""
    try:
        return _connected(path, () if whole else _STATE), ()
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        from pipeline.store.mending import mended  # noqa: PLC0415  (rare)

        told = mended(path, lambda: _engine(path))
        return _connected(path, _STATE), (told,)


def is_damage(error: sqlite3.Error) -> bool:
    """Tell damage from a file that is locked, full or not ours."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def _connected(path: Path, tables: Sequence[str]) -> sqlite3.Connection:
    """Open a file at the newest layout; where ``tables`` is empty, all of it is looked at for damage."""
    light = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        if not versions.is_current(_version(light), path.as_posix()):
            from pipeline.store.engine import migrate  # noqa: PLC0415  (once for each layout)

            engine = _engine(path)
            try:
                migrate(engine)
            finally:
                engine.dispose()
        _look_for_damage(light, tables)
    except BaseException:
        light.close()
        raise
    return light


def _version(light: sqlite3.Connection) -> str | None:
    named = light.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = ?", (versions.TABLE,)).fetchone()[0]
    row = light.execute(versions.READ).fetchone() if named else None
    return None if row is None else str(row[0])


def _look_for_damage(light: sqlite3.Connection, tables: Sequence[str]) -> None:
    for check in [f"quick_check({table})" for table in tables] or ["quick_check"]:
        found = light.execute(f"PRAGMA {check}").fetchone()[0]
        if found != "ok":
            error = sqlite3.DatabaseError(found)
            error.sqlite_errorcode = _DAMAGED[0]
            raise error


def _engine(path: Path) -> Engine:
    from pipeline.store.engine import file_engine  # noqa: PLC0415  (brings SQLAlchemy)

    return file_engine(path, BUSY_SECONDS)
