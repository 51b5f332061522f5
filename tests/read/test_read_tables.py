"""Tables found in plain lines."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.read.document import build
from pipeline.read.raw import RawDocument
from pipeline.records import Document, Form, Identity, Page

if TYPE_CHECKING:
    from pipeline.records import Table

PARAGRAPH = (
    "The Company reviews its obligations every quarter and records a liability when a loss is probable and can be."
)


def document(*lines: str, form: Form = Form.OTHER) -> Document:
    text = "\n".join(lines) + "\n"
    raw = RawDocument(name="x.txt", media="text", text=text, pages=(Page(start=0, end=len(text), number=1),))
    return build(raw, Identity(company="Example Corp", form=form), "x.txt", "0" * 64)


def cells(table: Table) -> dict[str, list[Decimal | None]]:
    return {row.label: [cell.value for cell in row.cells] for row in table.rows}


def test_dates_over_columns_and_spans_over_dates() -> None:
    (table,) = document(
        PARAGRAPH,
        "Condensed Statements of Income",
        "(In millions, except per share data)",
        "Three Months Ended Nine Months Ended",
        "Oct 26, 2025 Oct 27, 2024 Oct 26, 2025 Oct 27, 2024",
        "Revenue $ 57,006 $ 35,082 $ 147,811 $ 91,166",
        "Cost of revenue 15,157 8,926 45,441 22,031",
        "Net income per share:",
        "Basic $ 1.31 $ 0.79 $ 3.16 $ 2.07",
    ).tables
    assert table.title == "Condensed Statements of Income"
    assert table.columns == (
        "Three Months Ended Oct 26, 2025",
        "Three Months Ended Oct 27, 2024",
        "Nine Months Ended Oct 26, 2025",
        "Nine Months Ended Oct 27, 2024",
    )
    assert cells(table)["Cost of revenue"] == [Decimal(15157), Decimal(8926), Decimal(45441), Decimal(22031)]
    assert table.scale is not None
    assert (table.scale.multiplier, table.scale.shares_scaled) == (1_000_000, True)


def test_dates_broken_over_lines() -> None:
    (table,) = document(
        "The components were as follows:",
        "June 30,",
        "2023",
        "December 31,",
        "2022",
        "(In thousands)",
        "Cash $ 5 $ 7,776",
        "Debt 10,549 —",
    ).tables
    assert table.columns == ("June 30, 2023", "December 31, 2022")
    assert cells(table)["Debt"] == [Decimal(10549), None]


def test_labels_over_two_lines_and_footnote_marks() -> None:
    (table,) = document(
        "Balances were (in millions):",
        "2025 2024",
        "Accounts receivable $ 33,391 $ 23,065",
        "Loans, net of allowances of $617 and $598 as of June 30, 2023 and December 31,",
        "2022, respectively 5,547 7,431",
        "Prepaid supply agreements (1) 1,536 1,747",
        "Total $ 40,474 $ 32,243",
    ).tables
    assert [(row.label[-30:], len(row.cells)) for row in table.rows] == [
        ("Accounts receivable", 2),
        ("December 31, 2022, respectively"[-30:], 2),
        ("Prepaid supply agreements (1)", 2),
        ("Total", 2),
    ]
    assert table.rows[1].label.startswith("Loans, net of allowances")
    assert table.rows[1].label.endswith("2022, respectively")


def test_a_schedule_by_year_has_years_as_labels() -> None:
    (table,) = document(
        "Future payments are as follows (in millions):",
        "2026 $ 123",
        "2027 456",
        "2028 78",
        "Thereafter 200",
        "Total $ 857",
    ).tables
    assert list(cells(table)) == ["2026", "2027", "2028", "Thereafter", "Total"]
    assert cells(table)["2027"] == [Decimal(456)]


def test_a_table_printed_one_cell_a_line() -> None:
    (table,) = document(
        "Property was as follows:",
        "(In millions)",
        "Land",
        "$",
        "5,683",
        "$",
        "4,734",
        "Buildings",
        "68,465",
        "55,014",
        "Depreciation",
        "(",
        "68,251",
        ")",
        "(",
        "59,660",
        ")",
    ).tables
    assert cells(table) == {
        "Land": [Decimal(5683), Decimal(4734)],
        "Buildings": [Decimal(68465), Decimal(55014)],
        "Depreciation": [Decimal(-68251), Decimal(-59660)],
    }


def test_prose_with_numbers_at_line_ends_is_no_table() -> None:
    found = document(
        "In the first quarter the Company recorded revenue of $4,500, which compares with revenue of $4,100",
        "in the year before. In October the Company signed an agreement with a supplier for a price of $300",
        "and paid the first part of it. The rest is due in three parts, the last of which falls due in 2028",
        "and is secured. See Note 11",
    )
    assert found.tables == ()


def test_a_scale_governs_its_table_and_not_the_prose_after_it() -> None:
    found = document(
        "Purchase commitments are as follows (in thousands):",
        "2026 $ 1,200",
        "2027 3,400",
        "Total $ 4,600",
        PARAGRAPH + " made.",
        "In October the Company paid $1,500 to a former director of the Company for services that he rendered before.",
    )
    inside = found.scale_at(found.text.index("1,200"))
    assert inside is not None
    assert inside.multiplier == 1_000
    assert found.scale_at(found.text.index("1,500")) is None


def test_a_sentence_on_all_tables_reaches_tables_without_a_line_and_no_prose() -> None:
    found = document(
        "NOTES TO FINANCIAL STATEMENTS",
        "Unless otherwise noted, tabular dollars are in millions.",
        PARAGRAPH + " made.",
        "Commitments by kind were:",
        "Cloud $ 1,200 $ 900",
        "Supply 3,400 2,100",
        PARAGRAPH + " made.",
        "The Company paid $750 to a supplier.",
    )
    (table,) = found.tables
    assert table.scale is not None
    assert table.scale.multiplier == 1_000_000
    assert found.scale_at(found.text.index("750")) is None


def test_prose_written_in_the_unit_of_its_notes_is_scaled() -> None:
    charges = [
        f"In quarter {n} the Company recorded a charge of ${100 + n} for the program and paid ${n + 7}."
        for n in range(14)
    ]
    found = document("Notes to the Consolidated Financial Statements", "(Dollars in millions)", *charges)
    scale = found.scale_at(found.text.index("$105"))
    assert scale is not None
    assert scale.multiplier == 1_000_000


def test_a_total_under_a_column_of_rates_is_no_share_of_anything() -> None:
    """The total of all debt was lost: it stood, without a sign, under the rates of the loans above it."""
    (table,) = document(
        "The total debt obligations are as follows (in thousands):",
        "Maturities",
        "Effective Interest Rates",
        "Elm 1.0 Facility March 2028 15% $ 1,897,500 $ 2,012,500",
        "Elm 2.0 Facility May 2029 11% 4,386,303 3,843,819",
        "Elm Term Loan Facility April 2027 12% 1,000,000 1,000,000",
        "Elm Revolving Facility June 2027 6% 50,000 40,000",
        "Total principal of debt 7,333,803 6,896,319",
    ).tables
    units = {row.label: [str(cell.unit) for cell in row.cells] for row in table.rows}
    assert units["Total principal of debt"] == ["money", "money"]
    assert units["Elm 1.0 Facility March 2028"] == ["percent", "money", "money"]
