"""Answers kept and money spent, in one SQLite file: nothing answered is paid for twice, nothing paid is unlisted.

Money inside the file is in whole billionths of a US dollar, so that sums are exact and SQLite can make them.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, NamedTuple, Self

from pipeline.errors import OverBudget

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from pipeline.records import Question

FILE = "model.sqlite"
_NANO = Decimal(1_000_000_000)
_TABLES = """
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, text TEXT NOT NULL, model TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS runs (run TEXT PRIMARY KEY, held INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS requests (
  id INTEGER PRIMARY KEY, run TEXT NOT NULL, at TEXT NOT NULL,
  document TEXT NOT NULL, passage TEXT NOT NULL, stage TEXT NOT NULL, model TEXT NOT NULL,
  state TEXT NOT NULL, held INTEGER NOT NULL, cost INTEGER, prices TEXT NOT NULL,
  sent INTEGER NOT NULL, cached INTEGER NOT NULL DEFAULT 0, answered INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS requests_of_run ON requests (run);
"""


class Cost(NamedTuple):
    """One line of the account: what one document, stage and model took in one run.

    ``usd`` is None where the model has no known price for any of it. ``lost`` requests were sent and not answered in
    time: the service may have charged for them.
    """

    run: str
    document: str
    stage: str
    model: str
    requests: int
    lost: int
    sent: int
    cached: int
    answered: int
    usd: Decimal | None


def _nano(usd: Decimal) -> int:
    return int((usd * _NANO).to_integral_value(ROUND_CEILING))


def _refuse_above(cap: Decimal | None, before: int, held: int) -> None:
    if cap is not None and before + held > _nano(cap):
        told = (f"{Decimal(nano) / _NANO:.4f}" for nano in (held, before))
        raise OverBudget("the next request could cost {} USD and {} of the {} USD allowed are taken".format(*told, cap))


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


class Shelf:
    """The file. Safe for threads of one process and for several processes."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._file = sqlite3.connect(folder / FILE, check_same_thread=False, timeout=60, isolation_level=None)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=NORMAL")
        self._file.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; everything in it is already safe."""
        with self._lock:
            self._file.close()

    def kept(self, key: str) -> tuple[str, str] | None:
        """Text and model of the answer kept under ``key``, if any."""
        with self._lock:
            row = self._file.execute("SELECT text, model FROM answers WHERE key = ?", (key,)).fetchone()
        return None if row is None else (row[0], row[1])

    def keep(self, key: str, text: str, model: str) -> None:
        """Keep a checked answer."""
        with self._lock:
            self._file.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", (key, text, model, _now()))

    def forget(self, key: str) -> None:
        """Drop an answer that turned out unusable."""
        with self._lock:
            self._file.execute("DELETE FROM answers WHERE key = ?", (key,))

    def reserve(
        self, run: str, question: Question, *, model: str, usd: Decimal, cap: Decimal | None, sent: int, prices: str
    ) -> int:
        """Set ``usd`` aside before sending; gives the number of the request. Raises OverBudget, having set nothing."""
        held = _nano(usd)
        with self._lock:
            self._file.execute("BEGIN IMMEDIATE")
            try:
                self._file.execute("INSERT OR IGNORE INTO runs VALUES (?, 0)", (run,))
                (before,) = self._file.execute("SELECT held FROM runs WHERE run = ?", (run,)).fetchone()
                _refuse_above(cap, before, held)
                self._file.execute("UPDATE runs SET held = held + ? WHERE run = ?", (held, run))
                asked = (run, _now(), question.document, question.passage, question.stage, model)
                row = self._file.execute(
                    "INSERT INTO requests (run, at, document, passage, stage, model, state, held, prices, sent)"
                    " VALUES (?, ?, ?, ?, ?, ?, 'reserved', ?, ?, ?)",
                    (*asked, held, prices, sent),
                )
                self._file.execute("COMMIT")
            except BaseException:
                self._file.execute("ROLLBACK")
                raise
        return int(row.lastrowid or 0)

    def settle(  # noqa: PLR0917  (one row, written once)
        self, number: int, state: str, charged: Decimal, cost: Decimal | None, sent: int, cached: int, answered: int
    ) -> None:
        """Replace the reservation: ``charged`` counts against the cap, ``cost`` is the known price or None."""
        now = _nano(charged)
        with self._lock:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.execute(
                "UPDATE runs SET held = held + ? - (SELECT held FROM requests WHERE id = ?)"
                " WHERE run = (SELECT run FROM requests WHERE id = ?)",
                (now, number, number),
            )
            self._file.execute(
                "UPDATE requests SET state = ?, held = ?, cost = ?, sent = ?, cached = ?, answered = ? WHERE id = ?",
                (state, now, None if cost is None else _nano(cost), sent, cached, answered, number),
            )
            self._file.execute("COMMIT")

    def held(self, run: str) -> Decimal:
        """US dollars that count against the run's cap: paid, lost and under way."""
        with self._lock:
            row = self._file.execute("SELECT held FROM runs WHERE run = ?", (run,)).fetchone()
        return Decimal(0) if row is None else Decimal(row[0]) / _NANO

    def costs(self, run: str | None = None) -> tuple[Cost, ...]:
        """Itemise the account of one run, or of all, in the order the runs were made."""
        with self._lock:
            rows = self._file.execute(
                "SELECT run, document, stage, model, COUNT(*), SUM(state = 'lost'), SUM(sent), SUM(cached),"
                " SUM(answered), SUM(cost) FROM requests WHERE (? IS NULL OR run = ?) AND state <> 'refused'"
                " GROUP BY run, document, stage, model ORDER BY MIN(id)",
                (run, run),
            ).fetchall()
        return tuple(Cost(*row)._replace(usd=None if row[-1] is None else Decimal(row[-1]) / _NANO) for row in rows)
