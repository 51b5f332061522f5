"""What is over, what has closed, what ended: the strength and the age of a deal, on fictional sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.extract.rules.binding import strength
from pipeline.records import Binding, DealType, Proposals

if TYPE_CHECKING:
    from collections.abc import Callable

    Propose = Callable[..., Proposals]

# The documents of these tests are reports for the quarter that ended on June 30, 2026.


@pytest.mark.parametrize(
    "sentence",
    [
        "In May 2024, we completed the acquisition of Alder Networks, Inc. for $320 million.",
        "On March 13, 2025, we issued $2.9 billion aggregate principal amount of 4.27% Senior Notes due 2036.",
        "During 2024, we redeemed $1.2 billion aggregate principal amount of our 3.1% Senior Notes.",
        (
            "During the fourth quarter of 2024, we completed the sale of our Elm campus to Borel "
            "Corporation for $200 million."
        ),
        "On February 2, 2024, we entered into an agreement to acquire Wren Systems, Inc. for $130 billion.",
        "In 2024 we entered into a $600 million term loan agreement that matured in March 2026.",
        "As of June 30, 2025, our total indebtedness was $8.2 billion.",
        "In March 2022, we reached an agreement to settle the class action with the plaintiffs for $90 million.",
    ],
    ids=["takeover", "issue", "redemption", "sale", "pending for ever", "loan repaid", "old balance", "settlement"],
)
def test_what_was_over_before_the_year_is_not_told(propose: Propose, sentence: str) -> None:
    assert propose(sentence).candidates == ()


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "In May 2024, we completed the acquisition of Alder Networks, Inc. for $320 million, of "
            "which $80 million remains payable."
        ),
        (
            "On July 30, 2023 we entered into a $1.5 billion delayed draw term loan facility that "
            "matures on July 30, 2028."
        ),
        (
            "In March 2024, a jury returned a verdict of $90 million in damages for the plaintiffs, "
            "which we have appealed."
        ),
    ],
    ids=["part unpaid", "facility in force", "under appeal"],
)
def test_what_is_still_open_is_told_however_old(propose: Propose, sentence: str) -> None:
    assert len(propose(sentence).candidates) == 1


def test_the_day_of_a_paragraph_is_that_of_its_next_sentence(propose: Propose) -> None:
    assert not propose(
        "In March 2024 we completed the sale of our masts to Borel Corporation for $5.1 billion. As part of this "
        "transaction, we also sold 162 towers for $100 million."
    ).candidates


def test_a_closing_in_the_next_sentence_closes_the_deal(propose: Propose) -> None:
    [deal] = propose(
        "On July 30, 2025, we entered into a definitive agreement to acquire Fleet Group PLC. "
        "Pursuant to the agreement, "
        "we acquired Fleet Group PLC for $60.00 per share in cash. The aggregate merger "
        "consideration was approximately "
        "$2.5 billion. We completed the acquisition on November 7, 2025."
    ).candidates
    assert (deal.binding, deal.dates.signed, deal.dates.start) == (Binding.DONE, "2025-07-30", "2025-11-07")
    assert (int(deal.amounts[0].value), deal.amounts[0].what) == (2_500_000_000, "purchase price")
    assert "per share" in {amount.what for amount in deal.amounts}


def test_a_closing_in_another_paragraph_closes_the_deal(propose: Propose) -> None:
    found = propose(
        "On February 20, 2026, we entered into an agreement to acquire Xylem Holdings, Inc. for "
        "$1.8 billion, subject to "
        "regulatory approval.",
        "We completed our acquisition of Xylem Holdings, Inc. on June 1, 2026.",
    ).candidates
    assert [(c.binding, c.dates.start) for c in found] == [(Binding.DONE, "2026-06-01")]


@pytest.mark.parametrize(
    ("sentence", "kind", "binding"),
    [
        (
            (
                "If approvals are not received and the agreement is terminated by either party, we may be obligated to "
                "pay Tower Chip Ltd. a termination fee of $353 million."
            ),
            DealType.OTHER,
            Binding.CONDITIONAL,
        ),
        (
            (
                "In May 2026 we reached a settlement in principle of the antitrust class action with the "
                "plaintiffs for $1.4 billion."
            ),
            DealType.SETTLEMENT,
            Binding.CONDITIONAL,
        ),
        (
            (
                "Unless the facility is terminated earlier, the lenders provide a $700 million revolving "
                "credit facility to us."
            ),
            DealType.DEBT,
            Binding.FIRM,
        ),
    ],
    ids=["if it is terminated", "in principle", "unless terminated"],
)
def test_only_what_happened_makes_a_status(propose: Propose, sentence: str, kind: DealType, binding: Binding) -> None:
    [deal] = propose(sentence).candidates
    assert (deal.type, deal.binding) == (kind, binding)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the guarantees of those notes have terminated under their terms", DealType.GUARANTEE),
        ("the court annulled the fine of $1.5 billion", DealType.SETTLEMENT),
        ("the prior credit agreement had a commitment of $1 billion", DealType.DEBT),
    ],
)
def test_what_ended_is_ended(words: str, kind: DealType) -> None:
    assert strength(words, kind, Binding.FIRM)[0] is Binding.ENDED
    assert strength(f"if {words}", kind, Binding.FIRM)[0] is Binding.FIRM


def test_the_former_facility_says_nothing_of_the_new_one(propose: Propose) -> None:
    [deal] = propose(
        "In April 2026, we amended our revolving credit facility. The aggregate commitment under "
        "the new credit agreement is "
        "$1.25 billion and it matures in April 2031. The prior credit agreement had an aggregate commitment of $1.0 "
        "billion and matured in December 2028."
    ).candidates
    assert (deal.binding, deal.dates.end) == (Binding.FIRM, "2031-04")
    assert [int(amount.value) for amount in deal.amounts] == [1_250_000_000]


def test_a_closing_with_its_day_is_told_without_a_price(propose: Propose) -> None:
    [deal] = propose(
        "On June 1, 2026, we completed our acquisition of Wheatear Bank, Inc.",
        "We may acquire other companies.",
    ).candidates
    assert (deal.party.name, deal.binding, deal.dates.start, deal.amounts) == (
        "Wheatear Bank, Inc.",
        Binding.DONE,
        "2026-06-01",
        (),
    )
