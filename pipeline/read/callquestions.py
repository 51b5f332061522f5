"""Where the questions of a call begin: at a heading that says so, else at the words that open them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.lexis import sentences
from pipeline.read.askwords import OPERATORS
from pipeline.read.callwords import AFTERWARDS, OPERATOR, QUESTIONS, QUESTIONS_SPOKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.lines import Line
    from pipeline.read.turns import Turn

_OPENING = 4
_SPOKEN_REACH = 320
_SHORT = 25
_POLLED = re.compile(r"[^.?!]*\bquestions?\b[^.?!]*[.?!]")
_ASKED_FOR = re.compile(r"\boperator\b|\bplease\b", re.IGNORECASE)


def find_questions(text: str, lines: Sequence[Line], turns: Sequence[Turn], start: int, end: int) -> int | None:
    """The offset at which the questions begin, None where there are none."""
    for line in lines:
        if start < line.start < end and QUESTIONS.fullmatch(line.text):
            return line.start
    return _in_turns(text, turns) if turns else _in_running_text(text, start, end)


def _in_turns(text: str, turns: Sequence[Turn]) -> int | None:
    for index, turn in enumerate(turns):
        said = text[turn.said : turn.end]
        match = QUESTIONS_SPOKEN.search(said)
        if match is None:
            continue
        before = said[max(0, match.start() - _SPOKEN_REACH) : match.end()]
        if index >= _OPENING or not AFTERWARDS.search(before):
            following = turns[index + 1].start if index + 1 < len(turns) else None
            handed_over = _hands_over(turn, said, match.start(), match.end())
            return following if handed_over and following is not None else turn.start
    return None


def _hands_over(turn: Turn, said: str, start: int, end: int) -> bool:
    """True when a speech only leads over to the questions ("Operator, please poll for questions") and asks none."""
    rest = said[end:]
    if OPERATOR.match(turn.speaker) or len(rest) >= _SPOKEN_REACH or "first question" in said[start:].lower():
        return False
    return "?" not in _POLLED.sub("", rest)


def _in_running_text(text: str, start: int, end: int) -> int | None:
    """The operator's first sentence in a text without speakers, with the instructions how to ask."""
    spans = [(start + low, start + high) for low, high in sentences(text[start:end])]
    for at, (low, high) in enumerate(spans):
        said = text[low:high]
        if not QUESTIONS_SPOKEN.search(said) or AFTERWARDS.search(said):
            continue
        following = text[slice(*spans[at + 1])] if at + 1 < len(spans) else ""
        if _ASKED_FOR.search(said) and OPERATORS.search(said) is None and "first question" not in said.lower():
            return spans[at + 1][0] if following else low
        return spans[_first_instruction(text, spans, at)][0]
    return None


def _first_instruction(text: str, spans: Sequence[tuple[int, int]], at: int) -> int:
    """The first of the operator's sentences that lead to sentence ``at``."""
    first = at
    while first and OPERATORS.search(text[slice(*spans[first - 1])]):
        first -= 1
    if first < at and first and spans[first - 1][1] - spans[first - 1][0] <= _SHORT:
        first -= 1
    return first
