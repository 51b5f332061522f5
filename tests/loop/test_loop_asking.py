"""Who a name is, all that is told of a party, and the chains between two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pipeline.loop import answer_path, answer_who, capital_loop, chains, find
from pipeline.records import Binding

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.loop import Loop

    Make = Callable[..., Any]


@pytest.fixture
def told(facts: Make, deal: Make) -> list[Any]:
    return [
        facts(
            "Quillmark Devices, Inc.",
            deal("Tessel Laboratories", "equity_investment", billions="2", aliases=("Tessel",)),
            deal("lenders", "debt", party_kind="class"),
            deal("Fernhill", binding="ended", id="over"),
            ticker="QLMK",
        ),
        facts("Brightwater", deal("Quillmark Devices", billions="3")),
        facts("Tessel Laboratories", deal("Brightwater", binding="intent"), deal("lenders", party_kind="class")),
    ]


@pytest.fixture
def loop(told: list[Any]) -> Loop:
    return capital_loop(told)


@pytest.mark.parametrize("name", ["QLMK", "qlmk", "Quillmark Devices", "quillmark devices, inc.", "quill"])
def test_a_party_is_found_by_ticker_name_and_part_of_it(loop: Loop, name: str) -> None:
    assert [node.id for node in find(loop, name)] == ["qlmk"]


def test_a_name_nobody_tells_is_not_found(loop: Loop) -> None:
    assert find(loop, "Ostrava") == ()


def test_a_label_several_filers_use_is_each_of_theirs(loop: Loop) -> None:
    assert len(find(loop, "lenders")) == 2


def test_all_that_is_told_of_a_party_stands_in_the_answer(loop: Loop, told: list[Any]) -> None:
    (node,) = find(loop, "QLMK")
    answer = answer_who(loop, node, {file.document.sha256: file for file in told})
    assert "GIVES (1)" in answer
    assert "TAKES (2)" in answer
    assert "Brightwater buys from Quillmark Devices: $3 billion, binding" in answer
    assert "page 7: “We told of Tessel Laboratories.”" in answer
    assert "TOLD, BUT NOT ON THE MAP (1)" in answer
    assert "Fernhill, $1 billion: the arrangement has ended" in answer
    assert "CIRCLES (1)" in answer


def test_an_answer_does_nothing_to_a_terminal(facts: Make, deal: Make) -> None:
    file = facts("Quillmark", deal("Tessel", quote="\x1b[31mred\x07"))
    loop = capital_loop([file])
    answer = answer_who(loop, find(loop, "Quillmark")[0], {file.document.sha256: file})
    assert "\x1b" not in answer
    assert "\x07" not in answer


def test_chains_are_told_with_the_weakest_of_their_flows(loop: Loop) -> None:
    (chain,) = chains(loop, "qlmk", "brightwater")
    assert chain.nodes == ("qlmk", "tessel-laboratories", "brightwater")
    assert chain.strength is Binding.INTENT
    assert len(chain.legs) == 2


def test_a_group_is_no_link_of_a_chain(facts: Make, deal: Make) -> None:
    loop = capital_loop(
        [facts("Alder", deal("suppliers", party_kind="class"), deal("suppliers", "sales_contract", "counterparty"))]
    )
    assert chains(loop, "alder", "alder") == ()
    assert chains(loop, "alder", "nobody") == ()


def test_no_chain_is_said_as_such(loop: Loop, facts: Make, deal: Make) -> None:
    alone = capital_loop([facts("Alder", deal("Birch")), facts("Cedar", deal("Fir"))])
    nodes = {node.id: node for node in alone.nodes}
    answer = answer_path(alone, nodes["alder"], nodes["fir"])
    assert answer.count("no chain of at most five flows") == 2
    nodes = {node.id: node for node in loop.nodes}
    assert "1. Quillmark Devices -> Tessel Laboratories -> Brightwater" in answer_path(
        loop, nodes["qlmk"], nodes["brightwater"]
    )
