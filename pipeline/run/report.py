"""What a run did, for people (one line each) and for programs (one JSON object)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pipeline

if TYPE_CHECKING:
    from pipeline.run.money import Forecast


class Result(StrEnum):
    """What became of a document in this run."""

    DONE = "done"
    PARTIAL = "partial"
    FAILED = "failed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    PLANNED = "planned"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True)
class Outcome:
    """One document in the summary. ``page`` is the briefing's path as printed, ``at_page`` the page of a failure.

    ``why`` says why it was worked on, None where it was not. ``partial`` says that the briefing, new or unchanged,
    lists something it could not read, and ``reason`` what. ``remembered`` marks a failure of an earlier run that would
    only repeat, ``notes`` are about how a model answered. ``same_as`` names the file with the same bytes. ``kept`` is
    the page of what the file held before, ``edited`` are the places of versions that someone edited by hand.
    """

    path: str
    result: Result
    page: str | None = None
    headline: str | None = None
    why: str | None = None
    partial: bool = False
    deals: int | None = None
    withheld: int | None = None
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    kind: str | None = None
    reason: str | None = None
    remedy: str | None = None
    at_page: int | None = None
    remembered: bool = False
    same_as: str | None = None
    kept: str | None = None
    edited: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def wrong(self) -> bool:
        """True when the run must not end with 0 because of this document."""
        return self.partial or self.result in (Result.FAILED, Result.NOT_REACHED)

    def line(self) -> str:
        """Give the failure as one line: file, page, reason, remedy."""
        where = self.path if self.at_page is None else f"{self.path}, page {self.at_page}"
        return f"{where}: {self.reason}; {self.remedy}"


@dataclass(frozen=True)
class Report:
    """The summary of a run. ``seconds`` of the rooms are added up over all worker processes.

    ``problems`` concern no single document, such as a list of briefings that cannot be written.
    """

    output: str
    engine: str
    outcomes: tuple[Outcome, ...]
    ignored: tuple[str, ...] = ()
    jobs: int = 0
    dry_run: bool = False
    interrupted: bool = False
    wall: float = 0.0
    problems: tuple[str, ...] = ()
    forecast: Forecast | None = None
    bill: dict[str, Any] | None = None

    @property
    def exit_code(self) -> int:
        """0: all done. 1: some failed, are partial or are no documents. 130: stopped by a signal."""
        if self.interrupted:
            return 130
        return 1 if self.problems or self.ignored or any(outcome.wrong for outcome in self.outcomes) else 0

    def counts(self) -> dict[str, int]:
        """Count the documents by result; a partial one is not also done."""
        counted = Counter(outcome.result for outcome in self.outcomes)
        return {result.value: counted[result] for result in Result if counted[result]}

    def seconds(self) -> dict[str, float]:
        """Add up where the time went, by room, in the order of the rooms."""
        total: dict[str, float] = {}
        for outcome in self.outcomes:
            for room, seconds in outcome.seconds.items():
                total[room] = total.get(room, 0.0) + seconds
        return {room: round(seconds, 4) for room, seconds in total.items()}

    def as_json(self) -> dict[str, Any]:
        """Give the machine-readable summary described in docs/commands.md."""
        money: dict[str, Any] = {}
        if self.forecast is not None:
            money["estimate"] = {
                name: format(value, "f") if isinstance(value, Decimal) else value
                for name, value in vars(self.forecast).items()
            }
        if self.bill is not None:
            money["cost"] = self.bill
        return {
            "schema": "filing-briefs/run/1",
            "version": pipeline.__version__,
            "engine": self.engine,
            "output": self.output,
            "dry_run": self.dry_run,
            "interrupted": self.interrupted,
            "exit_code": self.exit_code,
            "jobs": self.jobs,
            "counts": {"documents": len(self.outcomes), **self.counts()},
            **money,
            "seconds": {"wall": round(self.wall, 4), "rooms": self.seconds()},
            "documents": [_entry(outcome) for outcome in self.outcomes],
            "ignored": list(self.ignored),
            "problems": list(self.problems),
        }


def _entry(outcome: Outcome) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: value
        for name, value in vars(outcome).items()
        if value is not None and value is not False and value not in ((), {})
    }
    values["result"] = outcome.result.value
    if outcome.seconds:
        values["seconds"] = {room: round(seconds, 4) for room, seconds in outcome.seconds.items()}
    return values
