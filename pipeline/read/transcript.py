"""Earnings calls: who says what, where the questions begin, and what is not the company's words at all."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.read.callquestions import find_questions
from pipeline.read.callvoices import unsaid, voices_of
from pipeline.read.callwords import BOILERPLATE, NUMBERED_SPEAKER, OPERATOR, PREPARED, TRAILER
from pipeline.read.furniture import DIGITS, find_furniture
from pipeline.read.lines import cut_lines
from pipeline.read.roster import find_roster
from pipeline.read.speakers import find_speakers
from pipeline.read.speech import Speeches
from pipeline.read.turns import find_turns, is_mark
from pipeline.records import Section, SectionState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.read.lines import Line
    from pipeline.read.raw import RawDocument
    from pipeline.read.turns import Turn

_SUMMARY_WORDS = 15
_SUMMARY_LEAST = 200
_ANONYMOUS_SHARE = 0.6
_OPENS = 2
"""A name that stands so often inside pages opens speeches there."""
_FOLLOWS = "Who said a quote is not known; questions are told from answers by their words alone."


def read_call(raw: RawDocument) -> RawDocument:
    """Fill in the speeches of a transcript: blocks, speakers, ``call.*`` sections and warnings. Text and pages stay.

    ``call.prepared`` and ``call.questions`` hold what was said. ``call.summary`` holds an article or summary that
    a publisher set in front: not the company's words. Lists of participants become contents, what a publisher
    adds below becomes furniture.
    """
    lines = cut_lines(raw.text, raw.pages)
    noise, content = _told_apart(lines, len(raw.pages))
    roster = find_roster(content)
    end = _end_of_speech(content, len(raw.text))
    turns = find_turns(raw.text, content, roster, end)
    head_end = turns[0].start if turns else _head_end(content, roster.spans)
    questions = find_questions(raw.text, content, turns, head_end, end)
    speakers = find_speakers(raw.text, turns, roster, questions) if turns else ()
    blocks = Speeches(raw.text, content, noise, wrapped=raw.media == "pdf")
    blocks.head(head_end, roster.spans)
    if turns:
        for turn, said in zip(turns, voices_of(raw.text, turns, speakers, questions), strict=True):
            blocks.turn(turn, said)
    else:
        for run in unsaid(raw.text, head_end, questions, end):
            blocks.speech(run, None)
    blocks.tail(end, roster.spans)
    summary = _summary(content, roster.spans, head_end)
    return dataclasses.replace(
        raw,
        blocks=blocks.finish(),
        sections=_sections(raw, summary, head_end, questions, end),
        speakers=speakers,
        tables=raw.tables or (),
        warnings=(*raw.warnings, *_warnings(turns, told=summary is not None)),
    )


def _warnings(turns: Sequence[Turn], *, told: bool) -> Iterator[str]:
    if not turns:
        yield f"This transcript does not say who speaks. {_FOLLOWS}"
    elif _anonymous(turns):
        yield f"This transcript numbers its speakers instead of naming them. {_FOLLOWS}"
    if told:
        yield "The transcript begins with a summary by its publisher, which is not the company's words."


def _told_apart(lines: Sequence[Line], page_count: int) -> tuple[list[Line], list[Line]]:
    """The lines around a transcript's pages, and the rest.

    A name at the top of many pages is no running head where it also stands between speeches.
    """
    edges = find_furniture(lines, page_count).lines
    inside = Counter(DIGITS.sub("#", line.text) for at, line in enumerate(lines) if at not in edges)
    noise: list[Line] = []
    content: list[Line] = []
    for at, line in enumerate(lines):
        opens = inside[DIGITS.sub("#", line.text)] >= _OPENS and is_mark(line.text)
        around = BOILERPLATE.match(line.text) or (at in edges and not opens)
        (noise if around else content).append(line)
    return noise, content


def _end_of_speech(lines: Sequence[Line], length: int) -> int:
    """Where the publisher's additions below the transcript begin."""
    for line in lines[len(lines) // 2 :]:
        if TRAILER.match(line.text) and line.start > length * 0.7:
            return line.start
    return length


def _head_end(lines: Sequence[Line], listed: Sequence[tuple[int, int]]) -> int:
    """Where speech begins in a text without speakers: after the lists, or a title of short lines."""
    after_lists = max((end for _, end in listed), default=0)
    for line in lines:
        if line.start >= after_lists and len(line.text.split()) >= _SUMMARY_WORDS:
            return line.start
    return after_lists


def _anonymous(turns: Sequence[Turn]) -> bool:
    others = [turn for turn in turns if not OPERATOR.match(turn.speaker)]
    numbered = sum(NUMBERED_SPEAKER.match(turn.speaker) is not None for turn in others)
    return numbered >= _ANONYMOUS_SHARE * max(1, len(others))


def _summary(lines: Sequence[Line], listed: Sequence[tuple[int, int]], end: int) -> tuple[int, int] | None:
    """The publisher's article between title and first speech."""
    first: int | None = None
    prose = 0
    before: list[Line] = []
    last = 0
    for line in lines:
        if line.start >= end:
            break
        if any(start <= line.start < stop for start, stop in listed):
            continue
        long = len(line.text.split()) >= _SUMMARY_WORDS
        prose += len(line.text) if long else 0
        if long and first is None:
            first = before[-1].start if before and len(before[-1].text) <= _SUMMARY_LEAST / 2 else line.start
        if not PREPARED.fullmatch(line.text):
            last = line.end
        before.append(line)
    return (first, max(last, first)) if first is not None and prose >= _SUMMARY_LEAST else None


def _sections(
    raw: RawDocument, summary: tuple[int, int] | None, start: int, questions: int | None, end: int
) -> tuple[Section, ...]:
    found = []
    if summary is not None:
        found.append(("call.summary", "Summary by the publisher", *summary))
    prepared_end = questions if questions is not None else end
    if prepared_end > start:
        found.append(("call.prepared", "Prepared remarks", start, prepared_end))
    if questions is not None and end > questions:
        found.append(("call.questions", "Questions and answers", questions, end))
    starts = [page.start for page in raw.pages]
    return tuple(
        Section(
            key=key,
            title=title,
            start=first,
            end=last,
            first_page=raw.pages[max(0, bisect_right(starts, first) - 1)].number,
            last_page=raw.pages[max(0, bisect_right(starts, max(first, last - 1)) - 1)].number,
            state=SectionState.SKIPPED if key == "call.summary" else SectionState.READ,
        )
        for key, title, first, last in found
    )
