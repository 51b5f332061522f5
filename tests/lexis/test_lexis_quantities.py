from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexis import quantities

EXACT, APPROX, UP_TO, AT_LEAST, LOW, HIGH = "exact", "approx", "up_to", "at_least", "range_low", "range_high"


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("$4.5 billion", 4_500_000_000, "USD", EXACT),
        ("$4.5\nbillion", 4_500_000_000, "USD", EXACT),
        ("$1,\n200 million", 1_200_000_000, "USD", EXACT),
        ("US$ 4 million", 4_000_000, "USD", EXACT),
        ("€40 billion", 40_000_000_000, "EUR", EXACT),
        ("¥90 billion", 90_000_000_000, "JPY", EXACT),
        ("30 billion Japanese yen", 30_000_000_000, "JPY", EXACT),
        ("CHF 200 million", 200_000_000, "CHF", EXACT),
        ("RMB 1.5 billion", 1_500_000_000, "CNY", EXACT),
        ("C$2 million", 2_000_000, "CAD", EXACT),
        ("two billion dollars", 2_000_000_000, "USD", EXACT),
        ("a billion dollars", 1_000_000_000, "USD", EXACT),
        ("bookings of $2.1B", 2_100_000_000, "USD", EXACT),
        ("approximately $800 million", 800_000_000, "USD", APPROX),
        ("~$5 million", 5_000_000, "USD", APPROX),
        ("up to an aggregate of 160 million shares", 160_000_000, "shares", UP_TO),
        ("up to approximately $2 billion", 2_000_000_000, "USD", UP_TO),
        ("not to exceed $100 million", 100_000_000, "USD", UP_TO),
        ("in excess of $3 million", 3_000_000, "USD", AT_LEAST),
        ("over $5 billion", 5_000_000_000, "USD", AT_LEAST),
        ("10% or more", 10, "percent", AT_LEAST),
        ("No customer accounted for more than 10%", 10, "percent", UP_TO),
        ("$500 billion-plus", 500_000_000_000, "USD", AT_LEAST),
        ("15 percent", 15, "percent", EXACT),
        ("12 percentage points", 12, "percent", EXACT),
        ("25 basis points", 25, "bp", EXACT),
        ("2.2 GW", 2_200, "MW", EXACT),
        ("10 gigawatts", 10_000, "MW", EXACT),
        ("590 megawatts", 590, "MW", EXACT),
        ("2,000 MW", 2_000, "MW", EXACT),
        ("a five-year term", 5, "years", EXACT),
        ("a 20-year lease", 20, "years", EXACT),
        ("over five years", 5, "years", EXACT),
        ("five (5) years", 5, "years", EXACT),
        ("twenty-five years", 25, "years", EXACT),
        ("lead times of 52 weeks", 52, "weeks", EXACT),
        ("one hundred sixty million shares", 160_000_000, "shares", EXACT),
        ("8,750,000 shares of Class A common stock", 8_750_000, "shares", EXACT),
        ("20.9 million ordinary shares", 20_900_000, "shares", EXACT),
        ("40 million of our common shares", 40_000_000, "shares", EXACT),
        ("3,250", 3_250, "number", EXACT),
        ("a loss of (33)", -33, "number", EXACT),
        ("$ (1,234)", -1_234, "USD", EXACT),
        ("(33)%", -33, "percent", EXACT),
        ("-5%", -5, "percent", EXACT),
    ],
)
def test_one_amount(text: str, value: int, unit: str, qualifier: str) -> None:
    found = [(item.value, item.unit, item.qualifier) for item in quantities(text)]
    assert found == [(Decimal(value), unit, qualifier)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between $1 and $2 billion", [(10**9, "USD", LOW), (2 * 10**9, "USD", HIGH)]),
        ("$5.05-$5.15 billion", [(5_050_000_000, "USD", LOW), (5_150_000_000, "USD", HIGH)]),
        ("ranging from 3% to 5%", [(3, "percent", LOW), (5, "percent", HIGH)]),
        ("terms of four to 16 years", [(4, "years", LOW), (16, "years", HIGH)]),
        ("10-15 years", [(10, "years", LOW), (15, "years", HIGH)]),
        ("$22.0 billion, of which $10.8 billion", [(22 * 10**9, "USD", EXACT), (10_800_000_000, "USD", EXACT)]),
        ("rose from $5 million to $7 million", [(5 * 10**6, "USD", EXACT), (7 * 10**6, "USD", EXACT)]),
        ("approximately 60% and 40%, respectively", [(60, "percent", APPROX), (40, "percent", APPROX)]),
        ("$ 1,204 5 \u2013 7", [(1204, "USD", EXACT), (5, "number", EXACT), (7, "number", EXACT)]),
        ("fell $5 million (12%)", [(5 * 10**6, "USD", EXACT), (12, "percent", EXACT)]),
    ],
)
def test_amounts_that_belong_together(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert [(int(item.value), item.unit, str(item.qualifier)) for item in quantities(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "in 2026",
        "October 5, 2025",
        "On April 9 we met",
        "the third quarter of fiscal year 2026",
        "9/1/2026",
        "Note 12",
        "Notes 4 and 5",
        "Item 1A",
        "Section 4.2",
        "Exhibit 10.1",
        "Form 10-K",
        "ASC 606",
        "(408) 486-2000",
        "408-555-1234",
        "file 001-34756",
        "our H20 and MI300 parts",
        "24/7 support",
        "a 2-for-1 split",
        "the 2025-2027 period",
        "several hundred customers",
    ],
)
def test_not_an_amount(text: str) -> None:
    assert quantities(text) == ()


def test_a_price_says_what_it_is_per() -> None:
    [price] = quantities("at $0.01 per share")
    assert (price.value, price.unit, price.per) == (Decimal("0.01"), "USD", "share")
    assert [item.per for item in quantities("$92.50 per common share; $40 million per year; $3 a share")] == [
        "share",
        "year",
        "share",
    ]


def test_a_table_figure_is_not_scaled_and_a_scale_word_is_seen() -> None:
    assert [(item.value, item.scaled) for item in quantities("$ 8,467 and $8.5 billion")] == [
        (Decimal(8467), False),
        (Decimal(8_500_000_000), True),
    ]


def test_spans_cover_the_figure_and_the_qualifier_stands_before_it() -> None:
    text = "We may pay up to an additional $4.5 billion to them."
    [found] = quantities(text)
    assert text[found.start : found.end] == "$4.5 billion"
    assert text[found.qualifier_start : found.start] == "up to an additional "


@given(st.decimals(min_value="0.1", max_value="999.9", places=1), st.sampled_from(["million", "billion", "trillion"]))
def test_money_in_words_is_read_to_the_unit(figure: Decimal, word: str) -> None:
    times = {"million": 10**6, "billion": 10**9, "trillion": 10**12}[word]
    [found] = quantities(f"We paid ${figure} {word} in cash.")
    assert (found.value, found.unit, found.scaled) == (figure * times, "USD", True)


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_digits_are_read_whole(value: int) -> None:
    [found] = quantities(f"We issued ${value:,} of notes.")
    assert found.value == value


@given(st.text(alphabet="0123456789.,$%()-\u2013—€ abm\nto and billion", max_size=300))
def test_amounts_are_in_order_and_inside_the_text(text: str) -> None:
    found = quantities(text)
    for item in found:
        assert 0 <= item.qualifier_start <= item.start < item.end <= len(text)
        assert any(character.isalnum() for character in text[item.start : item.end])
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize("unit", ["1 ", "1,000,", "$(", "a hundred and ", "up to ", "1-", "between ", "no 5 ", "(1) "])
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    started = time.process_time()
    quantities(unit * (60_000 // len(unit)))
    assert time.process_time() - started < 2
