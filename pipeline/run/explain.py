"""How one deal, or one withheld candidate, came about: its fact file found, its document worked again, told."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from pipeline import templates
from pipeline.errors import SettingsError
from pipeline.records import Withholding
from pipeline.run.again import work_again
from pipeline.run.filed import filed
from pipeline.run.gates import Line
from pipeline.run.inputs import project
from pipeline.run.story import Teller, deal_line, told, withheld_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.config import Settings
    from pipeline.records import Deal, DealReview, FactFile, Withheld
    from pipeline.resolve import Arrangement
    from pipeline.run.again import Again
    from pipeline.run.filed import Filed

_NEAR = 5
_FOLLOWS = ("id", "counterparty", "evidence", "summary", "disagreements")
_CORRECTED = {
    "renamed": _FOLLOWS,
    "corrected": (*_FOLLOWS, "type", "payer", "amounts", "binding", "binding_phrase", "conditions", "dates"),
}
_SYSTEM, _TASK = "extract.system.md.j2", "extract.task.md.j2"


class Told(NamedTuple):
    """The story, and whether it is whole: not where the document is gone or the program tells it differently now."""

    text: str
    whole: bool


def contents(path: Path, settings: Settings) -> Told:
    """List what can be explained of a file: its deals by id and what was withheld by number."""
    found = filed(path, settings)
    again = None if found.facts is not None else _again(found, settings)
    deals, withheld = _listed(found.facts, again)
    lines = [Line(0, f"{len(deals)} deals")]
    lines += [Line(1, f"{deal.id}: {deal_line(deal)}") for deal in deals]
    lines += [Line(0, f"{len(withheld)} withheld")]
    for number, one in enumerate(withheld, start=1):
        lines += [
            Line(line.depth + 1, f"{number}. {line.text}" if line.depth == 0 else line.text)
            for line in withheld_lines(one)
        ]
    return Told(told(lines), whole=True)


def explain_deal(path: Path, wanted: str, settings: Settings) -> Told:
    """Tell how the deal with this id came about. Raises ``SettingsError`` where there is none."""
    found = filed(path, settings)
    published = _of_id(found.facts.deals, wanted) if found.facts is not None else None
    if found.source is None:
        if published is None:
            raise _no_deal(wanted, [deal.id for deal in found.facts.deals] if found.facts else [])
        return Told(told([*_head(found, published), *_only_facts(published), Line(0, _gone(found))]), whole=False)
    review = published.review if published is not None else None
    if published is not None and review is not None and (review.decision == "added" or review.kept):
        return Told(told([*_head(found, published), *_reviewed(review), *_only_facts(published)]), whole=True)
    again = _again(found, settings)
    name = (review.of if review is not None else None) or (published.id if published is not None else wanted)
    whole = _arrangement(again.arrangements, name)
    if whole is None and published is None:
        raise _no_deal(wanted, [one.deal.id for one in again.arrangements])
    lines = list(_head(found, published or (whole.deal if whole else None)))
    if whole is None and published is not None:
        return Told(told([*lines, *_only_facts(published), *_changed(again, published)]), whole=False)
    if whole is None:
        raise _no_deal(wanted, [])
    lines += _reviewed(review) if review is not None else ()
    differs = _differs(published, whole.deal) if published is not None else ""
    if differs:
        lines += [
            Line(0, f"The fact file was written by another program, template or setting: {differs}."),
            Line(0, ""),
        ]
    lines += Teller(again, _prompts(found)).deal(whole)
    return Told(told(lines), whole=not differs)


def explain_withheld(path: Path, number: int, settings: Settings) -> Told:
    """Tell how withheld candidate ``number`` (from 1) came about. Raises ``SettingsError`` where there is none."""
    found = filed(path, settings)
    again = _again(found, settings) if found.source is not None else None
    _, withheld = _listed(found.facts, again)
    if not 1 <= number <= len(withheld):
        reason = f"there is no withheld candidate {number}: there are {len(withheld)}"
        raise SettingsError(reason, path=path.as_posix(), remedy="briefs explain FILE lists them")
    kept_out = withheld[number - 1]
    lines = list(_head(found, None))
    if again is None:
        return Told(told([*lines, *withheld_lines(kept_out), Line(0, _gone(found))]), whole=False)
    now = again.checked.withheld
    if kept_out.reason is Withholding.REJECTED:
        return _rejected([*lines, *withheld_lines(kept_out), Line(0, "")], kept_out, again, _prompts(found))
    if kept_out not in now:
        gone = Line(0, "Today's program does not withhold this any more, so nothing more is known of it.")
        return Told(told([*lines, *withheld_lines(kept_out), gone]), whole=False)
    lines += Teller(again, _prompts(found)).withheld(now.index(kept_out))
    return Told(told(lines), whole=True)


def _rejected(lines: list[Line], kept_out: Withheld, again: Again, prompts: str) -> Told:
    """Tell how a deal came about that a reviewer rejected."""
    whole = next((one for one in again.arrangements if one.deal.as_claimed() == kept_out.candidate), None)
    if whole is None:
        gone = Line(0, "Today's program does not tell this deal any more, so nothing more is known of it.")
        return Told(told([*lines, gone]), whole=False)
    return Told(told([*lines, *Teller(again, prompts).deal(whole)]), whole=True)


def _reviewed(review: DealReview) -> Iterator[Line]:
    """Say what a reviewer made of the deal, for what follows is the program's own telling."""
    by = f" by {review.by}" if review.by else ""
    said = f"It was {review.decision}{by}" + (f" on {review.on}" if review.on else "")
    fields = f": {', '.join(review.fields)}" if review.fields else ""
    yield Line(0, f"{said}{fields}; {'the program does not tell it' if review.kept else 'see docs/review.md'}")
    yield Line(0, "")


def _again(found: Filed, settings: Settings) -> Again:
    if found.source is None:
        raise SettingsError(found.why, remedy="put the document where it was, or name it outright")
    return work_again(found.source, found.shown(), found.engine(settings), settings)


def _listed(facts: FactFile | None, again: Again | None) -> tuple[Sequence[Deal], Sequence[Withheld]]:
    if facts is not None:
        return facts.deals, facts.withheld
    if again is None:
        return (), ()
    return tuple(one.deal for one in again.arrangements), again.checked.withheld


def _of_id(deals: Sequence[Deal], wanted: str) -> Deal | None:
    """The deal with this id, or the only one whose id begins so."""
    exact = [deal for deal in deals if deal.id == wanted]
    begun = [deal for deal in deals if deal.id.startswith(wanted)]
    return exact[0] if exact else begun[0] if len(begun) == 1 else None


def _arrangement(arrangements: Sequence[Arrangement], wanted: str) -> Arrangement | None:
    found = _of_id([one.deal for one in arrangements], wanted)
    return next((one for one in arrangements if one.deal is found), None)


def _no_deal(wanted: str, ids: Sequence[str]) -> SettingsError:
    near = difflib.get_close_matches(wanted, ids, _NEAR, 0.3) or list(ids[:_NEAR])
    remedy = f"the nearest: {', '.join(near)}" if near else "briefs explain FILE lists them"
    return SettingsError(f"there is no deal {wanted!r}", remedy=remedy)


def _head(found: Filed, deal: Deal | None) -> Iterator[Line]:
    if deal is not None:
        yield Line(0, deal.id)
        yield Line(0, deal_line(deal))
    facts = found.facts
    if facts is not None:
        by = f"model {facts.engine.model}" if facts.engine.name == "model" else "rules"
        yield Line(0, f"document {facts.document.path}, engine {by}, version {facts.engine.version}")
    else:
        yield Line(0, f"document {found.shown()}: {found.why}; it was worked now")
    yield Line(0, "")


def _only_facts(deal: Deal) -> Iterator[Line]:
    """What the fact file itself holds."""
    yield Line(0, f"made by {'; '.join(deal.sources) or 'nobody that is named'}")
    for piece in deal.evidence:
        yield Line(1, f"page {piece.page}, {piece.section or 'no known section'}, {piece.match}: “{piece.quote}”")
    for amount in deal.amounts:
        yield Line(1, f"“{amount.as_written}” is {amount.value:,f} {amount.unit}; proof: {amount.proof}")
    yield Line(0, "")


def _gone(found: Filed) -> str:
    return f"This is all the fact file holds; how it came about cannot be told: {found.why}."


def _changed(again: Again, deal: Deal) -> Iterator[Line]:
    yield Line(0, "Today's program does not tell this deal under this id. Of its words it makes:")
    touching = [
        one.deal
        for one in again.arrangements
        if any(a.start < b.end and b.start < a.end for a in one.deal.evidence for b in deal.evidence)
    ]
    for other in touching:
        yield Line(1, f"{other.id}: {deal_line(other)}")
    if not touching:
        yield Line(1, "no deal")


def _differs(published: Deal, now: Deal) -> str:
    """The fields in which the deal of today differs from the published one, but for the change to last time.

    What a reviewer changed, and what went with it, is no difference of the program's.
    """
    aside = {"change", "review", *_CORRECTED.get(published.review.decision if published.review else "", ())}
    first, second = published.model_dump(exclude=aside), now.model_dump(exclude=aside)
    fields = [name for name in first if first[name] != second[name]]
    return f"it differs in {', '.join(fields)}" if fields else ""


def _prompts(found: Filed) -> str:
    """Name the templates a model was asked with, and whether they are still the ones of the fact file."""
    now = templates.prompts_hash(project(found.output))
    facts = found.facts
    if facts is None or facts.engine.prompts == now:
        return f"{_SYSTEM} and {_TASK} (templates {now})"
    return f"{_SYSTEM} and {_TASK} (templates {facts.engine.prompts} then, {now} now)"
