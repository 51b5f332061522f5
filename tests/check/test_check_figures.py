"""Reading amounts again from the document: drill 11, units, qualifiers, tables, what must not be scaled."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.check import check
from pipeline.records import (
    Candidate,
    Cell,
    Checked,
    DealType,
    Document,
    PartyKind,
    Proposals,
    ProposedQuote,
    Qualifier,
    Row,
    Scale,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.check.conftest import Claim

    Paper = Callable[..., Document]

CLASS = PartyKind.CLASS
HEAD = "Commitments (in thousands, except per share data)\n"
ROWS = (
    "Purchase obligations with suppliers 1,200 900\n"
    "Shares issued to suppliers 3,400 12\n"
    "Price per share paid to suppliers 5 4\n"
    "Share of suppliers in purchases 41 39\n"
)


def outcome(document: Document, candidate: Candidate) -> Checked:
    return check(document, Proposals(candidates=(candidate,)))


def table_document(paper: Paper, *, shares_scaled: bool = False, listed: bool = True) -> Document:
    """A document with one table under "(in thousands)"; ``listed`` tells whether reading saw that it is a table."""
    text = HEAD + ROWS + "\nWe also paid suppliers a fee of $1,500 in the year."
    start = text.index("(in")
    scale = Scale(
        start=start,
        end=len(HEAD) - 1,
        multiplier=1000,
        currency="USD",
        governs_start=len(HEAD),
        governs_end=len(HEAD) + len(ROWS),
        shares_scaled=shares_scaled,
    )
    rows, at = [], len(HEAD)
    for line in ROWS.splitlines():
        label, first, second = line.rsplit(" ", 2)
        place = at + len(label) + 1
        rows.append(
            Row(
                start=at,
                end=at + len(line),
                label=label,
                cells=(
                    Cell(start=place, end=place + len(first), column=0, value=Decimal(first.replace(",", ""))),
                    Cell(start=place + len(first) + 1, end=at + len(line), column=1, value=Decimal(second)),
                ),
            )
        )
        at += len(line) + 1
    table = Table(start=0, end=len(HEAD) + len(ROWS), page=1, title="Commitments", rows=tuple(rows), scale=scale)
    return paper(text, scales=(scale,), tables=(table,) if listed else ())


# Drill 11


@pytest.mark.parametrize(("listed", "proof"), [(True, "table"), (False, "scale")])
def test_under_in_thousands_1200_is_1_2_million_and_marked_so(
    paper: Paper, claim: Claim, *, listed: bool, proof: str
) -> None:
    document = table_document(paper, listed=listed)
    candidate = claim(
        "Purchase obligations with suppliers 1,200 900", "suppliers", ("1200000", "USD", "1,200"), kind=CLASS
    )
    [proved] = outcome(document, candidate).proved
    assert [(int(amount.value), amount.unit, str(amount.proof)) for amount in proved.amounts] == [
        (1_200_000, "USD", proof)
    ]


@pytest.mark.parametrize("value", ["1200", "1200000000", "900000", "1300000", "-1200000"])
def test_no_other_value_is_proved_there(paper: Paper, claim: Claim, value: str) -> None:
    candidate = claim("Purchase obligations with suppliers 1,200 900", "suppliers", (value, "USD", "1,200"), kind=CLASS)
    assert [item.reason for item in outcome(table_document(paper), candidate).withheld] == ["number_differs"]


@pytest.mark.parametrize(("shares_scaled", "value"), [(False, "3400"), (True, "3400000")])
def test_shares_are_scaled_only_where_the_scale_line_says_so(
    paper: Paper, claim: Claim, *, shares_scaled: bool, value: str
) -> None:
    document = table_document(paper, shares_scaled=shares_scaled)
    for claimed in ("3400", "3400000"):
        candidate = claim("Shares issued to suppliers 3,400 12", "suppliers", (claimed, "shares", "3,400"), kind=CLASS)
        assert len(outcome(document, candidate).proved) == (claimed == value)


def test_a_price_per_share_and_a_count_of_shares_are_no_scaled_money(paper: Paper, claim: Claim) -> None:
    document = table_document(paper)
    price = claim("Price per share paid to suppliers 5 4", "suppliers", ("5", "USD", "5"), kind=CLASS)
    assert outcome(document, price).proved[0].amounts[0].proof == "quote"
    scaled = claim("Price per share paid to suppliers 5 4", "suppliers", ("5000", "USD", "5"), kind=CLASS)
    assert not outcome(document, scaled).proved
    count = claim("Shares issued to suppliers 3,400 12", "suppliers", ("3400000", "USD", "3,400"), kind=CLASS)
    assert not outcome(document, count).proved


def test_prose_beside_a_scaled_table_is_not_scaled(paper: Paper, claim: Claim) -> None:
    document = table_document(paper)
    quote = "We also paid suppliers a fee of $1,500 in the year."
    for value, through in (("1500", 1), ("1500000", 0)):
        candidate = claim(quote, "suppliers", (value, "USD", "$1,500"), kind=CLASS)
        assert len(outcome(document, candidate).proved) == through


def test_a_line_that_speaks_for_the_whole_report_scales_prose_too(paper: Paper, claim: Claim) -> None:
    line = "All amounts in thousands unless otherwise stated."
    text = f"{line}\nWe paid Alder $4,500 for looms and $2.5 million for yarn at $12.50 each, of $1,234,567 due."
    scale = Scale(
        start=0, end=len(line), multiplier=1000, currency="USD", governs_start=len(line), governs_end=len(text)
    )
    document = paper(text, scales=(scale,))
    quote = text.splitlines()[1]
    for value, written, proof in (
        ("4500000", "$4,500", "scale"),
        ("2500000", "$2.5 million", "quote"),
        ("12.5", "$12.50", "quote"),
        ("1234567", "$1,234,567", "quote"),
    ):
        [proved] = outcome(document, claim(quote, "Alder", (value, "USD", written))).proved
        assert proved.amounts[0].proof == proof
    assert not outcome(document, claim(quote, "Alder", ("4500", "USD", "$4,500"))).proved


def test_column_heads_and_cells_give_bare_digits_their_unit(paper: Paper, claim: Claim) -> None:
    document = table_document(paper)
    table = document.tables[0]
    row = table.rows[3]
    cells = tuple(cell.model_copy(update={"unit": "percent"}) for cell in row.cells)
    rows = (*table.rows[:3], row.model_copy(update={"cells": cells}))
    document = document.model_copy(update={"tables": (table.model_copy(update={"rows": rows}),)})
    quote = "Share of suppliers in purchases 41 39"
    for unit, through in (("percent", 1), ("USD", 0), ("shares", 0), ("MW", 0)):
        assert len(outcome(document, claim(quote, "suppliers", ("41", unit, "41"), kind=CLASS)).proved) == through
    headed = document.model_copy(
        update={"tables": (table.model_copy(update={"columns": ("% of purchases", "% of purchases")}),)}
    )
    assert outcome(headed, claim(quote, "suppliers", ("41", "percent", "41"), kind=CLASS)).proved


# Prose


@pytest.mark.parametrize(
    ("text", "value", "unit", "written", "qualifier", "reason"),
    [
        ("Alder will pay us $4.5 billion now.", "4500000000", "USD", "$4.5 billion", "exact", None),
        ("Alder will pay us $4.5 billion now.", "4500000000", "$", "4.5 billion", "exact", None),
        ("Alder will pay us $4.5 billion now.", "4500000000", "EUR", "$4.5 billion", "exact", "number_differs"),
        ("Alder will pay us $4.5 billion now.", "4500000", "USD", "$4.5 billion", "exact", "number_differs"),
        ("Alder will pay us $4.5 billion now.", "4500000000", "USD", "$4.5 million", "exact", "number_not_in_quote"),
        ("Alder will pay us $14.5 billion now.", "4500000000", "USD", "$4.5 billion", "exact", "number_not_in_quote"),
        ("Alder will pay us $4.5 billion now.", "4500000000", "USD", "a lot", "exact", "number_not_in_quote"),
        ("Alder will pay us $4.5 billion now.", "4500000000", "USD", "Alder", "exact", "number_not_in_quote"),
        ("Alder will pay us $4.5 billion now.", "4500000000", "USD", "$4.5 billion", "at_least", "number_differs"),
        ("Alder will pay us up to $4.5 billion.", "4500000000", "USD", "$4.5 billion", "up_to", None),
        ("Alder will pay us up to $4.5 billion.", "4500000000", "USD", "$4.5 billion", "exact", "number_differs"),
        ("Alder will pay us up to $4.5 billion.", "4500000000", "USD", "$4.5 billion", "approx", "number_differs"),
        ("Alder pays between $1 and $2 billion.", "1000000000", "USD", "$1 and $2 billion", "range_low", None),
        ("Alder pays between $1 and $2 billion.", "2000000000", "USD", "$2 billion", "range_high", None),
        ("Alder pays between $1 and $2 billion.", "2000000000", "USD", "$2 billion", "exact", "number_differs"),
        ("Alder paid over a term of 24 months.", "2", "years", "24 months", "exact", None),
        ("Alder paid over a term of 24 months.", "24", "years", "24 months", "exact", "number_differs"),
        ("Alder will use 100,000 GPUs of ours.", "100000", "GPUs", "100,000 GPUs", "exact", None),
        ("Alder will use 100,000 GPUs of ours.", "100000", "shares", "100,000 GPUs", "exact", "number_differs"),
        ("Alder will use 100,000 GPUs of ours.", "100000", "USD", "100,000", "exact", "number_differs"),
        ("Alder lost 2.2 gigawatts of power.", "2200", "MW", "2.2 gigawatts", "exact", None),
    ],
)
def test_an_amount_in_prose(  # noqa: PLR0917  (one row of the table each)
    paper: Paper, claim: Claim, text: str, value: str, unit: str, written: str, qualifier: str, reason: str | None
) -> None:
    candidate = claim(text, "Alder", (value, unit, written), qualifier=Qualifier(qualifier))
    checked = outcome(paper(text), candidate)
    assert [item.reason for item in checked.withheld] == ([reason] if reason else [])
    assert len(checked.proved) == (reason is None)


def test_the_document_has_the_last_word_on_how_exact_an_amount_is(paper: Paper, claim: Claim) -> None:
    document = paper("Alder paid approximately $4.5 billion for a facility of $2 billion.")
    quote = document.text
    [proved] = outcome(document, claim(quote, "Alder", ("4500000000", "USD", "$4.5 billion"))).proved
    assert proved.amounts[0].qualifier == "approx"
    facility = claim(quote, "Alder", ("2000000000", "USD", "$2 billion"), qualifier=Qualifier.UP_TO)
    assert outcome(document, facility).proved[0].amounts[0].qualifier == "up_to"


def test_up_to_just_before_the_quote_still_counts(paper: Paper, claim: Claim) -> None:
    document = paper("Alder agreed to lend us up to $4.5 billion through 2031 for Alder wafers.")
    quote = "$4.5 billion through 2031 for Alder wafers."
    assert not outcome(document, claim(quote, "Alder", ("4500000000", "USD", "$4.5 billion"))).proved


def test_one_bad_amount_beside_a_good_one_is_withheld_alone(paper: Paper, claim: Claim) -> None:
    document = paper("Alder agreed to pay $4.5 billion and to issue 12 million shares.")
    candidate = claim(
        document.text, "Alder", ("4500000000", "USD", "$4.5 billion"), ("13000000", "shares", "12 million shares")
    )
    checked = outcome(document, candidate)
    assert [amount.value for amount in checked.proved[0].amounts] == [4_500_000_000]
    [withheld] = checked.withheld
    assert withheld.reason == "number_differs"
    assert isinstance(withheld.candidate, Candidate)
    assert [amount.value for amount in withheld.candidate.amounts] == [13_000_000]


def test_an_amount_is_found_in_another_quote_of_the_same_deal(paper: Paper, claim: Claim) -> None:
    document = paper("Alder agreed to buy looms from us. ", "The price is $4.5 billion in all cases.")
    quotes = (
        ProposedQuote(text="Alder agreed to buy looms from us."),
        ProposedQuote(text="The price is $4.5 billion in all cases."),
    )
    candidate = claim("", "Alder", ("4500000000", "USD", "$4.5 billion"), quotes=quotes)
    [proved] = outcome(document, candidate).proved
    assert proved.amounts[0].evidence == 1


def test_a_quote_that_cuts_the_scale_word_off_proves_nothing(paper: Paper, claim: Claim) -> None:
    document = paper("Alder agreed to buy looms for $4.5 billion in cash.")
    candidate = claim("Alder agreed to buy looms for $4.5", "Alder", ("4500000000", "USD", "$4.5"))
    assert [item.reason for item in outcome(document, candidate).withheld] == ["number_not_in_quote"]


# What an amount is called


def test_the_price_of_a_business_is_not_what_is_paid_a_share(paper: Paper, claim: Claim) -> None:
    text = "We agreed to acquire Heron Clinics for $39.00 per share in cash, approximately $10.6 billion in all."
    bought = claim(text, "Heron Clinics", ("39", "USD", "$39.00"), ("10600000000", "USD", "$10.6 billion"))
    named = [
        amount.model_copy(update={"what": what})
        for amount, what in zip(bought.amounts, ("purchase price", ""), strict=True)
    ]
    candidate = bought.model_copy(update={"type": DealType.ACQUISITION, "amounts": tuple(named), "summary": text})
    [proved] = outcome(paper(text), candidate).proved
    assert [(int(amount.value), amount.what) for amount in proved.amounts] == [
        (10_600_000_000, ""),
        (39, "per share"),
    ]
    assert not proved.summary


def test_a_coupon_is_no_debt_repaid(paper: Paper, claim: Claim) -> None:
    text = "In May we redeemed the remaining balance of our 4.00% senior notes."
    base = claim(text, "noteholders", ("4", "percent", "4.00%"), kind=CLASS)
    amount = base.amounts[0].model_copy(update={"what": "debt repaid"})
    candidate = base.model_copy(update={"type": DealType.DEBT, "amounts": (amount,)})
    [proved] = outcome(paper(text), candidate).proved
    assert [amount.what for amount in proved.amounts] == ["coupon"]


def test_a_class_of_parties_may_be_named_by_the_head_of_the_table(paper: Paper, claim: Claim) -> None:
    document = table_document(paper)
    table = document.tables[0]
    candidate = claim("Share of suppliers in purchases 41 39", "lessors", kind=CLASS, as_written=("Share",))
    assert not outcome(document, candidate).proved
    headed = document.model_copy(update={"tables": (table.model_copy(update={"columns": ("Future lease payments",)}),)})
    assert outcome(headed, candidate).proved
