"""A PostgreSQL database named by a URL. Whatever happens, its password is in no message."""

from __future__ import annotations

import re
import uuid
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, overload

from pipeline.errors import SettingsError
from pipeline.store import versions
from pipeline.store.database import Database, said

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import URL, Engine

    from pipeline.store.place import Place

_NAMES = ("postgresql", "postgres", "postgresql+psycopg")
_NAME_FILE = "store-id"
_REMEDY = "check store.url (BRIEFS_STORE_URL) and that the database is up"
# What stands in a URL before its last @, and the values of its query: where passwords are.
_PRIVATE = re.compile(r"//(?P<user>.*)@|[?&][^=&]*=(?P<value>[^&]*)", re.DOTALL)


@overload
def served(place: Place) -> Database: ...
@overload
def served(place: Place, *, dry: Literal[True]) -> Database | None: ...
def served(place: Place, *, dry: bool = False) -> Database | None:
    """Open the database of a URL, its layout brought up to date.

    With ``dry`` nothing of it is ever changed, and None is given where it holds no store of this layout. Raises
    ``SettingsError`` where it cannot be opened, or a newer version of the program has written it.
    """
    url = _parsed(place.url)
    if find_spec("psycopg") is None:
        reason = "store.url names a PostgreSQL database, but psycopg is not installed"
        raise SettingsError(reason, remedy="pip install 'filing-briefs[postgres]'")
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415  (heavy; a file is opened without)

    from pipeline.store.engine import migrate, server_engine  # noqa: PLC0415  (as above)

    engine = server_engine(url)
    try:
        if not versions.is_current(_version(engine), shown(place.url)):
            if dry:
                engine.dispose()
                return None
            migrate(engine)
    except SQLAlchemyError as error:
        engine.dispose()
        reason = f"the store cannot be opened: {_scrubbed(said(error), place.url)}"
        raise SettingsError(reason, path=shown(place.url), remedy=_REMEDY) from None
    except BaseException:
        engine.dispose()
        raise
    return Database(lambda: engine, folder=_name(place.folder, made=not dry), dry=dry)


def copy_state(there: Database, copy: Database) -> None:
    """Copy what has been done in the output folder of ``there`` into an empty store."""
    from pipeline.store.layout import done, notes, seen  # noqa: PLC0415  (heavy, as above)
    from pipeline.store.rows import add  # noqa: PLC0415  (as above)

    with there.looking() as source, copy.changing() as target:
        for table in (seen, done, notes):
            rows = source.execute(table.select().where(table.c.folder == there.folder)).mappings()
            add(target, table, [{**row, "folder": copy.folder} for row in rows])


def shown(url: str) -> str:
    """Name the database of a URL without user and password."""
    parsed = _parsed(url)
    host = parsed.host or parsed.query.get("host") or "this machine"
    port = f":{parsed.port}" if parsed.port else ""
    return f"PostgreSQL at {host}{port}/{parsed.database or ''}"


def _parsed(url: str) -> URL:
    from sqlalchemy.engine import make_url  # noqa: PLC0415  (heavy; a file is opened without)
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415  (as above)

    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        parsed = None
    if parsed is None or parsed.drivername not in _NAMES:
        reason = "store.url is no URL of a PostgreSQL database"
        raise SettingsError(reason, remedy="write it as postgresql://user:password@host/database") from None
    return parsed.set(drivername="postgresql+psycopg")


def _version(engine: Engine) -> str | None:
    from sqlalchemy import text  # noqa: PLC0415  (as above)

    with engine.connect() as connection:
        if connection.scalar(text(f"SELECT to_regclass('{versions.TABLE}')")) is None:
            return None
        found = connection.scalar(text(versions.READ))
        return None if found is None else str(found)


def _scrubbed(message: str, url: str) -> str:
    """Give the driver's message, or none of it where it repeats a part of the URL that may be a password."""
    private = [part for match in _PRIVATE.finditer(url) for part in match.groups() if part]
    pieces = [piece for part in private for piece in re.split(r"[:/@?&=%]", part.partition(":")[2] or part)]
    if any(piece and piece in message for piece in pieces):
        return "the database refused it"
    return message


def _name(folder: Path, *, made: bool) -> str:
    """Give the name under which the database knows an output folder. It lies in the folder and moves with it."""
    path = folder / _NAME_FILE
    try:
        if not path.is_file() and made:
            with path.open("x", encoding="utf-8") as file:
                file.write(uuid.uuid4().hex)
        return path.read_text("utf-8").strip() if path.is_file() else ""
    except OSError as error:
        reason = f"the output folder cannot be used: {error.strerror}"
        raise SettingsError(reason, path=path.as_posix(), remedy="check the rights of that folder") from error
