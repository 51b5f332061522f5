"""The blocks of a transcript: marks as headings, speeches cut into paragraphs, lists and furniture kept apart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexis import sentences
from pipeline.read.callwords import PREPARED, QUESTIONS
from pipeline.records import Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.lines import Line
    from pipeline.read.turns import Turn
    from pipeline.read.voices import Said
    from pipeline.records import SpeakerKind

PARAGRAPH = 1200
"""Speeches are cut at sentence ends into paragraphs of about so many characters."""
_LONG_LINE = 200
_WRAPPED_SHORT = 0.7


def _is_heading(text: str) -> bool:
    return len(text) <= _LONG_LINE and (QUESTIONS.fullmatch(text) or PREPARED.fullmatch(text)) is not None


class _Piece(NamedTuple):
    """The part of a line that belongs to one run of speech."""

    start: int
    end: int
    line: Line


class Speeches:
    """Collects the blocks of a transcript in text order. ``wrapped``: lines end where the paper did."""

    def __init__(self, text: str, content: Sequence[Line], noise: Sequence[Line], *, wrapped: bool) -> None:
        self._text = text
        self._wrapped = wrapped
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

    def turn(self, turn: Turn, said: Sequence[Said]) -> None:
        """One speech: its mark as a heading, its paragraphs. ``said`` are its runs of one voice."""
        mark = self._text[turn.start : turn.said].rstrip()
        if mark:
            self._add(turn.start, turn.start + len(mark), BlockKind.HEADING, voice=said[0].voice if said else None)
        for run in said:
            self.speech(run, turn.speaker)

    def speech(self, run: Said, speaker: str | None) -> None:
        """Cut what one voice says into paragraphs, and long paragraphs at sentence ends."""
        start, end = run.start, run.end
        pieces = [
            _Piece(max(line.start, start), min(line.end, end), line)
            for line in self._content[max(0, bisect_right(self._starts, start) - 1) : bisect_left(self._starts, end)]
            if line.end > start
        ]
        pieces = [piece for piece in pieces if self._text[piece.start : piece.end].strip()]
        for first, last in self._paragraphs(pieces, wrapped=self._wrapped):
            if _is_heading(self._text[first:last]):
                self._add(first, last, BlockKind.HEADING)
                continue
            for sentence_start, sentence_end in self._groups(first, last):
                self._add(sentence_start, sentence_end, BlockKind.SPEECH, speaker, run.voice)

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

    def _paragraphs(self, pieces: Sequence[_Piece], *, wrapped: bool) -> list[tuple[int, int]]:
        if not pieces:
            return []
        lengths = [piece.line.end - piece.line.start for piece in pieces]
        by_line = not wrapped and median(lengths) > _LONG_LINE
        width = max(lengths)
        found: list[tuple[int, int]] = []
        first, last = pieces[0].start, pieces[0].end
        for before, piece in pairwise(pieces):
            closed = self._text[before.end - 1] in '.?!:"”)]'
            short = before.line.end - before.line.start < _WRAPPED_SHORT * width
            headed = _is_heading(self._text[first:last]) or _is_heading(self._text[piece.start : piece.end])
            if headed or by_line or (piece.line.after_gap and not wrapped) or (wrapped and closed and short):
                found.append((first, last))
                first = piece.start
            last = piece.end
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

    def _add(
        self, start: int, end: int, kind: BlockKind, speaker: str | None = None, voice: SpeakerKind | None = None
    ) -> None:
        words = self._text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if end <= start:
            return
        low, high = bisect_left(self._noise_starts, start), bisect_left(self._noise_starts, end)
        gaps = tuple(Span(start=line.start, end=line.end) for line in self._noise[low:high])
        self._inside.update(line.start for line in self._noise[low:high])
        self._found.append(Block(start=start, end=end, kind=kind, speaker=speaker, voice=voice, gaps=gaps))
