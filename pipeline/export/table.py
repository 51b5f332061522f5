r"""The deals as CSV: RFC 4180 in UTF-8, and nothing in it that a spreadsheet would work out.

A cell that begins with a sign of a formula is worked out instead of shown. Where a semicolon separates cells, as in
many countries, what follows a semicolon begins a cell too. There an apostrophe is put before the sign, in texts; in
JSON the sign is written as ``\u003d``. Both can be taken back without loss (docs/export.md).
"""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.export.columns import COLUMNS, Kind, value
from pipeline.records import plain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from pipeline.export.columns import Column
    from pipeline.export.rows import Row

_SIGNS = "-=+@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH COMMERCIAL AT}\N{FULLWIDTH HYPHEN-MINUS}"
"""What a formula begins with; Japanese and Chinese spreadsheets take the wide ones as well."""
# Apostrophes that stand there already get one more, so that taking one away gives back what was. A spreadsheet drops
# quotation marks at the beginning of a cell.
_FORMULA = re.compile(rf"""(^|;)([\s"]*)('*[{_SIGNS}])""")
_IN_JSON = re.compile(rf"(;[\s']*)([{_SIGNS}])")


def csv_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """Give the head line, then a line for each row, each ended as RFC 4180 has it."""
    yield _line([column.name for column in COLUMNS])
    for row in rows:
        yield _line([_cell(column, row) for column in COLUMNS])


def inert(text: str) -> str:
    """Put an apostrophe where a spreadsheet would begin a formula. ``docs/export.md`` tells how to take it back."""
    return _FORMULA.sub(r"\1\2'\3", text)


def _line(cells: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()


def _cell(column: Column, row: Row) -> str:
    found = value(column, row)
    match column.kind:
        case Kind.TEXTS | Kind.RECORDS:
            written = json.dumps(found, ensure_ascii=False, separators=(",", ":"), default=_plainly)
            return _IN_JSON.sub(lambda sign: f"{sign[1]}\\u{ord(sign[2]):04x}", written)
        case Kind.FLAG:
            return "true" if found else "false"
        case _ if found is None:
            return ""
        case Kind.TEXT:
            return inert(found)
        case _:
            return _plainly(found)


def _plainly(found: Decimal | dt.date | int) -> str:
    return plain(found) if isinstance(found, Decimal) else str(found)
