"""A model service for measurements: answers any question with the emptiest answer its schema allows, after a wait.

``python bench/stub_model.py SECONDS`` prints its port and serves on loopback until it is ended. One process, one
thread, no library between it and the sockets, so that what is measured is the client.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from typing import Any

_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)
_AGREED = {"object": {}, "array": [], "string": "none", "number": 0, "integer": 0, "boolean": False, "null": None}


def emptiest(schema: dict[str, Any]) -> Any:
    """Give the emptiest value a strict schema allows."""
    if "anyOf" in schema:
        kinds = [part for part in schema["anyOf"] if part.get("type") == "null"]
        return emptiest((kinds or schema["anyOf"])[0])
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    if schema["type"] == "object":
        return {name: emptiest(part) for name, part in schema["properties"].items()}
    return _AGREED[schema["type"]]


def _reply(body: bytes) -> bytes:
    asked = json.loads(body)
    schema = asked["response_format"]["json_schema"]["schema"]
    message = {"role": "assistant", "content": json.dumps(emptiest(schema)), "refusal": None}
    said = {
        "id": "c",
        "object": "chat.completion",
        "created": 0,
        "model": asked["model"],
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": len(body) // 4, "completion_tokens": 100, "total_tokens": len(body) // 4 + 100},
    }
    return json.dumps(said).encode()


class Stub:
    """Counts what it served. ``most`` is the highest number of requests that were under way at once."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.served = self.under_way = self.most = 0

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = _LENGTH.search(head)
                body = await reader.readexactly(int(length[1]) if length else 0)
                if head.startswith(b"GET"):
                    reply = json.dumps({"served": self.served, "most": self.most}).encode()
                else:
                    reply = await self._answer(body)
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
                writer.write(b"Content-Length: %d\r\n\r\n" % len(reply) + reply)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, body: bytes) -> bytes:
        self.served, self.under_way = self.served + 1, self.under_way + 1
        self.most = max(self.most, self.under_way)
        until = asyncio.get_running_loop().time() + self._seconds
        reply = _reply(body)
        await asyncio.sleep(until - asyncio.get_running_loop().time())
        self.under_way -= 1
        return reply


async def _serve(seconds: float) -> None:
    server = await asyncio.start_server(Stub(seconds).talk, "127.0.0.1", 0, backlog=512, limit=1 << 22)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1])))
