"""Names printed in capitals, written as a reader expects them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_FORMS: Final = {
    "INC": "Inc", "CORP": "Corp", "CORPORATION": "Corporation", "CO": "Co", "COS": "Cos", "COMPANY": "Company",
    "LTD": "Ltd", "LIMITED": "Limited", "PLC": "plc", "LLC": "LLC", "LP": "LP", "LLP": "LLP", "NV": "NV", "SA": "SA",
    "AG": "AG", "SE": "SE", "THE": "The", "OF": "of", "AND": "and", "FOR": "for", "TRUST": "Trust",
    "HOLDINGS": "Holdings", "GROUP": "Group", "II": "II", "III": "III", "IV": "IV", "USA": "USA", "US": "US",
    "UK": "UK", "TV": "TV", "REIT": "REIT", "ETF": "ETF",
}  # fmt: skip
"""Legal forms, small words and abbreviations as running text has them: "Bank of Example N.V.", "Example plc"."""
_DOTTED_MAX = 3
_WORD = re.compile(r"[^\W_]+(?:[&.'’-][^\W_]+)*")
_VOWEL = re.compile(r"[AEIOUY]")
_BEFORE = re.compile(r"([^\W\d_]+)[ ,.’'()]*$")
_AFTER = re.compile(r"[ ,.’'()]*([^\W\d_]+)")
_BESIDE = 30
_SHORT = 5
_SEARCHED = 300_000
_LEAST_LETTERS = 3


def readable(name: str, text: str) -> str:
    """``name`` as it is, or, if printed in capitals, with each word as ``text`` writes it in running prose.

    A word the text never writes otherwise is title-cased, unless it is an abbreviation. ``ALDER INC.`` becomes
    ``Alder Inc.`` and ``XQR CORPORATION`` ``XQR Corporation``.
    """
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) < _LEAST_LETTERS or not all(letter.isupper() for letter in letters):
        return name
    words = _WORD.findall(name)
    known = {word: _as_written(word, text[:_SEARCHED]) for word in set(words) if word.replace(".", "") not in _FORMS}
    shown = _WORD.sub(lambda match: _word(match.group(), known, first=match.start() == 0), name)
    return shown[:1].upper() + shown[1:] if not shown[:1].isupper() else shown


def _word(word: str, known: dict[str, str | None], *, first: bool) -> str:
    form = _FORMS.get(word.replace(".", ""))
    if form is None:
        return known.get(word) or _titled(word)
    if "." in word and len(form) <= _DOTTED_MAX and form.isupper():
        return word
    return form[:1].upper() + form[1:] if first else form


def _titled(word: str) -> str:
    if "&" in word or (len(word) <= _SHORT and not _VOWEL.search(word)) or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?", word):
        return word
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))


def _as_written(word: str, text: str) -> str | None:
    """How running text writes a word: its most frequent form.

    Capitals count only where a word beside them on the line is not in capitals: in a heading all words are.
    """
    counts: Counter[str] = Counter()
    for match in re.finditer(rf"(?<![\w.@/]){re.escape(word)}(?![\w@])", text, re.IGNORECASE):
        form = match.group()
        if form.isupper() and len(form) > 1:
            before = _BEFORE.search(text, max(0, match.start() - _BESIDE), match.start())
            after = _AFTER.match(text, match.end())
            if not any(beside and not beside[1].isupper() for beside in (before, after)):
                continue
        if not form.islower():
            counts[form] += 1
    return max(counts, key=lambda form: (counts[form], form)) if counts else None
