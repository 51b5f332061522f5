from __future__ import annotations

from typing import Any

import pytest

from pipeline.brief.names import party_in_sentence, short_name
from pipeline.brief.sentences import say
from pipeline.records import Party, PartyKind


@pytest.mark.parametrize(
    ("binding", "said"),
    [
        ("intent", "Alder may invest up to $5 billion in Birch Cloud, but nothing is binding"),
        ("conditional", "Alder agreed to invest up to $5 billion in Birch Cloud, if conditions are met"),
        ("firm", "Alder agreed to invest up to $5 billion in Birch Cloud"),
        ("done", "Alder invested up to $5 billion in Birch Cloud"),
        ("ended", "Alder will no longer invest up to $5 billion in Birch Cloud: the deal ended"),
        ("unclear", "Alder may invest up to $5 billion in Birch Cloud; how binding is not said"),
    ],
)
def test_each_binding_has_its_hedge(make_amount: Any, make_deal: Any, binding: str, said: str) -> None:
    deal = make_deal("Birch Cloud, Inc.", make_amount("5000000000", qualifier="up_to"), binding=binding)
    assert say(deal, "Alder").text == said


@pytest.mark.parametrize(
    "kind",
    [
        "purchase_commitment",
        "cloud_compute",
        "sales_contract",
        "equity_investment",
        "warrant_option",
        "acquisition",
        "divestiture",
        "joint_venture",
        "debt",
        "lease",
        "license",
        "guarantee",
        "settlement",
        "government",
        "other",
    ],
)
@pytest.mark.parametrize("payer", ["filer", "counterparty", "mutual", "none"])
@pytest.mark.parametrize("unit", ["USD", "percent", "shares", "MW", None])
def test_an_intent_is_never_said_without_its_hedge(
    make_amount: Any, make_deal: Any, kind: str, payer: str, unit: str | None
) -> None:
    amounts = [make_amount("5000000000", unit)] if unit else []
    text = say(make_deal("Birch", *amounts, type=kind, payer=payer, binding="intent"), "Alder").text
    assert text.endswith(", but nothing is binding")
    assert "must" not in text.split()
    assert "agreed" not in text.split()


def test_one_kind_of_lease_is_not_told_as_all_leases(make_amount: Any, make_deal: Any) -> None:
    legs = (
        make_amount("18700000000", "USD", what="lease payments, finance leases"),
        make_amount("15900000000", "USD", what="lease payments, operating leases"),
    )
    deal = make_deal("lessors", *legs, type="lease", payer="filer", binding="firm", kind=PartyKind.CLASS)
    assert say(deal, "Alder").text == (
        "Alder must pay $18.7 billion under finance leases and $15.9 billion under operating leases"
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"type": "lease", "kind": PartyKind.CLASS}, "Alder must pay $5 billion under leases"),
        ({"type": "debt", "kind": PartyKind.CLASS}, "Alder owes noteholders $5 billion"),
        ({"type": "debt", "kind": PartyKind.CLASS, "binding": "done"}, "Alder repaid noteholders $5 billion"),
        (
            {"type": "debt", "payer": "counterparty", "kind": PartyKind.CLASS},
            "Alder sold $5 billion of notes",
        ),
        ({"type": "guarantee", "kind": PartyKind.CLASS}, "Alder agreed to guarantee $5 billion for noteholders"),
        (
            {"type": "divestiture", "payer": "counterparty", "binding": "done"},
            "Alder sold a business or assets to noteholders for $5 billion",
        ),
        ({"type": "joint_venture", "payer": "mutual"}, "Alder reports a partnership with noteholders ($5 billion)"),
    ],
)
def test_each_kind_has_its_verb(make_amount: Any, make_deal: Any, fields: dict[str, Any], said: str) -> None:
    assert say(make_deal("noteholders", make_amount("5000000000"), **fields), "Alder").text == said


def test_a_loan_to_a_single_party_is_not_said_to_be_owed(make_amount: Any, make_deal: Any) -> None:
    text = say(make_deal("Birch JV", make_amount("100000000"), type="debt"), "Alder").text
    assert text == "Alder reports a loan or notes with Birch JV ($100 million)"


def test_backlog_is_work_still_to_deliver(make_amount: Any, make_deal: Any) -> None:
    amount = make_amount("55600000000", what="revenue backlog")
    deal = make_deal("customers", amount, type="sales_contract", payer="counterparty", kind=PartyKind.CLASS)
    assert say(deal, "Alder").text == "Alder has $55.6 billion of signed work still to deliver"


def test_a_warrant_names_shares_and_price(make_amount: Any, make_deal: Any) -> None:
    amounts = (
        make_amount("160000000", "shares", qualifier="up_to"),
        make_amount("0.01", what="exercise price per share"),
    )
    deal = make_deal("Birch", *amounts, type="warrant_option", payer="counterparty", binding="conditional")
    assert (
        say(deal, "Alder").text
        == "Birch may buy up to 160 million shares of Alder at $0.01 per share, if conditions are met"
    )


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("share of total revenue, third quarter", "Customer A makes up 22% of Alder’s revenue"),
        ("share of accounts receivable", "Customer A owes 22% of what customers owe Alder"),
        ("share of revenue receivables", "Customer A owes 22% of what customers owe Alder"),
    ],
)
def test_dependence_says_of_what(make_amount: Any, make_deal: Any, what: str, said: str) -> None:
    deal = make_deal(
        "Customer A",
        make_amount("22", "percent", what=what),
        type="concentration",
        payer="counterparty",
        kind=PartyKind.ANONYMOUS,
        binding="unclear",
    )
    assert say(deal, "Alder").text == said


def test_a_name_that_looks_like_a_placeholder_is_printed(make_amount: Any, make_deal: Any) -> None:
    deal = make_deal("{infinitive} [x] {filer}", make_amount("5000000000", what="{amount}"), type="other")
    assert say(deal, "Alder").text == "Alder agreed to pay {infinitive} [x] {filer} $5 billion ({amount})"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Alder Corporation", "Alder"),
        ("Alder, Inc.", "Alder"),
        ("Alder Holdings, Inc.", "Alder Holdings"),
        ("ALDER CORP /DE/", "ALDER"),
        ("The Alder Company", "Alder"),
        ("The Alder", "The Alder"),
        ("Alder’s", "Alder’s"),
        ("Birch Group Plc's", "Birch Group"),
        ("Alder & Co., Ltd.", "Alder"),
        ("Birch N.V.", "Birch"),
        ("Inc.", "Inc."),
        ("Company", "Company"),
        ("", "the company"),
    ],
)
def test_a_short_name_drops_the_legal_form_only(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("partner", PartyKind.ANONYMOUS, "a partner"),
        ("our partner", PartyKind.ANONYMOUS, "its partner"),
        ("airline", PartyKind.ANONYMOUS, "an airline"),
        ("largest customer", PartyKind.ANONYMOUS, "its largest customer"),
        ("one customer", PartyKind.ANONYMOUS, "one customer"),
        ("Customer A", PartyKind.ANONYMOUS, "Customer A"),
        ("lenders", PartyKind.CLASS, "lenders"),
        ("U.S. government", PartyKind.NAMED, "the U.S. government"),
        ("Federal Timber Commission", PartyKind.NAMED, "the Federal Timber Commission"),
        ("Birch Corp.", PartyKind.NAMED, "Birch"),
    ],
)
def test_a_party_reads_naturally_in_a_sentence(name: str, kind: PartyKind, said: str) -> None:
    assert party_in_sentence(Party(name=name, kind=kind)) == said


def test_power_is_bought_as_capacity(make_amount: Any, make_deal: Any) -> None:
    power = make_deal("Birch", make_amount("6000", "MW"), type="sales_contract", payer="counterparty")
    assert say(power, "Alder").text == "Birch agreed to buy 6,000 MW of capacity from Alder"


def test_a_measure_without_a_description_is_called_one(make_amount: Any, make_deal: Any) -> None:
    measure = make_deal("U.S. government", make_amount("4500000000"), type="government", payer="none", kind="class")
    assert say(measure, "Alder").text == "Alder reports $4.5 billion (a measure, U.S. government)"


@pytest.mark.parametrize(
    ("payer", "said"),
    [
        ("filer", "Alder owes Birch $1 billion if their deal falls through"),
        ("counterparty", "Birch owes Alder $1 billion if their deal falls through"),
    ],
)
def test_a_break_up_fee_is_owed_when_the_deal_fails(make_amount: Any, make_deal: Any, payer: str, said: str) -> None:
    fee = make_amount("1000000000", what="termination fee")
    deal = make_deal("Birch", fee, type="other", payer=payer, binding="conditional")
    assert say(deal, "Alder").text == said
