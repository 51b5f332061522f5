"""How much of the flow comes back, and whether so many circles are unusual."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.loop import capital_loop
from pipeline.loop.chance import _trade, chance, short_circles

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.loop import Loop

    Make = Callable[..., Any]


def index(loop: Loop, unit: str = "USD", *, binding: bool = True) -> Decimal:
    return next(each.value for each in loop.circularity if each.unit == unit and each.binding is binding)


def test_without_a_circle_nothing_comes_back(facts: Make, deal: Make) -> None:
    loop = capital_loop([facts("Quillmark", deal("Tessel"))])
    assert index(loop) == 0
    assert loop.circularity[0].companies == ()


def test_of_a_circle_twice_its_bottleneck_comes_back(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts(
                "Quillmark",
                deal("Tessel", "equity_investment", billions="2"),
                deal("Tessel", "sales_contract", "counterparty", billions="6"),
                deal("Fernhill", billions="8"),
            )
        ]
    )
    # 2 of 2 one way, 2 of 6 the other, none of 8: 4 of 16.
    assert index(loop) == Decimal("0.25")
    shares = {share.node: share.value for share in loop.circularity[0].companies}
    assert shares == {"quillmark": Decimal("0.2"), "tessel": Decimal("0.3333")}


def test_a_leg_in_two_circles_returns_its_amount_once(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts(
                "Quillmark",
                deal("Tessel", "equity_investment", billions="3"),
                deal("Tessel", "sales_contract", "counterparty", billions="2"),
                deal("Fernhill", "sales_contract", "counterparty", billions="9"),
            ),
            facts("Tessel", deal("Fernhill", billions="9"), ticker="TESS"),
            facts("Fernhill", ticker="FERN"),
        ]
    )
    # The pair takes 2 of 3, the circle of three the 1 that is left: 4 + 3 of 23.
    assert len(loop.circles) == 2
    assert index(loop) == (Decimal(7) / 23).quantize(Decimal("0.0001"))


def test_what_is_only_intended_counts_in_the_wider_index_alone(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts(
                "Quillmark",
                deal("Tessel", "equity_investment", billions="2", binding="intent"),
                deal("Tessel", "sales_contract", "counterparty", billions="2"),
            )
        ]
    )
    assert index(loop) == 0
    assert index(loop, binding=False) == 1


def test_currencies_have_an_index_each_and_unknown_amounts_none(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [
            facts(
                "Quillmark",
                deal("Tessel", "equity_investment", billions="2", unit="EUR"),
                deal("Tessel", "sales_contract", "counterparty", billions="2"),
                deal("Fernhill", billions=None),
            )
        ]
    )
    assert index(loop) == index(loop, "EUR") == 0
    assert {each.unknown for each in loop.circularity} == {1}


PAIRS = st.sets(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), min_size=2, max_size=30)


@given(PAIRS, st.integers(0, 99))
def test_a_drawing_keeps_how_much_each_gives_and_takes(pairs: set[tuple[str, str]], seed: int) -> None:
    flows = sorted((one, other) for one, other in pairs if one != other)
    drawn = list(flows)
    if len(flows) > 1:
        _trade(drawn, Random(seed))  # noqa: S311  (a drawing that can be repeated)
    assert len(set(drawn)) == len(flows)
    assert all(one != other for one, other in drawn)
    for end in (0, 1):
        assert Counter(flow[end] for flow in drawn) == Counter(flow[end] for flow in flows)


@pytest.mark.parametrize(
    ("flows", "count"),
    [("ab bc cd", 0), ("ab ba", 1), ("ab bc ca", 1), ("ab bc ca ba", 2), ("ab bc cd da", 0), ("ab bc ca ac cb ba", 5)],
)
def test_circles_of_two_and_three_are_counted(flows: str, count: int) -> None:
    assert short_circles([(flow[0], flow[1]) for flow in flows.split()]) == count


def test_circles_planted_among_strangers_are_more_than_chance_makes() -> None:
    planted = [flow for n in range(12) for flow in ((f"a{n}", f"b{n}"), (f"b{n}", f"a{n}"))]
    found = chance(planted)
    assert found is not None
    assert found.observed == 12
    assert found.mean < 3
    assert found.as_many == 0
    assert chance(planted[::-1]) == found


def test_where_all_deal_with_all_chance_makes_as_many() -> None:
    found = chance([(one, other) for one in "abcd" for other in "abcd" if one != other])
    assert found is not None
    assert found.as_many == found.drawings


def test_one_flow_is_too_few_to_draw() -> None:
    assert chance([("a", "b")]) is None
