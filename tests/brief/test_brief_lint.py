from __future__ import annotations

from typing import Any

import pytest

from pipeline.brief import lint, page


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
