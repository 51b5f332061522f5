"""Names for reading: without legal form, with an article where plain words need one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.inert import clean, cut
from pipeline.languages.language import ENGLISH, fill
from pipeline.records import PartyKind

if TYPE_CHECKING:
    from pipeline.languages.language import Language
    from pipeline.records import Party

_LEGAL_FORM = re.compile(
    r"[\s,]+(?:(?:&\s*)?co(?:mpany)?|inc|incorporated|corp|corporation|ltd|limited|llc|l\.l\.c|lp|l\.p|llp|plc|p\.l\.c"
    r"|n\.v|nv|s\.a|sa|ag|se|gmbh|ab|asa|oyj|s\.p\.a|spa|b\.v|bv|pte|kk)\.?(?:['\u2019]s)?$",
    re.IGNORECASE,
)
_STATE_OF_LAW = re.compile(r"\s*/[A-Z]{2,3}/?$")  # EDGAR writes "ALDER CORP /DE/"
_DETERMINED = re.compile(
    r"(?:an?|the|one|two|three|four|five|several|certain|various|another|other|some|all|each|any|its|their|\d)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(r"(?:largest|biggest|main|principal|primary|second|third|fourth|fifth|top)\b", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:Commission|Department|Ministry|Agency|Authority|Court)$|^Department\b")
_GOVERNMENT = re.compile(r"(?:U\.S\.|US|Federal|federal) [Gg]overnment")
_COMMON = frozenset(
    {
        "administration",
        "authorities",
        "banks",
        "companies",
        "entities",
        "funds",
        "government",
        "investors",
        "lenders",
        "members",
        "partners",
        "state",
        "venture",
        "ventures",
    }
)
"""Words that end what is described rather than named: "the Birch joint ventures", but "Birch timbers"."""
_GROUPS = {
    "acquired companies": "other companies",
    "guaranteed parties": "others",
    "investees": "other companies",
}
"""Groups that are called by what is done to them: a sentence that says what is done says it once."""
_SHORT = 20
_OUR = re.compile(r"^(?:our|my)\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 14)
def short_name(name: str) -> str:
    """Drop the legal form and its article: ``The Alder Company`` is read as ``Alder``, never down to nothing."""
    short = whole = _STATE_OF_LAW.sub("", clean(name)).strip()
    while (shorter := _LEGAL_FORM.sub("", short)) != short and shorter.strip(" ,"):
        short = shorter.rstrip(" ,")
    if short != whole:
        short = short.removeprefix("The ")  # "The Alder Company" is Alder, but a journal may be "The Alder"
    return cut(short, 60) or "the company"


def called(filer: str, lang: Language = ENGLISH) -> str:
    """Say whose page it is where little room is: a long name, repeated in every row, would hide the others."""
    return filer if len(filer) <= _SHORT else lang.words["party"]["company"]


def party_name(party: Party, limit: int = 60, lang: Language = ENGLISH) -> str:
    """Name a party for a table."""
    name = short_name(party.name) if party.kind is PartyKind.NAMED else lang.phrase(clean(party.name))
    return cut(name, limit) or lang.words["party"]["unnamed"]


def party_in_sentence(party: Party, limit: int = 60, lang: Language = ENGLISH) -> str:
    """Name a party within a sentence: ``partner`` becomes ``a partner``, ``our lender`` ``its lender``."""
    name, words, called = party_name(party, limit, lang), lang.words["party"], clean(party.name)
    ours = _OUR.sub(words["our"], name)
    if ours != name:
        return ours
    if party.kind is PartyKind.CLASS and called in _GROUPS:
        return lang.phrase(_GROUPS[called])
    article = _article(name, party.kind)
    return fill(words[article], name=name) if article else name


def _article(name: str, kind: PartyKind) -> str | None:
    """Give the article a name needs, as a key of the words on parties."""
    lower = name[:1].islower()
    if _GOVERNMENT.fullmatch(name):
        return "the"
    if kind is PartyKind.CLASS or _DETERMINED.match(name):
        return None
    if kind is PartyKind.NAMED:
        common = (name.rsplit(" ", 1)[-1] in _COMMON and not lower) or _OFFICE.search(name) is not None
        return "the" if common else None
    if not lower:
        return None
    if _SUPERLATIVE.match(name):
        return "its"
    return "an" if name[0] in "aeiou" else "a"


def possessive(name: str) -> str:
    """Say whose: Alder's, Alder Woods'."""
    apostrophe = "\N{RIGHT SINGLE QUOTATION MARK}"
    return f"{name}{apostrophe}" if name.endswith("s") else f"{name}{apostrophe}s"


def sentence_case(text: str) -> str:
    """Raise the first letter, but not of a name that is written small on purpose ("xAlder")."""
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first.islower() else text
