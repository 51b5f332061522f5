"""Killed at any moment: what was told to be done is done, and nothing is half."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from pipeline.store import Place, Shelf, Store
from tests.store import killed

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

ROUNDS = 6


def run_and_kill(place: Place, repository: Path, run: str, seconds: float) -> list[tuple[str, str]]:
    """Give what the process told before it was killed, ``seconds`` after the first line."""
    command = [sys.executable, killed.__file__, str(place.folder), place.url, run]
    environment = os.environ | {"PYTHONPATH": str(repository)}
    with subprocess.Popen(command, cwd=repository, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        rest = process.stdout.read()
    lines = (first + rest).splitlines()
    return [(what, which) for what, _, which in (line.partition(" ") for line in lines)]


def check(connection: Connection, told: list[tuple[str, str]], run: str) -> None:
    """Hold the tables to what was told."""
    rows = connection.execute(text("SELECT id, state, held, cost FROM briefs_requests WHERE run = :run"), {"run": run})
    requests = {str(number): (state, held, cost) for number, state, held, cost in rows}
    assert {which for what, which in told if what == "reserved"} <= set(requests)
    assert all(requests[which] == ("paid", 500_000, 500_000) for what, which in told if what == "settled")
    assert set(requests.values()) <= {("paid", 500_000, 500_000), ("reserved", 1_000_000, None)}
    assert len(requests) - sum(what == "reserved" for what, _ in told) in {0, 1}
    held = connection.execute(text("SELECT held FROM briefs_runs WHERE run = :run"), {"run": run}).scalar_one()
    assert held == sum(held for _, held, _ in requests.values())


def test_killed_at_any_moment_nothing_told_is_lost_and_nothing_is_half(
    place: Place, database: Any, repository: Path
) -> None:
    chance = random.Random(7)  # noqa: S311  (repeatable)
    with Shelf.open(place):  # made before, so that the rounds are about requests
        pass
    left = 0
    for number in range(ROUNDS):
        run = f"run{number}"
        told = run_and_kill(place, repository, run, chance.uniform(0, 0.15))
        assert told
        with database() as connection:
            check(connection, told, run)
            left += connection.execute(
                text("SELECT COUNT(*) FROM briefs_requests WHERE state = 'reserved' AND run = :run"), {"run": run}
            ).scalar_one()
            rows = connection.execute(text("SELECT key, text FROM briefs_answers")).all()
        kept = {key: found for key, found in rows}  # noqa: C416  (rows are no pairs to mypy)
        assert all(found == killed.answer(key) for key, found in kept.items())
        assert {which for what, which in told if what == "kept"} <= set(kept)
        with Shelf.open(place) as shelf:
            assert shelf.told == ()  # not damaged
    with Store.open(place), Shelf.open(place) as shelf:
        costs = shelf.costs()
        assert len(costs) == ROUNDS
        assert sum(cost.lost for cost in costs) == left
        paid = sum(cost.requests - cost.lost for cost in costs)
        assert sum((cost.usd or Decimal(0) for cost in costs), Decimal(0)) == (
            paid * Decimal("0.0005") + left * Decimal("0.001")
        )
        assert all(shelf.held(cost.run) == cost.usd for cost in costs)
