"""How a service is asked for an answer of a certain shape, and what it turned out to be able to do.

From best to worst: a strict JSON schema, which the service enforces; "some JSON object", with the schema in words; and
no format at all. Most servers take the first. Some reject it, in many wordings (``complaints``), and some take it and
answer as they like, which shows in an answer that strict mode makes impossible.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_IN_WORDS = "Answer with one JSON object that satisfies this JSON Schema, and with nothing else:\n"


class Manner(StrEnum):
    """How the shape of the answer is asked for, from best to worst."""

    STRICT = "json_schema"
    OBJECT = "json_object"
    PLAIN = "plain"


LOWER = {Manner.STRICT: Manner.OBJECT, Manner.OBJECT: Manner.PLAIN}
FALLBACK = {
    Manner.OBJECT: "The service does not enforce JSON schemas: the schema is sent in words, and code alone checks it.",
    Manner.PLAIN: "The service takes no response format: the schema is sent in words, and code alone checks it.",
}
"""What a reader is told where the best manner did not do."""


class Ability(NamedTuple):
    """What a service can do. ``older``: it knows the limit on answer tokens as ``max_tokens`` only.

    ``longest`` is the most answer tokens it allows, where it named that; 0 where it did not.
    """

    manner: Manner = Manner.STRICT
    older: bool = False
    longest: int = 0

    def noted(self) -> str:
        """Give it as the one word the store keeps."""
        return f"{self.manner}/{'older' if self.older else 'newer'}/{self.longest}"

    @classmethod
    def read(cls, noted: str | None) -> Self | None:
        """Read such a word; None where there is none, or one of another version of this program."""
        try:
            manner, age, longest = (noted or "").split("/")
            return cls(Manner(manner), age == "older", int(longest))
        except ValueError:
            return None


def body_of(  # noqa: PLR0917  (the parts of one request, as they stand in it)
    model: str,
    messages: Sequence[Mapping[str, str]],
    schema: Mapping[str, Any],
    name: str,
    ability: Ability,
    longest: int,
) -> dict[str, Any]:
    """The body of a chat request, as it is sent online and as it stands in the file of a batch.

    ``longest`` is the most tokens the answer may have; ``name`` names the shape.
    """
    body: dict[str, Any] = {
        "model": model,
        "messages": _in_manner(messages, schema, ability.manner),
        "max_tokens" if ability.older else "max_completion_tokens": min(longest, ability.longest or longest),
    }
    if ability.manner is Manner.STRICT:
        body["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": name, "strict": True, "schema": dict(schema)},
        }
    elif ability.manner is Manner.OBJECT:
        body["response_format"] = {"type": "json_object"}
    # Some servers reject the format "text" too, so that plain is to ask for none.
    return body


def unmannered(text: str) -> str:
    """Give the text of a message without the schema in words that may stand behind it."""
    before, found, _ = text.rpartition(f"\n\n{_IN_WORDS}")
    return before if found else text


def _in_manner(
    messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], manner: Manner
) -> list[Mapping[str, str]]:
    if manner is Manner.STRICT:
        return list(messages)
    told = _IN_WORDS + json.dumps(schema)
    # Last, so that the fixed part in front stays the same and stays cached.
    return [*messages[:-1], {**messages[-1], "content": f"{messages[-1]['content']}\n\n{told}"}]
