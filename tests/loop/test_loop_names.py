"""Which names are one party, where only the words of the filings can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.loop import capital_loop
from pipeline.records.parties import PartyTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.loop import Loop

    Make = Callable[..., Any]


def named(loop: Loop) -> list[str]:
    return sorted(node.id for node in loop.nodes if not node.filer)


def test_two_entities_of_a_group_that_filings_shorten_alike_are_one(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts("Alder Inc", deal("Tessel OpCo, LLC", aliases=("Tessel",)), ticker="ALDR"),
            facts("Birch Inc", deal("Tessel Global, LLC", aliases=("Tessel",)), ticker="BRCH"),
            facts("Cedar Inc", deal("Tessel"), ticker="CEDR"),
        ]
    )
    assert named(loop) == ["tessel"]


def test_an_entity_nobody_shortens_stays_itself(facts: Make, deal: Make) -> None:
    files = [facts("Alder Inc", deal("Tessel OpCo, LLC")), facts("Birch Inc", deal("Tessel Laboratories"))]
    assert named(capital_loop(files)) == ["tessel-laboratories", "tessel-opco"]


def test_words_that_name_a_business_keep_companies_apart(facts: Make, deal: Make) -> None:
    files = [
        facts("Alder Inc", deal("Tessel Energy", aliases=("Tessel",))),
        facts("Birch Inc", deal("Tessel Laboratories", aliases=("Tessel",))),
    ]
    assert named(capital_loop(files)) == ["tessel-energy", "tessel-laboratories"]


def test_a_person_may_say_that_an_entity_stands_apart(facts: Make, deal: Make) -> None:
    table = PartyTable(apart=(("tessel global", "tessel opco"),))
    files = [
        facts("Alder Inc", deal("Tessel OpCo, LLC", aliases=("Tessel",))),
        facts("Birch Inc", deal("Tessel Global, LLC", aliases=("Tessel",))),
    ]
    assert len(named(capital_loop(files, table))) == 2


def test_a_filer_whose_ticker_is_its_first_name_is_known_by_it(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts("Larkm Platforms, Inc.", ticker="LARKM"),
            facts("Alder Inc", deal("Larkm", "sales_contract", "counterparty"), ticker="ALDR"),
        ]
    )
    assert [(edge.giver, edge.taker) for edge in loop.edges] == [("larkm", "aldr")]


def test_a_ticker_that_is_an_ordinary_word_of_another_name_is_not(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts("Quorn Foods, Inc.", ticker="LARK"),
            facts("Alder Inc", deal("Lark", "sales_contract", "counterparty"), ticker="ALDR"),
        ]
    )
    assert named(loop) == ["lark-2"]
