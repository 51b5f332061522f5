"""What an ended batch brought: its files read, its results judged and kept, what it does not answer asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import ModelError, Refused, Unreachable
from pipeline.llm.batch_half import OK
from pipeline.llm.batch_lines import results
from pipeline.llm.wire import TryAgain
from pipeline.records.keeping import BatchState

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pydantic import BaseModel

    from pipeline.llm.batch_book import Book
    from pipeline.llm.batch_endpoint import Endpoint, Remote
    from pipeline.llm.batch_half import Half, Judged
    from pipeline.llm.batch_wanted import Pile, Told
    from pipeline.llm.manner import Manner
    from pipeline.records import Message, Question
    from pipeline.records.keeping import Batch

# How often results that do not fit what the service says of them are fetched before they are taken for what they are.
_FETCHES = 3


class Cancelled(Unreachable):
    """A person cancelled the batch."""

    remedy = "run again to ask what is missing"


class Intake:
    """Takes ended batches in. ``shapes`` are those of questions that may be under way without anybody asking here."""

    def __init__(
        self, half: Half, book: Book, endpoint: Endpoint, pile: Pile, shapes: Sequence[type[BaseModel]]
    ) -> None:
        self._half, self._book, self._endpoint, self._pile, self._shapes = half, book, endpoint, pile, shapes
        self._fetches: dict[str, int] = {}
        # Batches of an earlier run were handed in as this run would begin to ask.
        self._manners: dict[str, Manner] = {}
        self._manner = half.manner
        self.unknown = 0
        """Results that answer nothing that was asked."""

    def handed_in(self, batch: Batch) -> None:
        """Remember how the questions of a batch are asked: complaints about that concern no later batch."""
        self._manners[batch.name] = self._half.manner

    def take(self, batch: Batch, remote: Remote, *, late: bool, ours: bool) -> list[Told]:
        """Take a batch in: everything that has a result is settled and kept, and then the batch is over.

        ``late``: what is missing is asked online. ``ours``: where it was cancelled, we did that. Gives what became of
        the questions asked here. Raises TryAgain where its files could not be had; nothing is lost by looking again.
        """
        read = [results(content) for content in map(self._endpoint.content, remote.files) if content is not None]
        # Output goes over errors: a question that was answered at last may have failed before.
        found = {result.key: result for part in reversed(read) for result in part.results}
        answered = sum(result.status == OK for result in found.values())
        # What the service has worked on is on the bill, also where it is not in the files.
        unseen = answered < remote.completed or any(part.broken for part in read)
        if unseen and self._fetches.setdefault(batch.name, 1) < _FETCHES:
            self._fetches[batch.name] += 1
            raise TryAgain("the results of a batch are not whole")
        items = {item.key: item.reservation for item in batch.items}
        self.unknown += len(found.keys() - items.keys())
        manner = self._manners.get(batch.name, self._manner)
        told: list[Told] = []
        for key, question in self._questions(batch, remote, found.keys() & items.keys()).items():
            judged = self._half.judge(found.pop(key), items.pop(key), question, manner)
            told += self._outcome(key, judged, late=late)
        # What nobody can judge was paid for; it is asked again when somebody asks its question.
        self._book.release(batch, items.keys() & found.keys(), lost=True)
        missing = [key for key in items if key not in found]
        self._book.release(batch, missing, lost=unseen)
        why = self._why(batch, remote, ours=ours)
        for key in missing:
            told += self._again(key, why, late=late)
        self._book.over(batch, BatchState.CANCELLED if remote.status == "cancelled" else BatchState.ENDED)
        self.clear(remote)
        return told

    def clear(self, remote: Remote) -> None:
        """Delete the files of a batch that is over: they hold text of documents, and are needed no more."""
        for file in filter(None, (remote.input, *remote.files)):
            self._endpoint.delete(file)

    def _questions(self, batch: Batch, remote: Remote, keys: Collection[str]) -> dict[str, Question]:
        """Give the questions with these keys: those asked here, the others from the file that was handed in."""
        known = {key: self._pile.out[key].question for key in self._pile.within(batch) if key in keys}
        if len(known) == len(keys) or remote.input is None:
            return known
        content = self._endpoint.content(remote.input)
        again = {} if content is None else self._half.again(content, self._shapes)
        return {**{key: question for key, question in again.items() if key in keys}, **known}

    def _outcome(self, key: str, judged: Judged, *, late: bool) -> list[Told]:
        if judged.error is not None and judged.may_pass:
            return self._again(key, judged.error, late=late, turns=judged.turns)
        return self._pile.end(key, judged.answer or judged.error)

    def _again(self, key: str, why: ModelError, *, late: bool, turns: tuple[Message, ...] = ()) -> list[Told]:
        if isinstance(why, Cancelled | Refused):
            return self._pile.end(key, why)
        return self._pile.end(key, None) if late else self._pile.again(key, why, turns)

    def _why(self, batch: Batch, remote: Remote, *, ours: bool) -> ModelError:
        if remote.faults:
            return self._half.meaning(remote.faults[0].code, remote.faults[0].message)
        if remote.status == "cancelled" and not ours:
            return Cancelled(f"batch {batch.name} was cancelled")
        return TryAgain(f"the service gave no answer to it (batch {remote.status})")
