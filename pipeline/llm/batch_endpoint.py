"""The endpoint for batches: files and batches through the openai SDK, with every way they can fail given a type."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import openai
from pydantic import BaseModel, ValidationError

from pipeline.errors import Refused
from pipeline.llm.complaints import complaint, meaning
from pipeline.llm.wire import TryAgain, left, sdk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import BinaryIO, Self

    from pipeline.errors import ModelError
    from pipeline.llm.service import Service

T = TypeVar("T", bound=BaseModel)
R = TypeVar("R")

MARK = "filing-briefs"
"""Where our own name of a batch stands in its metadata."""
_ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
_ABSENT = frozenset({404, 405, 501})
_FULL = frozenset({"token_limit_exceeded"})
_FULL_WORDS = "enqueued token"
_ON_A_PAGE = 100
# The service's clock and ours may differ; a batch made long before ours was prepared cannot be ours.
_CLOCKS = dt.timedelta(hours=1)


class NoBatches(Refused):
    """The service takes no batches."""

    remedy = "run without --batch (and without batch = true in briefs.toml)"


class QueueFull(TryAgain):
    """The service has as much waiting as it takes: ``limit`` tokens where it says how many."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.limit = _number_after(reason.lower(), "limit:")


class Fault(NamedTuple):
    """What the service says of a whole batch."""

    code: str
    message: str


class Remote(NamedTuple):
    """A batch as the service tells of it. ``name`` is ours, None where it did not keep it."""

    id: str
    status: str
    completed: int
    files: tuple[str, ...]
    input: str | None
    faults: tuple[Fault, ...]
    name: str | None
    made: dt.datetime

    @property
    def ended(self) -> bool:
        """True when nothing more will come."""
        return self.status in _ENDED

    @property
    def full(self) -> QueueFull | None:
        """Why it was not even begun, where the only reason is that too much was waiting."""
        for fault in self.faults:
            if fault.code in _FULL or _FULL_WORDS in fault.message.lower():
                return QueueFull(fault.message)
        return None


class _Counts(BaseModel):
    completed: int = 0


class _Fault(BaseModel):
    code: str | None = None
    message: str | None = None


class _Faults(BaseModel):
    data: list[_Fault] | None = None


class _Batch(BaseModel):
    """Only what is used, so that servers that leave the rest out are understood."""

    id: str
    status: str
    created_at: float = 0
    input_file_id: str | None = None
    output_file_id: str | None = None
    error_file_id: str | None = None
    errors: _Faults | None = None
    request_counts: _Counts | None = None
    metadata: dict[str, Any] | None = None

    def remote(self) -> Remote:
        said = (self.errors.data if self.errors else None) or []
        return Remote(
            id=self.id,
            status=self.status,
            completed=self.request_counts.completed if self.request_counts else 0,
            files=tuple(file for file in (self.output_file_id, self.error_file_id) if file),
            input=self.input_file_id,
            faults=tuple(Fault(fault.code or "", fault.message or "") for fault in said),
            name=(self.metadata or {}).get(MARK),
            made=dt.datetime.fromtimestamp(self.created_at, dt.UTC),
        )


class _Page(BaseModel):
    data: list[_Batch]
    has_more: bool = False


class _File(BaseModel):
    id: str


class Endpoint:
    """Files and batches of one service, with connections of its own."""

    def __init__(self, service: Service) -> None:
        self._service, self._sdk = service, sdk(service)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._sdk.close()

    def upload(self, name: str, content: BinaryIO) -> str:
        """Upload a file of requests; gives the service's id of it. Raises NoBatches, Refused, TryAgain, BadAnswer."""
        files = self._sdk.files.with_raw_response
        raw = self._called(
            lambda: files.create(file=(f"{name}.jsonl", content), purpose="batch"),
            absent=NoBatches("the service takes no files of requests"),
        )
        return _told(_File, raw.content).id

    def create(self, file: str, name: str) -> Remote:
        """Hand a file in. Raises as ``upload``, and QueueFull; after TryAgain that was ``sent`` it may be there."""
        raw = self._called(
            lambda: self._sdk.batches.with_raw_response.create(
                completion_window="24h",
                endpoint="/v1/chat/completions",
                input_file_id=file,
                metadata={MARK: name},
            ),
            absent=NoBatches("the service takes no batches"),
        )
        return _told(_Batch, raw.content).remote()

    def look(self, remote: str) -> Remote | None:
        """Look at a batch; None where the service does not know it (any more)."""
        content = self._found(lambda: self._sdk.batches.with_raw_response.retrieve(remote).content)
        return None if content is None else _told(_Batch, content).remote()

    def find(self, name: str, since: dt.datetime) -> Remote | None:
        """Find a batch by our name among those made since then. Raises NoBatches where none are listed."""
        for batch in self._listed():
            if batch.name == name:
                return batch
            if batch.made < since - _CLOCKS:
                break
        return None

    def _listed(self) -> Iterator[Remote]:
        """Give all batches, newest first."""
        after: str | openai.Omit = openai.omit
        while True:
            page = self._page(after)
            yield from (batch.remote() for batch in page.data)
            if not page.has_more or not page.data:
                return
            after = page.data[-1].id

    def _page(self, after: str | openai.Omit) -> _Page:
        raw = self._called(
            lambda: self._sdk.batches.with_raw_response.list(limit=_ON_A_PAGE, after=after),
            absent=NoBatches("the service lists no batches"),
        )
        return _told(_Page, raw.content)

    def cancel(self, remote: str) -> None:
        """Ask the service to end a batch. That it has ended meanwhile is no error."""

        def cancelled() -> None:
            with suppress(openai.BadRequestError, openai.ConflictError, openai.NotFoundError):
                self._sdk.batches.with_raw_response.cancel(remote)

        self._called(cancelled)

    def content(self, file: str) -> bytes | None:
        """Give a file; None where it is there no more."""
        return self._found(lambda: self._sdk.files.with_raw_response.content(file).content)

    def delete(self, file: str) -> None:
        """Delete a file that is needed no more; services that cannot delete keep it for thirty days."""
        with suppress(openai.APIError):
            self._sdk.files.with_raw_response.delete(file)

    def _found(self, call: Callable[[], R]) -> R | None:
        """Give what a call gives, None where the service does not know the thing."""

        def found() -> R | None:
            with suppress(openai.NotFoundError):
                return call()
            return None

        return self._called(found)

    def _called(self, call: Callable[[], R], *, absent: NoBatches | None = None) -> R:
        try:
            return call()
        except openai.APIError as error:
            failed = self._typed(error, absent=absent)
        # Raised out here, so that no error of the SDK, which may quote the key, hangs on to ours.
        raise failed

    def _typed(self, error: openai.APIError, *, absent: NoBatches | None) -> ModelError:
        if not isinstance(error, openai.APIStatusError):
            sent = not isinstance(error, openai.APIConnectionError) or left(error)
            return TryAgain("the connection failed while a batch was handled", sent=sent)
        if absent is not None and error.status_code in _ABSENT:
            return absent
        said = complaint(error.status_code, self._service.scrub(error.response.text))
        if _FULL & set(said.marks.split()) or _FULL_WORDS in said.words.lower():
            return QueueFull(said.words)
        return meaning(said) or TryAgain(f"the service answered {said.status}")


def _told(shape: type[T], content: bytes) -> T:
    with suppress(ValidationError):
        return shape.model_validate_json(content)
    raise TryAgain("the service answered with something that is no batch", sent=True)


def _number_after(text: str, word: str) -> int | None:
    _, found, rest = text.partition(word)
    digits = rest.strip().split(" ")[0].replace(",", "")
    return int(digits) if found and digits.isdigit() else None
