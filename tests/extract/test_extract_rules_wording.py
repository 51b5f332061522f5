"""The one sentence of a candidate."""

from __future__ import annotations

import pytest

from pipeline.extract.rules.text import whole_words
from pipeline.extract.rules.wording import summary
from pipeline.records import (
    Binding,
    Candidate,
    DealType,
    PartyKind,
    Payer,
    ProposedAmount,
    ProposedParty,
    ProposedQuote,
)


def test_a_name_that_ends_in_a_full_stop_ends_the_sentence() -> None:
    """Review 47: "The company invests up to 240 megawatts in Larkmoor Platforms, Inc.."."""
    candidate = Candidate(
        engine="rules",
        rule="r",
        type=DealType.EQUITY_INVESTMENT,
        party=ProposedParty(name="Larkmoor Platforms, Inc.", kind=PartyKind.NAMED),
        payer=Payer.FILER,
        binding=Binding.FIRM,
        amounts=(ProposedAmount(value=5_000_000, unit="USD", as_written="$5 million"),),
        quotes=(ProposedQuote(text="x"),),
    )
    assert summary(candidate, "stake") == "The company invests $5 million in Larkmoor Platforms, Inc."


def test_a_sum_sued_for_is_not_told_as_settled() -> None:
    """Two pages said "The company settles with …" of sums that plaintiffs only claimed."""
    candidate = Candidate(
        engine="rules",
        rule="r",
        type=DealType.SETTLEMENT,
        party=ProposedParty(name="Elm Colocation", kind=PartyKind.NAMED),
        payer=Payer.FILER,
        binding=Binding.UNCLEAR,
        amounts=(ProposedAmount(value=150_000_000, unit="USD", as_written="$150 million"),),
        quotes=(ProposedQuote(text="x"),),
    )
    told = summary(candidate, "sum claimed")
    assert told == "A legal dispute with Elm Colocation, sum claimed: $150 million (how binding is not said)."


@pytest.mark.parametrize(("cut", "whole"), [((4, 9), (4, 11)), ((6, 9), (4, 11)), ((0, 3), (0, 3)), ((4, 99), (4, 99))])
def test_a_quote_never_ends_in_a_word(cut: tuple[int, int], whole: tuple[int, int]) -> None:
    """A note's quote ended in "cloud servi", so the firewall withheld a true total."""
    assert whole_words("the service is", *cut) == whole
