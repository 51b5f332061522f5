"""Scale: computed from two figures of one document, or not said."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.brief import lint, page
from pipeline.records import PartyKind, Result
from tests.brief.conftest import evidence, section


def revenue(**fields: Any) -> Result:
    given: dict[str, Any] = {
        "metric": "revenue",
        "period": "Three Months Ended Sep 30, 2025",
        "value": "57006000000",
        "unit": "USD",
        "proof": "table",
        "evidence": (evidence("Revenue 57,006"),),
    }
    return Result(**(given | fields))


@pytest.fixture
def promise(make_deal: Any, make_amount: Any) -> Any:
    def made(value: str = "50300000000", unit: str = "USD", **fields: Any) -> Any:
        given = {"type": "purchase_commitment", "kind": PartyKind.CLASS, "id": "p"}
        return make_deal("suppliers", make_amount(value, unit, what="purchase commitments"), **(given | fields))

    return made


def said(facts: Any) -> str:
    text = page(facts, "a.pdf")
    assert lint(text) == ()
    return section(text, "Promises ahead").partition("- In scale: ")[2].replace("\\", "")


def test_it_carries_both_figures_their_pages_and_the_period(make_facts: Any, promise: Any) -> None:
    assert said(make_facts(promise(), results=(revenue(),))) == (
        "$50.3 billion, suppliers ([page 3](a.pdf#page=3)), is about 88% of its revenue of $57 billion "
        "(Three Months Ended Sep 30, 2025, [page 7](a.pdf#page=7); computed)."
    )


def test_what_is_more_than_the_whole_is_told_in_times(make_facts: Any, promise: Any) -> None:
    assert "is about 2.1 times its revenue" in said(make_facts(promise("120000000000"), results=(revenue(),)))


def test_in_an_annual_report_the_cash_of_the_year_goes_before_revenue(make_facts: Any, promise: Any) -> None:
    cash = revenue(metric="operating_cash_flow", period="Year Ended Sep 30, 2025", value="25000000000")
    assert "about 2.0 times its operating cash flow of $25 billion (Year Ended" in said(
        make_facts(promise(), results=(revenue(), cash), form="10-K")
    )


@pytest.mark.parametrize(
    ("deal", "result", "document"),
    [
        ({"unit": "EUR"}, {}, {}),  # another currency
        ({}, {"unit": "JPY"}, {}),
        ({}, {"period": None}, {}),  # of no period that is said
        ({}, {"proof": "quote"}, {}),  # of running text: revenue of one business, say
        ({}, {"guidance": True}, {}),
        ({}, {"value": "-5000000"}, {}),
        ({}, {}, {"form": "call"}),
        ({}, {}, {"form": "8-K"}),
        ({"value": "5000000000"}, {}, {}),  # a small part
        ({"value": "9000000000000"}, {}, {}),  # many times: the figure says little about the company
        ({"payer": "counterparty"}, {}, {}),
        ({"binding": "ended"}, {}, {}),
        ({"binding": "unclear"}, {}, {}),
        ({"unit": "shares"}, {}, {}),
    ],
)
def test_without_a_sound_base_nothing_is_said(
    make_facts: Any, promise: Any, deal: dict[str, Any], result: dict[str, Any], document: dict[str, Any]
) -> None:
    assert said(make_facts(promise(**deal), results=(revenue(**result),), **document)) == ""
