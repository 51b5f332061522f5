"""Circles: which there are, which there are not, and how large and firm they are."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.loop import capital_loop
from pipeline.loop import circles as found_by
from pipeline.loop.circles import MOST
from pipeline.loop.search import Work, short_cycles
from pipeline.records import Binding

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., Any]


def test_an_ordinary_purchase_with_delivery_back_is_no_circle(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts("Tessel", deal("Quillmark", "purchase_commitment", "filer")),
            facts("Quillmark", deal("Tessel", "sales_contract", "counterparty")),
        ]
    )
    assert loop.circles == ()
    assert loop.two_way == ()


def test_an_investment_and_a_purchase_commitment_is_a_circle(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts(
                "Quillmark",
                deal("Tessel", "equity_investment", "filer", billions="100", binding="intent", qualifier="up_to"),
                deal("Tessel", "sales_contract", "counterparty", billions="30", binding="firm"),
            )
        ]
    )
    (circle,) = loop.circles
    assert circle.id == "quillmark>tessel"
    assert circle.strength is Binding.INTENT
    assert circle.size is not None
    assert circle.size.value == Decimal(30_000_000_000)
    assert circle.unknown == 0


@pytest.mark.parametrize(
    ("forth", "back", "closes"),
    [
        # The shares a customer is given for buying return its money; those a lender or investor is given are its price.
        (("sales_contract", "counterparty"), ("warrant_option", "counterparty"), True),
        (("equity_investment", "counterparty"), ("warrant_option", "counterparty"), False),
        (("debt", "counterparty"), ("warrant_option", "counterparty"), False),
        (("sales_contract", "counterparty"), ("guarantee", "filer"), True),
        (("sales_contract", "counterparty"), ("lease", "filer"), True),
        (("sales_contract", "counterparty"), ("settlement", "filer"), False),
        (("sales_contract", "counterparty"), ("joint_venture", "mutual"), False),
        # Notes outstanding are the lender's money: no flow back although the filer repays.
        (("equity_investment", "counterparty"), ("debt", "filer"), False),
    ],
)
def test_what_closes_a_circle_of_two(
    facts: Make, deal: Make, forth: tuple[str, str], back: tuple[str, str], closes: bool
) -> None:
    loop = capital_loop([facts("Quillmark", deal("Tessel", *forth), deal("Tessel", *back))])
    assert bool(loop.circles) is closes


def test_one_arrangement_told_with_the_payer_mistaken_is_no_circle(facts: Make, deal: Make) -> None:
    wish = {"kind": "equity_investment", "payer": "filer", "billions": "20", "binding": "intent"}
    loop = capital_loop(
        [
            facts("Quillmark", deal("Tessel", **wish)),
            facts("Tessel", deal("Quillmark", **wish)),
        ]
    )
    assert loop.circles == ()
    assert "payer misread" in loop.two_way[0].why
    both = facts("Quillmark", deal("Tessel", **wish), deal("Tessel", **{**wish, "payer": "counterparty"}))
    assert len(capital_loop([both]).circles) == 1


@pytest.mark.parametrize(
    ("back", "closes"),
    [
        ({"kind": "guarantee", "payer": "filer", "billions": None}, False),
        ({"kind": "debt", "payer": "filer", "quote": "a loan to Tessel", "binding": "firm"}, True),
        ({"kind": "debt", "payer": "filer", "quote": "a loan to Tessel", "binding": "done"}, False),
    ],
)
def test_small_print_and_what_is_over_close_nothing(facts: Make, deal: Make, back: Any, closes: bool) -> None:
    loop = capital_loop([facts("Quillmark", deal("Tessel", "sales_contract", "counterparty"), deal("Tessel", **back))])
    assert bool(loop.circles) is closes
    assert bool(loop.two_way) is not closes


def test_a_bargain_is_listed_as_two_way_with_its_reason(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts(
                "Quillmark", deal("Tessel", "debt", "counterparty"), deal("Tessel", "warrant_option", "counterparty")
            ),
        ]
    )
    whys = {pair.nodes: pair.why for pair in loop.two_way}
    assert "shares or warrants" in whys["quillmark", "tessel"]


def test_a_circle_runs_over_several_filings(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts("Quillmark", deal("Tessel Laboratories", "equity_investment", billions="5", binding="done")),
            facts(
                "Brightwater", deal("Tessel", "cloud_compute", "counterparty", billions=None), deal("Quillmark, Inc.")
            ),
            facts("Tessel", deal("Fernhill"), registrants=("Tessel Laboratories Inc.",)),
        ]
    )
    (circle,) = loop.circles
    assert circle.nodes == ("brightwater", "quillmark", "tessel")
    assert circle.strength is Binding.FIRM
    assert circle.unknown == 1
    assert circle.size is not None
    assert circle.size.value == Decimal(1_000_000_000)


def test_a_leg_is_told_by_its_strongest_edge_then_by_its_largest(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts(
                "Quillmark",
                deal("Tessel", "equity_investment", billions="100", binding="intent", id="wish"),
                deal("Tessel", "equity_investment", billions="2", binding="done", id="small"),
                deal("Tessel", "equity_investment", billions="3", binding="done", id="large"),
                deal("Tessel", "sales_contract", "counterparty", billions="9"),
            )
        ]
    )
    (circle,) = loop.circles
    assert circle.legs[0].endswith(":large")
    assert circle.size is not None
    assert circle.size.value == Decimal(3_000_000_000)


def test_currencies_are_never_compared(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts(
                "Quillmark", deal("Tessel", unit="EUR"), deal("Tessel", "sales_contract", "counterparty", billions="9")
            ),
        ]
    )
    assert loop.circles[0].size is None
    assert loop.circles[0].unknown == 0


def test_groups_close_nothing(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts("Quillmark", deal("cloud providers", party_kind="class")),
            facts("Quillmark", deal("cloud providers", "sales_contract", "counterparty", party_kind="class"), path="b"),
        ]
    )
    assert loop.circles == ()
    assert loop.two_way == ()


def test_circles_of_more_than_five_are_not_told(facts: Make, deal: Make) -> None:
    names = ["Alder", "Birch", "Cedar", "Douglas", "Elm", "Fir"]
    ring = [facts(name, deal(names[(number + 1) % 6])) for number, name in enumerate(names)]
    assert capital_loop(ring).circles == ()
    ring[0] = facts("Alder", deal("Birch"), deal("Cedar", id="short"))
    assert len(capital_loop(ring).circles[0].nodes) == 5


def test_the_firmest_and_largest_circles_come_first(facts: Make, deal: Make) -> None:
    def pair(name: str, billions: str, binding: str) -> tuple[Any, Any]:
        return deal(name, billions=billions, binding=binding), deal(
            name, "sales_contract", "counterparty", billions="99", binding=binding
        )

    loop = capital_loop(
        [facts("Quillmark", *pair("Alder", "50", "intent"), *pair("Birch", "1", "firm"), *pair("Cedar", "2", "firm"))]
    )
    assert [circle.id for circle in loop.circles] == ["cedar>quillmark", "birch>quillmark", "alder>quillmark"]


def test_where_there_are_too_many_circles_it_is_said(facts: Make, deal: Make) -> None:
    names = [f"Firm{letter}" for letter in "abcdefgh"]
    files = [facts(name, *(deal(other) for other in names if other != name)) for name in names]
    loop = capital_loop(files)
    assert loop.more_circles
    assert len(loop.circles) == MOST


@given(st.sets(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=30))
def test_the_search_finds_what_networkx_finds(pairs: set[tuple[str, str]]) -> None:
    edges = sorted((one, other) for one, other in pairs if one != other)
    onward = {node: [other for one, other in edges if one == node] for node in "abcdefgh"}
    found = list(short_cycles(onward))
    theirs: list[list[str]] = list(nx.simple_cycles(nx.DiGraph(edges), length_bound=5))
    expected = {min((*cycle[turn:], *cycle[:turn]) for turn in range(len(cycle))) for cycle in theirs}
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_a_search_that_is_cut_has_looked_at_all_shorter_cycles_first() -> None:
    names = [f"n{number:02}" for number in range(30)]
    onward = {name: [other for other in names if other != name] for name in names}
    work = Work(steps=40_000)
    found = list(short_cycles(onward, work))
    assert work.cut
    assert sum(len(cycle) == 2 for cycle in found) == 30 * 29 // 2
    assert [len(cycle) for cycle in found] == sorted(len(cycle) for cycle in found)


def test_the_work_of_a_search_does_not_depend_on_the_clock() -> None:
    names = [f"n{number:02}" for number in range(25)]
    onward = {name: [other for other in names if other != name] for name in names}
    first, second = (list(short_cycles(onward, Work(steps=50_000))) for _ in range(2))
    assert first == second


def test_a_circle_that_is_not_listed_is_not_called_a_bargain(facts: Make, deal: Make) -> None:
    names = [f"Firm{letter}" for letter in "abcdefgh"]
    files = [
        facts(name, *(deal(other, billions=f"{n}.{names.index(other)}") for other in names if other != name))
        for n, name in enumerate(names, start=1)
    ]
    loop = capital_loop(files)
    assert sum(len(circle.nodes) == 2 for circle in loop.circles) < 28
    assert loop.two_way == ()


def test_of_many_the_strongest_and_largest_are_found_first(
    facts: Make, deal: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Circles used to be looked for in the order of names, so that a cut lost the largest at random."""
    monkeypatch.setattr(found_by, "FIRST_LEGS", 4)
    monkeypatch.setattr(found_by, "MOST", 2)
    files = [
        facts(f"Maker {number}", deal(f"Taker {number}", billions=str(number)),
              deal(f"Taker {number}", "sales_contract", "counterparty", billions=str(number)))
        for number in range(1, 9)
    ]  # fmt: skip
    loop = capital_loop(files)
    assert [circle.id for circle in loop.circles] == ["maker-8>taker-8", "maker-7>taker-7"]
    assert loop.more_circles
