"""The voice of every speech: its speaker's, or where a transcript does not name speakers, what the words tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.read.callwords import NUMBERED_SPEAKER
from pipeline.read.voices import Said, Speech, find_calls, merged, opening, tell_apart
from pipeline.records import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.read.turns import Turn
    from pipeline.records import Speaker


def voices_of(text: str, turns: Sequence[Turn], speakers: Sequence[Speaker], questions: int | None) -> list[list[Said]]:
    """Runs of one voice for each speech, in order; together they cover it."""
    known = {speaker.shown: speaker for speaker in speakers}
    told: dict[int, list[Said]] = {}
    if any(_is_doubtful(known[turn.speaker]) for turn in turns):
        asked = [turn for turn in turns if questions is not None and turn.said >= questions]
        for run in tell_apart(text, [Speech(turn.said, turn.end, turn.speaker) for turn in asked]):
            told.setdefault(_turn_at(asked, run.start), []).append(run)
    return [_voices(text, turn, known[turn.speaker], told.get(turn.start, []), questions) for turn in turns]


def unsaid(text: str, start: int, questions: int | None, end: int) -> list[Said]:
    """Runs of one voice of a transcript without speakers."""
    opened = opening(text, start, end)
    runs = [Said(start, opened, SpeakerKind.OPERATOR)] if opened > start else []
    runs.append(Said(opened, end if questions is None else questions, SpeakerKind.UNKNOWN))
    return runs if questions is None else [*runs, *tell_apart(text, [Speech(questions, end)])]


def _is_doubtful(speaker: Speaker) -> bool:
    """True where one label may stand for several people."""
    numbered = NUMBERED_SPEAKER.fullmatch(speaker.name) is not None
    return speaker.kind is SpeakerKind.UNKNOWN or (numbered and speaker.kind is SpeakerKind.OPERATOR)


def _turn_at(turns: Sequence[Turn], place: int) -> int:
    return next(turn.start for turn in turns if turn.said <= place < turn.end)


def _voices(text: str, turn: Turn, speaker: Speaker, told: list[Said], questions: int | None) -> list[Said]:
    if told and _is_doubtful(speaker):
        return _of_kind(told, speaker.kind)
    if questions is not None and turn.said >= questions and speaker.kind is SpeakerKind.COMPANY:
        return _read_out(text, turn)
    return [Said(turn.said, turn.end, speaker.kind)]


def _of_kind(told: list[Said], kind: SpeakerKind) -> list[Said]:
    """Nothing under an operator's number is the company's word: it is the operator's until somebody asks."""
    if kind is not SpeakerKind.OPERATOR:
        return told
    asks = next((run.start for run in told if run.voice is SpeakerKind.ANALYST), told[-1].end)
    voices = [
        run.voice if run.voice is not SpeakerKind.UNKNOWN else kind if run.start < asks else SpeakerKind.ANALYST
        for run in told
    ]
    return merged([run._replace(voice=voice) for run, voice in zip(told, voices, strict=True)])


def _read_out(text: str, turn: Turn) -> list[Said]:
    """A question that the host reads out: "Our next question is from Ann who asks, what is your outlook?"."""
    whole = [Said(turn.said, turn.end, SpeakerKind.COMPANY)]
    if not any(find_calls(text, turn.said, turn.end)):
        return whole
    runs = tell_apart(text, [Speech(turn.said, turn.end)])
    if not any(run.voice is SpeakerKind.ANALYST and "?" in text[run.start : run.end] for run in runs):
        return whole
    return merged(
        [run if run.voice is SpeakerKind.ANALYST else run._replace(voice=SpeakerKind.COMPANY) for run in runs]
    )
