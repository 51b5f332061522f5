"""Texts of a document or a company that try to be markup."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt

from pipeline.brief import lint, page
from pipeline.records import (
    CoverageFacts,
    DealType,
    Evidence,
    FailedPassage,
    Result,
    SectionCoverage,
    SectionState,
    Signal,
)
from tests.brief.conftest import evidence, inlines

HOSTILE = (
    "Evil | Corp\n---\n# Head <script>alert(1)</script> <b>x</b> [a](http://example.test) ](http://example.test) "
    "![i](http://example.test/i.svg) `c` ``` {{ 7*7 }} {% x %} http://example.test www.example.test "
    "a@example.test &lt;i&gt;"
)


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
