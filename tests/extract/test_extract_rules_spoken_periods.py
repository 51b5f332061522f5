"""The period of a figure told on a call, and conditions that are never cut. All names are fictional."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.extract.rules.binding import conditions
from pipeline.extract.rules.results import results
from pipeline.records import Document, Form

if TYPE_CHECKING:
    from collections.abc import Callable


def periods(document: Document) -> list[str | None]:
    identity = document.identity.model_copy(update={"fiscal_period": "Q2 FY2026"})
    return [found.period for found in results(document.model_copy(update={"identity": identity}))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Total revenue was $1.4 billion, up 34% from a year ago.", "Q2 FY2026"),
        ("Net loss for the second quarter was $90 million.", "Q2 FY2026"),
        ("Net loss for the third quarter was $110 million, compared to $360 million in Q3 of 2024.", "Q3"),
        ("For Q2 2027, we expect revenue of between $934 million and $938 million.", "Q2 2027"),
        (
            "In 2027, we expect our CapEx will be at least $30 billion, more than 2x the CapEx in 2026.",
            "full year 2027",
        ),
        ("We now expect full year revenue of approximately $3.3 billion.", "full year"),
        ("For fiscal 2027 we expect total revenue of $9 billion.", "fiscal 2027"),
        ("We expect revenue to be $1.5 billion.", None),
        ("Let me turn to the outlook for the fourth quarter. Total revenue is expected to be $45 billion.", "Q4"),
    ],
)
def test_a_spoken_figure_carries_its_period(document: Callable[..., Document], text: str, expected: str | None) -> None:
    assert periods(document(text, form=Form.CALL)) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "the sale is subject to the receipt of $1.5 billion of financing, u.s. antitrust clearance and terms.",
            ["subject to the receipt of $1.5 billion of financing, u.s. antitrust clearance and terms"],
        ),
        (
            "the loan is contingent upon delivery of the first plant; it runs five years.",
            ["contingent upon delivery of the first plant"],
        ),
        (
            "closing is subject to "
            + "approval by the holders of most of the shares of both companies, " * 4
            + "and tax.",
            ["subject to " + ", ".join(["approval by the holders of most of the shares of both companies"] * 3)],
        ),
    ],
)
def test_a_condition_is_never_cut_inside_its_clause(sentence: str, expected: list[str]) -> None:
    assert [sentence[low:high] for low, high in conditions(sentence)] == expected
