"""The capital loop planted in the fictional sample filings, taken from what was planted in each."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.loop import capital_loop, loop_page
from pipeline.loop.records import Agreement
from pipeline.records import Amount, Binding, Dates, Deal, Evidence, Form, Party, Proof

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.loop import Loop


def planted_deal(label: dict[str, Any]) -> Deal:
    return Deal(
        id=label["id"],
        type=label["type"],
        counterparty=Party(**label["counterparty"]),
        payer=label["payer"],
        amounts=tuple(
            Amount(**{**amount, "value": Decimal(str(amount["value"]))}, as_written="", proof=Proof.QUOTE)
            for amount in label["amounts"]
        ),
        binding=label["binding"],
        dates=Dates(**label["dates"]),
        evidence=tuple(Evidence(start=0, end=1, **one) for one in label["evidence"]),
    )


@pytest.fixture(scope="module")
def planted(repository: Path) -> Callable[[Callable[..., Any]], Loop]:
    def draw(facts: Callable[..., Any]) -> Loop:
        files = []
        for path in sorted((repository / "tests" / "golden" / "planted").glob("*_10-?.json")):
            told = json.loads(path.read_text("utf-8"))
            ticker, period, _ = told["document"].split("_")
            deals = [planted_deal(label) for label in told["labels"]]
            more = {"ticker": ticker, "path": path.stem, "period_end": dt.date.fromisoformat(period)}
            files.append(facts(told["filer"], *deals, form=Form.TEN_Q, **more))
        return capital_loop(files)

    return draw


def test_the_planted_circles_are_found_and_no_others(planted: Any, facts: Any) -> None:
    loop = planted(facts)
    assert [(circle.id, circle.strength, circle.size and str(circle.size.value)) for circle in loop.circles] == [
        ("brkw>hvsn", Binding.FIRM, "1250000000"),
        ("brkw>hvsn>qrnd", Binding.INTENT, "4800000000"),
        ("hvsn>qrnd", Binding.INTENT, "1400000000"),
    ]


def test_what_both_filings_tell_is_confirmed(planted: Any, facts: Any) -> None:
    agreed = {
        (edge.giver, edge.taker, edge.kind.value)
        for edge in planted(facts).edges
        if edge.agreement is Agreement.CONFIRMED
    }
    assert agreed >= {
        ("hvsn", "brkw", "investment"),
        ("hvsn", "brkw", "guarantee"),
        ("brkw", "hvsn", "purchase"),
        ("brkw", "cmdp", "lease"),
        ("qrnd", "brkw", "purchase"),
    }


def test_the_letter_of_intent_is_never_called_binding(planted: Any, facts: Any) -> None:
    page = loop_page(planted(facts))
    told = [line for line in page.splitlines() if "$20 billion" in line]
    assert told
    intended = page.split("### Only intended")[1]
    assert all("(only intended)" in line or line in intended for line in told)
