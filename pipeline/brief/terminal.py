"""A page for the terminal: without front matter, picture and folds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.brief.markup import FOLD, without_folds, without_front
from pipeline.languages import languages
from pipeline.languages.language import language

if TYPE_CHECKING:
    from pipeline.languages.language import Language

_LANGUAGE = re.compile(r"^language: \"([a-z-]+)\"$", re.MULTILINE)
_PICTURE = re.compile(r"^!\[[^\n]*\]\([^\n]*\)\n\n?", re.MULTILINE)
_BLANKS = re.compile(r"\n{3,}")


def language_in(markdown_page: str) -> Language:
    """Give the language a page says it is written in, English where it says none or one there is not."""
    front = markdown_page.removesuffix(without_front(markdown_page))
    named = _LANGUAGE.search(front)
    return language(named[1] if named and named[1] in languages() else None)


def for_terminal(markdown_page: str) -> str:
    """Give the Markdown of a page that a terminal can show; a fold leaves one line that says what the file holds."""
    text = _PICTURE.sub("", without_front(markdown_page))
    text = without_folds(text, f"*{language_in(markdown_page).told('page', 'in_file', what=FOLD)}*\n")
    return _BLANKS.sub("\n\n", text).strip() + "\n"
