"""What passes from gate to gate: a candidate and what has been proved of it so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import Amount, Candidate, Dates, Evidence, Withheld, Withholding

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.check.source import Source


class Refusal(NamedTuple):
    """Why a gate stays shut, in the word of the contract and in one plain sentence."""

    reason: Withholding
    detail: str


class Case(NamedTuple):
    """A candidate on its way through the gates.

    ``located`` gives for each proposed quote the index of its evidence, or None. ``partial`` are the pieces that
    failed while the rest goes on: an amount, a quote or a date, each as a candidate of its own.
    """

    candidate: Candidate
    evidence: tuple[Evidence, ...] = ()
    located: tuple[int | None, ...] = ()
    amounts: tuple[Amount, ...] = ()
    dates: Dates = Dates()
    conditions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()
    related_party: bool = False
    summary: str = ""
    partial: tuple[Withheld, ...] = ()


class Gate(NamedTuple):
    """One check. ``why`` says why it stands where it stands."""

    name: str
    opens: Callable[[Source, Case], Case | Refusal]
    why: str
