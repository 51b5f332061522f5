"""Rows put into a table, on both databases: in place of those with the same key, or only where there are none."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Table
    from sqlalchemy.sql.dml import Insert

_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def replace(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Put rows in place of those with the same primary key."""
    if rows:
        connection.execute(_replacing(table, connection.dialect.name), rows)


def add(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Put rows where none has the same key; what is there stays."""
    if rows:
        connection.execute(_adding(table, connection.dialect.name), rows)


def insert(table: Table, dialect: str) -> Any:
    """Give the INSERT of a database, which knows ON CONFLICT."""
    return _INSERT[dialect](table)


@cache
def _replacing(table: Table, dialect: str) -> Insert:
    statement = insert(table, dialect)
    keys = [column.name for column in table.primary_key]
    others = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    replacing: Insert = statement.on_conflict_do_update(index_elements=keys, set_=others)
    return replacing


@cache
def _adding(table: Table, dialect: str) -> Insert:
    adding: Insert = insert(table, dialect).on_conflict_do_nothing()
    return adding
