"""The comparison held to what a person read in pairs of real filings: tests/compare/truth, ``bench.changes_truth``.

What the rules do not find in one of two documents is theirs; of the rest nothing may get lost or be told falsely.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from bench.changes_truth import facts_from, load, scored

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.changes_truth import Scored
    from pipeline.records import Document, FactFile

FOUND = 50
"""Core changes told as the person tells them, of 75; 22 more rest on deals the rules do not find."""

FALSE = 4
"""States that contradict an entry, of 226: ``python -m bench.changes_truth --show``."""


@pytest.fixture(scope="module")
def result(filing: Callable[[str], Document]) -> list[Scored]:
    @cache
    def facts(name: str) -> FactFile:
        return facts_from(filing(name))

    return scored(load(), facts)


def test_core_changes_are_told_as_a_person_tells_them(result: list[Scored]) -> None:
    assert sum(one.core("found") for one in result) >= FOUND
    assert sum(one.core("not told") for one in result) <= 1


def test_hardly_anything_is_told_falsely(result: list[Scored]) -> None:
    assert sum(each.false for one in result for each in one.judged) <= FALSE


def test_silence_is_told_of_nothing_that_is_still_told(result: list[Scored]) -> None:
    told = [each for one in result for each in one.judged if each.verdict == "told as gone"]
    assert told == []


def test_a_page_is_not_flooded(result: list[Scored]) -> None:
    assert max(one.lines for one in result) <= 21
