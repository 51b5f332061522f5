"""Which clause, which actor, which day: sentences with fictional names in which something else stands close by."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.extract.rules import RulesEngine
from pipeline.extract.rules.governing import GOVERNORS, Governor
from pipeline.extract.rules.text import pattern
from pipeline.lexis import quantities
from pipeline.records import Binding, Candidate, DealType, Document, Form, Passage, Payer, Proposals, Scale

if TYPE_CHECKING:
    from collections.abc import Callable

    Propose = Callable[..., Proposals]


def told(proposals: Proposals, kind: DealType) -> list[Candidate]:
    return [c for c in proposals.candidates if c.type is kind]


def values(candidate: Candidate) -> list[int]:
    return [int(amount.value) for amount in candidate.amounts]


def test_each_of_two_takeovers_in_one_sentence_has_its_own_price(propose: Propose) -> None:
    found = told(
        propose(
            "In March 2026 we completed our acquisition of Zenith Media Inc. for $8.1 billion, and in April 2026 we "
            "completed our acquisition of Nuthatch Communications, Inc. for $18.8 billion."
        ),
        DealType.ACQUISITION,
    )
    assert {(c.party.name, tuple(values(c)), c.dates.start) for c in found} == {
        ("Zenith Media Inc.", (8_100_000_000,), "2026-03"),
        ("Nuthatch Communications, Inc.", (18_800_000_000,), "2026-04"),
    }


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            (
                "In May 2026 we amended our $8.0 billion revolving credit facility to increase the "
                "availability to $9.0 billion."
            ),
            [9_000_000_000],
        ),
        (
            (
                "We have cash and cash equivalents of $14.6 billion, and our revolving credit facility "
                "provides up to $12.0 billion."
            ),
            [12_000_000_000],
        ),
        (
            (
                "On May 4, 2026 we entered into a new $3.8 billion revolving credit facility, which "
                "replaced our $3.75 billion facility."
            ),
            [3_800_000_000],
        ),
    ],
    ids=["old size", "cash", "replaced"],
)
def test_a_facility_has_the_size_in_force_and_nothing_else(propose: Propose, sentence: str, wanted: list[int]) -> None:
    [facility] = told(propose(sentence), DealType.DEBT)
    assert values(facility) == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "In May 2026 the Company acquired Alder Bank, Inc. from the Tern Agency and expects to record an estimated "
            "$2.6 billion post-tax bargain purchase gain."
        ),
        "We recognized total rental expenses under operating leases we have entered into of $80.3 million.",
    ],
    ids=["gain", "expense"],
)
def test_a_gain_or_an_expense_is_no_price(propose: Propose, sentence: str) -> None:
    assert all(not candidate.amounts for candidate in propose(sentence).candidates)


@pytest.mark.parametrize("governor", GOVERNORS, ids=lambda governor: governor.example)
def test_every_governor_fires_on_its_example(governor: Governor) -> None:
    [sum_] = [q for q in quantities(governor.example) if len(q.unit) == 3]
    side = governor.example[: sum_.start] if governor.before else governor.example[sum_.end :]
    assert pattern(governor.words).search(side.lower()) is not None


def test_others_deals_with_each_other_are_not_told(propose: Propose) -> None:
    found = propose(
        "In March 2026, Quartz Fund Ltd. invested $125 million in Fluent Storage, Inc., which diluted our ownership.",
        "In May 2026, Alder Networks, Inc. acquired Wren Systems, Inc. for $3.2 billion.",
        "Loans of $350 million are guaranteed by a public agency.",
    )
    assert found.candidates == ()


@pytest.mark.parametrize(
    ("sentence", "kind", "payer"),
    [
        (
            (
                "In March 2026, Quartz Fund Ltd. invested $125 million in the Company in exchange for "
                "Class A common stock."
            ),
            DealType.EQUITY_INVESTMENT,
            Payer.COUNTERPARTY,
        ),
        (
            "On May 3, 2026, Quartz Fund Ltd. agreed to acquire the Company for $4.1 billion in cash.",
            DealType.ACQUISITION,
            Payer.COUNTERPARTY,
        ),
        (
            "In May 2026, Quartz Fund Ltd. acquired our pump business for $2.4 billion in cash.",
            DealType.DIVESTITURE,
            Payer.COUNTERPARTY,
        ),
        (
            "In May 2026, Quartz Fund Ltd. sold its pump business to the Company for $2.4 billion in cash.",
            DealType.ACQUISITION,
            Payer.FILER,
        ),
    ],
    ids=["investor", "bidder", "buyer", "seller"],
)
def test_who_acts_decides_the_side(propose: Propose, sentence: str, kind: DealType, payer: Payer) -> None:
    [deal] = propose(sentence).candidates
    assert (deal.type, deal.payer, deal.party.name) == (kind, payer, "Quartz Fund Ltd.")


def test_a_subsidiary_that_buys_is_not_the_party(propose: Propose) -> None:
    [deal] = propose(
        "In May 2026, Whinfell, Inc., our wholly owned subsidiary, acquired Alder Networks, Inc. for $320 million."
    ).candidates
    assert (deal.party.name, deal.payer) == ("Alder Networks, Inc.", Payer.FILER)


def test_a_company_the_filer_controls_is_no_stake(propose: Propose) -> None:
    assert not told(
        propose("As of June 30, 2026, we held approximately 88% of the equity interest in Tarn Vision, Inc."),
        DealType.EQUITY_INVESTMENT,
    )


def test_a_maturity_is_the_end_and_a_signing_the_start_of_the_story(propose: Propose) -> None:
    [facility] = told(
        propose(
            "On April 29, 2026 we entered into a $3.0 billion revolving credit facility that expires on April 29, 2031."
        ),
        DealType.DEBT,
    )
    assert (facility.dates.signed, facility.dates.end) == ("2026-04-29", "2031-04-29")


def test_a_pending_takeover_has_no_closing_day(propose: Propose) -> None:
    [deal] = told(
        propose(
            "In March 2026, we entered into a definitive agreement to acquire Tarn Vision, Inc. for "
            "$32.0 billion, subject "
            "to customary closing conditions."
        ),
        DealType.ACQUISITION,
    )
    assert (deal.dates.signed, deal.dates.start, deal.binding) == ("2026-03", None, Binding.CONDITIONAL)


def test_the_extension_of_a_maturity_leaves_the_later_day(propose: Propose) -> None:
    [facility] = told(
        propose(
            "We extended the maturity of our $2.0 billion revolving credit facility from May 5, 2027 to May 5, 2029."
        ),
        DealType.DEBT,
    )
    assert facility.dates.end in {None, "2029-05-05"}
    assert facility.dates.signed is None


def test_bare_sums_in_notes_told_in_millions_are_millions(document: Callable[..., Document]) -> None:
    made = document(
        "Notes to the statements (Dollars in millions, except otherwise stated)",
        "As of June 30, 2026, we have entered into leases that have not yet commenced of $420, primarily for a hangar.",
    )
    line = made.text.index("(Dollars")
    scale = Scale(
        start=line,
        end=made.text.index(")") + 1,
        multiplier=1_000_000,
        currency="USD",
        governs_start=line,
        governs_end=len(made.text),
    )
    scaled = made.model_copy(update={"scales": (scale,)})
    [lease] = RulesEngine().propose(scaled, (Passage(start=0, end=len(made.text), key="document#1"),)).candidates
    assert lease.amounts[0].value == Decimal(420_000_000)


def test_a_call_is_cut_like_a_filing(propose: Propose) -> None:
    found = propose(
        "In May we completed the acquisition of Zenith Media Inc. for $8.1 billion, and we sold our pump business to "
        "Borel Corporation for $2.4 billion.",
        form=Form.CALL,
    )
    assert {(c.type, values(c)[0]) for c in found.candidates if c.amounts} == {
        (DealType.ACQUISITION, 8_100_000_000),
        (DealType.DIVESTITURE, 2_400_000_000),
    }


def test_most_of_the_shares_of_a_company_are_a_takeover(propose: Propose) -> None:
    [deal] = propose(
        "On June 3, 2026, we acquired 39,773,792 shares of the common stock of Ecrin ComTek Corporation (“Ecrin”) "
        "representing 99.93% of the shares of Ecrin. The purchase price is 11.943 New Taiwan Dollars per share, or "
        "approximately $14.7 million in total.",
        form=Form.EIGHT_K,
    ).candidates
    assert (deal.type, deal.party.name) == (DealType.ACQUISITION, "Ecrin ComTek Corporation")


def test_what_is_drawn_under_one_instrument_is_not_anothers(propose: Propose) -> None:
    found = told(
        propose(
            "We had no borrowings outstanding under the Credit Agreement, $11.7 billion of borrowings outstanding "
            "under the Commercial Paper Programs, and $1.0 billion of borrowings outstanding under our Credit "
            "Facility as of June 30, 2026."
        ),
        DealType.DEBT,
    )
    assert {(c.party.name, values(c)[0]) for c in found} <= {
        ("commercial paper holders", 11_700_000_000),
        ("lenders", 1_000_000_000),
    }
    assert found
