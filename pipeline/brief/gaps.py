"""What could not be read or checked, in whole sentences with counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.brief.amounts import figure, is_money
from pipeline.brief.reach import percent
from pipeline.brief.wording import HINTED, KIND, WITHHELD
from pipeline.inert import clean, cut
from pipeline.records import Candidate, Form, ResultCandidate, SectionState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.records import FactFile, SectionCoverage, Withheld

_NAMED = 3
_LISTED = 5


def gaps(facts: FactFile) -> tuple[str, ...]:
    """List everything a reader should know is missing; empty when nothing is known to be."""
    return tuple(sentence for part in (_read, _asked, _identity, _kept_out) for sentence in part(facts))


def _read(facts: FactFile) -> Iterator[str]:
    coverage = facts.coverage
    yield from (_ended(cut(warning, 240)) for warning in coverage.warnings)
    if coverage.pictures:
        yield f"Not read: {pages(coverage.pictures)}, of which there is a picture and no text."
    if coverage.recognised:
        yield f"Read by text recognition, so that figures may be misread: {pages(coverage.recognised)}."
    damaged = {loss.page for loss in coverage.losses if not loss.numbers}  # the warnings name these
    blank = sorted(set(coverage.pages_without_text) - set(coverage.pictures) - damaged)
    if blank:
        yield f"Blank: {pages(blank)}."
    losses = [loss for loss in coverage.losses if loss.numbers]
    for loss in losses[:_LISTED]:
        cause = f" ({cut(loss.cause, 80)})" if loss.cause else ""
        yield f"Page {loss.page}: {loss.numbers - loss.kept} of {loss.numbers} figures were lost in reading{cause}."
    if len(losses) > _LISTED:
        yield f"{len(losses) - _LISTED} more pages lost figures in reading."
    yield from _sections(coverage.sections)


def _sections(sections: Sequence[SectionCoverage]) -> Iterator[str]:
    for state, said in (
        (SectionState.MISSING, "Not found in the document"),
        (SectionState.BY_REFERENCE, "Stands in another document, which was not read"),
        (SectionState.SKIPPED, "Not searched for deals"),
    ):
        titles = [
            cut(section.title, 60)
            for section in sections
            if section.state is state and (section.outside or state is not SectionState.BY_REFERENCE)
        ]
        if titles:
            yield _ended(f"{said}: {_few(titles)}")


def _asked(facts: FactFile) -> Iterator[str]:
    yield from _left_out(facts)
    failed = facts.coverage.failed
    for passage in failed[:_LISTED]:
        where = pages(tuple(range(passage.first_page, passage.last_page + 1)))
        named = passage.title or passage.section
        section = f" ({cut(named, 60)})" if named else ""
        yield _ended(f"No answer for {where}{section}: {cut(passage.reason, 120)}")
    if len(failed) > _LISTED:
        yield f"{len(failed) - _LISTED} more passages got no answer."
    if facts.document.form is Form.CALL:
        yield "Guesses of analysts on the call are not counted as facts."


def _left_out(facts: FactFile) -> Iterator[str]:
    """Say how much a model was not asked about, why, and how much of that the rules looked through."""
    left = facts.coverage.not_asked
    whole = facts.coverage.characters_asked + sum(one.characters for one in left or ())
    if not left or not whole:
        return
    unasked, searched = sum(one.characters for one in left), sum(one.searched for one in left)
    reasons = _few([clean(one.reason) for one in left])
    told = f"The model was not asked about {percent(unasked, whole)} of the text ({reasons})"
    if not searched:
        yield f"{told}, and nothing else searched it."
    elif percent(searched, whole) == percent(unasked, whole):
        yield f"{told}; rules searched it."
    else:
        nothing = percent(unasked - searched, whole)
        yield f"{told}: rules searched {percent(searched, whole)}, nothing searched {nothing}."


def _identity(facts: FactFile) -> Iterator[str]:
    hinted = [HINTED.get(field, clean(field)) for field in facts.document.hinted]
    if hinted:
        yield f"Taken from the file name, not from the document: {', '.join(hinted)}."
    if not (facts.document.period_end or facts.document.fiscal_period or facts.document.form is Form.EIGHT_K):
        yield "The document does not say for which period it is."
    if facts.document.day is None:
        yield "The document bears no date."


def _kept_out(facts: FactFile) -> Iterator[str]:
    counted = Counter(item.reason for item in facts.withheld)
    for reason, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        items = sorted((item for item in facts.withheld if item.reason is reason), key=_weight)
        statements = "1 statement was left out" if count == 1 else f"{count} statements were left out"
        names = list(dict.fromkeys(_name(item) for item in items))
        yield f"{statements}, because {WITHHELD[reason]}: {_few(names)}."


def _weight(item: Withheld) -> tuple[int, str]:
    amounts = item.candidate.amounts if isinstance(item.candidate, Candidate) else ()
    return -max((int(abs(amount.value)) for amount in amounts if is_money(amount.unit)), default=0), _name(item)


def _name(item: Withheld) -> str:
    candidate = item.candidate
    if not isinstance(candidate, Candidate):
        return (
            clean(candidate.metric.replace("_", " ")) if isinstance(candidate, ResultCandidate) else "a supply signal"
        )
    money = next((amount for amount in candidate.amounts if is_money(amount.unit)), None)
    claimed = f", {figure(money.value, money.unit)} claimed" if money is not None else ""
    return f"{cut(candidate.party.name, 40) or 'unnamed'} ({KIND[candidate.type].lower()}{claimed})"


def _few(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def pages(numbers: Sequence[int]) -> str:
    """Say page numbers with runs folded: ``pages 3 to 5, 9``."""
    ordered = sorted(set(numbers))
    runs: list[list[int]] = []
    for number in ordered:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    if len(words) > 2 * _LISTED:
        words = [*words[: 2 * _LISTED], f"and {len(words) - 2 * _LISTED} more places"]
    return f"{'page' if len(ordered) == 1 else 'pages'} {', '.join(words)}"


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
