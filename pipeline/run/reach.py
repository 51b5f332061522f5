"""How the parent process reaches a model: the service, where answers are kept, under which name the run is billed."""

from __future__ import annotations

import os
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.run.inputs import project
from pipeline.run.kept import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Settings
    from pipeline.llm import Client, Service
    from pipeline.run.asking import Patience
    from pipeline.store import Place


class Reach(NamedTuple):
    """One model, and where its answers and its account are kept. ``run`` names this run in the account.

    A ``dry`` one looks at a copy of these and leaves no trace.
    """

    service: Service
    shelf: Place
    project: Path
    run: str
    dry: bool = False


def reach(settings: Settings) -> Reach:
    """Say how the model of the settings is reached. Raises ``NoKey`` where there is neither key nor endpoint."""
    from pipeline.llm import Service  # noqa: PLC0415  (brings the SDK; the rules engine needs none of it)

    model = settings.model
    service = Service.from_environment(
        os.environ,
        model=model.name,
        budget_usd=model.budget_usd,
        together=model.together,
        rpm=model.rpm,
        tpm=model.tpm,
        proxy=model.proxy or None,
    )
    return Reach(service, place_of(settings), project(Path(settings.output)), uuid.uuid4().hex)


@contextmanager
def opened(way: Reach, patience: Patience) -> Iterator[Client]:
    """Open the store and the line to the service. Nothing is sent before something is asked."""
    from pipeline.llm import Client, Prices  # noqa: PLC0415  (as above)
    from pipeline.store import Shelf  # noqa: PLC0415  (brings SQLAlchemy)

    with (
        (Shelf.glance if way.dry else Shelf.open)(way.shelf) as shelf,
        Client(way.service, shelf, run=way.run, prices=Prices.load(way.project), sleep=patience.sleep) as client,
    ):
        yield client
