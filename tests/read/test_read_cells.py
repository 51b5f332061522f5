"""Rows of tables as lines: the label, the figures, and what only looks like a figure."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.cells import parse_row


def parsed(line: str) -> tuple[str, list[Decimal | None]]:
    row = parse_row(line)
    assert row is not None, line
    return line[: row.label_end], [figure.value for figure in row.figures]


@pytest.mark.parametrize(
    ("line", "label", "values"),
    [
        ("Long-term debt $ 8,467 $ 8,463", "Long-term debt", ["8467", "8463"]),
        ("Interest expense (61) (186)", "Interest expense", ["-61", "-186"]),
        ("Net loss ($4,935) ($4,202)", "Net loss", ["-4935", "-4202"]),
        ("Short-term debt 999 \u2014", "Short-term debt", ["999", None]),
        ("Return on equity 18 % 13 %", "Return on equity", ["18", "13"]),
        ("Markets(b) 8,382 8,753 (4)", "Markets(b)", ["8382", "8753", "-4"]),
        ("Growth (11.4)% 15.1 %", "Growth", ["-11.4", "15.1"]),
        ("3,502 3,017 (5,685)", "", ["3502", "3017", "-5685"]),
        ("Total revenues $1,000$2,000", "Total revenues", ["1000", "2000"]),
        ("Basic $ .5775 $ 1.05", "Basic", ["0.5775", "1.05"]),
        ("Customer C 12 % N/A", "Customer C", ["12", None]),
    ],
)
def test_a_row_is_cut_into_label_and_figures(line: str, label: str, values: list[str | None]) -> None:
    assert parsed(line) == (label, [None if value is None else Decimal(value) for value in values])


@pytest.mark.parametrize(
    ("line", "label", "values"),
    [
        ("Balance, December 31, 2023 154,678 $ 464,690", "Balance, December 31, 2023", ["154678", "464690"]),
        ("Balance \u2013 December 31 752 605", "Balance \u2013 December 31", ["752", "605"]),
        ("2026 $ 1,200", "2026", ["1200"]),
        ("2027 456", "2027", ["456"]),
        ("3.20% Notes Due 2026 3.31% $ 1,000 $ 1,000", "3.20% Notes Due 2026", ["3.31", "1000", "1000"]),
        ("Money market funds Level 1 55,578 2,411", "Money market funds Level 1", ["55578", "2411"]),
        ("Loss, net of tax of $2, $1 and $6 (114) (112)", "Loss, net of tax of $2, $1 and $6", ["-114", "-112"]),
    ],
)
def test_numbers_that_belong_to_the_label_stay_there(line: str, label: str, values: list[str]) -> None:
    assert parsed(line) == (label, [Decimal(value) for value in values])


@pytest.mark.parametrize(
    "line",
    [
        "See the notes to the statements.",
        "as of October 26,",
        "for the quarter ended June 30, 2025 and",
        "$",
        "(a) Basis",
    ],
)
def test_prose_is_no_row(line: str) -> None:
    assert parse_row(line) is None


def test_units_and_certainty_of_figures() -> None:
    row = parse_row("Share of sales $ 40 12 % 7 3.5")
    assert row is not None
    assert [(figure.unit, figure.plain) for figure in row.figures] == [
        ("USD", False),
        ("percent", False),
        (None, True),
        (None, False),
    ]


FIGURES = st.integers(min_value=-(10**9), max_value=10**9).filter(lambda number: not 1900 <= abs(number) < 2100)
WORDS = st.lists(st.sampled_from(["Deferred", "revenue", "net", "debt", "Other", "assets"]), min_size=1, max_size=5)


def written(number: int, *, sign: bool) -> str:
    digits = f"{abs(number):,}"
    digits = f"({digits})" if number < 0 else digits
    return f"$ {digits}" if sign else digits


@given(words=WORDS, numbers=st.lists(FIGURES, min_size=1, max_size=8), sign=st.booleans())
def test_any_written_row_is_read_back(words: list[str], numbers: list[int], *, sign: bool) -> None:
    label = " ".join(words)
    line = " ".join([label, *(written(number, sign=sign) for number in numbers)])
    assert parsed(line) == (label, [Decimal(number) for number in numbers])


@given(WORDS, st.lists(FIGURES, min_size=1, max_size=8))
def test_spans_hold_what_was_read(words: list[str], numbers: list[int]) -> None:
    line = " ".join([*words, *(written(number, sign=True) for number in numbers)])
    row = parse_row(line)
    assert row is not None
    assert [line[figure.start : figure.end] for figure in row.figures] == [written(n, sign=True) for n in numbers]


@given(st.text(alphabet="0123456789,.()$%\u2014- ab", max_size=120))
def test_no_line_breaks_the_parser_and_figures_never_overlap(line: str) -> None:
    row = parse_row(line.strip())
    if row is not None:
        ends = [row.label_end, *(figure.end for figure in row.figures)]
        assert all(end <= figure.start for end, figure in zip(ends, row.figures, strict=False))


def test_a_hostile_line_takes_no_time() -> None:
    started = time.process_time()
    for line in ("1 " * 450 + "a)", "(1 -$5 " * 140 + ")", "$" * 900 + "1)x)"):
        parse_row(line)
    assert time.process_time() - started < 1
