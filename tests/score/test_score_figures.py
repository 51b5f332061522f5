"""Pairs, figures and fields, on labels and deals of literals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.records import Amount, Binding, Dates, Deal, DealType, Evidence, Party, PartyKind, Payer, Proof, Qualifier
from pipeline.score import Label, besides, figures, scored, totals
from tests.score.conftest import deal, label, made_from


def test_a_deal_told_twice_is_a_duplicate_and_no_match() -> None:
    one = scored([label()], [deal("a"), deal("b")])
    assert [pair.deal.id for pair in one.pairs] == ["a"]
    assert [(pair.label.id, pair.deal.id) for pair in one.repeated] == [("L-1", "b")]
    assert totals([one])["precision"] == 0.5


def test_the_better_pair_is_made_first() -> None:
    other = label("L-2", amounts=[{"value": 700_000_000, "unit": "USD"}], evidence=[{"page": 9, "quote": "another"}])
    small = Amount(value=Decimal(700_000_000), unit="USD", as_written="$700 million", proof=Proof.QUOTE)
    one = scored([other, label()], [deal("large"), deal("small", amounts=(small,))])
    assert [(pair.label.id, pair.deal.id) for pair in one.pairs] == [("L-2", "small"), ("L-1", "large")]


def test_a_miss_of_a_minor_label_is_listed_after_the_core_ones_and_costs_no_recall() -> None:
    one = scored([label("minor", tier="minor"), label("core")], [])
    assert [missed.id for missed in one.missed] == ["core", "minor"]
    assert figures(one)["missed_core"] == ["core"]
    assert (one.core(), one.minor()) == (1, 1)


def test_an_intent_shown_as_bound_is_counted() -> None:
    one = scored([label(binding="intent")], [deal()])
    assert totals([one])["intent_shown_as_bound"] == 1
    assert totals([one])["binding_accuracy"] == 0.0


def test_the_strength_of_a_share_is_not_scored() -> None:
    share = Amount(value=Decimal(22), unit="percent", as_written="22%", proof=Proof.QUOTE)
    customer = {"name": "Customer A", "kind": "anonymous"}
    wanted = label(
        type="concentration", counterparty=customer, amounts=[{"value": 22, "unit": "percent"}], binding="unclear"
    )
    found = deal(
        type=DealType.CONCENTRATION,
        counterparty=Party(name="Customer A", kind=PartyKind.ANONYMOUS),
        amounts=(share,),
        binding=Binding.FIRM,
    )
    one = figures(scored([wanted], [found]))
    assert (one["matched"], one["binding_labels"], one["binding_ok"]) == (1, 0, 0)


@pytest.mark.parametrize(
    ("stated", "right"),
    [
        (Dates(signed="2025-11-18"), True),
        (Dates(signed="2025-11"), True),
        (Dates(signed="2025-12"), False),
        (Dates(), False),
    ],
)
def test_a_date_is_right_as_precise_as_the_less_precise_of_the_two(stated: Dates, right: bool) -> None:
    one = scored([label(dates={"signed": "2025-11-18", "start": None, "end": None})], [deal(dates=stated)])
    assert besides([one])["dates"] == (int(right), 1)


def test_the_qualifier_is_compared_where_the_amount_is_there() -> None:
    up_to = label(amounts=[{"value": 4_500_000_000, "unit": "USD", "qualifier": "up_to"}])
    assert besides([scored([up_to], [deal()])])["qualifier"] == (0, 1)
    capped = deal().amounts[0].model_copy(update={"qualifier": Qualifier.UP_TO})
    assert besides([scored([up_to], [deal(amounts=(capped,))])])["qualifier"] == (1, 1)


@pytest.mark.parametrize(
    "other",
    [
        deal(counterparty=Party(name="Quill", kind=PartyKind.NAMED)),
        deal(
            type=DealType.LEASE,
            amounts=(),
        ),
        deal(
            amounts=(Amount(value=Decimal(1), unit="USD", as_written="$1", proof=Proof.QUOTE),),
            evidence=(Evidence(start=0, end=1, page=40, quote="something else entirely"),),
        ),
    ],
)
def test_another_party_kind_or_sum_is_another_deal(other: Deal) -> None:
    one = scored([label()], [other])
    assert (one.pairs, [wrong.id for wrong in one.wrong]) == ((), [other.id])


def test_every_label_is_found_by_the_deal_that_is_it() -> None:
    labels: list[Label] = [label(), label("L-2", counterparty={"name": "Quill AI", "kind": "named"}, payer="none")]
    one = scored(labels, [made_from(each, each.id) for each in labels])
    assert [(pair.label.id, pair.deal.id) for pair in one.pairs] == [("L-1", "L-1"), ("L-2", "L-2")]
    assert one.pairs[1].deal.payer is Payer.NONE
