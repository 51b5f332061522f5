"""Reviewed pages as label files: what people decided becomes what the program is measured with."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal, NamedTuple

from pipeline.errors import PublishError
from pipeline.records import Binding, FactFile
from pipeline.review import names_of
from pipeline.run.papers import papers
from pipeline.score import Label, Labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.records import Deal, Decision

_LONGEST = 400


class Exported(NamedTuple):
    """What was written, with how many labels, and which pages were left out and why."""

    written: dict[Path, int]
    left: tuple[str, ...]


def export(folder: Path, output: Path, names: Sequence[str], *, partly: bool) -> Exported:
    """Write a label file for each page that was reviewed whole, or with ``partly`` for each that was reviewed at all.

    Raises ``SettingsError`` where a name means no page, ``PublishError`` where a file cannot be written.
    """
    found = {paper.page: paper.facts for name in names or (None,) for paper in papers(output, name)}
    written: dict[Path, int] = {}
    left: list[str] = []
    for page, facts in found.items():
        labels = labels_of(facts)
        waiting = sum(deal.review is None or not deal.review.counts for deal in facts.deals)
        target = folder / f"{PurePosixPath(facts.document.path).stem}.json"
        if not labels.labels and facts.review is None:
            continue
        if waiting and not partly:
            left.append(f"{page.as_posix()}: {waiting} of {len(facts.deals)} deals were not looked at")
        elif target in written:
            left.append(f"{page.as_posix()}: another document is called {target.stem} as well")
        else:
            _write(target, labels)
            written[target] = len(labels.labels)
    return Exported(written, tuple(left))


def labels_of(facts: FactFile) -> Labels:
    """Give the deals people accepted, corrected or added as labels.

    What they rejected is none: found again, it counts as wrong.
    """
    reviewed = [deal for deal in facts.deals if deal.review is not None and deal.review.counts]
    return Labels(labels=tuple(_label(deal, _decision(facts, deal)) for deal in reviewed))


def _decision(facts: FactFile, deal: Deal) -> Decision | None:
    decisions = facts.review.decisions if facts.review is not None else ()
    return next((one for one in decisions if one.about == "deal" and one.key in names_of(deal)), None)


def _label(deal: Deal, decision: Decision | None) -> Label:
    party = deal.counterparty
    signed = f"reviewed by {deal.review.by}" if deal.review is not None and deal.review.by else "reviewed"
    return Label.model_validate(
        {
            "id": deal.id,
            "type": deal.type,
            "counterparty": {"name": party.name, "kind": party.kind, "aliases": party.aliases},
            "payer": deal.payer,
            "amounts": [
                {"value": float(one.value), "unit": one.unit, "qualifier": one.qualifier, "what": one.what}
                for one in deal.amounts
            ],
            "binding": deal.binding,
            "dates": deal.dates,
            "evidence": [{"page": piece.page, "quote": piece.quote[:_LONGEST]} for piece in deal.evidence],
            "tier": (decision.tier if decision is not None else None) or _tier(deal),
            "related_party": deal.related_party,
            "note": f"{signed}: {decision.note}" if decision is not None and decision.note else signed,
        }
    )


def _tier(deal: Deal) -> Literal["core", "minor"]:
    """Judge whether a reader of one page must be told, where the person did not: of what has an amount and goes on."""
    return "core" if deal.amounts and deal.binding is not Binding.ENDED else "minor"


def _write(path: Path, labels: Labels) -> None:
    content = {"document": path.stem, **labels.model_dump(mode="json")}
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
        beside.replace(path)
    except OSError as error:
        raise PublishError(f"it cannot be written: {error.strerror}", path=path.as_posix()) from error
