"""When two claims are one arrangement: what is asked about again, and what is not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.model.matching import Claim, akin, meet, placed, teller, tells
from pipeline.records import (
    Candidate,
    DealType,
    PartyKind,
    Payer,
    ProposedAmount,
    ProposedParty,
    ProposedQuote,
)

SENTENCE, ELSEWHERE = ((100, 300),), ((900, 950),)


def amount(value: int, unit: str = "USD") -> ProposedAmount:
    return ProposedAmount(value=Decimal(value), unit=unit, as_written=str(value))


def claim(
    *values: int,
    party: str = "Ostrava Loom Inc.",
    places: tuple[tuple[int, int], ...] = SENTENCE,
    unit: str = "USD",
    **said: Any,
) -> Claim:
    kind, written = said.pop("kind", PartyKind.NAMED), said.pop("as_written", ())
    return Claim(
        Candidate(
            **{"engine": "m", "rule": "model", "type": DealType.PURCHASE_COMMITMENT, "payer": Payer.FILER}
            | said
            | {
                "party": ProposedParty(name=party, kind=kind, as_written=written),
                "amounts": tuple(amount(value, unit) for value in values),
                "quotes": (ProposedQuote(text="so it stands"),),
            }
        ),
        places,
    )


def test_the_same_words_party_and_figure_are_one_arrangement_whatever_it_is_called() -> None:
    assert tells(claim(5, 7, type=DealType.CLOUD_COMPUTE), claim(7))


def test_two_figures_in_one_sentence_with_one_party_are_two_arrangements() -> None:
    """ "We invested $1 billion in Loom, and Loom agreed to buy for $2 billion": one told does not tell the other."""
    assert not tells(claim(1), claim(2))


def test_one_figure_for_two_parties_in_one_sentence_is_two_arrangements() -> None:
    """ "We will invest $5 billion in each of Loom and Harrow"."""
    assert not tells(claim(5), claim(5, party="Harrow Assembly"))


def test_a_figure_that_goes_both_ways_is_two_arrangements() -> None:
    """ "Loom invests $100 billion in us, and we buy for $100 billion from Loom"."""
    invested = claim(100, type=DealType.EQUITY_INVESTMENT, payer=Payer.COUNTERPARTY)
    assert not tells(invested, claim(100))
    assert tells(claim(100, payer=Payer.COUNTERPARTY), claim(100))


def test_who_tells_no_figure_does_not_tell_an_arrangement_that_has_one() -> None:
    assert not tells(claim(), claim(5))
    assert tells(claim(5), claim())


def test_a_party_may_be_told_by_its_short_name_or_its_group() -> None:
    assert tells(claim(5, party="Loom", as_written=("Ostrava Loom",)), claim(5))
    assert tells(claim(5, party="suppliers", kind=PartyKind.CLASS), claim(5))


def test_a_group_without_a_figure_is_not_told_by_whoever_stands_in_the_sentence() -> None:
    lessors = claim(party="lessors", kind=PartyKind.CLASS, type=DealType.LEASE)
    assert not tells(claim(5), lessors)


@pytest.mark.parametrize("other", ["Customer B", "Customer C"])
def test_two_customers_with_one_share_are_two(other: str) -> None:
    said: dict[str, Any] = {"type": DealType.CONCENTRATION, "kind": PartyKind.ANONYMOUS, "unit": "percent"}
    assert not tells(claim(22, party="Customer A", **said), claim(22, party=other, **said))
    assert tells(claim(22, party="Customer A", **said), claim(22, party="Customer A", **said))


def test_a_share_is_no_contract() -> None:
    assert not tells(claim(22, type=DealType.CONCENTRATION), claim(22))


def test_without_common_words_party_kind_and_main_figure_must_agree() -> None:
    far = claim(5, 9, places=ELSEWHERE)
    assert tells(far, claim(5, 8))
    assert not tells(far, claim(8, 5))
    assert not tells(far, claim(5, party="Harrow Assembly"))
    assert not tells(far, claim(5, type=DealType.LEASE))
    assert not tells(claim(10, unit="years", places=ELSEWHERE), claim(10, unit="years"))


def test_without_common_words_a_group_may_stand_for_a_name_where_the_figures_leave_no_doubt() -> None:
    """ "We are eligible for up to $450 million": from "buyers", by the rules; from Harrow, by the model, elsewhere."""
    buyers = claim(450, party="buyers", kind=PartyKind.CLASS)
    assert tells(claim(450, party="Harrow Assembly", places=ELSEWHERE), buyers)
    assert not tells(claim(450, party="Harrow Assembly", places=ELSEWHERE, payer=Payer.COUNTERPARTY), buyers)
    holders = claim(300, 7, party="former shareholders", kind=PartyKind.CLASS)
    others: dict[str, Any] = {"party": "former owners", "kind": PartyKind.CLASS, "places": ELSEWHERE}
    assert tells(claim(300, 7, **others), holders)
    assert not tells(claim(300, 8, **others), holders)


def test_two_facilities_of_one_size_are_two() -> None:
    """A revolver of $3.0 billion stands behind a commercial paper programme of $3.0 billion."""
    loan: dict[str, Any] = {"type": DealType.DEBT, "kind": PartyKind.CLASS}
    paper = claim(3, party="commercial paper holders", places=ELSEWHERE, **loan)
    assert not tells(paper, claim(3, party="lenders", **loan))
    assert not tells(
        claim(3, party="Harrow Bank", places=ELSEWHERE, type=DealType.DEBT), claim(3, party="lenders", **loan)
    )


def test_the_nearest_tells() -> None:
    others = [claim(5, places=ELSEWHERE), claim(5, type=DealType.CLOUD_COMPUTE), claim(5)]
    assert teller(claim(5), others) == 2
    assert teller(claim(6), others) is None
    assert teller(claim(5), []) is None


claims = st.builds(
    lambda values, party, kind, type_, payer, start: claim(
        *values, party=party, kind=kind, type=type_, payer=payer, places=((start, start + 50),)
    ),
    st.lists(st.integers(1, 4), max_size=2),
    st.sampled_from(["Ostrava Loom", "Harrow Assembly", "lenders", "Customer A"]),
    st.sampled_from(PartyKind),
    st.sampled_from([DealType.DEBT, DealType.CONCENTRATION, DealType.LEASE]),
    st.sampled_from(Payer),
    st.integers(0, 120),
)


@given(claims)
def test_every_claim_tells_itself(one: Claim) -> None:
    assert tells(one, one)
    assert teller(one, [one]) == 0


@given(claims, claims)
def test_who_tells_another_has_something_in_common_with_it(one: Claim, other: Claim) -> None:
    assert not tells(one, other) or akin(one, other)


@given(claims, st.lists(claims, max_size=5))
def test_a_teller_tells(one: Claim, others: list[Claim]) -> None:
    at = teller(one, others)
    assert (at is None) == (not any(tells(other, one) for other in others))
    assert at is None or tells(others[at], one)


@given(*[st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), max_size=3)] * 2)
def test_stretches_meet_where_they_share_a_character(
    some: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    extents = [[(start, start + length) for start, length in given] for given in (some, others)]
    covered = [{at for start, end in given for at in range(start, end)} for given in extents]
    assert meet(*extents) == bool(covered[0] & covered[1])


def test_a_quote_without_a_place_stands_nowhere() -> None:
    from tests.extract.scripted import document  # noqa: PLC0415  (only here)

    assert placed(document(), claim(5).candidate).places == ()


def test_a_deal_of_several_shares_tells_only_the_one_of_its_main_share() -> None:
    """ "Four customers were 22%, 17%, 14% and 12%" in one deal hid the other three."""
    share: dict[str, Any] = {
        "type": DealType.CONCENTRATION,
        "unit": "percent",
        "party": "customers",
        "kind": PartyKind.CLASS,
    }
    several = claim(22, 17, 14, 12, **share)
    assert tells(several, claim(22, **share))
    assert not any(tells(several, claim(value, **share)) for value in (17, 14, 12))


def test_a_sign_in_a_name_makes_no_other_party() -> None:
    assert tells(claim(5, party="Loom!"), claim(5, party="Loom"))
    assert not tells(claim(5, party="Loom!"), claim(5, party="Loomis"))
