"""The section "What changed" and the digest over all companies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.brief import News, digest, lint, page, summarise
from pipeline.compare import in_series
from pipeline.languages import languages
from pipeline.records import Form
from tests.compare.made import GROUP, UNNAMED, amount, call, deal, filing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.records import Deal, FactFile


def orders(value: str, party: str = "Birch", **fields: Any) -> Deal:
    return deal(party, amount(f"{value}000000000", what="contract"), **fields)


def told(files: Mapping[str, FactFile], stem: str, language: str | None = None) -> str:
    facts = in_series(files)[stem]
    summary = summarise(facts).model_copy(update={"language": language})
    return page(facts.model_copy(update={"summary": summary}), "../../filings/a.pdf", stem=stem)


def changed(*deals: Deal, **fields: Any) -> str:
    """Give the section of a filing after one that told of $4 billion of orders by Birch and a plan with Cedar."""
    before = filing("2025-06-30", orders("4", page=5), orders("2", "Cedar", binding="intent"))
    after = filing("2025-09-30", *deals, **fields)
    text = told({"2025-06-30_10-Q": before, "2025-09-30_10-Q": after}, "2025-09-30_10-Q")
    assert lint(text) == ()
    return re.split(r"\n## (?=\w)", text)[1]


def lines(section: str) -> list[str]:
    return [line for line in section.splitlines() if line.startswith("- ")]


def test_it_stands_first_and_names_what_it_is_compared_with() -> None:
    section = changed(orders("4"), orders("2", "Cedar", binding="intent"))
    assert section.startswith("What changed\n\nNothing new since the 10-Q to 30 June 2025")
    assert "([its briefing](2025-06-30_10-Q.md))." in section
    assert lines(section) == []


def test_each_line_says_what_was_with_both_pages_and_a_link_to_the_earlier_briefing() -> None:
    section = changed(orders("7"), orders("2", "Cedar", binding="intent"))
    assert lines(section) == [
        (
            "- **Up**: Birch agreed to buy $7 billion of goods or services from Alder Systems (was $4 billion) "
            "([page 7](../../filings/a.pdf#page=7); [before: page 5](2025-06-30_10-Q.md))"
        )
    ]


@pytest.mark.parametrize(
    ("binding", "label", "was"),
    [("conditional", "Firmer", "(was only intended)"), ("done", "Completed", "(was only intended)")],
)
def test_a_later_step_is_told_with_what_it_was(binding: str, label: str, was: str) -> None:
    (line,) = lines(changed(orders("4"), orders("2", "Cedar", binding=binding)))
    assert line.startswith(f"- **{label}**: ")
    assert was in line


def test_what_ended_and_what_is_new_say_so_and_what_repeats_has_no_line() -> None:
    section = changed(orders("4"), orders("2", "Cedar", binding="ended"), orders("9", "Dogwood"))
    assert [line[4 : line.index("**: ")] for line in lines(section)] == ["New", "Ended"]


def test_no_longer_mentioned_says_that_it_is_not_ended() -> None:
    section = changed(orders("2", "Cedar", binding="intent"))
    (line,) = lines(section)
    assert line.startswith("- **No longer mentioned**: Birch agreed to buy $4 billion")
    assert "([before: page 5](2025-06-30_10-Q.md))" in line
    assert "“No longer mentioned” does not mean ended." in section


def test_an_older_document_is_named_where_the_last_one_was_silent() -> None:
    files = {
        "2025-03-31_10-Q": filing("2025-03-31", orders("4")),
        "2025-06-30_10-Q": filing("2025-06-30"),
        "2025-09-30_10-Q": filing("2025-09-30", orders("4")),
    }
    text = told(files, "2025-09-30_10-Q")
    assert "**Mentioned again**: Birch" in text
    assert "(last in the 10-Q to 31 March 2025) ([page 7]" in text
    assert "[before: page 7](2025-03-31_10-Q.md)" in text


def test_a_call_says_what_the_filing_does_not() -> None:
    files = {
        "2025-09-30_10-Q": filing("2025-09-30", orders("4")),
        "2025-10-28_call": call("2025-10-28", orders("4"), orders("3", "Cedar")),
    }
    text = told(files, "2025-10-28_call")
    assert "Said on the call, compared with the 10-Q to 30 September 2025" in text
    assert "**Not in the filing**: Cedar agreed to buy $3 billion" in text


def test_an_amended_filing_says_what_it_restates() -> None:
    amended = filing("2025-09-30", orders("5"), amendment=True, sha256="f" * 64)
    text = told(
        {"2025-09-30_10-Q": filing("2025-09-30", orders("4")), "2025-09-30_10-Q-A": amended}, "2025-09-30_10-Q-A"
    )
    assert "This filing corrects the 10-Q to 30 September 2025" in text
    assert (
        "**Restated**: Birch agreed to buy $5 billion of goods or services from Alder Systems (was $4 billion)" in text
    )


def test_the_largest_of_the_unnamed_is_compared_with_the_largest_then() -> None:
    def share(value: str) -> Deal:
        what = amount(value, "percent", "share of revenue")
        return deal("Customer A", what, kind=UNNAMED, type="concentration", binding="unclear")

    files = {
        "2024-12-31_10-K": filing("2024-12-31", share("12"), form=Form.TEN_K, fiscal_period="FY2024"),
        "2025-03-31_10-Q": filing("2025-03-31", share("16")),
        "2025-06-30_10-Q": filing("2025-06-30", share("20")),
    }
    assert "16% of Alder Systems’ revenue (the largest then: 12%)" in told(files, "2025-03-31_10-Q")
    within = told(files, "2025-06-30_10-Q")
    assert "20% of Alder Systems’ revenue (was 16%)" in within
    assert "one letter (“Customer A”) is taken for one customer" in within


def test_the_news_leads_the_page_and_what_repeats_does_not() -> None:
    debt = deal("noteholders", amount("9000000000", what="total debt"), kind=GROUP, type="debt", payer="filer")
    old = orders("8", "Cedar")
    files = {
        "2025-06-30_10-Q": filing("2025-06-30", old, debt),
        "2025-09-30_10-Q": filing("2025-09-30", old, debt, orders("3", "Birch")),
    }
    first = summarise(files["2025-09-30_10-Q"]).headline
    assert first.startswith("Cedar agreed")
    assert summarise(in_series(files)["2025-09-30_10-Q"]).headline.startswith("Birch agreed")


@pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
def test_it_is_told_in_every_language(language: str) -> None:
    files = {"a": filing("2025-06-30", orders("4")), "b": filing("2025-09-30", orders("7"), orders("1", "Cedar"))}
    facts = in_series(files)["b"]
    facts = facts.model_copy(update={"summary": facts.summary.model_copy(update={"language": language})})
    text = page(facts, "a.pdf", stem="b")
    assert "What changed" not in text
    assert "before: page" not in text
    assert "a.md" in text


def news(files: Mapping[str, FactFile], folder: str) -> list[News]:
    return [News.of(facts, f"{folder}/{stem}.md") for stem, facts in in_series(files).items()]


def test_the_digest_tells_the_largest_first_with_a_link_and_is_the_same_in_any_order() -> None:
    alder = {"2025-06-30_10-Q": filing("2025-06-30", orders("4")), "2025-09-30_10-Q": filing("2025-09-30", orders("7"))}
    birch = {
        "2025-06-30_10-Q": filing("2025-06-30", company="Birch, Inc."),
        "2025-09-30_10-Q": filing("2025-09-30", orders("9", "Cedar"), company="Birch, Inc."),
        "2025-10-28_call": call("2025-10-28", orders("9", "Cedar"), company="Birch, Inc."),
    }
    old = {"2024-06-30_10-Q": filing("2024-06-30", company="Dogwood, Inc.")}
    everything = news(alder, "ALDR") + news(birch, "BRCH") + news(old, "DGWD")
    text = digest(everything)
    assert digest(everything[::-1]) == text
    assert re.findall(r"\n## (.*)", text) == ["October 2025", "September 2025"]
    assert lines(text) == [
        (
            "- **New**: Cedar agreed to buy $9 billion of goods or services from Birch "
            "([Birch, 10-Q 2025-09-30](BRCH/2025-09-30_10-Q.md))"
        ),
        (
            "- **Up**: Birch agreed to buy $7 billion of goods or services from Alder Systems (was $4 billion) "
            "([Alder Systems, 10-Q 2025-09-30](ALDR/2025-09-30_10-Q.md))"
        ),
    ]
    assert "Nothing new: [Birch, call 2025-10-28](BRCH/2025-10-28_call.md)." in text
    assert "1 more company has no document of these months." in text


def test_the_digest_says_when_there_is_no_news_or_nothing_at_all() -> None:
    same = {"2025-06-30_10-Q": filing("2025-06-30", orders("4")), "2025-09-30_10-Q": filing("2025-09-30", orders("4"))}
    assert "No news: the latest documents of 1 company say nothing new" in digest(news(same, "ALDR"))
    assert "No briefings yet." in digest([])
    first = news({"2025-09-30_10-Q": filing("2025-09-30", orders("4"))}, "ALDR")
    assert "First of their company" in digest(first)


def test_a_name_in_a_change_is_never_markup() -> None:
    party = "Birch](http://x.example) <b>| {{ 7 * 7 }}"
    before = filing("2025-06-30", orders("4", party))
    files = {"a": before, "b": filing("2025-09-30", orders("7", party), company="Alder](x) <i>")}
    facts = in_series(files)["b"]
    text = page(facts.model_copy(update={"summary": summarise(facts)}), "a.pdf", stem="b")
    assert lint(text) == ()
    told_in_digest = digest([News.of(facts, "ALDR/b.md")])
    for out in (text, told_in_digest):
        assert "](http" not in out.replace("\\]", "")
        assert "<b>" not in out.replace("\\<", "")
        assert "<i>" not in out.replace("\\<", "")


def upper_half(*deals: Deal) -> tuple[list[str], list[str]]:
    """Give the lines of the section and of the breath of a filing after one that told of orders by Birch and Cedar."""
    before = filing("2025-06-30", orders("4", page=5), orders("2", "Cedar", binding="intent"))
    after = filing("2025-09-30", *deals)
    text = told({"2025-06-30_10-Q": before, "2025-09-30_10-Q": after}, "2025-09-30_10-Q")
    sections = re.split(r"\n## (?=\w)", text)
    return lines(sections[1]), lines(sections[2])


def test_the_breath_does_not_say_again_what_changed() -> None:
    deals = [orders(str(9 - place), party) for place, party in enumerate(("Dogwood", "Elder", "Fir", "Hazel"))]
    changes, breath = upper_half(orders("4"), orders("2", "Cedar", binding="intent"), *deals)
    assert len(changes) == 4
    assert len(breath) == 2
    assert {party for party in ("Birch", "Cedar") if any(party in line for line in breath)} == {"Birch", "Cedar"}


def test_a_page_on_which_all_is_new_still_says_something_in_one_breath() -> None:
    changes, breath = upper_half(orders("9"), orders("2", "Cedar", binding="intent"))
    assert len(changes) == 1
    assert len(breath) == 1


def test_the_headline_leads_what_changed_however_little_it_moved() -> None:
    before = filing("2025-06-30", orders("40"), orders("2", "Cedar", binding="firm"))
    after = filing("2025-09-30", orders("41"), orders("2", "Cedar", binding="done"))
    text = told({"2025-06-30_10-Q": before, "2025-09-30_10-Q": after}, "2025-09-30_10-Q")
    assert "# Birch agreed to buy $41 billion" in text
    changes = lines(re.split(r"\n## (?=\w)", text)[1])
    assert [line[4 : line.index("**: ")] for line in changes] == ["Up", "Completed"]


def test_a_document_without_deals_is_not_said_to_bring_nothing_new() -> None:
    """An 8-K on the pay of officers was told as nothing new."""
    section = changed(form=Form.EIGHT_K)
    assert section.startswith("What changed\n\nNo deal was found to compare with the 10-Q to 30 June 2025")


def test_new_terms_are_told_without_a_direction() -> None:
    told_of: dict[str, Any] = {
        "type": "debt",
        "payer": "counterparty",
        "kind": GROUP,
        "aliases": ("DDTL 2.0 Facility",),
    }
    before = filing("2025-06-30", deal("lenders", amount("7600000000", what="loan facility"), **told_of))
    quote = "We amended the DDTL 2.0 facility to create a new $3.0 billion tranche."
    after = filing("2025-09-30", deal("lenders", amount("3000000000", what="loan facility"), quote=quote, **told_of))
    text = told({"2025-06-30_10-Q": before, "2025-09-30_10-Q": after}, "2025-09-30_10-Q")
    assert "- **New terms**: Lenders agreed to lend Alder Systems $3 billion ([page 7]" in text


def test_a_share_of_a_year_beside_one_of_a_quarter_says_so() -> None:
    def dependence(value: str) -> Deal:
        share = amount(value, "percent", "share of revenue")
        return deal("Customer B", share, type="concentration", kind=UNNAMED, binding="unclear")

    before = filing("2025-09-30", dependence("12"), fiscal_period="Q3 FY2025")
    after = filing("2025-12-31", dependence("11"), form=Form.TEN_K, fiscal_period="FY2025")
    text = told({"2025-09-30_10-Q": before, "2025-12-31_10-K": after}, "2025-12-31_10-K")
    assert "A share of a year and one of a quarter are compared" in text
    assert "one letter" not in text
