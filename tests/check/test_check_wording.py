from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.check import check
from pipeline.records import (
    Candidate,
    Checked,
    Dates,
    Document,
    Proposals,
    ProposedAmount,
    ProposedQuote,
    ResultCandidate,
    SignalCandidate,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.check.conftest import Claim

    Paper = Callable[..., Document]

TEXT = "On May 5, 2025, Alder Inc. agreed to buy 10 GW of systems from us through March 2031, if the state agrees."


def outcome(document: Document, candidate: Candidate) -> Checked:
    return check(document, Proposals(candidates=(candidate,)))


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        (Dates(signed="2025-05-05", end="2031-03"), Dates(signed="2025-05-05", end="2031-03")),
        (Dates(signed="2025-05", end="2031"), Dates(signed="2025-05", end="2031")),
        (Dates(signed="2025-05-06", end="2031-03"), Dates(end="2031-03")),
        (Dates(end="2031-03-31"), Dates()),
        (Dates(start="2026"), Dates()),
    ],
)
def test_a_date_stands_in_the_quote_as_precisely_as_claimed(
    paper: Paper, claim: Claim, claimed: Dates, kept: Dates
) -> None:
    checked = outcome(paper(TEXT), claim(TEXT, "Alder", dates=claimed))
    assert checked.proved[0].dates == kept
    assert {item.reason for item in checked.withheld} == (set() if claimed == kept else {"date_not_in_quote"})


@pytest.mark.parametrize(("signed", "kept"), [("2025-05-05", "2025-05-05"), ("2031-03", None)])
def test_nothing_is_signed_after_the_document_is_filed(
    paper: Paper, claim: Claim, signed: str, kept: str | None
) -> None:
    document = paper(TEXT)
    dated = document.model_copy(
        update={"identity": document.identity.model_copy(update={"period_end": dt.date(2025, 6, 30)})}
    )
    assert outcome(dated, claim(TEXT, "Alder", dates=Dates(signed=signed))).proved[0].dates.signed == kept


def test_a_day_without_its_year_is_of_the_year_of_the_document(paper: Paper, claim: Claim) -> None:
    text = "On April 9, the new rules for Alder came into force for all of us."
    document = paper(text)
    dated = document.model_copy(
        update={"identity": document.identity.model_copy(update={"period_end": dt.date(2025, 4, 27)})}
    )
    candidate = claim(text, "Alder", dates=Dates(start="2025-04-09"))
    assert outcome(dated, candidate).proved[0].dates.start == "2025-04-09"
    assert outcome(document, candidate).proved[0].dates.start is None


@pytest.mark.parametrize(("signed", "kept"), [("2025-08", "2025-08"), ("2026-08", None), ("2025-07", None)])
def test_a_month_without_its_year_is_the_last_before_the_document(
    paper: Paper, claim: Claim, signed: str, kept: str | None
) -> None:
    """Sold in July, signed in August: a day told without its year was refused as one on which something ends."""
    text = "In August we signed a contract with Alder for all of our new mills."
    document = paper(text)
    told = document.model_copy(update={"identity": document.identity.model_copy(update={"held": dt.date(2026, 2, 3)})})
    checked = outcome(told, claim(text, "Alder", dates=Dates(signed=signed)))
    assert checked.proved[0].dates.signed == kept
    assert bool(checked.withheld) is (kept is None)


@pytest.mark.parametrize(
    ("summary", "kept"),
    [
        ("Alder agreed to buy 10 GW of systems through 2031.", True),
        ("Alder agreed to buy 10,000 MW from Quillwort.", True),
        ("Alder agreed to buy 11 GW of systems.", False),
        ("Alder agreed to pay $5 billion.", False),
        ("Alder and Birch agreed to buy 10 GW.", False),
        ("Birch agreed to buy 10 GW.", False),
        ("It was signed on May 6, 2025.", False),
        ("Systems of 10 GW are bought.", True),
    ],
)
def test_a_summary_that_says_more_than_the_evidence_is_blanked(
    paper: Paper, claim: Claim, summary: str, *, kept: bool
) -> None:
    [proved] = outcome(paper(TEXT), claim(TEXT, "Alder", summary=summary)).proved
    assert proved.summary == (summary if kept else "")


def test_conditions_and_the_related_party_mark_are_kept_where_the_document_says_them(
    paper: Paper, claim: Claim
) -> None:
    conditions = ("if the state agrees", "if it rains")
    [proved] = outcome(paper(TEXT), claim(TEXT, "Alder", conditions=conditions, related_party=True)).proved
    assert (proved.conditions, proved.related_party) == (("if the state agrees",), False)
    related = f"{TEXT} Alder, a related party, said so."
    [proved] = outcome(paper(related), claim(related, "Alder", conditions=conditions, related_party=True)).proved
    assert proved.related_party


def amount(value: str, written: str, unit: str = "USD") -> ProposedAmount:
    return ProposedAmount(value=Decimal(value), unit=unit, as_written=written)


def test_results_and_guidance_are_proved_as_deals_are(paper: Paper) -> None:
    reported = "Revenue was $57.0 billion, up from $35.1 billion a year ago."
    guided = "We expect revenue to be between $60 and $62 billion in the next quarter."
    document = paper(f"{reported}\n\n{guided}\n")
    quotes = (ProposedQuote(text=reported),)
    outlook = (ProposedQuote(text=guided),)
    good = ResultCandidate(
        metric="revenue",
        amount=amount("57000000000", "$57.0 billion"),
        year_ago=amount("35100000000", "$35.1 billion"),
        quotes=quotes,
    )
    wrong = good.model_copy(update={"amount": amount("58000000000", "$57.0 billion")})
    old = good.model_copy(update={"year_ago": amount("36000000000", "$35.1 billion")})
    ahead = ResultCandidate(
        metric="revenue",
        amount=amount("60000000000", "$60").model_copy(update={"qualifier": "range_low"}),
        high=amount("62000000000", "$62 billion").model_copy(update={"qualifier": "range_high"}),
        guidance=True,
        quotes=outlook,
    )
    as_reported = ahead.model_copy(update={"guidance": False})
    words_only = ResultCandidate(metric="revenue", guidance=True, quotes=outlook)
    checked = check(document, Proposals(results=(good, wrong, old, ahead, as_reported, words_only)))
    assert [(result.value, result.high, result.year_ago, result.guidance) for result in checked.results] == [
        (57 * 10**9, None, 35_100_000_000, False),
        (57 * 10**9, None, None, False),
        (60 * 10**9, 62 * 10**9, None, True),
        (None, None, None, True),
    ]
    assert [item.reason for item in checked.withheld] == ["number_differs", "number_differs", "intent_as_firm"]


def test_signals_show_the_documents_own_words(paper: Paper) -> None:
    said = "Lead times for memory have grown to 52 weeks."
    document = paper(said)
    good = SignalCandidate(
        kind="lead_time", direction="up", amount=amount("52", "52 weeks", "weeks"), quotes=(ProposedQuote(text=said),)
    )
    wrong = good.model_copy(update={"amount": amount("25", "52 weeks", "weeks")})
    nowhere = good.model_copy(update={"quotes": (ProposedQuote(text="Lead times for memory have fallen a lot."),)})
    checked = check(document, Proposals(signals=(good, wrong, nowhere)))
    assert [(signal.statement, str(signal.value), signal.unit) for signal in checked.signals] == [(said, "52", "weeks")]
    assert [item.reason for item in checked.withheld] == ["number_differs", "quote_not_found"]


def test_three_hundred_claims_on_a_long_document_take_a_moment(paper: Paper, claim: Claim) -> None:
    lines = [
        f"On May 5, 2025, Alder Inc. agreed to buy {n} units of part {n}\nfor ${n}.5 million from us.\n\n"
        for n in range(101, 901)
    ]
    document = paper(*("We compete with many companies, and our margins may fall. " * 8 + line for line in lines))
    assert len(document.text) > 400_000
    candidates = tuple(
        claim(
            f"agreed to buy {n} units of part {n} for ${n}.5 million from us.",
            "Alder Inc.",
            (f"{n}500000", "USD", f"${n}.5 million"),
            quotes=(
                ProposedQuote(
                    text=f"On May 5, 2025, Alder Inc. agreed to buy {n} units of part {n} for ${n}.5 million from us."
                ),
            ),
        )
        for n in range(201, 501)
    )
    started = time.process_time()
    checked = check(document, Proposals(candidates=candidates))
    assert time.process_time() - started < 3
    assert len(checked.proved) == 300
