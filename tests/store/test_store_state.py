from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from pipeline.errors import PublishError, SettingsError
from pipeline.store import Done, Place, Seen, State, Store, Written, opening

if TYPE_CHECKING:
    from pathlib import Path

PAGE = Done(
    sha256="ab" * 32,
    path="../filings/a.pdf",
    shown="filings/a.pdf",
    fingerprint="f1",
    state=State.PARTIAL,
    stem="ALDR/2025-09-30_10-Q",
    headline="“Alder” owes $4.5 billion",
    outputs=(Written("ALDR/2025-09-30_10-Q.md", 10, 1_700_000_000_000_000_001),),
)
FAILURE = Done("cd" * 32, "../filings/b.pdf", "filings/b.pdf", "f2", State.FAILED, kind="Corrupt", reason="r", page=4)
SEEN = Seen(1, 2**60, 2**62, "ab", "a.pdf")


def test_what_is_kept_comes_back_after_reopening(place: Place) -> None:
    with Store.open(place) as store:
        store.keep(PAGE)
        store.keep(FAILURE)
        store.see([("../filings/a.pdf", SEEN)])
        store.set_note("code", "x")
    with Store.open(place) as store:
        assert store.done() == {PAGE.sha256: PAGE, FAILURE.sha256: FAILURE}
        assert store.seen() == {"../filings/a.pdf": SEEN}
        assert store.note("code") == "x"
        assert store.note("other") is None


def test_a_document_has_one_outcome_and_can_be_forgotten(store: Store) -> None:
    store.keep(PAGE)
    store.keep(PAGE._replace(state=State.DONE, outputs=()))
    assert store.done()[PAGE.sha256].state is State.DONE
    store.forget([PAGE.sha256, "unknown"])
    assert store.done() == {}


def test_a_file_that_is_seen_again_or_noted_again_has_one_row(store: Store) -> None:
    store.see([("a", SEEN), ("b", SEEN)])
    store.see([("a", SEEN._replace(size=2))])
    store.see([])
    store.set_note("code", "x")
    store.set_note("code", "y")
    assert store.seen() == {"a": SEEN._replace(size=2), "b": SEEN}
    assert store.note("code") == "y"


def test_a_glance_at_nothing_leaves_nothing(place: Place) -> None:
    with Store.glance(place) as store:
        assert store.done() == {}
        store.keep(PAGE)
        assert PAGE.sha256 in store.done()
    assert not place.folder.exists()


def test_a_glance_changes_nothing(place: Place) -> None:
    with Store.open(place) as store:
        store.keep(PAGE)
    before = {path.name: path.read_bytes() for path in place.folder.iterdir()}
    with Store.glance(place) as store:
        assert store.done() == {PAGE.sha256: PAGE}
        store.forget([PAGE.sha256])
        store.set_note("a", "b")
        assert (store.done(), store.note("a")) == ({}, "b")
    assert {path.name: path.read_bytes() for path in place.folder.iterdir()} == before
    with Store.open(place) as store:
        assert (store.done(), store.note("a")) == ({PAGE.sha256: PAGE}, None)


def test_a_glance_sees_what_a_run_under_way_has_written(place: Place) -> None:
    with Store.open(place) as running:
        running.keep(PAGE)
        before = sorted(path.name for path in place.folder.iterdir())
        with Store.glance(place) as store:
            assert store.done() == {PAGE.sha256: PAGE}
        assert sorted(path.name for path in place.folder.iterdir()) == before


def test_a_store_of_a_newer_program_is_not_touched(place: Place, database: Any) -> None:
    with Store.open(place) as store:
        store.keep(PAGE)
    with database() as connection:
        connection.execute(text("UPDATE briefs_layout SET version_num = '9999'"))
    for opening_it in (Store.open, Store.glance):
        with pytest.raises(SettingsError, match="newer version") as raised:
            opening_it(place)
        assert "the documents are then worked on again" in str(raised.value)
    with database() as connection:
        connection.execute(text("UPDATE briefs_layout SET version_num = '0001'"))
    with Store.open(place) as store:
        assert store.done() == {PAGE.sha256: PAGE}


def test_a_state_that_cannot_be_written_is_a_named_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with Store.open(Place(tmp_path)) as store:
        blocker = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        with pytest.raises(PublishError, match="the store cannot be written: database is locked"):
            store.keep(PAGE)
        blocker.execute("ROLLBACK")
        blocker.close()
        store.keep(PAGE)
        assert PAGE.sha256 in store.done()


def test_a_folder_that_cannot_be_used_is_a_named_error(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").mkdir()
    with pytest.raises(SettingsError, match="the store cannot be opened"):
        Store.open(Place(tmp_path))
