"""For whom each speaker of a call speaks: by lists, titles, who calls on them, when they speak and what they say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.askwords import ASKS, GRATEFUL, OPERATORS
from pipeline.read.callwords import NUMBERED_SPEAKER, OPERATOR
from pipeline.read.roster import surname
from pipeline.read.titles import ANALYST, OFFICER, TITLE, last_piece, role_and_firm
from pipeline.read.turns import UNNAMED
from pipeline.read.voices import find_calls
from pipeline.records import KnownBy, Speaker, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.read.roster import Person, Roster
    from pipeline.read.turns import Turn
    from pipeline.read.voices import Call

_FIRST_WORDS = 600
_SHARED = 2
_TITLED = 2
_CALLING = 2
_INTRODUCES = re.compile(
    r"\b(?:conference\s+operator|moderator)\s+(?:for\s+)?today\b|\byour\s+(?:conference\s+)?operator\b", re.IGNORECASE
)
# An officer may say "thanks for the question" once; those who ask do not.
_THANKED = re.compile(r"thank(?:s| you),? (?:\w+,? )?for (?:the|your|that) (?:\w+ )?question", re.IGNORECASE)
# Titles of those who ask, unless they spoke in the remarks: "Managing Director, Equities".
_BANKER = re.compile(r"\b(?:managing|executive) director\b(?! of)|\bequities\b|\bsecurities\b", re.IGNORECASE)
_UNIDENTIFIED = (
    (re.compile(r"\banalyst$", re.IGNORECASE), SpeakerKind.ANALYST),
    (re.compile(r"\b(?:executive|company\s+\w+)$", re.IGNORECASE), SpeakerKind.COMPANY),
)


class _Heard(NamedTuple):
    """What a speaker is heard to do: ``early``: before the questions; ``words``: their first in the questions."""

    person: Person
    early: bool
    words: str
    said: str


def find_speakers(text: str, turns: Sequence[Turn], roster: Roster, questions: int | None) -> tuple[Speaker, ...]:
    """Every speaker in the order of their first words."""
    heard = _heard(text, turns, questions)
    shared = _shared(heard)
    called = _called(text, turns, questions, heard)
    titled = sum(one.early and bool(one.person.role) for one in heard.values()) >= _TITLED
    return tuple(_speaker(one, roster, called.get(shown), shared, titled=titled) for shown, one in heard.items())


def _heard(text: str, turns: Sequence[Turn], questions: int | None) -> dict[str, _Heard]:
    found: dict[str, _Heard] = {}
    for turn in turns:
        early = questions is None or turn.start < questions
        said = " ".join(text[turn.said : turn.end].split())
        before = found.get(turn.speaker, _Heard(turn.person, early, "", ""))
        words = before.words if early else f"{before.words} {said}"[:_FIRST_WORDS]
        found[turn.speaker] = before._replace(early=before.early or early, words=words, said=f"{before.said} {said}")
    return found


def _shared(heard: Mapping[str, _Heard]) -> frozenset[str]:
    """What stands behind the titles of several people: the name of their company."""
    pieces = Counter(last_piece(one.person.role) for one in heard.values() if not ANALYST.search(one.person.role))
    return frozenset(piece for piece, times in pieces.items() if piece and times >= _SHARED)


def _called(text: str, turns: Sequence[Turn], questions: int | None, heard: Mapping[str, _Heard]) -> dict[str, Call]:
    """Who is called on for a question, with the words that call them: by surname, else whoever speaks next."""
    if questions is None:
        return {}
    found: dict[str, Call] = {}
    starts = [turn.start for turn in turns]
    for call in find_calls(text, questions, turns[-1].end):
        after = bisect_right(starts, call.start)
        caller = turns[after - 1].speaker if after else None
        asked = next((turn.speaker for turn in turns[after:] if turn.speaker != caller), None)
        named = next((shown for shown in heard if _is_same(heard[shown].person.name, call.name)), None)
        for shown in (named, asked if named is None else None):
            if shown is not None and (shown not in found or (call.firm and not found[shown].firm)):
                found[shown] = call
    return found


def _is_same(name: str, called: str) -> bool:
    return " " in called and surname(name).casefold() == surname(called).casefold() and name != UNNAMED


def _speaker(one: _Heard, roster: Roster, call: Call | None, shared: frozenset[str], *, titled: bool) -> Speaker:
    person = one.person
    if person.kind is None and not person.role:
        person = (roster.namesake(person.name) or person)._replace(name=person.name)
    role, firm = role_and_firm(person.role, shared)
    kind, known_by = _kind(one, person, call, titled=titled)
    if firm is None and call is not None and kind is SpeakerKind.ANALYST:
        firm = call.firm
    return Speaker(shown=one.person.shown, name=person.name, role=role, firm=firm, kind=kind, known_by=known_by)


def _kind(one: _Heard, person: Person, call: Call | None, *, titled: bool) -> tuple[SpeakerKind, KnownBy | None]:
    """For whom somebody speaks, by the surest sign there is."""
    officer = OFFICER.search(person.role) is not None
    signs: tuple[tuple[bool, SpeakerKind, KnownBy], ...] = (
        (_runs_the_call(person), SpeakerKind.OPERATOR, KnownBy.TITLE),
        (person.kind is not None, person.kind or SpeakerKind.UNKNOWN, KnownBy.LIST),
        (not officer and ANALYST.search(person.role) is not None, SpeakerKind.ANALYST, KnownBy.TITLE),
        (not officer and not one.early and call is not None, SpeakerKind.ANALYST, KnownBy.CALLED),
        (officer, SpeakerKind.COMPANY, KnownBy.TITLE),
        (one.early, SpeakerKind.COMPANY, KnownBy.REMARKS),
        (_BANKER.search(person.role) is not None, SpeakerKind.ANALYST, KnownBy.TITLE),
        # A firm and no title: those who answer have one.
        (bool(person.role) and TITLE.search(person.role) is None, SpeakerKind.ANALYST, KnownBy.TITLE),
    )
    if person.name == UNNAMED:
        return SpeakerKind.UNKNOWN, None
    if NUMBERED_SPEAKER.fullmatch(person.name):
        return _numbered(one, person)
    return next(((kind, known_by) for holds, kind, known_by in signs if holds), _by_words(one, person, titled=titled))


def _runs_the_call(person: Person) -> bool:
    return any(OPERATOR.fullmatch(words) for words in (person.name, person.role))


def _numbered(one: _Heard, person: Person) -> tuple[SpeakerKind, KnownBy | None]:
    label = f"{person.name}, {person.role}" if person.role else person.name
    for pattern, kind in _UNIDENTIFIED:
        if pattern.search(label):
            return kind, KnownBy.TITLE
    if _INTRODUCES.search(one.said) or len(OPERATORS.findall(one.said)) >= _CALLING:
        return SpeakerKind.OPERATOR, KnownBy.WORDS
    return SpeakerKind.UNKNOWN, None


def _by_words(one: _Heard, person: Person, *, titled: bool) -> tuple[SpeakerKind, KnownBy | None]:
    """Somebody who speaks in the questions only, whom nobody calls and no title tells."""
    asks = "?" in one.words and ASKS.search(one.words) is not None and _THANKED.search(one.words) is None
    if GRATEFUL.search(one.words) or asks:
        return SpeakerKind.ANALYST, KnownBy.WORDS
    if _THANKED.search(one.words) or TITLE.search(person.role):
        return SpeakerKind.COMPANY, KnownBy.TITLE if TITLE.search(person.role) else KnownBy.WORDS
    # Where officers are shown with their titles, who has none is no officer.
    return (SpeakerKind.ANALYST, KnownBy.TITLE) if titled and not person.role else (SpeakerKind.UNKNOWN, None)
