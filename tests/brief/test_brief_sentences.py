from __future__ import annotations

from typing import Any

import pytest

from pipeline.brief.names import party_in_sentence, short_name
from pipeline.brief.sentences import say
from pipeline.records import Party, PartyKind
from tests.brief.conftest import evidence


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
        ("SK birch", PartyKind.NAMED, "SK birch"),
        ("Birch joint ventures", PartyKind.NAMED, "the Birch joint ventures"),
        ("U.S. government", PartyKind.CLASS, "the U.S. government"),
        ("federal government", PartyKind.ANONYMOUS, "the federal government"),
        ("acquired companies", PartyKind.CLASS, "other companies"),
    ],
)
def test_a_party_reads_naturally_in_a_sentence(name: str, kind: PartyKind, said: str) -> None:
    assert party_in_sentence(Party(name=name, kind=kind)) == said


def test_power_is_bought_as_capacity(make_amount: Any, make_deal: Any) -> None:
    power = make_deal("Birch", make_amount("6000", "MW"), type="sales_contract", payer="counterparty")
    assert say(power, "Alder").text == "Birch agreed to buy 6 GW of capacity from Alder"


@pytest.mark.parametrize(
    ("what", "unit", "payer", "said"),
    [
        (
            "charge from export rules",
            "USD",
            "none",
            "Alder reports a charge of $15 from export rules (the U.S. government)",
        ),
        (
            "share of revenue from licensed sales",
            "percent",
            "filer",
            "Alder may pay the U.S. government 15% of revenue from licensed sales, but nothing is binding",
        ),
    ],
)
def test_a_measure_is_told_by_what_it_costs(
    make_amount: Any, make_deal: Any, *, what: str, unit: str, payer: str, said: str
) -> None:
    binding = "firm" if payer == "none" else "intent"
    cost = make_amount("15", unit, what=what)
    deal = make_deal("U.S. government", cost, type="government", payer=payer, kind=PartyKind.CLASS, binding=binding)
    assert say(deal, "Alder").text == said


def test_a_takeover_paid_in_shares_or_told_in_megawatts_is_still_a_takeover(make_amount: Any, make_deal: Any) -> None:
    def told(*amounts: Any) -> str:
        return say(make_deal("Birch", *amounts, type="acquisition", binding="done"), "Alder").text

    assert told(make_amount("195", "MW", what="purchase price")) == "Alder took over Birch (195 MW)"
    shares = make_amount("39800000", "shares", what="purchase price")
    assert told(shares) == "Alder took over Birch (39.8 million shares, purchase price)"


@pytest.mark.parametrize(
    ("value", "unit", "what", "said"),
    [
        ("3.625", "percent", "coupon", "Alder must pay Birch 3.625% interest"),
        ("121000000", "USD", "debt held by the party", "Alder owes Birch $121 million"),
        ("100000000", "USD", "loan made", "Alder agreed to lend Birch $100 million"),
    ],
)
def test_a_debt_is_told_by_what_its_figure_is(
    make_amount: Any, make_deal: Any, *, value: str, unit: str, what: str, said: str
) -> None:
    assert say(make_deal("Birch", make_amount(value, unit, what=what), type="debt"), "Alder").text == said


def test_shares_given_are_counted_where_no_value_is_told(make_amount: Any, make_deal: Any) -> None:
    shares = make_amount("8750000", "shares", what="shares given")
    assert say(make_deal("Birch", shares, binding="done"), "Alder").text == "Alder gave Birch 8.75 million shares"


def test_power_is_rented_as_capacity(make_amount: Any, make_deal: Any) -> None:
    power = make_deal("Birch", make_amount("590", "MW", qualifier="approx"), type="lease")
    assert say(power, "Alder").text == "Alder agreed to rent about 590 MW of capacity from Birch"


def test_a_stake_is_in_a_company_and_its_share_is_not_explained_by_itself(make_amount: Any, make_deal: Any) -> None:
    stake = make_deal("Birch", make_amount("49.9", "percent", what="stake"), binding="done")
    assert say(stake, "Alder").text == "Alder reports a stake in Birch (49.9%)"


def test_a_share_is_at_most_and_not_up_up_to(make_amount: Any, make_deal: Any) -> None:
    share = make_amount("35", "percent", qualifier="up_to", what="share of revenue")
    deal = make_deal("Customer A", share, type="concentration", payer="counterparty", binding="unclear")
    assert say(deal, "Alder").text == "Customer A makes up at most 35% of Alder’s revenue"


@pytest.mark.parametrize(
    ("what", "kind", "said"),
    [
        (
            "price under the put",
            PartyKind.CLASS,
            "Alder may have to buy shares from holders for $15, if conditions are met",
        ),
        ("price under the option", PartyKind.NAMED, "Alder may buy shares of holders for $15, if conditions are met"),
    ],
)
def test_a_put_and_an_option_are_told_by_who_may_have_to_buy(
    make_amount: Any, make_deal: Any, what: str, kind: PartyKind, said: str
) -> None:
    price = make_amount("15", what=what)
    deal = make_deal("holders", price, type="warrant_option", kind=kind, binding="conditional")
    assert say(deal, "Alder").text == said


def test_receivables_change_hands_as_a_sale(make_amount: Any, make_deal: Any) -> None:
    sold = make_amount("1000000000", what="receivables sold")
    fields = {"type": "other", "payer": "counterparty", "kind": PartyKind.CLASS}
    past = evidence("Accounts receivable sold under factoring arrangements were $1.0 billion.")
    assert say(make_deal("purchasers", sold, evidence=(past,), **fields), "Alder").text == (
        "Alder sold $1 billion of receivables"
    )
    facility = evidence("We executed a $1 billion facility, which allows for the sale of certain receivables.")
    assert say(make_deal("purchasers", sold, evidence=(facility,), **fields), "Alder").text == (
        "Alder may sell $1 billion of receivables"
    )
    bought = make_amount("975000000", what="receivables purchased")
    deal = make_deal("partner", bought, type="other", kind=PartyKind.ANONYMOUS)
    assert say(deal, "Alder").text == "Alder bought $975 million of receivables from a partner"


@pytest.mark.parametrize("payer", ["none", "mutual"])
def test_that_no_amount_is_disclosed_is_said_before_how_binding_it_is(make_deal: Any, payer: str) -> None:
    deal = make_deal("Birch", type="joint_venture", payer=payer, binding="unclear")
    said = say(deal, "Alder", amount_if_none=True).text
    assert said == "Alder reports a partnership with Birch (amount not disclosed); how binding is not said"


def test_power_is_bought_by_the_megawatt(make_amount: Any, make_deal: Any) -> None:
    deal = make_deal("Birch", make_amount("345", "MW", what="power supply"), type="purchase_commitment")
    assert say(deal, "Alder").text == "Alder must buy 345 MW of capacity from Birch"


def test_an_option_to_order_more_is_no_agreement_to_buy(make_amount: Any, make_deal: Any) -> None:
    more = make_amount("400", "MW", qualifier="up_to", what="option for more")
    deal = make_deal("Birch", more, type="purchase_commitment", binding="conditional")
    assert say(deal, "Alder").text == "Alder may buy up to 400 MW of capacity from Birch, if it chooses"


def test_a_measure_without_a_description_is_called_one(make_amount: Any, make_deal: Any) -> None:
    measure = make_deal("U.S. government", make_amount("4500000000"), type="government", payer="none", kind="class")
    assert say(measure, "Alder").text == "Alder reports $4.5 billion (a measure, the U.S. government)"
