"""The review of a document in its run: its file read, its decisions proved by the checks, put into the fact file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from pipeline import review
from pipeline.brief import prose
from pipeline.check import Source, examine
from pipeline.errors import SettingsError
from pipeline.records import Deal, FactFile, Proposals, Proved, Reviewed
from pipeline.resolve import in_order, resolve, set_aside
from pipeline.run.reviews import SUFFIX, digest_of, stem_of
from pipeline.run.stems import natural_stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.records import Candidate, Decision, Document, Withheld
    from pipeline.records.parties import PartyTable
    from pipeline.run.jobs import Job

_STATEMENT = set(Proved.model_fields)


class Review(NamedTuple):
    """The review file of a document as it was read, and the fact file of the last run that had one.

    ``digest`` is empty where there is no file. ``fault`` says why it could not be read.
    """

    digest: str = ""
    name: str = ""
    decisions: tuple[Decision, ...] = ()
    before: FactFile | None = None
    fault: str | None = None


def found(job: Job, facts: FactFile) -> Review:
    """Read the review of a document, if it has one.

    A file that cannot be read stops nothing: the decisions are then those the last run could read.
    """
    document = facts.document
    output = Path(job.output)
    stem = stem_of(output, natural_stem(document), document.sha256, document.path) if job.output else None
    if stem is None:
        return Review()
    path = output / f"{stem}{SUFFIX}"
    before = _before(output / f"{stem}.json")
    try:
        content = path.read_bytes()
    except OSError as error:
        return Review("", stem, _last_good(before), before, f"{path.name} cannot be read: {error.strerror}")
    digest = digest_of(content)
    try:
        entries = review.entries(content.decode("utf-8"), path.name)
    except UnicodeDecodeError:
        return Review(digest, stem, _last_good(before), before, f"{path.name} is no UTF-8 text")
    except SettingsError as error:
        return Review(digest, stem, _last_good(before), before, str(error))
    return Review(digest, stem, tuple(entry.decision for entry in entries), before)


def _before(path: Path) -> FactFile | None:
    try:
        return FactFile.model_validate_json(path.read_bytes(), extra="ignore")
    except (OSError, ValidationError):
        return None


def _last_good(before: FactFile | None) -> tuple[Decision, ...]:
    return before.review.decisions if before is not None and before.review is not None else ()


def reviewed(facts: FactFile, document: Document, table: PartyTable, found: Review) -> FactFile:
    """Give the fact file, its summary still to be made, with the decisions of its review in force."""
    if not found.digest and not found.fault:
        return facts
    decisions = review.remembered(found.decisions, found.before)
    done = review.applied(facts.deals, decisions, Checks(document, table))
    return facts.model_copy(
        update={
            "deals": in_order(done.deals),
            "withheld": (*facts.withheld, *done.rejected),
            "review": Reviewed(decisions=done.decisions, fault=found.fault),
        }
    )


def worded(facts: FactFile) -> FactFile:
    """Give the fact file with its sentences as people worded them.

    A pure function of the fact file, to be called whenever its summary was made or made again.
    """
    if facts.review is None or not any(one.about == "sentence" for one in facts.review.decisions):
        return facts
    done = review.resaid(
        prose.sentences(facts), facts.review.decisions, lambda sentence, says: prose.wrong(facts, sentence, says)
    )
    kept = facts.review.model_copy(update={"decisions": done.decisions})
    return facts.model_copy(update={"review": kept, "summary": prose.put(facts, done.sentences)})


def note(facts: FactFile, found: Review) -> tuple[str, ...]:
    """Say in the run's report what of a review is not in force."""
    if facts.review is None or not found.name:
        return ()
    counted = Counter(one.state for one in facts.review.decisions)
    told = [f"{counted[state]} {state}" for state in ("refused", "stale") if counted[state]]
    if not told:
        return ()
    return (f"{found.name}{SUFFIX}: decisions that do not hold as they stand: {', '.join(told)}; see briefs review",)


class Checks:
    """The checks and the naming of one document, as a review needs them."""

    def __init__(self, document: Document, table: PartyTable) -> None:
        self._document, self._table = document, table
        self._source = Source(document)

    def prove(self, candidates: Sequence[Candidate]) -> tuple[Deal | review.Refused, ...]:
        """Check each candidate as a whole: one part that fails refuses it."""
        return tuple(self._proved(candidate) for candidate in candidates)

    def _proved(self, candidate: Candidate) -> Deal | review.Refused:
        _, aside = set_aside(self._document.identity, Proposals(candidates=(candidate,)), self._table)
        (examined,) = examine(self._source, (candidate,))
        failed: tuple[Withheld, ...] = (*aside, *examined.withheld)
        if failed or examined.proved is None:
            return review.Refused(failed[0].reason, failed[0].detail)
        return self.named(examined.proved)

    def named(self, statement: Proved) -> Deal:
        """Give a statement its id and its party the name that is printed."""
        told = Proved.model_validate(statement.model_dump(include=_STATEMENT))
        (deal,) = resolve(self._document, [told], self._table)
        return deal
