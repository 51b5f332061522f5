"""What a reader of the map of real filings found to be false."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.loop import answer_who, capital_loop, find, loop_html, loop_page
from pipeline.records import Amount, Change, Proof, Qualifier

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.records import FactFile

    Make = Callable[..., Any]


UNKNOWN = Decimal(-1)


def amount(value: str, what: str, unit: str = "USD") -> Amount:
    return Amount(
        value=Decimal(value), unit=unit, qualifier=Qualifier.EXACT, what=what, as_written=value, proof=Proof.QUOTE
    )


def sizes(*files: FactFile) -> list[Decimal]:
    """Give the amounts of the flows, the largest first; -1 for one that is not known."""
    return sorted((edge.size.value if edge.size else UNKNOWN for edge in capital_loop(files).edges), reverse=True)


def test_a_supplier_of_most_purchases_does_not_depend_on_its_customer(facts: Make, deal: Make) -> None:
    """Told was "Brackwater is a large share of the business of supplier", of a supplier of 71% of its purchases."""
    bought = facts(
        "Tessel", deal("Fernhill", "concentration", amounts=(amount("71", "share of purchases", "percent"),))
    )
    sold = facts(
        "Quillmark",
        deal("Larch", "concentration", "counterparty", amounts=(amount("62", "share of revenue", "percent"),)),
    )
    loan = facts("Oxmoor", deal("Tessel", "debt"), deal("Fernhill", "lease"))
    back = facts("Fernhill", deal("Tessel", "settlement"))
    files = (bought, sold, loan, back)
    loop = capital_loop(files)
    documents = {file.document.sha256: file for file in files}
    page, html = loop_page(loop), loop_html(loop)
    (tessel,), (larch,) = find(loop, "Tessel"), find(loop, "Larch")
    assert "Tessel gets a large share of what it buys from Fernhill" in answer_who(loop, tessel, documents)
    assert "Larch is a large share of the business of Quillmark" in answer_who(loop, larch, documents)
    assert "Tessel gets a large share of what it buys from Fernhill" in page
    assert "gets a large share of what it buys from" in html
    assert "Tessel is a large share of the business of" not in page


@pytest.mark.parametrize(
    ("direction", "drawn"),
    [("up", [Decimal(11200000000)]), ("down", [Decimal(11200000000), Decimal(6500000000)])],
)
def test_a_commitment_that_was_raised_is_drawn_once(
    facts: Make, deal: Make, direction: str, drawn: list[Decimal]
) -> None:
    """A contract of $6.5 billion, since amended to $11.2 billion, stood there twice and was counted twice."""
    old = facts("Tessel", deal("Fernhill", id="old", billions="6.5"), period_end=dt.date(2031, 3, 31))
    change = Change(state="changed", previous="old", was="$6.5 billion", about=("amount",), direction=direction)
    new = facts("Tessel", deal("Fernhill", id="new", billions="11.2", change=change))
    assert sizes(old, new) == drawn
    assert sizes(old) == [Decimal(6500000000)]
    other = facts("Fernhill", deal("Tessel", "sales_contract", "counterparty", billions="6.5"))
    joined = [edge for edge in capital_loop([old, new, other]).edges if len(edge.statements) > 1]
    assert [len(edge.statements) for edge in joined] == [3 if direction == "up" else 2]
    assert joined[0].size is not None
    assert joined[0].size.value == drawn[0 if direction == "up" else 1]
    assert joined[0].agreement == ("conflicting" if direction == "up" else "confirmed")


def test_what_a_stake_is_worth_is_not_put_into_the_company(facts: Make, deal: Make) -> None:
    """ "Puts capital into it for $5.2 billion" was a stake's fair value, and its $0.8 billion the loss on it."""
    worth = (amount("5.2e9", "value of the stake"), amount("0.8e9", ""))
    stake = deal("Fernhill", "equity_investment", amounts=worth)
    assert sizes(facts("Tessel", stake)) == [UNKNOWN]
    assert "| Fernhill | stake | not disclosed |" in loop_page(capital_loop([facts("Tessel", stake)]))
    paid = deal("Fernhill", "equity_investment", amounts=(*worth, amount("2e9", "shares issued")))
    assert sizes(facts("Tessel", paid)) == [Decimal("2e9")]


def test_payments_on_which_a_warrant_vests_are_not_its_size(facts: Make, deal: Make) -> None:
    """A warrant for 24 million shares at a cent was drawn as $2.25 billion, its first milestone."""
    shares = (
        amount("24e6", "shares under the warrant", "shares"),
        amount("2.25e9", ""),
        amount("41e6", "in the third quarter"),
    )
    assert sizes(facts("Tessel", deal("Fernhill", "warrant_option", "counterparty", amounts=shares))) == [UNKNOWN]
    given = (*shares, amount("350e6", "shares given"))
    assert sizes(facts("Tessel", deal("Fernhill", "warrant_option", "counterparty", amounts=given))) == [
        Decimal("350e6")
    ]


def test_a_commitment_raised_twice_is_drawn_once(facts: Make, deal: Make) -> None:
    def raised(previous: str) -> Change:
        return Change(state="changed", previous=previous, was="less", about=("amount",), direction="up")

    first = facts("Tessel", deal("Fernhill", id="one", billions="1"), period_end=dt.date(2031, 3, 31))
    second = facts(
        "Tessel", deal("Fernhill", id="two", billions="2", change=raised("one")), period_end=dt.date(2031, 6, 30)
    )
    third = facts(
        "Tessel", deal("Fernhill", id="three", billions="3", change=raised("two")), period_end=dt.date(2031, 9, 30)
    )
    assert sizes(first, second, third) == [Decimal("3e9")]


def test_a_warrant_told_in_two_documents_is_one(facts: Make, deal: Make) -> None:
    """A call told of the report's warrant "for 24 million of our shares" and drew it a second time."""

    def warrant(name: str, shares: str) -> Any:
        told = (amount(shares, "shares under the warrant", "shares"),)
        return deal("Fernhill", "warrant_option", "counterparty", id=name, amounts=told)

    report, other = facts("Tessel", warrant("one", "24e6")), facts("Tessel", warrant("two", "8e6"), path="other.pdf")
    call = facts("Tessel", warrant("three", "24e6"), path="call.txt")
    assert sizes(report, call) == [UNKNOWN]
    assert sizes(report, other) == [UNKNOWN, UNKNOWN]
    assert sizes(facts("Tessel", warrant("one", "24e6"), warrant("two", "24e6"))) == [UNKNOWN, UNKNOWN]


@pytest.mark.parametrize(("label", "circles"), [("supplier", 0), ("large supplier", 0), ("Supplier A", 1)])
def test_parties_told_by_their_part_alone_close_no_circle(facts: Make, deal: Make, label: str, circles: int) -> None:
    """A supplier that lends and the supplier of 71% of purchases were one party with flows both ways."""
    lent = deal(label, "debt", party_kind="anonymous", quote="We borrow from a supplier.")
    bought = deal(label, party_kind="anonymous")
    share = deal(label, "concentration", party_kind="anonymous", amounts=(amount("71", "share", "percent"),))
    loop = capital_loop([facts("Tessel", lent, bought, share)])
    assert len(loop.edges) == 2
    assert len(loop.circles) == circles
    assert loop.two_way == ()


@pytest.mark.parametrize(
    ("quote", "drawn"),
    [
        ("Fernhill, Inc. has guaranteed Quillmark's payment obligations to us under the lease up to $1 billion", 0),
        ("Fernhill, Inc. guarantees the tenant's rent payable to the Company up to $1 billion", 0),
        ("Fernhill has guaranteed up to $1 billion of the Company's rent under the Castlemere lease", 1),
        ("Fernhill guaranteed our payment obligations under the notes it sold to us", 1),
    ],
)
def test_a_surety_is_stood_for_the_debtor_and_not_for_its_landlord(
    facts: Make, deal: Make, quote: str, drawn: int
) -> None:
    """The landlord's telling was drawn as a second surety of $642 million, for what the landlord "may have to pay"."""
    loop = capital_loop([facts("Tessel", deal("Fernhill", "guarantee", "counterparty", quote=quote))])
    assert len(loop.edges) == drawn
    assert [one.why for one in loop.left_out] == ["a surety for what another party owes the filer"] * (1 - drawn)
