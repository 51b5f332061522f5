"""Where sentences begin and end in text that was set in lines, with table rows between."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.lexis.wordlist import words

_NEVER_LAST = frozenset(
    words(
        "mr mrs ms messrs dr prof gov sen rep hon vs cf e.g i.e viz approx est incl fig figs sec secs art "
        "arts vol vols nos pp para ser st mt ft no"
    )
)
"""Abbreviations that a sentence does not end with ("No. 5" is also looked at for what follows)."""
_MAY_BE_LAST = frozenset(
    words(
        "inc corp co cos ltd llc plc l.p l.l.c u.s u.k u.s.a e.u u.n d.c n.a n.v s.a b.v a.g p.l.c s.p.a k.k "
        "a.m p.m jr sr bros assoc assn dept etc al intl int'l mfg sys tech ph.d jan feb mar apr jun jul aug "
        "sept sep oct nov dec pte pty gmbh"
    )
)
"""Abbreviations that may end a sentence: only a word that opens sentences shows that they did."""
_OPENERS = frozenset(
    words(
        "the a an in on at as of for from to by with under this these that those it its we our they their "
        "there he she if when while although however further furthermore additionally also such each all any "
        "no none neither both certain some other upon after before during pursuant subject following based "
        "because since pending see refer what how why who i you your so and but or total no interest payments "
        "borrowings revenue net thank thanks"
    )
)
_ENUMERATED = frozenset(
    words(
        "class customer customers series part item vendor supplier partner tranche exhibit appendix schedule "
        "type level term loan"
    )
)

_FORMS = frozenset(words("inc incorporated corp corporation company co ltd limited llc plc holdings group"))
"""Legal forms: what stands before one of them and an exclamation mark is a name, as in "Sing! Inc."."""

_INTRODUCES = re.compile(r"\s*\(\s*[\"“]")
"""A bracket with a quoted term belongs to what stands before it."""
_STOP = re.compile(r"""[.!?]+["'”\u2019)\]]*(?=\s)|\n[ \t]*(?:\n\s*)+""")
_LAST_WORD = re.compile(r"(?:[^\W_]\.)+[^\W_]$|[^\W_]+(?:['\u2019][^\W_]+)?$")
_NEXT_WORD = re.compile(r"\s*[\"'“\u2018(\[]*([^\s\"'”\u2019)\],;:]+)")

_CELL = r"(?:[($€£¥]|US\$)*[ \t]*(?:\d[\d,]*(?:\.\d+)?|[—\u2013-])[ \t]*[)%]*"
_ROW = re.compile(
    rf"^(?=[^\n]{{1,400}}$)[^\n]*?(?:\t[^\n]*|(?:[ \t]|^)(?:{_CELL}[ \t]+)+{_CELL}"
    rf"|[$€£¥][ \t]+\(?[\d,.]+\)?%?)[ \t]*$|^[ \t]*\|[^\n]*$",
    re.MULTILINE,
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of ``text``, in order, without white space at their ends.

    A line break inside a sentence does not end it; an empty line does. A line of figures (a table row) stands alone.
    Every character that is not white space lies in exactly one span. Linear.
    """
    cuts = {0, len(text)}
    for row in _ROW.finditer(text):
        cuts.add(row.start())
        cuts.add(row.end())
    for stop in _STOP.finditer(text):
        if stop.group().isspace() or _ends_sentence(text, stop.start(), stop.end()):
            cuts.add(stop.end())
    spans = []
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            begin = start + len(piece) - len(piece.lstrip())
            spans.append((begin, begin + len(stripped)))
    return tuple(spans)


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Tell whether the mark at ``[start, end)`` ends a sentence, by the words on both sides."""
    following = _NEXT_WORD.match(text, end, end + 80)
    if following is None:
        return True
    next_word = following[1]
    if _INTRODUCES.match(text, end):
        return False
    single = text[start] == "." and not text.startswith("..", start)
    if text[start] == "!" and (next_word[0].islower() or next_word.casefold().rstrip(".") in _FORMS):
        return False
    if next_word[0].islower():
        return text[start] != "."
    last = _LAST_WORD.search(text, max(0, start - 24), start) if single else None
    return last is None or _may_be_last(text, last, next_word)


def _may_be_last(text: str, last: re.Match[str], next_word: str) -> bool:
    """Tell whether a full stop after the word ``last`` ends a sentence when ``next_word`` follows."""
    word = last.group().casefold().replace("\u2019", "'")
    opens = next_word.casefold() in _OPENERS
    if word == "no":
        return not next_word[0].isdigit()
    if word in _NEVER_LAST or word in _MAY_BE_LAST:
        return opens and word in _MAY_BE_LAST
    if len(word) == 1 and word.isalpha():
        before = text[max(0, last.start() - 16) : last.start()].split()
        return opens and bool(before) and before[-1].casefold() in _ENUMERATED
    is_list_number = word.isdigit() and text[max(0, last.start() - 1) : last.start()] in {"", "\n"}
    return not is_list_number
