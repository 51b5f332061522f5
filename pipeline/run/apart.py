"""One document worked on in a process of its own, under the limits of time and memory of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pipeline.errors import BriefsError, Defect, SettingsError
from pipeline.run.pool import Pool

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.run.jobs import Given

T = TypeVar("T")


def apart(given: Given, kind: type[T], module: str, settings: Settings) -> T:
    """Let ``work`` of ``module`` answer in a process of its own; ``kind`` is what it answers with.

    Raises what ``work`` raises, ``TooSlow`` past the limits, and ``Defect`` where the program itself fails.
    """
    with Pool(1, settings.read.seconds, settings.read.megabytes, module) as pool:
        return answered(pool, given, kind)


def answered(pool: Pool, given: Given, kind: type[T]) -> T:
    """Let a pool that has nothing else to do answer; as ``apart``."""
    pool.submit(0, given)
    while not (answers := pool.poll()):
        pass
    ((_, outcome, trace),) = answers
    if isinstance(outcome, kind) and not isinstance(outcome, BriefsError):
        return outcome
    if not isinstance(outcome, BriefsError):
        raise TypeError(outcome)  # an answer to another question
    if trace is not None:
        raise Defect(outcome.reason, path=given.shown, remedy=f"report it with what follows\n{trace}")
    if outcome.path is None and not isinstance(outcome, SettingsError):
        outcome.path = given.shown  # a process that was ended named no file
    raise outcome
