"""One arrangement told more than once: by one filer again, or by both sides."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pipeline.loop import capital_loop
from pipeline.loop.records import Agreement
from pipeline.records import Dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.loop import Loop

    Make = Callable[..., Any]


def test_a_company_is_bought_once_and_a_call_without_the_price_tells_of_the_same(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts("Quillmark", deal("Tessel", "acquisition", billions="4.4", id="a"), period_end=dt.date(2031, 6, 30)),
            facts("Quillmark", deal("Tessel", "acquisition", billions=None, id="b"), period_end=dt.date(2031, 7, 30)),
        ]
    )
    (edge,) = loop.edges
    assert edge.size is not None
    assert len(edge.statements) == 2


def test_two_purchases_of_one_party_at_two_prices_are_two(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts("Quillmark", deal("Tessel", "acquisition", billions="4.4", id="a"), period_end=dt.date(2031, 6, 30)),
            facts("Quillmark", deal("Tessel", "acquisition", billions="2", id="b"), period_end=dt.date(2031, 7, 30)),
        ]
    )
    assert len(loop.edges) == 2


def test_a_price_told_as_such_only_by_the_quote_is_no_size(facts: Make, deal: Make) -> None:
    one = deal(
        "Tessel",
        "acquisition",
        billions="0.000000095",
        quote="to buy Tessel for $95.00 per issued and outstanding share",
    )
    priced = one.model_copy(update={"amounts": (one.amounts[0].model_copy(update={"as_written": "$95.00"}),)})
    assert capital_loop([facts("Quillmark", priced)]).edges[0].size is None


class TestSidesAndDates:
    """What joins two tellings, or keeps them apart, besides the amount."""

    def told(self, facts: Make, deal: Make, buyer: dict[str, Any], seller: dict[str, Any]) -> Loop:
        return capital_loop(
            [
                facts("Tessel", deal("Brightwater", **{"payer": "counterparty", **seller})),
                facts("Brightwater", deal("Tessel", **buyer)),
            ]
        )

    def test_the_purchase_of_a_company_is_one_without_amounts_to_compare(self, facts: Make, deal: Make) -> None:
        both = {"kind": "acquisition", "binding": "conditional"}
        (edge,) = self.told(facts, deal, both, {**both, "billions": None}).edges
        assert edge.agreement is Agreement.CONFIRMED
        assert edge.size is not None

    def test_one_day_of_signing_joins(self, facts: Make, deal: Make) -> None:
        day = {"dates": Dates(signed="2031-05-18")}
        (edge,) = self.told(facts, deal, day, {**day, "billions": None}).edges
        assert edge.agreement is Agreement.CONFIRMED

    def test_other_days_of_signing_keep_apart(self, facts: Make, deal: Make) -> None:
        loop = self.told(facts, deal, {"dates": Dates(signed="2031-05-18")}, {"dates": Dates(signed="2030-01-02")})
        assert [edge.agreement for edge in loop.edges] == [Agreement.SINGLE, Agreement.SINGLE]

    def test_a_month_is_no_day(self, facts: Make, deal: Make) -> None:
        loop = self.told(facts, deal, {"dates": Dates(signed="2031-05")}, {"dates": Dates(signed="2031-06")})
        assert [edge.agreement for edge in loop.edges] == [Agreement.CONFIRMED]
