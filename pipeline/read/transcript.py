"""Earnings calls: who says what, where the questions begin, and what is not the company's words at all."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from pipeline.lexis import sentences
from pipeline.read.callwords import (
    AFTERWARDS,
    BOILERPLATE,
    NUMBERED_SPEAKER,
    OPERATOR,
    PREPARED,
    QUESTIONS,
    QUESTIONS_SPOKEN,
    TRAILER,
)
from pipeline.read.furniture import find_furniture
from pipeline.read.lines import Line, cut_lines
from pipeline.read.roster import find_roster
from pipeline.read.turns import Turn, find_turns
from pipeline.records import Block, BlockKind, Section, SectionState, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.raw import RawDocument

PARAGRAPH = 1200
"""Speeches are cut at sentence ends into paragraphs of about so many characters."""
_LONG_LINE = 200
_WRAPPED_SHORT = 0.7
_SUMMARY_WORDS = 15
_SUMMARY_LEAST = 200
_ANONYMOUS_SHARE = 0.6
_OPENING = 4
_SPOKEN_REACH = 320
_POLLED = re.compile(r"[^.?!]*\bquestions?\b[^.?!]*[.?!]")


def read_call(raw: RawDocument) -> RawDocument:
    """Fill in the speeches of a transcript: blocks, ``call.*`` sections and warnings. Text and pages stay.

    ``call.prepared`` and ``call.questions`` hold what was said. ``call.summary`` holds an article or summary that
    a publisher set in front: not the company's words. Lists of participants become contents, what a publisher
    adds below becomes furniture.
    """
    lines = cut_lines(raw.text, raw.pages)
    furniture = find_furniture(lines, len(raw.pages)).lines
    noise = [line for index, line in enumerate(lines) if index in furniture or BOILERPLATE.match(line.text)]
    dropped = {line.start for line in noise}
    content = [line for line in lines if line.start not in dropped]
    roster = find_roster(content)
    end = _end_of_speech(content, len(raw.text))
    turns = find_turns(raw.text, content, roster, end)
    blocks = _Blocks(raw.text, content, noise)
    warnings = list(raw.warnings)
    if turns:
        head_end = turns[0].start
        blocks.head(head_end, roster.spans)
        for turn in turns:
            blocks.turn(turn, wrapped=raw.media == "pdf")
        if _anonymous(turns):
            warnings.append("This transcript numbers its speakers instead of naming them.")
    else:
        head_end = _head_end(content, roster.spans)
        blocks.head(head_end, roster.spans)
        blocks.speech(head_end, end, None, wrapped=raw.media == "pdf")
        warnings.append("This transcript does not say who speaks.")
    blocks.tail(end, roster.spans)
    summary = _summary(content, roster.spans, head_end)
    if summary is not None:
        warnings.append("The transcript begins with a summary by its publisher, which is not the company's words.")
    questions = _questions(raw.text, content, turns, head_end, end)
    sections = _sections(raw, summary, head_end, questions, end)
    return dataclasses.replace(
        raw, blocks=blocks.finish(), sections=sections, tables=raw.tables or (), warnings=tuple(warnings)
    )


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


def _questions(text: str, lines: Sequence[Line], turns: Sequence[Turn], start: int, end: int) -> int | None:
    """Where the questions begin: at a heading that says so, else at the words that open them."""
    for line in lines:
        if start < line.start < end and QUESTIONS.fullmatch(line.text):
            return line.start
    if turns:
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
    for sentence_start, sentence_end in sentences(text[start:end]):
        said = text[start + sentence_start : start + sentence_end]
        if QUESTIONS_SPOKEN.search(said) and not AFTERWARDS.search(said):
            return start + sentence_start
    return None


def _hands_over(turn: Turn, said: str, start: int, end: int) -> bool:
    """True when a speech only leads over to the questions ("Operator, please poll for questions") and asks none."""
    rest = said[end:]
    if OPERATOR.match(turn.speaker) or len(rest) >= _SPOKEN_REACH or "first question" in said[start:].lower():
        return False
    return "?" not in _POLLED.sub("", rest)


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


def _is_heading(text: str) -> bool:
    return len(text) <= _LONG_LINE and (QUESTIONS.fullmatch(text) or PREPARED.fullmatch(text)) is not None


class _Blocks:
    """Collects the blocks of a transcript in text order."""

    def __init__(self, text: str, content: Sequence[Line], noise: Sequence[Line]) -> None:
        self._text = text
        self._content = content
        self._starts = [line.start for line in content]
        self._noise = noise
        self._noise_starts = [line.start for line in noise]
        self._found: list[Block] = []
        self._inside: set[int] = set()

    def head(self, end: int, listed: Sequence[tuple[int, int]]) -> None:
        """Everything before the first speech: titles, lists of participants, a publisher's article."""
        self._plain(0, end, listed, BlockKind.PARAGRAPH)

    def tail(self, start: int, listed: Sequence[tuple[int, int]]) -> None:
        """What a publisher adds below the last speech."""
        self._plain(start, len(self._text), listed, BlockKind.FURNITURE)

    def turn(self, turn: Turn, *, wrapped: bool) -> None:
        """One speech: its mark as a heading, its paragraphs."""
        mark = self._text[turn.start : turn.said].rstrip()
        if mark:
            self._add(turn.start, turn.start + len(mark), BlockKind.HEADING)
        self.speech(turn.said, turn.end, turn.speaker, wrapped=wrapped)

    def speech(self, start: int, end: int, speaker: str | None, *, wrapped: bool) -> None:
        """Cut what one speaker says into paragraphs, and long paragraphs at sentence ends."""
        pieces = [
            (max(line.start, start), min(line.end, end), line.after_gap)
            for line in self._content[max(0, bisect_right(self._starts, start) - 1) : bisect_left(self._starts, end)]
            if line.end > start
        ]
        pieces = [piece for piece in pieces if self._text[piece[0] : piece[1]].strip()]
        for first, last in self._paragraphs(pieces, wrapped=wrapped):
            if _is_heading(self._text[first:last]):
                self._add(first, last, BlockKind.HEADING)
                continue
            for sentence_start, sentence_end in self._groups(first, last):
                self._add(sentence_start, sentence_end, BlockKind.SPEECH, speaker)

    def finish(self) -> tuple[Block, ...]:
        """All blocks in order; furniture that stands inside a paragraph is its gap and no block of its own."""
        starts = [block.start for block in self._found]
        loose = []
        for line in self._noise:
            at = bisect_right(starts, line.start) - 1
            if line.start not in self._inside and not (at >= 0 and line.start < self._found[at].end):
                loose.append(Block(start=line.start, end=line.end, kind=BlockKind.FURNITURE))
        return tuple(sorted((*self._found, *loose), key=lambda block: block.start))

    def _plain(self, start: int, end: int, listed: Sequence[tuple[int, int]], kind: BlockKind) -> None:
        for line in self._content[bisect_left(self._starts, start) :]:
            if line.start >= end:
                break
            inside = any(first <= line.start < last for first, last in listed)
            shown = BlockKind.CONTENTS if inside else kind
            self._add(line.start, min(line.end, end), shown)

    def _paragraphs(self, pieces: Sequence[tuple[int, int, bool]], *, wrapped: bool) -> list[tuple[int, int]]:
        if not pieces:
            return []
        lengths = [end - start for start, end, _ in pieces]
        by_line = not wrapped and median(lengths) > _LONG_LINE
        width = max(lengths)
        found: list[tuple[int, int]] = []
        first, last = pieces[0][0], pieces[0][1]
        for (_, before_end, _), (start, end, after_gap) in pairwise(pieces):
            closed = self._text[before_end - 1] in '.?!:"”)]'
            short = before_end - max(first, self._text.rfind("\n", 0, before_end)) < _WRAPPED_SHORT * width
            headed = _is_heading(self._text[first:last]) or _is_heading(self._text[start:end])
            if headed or by_line or (after_gap and not wrapped) or (wrapped and closed and short):
                found.append((first, last))
                first = start
            last = end
        return [*found, (first, last)]

    def _groups(self, start: int, end: int) -> list[tuple[int, int]]:
        if end - start <= PARAGRAPH * 1.25:
            return [(start, end)]
        groups: list[tuple[int, int]] = []
        first: int | None = None
        last = start
        for sentence_start, sentence_end in sentences(self._text[start:end]):
            if first is None:
                first = start + sentence_start
            last = start + sentence_end
            if last - first >= PARAGRAPH * 0.85:
                groups.append((first, last))
                first = None
        if first is not None:
            groups.append((first, last))
        return groups

    def _add(self, start: int, end: int, kind: BlockKind, speaker: str | None = None) -> None:
        words = self._text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if end <= start:
            return
        low, high = bisect_left(self._noise_starts, start), bisect_left(self._noise_starts, end)
        gaps = tuple(Span(start=line.start, end=line.end) for line in self._noise[low:high])
        self._inside.update(line.start for line in self._noise[low:high])
        self._found.append(Block(start=start, end=end, kind=kind, speaker=speaker, gaps=gaps))
