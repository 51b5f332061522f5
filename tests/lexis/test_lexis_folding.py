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


def test_case_is_folded_only_when_asked() -> None:
    assert normalise("Alder İstanbul").text == "Alder Istanbul"
    assert normalise("Alder İstanbul", fold_case=True).text == "alder istanbul"


@given(st.text(max_size=200))
def test_every_character_knows_where_it_came_from(text: str) -> None:
    found = normalise(text)
    assert len(found.origin) == len(found.text) + 1
    assert list(found.origin) == sorted(found.origin)
    assert found.origin[-1] == len(text)


@given(st.text(alphabet="aB-—“ \n\u00ad\ufb011,.$", max_size=60))
def test_folding_what_is_folded_changes_no_words(text: str) -> None:
    once = normalise(text).text
    twice = normalise(once).text
    assert "".join(c for c in once if c.isalnum()) == "".join(c for c in twice if c.isalnum())


def test_half_a_million_characters_in_a_moment() -> None:
    text = "We made a “commitment” of $4.5\nbillion to Alder, Inc., non-\ncancelable.  And so on.\n" * 6_000
    started = time.perf_counter()
    normalise(text)
    assert time.perf_counter() - started < 1


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
        ("", ""),
    ],
)
def test_a_name_without_its_legal_form(name: str, core: str) -> None:
    assert legal_core(name) == core


def test_the_words_of_a_name_keep_their_case() -> None:
    assert name_words("the U.S. government's Alder & Birch") == ("the", "US", "government", "Alder", "and", "Birch")
