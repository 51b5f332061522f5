from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipeline.brief.amounts import amount_words, exact, figure, is_price, size, spoken
from pipeline.brief.results import read_result
from pipeline.records import Evidence, Match, Qualifier, Result


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("50300000000", "USD", "$50.3 billion"),
        ("12125000000", "USD", "$12.1 billion"),
        ("4409000000", "USD", "$4.41 billion"),
        ("999950000", "USD", "$1 billion"),
        ("1234567890123", "USD", "$1.23 trillion"),
        ("860000000", "USD", "$860 million"),
        ("17250", "USD", "$17,250"),
        ("0.01", "USD", "$0.01"),
        ("95", "USD", "$95"),
        ("4.5", "USD", "$4.50"),
        ("-2500000", "USD", "−$2.5 million"),
        ("40000000000", "EUR", "€40 billion"),
        ("90000000000", "JPY", "¥90 billion"),
        ("5000000", "CHF", "CHF 5 million"),
        ("22", "percent", "22%"),
        ("4.212", "percent", "4.212%"),
        ("160000000", "shares", "160 million shares"),
        ("97075", "shares", "97,075 shares"),
        ("1", "shares", "1 share"),
        ("2900", "MW", "2.9 GW"),
        ("1.5", "years", "1.5 years"),
        ("1", "years", "1 year"),
        ("3250", "number", "3,250"),
    ],
)
def test_a_figure_is_said_in_three_figures(value: str, unit: str, said: str) -> None:
    assert figure(Decimal(value), unit) == said


@pytest.mark.parametrize(
    ("qualifier", "said"),
    [
        (Qualifier.EXACT, "$5 billion"),
        (Qualifier.APPROX, "about $5 billion"),
        (Qualifier.UP_TO, "up to $5 billion"),
        (Qualifier.AT_LEAST, "at least $5 billion"),
    ],
)
def test_the_hedge_of_the_document_stays(make_amount: Any, qualifier: Qualifier, said: str) -> None:
    assert spoken(make_amount("5000000000", qualifier=qualifier)) == said


def test_the_unrounded_figure_keeps_every_digit(make_amount: Any) -> None:
    assert exact(make_amount("12125000001")) == "12,125,000,001 USD"


def test_a_range_is_said_once(make_amount: Any, make_deal: Any) -> None:
    low = make_amount("1000000000", qualifier="range_low")
    high = make_amount("2000000000", qualifier="range_high")
    assert amount_words(make_deal("Birch", low, high)) == "$1 billion to $2 billion"


def test_shares_are_shown_with_their_price_and_a_price_is_no_size(make_amount: Any, make_deal: Any) -> None:
    price = make_amount("0.01", what="exercise price per share")
    shares = make_amount("160000000", "shares", qualifier="up_to")
    warrant = make_deal("Birch", price, shares, type="warrant_option")
    assert amount_words(warrant) == "up to 160 million shares at $0.01 per share"
    assert size(warrant) == 0


def test_a_price_per_share_is_known_by_the_words_beside_it(make_amount: Any, make_deal: Any) -> None:
    beside = make_deal("Birch", make_amount("95", as_written="$95.00"))
    quoted = beside.evidence[0].model_copy(update={"quote": "Birch will pay $95.00 in cash per share of common stock."})
    assert is_price(beside.amounts[0], (quoted,))
    assert not is_price(beside.amounts[0], beside.evidence)


def test_a_sum_nobody_names_does_not_stand_for_the_deal(make_amount: Any, make_deal: Any) -> None:
    """A deposit of $23.0 million stood as the price of a contract for 345 MW."""
    capacity = make_amount("345", "MW", what="power supply")
    assert amount_words(make_deal("Birch", capacity, make_amount("23000000"))) == "345 MW"
    assert amount_words(make_deal("Birch", capacity, make_amount("23000000", what="price"))) == "$23 million"


def test_without_amount_the_cell_says_so(make_amount: Any, make_deal: Any) -> None:
    assert amount_words(make_deal("Birch")) == "not disclosed"
    assert amount_words(make_deal("Birch", make_amount("5", "years"))) == "5 years"


@pytest.mark.parametrize(
    "quote",
    [
        "Birch agreed to acquire the Company for $95.00 per issued and outstanding share of our common stock.",
        "Each holder may receive $95.00 (without interest) for each ordinary share.",
        "They may buy at a price per share of Class A common stock equal to $95.00.",
        "Birch will pay $95.00 a share.",
    ],
)
def test_a_price_per_share_is_never_printed_as_a_sum(make_amount: Any, make_deal: Any, quote: str) -> None:
    """ "Microsoft agreed to take over Activision Blizzard for $95": the quote said per issued and outstanding share."""
    takeover = make_deal("Birch", make_amount("95", as_written="$95.00", what="per issued"), type="acquisition")
    evidence = (takeover.evidence[0].model_copy(update={"quote": quote}),)
    assert amount_words(takeover.model_copy(update={"evidence": evidence})) == "$95 per share"


def test_a_price_is_found_where_a_line_ended_behind_its_sign(make_amount: Any, make_deal: Any) -> None:
    bought = make_deal("Birch", make_amount("95", as_written="$\n95.00"))
    quoted = bought.evidence[0].model_copy(update={"quote": "to acquire it for $ 95.00 per share in cash"})
    assert is_price(bought.amounts[0], (quoted,))


@pytest.mark.parametrize(
    ("value", "year_ago", "words"),
    [
        ("-452000000", None, "net loss was $452 million"),
        ("-452000000", "-51000000", "net loss was $452 million, against $51 million a year earlier"),
        ("452000000", "-51000000", "net income was $452 million, against \N{MINUS SIGN}$51 million a year earlier"),
    ],
)
def test_a_loss_is_told_as_a_loss(value: str, year_ago: str | None, words: str) -> None:
    shown = Evidence(start=0, end=1, page=1, quote="x", match=Match.EXACT)
    result = Result(metric="net income", value=value, year_ago=year_ago, unit="USD", evidence=(shown,))
    assert read_result(result).words == words
