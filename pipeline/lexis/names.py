"""Names of companies without what only the law adds to them."""

from __future__ import annotations

import re

from pipeline.lexis.wordlist import words

LEGAL_FORM = (
    r"(?:Incorporated|Inc|Corporation|Corp|Company|Co|Limited|Ltd|L\.?L\.?C|L\.?L\.?P|L\.?P"
    r"|PLC|plc|P\.?L\.?C|S\.?A\.?S|S\.?A"
    r"|N\.?V|B\.?V|A\.?G|A/S|AB|ASA|Oyj?|SE|GmbH|KGaA|KK|K\.K|S\.?p\.?A|S\.?à\s?r\.?l"
    r"|S\.?a\.?r\.?l|N\.A|Pte|Pty|Sdn|Bhd|Trust|Bank)"
)
"""The legal form at a name's end, without the full stop that may follow."""

_SHORTEST_HEARD = 7
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011](?=[^\W\d_])")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?")
_VENTURE = re.compile(r"(?<=\w )(?:jvs?|joint ventures?)$")
_FORMS = frozenset(
    words(
        "incorporated inc corporation corp company co limited ltd llc llp lp plc sa sas nv bv ag as ab asa oy "
        "oyj se gmbh kgaa kk spa sarl na pte pty sdn bhd holding holdings group"
    )
)


def name_words(text: str) -> tuple[str, ...]:
    """Give the words of ``text`` as names are compared: case kept, no dots, no hyphens, "&" as "and".

    Possessives go too: ``"the U.S. government's"`` gives ``("the", "US", "government")``.
    """
    plain = _HYPHEN.sub("", text.replace("\u2019", "'").replace("&", " and "))
    plain = _DOTTED.sub(lambda found: found.group().replace(".", ""), plain)
    return tuple(word.removesuffix("'s") for word in _WORD.findall(plain))


def legal_core(name: str) -> str:
    """Give a name for comparison only: lower case, no legal form, leading "the", punctuation or possessive.

    A joint venture is a "jv", however it is written and however many of them go by the name.
    ``"The Alder & Birch Group, Inc."`` and ``"Alder and Birch"`` both give ``"alder and birch"``. A name that is
    nothing but legal forms is left as it is.
    """
    kept = [word.casefold() for word in name_words(name)]
    if len(kept) > 1 and kept[0] == "the":
        del kept[0]
    while len(kept) > 1 and (kept[-1] in _FORMS or kept[-1] == "and"):
        del kept[-1]
    return _VENTURE.sub("jv", " ".join(kept))


def misheard(written: str, meant: str, heard: str) -> bool:
    """Tell whether a transcript, all of it in small letters, writes once ``written`` where it says ``meant``.

    Both are single words of seven letters and more in small letters, one letter apart, and the other stands there more
    often: "Sycamoore" among three times "Sycamore".
    """
    return (
        " " not in written
        and len(written) >= _SHORTEST_HEARD
        and _one_letter_off(written, meant)
        and heard.count(written) == 1
        and heard.count(meant) > 1
    )


def _one_letter_off(one: str, other: str) -> bool:
    """Tell whether one letter left out, put in or changed makes one word the other."""
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short != long and short[at + (len(short) == len(long)) :] == long[at + 1 :]
