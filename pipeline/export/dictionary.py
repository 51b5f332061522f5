"""The data dictionary: what each column holds, as docs/export.md prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.export.columns import COLUMNS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.export.columns import Column


def dictionary() -> str:
    """Write a Markdown table of the columns, then one for the records in each list of records."""
    parts = [_table("column", COLUMNS)]
    parts += [
        f"Each record of `{column.name}`:\n\n{_table('field', column.fields)}"
        for column in COLUMNS
        if column.kind is Kind.RECORDS
    ]
    return "\n\n".join(parts) + "\n"


def _table(head: str, columns: Sequence[Column]) -> str:
    return "\n".join(_lines(head, columns))


def _lines(head: str, columns: Sequence[Column]) -> Iterator[str]:
    yield f"| {head} | kind | holds |"
    yield "|---|---|---|"
    for column in columns:
        yield f"| `{column.name}` | {column.kind} | {column.meaning} |"
