"""The store as a person meets it: damaged, in PostgreSQL, without text of documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.store import Place, Shelf
from tests.store.asked import pay, reserve

if TYPE_CHECKING:
    from tests.cli.conftest import Briefs

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])  # the doctor looks for a model server on this machine

FILE = Path("outputs/.briefs/store.sqlite")


@pytest.mark.usefixtures("call")
def test_a_damaged_store_is_told_by_the_doctor_and_mended_by_the_run(briefs: Briefs) -> None:
    assert briefs("run").code == 0
    assert f"{FILE.as_posix()}: 1 document known" in briefs("doctor").out
    FILE.write_bytes(b"no database " * 1000)
    assert f"{FILE.as_posix()} is damaged" in briefs("doctor").out
    assert FILE.read_bytes().startswith(b"no database")
    mended = briefs("run")
    assert mended.code == 0
    assert "The store was damaged and is now store.damaged" in mended.err
    assert "1 unchanged" in briefs("run").err


@pytest.mark.usefixtures("call")
def test_the_whole_job_works_with_the_store_in_postgresql(
    briefs: Briefs, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFS_STORE_URL", postgres)
    assert "1 planned" in briefs("run", "--dry-run").err
    assert briefs("run").code == 0
    assert "1 unchanged" in briefs("run").err
    assert "1 unchanged" in briefs("run", "--dry-run").err
    assert not FILE.exists()
    assert "1 document known" in briefs("doctor").out
    with Shelf.open(Place(FILE.parent, postgres)) as shelf:
        pay(shelf, reserve(shelf, "1"), "0.25")
    assert json.loads(briefs("cost", "--json").out)["total"]["usd"] == "0.25"


@pytest.mark.usefixtures("call")
def test_a_store_that_cannot_be_reached_ends_the_run_before_it_begins_and_hides_the_password(
    briefs: Briefs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFS_STORE_URL", "postgresql://user:hunter2@127.0.0.1:1/db")
    for command in (["run"], ["run", "--dry-run"], ["cost"], ["doctor"], ["loop"]):
        told = briefs(*command)
        assert told.code == (1 if command == ["doctor"] else 2), told
        assert "hunter2" not in told.out + told.err
    assert "PostgreSQL at 127.0.0.1:1/db" in briefs("doctor").out


@pytest.mark.usefixtures("call")
def test_without_store_text_the_headline_is_on_the_page_and_not_in_the_store(briefs: Briefs) -> None:
    told = briefs("run", "--no-store-text")
    headline = told.out.splitlines()[0].partition(": ")[2] or told.out.splitlines()[1]
    assert "Birch Foundry" in headline
    assert b"Birch Foundry" not in b"".join(path.read_bytes() for path in FILE.parent.glob("store*"))
    assert "1 unchanged" in briefs("run", "--no-store-text").err
