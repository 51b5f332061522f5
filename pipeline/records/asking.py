"""What ``extract.model`` asks and ``llm`` answers."""

from __future__ import annotations

from collections.abc import Callable
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


class Answer(Record):
    """JSON text that satisfies the question's shape. ``cached`` answers cost nothing."""

    text: str
    model: str
    cached: bool


Ask = Callable[[Question], Answer]
"""How an engine reaches a model. Raises the kinds of ``ModelError``."""
