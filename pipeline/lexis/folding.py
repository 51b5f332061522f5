"""Fold text for matching, with a way back to the original.

A quote may differ from the document only in how it was set: curly quotes, hyphenation at a line's end, ligatures,
kinds of space, letters set wide apart. Folding takes these differences away on both sides and remembers where each
character came from.
"""

from __future__ import annotations

import re

from pipeline.lexis.records import Normalised

_ONE_TO_ONE = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u201f\xab\xbb\u2033", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\x60\xb4", "'"),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
        ),
        **dict.fromkeys("\t\v\f\x1c\x1d\x1e\x1f", " "),
        **dict.fromkeys("\r\x85\u2028\u2029", "\n"),
        "İ": "I",  # the one letter whose lower case is longer than itself
    }
)
_EXPANDED = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "…": "..."}
_LEAST_SPACED = 4
"""So many single letters in a row are a word set wide apart: W I T N E S S E T H, T a b l e  o f  C o n t e n t s."""
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

_IRREGULAR = re.compile(
    rf"""
    # For speed: how each of the following begins, which few places of a text do.
    (?= \s[\s\d(%)] | [{"".join(_EXPANDED)}{_INVISIBLE}-] | (?<![^\W_])[^\W\d_][ ] )
    (?:
      (?P<wide> [{"".join(_EXPANDED)}] )
    | (?P<gone>
        [{_INVISIBLE}]+ (?: [ ]*\n[ ]* (?=[^\W\d_]) )?            # a soft hyphen at a line's end joins the word
      | (?<=[^\W\d_]) - (?: [ ]*\n\s* )? (?=[^\W\d_])             # non-cancelable, non-<line end>cancelable
      | (?<=\d,)(?<!\d{{4}},) [ ]*\n[ ]* (?=\d{{3}}(?!\d))            # 1,<line end>200
      | (?: (?<=[$€£¥]\d\.) | (?<=[$€£¥]\d\d\.) ) [ ]*\n[ ]* (?=\d)   # $4.<line end>5 billion
      | (?<=[$€£¥]) \s+ (?=[\d(])                                 # $ 8,467
      | (?<=\d) \s+ (?=[%)])                                     # 8<line end>%
      )
    | (?P<spaced> (?<![^\W_]) [^\W\d_] (?: [ ]{{1,4}} [^\W\d_] (?![^\W_]) ){{{_LEAST_SPACED - 1},}} )
    | \s{{2,}}
    )
    """,
    re.VERBOSE,
)


def normalise(text: str, *, fold_case: bool = False) -> Normalised:
    """Fold ``text`` for matching: plain quotes and dashes, single spaces, no ligatures, no hyphen inside a word.

    Case is kept unless ``fold_case``. Both the document and the words looked for must go through here. Linear.
    """
    plain = text.translate(_ONE_TO_ONE)
    pieces: list[str] = []
    origin: list[int] = []
    position = 0
    for irregular in _IRREGULAR.finditer(plain):
        start, end = irregular.span()
        pieces.append(plain[position:start])
        origin.extend(range(position, start))
        position = end
        if irregular["spaced"]:
            kept = [start + at for at in _joined(irregular["spaced"])]
            pieces.append("".join([plain[at] for at in kept]))
            origin.extend(kept)
            continue
        expanded = "" if irregular["gone"] else _EXPANDED[irregular["wide"]] if irregular["wide"] else " "
        pieces.append(expanded)
        origin.extend([start] * len(expanded))
    pieces.append(plain[position:])
    origin.extend(range(position, len(plain) + 1))
    folded = "".join(pieces).replace("\n", " ")
    return Normalised(folded.lower() if fold_case else folded, tuple(origin))


def _joined(spaced: str) -> list[int]:
    """Give the places in ``spaced`` of its letters, and of one blank where several stand between two words."""
    return [
        place
        for place, character in enumerate(spaced)
        if character != " " or (spaced[place + 1] == " " and spaced[place - 1] != " ")
    ]
