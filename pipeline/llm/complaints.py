"""What a service means by an error: tables of its words, because each kind of server has wordings of its own.

Seen at OpenAI, Azure, vLLM, Ollama, llama.cpp, LM Studio, LiteLLM, OpenRouter, Groq, DeepSeek and Mistral.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.errors import BadAnswer, CutOff, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

_REJECTED = frozenset({400, 404, 405, 413, 415, 422, 500, 501})
"""Statuses that come with a complaint about the request. Ollama says 500 where it cannot make a grammar of a schema."""
_PASSING = frozenset({408, 409, 425, 429})
_SERVER_FAULT = 500
_REDIRECT = range(300, 400)
_TOO_LARGE = 413
_UNPROCESSABLE = frozenset({400, 422})
_NOWHERE = frozenset({404, 405})
_NEVER = {
    401: "the key is not valid",
    402: "the account has no credit left",
    403: "the key may not use this",
    404: "there is no such model or endpoint",
    405: "the endpoint is no chat endpoint",
    410: "the model is gone",
}
_ELSEWHERE = "the endpoint sends elsewhere, and OPENAI_BASE_URL must name the address that answers"
_NO_MONEY = re.compile(
    r"insufficient[_ ]quota|billing[_ ]hard[_ ]limit|account[_ ]deactivated|exceeded your current quota"
    r"|insufficient (?:balance|credits?|funds)|credit balance is too low|out of credits|payment required",
    re.IGNORECASE,
)
_ABOUT_FORMAT = re.compile(
    # LM Studio: 'response_format.type' must be 'json_schema'. DeepSeek: This response_format type is unavailable now.
    r"response[_ ]?format|json[_ ]?schema|json[_ ]?object|json mode|structured[_ ]outputs?|guided[_ ](?:json|decoding)"
    # Ollama: failed to parse grammar. vLLM: features not supported by xgrammar; invalid grammar specification.
    r"|\bgrammar|xgrammar|outlines|invalid schema|schema .{0,40}not supported",
    re.IGNORECASE,
)
_OLDER = re.compile(r"max_completion_tokens", re.IGNORECASE)
_UNKNOWN = re.compile(
    r"unrecogni[sz]ed|unknown|unsupported|not supported|unexpected|extra (?:inputs|fields)|not permitted"
    r"|not allowed|additional propert|invalid (?:argument|parameter|field)|no such",
    re.IGNORECASE,
)
_TOO_LONG = re.compile(
    r"context[_ ](?:length|window|size)|maximum context|prompt is too long|input (?:is )?too long"
    r"|too many (?:input )?tokens|string_above_max_length|exceed_context_size"
    r"|reduce the length|request (?:is )?too large|input length",
    re.IGNORECASE,
)
_NUMBER = r"(\d[\d,]*)"
_ANSWER_LIMITS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # OpenAI: max_tokens is too large: 16000. This model supports at most 4096 completion tokens, whereas ...
        rf"at most {_NUMBER} (?:completion|output) tokens",
        # Another: max_tokens: 16000 > 8192, which is the maximum allowed number of output tokens
        rf"\d[\d,]* > {_NUMBER}, which is the maximum",
        # Another: the valid range of max_tokens is [1, 8192]
        rf"range of max_(?:completion_)?tokens is \[\d+, ?{_NUMBER}\]",
        # Another: `max_completion_tokens` must be less than or equal to `8192`
        rf"max_(?:completion_)?tokens\W+must be (?:less|smaller|lower) than or equal to\W*{_NUMBER}",
        # Gateways: max_tokens cannot be greater than 8192; maximum value for max_completion_tokens is 8192
        rf"max_(?:completion_)?tokens\W+(?:cannot|must not|may not) (?:exceed|be (?:greater|larger) than)\W*{_NUMBER}",
        rf"maximum (?:value|number)\D{{0,60}}max_(?:completion_)?tokens\D{{0,40}}?{_NUMBER}",
        rf"max(?:imum)?[_ ]output[_ ]tokens\D{{0,30}}{_NUMBER}",
    )
)
_CONTEXT = re.compile(rf"context (?:length|window|size)\D{{0,40}}?{_NUMBER}", re.IGNORECASE)
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # vLLM: you requested 122946 tokens (112946 in the messages, 10000 in the completion)
        rf"\({_NUMBER} in (?:the|your) (?:messages|prompt)",
        # vLLM: your request has 5000 input tokens; your prompt contains at least 5000 input tokens
        rf"{_NUMBER} (?:input|prompt) tokens",
    )
)
_LONGEST_WORD = 300
_LEAST_ROOM = 256
"""Answer tokens below which an answer is not worth asking for."""


class Complaint(NamedTuple):
    """An error reply: its status, its words without markup, and the short names it gives itself."""

    status: int
    words: str
    marks: str


class FormatRejected(BadAnswer):
    """The server does not know this manner of asking for a shape."""


class OlderName(BadAnswer):
    """The server knows the limit on answer tokens by its older name only."""


class LessRoom(BadAnswer):
    """The server allows fewer answer tokens: ``room`` of them, for every question or (``once``) for this one."""

    def __init__(self, reason: str, room: int, *, once: bool) -> None:
        super().__init__(reason)
        self.room, self.once = room, once


def complaint(status: int, body: str) -> Complaint:
    """Read an error reply of any server: OpenAI's form, FastAPI's ``detail``, a bare string, a page of HTML."""
    try:
        told: Any = json.loads(body)
    except (ValueError, RecursionError):
        page = body.lstrip()[:1] == "<"
        return Complaint(status, "a page of HTML" if page else _short(body), "")
    error = told.get("error", told) if isinstance(told, dict) else told
    if not isinstance(error, dict):
        return Complaint(status, _short(error if isinstance(error, str) else json.dumps(error)), "")
    words = error.get("message") or error.get("detail") or error.get("msg") or error
    marks = " ".join(str(error[name]) for name in ("code", "type", "param") if error.get(name))
    return Complaint(status, _short(words if isinstance(words, str) else json.dumps(words)), marks)


def _short(words: str) -> str:
    return " ".join(words.split())[:_LONGEST_WORD]


def meaning(said: Complaint) -> BadAnswer | Refused | None:
    """Say what a complaint means for the question; None where it says only that the service could not just now.

    Refused: asking anything again cannot help. CutOff: the question is too long. FormatRejected, OlderName and
    LessRoom: ask in another way. BadAnswer: this question is not taken.
    """
    status, everything = said.status, f"{said.marks} {said.words}"
    if _NO_MONEY.search(everything):
        return Refused("the account has no credit left")
    if status in _REJECTED and (other := _other_way(said, everything)) is not None:
        return other
    if status in _NEVER or status in _REDIRECT:
        return Refused(f"{_NEVER.get(status, _ELSEWHERE)} ({status}: {said.words})")
    if status in _PASSING or status >= _SERVER_FAULT:
        return None
    return BadAnswer(f"the service rejected the question ({status}: {said.words})")


def _other_way(said: Complaint, everything: str) -> BadAnswer | None:
    if (room := _room(said.words)) is not None:
        return room
    if said.status == _TOO_LARGE or (said.status in _UNPROCESSABLE and _TOO_LONG.search(everything)):
        return CutOff("the question is longer than the model takes")
    if _OLDER.search(everything) and _UNKNOWN.search(everything):
        return OlderName(said.words)
    if said.status not in _NOWHERE and _ABOUT_FORMAT.search(everything):
        return FormatRejected(said.words)
    return None


def _room(words: str) -> LessRoom | CutOff | None:
    """Find the limit on answer tokens a complaint names, outright or as what the question leaves of the context."""
    for pattern in _ANSWER_LIMITS:
        if match := pattern.search(words):
            return LessRoom(words, _whole(match[1]), once=False)
    context = _CONTEXT.search(words)
    asked = next((match for pattern in _ASKED if (match := pattern.search(words))), None)
    if context is None or asked is None:
        return None
    room = _whole(context[1]) - _whole(asked[1])
    if room < _LEAST_ROOM:
        return CutOff("the question is longer than the model takes")
    return LessRoom(words, room, once=True)


def _whole(number: str) -> int:
    return int(number.replace(",", ""))


def failed_generation(body: str) -> str | None:
    """What the model wrote where a service reports the broken JSON itself as an error (Groq); None elsewhere."""
    try:
        error: Any = json.loads(body)["error"]
        if error["code"] == "json_validate_failed":
            return str(error.get("failed_generation") or "")
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    return None


_SPAN = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


class Allowance(NamedTuple):
    """What a service says of its limits in the headers of a reply; None where it does not.

    ``requests`` and ``tokens`` are a minute's; ``pause``: seconds until there is room again, where there is none.
    """

    requests: int | None = None
    tokens: int | None = None
    pause: float | None = None


def allowance(headers: Mapping[str, str]) -> Allowance:
    """Read ``x-ratelimit-*``."""
    pauses = [
        span
        for kind in ("requests", "tokens")
        if _count(headers, f"x-ratelimit-remaining-{kind}") == 0
        and (span := _seconds(headers.get(f"x-ratelimit-reset-{kind}", ""))) is not None
    ]
    return Allowance(
        _count(headers, "x-ratelimit-limit-requests") or None,
        _count(headers, "x-ratelimit-limit-tokens") or None,
        max(pauses, default=None),
    )


def _count(headers: Mapping[str, str], name: str) -> int | None:
    try:
        return max(0, int(float(headers.get(name, ""))))
    except (ValueError, OverflowError):
        return None


def _seconds(span: str) -> float | None:
    """Read ``6m0s``, ``1.5s`` or ``120ms``; a bare number is seconds."""
    bare = span.strip()
    if bare.replace(".", "", 1).isdigit():
        return float(bare)
    parts = _SPAN.findall(bare)
    return sum(float(number) * _UNITS[unit] for number, unit in parts) if parts else None
