"""What asking a model takes: reached how, priced before, itemised after. Light; only workers talk to a model."""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.run.jobs import Asking
from pipeline.run.kept import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.config import Settings
    from pipeline.run.conduct import Stop
    from pipeline.run.jobs import Job
    from pipeline.run.pool import Pool


@dataclass(frozen=True)
class Forecast:
    """What the run would ask: ``kept`` answers cost nothing; prices are None where the model's price is unknown."""

    requests: int
    kept: int
    tokens: int
    likely_usd: Decimal | None
    most_usd: Decimal | None
    cap_usd: Decimal

    def line(self) -> str:
        """Give the forecast as one line."""
        cost = "the model's price is not known"
        if self.likely_usd is not None:
            # Questions that have to be asked again are no part of an estimate; only the cap is a bound.
            cost = f"about {self.likely_usd:.4f} USD, never above the cap of {self.cap_usd:.4f} USD"
        kept = f", {self.kept} answered before" if self.kept else ""
        return f"{self.requests} requests to a model{kept}, {self.tokens:,} tokens: {cost}"


def asking(settings: Settings) -> Asking:
    """Say how the model is reached. Raises ``NoKey`` where there is neither key nor endpoint."""
    from pipeline.llm import Service  # noqa: PLC0415  (brings the SDK; the rules engine needs none of it)

    model = settings.model
    service = Service.from_environment(os.environ, model=model.name, budget_usd=model.budget_usd)
    service = Service(**{**vars(service), "together": model.together})
    return Asking(service, place_of(settings).absolute(), uuid.uuid4().hex)


def forecast(jobs: Sequence[Job], pool: Pool, cap: Decimal, stop: Stop) -> Forecast | None:
    """Read everything and price it, sending nothing. What cannot be read costs nothing. None where it was stopped."""
    from pipeline.llm import Estimate  # noqa: PLC0415  (as above)

    found = []
    for answer in pool.answers([job._replace(only_priced=True) for job in jobs]):
        if stop.asked:
            return None
        if answer is not None and isinstance(answer.outcome, Estimate):
            found.append(answer.outcome)
    likely = [estimate.likely_usd for estimate in found if estimate.likely_usd is not None]
    most = [estimate.most_usd for estimate in found if estimate.most_usd is not None]
    return Forecast(
        requests=sum(estimate.requests for estimate in found),
        kept=sum(estimate.kept for estimate in found),
        tokens=sum(estimate.tokens for estimate in found),
        likely_usd=sum(likely, Decimal(0)) if len(likely) == len(found) else None,
        most_usd=sum(most, Decimal(0)) if len(most) == len(found) else None,
        cap_usd=cap,
    )


def bill(asked: Asking) -> dict[str, Any]:
    """Itemise what this run cost, by document, stage and model; ``usd`` is None where a price is not known."""
    from pipeline.store import Shelf  # noqa: PLC0415  (brings SQLAlchemy)

    with Shelf.open(asked.shelf) as shelf:
        items = shelf.costs(asked.run)
        held = shelf.held(asked.run)
    prices = [item.usd for item in items]
    total = None if None in prices else sum((price for price in prices if price is not None), Decimal(0))
    return {
        "usd": None if total is None else format(total, "f"),
        "counted_against_cap_usd": format(held, "f"),
        "items": [
            {
                name: format(value, "f") if isinstance(value, Decimal) else value
                for name, value in item._asdict().items()
            }
            for item in items
        ],
    }
