"""Names of companies without what only the law adds to them."""

from __future__ import annotations

import re

LEGAL_FORM = (
    r"(?:Incorporated|Inc|Corporation|Corp|Company|Co|Limited|Ltd|L\.?L\.?C|L\.?L\.?P|L\.?P|PLC|plc|P\.?L\.?C|S\.?A\.?S|S\.?A"
    r"|N\.?V|B\.?V|A\.?G|A/S|AB|ASA|Oyj?|SE|GmbH|KGaA|KK|K\.K|S\.?p\.?A|S\.?à\s?r\.?l|S\.?a\.?r\.?l|N\.A|Pte|Pty|Sdn|Bhd|Trust|Bank)"
)
"""The legal form at a name's end, without the full stop that may follow."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011](?=[^\W\d_])")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?")
_FORMS = frozenset(
    "incorporated inc corporation corp company co limited ltd llc llp lp plc sa sas nv bv ag as ab asa oy oyj se gmbh kgaa kk spa"
    " sarl na pte pty sdn bhd holding holdings group".split()
)


def name_words(text: str) -> tuple[str, ...]:
    """The words of ``text`` as names are compared: case kept, no dots, no hyphens, "&" as "and".

    Possessives go too: ``"the U.S. government's"`` gives ``("the", "US", "government")``.
    """
    plain = _HYPHEN.sub("", text.replace("\u2019", "'").replace("&", " and "))
    plain = _DOTTED.sub(lambda found: found.group().replace(".", ""), plain)
    return tuple(word.removesuffix("'s") for word in _WORD.findall(plain))


def legal_core(name: str) -> str:
    """A name for comparison only: lower case, without legal form, leading "the", punctuation or possessive.

    ``"The Alder & Birch Group, Inc."`` and ``"Alder and Birch"`` both give ``"alder and birch"``. A name that is
    nothing but legal forms is left as it is.
    """
    words = [word.casefold() for word in name_words(name)]
    if len(words) > 1 and words[0] == "the":
        del words[0]
    while len(words) > 1 and (words[-1] in _FORMS or words[-1] == "and"):
        del words[-1]
    return " ".join(words)
