"""What a service said, and whether it is an answer: told from each other by type, before anything is parsed.

The same judgement for an answer that came online and for a line in the output file of a batch.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel, ValidationError, field_validator

from pipeline.errors import BadAnswer, CutOff, Declined, Unreachable, WrongShape
from pipeline.llm.loose import json_in

if TYPE_CHECKING:
    from collections.abc import Mapping

_CUT = frozenset({"length", "max_tokens"})
_FILTERED = frozenset({"content_filter", "safety", "recitation"})
_COMPLAINTS = 5

REASKED = "That answer breaks the schema: {}. Answer again with the whole JSON and nothing else."
"""What is said to a model about an answer of the wrong shape, with what is wrong with it."""


class NoCompletion(Unreachable):
    """The reply is no completion: torn, empty, or a page meant for people."""


class Told(NamedTuple):
    """An answer as it came: text, tokens as the service counted them (0 where it did not say), its model's name."""

    text: str
    sent: int
    cached: int
    answered: int
    model: str


class Billed(NamedTuple):
    """A paid answer, or the reason why a paid answer is of no use."""

    told: Told
    fault: BadAnswer | None


class _Details(BaseModel):
    cached_tokens: int | None = None


class _Usage(BaseModel):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    prompt_tokens_details: _Details | None = None


class _Spoken(BaseModel):
    content: str | None = None
    refusal: str | None = None

    @field_validator("content", mode="before")
    @classmethod
    def _joined(cls, value: object) -> object:
        """Join the parts of servers that send the text in parts, thoughts among them."""
        if not isinstance(value, list):
            return value
        texts = [part.get("text") for part in value if isinstance(part, dict) and part.get("type") == "text"]
        return "".join(text for text in texts if isinstance(text, str))


class _Choice(BaseModel):
    finish_reason: str | None = None
    message: _Spoken


class _Completion(BaseModel):
    """Only what is used, so that servers that leave the rest out are understood."""

    model: str | None = None
    choices: list[_Choice]
    usage: _Usage | None = None


def billed(reply: bytes | str, model: str) -> Billed:
    """Read a completion; ``model`` is the one asked. Raises NoCompletion where there is none."""
    try:
        completion = _Completion.model_validate_json(reply)
    except ValidationError:
        # Without its cause, which would carry what the service said into logs.
        raise NoCompletion("the service answered with something that is no completion") from None
    if not completion.choices:
        raise NoCompletion("the service answered without a choice")
    choice, usage = completion.choices[0], completion.usage or _Usage()
    sent, details = max(0, usage.prompt_tokens or 0), usage.prompt_tokens_details
    told = Told(
        text=choice.message.content or "",
        sent=sent,
        cached=min(sent, max(0, (details.cached_tokens or 0) if details else 0)),
        answered=max(0, usage.completion_tokens or 0),
        model=completion.model or model,
    )
    # Before any parsing: a refusal or half an answer may well be valid JSON.
    if choice.message.refusal:
        return Billed(told, Declined("the model refused to answer"))
    if choice.finish_reason in _FILTERED:
        return Billed(told, Declined("a content filter stopped the answer"))
    if choice.finish_reason in _CUT:
        return Billed(told, CutOff("the answer was cut off at its longest allowed length"))
    return Billed(told, None)


def judged(text: str, shape: type[BaseModel]) -> str:
    """Give the JSON of an answer that satisfies its shape. Raises WrongShape, which says what is wrong with it."""
    found = json_in(text)
    try:
        shape.model_validate_json(found)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)[:_COMPLAINTS]
        told = (f"{'.'.join(str(part) for part in fault['loc']) or 'whole'}: {fault['msg']}" for fault in faults)
        raise WrongShape(f"the answer broke the schema ({'; '.join(told)})") from None
    return found


def unenforced(text: str, schema: Mapping[str, Any]) -> bool:
    """Tell whether a whole answer is one that a service which enforces ``schema`` cannot give.

    An empty answer proves nothing: services give it for reasons of their own.
    """
    if not text.strip():
        return False
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return True
    return not _obeys(value, schema)


_KINDS: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def _obeys(value: object, schema: Mapping[str, Any]) -> bool:
    if "anyOf" in schema:
        return any(_obeys(value, part) for part in schema["anyOf"])
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "const" in schema and value != schema["const"]:
        return False
    if not isinstance(value, _KINDS.get(schema.get("type", ""), (object,))):
        return False
    if isinstance(value, dict) and "properties" in schema:
        parts = schema["properties"]
        return value.keys() == parts.keys() and all(_obeys(value[name], parts[name]) for name in parts)
    return not isinstance(value, list) or all(_obeys(part, schema.get("items", {})) for part in value)
