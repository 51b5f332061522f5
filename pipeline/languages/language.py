"""The words of one language: data only. What is said, and how firmly, is decided elsewhere and alike for all.

A language is a folder with ``words.toml``, ``numbers.toml``, ``sentences.toml`` and ``glossary.toml``. English says
which words there are: a language that lacks one, or has one too many, is refused with its name. docs/languages.md says
how to add one.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import languages as listing
from pipeline.errors import SettingsError
from pipeline.inert import Ours
from pipeline.languages import MEASURE, languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.records import FactFile

    Tables = Mapping[str, Mapping[str, str]]

_FILES = ("words", "numbers", "sentences")
_FREE = frozenset({"phrases", "patterns", "steps"})
"""Tables that may hold what they like: translations of words that English prints as they are, and how it counts."""

_MORE = frozenset({"money", "unit"})
"""Tables that may hold more than those of English: ``other`` stands for whatever is not there."""

MARK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Signs of scripts that part no words with spaces, for a class of a regular expression."""

_SIGNS = re.compile(rf"[{MARK}]")
_PROSE = ("limits", "names", "verbs", "links", "strength", "things", "plain", "measure", "result", "role", "question")

_SLOT = re.compile(r"\{(\w+)\}")


class Term(NamedTuple):
    """A term of art: how it is known on a page, and what it means in a few words."""

    term: str
    pattern: re.Pattern[str]
    meaning: str


class Language(NamedTuple):
    """All words of one language, by table and key, and its glossary in order of what a reader misreads most.

    ``prose`` are the closed words a model's sentence is proved with, empty where a model is not asked for any.
    """

    code: str
    words: Tables
    numbers: Tables
    sentences: Tables
    glossary: tuple[Term, ...]
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()
    prose: Mapping[str, Any] = MappingProxyType({})

    def told(self, table: str, key: str, **slots: str | int) -> str:
        """Fill the words of ``table`` and ``key``."""
        return fill(self.words[table][key], **slots)

    def counted(self, table: str, key: str, count: int, **slots: str | int) -> str:
        """Fill ``key_one`` for one of a thing, else ``key_many``; ``{count}`` is how many there are."""
        return self.told(table, f"{key}_{'one' if count == 1 else 'many'}", count=count, **slots)

    def phrase(self, words: str) -> str:
        """Say words of the program's own vocabulary in this language; any other stay as they are."""
        known = self.words["phrases"].get(words.casefold())
        if known is not None:
            return known
        for pattern, said in self.patterns:
            if found := pattern.fullmatch(words):
                return fill(said, **{str(n): self.phrase(part) for n, part in enumerate(found.groups(), start=1)})
        return words

    @property
    def composed(self) -> Mapping[str, Mapping[str, Ours]]:
        """The words for a template, which prints them as they are: they are the program's own."""
        return {name: {key: Ours(text) for key, text in table.items()} for name, table in self.words.items()}

    @property
    def named(self) -> str | None:
        """How a summary names its language: not at all where it is English."""
        return None if self.code == MEASURE else self.code

    @property
    def breath(self) -> int:
        """How much can be said in one breath, as ``length`` counts."""
        return int(self.numbers["reading"]["breath"])

    @property
    def average(self) -> int:
        """How long sentences may be on average."""
        return int(self.numbers["reading"]["average"])

    def length(self, text: str) -> int:
        """Count words; of scripts that part no words, each sign is one."""
        return sum(len(_SIGNS.findall(word)) + bool(_SIGNS.sub("", word)) for word in text.split())

    def listed(self, parts: Sequence[str]) -> str:
        """List things in a line."""
        return self.words["page"]["list"].join(parts)

    def clauses(self, parts: Iterable[str]) -> str:
        """Put clauses behind each other."""
        return self.words["page"]["comma"].join(parts)


def fill(pattern: str, **slots: str | int) -> str:
    """Fill ``{slots}`` in one pass, so that a name that looks like a slot is printed and not filled.

    Where Latin letters or digits come to stand beside signs of a script without spaces, a space parts them.
    """
    told, at = "", 0
    for found in _SLOT.finditer(pattern):
        for part in (pattern[at : found.start()], str(slots[found[1]])):
            told = beside(told, part)
        at = found.end()
    return beside(told, pattern[at:])


def beside(told: str, part: str) -> str:
    """Put a part behind what is told, with a space where the two scripts ask for one."""
    meet = told[-1:], part[:1]
    signs = [bool(_SIGNS.match(one)) for one in meet]
    parted = any(signs) and any(one.isascii() and (one.isalnum() or one == "$") for one in meet)
    return f"{told}{' ' if parted else ''}{part}"


def language(code: str | None = None, folder: Path | None = None) -> Language:
    """Give a language, English where none is named.

    Raises ``SettingsError`` for one there is not, naming those there are, and for a folder that lacks words of English.
    """
    return _loaded(code or MEASURE, folder or listing.FOLDER)


@lru_cache(maxsize=16)
def _loaded(code: str, folder: Path) -> Language:
    if code not in languages(folder):
        raise SettingsError(
            f"there is no language {code!r}", remedy=f"the languages are {', '.join(languages(folder))}"
        )
    tables, measure = {name: _read(folder / code / f"{name}.toml") for name in _FILES}, listing.FOLDER / MEASURE
    terms = _read(folder / code / "glossary.toml")
    faults = [
        fault
        for name in _FILES
        for fault in _faults(f"{code}/{name}.toml", _read(measure / f"{name}.toml"), tables[name])
    ]
    faults += _faults(f"{code}/glossary.toml", _read(measure / "glossary.toml"), terms, free=("pattern",))
    prose = _read(folder / code / "prose.toml")
    faults += [f"{code}/prose.toml lacks {table}" for table in _PROSE if prose and table not in prose]
    if faults:
        raise SettingsError(f"the language {code} is not whole: {'; '.join(faults)}", remedy="see docs/languages.md")
    glossary = tuple(_term(fields) for fields in terms.values())
    words, numbers, sentences = (MappingProxyType(tables[name]) for name in _FILES)
    return Language(code, words, numbers, sentences, glossary, _compiled(words["patterns"]), prose)


def language_of(facts: FactFile) -> Language:
    """Give the language a briefing is written in."""
    return language(facts.summary.language)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}


def _faults(
    where: str, wanted: Mapping[str, Any], there: Mapping[str, Any], prefix: str = "", free: Sequence[str] = ()
) -> Iterator[str]:
    """Name every word that lacks or is too many, and every slot that is left open or that nothing fills."""
    table = prefix.rstrip(".")
    if table in _FREE:
        return
    for key in wanted:
        if key not in there:
            yield f"{where} lacks {prefix}{key}"
    for key, value in there.items():
        if key not in wanted and table not in _MORE:
            yield f"{where} has {prefix}{key}, which nothing prints"
        elif isinstance(value, dict) != isinstance(wanted.get(key, value), dict):
            yield f"{where} must hold {prefix}{key} as English does"
        elif isinstance(value, dict):
            yield from _faults(where, wanted[key], value, f"{prefix}{key}.", free)
        elif key in wanted and key not in free:
            yield from _slots(f"{where}, {prefix}{key}", _slots_of(wanted[key]), _slots_of(value))


def _slots(where: str, wanted: set[str], there: set[str]) -> Iterator[str]:
    for slot in sorted(wanted - there - {"count"}):
        yield f"{where} lacks {{{slot}}}"
    for slot in sorted(there - wanted - {"count"}):
        yield f"{where} has {{{slot}}}, which nothing fills"


def _slots_of(pattern: str) -> set[str]:
    # "Alder's" is a word of its own in English only.
    return {slot.replace("filers", "filer") for slot in _SLOT.findall(pattern)}


def _term(fields: Mapping[str, str]) -> Term:
    pattern = re.compile(rf"(?<![A-Za-z0-9_])(?:{fields['pattern']})(?![A-Za-z0-9_])", re.IGNORECASE)
    return Term(fields["term"], pattern, fields["meaning"])


def _compiled(patterns: Mapping[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), said) for pattern, said in patterns.items())


ENGLISH = language()
