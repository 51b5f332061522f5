"""Which engine proposes, and how it reaches a model. Only workers import it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.extract.rules import RulesEngine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.model import ModelEngine
    from pipeline.llm import Client, Estimate
    from pipeline.records import Document, Passage, Proposals
    from pipeline.run.jobs import Asking


def propose(
    document: Document, passages: Sequence[Passage], asking: Asking | None, project: Path
) -> tuple[Proposals, tuple[str, ...]]:
    """Give what the engine proposes, and what a reader should know about how a model answered.

    Raises ``Refused`` and ``OverBudget``, which end the run; every answer that came is kept.
    """
    if asking is None:
        return RulesEngine().propose(document, passages), ()
    with _model(asking, project) as (engine, client):
        return engine.propose(document, passages), client.warnings


def price(document: Document, passages: Sequence[Passage], asking: Asking, project: Path) -> Estimate:
    """Say what asking about these passages would take, sending nothing."""
    with _model(asking, project) as (engine, client):
        return client.estimate(engine.questions(document, passages))


@contextmanager
def _model(asking: Asking, project: Path) -> Iterator[tuple[ModelEngine, Client]]:
    from pipeline.extract.model import ModelEngine  # noqa: PLC0415  (brings the SDK; the rules engine needs none of it)
    from pipeline.llm import Client, Prices, Shelf  # noqa: PLC0415

    service = asking.service
    with (
        Shelf(Path(asking.shelf)) as shelf,
        Client(service, shelf, run=asking.run, prices=Prices.load(project)) as client,
    ):
        yield ModelEngine(client.ask, name=service.model, project=project, together=service.together), client
