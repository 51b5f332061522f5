"""A store in PostgreSQL: folders kept apart, and a password that nobody prints."""

from __future__ import annotations

import re
import traceback
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, inspect

from pipeline import config
from pipeline.errors import BriefsError, PublishError, SettingsError
from pipeline.store import Place, Seen, Shelf, Store
from pipeline.store.server import _scrubbed, shown

if TYPE_CHECKING:
    from pathlib import Path

SEEN = Seen(1, 2, 3, "ab", "a.pdf")
PASSWORD = "hunter2-s3cret"  # noqa: S105  (invented)


def test_folders_of_one_database_do_not_see_each_others_state(postgres: str, tmp_path: Path) -> None:
    one, two = Place(tmp_path / "one", postgres), Place(tmp_path / "two", postgres)
    with Store.open(one) as first, Store.open(two) as second:
        first.see([("a", SEEN)])
        first.set_note("code", "x")
        assert (second.seen(), second.note("code"), second.done()) == ({}, None, {})
        assert first.seen() == {"a": SEEN}


def test_an_output_folder_that_was_moved_keeps_its_state(postgres: str, tmp_path: Path) -> None:
    with Store.open(Place(tmp_path / "one", postgres)) as store:
        store.see([("a", SEEN)])
    (tmp_path / "one").rename(tmp_path / "two")
    with Store.open(Place(tmp_path / "two", postgres)) as store:
        assert store.seen() == {"a": SEEN}


def test_no_file_of_the_store_is_made_beside_a_server(postgres: str, tmp_path: Path) -> None:
    with Store.open(Place(tmp_path, postgres)) as store, Shelf.open(Place(tmp_path, postgres)) as shelf:
        store.see([("a", SEEN)])
        shelf.keep("k", "s", "t", "m")
    assert [path.name for path in tmp_path.iterdir()] == ["store-id"]


def test_a_glance_at_an_empty_database_leaves_no_table(postgres: str, tmp_path: Path) -> None:
    with Store.glance(Place(tmp_path, postgres)) as store, Shelf.glance(Place(tmp_path, postgres)) as shelf:
        store.set_note("a", "b")
        assert shelf.kept("k", "s") is None
    engine = create_engine(postgres)
    assert inspect(engine).get_table_names() == []
    engine.dispose()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://user:{PASSWORD}@127.0.0.1:1/db",
        f"postgres://user:{PASSWORD}@/db?host=/nowhere/at/all",
        f"postgresql://127.0.0.1:1/db?user=user&password={PASSWORD}",
        f"postgresql://user:{PASSWORD}/x@127.0.0.1:1/db",
        f"postgresql://user:{PASSWORD}@db:{PASSWORD}/db",
        f"mysql://user:{PASSWORD}@127.0.0.1/db",
        f"sqlite:///{PASSWORD}",
        PASSWORD,
    ],
)
def test_a_database_that_cannot_be_opened_is_a_named_error_without_the_password(url: str, tmp_path: Path) -> None:
    place = Place(tmp_path, url)
    for opening in (Store.open, Store.glance, Shelf.open, Shelf.glance):
        with pytest.raises(SettingsError) as raised:
            opening(place)
        told = "".join(traceback.format_exception(raised.value))
        assert PASSWORD not in told
        assert "store.url" in str(raised.value)
    assert PASSWORD not in repr(place)


def test_a_refused_password_is_not_printed(postgres: str, tmp_path: Path) -> None:
    url = re.sub(r"//[^@]*@", f"//nobody:{PASSWORD}@", postgres)
    with pytest.raises(SettingsError, match="the store cannot be opened") as raised:
        Shelf.open(Place(tmp_path, url))
    assert PASSWORD not in "".join(traceback.format_exception(raised.value))


def test_a_setting_with_a_password_is_in_no_repr_and_no_complaint(tmp_path: Path) -> None:
    url = f"postgresql://user:{PASSWORD}@127.0.0.1/db"
    settings = config.load({}, {"BRIEFS_STORE_URL": url}, tmp_path)
    assert settings.store.url == url
    assert PASSWORD not in repr(settings)
    (tmp_path / "briefs.toml").write_text(f'[store]\nurl = ["{url}"]\n', "utf-8")
    with pytest.raises(SettingsError, match=r"store\.url in briefs\.toml") as raised:
        config.load({}, {}, tmp_path)
    assert PASSWORD not in str(raised.value)


@given(password=st.text(st.characters(codec="ascii", exclude_characters="@/:?#[]%"), min_size=3))
def test_whatever_repeats_a_part_of_the_password_is_left_out(password: str) -> None:
    url = f"postgresql://user:{password}@127.0.0.1/db"
    assert _scrubbed(f'invalid value "{password}" for an option', url) == "the database refused it"
    assert password not in shown(url).replace("PostgreSQL at 127.0.0.1/db", "")


def test_what_is_wrong_is_told_where_it_tells_no_secret() -> None:
    url = f"postgresql://user:{PASSWORD}@127.0.0.1/db"
    assert _scrubbed("connection refused", url) == "connection refused"
    assert shown(url) == "PostgreSQL at 127.0.0.1/db"


def test_a_server_that_goes_away_is_a_named_error_and_one_that_comes_back_serves(postgres: str, tmp_path: Path) -> None:
    psycopg = pytest.importorskip("psycopg")
    with Shelf.open(Place(tmp_path, postgres)) as shelf:
        shelf.keep("k", "s", "t", "m")
        with psycopg.connect(postgres, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%briefs_answers%'"
                " AND pid <> pg_backend_pid() AND datname = current_database() AND query LIKE '%INSERT%'"
            )
        try:
            shelf.keep("k2", "s", "t", "m")
        except PublishError as error:
            assert "the store cannot be written" in str(error)  # noqa: PT017  (either is right)
        shelf.keep("k2", "s", "t", "m")
        assert shelf.kept("k2", "s") == ("t", "m")


def test_without_psycopg_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.store.server.find_spec", lambda _: None)
    with pytest.raises(BriefsError, match=r"pip install 'filing-briefs\[postgres\]'"):
        Store.open(Place(tmp_path, "postgresql://127.0.0.1/db"))
