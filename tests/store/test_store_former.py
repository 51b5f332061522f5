"""The files of earlier versions, taken over once and removed."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.store import Done, Place, Seen, Shelf, State, Store, Written

if TYPE_CHECKING:
    from pathlib import Path

STATE = """
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
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
"""
MODEL = """
CREATE TABLE answers (key TEXT PRIMARY KEY, text TEXT NOT NULL, model TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE runs (run TEXT PRIMARY KEY, held INTEGER NOT NULL);
CREATE TABLE requests (
  id INTEGER PRIMARY KEY, run TEXT NOT NULL, at TEXT NOT NULL,
  document TEXT NOT NULL, passage TEXT NOT NULL, stage TEXT NOT NULL, model TEXT NOT NULL,
  state TEXT NOT NULL, held INTEGER NOT NULL, cost INTEGER, prices TEXT NOT NULL,
  sent INTEGER NOT NULL, cached INTEGER NOT NULL DEFAULT 0, answered INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX requests_of_run ON requests (run);
PRAGMA journal_mode = WAL;
"""
OUTPUTS = '[["ALDR/x.md", 10, 20, "ab"], ["ALDR/x.json", 11, 21]]'


@pytest.fixture
def former(place: Place) -> Place:
    place.folder.mkdir(parents=True)
    for name, script in (("state.sqlite", STATE), ("model.sqlite", MODEL)):
        with sqlite3.connect(place.folder / name) as file:
            file.executescript(script)
            if name == "state.sqlite":
                file.execute("INSERT INTO seen VALUES ('../a.pdf', 1, 2, 3, 'ab', 'a.pdf')")
                row = ("ab", "../a.pdf", "a.pdf", "f", "partial", "ALDR/x", "h", None, "r", None, 4, OUTPUTS)
                file.execute("INSERT INTO done VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
                file.execute("INSERT INTO note VALUES ('code', '{}')")
            else:
                answers = [(f"k{number}", f"text {number}", "m", "2026-01-01") for number in range(3000)]
                file.executemany("INSERT INTO answers VALUES (?, ?, ?, ?)", answers)
                file.executemany("INSERT INTO runs VALUES (?, ?)", [("late", 500_000_000), ("early", 3)])
                request = "INSERT INTO requests VALUES (?, ?, ?, 'a', 'p', 'extract', 'm', ?, ?, ?, 'd', 900, 400, 50)"
                file.execute(request, (1, "early", "2026-01-01", "paid", 1, 1))
                file.execute(request, (2, "early", "2026-01-01", "paid", 2, None))
                file.execute(request, (3, "late", "2026-02-01", "reserved", 500_000_000, None))
        file.close()
    return place


def check(place: Place) -> None:
    with Store.open(place) as store, Shelf.open(place) as shelf:
        assert store.seen() == {"../a.pdf": Seen(1, 2, 3, "ab", "a.pdf")}
        assert store.note("code") == "{}"
        outputs = (Written("ALDR/x.md", 10, 20, "ab"), Written("ALDR/x.json", 11, 21))
        assert store.done() == {
            "ab": Done(
                "ab", "../a.pdf", "a.pdf", "f", State.PARTIAL, "ALDR/x", "h", None, "r", None, 4, outputs
            )
        }  # fmt: skip
        assert all(shelf.kept(f"k{number}", "s") == (f"text {number}", "m") for number in range(0, 3000, 7))
        early, late = shelf.costs()
        assert (early.run, early.requests, early.usd, early.sent) == ("early", 2, Decimal("1e-9"), 1800)
        assert (late.run, late.requests, late.lost, late.usd) == ("late", 1, 1, Decimal("0.5"))
        assert (shelf.held("early"), shelf.held("late")) == (Decimal("3e-9"), Decimal("0.5"))
    assert not [path.name for path in place.folder.iterdir() if path.name.startswith(("state", "model"))]


def test_former_files_are_taken_over_and_removed(former: Place) -> None:
    check(former)
    check(former)


def test_a_glance_sees_former_files_and_leaves_them(former: Place) -> None:
    before = sorted(path.name for path in former.folder.iterdir())
    with Store.glance(former) as store:
        assert len(store.done()) == (0 if former.url else 1)  # a server knows nothing of them before the first run
    assert sorted(path.name for path in former.folder.iterdir()) == before
    check(former)


def test_what_the_store_knows_goes_before_what_a_former_file_says(former: Place) -> None:
    kept = {path: path.read_bytes() for path in former.folder.iterdir()}
    with Store.open(former) as store, Shelf.open(former) as shelf:
        store.set_note("code", "newer")
        shelf.keep("k7", "s", "newer", "m")
    for path, content in kept.items():
        path.write_bytes(content)  # as if it had been killed before they were removed
    with Store.open(former) as store, Shelf.open(former) as shelf:
        assert store.note("code") == "newer"
        assert shelf.kept("k7", "s") == ("newer", "m")
        assert [cost.requests for cost in shelf.costs()] == [2, 1]


def test_a_damaged_former_file_gives_what_can_be_read(former: Place) -> None:
    path = former.folder / "model.sqlite"
    middle = path.stat().st_size // 2 // 4096 * 4096
    with path.open("r+b") as file:
        file.seek(middle)
        file.write(random.Random(1).randbytes(4096 * 2))  # noqa: S311  (repeatable)
    with Shelf.open(former) as shelf:
        kept = sum(shelf.kept(f"k{number}", "s") == (f"text {number}", "m") for number in range(3000))
    assert 2000 < kept <= 3000


_OPEN = "import sys; from pathlib import Path; from pipeline.store import Place, Shelf; Shelf.open(Place(Path(sys.argv[1]), sys.argv[2]))"  # noqa: E501


def test_killed_while_taking_over_the_next_opening_ends_it(former: Place, repository: Path) -> None:
    chance = random.Random(4)  # noqa: S311  (repeatable)
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", _OPEN, str(former.folder), former.url], cwd=repository, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.3, 0.8))
        process.kill()
        process.wait()
    check(former)
