"""One opened database. Light: a file is looked at through sqlite3; SQLAlchemy is loaded by the first change."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pipeline.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from tempfile import TemporaryDirectory

    from sqlalchemy import Connection, Engine


class Database:
    """``folder`` names the rows of one output folder, ``told`` are sentences about opening that a person should read.

    ``light`` reads a file at the newest layout without SQLAlchemy, and is None for a server. ``temporary`` is the
    folder of a copy, gone once it is closed. Every method raises ``PublishError`` where the database cannot be read or
    written. What is changed while ``dry`` is undone at once.
    """

    def __init__(
        self,
        make: Callable[[], Engine],
        *,
        light: sqlite3.Connection | None = None,
        folder: str = "",
        told: tuple[str, ...] = (),
        temporary: TemporaryDirectory[str] | None = None,
        dry: bool = False,
    ) -> None:
        self._make = make
        self._made: Engine | None = None
        self._light = light
        self._temporary = temporary
        self._dry = dry
        self._lock = threading.Lock()
        self.folder = folder
        self.told = told

    @property
    def engine(self) -> Engine:
        """The database through SQLAlchemy."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    def rows(self, sql: str, **values: str) -> list[tuple[Any, ...]]:
        """Read with plain SQL that both databases understand; ``:folder`` is known."""
        values["folder"] = self.folder
        if self._light is not None:
            with faults("read"):
                return self._light.execute(sql, values).fetchall()
        from sqlalchemy import text  # noqa: PLC0415  (a file is read without)

        with self.looking() as connection:
            return [tuple(row) for row in connection.execute(text(sql), values)]

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """Read in one transaction."""
        from pipeline.store.engine import READS  # noqa: PLC0415  (brings SQLAlchemy)

        with faults("read"), self.engine.execution_options(**{READS: True}).connect() as connection:
            yield connection

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Change in one transaction, undone where it is left by an error."""
        with faults("written"), self.engine.begin() as connection:
            yield connection
            if self._dry:
                connection.rollback()

    def close(self) -> None:
        """Close all connections; what was committed is safe."""
        if self._light is not None:
            self._light.close()
        if self._light is None or self._made is not None:
            self.engine.dispose()  # a server's has been used since it was opened
        if self._temporary is not None:
            self._temporary.cleanup()


@contextmanager
def faults(done: str) -> Iterator[None]:
    """Turn what the database raises into a ``PublishError`` without any of the values it was given."""
    try:
        yield
    except sqlite3.Error as error:
        raise PublishError(f"the store cannot be {done}: {error}") from error
    except Exception as error:
        # SQLAlchemy is asked by name, because loading it to compare classes would cost who never needed it.
        if not type(error).__module__.startswith("sqlalchemy."):
            raise
        raise PublishError(f"the store cannot be {done}: {said(error)}") from error


def said(error: Exception) -> str:
    """Give the first line of what the driver said; the next ones may quote values."""
    told = str(getattr(error, "orig", None) or error).strip()
    return told.splitlines()[0] if told else type(error).__name__
