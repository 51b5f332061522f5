"""What a batch shares with questions asked online: keys, bodies, judgement and money, the last at the batch price."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from pipeline.errors import BadAnswer, ModelError, WrongShape
from pipeline.llm.answers import REASKED, NoCompletion, billed, judged, unenforced
from pipeline.llm.batch_lines import packed, requests
from pipeline.llm.complaints import FormatRejected, LessRoom, OlderName, complaint, meaning
from pipeline.llm.manner import Manner, body_of, unmannered
from pipeline.llm.wire import TryAgain
from pipeline.records import Answer, Message, Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from pydantic import BaseModel

    from pipeline.llm.batch_lines import Packed, Result
    from pipeline.llm.client import Client
    from pipeline.llm.prices import Price

OK = 200
_REJECTED = 400
_WHY = {
    "batch_expired": "the batch expired before the question was asked",
    "batch_cancelled": "the batch was cancelled before the question was asked",
    "request_timeout": "the model took too long",
}
_MAY_PASS = (TryAgain, WrongShape, FormatRejected, OlderName, LessRoom)


class Judged(NamedTuple):
    """What a result comes to: an answer or an error, and for a broken shape what to say to the model about it."""

    answer: Answer | None
    error: ModelError | None = None
    turns: tuple[Message, ...] = ()

    @property
    def may_pass(self) -> bool:
        """True where asking again may help."""
        return isinstance(self.error, _MAY_PASS)


class Half:
    """The client's own ways, at the batch price."""

    def __init__(self, client: Client) -> None:
        parts = client.parts
        self.kept, self.model, self.endpoint = client.kept, client.model, parts.service.endpoint
        self._service, self._shelf, self._run, self._prices = parts.service, parts.shelf, parts.run, parts.prices
        self._desk, self._counter, self._finding, self._remarks = (
            parts.desk,
            parts.counter,
            parts.finding,
            parts.remarks,
        )
        self._price: Price = self._prices.of(self.model) or self._prices.dearest()
        self._known = self._prices.of(self.model) is not None

    @property
    def manner(self) -> Manner:
        """How a question handed in now asks for its shape."""
        return self._finding.ability.manner

    def key(self, question: Question) -> str:
        """The key of the answer."""
        return self._desk.asked(question).key

    def packed(self, question: Question, turns: Sequence[Message]) -> Packed:
        """Write a question as a line of a file; ``turns`` are what was said about it before."""
        asked = self._desk.asked(question)
        messages = [*asked.messages, *({"role": turn.role, "content": turn.text} for turn in turns)]
        longest = self._service.answer_tokens
        body = body_of(self.model, messages, asked.schema, asked.name, self._finding.ability, longest)
        return packed(asked.key, body, self._desk.tokens(asked, body["messages"]))

    # --- money ---------------------------------------------------------------------------------------------------

    def reserve(self, question: Question, sent: int) -> int:
        """Set aside what the longest answer would cost; gives the number of the reservation. Raises OverBudget."""
        worst = self._cost(sent, 0, self._service.answer_tokens)
        return self._shelf.reserve(
            self._run, question, self.model, worst, self._service.budget_usd, sent, self._prices.dated, batched=True
        )

    def free(self, number: int) -> None:
        """Settle a request that was not worked on."""
        self._settle(number, "refused", 0, 0, 0)

    def lost(self, number: int, sent: int) -> None:
        """Settle a request that the service may have worked on, and bill, though no answer came: as the longest."""
        worst = self._cost(sent, 0, self._service.answer_tokens)
        self._shelf.settle(number, "lost", worst, worst if self._known else None, sent, 0, 0)

    def _settle(self, number: int, state: str, sent: int, cached: int, answered: int) -> None:
        cost = self._cost(sent, cached, answered)
        self._shelf.settle(number, state, cost, cost if self._known else None, sent, cached, answered)

    def _cost(self, sent: int, cached: int, answered: int) -> Decimal:
        return self._prices.cost(self._price, sent=sent, cached=cached, answered=answered, batched=True)

    # --- judgement -----------------------------------------------------------------------------------------------

    def judge(self, result: Result, number: int, question: Question, manner: Manner) -> Judged:
        """Settle one result and keep its answer; ``manner`` is how it was asked. Doing so twice changes nothing."""
        if result.status != OK:
            self.free(number)
            return Judged(None, self._failure(result, manner))
        asked = self._desk.asked(question)
        try:
            told, fault = billed(result.body, self.model)
        except NoCompletion as error:
            self.lost(number, self._desk.tokens(asked))
            return Judged(None, TryAgain(error.reason, sent=True))
        sent, answered = told.sent or self._desk.tokens(asked), told.answered or self._counter.count(told.text)
        self._settle(number, "paid", sent, told.cached, answered)
        if fault is not None:
            return Judged(None, fault)
        if manner is Manner.STRICT and unenforced(told.text, asked.schema):
            self._finding.unenforced(manner)
        try:
            text = judged(told.text, question.shape)
        except WrongShape as error:
            again = Message(role="user", text=REASKED.format(error.reason))
            return Judged(None, error, (Message(role="assistant", text=told.text), again))
        if manner is self.manner:
            self._finding.worked(self._finding.ability)
        self._remarks.answered_by(told.model)
        self._shelf.keep(asked.key, asked.secret, text, told.model)
        return Judged(Answer(text=text, model=told.model, cached=False))

    def _failure(self, result: Result, manner: Manner) -> ModelError:
        if result.code in _WHY or not result.status:
            return TryAgain(_WHY.get(result.code, result.message or "the request was not worked on"))
        said = complaint(result.status, self._service.scrub(result.body))
        error = meaning(said)
        match error:
            case FormatRejected():
                self._finding.rejected(manner)
            case OlderName():
                self._finding.older_name()
            case LessRoom():
                self._finding.longest(error.room)
        return error or TryAgain(f"the service answered {result.status} ({said.words})")

    def meaning(self, code: str, message: str) -> ModelError:
        """Say what a complaint about a whole batch means."""
        told = json.dumps({"error": {"code": code, "message": message}})
        said = complaint(_REJECTED, self._service.scrub(told))
        return meaning(said) or BadAnswer(f"the service rejected the batch ({said.words})")

    def warn(self, sentence: str) -> None:
        """Say something to whoever pays."""
        self._remarks.later(sentence)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was said."""
        return self._remarks.for_the_run

    def again(self, content: bytes, shapes: Sequence[type[BaseModel]]) -> dict[str, Question]:
        """Make the questions again from the file that was handed in, where nobody here asks them; by key.

        What stands in the file is the question as it was put to the model. It is the right one if it has the right
        key: the file of another program gives none.
        """
        found: dict[str, Question] = {}
        for key, body in requests(content):
            if (question := next((one for one in _readings(body, shapes) if self.key(one) == key), None)) is not None:
                found[key] = question
        return found


def _readings(body: Mapping[str, object], shapes: Sequence[type[BaseModel]]) -> Iterator[Question]:
    messages = body.get("messages")
    if not isinstance(messages, list):
        return
    # A question that was asked again has an answer and a complaint behind it.
    for said in (messages, messages[:-2]):
        try:
            read = tuple(Message(role=one["role"], text=unmannered(one["content"])) for one in said)
            yield from (Question(messages=read, shape=shape, stage="") for shape in shapes)
        except (ValidationError, KeyError, TypeError, AttributeError):
            return
