from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

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


def test_what_is_kept_comes_back_after_reopening(tmp_path: Path) -> None:
    with Store.open(Place(tmp_path / "new")) as store:
        store.keep(PAGE)
        store.keep(FAILURE)
        store.see([("../filings/a.pdf", Seen(1, 2**60, 2**62, "ab", "a.pdf"))])
        store.set_note("code", "x")
    with Store.open(Place(tmp_path / "new")) as store:
        assert store.done() == {PAGE.sha256: PAGE, FAILURE.sha256: FAILURE}
        assert store.seen() == {"../filings/a.pdf": Seen(1, 2**60, 2**62, "ab", "a.pdf")}
        assert store.note("code") == "x"
        assert store.note("other") is None


def test_a_document_has_one_outcome_and_can_be_forgotten(tmp_path: Path) -> None:
    with Store.open(Place(tmp_path)) as store:
        store.keep(PAGE)
        store.keep(PAGE._replace(state=State.DONE, outputs=()))
        assert store.done()[PAGE.sha256].state is State.DONE
        store.forget([PAGE.sha256, "unknown"])
        assert store.done() == {}


def test_a_glance_changes_nothing_on_disk(tmp_path: Path) -> None:
    with Store.glance(Place(tmp_path / "none")) as store:
        store.keep(PAGE)
        assert PAGE.sha256 in store.done()
    assert not (tmp_path / "none").exists()
    with Store.open(Place(tmp_path / "some")) as store:
        store.keep(PAGE)
    before = (tmp_path / "some" / "store.sqlite").read_bytes()
    with Store.glance(Place(tmp_path / "some")) as store:
        assert store.done() == {PAGE.sha256: PAGE}
        store.forget([PAGE.sha256])
    assert (tmp_path / "some" / "store.sqlite").read_bytes() == before


def test_a_damaged_state_is_put_aside(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").write_bytes(b"this is no database, but long enough to be looked at" * 50)
    with Store.open(Place(tmp_path)) as store:
        assert store.done() == {}
        store.keep(PAGE)
    assert (tmp_path / "store.damaged").exists()
    with Store.open(Place(tmp_path)) as store:
        assert PAGE.sha256 in store.done()


def test_a_state_of_a_newer_program_is_not_touched(tmp_path: Path) -> None:
    with Store.open(Place(tmp_path)) as store:
        store.keep(PAGE)
    with sqlite3.connect(tmp_path / "store.sqlite") as connection:
        connection.execute("UPDATE briefs_layout SET version_num = '9999'")
    connection.close()
    with pytest.raises(SettingsError, match="newer version"):
        Store.open(Place(tmp_path))


def test_a_state_that_cannot_be_written_is_a_named_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with Store.open(Place(tmp_path)) as store:
        blocker = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        with pytest.raises(PublishError, match="locked"):
            store.keep(PAGE)
        blocker.execute("ROLLBACK")
        blocker.close()
        store.keep(PAGE)
        assert PAGE.sha256 in store.done()
