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
    results: list[Result] = []
    for one in checked.results:
        # Two packets may tell one figure.
        if not any(_same_result(one, told) for told in results):
            results.append(one)
    results += [one for one in alone.results if not any(_tells_result(told, one) for told in results)]
    signals = tuple(one for one in alone.signals if not any(_same_signal(one, told) for told in checked.signals))
    return checked.model_copy(
        update={
            "proved": (*checked.proved, *restored),
            "withheld": (*checked.withheld, *denied),
            "results": tuple(results),
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


def _tells_result(told: Result, one: Result) -> bool:
    """Tell whether a figure of the rules is told: of what is expected of a metric the model has the last word."""
    if told.guidance and one.guidance:
        return _same_metric(told, one)
    return _same_result(told, one)


def _same_result(one: Result, other: Result) -> bool:
    if one.guidance != other.guidance or one.unit != other.unit or not _same_metric(one, other):
        return False
    if one.value is None or other.value is None:
        return one.value is other.value and one.evidence[0].start == other.evidence[0].start
    return abs(one.value - other.value) * _ROUNDED <= max(abs(one.value), abs(other.value))


def _same_metric(one: Result, other: Result) -> bool:
    """Tell whether one name holds the other: "EPS" and "diluted EPS", "capital expenditures" without the plural."""
    first, second = (frozenset(word.rstrip("s") for word in told.metric.casefold().split()) for told in (one, other))
    return first <= second or second <= first


def _same_signal(one: Signal, other: Signal) -> bool:
    first, second = one.evidence, other.evidence
    return one.kind == other.kind and first.start < second.end and second.start < first.end
