"""The one path of a question to its answer.

The order of concerns, and why it is this order:

1. **count**: everything after it needs the number, and it is free.
2. **cache**: an answer that was paid for must neither wait, nor be limited, nor need budget.
3. **limit**: before money is set aside, so that waiting questions do not hold budget others could use; outside the
   retries, so that a question waiting out a 429 keeps its place and takes pressure off the service.
4. **retry**: outside reserve and settle, because each attempt may cost money of its own.
5. **reserve**: the last thing before sending; what could be spent is set aside, so that the cap holds however many
   questions are under way.
6. **send**, then **settle** at once, before the answer is judged: a refusal or a cut-off answer is paid for too.
7. **judge**: shape last. A broken shape is asked about again, which goes through 4 to 6 again; then keep.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import tenacity
from pydantic import ValidationError

from pipeline.errors import BadAnswer, ModelError, Unreachable, WrongShape
from pipeline.llm.prices import Price, Prices
from pipeline.llm.schema import json_in, strict_schema
from pipeline.llm.tokens import Counter
from pipeline.llm.wire import FormatRejected, Manner, TryAgain, Wire
from pipeline.records import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from types import TracebackType

    from pydantic import BaseModel

    from pipeline.llm.service import Service
    from pipeline.llm.wire import Billed
    from pipeline.records import Question
    from pipeline.records.keeping import Shelf

_REASKS = 2
_LONGEST_WAIT = 120.0
_REASKED = "That answer breaks the schema: {}. Answer again with the whole JSON and nothing else."
_COMPLAINTS = 5
# Tokens a message costs beside its words: role and separators. Four at the services that publish it; eight errs high.
_PER_MESSAGE = 8
# Answers are mostly quotes. On the first real filing they came to half of the question's last message, and two of
# three questions were asked once more to correct something: the likely cost counts both, a little high.
_ANSWER_SHARE = Decimal("0.75")
_ASKED_AGAIN = Decimal("0.75")
_NEXT = {Manner.STRICT: Manner.OBJECT, Manner.OBJECT: Manner.PLAIN}
_FALLBACK = {
    Manner.OBJECT: "The service does not take strict JSON schemas; the schema was sent in words instead.",
    Manner.PLAIN: "The service takes no response format at all; the schema was sent in words instead.",
}


class Estimate(NamedTuple):
    """What asking each question once would take; ``most_usd`` with the longest answers. Prices may be unknown: None."""

    requests: int
    kept: int
    tokens: int
    likely_usd: Decimal | None
    most_usd: Decimal | None
    exact_count: bool


class Client:
    """Asks one model at one endpoint. Safe to use from many threads.

    ``warnings`` are whole sentences a reader of the page should see: fallbacks, unknown prices, estimated counts.
    """

    def __init__(
        self,
        service: Service,
        shelf: Shelf,
        *,
        run: str,
        prices: Prices | None = None,
        counter: Counter | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._service, self._shelf, self._run = service, shelf, run
        self._prices = prices or Prices.load()
        self._counter = counter or Counter()
        self._price = self._prices.of(service.model)
        self._wire = Wire(service)
        self._slots = threading.BoundedSemaphore(service.together)
        self._sleep = sleep
        self._manner = Manner.STRICT
        self._schemas: dict[type[BaseModel], dict[str, Any]] = {}
        self._lock = threading.Lock()
        self._warnings: dict[str, None] = {}
        if self._price is None:
            self._warn(
                f"No price is known for the model {service.model}: cost is given in tokens"
                + (", and the cap counts with the dearest price known." if service.budget_usd is not None else ".")
            )
        if self._counter.warning:
            self._warn(self._counter.warning)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._wire.close()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader should know about how the answers came about, in the order it became known."""
        with self._lock:
            return tuple(self._warnings)

    @property
    def model(self) -> str:
        """The model's name as asked for."""
        return self._service.model

    def ask(self, question: Question) -> Answer:
        """Ask, or give the answer kept from before.

        Raises Refused and OverBudget, which should end the run; Unreachable after the last attempt; CutOff, Declined
        and WrongShape, which concern this question alone.
        """
        schema = self._schema(question.shape)
        key = self._key(question, schema)
        if (kept := self._kept(key, question)) is not None:
            return kept
        with self._slots:
            text, model = self._ask_until_right(question, schema)
        self._shelf.keep(key, _secret(question), text, model)
        return Answer(text=text, model=model, cached=False)

    def kept(self, question: Question) -> Answer | None:
        """Give the answer kept from before, None where there is none. Nothing is sent and nothing can be spent."""
        return self._kept(self._key(question, self._schema(question.shape)), question)

    def estimate(self, questions: Iterable[Question]) -> Estimate:
        """Say what asking these would take, sending nothing. Kept answers count as free."""
        asked = kept = tokens = 0
        likely = most = Decimal(0)
        price = self._price or Price(input=Decimal(0), output=Decimal(0))
        for question in questions:
            schema = self._schema(question.shape)
            if self._shelf.kept(self._key(question, schema), _secret(question)) is not None:
                kept += 1
                continue
            sent = self._count(_plain_messages(question), schema)
            answered = int(self._counter.count(question.messages[-1].text) * _ANSWER_SHARE)
            asked, tokens = asked + 1, tokens + sent
            once = self._prices.cost(price, sent=sent, cached=0, answered=answered)
            likely += once * (1 + _ASKED_AGAIN)
            most += self._prices.cost(price, sent=sent, cached=0, answered=self._service.answer_tokens)
        known = self._price is not None
        return Estimate(asked, kept, tokens, likely if known else None, most if known else None, self._counter.exact)

    # --- the steps -----------------------------------------------------------------------------------------------

    def _kept(self, key: str, question: Question) -> Answer | None:
        found = self._shelf.kept(key, _secret(question))
        if found is None:
            return None
        text, model = found
        try:
            question.shape.model_validate_json(text)
        except ValidationError:
            # The shape has changed in a way its schema does not show; what no longer fits is asked again.
            self._shelf.forget(key)
            return None
        return Answer(text=text, model=model, cached=True)

    def _ask_until_right(self, question: Question, schema: dict[str, Any]) -> tuple[str, str]:
        messages = _plain_messages(question)
        complaint = ""
        for _ in range(1 + _REASKS):
            billed = self._ask_in_manner(question, messages, schema)
            if billed.fault is not None:
                raise billed.fault
            text = json_in(billed.told.text)
            try:
                question.shape.model_validate_json(text)
            except ValidationError as error:
                complaint = _complaint(error)
                messages = [
                    *_plain_messages(question),
                    {"role": "assistant", "content": billed.told.text},
                    {"role": "user", "content": _REASKED.format(complaint)},
                ]
            else:
                self._note_model(billed.told.model)
                return text, billed.told.model
        raise WrongShape(f"the answer broke the schema {1 + _REASKS} times ({complaint})")

    def _ask_in_manner(self, question: Question, messages: list[Mapping[str, str]], schema: dict[str, Any]) -> Billed:
        while True:
            manner = self._manner
            try:
                return self._ask_with_retries(question, _in_manner(messages, schema, manner), schema, manner)
            except FormatRejected as error:
                if manner not in _NEXT:
                    raise BadAnswer(f"the service rejected the question ({error.reason})") from error
                with self._lock:
                    # Another thread may have stepped down already.
                    self._manner = _NEXT[manner] if self._manner is manner else self._manner
                self._warn(_FALLBACK[_NEXT[manner]])

    def _ask_with_retries(
        self, question: Question, messages: list[Mapping[str, str]], schema: dict[str, Any], manner: Manner
    ) -> Billed:
        retrying = tenacity.Retrying(
            stop=_StopAfter(self._service.attempts),
            wait=_wait,
            retry=tenacity.retry_if_exception_type(TryAgain),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(self._attempt, question, messages, schema, manner)
        except TryAgain as error:
            tried = retrying.statistics["attempt_number"]
            raise Unreachable(f"{error.reason}, and gave up after {tried} attempts") from error

    def _attempt(
        self, question: Question, messages: list[Mapping[str, str]], schema: dict[str, Any], manner: Manner
    ) -> Billed:
        sent = self._count(messages, schema)
        with self._reservation(question, sent) as settle:
            billed = self._wire.send(messages, schema, question.shape.__name__, manner)
            told = billed.told
            settle("paid", told.sent or sent, told.cached, told.answered or self._counter.count(told.text))
        return billed

    @contextmanager
    def _reservation(self, question: Question, sent: int) -> Iterator[Callable[[str, int, int, int], None]]:
        price = self._price or self._prices.dearest()
        worst = self._prices.cost(price, sent=sent, cached=0, answered=self._service.answer_tokens)
        number = self._shelf.reserve(
            self._run, question, model=self.model, usd=worst, cap=self._service.budget_usd, sent=sent,
            prices=self._prices.dated,
        )  # fmt: skip

        def settle(state: str, sent: int, cached: int, answered: int) -> None:
            charged = self._prices.cost(price, sent=sent, cached=cached, answered=answered)
            self._shelf.settle(number, state, charged, charged if self._price else None, sent, cached, answered)

        try:
            yield settle
        except TryAgain as error:
            # What was sent and not answered may be on the bill: it counts, without an answer nobody saw.
            settle("lost" if error.sent else "refused", sent if error.sent else 0, 0, 0)
            raise
        except ModelError:
            settle("refused", 0, 0, 0)
            raise

    # --- small things --------------------------------------------------------------------------------------------

    def _schema(self, shape: type[BaseModel]) -> dict[str, Any]:
        with self._lock:
            if shape not in self._schemas:
                self._schemas[shape] = strict_schema(shape)
            return self._schemas[shape]

    def _key(self, question: Question, schema: dict[str, Any]) -> str:
        asked = [self.model, [[message.role, message.text] for message in question.messages], schema]
        return hashlib.sha256(json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def _count(self, messages: list[Mapping[str, str]], schema: dict[str, Any]) -> int:
        spoken = sum(self._counter.count(message["content"]) + _PER_MESSAGE for message in messages)
        return spoken + self._counter.count(json.dumps(schema))

    def _note_model(self, told: str) -> None:
        if not told.startswith(self.model):
            self._warn(f"The service says it answered with the model {told!r}, not {self.model!r}.")

    def _warn(self, sentence: str) -> None:
        with self._lock:
            self._warnings[sentence] = None


def _secret(question: Question) -> str:
    """Give the question's own words, which open its answer where that is sealed."""
    return "\n".join(message.text for message in question.messages)


def _plain_messages(question: Question) -> list[Mapping[str, str]]:
    return [{"role": message.role, "content": message.text} for message in question.messages]


def _in_manner(messages: list[Mapping[str, str]], schema: dict[str, Any], manner: Manner) -> list[Mapping[str, str]]:
    if manner is Manner.STRICT:
        return messages
    told = "Answer with one JSON object that satisfies this JSON Schema, and with nothing else:\n" + json.dumps(schema)
    # Last, so that the fixed part in front stays the same and stays cached.
    return [*messages[:-1], {**messages[-1], "content": f"{messages[-1]['content']}\n\n{told}"}]


def _complaint(error: ValidationError) -> str:
    faults = error.errors(include_url=False, include_input=False, include_context=False)[:_COMPLAINTS]
    return "; ".join(f"{'.'.join(str(part) for part in fault['loc']) or 'whole'}: {fault['msg']}" for fault in faults)


def _asked_for(state: tenacity.RetryCallState) -> float | None:
    error = state.outcome.exception() if state.outcome else None
    return error.after if isinstance(error, TryAgain) else None


class _StopAfter(tenacity.stop.stop_base):
    """Stop after so many attempts, or when the service asks for a wait no person would sit through."""

    def __init__(self, attempts: int) -> None:
        self._attempts = attempts

    def __call__(self, retry_state: tenacity.RetryCallState) -> bool:
        return retry_state.attempt_number >= self._attempts or (_asked_for(retry_state) or 0) > _LONGEST_WAIT


_backoff = tenacity.wait_exponential_jitter(initial=1, max=60)


def _wait(state: tenacity.RetryCallState) -> float:
    asked = _asked_for(state)
    return _backoff(state) if asked is None else asked
