"""Names that a text introduces with a short form: ``Alder Corporation ("Alder")``."""

from __future__ import annotations

import re

from pipeline.lexis.names import LEGAL_FORM
from pipeline.lexis.wordlist import words
from pipeline.records import Definition

_BRACKET = re.compile(r"\(\s*+([^()]{1,160}?)\s*+\)")  # possessive: a bracket before endless blanks is no riddle
_QUOTED = re.compile(r"[\"“]\s*([^\"“”]{1,80}?)[,.]?\s*[\"”]")
_LEAD = re.compile(
    r"(?:(?:collectively|together|individually|each|as\s+(?:amended|defined)[^\"“]*|such\s+\w+"
    r"|hereinafter|herein|referred\s+to\s+(?:herein\s+)?as"
    r"|together\s+with[^\"“]*|also\s+known\s+as|or|and|a|an|the|our|this)\b[\s,:]*)*",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"(?:(?P<lead>(?:collectively|together|each)\s*,?\s*(?:the\s+)?"
    r"|the\s+))?(?P<term>[A-Z][\w.&'\u2019/-]*(?:\s+(?:(?:and|of|&"
    r"|for)\s+)?[A-Z0-9][\w.&'\u2019/-]*){0,4})"
)
_OR_TERM = re.compile(r",\s+or\s+(?P<term>[A-Z][A-Z0-9&]{1,7}),(?=\s)")
_CONNECTORS = frozenset(words("and of & de la for du del der van von the"))
_STOPS = frozenset(
    words(
        "in on at with by from to between among under by as for our its their the a an this these that if "
        "when while since during after before upon pursuant and or certain both such each"
    )
)
_DETERMINERS = frozenset(words("a an the our its their his certain this each"))
_VERBS = frozenset(
    words(
        "is are was were be been has have had entered issued signed executed acquired completed announced "
        "agreed purchased sold received into granted made obtained established adopted provided provides "
        "include includes including which that who with between among by from under pursuant upon of to in on "
        "for at and or"
    )
)
_WORD = re.compile(r"[^\s]+")
_FORM_END = re.compile(rf"(?:^|[\s,]){LEGAL_FORM}\.?$")
_FORM_WORD = re.compile(rf"{LEGAL_FORM}\.?,?")
_MOST_BACK = 160
_MOST_WORDS = 14


def definitions(text: str) -> tuple[Definition, ...]:
    """Every introduction of a short name in ``text``: quoted in brackets, plain in brackets, or ``NAME, or TERM,``.

    A plain bracket counts only when it starts with "the" or repeats or abbreviates the name before it. ``name`` is
    the whole noun phrase before the bracket with its span; a bracket with two terms gives two definitions.
    """
    found = []
    for bracket in _BRACKET.finditer(text):
        terms = _terms(bracket[1])
        quoted = bool(terms)
        plain = None
        if not terms:
            plain = _PLAIN.fullmatch(bracket[1])
            if plain is None and not _repeats(text, bracket.start(), bracket[1]):
                continue
            terms = (plain["term"] if plain else bracket[1],)
        for term in terms:
            span = _name_before(text, bracket.start(), term)
            if span is None:
                continue
            name = " ".join(text[span[0] : span[1]].split())
            if not quoted and not (plain and plain["lead"]) and not _abbreviates(term, name):
                continue
            found.append(
                Definition(start=span[0], end=bracket.end(), name=name, term=term, name_start=span[0], name_end=span[1])
            )
    for other in _OR_TERM.finditer(text):
        span = _name_before(text, other.start(), other["term"])
        if span is not None and _initials_match(other["term"], text[span[0] : span[1]]):
            name = " ".join(text[span[0] : span[1]].split())
            found.append(
                Definition(
                    start=span[0],
                    end=other.end("term"),
                    name=name,
                    term=other["term"],
                    name_start=span[0],
                    name_end=span[1],
                )
            )
    return tuple(sorted(found, key=lambda definition: (definition.start, definition.end, definition.term)))


def _repeats(text: str, end: int, inner: str) -> bool:
    """Tell whether a bracket only repeats the name before it without its legal form: "QX elm Inc. (QX elm)"."""
    before = _FORM_END.sub("", text[max(0, end - _MOST_BACK) : end].rstrip()).rstrip(" ,")
    return inner[:1].isupper() and len(inner.split()) > 1 and before.endswith(inner)


def _terms(inner: str) -> tuple[str, ...]:
    """Give the quoted terms of a bracket that defines, without "the"; empty when it says something else."""
    quoted = list(_QUOTED.finditer(inner))
    if not quoted or not _LEAD.fullmatch(inner[: quoted[0].start()]):
        return ()
    terms = (re.sub(r"^(?:the|our)\s+", "", " ".join(match[1].split()), flags=re.IGNORECASE) for match in quoted)
    return tuple(dict.fromkeys(term for term in terms if term))


def _name_before(text: str, end: int, term: str) -> tuple[int, int] | None:
    """Give the noun phrase that ends where the bracket begins: capitalised words, or the words after "a" or "the"."""
    before = text[max(0, end - _MOST_BACK) : end].rstrip()
    if before.endswith(")") and "(" in before:
        # "the Elm Office (formerly the Fir Office) (the "EO")": the name stands before the first bracket.
        end = max(0, end - _MOST_BACK) + before.rindex("(")
    base = max(0, end - _MOST_BACK)
    words = [(match.start() + base, match.end() + base, match.group()) for match in _WORD.finditer(text[base:end])]
    if base:
        words = words[1:]
    if not words:
        return None
    last = words[-1]
    name_end = last[1] - (len(last[2]) - len(last[2].rstrip(",;:")))
    run = _capital_run(words, frozenset(term.split())) if _capital(last[2]) else _common_run(words)
    if not run:
        return None
    run = _start_at_term(run, term)
    start = run[0][0] + (len(run[0][2]) - len(run[0][2].lstrip("(\"“'\u2018")))
    return (start, name_end) if start < name_end else None


def _capital(word: str) -> bool:
    bare = word.lstrip("(\"“'\u2018")
    return bool(bare) and (
        bare[0].isupper()
        or (bare[0].isdigit() and any(c.isalpha() for c in bare))
        or (len(bare) > 1 and bare[0].islower() and bare[1].isupper())
    )


def _capital_run(words: list[tuple[int, int, str]], term: frozenset[str]) -> list[tuple[int, int, str]]:
    """Give the capitalised words before a bracket, with words in small letters that the term repeats: SK hynix."""
    first = len(words) - 1
    index = first - 1
    while index >= 0 and len(words) - index <= _MOST_WORDS:
        word = words[index][2]
        follows_comma = word.endswith((",", ";", ":")) or (word.endswith(".") and not _dotted(word))
        if follows_comma and not (word.endswith(",") and _FORM_WORD.fullmatch(words[index + 1][2])):
            break
        if word.endswith((")", "”")):
            break
        named = _capital(word) or word in term
        if named and not (word.casefold() in _STOPS and index > 0):
            first = index
        elif word not in _CONNECTORS:
            break
        index -= 1
    while first < len(words) - 1 and words[first][2].casefold() in _STOPS:
        first += 1
    return words[first:]


def _dotted(word: str) -> bool:
    return bool(_FORM_WORD.fullmatch(word)) or bool(
        re.fullmatch(r"(?:[A-Z]\.)+|(?:St|Mr|Ms|Mrs|Dr|Bros|Int['\u2019]l|Intl|Mfg|Assoc)\.", word)
    )


def _common_run(words: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Give a phrase in small letters: back to its article, or to the verb or preposition that it hangs on."""
    first = len(words)
    for index in range(len(words) - 1, max(-1, len(words) - _MOST_WORDS), -1):
        word = words[index][2]
        if index < len(words) - 1 and word.endswith((",", ";", ":", ".", ")", "”")) and not _dotted(word):
            break
        if word.casefold() in _DETERMINERS:
            return words[index + 1 :] if index + 1 < len(words) else []
        first = index
    tail = words[first:]
    for index in range(len(tail) - 1, -1, -1):
        if tail[index][2].casefold() in _VERBS:
            return tail[index + 1 :]
    return tail


def _start_at_term(run: list[tuple[int, int, str]], term: str) -> list[tuple[int, int, str]]:
    """Start the name at the term's own first word, or at its initials: "Elm and Alder Inc. ("Alder")" is Alder Inc."""
    head = _bare(term.split(maxsplit=1)[0])
    for index in range(len(run)):
        if _bare(run[index][2]) == head:
            return run[index:]
    if term.isupper() and " " not in term:
        for index in range(len(run)):
            cuttable = index == 0 or run[index - 1][2] in _CONNECTORS
            if cuttable and _initials_match(term, " ".join(word for _, _, word in run[index:])):
                return run[index:]
    return run


def _bare(word: str) -> str:
    return re.sub(r"[^\w]|['\u2019]s$", "", word).casefold()


def _initials_match(term: str, name: str) -> bool:
    initials = "".join(
        part[0] for part in re.split(r"[\s.,&/-]+", name) if part and part.lower() not in {"of", "the", "and", "for"}
    ).upper()
    letters = re.sub(r"[^A-Z0-9]", "", term.upper())
    return len(letters) > 1 and (initials.startswith(letters) or (letters.startswith(initials) and len(initials) > 1))


def _abbreviates(term: str, name: str) -> bool:
    """Tell whether a plain bracket repeats the name's first word, or is made of its initials."""
    return _bare(term.split(maxsplit=1)[0]) == _bare(name.split(maxsplit=1)[0]) or (
        term.isupper() and _initials_match(term, name)
    )
