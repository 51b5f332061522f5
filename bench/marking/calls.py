"""Whether the reader knows who speaks in a call, and where the questions begin."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from bench.marking.points import Point, compare, shown
from bench.marking.words import places, squash, squashed
from pipeline.records import BlockKind

if TYPE_CHECKING:
    from bench.marking.marks import CallMark, SpeakerMark
    from bench.marking.words import Squashed
    from pipeline.records import Document

KIND = "calls"
QUESTIONS = "call.questions"
HEAD = 80
"""A name, a role, a firm and a time before the first words of a speech are not longer."""


class Speaker(NamedTuple):
    """One who speaks, as the reader knows them; the fields it does not have are ``None``."""

    name: str
    kind: str | None = None
    role: str | None = None
    firm: str | None = None


def speakers(read: Document) -> list[Speaker]:
    """The reader's list of speakers, or the names its blocks carry where it has no list."""
    listed = getattr(read, "speakers", None)
    if listed:
        return [
            Speaker(each.name, *(_said(getattr(each, field, None)) for field in ("kind", "role", "firm")))
            for each in listed
        ]
    return [Speaker(name) for name in dict.fromkeys(block.speaker for block in read.blocks if block.speaker)]


def _said(value: object) -> str | None:
    return None if value is None else str(value)


def score_call(mark: CallMark, read: Document) -> list[Point]:
    """Points for each speaker and their first words, the number of speeches, and the beginning of the questions."""
    found = speakers(read)
    text = squashed(read.text)
    points = [compare(KIND, "has speakers", mark.file, mark.has_speakers, bool(found))]
    for speaker in mark.speaker:
        points.extend(_speaker(speaker, found, mark.file))
        points.append(_first_words(speaker, read, text, mark.file))
    if mark.turns is not None:
        points.append(compare(KIND, "turns", mark.file, mark.turns, _turns(read)))
    points.append(_questions(mark, read))
    return points


def _speaker(mark: SpeakerMark, found: list[Speaker], file: str) -> list[Point]:
    place = f"{file} {mark.name}"
    mine = next((speaker for speaker in found if squash(speaker.name) == squash(mark.name)), None)
    points = [Point(KIND, "speaker", place, mine is not None, mark.name, mine.name if mine else "not found")]
    for field, marked, read in (
        ("kind", mark.kind, mine and mine.kind),
        ("role", mark.role, mine and mine.role),
        ("firm", mark.firm, mine and mine.firm),
        ("firm said", mark.firm_said, mine and mine.firm),
    ):
        if marked is not None:
            points.append(Point(KIND, field, place, squash(marked) == squash(read or ""), marked, shown(read)))
    return points


def _first_words(mark: SpeakerMark, read: Document, text: Squashed, file: str) -> Point:
    """Whether the speaker's first words are spoken by them: "Name", or "Name, Role" as a block may show them."""
    at = places(text.text, squash(mark.first))
    blocks = [read.block_at(text.origin[place]) for place in at]
    said_by = [block.speaker or "" for block in blocks if block is not None]
    right = squash(mark.name) in {squash(form) for name in said_by for form in (name, name.split(",")[0])}
    return Point(KIND, "first words", f"{file} {mark.first}", right, mark.name, shown(tuple(said_by)))


def _turns(read: Document) -> int:
    """So many times the word passes to another speaker."""
    speech = [block.speaker for block in read.blocks if block.kind is BlockKind.SPEECH]
    return sum(1 for _ in groupby(speech))


def _questions(mark: CallMark, read: Document) -> Point:
    """Whether the questions begin with the speech marked; its head (a name, a role, a time) may stand before it."""
    section = next((section for section in read.sections if section.key == QUESTIONS), None)
    if section is None or not mark.questions_start:
        right = section is None and not mark.questions_start
        return Point(KIND, "questions", mark.file, right, shown(mark.questions_start), "found" if section else "-")
    words = squash(mark.questions_start)
    opening = squash(read.text[section.start : section.start + HEAD + 4 * len(mark.questions_start)])
    shown_words = " ".join(read.text[section.start : section.start + HEAD].split())
    right = 0 <= opening.find(words) <= HEAD
    return Point(KIND, "questions", mark.file, right, mark.questions_start, shown_words)
