"""Both databases. Every test that takes ``place`` runs on a file and on PostgreSQL, each with a store of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, make_url

from pipeline.store import Place, Shelf, Store
from pipeline.store.place import FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine


@pytest.fixture(params=["file", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    url = request.getfixturevalue("postgres") if request.param == "postgres" else ""
    return Place(tmp_path / "outputs" / ".briefs", url)


@pytest.fixture
def shelf(place: Place) -> Iterator[Shelf]:
    with Shelf.open(place) as opened:
        yield opened


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    with Store.open(place) as opened:
        yield opened


@pytest.fixture
def database(place: Place) -> Iterator[Callable[[], Connection]]:
    """A connection of one's own, to look at the tables or to meddle with them."""
    opened: list[Engine] = []

    def connect() -> Connection:
        url = (
            make_url(place.url).set(drivername="postgresql+psycopg")
            if place.url
            else f"sqlite:///{place.folder / FILE}"
        )
        engine = create_engine(url, isolation_level="AUTOCOMMIT", connect_args={} if place.url else {"timeout": 30})
        opened.append(engine)
        return engine.connect()

    yield connect
    for engine in opened:
        engine.dispose()
