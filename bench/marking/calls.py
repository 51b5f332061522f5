"""Whether the reader knows who speaks in a call, and where the questions begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bench.marking.points import Point, compare, shown
from bench.marking.words import places, squash, squashed

if TYPE_CHECKING:
    from bench.marking.marks import CallMark, SpeakerMark
    from pipeline.records import Document

KIND = "calls"
QUESTIONS = "call.questions"


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
    """Points for each speaker, each marked saying, and the beginning of the questions."""
    found = speakers(read)
    points = [point for speaker in mark.speaker for point in _speaker(speaker, found, mark.file)]
    names = {squash(speaker.name) for speaker in mark.speaker}
    if mark.speaker:
        points.extend(
            Point(KIND, "extra speaker", mark.file, right=False, marked="-", read=speaker.name)
            for speaker in found
            if squash(speaker.name) not in names
        )
    if mark.said:
        points.extend(_said_by(mark, read))
    if mark.questions is not None or mark.questions_page is not None:
        points.append(_questions(mark, read))
    return points


def _speaker(mark: SpeakerMark, found: list[Speaker], file: str) -> list[Point]:
    place = f"{file} {mark.name}"
    mine = next((speaker for speaker in found if squash(speaker.name) == squash(mark.name)), None)
    points = [Point(KIND, "speaker", place, mine is not None, mark.name, mine.name if mine else "not found")]
    for field in ("kind", "role", "firm"):
        marked: str | None = getattr(mark, field)
        read: str | None = getattr(mine, field) if mine else None
        if marked is not None:
            points.append(Point(KIND, field, place, squash(marked) == squash(read or ""), marked, shown(read)))
    return points


def _said_by(mark: CallMark, read: Document) -> list[Point]:
    text = squashed(read.text)
    points = []
    for said in mark.said:
        at = places(text.text, squash(said.words))
        block = read.block_at(text.origin[at[0]]) if at else None
        speaker = (block.speaker if block else None) or ""
        points.append(
            compare(KIND, "said by", f"{mark.file} {said.words}", squash(said.speaker), squash(speaker))._replace(
                marked=said.speaker, read=shown(speaker)
            )
        )
    return points


def _questions(mark: CallMark, read: Document) -> Point:
    section = next((section for section in read.sections if section.key == QUESTIONS), None)
    if not mark.questions and not mark.questions_page:
        return Point(KIND, "questions", mark.file, section is None, "none", "-" if section is None else "found")
    if section is None:
        return Point(KIND, "questions", mark.file, right=False, marked=shown(mark.questions), read="not found")
    words = squash(mark.questions or "")
    begins = squash(read.text[section.start : section.start + 4 * len(mark.questions or "") + 40]).startswith(words)
    on_page = mark.questions_page in {None, section.first_page}
    read_words = " ".join(read.text[section.start : section.start + 60].split())
    return Point(KIND, "questions", mark.file, begins and on_page, shown(mark.questions), read_words)
