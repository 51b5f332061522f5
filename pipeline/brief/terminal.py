"""A page for the terminal: without front matter, picture and folds."""

from __future__ import annotations

import re

from pipeline.brief.markup import without_folds, without_front

_PICTURE = re.compile(r"^!\[[^\n]*\]\([^\n]*\)\n\n?", re.MULTILINE)
_BLANKS = re.compile(r"\n{3,}")


def for_terminal(markdown_page: str) -> str:
    """Give the Markdown of a page that a terminal can show; a fold leaves one line that says what the file holds."""
    text = _PICTURE.sub("", without_front(markdown_page))
    text = without_folds(text, "*(in the page file: \\g<what>)*\n")
    return _BLANKS.sub("\n\n", text).strip() + "\n"
