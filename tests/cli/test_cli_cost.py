"""What asking a model has cost, as a person and as a program reads it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.records.keeping import Batch, BatchItem, BatchState
from pipeline.run.lock import locked
from pipeline.store import Place, Shelf
from tests.store.asked import pay, reserve

if TYPE_CHECKING:
    from tests.cli.conftest import Briefs

FOLDER = Path("outputs/.briefs")
LONG = "filings/of/a/company/whose/folders/are/many/and/deep/2025-09-30_10-Q.pdf"


@pytest.fixture
def account(project: Path) -> Path:
    """Two runs: the first asked about two documents in two stages and two models, the second was killed."""
    with Shelf.open(Place(project / FOLDER)) as shelf:
        pay(shelf, reserve(shelf, "1", run="aaaa1111"), "0.000123456")
        pay(shelf, reserve(shelf, "1", run="aaaa1111", batched=True), "0.25")
        pay(shelf, reserve(shelf, "1", run="aaaa1111", document=LONG, stage="verify"), "0.5")
        pay(shelf, reserve(shelf, "1", run="aaaa1111", document=LONG, model="own"), None, charged="0.75")
        pay(shelf, reserve(shelf, "1", run="aabb2222"), "0.01")
        reserve(shelf, "0.125", run="aabb2222")
    return project


def test_before_anything_was_asked_there_is_nothing_to_tell(project: Path, briefs: Briefs) -> None:
    assert briefs("cost") == (0, "no model was asked yet\n", "")
    told = json.loads(briefs("cost", "--json").out)
    assert told == {
        "schema": "filing-briefs/cost/1",
        "by": ["run", "document", "stage", "model"],
        "runs": [],
        "items": [],
        "total": None,
    }
    assert not (project / "outputs").exists()


@pytest.mark.usefixtures("account")
def test_the_newest_run_is_told_by_default_and_what_it_left_counts_as_lost(briefs: Briefs) -> None:
    told = briefs("cost")
    head, line, total = told.out.splitlines()
    assert head.split()[:6] == ["run", "document", "stage", "model", "began", "requests"]
    assert head.split()[6:] == ["lost", "batched", "sent", "cached", "answered", "US", "dollars"]
    assert line.split()[:4] == ["aabb2222", "a.pdf", "extract", "m"]
    assert line.split()[-7:] == ["2", "1", "0", "1,900", "400", "50", "0.1350"]
    assert total.split()[0] == "total"
    assert total.split()[-1] == "0.1350"
    assert (told.code, told.err) == (0, "")
    assert briefs("cost", "--last").out == told.out


@pytest.mark.usefixtures("account")
def test_all_runs_are_itemised_exactly_and_an_unknown_price_is_said(briefs: Briefs) -> None:
    told = json.loads(briefs("cost", "--all", "--json").out)
    assert told["runs"] == ["aaaa1111", "aabb2222"]
    items = [(item["run"], item["document"], item["stage"], item["model"]) for item in told["items"]]
    assert items == [
        ("aaaa1111", "a.pdf", "extract", "m"),
        ("aaaa1111", LONG, "verify", "m"),
        ("aaaa1111", LONG, "extract", "own"),
        ("aabb2222", "a.pdf", "extract", "m"),
    ]
    dollars = [item["usd"] and Decimal(item["usd"]) for item in told["items"]]
    assert dollars == [Decimal("0.250123456"), Decimal("0.5"), None, Decimal("0.135")]
    assert Decimal(told["total"]["usd"]) == Decimal("0.885123456")
    assert (told["total"]["requests"], told["total"]["unpriced"], told["total"]["batched"]) == (6, 1, 1)
    out = briefs("cost", "--all").out
    assert "0.250123456" in out
    assert "unknown" in out
    assert "…" in out
    assert out.endswith("no price is known for 1 of the requests: they are counted in tokens only\n")


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("run", ["aaaa1111", "aabb2222"]),
        ("document", ["a.pdf", LONG]),
        ("stage", ["extract", "verify"]),
        ("model", ["m", "own"]),
    ],
)
def test_the_same_sum_is_told_by_run_document_stage_or_model(briefs: Briefs, by: str, names: list[str]) -> None:
    told = json.loads(briefs("cost", "--all", "--by", by, "--json").out)
    assert [item[by] for item in told["items"]] == names
    assert sum(Decimal(item["usd"] or 0) for item in told["items"]) == Decimal(told["total"]["usd"])
    assert sum(item["requests"] for item in told["items"]) == told["total"]["requests"] == 6


@pytest.mark.usefixtures("account")
def test_a_run_is_named_by_the_beginning_of_its_id(briefs: Briefs) -> None:
    assert json.loads(briefs("cost", "--run", "aaaa", "--json").out)["runs"] == ["aaaa1111"]
    unknown = briefs("cost", "--run", "zz")
    assert (unknown.code, "there is no run 'zz'" in unknown.err) == (2, True)
    unclear = briefs("cost", "--run", "aa")
    assert (unclear.code, "there are 2 runs that begin with 'aa'" in unclear.err) == (2, True)
    assert briefs("cost", "--run", "aaaa", "--all").code == 2


@pytest.mark.usefixtures("account")
def test_while_a_run_is_under_way_what_it_asks_is_not_lost(briefs: Briefs) -> None:
    with locked(FOLDER):
        told = briefs("cost", "--json")
    assert json.loads(told.out)["total"]["lost"] == 0
    assert "A run is under way" in told.err


def test_what_has_no_answer_yet_is_not_called_a_model_without_a_price(project: Path, briefs: Briefs) -> None:
    """Review of the model engine: a batch under way was told as 8 requests of which no price is known."""
    with Shelf.open(Place(project / FOLDER)) as shelf:
        number = reserve(shelf, "0.125", run="aaaa1111", batched=True)
        item = BatchItem(key="k", reservation=number)
        shelf.save(
            Batch("b", "aaaa1111", "e", "m", BatchState.RUNNING, "2026-01-01", "2026-01-02", 1, 9, items=(item,))
        )
    out = briefs("cost").out
    assert out.splitlines()[1].endswith("not yet")
    assert out.endswith("1 of the requests have no answer yet: they are in no sum of dollars\n")
    assert "no price" not in out
    total = json.loads(briefs("cost", "--json").out)["total"]
    assert (total["open"], total["unpriced"], total["usd"]) == (1, 0, None)
