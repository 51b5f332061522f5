"""The one path of a question to its answer.

The order of concerns, and why it is this order:

1. **cache**: an answer that was paid for must neither be counted, nor wait, nor be limited, nor need budget.
2. **count**: everything after it needs the number; the parts that are the same in every question are counted once.
3. **retry**: outside all that follows, because each attempt is limited, may be billed and is settled on its own. A
   question keeps its place in the line, so a second attempt goes before questions that came later.
4. **limit**: before money is set aside, so that waiting questions do not hold budget others could use. Between two
   attempts a question holds no slot: the service has just said that it is asked too much.
5. **reserve**: the last thing before sending; what could be spent is set aside, so that the cap holds however many
   questions are under way.
6. **send**, then **settle** at once, before the answer is judged: a refusal or a cut-off answer is paid for too.
7. **judge**: shape last. A broken shape is asked about again, which goes through 2 to 6 again; then keep.
"""

from __future__ import annotations

import threading
import time
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Self

import tenacity

from pipeline.errors import BadAnswer, ModelError, Refused, Unreachable, WrongShape
from pipeline.llm.answers import REASKED, judged, unenforced
from pipeline.llm.asked import Desk
from pipeline.llm.complaints import FormatRejected, LessRoom, OlderName
from pipeline.llm.finding import Finding
from pipeline.llm.limits import Closed, Limiter
from pipeline.llm.manner import Manner, body_of
from pipeline.llm.prices import Price, Prices
from pipeline.llm.purse import Purse
from pipeline.llm.remarks import Remarks
from pipeline.llm.tokens import Counter
from pipeline.llm.wire import TryAgain, Wire
from pipeline.records import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType

    from pipeline.llm.answers import Billed
    from pipeline.llm.asked import Asked, Messages
    from pipeline.llm.limits import Turn
    from pipeline.llm.manner import Ability
    from pipeline.llm.service import Service
    from pipeline.records import Question
    from pipeline.records.keeping import Shelf

_REASKS = 2
_LONGEST_WAIT = 120.0
_OTHER_WAYS = 8
"""A question is put in so many other ways at most: three manners twice, an older name, a smaller limit."""
# Answers are mostly quotes: in nine real documents they came to 0.49 of the question's last message.
_ANSWER_SHARE = Decimal("0.5")


class Estimate(NamedTuple):
    """What asking each question once would take; ``most_usd`` with the longest answers. Prices may be unknown: None."""

    requests: int
    kept: int
    tokens: int
    likely_usd: Decimal | None
    most_usd: Decimal | None
    exact_count: bool


class Parts(NamedTuple):
    """What a client is made of, for whoever asks the same model in another way."""

    service: Service
    shelf: Shelf
    run: str
    prices: Prices
    counter: Counter
    desk: Desk
    finding: Finding
    remarks: Remarks


class Client:
    """Asks one model at one endpoint. Safe to use from many threads.

    ``sleep`` waits between two attempts and may raise to end the question; ``clock`` is the limiter's, in seconds.
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
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service, self._shelf, self._run, self._sleep = service, shelf, run, sleep
        self._prices = prices or Prices.load()
        self._counter = counter or Counter()
        self._desk = Desk(service.model, self._counter)
        self._remarks = Remarks(service, self._prices, self._counter)
        self._purse = Purse(service, shelf, run, self._prices, self._remarks.later)
        self._finding = Finding(service, shelf, self._remarks.now)
        self._limiter = Limiter(
            most=service.together, requests=service.rpm, tokens=service.tpm, seconds=service.seconds, clock=clock
        )
        self._wire = Wire(service)
        self._over: ModelError | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    @property
    def parts(self) -> Parts:
        """What asking in batches shares with asking online."""
        return Parts(
            self._service, self._shelf, self._run, self._prices, self._counter, self._desk, self._finding, self._remarks
        )

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop(Unreachable("the run ended before it was asked"))
        self._wire.close()

    def stop(self, error: ModelError) -> None:
        """Send nothing more: whoever waits for a turn, or asks from now on, gets ``error``."""
        with self._lock:
            self._over = self._over or error
        self._limiter.close()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader should know about how the answers came about: whole sentences, the same in every run."""
        return self._remarks.for_readers

    @property
    def remarks(self) -> tuple[str, ...]:
        """What whoever pays should know of this run: whole sentences that belong on no page."""
        return self._remarks.for_the_run

    @property
    def model(self) -> str:
        """The model's name as asked for."""
        return self._service.model

    def ask(self, question: Question, left: Callable[[], None] = lambda: None) -> Answer:
        """Ask, or give the answer kept from before. ``left`` is called whenever the question goes on its way.

        Raises Refused and OverBudget, which should end the run; Unreachable after the last attempt; CutOff, Declined
        and WrongShape, which concern this question alone.
        """
        asked = self._desk.asked(question)._replace(left=left)
        if (kept := self._kept(asked)) is not None:
            return kept
        text, model = self._ask_until_right(asked)
        self._shelf.keep(asked.key, asked.secret, text, model)
        return Answer(text=text, model=model, cached=False)

    def kept(self, question: Question) -> Answer | None:
        """Give the answer kept from before, None where there is none. Nothing is sent and nothing can be spent."""
        return self._kept(self._desk.asked(question))

    def estimate(self, questions: Iterable[Question]) -> Estimate:
        """Say what asking these would take, sending nothing. Kept answers count as free."""
        requests = kept = tokens = 0
        likely = most = Decimal(0)
        known = self._prices.of(self.model)
        price = known or Price(input=Decimal(0), output=Decimal(0))
        for question in questions:
            asked = self._desk.asked(question)
            if self._shelf.kept(asked.key, asked.secret) is not None:
                kept += 1
                continue
            sent = self._desk.tokens(asked)
            answered = int(self._counter.count(question.messages[-1].text) * _ANSWER_SHARE)
            requests, tokens = requests + 1, tokens + sent
            likely += self._prices.cost(price, sent=sent, cached=0, answered=answered)
            most += self._prices.cost(price, sent=sent, cached=0, answered=self._service.answer_tokens)
        return Estimate(requests, kept, tokens, likely if known else None, most if known else None, self._counter.exact)

    # --- the steps -----------------------------------------------------------------------------------------------

    def _kept(self, asked: Asked) -> Answer | None:
        found = self._shelf.kept(asked.key, asked.secret)
        if found is None:
            return None
        text, model = found
        try:
            judged(text, asked.question.shape)
        except WrongShape:
            # The shape has changed in a way its schema does not show; what no longer fits is asked again.
            self._shelf.forget(asked.key)
            return None
        self._remarks.answered_by(model)
        return Answer(text=text, model=model, cached=True)

    def _ask_until_right(self, asked: Asked) -> tuple[str, str]:
        messages, place = asked.messages, self._limiter.place()
        for left in reversed(range(1 + _REASKS)):
            manner, billed = self._ask_in_some_way(asked, messages, place)
            said = billed.told.text
            if billed.fault is not None:
                raise billed.fault
            if manner is Manner.STRICT and unenforced(said, asked.schema):
                self._finding.unenforced(manner)
            try:
                text = judged(said, asked.question.shape)
            except WrongShape as error:
                if not left:
                    raise WrongShape(f"{error.reason}, {1 + _REASKS} times") from error
                again = REASKED.format(error.reason)
                messages = [*asked.messages, {"role": "assistant", "content": said}, {"role": "user", "content": again}]
            else:
                self._remarks.answered_by(billed.told.model)
                return text, billed.told.model
        raise AssertionError  # the last round returns or raises

    def _ask_in_some_way(self, asked: Asked, messages: Messages, place: int) -> tuple[Manner, Billed]:
        """Ask in the best way the service takes, finding out which that is."""
        room = self._service.answer_tokens
        for _ in range(_OTHER_WAYS):
            ability = self._finding.ability
            try:
                billed = self._ask_with_retries(asked, messages, place, ability, room)
            except FormatRejected as error:
                if not self._finding.rejected(ability.manner):
                    raise BadAnswer(f"the service rejected the question ({error.reason})") from error
            except OlderName as error:
                if ability.older:
                    raise BadAnswer(f"the service rejected the question ({error.reason})") from error
                self._finding.older_name()
            except LessRoom as error:
                if error.room >= room:
                    raise BadAnswer(f"the service rejected the question ({error.reason})") from error
                room = error.room
                if not error.once:
                    self._finding.longest(room)
            else:
                self._finding.worked(ability)
                return ability.manner, billed
        raise BadAnswer("the service rejected the question in every way it can be asked")

    def _ask_with_retries(self, asked: Asked, messages: Messages, place: int, ability: Ability, room: int) -> Billed:
        retrying = tenacity.Retrying(
            stop=_StopAfter(self._service.attempts),
            wait=_wait,
            retry=tenacity.retry_if_exception_type(TryAgain),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(self._attempt, asked, messages, place, ability, room)
        except TryAgain as error:
            tried = retrying.statistics["attempt_number"]
            raise Unreachable(f"{error.reason}, and gave up after {tried} attempts") from error
        except Refused as error:
            self.stop(error)
            raise

    def _attempt(self, asked: Asked, messages: Messages, place: int, ability: Ability, room: int) -> Billed:
        """One attempt: limited, reserved, sent and settled."""
        body = body_of(self.model, messages, asked.schema, asked.name, ability, room)
        sent = self._desk.tokens(asked, body["messages"])
        try:
            with self._limiter.turn(place, sent + room) as turn:
                self._raise_if_over()
                return self._send(asked, body, sent, turn)
        except Closed:
            self._raise_if_over()
            raise

    def _send(self, asked: Asked, body: dict[str, object], sent: int, turn: Turn) -> Billed:
        with self._purse.reserved(asked.question, sent) as receipt:
            asked.left()
            try:
                billed, allowed = self._wire.send(body)
            except TryAgain as error:
                if not error.sent:
                    receipt.turned_away()
                    self._limiter.free(turn)
                if error.pressed:
                    self._limiter.pressed(turn, _bearable(error.after))
                raise
            except ModelError:
                receipt.turned_away()
                self._limiter.free(turn)
                raise
            told = billed.told
            answered = told.answered or self._counter.count(told.text)
            receipt.paid(told.sent or sent, told.cached, answered)
        self._limiter.answered(turn, (told.sent or sent) + answered)
        self._limiter.told(allowed.requests, allowed.tokens, _bearable(allowed.pause))
        self._remarks.read_of(sent, told.sent)
        return billed

    def _raise_if_over(self) -> None:
        if self._over is not None:
            raise self._over


def _bearable(seconds: float | None) -> float | None:
    """A wait for everybody, unless it is one no person would sit through."""
    return seconds if (seconds or 0) <= _LONGEST_WAIT else None


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
