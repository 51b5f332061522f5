"""Prices, the cap, and what is counted against it: exact, under any number of threads, and against liars."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.errors import OverBudget, SettingsError, Unreachable
from pipeline.llm import Counter, Prices
from tests.llm.conftest import RIGHT, question
from tests.serving import Reply, fails, goes, says

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.llm import Client
    from pipeline.store import Shelf
    from tests.serving import Serving

    Make = Callable[..., Client]

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def outcomes(client: Client, count: int, threads: int = 16) -> list[str]:
    def ask(number: int) -> str:
        try:
            client.ask(question(str(number)))
        except OverBudget:
            return "over"
        except Unreachable:
            return "lost"
        return "paid"

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(ask, range(count)))


def longest(body: Any) -> Reply:
    """The dearest honest answer: every token that was allowed, none of the question cached."""
    words = sum(Counter({}).count(message["content"]) for message in body["messages"])
    return says(RIGHT, sent=words, cached=0, answered=body["max_completion_tokens"])


def test_the_cap_is_not_passed_by_the_longest_answers_to_many_questions_at_once(
    serving: Serving, client: Make, shelf: Shelf
) -> None:
    serving.seconds, serving.respond = 0.005, longest
    # A question costs 0.0005 dollars and a little with the longest answer: seven fit, eight do not.
    told = outcomes(client(budget_usd=Decimal("0.004"), answer_tokens=1000, together=32), 60)
    assert told.count("paid") == 7
    spent = shelf.costs()[0].usd
    assert spent is not None
    assert Decimal("0.0035") < spent <= Decimal("0.004")
    assert spent == shelf.held("r1")


def test_the_cap_holds_among_refusals_resets_and_answers_in_any_order(
    serving: Serving, client: Make, shelf: Shelf
) -> None:
    served = iter(range(10_000))

    def respond(body: Any) -> Reply:
        return (longest(body), fails(500), goes(), longest(body))[next(served) % 4]

    serving.respond = respond
    told = outcomes(client(budget_usd=Decimal("0.01"), answer_tokens=1000, together=32, attempts=2), 60)
    assert {"paid", "over"} <= set(told)
    assert Decimal(0) < shelf.held("r1") <= Decimal("0.01")


def test_short_answers_leave_room_that_is_waited_for(serving: Serving, client: Make, shelf: Shelf) -> None:
    """With the cap at one longest answer, questions go one after the other instead of ending the run."""
    serving.seconds, serving.replies = 0.002, [says(RIGHT, sent=50, cached=0, answered=10)]
    told = outcomes(client(budget_usd=Decimal("0.0009"), answer_tokens=1000, together=8), 20)
    assert told == ["paid"] * 20
    assert serving.most_under_way == 1
    assert shelf.held("r1") == 20 * Decimal("0.00001")


def test_a_service_that_counts_more_than_was_set_aside_is_noticed_and_said(serving: Serving, client: Make) -> None:
    serving.replies = [says(RIGHT, sent=5_000_000, cached=0)]
    one = client(budget_usd=Decimal("0.5"))
    one.ask(question())
    assert any("5,000,100 tokens" in sentence and "cap" in sentence for sentence in one.remarks)
    with pytest.raises(OverBudget):
        one.ask(question("more"))


def test_a_run_has_a_cap_of_its_own(serving: Serving, client: Make) -> None:
    serving.respond = longest
    cap = {"budget_usd": Decimal("0.0006"), "answer_tokens": 1000}
    assert outcomes(client(run="r1", **cap), 2, threads=1) == ["paid", "over"]
    # The first answer is kept from the first run; the second is paid for by this one.
    assert outcomes(client(run="r2", **cap), 3, threads=1) == ["paid", "paid", "over"]


def test_a_model_without_a_price_costs_tokens_and_the_cap_still_holds(
    serving: Serving, client: Make, shelf: Shelf
) -> None:
    serving.replies = [says(RIGHT, model="homegrown")]
    one = client(model="homegrown", budget_usd=Decimal("0.02"), answer_tokens=1000)
    assert any("homegrown" in sentence and "dearest" in sentence for sentence in one.warnings)
    one.ask(question())
    assert shelf.costs()[0].usd is None
    estimate = one.estimate([question("x")])
    assert (estimate.likely_usd, estimate.most_usd) == (None, None)
    one.ask(question("again"))
    with pytest.raises(OverBudget):
        list(map(one.ask, (question(str(number)) for number in range(9))))


def test_the_most_an_estimate_says_is_what_the_dearest_answers_cost(
    serving: Serving, client: Make, shelf: Shelf
) -> None:
    serving.respond = longest
    one = client(answer_tokens=1000)
    questions = [question(str(number)) for number in range(5)]
    estimate = one.estimate(questions)
    for each in questions:
        one.ask(each)
    spent = shelf.costs()[0].usd
    assert spent is not None
    assert estimate.most_usd is not None
    assert spent <= estimate.most_usd <= spent * Decimal("1.2")


def test_own_prices_stand_over_the_packaged_ones(tmp_path: Path) -> None:
    (tmp_path / "prices.toml").write_text('dated = "2030-01-01"\n[models.mine]\ninput = 0.1\noutput = "1"\n')
    prices = Prices.load(tmp_path)
    assert prices.dated == "2030-01-01"
    mine = prices.of("mine-2030-02-02")
    assert mine is not None
    assert mine.input == Decimal("0.1")
    assert prices.of("gpt-6-sol") is not None
    assert prices.of("unheard-of") is None


@pytest.mark.parametrize(
    "text", ["[models.mine]\ninput = -1\noutput = 1\n", "models = 3\n", "[models.mine\n", "batch_factor = 'half'\n"]
)
def test_a_price_file_that_makes_no_sense_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "prices.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"prices\.toml"):
        Prices.load(tmp_path)


def test_very_long_questions_cost_double_cached_tokens_less_and_batches_half() -> None:
    prices = Prices.load()
    price = prices.of("gpt-6-sol")
    assert price is not None
    assert prices.cost(price, sent=272_000, cached=0, answered=0) == Decimal("0.544")
    assert prices.cost(price, sent=300_000, cached=0, answered=0) == Decimal("1.2")
    assert prices.cost(price, sent=1_000_000, cached=1_000_000, answered=0) == Decimal("0.4")
    assert prices.cost(price, sent=100_000, cached=50_000, answered=1000) == Decimal("0.12")
    assert prices.cost(price, sent=100_000, cached=50_000, answered=1000, batched=True) == Decimal("0.06")
