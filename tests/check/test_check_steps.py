"""The way of a candidate through the gates is the one ``check`` sends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check import GATES, Case, Refusal, Source, check, examined, scale_line
from pipeline.extract.rules import RulesEngine
from pipeline.read import read
from pipeline.records import Candidate, Document, PartyKind, Proof, Proposals, Withholding
from pipeline.select import select

SAMPLES = Path(__file__).resolve().parents[2] / "filings" / "samples"


@pytest.fixture(scope="module")
def document() -> Document:
    return read(SAMPLES / "BRKW_2026-06-30_10-Q.htm", "BRKW_2026-06-30_10-Q.htm")


@pytest.fixture(scope="module")
def candidates(document: Document) -> tuple[Candidate, ...]:
    good = RulesEngine().propose(document, select(document).passages).candidates
    bad = [one.model_copy(update={"party": one.party.model_copy(update={"name": "October"})}) for one in good]
    bad = [one for one in bad if one.party.kind is PartyKind.NAMED][:2]
    return (*good, *bad)


def test_what_is_proved_and_withheld_is_what_check_gives(document: Document, candidates: tuple[Candidate, ...]) -> None:
    ways = examined(document, candidates)
    checked = check(document, Proposals(candidates=candidates))
    assert tuple(way.proved for way in ways if way.proved) == checked.proved
    assert tuple(one for way in ways for one in way.withheld) == checked.withheld
    assert [way.candidate for way in ways] == list(candidates)


def test_a_way_passes_every_gate_in_order_or_ends_at_the_one_that_stays_shut(
    document: Document, candidates: tuple[Candidate, ...]
) -> None:
    names = [gate.name for gate in GATES]
    for way in examined(document, candidates):
        passed = [step.gate.name for step in way.steps]
        assert passed == names[: len(passed)]
        assert all(isinstance(step.outcome, Case) for step in way.steps[:-1])
        assert (way.proved is None) == isinstance(way.steps[-1].outcome, Refusal)
    last = examined(document, candidates)[-1]
    assert [one.reason for one in last.withheld] == [Withholding.FALSE_PARTY]
    assert last.steps[-1].gate.name == "real party"


def test_a_scaled_figure_names_its_line_and_one_written_out_has_none(
    document: Document, candidates: tuple[Candidate, ...]
) -> None:
    source = Source(document)
    seen = set()
    for proved in check(document, Proposals(candidates=candidates)).proved:
        for amount in proved.amounts:
            line = scale_line(source, amount, proved.evidence[amount.evidence])
            assert (line is None) == (amount.proof is Proof.QUOTE), amount
            seen.add(amount.proof)
    assert Proof.TABLE in seen
