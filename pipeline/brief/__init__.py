"""From the fact file to what people read: page, picture, index.

Pure functions of the fact file and the templates.

A page is written in two steps: ``summarise`` gives headline and breath for the fact file, ``page`` and ``picture``
print the whole. ``lint`` holds every page to its rules, ``for_terminal`` strips it for a terminal. ``main_amounts`` and
``amount_words`` are what it says a deal amounts to.
"""

from pipeline.brief.amounts import amount_words, is_price, main_amounts
from pipeline.brief.changes import for_terminal as changes_for_terminal
from pipeline.brief.digest import News, digest
from pipeline.brief.index import IndexEntry, Unread, index
from pipeline.brief.lint import lint
from pipeline.brief.page import default_stem, page
from pipeline.brief.picture import picture
from pipeline.brief.sentences import deal_sentence
from pipeline.brief.summary import summarise
from pipeline.brief.terminal import for_terminal

__all__ = [
    "IndexEntry",
    "News",
    "Unread",
    "amount_words",
    "changes_for_terminal",
    "deal_sentence",
    "default_stem",
    "digest",
    "for_terminal",
    "index",
    "is_price",
    "lint",
    "main_amounts",
    "page",
    "picture",
    "summarise",
]
