"""Batches handed in and what a service can do: written down, found again, struck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records.keeping import BatchItem, BatchState
from pipeline.store import Place, Shelf
from tests.store.asked import batch

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = tuple(BatchItem(f"k{number}", number) for number in (3, 1, 2))


def test_a_batch_comes_back_as_it_was_saved_with_its_items_in_order(place: Place) -> None:
    first = batch("one", items=ITEMS, remote="file-1")
    with Shelf.open(place) as shelf:
        shelf.save(first)
    with Shelf.open(place) as shelf:
        assert shelf.batches() == (first,)


def test_batches_are_found_by_state_oldest_first(shelf: Shelf) -> None:
    shelf.save(batch("z"))
    shelf.save(batch("a", state=BatchState.RUNNING))
    shelf.save(batch("m", state=BatchState.SENDING))
    assert [one.name for one in shelf.batches()] == ["z", "a", "m"]
    assert [one.name for one in shelf.batches(BatchState.RUNNING, BatchState.PREPARED)] == ["z", "a"]
    assert shelf.batches(BatchState.CANCELLED) == ()


def test_a_batch_saved_again_changes_but_what_was_taken_stays_taken(shelf: Shelf) -> None:
    prepared = batch("one", items=ITEMS)
    shelf.save(prepared)
    shelf.take("one", ["k1", "unknown"])
    shelf.save(prepared._replace(state=BatchState.RUNNING, remote="batch_1"))
    (found,) = shelf.batches()
    assert (found.state, found.remote) == (BatchState.RUNNING, "batch_1")
    assert found.items == (ITEMS[0], ITEMS[2])
    shelf.take("one", (item.key for item in found.items))
    shelf.take("one", [])
    assert shelf.batches()[0].items == ()


def test_items_are_taken_from_the_batch_named_only(shelf: Shelf) -> None:
    shelf.save(batch("one", items=ITEMS))
    shelf.save(batch("two", items=ITEMS))
    shelf.take("two", ["k1", "k2", "k3"])
    assert [len(one.items) for one in shelf.batches()] == [3, 0]


def test_a_batch_of_fifty_thousand_questions_is_saved_and_taken(shelf: Shelf) -> None:
    many = tuple(BatchItem(f"key {number}", number) for number in range(50_000))
    shelf.save(batch("big", items=many, requests=len(many)))
    (found,) = shelf.batches()
    assert found.items == many
    shelf.take("big", (item.key for item in many[1:]))
    assert shelf.batches()[0].items == many[:1]


def test_batches_of_another_folder_are_not_ours(postgres: str, tmp_path: Path) -> None:
    with Shelf.open(Place(tmp_path / "one", postgres)) as one, Shelf.open(Place(tmp_path / "two", postgres)) as two:
        one.save(batch("b", items=ITEMS))
        assert two.batches() == ()
        assert len(one.batches()) == 1


def test_an_ability_is_noted_for_an_endpoint_and_a_model(place: Place) -> None:
    with Shelf.open(place) as shelf:
        assert shelf.ability("http://127.0.0.1:1/v1", "m") is None
        shelf.note_ability("http://127.0.0.1:1/v1", "m", "object")
        shelf.note_ability("http://127.0.0.1:1/v1", "m", "plain")
        shelf.note_ability("http://127.0.0.1:1/v1", "n", "strict")
    with Shelf.open(place) as shelf:
        assert shelf.ability("http://127.0.0.1:1/v1", "m") == "plain"
        assert shelf.ability("http://127.0.0.1:1/v1", "n") == "strict"
        assert shelf.ability("http://127.0.0.1:2/v1", "m") is None
