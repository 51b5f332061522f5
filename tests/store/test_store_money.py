"""Money: exact, reserved under the cap whoever reserves beside, and never free because somebody was killed."""

from __future__ import annotations

import multiprocessing
import uuid
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import OverBudget
from pipeline.records.keeping import BatchItem
from pipeline.store import Place, Shelf, Store
from tests.store.asked import batch, pay, reserve

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_reserved_is_replaced_by_what_was_paid(shelf: Shelf) -> None:
    first = reserve(shelf, "0.5", "1")
    assert shelf.held("r1") == Decimal("0.5")
    with pytest.raises(OverBudget, match=r"could cost 0\.6000 USD and 0\.5000 of the 1 USD allowed are taken"):
        reserve(shelf, "0.6", "1")
    assert shelf.held("r1") == Decimal("0.5")
    pay(shelf, first, "0.3")
    assert shelf.held("r1") == Decimal("0.3")
    reserve(shelf, "0.7", "1")
    assert shelf.held("r1") == Decimal(1)
    assert shelf.held("another run") == 0


def test_what_was_spent_is_what_is_settled_and_never_what_is_only_set_aside(shelf: Shelf) -> None:
    """Review of the model engine: "0.0309 USD so far" was followed by "0.0073 USD so far"."""
    assert shelf.paid("r1") == 0
    reserve(shelf, "0.5")
    assert shelf.paid("r1") == 0
    pay(shelf, reserve(shelf, "0.5"), "0.3")
    assert shelf.paid("r1") == Decimal("0.3")
    assert [(cost.requests, cost.open, cost.unpriced) for cost in shelf.costs("r1")] == [(2, 1, 0)]
    pay(shelf, reserve(shelf, "0.5", model="own"), None, charged="0.2")
    assert shelf.paid("r1") is None


def test_a_first_request_above_the_cap_is_refused_and_leaves_nothing(shelf: Shelf) -> None:
    with pytest.raises(OverBudget, match=r"0\.0000 of the 0\.01 USD"):
        reserve(shelf, "0.02", "0.01")
    assert shelf.held("r1") == 0
    assert shelf.costs() == ()


def test_without_a_cap_nothing_is_refused(shelf: Shelf) -> None:
    reserve(shelf, "1000000")
    assert shelf.held("r1") == 1_000_000


def test_money_is_exact_to_the_billionth_and_rounded_up(shelf: Shelf) -> None:
    numbers = [reserve(shelf, "0.0000000011") for _ in range(10)]
    assert shelf.held("r1") == Decimal("0.00000002")
    for number in numbers:
        pay(shelf, number, "0.000000001")
    assert shelf.held("r1") == Decimal("0.00000001")
    (cost,) = shelf.costs()
    assert (cost.usd, cost.requests) == (Decimal("0.00000001"), 10)


def test_the_account_is_itemised_by_run_document_stage_and_model(shelf: Shelf) -> None:
    pay(shelf, reserve(shelf, "1", document="b.pdf"), "0.25")
    pay(shelf, reserve(shelf, "1", document="b.pdf", batched=True), "0.125")
    pay(shelf, reserve(shelf, "1", document="a.pdf", stage="verify"), "0.5")
    pay(shelf, reserve(shelf, "1", document="a.pdf", model="unknown"), None, charged="0.75")
    shelf.settle(reserve(shelf, "1"), "refused", Decimal(0), Decimal(0), 0, 0, 0)
    shelf.settle(reserve(shelf, "1", run="r2"), "lost", Decimal("0.1"), Decimal("0.1"), 1000, 0, 0)
    found = shelf.costs("r1")
    assert [(cost.document, cost.stage, cost.model, cost.usd) for cost in found] == [
        ("b.pdf", "extract", "m", Decimal("0.375")),
        ("a.pdf", "verify", "m", Decimal("0.5")),
        ("a.pdf", "extract", "unknown", None),
    ]
    assert (found[0].requests, found[0].lost, found[0].batched) == (2, 0, 1)
    assert (found[0].sent, found[0].cached, found[0].answered) == (1800, 800, 100)
    (lost,) = shelf.costs("r2")
    assert (lost.requests, lost.lost, lost.usd) == (1, 1, Decimal("0.1"))
    assert [cost.run for cost in shelf.costs()] == ["r1", "r1", "r1", "r2"]
    assert found[0].at <= lost.at


def test_settling_twice_counts_once(shelf: Shelf) -> None:
    number = reserve(shelf, "1")
    pay(shelf, number, "0.25")
    pay(shelf, number, "0.25")
    assert shelf.held("r1") == Decimal("0.25")
    assert shelf.costs()[0].usd == Decimal("0.25")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(1, 10**9), st.integers(0, 10**9), st.booleans()), max_size=12))
def test_the_cap_holds_and_the_sum_is_exact_whatever_is_asked(shelf: Shelf, steps: list[tuple[int, int, bool]]) -> None:
    run = uuid.uuid4().hex
    cap, held = Decimal(1), 0
    for reserved, paid, settled in steps:
        usd = Decimal(reserved) / 10**9
        if held + reserved > 10**9:
            with pytest.raises(OverBudget):
                reserve(shelf, str(usd), str(cap), run=run)
            continue
        number = reserve(shelf, str(usd), str(cap), run=run)
        if settled:
            pay(shelf, number, str(Decimal(min(paid, reserved)) / 10**9))
        held += min(paid, reserved) if settled else reserved
        assert shelf.held(run) == Decimal(held) / 10**9


def test_many_threads_cannot_pass_the_cap(shelf: Shelf) -> None:
    def one(_: int) -> int:
        try:
            number = reserve(shelf, "0.01", "0.5")
        except OverBudget:
            return 0
        pay(shelf, number, "0.01")
        return 1

    with ThreadPoolExecutor(50) as threads:
        assert sum(threads.map(one, range(120))) == 50
    assert shelf.held("r1") == Decimal("0.5")


def spend(place: Place, times: int) -> int:
    """Reserve and pay until the cap refuses; for a process of its own."""
    done = 0
    with Shelf.open(place) as shelf:
        for _ in range(times):
            try:
                pay(shelf, reserve(shelf, "0.01", "0.5"), "0.01")
            except OverBudget:
                continue
            done += 1
    return done


def test_many_processes_cannot_pass_the_cap(place: Place) -> None:
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("spawn")) as processes:
        assert sum(processes.map(spend, [place] * 4, [30] * 4)) == 50
    with Shelf.open(place) as shelf:
        assert shelf.held("r1") == Decimal("0.5")
        assert shelf.costs()[0].requests == 50


def test_what_a_run_left_reserved_counts_as_lost_once_the_next_holds_the_folder(place: Place) -> None:
    with Shelf.open(place) as shelf:
        pay(shelf, reserve(shelf, "1"), "0.25")
        reserve(shelf, "0.5")
        (under_way,) = shelf.costs("r1")
        assert (under_way.lost, under_way.usd) == (0, Decimal("0.25"))
    with Store.open(place), Shelf.open(place) as shelf:
        (over,) = shelf.costs("r1")
        assert (over.requests, over.lost, over.usd) == (2, 1, Decimal("0.75"))
        assert shelf.held("r1") == Decimal("0.75")


def test_what_is_in_a_batch_is_still_under_way(place: Place) -> None:
    with Shelf.open(place) as shelf:
        inside, outside = reserve(shelf, "0.5", batched=True), reserve(shelf, "0.25", batched=True)
        shelf.save(batch("b", items=(BatchItem("k", inside),)))
    with Store.open(place), Shelf.open(place) as shelf:
        assert (shelf.costs()[0].lost, shelf.costs()[0].usd) == (1, Decimal("0.25"))
        pay(shelf, inside, "0.125")
        shelf.take("b", ["k"])
        assert shelf.costs()[0].usd == Decimal("0.375")
    assert outside != inside


def test_runs_of_another_folder_are_left_alone(postgres: str, tmp_path: Path) -> None:
    one, two = Place(tmp_path / "one", postgres), Place(tmp_path / "two", postgres)
    with Shelf.open(one) as shelf:
        reserve(shelf, "0.5")
        with Store.open(two), Shelf.open(two) as other:
            assert other.costs() == ()
        assert shelf.costs()[0].lost == 0
        with Store.open(one):
            assert shelf.costs()[0].lost == 1
