"""Figures in tables that are bare rows of cells, and what the comparison with other readers counts."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.marking.grids import figure, in_its_row, under_its_head
from bench.marking.marks import CellMark
from bench.peers import Tally, compare, sample, witnessed
from bench.scaling import fit

MARK = CellMark("Total debt (1)", "As of March 31, 2025", "(1,234)", "-1234", unit="money")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("$ (1,234)", "-1234"),
        ("(1,234", "-1234"),
        ("$1,234", "1234"),
        ("18 %", "18"),
        ("—", "-"),
        ("", None),
        ("Total", None),
        ("2025 notes", None),
    ],
)
def test_a_cell_as_sign_and_digits(cell: str, expected: str | None) -> None:
    assert figure(cell) == expected


@pytest.mark.parametrize(
    ("grid", "row", "head"),
    [
        ([["", "As of March 31, 2025"], ["Total debt", "(1,234)"]], True, True),
        ([["", "As of", ""], ["", "March 31, 2025", ""], ["Total debt", "$", "(1,234"]], True, True),
        ([["", "March 31, 2024"], ["Total debt", "(1,234)"]], True, False),
        ([["", "As of March 31, 2025"], ["Total debt", "1,234"]], False, False),
        ([["Debts", "Total debt", "(1,234)"]], True, False),
        ([["Total", "(1,234)"]], False, False),
    ],
)
def test_a_marked_figure_in_its_row_and_under_its_head(grid: list[list[str]], row: bool, head: bool) -> None:
    assert (in_its_row(MARK, [grid]), under_its_head(MARK, [grid])) == (row, head)


def test_a_sample_holds_the_marked_pages_and_others_spread_evenly() -> None:
    assert sample(100, {7, 8}, 6) == [1, 7, 8, 17, 33, 49]
    assert sample(3, {2}, 6) == [1, 2, 3]


def test_kept_is_what_both_witnesses_see() -> None:
    results = {
        "pdfium": {"texts": {1: "10 apples, 20 pears"}},
        "pypdf": {"texts": {1: "10 apples, 2 0 pears", 2: "7"}},
        "other": {"texts": {1: "1 apple"}},
    }
    seen = witnessed(results)
    assert seen[1]["numbers"] == Counter({"10": 1})
    tally = Tally()
    compare(tally, results["other"], seen)
    assert tally.kept["numbers"] == [0, 1]


def test_the_line_of_least_squares() -> None:
    assert fit([(1.0, 3.0), (2.0, 5.0), (3.0, 7.0)]) == pytest.approx((2.0, 1.0, 1.0))
