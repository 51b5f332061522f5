"""Drill 15: nothing a filing says can become markup, link, HTML, template or front matter."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.inert import address, clean, cut, markdown, xml, yaml

PARSER = MarkdownIt("commonmark").enable("table")
HOSTILE = [
    "Alder | Birch",
    "Alder\n\n# Birch",
    "Alder\r\n---\r\nreview: done",
    "<script>alert(1)</script>",
    "<!-- hidden",
    "[click](http://example.test)",
    "](http://example.test)",
    "![x](y.svg)",
    "`code` and ```fence```",
    "{{ config }} {% raw %} {# c #}",
    "*bold* _italic_ ~~gone~~ **x**",
    "AT&amp;T &lt;b&gt; &#x3C;",
    "back\\slash \\| \\\\| end\\",
    "1. first",
    "- item",
    "+ item",
    "=== rule",
    "> quoted",
    "[^1]: note",
    "[ref]: http://example.test",
    "$x^2$ and US$",
    "Customer #1 #",
]


def words_shown(rendered: list[object]) -> str:
    return "".join(
        child.content
        for token in rendered
        for child in getattr(token, "children", None) or ()
        if child.type in {"text", "text_special"}
    )


FRAMES = {
    "{}": "{}",
    "# {}": "{}",
    "- {}": "{}",
    "> {}": "{}",
    "1. “{}” x": "“{}” x",
    "| a |\n|---|\n| {} |": "a{}",
}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("frame", FRAMES)
def test_hostile_text_renders_as_itself(text: str, frame: str) -> None:
    tokens = PARSER.parse(frame.replace("{}", markdown(text)) + "\n")
    inner = [child.type for token in tokens for child in token.children or ()]
    assert set(inner) <= {"text", "text_special"}
    assert sum(token.type == "inline" for token in tokens) == (2 if frame.startswith("| a") else 1)
    assert words_shown(list(tokens)).replace("\u200b", "") == FRAMES[frame].replace("{}", clean(text))


@pytest.mark.parametrize(
    "text", ["http://example.test/x", "https://example.test", "www.example.test", "a@example.test", "mailto:x"]
)
def test_bare_addresses_are_broken_up_so_that_no_renderer_links_them(text: str) -> None:
    parser = MarkdownIt("commonmark", {"linkify": False}).enable("table")
    shown = words_shown(list(parser.parse(markdown(text))))
    assert "\u200b" in shown
    assert shown.replace("\u200b", "") == text
    for whole in ("://", "www.", "m@", "a@"):
        assert whole not in shown


@given(st.text(max_size=80))
def test_any_text_stays_inert_in_a_cell(text: str) -> None:
    tokens = PARSER.parse(f"| a | b |\n|---|---|\n| {markdown(text)} | end |\n")
    cells = [token for token in tokens if token.type == "inline"]
    assert len(cells) == 4
    assert {child.type for cell in cells for child in cell.children or ()} <= {"text", "text_special"}
    assert words_shown([cells[2]]).replace("\u200b", "").strip() == clean(text).replace("\u200b", "")


def test_amounts_stay_readable_in_the_raw_file() -> None:
    assert markdown("up to $4.5 billion (from $3 billion)") == "up to $4.5 billion (from $3 billion)"


def test_control_and_direction_marks_are_dropped() -> None:
    assert clean("Al\u202eder\x1b[31m\u00ad \u2066Birch\ue000") == "Alder[31m Birch"


def test_front_matter_value_is_one_quoted_line() -> None:
    assert yaml('a"b\n---\nreview: done\u2028x') == '"a\\"b --- review: done x"'


@pytest.mark.parametrize("text", [*HOSTILE, "http://a.test", "www.a.test", "a@b.test", "mailto:x", "filings/a_b.pdf"])
def test_front_matter_means_the_same_and_is_inert_where_nobody_knows_front_matter(text: str) -> None:
    """Review 6: a company's name stood between the rules as a live script, link and formula."""
    value = yaml(text)
    assert json.loads(value) == clean(text)
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(f"---\ncompany: {value}\n---\n")
    assert {child.type for token in tokens for child in token.children or ()} <= {"text", "text_special"}
    assert not re.search(r"<\w|\{[{%#]|://|www\.|\w@\w|mailto:", value)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("../filings/a b(1).pdf", "../filings/a%20b%281%29.pdf#page=3"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29#page=3"),
        ("//host/a.pdf", "host/a.pdf#page=3"),
        ("50%.pdf", "50%25.pdf#page=3"),
    ],
)
def test_a_path_cannot_act_as_a_scheme_or_leave_its_brackets(path: str, target: str) -> None:
    assert address(path, 3) == target


def test_svg_text_is_escaped() -> None:
    assert xml('<b a="1">&\'') == "&lt;b a=&quot;1&quot;&gt;&amp;&apos;"


def test_cut_ends_at_a_word() -> None:
    assert cut("contract manufacturers and suppliers", 28) == "contract manufacturers and…"
    assert cut("short", 28) == "short"
    assert cut("x" * 40, 10) == "x" * 9 + "…"
