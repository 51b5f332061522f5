"""The map of a day, and what changed between two."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pipeline.loop import OverTime, capital_loop, changes, loop_page
from pipeline.records.parties import PartyTable
from pipeline.run.mapping import drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., Any]

SPRING, SUMMER = dt.date(2031, 3, 31), dt.date(2031, 6, 30)


def files(facts: Make, *before: Any, then: tuple[Any, ...] = ()) -> dict[str, Any]:
    return {
        "spring": facts("Quillmark", *before, period_end=SPRING, path="a"),
        "summer": facts("Quillmark", *then, period_end=SUMMER, path="b"),
    }


def moved(told: dict[str, Any]) -> list[tuple[str, str]]:
    table = PartyTable()
    found = changes(drawn(told, table, until=SPRING), drawn(told, table))
    return [(each.state, each.edge.taker) for each in found]


def test_only_documents_of_the_day_and_before_count(facts: Make, deal: Make) -> None:
    told = files(facts, deal("Tessel"), then=(deal("Fernhill"),))
    assert [edge.taker for edge in drawn(told, PartyTable(), until=SPRING).edges] == ["tessel"]
    assert [edge.taker for edge in drawn(told, PartyTable()).edges] == ["fernhill", "tessel"]
    assert drawn(told, PartyTable(), until=dt.date(2030, 1, 1)).edges == ()


def test_a_document_without_a_day_is_not_of_any_day(facts: Make, deal: Make) -> None:
    told = {"call": facts("Quillmark", deal("Tessel"), period_end=None)}
    assert drawn(told, PartyTable(), until=SPRING).edges == ()
    assert len(drawn(told, PartyTable()).edges) == 1


def test_what_hardened_softened_and_changed_its_amount(facts: Make, deal: Make) -> None:
    told = files(
        facts,
        deal("Alder", id="a", binding="intent"),
        deal("Birch", id="b", binding="firm"),
        deal("Cedar", id="c", billions="1"),
        deal("Fir", id="f"),
        then=(
            deal("Alder", id="a", binding="firm"),
            deal("Birch", id="b", binding="conditional"),
            deal("Cedar", id="c", billions="2"),
            deal("Fir", id="f"),
        ),
    )
    assert moved(told) == [("hardened", "alder"), ("other amount", "cedar"), ("softened", "birch")]


def test_what_appeared_and_what_vanished_and_why(facts: Make, deal: Make) -> None:
    told = files(facts, deal("Alder", id="a"), then=(deal("Alder", id="a", binding="ended"), deal("Birch")))
    assert moved(told) == [("appeared", "birch"), ("vanished", "alder")]
    table = PartyTable()
    after = drawn(told, table)
    found = changes(drawn(told, table, until=SPRING), after)
    assert found[1].why == "the arrangement has ended"
    page = loop_page(after, over_time=OverTime(SUMMER, SPRING, found))
    assert "As of 2031-06-30" in page
    assert "## What changed since 2031-03-31" in page
    assert "**Vanished**: Quillmark buys from Alder, $1 billion, binding. The arrangement has ended." in page


def test_the_page_of_today_says_nothing_of_days(facts: Make, deal: Make) -> None:
    page = loop_page(capital_loop([facts("Quillmark", deal("Tessel"))]))
    assert "As of" not in page
    assert "What changed" not in page
