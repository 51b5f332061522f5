"""Real filings: a few facts checked by hand, and what must hold for every document."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import Corrupt
from pipeline.read import read
from pipeline.records import BlockKind, Document, Form, Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeAlias

    Filing: TypeAlias = Callable[[str], Document]


def tables(found: Document, words: str, page: int | None = None) -> list[Table]:
    return [
        table
        for table in found.tables
        if (page is None or table.page == page) and any(words in row.label for row in table.rows)
    ]


def value(table: Table, label: str, column: str) -> Decimal | None:
    (at,) = [index for index, head in enumerate(table.columns) if column in head]
    row = next(row for row in table.rows if row.label.startswith(label))
    return next(cell.value for cell in row.cells if cell.column == at)


FILES = (
    ("NVDA_2025-10-26_10-Q.pdf", Form.TEN_Q, 14),
    ("ATVI_2023-06-30_10-Q.pdf", Form.TEN_Q, 14),
    ("BA_2022_10-K.pdf", Form.TEN_K, 22),
    ("VZ_2016_10-K.pdf", Form.TEN_K, 16),
    ("MSFT_2023_Q1_10-Q.pdf", Form.TEN_Q, 17),
    ("CRWV_2025-03-31_10-Q.txt", Form.TEN_Q, 16),
)


@pytest.mark.parametrize(("name", "form", "notes"), FILES)
def test_what_holds_for_every_document(filing: Filing, name: str, form: Form, notes: int) -> None:
    found = filing(name)
    assert found.identity.form is form
    assert found.pages[0].start == 0
    assert found.pages[-1].end == len(found.text)
    assert all(a.end == b.start for a, b in zip(found.pages, found.pages[1:], strict=False))
    assert all(a.end <= b.start for a, b in zip(found.blocks, found.blocks[1:], strict=False))
    assert all(a.end <= b.start for a, b in zip(found.tables, found.tables[1:], strict=False))
    assert sum(section.key.startswith("note") for section in found.sections) == notes
    assert found.coverage.losses == ()
    for table in found.tables:
        for row in table.rows:
            assert all(row.start <= cell.start < cell.end <= table.end for cell in row.cells)
            columns = [cell.column for cell in row.cells]
            assert columns == sorted(set(columns))
            assert not table.columns or max(columns, default=0) < len(table.columns)


def test_an_income_statement(filing: Filing) -> None:
    found = filing("NVDA_2025-10-26_10-Q.pdf")
    (table,) = tables(found, "Cost of revenue", page=4)
    assert value(table, "Revenue", "Three Months Ended Oct 26, 2025") == 57006
    assert value(table, "Interest expense", "Nine Months Ended Oct 27, 2024") == -186
    assert table.scale is not None
    assert table.scale.multiplier == 1_000_000


def test_a_debt_table_with_heads_of_words(filing: Filing) -> None:
    found = filing("NVDA_2025-10-26_10-Q.pdf")
    (table,) = tables(found, "Notes Due 2028", page=20)
    assert value(table, "1.55% Notes Due 2028", "Oct 26, 2025") == 1250
    assert value(table, "1.55% Notes Due 2028", "Effective Interest Rate") == Decimal("1.64")


def test_customers_in_the_text_of_a_filing(filing: Filing) -> None:
    found = filing("CRWV_2025-03-31_10-Q.txt")
    (table,) = tables(found, "Customer C")
    assert value(table, "Customer A", "March 31, 2025") == 72
    assert value(table, "Customer A", "March 31, 2024") == 33
    assert value(table, "Customer C", "March 31, 2024") == 32
    assert [row.label for row in table.rows] == ["Customer A", "Customer B", "Customer C"]  # D has a mark, no figure


def test_page_numbers_in_the_text_of_a_filing_are_furniture(filing: Filing) -> None:
    found = filing("CRWV_2025-03-31_10-Q.txt")
    furniture = {found.quote(b.start, b.end) for b in found.blocks if b.kind is BlockKind.FURNITURE}
    furniture |= {found.quote(gap.start, gap.end) for block in found.blocks for gap in block.gaps}
    assert {"Table of Contents", "12", "64"} <= furniture


def test_rows_that_pdfium_ran_together_are_apart(filing: Filing) -> None:
    found = filing("AES_2021_10-K.pdf")
    (table,) = tables(found, "Total recourse debt", page=165)
    labels = [row.label for row in table.rows]
    assert labels[:6] == ["2022", "2023", "2024", "2025", "2026", "Thereafter"]
    assert table.rows[3].cells[0].value == 900


def test_prose_of_notes_written_in_millions(filing: Filing) -> None:
    found = filing("BA_2022_10-K.pdf")
    scale = found.scale_at(found.text.index("$860 fixed-price"))
    assert scale is not None
    assert scale.multiplier == 1_000_000


def test_pages_that_are_scraps_still_make_tables(filing: Filing) -> None:
    found = filing("MSFT_2023_10-K_broken_layout.pdf")
    assert len(found.pages) == 2062
    (table,) = tables(found, "Leasehold improvements")
    assert {row.label: [str(cell.value) for cell in row.cells] for row in table.rows}["Total, net"] == [
        "95641",
        "74398",
    ]


@pytest.mark.parametrize("name", ["broken_a.pdf", "broken_b.pdf"])
def test_files_no_reader_opens_are_named(real_filings: Path, name: str) -> None:
    with pytest.raises(Corrupt, match=f"^{name}: "):
        read(real_filings / name, name)
