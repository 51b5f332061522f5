"""How a name is spelled: runs of capitalised words, legal forms, what only looks like a name."""

from __future__ import annotations

import re

from pipeline.extract.rules.vocabulary import HARD_OPENERS, NOT_A_PARTY, OPENERS

WORD = r"(?:[A-Z][\w&'.\-]*|(?:\d{1,3}(?:[A-Z][a-z]\w+|[A-Z]{2,}))|[a-z][A-Z]\w+)"
LEGAL = (
    r"(?:,?\s(?:Inc|Corp|Corporation|Incorporated|Ltd|Limited|LLC|L\.L\.C|L\.P|LP|plc|PLC|N\.A|N\.V|S\.A|S\.p\.A|AG|SE|"
    r"GmbH|B\.V|Co|Company|Holdings|Pte|Oyj|AB|K\.K|S\.à r\.l|S\.A\.R\.L)\b\.?)"
)
_BRANCH = r"(?:\s\((?:[A-Z][a-z.]+\s?){1,2}\)(?=,?\s(?:Inc|Co|Corp|Limited|Ltd|LLC|Holdings|Pte|Pty)\b))"
RUN = re.compile(rf"(?<![\w.$]){WORD}(?:{LEGAL}|{_BRANCH}|\s{{1,2}}(?:(?:&|of|de|du|von|van)\s)?{WORD})*")
LEGAL_END = re.compile(rf"{LEGAL}$")
_TRAILING = re.compile(r"(?:'s?|[.,\-])+$")
FORMS = frozenset({"limited", "inc", "corporation", "llc", "company", "co", "ltd", "group", "holdings", "plc", "corp"})
_FULL_STOP = re.compile(r"\b(LLC|LP|PLC|plc|AG|SE|GmbH|Corporation|Incorporated|Limited|Company|Holdings)\.$")
_POSSESSIVE = re.compile(r"'s?(?=\s|$)")
_FILTERS = tuple(re.compile(entry.pattern) for entry in NOT_A_PARTY)
# What ends in a legal form may begin with a figure ("1Fern Healthcare, Inc.").
_FILTERS_OF_FORMS = tuple(re.compile(entry.pattern) for entry in NOT_A_PARTY if entry.reason != "bare figure or letter")
# "the sale to Wren of Class A common stock": the kind of share is no part of the buyer's name.
_KIND_OF_SHARE = re.compile(r"\s+of\s+(?:Class|Series|Common|Preferred)\b.*$", re.DOTALL)
_OPENING = re.compile(r"[.:;•\u2014\u2013(\"]\s*$")


def joined(text: str, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs with "A and B, Inc." made one: a single word, "and", and a run that ends in a legal form."""
    whole: list[tuple[int, int]] = []
    for low, high in runs:
        if (
            whole
            and text[whole[-1][1] : low] == " and "
            and " " not in text[whole[-1][0] : whole[-1][1]]
            and text[whole[-1][0] : whole[-1][1]].lower().rstrip(".") not in FORMS
            and LEGAL_END.search(text[low:high])
            and not text[: whole[-1][0]].endswith(", ")
        ):
            whole[-1] = (whole[-1][0], high)
        else:
            whole.append((low, high))
    return whole


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop words that only look like a name because they open a sentence, and dangling punctuation."""
    while True:
        word = re.match(r"\S+", text[start:end])
        opens = start == 0 or _OPENING.search(text[max(0, start - 3) : start])
        known = OPENERS if opens else HARD_OPENERS
        if word and word[0].rstrip(".,'").lower() in known and word.end() < end - start:
            start += word.end()
            start += len(text[start:end]) - len(text[start:end].lstrip())
            continue
        break
    name = text[start:end]
    possessive = _POSSESSIVE.search(name)
    if possessive and possessive.start() > 1:
        name = name[: possessive.start()]
    name = _KIND_OF_SHARE.sub("", name)
    if not LEGAL_END.search(name):
        name = _TRAILING.sub("", name)
    name = _FULL_STOP.sub(r"\1", name)
    return start, start + len(name)


def is_false(name: str) -> bool:
    """True for capitalised words that are no party: a month, an instrument, a part of the report."""
    bare = name.strip(" .,'\"")
    filters = _FILTERS_OF_FORMS if LEGAL_END.search(bare) else _FILTERS
    return bare.lower() in OPENERS or any(found.search(bare) for found in filters)


def is_capitalised(name: str) -> bool:
    """True for a name written with a capital, a figure or as "eBird"."""
    return bool(re.match(r"[A-Z0-9]|[a-z][A-Z]", name))
