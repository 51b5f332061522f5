"""What stands beside the figures of a table and is none: raised marks, levels, pages' numbers, heads in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.read import read
from pipeline.records import CellUnit

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.records import TableFigure

PROSE = "The Company reviews these balances every quarter and records a loss when one is probable and estimable."


def figures(tmp_path: Path, lines: str) -> list[TableFigure]:
    file = tmp_path / "filing.txt"
    file.write_text(f"{PROSE}\n{lines.strip()}\n{PROSE}\n", encoding="utf-8")
    return list(read(file, file.name).figures())


def test_a_raised_mark_on_a_line_of_its_own_is_no_figure(tmp_path: Path) -> None:
    found = figures(
        tmp_path,
        """
Statements of Earnings
(in millions)
2025 2024
Net sales $ 16,693 $ 15,446
Cost of sales
2
(14,603) (13,490)
Gross profit 2,090 1,956
""",
    )
    assert [(one.label, one.head, str(one.value)) for one in found[2:4]] == [
        ("Cost of sales 2", "2025", "-14603"),
        ("Cost of sales 2", "2024", "-13490"),
    ]
    assert len(found) == 6


def test_a_level_behind_every_label_is_no_part_of_it(tmp_path: Path) -> None:
    found = figures(
        tmp_path,
        """
(in millions)
Level 2025 2024
Money market funds Level 1 $ 1,693 $ 1,446
Notes payable Level 2 3,603 3,490
Warrants Level 3 2,090 1,956
""",
    )
    assert [one.label for one in found[::2]] == ["Money market funds", "Notes payable", "Warrants"]


@pytest.mark.parametrize("term", ["6 years", "6years", "6.5 years"])
def test_a_term_in_years_is_a_figure(tmp_path: Path, term: str) -> None:
    found = figures(
        tmp_path,
        f"""
(in millions)
2025 2024
Lease liabilities $ 1,693 $ 1,446
Notes payable 3,603 3,490
Remaining term of leases {term} {term}
""",
    )
    assert [(one.unit, one.multiplier, str(one.value)) for one in found[-2:]] == [
        (CellUnit.YEARS, 1, term.removesuffix("years").strip())
    ] * 2


def test_a_span_of_useful_lives_is_words(tmp_path: Path) -> None:
    found = figures(tmp_path, "Buildings 10 - 40 years\nMachines 3 - 5 years\nBoats 2 to 7 years\n")
    assert found == []


def test_columns_of_awards_are_named_and_counted_by_their_heads(tmp_path: Path) -> None:
    found = figures(
        tmp_path,
        """
The following table summarizes the awards (shares and aggregate value in thousands):
Options
Outstanding
Weighted-Average
Exercise Price
Weighted-Average
Remaining
Term (Years)
Aggregate
Intrinsic Value
Balance at January 1, 2025 47,219 $ 1.74 7 $ 2,163
Exercised (1,675) 1.68
Balance at March 31, 2025 45,544 $ 1.75 6 $ 1,607
""",
    )
    assert [(one.head, one.unit, one.multiplier) for one in found[:4]] == [
        ("Options Outstanding", CellUnit.SHARES, 1000),
        ("Weighted-Average Exercise Price", CellUnit.PER_SHARE, 1),
        ("Weighted-Average Remaining Term (Years)", CellUnit.YEARS, 1),
        ("Aggregate Intrinsic Value", CellUnit.MONEY, 1000),
    ]
    assert [(one.head, one.unit) for one in found[4:6]] == [
        ("Options Outstanding", CellUnit.SHARES),
        ("Weighted-Average Exercise Price", CellUnit.PER_SHARE),
    ]


def test_how_a_total_is_measured_does_not_take_it_out_of_its_group(tmp_path: Path) -> None:
    found = figures(
        tmp_path,
        """
(in millions)
2025 2024
Assets:
Notes held $ 1,693 $ 1,446
Bonds held 3,603 3,490
Total assets measured and recorded at fair value 5,296 4,936
Liabilities:
Notes owed 693 446
Warrants owed 603 490
Total liabilities measured and recorded at fair value 1,296 936
""",
    )
    assert [one.group for one in found[4::6]] == [("Assets",), ("Liabilities",)]


def test_the_number_of_the_page_is_not_the_last_figure_of_a_table_of_one_cell_a_line(tmp_path: Path) -> None:
    cells = """
(In millions)
June 30,
2025
June 30,
2024
Plant
$
1,200
$
1,100
Rates
3.6%
3.5%
Yields
4.3%
4.2%
21
PART I
Item 1
"""
    found = figures(tmp_path, cells)
    assert [str(one.value) for one in found] == ["1200", "1100", "3.6", "3.5", "4.3", "4.2"]
    assert {one.head for one in found} == {"June 30, 2025", "June 30, 2024"}


def test_a_name_in_capitals_does_not_hold_the_heading_after_it(tmp_path: Path) -> None:
    found = figures(
        tmp_path,
        """
(in millions)
2025 2024
Americas
Net sales $ 1,693 $ 1,446
Expenses 3,603 3,490
EMEA
Net sales 693 446
Expenses 603 490
Consolidated
Net sales 2,386 1,892
Expenses 4,206 3,980
""",
    )
    assert [one.group for one in found[::4]] == [("Americas",), ("EMEA",), ("Consolidated",)]


def test_a_footnote_mark_in_the_last_row_does_not_make_its_last_figure_a_page_number(tmp_path: Path) -> None:
    found = figures(
        tmp_path,
        """
Statements of Balances
(in millions)
2025 2024
Cash held $ 10 $ 12
Receivables 10 14
Inventories (1) 1,000 10
""",
    )
    assert [one.label for one in found[4:]] == ["Inventories (1)", "Inventories (1)"]
    assert [str(one.value) for one in found[4:]] == ["1000", "10"]
