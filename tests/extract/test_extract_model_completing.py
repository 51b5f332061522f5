"""What the rules proved is not lost with a telling by the model that the checks refuse."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.check import check
from pipeline.extract.model import ModelEngine, completed
from pipeline.records import (
    Candidate,
    Checked,
    Document,
    Evidence,
    Packet,
    Packing,
    Piece,
    Proposals,
    Result,
    Signal,
    Unanswered,
    Withholding,
)
from tests.extract.conftest import make
from tests.extract.scripted import Model, deal, found, in_turn, reply, second, told

CAPACITY = "In May we agreed to buy computing capacity from Brightwater for up to $1.5 billion."
SAID: dict[str, Any] = {
    "quotes": [CAPACITY],
    "counterparty": "Brightwater",
    "as_written": ["Brightwater"],
    "aliases": [],
    "signed": None,
}


def briefed(model: Model) -> tuple[Proposals, Checked]:
    document = make(CAPACITY)
    beside = [found(CAPACITY, CAPACITY, **{key: SAID[key] for key in SAID if key != "quotes"})]
    packet = Packet(key="k", pieces=(Piece(start=0, end=len(CAPACITY)),), tokens=9)
    proposals = ModelEngine(model, name="m").propose(document, Packing(packets=(packet,)), beside)
    alone = check(document, Proposals(candidates=tuple(beside)))
    return proposals, completed(document, proposals, check(document, proposals), beside, alone)


def test_a_deal_whose_telling_by_the_model_is_withheld_stands_as_the_rules_proved_it() -> None:
    wrong = deal(**SAID, binding="done", binding_phrase=None, summary="Paid.")
    stubborn = in_turn(
        told({**wrong, "type": "divestiture", "counterparty": "Brightwater", "binding": "ended"}), second()
    )
    proposals, checked = briefed(stubborn)
    assert proposals.candidates[0].also == ("rules: a.rule",)
    assert [one.reason for one in checked.withheld] == [Withholding.BINDING_NOT_IN_QUOTE]
    assert [one.sources for one in checked.proved] == [("rules: a.rule",)]


def test_a_deal_the_model_tells_rightly_is_there_once_and_names_both_sources() -> None:
    _, checked = briefed(Model(told(deal(**SAID))))
    assert [one.sources for one in checked.proved] == [("m: model", "rules: a.rule")]


def test_what_the_model_denied_is_withheld_and_seen() -> None:
    _, checked = briefed(in_turn(told(), second(replies=[reply(1, "no_arrangement", why="a plan")])))
    assert checked.proved == ()
    (withheld,) = checked.withheld
    assert (withheld.reason, withheld.detail) == (Withholding.DENIED, "asked about it by name, m says: a plan")


def test_notes_of_the_proposals_are_handed_on() -> None:
    _, checked = briefed(in_turn(told(), Unanswered(kind="declined", reason="it refused")))
    assert "it refused" in checked.notes[0]


def evidence(start: int) -> Evidence:
    return Evidence(start=start, end=start + 10, page=1, quote="so it is")


def result(metric: str, value: int | None, *, guidance: bool = False, start: int = 0) -> Result:
    number = None if value is None else Decimal(value)
    return Result(metric=metric, value=number, unit="USD", guidance=guidance, evidence=(evidence(start),))


def filled(own: Checked, alone: Checked) -> Checked:
    document: Document = make("Nothing.")
    none: list[Candidate] = []
    return completed(document, Proposals(), own, none, alone)


def test_results_the_model_did_not_tell_are_added() -> None:
    own = Checked(results=(result("Revenue", 57_000), result("capital expenditures", 9)))
    rules = (
        result("revenue", 57_006),
        result("revenue", 147_811),
        result("revenue", 57_006, guidance=True),
        result("capital expenditure", 9),
    )
    told_now = filled(own, Checked(results=rules)).results
    assert told_now == (*own.results, rules[1], rules[2])


def test_of_what_is_expected_the_model_has_the_last_word() -> None:
    """The rules read a tax rate as earnings a share in "my EPS guidance for Q2 assumes a base tax rate of 19%"."""
    own = Checked(results=(result("diluted EPS", 2, guidance=True),))
    rules = (result("eps", 19, guidance=True, start=50), result("revenue", 5, guidance=True))
    assert filled(own, Checked(results=rules)).results == (own.results[0], rules[1])


def test_a_figure_two_packets_tell_is_shown_once() -> None:
    one, other = result("capital expenditure", 35), result("capital expenditure", 35, start=50)
    spoken = result("outlook", None, guidance=True), result("outlook", None, guidance=True, start=50)
    assert filled(Checked(results=(one, *spoken, other)), Checked()).results == (one, *spoken)


def test_signals_the_model_did_not_tell_are_added() -> None:
    def signal(kind: Any, start: int) -> Signal:
        return Signal(kind=kind, statement="so it is", evidence=evidence(start))

    own = Checked(signals=(signal("capacity", 0),))
    rules = (signal("capacity", 5), signal("lead_time", 0), signal("capacity", 50))
    assert filled(own, Checked(signals=rules)).signals == (*own.signals, *rules[1:])
