"""The only way into ``deals``: a candidate passes every gate in its order, or is withheld with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.check.case import Case, Gate, Refusal
from pipeline.check.figures import open_for_figures
from pipeline.check.parties import open_for_filer, open_for_parties, open_for_real_parties
from pipeline.check.quotes import open_for_quotes
from pipeline.check.reports import prove_result, prove_signal
from pipeline.check.sides import open_for_sides
from pipeline.check.source import Source
from pipeline.check.strength import open_for_strength
from pipeline.check.wording import open_for_dates, open_for_words
from pipeline.records import Candidate, Checked, Party, Proved, Result, Signal, Withheld

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.records import Document, Proposals

GATES: Final = (
    Gate("quotes", open_for_quotes, "first: without words of the document there is nothing to read the rest from"),
    Gate("filer", open_for_filer, "before the party is looked for, because the filer's name stands everywhere"),
    Gate("real party", open_for_real_parties, "also before: an exchange or a month does stand in the quote"),
    Gate("party", open_for_parties, "before the figures: it may add the sentence that introduces a term"),
    Gate("figures", open_for_figures, "reads every amount again from the words found"),
    Gate(
        "strength",
        open_for_strength,
        "after the figures: it also asks whether the same amount is called a plan elsewhere",
    ),
    Gate("sides", open_for_sides, "after the figures, whose words it reads, and the strength, which matters more"),
    Gate("dates", open_for_dates, "a date that fails is dropped, so the deal must have passed the rest"),
    Gate("words", open_for_words, "last: a summary may only say what the gates before have proved"),
)
"""The gates in their order, each with its reason."""


class Step(NamedTuple):
    """One gate and what it made of a candidate: the case as it left the gate, or why the gate stayed shut."""

    gate: Gate
    outcome: Case | Refusal


class Examined(NamedTuple):
    """A candidate with its way through the gates: ``proved`` is None where a gate stayed shut."""

    candidate: Candidate
    steps: tuple[Step, ...]
    proved: Proved | None
    withheld: tuple[Withheld, ...]


def check(document: Document, proposals: Proposals) -> Checked:
    """Prove each candidate against the document.

    Gives what is proved, in the order proposed, and everything else in ``withheld`` with its reason: whole
    candidates, and single amounts, quotes or dates of candidates that were proved without them. Pure, and the same
    for the same input.
    """
    return sifted(document, proposals)[0]


def sifted(document: Document, proposals: Proposals) -> tuple[Checked, tuple[Candidate, ...]]:
    """Give what ``check`` gives, and the candidates that are proved, in the order of ``Checked.proved``."""
    source = Source(document)
    proved: list[Proved] = []
    passing: list[Candidate] = []
    withheld: list[Withheld] = []
    for examined in examine(source, proposals.candidates):
        if examined.proved is not None:
            proved.append(examined.proved)
            passing.append(examined.candidate)
        withheld.extend(examined.withheld)
    results: list[Result] = []
    for reported in proposals.results:
        result, failures = prove_result(source, reported)
        results.extend([result] if result else [])
        withheld.extend(failures)
    signals: list[Signal] = []
    for said in proposals.signals:
        signal, failures = prove_signal(source, said)
        signals.extend([signal] if signal else [])
        withheld.extend(failures)
    checked = Checked(proved=tuple(proved), withheld=tuple(withheld), results=tuple(results), signals=tuple(signals))
    return checked, tuple(passing)


def examined(document: Document, candidates: Iterable[Candidate]) -> tuple[Examined, ...]:
    """Give the way of each candidate through the gates, as ``check`` sends it."""
    return tuple(examine(Source(document), candidates))


def examine(source: Source, candidates: Iterable[Candidate]) -> Iterator[Examined]:
    """Send candidates through the gates, one after the other; the first gate that stays shut gives the reason."""
    for candidate in candidates:
        steps = tuple(_steps(source, candidate))
        outcome = steps[-1].outcome
        if isinstance(outcome, Refusal):
            refused = Withheld(reason=outcome.reason, detail=outcome.detail, candidate=candidate)
            yield Examined(candidate, steps, None, (refused,))
        else:
            yield Examined(candidate, steps, _deal(outcome), outcome.partial)


def _steps(source: Source, candidate: Candidate) -> Iterator[Step]:
    case = Case(candidate)
    for gate in GATES:
        outcome = gate.opens(source, case)
        yield Step(gate, outcome)
        if isinstance(outcome, Refusal):
            return
        case = outcome


def _deal(case: Case) -> Proved:
    candidate = case.candidate
    return Proved(
        packet=candidate.packet,
        type=candidate.type,
        counterparty=Party(
            name=candidate.party.name, kind=candidate.party.kind, aliases=case.aliases, as_written=case.as_written
        ),
        payer=candidate.payer,
        amounts=case.amounts,
        binding=candidate.binding,
        binding_phrase=candidate.binding_phrase,
        conditions=case.conditions,
        dates=case.dates,
        related_party=case.related_party,
        summary=case.summary,
        evidence=case.evidence,
        sources=(f"{candidate.engine}: {candidate.rule}", *candidate.also),
    )
