"""Deals and figures as they are spoken on calls, with fictional names: who speaks, whose sum it is, how binding."""

# ruff: noqa: E501  (a spoken sentence is read as one piece; broken over lines it is not)
from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline import lexis
from pipeline.check import check
from pipeline.extract.rules import RulesEngine, frames_spoken, frames_spoken_debt, frames_spoken_stakes
from pipeline.extract.rules.results_spoken import SAID
from pipeline.extract.rules.text import fold, pattern
from pipeline.records import (
    Binding,
    Block,
    BlockKind,
    Candidate,
    DealType,
    Document,
    Form,
    Identity,
    Page,
    PartyKind,
    Passage,
    Payer,
    Proposals,
    Qualifier,
    Section,
    SpeakerKind,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.rules.frames import Frame
    from pipeline.extract.rules.results_spoken import Said

CHIEF = "Ida Maple, Chief Executive Officer"
FINANCE = "Orrin Vale, Chief Financial Officer"
ANALYST = "Petra Quist, Larch Street Research"
VOICES = {"Operator": SpeakerKind.OPERATOR, ANALYST: SpeakerKind.ANALYST, "": SpeakerKind.UNKNOWN}
BILLION = 1_000_000_000


def call(*turns: tuple[str, str], questions: int | None = None) -> Document:
    """A call of Maplewood Devices; from turn number ``questions`` on it is the questions."""
    text, blocks = "", []
    for speaker, words in turns:
        blocks.append(
            Block(
                start=len(text),
                end=len(text) + len(words),
                kind=BlockKind.SPEECH,
                speaker=speaker or None,
                voice=VOICES.get(speaker, SpeakerKind.COMPANY),
            )
        )
        text += words + "\n\n"
    start = blocks[questions].start if questions is not None else len(text)
    sections = [Section(start=0, end=start, key="call.prepared", title="Remarks", first_page=1, last_page=1)]
    if start < len(text):
        sections.append(
            Section(start=start, end=len(text), key="call.questions", title="Questions", first_page=1, last_page=1)
        )
    return Document(
        path="maplewood_call.txt",
        sha256="0" * 64,
        media="text",
        identity=Identity(company="Maplewood Devices, Inc.", form=Form.CALL, period_end=dt.date(2026, 7, 28)),
        text=text,
        pages=(Page(start=0, end=len(text), number=1),),
        blocks=tuple(blocks),
        sections=tuple(sections),
        definitions=tuple(lexis.definitions(text)),
    )


def heard(*turns: tuple[str, str], questions: int | None = None) -> Proposals:
    document = call(*turns, questions=questions)
    return RulesEngine().propose(document, (Passage(start=0, end=len(document.text), key="call#1"),))


def said(words: str) -> tuple[Candidate, ...]:
    return heard((FINANCE, words)).candidates


def only(words: str, kind: DealType) -> Candidate:
    found = [c for c in said(words) if c.type is kind]
    assert len(found) == 1, [(c.rule, c.party.name) for c in said(words)]
    return found[0]


@pytest.mark.parametrize(
    "frame",
    [*frames_spoken.FRAMES, *frames_spoken_debt.FRAMES, *frames_spoken_stakes.FRAMES],
    ids=lambda frame: frame.name,
)
def test_every_spoken_entry_fires_on_the_sentence_that_made_it_necessary(frame: Frame) -> None:
    assert frame.match(fold(frame.example).lower()) is not None


@pytest.mark.parametrize("metric", SAID, ids=lambda metric: metric.name)
def test_every_spoken_metric_stands_in_its_example(metric: Said) -> None:
    assert pattern(metric.words).search(fold(metric.example).lower()) is not None


def test_an_analysts_guess_is_no_fact() -> None:
    guess = "Our checks say Corvid has placed $15 billion of orders with us, and that you agreed to acquire Quill for $9 billion."
    answer = "We signed a $2 billion contract with Wren Logistics in June."
    found = heard(
        (CHIEF, "Thank you all for joining us today, we had a good quarter in every market that we serve."),
        (ANALYST, f"Thanks for taking my question. {guess} Should we be putting that in our models?"),
        (CHIEF, answer),
        questions=1,
    ).candidates
    assert {c.party.name for c in found} == {"Wren Logistics"}
    assert found[0].amounts[0].value == 2 * BILLION


def test_one_backlog_told_three_ways_is_one_deal() -> None:
    found = heard(
        (CHIEF, "We ended the quarter with over $30 billion in revenue backlog, almost twice as much as a year ago."),
        (FINANCE, "Revenue backlog at the end of the quarter was $30.6 billion."),
        (FINANCE, "Of that, $27 billion is in RPO."),
    ).candidates
    backlog = [c for c in found if c.type is DealType.SALES_CONTRACT]
    assert len(backlog) == 1
    assert backlog[0].amounts[0].value == Decimal("30.6") * BILLION
    assert len(backlog[0].quotes) > 1
    for amount in backlog[0].amounts:
        assert amount.as_written in backlog[0].quotes[amount.quote].text


def test_no_customer_above_a_share_is_a_cap() -> None:
    deal = only(
        "Today, no single customer represents more than approximately 30% of our revenue backlog, down from 80% in January.",
        DealType.CONCENTRATION,
    )
    assert (deal.party.kind, deal.payer) == (PartyKind.ANONYMOUS, Payer.COUNTERPARTY)
    assert (deal.amounts[0].value, deal.amounts[0].qualifier) == (Decimal(30), Qualifier.UP_TO)


def test_a_class_holds_a_share_of_the_backlog() -> None:
    deal = only("More than 65% of our backlog is tied to investment-grade customers.", DealType.CONCENTRATION)
    assert (deal.party.name, deal.party.kind) == ("investment-grade customers", PartyKind.CLASS)
    assert (deal.amounts[0].value, deal.amounts[0].qualifier) == (Decimal(65), Qualifier.AT_LEAST)


def test_a_landlords_share_of_power_is_paid_by_the_filer() -> None:
    deal = only(
        "No single data center provider represents more than 20% of our contracted power portfolio.",
        DealType.CONCENTRATION,
    )
    assert deal.payer is Payer.FILER


def test_a_growth_rate_is_no_share() -> None:
    assert said("Our backlog with enterprise customers is up, and it grew 60% over the year.") == ()


def test_power_contracted_in_all_leads_what_was_added() -> None:
    deal = only("We grew our contracted power capacity by more than 400 MW to 1.9 GW this quarter.", DealType.LEASE)
    assert (deal.amounts[0].value, deal.amounts[0].unit, deal.payer) == (Decimal(1900), "MW", Payer.FILER)


def test_power_hoped_for_is_no_lease() -> None:
    assert said("We expect our contracted power to grow to 2.5 gigawatts by the end of 2027.") == ()


def test_leased_capacity_and_the_takeover_that_failed() -> None:
    found = said(
        "I want to touch on our previously proposed acquisition of Tarn Scientific, which was terminated in October. "
        "We will continue to work closely with Tarn Scientific on the approximately 240 MW of capacity we have already leased."
    )
    kinds = {c.type: c for c in found}
    assert kinds[DealType.ACQUISITION].binding is Binding.ENDED
    assert kinds[DealType.LEASE].amounts[0].value == 240
    assert {c.party.name for c in found} == {"Tarn Scientific"}


def test_two_facilities_in_one_breath() -> None:
    found = said(
        "In Q3, we amended the DDTL 2.0 facility by increasing its remaining drawable capacity by over $300 million to "
        "create a new $2 billion tranche. We also closed DDTL 3.0 in the quarter, priced at SOFR plus 400."
    )
    assert [(c.type, c.party.aliases) for c in found] == [
        (DealType.DEBT, ("DDTL 2.0",)),
        (DealType.DEBT, ("DDTL 3.0",)),
    ]
    assert found[0].amounts[0].value == 2 * BILLION


def test_cash_in_the_same_sentence_is_no_debt() -> None:
    deal = only(
        "We ended the quarter with $44.4 billion in cash and securities and $28.8 billion in debt.", DealType.DEBT
    )
    assert [amount.value for amount in deal.amounts] == [Decimal("28.8") * BILLION]
    assert deal.payer is Payer.FILER


def test_the_party_of_its_rent_is_the_one_just_spoken_of() -> None:
    found = said(
        "In August we agreed to take capacity that Osprey cannot sell to others, up to $2.1 billion through April 2033, "
        "and we guaranteed up to $410 million of its rent to Larchmere at the Elm campus."
    )
    assert {(c.type, c.party.name, c.amounts[0].value) for c in found} == {
        (DealType.CLOUD_COMPUTE, "Osprey", Decimal("2.1") * BILLION),
        (DealType.GUARANTEE, "Osprey", Decimal(410_000_000)),
    }
    assert all("Osprey" in " ".join(quote.text for quote in c.quotes) for c in found)


def test_orders_placed_with_us_are_paid_to_us() -> None:
    deal = only("Osprey had $3.1 billion of non-cancelable orders with us at the end of June.", DealType.SALES_CONTRACT)
    assert (deal.party.name, deal.payer) == ("Osprey", Payer.COUNTERPARTY)


def test_technology_licensed_and_paid_for() -> None:
    deal = only(
        "This month we licensed the compiler technology of Wren Inference on a non-exclusive basis, for which we paid $280 million.",
        DealType.LICENSE,
    )
    assert (deal.party.name, deal.payer, deal.amounts[0].value) == ("Wren Inference", Payer.FILER, Decimal(280_000_000))


def test_a_supply_agreement_ended_and_paid_off() -> None:
    deal = only(
        "We and Wren ended that agreement in June, and we paid $40 million to be released from it.",
        DealType.PURCHASE_COMMITMENT,
    )
    assert (deal.party.name, deal.binding, deal.amounts[0].value) == ("Wren", Binding.ENDED, Decimal(40_000_000))


def test_orders_from_an_airline_are_sales_and_a_raised_facility_counts_as_raised() -> None:
    sold = only(
        "We secured firm orders for 50 aircraft from Skylark Airlines valued at $6 billion.", DealType.SALES_CONTRACT
    )
    assert (sold.party.name, sold.payer) == ("Skylark Airlines", Payer.COUNTERPARTY)
    lent = only("We amended our credit facility, increasing it from $1 billion to $1.5 billion.", DealType.DEBT)
    assert lent.amounts[0].value == Decimal("1.5") * BILLION


def test_one_measure_of_backlog_is_no_customer_of_another() -> None:
    found = said("RPO was $7.8 billion, up 21%, and cRPO was $3.9 billion.")
    assert [c.type for c in found] == [DealType.SALES_CONTRACT]


def test_a_customer_holds_a_warrant_on_our_shares() -> None:
    deal = only(
        "Osprey holds the warrant to buy up to 12 million of our shares, and it vests only as they pay us.",
        DealType.WARRANT_OPTION,
    )
    assert (deal.amounts[0].value, deal.amounts[0].unit) == (Decimal(12_000_000), "shares")
    assert (deal.payer, deal.binding) == (Payer.COUNTERPARTY, Binding.CONDITIONAL)


def test_sales_that_export_rules_stopped() -> None:
    deal = only(
        "We were unable to ship $2.5 billion of systems in the first quarter due to the new export controls.",
        DealType.GOVERNMENT,
    )
    assert (deal.payer, deal.amounts[0].value) == (Payer.NONE, Decimal("2.5") * BILLION)


def test_spoken_results_are_the_companys_not_a_segments() -> None:
    found = heard(
        (FINANCE, "Networking did well. Revenue was $1.7 billion, up 43%. Data center revenue was $8.2 billion."),
        (FINANCE, "Total revenue was $11.5 billion, up 45% from a year ago and above our outlook of $11.1 billion."),
        (FINANCE, "Gross margin was 67.0%. We expect revenue of $12.4 billion, plus or minus 2%."),
    ).results
    assert [(r.metric, r.amount.value if r.amount else None, r.guidance) for r in found] == [
        ("revenue", Decimal("11.5") * BILLION, False),
        ("gross margin", Decimal("67.0"), False),
        ("revenue", Decimal("12.4") * BILLION, True),
    ]


@pytest.mark.parametrize(
    ("said", "revenue"),
    [
        ("Lastly with our automotive group. Revenue was $567 million, down 1%.", None),
        ("Moving to the rest of our results. Revenue was $5.6 billion, up 1%.", Decimal("5.6")),
        (
            "Now moving to printers. Revenue was $5.6 billion. We had a quarter with revenue of $44 billion.",
            Decimal(44),
        ),
    ],
)
def test_the_revenue_of_a_group_turned_to_is_not_the_companys(said: str, revenue: Decimal | None) -> None:
    """Bug: a page told a small group's revenue as the company's; "a strong quarter with revenue of" was not read."""
    told = [r.amount.value / BILLION for r in heard((FINANCE, said)).results if r.metric == "revenue" and r.amount]
    assert told == ([] if revenue is None else [revenue])


def test_a_figure_that_beat_the_outlook_is_reported_not_expected() -> None:
    document = call((FINANCE, "Total revenue was $11.5 billion, above our outlook of $11.1 billion."))
    proposals = RulesEngine().propose(document, (Passage(start=0, end=len(document.text), key="call#1"),))
    assert [result.value for result in check(document, proposals).results] == [Decimal("11.5") * BILLION]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Net loss for the fourth quarter was $452 million compared to a $51 million net loss last year.", -452),
        ("Net income was $452 million.", 452),
    ],
)
def test_a_spoken_net_loss_is_below_nought(said: str, told: int) -> None:
    document = call((FINANCE, said))
    proposals = RulesEngine().propose(document, (Passage(start=0, end=len(document.text), key="call#1"),))
    assert [result.value for result in check(document, proposals).results] == [told * BILLION / 1000]


def test_an_analysts_estimate_is_no_guidance() -> None:
    found = heard(
        (CHIEF, "Thank you all for joining us today, we had a good quarter in every market that we serve."),
        (ANALYST, "Thanks. We expect revenue of $90 billion in your outlook year, can you comment?"),
        questions=1,
    )
    assert found.results == ()


def test_the_charge_leads_the_sales_that_were_lost() -> None:
    deal = only(
        "We were unable to ship $2.5 billion of systems in the first quarter due to the new export controls. "
        "The $4.5 billion charge was less than what we initially anticipated.",
        DealType.GOVERNMENT,
    )
    assert [amount.value for amount in deal.amounts] == [Decimal("4.5") * BILLION, Decimal("2.5") * BILLION]


def test_sales_told_in_the_same_breath_are_no_backlog() -> None:
    deal = only(
        "We generated more than $5.1 billion of revenue, up 168%, and grew our revenue backlog to $66.8 billion.",
        DealType.SALES_CONTRACT,
    )
    assert [amount.value for amount in deal.amounts] == [Decimal("66.8") * BILLION]


def test_talks_with_others_do_not_weaken_a_partnership() -> None:
    deal = only(
        "In addition to our partnership with Osprey to deploy six gigawatts of our systems, we are in active "
        "discussions with other customers.",
        DealType.SALES_CONTRACT,
    )
    assert (deal.amounts[0].value, deal.amounts[0].unit) == (Decimal(6000), "MW")
    assert deal.binding is not Binding.INTENT


def test_a_verb_and_a_good_relationship_are_no_contracts() -> None:
    assert said("You don't need to deal with Kubera clusters, and we have a great relationship with Kubera.") == ()


def test_landlords_are_paid_rent() -> None:
    deal = only(
        "We signed leases for 420 megawatts in the quarter, with annualized rent of $520 million.", DealType.LEASE
    )
    assert (deal.party.name, deal.payer) == ("tenants", Payer.COUNTERPARTY)


def test_lost_sales_and_growth_rates_are_no_guidance() -> None:
    found = heard(
        (
            FINANCE,
            "Note, our outlook reflects a loss in China revenue of approximately $8 billion for the second quarter.",
        ),
        (FINANCE, "Our guidance for Q3 is for consolidated revenue of 15.8 billion, up 21% year on year."),
    )
    assert found.results == ()


def test_a_deal_takes_the_sum_of_its_own_quote(propose: Callable[..., Proposals]) -> None:
    found = propose(
        "Today, we are very pleased to announce that we signed another major deal at this time with Wren for "
        "approximately $3 billion over the next 5 years.",
        "Last week we announced a partnership with Osprey Networks worth up to $2 billion.",
        form=Form.CALL,
    ).candidates
    assert {c.party.name: [a.value for a in c.amounts[:1]] for c in found} == {
        "Wren": [Decimal(3_000_000_000)],
        "Osprey Networks": [Decimal(2_000_000_000)],
    }
