"""Reported figures stand beside the year-ago figure, whichever way the columns run."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.extract.rules.results import results
from pipeline.records import Cell, Document, Row, Scale, Table

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = "Three Months Ended June 30, (in millions) "


@pytest.mark.parametrize(
    ("columns", "now", "before"),
    [
        (("June 30, 2026", "June 30, 2025"), 700, 600),
        (("June 30, 2025", "June 30, 2026"), 600, 700),
        ((), 700, 600),
    ],
)
def test_the_current_figure_is_the_newer_column(
    document: Callable[..., Document], columns: tuple[str, ...], now: int, before: int
) -> None:
    made = document(HEAD + "Total revenue 700 600")
    start = len(HEAD)
    at = made.text.index("700")
    row = Row(
        start=start,
        end=len(made.text),
        label="Total revenue",
        cells=(
            Cell(start=at, end=at + 3, column=0, value=Decimal(700)),
            Cell(start=at + 4, end=at + 7, column=1, value=Decimal(600)),
        ),
    )
    scale = Scale(start=0, end=start, multiplier=1_000_000, currency="USD", governs_start=0, governs_end=len(made.text))
    table = Table(start=start, end=len(made.text), page=1, columns=columns, rows=(row,), scale=scale)
    (found,) = results(made.model_copy(update={"tables": (table,)}))
    assert found.metric == "revenue"
    assert found.amount is not None
    assert found.year_ago is not None
    assert found.amount.value == now * 1_000_000
    assert found.year_ago.value == before * 1_000_000
