"""Reported figures stand beside the year-ago figure, whichever way the columns run."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.extract.rules.results import results
from pipeline.records import (
    Cell,
    Document,
    Form,
    PageState,
    ProposedAmount,
    Row,
    Scale,
    Section,
    SectionState,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = "Three Months Ended June 30, (in millions) "


@pytest.mark.parametrize(
    ("columns", "now", "before"),
    [
        (("June 30, 2026", "June 30, 2025"), 700, 600),
        (("June 30, 2025", "June 30, 2026"), 600, 700),
        (("Three Months Ended June 30, 2026", "2025"), 700, 600),
        ((), 700, None),
    ],
)
def test_the_current_figure_is_the_newer_column_and_the_one_before_only_where_the_heads_say(
    document: Callable[..., Document], columns: tuple[str, ...], now: int, before: int | None
) -> None:
    (found,) = results(_with_row(document, columns, "700 600"))
    assert found.metric == "revenue"
    assert _millions(found.amount) == now
    assert _millions(found.year_ago) == before


QUARTERS = tuple(
    f"Three Months Ended {day}, {year}"
    for year in (2025, 2026)
    for day in ("March 31", "June 30", "September 30", "December 31")
)[:6]


def test_of_six_quarters_the_newest_is_reported_and_beside_it_the_same_quarter_of_the_year_before(
    document: Callable[..., Document],
) -> None:
    (found,) = results(_with_row(document, QUARTERS, "510 520 530 540 550 560"))
    assert found.period == "Three Months Ended June 30, 2026"
    assert (_millions(found.amount), _millions(found.year_ago)) == (560, 520)


def test_a_table_without_the_quarter_of_the_year_before_tells_no_neighbour_in_its_place(
    document: Callable[..., Document],
) -> None:
    (found,) = results(_with_row(document, QUARTERS[3:], "540 550 560"))
    assert (_millions(found.amount), found.year_ago) == (560, None)


@pytest.mark.parametrize("columns", [(), ("2026", "2026", "2026"), ("", "2026", "2025"), QUARTERS[:3]])
def test_of_several_columns_nothing_is_told_where_heads_leave_open_which_is_the_reported_one(
    document: Callable[..., Document], columns: tuple[str, ...]
) -> None:
    assert results(_with_row(document, columns, "510 520 530")) == ()


@pytest.mark.parametrize(("columns", "told"), [(QUARTERS[1:6:4], True), (("June 30, 2026", "June 30, 2025"), False)])
def test_figures_of_a_recognised_picture_are_told_only_under_whole_heads(
    document: Callable[..., Document], columns: tuple[str, ...], *, told: bool
) -> None:
    made = _with_row(document, columns, "700 600")
    page = made.pages[0].model_copy(update={"state": PageState.OCR})
    assert bool(results(made.model_copy(update={"pages": (page,)}))) is told


def test_a_publishers_summary_that_was_skipped_guides_and_reports_nothing(document: Callable[..., Document]) -> None:
    made = document(
        "Guidance: for the third quarter revenue is expected to be about $9.8 billion. Revenue was $9.2 billion.",
        "Revenue was $9.1 billion. We expect third quarter revenue to be about $9.9 billion.",
        form=Form.CALL,
    )
    summary = Section(
        key="call.summary",
        title="Summary",
        start=0,
        end=made.blocks[0].end,
        first_page=1,
        last_page=1,
        state=SectionState.SKIPPED,
    )
    told = results(made.model_copy(update={"sections": (summary,)}))
    assert [_millions(one.amount) for one in told] == [9_100, 9_900]


def _with_row(document: Callable[..., Document], columns: tuple[str, ...], figures: str) -> Document:
    """A document with one row of revenue in millions."""
    made = document(HEAD + "Total revenue " + figures)
    start = len(HEAD)
    cells, at = [], start + len("Total revenue ")
    for column, figure in enumerate(figures.split()):
        cells.append(Cell(start=at, end=at + len(figure), column=column, value=Decimal(figure)))
        at += len(figure) + 1
    row = Row(start=start, end=len(made.text), label="Total revenue", cells=tuple(cells))
    scale = Scale(start=0, end=start, multiplier=1_000_000, currency="USD", governs_start=0, governs_end=len(made.text))
    table = Table(start=start, end=len(made.text), page=1, columns=columns, rows=(row,), scale=scale)
    return made.model_copy(update={"tables": (table,)})


def _millions(amount: ProposedAmount | None) -> int | None:
    return None if amount is None else int(amount.value / 1_000_000)
