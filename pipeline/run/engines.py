"""Which engine proposes, and how it reaches a model. Only workers import it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import ModelError, Unreachable
from pipeline.extract.rules import RulesEngine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.extract.model import ModelEngine
    from pipeline.llm import Client, Estimate
    from pipeline.records import Answer, Ask, Document, Passage, Proposals, Question
    from pipeline.run.jobs import Asking


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
        proposals = engine.propose(document, passages)
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


def price(document: Document, passages: Sequence[Passage], asking: Asking, project: Path) -> Estimate:
    """Say what asking about these passages would take, sending nothing."""
    with _model(asking, project) as (engine, client, _):
        return client.estimate(engine.questions(document, passages))


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
        yield ModelEngine(line, name=service.model, project=project, together=service.together), client, line
