"""The deals as Parquet: typed columns, exact decimals, lists of records for amounts and quotes."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.errors import SettingsError
from pipeline.export.columns import COLUMNS, FORMAT, Column, Kind, value
from pipeline.records import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pyarrow as pa

    from pipeline.export.rows import Row

DIGITS, DECIMALS = 38, 10
"""The widest decimal that every reader of Parquet knows: 28 digits before the point, 10 after it."""
_LARGEST = Decimal(10) ** (DIGITS - DECIMALS)
_TOGETHER = 20_000
"""Rows in one group: what is in memory at once."""


class Unfit(NamedTuple):
    """An amount that the decimals of the table cannot hold; its words are there."""

    row: Row
    amount: Decimal


def write_parquet(rows: Iterable[Row], path: Path) -> tuple[Unfit, ...]:
    """Write the file; the same rows and library give the same bytes. Give what did not fit, which is empty there.

    Raises ``SettingsError`` where pyarrow is not installed, ``OSError`` where the file cannot be written.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415  (an extra, and half a second to load)
        import pyarrow.parquet as pq  # noqa: PLC0415  (as above)
    except ImportError as error:
        reason = "Parquet is written by pyarrow, which is not installed"
        raise SettingsError(reason, remedy="pip install 'filing-briefs[parquet]'") from error
    schema = pa.schema([_field(pa, column) for column in COLUMNS], metadata={"format": FORMAT})
    unfit: list[Unfit] = []
    waiting = iter(rows)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(waiting, _TOGETHER)):
            arrays = [
                pa.array(list(_values(column, group, unfit)), field.type)
                for column, field in zip(COLUMNS, schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema), row_group_size=_TOGETHER)
    return tuple(unfit)


def _values(column: Column, group: list[Row], unfit: list[Unfit]) -> Iterator[object]:
    for row in group:
        lost: list[Decimal] = []
        yield _held(column, value(column, row), lost)
        if column.kind is Kind.RECORDS:  # the defining amount is among them
            unfit.extend(Unfit(row, amount) for amount in lost)


def _field(pa: Any, column: Column) -> pa.Field:
    return pa.field(column.name, _type(pa, column), metadata={"meaning": column.meaning})


def _type(pa: Any, column: Column) -> pa.DataType:
    if column.kind is Kind.RECORDS:
        return pa.list_(pa.struct([_field(pa, field) for field in column.fields]))
    plain_types = {
        Kind.NUMBER: pa.decimal128(DIGITS, DECIMALS),
        Kind.WHOLE: pa.int64(),
        Kind.FLAG: pa.bool_(),
        Kind.DAY: pa.date32(),
        Kind.TEXTS: pa.list_(pa.string()),
        Kind.TEXT: pa.string(),
    }
    return plain_types[column.kind]


def _held(column: Column, found: Any, lost: list[Decimal]) -> Any:
    """Give a value with None for the numbers that do not fit, and note these."""
    if column.kind is Kind.RECORDS:
        return [{field.name: _held(field, item[field.name], lost) for field in column.fields} for item in found]
    if column.kind is Kind.NUMBER and found is not None and not _fits(found):
        lost.append(found)
        return None
    return found


def _fits(number: Decimal) -> bool:
    return abs(number) < _LARGEST and len(plain(number).partition(".")[2]) <= DECIMALS
