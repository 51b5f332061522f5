"""The day on which a filing was signed, as its signature page prints it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.read.dating import dates_in

if TYPE_CHECKING:
    import datetime as dt

_REACH = 1_500
"""So far below the words of signing stand names, titles and the day."""
_WORDS_OF_SIGNING = re.compile(
    r"pursuant\s+to\s+the\s+requirements?\s+(?:of\s+)?(?:sections?\s+1[35][^.]{0,40}?\sof\s+)?the\s+securities",
    re.IGNORECASE,
)
"""Form 10-K, 10-Q and 8-K prescribe the words; a filer may leave one out."""
_HEADING = re.compile(r"^\W*signatures?\W*$", re.IGNORECASE | re.MULTILINE)
_LABEL = re.compile(r"\bdated?\s*(?:as\s+of\s*)?[:.]?\s{0,5}(?:this\s+)?", re.IGNORECASE)
_NEXT_PAPER = re.compile(r"^\W*(?:exhibit|annex)\s+(?:\d|[A-Z]\b)", re.IGNORECASE | re.MULTILINE)
_AFTER_LABEL = 30


def signed_on(text: str, not_before: dt.date | None) -> dt.date | None:
    """The first day printed under words of signing; None where there is none.

    A day before ``not_before``, the end of the period, cannot be it.
    """
    for pattern, labelled in ((_WORDS_OF_SIGNING, False), (_HEADING, True)):
        for match in pattern.finditer(text):
            day = _day_in(_page(text, match.end()), not_before, labelled=labelled)
            if day is not None:
                return day
    return None


def _page(text: str, start: int) -> str:
    page = text[start : start + _REACH]
    following = _NEXT_PAPER.search(page)
    return page[: following.start()] if following else page


def _day_in(page: str, not_before: dt.date | None, *, labelled: bool) -> dt.date | None:
    after_label = [
        day
        for label in _LABEL.finditer(page)
        for numeric in (False, True)
        for at, day in dates_in(page[label.end() : label.end() + _AFTER_LABEL], numeric=numeric)
        if at == 0
    ]
    loose = [] if labelled else [day for _, day in dates_in(page)]
    return next((day for day in (*after_label, *loose) if not_before is None or day >= not_before), None)
