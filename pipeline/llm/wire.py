"""One attempt at one request through the openai SDK, with every way it can fail given its own type.

The SDK's own retries are off: what may be sent again, and what it may cost, is decided in ``client``.
"""

from __future__ import annotations

import email.utils
import time
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import openai
from pydantic import BaseModel, ValidationError

from pipeline.errors import BadAnswer, CutOff, Declined, Refused, Unreachable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openai.types.chat import ChatCompletionMessageParam
    from openai.types.chat.completion_create_params import ResponseFormat

    from pipeline.llm.service import Service

_REJECTED = frozenset({400, 422})
_AGAIN = frozenset({408, 409, 429})
_SERVER_FAULT = 500
_NEVER = {401: "the key is not valid", 403: "the key may not use this", 404: "there is no such model or endpoint"}
_NO_MONEY = frozenset({"insufficient_quota", "billing_hard_limit_reached", "account_deactivated"})
_TOO_LONG = frozenset({"context_length_exceeded", "string_above_max_length"})
_ABOUT_FORMAT = ("response_format", "json_schema", "json_object", "structured output", "guided", "grammar")
_LONGEST_WORD = 300
_NEVER_LEFT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout", "UnsupportedProtocol", "InvalidURL"})
"""What the SDK's transport raises before a byte is sent; by name, because the transport is the SDK's own affair."""


class Manner(StrEnum):
    """How the shape of the answer is asked for, from best to worst."""

    STRICT = "json_schema"
    OBJECT = "json_object"
    PLAIN = "plain"


class TryAgain(Unreachable):
    """The attempt failed in a way that may pass. ``after``: seconds the service asks for. ``sent``: it may bill."""

    def __init__(self, reason: str, *, after: float | None = None, sent: bool = False) -> None:
        super().__init__(reason)
        self.after = after
        self.sent = sent


class FormatRejected(BadAnswer):
    """The server does not know this manner of asking for a shape."""


class Told(NamedTuple):
    """An answer as it came: text, tokens as the service counted them (0 where it did not say), its model's name."""

    text: str
    sent: int
    cached: int
    answered: int
    model: str


class _Details(BaseModel):
    cached_tokens: int | None = None


class _Usage(BaseModel):
    prompt_tokens: int = 0
    completion_tokens: int = 0
    prompt_tokens_details: _Details | None = None


class _Spoken(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    finish_reason: str | None = None
    message: _Spoken


class _Completion(BaseModel):
    """Only what is used, so that servers that leave the rest out are understood."""

    model: str | None = None
    choices: list[_Choice]
    usage: _Usage | None = None


class Billed(NamedTuple):
    """A paid answer, or the reason why a paid answer is of no use."""

    told: Told
    fault: BadAnswer | None


class Wire:
    """The endpoint."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._older = False
        self._sdk = openai.OpenAI(
            api_key=service.key, base_url=service.base_url, max_retries=0, timeout=service.seconds
        )

    def close(self) -> None:
        """Close the connections."""
        self._sdk.close()

    def send(self, messages: list[Mapping[str, str]], schema: Mapping[str, Any], name: str, manner: Manner) -> Billed:
        """Send once. Raises TryAgain, Refused, CutOff, FormatRejected or BadAnswer; a paid answer never raises."""
        limit, older = self._service.answer_tokens, self._older
        try:
            raw = self._sdk.chat.completions.with_raw_response.create(
                model=self._service.model,
                messages=_typed(messages),
                max_completion_tokens=openai.omit if older else limit,
                max_tokens=limit if older else openai.omit,
                response_format=_format(manner, schema, name),
            )
        except openai.APIStatusError as error:
            if not older and error.status_code in _REJECTED and "max_completion_tokens" in error.message:
                # Without a limit on the answer no budget holds; older servers know it by its older name.
                self._older = True
                return self.send(messages, schema, name, manner)
            raise self._failure(error) from error
        except openai.APITimeoutError as error:
            raise TryAgain(f"no answer within {self._service.seconds:.0f} seconds", sent=_left(error)) from error
        except openai.APIConnectionError as error:
            cause = type(error.__cause__).__name__ if error.__cause__ else "no connection"
            raise TryAgain(f"the connection failed ({cause})", sent=_left(error)) from error
        try:
            completion = _Completion.model_validate_json(raw.content)
        except ValidationError as error:
            raise TryAgain("the service answered with something that is no completion", sent=True) from error
        if not completion.choices:
            raise TryAgain("the service answered without a choice", sent=True)
        return _billed(completion, self._service.model)

    def _failure(self, error: openai.APIStatusError) -> Refused | TryAgain | BadAnswer:
        status, words = error.status_code, self._service.scrub(error.message)[:_LONGEST_WORD]
        marks = {str(error.code), str(error.type)}
        if marks & _NO_MONEY:
            return Refused("the account has no credit left")
        if status in _NEVER:
            return Refused(f"{_NEVER[status]} ({status}: {words})")
        if status in _AGAIN or status >= _SERVER_FAULT:
            return TryAgain(f"the service answered {status}", after=retry_after(error.response.headers))
        if marks & _TOO_LONG or "context length" in words.lower():
            return CutOff("the question is longer than the model takes")
        if any(word in words.lower() for word in _ABOUT_FORMAT) or str(error.param).startswith("response_format"):
            return FormatRejected(words)
        return BadAnswer(f"the service rejected the question ({status}: {words})")


def _left(error: openai.APIConnectionError) -> bool:
    """Tell whether the request may have reached the service, which then bills it whether or not we hear of it."""
    return type(error.__cause__).__name__ not in _NEVER_LEFT


def _typed(messages: list[Mapping[str, str]]) -> list[ChatCompletionMessageParam]:
    typed: list[ChatCompletionMessageParam] = []
    for message in messages:
        match message["role"]:
            case "system":
                typed.append({"role": "system", "content": message["content"]})
            case "assistant":
                typed.append({"role": "assistant", "content": message["content"]})
            case _:
                typed.append({"role": "user", "content": message["content"]})
    return typed


def _format(manner: Manner, schema: Mapping[str, Any], name: str) -> ResponseFormat:
    if manner is Manner.STRICT:
        return {"type": "json_schema", "json_schema": {"name": name, "strict": True, "schema": dict(schema)}}
    return {"type": "json_object"} if manner is Manner.OBJECT else {"type": "text"}


def _billed(completion: _Completion, asked: str) -> Billed:
    choice, usage = completion.choices[0], completion.usage or _Usage()
    details = usage.prompt_tokens_details
    told = Told(
        text=choice.message.content or "",
        sent=usage.prompt_tokens,
        cached=min(usage.prompt_tokens, (details.cached_tokens or 0) if details else 0),
        answered=usage.completion_tokens,
        model=completion.model or asked,
    )
    # Before any parsing: a refusal or half an answer may well be valid JSON.
    if choice.message.refusal:
        return Billed(told, Declined("the model refused to answer"))
    if choice.finish_reason == "content_filter":
        return Billed(told, Declined("a content filter stopped the answer"))
    if choice.finish_reason == "length":
        return Billed(told, CutOff("the answer was cut off at its longest allowed length"))
    return Billed(told, None)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds the service asks to wait, from ``retry-after-ms`` or ``Retry-After`` (seconds or a date)."""
    if (exact := _number(headers.get("retry-after-ms"))) is not None:
        return exact / 1000
    said = headers.get("retry-after")
    if (seconds := _number(said)) is not None:
        return seconds
    parsed = email.utils.parsedate_tz(said) if said else None
    return None if parsed is None else max(0.0, email.utils.mktime_tz(parsed) - time.time())


def _number(text: str | None) -> float | None:
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is not None and 0 <= value < float("inf") else None
