"""The files an earlier version kept (``state.sqlite``, ``model.sqlite``), taken over once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from pipeline.store import layout, rows
from pipeline.store.mending import readable, runs_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Table

    from pipeline.store.database import Database

_STATE: dict[str, Table] = {"seen": layout.seen, "done": layout.done, "note": layout.notes}


def take_over(database: Database, files: Sequence[Path]) -> None:
    """Copy what the files hold, then remove them. Killed in between, the next opening does it again, to the same end.

    What the store already knows goes before what the files say. Of a damaged file all is taken that can be read.
    """
    for file in files:
        with closing(sqlite3.connect(file)) as former:
            read = {name: readable(former, name) for name in (*_STATE, "answers", "requests")}
        with database.changing() as connection:
            for name, table in _STATE.items():
                rows.add(connection, table, [{**row, "folder": database.folder} for row in read[name]])
            rows.add(connection, layout.answers, [{"sealed": None, **row} for row in read["answers"]])
            known = set(connection.execute(layout.runs.select().with_only_columns(layout.runs.c.run)).scalars())
            asked = [row for row in read["requests"] if row["run"] not in known]
            rows.add(connection, layout.runs, runs_of(asked, database.folder))
            rows.add(connection, layout.requests, [_request(row) for row in asked])
        for suffix in ("", "-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)


def _request(row: dict[str, Any]) -> dict[str, Any]:
    """Give a request without its number, which may be another's by now."""
    return {**{name: value for name, value in row.items() if name != "id"}, "batched": False}
