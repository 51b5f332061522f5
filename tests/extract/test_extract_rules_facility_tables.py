"""Tables that list credit facilities with what each allows and what is drawn. All names are fictional."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.records import Document, Payer, Qualifier
from tests.extract.test_extract_rules_tables import sums, told

if TYPE_CHECKING:
    from collections.abc import Callable

OVER = "Our credit facilities were as follows (in millions):"
LENT, OWED = Payer.COUNTERPARTY, Payer.FILER


@pytest.mark.parametrize(
    ("columns", "row", "payer", "expected"),
    [
        (
            ("Maximum Facility Limit", "Loans Outstanding", "Letters of Credit Outstanding", "Facility Availability"),
            ("Utility revolving credit facility June 2029", (4000, 1370, 795, 1835)),
            LENT,
            [(4000, "credit facility"), (1370, "drawn"), (1835, "unused")],
        ),
        (
            ("Current", "Unpaid Principal Balance", "Unused Committed Amount"),
            ("Credit Agreement", (None, None, 5000)),
            LENT,
            [(5000, "credit facility")],
        ),
        (
            ("Current", "Unpaid Principal Balance", "Unused Committed Amount"),
            ("Northern Working Capital Facility", (None, 3230, 2387)),
            OWED,
            [(3230, "drawn"), (2387, "unused")],
        ),
        (
            ("Total Commitment", "Borrowings Outstanding", "Undrawn"),
            ("Warehouse Credit Facility (1)", (900, 0, 900)),
            LENT,
            [(900, "credit facility"), (900, "unused")],
        ),
        (
            ("Committed Capacity", "Drawn", "Available"),
            ("Five-year revolving credit line due 2030", (750, 120, 630)),
            LENT,
            [(750, "credit facility"), (120, "drawn"), (630, "unused")],
        ),
        (
            ("Facility Size", "Amount Outstanding"),
            ("Receivables securitization program", (400, 250)),
            LENT,
            [(400, "credit facility"), (250, "drawn")],
        ),
    ],
)
def test_a_row_of_a_table_of_facilities_is_told(
    document: Callable[..., Document],
    columns: tuple[str, ...],
    row: tuple[str, tuple[int | None, ...]],
    payer: Payer,
    expected: list[tuple[int, str]],
) -> None:
    found = told(document, OVER, columns, row)
    assert sums(found) == expected
    assert [(c.payer, c.party.name) for c in found] == [(payer, "lenders")]
    assert (found[0].amounts[0].qualifier is Qualifier.UP_TO) is (payer is LENT)


@pytest.mark.parametrize(
    ("over", "columns", "label"),
    [
        (OVER, ("June 30, 2026", "December 31, 2025"), "Borrowings under the credit facility"),
        (OVER, ("Maximum Limit", "Outstanding"), "Total credit facilities"),
        (OVER, ("Committed Capacity", "Output"), "Generation facility at Elm"),
        (
            "Our credit facilities as of December 31, 2025 were (in millions):",
            ("Limit", "Drawn"),
            "Elm credit facility",
        ),
    ],
)
def test_cash_flows_totals_plants_and_the_year_before_are_no_facilities(
    document: Callable[..., Document], over: str, columns: tuple[str, ...], label: str
) -> None:
    assert not [c for c in told(document, over, columns, (label, (800, 300))) if c.rule == "table.facility"]
