from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexis import sentences


def split(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "We signed with Alder Inc. and Birch Corp. on May 5.",
        "The U.S. government, see No. 5, granted $4.5 billion.",
        "Mr. J. R. Elm spoke for approx. two hours.",
        "We paid 3.5 times the price, i.e. too much.",
        "It fell... and rose again.",
        "Alder Co., Ltd. (“Alder”) supplies wafers\nand memory.",
        "Interest accrues at 5.125% p.a. until maturity.",
    ],
)
def test_one_sentence_stays_whole(sentence: str) -> None:
    assert split(sentence) == [" ".join(sentence.split())]


def test_an_abbreviation_ends_a_sentence_before_a_word_that_opens_one() -> None:
    assert split("We bought Alder Inc. The price was paid.") == ["We bought Alder Inc.", "The price was paid."]
    assert split("It is sold to Customer A. We lease it.") == ["It is sold to Customer A.", "We lease it."]


def test_quotes_and_marks_belong_to_their_sentence() -> None:
    assert split('He said "we will." Then he left! Did he?') == ['He said "we will."', "Then he left!", "Did he?"]


def test_a_table_row_is_not_joined_with_the_prose_around_it() -> None:
    text = "Commitments were as follows\nPurchase obligations $ 50,300 $ 12,100\nThey end in 2031."
    assert split(text) == [
        "Commitments were as follows",
        "Purchase obligations $ 50,300 $ 12,100",
        "They end in 2031.",
    ]


def test_an_empty_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert split("Liquidity\n\nWe have cash\nand debt.") == ["Liquidity", "We have cash and debt."]


@given(st.text(alphabet="abc AB.\n!?\"'5$,(U.S. Inc", max_size=200))
def test_every_visible_character_lies_in_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    outside = "".join(
        text[start:end]
        for start, end in zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)], strict=True)
    )
    assert not outside.strip()


def test_a_name_may_hold_an_exclamation_mark_and_a_term_stays_with_its_name() -> None:
    text = "We bought Whoop! Inc.’s stores. Whoop! said so. We met Elm Service Inc. (“A on Call”) in May."
    assert [text[start:end] for start, end in sentences(text)] == [
        "We bought Whoop! Inc.’s stores.",
        "Whoop! said so.",
        "We met Elm Service Inc. (“A on Call”) in May.",
    ]
