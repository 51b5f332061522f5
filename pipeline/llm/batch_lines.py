"""The files of a batch: questions packed into as few as the limits allow, results read line by line."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PATH = "/v1/chat/completions"


class Limits(NamedTuple):
    """What a file may hold, and how many tokens may wait at the service in all.

    50,000 requests and 200 MB are the service's own limits; the bytes leave a margin for the form the file is sent in.
    """

    requests: int = 50_000
    size: int = 190_000_000
    tokens: int = 20_000_000


class Packed(NamedTuple):
    """One request as a line of a file: ``sent`` tokens, ``line`` without its line end."""

    key: str
    sent: int
    line: bytes


class Result(NamedTuple):
    """What became of one request. ``status`` 0: it never ran, or nothing is known but ``code`` and ``message``."""

    key: str
    status: int
    body: str
    code: str
    message: str


class Results(NamedTuple):
    """Everything a file says; ``broken`` lines were no results."""

    results: tuple[Result, ...]
    broken: int


def packed(key: str, body: Mapping[str, Any], sent: int) -> Packed:
    """Write one request as a line. In ASCII: a server that splits lines by Unicode's rules must not split a text."""
    line = {"custom_id": key, "method": "POST", "url": PATH, "body": body}
    return Packed(key, sent, json.dumps(line).encode())


def files(requests: Iterable[Packed], limits: Limits) -> Iterator[tuple[Packed, ...]]:
    """Part requests into files, in their order. A request above a limit of its own goes alone: the service decides."""
    inside: list[Packed] = []
    size = tokens = 0
    for request in requests:
        more, sent = len(request.line) + 1, request.sent
        full = len(inside) >= limits.requests or size + more > limits.size or tokens + sent > limits.tokens
        if inside and full:
            yield tuple(inside)
            inside, size, tokens = [], 0, 0
        inside.append(request)
        size, tokens = size + more, tokens + sent
    if inside:
        yield tuple(inside)


class _Error(BaseModel):
    code: str | int | None = None
    message: str | None = None


class _Response(BaseModel):
    status_code: int = 0
    body: dict[str, Any] | None = None


class _Line(BaseModel):
    custom_id: str
    response: _Response | None = None
    error: _Error | None = None


class _Request(BaseModel):
    custom_id: str
    body: dict[str, Any]


def results(content: bytes) -> Results:
    """Read an output or error file."""
    found: list[Result] = []
    broken = 0
    for line in content.splitlines():  # of bytes: by line ends only, not by what Unicode takes for some
        if not line.strip():
            continue
        try:
            read = _Line.model_validate_json(line)
        except ValidationError:
            broken += 1
            continue
        error, response = read.error or _Error(), read.response or _Response()
        code = "" if error.code is None else str(error.code)
        found.append(
            Result(read.custom_id, response.status_code, json.dumps(response.body or {}), code, error.message or "")
        )
    return Results(tuple(found), broken)


def requests(content: bytes) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Read a file that was handed in: key and body of each request. Lines that are none are left out."""
    for line in content.splitlines():
        with suppress(ValidationError):
            request = _Request.model_validate_json(line)
            yield request.custom_id, request.body
