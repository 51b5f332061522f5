"""Whose words are whose where a transcript does not say who speaks: those who ask, those who answer, the operator.

What is told apart is what may not be taken for the company's word: the operator's sentences and the questions. All the
rest is ``unknown``, because nothing proves that it is an answer.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexis import sentences
from pipeline.read.askwords import (
    ANSWERS,
    ASKS,
    BEGIN,
    CALLED,
    FLOOR,
    FOLLOWS,
    GOES_ON,
    GRATEFUL,
    GREETS,
    HANDED,
    LEGAL_WORDS,
    OPERATORS,
    OWN,
    SECOND_PERSON,
    THANKS,
    TURNED_OVER,
    WHO,
)
from pipeline.records import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CERTAIN = ("next", "first", "final", "last", "following", "another", "line of", "we have")
_NAME_REACH = 160
"""The floor is given within so many characters of the words that call somebody."""
_OPENING = 2_500
"""An operator's opening is not longer."""
_SHORT = 60
_AHEAD = 3
_AHEAD_REACH = 400
"""A question that goes on after a statement goes on within so many sentences and characters."""
_PATIENCE = 1_500
"""Who was called and asks nothing in so many characters, or nothing more, is not the one who was called."""
_BACK = 3
_ASIDE = 120
"""A remark between two questions is not longer."""
_RUN_ON = re.compile(r"[a-z]{2}[.?!](?=[A-Z])")
"""Where a recogniser sets no space between two who speak: "Thank you.I can talk about"."""


class Speech(NamedTuple):
    """What one label says: ``label`` is None in a text without speakers."""

    start: int
    end: int
    label: str | None = None


class Said(NamedTuple):
    """A run of sentences of one voice."""

    start: int
    end: int
    voice: SpeakerKind


class Call(NamedTuple):
    """Words that call on somebody to ask, and the name and firm they call."""

    start: int
    end: int
    name: str
    firm: str | None


class _Unit(NamedTuple):
    start: int
    end: int
    label: str | None
    called: bool


def find_calls(text: str, start: int, end: int) -> Iterator[Call]:
    """Every place where somebody is called on for a question, in order."""
    at = start
    while (match := CALLED.search(text, at, end)) is not None:
        at = match.end()
        who = WHO.match(text, at, min(end, at + _NAME_REACH))
        handed = _handed(text, at, min(end, at + _NAME_REACH))
        if who is None or not (
            handed or any(word in match.group().lower() for word in _CERTAIN) or "line of" in who.group()
        ):
            continue
        firm = " ".join(who["firm"].split()) if who["firm"] else None
        stop = _closed(text, handed or max(who.end(), at), end)
        yield Call(match.start(), stop, " ".join(who["name"].split()), firm)
        at = stop


def _handed(text: str, start: int, end: int) -> int | None:
    """Where the words end that give the floor: all of "Your line is open. Please go ahead."."""
    found = HANDED.search(text, start, end)
    if found is None:
        return None
    stop = found.end()
    while (more := HANDED.match(text, _skip(text, stop), end)) is not None:
        stop = more.end()
    return stop


def _closed(text: str, place: int, end: int) -> int:
    """Behind the full stop that follows."""
    return place + 1 if place < end and text[place] in ".!," else place


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def opening(text: str, start: int, end: int) -> int:
    """Where the operator's opening of a call ends, ``start`` where no operator opens it."""
    stop = start
    for low, high in _sentences(text, start, min(end, start + _OPENING)):
        said = text[low:high]
        if stop > start:
            if not (BEGIN.search(said) and high - low <= 2 * _SHORT):
                return stop
            stop = high
        elif LEGAL_WORDS.search(said):
            return start
        elif TURNED_OVER.search(said) or (BEGIN.search(said) and high - low <= 2 * _SHORT):
            stop = high
    return stop


def tell_apart(text: str, speeches: Sequence[Speech]) -> list[Said]:
    """Cut speeches of the questions into runs of one voice: operator, analyst, unknown. No run crosses a speech."""
    units = [unit for speech in speeches for unit in _units(text, speech)]
    voices = _Listener(text, units).voices()
    runs: list[Said] = []
    for speech in speeches:
        inside = [at for at, unit in enumerate(units) if speech.start <= unit.start < speech.end]
        changes = [at for before, at in pairwise(inside) if voices[at] is not voices[before]]
        starts = [speech.start, *(units[at].start for at in changes)]
        firsts = [*inside[:1], *changes]
        ends = [*starts[1:], speech.end]
        runs.extend(Said(low, high, voices[at]) for low, high, at in zip(starts, ends, firsts, strict=False))
    return runs


def merged(runs: Sequence[Said]) -> list[Said]:
    """The same runs, neighbours of one voice as one."""
    found: list[Said] = []
    for run in runs:
        if found and found[-1].voice is run.voice:
            found[-1] = found[-1]._replace(end=run.end)
        else:
            found.append(run)
    return found


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(start + low, start + high) for low, high in sentences(text[start:end])]


def _units(text: str, speech: Speech) -> Iterator[_Unit]:
    """The sentences of a speech, cut where somebody is called: recognised speech may have no full stops."""
    calls = list(find_calls(text, speech.start, speech.end))
    cuts = {place for call in calls for place in (call.start, _skip(text, call.end))}
    cuts |= {match.end() for match in _RUN_ON.finditer(text, speech.start, speech.end)}
    for low, high in _sentences(text, speech.start, speech.end):
        places = [low, *sorted(cut for cut in cuts if low < cut < high), high]
        for first, last in pairwise(places):
            if text[first:last].strip():
                called = any(call.start <= first < call.end for call in calls)
                yield _Unit(first, last, speech.label, called)


class _Listener:
    """Walks over sentences and knows who was called, and whether they have asked yet."""

    def __init__(self, text: str, units: Sequence[_Unit]) -> None:
        self._text = text
        self._units = units
        self._voices = [SpeakerKind.UNKNOWN] * len(units)
        self._asking = False
        self._asked = False
        self._since = 0

    def voices(self) -> list[SpeakerKind]:
        """The voice of each sentence."""
        for at in range(len(self._units)):
            self._voices[at] = self._voice(at)
        return self._voices

    def _voice(self, at: int) -> SpeakerKind:
        unit, said = self._units[at], self._said(at)
        handed = FLOOR.search(said) is not None and len(said) <= _SHORT
        if unit.called or handed or OPERATORS.search(said):
            if unit.called or handed:
                self._asking, self._asked, self._since = True, False, unit.end
            return SpeakerKind.OPERATOR
        if self._asking and self._is_over(at, said):
            self._asking = False
        if not self._asking and self._asks_again(at, said):
            self._asking, self._asked, self._since = True, True, unit.start
        if self._asking:
            if _asks(said):
                self._asked, self._since = True, unit.end
            return SpeakerKind.ANALYST
        return SpeakerKind.ANALYST if self._is_grateful(at, said) else SpeakerKind.UNKNOWN

    def _is_over(self, at: int, said: str) -> bool:
        """True when the question asked so far ends before this sentence."""
        before = self._voices[at - 1] is SpeakerKind.ANALYST if at else False
        if before and self._asked and self._units[at].label != self._units[at - 1].label:
            return True
        waited = self._units[at].end - self._since > _PATIENCE
        if not self._asked or not before or waited:
            return waited
        last = self._said(at - 1)
        if ANSWERS.match(said):
            return not _puts(said)
        if THANKS.fullmatch(said):
            return THANKS.fullmatch(last) is not None
        if THANKS.fullmatch(last) or last.lower().endswith(("thanks.", "thank you.")):
            return not _asks(said)
        return last.endswith("?") and not _asks(said) and not self._goes_on(at)

    def _goes_on(self, at: int) -> bool:
        """True when the same person still asks after a statement: "Your lead times are long. Will you expand?"."""
        said = self._said(at)
        if OWN.search(said):
            return False
        if SECOND_PERSON.search(said) is None:
            return len(said) <= _ASIDE and self._is_question(at + 1, self._units[at].label)
        for index in range(at + 1, min(at + 1 + _AHEAD, len(self._units))):
            unit = self._units[index]
            if unit.called or unit.label != self._units[at].label or unit.end - self._units[at].start > _AHEAD_REACH:
                return False
            said = self._said(index)
            if ANSWERS.match(said):
                return False
            if _asks(said):
                return True
        return False

    def _is_question(self, at: int, label: str | None) -> bool:
        return at < len(self._units) and self._units[at].label == label and _puts(self._said(at))

    def _asks_again(self, at: int, said: str) -> bool:
        """True at a second question inside the answers; what opens it is marked too: "Great. Thanks."."""
        if not _puts(said) and not GOES_ON.search(said):
            return False
        self._mark_back(at)
        return True

    def _is_grateful(self, at: int, said: str) -> bool:
        if not GRATEFUL.search(said):
            return False
        self._mark_back(at, reach=_BACK)
        return True

    def _mark_back(self, at: int, *, reach: int = 0) -> None:
        """Mark the short thanks that lead to sentence ``at``; with ``reach`` also so many sentences behind them."""
        label = self._units[at].label
        first = at
        for index in range(at - 1, max(-1, at - 1 - max(reach, _BACK)), -1):
            if self._voices[index] is not SpeakerKind.UNKNOWN or self._units[index].label != label:
                break
            said = self._said(index)
            follows = FOLLOWS.match(said) is not None and len(said) <= _SHORT
            if follows and (reach or not ANSWERS.match(said)):
                first = index
            elif not reach:
                break
        for index in range(first, at):
            self._voices[index] = SpeakerKind.ANALYST

    def _said(self, at: int) -> str:
        unit = self._units[at]
        return " ".join(self._text[unit.start : unit.end].split())


def _asks(said: str) -> bool:
    return GREETS.search(said) is None and ("?" in said or ASKS.search(said) is not None)


def _puts(said: str) -> bool:
    """True for a question that is put to somebody."""
    return said.endswith("?") and SECOND_PERSON.search(said) is not None
