"""All documents of a company: what is compared with what, chains over several filings, any order of arrival."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compare import bare, between, in_series
from pipeline.records import CoverageFacts, FactFile, Form, Result
from pipeline.run.facts import to_json
from tests.compare.made import GROUP, NOTE, amount, call, deal, filing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.records import Change, Deal


def orders(value: str, party: str = "Birch", **fields: Any) -> Deal:
    return deal(party, amount(f"{value}000000000", what="contract"), **fields)


def base(files: Mapping[str, FactFile], stem: str) -> str | None:
    compared = in_series(files)[stem].compared
    return compared.earlier.stem if compared else None


def said(files: Mapping[str, FactFile], stem: str, place: int = 0) -> Change:
    found = in_series(files)[stem].deals[place].change
    assert found is not None
    return found


def test_what_is_compared_with_what() -> None:
    files = {
        "2024-12-31_10-K": filing("2024-12-31", form=Form.TEN_K, fiscal_period="FY2024"),
        "2025-02-10_call": call("2025-02-10", fiscal_period="Q4 FY2024"),
        "2025-03-31_10-Q": filing("2025-03-31"),
        "2025-04-20_8-K": filing("2025-04-20", form=Form.EIGHT_K, fiscal_period=None),
        "2025-05-01_call": call("2025-05-01", fiscal_period="Q1 FY2025"),
        "2025-06-30_10-Q": filing("2025-06-30"),
    }
    assert {stem: base(files, stem) for stem in files} == {
        "2024-12-31_10-K": None,
        "2025-02-10_call": "2024-12-31_10-K",
        "2025-03-31_10-Q": "2024-12-31_10-K",
        "2025-04-20_8-K": "2025-03-31_10-Q",
        "2025-05-01_call": "2025-03-31_10-Q",
        "2025-06-30_10-Q": "2025-03-31_10-Q",
    }


def test_a_call_goes_by_the_filing_of_its_quarter_also_when_the_next_one_is_there() -> None:
    files = {
        "2025-03-31_10-Q": filing("2025-03-31"),
        "2025-06-30_10-Q": filing("2025-06-30"),
        "2025-07-02_call": call("2025-07-02", fiscal_period="Q1 FY2025"),
    }
    assert base(files, "2025-07-02_call") == "2025-03-31_10-Q"


def test_without_a_filing_the_last_document_counts_and_without_a_day_none() -> None:
    files = {
        "2025-02-10_call": call("2025-02-10"),
        "2025-05-01_call": call("2025-05-01"),
        "undated_call": call("2025-05-01", held=None),
    }
    assert base(files, "2025-05-01_call") == "2025-02-10_call"
    assert base(files, "undated_call") is None


def test_a_filing_is_not_compared_with_a_call_alone() -> None:
    """Everything a first 10-Q told was new since the call before it."""
    files = {"2025-02-10_call": call("2025-02-10"), "2025-03-31_10-Q": filing("2025-03-31", orders("4"))}
    assert base(files, "2025-03-31_10-Q") is None


def test_two_documents_of_one_day_and_form_are_not_compared_with_each_other() -> None:
    files = {stem: filing("2025-03-31") for stem in ("2025-03-31_10-Q", "2025-03-31_10-Q-0123abcd")}
    assert {base(files, stem) for stem in files} == {None}
    later = {**files, "2025-06-30_10-Q": filing("2025-06-30")}
    assert base(later, "2025-06-30_10-Q") == "2025-03-31_10-Q"


def test_what_was_told_two_filings_ago_is_not_new() -> None:
    files = {
        "2025-03-31_10-Q": filing("2025-03-31", orders("4")),
        "2025-06-30_10-Q": filing("2025-06-30"),
        "2025-09-30_10-Q": filing("2025-09-30", orders("7"), orders("2", "Cedar")),
    }
    again = said(files, "2025-09-30_10-Q")
    assert (again.state, again.direction, again.stem) == ("changed", "up", "2025-03-31_10-Q")
    assert again.again is not None
    assert again.again.day.isoformat() == "2025-03-31"
    assert said(files, "2025-09-30_10-Q", 1).state == "new"


def test_an_older_statement_of_what_goes_on_is_nobody_elses_past() -> None:
    """A second, smaller deal was taken for what the first one had been two filings before."""
    files = {
        "2025-03-31_10-Q": filing("2025-03-31", orders("10", id="x")),
        "2025-06-30_10-Q": filing("2025-06-30", orders("11", id="x")),
        "2025-09-30_10-Q": filing("2025-09-30", orders("26", id="x"), orders("1", id="y", signed="2025-09")),
    }
    assert said(files, "2025-09-30_10-Q").stem == "2025-06-30_10-Q"
    assert said(files, "2025-09-30_10-Q", 1).state == "new"


def test_an_amended_filing_stands_for_its_original_afterwards() -> None:
    original = filing("2025-06-30", orders("5"), orders("3", "Cedar"))
    amended = filing("2025-06-30", orders("6"), amendment=True, path="filings/a.pdf", sha256="f" * 64)
    files = {
        "2025-03-31_10-Q": filing("2025-03-31", orders("4")),
        "2025-06-30_10-Q": original,
        "2025-06-30_10-Q-A": amended,
        "2025-09-30_10-Q": filing("2025-09-30", orders("6"), orders("3", "Cedar")),
    }
    assert base(files, "2025-06-30_10-Q-A") == "2025-06-30_10-Q"
    restated = said(files, "2025-06-30_10-Q-A")
    assert (restated.state, restated.was) == ("restated", "5000000000")
    assert base(files, "2025-09-30_10-Q") == "2025-06-30_10-Q-A"
    assert said(files, "2025-09-30_10-Q").state == "repeated"
    # What the amendment left out is still known from the original.
    cedar = said(files, "2025-09-30_10-Q", 1)
    assert (cedar.state, cedar.stem, cedar.again) == ("repeated", "2025-06-30_10-Q", None)
    assert said(files, "2025-06-30_10-Q").was == "4000000000"


def test_a_restated_figure_of_the_year_before_is_told() -> None:
    def revenue(day: str, value: str, year_ago: str, **fields: Any) -> FactFile:
        piece = deal("Birch").evidence
        period = f"Three Months Ended {day}"
        result = Result(metric="revenue", period=period, value=value, year_ago=year_ago, unit="USD", evidence=piece)
        return filing(day, results=(result,), **fields)

    files = {
        "2024-06-30_10-Q": revenue("2024-06-30", "1000000", "900000"),
        "2025-06-30_10-Q": revenue("2025-06-30", "1200000", "1050000"),
    }
    compared = in_series(files)["2025-06-30_10-Q"].compared
    assert compared is not None
    (told,) = compared.restated
    assert (told.metric, told.stem) == ("revenue", "2024-06-30_10-Q")
    assert (int(told.was), int(told.value)) == (1_000_000, 1_050_000)
    rounded = {**files, "2024-06-30_10-Q": revenue("2024-06-30", "1050400", "900000")}
    same = in_series(rounded)["2025-06-30_10-Q"].compared
    assert same is not None
    assert same.restated == ()


class TestSilence:
    """What an earlier filing told and a later one does not."""

    @pytest.fixture
    def earlier(self) -> FactFile:
        return filing("2025-03-31", orders("4"))

    def gone(self, earlier: FactFile, later: FactFile) -> list[str]:
        compared = between(("2025-03-31_10-Q", earlier), ("2025-06-30_10-Q", later)).compared
        assert compared is not None
        return [told.counterparty.name for told in compared.gone]

    def test_a_named_contract_that_is_not_told_any_more_is_told_as_that(self, earlier: FactFile) -> None:
        assert self.gone(earlier, filing("2025-06-30")) == ["Birch"]

    def test_a_party_named_anywhere_is_not_gone(self, earlier: FactFile) -> None:
        other = deal("Cedar", quote="Cedar supplies Birch with timber.")
        assert self.gone(earlier, filing("2025-06-30", other)) == []

    def test_what_is_over_groups_and_shares_are_not_missed(self) -> None:
        over = orders("4", binding="done"), orders("4", end="2025-05"), deal("customers", amount("9"), kind=GROUP)
        share = deal("Dogwood", amount("20", "percent", "share of revenue"), type="concentration", binding="unclear")
        assert self.gone(filing("2025-03-31", *over, share), filing("2025-06-30")) == []

    def test_a_filing_read_in_part_or_without_the_section_is_not_silent(self, earlier: FactFile) -> None:
        assert self.gone(earlier, filing("2025-06-30", coverage=CoverageFacts(sections=(NOTE,), partial=True))) == []
        assert self.gone(earlier, filing("2025-06-30", coverage=CoverageFacts())) == []

    def test_calls_and_quarters_after_a_year_are_not_silent(self, earlier: FactFile) -> None:
        assert self.gone(earlier, call("2025-06-30")) == []
        assert self.gone(filing("2025-03-31", orders("4"), form=Form.TEN_K), filing("2025-06-30")) == []


def test_a_comparison_taken_away_leaves_the_bare_file() -> None:
    files = {"a": filing("2025-03-31", orders("4")), "b": filing("2025-06-30", orders("5"))}
    found = in_series(files)
    assert found["b"] != files["b"]
    assert bare(found["b"]) == files["b"]
    assert in_series(found) == found


_VALUES = st.sampled_from(("1", "4", "9"))
_DEALS = st.lists(
    st.builds(
        orders,
        _VALUES,
        st.sampled_from(("Birch", "Cedar Labs", "Cedar")),
        binding=st.sampled_from(("intent", "conditional", "firm", "done", "ended")),
        id=st.sampled_from(("x", "y", "z")),
        signed=st.sampled_from((None, "2025-01", "2025-02")),
    ),
    max_size=3,
    unique_by=lambda made: made.id,
)
_FILES = st.dictionaries(
    st.tuples(st.sampled_from(("2025-03-31", "2025-06-30", "2025-09-30")), st.sampled_from(("10-Q", "10-Q-A", "call"))),
    _DEALS,
    min_size=2,
    max_size=5,
)


@settings(max_examples=40)
@given(_FILES, st.randoms())
def test_any_order_gives_the_same_and_each_document_looks_only_back(made: dict[Any, list[Deal]], chance: Any) -> None:
    files = {
        f"{day}_{form}": (call(day, *deals) if form == "call" else filing(day, *deals, amendment=form.endswith("-A")))
        for (day, form), deals in made.items()
    }
    expected = {stem: to_json(facts) for stem, facts in in_series(files).items()}
    for _ in range(3):
        order = list(files)
        chance.shuffle(order)
        assert {stem: to_json(facts) for stem, facts in in_series({s: files[s] for s in order}).items()} == expected
    for stem in files:
        former = {other: file for other, file in files.items() if other[:10] <= stem[:10]}
        assert to_json(in_series(former)[stem]) == expected[stem]


def test_every_permutation_of_a_year_gives_the_same() -> None:
    files = {f"2025-{month}_10-Q": filing(f"2025-{month}", orders(month[1])) for month in ("03-31", "06-30", "09-30")}
    found = {repr(sorted(in_series(dict(order)).items())) for order in itertools.permutations(files.items())}
    assert len(found) == 1


def calls(*values: str) -> dict[str, FactFile]:
    """Give a filing of March that told of $4 billion of orders, and a call each quarter after it."""
    files = {"2025-03-31_10-Q": filing("2025-03-31", orders("4"))}
    days = ("2025-08-10", "2025-11-10")
    told = zip(days, values, strict=True)
    return files | {f"{day}_call": call(day, *([orders(value)] if value else [deal("Birch")])) for day, value in told}


def test_a_call_long_after_the_filing_moves_on_from_the_last_call() -> None:
    change = said(calls("7", "9"), "2025-11-10_call")
    assert (change.stem, change.was, change.again and change.again.form) == ("2025-08-10_call", "7000000000", Form.CALL)


@pytest.mark.parametrize("last", ["9", ""])
def test_a_call_that_says_what_the_last_one_said_is_told_against_the_filing(last: str) -> None:
    change = said(calls(last, "9"), "2025-11-10_call")
    assert (change.stem, change.was, change.again) == ("2025-03-31_10-Q", "4000000000", None)
