"""Marks made by hand on real filings: the share the reader gets right may only rise.

``python -m bench.marks tests/marks ../shared/filings --show`` lists every difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench.marking.marks import load
from bench.marking.points import shares
from bench.marking.score import score, score_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Document

FLOORS: dict[tuple[str, str], float] = {
    ("identity", "company"): 100,
    ("identity", "form"): 100,
    ("identity", "amendment"): 100,
    ("identity", "ticker"): 100,
    ("identity", "cik"): 100,
    ("identity", "period_end"): 100,
    ("identity", "fiscal_period"): 100,
    ("identity", "fiscal_is_calendar"): 100,
    ("identity", "filed"): 100,
    ("identity", "registrants"): 100,
    ("identity", "hinted"): 100,
    ("items", "place"): 100,
    ("items", "state"): 100,
    ("items", "none extra"): 100,
    ("notes", "place"): 100,
    ("notes", "title"): 100,
    ("notes", "none extra"): 100,
    ("order", "neighbours"): 99,
    ("tables", "found"): 100,
    ("tables", "last_page"): 100,
    ("tables", "figure_rows"): 100,
    ("tables", "figures"): 100,
    ("cells", "value"): 100,
    ("cells", "label"): 100,
    ("cells", "group"): 100,
    ("cells", "column"): 97,
    ("cells", "unit"): 100,
    ("cells", "currency"): 100,
    ("cells", "multiplier"): 100,
    ("cells", "whole"): 97,
    ("calls", "has speakers"): 100,
    ("calls", "speaker"): 100,
    ("calls", "kind"): 100,
    ("calls", "role"): 100,
    ("calls", "firm"): 100,
    ("calls", "firm said"): 100,
    ("calls", "first words"): 100,
    ("calls", "turns"): 100,
    ("calls", "questions"): 94,
}
"""Percent of the marks that must be right, for each kind and field. Raise them when the reader improves."""


MARKS = load(Path(__file__).parent)


@pytest.mark.parametrize("name", MARKS.files())
def test_every_mark_of_a_filing_is_judged(filing: Callable[[str], Document], name: str) -> None:
    """One by one, so that the workers share the reading: it is nearly all that the shares below take."""
    judged = list(score_document(MARKS, name, filing(name)))
    assert any(point.right for point in judged)


def test_the_share_right_does_not_fall(filing: Callable[[str], Document]) -> None:
    measured = shares(score(MARKS, filing))
    assert sorted(measured) == sorted(FLOORS)
    fallen = {
        key: f"{measured[key].right} of {measured[key].of} right, {floor} % at least"
        for key, floor in FLOORS.items()
        if 100 * measured[key].part < floor
    }
    assert fallen == {}
