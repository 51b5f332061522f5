"""Which language a text is in, as far as telling English from the rest needs."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_SCRIPTS: Final = (
    # Hangul and kana before Han: Korean and Japanese texts also hold Chinese characters.
    ("ko", "Korean", re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")),
    ("ja", "Japanese", re.compile(r"[\u3040-\u30ff]")),
    ("zh", "Chinese", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", "Russian", re.compile(r"[\u0400-\u04ff]")),
    ("ar", "Arabic", re.compile(r"[\u0600-\u06ff]")),
    ("he", "Hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("el", "Greek", re.compile(r"[\u0370-\u03ff]")),
    ("th", "Thai", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", "Hindi", re.compile(r"[\u0900-\u097f]")),
)
_WORDS: Final = {
    # Words that carry no meaning and stand in every text of the language, and in few of the others.
    "en": (
        "English",
        frozenset(
            [
                "the",
                "and",
                "of",
                "to",
                "that",
                "is",
                "for",
                "with",
                "our",
                "we",
                "this",
                "are",
                "have",
                "was",
                "were",
                "which",
                "from",
            ]
        ),
    ),
    "es": (
        "Spanish",
        frozenset(
            [
                "el",
                "los",
                "las",
                "del",
                "que",
                "una",
                "para",
                "por",
                "con",
                "como",
                "este",
                "más",
                "nuestro",
                "sus",
                "y",
            ]
        ),
    ),
    "fr": (
        "French",
        frozenset(
            ["le", "les", "des", "est", "que", "une", "pour", "dans", "nous", "avec", "sur", "au", "ce", "cette", "et"]
        ),
    ),
    "de": (
        "German",
        frozenset(
            ["der", "die", "das", "und", "ist", "wir", "mit", "für", "auf", "den", "dem", "nicht", "eine", "von", "zu"]
        ),
    ),
    "pt": (
        "Portuguese",
        frozenset(["os", "das", "dos", "que", "uma", "para", "com", "não", "mais", "nosso", "ao", "pela", "e", "são"]),
    ),
    "it": (
        "Italian",
        frozenset(
            ["il", "gli", "della", "che", "una", "per", "con", "sono", "nostro", "nel", "alla", "di", "e", "più"]
        ),
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_FOREIGN_SHARE = 0.4
_FEW = 5
_TRACE = 20
_ANY_SCRIPT = re.compile("|".join(pattern.pattern for _, _, pattern in _SCRIPTS))


def names(code: str) -> str:
    """``ko`` -> ``Korean``."""
    return next((name for known, name, _ in _SCRIPTS if known == code), _WORDS.get(code, (code,))[0])


def foreign_script(text: str) -> str | None:
    """The code of the language whose script most letters of ``text`` are in, unless that is the Latin script."""
    letters = sum(character.isalpha() for character in text)
    if not letters:
        return None
    counts = [(len(pattern.findall(text)), code) for code, _, pattern in _SCRIPTS]
    if sum(count for count, _ in counts) < _FOREIGN_SHARE * letters:
        return None
    # A Japanese sentence has fewer kana than Chinese characters, so the first script that is more than a trace wins.
    return next((code for count, code in counts if count > letters * 0.1), None)


def mixed(text: str) -> bool:
    """True when a text may hold two languages: letters of two scripts, or the small words of two languages."""
    if _ANY_SCRIPT.search(text):
        return True
    counted = Counter(_WORD.findall(text.lower()))
    scores = sorted(sum(counted[word] for word in words) for _, words in _WORDS.values())
    return scores[-2] * _TRACE > scores[-1]


def language(text: str) -> str:
    """The language code of ``text``; ``en`` when it is too short to tell."""
    sample = text[:_SAMPLE]
    foreign = foreign_script(sample)
    if foreign:
        return foreign
    counted = Counter(word.lower() for word in _WORD.findall(sample))
    scores = {code: sum(counted[word] for word in words) for code, (_, words) in _WORDS.items()}
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    return best if scores[best] >= _FEW and scores[best] > 2 * scores["en"] else "en"
