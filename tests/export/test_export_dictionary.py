"""The data dictionary in the docs is the one table of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.export import dictionary
from pipeline.export.columns import COLUMNS, Kind

if TYPE_CHECKING:
    from pathlib import Path


def test_the_docs_hold_the_table_of_columns(repository: Path) -> None:
    page = (repository / "docs" / "export.md").read_text("utf-8")
    _, _, rest = page.partition("## What each column holds\n\n")
    assert rest.startswith(dictionary()), "put what `briefs export --columns` prints into docs/export.md"


def test_every_column_has_a_meaning_that_fits_a_table() -> None:
    every = [*COLUMNS, *(field for column in COLUMNS for field in column.fields)]
    assert all(column.meaning and "|" not in column.meaning for column in every)
    assert {column.kind for column in COLUMNS if column.fields} == {Kind.RECORDS}
