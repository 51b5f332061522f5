"""Flows found by the tables and read from where their lines stand."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.loop.kept.tables import hedges, put_given
from pipeline.loop.kinds import WEAKEST_FIRST, strength_rank
from pipeline.loop.legs import Amount, Couple, Given, Leg, added, can_close, couple
from pipeline.loop.records import Size, Source
from pipeline.records import Binding

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pipeline.loop.kept.files import Files
    from pipeline.loop.records import Edge

_FIRM = strength_rank(Binding.FIRM)
_SIZE = set(Size.model_fields)


class Flows:
    """The flows of a kept map. ``fresh`` are those by their ids whose lines are not written yet.

    It is what circles are looked for in, too.
    """

    def __init__(self, base: sqlite3.Connection, old: Files) -> None:
        self._base, self._old = base, old
        self.fresh: dict[str, Edge] = {}
        self._couples: dict[tuple[str, str], Couple | None] = {}

    def where(self, condition: str, *values: object) -> list[Edge]:
        """Give the flows of which something is true, which is written by this package alone."""
        sql = f"SELECT id, giver, at, length, share FROM edge WHERE {condition}"  # noqa: S608
        return [self._read(*row) for row in self._base.execute(sql, values).fetchall()]

    def ids(self, wanted: Collection[str]) -> list[Edge]:
        """Give the flows with these ids."""
        return self.where("id IN (SELECT value FROM json_each(?))", json.dumps(sorted(wanted)))

    def _read(self, each: str, giver: str, at: int, length: int, share: int) -> Edge:
        known = self.fresh.get(each)
        return self._old.edge(giver, at, length, share=bool(share)) if known is None else known

    def sources(self, of: Iterable[str]) -> Mapping[str, Source]:
        """Give the documents, read when they are asked for."""
        return _Sources(self._base, of)

    # ------------------------------------------------------------------ legs of circles
    def strongest(self, number: int) -> list[Leg]:
        """Give the best leg from each party to another, the strongest and largest first, at most so many."""
        sql = (
            "SELECT edge, giver, taker, strength, value, unit, hedge FROM leg "
            "ORDER BY strength DESC, unknown, size DESC, edge LIMIT ?"
        )
        return [
            Leg(edge, giver, taker, WEAKEST_FIRST[strength], None if value is None else _size(value, unit, hedge))
            for edge, giver, taker, strength, value, unit, hedge in self._base.execute(sql, (number,))
        ]

    def couple(self, one: str, other: str) -> Couple | None:
        """Give the circle of two parties, the best where there are several."""
        if (one, other) not in self._couples:
            ways = [self.where("giver=? AND taker=? AND closes", *pair) for pair in ((one, other), (other, one))]
            self._couples[one, other] = couple(*(list(filter(can_close, flows)) for flows in ways))
        return self._couples[one, other]

    def given(self) -> Iterator[Given]:
        """Give what each party gives, by currency and whether it is firm."""
        for giver, unit, firm, total, flows in self._base.execute("SELECT * FROM given"):
            yield Given(giver, unit, bool(firm), Decimal(total), flows)

    def amounts(self, one: str, other: str) -> list[Amount]:
        """Give how much each flow from one party to another moves."""
        return self._amounts("giver=? AND taker=?", one, other)

    def add_up(self, givers: Iterable[str]) -> None:
        """Write down anew what parties give."""
        for giver in givers:
            self._base.execute("DELETE FROM given WHERE giver=?", (giver,))
            put_given(self._base, added(giver, self._amounts("giver=?", giver)))

    def _amounts(self, condition: str, *values: str) -> list[Amount]:
        sql = f"SELECT unit, value, strength FROM edge WHERE {condition} AND closes"  # noqa: S608  (written here alone)
        return [
            Amount(unit, Decimal(value or 0), strength >= _FIRM)
            for unit, value, strength in self._base.execute(sql, values)
        ]


class _Sources(dict[str, Source]):
    """Documents by their sha256, each read when it is first asked for."""

    def __init__(self, base: sqlite3.Connection, known: Iterable[str]) -> None:
        super().__init__()
        self._base, self._known = base, frozenset(known)

    def __missing__(self, sha256: str) -> Source:
        sql = "SELECT source FROM doc INDEXED BY doc_sha WHERE sha=?"
        (told,) = self._base.execute(sql, (sha256,)).fetchone()
        self[sha256] = Source.model_validate_json(told)
        return self[sha256]


def _size(value: str, unit: str, hedge: int) -> Size:
    return Size.model_construct(_SIZE, value=Decimal(value), unit=unit, **hedges(hedge))
