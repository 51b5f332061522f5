"""The map held to what a person read in real filings: tests/loop/truth.

First as if every document had been read without a mistake: then nothing may be missing. Then as the rules read them:
what they find may not get less, and what they miss is theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.loop_truth import as_fact_files, compare, facts_of, load
from pipeline.loop import capital_loop

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.loop_truth import Truth
    from pipeline.records import Document, FactFile

FOUND = 57
"""Of 58 arrangements; the other is told as a partnership: ``python -m bench.loop_truth --filings ... --show``."""


@pytest.fixture(scope="module")
def truth() -> Truth:
    return load()


@pytest.fixture(scope="module")
def read_now(filing: Callable[[str], Document], truth: Truth) -> list[tuple[Document, FactFile]]:
    documents = [filing(name) for name in truth.documents()]
    return [(document, facts_of(document)) for document in documents]


def test_the_map_draws_every_arrangement_a_person_reads(truth: Truth) -> None:
    files = as_fact_files(truth)
    result = compare(capital_loop(files), files, truth)
    assert [each for each in result.judged if each.edge.sure and each.verdict != "found"] == []
    assert result.split == ()


def test_the_circles_are_those_a_person_sees_and_no_others(truth: Truth) -> None:
    files = as_fact_files(truth)
    loop = capital_loop(files)
    result = compare(loop, files, truth)
    assert (result.circles_missing, result.circles_blocked, result.circles_false) == ((), (), ())
    assert len(result.circles_found) == len(loop.circles) == len(truth.circles)


def test_each_circle_is_as_strong_as_its_weakest_leg(truth: Truth) -> None:
    loop = capital_loop(as_fact_files(truth))
    ranks = sorted(circle.strength for circle in loop.circles)
    assert ranks == sorted(circle.strength for circle in truth.circles)


def test_what_may_be_no_arrangement_makes_no_false_circle(truth: Truth) -> None:
    files = as_fact_files(truth, doubtful=True)
    result = compare(capital_loop(files), files, truth)
    assert result.circles_false == ()
    assert len(result.circles_found) == len(truth.circles)


def test_one_bargain_is_listed_as_two_way_and_not_as_a_circle(truth: Truth) -> None:
    loop = capital_loop(as_fact_files(truth))
    pairs = {frozenset(pair.nodes) for pair in loop.two_way}
    assert frozenset({"crwv", "magnetar-financial"}) in pairs


def test_every_quote_of_the_truth_stands_on_its_page(read_now: list[tuple[Document, FactFile]], truth: Truth) -> None:
    pages = {
        (document.path, page.number): " ".join(document.text[page.start : page.end].split())
        for document, _ in read_now
        for page in document.pages
    }
    assert [edge.quote for edge in truth.edges if edge.quote not in pages[edge.document, edge.page]] == []


def test_what_the_rules_find_in_real_filings_is_all_on_the_map(
    read_now: list[tuple[Document, FactFile]], truth: Truth
) -> None:
    files = [facts for _, facts in read_now]
    result = compare(capital_loop(files), files, truth)
    assert result.count("lost") == result.count("wrong") == 0
    assert result.count("found") >= FOUND
    assert len(result.circles_found) == len(truth.circles)
    assert (result.circles_missing, result.circles_false) == ((), ())
