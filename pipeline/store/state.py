"""The state of one output folder in SQLite: ``<output>/.briefs/state.sqlite``."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pipeline.errors import PublishError, SettingsError
from pipeline.store.records import Done, Seen, State, Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

FILE = "state.sqlite"

# One script for each version of the layout; ``PRAGMA user_version`` counts those that have run.
MIGRATIONS = (
    """
    CREATE TABLE seen (
        path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, inode INTEGER NOT NULL,
        sha256 TEXT NOT NULL, shown TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE done (
        sha256 TEXT PRIMARY KEY, path TEXT NOT NULL, shown TEXT NOT NULL, fingerprint TEXT NOT NULL,
        state TEXT NOT NULL, stem TEXT, headline TEXT, kind TEXT, reason TEXT, remedy TEXT, page INTEGER,
        outputs TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    """,
)
_COLUMNS = ", ".join(Done._fields)
_PLACES = ", ".join("?" * len(Done._fields))


class Store:
    """The open state of one output folder.

    Every method that changes something is one transaction, and raises ``PublishError`` where it cannot be written.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the state kept in ``folder``, made where it is missing.

        A file that is damaged is put aside and an empty state begun: that costs work and no output. Raises
        ``SettingsError`` where a newer version of the program has written it.
        """
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / FILE
        try:
            return cls(_connected(path))
        except sqlite3.OperationalError as error:
            raise SettingsError(
                f"the state cannot be opened: {error}", path=path.as_posix(), remedy="check the rights of that folder"
            ) from error
        except sqlite3.DatabaseError:
            path.replace(path.with_suffix(".damaged"))
            for beside in (f"{FILE}-wal", f"{FILE}-shm"):
                (folder / beside).unlink(missing_ok=True)
            return cls(_connected(path))

    @classmethod
    def glance(cls, folder: Path) -> Self:
        """Open a copy of the state in memory, for a look that changes nothing on disk. Empty where there is none."""
        copy = sqlite3.connect(":memory:", isolation_level=None)
        path = folder / FILE
        if path.is_file():
            try:
                _read_into(copy, path)
            except (sqlite3.DatabaseError, OSError):
                copy.close()
                copy = sqlite3.connect(":memory:", isolation_level=None)
        return cls(_migrated(copy, path))

    def close(self) -> None:
        """Close the state."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def seen(self) -> dict[str, Seen]:
        """Give every file seen, by path relative to the output folder."""
        return {path: Seen(*rest) for path, *rest in self._connection.execute("SELECT * FROM seen")}

    def see(self, files: Iterable[tuple[str, Seen]]) -> None:
        """Remember files, in one transaction."""
        rows = [(path, *seen) for path, seen in files]
        if rows:
            with self._transaction():
                self._connection.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?)", rows)

    def done(self) -> dict[str, Done]:
        """Give what became of every document, by hash."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM done")  # noqa: S608  (names of our own columns)
        return {row[0]: _done(row) for row in rows}

    def keep(self, done: Done) -> None:
        """Remember what became of one document, instead of what was known of it."""
        row = (*done[:-1], json.dumps([list(written) for written in done.outputs]))
        with self._transaction():
            self._connection.execute(
                f"INSERT OR REPLACE INTO done ({_COLUMNS}) VALUES ({_PLACES})",  # noqa: S608  (our own columns)
                row,
            )

    def forget(self, sha256s: Iterable[str]) -> None:
        """Forget documents."""
        with self._transaction():
            self._connection.executemany("DELETE FROM done WHERE sha256 = ?", [(sha256,) for sha256 in sha256s])

    def note(self, key: str) -> str | None:
        """Give what was noted under ``key``."""
        row = self._connection.execute("SELECT value FROM note WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_note(self, key: str, value: str) -> None:
        """Note ``value`` under ``key``."""
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (key, value))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """BEGIN IMMEDIATE to COMMIT; sqlite3's own transactions would begin only before a write."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise PublishError(f"the state of the run cannot be written: {error}") from error


def _read_into(copy: sqlite3.Connection, path: Path) -> None:
    """Copy the state at ``path``, writing nothing beside it, as SQLite would even to read a file in WAL mode."""
    journals = [path.with_name(f"{FILE}-wal"), path.with_name(f"{FILE}-shm")]
    if not any(journal.exists() for journal in journals):
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)) as original:
            original.backup(copy)
        return
    with tempfile.TemporaryDirectory() as folder:
        for file in (path, *journals):
            if file.exists():
                shutil.copyfile(file, Path(folder, file.name))
        with closing(sqlite3.connect(Path(folder, FILE))) as original:
            original.backup(copy)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # NORMAL may lose the last commits when the power goes; the work is then done again, to the same bytes.
        connection.execute("PRAGMA synchronous = NORMAL")
        return _migrated(connection, path)
    except (sqlite3.DatabaseError, SettingsError):
        connection.close()
        raise


def _migrated(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise SettingsError(
            "the state was written by a newer version of this program",
            path=path.as_posix(),
            remedy="update the program, or delete that file: the documents are then worked on again",
        )
    for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
        connection.executescript(f"BEGIN; {script} PRAGMA user_version = {number}; COMMIT;")
    return connection


def _done(row: tuple[object, ...]) -> Done:
    values = dict(zip(Done._fields, row, strict=True))
    outputs = tuple(Written(*written) for written in json.loads(str(values["outputs"])))
    return Done(**{**values, "state": State(str(values["state"])), "outputs": outputs})  # type: ignore[arg-type]  # STRICT tables hold these types
