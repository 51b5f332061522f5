"""What asking a model takes: priced before, itemised after."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import ModelError
from pipeline.run.asking import AHEAD, Bell, Told
from pipeline.run.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from pipeline.llm import Client, Estimate
    from pipeline.records import Question
    from pipeline.run.conduct import Stop
    from pipeline.run.jobs import Job
    from pipeline.run.pool import Pool
    from pipeline.run.reach import Reach

_SAMPLE = 8


@dataclass(frozen=True)
class Forecast:
    """What the run would ask: ``kept`` answers cost nothing; prices are None where the model's price is unknown.

    The first questions of ``counted`` documents were counted; where that is not all of ``documents``, the others are
    taken to be like them.
    """

    requests: int
    kept: int
    tokens: int
    likely_usd: Decimal | None
    most_usd: Decimal | None
    cap_usd: Decimal
    documents: int
    counted: int

    def line(self) -> str:
        """Give the forecast as one line."""
        cost = "the model's price is not known"
        if self.likely_usd is not None:
            # Questions that have to be asked again are no part of an estimate; only the cap is a bound.
            cost = f"about {self.likely_usd:.4f} USD, never above the cap of {self.cap_usd:.4f} USD"
        kept = f", {self.kept} answered before" if self.kept else ""
        judged = "" if self.counted == self.documents else f", judged by {self.counted} of {self.documents} documents"
        return f"about {self.requests} requests to a model{kept}, {self.tokens:,} tokens{judged}: {cost}"


class _Counted(ModelError):
    """The next questions of a document were counted, and it need not go on."""


class _Counting:
    """A line that asks nobody: kept answers are told, and what would be asked is counted."""

    ahead = AHEAD
    has_room = True
    over = False

    def __init__(self, client: Client) -> None:
        self._client = client
        self._bell = Bell()
        self._told: list[Told] = []
        self.found: list[Estimate] = []

    @property
    def bell(self) -> Connection:
        return self._bell.ear

    def ask(self, number: int, questions: Sequence[Question]) -> None:
        del number
        estimate = self._client.estimate(questions)
        self.found.append(estimate)
        for question in questions:
            kept = self._client.kept(question)
            self._told.append(Told(question.mark, kept or _Counted("it was counted")))
        self._bell.ring()

    def told(self) -> list[Told]:
        self._bell.quiet()
        told, self._told = self._told, []
        return told

    def rest(self) -> None:
        pass

    def close(self) -> None:
        self._bell.close()


def forecast(
    jobs: Sequence[Job], pool: Pool, client: Client, cap: Decimal, stop: Stop, *, whole: bool, batched: bool
) -> Forecast | None:
    """Price what the jobs would ask, sending nothing. What cannot be read costs nothing. None where it was stopped.

    ``whole``: count every document; else a few stand for all, so that a long run begins to ask at once.
    ``batched``: at the price of batches.
    """
    chosen = list(jobs) if whole else _sample(jobs)
    line = _Counting(client)
    try:
        for _ in Turns(chosen, pool, line).answers():
            if stop.asked:
                return None
    finally:
        line.close()
    found = line.found
    share = Decimal(len(jobs)) / len(chosen)
    paid = share * client.parts.prices.batch_factor if batched else share
    likely = [estimate.likely_usd for estimate in found if estimate.likely_usd is not None]
    most = [estimate.most_usd for estimate in found if estimate.most_usd is not None]
    return Forecast(
        requests=int(sum(estimate.requests for estimate in found) * share),
        kept=int(sum(estimate.kept for estimate in found) * share),
        tokens=int(sum(estimate.tokens for estimate in found) * share),
        likely_usd=sum(likely, Decimal(0)) * paid if len(likely) == len(found) else None,
        most_usd=sum(most, Decimal(0)) * paid if len(most) == len(found) else None,
        cap_usd=cap,
        documents=len(jobs),
        counted=len(chosen),
    )


def _sample(jobs: Sequence[Job]) -> list[Job]:
    """Choose a few documents that stand for all: evenly spread over their sizes."""
    if len(jobs) <= _SAMPLE:
        return list(jobs)
    by_size = sorted(jobs, key=_size)
    return [by_size[(2 * number + 1) * len(jobs) // (2 * _SAMPLE)] for number in range(_SAMPLE)]


def _size(job: Job) -> tuple[int, str]:
    try:
        return Path(job.path).stat().st_size, job.shown
    except OSError:
        return 0, job.shown  # it will be told why it cannot be read


def bill(way: Reach) -> dict[str, Any]:
    """Itemise what this run cost, by document, stage and model; ``usd`` is None where a price is not known.

    What has no answer yet, such as a batch under way, is ``open`` in its item and in no sum.
    """
    from pipeline.store import Shelf  # noqa: PLC0415  (brings SQLAlchemy)

    with Shelf.open(way.shelf) as shelf:
        items = sorted(shelf.costs(way.run), key=lambda item: item.document)
        held, total = shelf.held(way.run), shelf.paid(way.run)
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
