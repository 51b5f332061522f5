"""Which statements became one deal, and why, is told by the code that merged them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check import check
from pipeline.extract.rules import RulesEngine
from pipeline.read import read
from pipeline.resolve import arranged, resolve
from pipeline.select import select

SAMPLES = Path(__file__).resolve().parents[2] / "filings" / "samples"


@pytest.mark.parametrize("name", ["HVSN_2026-09-27_10-Q.pdf", "BRKW_2026-06-30_10-Q.htm"])
def test_every_statement_is_in_one_deal_and_says_why_it_joined(name: str) -> None:
    document = read(SAMPLES / name, name)
    proved = check(document, RulesEngine().propose(document, select(document).passages)).proved
    arrangements = arranged(document, proved)
    assert tuple(one.deal for one in arrangements) == resolve(document, proved)
    assert sorted(member.place for one in arrangements for member in one.members) == list(range(len(proved)))
    for one in arrangements:
        first, *rest = one.members
        assert first.why == ""
        assert all(member.why for member in rest)
        assert one.strongest in one.members
        assert one.strongest.statement.binding is one.deal.binding
        assert all(member.statement is proved[member.place] for member in one.members)
    assert any(len(one.members) > 1 for one in arrangements)
