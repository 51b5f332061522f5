from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexis import legal_core, name_words, normalise


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("“Alder\u2019s” plan—now", '"Alder\'s" plannow'),
        ("non-\ncancelable", "noncancelable"),
        ("non-cancelable", "noncancelable"),
        ("com\u00admit\u00ad\nment", "commitment"),
        ("\ufb01rm  and\u00a0 \n bound", "firm and bound"),
        ("$ 8,467 and $1,\n200", "$8,467 and $1,200"),
        ("$4.\n5 billion", "$4.5 billion"),
        ("in 2033.\n\n5,686 units", "in 2033. 5,686 units"),
        ("5 - 7", "5 - 7"),
        ("grew by 8\n% to $ (354\n)", "grew by 8% to $(354)"),
        ("W I T N E S S E T H", "WITNESSETH"),
        ("the T a b l e   o f\u00a0 C o n t e n t s here", "the Table of Contents here"),
        ("A l d e r & C o m p a n y, Inc.", "Alder & Company, Inc."),
        ("Series A B C notes, U S dollars", "Series A B C notes, U S dollars"),
        ("2 0 2 5 and 1 2 3 4", "2 0 2 5 and 1 2 3 4"),
    ],
)
def test_what_typesetting_did_is_undone(written: str, folded: str) -> None:
    assert normalise(written).text == folded


def test_a_span_leads_back_to_the_original() -> None:
    text = "We  made a “com\u00admit-\nment” of $4.5\nbillion."
    found = normalise(text)
    start = found.text.index("commitment")
    back = found.back(start, start + len("commitment"))
    assert text[back[0] : back[1]] == "com\u00admit-\nment"


def test_a_span_in_a_word_set_wide_leads_back_to_its_letters() -> None:
    text = "by A l d e r  W o o d s only"
    found = normalise(text)
    start = found.text.index("Woods")
    back = found.back(start, start + len("Woods"))
    assert text[back[0] : back[1]] == "W o o d s"


def test_case_is_folded_only_when_asked() -> None:
    assert normalise("Alder İstanbul").text == "Alder Istanbul"
    assert normalise("Alder İstanbul", fold_case=True).text == "alder istanbul"


@given(st.text(max_size=200))
def test_every_character_knows_where_it_came_from(text: str) -> None:
    found = normalise(text)
    assert len(found.origin) == len(found.text) + 1
    assert list(found.origin) == sorted(found.origin)
    assert found.origin[-1] == len(text)


@given(st.text(alphabet="aB \u00a0\n-\u00ad\ufb011,.$%)", max_size=80))
def test_no_letter_and_no_digit_is_lost_or_moved(text: str) -> None:
    """Of every letter and digit the fold keeps, the original has the same, or the ligature that holds it."""
    found = normalise(text)
    kept = [
        (place, character) for place, character in zip(found.origin, found.text, strict=False) if character.isalnum()
    ]
    assert all(text[place] == character or text[place] == "\ufb01" for place, character in kept)
    assert "".join(character for _, character in kept) == "".join(filter(str.isalnum, text)).replace("\ufb01", "fi")


@given(st.text(alphabet="aB \n-\u00ad\ufb011,.$%", max_size=60), st.data())
def test_every_part_of_the_fold_leads_back_to_text_that_folds_to_it(text: str, data: st.DataObject) -> None:
    found = normalise(text)
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, len(found.text)))
    first, last = found.back(start, end)
    assert 0 <= first <= last <= len(text)
    letters = "".join(filter(str.isalnum, found.text[start:end]))
    assert letters in "".join(filter(str.isalnum, text[first:last])).replace("\ufb01", "fi")


@given(st.text(alphabet="aB-—“ \n\u00ad\ufb011,.$", max_size=60))
def test_folding_what_is_folded_changes_no_words(text: str) -> None:
    once = normalise(text).text
    twice = normalise(once).text
    assert "".join(c for c in once if c.isalnum()) == "".join(c for c in twice if c.isalnum())


@pytest.mark.parametrize(
    "stretch",
    [
        "We made a “commitment” of $4.5\nbillion to Alder, Inc., non-\ncancelable.  And so on.\n",
        "a b ",
        "a  ",
        "a-\n ",
        "\u00ad  ",
        "1,\n",
        "$ \n",
        "a b c d1",
    ],
)
def test_half_a_million_characters_in_a_moment(stretch: str) -> None:
    text = stretch * (500_000 // len(stretch))
    started = time.process_time()
    normalise(text)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("The Alder & Birch Group, Inc.", "alder and birch"),
        ("Cedar OpCo, LLC", "cedar opco"),
        ("Dogwood Bank, N.A.", "dogwood bank"),
        ("Elm\u2019s", "elm"),
        ("U.S. government", "us government"),
        ("Fir S.p.A.", "fir"),
        ("Group", "group"),
        ("the Fernhill JVs", "fernhill jv"),
        ("Fernhill Joint Ventures, LLC", "fernhill jv"),
        ("", ""),
    ],
)
def test_a_name_without_its_legal_form(name: str, core: str) -> None:
    assert legal_core(name) == core


def test_the_words_of_a_name_keep_their_case() -> None:
    assert name_words("the U.S. government's Alder & Birch") == ("the", "US", "government", "Alder", "and", "Birch")
