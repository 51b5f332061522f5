from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

from pipeline.brief import IndexEntry, for_terminal, index, lint, page, picture
from pipeline.brief.index import Unread
from pipeline.brief.wording import WITHHELD
from pipeline.records import (
    Candidate,
    Change,
    CoverageFacts,
    DealType,
    EngineFacts,
    Evidence,
    FailedPassage,
    PageCoverage,
    PartyKind,
    Payer,
    ProposedAmount,
    ProposedParty,
    ProposedQuote,
    Result,
    SectionCoverage,
    SectionState,
    Signal,
    Withheld,
    Withholding,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown_it.token import Token

HOSTILE = (
    "Evil | Corp\n---\n# Head <script>alert(1)</script> <b>x</b> [a](http://example.test) ](http://example.test) "
    "![i](http://example.test/i.svg) `c` ``` {{ 7*7 }} {% x %} http://example.test www.example.test "
    "a@example.test &lt;i&gt;"
)


def section(text: str, name: str) -> str:
    return text.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0].strip()


def inlines(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        yield from token.children or ()


def evidence(quote: str, page_number: int = 7) -> Evidence:
    return Evidence(start=0, end=len(quote), page=page_number, quote=quote)


@pytest.fixture
def busy(make_facts: Any, make_deal: Any, make_amount: Any) -> Any:
    """A quarter with something in every section."""
    return make_facts(
        make_deal(
            "Birch Labs", make_amount("10000000000", qualifier="up_to", what="investment"), binding="conditional"
        ),
        make_deal("Cedar Cloud", binding="intent", id="cedar"),
        make_deal("suppliers", make_amount("50300000000"), type="purchase_commitment", kind=PartyKind.CLASS),
        make_deal("partner", make_amount("860000000", qualifier="up_to"), type="guarantee", kind=PartyKind.ANONYMOUS),
        make_deal(
            "Customer A",
            make_amount("22", "percent", what="share of revenue, third quarter"),
            type="concentration",
            payer="counterparty",
            binding="unclear",
        ),
        make_deal(
            "Customer B",
            make_amount("9", "percent", what="share of revenue, third quarter"),
            type="concentration",
            payer="counterparty",
            binding="unclear",
        ),
        results=(
            Result(
                metric="revenue",
                period="Q3",
                value="57006000000",
                year_ago="35082000000",
                unit="USD",
                evidence=(evidence("Revenue 57,006 35,082"),),
            ),
            Result(
                metric="revenue",
                guidance=True,
                value="65000000000",
                unit="USD",
                evidence=(evidence("We expect revenue of $65 billion."),),
            ),
        ),
        signals=(
            Signal(
                kind="lead_time", statement="Lead times grew.", evidence=evidence("Lead times grew to twelve months.")
            ),
        ),
    )


def test_a_page_holds_its_rules_and_prints_each_deal_once(busy: Any) -> None:
    text = page(busy, "../../filings/alder.pdf", stem="2025-09-30_10-Q")
    assert lint(text) == ()
    tables = "\n".join(section(text, name) for name in ("Who pays whom", "Promises ahead", "Dependence"))
    for name in ("Birch Labs", "Cedar Cloud", "Suppliers", "Partner", "Customer A", "Customer B"):
        assert tables.casefold().count(name.casefold()) == 1


def test_the_headline_is_the_news_with_its_number(busy: Any) -> None:
    text = page(busy, "a.pdf")
    assert "\n# Alder agreed to invest up to $10 billion in Birch Labs, if conditions are met\n" in text


def test_an_intent_is_shown_as_one_in_the_table(busy: Any) -> None:
    row = next(line for line in page(busy, "a.pdf").splitlines() if "→ Cedar Cloud |" in line)
    assert "| not disclosed |" in row
    assert "only intended" in row
    assert "no binding deal" in row


def test_every_figure_links_its_page_and_has_its_quote(busy: Any) -> None:
    text = page(busy, "../in box/alder.pdf")
    row = next(line for line in text.splitlines() if "→ Birch Labs |" in line)
    number = row.split("|")[-2].strip()
    assert "[3](../in%20box/alder.pdf#page=3)" in row
    assert f"{number}. “We agreed with Birch Labs" in section(text, "Sources")


def test_rows_proved_by_the_same_words_share_their_source(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    quote = evidence("Customer A at 22% and Customer B at 15% of revenue.")
    shares = [
        make_deal(
            f"Customer {name}",
            make_amount(value, "percent", as_written=f"{value}%"),
            type="concentration",
            evidence=(quote,),
        )
        for name, value in (("A", "22"), ("B", "15"))
    ]
    text = page(make_facts(*shares), "a.pdf")
    assert section(text, "Sources").count("“") == 1
    assert section(text, "Dependence").count("| 1 |") == 2


def test_results_show_the_year_ago_figure_and_guidance_its_own_words(busy: Any) -> None:
    text = section(page(busy, "a.pdf"), "Results and outlook")
    assert "| Revenue | Q3 | $57 billion | $35.1 billion | [7](a.pdf#page=7) | 6 |" in text
    assert "- Outlook, Revenue: “We expect revenue of $65 billion.” ([page 7](a.pdf#page=7))" in text
    assert "- Lead times: “Lead times grew to twelve months.”" in text


def test_the_period_of_a_share_is_taken_from_its_quote_if_that_names_one(
    make_facts: Any, make_deal: Any, make_amount: Any
) -> None:
    def periods(quote: str) -> str:
        share = make_deal("Customer A", make_amount("22", "percent"), type="concentration", evidence=(evidence(quote),))
        row = next(line for line in page(make_facts(share), "a.pdf").splitlines() if "| Customer A |" in line)
        return row.split("|")[4].strip()

    assert (
        periods("For the third quarter of fiscal year 2026, Customer A was 22% of revenue.")
        == "third quarter of fiscal year 2026"
    )
    assert periods("Customer A was 22% of receivables as of October 26, 2025.") == "as of October 26, 2025"
    assert periods("In the first quarter of 2026 and in the first quarter of 2025, 22% and 11%.") == "not stated"


def test_alike_deals_are_said_once(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    loans = [
        make_deal("lenders", make_amount(str(n * 10**9)), type="debt", kind=PartyKind.CLASS, id=f"l{n}")
        for n in (1, 2, 3)
    ]
    facts = make_facts(make_deal("Birch", make_amount("5000000000")), *loans)
    assert [sentence.text for sentence in facts.summary.sentences] == ["Alder owes lenders $3 billion."]


def test_a_lone_deal_is_told_in_the_breath_too(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    facts = make_facts(
        make_deal("suppliers", make_amount("5000000000"), type="purchase_commitment", kind=PartyKind.CLASS)
    )
    text = page(facts, "a.pdf")
    assert section(text, "In one breath").startswith(
        "Alder must buy $5 billion of goods or services from suppliers. ([page 3]"
    )
    assert section(text, "Who pays whom") == "None beyond the promises ahead."


def test_further_notes_of_one_group_come_last(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    notes = [
        make_deal("noteholders", make_amount(str((n + 5) * 10**9)), type="debt", kind=PartyKind.CLASS, id=f"n{n}")
        for n in range(9)
    ]
    other = make_deal("acquired businesses", make_amount("2000000"), type="other", kind=PartyKind.CLASS)
    rows = [
        line for line in page(make_facts(*notes, other), "a.pdf").splitlines() if " → " in line and line.startswith("|")
    ]
    assert ["noteholders" in row for row in rows] == [True, False, *[True] * 8]


def test_small_shares_go_to_the_fold(busy: Any) -> None:
    before, fold = section(page(busy, "a.pdf"), "Dependence").split("<details>")
    assert "Customer A" in before
    assert "Customer B" in fold


def test_terms_are_explained_only_where_they_occur(
    busy: Any, make_facts: Any, make_deal: Any, make_amount: Any
) -> None:
    assert "**guarantee**" in section(page(busy, "a.pdf"), "Words used here")
    plain = make_facts(make_deal("Birch", make_amount("5000000")))
    assert section(page(plain, "a.pdf"), "Words used here") == "None that need explaining."


def test_more_than_eight_rows_are_folded(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    facts = make_facts(*(make_deal(f"Party {n}", make_amount(str(n * 10**9)), id=f"d{n:02}") for n in range(1, 31)))
    text = page(facts, "a.pdf")
    shown, fold = section(text, "Who pays whom").split("<details>")
    assert shown.count("→") == 8
    assert "<summary>22 more</summary>" in fold
    assert fold.count("→") == 22
    assert lint(text) == ()


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


def test_a_call_is_said_to_be_one(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    ours = make_facts(make_deal("Birch", make_amount("5000000000")), form="call")
    theirs = make_facts(make_deal("Birch", make_amount("5000000000"), payer="counterparty"), form="call")
    assert ours.summary.headline.endswith(", it said on the call")
    assert theirs.summary.headline.endswith(", Alder said on the call")


def test_the_breath_is_short_and_skips_the_headline(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    facts = make_facts(
        *(make_deal(f"The Very Long Party Name Number {n}", make_amount(str(10**10 + n)), id=f"d{n}") for n in range(9))
    )
    said = [sentence.text for sentence in facts.summary.sentences]
    assert sum(len(text.split()) for text in said) <= 60
    assert len(said) >= 2
    assert all(facts.summary.headline.split(" if ")[0] not in text for text in said)
    assert all(sentence.deals and sentence.evidence for sentence in facts.summary.sentences)


def test_what_changed_is_said_with_the_binding(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    facts = make_facts(make_deal("Birch", make_amount("5000000000"), change=Change(state="hardened", was="intent")))
    assert "binding and in force (firmer than in the last document)" in page(facts, "a.pdf")


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
        f"- 2 statements were left out, because {WITHHELD[Withholding.QUOTE_NOT_FOUND]}: {ghost}.",
    ]
    assert lint(text) == ()


def test_a_page_of_hostile_texts_renders_nothing_but_our_own_markup(
    make_facts: Any, make_deal: Any, make_amount: Any
) -> None:
    facts = make_facts(
        *(
            make_deal(
                HOSTILE,
                make_amount("5000000", what=HOSTILE, as_written=HOSTILE),
                make_amount("3", "percent", what=HOSTILE),
                id=f"d{kind}",
                type=kind,
                conditions=(HOSTILE,),
                summary=HOSTILE,
                dates={"signed": HOSTILE, "start": HOSTILE},
                evidence=(Evidence(start=0, end=9, page=2, quote=HOSTILE, speaker=HOSTILE),),
            )
            for kind in DealType
        ),
        company=HOSTILE,
        ticker=HOSTILE,
        fiscal_period=HOSTILE,
        path=HOSTILE,
        hinted=(HOSTILE,),
        results=(Result(metric=HOSTILE, period=HOSTILE, value="1", unit="USD", evidence=(evidence(HOSTILE),)),),
        signals=(Signal(kind="supply", statement=HOSTILE, evidence=evidence(HOSTILE)),),
        coverage=CoverageFacts(
            warnings=(HOSTILE,),
            sections=(SectionCoverage(key="k", title=HOSTILE, first_page=1, last_page=1, state=SectionState.MISSING),),
            failed=(FailedPassage(key="k", section=HOSTILE, first_page=1, last_page=1, reason=HOSTILE),),
        ),
    )
    text = page(facts, f"../{HOSTILE}.pdf", stem=HOSTILE)
    assert [finding for finding in lint(text) if "breath" not in finding] == []
    body = text.split("\n---\n", 1)[1]
    for child in inlines(body):
        assert child.type in {
            "text",
            "text_special",
            "softbreak",
            "strong_open",
            "strong_close",
            "em_open",
            "em_close",
            "link_open",
            "link_close",
            "image",
        }
        if child.type == "link_open":
            assert str(child.attrGet("href")).startswith("../Evil%20%7C%20Corp")
    printed = re.sub(r"\]\([^)]*\)", "]", body)
    assert [word for word in ("{{", "{%", "%}", "://", "www.", "a@") if word in printed] == []
    assert re.findall(r"(?<!\\)<(?!/?details>|/?summary>)|(?<!\\)&(?!#8203;)", printed) == []
    front = text.split("\n---\n", 1)[0]
    assert len(front.splitlines()) == 10


def test_the_users_own_template_is_used(busy: Any, tmp_path: Path) -> None:
    (tmp_path / "prompts/page").mkdir(parents=True)
    (tmp_path / "prompts/page/page.md.j2").write_text("Mine: {{ headline }} {{ document.company }}", encoding="utf-8")
    facts = busy.model_copy(update={"document": busy.document.model_copy(update={"company": "A|B"})})
    assert page(facts, "a.pdf", project=tmp_path) == f"Mine: {facts.summary.headline} A\\|B"


def test_the_same_facts_give_the_same_bytes(busy: Any) -> None:
    again = type(busy).model_validate_json(busy.model_dump_json(by_alias=True))
    assert page(again, "a.pdf") == page(busy, "a.pdf")
    assert picture(again) == picture(busy)


def test_the_index_is_newest_first_and_inert(busy: Any, make_facts: Any) -> None:
    old = make_facts(company="Zebra [x](y) | Corp", period_end="2020-01-01")
    undated = make_facts(company="Undated Corp", period_end=None)
    text = index(
        [
            IndexEntry.of(old, "Z/a.md"),
            IndexEntry.of(undated, "U/a.md"),
            IndexEntry.of(busy, "ALDR/a b.md", review="done"),
        ]
    )
    rows = [line for line in text.splitlines() if line.startswith("| [")]
    assert [row.split("]")[0] for row in rows] == ["| [Alder", "| [Zebra \\[x\\", "| [Undated"]
    assert "(ALDR/a%20b.md)" in rows[0]
    assert "| 10-Q | 2025-09-30 | 6 | rules | done | 0 |" in rows[0]
    assert [child.attrGet("href") for child in inlines(text) if child.type == "link_open"] == [
        "loop.md",
        "ALDR/a%20b.md",
        "Z/a.md",
        "U/a.md",
    ]


def test_what_could_not_be_read_is_listed_and_inert() -> None:
    text = index(
        [], unread=[Unread(path="in|box/a.pdf", reason="it is <b>broken</b>", remedy="download it again", page=3)]
    )
    assert "| in\\|box/a.pdf | 3 | it is \\<b\\>broken\\</b\\> | download it again |" in text
    assert "Could not be read" not in index([])


def test_an_empty_index_says_what_to_do() -> None:
    assert "put documents into `filings/`" in index([])


def test_the_terminal_gets_no_front_matter_picture_or_fold(busy: Any) -> None:
    text = for_terminal(page(busy, "a.pdf"))
    assert text.startswith("# Alder agreed to invest")
    for gone in ("sha256", "![", "<details>", "Customer B"):
        assert gone not in text
    assert "*(1 more, smaller or of other periods in the page file)*" in text
    assert "not investment advice" in text


@pytest.mark.parametrize(
    "stem", ["NVDA_2025-10-26_10-Q", "AMD_2025-09-27_10-Q", "CRWV_2025-11-10_call", "AMCR_2022-07-01_8-K"]
)
def test_labelled_documents_make_pages_that_hold_the_rules(gold: Path, facts_from_labels: Any, stem: str) -> None:
    facts = facts_from_labels(gold / "labels" / f"{stem}.json")
    text = page(facts, f"../../filings/{stem}.pdf", stem=stem)
    assert lint(text) == ()
    tables = "\n".join(section(text, name) for name in ("Who pays whom", "Promises ahead", "Dependence"))
    rows = re.findall(r"^\|.*\| (\d+) \|$", tables, re.MULTILINE)
    assert len(rows) == len(facts.deals)
    assert {int(number) for number in rows} == {int(n) for n in re.findall(r"^(\d+)\. “", text, re.MULTILINE)}


def test_documents_that_are_alike_are_told_apart_by_their_files(make_facts: Any) -> None:
    """Review 49: two documents of one identity gave two rows alike to the letter."""
    first, second, other = make_facts(path="in/q3.pdf"), make_facts(path="in/q3 (2).pdf"), make_facts(form="10-K")
    entries = [IndexEntry.of(facts, f"ALDR/{n}.md") for n, facts in enumerate((first, second, other))]
    rows = [line for line in index(entries).splitlines() if line.startswith("| [")]
    assert [row.split("]")[0] for row in rows] == ["| [Alder", "| [Alder (q3.pdf)", "| [Alder (q3 (2).pdf)"]


def test_the_front_matter_of_a_hostile_company_is_inert_where_nobody_knows_front_matter(make_facts: Any) -> None:
    """Review 6: the company's name stood raw between the rules; most renderers show that as text of the page."""
    name = "Br|ack <script>alert(1)</script> {{ 7*7 }} [x](javascript:alert(1)) www.evil.test Corporation"
    text = page(make_facts(company=name, path=f"in/{name}.pdf"), "a.pdf")
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    inner = [child for token in tokens for child in token.children or ()]
    assert not [child.content for child in inner if child.type == "html_inline"]
    assert not [token.content for token in tokens if token.type == "html_block"]
    assert {child.attrGet("href") for child in inner if child.type == "link_open"} == {"a.pdf"}
    assert "{{" not in text


@pytest.mark.parametrize(("media", "said"), [("html", "is a web page"), ("text", "is a text file")])
def test_links_into_what_has_no_pages_lead_to_its_beginning(
    make_facts: Any, make_deal: Any, make_amount: Any, media: str, said: str
) -> None:
    """Review 44: ``#page=3`` of a web page leads nowhere."""
    text = page(make_facts(make_deal("Birch", make_amount("5000000000")), media=media), "a.htm")
    assert "#page=" not in text
    assert "[page 3](a.htm)" in text
    assert f"The document {said}: links open it at its beginning" in section(text, "Sources")
    assert lint(text) == ()


def test_a_table_speaks_of_the_company_by_name_and_ends_no_cell_twice(
    make_facts: Any, make_deal: Any, make_amount: Any
) -> None:
    """Review 47: "The company invests up to 240 megawatts in Larkmoor Platforms, Inc.."."""
    surety = make_deal("Birch", make_amount("5000000", what="most the filer may have to pay"), type="guarantee")
    stake = make_deal("Cedar", summary="Alder invests in Cedar, Inc..")
    text = page(make_facts(surety, stake), "a.pdf")
    assert "| Guarantee: most Alder may have to pay |" in text
    assert "| Stake: Alder invests in Cedar, Inc. |" in text
