"""The shape of the answer: every sentence names the one thing it tells."""

from __future__ import annotations

from pydantic import Field

from pipeline.records import Record


class SaidSentence(Record):
    """One sentence about one deal or one result."""

    about: str = Field(description="the mark of the one deal or result it tells: D1, D2, ..., R1")
    text: str = Field(description="one plain sentence, no markup")


class ProseAnswer(Record):
    """What a page needs in words."""

    headline: SaidSentence
    breath: tuple[SaidSentence, ...] = Field(description="in the order asked for")
    plain: tuple[SaidSentence, ...] = Field(description="one for each deal asked for")
