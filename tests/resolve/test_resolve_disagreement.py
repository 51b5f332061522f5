"""Pieces of evidence of one deal that contradict one another: told, with the piece that says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pipeline.records import Binding, Dates, DealType, PartyKind, Payer
from pipeline.resolve import resolve
from tests.resolve.made import document, proved

if TYPE_CHECKING:
    from pipeline.records import Proved


def told(*statements: Proved) -> list[tuple[str, str, str]]:
    (deal,) = resolve(document(), statements)
    return [(one.about, one.said, deal.evidence[one.evidence].quote.split(" at ")[-1]) for one in deal.disagreements]


def takeover(amount: int, at: int = 0, **more: Any) -> Proved:
    return proved("Tarn Systems", amount, type_=DealType.ACQUISITION, at=at, **more)


def test_two_prices_of_one_takeover_are_both_told() -> None:
    assert told(takeover(24_000_000), takeover(22_000_000, 60)) == [("amount", "22000000", "60")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (takeover(4_409_000_000), takeover(4_400_000_000, 60)),
        (takeover(4_400_000_000), takeover(3_200_000_000, 60)),
        (takeover(24_000_000, what="purchase price"), takeover(22_000_000, 60, what="earn-out")),
    ],
    ids=["rounding", "a part of the whole", "another thing"],
)
def test_what_only_looks_like_another_price_is_not_told(one: Proved, other: Proved) -> None:
    assert told(one, other) == []


def test_a_lost_digit_is_told_and_not_taken_for_a_part() -> None:
    """Bug: a transcript that says "over $8 billion" and later "the $80 billion" of one order book led with the 8."""
    assert told(takeover(8_000_000_000), takeover(80_000_000_000, 60)) == [("amount", "80000000000", "60")]


def test_a_share_of_another_period_is_no_contradiction() -> None:
    shares = [
        proved("Customer A", share, kind=PartyKind.ANONYMOUS, type_=DealType.CONCENTRATION, unit="percent", at=at)
        for share, at in ((23, 0), (20, 60))
    ]
    assert told(*shares) == []


def test_a_sentence_that_weakens_a_deal_is_told() -> None:
    signed = proved("Osprey", 9, binding=Binding.CONDITIONAL, phrase="subject to closing")
    doubt = proved("Osprey", 9, binding=Binding.INTENT, phrase="no assurance", at=60)
    assert told(signed, doubt) == [("binding", "intent", "60")]


@pytest.mark.parametrize("later", [Binding.DONE, Binding.ENDED])
def test_a_later_stage_is_no_contradiction(later: Binding) -> None:
    signed = takeover(9, binding=Binding.CONDITIONAL, phrase="subject to approval")
    assert told(signed, takeover(9, 60, binding=later, phrase="completed")) == []


def test_two_ends_and_two_sides_are_told() -> None:
    first = proved("Osprey", 9, type_=DealType.PURCHASE_COMMITMENT)
    other = proved("Osprey", 9, type_=DealType.PURCHASE_COMMITMENT, payer=Payer.COUNTERPARTY, at=60)
    said = told(
        first.model_copy(update={"dates": Dates(end="2030-06")}), other.model_copy(update={"dates": Dates(end="2032")})
    )
    assert said == [("payer", "counterparty", "60"), ("end", "2032", "60")]


def test_a_statement_that_leaves_the_party_open_says_nothing_of_the_side() -> None:
    """Once "may invest up to $20 billion", cut off before "in us", was told as the filer's own investment."""
    type_ = DealType.PURCHASE_COMMITMENT
    unnamed = proved("an investor", 9_000_000, kind=PartyKind.ANONYMOUS, type_=type_, payer=Payer.COUNTERPARTY, at=60)
    assert told(proved("Osprey", 9_000_000, type_=type_), unnamed) == []


def test_a_contradiction_beyond_the_limit_of_evidence_is_seen() -> None:
    many = [takeover(24_000_000, at=40 * number) for number in range(8)]
    assert told(*many, takeover(22_000_000, 600)) == [("amount", "22000000", "600")]
