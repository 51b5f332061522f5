"""briefs loop, briefs who and briefs path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Briefs


@pytest.fixture
def run(briefs: Briefs, call: Path) -> Briefs:
    assert call.is_file()
    assert briefs("run").code == 0
    return briefs


def test_a_run_writes_the_map_in_all_its_forms(run: Briefs) -> None:
    del run
    for name in ("loop.md", "loop.json", "loop.csv", "loop.svg", "loop.html", "loop.graphml"):
        assert "Birch Foundry" in Path("outputs", name).read_text("utf-8"), name


def test_the_map_of_a_day_lies_apart_and_leaves_the_other_alone(run: Briefs) -> None:
    before = Path("outputs/loop.md").read_bytes()
    said = run("loop", "--as-of", "2026-01-31", "--since", "2025-01-31")
    assert (said.code, said.out) == (0, "outputs/loop/2025-01-31_2026-01-31/loop.md\n")
    page = Path("outputs/loop/2025-01-31_2026-01-31/loop.md").read_text("utf-8")
    assert "As of 2026-01-31" in page
    assert "**Appeared**: Alder Systems buys from Birch Foundry, $4.5 billion, binding." in page
    assert "(../../ALDR/" in page
    assert Path("outputs/loop.md").read_bytes() == before
    assert run("loop").code == 0
    assert Path("outputs/loop.md").read_bytes() == before


def test_what_changed_up_to_today_lies_apart_from_the_map_of_that_day(run: Briefs) -> None:
    assert run("loop", "--as-of", "2025-12-31").out == "outputs/loop/2025-12-31/loop.md\n"
    assert run("loop", "--since", "2025-12-31").out == "outputs/loop/since-2025-12-31/loop.md\n"
    assert "Nothing." in Path("outputs/loop/since-2025-12-31/loop.md").read_text("utf-8")


def test_before_the_first_document_the_map_is_empty(run: Briefs) -> None:
    assert run("loop", "--as-of", "2020-01-31").code == 0
    assert "No flows between companies" in Path("outputs/loop/2020-01-31/loop.md").read_text("utf-8")


@pytest.mark.parametrize("days", [("--as-of", "31.01.2026"), ("--as-of", "2025-01-31", "--since", "2026-01-31")])
def test_a_day_that_cannot_be_is_wrong_use(run: Briefs, days: tuple[str, ...]) -> None:
    assert run("loop", *days).code == 2


def test_who_tells_all_of_a_party_with_quotes_and_pages(run: Briefs) -> None:
    said = run("who", "birch foundry")
    assert said.code == 0
    assert "Alder Systems buys from Birch Foundry: $4.5 billion, binding" in said.out
    assert "page 1: “In the quarter we signed an agreement with Birch Foundry" in said.out


def test_path_tells_the_chains_both_ways(run: Briefs) -> None:
    said = run("path", "ALDR", "Birch Foundry")
    assert said.code == 0
    assert "1. Alder Systems -> Birch Foundry; weakest: binding" in said.out
    assert "From Birch Foundry to Alder Systems: no chain" in said.out


@pytest.mark.parametrize("asked", [("who", "Ostrava"), ("path", "ALDR", "Ostrava")])
def test_a_name_no_filing_tells_is_said_so(run: Briefs, asked: tuple[str, ...]) -> None:
    said = run(*asked)
    assert said.code == 2
    assert "no filing tells of 'Ostrava'" in said.err


def test_without_briefings_there_is_nothing_to_ask(briefs: Briefs) -> None:
    assert briefs("who", "ALDR").code == 2
