"""Decisions outlive the engine: rules, then a model, then rules again; and figures of tables in real filings."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.check import check
from pipeline.extract.rules import RulesEngine
from pipeline.records import Binding, Claim, Decision, Proof
from pipeline.records.parties import PartyTable
from pipeline.resolve import resolve
from pipeline.review import applied
from pipeline.run.reviewing import Checks
from pipeline.select import select
from tests import standin
from tests.review.conftest import BIRCH, CEDAR, CUSTOMER

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Document
    from tests.review.conftest import Desk
    from tests.serving import Serving

REVIEW = f"""\
by = "Maria Holt"
on = 2026-11-23

[[deal]]
id = "{BIRCH}"
decision = "accept"

[[deal]]
id = "{CEDAR}"
decision = "correct"
binding = "conditional"
party = "Cedar Labs"

[[deal]]
id = "{CUSTOMER}"
decision = "reject"

[[missed]]
type = "lease"
party = "Dogwood Centers Trust"
payer = "filer"
binding = "firm"
amount = "$35 million"
quote = "Our hall in Bremond is let by Dogwood Centers Trust, which we pay $35 million through 2031."
"""


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_decisions_hold_from_the_rules_to_a_model_and_back(
    desk: Desk, serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.file.write_text(REVIEW, "utf-8")
    desk.run()
    by_rules = desk.bytes()
    serving.respond = standin.reply
    with monkeypatch.context() as patch:
        patch.setenv("OPENAI_BASE_URL", serving.url)
        patch.setenv("OPENAI_API_KEY", "sk-test-0123456789")
        done = desk.briefs("run", "--engine", "model", "--jobs", "1")
    assert done.code == 0, done.err
    assert desk.facts.engine.name == "model"
    told = {
        deal.counterparty.name: (deal.binding, deal.review.decision, deal.review.stale)
        for deal in desk.facts.deals
        if deal.review is not None
    }
    assert told == {
        "Birch Foundry Corporation": (Binding.FIRM, "accepted", ()),
        "Cedar Labs": (Binding.CONDITIONAL, "corrected", ()),
        "Dogwood Centers Trust": (Binding.FIRM, "added", ()),
    }
    assert "Customer A" not in {deal.counterparty.name for deal in desk.facts.deals}
    review = desk.facts.review
    assert review is not None
    assert {one.state for one in review.decisions} <= {"holds", "gone"}
    desk.run()
    assert desk.bytes() == by_rules
    assert desk.file.read_text("utf-8") == REVIEW


def test_a_bare_figure_of_a_table_is_read_in_the_unit_of_its_deal(filing: Callable[[str], Document]) -> None:
    """ "2,000" in the row of notes at 3.50 % was taken for 2,000 percent."""
    document = filing("NVDA_2025-10-26_10-Q.pdf")
    deals = resolve(document, check(document, RulesEngine().propose(document, select(document).passages)).proved)
    notes = next(deal for deal in deals if any("Due 2050" in piece.quote for piece in deal.evidence))
    decision = Decision(about="deal", verdict="correct", key=notes.id, claim=Claim(amounts=("2,000",)))
    done = applied([notes], [decision], Checks(document, PartyTable()))
    (deal,) = done.deals
    assert (deal.amounts[0].value, deal.amounts[0].unit, deal.amounts[0].proof) == (
        Decimal(2_000_000_000),
        "USD",
        Proof.TABLE,
    )
