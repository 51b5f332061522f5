"""What is kept of asking a model: answers, money, batches, abilities. The protocol is ``records.keeping.Shelf``.

One transaction for each method, so that a process killed at any moment leaves nothing half, and nothing it was told
is done is lost. Money is reserved and compared with the cap in one statement, which the database makes one process
after the other.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_CEILING, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Integer, bindparam, cast, func, select

from pipeline.errors import OverBudget
from pipeline.records.keeping import Batch, BatchItem, BatchState, Cost
from pipeline.store import rows
from pipeline.store.layout import abilities, answers, batch_items, batches, requests, runs
from pipeline.store.opening import glanced, opened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from sqlalchemy import Connection

    from pipeline.records import Question
    from pipeline.store.database import Database
    from pipeline.store.place import Place

_NANO = Decimal(1_000_000_000)

# Written once, so that SQLAlchemy compiles each once.
_KEPT = select(answers.c.text, answers.c.sealed, answers.c.model).where(answers.c.key == bindparam("key"))
_FORGET = answers.delete().where(answers.c.key == bindparam("gone"))
_HELD = select(runs.c.held).where(runs.c.run == bindparam("run"))
_RESERVED = requests.insert().returning(requests.c.id)
_OWN = select(requests.c.run, requests.c.held).where(requests.c.id == bindparam("number"))
_TURN = runs.update().where(runs.c.run == bindparam("of_run")).values(held=runs.c.held + bindparam("more"))
_SETTLED = ("state", "held", "cost", "sent", "cached", "answered")
_SETTLE = (
    requests.update()
    .where(requests.c.id == bindparam("number"))
    .values({name: bindparam(f"is_{name}") for name in _SETTLED})
)
_IN_A_BATCH = select(batch_items.c.id).where(batch_items.c.reservation == requests.c.id)
_OPEN = requests.c.state == "reserved"
_UNPRICED = requests.c.state.in_(("paid", "lost")) & requests.c.cost.is_(None)
_PAID = select(func.sum(requests.c.cost), func.sum(cast(_UNPRICED, Integer))).where(requests.c.run == bindparam("run"))
_COSTS = (
    select(
        requests.c.run,
        func.min(requests.c.at),
        requests.c.document,
        requests.c.stage,
        requests.c.model,
        func.count(),
        func.sum(cast(requests.c.state == "lost", Integer)),
        func.sum(cast(requests.c.batched, Integer)),
        func.sum(requests.c.sent),
        func.sum(requests.c.cached),
        func.sum(requests.c.answered),
        func.sum(cast(_OPEN, Integer)),
        func.sum(cast(_UNPRICED, Integer)),
        func.sum(requests.c.cost),
    )
    .join(runs, runs.c.run == requests.c.run)
    .where(requests.c.state != "refused")
    .group_by(runs.c.id, requests.c.run, requests.c.document, requests.c.stage, requests.c.model)
    .order_by(runs.c.id, func.min(requests.c.id))
)
_COUNTED = ("requests", "lost", "batched", "sent", "cached", "answered", "open", "unpriced")
_ABILITY = select(abilities.c.manner).where(
    abilities.c.endpoint == bindparam("endpoint"), abilities.c.model == bindparam("model")
)
_TAKE = batch_items.delete().where(batch_items.c.batch == bindparam("name"), batch_items.c.key == bindparam("taken"))


class Shelf:
    """The open store of answers and money. Safe for threads of one process and for several processes.

    Every method raises ``PublishError`` where the store cannot be read or written.
    """

    def __init__(self, database: Database, *, seal: bool = False) -> None:
        self._database = database
        self._seal = seal

    @classmethod
    def open(cls, place: Place) -> Self:
        """Open the shelf of ``place``, made where it is missing; all of a file is looked at for damage.

        Raises ``SettingsError`` where it cannot be opened.
        """
        return cls(opened(place, whole=True), seal=place.seal)

    @classmethod
    def glance(cls, place: Place) -> Self:
        """Open a copy, for a look that leaves no trace."""
        return cls(glanced(place, state_only=False), seal=place.seal)

    @property
    def told(self) -> tuple[str, ...]:
        """What a person should know about how the store was opened, in whole sentences."""
        return self._database.told

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the store; everything in it is already safe."""
        self._database.close()

    # --- answers -------------------------------------------------------------------------------------------------

    def kept(self, key: str, secret: str) -> tuple[str, str] | None:
        """Text and model of the answer kept under ``key``; None also where ``secret`` does not open it."""
        with self._database.looking() as connection:
            row = connection.execute(_KEPT, {"key": key}).one_or_none()
        if row is None:
            return None
        text, sealed, model = row
        if sealed is not None:
            from pipeline.store.seal import unsealed  # noqa: PLC0415  (brings cryptography)

            text = unsealed(bytes(sealed), secret, key)
        return None if text is None else (text, model)

    def keep(self, key: str, secret: str, text: str, model: str) -> None:
        """Keep an answer that was judged good."""
        row: dict[str, Any] = {"key": key, "text": text, "sealed": None, "model": model, "at": _now()}
        if self._seal:
            from pipeline.store.seal import sealed  # noqa: PLC0415  (brings cryptography)

            row |= {"text": None, "sealed": sealed(text, secret, key)}
        with self._database.changing() as connection:
            rows.replace(connection, answers, [row])

    def forget(self, key: str) -> None:
        """Drop an answer that turned out unusable."""
        with self._database.changing() as connection:
            connection.execute(_FORGET, {"gone": key})

    # --- money ---------------------------------------------------------------------------------------------------

    def reserve(  # noqa: PLR0917  (one row, written once)
        self, run: str, question: Question, model: str, usd: Decimal, cap: Decimal | None, sent: int, prices: str,
        *, batched: bool = False,
    ) -> int:  # fmt: skip
        """Set ``usd`` aside before sending; gives the number of the request. Raises OverBudget, having set nothing."""
        held, at = _nano(usd), _now()
        request = {
            "run": run,
            "at": at,
            "document": question.document,
            "passage": question.passage,
            "stage": question.stage,
            "model": model,
            "state": "reserved",
            "batched": batched,
            "held": held,
            "prices": prices,
            "sent": sent,
            "cached": 0,
            "answered": 0,
        }
        with self._database.changing() as connection:
            self._hold(connection, {"run": run, "folder": self._database.folder, "at": at, "held": held}, cap)
            return int(connection.execute(_RESERVED, request).scalar_one())

    @staticmethod
    def _hold(connection: Connection, row: dict[str, Any], cap: Decimal | None) -> None:
        """Add to what the run holds, in the same step in which it is compared with the cap."""
        most = None if cap is None else _nano(cap)
        if most is not None and row["held"] > most:
            held = None
        else:
            adding = _holding(connection.dialect.name, capped=most is not None)
            held = connection.execute(adding, row if most is None else {**row, "most": most}).scalar_one_or_none()
        if held is None:
            before = connection.execute(_HELD, {"run": row["run"]}).scalar_one_or_none() or 0
            told = (f"{Decimal(nano) / _NANO:.4f}" for nano in (row["held"], before))
            raise OverBudget(
                "the next request could cost {} USD and {} of the {} USD allowed are taken".format(*told, cap)
            )

    def settle(  # noqa: PLR0917  (as above)
        self, number: int, state: str, charged: Decimal, cost: Decimal | None, sent: int, cached: int, answered: int
    ) -> None:
        """Replace the reservation: ``charged`` counts against the cap, ``cost`` is the known price or None."""
        now = _nano(charged)
        values = (state, now, None if cost is None else _nano(cost), sent, cached, answered)
        row = {f"is_{name}": value for name, value in zip(_SETTLED, values, strict=True)}
        with self._database.changing() as connection:
            run, before = connection.execute(_OWN, {"number": number}).one()
            connection.execute(_TURN, {"of_run": run, "more": now - before})
            connection.execute(_SETTLE, {"number": number, **row})

    def held(self, run: str) -> Decimal:
        """US dollars that count against the run's cap: paid, lost and under way."""
        with self._database.looking() as connection:
            return _usd(connection.execute(_HELD, {"run": run}).scalar_one_or_none() or 0)

    def paid(self, run: str) -> Decimal | None:
        """US dollars that what is settled of a run has cost; None where a price is not known."""
        with self._database.looking() as connection:
            cost, unpriced = connection.execute(_PAID, {"run": run}).one()
        return None if unpriced else _usd(cost or 0)

    def costs(self, run: str | None = None) -> tuple[Cost, ...]:
        """Itemise the account of one run, or of all of this output folder, in the order the runs were made."""
        chosen = runs.c.folder == self._database.folder if run is None else runs.c.run == run
        with self._database.looking() as connection:
            found = connection.execute(_COSTS.where(chosen)).all()
        return tuple(_cost(*row) for row in found)

    # --- batches -------------------------------------------------------------------------------------------------

    def save(self, batch: Batch) -> None:
        """Write a batch down, in place of what was known of it under its name; ``items`` only once."""
        row = {**batch._asdict(), "state": batch.state.value, "folder": self._database.folder}
        del row["items"]
        items = [{"batch": batch.name, **item._asdict()} for item in batch.items]
        with self._database.changing() as connection:
            changed = connection.execute(batches.update().where(batches.c.name == batch.name).values(row))
            if not changed.rowcount:
                connection.execute(batches.insert(), row)
                if items:
                    connection.execute(batch_items.insert(), items)

    def batches(self, *states: BatchState) -> tuple[Batch, ...]:
        """The batches of this output folder in these states, all where none is named, oldest first."""
        wanted = states or tuple(BatchState)
        known = batches.select().where(batches.c.folder == self._database.folder, batches.c.state.in_(wanted))
        items = batch_items.select().where(batch_items.c.batch.in_(known.with_only_columns(batches.c.name)))
        with self._database.looking() as connection:
            found = connection.execute(known.order_by(batches.c.id)).mappings().all()
            inside = connection.execute(items.order_by(batch_items.c.id)).all()
        of: dict[str, list[BatchItem]] = {row["name"]: [] for row in found}
        for item in inside:
            of[item.batch].append(BatchItem(item.key, item.reservation))
        return tuple(_batch(dict(row), of[row["name"]]) for row in found)

    def take(self, name: str, keys: Iterable[str]) -> None:
        """Strike items whose answers were taken in, or that will be asked another way."""
        gone = [{"name": name, "taken": key} for key in keys]
        if gone:
            with self._database.changing() as connection:
                connection.execute(_TAKE, gone)

    # --- abilities -----------------------------------------------------------------------------------------------

    def ability(self, endpoint: str, model: str) -> str | None:
        """How a shape is best asked for there, as noted; None where nothing is known."""
        with self._database.looking() as connection:
            manner = connection.execute(_ABILITY, {"endpoint": endpoint, "model": model}).scalar_one_or_none()
        return None if manner is None else str(manner)

    def note_ability(self, endpoint: str, model: str, manner: str) -> None:
        """Note how a shape is best asked for there."""
        with self._database.changing() as connection:
            rows.replace(connection, abilities, [{"endpoint": endpoint, "model": model, "manner": manner}])


@cache
def _holding(dialect: str, *, capped: bool) -> Any:
    """Give the statement that adds to what a run holds; where ``capped``, only if that stays within ``most``."""
    statement = rows.insert(runs, dialect)
    total = runs.c.held + statement.excluded.held
    fits = total <= bindparam("most") if capped else None
    adding = statement.on_conflict_do_update(index_elements=["run"], set_={"held": total}, where=fits)
    return adding.returning(runs.c.held)


def write_off(database: Database) -> None:
    """Write down as lost what runs of this folder reserved and never settled, all of which are over.

    Nobody knows whether those requests were answered, so the whole of what was set aside is taken for their cost.
    """
    over = select(runs.c.run).where(runs.c.folder == database.folder)
    left = (requests.c.state == "reserved") & requests.c.run.in_(over) & ~_IN_A_BATCH.exists()
    with database.changing() as connection:
        connection.execute(requests.update().where(left).values(state="lost", cost=requests.c.held))


def _nano(usd: Decimal) -> int:
    return int((usd * _NANO).to_integral_value(ROUND_CEILING))


def _usd(nano: Any) -> Decimal:
    return Decimal(int(nano)) / _NANO


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _cost(run: str, at: str, document: str, stage: str, model: str, *figures: Any) -> Cost:
    *counts, cost = figures
    told = dict(zip(_COUNTED, map(int, counts), strict=True))
    return Cost(run, at, document, stage, model, **told, usd=None if cost is None else _usd(cost))


def _batch(row: dict[str, Any], items: list[BatchItem]) -> Batch:
    values = {name: row[name] for name in Batch._fields if name in row}
    return Batch(**{**values, "state": BatchState(row["state"]), "items": tuple(items)})
