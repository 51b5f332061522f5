"""The questions a run wants answered by batches: which wait, which are under way, and what became of the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.errors import ModelError
    from pipeline.records import Answer, Message, Question
    from pipeline.records.keeping import Batch

_REASKS = 2


class Told(NamedTuple):
    """What became of a question; None: the deadline has passed, so ask it online."""

    question: Question
    answer: Answer | ModelError | None


@dataclass
class Wanted:
    """A question, by all who ask it: what was said about it so far, how often it was asked again, and where it is."""

    questions: list[Question]
    turns: tuple[Message, ...] = ()
    tries: int = 0
    batch: str = ""

    @property
    def question(self) -> Question:
        """The question; all who ask it use the same words."""
        return self.questions[0]

    def told(self, answer: Answer | ModelError | None) -> list[Told]:
        """Tell all who ask it."""
        return [Told(question, answer) for question in self.questions]


class Pile:
    """Every question is in one of two places: ``waiting`` to be handed in, or ``out`` in a batch. By key."""

    def __init__(self) -> None:
        self.waiting: dict[str, Wanted] = {}
        self.out: dict[str, Wanted] = {}

    def add(self, key: str, question: Question) -> None:
        """Take a question; one that somebody asks already is not asked twice."""
        wanted = self.out.get(key) or self.waiting.setdefault(key, Wanted([]))
        wanted.questions.append(question)

    def within(self, batch: Batch) -> list[str]:
        """Keys of a batch whose answers are wanted here, in their order."""
        return [item.key for item in batch.items if item.key in self.out]

    def hand_in(self, batch: Batch) -> None:
        """Note that the batch holds what waits here under its keys."""
        for item in batch.items:
            wanted = self.waiting.pop(item.key, None)
            if wanted is not None:
                wanted.batch = batch.name
                self.out[item.key] = wanted

    def back(self, keys: Iterable[str]) -> None:
        """Let questions wait again, as if they had never been handed in."""
        for key in keys:
            if (wanted := self.out.pop(key, None)) is not None:
                self.waiting[key] = wanted

    def end(self, key: str, answer: Answer | ModelError | None) -> list[Told]:
        """Tell what became of a question that is under way, if anybody here asks it."""
        wanted = self.out.pop(key, None)
        return [] if wanted is None else wanted.told(answer)

    def again(self, key: str, error: ModelError, turns: tuple[Message, ...] = ()) -> list[Told]:
        """Let a question wait to be asked once more; after two times it ends with the error."""
        if key not in self.out:
            return []
        wanted = self.out[key]
        if wanted.tries >= _REASKS:
            return self.end(key, error)
        wanted.tries, wanted.turns = wanted.tries + 1, turns or wanted.turns
        self.back([key])
        return []

    def late(self) -> list[Told]:
        """Give up whatever waits: it is asked online."""
        told = [one for wanted in self.waiting.values() for one in wanted.told(None)]
        self.waiting.clear()
        return told
