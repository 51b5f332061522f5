"""Kinds of deal told in several ways: fees awarded, debt taken over, shares sold at the market, votes promised."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.records import Binding, DealType, Document, Form, Payer
from tests.extract.test_extract_rules_tables import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import Candidate, Proposals

MILLION = Decimal(1_000_000)


def only(proposals: Proposals, rule: str) -> Candidate:
    found = [c for c in proposals.candidates if c.rule.startswith(rule)]
    assert len(found) == 1, [(c.rule, c.summary) for c in proposals.candidates]
    return found[0]


@pytest.mark.parametrize(
    ("text", "party", "millions"),
    [
        (
            "On May 2, 2026, the court denied the motion and awarded plaintiffs' counsel fees of $345 million.",
            "counsel",
            345,
        ),
        (
            "In May 2026, the court awarded attorneys' fees in the amount of $40 million in the class action.",
            "counsel",
            40,
        ),
        ("In June 2026, a jury awarded the plaintiffs $80 million in the antitrust lawsuit.", "plaintiffs", 80),
        (
            "In June 2026, the tribunal awarded the claimants $55 million plus interest in the arbitration.",
            "plaintiffs",
            55,
        ),
        (
            "The appeals court in April 2026 awarded $120 million to the states in the opioid litigation.",
            "plaintiffs",
            120,
        ),
    ],
)
def test_what_a_court_awards_is_told(propose: Callable[..., Proposals], text: str, party: str, millions: int) -> None:
    found = only(propose(text), "settlement.agreed")
    assert (found.party.name, found.payer, found.amounts[0].value) == (party, Payer.FILER, millions * MILLION)


@pytest.mark.parametrize(
    ("text", "binding", "millions"),
    [
        (
            "As part of the merger, we assumed $1.6 billion of senior notes, of which $1.5 billion were paid.",
            "done",
            1600,
        ),
        ("We also assumed $2.5 billion of debt, which we repaid immediately after closing.", "done", 2500),
        ("With the takeover of Tarn we assumed approximately $0.6 billion of debt.", "firm", 600),
        ("The Company assumed Tarn's outstanding term loan of $800 million.", "firm", 800),
        ("On closing the Company assumed mortgages and other borrowings of $210 million.", "firm", 210),
    ],
)
def test_debt_taken_over_is_told(propose: Callable[..., Proposals], text: str, binding: str, millions: int) -> None:
    found = only(propose(text), "debt.assumed")
    assert (found.binding, found.payer, found.amounts[0].value) == (Binding(binding), Payer.FILER, millions * MILLION)


@pytest.mark.parametrize(
    ("text", "value", "binding"),
    [
        (
            "We entered into an at-the-market sales agreement under which we may sell up to $500 million of stock.",
            500 * MILLION,
            Binding.FIRM,
        ),
        (
            "Under the equity distribution agreement we may offer shares for an aggregate of up to $1.2 billion.",
            1200 * MILLION,
            Binding.FIRM,
        ),
        (
            "We set up an at the market program, under which we may sell shares with a price of up to $400 million.",
            400 * MILLION,
            Binding.FIRM,
        ),
        (
            "Tomorrow we will be putting in place an at-the-market equity program for up to 25 million Class A shares.",
            25 * MILLION,
            Binding.INTENT,
        ),
        (
            "We plan to file a prospectus for an at-the-market offering of up to $300 million.",
            300 * MILLION,
            Binding.INTENT,
        ),
    ],
)
def test_shares_that_may_be_sold_at_the_market_are_told(
    propose: Callable[..., Proposals], text: str, value: Decimal, binding: Binding
) -> None:
    found = only(propose(text), "equity.at_market")
    assert (found.amounts[0].value, found.binding) == (value, binding)
    assert found.payer is Payer.COUNTERPARTY


@pytest.mark.parametrize(
    "text",
    [
        "We signed a voting agreement with the Elm Family Trust. Shares of Tarn under the Voting Agreement were 16.9%.",
        "We entered into a tender and support agreement with the Elm Family Trust, which holds 16.9% of the shares.",
        "On May 2, 2026, we executed a support agreement with the Elm Family Trust covering 16.9% of the votes.",
        "We signed a voting and support agreement with the Elm Family Trust, the owner of 16.9% of the voting power.",
        "The Elm Family Trust, holder of 16.9% of the shares, delivered irrevocable undertakings to the Company.",
    ],
)
def test_a_promised_vote_is_told_with_its_share(propose: Callable[..., Proposals], text: str) -> None:
    found = only(propose(text, form=Form.EIGHT_K), "vote.promised")
    assert (found.type, found.payer, found.binding) == (DealType.OTHER, Payer.NONE, Binding.FIRM)
    assert found.amounts[0].value == Decimal("16.9")
    assert found.party.name in {"Elm Family Trust", "shareholders of the other company"}


@pytest.mark.parametrize("mark", ["*", "—", "less than 10%"])
def test_a_share_of_the_year_before_alone_is_no_concentration(document: Callable[..., Document], mark: str) -> None:
    over = "Customers of a tenth of revenue and more:"
    made = told(document, over, ("2026", "2025"), (f"Customer B {mark}", (18,)), ("Customer A", (22, 30)))
    assert [c.party.name for c in made] == ["Customer B", "Customer A"]
