"""Pages render the same in GitHub, VS Code and Obsidian: only what all three read alike stands on them.

The three agree on CommonMark and tables. They differ in what is listed in ``APART``, in whether a line break within a
paragraph is shown (Obsidian may), and in whether typographic signs are set (VS Code may). Pages hold none of it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from pipeline.brief import page
from pipeline.brief.markup import without_front
from tests.brief.conftest import inlines

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "outputs").glob("*/*.md"))
BLOCKS = {"heading", "paragraph", "bullet_list", "ordered_list", "list_item", "table", "thead", "tbody", "tr", "th"}
BLOCKS |= {"td", "html_block", "inline", "blockquote"}
INLINES = {"text", "text_special", "link_open", "link_close", "strong_open", "strong_close", "em_open", "em_close"}
INLINES |= {"image"}
APART = {
    "a link to a note, of Obsidian": r"\[\[",
    "a comment, of Obsidian": r"%%",
    "highlighting, of Obsidian": r"==",
    "a tag, of Obsidian": r"(?:^|\s)#[A-Za-z]\w*",
    "a callout, of GitHub and Obsidian": r"^> \[!",
    "a footnote": r"\[\^",
    "a formula, of all three": r"(?<!\\)\$(?![\d\s])",
    "an emoji in words, of GitHub": r":[a-z_]+:(?!\w)",
    "someone mentioned, of GitHub": r"(?<![\w&;])@\w",
    "a task": r"^\s*[-*] \[[ x]\]",
    "struck words": r"(?<!\\)~~",
    "a block of code": r"^(?:```|~~~|    \S)",
}


def settings() -> dict[str, MarkdownIt]:
    """The three, as far as their settings change how CommonMark and tables are shown."""
    html = {"html": True, "xhtmlOut": False}
    return {
        "GitHub": MarkdownIt("commonmark", html).enable("table"),
        "VS Code": MarkdownIt("default", html),
        "Obsidian": MarkdownIt("default", {**html, "breaks": True}),
    }


@pytest.fixture(params=SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def text(request: pytest.FixtureRequest) -> str:
    return without_front(request.param.read_text("utf-8"))


def test_a_page_is_shown_alike_by_all_three(text: str) -> None:
    shown = {name: parser.render(text) for name, parser in settings().items()}
    assert shown["GitHub"] == shown["VS Code"] == shown["Obsidian"]


def test_a_page_holds_only_what_all_three_know(text: str) -> None:
    tokens = settings()["GitHub"].parse(text)
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= BLOCKS
    assert {child.type for child in inlines(text)} <= INLINES
    for what, pattern in APART.items():
        assert not re.search(pattern, text, re.MULTILINE), what


def test_a_fold_is_parted_from_what_it_holds_by_empty_lines(text: str) -> None:
    """Without them no renderer takes what is inside for Markdown; nor does it stand in a list or a table."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if line.startswith("<summary>"):
            assert lines[at - 1] == "<details>"
            assert lines[at - 2] == lines[at + 1] == ""
        if line == "</details>":
            assert lines[at - 1] == lines[at + 1] == ""
    assert text.count("<details>") == text.count("</details>") <= 1 + text.count("## What changed")


def test_a_difference_would_be_seen(busy: Any) -> None:
    """The comparison is no empty one: each renderer has what the others have not."""
    body = without_front(page(busy, "a.pdf"))
    for added in ("one\ntwo\n", "~~struck~~\n"):
        shown = {name: parser.render(f"{body}\n{added}") for name, parser in settings().items()}
        assert len(set(shown.values())) > 1
