"""What has been done in one output folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Self

from pipeline.errors import PublishError
from pipeline.store.opening import glanced, opened
from pipeline.store.records import Done, Seen, State, Written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from pipeline.store.database import Database
    from pipeline.store.place import Place

_SEEN = "SELECT path, size, mtime_ns, inode, sha256, shown FROM briefs_seen WHERE folder = :folder"
_DONE = f"SELECT {', '.join(Done._fields)} FROM briefs_done WHERE folder = :folder"  # noqa: S608  (our own columns)
_NOTE = "SELECT value FROM briefs_notes WHERE folder = :folder AND key = :key"
_LEFT = """
    SELECT COUNT(*) FROM briefs_requests JOIN briefs_runs ON briefs_runs.run = briefs_requests.run
    WHERE briefs_requests.state = 'reserved' AND briefs_runs.folder = :folder AND NOT EXISTS
      (SELECT 1 FROM briefs_batch_items WHERE briefs_batch_items.reservation = briefs_requests.id)
"""


class Store:
    """The open state of one output folder.

    Every method that changes something is one transaction, and raises ``PublishError`` where it cannot be written.
    """

    def __init__(self, database: Database, *, seal: bool = False) -> None:
        self._database = database
        self._seal = seal

    @classmethod
    def open(cls, place: Place) -> Self:
        """Open the state of ``place``, made where it is missing. The caller holds the lock of the output folder.

        So every former run of the folder is over, and what it reserved and never settled is written down as lost: its
        request may have been answered, and the service may charge for it. Requests in a batch are still under way.
        Raises ``SettingsError`` where the store cannot be opened.
        """
        database = opened(place, whole=False)
        try:
            left = database.rows(_LEFT)
        except PublishError:  # damaged outside the state, which is all that was looked at
            database.close()
            database = opened(place, whole=True)
            left = database.rows(_LEFT)
        if left[0][0]:
            from pipeline.store.shelf import write_off  # noqa: PLC0415  (brings SQLAlchemy; only after a kill)

            write_off(database)
        return cls(database, seal=place.seal)

    @classmethod
    def glance(cls, place: Place) -> Self:
        """Open a copy of the state, for a look that leaves no trace. Empty where there is none."""
        return cls(glanced(place, state_only=True), seal=place.seal)

    @property
    def told(self) -> tuple[str, ...]:
        """What a person should know about how the store was opened, in whole sentences."""
        return self._database.told

    def close(self) -> None:
        """Close the state."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def seen(self) -> dict[str, Seen]:
        """Give every file seen, by path relative to the output folder."""
        return {path: Seen(*rest) for path, *rest in self._database.rows(_SEEN)}

    def see(self, files: Iterable[tuple[str, Seen]]) -> None:
        """Remember files, in one transaction."""
        self._put("briefs_seen", [{"path": path, **seen._asdict()} for path, seen in files])

    def done(self) -> dict[str, Done]:
        """Give what became of every document, by hash."""
        return {row[0]: _done(row) for row in self._database.rows(_DONE)}

    def keep(self, done: Done) -> None:
        """Remember what became of one document, instead of what was known of it."""
        row = {**done._asdict(), "outputs": json.dumps([list(written) for written in done.outputs])}
        if self._seal:
            row["headline"] = None  # it is words about the document, and often words of it
        self._put("briefs_done", [row])

    def forget(self, sha256s: Iterable[str]) -> None:
        """Forget documents."""
        from pipeline.store.layout import done  # noqa: PLC0415  (brings SQLAlchemy)

        with self._database.changing() as connection:
            for sha256 in sha256s:
                connection.execute(done.delete().where(done.c.folder == self._database.folder, done.c.sha256 == sha256))

    def note(self, key: str) -> str | None:
        """Give what was noted under ``key``."""
        found = self._database.rows(_NOTE, key=key)
        return str(found[0][0]) if found else None

    def set_note(self, key: str, value: str) -> None:
        """Note ``value`` under ``key``."""
        self._put("briefs_notes", [{"key": key, "value": value}])

    def _put(self, table: str, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        from pipeline.store.layout import LAYOUT  # noqa: PLC0415  (brings SQLAlchemy)
        from pipeline.store.rows import replace  # noqa: PLC0415  (as above)

        with self._database.changing() as connection:
            replace(connection, LAYOUT.tables[table], [{**row, "folder": self._database.folder} for row in rows])


def _done(row: tuple[object, ...]) -> Done:
    values = dict(zip(Done._fields, row, strict=True))
    outputs = tuple(Written(*written) for written in json.loads(str(values["outputs"])))
    return Done(**{**values, "state": State(str(values["state"])), "outputs": outputs})  # type: ignore[arg-type]  # the columns have these types
