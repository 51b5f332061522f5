"""Scale lines: what they multiply, and what they leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.scales import scale_lines


@pytest.mark.parametrize(
    ("text", "multiplier", "currency", "shares"),
    [
        ("(In millions, except per share data)", 1_000_000, None, True),
        ("(in thousands, except share and per share data)", 1_000, None, False),
        ("(Dollars in millions)", 1_000_000, "USD", False),
        ("($ in billions)", 1_000_000_000, "USD", False),
        ("(unaudited; in millions)", 1_000_000, None, False),
        ("(000's omitted)", 1_000, None, False),
        ("In thousands", 1_000, None, False),
        ("In millions, except percentages", 1_000_000, None, False),
        ("were as follows (in thousands):", 1_000, None, False),
        ("(RMB in thousands)", 1_000, "CNY", False),
        ("(Amounts and shares in millions, except per share data)", 1_000_000, None, True),
        ("Amounts are stated in thousands of U.S. Dollars except for share amounts.", 1_000, "USD", False),
        ("Unless otherwise noted, tabular dollars are in millions.", 1_000_000, "USD", False),
    ],
)
def test_a_scale_line_is_read(text: str, multiplier: int, currency: str | None, *, shares: bool) -> None:
    (scale,) = scale_lines(text)
    assert (scale.multiplier, scale.currency, scale.shares_scaled) == (multiplier, currency, shares)


@pytest.mark.parametrize(
    "text",
    [
        "We deliver to millions of homes in thousands of communities.",
        "a presence in thousands of towns across the country",
        "In millions of households our products are used.",
        "(Shares in millions)",
        "revenue of $5 million (up from $4 million)",
    ],
)
def test_prose_and_share_counts_are_no_money_scale(text: str) -> None:
    assert scale_lines(text) == []


@given(
    st.sampled_from(["thousands", "millions", "billions"]),
    st.sampled_from(["", "Dollars ", "Amounts ", "$ ", "All amounts are "]),
    st.sampled_from(["", ", except percentages", ", except per share data"]),
    st.text(alphabet="abc de.\n", max_size=40),
)
def test_a_bracketed_scale_is_found_wherever_it_stands(word: str, head: str, rest: str, around: str) -> None:
    line = f"({head}in {word}{rest})"
    text = f"{around}\n{line}\n{around}"
    (scale,) = scale_lines(text)
    assert text[scale.start : scale.end] == line
    assert scale.multiplier == {"thousands": 10**3, "millions": 10**6, "billions": 10**9}[word]
