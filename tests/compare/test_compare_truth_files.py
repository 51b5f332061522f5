"""The expected changes of tests/compare/truth hold to their own format, and every quote stands where it is said to."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import pytest
from pydantic import AfterValidator, Field

from pipeline.records import Binding, DealType
from pipeline.records.base import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.records import Document

TRUTH = Path(__file__).parent / "truth"
FILES = sorted(TRUTH.glob("*.toml"))
_DIGITS = re.compile(r"\d[\d,.]*\d|\d")


def _short(quote: str) -> str:
    if len(quote.split()) > 20:
        message = f"a quote of more than 20 words: {quote}"
        raise ValueError(message)
    return quote


State = Literal["new", "changed", "hardened", "softened", "repeated", "gone", "restated"]
Quote = Annotated[str, AfterValidator(_short)]


class Told(Record):
    """One side of an expected change."""

    amount: str
    binding: Binding | Literal[""]
    page: int
    quote: str


class Expected(Record):
    """One ``[[change]]``, as tests/compare/truth/README.md describes it."""

    party: str = Field(min_length=1)
    type: DealType
    state: State
    also: tuple[State, ...] = ()
    is_: str = Field(alias="is")
    was: str
    binding_is: Binding | Literal[""]
    binding_was: Binding | Literal[""]
    page_is: int = Field(ge=0)
    page_was: int = Field(ge=0)
    quote_is: Quote
    quote_was: Quote
    core: bool
    note: str = ""

    @property
    def now(self) -> Told:
        return Told(amount=self.is_, binding=self.binding_is, page=self.page_is, quote=self.quote_is)

    @property
    def then(self) -> Told:
        return Told(amount=self.was, binding=self.binding_was, page=self.page_was, quote=self.quote_was)


class Pair(Record):
    """One file."""

    earlier: str
    later: str
    change: tuple[Expected, ...]


@cache
def pair(file: Path) -> Pair:
    return Pair.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


def sides(file: Path) -> Iterator[tuple[str, Told]]:
    read = pair(file)
    for change in read.change:
        yield read.later, change.now
        yield read.earlier, change.then


def test_there_are_pairs_to_hold_the_comparison_to() -> None:
    assert FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_state_has_the_sides_it_speaks_of(file: Path) -> None:
    shape = {"new": (True, False), "gone": (False, True)}
    wrong = [
        (change.party, change.state)
        for change in pair(file).change
        if (bool(change.quote_is), bool(change.quote_was)) != shape.get(change.state, (True, True))
    ]
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_side_is_told_whole_or_not_at_all(file: Path) -> None:
    torn = [told for _, told in sides(file) if len({bool(told.binding), bool(told.page), bool(told.quote)}) > 1]
    assert torn == []
    assert [told for _, told in sides(file) if told.amount and not told.quote] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_number_of_an_amount_stands_in_its_quote(file: Path) -> None:
    unproved = [
        (number, told.quote)
        for _, told in sides(file)
        for number in _DIGITS.findall(told.amount)
        if number not in _DIGITS.findall(told.quote)
    ]
    assert unproved == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_is_listed_twice(file: Path) -> None:
    keys = [(each.party, each.type, each.is_, each.was, each.quote_is, each.quote_was) for each in pair(file).change]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_state_is_not_its_own_alternative(file: Path) -> None:
    assert [each.party for each in pair(file).change if each.state in each.also] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_quote_stands_on_its_page(file: Path, filing: Callable[[str], Document]) -> None:
    named = {pair(file).earlier, pair(file).later}
    pages = {
        (name, page.number): " ".join(document.text[page.start : page.end].split())
        for name in sorted(named)
        for document in [filing(name)]
        for page in document.pages
    }
    missing = [
        (name, told.page, told.quote)
        for name, told in sides(file)
        if told.quote and told.quote not in pages.get((name, told.page), "")
    ]
    assert missing == []
