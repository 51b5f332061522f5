from __future__ import annotations

import pytest

from pipeline.lexis import definitions


@pytest.mark.parametrize(
    ("text", "name", "term"),
    [
        ("agreement with Alder Corporation (“Alder”) and others", "Alder Corporation", "Alder"),
        ("to Birch OpCo, LLC (the Warrantholder), a", "Birch OpCo, LLC", "Warrantholder"),
        ("the U.S. government, or USG, announced", "U.S. government", "USG"),
        ("with Cedar Corporation (Cedar) for", "Cedar Corporation", "Cedar"),
        ("with Dogwood Co., Ltd. (collectively, the ATMP JV)", "Dogwood Co., Ltd.", "ATMP JV"),
        ('Elms and Firs, Inc. ("Elms & Firs")', "Elms and Firs, Inc.", "Elms & Firs"),
        ('entered into a revolving credit facility (the "Revolver")', "revolving credit facility", "Revolver"),
        ('the Fern Accounting Board ("FAB")', "Fern Accounting Board", "FAB"),
        ("Bank of the Gorse, N.A. (“BotG”)", "Bank of the Gorse, N.A.", "BotG"),
        ('In May 2025, Hazel and Ivy Inc. ("Ivy") signed', "Ivy Inc.", "Ivy"),
        ("the Gorse Land Rights Office (formerly the Fir Office) (the “LRO”)", "Gorse Land Rights Office", "LRO"),
        ("with HT Group Int'l, Inc. (HT Systems)", "HT Group Int'l, Inc.", "HT Systems"),
        ("our agreement with QX elmo Inc. (QX elmo) to sell", "QX elmo Inc.", "QX elmo"),
    ],
)
def test_name_and_term(text: str, name: str, term: str) -> None:
    [found] = definitions(text)
    assert (found.name, found.term) == (name, term)
    assert text[found.name_start : found.name_end] == name


def test_a_bracket_with_two_terms_defines_both() -> None:
    found = definitions("In October 2025, Juniper Works Inc. (“Juniper” or the “Seller”) sold it.")
    assert [(item.name, item.term) for item in found] == [
        ("Juniper Works Inc.", "Juniper"),
        ("Juniper Works Inc.", "Seller"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "the first quarter (the period)",
        "revenue of $5 (33)",
        "Larch Inc. (see Note 5)",
        "Maple Corp. (unaudited)",
        "sold (net)",
    ],
)
def test_other_brackets_define_nothing(text: str) -> None:
    assert definitions(text) == ()
