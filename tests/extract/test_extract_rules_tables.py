"""What the columns of a table are, and which rows are totals. All names are fictional."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.extract.rules import RulesEngine
from pipeline.records import Cell, CellUnit, Document, Passage, Row, Scale, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Candidate


def told(
    make: Callable[..., Document],
    over: str,
    columns: tuple[str, ...],
    *rows: tuple[str, tuple[int | None, ...]],
    rates: frozenset[int] = frozenset(),
) -> tuple[Candidate, ...]:
    """The candidates of a document of one line and the table under it, in millions of dollars."""
    lines = [f"{label} {' '.join('—' if f is None else str(f) for f in figures)}" for label, figures in rows]
    text = "\n".join([over, " ".join(columns), *lines])
    made: list[Row] = []
    start = len(over) + len(" ".join(columns)) + 2
    first = start
    for (label, figures), line in zip(rows, lines, strict=True):
        place = start + len(label) + 1
        cells: list[Cell] = []
        for column, figure in enumerate(figures):
            written = "—" if figure is None else str(figure)
            value = None if figure is None else Decimal(figure)
            unit = CellUnit.PERCENT if column in rates else CellUnit.MONEY
            cells.append(Cell(start=place, end=place + len(written), column=column, value=value, unit=unit))
            place += len(written) + 1
        made.append(Row(start=start, end=start + len(line), label=label, cells=tuple(cells)))
        start += len(line) + 1
    scale = Scale(start=0, end=len(over), multiplier=1_000_000, currency="USD", governs_start=0, governs_end=len(text))
    table = Table(start=first, end=len(text), page=1, columns=columns, rows=tuple(made), scale=scale)
    document = make(text).model_copy(update={"tables": (table,), "scales": (scale,), "blocks": ()})
    return RulesEngine().propose(document, (Passage(start=0, end=len(text), key="document#1"),)).candidates


def sums(candidates: tuple[Candidate, ...]) -> list[tuple[int, str]]:
    return [(int(a.value / 1_000_000), a.what) for c in candidates for a in c.amounts]


LEASES = "Future lease payments under our leases were as follows (in millions):"


@pytest.mark.parametrize(
    ("columns", "figures", "expected"),
    [
        (("Ground lease", "Office leases", "Total"), (189, 96, 285), [(285, "lease payments")]),
        (
            ("Operating Leases", "Finance Leases"),
            (3777, 663),
            [(3777, "lease payments, operating leases"), (663, "lease payments, finance leases")],
        ),
        (
            ("Operating Leases", "Finance Leases"),
            (252, 728),
            [(728, "lease payments, finance leases"), (252, "lease payments, operating leases")],
        ),
    ],
)
def test_the_heads_of_the_columns_name_the_figures(
    document: Callable[..., Document],
    columns: tuple[str, ...],
    figures: tuple[int, ...],
    expected: list[tuple[int, str]],
) -> None:
    found = told(document, LEASES, columns, ("Total lease payments", figures))
    assert sums(found) == expected


DEBT = "Our notes and other debt were as follows (in millions):"


@pytest.mark.parametrize(
    ("columns", "figures", "expected"),
    [
        (("June 30, 2026", "December 31, 2025"), (500, 400), [(500, "total debt"), (400, "total debt, compared date")]),
        (("December 31, 2025", "June 30, 2026"), (400, 500), [(500, "total debt"), (400, "total debt, compared date")]),
        (("Principal", "Unamortized discount", "Carrying amount"), (500, -9, 491), [(500, "total debt")]),
    ],
)
def test_a_compared_date_needs_a_second_day(
    document: Callable[..., Document],
    columns: tuple[str, ...],
    figures: tuple[int, ...],
    expected: list[tuple[int, str]],
) -> None:
    found = told(document, DEBT, columns, ("3.20% Notes Due 2040", figures), ("Total debt", figures))
    assert sums(tuple(c for c in found if c.rule == "table.debt_total")) == expected


@pytest.mark.parametrize(
    "label", ["Total debt investments", "Total debt maturing within one year", "Total debt securities"]
)
def test_assets_and_parts_are_no_total_debt(document: Callable[..., Document], label: str) -> None:
    found = told(document, DEBT, ("2026", "2025"), ("Bonds", (80, 70)), (label, (99, 88)))
    assert [c for c in found if c.rule == "table.debt_total"] == []


def test_another_row_does_not_unmake_a_total(document: Callable[..., Document]) -> None:
    rows = (("Notes", (80, 70)), ("Hedge fair value adjustments", (1, 2)), ("Total debt", (81, 72)))
    found = told(document, DEBT, ("2026", "2025"), *rows)
    assert [c.rule for c in found if c.amounts[0].what == "total debt"] == ["table.debt_total"]


def test_the_carrying_amount_of_one_series_is_no_total(document: Callable[..., Document]) -> None:
    found = told(
        document, DEBT, ("2026", "2025"), ("2.125% Notes Due 2040", (80, 70)), ("Net carrying amount", (79, 69))
    )
    assert [c for c in found if c.rule == "table.debt_total"] == []


def test_commitments_by_year_are_their_total(document: Callable[..., Document]) -> None:
    heads = ("Year Ended December 31, 2026", "Year Ended December 31, 2027", "Year Ended December 31, Total")
    over = "Our purchase commitments were as follows (in millions):"
    found = told(document, over, heads, ("Unconditional purchase obligations", (17, 71, 88)))
    assert sums(found) == [(88, "purchase commitments")]


@pytest.mark.parametrize(
    ("columns", "figures"),
    [(("June 30, 2026", "December 31, 2025"), (None, 500)), (("December 31, 2025", "June 30, 2026"), (500, None))],
)
def test_what_is_gone_at_the_newer_day_is_no_total_and_a_series_repaid(
    document: Callable[..., Document], columns: tuple[str, ...], figures: tuple[int | None, ...]
) -> None:
    found = told(document, DEBT, columns, ("3.20% Notes Due 2026", figures), ("Total debt", figures))
    assert [(c.rule, c.binding.value) for c in found] == [("table.note_series", "done")]


@pytest.mark.parametrize(
    ("label", "what"),
    [
        ("Net long-term carrying amount", "long-term debt"),
        ("Long-term debt, net", "long-term debt"),
        ("Net carrying amount", "total debt"),
        ("Total long-term debt", "total debt"),
    ],
)
def test_what_is_owed_on_all_series_goes_by_many_names(
    document: Callable[..., Document], label: str, what: str
) -> None:
    rows = (("2.125% Notes Due 2040", (80, 70)), ("3.375% Notes Due 2045", (60, 60)), (label, (139, 129)))
    found = told(document, DEBT, ("2026", "2025"), *rows)
    assert sums(tuple(c for c in found if c.rule == "table.debt_total"))[0] == (139, what)


def test_a_total_goes_before_its_long_term_part(document: Callable[..., Document]) -> None:
    rows = (("2.125% Notes Due 2040", (80, 70)), ("3.375% Notes Due 2045", (60, 60)), ("Long-term debt", (140, 130)))
    found = told(document, DEBT, ("2026", "2025"), *rows, ("Total debt", (155, 144)))
    assert sums(tuple(c for c in found if c.rule == "table.debt_total"))[0] == (155, "total debt")


def test_series_are_told_apart_by_their_year(document: Callable[..., Document]) -> None:
    rows = (("2.125% Notes Due 2040", (80, 70)), ("2.125% Notes Due 2045", (60, 60)))
    found = told(document, DEBT, ("2026", "2025"), *rows)
    assert [c.amounts[0].what for c in found] == ["principal of notes due 2040", "principal of notes due 2045"]


@pytest.mark.parametrize(
    ("label", "what"), [("2.4% Notes Due 2040", "coupon"), ("Notes due 2040 (2.4%)", "interest rate")]
)
def test_a_rate_in_brackets_may_be_the_effective_one(document: Callable[..., Document], label: str, what: str) -> None:
    (series,) = told(document, DEBT, ("2026", "2025"), (label, (80, 70)))
    assert [a.what for a in series.amounts if a.unit == "percent"] == [what]


def test_a_column_of_maturities_does_not_hide_the_total_of_the_debt(document: Callable[..., Document]) -> None:
    over = "Our total long-term debt obligations were as follows (in millions):"
    columns = ("Maturities (1)", "June 30, 2026", "December 31, 2025")
    found = told(
        document, over, columns, ("Senior notes", (2031, 400, 300)), ("Total long-term debt", (None, 900, 700))
    )
    assert (900, "total debt") in sums(found)


def test_what_a_utility_must_buy_stands_in_rows_of_its_own(document: Callable[..., Document]) -> None:
    found = told(
        document,
        "A summary of our contractual obligations is presented below (in millions):",
        ("Total", "Less than 1 year", "1-3 years", "3-5 years", "More than 5 years", "Other", "Note"),
        ("Operating lease obligations(2)", (632, 32, 59, 53, 488, None, 14)),
        ("Electricity obligations(3)", (8804, 714, 1121, 1075, 5894, None, 12)),
        ("Fuel obligations", (5509, 1882, 2038, 1476, 113, None, 12)),
    )
    assert sums(found) == [(8804, "purchase commitments"), (5509, "purchase commitments")]


def test_debt_due_within_a_year_is_taken_off_and_the_rest_is_not_called_all(document: Callable[..., Document]) -> None:
    found = told(
        document,
        "The following table summarizes our debt obligations as of June 30, 2026 (in millions):",
        ("2026",),
        ("Commercial paper", (400,)),
        ("Bank loans", (2000,)),
        ("Other notes", (3000,)),
        ("Less: current maturities of long-term debt", (900,)),
        ("Total", (4500,)),
    )
    assert sums(found) == [(4500, "long-term debt")]


def test_a_row_whose_sum_is_read_as_a_rate_is_left_to_others(document: Callable[..., Document]) -> None:
    found = told(
        document,
        "Our debt obligations as of June 30, 2026 and March 31, 2026 were as follows (in millions):",
        ("Rate", "2026"),
        ("Term loans", (9, 8000)),
        ("Notes", (7, 33)),
        ("Total debt", (8807, 8033)),
        rates=frozenset({0}),
    )
    assert sums(found) == []


def test_leases_to_come_stand_beside_the_purchases_of_one_table(document: Callable[..., Document]) -> None:
    found = told(
        document,
        "Principal contractual commitments, non-cancellable, are as follows (in millions):",
        ("2026", "2027", "Thereafter", "Total"),
        ("Leases not yet commenced", (213, 1562, 19497, 21272)),
        ("Unconditional purchase obligations", (7200, 6100, 9000, 22300)),
    )
    assert {(c.rule, c.amounts[0].value) for c in found} == {
        ("table.lease_not_commenced", Decimal(21_272_000_000)),
        ("table.purchase_total", Decimal(22_300_000_000)),
    }


def test_companies_held_in_part_are_stakes_by_name(document: Callable[..., Document]) -> None:
    columns = ("Ownership percentages", "2026", "2025")
    rows = (
        ("Quill Launch Alliance", (50, 587, 617)),
        ("Other", (20, 361, 313)),
        ("Total equity method investments", (70, 948, 930)),
    )
    over = "Our equity method investments consisted of the following at December 31:"
    [stake] = told(document, over, columns, *rows, rates=frozenset({0}))
    assert (stake.party.name, stake.payer, stake.rule) == ("Quill Launch Alliance", "filer", "table.stake")
    assert [(a.value, a.unit) for a in stake.amounts] == [
        (Decimal(587_000_000), "USD"),
        (Decimal(617_000_000), "USD"),
        (Decimal(50), "percent"),
    ]
    # without the share that is held, a row of names may be anything
    assert not told(document, over, ("Rank", "2026", "2025"), *rows)
