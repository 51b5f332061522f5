"""A real HTTP server on loopback that plays a model service from a script, with every way in which one can fail.

Tests that use the fixture ``serving`` need ``@pytest.mark.allow_hosts(["127.0.0.1"])``. What is answered is a
``Reply``, made by ``says`` (an answer), ``fails`` (an error as services word it) or by hand; ``hangs``, ``resets``,
``cut``, ``dripping`` and ``zipped`` change how a reply is sent. ``Serving.route`` adds endpoints of any kind.
"""

from __future__ import annotations

import dataclasses
import json
import re
import socket
import struct
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

CHAT = "/v1/chat/completions"
_LONGEST_HANG = 30.0


@dataclass(frozen=True)
class Reply:
    """One reply and how it is sent.

    ``wait`` seconds pass before its first byte and ``pause`` seconds before every byte of the body (``head_too``: and
    of the head). After ``stop`` bytes of the body the connection is closed, with a reset where ``reset`` is set.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0
    pause: float = 0.0
    head_too: bool = False
    stop: int | None = None
    reset: bool = False
    silent: bool = False


class Call(NamedTuple):
    """One request as it came: its path with the query, its headers with lower-case names, its body.

    ``at`` is when it came, in seconds of the monotonic clock; ``peer`` the client's port, one for each connection.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float
    peer: int

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def says(
    text: str | None,
    *,
    finish: str | None = "stop",
    refusal: str | None = None,
    model: str | None = "gpt-6-luna",
    sent: int = 2000,
    cached: int = 1000,
    answered: int = 100,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """Give a chat completion that says ``text``; ``sent``, ``cached`` and ``answered`` are the tokens it reports."""
    return Reply(body=json.dumps(completion(text, finish, refusal, model, sent, cached, answered)).encode(),
                 headers=headers or {})  # fmt: skip


def completion(  # noqa: PLR0917  (the fields of one message)
    text: str | None,
    finish: str | None = "stop",
    refusal: str | None = None,
    model: str | None = "gpt-6-luna",
    sent: int = 2000,
    cached: int = 1000,
    answered: int = 100,
) -> dict[str, Any]:
    """The body of a chat completion, as a batch's output file holds it too."""
    message = {"role": "assistant", "content": text, "refusal": refusal}
    usage = {
        "prompt_tokens": sent,
        "completion_tokens": answered,
        "total_tokens": sent + answered,
        "prompt_tokens_details": {"cached_tokens": cached},
    }
    choice = {"index": 0, "finish_reason": finish, "message": message}
    return {
        "id": "c", "object": "chat.completion", "created": 0, "model": model, "choices": [choice], "usage": usage,
    }  # fmt: skip


def fails(
    status: int, code: str | None = None, message: str = "no", *, param: str | None = None, **headers: str
) -> Reply:
    """Give an error as services word it; ``Retry_After="7"`` becomes the header ``Retry-After``."""
    error = {"error": {"message": message, "type": code, "code": code, "param": param}}
    return Reply(status, json.dumps(error).encode(), {name.replace("_", "-"): value for name, value in headers.items()})


def told(value: Any, status: int = 200) -> Reply:
    """Give any JSON."""
    return Reply(status, json.dumps(value).encode())


def hangs(seconds: float = _LONGEST_HANG) -> Reply:
    """Give nothing for so long, or until the client goes away."""
    return Reply(wait=seconds, silent=True)


def resets(reply: Reply | None = None, after: int = 10) -> Reply:
    """Reset the connection: at once, or after so many bytes of the body of ``reply``."""
    return Reply(silent=True, reset=True) if reply is None else dataclasses.replace(reply, stop=after, reset=True)


def goes() -> Reply:
    """Close the connection without a word."""
    return Reply(silent=True)


def cut(reply: Reply, after: int = 40) -> Reply:
    """Send only the first bytes of the body, as if they were the whole of it: cut JSON in a whole reply."""
    return dataclasses.replace(reply, body=reply.body[:after])


def dripping(reply: Reply, pause: float, *, head_too: bool = False) -> Reply:
    """Send byte for byte with a pause before each."""
    return dataclasses.replace(reply, pause=pause, head_too=head_too)


def zipped(body: bytes = b"this is no gzip") -> Reply:
    """Claim that a body is gzip which is not."""
    return Reply(200, body, {"Content-Encoding": "gzip"})


def page(status: int = 502, title: str = "Bad Gateway") -> Reply:
    """Give the HTML page that proxies in front of services answer with."""
    body = f"<html><head><title>{status} {title}</title></head><body><h1>{title}</h1></body></html>".encode()
    return Reply(status, body, {"Content-Type": "text/html"})


@dataclass
class Serving:
    """The script and what happened. Chat replies are given in order, the last one again for ever.

    ``respond`` answers chat requests by their body instead, ``route`` any other path. ``asked`` holds the bodies of
    chat requests in the order they came, ``calls`` every request. ``seconds`` pass before every reply.
    """

    url: str = ""
    replies: list[Reply] = field(default_factory=list)
    respond: Callable[[Any], Reply] | None = None
    seconds: float = 0.0
    asked: list[Any] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    over: threading.Event = field(default_factory=threading.Event)
    _routes: list[tuple[str, re.Pattern[str], Callable[[Call], Reply]]] = field(default_factory=list)

    def route(self, method: str, pattern: str, respond: Callable[[Call], Reply]) -> None:
        """Answer requests whose whole path fits the regular expression; what was added last goes first."""
        self._routes.insert(0, (method, re.compile(pattern), respond))

    def reply_to(self, call: Call) -> Reply:
        """Find the reply to a request."""
        with self.lock:
            self.calls.append(call)
        for method, pattern, respond in self._routes:
            if method == call.method and pattern.fullmatch(call.path):
                return respond(call)
        if (call.method, call.path) != ("POST", CHAT):
            return fails(404, "not_found", f"there is no {call.method} {call.path} here")
        with self.lock:
            self.asked.append(call.json)
            if self.respond is None:
                return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return self.respond(call.json)

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count a request as under way."""
        with self.lock:
            self.under_way += 1
            self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            yield
        finally:
            with self.lock:
                self.under_way -= 1


class _Handler(BaseHTTPRequestHandler):
    script: Serving
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class' name)
        """Say nothing."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.script.counted():
            reply = self.script.reply_to(
                Call(self.command, self.path, headers, body, time.monotonic(), self.client_address[1])
            )
            self.script.over.wait(self.script.seconds + reply.wait)
        with suppress(OSError):  # clients that go away in the middle are part of the script
            self._send(reply)

    def _send(self, reply: Reply) -> None:
        if reply.silent:
            self._end(reset=reply.reset)
            return
        said = {"Content-Type": "application/json", "Content-Length": str(len(reply.body)), **reply.headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        self._write(f"HTTP/1.1 {reply.status} Said\r\n{head}\r\n".encode(), reply.pause if reply.head_too else 0)
        self._write(reply.body[: reply.stop], reply.pause)
        if reply.stop is not None:
            self._end(reset=reply.reset)

    def _write(self, data: bytes, pause: float) -> None:
        if not pause:
            self.wfile.write(data)
            return
        for byte in data:
            if self.script.over.wait(pause):
                return
            self.wfile.write(bytes([byte]))

    def _end(self, *, reset: bool) -> None:
        self.close_connection = True
        if reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    do_GET = do_POST = do_DELETE = do_PUT = _answer  # noqa: N815  (the base class' names)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that go away in the middle are part of the script."""


@contextmanager
def serving() -> Iterator[Serving]:
    """Serve on a free port of loopback until left."""
    script = Serving()
    http = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"script": script}))
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    script.url = f"http://127.0.0.1:{http.server_port}/v1"
    try:
        yield script
    finally:
        script.over.set()
        http.shutdown()
        http.server_close()
        thread.join()
