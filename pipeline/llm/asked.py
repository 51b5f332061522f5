"""A question made ready to be asked: its messages, its schema, the key its answer is kept under, its tokens."""

from __future__ import annotations

import hashlib
import json
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.llm.schema import strict_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pydantic import BaseModel

    from pipeline.llm.tokens import Counter
    from pipeline.records import Question

# Tokens a message costs beside its words: role and separators. Four at the services that publish it; eight errs high.
_PER_MESSAGE = 8
_FIXED = 64
"""So many different fixed parts (system messages, schemas) are counted once: a run has fewer than ten."""

Messages = list["Mapping[str, str]"]
"""Messages as the services take them: ``role`` and ``content``."""


class Asked(NamedTuple):
    """``key``: what its answer is kept under, for this model. ``secret``: made of its words, and not of the key.

    ``left`` is called whenever it goes on its way.
    """

    question: Question
    messages: Messages
    schema: Mapping[str, Any]
    key: str
    secret: str
    left: Callable[[], None] = lambda: None

    @property
    def name(self) -> str:
        """The name of the shape."""
        return self.question.shape.__name__


class Desk:
    """Makes questions to one model ready. Safe to use from many threads."""

    def __init__(self, model: str, counter: Counter) -> None:
        self._model, self._counter = model, counter
        self._schemas: dict[type[BaseModel], tuple[dict[str, Any], str]] = {}
        self._fixed: dict[str, int] = {}
        self._lock = threading.Lock()

    def asked(self, question: Question) -> Asked:
        """Make a question ready. The key holds the model's name, every word of the question and the whole schema."""
        schema, written = self._schema(question.shape)
        messages: Messages = [{"role": message.role, "content": message.text} for message in question.messages]
        words = json.dumps([[message.role, message.text] for message in question.messages], ensure_ascii=False)
        asked = f"[{json.dumps(self._model)}, {words}, {written}]".encode("utf-8", "surrogatepass")
        # Two hashes of the same words: whoever has the store has the key, and must not have the secret with it.
        return Asked(question, messages, schema, _hash(asked), _hash(b"secret of " + asked))

    def tokens(self, asked: Asked, messages: Sequence[Mapping[str, str]] | None = None) -> int:
        """Tokens sent with a question, its schema included; ``messages`` where more is said than the question."""
        spoken = 0
        for message in asked.messages if messages is None else messages:
            fixed = message["role"] == "system"
            spoken += _PER_MESSAGE + (self._fixed_count if fixed else self._counter.count)(message["content"])
        return spoken + self._fixed_count(self._schema(asked.question.shape)[1])

    def _schema(self, shape: type[BaseModel]) -> tuple[dict[str, Any], str]:
        with self._lock:
            if shape not in self._schemas:
                schema = strict_schema(shape)
                self._schemas[shape] = (schema, json.dumps(schema, sort_keys=True, ensure_ascii=False))
            return self._schemas[shape]

    def _fixed_count(self, text: str) -> int:
        count = self._fixed.get(text)
        if count is None:
            count = self._counter.count(text)
            with self._lock:
                if len(self._fixed) < _FIXED:
                    self._fixed[text] = count
        return count


def _hash(words: bytes) -> str:
    return hashlib.sha256(words).hexdigest()
