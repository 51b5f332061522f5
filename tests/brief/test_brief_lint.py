from __future__ import annotations

import re
from typing import Any

import pytest

from pipeline.brief import lint, page
from pipeline.brief.reading import figures
from pipeline.languages import languages
from pipeline.languages.language import language
from tests.brief.conftest import evidence


@pytest.fixture
def sound(make_facts: Any, make_deal: Any, make_amount: Any) -> str:
    facts = make_facts(
        make_deal("Birch", make_amount("5000000000")),
        make_deal("Cedar", make_amount("4000000000"), type="guarantee"),
    )
    return page(facts, "a.pdf")


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("## Dependence\n", "", "The section “Dependence” must stand on the page once"),
        ("## Promises ahead\n", "## Dependence\n", "it stands there 2 times"),
        ("## Sources\n", "## Sources\n\nx\n\n## Advice\n", "The section “Advice” does not belong"),
        (
            "# Alder agreed to invest $5 billion in Birch",
            "# Alder agreed to invest in Birch",
            "The headline holds no number",
        ),
        ("# Alder agreed", "# One\n\n# Alder agreed", "There must be one headline; there are 2"),
        ("## In one breath\n\n", "## In one breath\n\n" + "word " * 61, "words; 60 are allowed"),
        ("## In one breath\n\n", "## In one breath\n\n" + "word " * 40, "words on average; 20 are allowed"),
        ("[3](a.pdf#page=3)", "3", "has no page link"),
        ("(a.pdf#page=3)", "(http://example.test)", "a link that leads elsewhere"),
        ("## Sources\n", "## Sources\n\n<b>x</b> y\n", "HTML that is not ours: <b>"),
        ("## Sources\n", "## Sources\n\n<div>\n\n</div>\n", "HTML that is not ours: <div>"),
        ("## Sources\n", "## Sources\n\n```\nx\n```\n", "a block of code"),
        ("not investment advice.", "advice.", "The disclaimer is missing."),
        ('review: "none"', "review: none", "The front matter must hold"),
        ("---\ncompany", "company", "The front matter is missing."),
        ("**guarantee**: A promise", f"**guarantee**: {'word ' * 12}promise", "more than 12 words"),
    ],
)
def test_each_broken_rule_is_named(sound: str, old: str, new: str, finding: str) -> None:
    assert lint(sound) == ()
    findings = lint(sound.replace(old, new))
    assert any(finding in said for said in findings), findings


def test_a_ninth_row_before_the_fold_is_named(sound: str) -> None:
    row = next(line for line in sound.splitlines() if "→ Birch |" in line)
    findings = lint(sound.replace(row, "\n".join([row] * 9)))
    assert findings == ("“Who pays whom” shows 9 rows; 8 are allowed before the fold.",)


def test_a_page_of_a_document_outside_the_project_prints_plain_page_numbers(make_facts: Any, make_deal: Any) -> None:
    text = page(make_facts(make_deal("Birch")), "")
    assert lint(text) == ()
    assert "#page=" not in text
    assert "]()" not in text
    assert "the document](" not in text
    assert "→ Birch" in text


def test_an_address_on_another_host_is_no_link_of_ours(sound: str) -> None:
    findings = lint(sound.replace("(a.pdf#page=3)", "(//evil.example/a.pdf#page=3)"))
    assert any("leads elsewhere" in finding for finding in findings)


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("# Alder agreed", f"# {'Word ' * 33}ends. Alder agreed", "A sentence has 34 words; 32 are allowed"),
        ("# Alder agreed to invest", "# Birch was bought by Alder, to", "“was bought by” is passive"),
        ("# Alder agreed to invest", "# Alder boldly and significantly agreed to invest", "“significantly” judges"),
        ("invest $5 billion", "invest $5.012 billion", "“5.012 billion” has more than 3"),
        ("| $5 billion |", "| $5,012,345,678 |", "“5,012,345,678” is not rounded for reading"),
        ("| $5 billion |", "| 5012345678 shares |", "“5012345678” is not rounded for reading"),
        ("| Guarantee |", "| Guarantee of a term loan |", "“term loan” is not explained"),
        ("**guarantee**:", "**warrant**: A right. **guarantee**:", "“warrant” is explained, but is not on the page"),
        ("**guarantee**:", "**guarantee**: Once. **guarantee**:", "“guarantee” is explained twice"),
    ],
)  # fmt: skip
def test_how_a_page_reads_is_held_to_rules(sound: str, old: str, new: str, finding: str) -> None:
    assert old in sound
    findings = lint(sound.replace(old, new, 1))
    assert any(finding in said for said in findings), findings


def test_quotes_and_names_are_free(make_facts: Any, make_deal: Any, make_amount: Any) -> None:
    """What the document says is quoted as it stands; a company may be called Best, Strong or Leading."""
    quote = evidence("Strong demand: a significant commitment of $5,012,345,678 was made by Great Leading Corp.")
    deal = make_deal("Great Leading Solid Corp", make_amount("5012345678"), evidence=(quote,))
    assert lint(page(make_facts(deal), "a.pdf")) == ()


@pytest.mark.parametrize(
    ("read", "long"),
    [("$50.3 billion", "$50.34 billion"), ("$0.054 million", "$0.05421 million"), ("1,230 million", "1,234 million")],
)
def test_figures_have_three_digits(read: str, long: str) -> None:
    assert list(figures([read], language())) == []
    assert any("has more than 3 digits" in said for said in figures([long], language()))


@pytest.mark.parametrize("code", languages())
def test_every_term_of_art_is_explained_in_few_words(code: str) -> None:
    lang = language(code)
    for term in lang.glossary:
        assert 0 < lang.length(term.meaning) <= int(lang.numbers["reading"]["meaning"]), term.term
        assert not re.search(r"[.。]$", term.meaning), term.term
