"""The layout: what the migrations make is what the tables say, and what is current costs nothing to open."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from pipeline.store import Place, Shelf, Store, migrations, versions
from pipeline.store.layout import LAYOUT


def test_the_migrations_make_the_tables_of_the_layout(place: Place, database: Any) -> None:
    with Shelf.open(place), database() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": versions.TABLE, "compare_type": True})
        assert compare_metadata(context, LAYOUT) == []


def test_the_newest_version_is_that_of_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == versions.NEWEST
    assert versions.NEWEST.isdigit()  # compared as text to tell newer from older


def test_many_that_open_a_new_store_at_once_make_one(place: Place, database: Any) -> None:
    def use(number: int) -> bool:
        with Shelf.open(place) as shelf:
            shelf.keep(f"k{number}", "s", "text", "m")
            return shelf.kept(f"k{number}", "s") == ("text", "m")

    with ThreadPoolExecutor(6) as threads:
        assert all(threads.map(use, range(6)))
    with database() as connection:
        assert connection.execute(text(f"SELECT COUNT(*) FROM {versions.TABLE}")).scalar_one() == 1  # noqa: S608


def loaded(code: str, place: Place, repository: Path) -> set[str]:
    """Give which of the slow libraries a process loads that does this with a store."""
    watched = "sqlalchemy alembic psycopg cryptography pipeline.records"
    program = (
        "import sys; from pathlib import Path; from pipeline.store import Place, Store;"
        f"place = Place(Path(sys.argv[1]), sys.argv[2]); {code};"
        f"print(*sorted(set({watched!r}.split()) & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, str(place.folder), place.url]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_reading_the_state_loads_nothing_heavy(tmp_path: Path, repository: Path) -> None:
    place = Place(tmp_path)
    with Store.open(place) as store:
        store.set_note("code", "x")
    look = "store = Store.{}(place); store.seen(), store.done(), store.note('code'); store.close()"
    assert loaded(look.format("open"), place, repository) == set()
    assert loaded(look.format("glance"), place, repository) == set()
    assert "sqlalchemy" in loaded("Store.open(place).set_note('code', 'y')", place, repository)


def test_a_layout_that_is_current_does_not_load_what_migrates(place: Place, repository: Path) -> None:
    use = "from pipeline.store import Shelf; shelf = Shelf.open(place); shelf.keep('k', 's', 't', 'm'); shelf.close()"
    assert "alembic" in loaded(use, place, repository)
    assert "alembic" not in loaded(use, place, repository)
