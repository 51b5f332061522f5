# ruff: noqa: E501  (pieces of documents stand on one line, as in a document)
"""Tables of web pages: columns, values and units, and tables that are none."""

from __future__ import annotations

from decimal import Decimal

from pipeline.records import BlockKind
from tests.read.conftest import page, shown

STATEMENT = """
<p><b>Balance Sheets</b></p><p><b>(In millions)</b></p>
<table>
<tr><td colspan="3"></td><td colspan="3">Apr 27,<br>2025</td><td></td><td colspan="3">Jan 26,<br>2025</td></tr>
<tr><td colspan="3">Total debt</td><td>$</td><td>8,467</td><td></td><td></td><td>$</td><td>8,463</td><td></td></tr>
<tr><td colspan="3">Net loss</td><td></td><td>(1,234</td><td>)</td><td></td><td></td><td>&#8212;</td><td></td></tr>
<tr><td colspan="3">Gross margin</td><td></td><td>60.5</td><td>%</td><td></td><td></td><td>72.4</td><td>%</td></tr>
</table>"""


def test_a_table_row_reads_as_a_line_of_a_printed_page() -> None:
    raw = page(STATEMENT)
    assert "Total debt $ 8,467 $ 8,463\nNet loss (1,234) —\nGross margin 60.5% 72.4%" in raw.text


def test_a_table_has_columns_values_and_units() -> None:
    (table,) = page(STATEMENT).tables or ()
    assert table.title == "Balance Sheets"
    assert table.columns == ("Apr 27, 2025", "Jan 26, 2025")
    debt, loss, margin = table.rows
    assert (debt.label, [cell.value for cell in debt.cells]) == ("Total debt", [Decimal(8467), Decimal(8463)])
    assert [(cell.column, cell.value) for cell in loss.cells] == [(0, Decimal(-1234)), (1, None)]
    assert [cell.unit for cell in margin.cells] == ["percent", "percent"]


def test_the_span_of_a_cell_is_its_text() -> None:
    raw = page(STATEMENT)
    (table,) = raw.tables or ()
    cells = [raw.text[cell.start : cell.end] for row in table.rows for cell in row.cells]
    assert cells == ["$ 8,467", "$ 8,463", "(1,234)", "—", "60.5%", "72.4%"]


def test_years_over_columns_are_heads_and_years_beside_figures_are_labels() -> None:
    raw = page(
        "<table><tr><td></td><td>2025</td><td>2024</td></tr><tr><td>Revenue</td><td>10</td><td>9</td></tr>"
        "<tr><td>2026</td><td>5</td><td>4</td></tr></table>"
    )
    (table,) = raw.tables or ()
    assert table.columns == ("2025", "2024")
    assert [(row.label, len(row.cells)) for row in table.rows] == [("Revenue", 2), ("2026", 2)]


def test_a_table_that_goes_on_after_a_page_end_keeps_its_column_heads() -> None:
    first = (
        "<table><tr><td></td><td>2025</td><td>2024</td></tr><tr><td>Revenue</td><td>1,000</td><td>900</td></tr></table>"
    )
    second = (
        "<table><tr><td>Net income</td><td>100</td><td>90</td></tr><tr><td>Tax</td><td>$10</td><td>$9</td></tr></table>"
    )
    end = '<p>7</p><hr style="page-break-after:always">'
    tables = page(first + end + second).tables or ()
    assert [table.columns for table in tables] == [("2025", "2024"), ("2025", "2024")]
    apart = page(first + end + "<p>Other words.</p>" + second).tables or ()
    assert [table.columns for table in apart] == [("2025", "2024"), ()]


def test_small_negatives_and_dashes_are_figures_and_footnote_marks_are_not() -> None:
    raw = page(
        "<table><tr><td>Repurchases</td><td></td><td>(13)</td><td>(12)</td></tr><tr><td>Swaps</td><td></td><td>—</td><td>63</td></tr>"
        "<tr><td>Basic</td><td>(1)</td><td>0.77</td><td>0.60</td></tr><tr><td>Net</td><td></td><td>5</td><td>4</td></tr></table>"
    )
    (table,) = raw.tables or ()
    assert [[cell.value for cell in row.cells] for row in table.rows] == [
        [Decimal(-13), Decimal(-12)],
        [None, Decimal(63)],
        [Decimal("0.77"), Decimal("0.60")],
        [Decimal(5), Decimal(4)],
    ]
    assert [row.label for row in table.rows] == ["Repurchases", "Swaps", "Basic", "Net"]


def test_a_cell_over_two_rows_moves_the_next_row_over() -> None:
    raw = page(
        "<table><tr><td rowspan=2>Debt</td><td>Notes</td><td>1,000</td></tr><tr><td>Loans</td><td>2,000</td></tr></table>"
    )
    (table,) = raw.tables or ()
    assert [[cell.column for cell in row.cells] for row in table.rows] == [[0], [0]]


def test_a_table_that_draws_bullets_is_paragraphs() -> None:
    raw = page(
        "<table><tr><td>•</td><td>We may fail.</td></tr></table><table><tr><td>(1)</td><td>Net of tax.</td></tr></table>"
    )
    assert shown(raw, BlockKind.PARAGRAPH) == ["• We may fail.", "(1) Net of tax."]
    assert raw.tables == ()


def test_an_item_in_a_table_of_one_row_is_a_heading() -> None:
    raw = page(
        "<table><tr><td>Item 1.01.</td><td>Entry into a Material Definitive Agreement.</td></tr></table><p>On May 1.</p>"
    )
    assert shown(raw, BlockKind.HEADING) == ["Item 1.01. Entry into a Material Definitive Agreement."]


def test_an_outer_table_only_lays_out() -> None:
    raw = page(
        "<table><tr><td><p>Some words.</p><table><tr><td>A</td><td>1</td><td>2</td></tr></table></td></tr></table>"
    )
    assert shown(raw) == ["Some words.", "A 1 2"]


def test_a_linked_index_is_contents() -> None:
    rows = "".join(
        f'<tr><td><a href="#i{n}">Item {n}.</a></td><td>Title {n}</td><td>{n}</td></tr>' for n in range(1, 6)
    )
    raw = page(f"<table>{rows}</table>")
    assert [block.kind for block in raw.blocks or ()] == [BlockKind.CONTENTS]
    assert raw.tables == ()
