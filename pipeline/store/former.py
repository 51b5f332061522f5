"""The files an earlier version kept (``state.sqlite``, ``model.sqlite``), taken over once."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from pipeline.store import layout, rows
from pipeline.store.mending import readable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Table

    from pipeline.store.database import Database

_STATE: dict[str, Table] = {"seen": layout.seen, "done": layout.done, "note": layout.notes}


def take_over(database: Database, files: Sequence[Path]) -> None:
    """Copy what the files hold, then remove them. Killed in between, the next opening does it again, to the same end.

    What the store already knows goes before what the files say.
    """
    for file in files:
        with closing(sqlite3.connect(file)) as former:
            read = {name: readable(former, name) for name in (*_STATE, "answers", "runs", "requests")}
        with database.changing() as connection:
            for name, table in _STATE.items():
                rows.add(connection, table, [{**row, "folder": database.folder} for row in read[name]])
            rows.add(connection, layout.answers, [{"sealed": None, **row} for row in read["answers"]])
            known = set(connection.execute(layout.runs.select().with_only_columns(layout.runs.c.run)).scalars())
            asked = [row for row in read["requests"] if row["run"] not in known]
            rows.add(connection, layout.runs, _runs(read["runs"], asked, database.folder, known))
            rows.add(connection, layout.requests, [_request(row) for row in asked])
        for suffix in ("", "-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)


def _runs(
    runs: Sequence[dict[str, Any]], requests: Sequence[dict[str, Any]], folder: str, known: set[str]
) -> list[dict[str, Any]]:
    """Give the runs in the order in which they first asked, which the file told only through its requests."""
    began: dict[str, str] = {}
    for row in requests:
        began.setdefault(row["run"], row["at"])
    held = {row["run"]: row["held"] for row in runs}
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    ordered = [*began, *(run for run in held if run not in began and run not in known)]
    return [
        {"run": run, "folder": folder, "at": began.get(run, now), "held": held.get(run, 0)} for run in ordered
    ]  # fmt: skip


def _request(row: dict[str, Any]) -> dict[str, Any]:
    return {**{name: value for name, value in row.items() if name != "id"}, "batched": False}
