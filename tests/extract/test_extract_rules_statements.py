"""Reported figures come from the filer's own statements, and a loss is a loss."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.check import check
from pipeline.extract.rules.results import results
from pipeline.records import Cell, Document, Proposals, ProposedAmount, Row, Scale, Table

if TYPE_CHECKING:
    from collections.abc import Callable

COLUMNS = ("Three Months Ended June 30, 2026", "Three Months Ended June 30, 2025")


def _filing(document: Callable[..., Document], parts: list[tuple[str, list[str]]]) -> Document:
    text = ""
    spans: list[tuple[int, str, list[tuple[int, str]]]] = []
    for title, lines in parts:
        text += "We tell of the months ended June 30 below, in our own words and at some length. " * 8
        text += f"\n{title}\n(in millions) Three Months Ended June 30, 2026 2025\n"
        start = len(text)
        rows = []
        for line in lines:
            rows.append((len(text), line))
            text += line + "\n"
        spans.append((start, title, rows))
    made = document(text)
    tables = []
    scale = Scale(start=0, end=1, multiplier=1_000_000, currency="USD", governs_start=0, governs_end=len(made.text))
    for start, title, rows in spans:
        built = []
        for at, line in rows:
            label, now, before = line.rsplit(" ", 2)
            first = at + len(label) + 1
            second = first + len(now) + 1
            cells = tuple(
                Cell(
                    start=place, end=place + len(word), column=column, value=Decimal(word.replace("(", "-").strip(")"))
                )
                for column, (place, word) in enumerate(((first, now), (second, before)))
            )
            built.append(Row(start=at, end=at + len(line), label=label, cells=cells))
        end = built[-1].end
        tables.append(Table(start=start, end=end, page=1, title=title, columns=COLUMNS, rows=tuple(built), scale=scale))
    return made.model_copy(update={"tables": tuple(tables)})


def _told(made: Document) -> dict[str, tuple[int | None, int | None]]:
    """Each metric in millions, now and a year ago."""
    return {one.metric: (_millions(one.amount), _millions(one.year_ago)) for one in results(made)}


def _millions(amount: ProposedAmount | None) -> int | None:
    return None if amount is None else int(amount.value / 1_000_000)


def test_the_consolidated_statement_wins_over_the_table_of_a_subsidiary_before_it(
    document: Callable[..., Document],
) -> None:
    made = _filing(
        document,
        [
            ("The Utility's revenues that affected earnings", ["Total operating revenues 374 366", "Net income 49 40"]),
            ("Condensed Consolidated Statements of Income", ["Total operating revenues 539 546", "Net income 46 38"]),
            ("Tarn Water Company Statements of Income", ["Total operating revenues 538 545", "Net income 48 39"]),
        ],
    )
    assert _told(made) == {"revenue": (539, 546), "net income": (46, 38)}


def test_selected_data_give_way_to_the_statement(document: Callable[..., Document]) -> None:
    made = _filing(
        document,
        [
            ("Selected Statements of Income Data", ["Total net revenue 35 24"]),
            ("Consolidated Statements of Income", ["Total net revenue 383 307"]),
        ],
    )
    assert _told(made)["revenue"] == (383, 307)


@pytest.mark.parametrize(
    ("label", "metric", "told"),
    [
        ("Purchases related to property and equipment and intangible assets", "capital expenditure", 716),
        ("Capital spending", "capital expenditure", 716),
        ("Payments to acquire property, plant and equipment", "capital expenditure", 716),
        ("Net cash from operations", "operating cash flow", -716),
        ("Net cash provided by (used in) operating activities", "operating cash flow", -716),
        ("Cash flows from operating activities", "operating cash flow", -716),
    ],
)
def test_cash_flow_lines_go_by_many_names(
    document: Callable[..., Document], label: str, metric: str, told: int
) -> None:
    made = _filing(document, [("Consolidated Statements of Cash Flows", [f"{label} (716) (365)"])])
    assert {name: now for name, (now, _) in _told(made).items()} == {metric: told}


def test_what_belongs_to_others_is_no_income_of_the_filer(document: Callable[..., Document]) -> None:
    made = _filing(
        document,
        [("Consolidated Statements of Income", ["Net income attributable to noncontrolling interests 48 49"])],
    )
    assert _told(made) == {}


def test_gross_profit_in_money_is_no_margin(document: Callable[..., Document]) -> None:
    made = _filing(document, [("Consolidated Statements of Income", ["Gross profit 478 341"])])
    assert _told(made) == {"gross profit": (478, 341)}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Net loss 110 359", (-110, -359)),
        ("Net loss (110) (359)", (-110, -359)),
        ("Net income (loss) (110) 359", (-110, 359)),
        ("Net loss (income) (110) 359", (110, -359)),
    ],
)
def test_a_net_loss_is_below_nought_however_it_is_printed(
    document: Callable[..., Document], line: str, told: tuple[int, int]
) -> None:
    made = _filing(document, [("Consolidated Statements of Operations", [line])])
    assert _told(made) == {"net income": told}
    source = check(made, Proposals(results=results(made)))
    (proved,) = source.results
    assert (proved.value, proved.year_ago) == (Decimal(told[0] * 1_000_000), Decimal(told[1] * 1_000_000))
