"""Who buys from whom and who owns whom, said on a call without a sum; all names are fictional."""

# ruff: noqa: E501  (a spoken sentence is read as one piece; broken over lines it is not)
from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.check import check
from pipeline.extract.rules import RulesEngine, frames_spoken_ties
from pipeline.extract.rules.text import fold
from pipeline.records import Binding, Candidate, DealType, Form, Passage, Payer
from tests.extract.conftest import make

if TYPE_CHECKING:
    from pipeline.extract.rules.frames import Frame


def said(*turns: str) -> tuple[Candidate, ...]:
    """What the rules tell of a call and the checks let through."""
    document = make(*turns, form=Form.CALL)
    proposals = RulesEngine().propose(document, (Passage(start=0, end=len(document.text), key="call#1"),))
    assert not check(document, proposals).withheld
    return proposals.candidates


def told(*turns: str) -> set[tuple[DealType, str, Payer]]:
    return {(c.type, c.party.name, c.payer) for c in said(*turns)}


@pytest.mark.parametrize("frame", frames_spoken_ties.FRAMES, ids=lambda frame: frame.name)
def test_every_tie_fires_on_the_sentence_that_made_it_necessary(frame: Frame) -> None:
    assert frame.match(fold(frame.example).lower()) is not None


def test_a_customer_that_is_a_supplier_too_is_two_deals() -> None:
    found = said(
        "Yes, and as Ida says, we have a great relationship with Osprey Silicon. They're a customer of ours as well as "
        "us being a customer of theirs. And we work very closely together."
    )
    assert {(c.type, c.party.name, c.payer) for c in found} == {
        (DealType.SALES_CONTRACT, "Osprey Silicon", Payer.COUNTERPARTY),
        (DealType.PURCHASE_COMMITMENT, "Osprey Silicon", Payer.FILER),
    }
    # The words that tell the deal lead; the sentence that names the party is evidence beside them.
    assert all("customer of ours" in c.quotes[0].text and "relationship" in c.quotes[1].text for c in found)


def test_they_are_nobody_where_nobody_was_named() -> None:
    assert not told("The first one is large. They're a customer of ours, and they pay on time, which we like.")


def test_what_we_buy_is_a_purchase_of_its_maker() -> None:
    assert told(
        "We have a deep relationship with Osprey and always will. We buy a lot of Osprey. We are in no way constrained "
        "in buying Osprey, and they are good people."
    ) == {(DealType.PURCHASE_COMMITMENT, "Osprey", Payer.FILER)}


def test_what_we_would_buy_is_none() -> None:
    assert not told("If prices fell we could buy a lot of Osprey, and if they did not we would do without any of it.")


def test_a_partner_that_deploys_our_systems_is_a_customer() -> None:
    assert told(
        "As one example, we are partnering with Osprey to deploy a large-scale cluster powered by FX9 accelerators and "
        "our newest network cards."
    ) == {(DealType.SALES_CONTRACT, "Osprey", Payer.COUNTERPARTY)}


def test_you_see_opens_no_question() -> None:
    assert told(
        "And you see really big projects at scale now, like Project Rainfall that we're doing with Osprey, where "
        "they're training their next model on 500,000 FX9 chips."
    ) == {(DealType.SALES_CONTRACT, "Osprey", Payer.COUNTERPARTY)}
    assert not told("And you train the next model on our 500,000 FX9 chips with Osprey, is that how we should see it?")


def test_many_systems_deployed_were_sold() -> None:
    found = said(
        "We work with Osprey. Osprey, for example, has already deployed tens of thousands of FX9 chips and will go on."
    )
    assert [(c.party.name, c.binding) for c in found] == [("Osprey", Binding.FIRM)]


def test_built_for_named_customers() -> None:
    assert told(
        "To give you an idea, we're building 12 data centers for Osprey and Wren. They ordered three more."
    ) == {
        (DealType.SALES_CONTRACT, "Osprey", Payer.COUNTERPARTY),
        (DealType.SALES_CONTRACT, "Wren", Payer.COUNTERPARTY),
    }


def test_customers_added_to_a_list_and_adopters_named() -> None:
    assert told("This quarter, we added Osprey and Wren to the growing list of our network customers.") == {
        (DealType.SALES_CONTRACT, "Osprey", Payer.COUNTERPARTY),
        (DealType.SALES_CONTRACT, "Wren", Payer.COUNTERPARTY),
    }
    assert told("Adoption is widespread across cloud providers and consumer companies, including Osprey and Wren.") == {
        (DealType.SALES_CONTRACT, "Osprey", Payer.COUNTERPARTY),
        (DealType.SALES_CONTRACT, "Wren", Payer.COUNTERPARTY),
    }


def test_a_gain_on_a_stake_tells_of_the_stake_and_is_not_its_size() -> None:
    [deal] = said(
        "Our third quarter net income of $21.2 billion includes a pretax gain of $9.5 billion related to our investment "
        "in Quill. This has nothing to do with our operations."
    )
    assert (deal.type, deal.party.name, deal.payer, deal.binding) == (
        DealType.EQUITY_INVESTMENT,
        "Quill",
        Payer.FILER,
        Binding.DONE,
    )
    assert not deal.amounts


def test_a_venture_announced_takes_the_share_told_later() -> None:
    [deal] = said(
        "The JV that we announced with Osprey Capital is an example of a solution with outside capital. Some of it was "
        "built before. As the center is constructed, we will contribute 20% of the remaining construction costs "
        "required, in line with our ownership."
    )
    assert (deal.type, deal.party.name, deal.payer, deal.binding) == (
        DealType.JOINT_VENTURE,
        "Osprey Capital",
        Payer.FILER,
        Binding.FIRM,
    )
    assert [(a.value, a.unit) for a in deal.amounts] == [(Decimal(20), "percent")]


def test_customers_added_are_named_behind_a_long_count_of_them() -> None:
    names = {
        name
        for _, name, _ in told(
            "We added approximately twice as many new reserved instance customers as in any quarter before, including young "
            "companies like Osprey, Wren and Runwell."
        )
    }
    assert names == {"Osprey", "Wren", "Runwell"}
    assert not told(
        "We see momentum with Osprey as we added hundreds of millions of sales from Osprey customers in May."
    )


def test_an_initial_adopter_is_a_customer() -> None:
    assert told("We see Osprey often. Osprey is an initial adopter of the switch, which doubles the speed.") == {
        (DealType.SALES_CONTRACT, "Osprey", Payer.COUNTERPARTY)
    }


def test_power_told_beside_an_order_book_is_no_part_of_it() -> None:
    [book] = [
        c
        for c in said(
            "We grew our contracted revenue backlog to $66.8 billion, and reached more than 850 megawatts of power in "
            "our sites at the end of the year."
        )
        if c.rule == "sales.backlog"
    ]
    assert [a.unit for a in book.amounts] == ["USD"]
