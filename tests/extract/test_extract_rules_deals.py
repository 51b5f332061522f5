"""Sentences of the kinds filings use, with fictional names: who, how much, which way, how binding."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.extract.rules.reading import FRAMES
from pipeline.extract.rules.text import fold
from pipeline.records import Binding, Candidate, DealType, Form, PartyKind, Payer, Proposals, Qualifier

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.rules.frames import Frame


def only(proposals: Proposals, kind: DealType) -> Candidate:
    found = [c for c in proposals.candidates if c.type is kind]
    assert len(found) == 1, [(c.rule, c.party.name) for c in proposals.candidates]
    return found[0]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_every_entry_fires_on_the_sentence_that_made_it_necessary(frame: Frame) -> None:
    assert frame.match(fold(frame.example).lower()) is not None


def test_names_of_entries_are_unique() -> None:
    names = [frame.name for frame in FRAMES]
    assert len(names) == len(set(names))


def test_money_goes_to_the_party_it_stands_beside(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "In May 2026, we committed to invest $5 billion in Corvid Corporation, subject to regulatory approval, "
        "and we entered into a letter of intent with an opportunity to invest in Quill AI."
    ).candidates
    corvid = next(c for c in found if c.party.name.startswith("Corvid"))
    quill = next(c for c in found if c.party.name.startswith("Quill"))
    assert corvid.amounts[0].value == Decimal(5_000_000_000)
    assert corvid.binding is Binding.CONDITIONAL
    assert quill.amounts == ()
    assert quill.binding is Binding.INTENT


def test_a_part_of_a_total_is_the_named_partys(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "Investment commitments are $6.5 billion as of June 30, 2026, including $5 billion in Corvid Corporation "
        "which is subject to regulatory approval."
    ).candidates
    assert {(c.party.name, c.amounts[0].value) for c in found} == {
        ("Corvid Corporation", Decimal(5_000_000_000)),
        ("investees", Decimal(6_500_000_000)),
    }


def test_the_amount_may_follow_in_the_next_sentence(propose: Callable[..., Proposals]) -> None:
    deal = only(
        propose(
            "We entered into an agreement to guarantee a partner's facility lease obligations in the event of their "
            "default. The maximum gross exposure is $860 million, which is reduced over five years."
        ),
        DealType.GUARANTEE,
    )
    assert deal.party.kind is PartyKind.ANONYMOUS
    assert deal.amounts[0].value == Decimal(860_000_000)
    assert len(deal.quotes) == 2


def test_a_closing_told_later_in_the_paragraph_makes_the_deal_done(propose: Callable[..., Proposals]) -> None:
    deal = only(
        propose(
            "In February 2026, the Company entered into a definitive agreement to acquire all outstanding equity "
            "interests of Weir and Biscuit, Inc. The Transaction closed on May 5, 2026. The aggregate consideration "
            "was approximately $1.4 billion in cash and stock."
        ),
        DealType.ACQUISITION,
    )
    assert deal.party.name == "Weir and Biscuit, Inc."
    assert deal.binding is Binding.DONE
    assert deal.amounts[0].value == Decimal(1_400_000_000)


@pytest.mark.parametrize(
    ("sentence", "payer", "kind"),
    [
        (
            "Osprey AI, Inc. has committed to pay the Company up to $11.9 billion through October 2030.",
            Payer.COUNTERPARTY,
            DealType.SALES_CONTRACT,
        ),
        (
            "The Company is committed to pay Columbia Power Agency at least $640 million for power over ten years.",
            Payer.FILER,
            DealType.PURCHASE_COMMITMENT,
        ),
        (
            "Corvid Silicon, Inc. is obligated to purchase residual capacity of our data centers up to $3.6 billion.",
            Payer.COUNTERPARTY,
            DealType.CLOUD_COMPUTE,
        ),
        (
            "Corvid Silicon, Inc. has guaranteed up to $642 million of the Company's rent under the lease.",
            Payer.COUNTERPARTY,
            DealType.GUARANTEE,
        ),
    ],
)
def test_the_subject_of_the_sentence_decides_who_pays(
    propose: Callable[..., Proposals], sentence: str, payer: Payer, kind: DealType
) -> None:
    deal = only(propose(sentence), kind)
    assert deal.payer is payer
    assert deal.party.kind is PartyKind.NAMED


def test_a_facility_is_the_lenders_and_up_to(propose: Callable[..., Proposals]) -> None:
    deal = only(
        propose(
            "The Company has $3.0 billion available under an unsecured revolving credit facility that expires on "
            "April 29, 2027."
        ),
        DealType.DEBT,
    )
    assert (deal.party.name, deal.payer, deal.binding) == ("lenders", Payer.COUNTERPARTY, Binding.FIRM)
    assert deal.amounts[0].qualifier is Qualifier.UP_TO
    assert deal.dates.end == "2027-04-29"


@pytest.mark.parametrize(
    "sentence",
    [
        "Revenue increased by $1.2 billion primarily due to higher sales of acquired products.",
        "A hypothetical 10% change in the fair value of our notes would be $40 million.",
        "If we acquire other companies, we may issue $500 million of notes.",
        "Our board authorized the repurchase of up to $4 billion of our common stock.",
        "We had unrecognized tax benefits of $300 million.",
        "No customer accounted for 10% or more of our revenue.",
        # What a takeover will be paid with is no second deal, and no promise of a stake.
        "We intend to fund the $2.3 billion purchase price of Wren Photonics, Inc. with cash on hand.",
    ],
)
def test_what_is_no_deal(propose: Callable[..., Proposals], sentence: str) -> None:
    assert propose(sentence).candidates == ()


def test_lettered_customers_have_each_their_share(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "For the second quarter, direct customers with more than 10% of total revenue included: Customer A at 22%, "
        "Customer B at 15%, and Customer C at 13%."
    ).candidates
    assert [(c.party.name, c.amounts[0].value) for c in found] == [
        ("Customer A", Decimal(22)),
        ("Customer B", Decimal(15)),
        ("Customer C", Decimal(13)),
    ]


def test_counted_customers_have_each_their_share(propose: Callable[..., Proposals]) -> None:
    found = propose("Four direct customers accounted for 22%, 17%, 14% and 12% of our accounts receivable.").candidates
    assert [c.amounts[0].value for c in found] == [Decimal(22), Decimal(17), Decimal(14), Decimal(12)]
    assert {c.amounts[0].what for c in found} == {"share of accounts receivable"}


def test_a_product_line_is_no_customer(propose: Callable[..., Proposals]) -> None:
    assert propose("Streamline represented approximately 82% of our retail revenue.").candidates == ()


def test_shares_of_last_year_are_left_out(propose: Callable[..., Proposals]) -> None:
    assert propose("One customer accounted for 17% of our accounts receivable as of January 26, 2025.").candidates == ()


def test_places_and_months_are_no_parties(propose: Callable[..., Proposals]) -> None:
    found = propose("In March we committed to invest $2 billion in Magdeburg, Germany.").candidates
    assert all(c.party.kind is not PartyKind.NAMED for c in found)


def test_a_current_report_names_the_party_even_without_a_sum(propose: Callable[..., Proposals]) -> None:
    deal = only(
        propose(
            "On June 2, 2026, Maplewood Devices, Inc. entered into an Agreement and Plan of Merger with Tarn "
            "Corporation to acquire all outstanding shares of Tarn Corporation.",
            form=Form.EIGHT_K,
        ),
        DealType.ACQUISITION,
    )
    assert deal.party.name == "Tarn Corporation"


def test_the_backlog_of_a_call_is_not_given_to_the_customers_named_before_it(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "We have signed significant cloud contracts with the leaders of AI, including Osprey, Wren and many others. At "
        "the end of Q1, remaining performance obligations, or RPO, now to $455 billion.",
        form=Form.CALL,
    ).candidates
    named = [c for c in found if c.party.kind is PartyKind.NAMED]
    assert {c.party.name for c in named} == {"Osprey", "Wren"}
    assert all(not c.amounts for c in named)
    backlog = next(c for c in found if c.party.name == "customers")
    assert backlog.amounts[0].value == Decimal(455_000_000_000)


def test_quotes_are_the_documents_own_characters(propose: Callable[..., Proposals]) -> None:
    text = "In June 2026, we issued fixed rate notes for an aggregate\nprincipal amount of $900\u00a0million."
    candidate = only(propose(text), DealType.DEBT)
    assert candidate.quotes[0].start is not None
    assert text[candidate.quotes[0].start :].startswith(candidate.quotes[0].text)
    assert len(candidate.quotes[0].text) <= 400


def test_who_sells_is_not_what_is_bought(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "On January 10, 2026, the Company acquired from Ann Wren and Osprey Holdings, Inc. (“Osprey”) certain assets, "
        "subject to certain liabilities, of Osprey. The consideration was comprised of $20 million in cash. "
        "Additionally, the Company signed a definitive agreement to acquire from Ann Wren, sole stockholder of Osprey, "
        "certain assets, subject to certain liabilities, of Tarn, Inc. (“Tarn”). The acquisition of Tarn is expected "
        "to close by April 30, 2026. The aggregate consideration is approximately $71 million.",
        form=Form.EIGHT_K,
    ).candidates
    assert {c.party.name for c in found} == {"Osprey Holdings, Inc.", "Tarn, Inc."}
