"""The database through SQLAlchemy. Heavy: imported by the first change, never by a run with nothing to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, create_engine, event, text
from sqlalchemy.pool import QueuePool

from pipeline.store import migrations

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

READS = "briefs_reads"
"""Execution option of a connection that only reads, and so need not wait for who writes."""

_CONNECT_SECONDS = 20
_WAIT_SECONDS = 600.0
_MIGRATING = 7_218_003_441  # the number of our lock in PostgreSQL; any that nobody else uses


def file_engine(path: Path, busy_seconds: float) -> Engine:
    """Open a file.

    One connection, handed from thread to thread: SQLite lets one write at a time, and waiting here is fair and idle
    where SQLite itself would poll. Other processes are waited for up to ``busy_seconds``.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=_WAIT_SECONDS,
        connect_args={"timeout": busy_seconds, "check_same_thread": False},
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # sqlite3 would begin only before a write, too late for a read before it
        connection.execute("PRAGMA journal_mode = WAL")
        # NORMAL may lose the last commits when the power goes, never when the process is killed.
        connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get(READS)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def server_engine(url: URL) -> Engine:
    """Open a PostgreSQL database; raises what SQLAlchemy and psycopg raise, once it is used."""
    return create_engine(
        url,
        pool_size=4,
        max_overflow=0,
        pool_timeout=_WAIT_SECONDS,
        pool_pre_ping=True,  # a run may be silent for hours while a batch is worked on
        connect_args={"connect_timeout": _CONNECT_SECONDS},
        hide_parameters=True,
    )


def migrate(engine: Engine) -> None:
    """Bring the layout up to date, all of it or nothing; whoever else wants to do so at the same time waits."""
    from alembic import command  # noqa: PLC0415  (rare, and slow to load)
    from alembic.config import Config  # noqa: PLC0415  (as above)

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATING})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
