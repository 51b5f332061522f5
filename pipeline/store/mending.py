"""A damaged file put aside, and what can still be read of it taken into a new one: its answers were paid for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from pipeline.store import rows
from pipeline.store.engine import migrate
from pipeline.store.layout import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Engine


def mended(path: Path, make: Callable[[], Engine]) -> str:
    """Put the file at ``path`` aside and begin a new one with what could be read; give a sentence about it."""
    with closing(sqlite3.connect(path)) as broken:
        read = {table.name: readable(broken, table.name) for table in LAYOUT.sorted_tables}
    aside = _put_aside(path)
    engine = make()
    try:
        migrate(engine)
        with engine.begin() as connection:
            for table in LAYOUT.sorted_tables:
                rows.add(connection, table, read[table.name])
    finally:
        engine.dispose()
    answers = len(read["briefs_answers"])
    return f"The store was damaged; it is now {aside.name}, and {answers} answers of it could be saved."


def readable(broken: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    """Read a table from its beginning and from its end, each as far as it goes; none where there is no such table."""
    found: dict[int, dict[str, Any]] = {}
    for order in ("ASC", "DESC"):
        try:
            cursor = broken.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid {order}")  # noqa: S608  (our names)
            names = [column[0] for column in cursor.description][1:]
            for number, *values in cursor:
                found[number] = dict(zip(names, values, strict=True))
        except sqlite3.DatabaseError:
            continue
    return [found[number] for number in sorted(found)]


def _put_aside(path: Path) -> Path:
    """Rename the file, never over one that was put aside before."""
    names = [path.with_suffix(".damaged"), *(path.with_suffix(f".damaged-{number}") for number in range(2, 1000))]
    aside = next(name for name in names if not name.exists())
    path.replace(aside)
    for journal in ("-wal", "-shm"):
        path.with_name(path.name + journal).unlink(missing_ok=True)
    return aside
