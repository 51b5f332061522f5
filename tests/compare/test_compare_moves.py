"""What moved between two statements of one deal, and what only seems to have."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.compare.moves import change
from tests.compare.made import GROUP, amount, deal

BILLION = 10**9


def contract(value: float = 4.5, **fields: Any) -> Any:
    return deal("Birch", amount(str(int(value * BILLION)), what="contract"), **fields)


@pytest.mark.parametrize(
    ("was", "now", "state"),
    [
        ("intent", "conditional", "hardened"),
        ("intent", "done", "hardened"),
        ("conditional", "firm", "hardened"),
        ("firm", "done", "hardened"),
        ("firm", "ended", "softened"),
        ("conditional", "ended", "softened"),
        ("unclear", "firm", "repeated"),
        ("firm", "unclear", "repeated"),
        ("done", "firm", "repeated"),
        ("ended", "firm", "repeated"),
    ],
)
def test_a_step_of_strength(was: str, now: str, state: str) -> None:
    assert change(contract(binding=was), contract(binding=now), "2025-06-30_10-Q").state == state


def test_a_weaker_strength_is_told_only_by_words_that_prove_it() -> None:
    was = contract(binding="firm")
    assert change(was, contract(binding="intent"), "x").state == "repeated"
    proved = contract(binding="intent", binding_phrase="letter of intent")
    assert change(was, proved, "x").state == "softened"


def test_an_amount_that_moves_is_told_with_what_it_was_and_where() -> None:
    said = change(contract(4.5, page=6), contract(7.5), "2025-06-30_10-Q")
    assert (said.state, said.direction, said.about, said.was) == ("changed", "up", ("amount",), "4500000000")
    assert (said.stem, said.page, said.previous) == ("2025-06-30_10-Q", 6, "birch-sales_contract")
    assert said.earlier is not None
    assert said.earlier.amounts[0].value == 4_500_000_000
    assert said.earlier.evidence[0].page == 6


def test_rounding_is_no_change() -> None:
    was = deal("Birch", amount("4409000000"))
    assert change(was, deal("Birch", amount("4400000000")), "x").state == "repeated"
    assert change(was, deal("Birch", amount("4300000000")), "x").direction == "down"


def test_a_figure_of_the_year_before_is_no_amount_of_now() -> None:
    was = deal("lenders", amount("9000", what="total debt"), kind=GROUP, type="debt", payer="filer")
    now = amount("12000", what="total debt"), amount("9000", what="total debt, compared date")
    assert change(was, deal("lenders", *now, kind=GROUP, type="debt", payer="filer"), "x").direction == "up"


def test_saying_no_amount_is_no_change_and_saying_one_is() -> None:
    assert change(contract(), deal("Birch"), "x").state == "repeated"
    told = change(deal("Birch"), contract(), "x")
    assert (told.state, told.about, told.direction) == ("changed", ("amount",), None)


def test_what_was_bought_in_a_period_is_not_compared_with_another_period() -> None:
    def bought(value: str) -> Any:
        what = "purchases made"
        return deal("Birch", amount(value, what=what), type="purchase_commitment", payer="filer", binding="done")

    assert change(bought("400"), bought("900"), "x").state == "repeated"


def test_a_new_end_is_told() -> None:
    said = change(deal("Birch", end="2025"), deal("Birch", end="2026-12"), "x")
    assert (said.state, said.about, said.was) == ("changed", ("end",), "2025")
    assert change(deal("Birch", end="2025"), deal("Birch", end="2025-06"), "x").state == "repeated"


def test_what_an_amended_filing_tells_otherwise_is_restated() -> None:
    assert change(contract(4.5), contract(4.8), "x", amends=True).state == "restated"
    assert change(contract(4.5), contract(4.5), "x", amends=True).state == "repeated"


def test_a_new_tranche_is_not_what_a_facility_has_shrunk_to() -> None:
    """An amended facility of $7.6 billion with a new tranche of $3 billion was told as down."""
    told: dict[str, Any] = {"type": "debt", "aliases": ("DDTL 2.0 Facility",), "kind": GROUP}
    was = deal("lenders", amount("7600000000", what="loan facility"), **told)
    quote = "We amended the DDTL 2.0 facility to create a new $3.0 billion tranche."
    moved = change(was, deal("lenders", amount("3000000000", what="loan facility"), quote=quote, **told), "x")
    assert (moved.state, moved.direction) == ("changed", None)


def test_a_gain_of_a_quarter_is_not_the_price_of_a_licence() -> None:
    was = deal("Cedar Venture", amount("293000000", what="licence fee"), type="license")
    now = deal("Cedar Venture", amount("60000000", what="licensing gain"), type="license")
    assert change(was, now, "x").state == "repeated"
