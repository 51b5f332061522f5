"""Which engine proposes, and how it reaches a model. Only workers import it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from pipeline.errors import CutOff, Declined, ModelError, OverBudget, Refused, Unreachable, WrongShape
from pipeline.extract.rules import RulesEngine
from pipeline.records import Unanswered
from pipeline.select import pack, select

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.extract.model import ModelEngine
    from pipeline.llm import Client, Estimate
    from pipeline.records import Answer, Ask, Document, Hear, Heard, Passage, Proposals, Question
    from pipeline.run.jobs import Asking

_KINDS: tuple[tuple[type[ModelError], Literal["too_long", "declined", "wrong_shape", "unreachable"]], ...] = (
    (CutOff, "too_long"),
    (Declined, "declined"),
    (WrongShape, "wrong_shape"),
    (Unreachable, "unreachable"),
)


def propose(
    document: Document, passages: Sequence[Passage], asking: Asking | None, project: Path
) -> tuple[Proposals, tuple[str, ...]]:
    """Give what the engine proposes, and what a reader should know about how a model answered.

    Raises ``Refused`` and ``OverBudget``, which end the run; every answer that came is kept. Raises the error of the
    model where not one passage was answered: that is no briefing, and must not replace one.
    """
    if asking is None:
        return RulesEngine().propose(document, passages), ()
    with _model(asking, project) as (engine, client, line):
        proposals = engine.propose(document, pack(document, select(document)))
        if passages and not line.answered and line.errors:
            raise next((error for error in line.errors if isinstance(error, Unreachable)), line.errors[0])
        return proposals, client.warnings


class _Line:
    """The line to the model, which remembers whether anybody answered."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self.answered = False
        self.errors: list[ModelError] = []

    def __call__(self, question: Question) -> Answer:
        try:
            answer = self._ask(question)
        except ModelError as error:
            self.errors.append(error)
            raise
        self.answered = True
        return answer


def price(document: Document, asking: Asking, project: Path) -> Estimate:
    """Say what asking about a document would take, sending nothing."""
    with _model(asking, project) as (engine, client, _):
        return client.estimate(engine.questions(document, pack(document, select(document))))


def hearing(ask: Ask) -> Hear:
    """Give a way to hear that asks at once, one question after the other.

    ``Refused`` and ``OverBudget`` concern every question, and end the run.
    """

    def heard(question: Question) -> Heard:
        try:
            return ask(question)
        except (Refused, OverBudget):
            raise
        except ModelError as error:
            kind = next((name for known, name in _KINDS if isinstance(error, known)), "rejected")
            return Unanswered(kind=kind, reason=error.reason, passing=isinstance(error, Unreachable))

    return lambda questions: tuple(heard(question) for question in questions)


@contextmanager
def _model(asking: Asking, project: Path) -> Iterator[tuple[ModelEngine, Client, _Line]]:
    from pipeline.extract.model import ModelEngine  # noqa: PLC0415  (brings the SDK; the rules engine needs none of it)
    from pipeline.llm import Client, Prices  # noqa: PLC0415
    from pipeline.store import Shelf  # noqa: PLC0415  (brings SQLAlchemy)

    service = asking.service
    with (
        Shelf.open(asking.shelf) as shelf,
        Client(service, shelf, run=asking.run, prices=Prices.load(project)) as client,
    ):
        line = _Line(client.ask)
        yield ModelEngine(hearing(line), name=service.model, project=project), client, line
