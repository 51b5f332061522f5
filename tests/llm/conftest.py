"""A real HTTP server on loopback that answers from a script, so that the SDK and its transport are tested too."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Reply = tuple[int, dict[str, str], bytes] | None
"""Status, headers, body; None closes the connection without a word."""


@dataclass
class Scripted:
    """Gives the replies in order; the last one again for ever. ``asked`` holds the request bodies."""

    url: str = ""
    replies: list[Reply] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    respond: Callable[[dict[str, Any]], Reply] | None = None
    seconds: float = 0.0
    under_way: int = 0
    most_under_way: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self, body: dict[str, Any]) -> Reply:
        with self.lock:
            self.asked.append(body)
            if self.respond is None:
                return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return self.respond(body)


def says(text: str | None, *, finish: str = "stop", refusal: str | None = None, model: str = "gpt-6-luna") -> Reply:
    body = {
        "id": "c",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "message": {"role": "assistant", "content": text, "refusal": refusal},
            }
        ],
        "usage": {
            "prompt_tokens": 2000,
            "completion_tokens": 100,
            "total_tokens": 2100,
            "prompt_tokens_details": {"cached_tokens": 1000},
        },
    }
    return 200, {}, json.dumps(body).encode()


def fails(status: int, code: str | None = None, message: str = "no", **headers: str) -> Reply:
    error = {"error": {"message": message, "type": code, "code": code, "param": None}}
    return status, {name.replace("_", "-"): value for name, value in headers.items()}, json.dumps(error).encode()


@pytest.fixture
def server() -> Iterator[Scripted]:
    script = Scripted()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class' name)
            pass

        def do_POST(self) -> None:
            with script.lock:
                script.under_way += 1
                script.most_under_way = max(script.most_under_way, script.under_way)
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            time.sleep(script.seconds)
            reply = script.next(body)
            with script.lock:
                script.under_way -= 1
            if reply is None:
                self.close_connection = True
                return
            status, headers, data = reply
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Clients that go away in the middle are part of the script."""

    http = Server(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    script.url = f"http://127.0.0.1:{http.server_port}/v1"
    yield script
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.fixture
def reply_with() -> Callable[..., Reply]:
    return says


@pytest.fixture
def fail_with() -> Callable[..., Reply]:
    return fails
