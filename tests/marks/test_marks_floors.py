"""Marks made by hand on real filings: the share the reader gets right may only rise.

``python -m bench.marks tests/marks ../shared/filings --show`` lists every difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench.marking.marks import load
from bench.marking.points import Share, shares
from bench.marking.score import score
from pipeline.read import read

if TYPE_CHECKING:
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
    ("items", "place"): 97,
    ("items", "state"): 90,
    ("items", "none extra"): 97,
    ("notes", "place"): 99,
    ("notes", "title"): 98,
    ("notes", "none extra"): 99,
    ("order", "neighbours"): 98,
    ("tables", "found"): 90,
    ("tables", "last_page"): 60,
    ("tables", "figure_rows"): 60,
    ("tables", "figures"): 50,
    ("cells", "value"): 84,
    ("cells", "label"): 78,
    ("cells", "group"): 40,
    ("cells", "column"): 45,
    ("cells", "unit"): 0,
    ("cells", "currency"): 0,
    ("cells", "multiplier"): 0,
    ("cells", "whole"): 0,
    ("calls", "has speakers"): 100,
    ("calls", "speaker"): 25,
    ("calls", "kind"): 0,
    ("calls", "role"): 0,
    ("calls", "firm"): 0,
    ("calls", "firm said"): 0,
    ("calls", "first words"): 98,
    ("calls", "turns"): 70,
    ("calls", "questions"): 80,
}
"""Percent of the marks that must be right, for each kind and field. Raise them when the reader improves."""


@pytest.fixture(scope="module")
def measured(real_filings: Path) -> dict[tuple[str, str], Share]:
    def document(name: str) -> Document:
        return read(real_filings / name, name)

    return shares(score(load(Path(__file__).parent), document))


def test_the_share_right_does_not_fall(measured: dict[tuple[str, str], Share]) -> None:
    fallen = {
        key: f"{measured[key].right} of {measured[key].of} right, {floor} % at least"
        for key, floor in FLOORS.items()
        if key in measured and 100 * measured[key].part < floor
    }
    assert fallen == {}


def test_every_thing_compared_has_a_floor(measured: dict[tuple[str, str], Share]) -> None:
    assert sorted(measured) == sorted(FLOORS)
