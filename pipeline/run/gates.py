"""What each gate of the firewall proved of a candidate, told in plain lines from what the gate gave."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.check import Refusal, scale_line
from pipeline.inert import cut
from pipeline.records import Candidate, SignalCandidate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.check import Case, Source, Step
    from pipeline.records import Amount, Dates, Evidence, Withheld

QUOTE = 320
"""So many characters of a quote are shown."""


class Line(NamedTuple):
    """One line. ``depth`` counts from 0."""

    depth: int
    text: str


def step_lines(source: Source, step: Step, before: Case) -> Iterator[Line]:
    """One gate: what it proved, what it dropped, or why it stayed shut."""
    name = step.gate.name
    if isinstance(step.outcome, Refusal):
        yield Line(0, f"{name}: stayed shut, {step.outcome.reason}: {step.outcome.detail}")
        return
    after = step.outcome
    said = list(PROOFS[name](source, before, after)) if name in PROOFS else []
    yield Line(0, f"{name}: passed" + (f", {said[0]}" if len(said) == 1 else ""))
    if len(said) > 1:
        yield from (Line(1, line) for line in said)
    for dropped in after.partial[len(before.partial) :]:
        yield Line(1, f"dropped: {part(dropped)}: {dropped.reason}: {dropped.detail}")


def _quotes(_: Source, __: Case, after: Case) -> Iterator[str]:
    for number, piece in enumerate(after.evidence, start=1):
        yield f"quote {number}: {placed(piece)}: “{cut(piece.quote, QUOTE)}”"


def _filer(_: Source, __: Case, after: Case) -> Iterator[str]:
    yield f"“{after.candidate.party.name}” is not the company that filed"


def _real_party(*_: object) -> Iterator[str]:
    yield "no exchange, auditor, trustee, month or generic word"


def _party(_: Source, before: Case, after: Case) -> Iterator[str]:
    yield f"it stands there as {spelled(after.as_written) or 'its kind'}"
    if after.aliases:
        yield f"also called {spelled(after.aliases)}"
    for piece in after.evidence[len(before.evidence) :]:
        yield f"introduced elsewhere: {placed(piece)}: “{cut(piece.quote, QUOTE)}”"


def _figures(source: Source, _: Case, after: Case) -> Iterator[str]:
    document = source.document
    for amount in after.amounts:
        scale = scale_line(source, amount, after.evidence[amount.evidence])
        line = f", by “{document.quote(scale.start, scale.end)}”" if scale else ""
        by = f"{line} on page {document.page_at(scale.start)}" if scale else ""
        written = " ".join(amount.as_written.split())
        yield f"“{written}” in quote {amount.evidence + 1} is {summed(amount)}; proof: {amount.proof}{by}"
    if not after.amounts:
        yield "no amount is claimed"


def _strength(_: Source, __: Case, after: Case) -> Iterator[str]:
    phrase = after.candidate.binding_phrase
    by = f"by “{phrase}”, which stands in the quotes" if phrase else "by the kind of deal, with no phrase"
    yield f"{after.candidate.binding}, {by}; no words of the document forbid it"


def _sides(_: Source, __: Case, after: Case) -> Iterator[str]:
    yield f"{after.candidate.payer} pays; neither the kind of deal nor the words say otherwise"


def _dates(_: Source, __: Case, after: Case) -> Iterator[str]:
    yield days(after.dates) or "none is claimed or kept"


def _words(_: Source, __: Case, after: Case) -> Iterator[str]:
    if after.conditions:
        yield "conditions: " + "; ".join(f"“{condition}”" for condition in after.conditions)
    if after.related_party:
        yield "the document calls the party related"
    claimed = after.candidate.summary
    if after.summary:
        yield f"sentence: {after.summary}"
    else:
        yield f"the sentence says more than the quotes, so it is dropped: {claimed}" if claimed else "no sentence"


PROOFS: dict[str, Callable[[Source, Case, Case], Iterator[str]]] = {
    "quotes": _quotes,
    "filer": _filer,
    "real party": _real_party,
    "party": _party,
    "figures": _figures,
    "strength": _strength,
    "sides": _sides,
    "dates": _dates,
    "words": _words,
}
"""What there is to tell of a gate, by its name in ``check.GATES``: the case before and after it."""


def candidate_line(candidate: Candidate) -> str:
    """What a candidate claims, in one line."""
    amounts = ", ".join(f"“{' '.join(a.as_written.split())}” as {a.value:,f} {a.unit}" for a in candidate.amounts)
    party = candidate.party
    head = f"{candidate.type} with {party.name} ({party.kind}), payer {candidate.payer}, {candidate.binding}"
    return f"{head}, {amounts or 'no amount'}"


def part(kept_out: Withheld) -> str:
    """What was withheld, in one line: a deal, or a piece of one, a reported figure, a signal."""
    candidate = kept_out.candidate
    if isinstance(candidate, Candidate):
        return candidate_line(candidate)
    what = candidate.kind if isinstance(candidate, SignalCandidate) else candidate.metric
    figure = f"{candidate.amount.value:,f} {candidate.amount.unit}" if candidate.amount else "no figure"
    return f"{what}, {figure}"


def placed(piece: Evidence) -> str:
    """Where a quote stands and how it was found."""
    section = f", {piece.section}" if piece.section else ""
    speaker = f", said by {piece.speaker}" if piece.speaker else ""
    return f"page {piece.page}{section}{speaker}, characters {piece.start} to {piece.end}, {piece.match}"


def spelled(names: Iterable[str]) -> str:
    """Names as written, each once: a line end inside one makes it no other."""
    return ", ".join(dict.fromkeys(f"“{' '.join(name.split())}”" for name in names))


def summed(amount: Amount) -> str:
    """An amount with how exact it is and what it is."""
    what = f", {amount.what}" if amount.what else ""
    return f"{amount.value:,f} {amount.unit} ({amount.qualifier}{what})"


def days(dates: Dates) -> str:
    """The dates that are there."""
    return ", ".join(f"{name} {iso}" for name, iso in dates.model_dump().items() if iso)
