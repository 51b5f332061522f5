"""The files and batches of a model service, played on the server of ``tests.serving``.

Batches are worked off when they are looked at, unless ``held``. Each request is answered by ``answer``, a function from
its body to a ``Reply`` (None: the service forgets it). Results come in reverse order, refusals of the service in the
error file, as the real ones do.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import TYPE_CHECKING, Any

from tests.serving import Reply, fails, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.serving import Call, Serving

_LIVE = ("validating", "in_progress", "finalizing", "cancelling")


@dataclass
class Batch:
    """One batch as the service has it."""

    id: str
    input: str
    metadata: dict[str, str]
    lines: list[dict[str, Any]]
    status: str = "validating"
    files: dict[str, str] = field(default_factory=dict)
    answered: int = 0
    failed: int = 0
    errors: list[dict[str, Any]] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        return [line["custom_id"] for line in self.lines]


class BatchService:
    """``most`` requests may wait in all; ``create`` answers the next creations; ``made`` hears of each batch."""

    def __init__(self, serving: Serving, answer: Callable[[Any], Reply | None]) -> None:
        self.answer = answer
        self.held = False
        self.lists = True
        self.cancels = True
        self.most: int | None = None
        self.ends = "completed"
        self.extra: list[bytes] = []
        self.create: list[Reply | None] = []
        self.made: Callable[[Batch], None] = lambda _: None
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, Batch] = {}
        self.deleted: list[str] = []
        self._numbers = itertools.count(1)
        serving.route("POST", "/v1/files", self._upload)
        serving.route("GET", "/v1/files/[^/]+/content", self._content)
        serving.route("DELETE", "/v1/files/[^/]+", self._delete)
        serving.route("POST", "/v1/batches", self._create)
        serving.route("GET", r"/v1/batches(\?.*)?", self._list)
        serving.route("GET", "/v1/batches/[^/?]+", self.look)
        serving.route("POST", "/v1/batches/[^/]+/cancel", lambda call: self._of(call.path.split("/")[3], self.cancel))

    @property
    def handed_in(self) -> list[str]:
        """Every key in the order it was handed in."""
        return [key for batch in self.batches.values() for key in batch.keys]

    def look(self, call: Call) -> Reply:
        return self._of(call.path.split("/")[3], self.work_off)

    def work_off(self, batch: Batch) -> None:
        if batch.status == "validating":
            batch.status = "in_progress"
        if batch.status == "cancelling" and self.cancels:
            self.end(batch, "cancelled")
        elif batch.status == "in_progress" and not self.held:
            self.end(batch, self.ends)

    def end(self, batch: Batch, status: str) -> None:
        """End a batch with what there is by now."""
        output: list[bytes] = []
        errors: list[bytes] = []
        for line in reversed(batch.lines):
            reply = self.answer(line["body"])
            if reply is None:
                continue
            body = json.loads(reply.body)
            said = {"custom_id": line["custom_id"], "id": "r"}
            if reply.status:
                said |= {"response": {"status_code": reply.status, "request_id": "r", "body": body}, "error": None}
            else:
                said |= {"response": None, "error": body["error"]}
            (output if reply.status == 200 else errors).append(json.dumps(said).encode())
        batch.answered, batch.failed, batch.status = len(output), len(errors), status
        for name, lines in (("output_file_id", [*output, *self.extra]), ("error_file_id", errors)):
            if lines:
                batch.files[name] = self._file(b"\n".join(lines) + b"\n")

    def cancel(self, batch: Batch) -> None:
        if batch.status in _LIVE:
            batch.status = "cancelling"

    def _file(self, content: bytes) -> str:
        name = f"file-{next(self._numbers)}"
        self.files[name] = content
        return name

    def _upload(self, call: Call) -> Reply:
        head = f"Content-Type: {call.headers['content-type']}\r\n\r\n".encode()
        parts = message_from_bytes(head + call.body).walk()
        content = next(part.get_payload(decode=True) for part in parts if part.get_filename())
        assert isinstance(content, bytes)
        return told({"id": self._file(content), "object": "file"})

    def _content(self, call: Call) -> Reply:
        name = call.path.split("/")[3]
        return Reply(200, self.files[name]) if name in self.files else fails(404, None, "no such file")

    def _delete(self, call: Call) -> Reply:
        name = call.path.split("/")[3]
        self.files.pop(name, None)
        self.deleted.append(name)
        return told({"id": name, "deleted": True})

    def _create(self, call: Call) -> Reply:
        reply = self.create.pop(0) if self.create else None
        if reply is not None and reply.status != 200:
            return reply
        asked = call.json
        lines = [json.loads(line) for line in self.files[asked["input_file_id"]].decode().splitlines()]
        batch = Batch(f"batch_{next(self._numbers)}", asked["input_file_id"], asked["metadata"], lines)
        waiting = sum(len(other.lines) for other in self.batches.values() if other.status in _LIVE)
        if self.most is not None and waiting + len(lines) > self.most:
            said = f"Enqueued token limit reached for gpt-6-luna in organization x. Limit: {self.most} enqueued tokens."
            batch.status, batch.errors = "failed", [{"code": "token_limit_exceeded", "message": said}]
            batch.lines = []
        self.batches[batch.id] = batch
        self.made(batch)
        return told(self._shown(batch)) if reply is None else reply

    def _list(self, _: Call) -> Reply:
        if not self.lists:
            return fails(404, None, "no such path")
        return told({"data": [self._shown(batch) for batch in reversed(self.batches.values())], "has_more": False})

    def _of(self, name: str, change: Callable[[Batch], None]) -> Reply:
        batch = self.batches.get(name)
        if batch is None:
            return fails(404, None, "no such batch")
        change(batch)
        return told(self._shown(batch))

    def _shown(self, batch: Batch) -> dict[str, Any]:
        counts = {"total": len(batch.lines), "completed": batch.answered, "failed": batch.failed}
        return {
            "id": batch.id,
            "object": "batch",
            "status": batch.status,
            "created_at": 4_000_000_000,
            "input_file_id": batch.input,
            "metadata": batch.metadata,
            "request_counts": counts,
            "errors": {"object": "list", "data": batch.errors} if batch.errors else None,
            "output_file_id": None,
            "error_file_id": None,
            **batch.files,
        }
