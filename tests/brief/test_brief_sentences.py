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
    assert say(power, "Alder").text == "Birch agreed to buy 6,000 MW of capacity from Alder"


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


@pytest.mark.parametrize(
    ("payer", "said"),
    [
        ("filer", "Alder must pay Birch $1 billion if their deal falls through"),
        ("counterparty", "Birch must pay Alder $1 billion if their deal falls through"),
    ],
)
def test_a_break_up_fee_is_due_when_the_deal_fails_and_not_owed_today(
    make_amount: Any, make_deal: Any, payer: str, said: str
) -> None:
    fee = make_amount("1000000000", what="termination fee")
    deal = make_deal("Birch", fee, type="other", payer=payer, binding="conditional")
    assert say(deal, "Alder").text == said


def test_the_fee_for_leaving_a_running_arrangement_speaks_of_its_end(make_amount: Any, make_deal: Any) -> None:
    fee = make_amount("114000000", what="termination fee")
    deal = make_deal("teams in the league", fee, type="other", kind=PartyKind.CLASS, binding="conditional")
    assert say(deal, "Alder").text == "Alder must pay teams in the league $114 million if their deal ends"


def test_last_years_share_of_the_backlog_is_not_told_as_this_years_share_of_revenue(
    make_amount: Any, make_deal: Any
) -> None:
    then = make_amount("85", "percent", what="share of revenue backlog, beginning of the year")
    fields = {"type": "concentration", "payer": "counterparty", "kind": PartyKind.CLASS, "binding": "unclear"}
    said = say(make_deal("customers", then, **fields), "Alder").text
    assert said == "Customers made up 85% of Alder’s signed work still to deliver at the beginning of the year"
    now = make_amount("35", "percent", what="share of revenue backlog")
    said = say(make_deal("customers", now, **fields), "Alder").text
    assert said == "Customers make up 35% of Alder’s signed work still to deliver"


@pytest.mark.parametrize("holders", ["former Birch stockholders and warrant holders", "sellers of Birch"])
def test_holders_are_paid_for_a_takeover_and_not_taken_over(make_amount: Any, make_deal: Any, holders: str) -> None:
    price = make_amount("300000000", what="purchase price")
    deal = make_deal(holders, price, type="acquisition", kind=PartyKind.CLASS, binding="done")
    assert say(deal, "Alder").text == f"Alder paid {holders} $300 million for a takeover"


def test_shares_given_to_a_customer_are_no_investment_in_it(make_amount: Any, make_deal: Any) -> None:
    worth = make_amount("350000000", what="value of the shares issued")
    said = say(make_deal("Birch", make_amount("8750000", "shares"), worth, binding="done"), "Alder").text
    assert said == "Alder gave Birch shares worth $350 million"
    stake = make_amount("350000000", what="investment in preferred stock")
    assert say(make_deal("Birch", stake, binding="done"), "Alder").text == "Alder invested $350 million in Birch"


def test_shares_for_key_employees_are_not_the_price_of_a_takeover(make_amount: Any, make_deal: Any) -> None:
    shares = make_amount("17000000", what="value of the shares issued to key employees")
    deal = make_deal("company", shares, type="acquisition", kind=PartyKind.ANONYMOUS, binding="done")
    assert say(deal, "Alder").text == (
        "Alder took over a company ($17 million, value of the shares issued to key employees)"
    )


def test_an_offset_is_not_the_price_of_a_licence(make_amount: Any, make_deal: Any) -> None:
    offset = make_amount("250000000", qualifier="up_to", what="payments offset in each year")
    deal = make_deal("Birch", offset, type="license", payer="counterparty", binding="conditional")
    assert say(deal, "Alder").text == (
        "Birch agreed to pay Alder for licensed rights (up to $250 million, payments offset in each year), "
        "if conditions are met"
    )


@pytest.mark.parametrize(
    ("name", "what"), [("Alder Credit account holders", ""), ("customers", "unused credit available")]
)
def test_a_lender_does_not_owe_its_borrowers(make_amount: Any, make_deal: Any, name: str, what: str) -> None:
    deal = make_deal(name, make_amount("5600000000", what=what), type="debt", kind=PartyKind.CLASS)
    assert say(deal, "Alder").text == f"Alder agreed to lend {name} $5.6 billion"


def test_what_was_bought_in_a_quarter_is_not_still_to_be_bought(make_amount: Any, make_deal: Any) -> None:
    bought = make_amount("483000000", what="purchases in the three months")
    fields = {"type": "purchase_commitment", "binding": "firm"}
    past = evidence("Our purchases from Birch during the three months ended September 27, 2025 were $483 million.")
    deal = make_deal("Birch", bought, evidence=(past,), **fields)
    assert say(deal, "Alder").text == "Alder bought $483 million of goods or services from Birch"
    ahead = evidence("Our purchases from Birch in the coming years will be at least $483 million.")
    deal = make_deal("Birch", bought, evidence=(ahead,), **fields)
    assert say(deal, "Alder").text == "Alder must buy $483 million of goods or services from Birch"


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("the recently announced acquisitions of Birch and Cedar", "Alder announced it would take over Birch; how"),
        ("we are in talks about the acquisition of Birch", "Alder may take over Birch, but nothing is binding"),
    ],
)
def test_an_announced_takeover_is_told_as_announced(make_deal: Any, quote: str, said: str) -> None:
    deal = make_deal("Birch", type="acquisition", binding="intent", evidence=(evidence(quote),))
    assert say(deal, "Alder").text.startswith(said)


def test_a_carrying_value_is_not_what_was_invested(make_amount: Any, make_deal: Any) -> None:
    stake = make_amount("102000000", what="carrying value of the stakes")
    said = say(make_deal("investees", stake, kind=PartyKind.CLASS, binding="done"), "Alder").text
    assert said == "Alder holds a stake worth $102 million in other companies"
