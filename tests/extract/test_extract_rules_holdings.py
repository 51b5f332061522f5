"""Shares held, options and licences given, shares bought back through a bank, fees told in two sentences."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.check import check
from pipeline.extract.rules import RulesEngine, frames_holdings
from pipeline.extract.rules.text import fold
from pipeline.records import Binding, Candidate, DealType, Passage, Payer
from tests.extract.conftest import make

if TYPE_CHECKING:
    from pipeline.extract.rules.frames import Frame

MILLION, BILLION = 1_000_000, 1_000_000_000


def told(*paragraphs: str) -> list[Candidate]:
    """What the rules tell of a filing and the checks let through."""
    document = make(*paragraphs)
    proposals = RulesEngine().propose(document, (Passage(start=0, end=len(document.text), key="note#1"),))
    assert not check(document, proposals).withheld
    return list(proposals.candidates)


@pytest.mark.parametrize("frame", frames_holdings.FRAMES, ids=lambda frame: frame.name)
def test_every_holding_fires_on_the_sentence_that_made_it_necessary(frame: Frame) -> None:
    assert frame.match(fold(frame.example).lower()) is not None


def test_shares_held_of_another_company_are_a_stake() -> None:
    [deal] = told(
        "As of June 30, 2026, we held 158 million shares of Quill Motors’s Class A common stock, representing an "
        "approximate 17% ownership interest, and an approximate 16% voting interest."
    )
    assert (deal.party.name, deal.payer, deal.binding) == ("Quill Motors", Payer.FILER, Binding.DONE)
    assert [(a.value, a.unit) for a in deal.amounts] == [
        (Decimal(158 * MILLION), "shares"),
        (Decimal(17), "percent"),
        (Decimal(16), "percent"),
    ]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "Our equity investments in Quill Computing represent an ownership interest of approximately 29%.",
            "Quill Computing",
        ),
        (
            "Most were with Quill Holdings LLC (Quill), an entity in which we have an ownership interest of 29%.",
            "Quill Holdings LLC",
        ),
    ],
)
def test_the_share_held_is_a_stake(sentence: str, name: str) -> None:
    [deal] = told(sentence)
    assert (deal.party.name, deal.binding) == (name, Binding.DONE)
    assert [(a.value, a.unit) for a in deal.amounts] == [(Decimal(29), "percent")]


def test_shares_of_our_own_are_no_stake() -> None:
    assert not told("As of June 30, 2026, our directors and officers held 3 million shares of our common stock.")


def test_the_newer_value_of_a_stake_leads() -> None:
    [deal] = told(
        "(3) Our equity investment in Quill Motors had a fair value of $15.6 billion and $5.2 billion as of December "
        "31, 2025 and June 30, 2026, respectively."
    )
    assert deal.amounts[0].value == Decimal("5.2") * BILLION


def test_the_value_of_a_stake_may_follow_in_the_next_sentence() -> None:
    [deal] = told(
        "(1) The balance as of the second quarter includes an investment in Quill, Inc., or Quill, which was "
        "reclassified from non-marketable equity securities to marketable securities following public trading. The "
        "fair value of the investment as of June 28, 2026 was $1 billion and is subject to a restriction on the "
        "ability to sell."
    )
    assert (deal.type, deal.party.name) == (DealType.EQUITY_INVESTMENT, "Quill, Inc.")
    assert [a.value for a in deal.amounts] == [Decimal(BILLION)]


def test_money_put_into_a_managers_fund() -> None:
    [deal] = told(
        "In June 2026, the Company contributed $50 million to a fund managed by Quartz Capital in connection with the "
        "fund’s purchase of a third party’s preferred stock."
    )
    assert (deal.type, deal.party.name, deal.payer) == (DealType.EQUITY_INVESTMENT, "Quartz Capital", Payer.FILER)


def test_an_option_on_our_shares_and_the_warrants_of_another_day_are_two() -> None:
    found = told(
        "In connection with the notes of October 2025, the Company granted Quartz Capital an option to purchase up to "
        "$15 million of the Company’s Class A common stock at the price of the offering, which is equal to 375,000 "
        "shares.",
        "In May 2026, the Company issued $125 million of notes to funds managed by Quartz Capital, along with warrants "
        "to purchase 12,144,668 shares of the Company’s Class A common stock. In June 2026, the warrants were amended "
        "to fix the exercise price per share.",
    )
    grants = [c for c in found if c.type is DealType.WARRANT_OPTION]
    assert {(c.party.name, c.payer, c.binding, c.amounts[0].value) for c in grants} == {
        ("Quartz Capital", Payer.COUNTERPARTY, Binding.FIRM, Decimal(15 * MILLION)),
        # "the warrants were amended" goes on about the warrants, not about the notes told in the same sentence
        ("Quartz Capital", Payer.COUNTERPARTY, Binding.FIRM, Decimal(12_144_668)),
    }


def test_a_licence_is_given_though_its_price_waits_for_milestones() -> None:
    [deal] = told(
        "In February 2024, the Company licensed certain of its intellectual property (Licensed IP) to the TERNIC JV, "
        "payable over several years upon achievement of certain milestones."
    )
    assert (deal.type, deal.party.name, deal.payer, deal.binding) == (
        DealType.LICENSE,
        "TERNIC JV",
        Payer.COUNTERPARTY,
        Binding.FIRM,
    )


def test_one_name_for_two_ventures_is_a_name() -> None:
    [deal] = told(
        "The Company formed two ventures, Elm JV1 and Elm JV2 (collectively, the “TERNIC JV”), in 2023.",
        "In February 2024, the Company licensed certain of its technology (Licensed IP) to the TERNIC JV.",
    )
    assert deal.party.name == "TERNIC JV"


def test_shares_bought_back_through_a_named_bank() -> None:
    [deal] = told(
        "In June 2026, the Company entered into a $2.0 billion fixed dollar ASR with Osprey Bank, N.A. (“Osprey”). "
        "Upon payment of the $2.0 billion purchase price, the Company received 17.4 million shares."
    )
    assert (deal.type, deal.party.name, deal.payer) == (DealType.OTHER, "Osprey Bank, N.A.", Payer.FILER)


def test_the_size_of_a_fee_may_stand_in_the_next_sentence_and_rise_in_steps() -> None:
    [deal] = told(
        "Tarn Health will be required to pay us a reverse termination fee (the “Parent Termination Fee”) under certain "
        "circumstances. Pursuant to the letter agreement, if payable on or prior to August 29, 2026, the Parent "
        "Termination Fee will be $3.0 billion, increasing to $3.5 billion if payable after August 29, 2026, and "
        "increasing to $4.5 billion if payable after September 15, 2026."
    )
    assert (deal.party.name, deal.payer, deal.binding) == ("Tarn Health", Payer.COUNTERPARTY, Binding.CONDITIONAL)
    assert [a.value for a in deal.amounts] == [3 * BILLION, Decimal("3.5") * BILLION, Decimal("4.5") * BILLION]


def test_the_party_is_proved_by_the_nearest_sentence_that_names_it() -> None:
    """The sentence that opened the deal named a condition of its own, and what was done under it was refused."""
    found = told(
        "Subject to the satisfaction of delivery requirements, Osprey AI has committed to pay the Company up to $2.9 "
        "billion through October 2030. Upon a default, Osprey AI has a lien on the assets. As part of the Master "
        "Services Agreement, the Company issued 8,750,000 shares of its Class A common stock in March 2026, having an "
        "aggregate value of $350 million at the time of issuance."
    )
    [given] = [c for c in found if c.type is DealType.EQUITY_INVESTMENT]
    assert (given.party.name, given.payer, given.binding) == ("Osprey AI", Payer.FILER, Binding.DONE)
    assert not any("onne" in word for word in given.party.as_written)
