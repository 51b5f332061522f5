"""The page of one document: its headline, its breath, its tables, its sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.brief import for_terminal, lint, page, picture
from pipeline.records import Change, PartyKind, Result
from tests.brief.conftest import evidence, section

if TYPE_CHECKING:
    from pathlib import Path


def rows_of(text: str) -> list[str]:
    """Every line on a deal, above the fold and in it: rows of tables, and the lines on dependence."""
    lines = (text.partition("## Results and outlook")[0] + text.partition("<details>")[2]).splitlines()
    return [line for line in lines if re.search(r"(?:\| \d+ \||; quotes? [\d, ]+\))$", line)]


def numbers_in(line: str) -> list[int]:
    """The numbers of the quotes a line rests on."""
    return [int(number) for number in re.split(r"\||quotes?", line.rstrip(" |)"))[-1].split(",")]


def test_a_page_holds_its_rules_and_prints_each_deal_once(busy: Any) -> None:
    text = page(busy, "../../filings/alder.pdf", stem="2025-09-30_10-Q")
    assert lint(text) == ()
    tables = "\n".join(rows_of(text))
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
    assert (
        section(text, "Dependence") == "- **Revenue**: Customer A 22%, Customer B 15% ([page 7](a.pdf#page=7); quote 1)"
    )


def test_results_show_the_year_ago_figure_and_guidance_its_own_words(busy: Any) -> None:
    text = section(page(busy, "a.pdf"), "Results and outlook")
    assert "| Revenue | Q3 | $57 billion | $35.1 billion (up 62%) | [7](a.pdf#page=7) | 6 |" in text
    assert "- Outlook, Revenue: “We expect revenue of $65 billion.” ([page 7](a.pdf#page=7))" in text
    assert "- Lead times: “Lead times grew to twelve months.”" in text


def test_the_period_of_a_share_is_taken_from_its_quote_if_that_names_one(
    make_facts: Any, make_deal: Any, make_amount: Any
) -> None:
    def periods(quote: str) -> str:
        share = make_deal("Customer A", make_amount("22", "percent"), type="concentration", evidence=(evidence(quote),))
        line = section(page(make_facts(share), "a.pdf"), "Dependence")
        return line.split(": Customer A")[0].partition("**, ")[2]

    assert (
        periods("For the third quarter of fiscal year 2026, Customer A was 22% of revenue.")
        == "third quarter of fiscal year 2026"
    )
    assert periods("Customer A was 22% of receivables as of October 26, 2025.") == "as of October 26, 2025"
    assert periods("In the first quarter of 2026 and in the first quarter of 2025, 22% and 11%.") == ""


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
        "- Alder must buy $5 billion of goods or services from suppliers. ([page 3]"
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
    text = page(busy, "a.pdf")
    assert "Customer A" in section(text, "Dependence")
    assert "Customer B" not in section(text, "Dependence")
    assert "| Customer B | 9% | revenue |" in text.split("### More shares")[1]


def test_terms_are_explained_only_where_they_occur(
    busy: Any, make_facts: Any, make_deal: Any, make_amount: Any
) -> None:
    assert "**guarantee**" in section(page(busy, "a.pdf"), "Words used here")
    plain = make_facts(make_deal("Birch", make_amount("5000000")))
    assert section(page(plain, "a.pdf"), "Words used here") == "None that need explaining."


def test_more_than_eight_rows_are_folded(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    facts = make_facts(*(make_deal(f"Party {n}", make_amount(str(n * 10**9)), id=f"d{n:02}") for n in range(1, 31)))
    text = page(facts, "a.pdf")
    shown, fold = text.split("<details>")
    assert section(shown, "Who pays whom").count("→") == 8
    assert "<summary>22 more deals, 22 more quotes</summary>" in fold
    assert fold.split("### Quotes")[0].count("→") == 22
    assert lint(text) == ()


def test_a_long_name_is_not_repeated_in_every_row(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    facts = make_facts(make_deal("Birch", make_amount("5000000000")), company="Castle Field Data Properties Trust")
    text = page(facts, "a.pdf")
    assert text.count("\n# Castle Field Data Properties Trust agreed to invest") == 1
    assert "| The company → Birch |" in section(text, "Who pays whom")


def test_terms_explained_stand_apart(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    facts = make_facts(
        make_deal("Birch", make_amount("5", what="guaranteed"), type="guarantee", kind=PartyKind.CLASS),
        make_deal("Cedar", make_amount("5000000000", what="under the warrant")),
    )
    told = section(page(facts, "a.pdf"), "Words used here")
    assert re.fullmatch(r"\*\*warrant\*\*: [^*]+\. \*\*guarantee\*\*: [^*]+\.", told)


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
    assert "binding and in force (firmer than before)" in page(facts, "a.pdf")


def test_the_users_own_template_is_used(busy: Any, tmp_path: Path) -> None:
    (tmp_path / "prompts/page").mkdir(parents=True)
    (tmp_path / "prompts/page/page.md.j2").write_text("Mine: {{ headline }} {{ document.company }}", encoding="utf-8")
    facts = busy.model_copy(update={"document": busy.document.model_copy(update={"company": "A|B"})})
    assert page(facts, "a.pdf", project=tmp_path) == f"Mine: {facts.summary.headline} A\\|B"


def test_the_same_facts_give_the_same_bytes(busy: Any) -> None:
    again = type(busy).model_validate_json(busy.model_dump_json(by_alias=True))
    assert page(again, "a.pdf") == page(busy, "a.pdf")
    assert picture(again) == picture(busy)


def test_the_terminal_gets_no_front_matter_picture_or_fold(busy: Any) -> None:
    text = for_terminal(page(busy, "a.pdf"))
    assert text.startswith("# Alder agreed to invest")
    for gone in ("sha256", "![", "<details>", "Customer B"):
        assert gone not in text
    assert "*(in the page file: 1 more share, 1 more quote)*" in text
    assert "not investment advice" in text


@pytest.mark.parametrize(
    "stem", ["NVDA_2025-10-26_10-Q", "AMD_2025-09-27_10-Q", "CRWV_2025-11-10_call", "AMCR_2022-07-01_8-K"]
)
def test_labelled_documents_make_pages_that_hold_the_rules(gold: Path, facts_from_labels: Any, stem: str) -> None:
    facts = facts_from_labels(gold / "labels" / f"{stem}.json")
    text = page(facts, f"../../filings/{stem}.pdf", stem=stem)
    assert lint(text) == ()
    told = rows_of(text)
    shares = sum(line.count("%") for line in told if line.startswith("- "))
    assert sum(line.startswith("| ") for line in told) + shares == len(facts.deals)
    assert {number for line in told for number in numbers_in(line)} == {
        int(n) for n in re.findall(r"^(\d+)\. “", text, re.MULTILINE)
    }


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


def test_growth_over_the_year_is_said_only_where_it_means_something(make_facts: Any) -> None:
    def told(value: str, before: str, unit: str = "USD") -> str:
        result = Result(metric="net_income", value=value, year_ago=before, unit=unit, evidence=(evidence("x"),))
        row = next(line for line in page(make_facts(results=(result,)), "a.pdf").splitlines() if "not stated" in line)
        return row.split("|")[4].strip().replace("\\", "")

    assert told("1500000000", "1000000000") == "$1 billion (up 50%)"
    assert told("400000000", "1000000000") == "$1 billion (down 60%)"
    assert told("1001000000", "1000000000") == "$1 billion (unchanged)"
    assert told("5000000", "-2000000") == "−$2 million"
    assert told("-5000000", "2000000") == "$2 million"
    assert told("52", "50", "percent") == "50%"
