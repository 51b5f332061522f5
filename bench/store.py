"""The work of the store for each request to a model, in processor time: kept, reserve, settle, keep.

``python -m bench.store`` measures a file in a temporary folder; with ``BRIEFS_STORE_URL`` a PostgreSQL database, in
which it leaves its rows behind.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel

from pipeline.records import Message, Question
from pipeline.store import Place, Shelf

_REQUESTS = 2000
_TIME = time.time()  # a database may hold the rows of an earlier time
_ANSWER = '{"deals": [' + ", ".join('{"quote": "purchase commitments of $4.5 billion"}' for _ in range(60)) + "]}"


class Shape(BaseModel):
    """What an answer looks like; the store never looks."""

    deals: list[str]


def main() -> None:
    """Print one line for answers in the open and one for sealed ones."""
    for seal in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            place = Place(Path(folder), os.environ.get("BRIEFS_STORE_URL", ""), seal=seal)
            with Shelf.open(place) as shelf:
                _request(shelf, "first", seal)  # what is loaded and compiled once is no part of a request
                processor, wall = _measured(shelf, seal)
        kind = "sealed" if seal else "open"
        print(f"{kind:8}{processor * 1000:6.2f} ms of processor time, {wall * 1000:6.2f} ms in all, for each request")


def _request(shelf: Shelf, name: str, seal: bool) -> None:
    words = f"{name} {'words of a passage ' * 500}"
    question = Question(messages=(Message(role="user", text=words),), shape=Shape, stage="extract", document="a.pdf")
    key = f"{_TIME} {seal} {name}"
    if shelf.kept(key, words) is not None:
        raise AssertionError(key)
    number = shelf.reserve(f"bench {_TIME}", question, "model", Decimal("0.001"), Decimal(1000), 3000, "2026-01-01")
    shelf.settle(number, "paid", Decimal("0.0005"), Decimal("0.0005"), 3000, 1000, 400)
    shelf.keep(key, words, _ANSWER, "model")


def _measured(shelf: Shelf, seal: bool) -> tuple[float, float]:
    """Give seconds of processor time of this process and seconds of the clock, each for one request."""
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    for number in range(_REQUESTS):
        _request(shelf, str(number), seal)
    after, ended = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent / _REQUESTS, (ended - began) / _REQUESTS


if __name__ == "__main__":
    main()
