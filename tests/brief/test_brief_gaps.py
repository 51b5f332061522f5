"""What a page says of what was not read, not found or not answered."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.brief import lint, page
from pipeline.languages.language import ENGLISH
from pipeline.records import (
    Candidate,
    CoverageFacts,
    DealType,
    EngineFacts,
    FailedPassage,
    NotAsked,
    PageCoverage,
    PartyKind,
    Payer,
    ProposedAmount,
    ProposedParty,
    ProposedQuote,
    SectionCoverage,
    SectionState,
    Withheld,
    Withholding,
)
from tests.brief.conftest import section


def test_no_deal_says_so_and_reports_revenue_if_known(busy: Any, make_facts: Any) -> None:
    empty = make_facts(form="8-K", period_end=None)
    assert empty.summary.headline == "No deal was found in Alder\N{RIGHT SINGLE QUOTATION MARK}s 8-K"
    assert lint(page(empty, "a.pdf")) == ()
    assert section(page(empty, "a.pdf"), "Who pays whom") == "None found."
    with_revenue = make_facts(results=busy.results)
    assert with_revenue.summary.headline.endswith("; revenue was $57 billion, against $35.1 billion a year earlier")


def test_without_deals_but_with_doubts_nothing_is_claimed(make_facts: Any) -> None:
    partial = make_facts(coverage=CoverageFacts(passages=5, asked=3, partial=True))
    text = page(partial, "a.pdf")
    assert partial.summary.headline.endswith("10-Q: parts of it could not be read")
    assert "> **Read with care:** parts of it could not be read." in text.split("## In one breath")[0]
    assert section(text, "Promises ahead") == "None found in the parts that could be read."
    assert lint(text) == ()


def test_pages_that_are_pictures_are_told_before_anything_else(make_facts: Any) -> None:
    """Review 1: 18 of 21 pages were pictures, and the page said "complete" and "names no deal"."""
    unread = tuple(range(4, 22))
    coverage = CoverageFacts(pages_without_text=unread, pictures=unread, passages=3, asked=3, partial=True)
    scanned = make_facts(pages=21, coverage=coverage)
    text = page(scanned, "a.pdf")
    front, body = text.split("---\n", 2)[1:]
    assert scanned.summary.headline.startswith("No deal was found in ")
    assert scanned.summary.headline.endswith(": 18 of 21 pages are pictures and were not read")
    assert "complete" not in front
    assert "21 pages, 18 of them pictures and not read" in front
    assert "> **Read with care:** 18 of 21 pages are pictures and were not read." in body
    assert section(text, "Who pays whom") == "None found in the parts that could be read."
    assert lint(text) == ()


def test_figures_from_recognised_pages_never_read_as_certain(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    deal = make_deal("Birch Cloud, Inc.", make_amount("4250000000"))
    number = deal.evidence[0].page
    scanned = make_facts(deal, pages=21, coverage=CoverageFacts(recognised=(number,), passages=3, asked=3))
    text = page(scanned, "a.pdf")
    assert "> **Read with care:** 1 page was read by text recognition, so that figures may be misread." in text
    assert f"Read by text recognition, so that figures may be misread: page {number}." in text
    assert f"[page {number} (text recognition)]" in text
    assert lint(text) == ()


def test_only_a_model_asked_about_everything_may_say_none_disclosed(make_facts: Any) -> None:
    """Review 3: "None disclosed." claimed what a search for words cannot know."""
    asked = {"name": "model", "model": "m", "prompts": "0", "settings": "0", "version": "1"}
    whole = make_facts().model_copy(update={"engine": EngineFacts(**asked)})
    half = whole.model_copy(update={"coverage": CoverageFacts(passages=28, asked=15)})
    assert section(page(whole, "a.pdf"), "Who pays whom") == "None disclosed."
    assert section(page(half, "a.pdf"), "Who pays whom") == "None found."


def test_passages_without_an_answer_are_in_the_headline(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    """Review 2: a service that was down gave "16 of 30 passages searched", though none was."""
    failed = tuple(FailedPassage(key=f"{n}", first_page=1, last_page=1, reason="no answer") for n in range(16))
    coverage = CoverageFacts(passages=30, asked=16, failed=failed, partial=True)
    nothing = make_facts(coverage=coverage)
    assert nothing.summary.headline.endswith("10-Q: 16 of 16 passages got no answer")
    assert "0 of 30 passages searched, 16 failed" in page(nothing, "a.pdf").split("# ")[0]
    some = make_facts(make_deal("Birch", make_amount("5000000000")), coverage=coverage)
    assert some.summary.headline == "Alder agreed to invest $5 billion in Birch (16 of 16 passages got no answer)"
    assert lint(page(some, "a.pdf")) == ()


def test_gaps_are_named_with_counts(make_facts: Any) -> None:
    candidate = Candidate(
        engine="rules",
        rule="r",
        type=DealType.EQUITY_INVESTMENT,
        party=ProposedParty(name="Ghost | Inc.", kind=PartyKind.NAMED),
        payer=Payer.FILER,
        amounts=(ProposedAmount(value=10**9, unit="USD", as_written="$1 billion"),),
        quotes=(ProposedQuote(text="x"),),
    )
    facts = make_facts(
        coverage=CoverageFacts(
            pages_without_text=(3, 4, 5, 9, 11),
            pictures=(4, 5),
            sections=(
                SectionCoverage(key="note1", title="Note 1", first_page=1, last_page=2, state=SectionState.MISSING),
            ),
            losses=(
                PageCoverage(page=7, numbers=40, kept=37, cause="rotated table"),
                PageCoverage(page=11, numbers=0, kept=0, cause="the page is damaged"),
            ),
            failed=(FailedPassage(key="k", section="note12", first_page=10, last_page=12, reason="the model refused"),),
            warnings=("Two numbers overlap.",),
            partial=True,
        ),
        withheld=(
            Withheld(reason=Withholding.QUOTE_NOT_FOUND, detail="d", candidate=candidate),
            Withheld(reason=Withholding.QUOTE_NOT_FOUND, detail="d", candidate=candidate),
        ),
        hinted=("ticker", "period_end"),
    )
    text = page(facts, "a.pdf")
    told = section(text, "What could not be read or checked").splitlines()
    ghost = "Ghost \\| Inc. (stake, $1 billion claimed)"
    assert told == [
        "- Two numbers overlap.",
        "- Not read: pages 4 to 5, of which there is a picture and no text.",
        "- Blank: pages 3, 9.",
        "- Page 7: 3 of 40 figures were lost in reading (rotated table).",
        "- Not found in the document: Note 1.",
        "- No answer for pages 10 to 12 (note12): the model refused.",
        "- Taken from the file name, not from the document: ticker, end of the period.",
        f"- 2 statements were left out, because {ENGLISH.words['withheld'][Withholding.QUOTE_NOT_FOUND]}: {ghost}.",
    ]
    assert lint(text) == ()


@pytest.mark.parametrize(
    ("searched", "told"),
    [
        (50, "not asked about 50% of the text (no sign of a deal); rules searched it."),
        (0, "not asked about 50% of the text (no sign of a deal), and nothing else searched it."),
        (30, "not asked about 50% of the text (no sign of a deal): rules searched 30%, nothing searched 20%."),
    ],
)
def test_what_neither_model_nor_rules_read_is_not_called_searched(make_facts: Any, searched: int, told: str) -> None:
    """Review of the model engine: rules were said to search what they skip too."""
    left = (NotAsked(reason="no sign of a deal", places=2, characters=50, searched=searched),)
    coverage = CoverageFacts(passages=5, asked=3, characters_asked=50, not_asked=left)
    text = page(make_facts(coverage=coverage), "a.pdf")
    assert told in section(text, "What could not be read or checked")
    assert "complete; the model was asked about 50% of the text in 3 passages, 0 failed;" in text.split("# ")[0]
