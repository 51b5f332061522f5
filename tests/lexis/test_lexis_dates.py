from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexis import dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("October 5, 2025", ["2025-10-05"]),
        ("Oct 26, 2025", ["2025-10-26"]),
        ("Sept. 27, 2025 and 2024", ["2025-09-27", "2024"]),
        ("the 26th of October 2025", ["2025-10-26"]),
        ("In March 2025 and June 2023", ["2025-03", "2023-06"]),
        ("fiscal year 2026", ["2026"]),
        ("9/1/2026", ["2026-09-01"]),
        ("2025-10-26", ["2025-10-26"]),
        ("5.125% Notes due 2026.", ["2026"]),
        ("the third quarter of fiscal year 2026", []),
        ("Q3 2025", []),
        ("the first half of 2026", []),
        ("$2025 and 2,025 and 2025 shares", []),
        ("February 30, 2025", []),
        ("a 2025-mile run", []),
    ],
)
def test_dates_have_the_precision_stated(text: str, expected: list[str]) -> None:
    assert [found.iso for found in dates(text)] == expected


@given(st.dates(min_value=dt.date(1960, 1, 1), max_value=dt.date(2089, 12, 31)))
def test_every_way_of_writing_a_day_gives_the_same_date(day: dt.date) -> None:
    text = f"On {day:%B} {day.day}, {day.year}; {day.day} {day:%b} {day.year}; {day.month}/{day.day}/{day.year}; {day}."
    assert [found.iso for found in dates(text)] == [day.isoformat()] * 4


def test_spans_cover_the_date() -> None:
    text = "Signed on November 18, 2025, in New York."
    [found] = dates(text)
    assert text[found.start : found.end] == "November 18, 2025"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In August we signed a lease.", ["2026-08"]),
        ("The notes were issued in December and on April 9.", ["2025-12", "2026-04-09"]),
        ("Early in November we agreed, as in May 2024.", ["2026-11", "2024-05"]),
        ("On November 11 we will not yet know.", ["2025-11-11"]),
        # what is to come has another year, a quarter has none
        ("We expect to close in December.", []),
        ("It runs through August, and rent is due in June.", []),
        ("We may sell it.", []),
        ("in September quarter, in June and September", []),
        ("On February 30 nothing happened.", []),
    ],
)
def test_a_past_month_without_its_year_is_the_last_before_the_day_it_is_told_on(text: str, expected: list[str]) -> None:
    assert [found.iso for found in dates(text, dt.date(2026, 11, 10))] == expected


def test_without_the_day_it_is_told_on_a_month_alone_is_no_date() -> None:
    assert dates("In August we signed a lease.") == ()


@given(st.text(max_size=60), st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2080, 1, 1)))
def test_no_text_stops_the_reading_and_no_month_alone_lies_ahead(text: str, told: dt.date) -> None:
    known = {(found.start, found.end) for found in dates(text)}
    for found in dates(f"in {text} on March {text}", told):
        if (found.start, found.end) not in known and found.iso[4:7] == "-03" and found.iso[:4].isdigit():
            assert found.iso[:7] <= f"{told:%Y-%m}" or found.iso[:4] in text
