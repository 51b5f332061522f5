"""What asking a model takes: priced before, itemised after."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.errors import ModelError
from pipeline.run import rounds
from pipeline.run.asking import AHEAD, Bell, Told
from pipeline.run.jobs import Ways
from pipeline.run.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from pipeline.llm import Client
    from pipeline.records import Question
    from pipeline.run.conduct import Stop
    from pipeline.run.jobs import Job
    from pipeline.run.pool import Pool
    from pipeline.run.reach import Reach

_SAMPLE = 8


@dataclass(frozen=True)
class Forecast:
    """What the run would ask: ``kept`` answers cost nothing; prices are None where the model's price is unknown.

    The next questions of ``counted`` documents were counted, and what follows them is judged by what followed in a
    measured run (``rounds``); where that is not all of ``documents``, the others are taken to be like them.
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
            # How much has to be asked again is known of other documents only; nothing but the cap is a bound.
            cost = f"about {self.likely_usd:.4f} USD, never above the cap of {self.cap_usd:.4f} USD"
        kept = f", {self.kept} answered before" if self.kept else ""
        judged = "" if self.counted == self.documents else f", judged by {self.counted} of {self.documents} documents"
        asked = f"about {self.requests} request{'s' * (self.requests != 1)} to a model"
        return f"{asked}{kept}, about {self.tokens:,} tokens{judged}: {cost}"


class _Expected(NamedTuple):
    """Requests and what they take. Prices are None where the model's price is unknown."""

    requests: Decimal
    tokens: Decimal
    likely_usd: Decimal | None
    most_usd: Decimal | None


class _Counted(ModelError):
    """The next questions of a document were counted, and it need not go on."""


class _Counting:
    """A line that asks nobody: kept answers are told, and what would be asked is counted."""

    ahead = AHEAD
    has_room = True
    over = False

    def __init__(self, client: Client, ways: Ways) -> None:
        self._client, self._ways = client, ways
        self._bell = Bell()
        self._told: list[Told] = []
        self._first: Counter[int] = Counter()
        self._stages: dict[int, list[str]] = {}
        self.found: list[_Expected] = []
        self.kept = 0

    @property
    def bell(self) -> Connection:
        return self._bell.ear

    def ask(self, number: int, questions: Sequence[Question]) -> None:
        stages = self._stages.setdefault(number, [])
        stages.append(questions[0].stage)
        self._first[number] += sum(question.stage == rounds.FIRST for question in questions)
        estimate = self._client.estimate(questions)
        self.kept += estimate.kept
        if estimate.requests:  # it stops here
            now = (Decimal(estimate.requests), Decimal(estimate.tokens), estimate.likely_usd, estimate.most_usd)
            self.found.append(_Expected(*now))
            still = rounds.still(stages, self._ways)
            self.found += [_expected(self._client, later, self._first[number]) for later in still]
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
    line = _Counting(client, asking.ways if (asking := chosen[0].asking) else Ways())
    try:
        for _ in Turns(chosen, pool, line).answers():
            if stop.asked:
                return None
    finally:
        line.close()
    share = Decimal(len(jobs)) / len(chosen)
    paid = share * client.parts.prices.batch_factor if batched else share
    likely = _sum([one.likely_usd for one in line.found])
    most = _sum([one.most_usd for one in line.found])
    return Forecast(
        requests=round(sum((one.requests for one in line.found), Decimal(0)) * share),
        kept=int(line.kept * share),
        tokens=round(sum((one.tokens for one in line.found), Decimal(0)) * share),
        likely_usd=None if likely is None else likely * paid,
        most_usd=None if most is None else most * paid,
        cap_usd=cap,
        documents=len(jobs),
        counted=len(chosen),
    )


def _expected(client: Client, later: rounds.Round, first: int) -> _Expected:
    """Say what a later round of a document with so many first questions takes."""
    service, prices = client.parts.service, client.parts.prices
    requests, price = later.requests(first), prices.of(service.model)
    likely, most = (
        None if price is None else requests * prices.cost(price, sent=later.sent, cached=0, answered=answered)
        for answered in (later.answered, service.answer_tokens)
    )
    return _Expected(requests, requests * later.sent, likely, most)


def _sum(prices: Sequence[Decimal | None]) -> Decimal | None:
    known = [price for price in prices if price is not None]
    return sum(known, Decimal(0)) if len(known) == len(prices) else None


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
