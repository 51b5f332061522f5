"""Made-up calls, printed in every shape transcripts come in, give back who spoke, for whom, and every word."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.raw import RawDocument
from pipeline.read.textfile import read_text
from pipeline.read.transcript import read_call
from pipeline.records import BlockKind, Page, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TITLE = "Acme Robotics Corp. (NYSE:ACM) Q2 2024 Earnings Call August 1, 2024"
RULE = "-" * 80


class Voice(NamedTuple):
    """One who speaks in a made-up call."""

    name: str
    kind: SpeakerKind
    role: str = ""
    firm: str = ""


OPERATOR = Voice("Operator", SpeakerKind.OPERATOR)
OFFICERS = (
    Voice("Ann Lee", SpeakerKind.COMPANY, "Head of Investor Relations"),
    Voice("Robert Q. Ray", SpeakerKind.COMPANY, "Chief Executive Officer"),
    Voice("Mona van der Berg", SpeakerKind.COMPANY, "EVP, Chief Financial Officer"),
)
ANALYSTS = (
    Voice("Cy Young", SpeakerKind.ANALYST, "Analyst", "Example Bank"),
    Voice("Di Ash", SpeakerKind.ANALYST, "Analyst", "Sample Securities"),
    Voice("Tom O'Malley", SpeakerKind.ANALYST, "Analyst", "Model Research"),
)
Turn = tuple[Voice, str]

STATED = st.sampled_from(
    [
        "Revenue was $3.2 billion, up 20% from a year ago.",
        "We signed a supply agreement for $1.5 billion with a customer in the north.",
        "Our second plant is on time.",
        "Demand exceeds what we can deliver, and lead times are near 30 weeks.",
        "That is what we planned: more of the same.",
    ]
)
ASKED = st.sampled_from(
    [
        "Thanks for taking my question. Our checks say that orders are $9 billion. Is that right?",
        "Good afternoon. You said that lead times are 30 weeks. How should we think about next year? Thank you.",
        "I was wondering whether you could give us any color on margins. Thanks so much.",
    ]
)


@st.composite
def calls(draw: st.DrawFn) -> list[Turn]:
    """Remarks of three officers, then questions with their answers."""

    def speech(most: int = 12) -> str:
        return " ".join(draw(st.lists(STATED, min_size=2, max_size=most)))

    made: list[Turn] = [(OPERATOR, f"Good day, and welcome to the call. I now turn it over to {OFFICERS[0].name}.")]
    made += [(officer, speech(30)) for officer in OFFICERS]
    for number, analyst in enumerate(draw(st.permutations(ANALYSTS))):
        order = "next" if number else "first"
        called = f"Our {order} question comes from the line of {analyst.name} with {analyst.firm}. Please go ahead."
        made.append((OPERATOR, called))
        made.append((analyst, draw(ASKED)))
        made.append((draw(st.sampled_from(OFFICERS)), speech()))
    return [*made, (OPERATOR, "This concludes today's call. You may now disconnect.")]


def beside(voice: Voice) -> str:
    return ", ".join(part for part in (voice.role, voice.firm) if part)


def lists(turns: Sequence[Turn], *, of: str = "Conference Call Participants") -> str:
    company = "\n".join(f"{one.name} - {one.role}" for one in OFFICERS)
    asking = "\n".join(
        f"{one.name} - {one.firm}, Research Division" for one in ANALYSTS if any(one is v for v, _ in turns)
    )
    return f"Company Participants\n\n{company}\n\n{of}\n\n{asking}\n"


def headed(turns: Sequence[Turn]) -> str:
    return "\n\n".join([TITLE, lists(turns), *(f"{voice.name}\n\n{said}" for voice, said in turns)])


def colon(turns: Sequence[Turn]) -> str:
    labels = [f"{voice.name}, {beside(voice)}" if beside(voice) else voice.name for voice, _ in turns]
    return "\n\n".join([TITLE, *(f"{label}: {said}" for label, (_, said) in zip(labels, turns, strict=True))])


def dashed(turns: Sequence[Turn]) -> str:
    def head(voice: Voice) -> str:
        return " -- ".join(part for part in (voice.name, voice.firm, voice.role) if part)

    return "\n\n".join([TITLE, "Prepared Remarks:", *(f"{head(voice)}\n\n{said}" for voice, said in turns)])


def timed(turns: Sequence[Turn]) -> str:
    def head(at: int, voice: Voice) -> str:
        return "\n".join(part for part in (voice.name, voice.role, f"0:{at:02}:07") if part)

    return "\n\n".join([TITLE, *(f"{head(at, voice)}\n\n{said}" for at, (voice, said) in enumerate(turns))])


def listed_and_timed(turns: Sequence[Turn]) -> str:
    def head(at: int, voice: Voice) -> str:
        beside = f"{voice.firm}, Research Division" if voice.firm else voice.role
        return "\n".join(part for part in (voice.name, beside, f"0:{at:02}:07") if part)

    return "\n\n".join(
        [TITLE, lists(turns), *(f"{head(at, voice)}\n\n{said}" for at, (voice, said) in enumerate(turns))]
    )


def beside_time(turns: Sequence[Turn]) -> str:
    return "\n\n".join([TITLE, *(f"{voice.name} ({at:02}:07):\n{said}" for at, (voice, said) in enumerate(turns))])


def ruled(turns: Sequence[Turn]) -> str:
    def head(at: int, voice: Voice) -> str:
        firm = f"{voice.firm or 'Acme Robotics Corp.'} - {voice.role}" if voice.role else ""
        return f"{RULE}\n{voice.name}{',  ' if firm else ''}{firm}    [{at}]\n{RULE}"

    return "\n\n".join([TITLE, *(f"{head(at, voice)}\n\n{said}" for at, (voice, said) in enumerate(turns, start=1))])


def running(turns: Sequence[Turn]) -> str:
    company = " ".join(f"{one.name} - {one.role}" for one in OFFICERS)
    asking = " ".join(f"{one.name} - {one.firm}, Research Division" for one in ANALYSTS)
    first = next(at for at, (voice, _) in enumerate(turns) if voice.kind is SpeakerKind.ANALYST) - 1
    said = " ".join(f"{voice.name}{' ' + voice.role if voice.role else ''} {words}" for voice, words in turns[:first])
    asked = "\n\n".join(f"{voice.name}: {words}" for voice, words in turns[first:])
    return (
        f"{TITLE} Company Participants {company} Conference Call Participants {asking} Presentation {said}\n\n{asked}"
    )


def each(head: Callable[[Voice], str], between: str = "\n") -> Callable[[Sequence[Turn]], str]:
    """A shape in which every speech stands behind its head."""
    return lambda turns: "\n\n".join([TITLE, *(f"{head(voice)}{between}{said}" for voice, said in turns)])


def asked_or_answered(voice: Voice) -> str:
    """Heads that say which is a question and which an answer, once the questions have begun."""
    return {SpeakerKind.ANALYST: "Q - ", SpeakerKind.COMPANY: "A - "}.get(voice.kind, "") + voice.name


def in_brackets(voice: Voice) -> str:
    return f"{voice.name} ({beside(voice)})" if voice.role else voice.name


def behind_a_comma(voice: Voice) -> str:
    return f"{voice.name}, {beside(voice)}" if voice.role else voice.name


ORNATE: dict[str, Callable[[Sequence[Turn]], str]] = {
    "bold before a colon": each(lambda voice: f"**{voice.name}:** ", ""),
    "bold with a title": each(lambda voice: f"**{voice.name}**{f' -- *{beside(voice)}*' if voice.role else ''}"),
    "bold alone": each(lambda voice: f"**{voice.name}**", "\n\n"),
    "heading": each(lambda voice: f"### {voice.name}", "\n\n"),
    "square brackets": each(lambda voice: f"[{voice.name}]"),
    "capitals": each(lambda voice: f"{voice.name.upper()}: ", ""),
    "question or answer": each(asked_or_answered),
    "tags": each(lambda voice: f"<{asked_or_answered(voice)}>: ", ""),
    "title in brackets": each(lambda voice: f"{in_brackets(voice)}: ", ""),
    "title behind a bar": each(lambda voice: f"{voice.name}{f' | {beside(voice)}' if voice.role else ''}"),
    "title behind a comma": each(behind_a_comma),
    "title below": each(lambda voice: f"{voice.name}\n{beside(voice)}" if voice.role else voice.name),
    "time before": lambda turns: each(lambda _: "")([(v, f"[00:11:07] {v.name}: {said}") for v, said in turns]),
    "time above": each(lambda voice: f"00:11:07\n{voice.name}"),
}
"""Shapes seen elsewhere than in our own calls."""

NAMED: dict[str, Callable[[Sequence[Turn]], str]] = {
    "headed": headed,
    "colon": colon,
    "dashed": dashed,
    "timed": timed,
    "listed and timed": listed_and_timed,
    "beside a time": beside_time,
    "ruled": ruled,
    "running": running,
}


def text(content: str) -> RawDocument:
    return read_call(read_text("call.txt", content.encode(), "call.txt"))


def paper(content: str, width: int = 80, height: int = 40) -> RawDocument:
    """The same words as a PDF gives them: lines of a fixed width, pages with a number at their foot."""
    lines = [line for paragraph in content.split("\n") for line in wrapped(paragraph, width)]
    sheets = [lines[at : at + height] for at in range(0, len(lines), height)]
    pages = ["\n".join([*sheet, f"{at} of {len(sheets)}", ""]) for at, sheet in enumerate(sheets, start=1)]
    starts = [sum(map(len, pages[:at])) for at in range(len(pages) + 1)]
    spans = tuple(Page(start=starts[at], end=starts[at + 1], number=at + 1) for at in range(len(pages)))
    return read_call(RawDocument(name="call.pdf", media="pdf", text="".join(pages), pages=spans))


def wrapped(paragraph: str, width: int) -> list[str]:
    lines = [""]
    for word in paragraph.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [line for line in lines if line]


def spoken(raw: RawDocument) -> list[tuple[str, SpeakerKind | None, str]]:
    """Who says what, without the furniture that stands inside paragraphs."""
    names = {one.shown: one.name for one in raw.speakers}
    said = []
    for block in raw.blocks or ():
        if block.kind is not BlockKind.SPEECH:
            continue
        words = raw.text[block.start : block.end]
        for gap in reversed(block.gaps):
            words = words[: gap.start - block.start] + " " + words[gap.end - block.start :]
        said.append((names.get(block.speaker or "", ""), block.voice, words))
    return [
        (name, voice, " ".join(" ".join(words for _, _, words in group).split()))
        for (name, voice), group in groupby(said, key=lambda one: one[:2])
    ]


def check_words(raw: RawDocument) -> None:
    """Every character that is no white space stands in exactly one block."""
    blocks = raw.blocks or ()
    told = [at for block in blocks for at in range(block.start, block.end) if not raw.text[at].isspace()]
    assert told == [at for at, character in enumerate(raw.text) if not character.isspace()]


@pytest.mark.parametrize("shape", NAMED)
@settings(max_examples=15)
@given(turns=calls())
def test_a_text_gives_back_speakers_kinds_and_words(shape: str, turns: list[Turn]) -> None:
    raw = text(NAMED[shape](turns))
    check_words(raw)
    assert spoken(raw) == [(voice.name, voice.kind, said) for voice, said in turns]
    check_speakers(raw, shape)


@pytest.mark.parametrize("shape", ORNATE)
@settings(max_examples=10)
@given(turns=calls())
def test_ornaments_hide_no_speaker(shape: str, turns: list[Turn]) -> None:
    raw = text(ORNATE[shape](turns))
    check_words(raw)
    assert spoken(raw) == [(voice.name, voice.kind, said) for voice, said in turns]


@pytest.mark.parametrize("shape", ["headed", "dashed", "timed", "listed and timed"])
@settings(max_examples=15)
@given(turns=calls())
def test_paper_gives_back_speakers_kinds_and_words(shape: str, turns: list[Turn]) -> None:
    raw = paper(NAMED[shape](turns))
    check_words(raw)
    assert spoken(raw) == [(voice.name, voice.kind, said) for voice, said in turns]
    check_speakers(raw, shape)


def check_speakers(raw: RawDocument, shape: str) -> None:
    for voice in (*OFFICERS, *ANALYSTS):
        (found,) = [one for one in raw.speakers if one.name == voice.name]
        assert found.kind is voice.kind
        if voice.kind is SpeakerKind.ANALYST:
            assert (found.firm or "").removesuffix(", Research Division") == voice.firm
        elif shape != "beside a time":
            assert found.role == voice.role
    questions = next(one for one in raw.sections or () if one.key == "call.questions")
    assert "Our first question" in raw.text[questions.start : questions.start + 120]


@settings(max_examples=25)
@given(turns=calls())
def test_numbered_speakers_lose_no_word_and_no_question_is_the_companys(turns: list[Turn]) -> None:
    numbers = {OPERATOR.name: 0, OFFICERS[0].name: 1, OFFICERS[1].name: 2, OFFICERS[2].name: 3}
    raw = text("\n".join(f"Speaker {numbers.get(voice.name, 4)}: {said}" for voice, said in turns))
    check_words(raw)
    check_voices(raw, turns)
    assert {one.kind for one in raw.speakers} == {SpeakerKind.OPERATOR, SpeakerKind.UNKNOWN}


@settings(max_examples=25)
@given(turns=calls())
def test_one_paragraph_loses_no_word_and_no_question_is_the_companys(turns: list[Turn]) -> None:
    raw = text(" ".join(said for _, said in turns))
    check_words(raw)
    check_voices(raw, turns)
    assert raw.speakers == ()


def check_voices(raw: RawDocument, turns: Sequence[Turn]) -> None:
    """What analysts and the operator say is marked so, and every answer is left open."""
    said = spoken(raw)
    for wanted in (SpeakerKind.ANALYST, SpeakerKind.OPERATOR):
        expected = " ".join(words for voice, words in turns if voice.kind is wanted)
        assert " ".join(words for _, voice, words in said if voice is wanted) == expected
    answers = " ".join(words for voice, words in turns if voice.kind is SpeakerKind.COMPANY)
    assert " ".join(words for _, voice, words in said if voice is SpeakerKind.UNKNOWN) == answers
