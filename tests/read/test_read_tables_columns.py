"""Columns of tables: words between label and figures, heads over some columns, rows without every figure."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bench.fuzzing.invariants import broken
from pipeline.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.records import Document, Table

LEAD = "The following table summarizes what is shown (in millions):"


def text_file(tmp_path: Path, *lines: str) -> Document:
    path = tmp_path / "filing.txt"
    path.write_text("\n".join((LEAD, "", *lines, "")), encoding="utf-8")
    return read(path, path.name)


def page(tmp_path: Path, body: str) -> Document:
    path = tmp_path / "filing.htm"
    path.write_text(f"<html><body><p>{LEAD}</p>{body}</body></html>", encoding="utf-8")
    return read(path, path.name)


def shown(document: Document, table: Table) -> dict[str, dict[int, str]]:
    return {row.label: {cell.column: document.text[cell.start : cell.end] for cell in row.cells} for row in table.rows}


def test_a_column_of_dates_between_label_and_figures_is_no_part_of_the_label(tmp_path: Path) -> None:
    document = text_file(
        tmp_path,
        "                         Date of       December 31,",
        "                         Issue         2025       2024",
        "Senior notes             July 2014     $ 100      $ 200",
        "Term loans               May 2016        300        400",
        "Bank loans               June 2017       500        600",
        "Total                                  $ 900    $ 1,200",
    )
    (table,) = document.tables
    assert [row.label for row in table.rows] == ["Senior notes", "Term loans", "Bank loans", "Total"]
    assert table.columns == ("December 31, 2025", "December 31, 2024")


def test_a_row_without_a_rate_does_not_shift_its_figures_in_a_text_file(tmp_path: Path) -> None:
    document = text_file(
        tmp_path,
        "                            2025       Rate       2024       Rate",
        "Customer A      Gaming    $ 1,200      12.5 %    $ 900       10.1 %",
        "Customer B      Client        300                  250        3.0 %",
        "Customer C      Client        310       4.0 %",
        "Total                     $ 1,810                $ 1,150",
    )
    (table,) = document.tables
    assert shown(document, table) == {
        "Customer A": {0: "$ 1,200", 1: "12.5 %", 2: "$ 900", 3: "10.1 %"},
        "Customer B": {0: "300", 2: "250", 3: "3.0 %"},
        "Customer C": {0: "310", 1: "4.0 %"},
        "Total": {0: "$ 1,810", 2: "$ 1,150"},
    }


def test_what_stands_for_a_figure_and_is_a_word_is_no_figure(tmp_path: Path) -> None:
    document = text_file(
        tmp_path,
        "2025 2024 2023",
        "Customer A 18 % 16 % 14 %",
        "Customer B * N/A 11 %",
        "Customer C 12 % \u2014 10 %",
    )
    (table,) = document.tables
    assert shown(document, table)["Customer B"] == {2: "11 %"}
    assert shown(document, table)["Customer C"] == {0: "12 %", 1: "\u2014", 2: "10 %"}


def test_two_marks_before_the_figures_belong_to_the_label(tmp_path: Path) -> None:
    document = text_file(
        tmp_path,
        "2025 2024",
        "Total borrowings $ 76,166 $ 84,529",
        "Fair value adjustments",
        "(1)(3) (23) 31",
        "Total $ 76,143 $ 84,560",
    )
    (table,) = document.tables
    assert shown(document, table)["Fair value adjustments (1)(3)"] == {0: "(23)", 1: "31"}


def test_a_change_has_no_period_though_a_span_without_a_day_stands_over_it(tmp_path: Path) -> None:
    document = text_file(
        tmp_path,
        "Quarters Ended Six Months Ended",
        *("June 25,", "2023", "June 26,", "2022", "%", "Change") * 2,
        "Net sales $ 6,875 $ 5,862 17 % $ 13,144 $ 12,263 7 %",
        "Operating profit 718 613 17 % 1,393 1,292 8 %",
    )
    (table,) = document.tables
    assert table.columns == (
        "Quarters Ended June 25, 2023",
        "Quarters Ended June 26, 2022",
        "% Change",
        "Six Months Ended June 25, 2023",
        "Six Months Ended June 26, 2022",
        "% Change",
    )


def test_what_rolls_forward_keeps_its_heading_up_to_the_balance_at_the_end(tmp_path: Path) -> None:
    document = text_file(
        tmp_path,
        "2025 2024",
        "Common Stock",
        "Balance at beginning of year 424 424",
        "Balance at end of year 424 424",
        "Reinvested Earnings",
        "Balance at beginning of year 11,246 2,447",
        "Net income 13,127 17,879",
        "Dividends declared (9,314) (9,080)",
        "Balance at end of year 15,059 11,246",
        "Total Equity $ 24,032 $ 17,842",
    )
    (table,) = document.tables
    assert [row.group for row in table.rows] == [
        *[("Common Stock",)] * 2,
        *[("Reinvested Earnings",)] * 4,
        (),
    ]


def test_a_sentence_inside_a_statement_does_not_cut_its_table(tmp_path: Path) -> None:
    document = text_file(
        tmp_path,
        "Six Months Ended June 30, 2023 Six Months Ended June 30, 2022",
        "Cash paid for interest $ 167 $ 112",
        "Cash paid for income taxes, net $ 906 $ 444",
        "The table below reconciles cash as reported in the balance sheets to the total of the same amounts shown",
        "in the statements of cash flows:",
        "Cash and cash equivalents $ 5,504 $ 4,583",
        "Short-term investments 11 22",
        "Total cash $ 5,515 $ 4,605",
    )
    (table,) = document.tables
    assert [len(row.cells) for row in table.rows] == [2] * 5


def test_years_of_maturity_are_no_figures(tmp_path: Path) -> None:
    document = text_file(
        tmp_path,
        "December 31, 2025 December 31, 2024",
        "Bank loans 1.89% 2022 - 2079 $ 2,345 $ 3,494",
        "Notes 4.71% 2023 - 2060 3,000 3,100",
    )
    (table,) = document.tables
    assert list(shown(document, table)["Bank loans"].values()) == ["1.89%", "$ 2,345", "$ 3,494"]


def test_a_heading_under_a_label_that_ends_in_net_is_no_part_of_it(tmp_path: Path) -> None:
    document = text_file(
        tmp_path,
        "2025 2024",
        "Other countries 44 42",
        "Total property and equipment, net $ 1,589 $ 1,513",
        "NOTE 5 \u2013 Business Combinations",
        "The company completed no business combination in the year that is shown here, and none since.",
    )
    assert [row.label for row in document.tables[0].rows] == ["Other countries", "Total property and equipment, net"]


def test_two_figures_of_a_row_never_stand_in_one_column(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<table><tr><td>Revenue</td><td>1,000</td><td>2,000</td></tr>"
        "<tr><td>Costs</td><td colspan='2'>3,000</td></tr>"
        "<tr><td>Other</td><td>10</td><td>20</td></tr></table>",
    )
    (table,) = document.tables
    assert broken(document) == []
    assert [[cell.column for cell in row.cells] for row in table.rows] == [[0, 1], [0], [0, 1]]


def test_tables_in_tables_are_not_read_once_for_every_level(tmp_path: Path) -> None:
    depth = 400
    body = ("<table><tr><td>" + "word " * 200) * depth + "1,000" + "</td></tr></table>" * depth
    began = time.process_time()
    page(tmp_path, body)
    assert time.process_time() - began < 3


def test_a_table_of_two_thousand_columns_is_read_in_time_that_grows_with_them(tmp_path: Path) -> None:
    heads = "".join(f"<td>Head {number}</td>" for number in range(2000))
    rows = "".join(
        f"<tr><td>Row {row}</td>{''.join(f'<td>{100 + number % 800},000</td>' for number in range(1, 2001))}</tr>"
        for row in range(1, 4)
    )
    began = time.process_time()
    document = page(tmp_path, f"<table><tr><td></td>{heads}</tr>{rows}</table>")
    assert time.process_time() - began < 3
    assert max(cell.column for row in document.tables[0].rows for cell in row.cells) == 1999
