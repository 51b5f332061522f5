"""Settlements at law, and what only sounds like one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.records import Binding, DealType, Payer, Proposals

if TYPE_CHECKING:
    from collections.abc import Callable


def settlements(proposals: Proposals) -> list[tuple[str, Payer, Decimal, Binding]]:
    return [
        (c.party.name, c.payer, c.amounts[0].value, c.binding)
        for c in proposals.candidates
        if c.type is DealType.SETTLEMENT
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "We repurchased 185 million shares for $16.2 billion, including 3 million shares for $19 million that were "
            "repurchased but not settled."
        ),
        (
            "During the year we settled $84 million in aggregate principal amount of our 7.00% Notes for $104 "
            "million in cash."
        ),
        "For example, a regulator has fined a major technology company $225 million for its handling of data.",
        "In September 2025 the tribunal annulled the $1.5 billion fine imposed on us.",
        (
            "The commission approved a settlement agreement authorizing us to collect a total of $683 million from "
            "customers."
        ),
        (
            "Tern has raised counterclaims alleging breach and seeking a declaratory judgment and damages in excess "
            "of $25 million."
        ),
    ],
)
def test_what_is_no_settlement_of_the_filer_is_not_told(propose: Callable[..., Proposals], sentence: str) -> None:
    assert settlements(propose(sentence)) == []


def test_the_one_awarded_is_the_party(propose: Callable[..., Proposals]) -> None:
    found = settlements(
        propose("In April 2026, the court entered judgment, awarding Alder Chips LLC $2.2 billion in damages.")
    )
    assert found == [("Alder Chips LLC", Payer.FILER, Decimal(2_200_000_000), Binding.FIRM)]


def test_money_won_comes_from_the_other_side(propose: Callable[..., Proposals]) -> None:
    found = settlements(
        propose(
            "In June 2026 the arbitrator ordered that $27.1 million held in escrow be released to the Company under "
            "the settlement of the claim."
        )
    )
    assert [(payer, value) for _, payer, value, _ in found] == [(Payer.COUNTERPARTY, Decimal(27_100_000))]


def test_the_payment_of_a_fine_is_the_fine(propose: Callable[..., Proposals]) -> None:
    found = settlements(
        propose(
            "In June 2025, the antitrust authority imposed a $2.4 billion fine on us. "
            "In February 2026, we made a cash payment of $2.5 billion for the fine."
        )
    )
    assert found == [("regulators", Payer.FILER, Decimal(2_400_000_000), Binding.DONE)]


def test_a_fine_paid_years_ago_is_no_news(propose: Callable[..., Proposals]) -> None:
    assert (
        settlements(propose("The antitrust authority imposed a $1.1 billion fine, which we paid in March 2012.")) == []
    )


def test_a_break_up_fee_each_way_is_two(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "If the merger agreement is terminated in certain cases, the Company will be required to pay Tarn "
        "Corporation a "
        "termination fee of $300 million, and Tarn Corporation will be required to pay the Company a termination "
        "fee of "
        "$200 million."
    ).candidates
    assert [(c.payer, [a.value for a in c.amounts]) for c in found] == [
        (Payer.FILER, [Decimal(300_000_000)]),
        (Payer.COUNTERPARTY, [Decimal(200_000_000)]),
    ]


def test_only_words_near_the_sale_unmake_it(propose: Callable[..., Proposals]) -> None:
    (sale,) = propose(
        "On April 1, 2026, the Company completed the sale of its landline business in three states to Quail "
        "Corporation for "
        "$10.5 billion, which was used to repay debt and to meet other purposes, and included 3.3 million voice "
        "customers."
    ).candidates
    assert (sale.type, sale.party.name, sale.amounts[0].value) == (
        DealType.DIVESTITURE,
        "Quail Corporation",
        Decimal(10_500_000_000),
    )


def test_a_verdict_under_a_post_trial_motion_is_unclear_and_one(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "In May 2026, a jury in a federal court reached a verdict in a trial about our brakes. The jury awarded $129 "
        "million in total compensatory damages. The jury also awarded $200 million in punitive damages. In June 2026, "
        "the Company filed a post-trial motion for judgment as a matter of law."
    ).candidates
    assert [(c.binding, [a.value for a in c.amounts]) for c in found] == [
        (Binding.UNCLEAR, [Decimal(129_000_000), Decimal(200_000_000)])
    ]


def test_money_received_is_done_and_fees_under_appeal_go_to_counsel(propose: Callable[..., Proposals]) -> None:
    found = settlements(
        propose(
            "In connection with the settlement of the lawsuit, the Company received $277 million from certain "
            "directors and paid Plaintiff's counsel fees of $176 million (which the Company is appealing) in the "
            "three months ended March 31, 2026."
        )
    )
    assert sorted(found) == [
        ("counsel", Payer.FILER, Decimal(176_000_000), Binding.UNCLEAR),
        ("directors", Payer.COUNTERPARTY, Decimal(277_000_000), Binding.DONE),
    ]
