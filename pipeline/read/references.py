"""Items that say nothing but where their text stands: "See Note 13", "incorporated herein by reference"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexis import sentences
from pipeline.read.blocks import MINOR_WORDS
from pipeline.records import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.lines import Line

LONGEST = 4_000
"""No Item that only points elsewhere is longer."""
LEAST_SHARE = 0.6
"""Of the letters of its sentences so many belong to sentences that point elsewhere."""
MOST_TITLE_WORDS = 30

_PLACE = (
    r"(?:\b(?:item|part|note|exhibit|section)s?\s+(?:\d(?!\d\d)|[ivx]+\b)|\bnotes?\s+(?:to|of)\b|[“\"‘]|\b(?:proxy\s+statement"
    r"|annual\s+report|form\s+(?:10|8)-?[kq]|consolidated\s+financial\s+statements|this\s+(?:quarterly\s+|annual\s+)?report)\b)"
)
POINTS = re.compile(
    # "is incorporated herein by reference", "is incorporated into this Item 2.03", "included herein by reference"
    r"(?<!\bdeemed\s)\bincorporated\s+(?:\w+\s+){0,4}?(?:by\s+(?:this\s+)?reference|into\s+this\s+item)|\bherein\s+by\s+reference"
    # "The response to this item is submitted as a separate section"
    r"|\bsubmitted\s+(?:as|in)\s+a\s+separate\s+section"
    # "See Note 13 of our notes", "please see", "refer to", "Also refer to Item 3", "Reference is made to"
    rf"|(?:^|[,;]\s+|\bplease\s+|\balso\s+)(?:see|refer\s+(?:also\s+)?to)\b.*?{_PLACE}|\breference\s+is\s+made\s+to\b"
    # "is set forth in", "are described in Part I, Item 1A", "Included in “Item 7”", "appears under the heading"
    r"|(?:\b(?:is|are|be|been|was|were)\s+(?:\w+\s+){0,2}?|^)(?:included|contained|set\s+forth|described|discussed|disclosed|presented"
    rf"|provided|reported|found)\s+(?:\w+\s+){{0,3}}?(?:in|under|on|elsewhere)\b.*?{_PLACE}"
    rf"|\bappears?\s+(?:in|under|on)\b.*?{_PLACE}"
    # "you should carefully consider the factors discussed in “Risk Factors” in the 2022 Form 10-K"
    rf"|\b(?:factors|risks|matters|information|proceedings|those)\s+(?:\w+\s+){{0,2}}?(?:discussed|described|set\s+forth|contained|included)\s+(?:in|under)\b.*?{_PLACE}",
    re.IGNORECASE | re.DOTALL,
)
"""Each from the words of filings, shortened."""
OTHER_DOCUMENT = re.compile(
    r"\bproxy\s+statement|\bannual\s+report\s+to\s+(?:\w+\s+)?(?:share|stock)\w+|\bexhibit\s+\(?13\b", re.IGNORECASE
)
ANNUAL_REPORT = re.compile(
    r"\b(?<!this\s)annual\s+report\s+on\s+form\b|\b(?:19|20)\d\d\s+form\s+10-?k\b", re.IGNORECASE
)
"""Another document for every form but Form 10-K, which may call itself so."""
HERE = re.compile(r"\bthis\s+(?:quarterly\s+|current\s+)?(?:report|form)\b", re.IGNORECASE)
_OPENING = re.compile(r"(?:[(\[]\s*)?(?:see|refer|included|please|none|not\s+applicable|omitted)\b", re.IGNORECASE)
_NUMBER_STOP = re.compile(r"(?<=\b(?:item|note)\s)(\s*\d{1,2}[a-c]?)\.", re.IGNORECASE)
"""The full stop in "Item 15. Exhibits" ends no sentence."""
_FORMAL = re.compile(r"\bincorporated\s+(?:herein\s+)?by\s+(?:this\s+)?reference", re.IGNORECASE)
_ANSWER = re.compile(
    r"\bno(?:t\s+been\s+any)?\s+(?:material\s+|significant\s+)?(?:changes?|developments?)\b", re.IGNORECASE
)
"""To say that nothing has changed is what the Item asks for, wherever the older text stands."""
_ADMITS = re.compile(
    # "These risk factors do not identify all risks", "the risks described are not the only risks we face"
    r"\bnot\s+(?:\w+\s+){0,2}?(?:the\s+only|all(?:\s+of)?(?:\s+the)?)\s+(?:\w+\s+){0,2}?(?:risks|ones)\b"
    # "factors that are not presently known to us or that we currently consider immaterial"
    r"|\b(?:not\s+(?:presently|currently)\s+known|unknown)\s+to\s+us\b"
    r"|\b(?:deem|consider|believe|view)\w*\s+(?:\w+\s+){0,3}?(?:immaterial|not\s+material)\b"
    # "our past financial results may not be a reliable indicator of future performance"
    r"|\bpast\s+(?:\w+\s+)?(?:results|performance)\b.*\bnot\b",
    re.IGNORECASE | re.DOTALL,
)
"""What every list of risks says beside them: it tells no risk."""
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_SMALL = MINOR_WORDS | {"about", "that", "under", "upon"}


class Reference(NamedTuple):
    """Where an Item's text stands; ``outside``: in another document than this one."""

    outside: bool


def mere_reference(lines: Sequence[Line], heading: int, form: Form) -> Reference | None:
    """Give the place an Item's lines, running heads aside, point to; None where they say anything else.

    ``heading`` is how many characters of the first line are "Item 1A.".
    """
    text = "\n".join([lines[0].text[heading:], *(line.text for line in lines[1:])]) if lines else ""
    if len(text) > LONGEST:
        return None
    body = _NUMBER_STOP.sub(r"\1 ", _body(text))
    if _ANSWER.search(body) and not _FORMAL.search(body):
        return None
    told = [" ".join(body[start:end].split()) for start, end in sentences(body)]
    pointing = [sentence for sentence in told if POINTS.search(sentence)]
    saying = [sentence for sentence in told if sentence in pointing or not _ADMITS.search(sentence)]
    if not pointing or sum(map(len, pointing)) < LEAST_SHARE * sum(map(len, saying)):
        return None
    return Reference(outside=all(_is_outside(sentence, form) for sentence in pointing))


def _is_outside(sentence: str, form: Form) -> bool:
    if OTHER_DOCUMENT.search(sentence):
        return True
    return form is not Form.TEN_K and ANNUAL_REPORT.search(sentence) is not None and HERE.search(sentence) is None


def _body(text: str) -> str:
    """The text after the Item's title, which may fill several lines or stand on the line of the first sentence."""
    at = 0
    for line in text.split("\n"):
        words = _WORD.findall(line)
        if not words and at == 0:
            at += len(line) + 1
            continue
        if not _is_title(line, words):
            break
        at += len(line) + 1
    rest = text[at:]
    stop = re.compile(r"[.:–—]\s+").search(rest)
    if stop is not None and _is_title(rest[: stop.start()], _WORD.findall(rest[: stop.start()])):
        return rest[stop.end() :]
    return rest or text


def _is_title(line: str, words: Sequence[str]) -> bool:
    """Tell a title from a sentence: its words begin with capitals, small ones aside."""
    telling = [word for word in words if word.casefold() not in _SMALL]
    if not telling or len(words) > MOST_TITLE_WORDS or _OPENING.match(line):
        return False
    return all(word[0].isupper() for word in telling)
