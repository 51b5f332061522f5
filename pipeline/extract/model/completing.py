"""What another engine proved, put beside what is left of the model's proposals once they were checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.model.matching import Claim, akin, placed, teller
from pipeline.records import Candidate, Withheld, Withholding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.records import Checked, Document, Proposals, Proved, Result, Signal

_ROUNDED = 200
"""Two figures less than one part in so many apart are one figure, rounded: "$57.0 billion" and "57,006"."""


def completed(
    document: Document, proposals: Proposals, checked: Checked, beside: Sequence[Candidate], alone: Checked
) -> Checked:
    """Give ``checked``, what the checks made of a model's ``proposals``, with what would otherwise be lost.

    ``beside`` are the other engine's candidates that pass the checks, in the order of ``alone.proved``; ``alone`` is
    what the checks make of that engine's own proposals. A deal whose telling by the model was withheld stands as the
    other engine proved it; results and signals the model did not tell are added; what the model denied is withheld,
    visible; and the notes of the proposals are handed on.
    """
    restored = tuple(_restored(document, proposals, checked, list(zip(beside, alone.proved, strict=True))))
    denied = tuple(
        Withheld(reason=Withholding.DENIED, detail=one.reason, candidate=one.candidate) for one in proposals.denied
    )
    results = tuple(one for one in alone.results if not any(_same_result(one, told) for told in checked.results))
    signals = tuple(one for one in alone.signals if not any(_same_signal(one, told) for told in checked.signals))
    return checked.model_copy(
        update={
            "proved": (*checked.proved, *restored),
            "withheld": (*checked.withheld, *denied),
            "results": (*checked.results, *results),
            "signals": (*checked.signals, *signals),
            "notes": (*checked.notes, *proposals.notes),
        }
    )


def _restored(
    document: Document, proposals: Proposals, checked: Checked, beside: Sequence[tuple[Candidate, Proved]]
) -> Iterator[Proved]:
    """Give the deals whose only telling by the model did not pass the checks."""
    refused = [one.candidate for one in checked.withheld if isinstance(one.candidate, Candidate)]
    lost: list[Claim] = []
    left: list[Claim] = []
    for candidate in proposals.candidates:
        (lost if candidate in refused else left).append(placed(document, candidate))
    for candidate, proved in beside:
        claim = placed(document, candidate)
        if any(_told_by(one, claim) for one in lost) and teller(claim, left) is None:
            yield proved


def _told_by(one: Claim, claim: Claim) -> bool:
    return f"{claim.candidate.engine}: {claim.candidate.rule}" in one.candidate.also and akin(one, claim)


def _same_result(one: Result, other: Result) -> bool:
    if _plain(one.metric) != _plain(other.metric) or one.guidance != other.guidance:
        return False
    if one.value is None or other.value is None:
        return one.evidence[0].start == other.evidence[0].start
    near = abs(one.value - other.value) * _ROUNDED <= max(abs(one.value), abs(other.value))
    return near and one.unit == other.unit


def _same_signal(one: Signal, other: Signal) -> bool:
    first, second = one.evidence, other.evidence
    return one.kind == other.kind and first.start < second.end and second.start < first.end


def _plain(metric: str) -> str:
    return " ".join(metric.casefold().split()).rstrip("s")
