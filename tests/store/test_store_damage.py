"""A damaged file: put aside, told, and what can still be read of it goes on serving."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from pipeline.store import Place, Seen, Shelf, Store
from tests.store.asked import pay, reserve

if TYPE_CHECKING:
    from pathlib import Path

PAGE = 4096
ANSWERS = 600
SEEN = Seen(1, 2, 3, "ab", "a.pdf")


def text(number: int) -> str:
    return f"{number}: " + "words of an answer " * 40


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with answers over many pages, an account and a state."""
    with Store.open(Place(tmp_path)) as store, Shelf.open(Place(tmp_path)) as shelf:
        store.see([("../filings/a.pdf", SEEN)])
        for number in range(ANSWERS):
            shelf.keep(f"k{number}", "s", text(number), "m")
        for _ in range(10):
            pay(shelf, reserve(shelf, "1"), "0.25")
        assert store.told == ()
        assert shelf.told == ()
    return tmp_path / "store.sqlite"


def spoil(path: Path, first: int, last: int) -> None:
    with path.open("r+b") as file:
        file.seek(first * PAGE)
        file.write(random.Random(first).randbytes((last - first) * PAGE))  # noqa: S311  (repeatable)


def test_a_file_that_is_no_database_is_put_aside(tmp_path: Path) -> None:
    for aside in ("store.damaged", "store.damaged-2"):
        (tmp_path / "store.sqlite").write_bytes(b"this is no database, but long enough to be looked at" * 50)
        with Store.open(Place(tmp_path)) as store:
            assert store.seen() == {}
            (told,) = store.told
            assert told.startswith(f"The store was damaged and is now {aside}; what could still be read of it was kept")
            assert told.endswith(": 0 answers and 0 lines of the account.")
            store.see([("a", SEEN)])
        assert (tmp_path / aside).read_bytes().startswith(b"this is no database")
        with Store.open(Place(tmp_path)) as store:
            assert (store.seen(), store.told) == ({"a": SEEN}, ())


def test_answers_before_and_behind_damaged_pages_are_saved(path: Path) -> None:
    pages = path.stat().st_size // PAGE
    spoil(path, pages // 2, pages // 2 + 3)
    with Shelf.open(Place(path.parent)) as shelf:
        (told,) = shelf.told
        kept = [number for number in range(ANSWERS) if shelf.kept(f"k{number}", "s") is not None]
        assert all(shelf.kept(f"k{number}", "s") == (text(number), "m") for number in kept)
        assert ANSWERS - 40 < len(kept) < ANSWERS
        assert f"{len(kept)} answers and 10 lines of the account" in told
        assert shelf.held("r1") == shelf.costs("r1")[0].usd == 2.5
        shelf.keep("k-new", "s", "new", "m")
    with Shelf.open(Place(path.parent)) as shelf:
        assert shelf.told == ()
        assert shelf.kept("k-new", "s") == ("new", "m")


def test_a_file_that_was_cut_short_keeps_what_is_in_its_beginning(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)
    with Shelf.open(Place(path.parent)) as shelf:
        kept = [number for number in range(ANSWERS) if shelf.kept(f"k{number}", "s") == (text(number), "m")]
        assert len(kept) > ANSWERS // 4
    assert path.with_suffix(".damaged").is_file()


def test_damage_in_the_state_is_seen_by_the_run_and_costs_no_answer(path: Path) -> None:
    with Store.open(Place(path.parent)) as store:
        store.see((f"file {number}", SEEN) for number in range(400))
    contents = bytearray(path.read_bytes())
    for start in range(PAGE, len(contents), PAGE):
        if b"file 200" in contents[start : start + PAGE]:
            contents[start : start + PAGE] = random.Random(start).randbytes(PAGE)  # noqa: S311  (repeatable)
    path.write_bytes(contents)
    with Store.open(Place(path.parent)) as store:
        assert len(store.told) == 1
        assert 0 < len(store.seen()) < 401
        with Shelf.open(Place(path.parent)) as shelf:
            assert all(shelf.kept(f"k{number}", "s") == (text(number), "m") for number in range(ANSWERS))


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_spoiled_the_store_opens_and_tells_no_untruth(path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (repeatable)
    pages = path.stat().st_size // PAGE
    first = chance.randrange(pages)
    spoil(path, first, min(pages, first + chance.randint(1, 4)))
    with Store.open(Place(path.parent)) as store, Shelf.open(Place(path.parent)) as shelf:
        assert all(shelf.kept(f"k{number}", "s") in {None, (text(number), "m")} for number in range(ANSWERS))
        assert store.told or shelf.told or seed
        shelf.keep("k-new", "s", "new", "m")
        assert shelf.kept("k-new", "s") == ("new", "m")
        pay(shelf, reserve(shelf, "1", run="r2"), "0.25")


def test_a_glance_at_a_damaged_file_leaves_it_as_it_is(path: Path) -> None:
    spoil(path, 0, 2)
    before = path.read_bytes()
    with Store.glance(Place(path.parent)) as store:
        assert store.seen() == {}
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]
