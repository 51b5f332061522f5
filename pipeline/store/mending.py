"""A damaged file put aside, and what can still be read of it taken into a new one: its answers were paid for."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from pipeline.store import rows
from pipeline.store.engine import migrate
from pipeline.store.layout import LAYOUT, answers, requests, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sqlalchemy import Engine, Table


def mended(path: Path, make: Callable[[], Engine]) -> str:
    """Put the file at ``path`` aside and begin a new one with what could be read; give a sentence about it."""
    with closing(sqlite3.connect(path)) as broken:
        with suppress(sqlite3.DatabaseError):
            broken.execute("PRAGMA writable_schema = ON")  # lets SQLite read a file that is shorter than it should be
        read = {
            table: [row for row in readable(broken, table.name) if _is_whole(row, table)]
            for table in LAYOUT.sorted_tables
        }
    folders = {row["run"]: row["folder"] for row in read[runs]}
    read[runs] = [{**row, "folder": folders.get(row["run"], "")} for row in runs_of(read[requests], "")]
    aside = _put_aside(path)
    engine = make()
    try:
        migrate(engine)
        with engine.begin() as connection:
            for table, found in read.items():
                rows.add(connection, table, found)
    finally:
        engine.dispose()
    saved = f"{len(read[answers])} answers and {len(read[requests])} lines of the account"
    return f"The store was damaged and is now {aside.name}; what could still be read of it was kept: {saved}."


def readable(broken: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    """Read a table from its beginning and from its end, each as far as it goes; none where there is no such table."""
    names = [row[1] for row in _rows(broken, f"PRAGMA table_info({table})")]
    front = _rows(broken, f"SELECT * FROM {table}")  # noqa: S608  (our names)
    back = _rows(broken, f"SELECT * FROM {table} ORDER BY rowid DESC")  # noqa: S608  (as above)
    return [dict(zip(names, row, strict=True)) for row in dict.fromkeys([*front, *reversed(back)])]


def _rows(broken: sqlite3.Connection, sql: str) -> list[tuple[Any, ...]]:
    """Give the rows before the first that cannot be read."""
    found: list[tuple[Any, ...]] = []
    with suppress(sqlite3.DatabaseError):
        found.extend(broken.execute(sql))
    return found


def runs_of(requests: Iterable[dict[str, Any]], folder: str) -> list[dict[str, Any]]:
    """Give the rows of runs again from those of their requests, in the order in which the runs first asked."""
    found: dict[str, dict[str, Any]] = {}
    for row in requests:
        run = found.setdefault(row["run"], {"run": row["run"], "folder": folder, "at": row["at"], "held": 0})
        run["held"] += row["held"]
    return list(found.values())


def _is_whole(row: dict[str, Any], table: Table) -> bool:
    """Tell whether a row can have been written by us: what is damaged may still be read, as nonsense."""
    return set(row) == set(table.columns.keys()) and all(
        table.columns[name].nullable if value is None else isinstance(value, table.columns[name].type.python_type | int)
        for name, value in row.items()
    )


def _put_aside(path: Path) -> Path:
    """Rename the file, never over one that was put aside before."""
    names = [path.with_suffix(".damaged"), *(path.with_suffix(f".damaged-{number}") for number in range(2, 1000))]
    aside = next(name for name in names if not name.exists())
    path.replace(aside)
    for journal in ("-wal", "-shm"):
        path.with_name(path.name + journal).unlink(missing_ok=True)
    return aside
