"""A page for the terminal: without front matter, picture and folds."""

from __future__ import annotations

import re

_FRONT = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)
_PICTURE = re.compile(r"^!\[[^\n]*\]\([^\n]*\)\n\n?", re.MULTILINE)
_FOLD = re.compile(r"^<details>\n<summary>(?P<what>[^\n]*)</summary>\n.*?^</details>\n?", re.MULTILINE | re.DOTALL)
_BLANKS = re.compile(r"\n{3,}")


def for_terminal(markdown_page: str) -> str:
    """Give the Markdown of a page that a terminal can show; a fold leaves one line that says what the file holds."""
    text = _FRONT.sub("", markdown_page, count=1)
    text = _PICTURE.sub("", text)
    text = _FOLD.sub(lambda fold: f"*({fold['what']} in the page file)*\n", text)
    return _BLANKS.sub("\n\n", text).strip() + "\n"
