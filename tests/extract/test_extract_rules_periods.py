from __future__ import annotations

import pytest

from pipeline.extract.rules.periods import ended, period
from pipeline.records import Table


def _table(*columns: str) -> Table:
    return Table(start=0, end=1, page=1, columns=columns)


@pytest.mark.parametrize(
    ("columns", "column", "said"),
    [
        (("Three Months Ended Jun 30, 2025", "Three Months Ended Jun 30, 2024"), 0, "Three Months Ended Jun 30, 2025"),
        (("CONSOLIDATED STATEMENTS OF INCOME Three months ended June 2, 2023",), 0, "Three Months Ended June 2, 2023"),
        (("Fiscal years ended December 31, 2022 2022",), 0, "Fiscal Years Ended December 31, 2022"),
        (("2022", "2021"), 0, "2022"),
        (("Quarters Ended June 25, 2023 Note",), 0, "Quarters Ended June 25, 2023"),
        (("Change", "2021"), 0, None),
        (("Three Months Ended June 30, 2025 2024",), 0, None),
        (("2025",), 3, None),
    ],
)
def test_the_period_of_a_column(columns: tuple[str, ...], column: int, said: str | None) -> None:
    assert period(_table(*columns), column) == said


def test_a_head_over_two_spans_gives_each_column_its_own() -> None:
    both = "Three Months Ended September 30, Nine Months Ended September 30,"
    table = _table(f"{both} 2025", f"{both} 2024", f"{both} 2025", f"{both} 2024")
    assert period(table, 0) == "Three Months Ended September 30, 2025"
    assert period(table, 2) == "Nine Months Ended September 30, 2025"


def test_a_head_over_two_spans_and_three_columns_says_nothing() -> None:
    both = "Three Months Ended June 30, Six Months Ended June 30,"
    assert period(_table(f"{both} 2025", f"{both} 2024", f"{both} 2025"), 0) is None


@pytest.mark.parametrize(
    ("now", "before", "apart"),
    [
        ("June 30, 2025", "June 30, 2024", True),
        ("Fiscal years ended December 31, 2022 2022", "December 25, 2021 2021", True),
        ("Quarters Ended October 1, 2022", "Quarters Ended September 30, 2023", False),
        ("Quarters Ended September 30, 2023", "Quarters Ended October 1, 2022", True),
        ("Year Ended June 30, 2023", "2022", True),
        ("2022", "Year Ended December 31, 2021", True),
        ("Three Months Ended June 30, 2025", "Six Months Ended June 30, 2024", False),
        ("June 30, 2025", "March 31, 2025", False),
    ],
)
def test_the_column_beside_is_the_year_before_only_where_it_says_so(now: str, before: str, *, apart: bool) -> None:
    table = _table(now, before)
    first, second = ended(table, 0), ended(table, 1)
    assert first is not None
    assert second is not None
    assert first.a_year_after(second) is apart


@pytest.mark.parametrize("head", ["", "Change", "2022 vs. 2021", "$ Change 2022", "Quarter 2025 2024"])
def test_a_head_of_no_one_period_ends_nowhere(head: str) -> None:
    assert ended(_table(head), 0) is None
