"""A page read back as Markdown: by the rules that hold for it, and by what reckons its height."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)
_FOLD = re.compile(r"^<details>\n<summary>(?P<what>[^\n]*)</summary>\n.*?^</details>\n?", re.MULTILINE | re.DOTALL)
FOLD = r"\g<what>"
"""What a fold says it holds, in the words that are left in its place."""

_SHOWN = {"text", "text_special", "code_inline", "softbreak", "hardbreak"}


def parser() -> MarkdownIt:
    """Give a parser of the Markdown that pages are written in: CommonMark and tables."""
    return MarkdownIt("commonmark").enable("table")


def without_front(page: str) -> str:
    """Leave the front matter out, as renderers do."""
    return _FRONT.sub("", page, count=1)


def without_folds(page: str, left: str) -> str:
    r"""Put ``left`` in the place of every fold; ``\g<what>`` in it is what the fold says it holds."""
    return _FOLD.sub(left, page)


def plain(token: Token) -> str:
    """Give the words of an inline token as a reader sees them."""
    return "".join(
        " " if child.type.endswith("break") else child.content for child in token.children or () if child.type in _SHOWN
    )
