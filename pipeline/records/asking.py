"""What ``extract.model`` asks and ``llm`` answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Literal

from pydantic import BaseModel, Field

from pipeline.records.base import Record


class Message(Record):
    """One message to a model."""

    role: Literal["system", "user", "assistant"]
    text: str


class Question(Record):
    """One request to a model. ``shape`` is the record its answer must satisfy; its JSON Schema goes with it.

    ``stage``, ``document`` and ``passage`` only say in the ledger what was paid for; they are in no cache key.
    """

    messages: tuple[Message, ...] = Field(min_length=1)
    shape: type[BaseModel]
    stage: str
    document: str = ""
    passage: str = ""

    @property
    def mark(self) -> str:
        """What tells this question from every other, whoever is asked: the same words and shape, the same mark."""
        asked = [self.shape.__name__, *([message.role, message.text] for message in self.messages)]
        return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()


class Answer(Record):
    """JSON text that satisfies the question's shape. ``cached`` answers cost nothing."""

    text: str
    model: str
    cached: bool


class Unanswered(Record):
    """Why a question has no answer. ``passing``: the service was down, and asking again may help.

    ``too_long``: the question or its answer was longer than the model takes, so ask about less text.
    """

    kind: Literal["too_long", "declined", "wrong_shape", "rejected", "unreachable"]
    reason: str
    passing: bool = False


Heard = Answer | Unanswered
"""What became of a question."""

Hear = Callable[[Sequence[Question]], tuple[Heard, ...]]
"""How a room asks: what became of each question, in their order. Raises ``Unheard`` until all of them were asked.

A room that asks is a pure function of the document and of what it has heard. Where an answer is missing, it is left
by ``Unheard``, and called again from its beginning once the answers are there: so nothing waits inside a room, the
questions of all documents can be asked together, and a run killed anywhere goes on where it was.
"""


class Unheard(Exception):
    """These questions must be asked before the room can go on."""

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__(f"{len(questions)} questions wait for an answer")
        self.questions = tuple(questions)
