"""True sentences the proof once refused, and the lie next to each that it still refuses."""

from __future__ import annotations

import pytest

from pipeline.brief.prose.proof import faults
from pipeline.brief.prose.subjects import Subject, agenda
from pipeline.records import Deal, PartyKind
from tests.brief.conftest import amount, deal, evidence, facts


def subject(one: Deal, company: str = "Alder, Inc.") -> Subject:
    plan = agenda(facts(one, company=company))
    assert plan is not None
    return plan.headline


def debt(quote: str, *amounts: str) -> Subject:
    told = [amount(value, "percent", what="coupon") for value in amounts]
    return subject(
        deal("noteholders", *told, type="debt", kind=PartyKind.CLASS, evidence=(evidence(quote),), id="notes")
    )


NOTES = debt("our (a) 3.625% Senior Notes due 2036 and (b) 4.5% Senior Notes due 2038 (the 2038 Notes)", "3.625", "4.5")
CLOUDS = subject(
    deal(
        "Birch",
        type="joint_venture",
        payer="none",
        evidence=(evidence("We have 34 multi-cloud data centers now live with Birch, and 71 data centers in all."),),
    )
)
CHIPS = subject(
    deal(
        "Birch",
        amount("400000000", qualifier="at_least", what="purchases"),
        type="sales_contract",
        payer="counterparty",
        evidence=(
            evidence(
                "Multi-year contracts: Birch buys over $400 million of XB308 GPUs from the Alder Manufacturing unit."
            ),
            evidence("Of this about $300 million fall in the next 12 months. Cedar holds 5% through fiscal year 2037."),
        ),
    )
)
MAY = subject(deal("Birch", amount("5000000000"), binding="done", dates={"start": "2035-05-05"}))
BOTH = subject(
    deal(
        "Birch",
        amount("2400000000", what="sale price"),
        amount("1151052", "shares", what="sale price"),
        type="divestiture",
        payer="counterparty",
        binding="done",
    )
)
FEE = subject(
    deal(
        "Birch",
        amount("3000000000", what="fee"),
        amount("3500000000", what="fee"),
        payer="counterparty",
        type="other",
        evidence=(evidence("Birch must pay a fee."),),
    )
)
PLAN = subject(deal("Birch", binding="intent"))
RULE = subject(deal("Birch", type="government", payer="none", binding="ended"))
THEN = subject(
    deal(
        "customers",
        amount("85", "percent", what="share of revenue backlog, beginning of the year"),
        type="concentration",
        payer="counterparty",
        kind=PartyKind.CLASS,
        binding="unclear",
        evidence=(evidence("down from where we began the year at 85%"),),
    )
)
NEWS = subject(deal("Birch", type="acquisition", binding="intent", evidence=(evidence("our announced acquisition"),)))
GIVEN = subject(deal("Birch", amount("350000000", what="value of the shares issued"), binding="done"))
HOLDERS = subject(
    deal(
        "former Birch stockholders",
        amount("300000000", what="purchase price"),
        type="acquisition",
        kind=PartyKind.CLASS,
        binding="done",
    )
)
SHARES = subject(
    deal("Birch", amount("17000000", what="shares issued to key employees"), type="acquisition", binding="done")
)
BORROWERS = subject(deal("account holders", amount("5600000000"), type="debt", kind=PartyKind.CLASS))
BOUGHT = subject(
    deal(
        "Birch",
        amount("483000000", what="purchases in the quarter"),
        type="purchase_commitment",
        evidence=(evidence("purchases from Birch in the three months ended June 30 were $483 million"),),
    )
)
OPTION = subject(
    deal("Birch", amount("400", "MW", what="option for more"), type="purchase_commitment", binding="conditional")
)

TRUE = (
    (NOTES, "Alder must pay noteholders 3.625% on notes due 2036 and 4.5% on notes due 2038"),
    (NOTES, "Alder must pay noteholders 4.5% on the 2038 notes and 3.625% on others."),
    (CLOUDS, "Alder has a partnership with Birch, with 34 data centers now live."),
    (CLOUDS, "Alder has a partnership with Birch for 71 data centers."),
    (CHIPS, "Birch must buy at least $400 million of GPUs from Alder."),
    (CHIPS, "Birch must buy at least $400 million of XB308 GPUs from Alder under multi-year contracts."),
    (CHIPS, "Birch must buy at least $400 million of goods for manufacturing from Alder."),
    (MAY, "Alder invested $5 billion in Birch on 5 May 2035."),
    (BOTH, "Alder sold a business to Birch for $2.4 billion and 1.15 million shares."),
    (FEE, "Birch must pay Alder a fee of $3 billion, later $3.5 billion."),
    (PLAN, "Alder may invest in Birch; both signed only a letter of intent, so nothing is binding."),
    (RULE, "Alder reports a rule of Birch; the rule has ended."),
    (THEN, "Customers made up 85% of Alder’s revenue backlog at the beginning of the year."),
    (NEWS, "Alder may take over Birch; how binding is not said."),
    (NEWS, "Alder announced it would take over Birch; how binding is not said."),
    (GIVEN, "Alder gave Birch shares worth $350 million."),
    (HOLDERS, "Alder paid former Birch stockholders $300 million."),
    (SHARES, "Alder took over Birch, with shares of $17 million issued to key employees."),
    (BORROWERS, "Alder agreed to lend account holders $5.6 billion."),
    (BOUGHT, "Alder bought $483 million of services from Birch."),
    (OPTION, "Alder may buy 400 MW from Birch, if it chooses."),
)
FALSE = (
    (NEWS, "Alder announced it would take over Birch."),
    (NEWS, "Alder agreed to acquire Birch; how binding is not said."),
    (NEWS, "Birch announced it would take over Alder; how binding is not said."),
    (GIVEN, "Birch gave Alder shares worth $350 million."),
    (GIVEN, "Alder invested $350 million in Birch."),
    (HOLDERS, "Alder took over former Birch stockholders for $300 million."),
    (SHARES, "Alder took over Birch for $17 million."),
    (BORROWERS, "Alder owes account holders $5.6 billion."),
    (BOUGHT, "Alder must buy $483 million of services from Birch."),
    (OPTION, "Alder agreed to buy 400 MW from Birch, if it chooses."),
    (NOTES, "Alder must pay noteholders 3.625% on notes due 2038 and 4.5% on notes due 2036"),
    (NOTES, "Alder must pay noteholders 3.625% on notes due 2037."),
    (CLOUDS, "Alder has a partnership with Birch, with 37 data centers now live."),
    (CLOUDS, "Alder has a partnership with Birch for 34 factories."),
    (CLOUDS, "Alder has a partnership with Birch for 34 billion data centers."),
    (CHIPS, "Birch must buy at least $400 million of XB309 GPUs from Alder."),
    (CHIPS, "Birch must buy at least $400 million of CPUs from Alder."),
    (CHIPS, "Birch must buy at least $400 million of goods from Alder in the next 12 months."),
    (CHIPS, "Birch must buy at least $400 million of goods from Alder through fiscal year 2038."),
    (CHIPS, "Birch must buy at least $400 million of goods for cedar from Alder."),
    (CHIPS, "Birch must buy at least $400 million of large-scale goods from Alder."),
    (MAY, "Alder may have invested $5 billion in Birch on 5 May 2035."),
    (BOTH, "Alder sold a business to Birch for $2.4 billion in cash or 1.15 million shares."),
    (FEE, "Birch must pay Alder $3 billion, later $3.5 billion."),
    (PLAN, "Alder signed with Birch and may invest in it, but nothing is binding."),
    (RULE, "Alder reports a rule of Birch; the president has ended it."),
)


@pytest.mark.parametrize(("told", "text"), TRUE)
def test_true_sentences_players_wrote_pass(told: Subject, text: str) -> None:
    assert faults(told, text) == ()


@pytest.mark.parametrize(("told", "text"), FALSE)
def test_the_lie_next_to_it_is_refused(told: Subject, text: str) -> None:
    assert faults(told, text)


def test_letters_in_a_companys_name_are_no_unproved_name() -> None:
    one = subject(deal("Birch", amount("5000000000")), company="Blizzard Pizza, Inc.")
    assert faults(one, "Blizzard Pizza agreed to invest $5 billion in Birch.") == ()
    assert faults(one, "Blizzard Pizza agreed to invest $5 billion in Birch with Zz.")


def test_a_template_passes_whatever_words_are_in_its_names() -> None:
    one = subject(
        deal(
            "Commission for Funds and Orders of the Northern Lands and of Every Island in the Long Eastern Bay",
            amount("3800000000", what="amount designated to fund loans"),
            type="government",
            payer="none",
        )
    )
    assert len(one.template.split()) > 25 or "fund" in one.template
    assert faults(one, one.template) == ()
    assert faults(one, one.template.replace("3.8", "3.9"))


def test_a_name_of_many_words_counts_as_one() -> None:
    name = "Bank of the Old Town and of All the Villages Around It"
    one = subject(deal(name, amount("5000000000"), evidence=(evidence(f"We invest $5 billion in {name}."),)))
    text = (
        f"Alder agreed to invest $5 billion in {name} under a contract both signed, with terms that are clear to all."
    )
    assert len(text.split()) > 25
    assert faults(one, text) == ()
