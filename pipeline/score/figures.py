"""One document scored: what was found, what was missed, what is wrong or told twice; and all documents together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import Binding, DealType
from pipeline.score.matching import QUOTED, likeness, right_type, same_amounts, same_evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pipeline.records import Deal
    from pipeline.score.labels import Label

CORE = "core"
_BOUND = frozenset({Binding.FIRM, Binding.DONE})


class Right(NamedTuple):
    """How often a field is right, of the pairs in which it can be."""

    right: int
    of: int


class Pair(NamedTuple):
    """A label and the deal that was found for it."""

    label: Label
    deal: Deal


class Scored(NamedTuple):
    """One document. Labels and deals are in the order of their files.

    ``pairs`` are the labels found, ``missed`` the others, core before minor; ``repeated`` are deals that repeat a
    label already found, each with that label; ``wrong`` are those that match none.
    """

    labels: tuple[Label, ...]
    deals: tuple[Deal, ...]
    pairs: tuple[Pair, ...]
    missed: tuple[Label, ...]
    repeated: tuple[Pair, ...]
    wrong: tuple[Deal, ...]

    def core(self, *, found: bool = False) -> int:
        """How many core labels there are, or were found."""
        return sum(label.tier == CORE for label in ((pair.label for pair in self.pairs) if found else self.labels))

    def minor(self, *, found: bool = False) -> int:
        """How many minor labels there are, or were found."""
        return len(self.pairs if found else self.labels) - self.core(found=found)


class Field(NamedTuple):
    """A field of a deal. ``asked``: whether a pair counts; ``right``: whether the deal has it as the label has it."""

    name: str
    asked: Callable[[Pair], bool]
    right: Callable[[Pair], bool]
    says: Callable[[Pair], tuple[str, str]]

    def of(self, pairs: Iterable[Pair]) -> Right:
        """How often it is right."""
        asked = [pair for pair in pairs if self.asked(pair)]
        return Right(sum(self.right(pair) for pair in asked), len(asked))


def _always(_: Pair) -> bool:
    return True


def _share(pair: Pair) -> bool:
    """A share is no promise: its strength is not scored."""
    return pair.label.type is DealType.CONCENTRATION


def _main(deal: Deal) -> str:
    return f"{deal.amounts[0].value:f} {deal.amounts[0].unit}" if deal.amounts else "none"


def _wanted(label: Label) -> str:
    return f"{label.amounts[0].value:.15g} {label.amounts[0].unit}" if label.amounts else "none"


def _dates_right(pair: Pair) -> bool:
    """True where every date of the label is there, as precise as the less precise of the two."""
    wanted, stated = pair.label.dates.model_dump(), pair.deal.dates.model_dump()
    return all(
        bool(stated[name]) and (stated[name].startswith(iso) or iso.startswith(stated[name]))
        for name, iso in wanted.items()
        if iso
    )


def _dated(pair: Pair) -> bool:
    return any(pair.label.dates.model_dump().values())


def _dates(dates: dict[str, str | None]) -> str:
    return ", ".join(f"{name} {iso}" for name, iso in dates.items() if iso) or "none"


def _qualifier(pair: Pair) -> str:
    """How exact the deal says the label's first amount is; empty where it lacks that amount."""
    label = pair.label.amounts[:1]
    return next((str(a.qualifier) for a in pair.deal.amounts if same_amounts(label, [a]) == 1), "")


SCORED: tuple[Field, ...] = (
    Field("type", _always, lambda p: right_type(*p), lambda p: (p.label.type, p.deal.type)),
    Field("payer", _always, lambda p: p.label.payer == p.deal.payer, lambda p: (p.label.payer, p.deal.payer)),
    Field(
        "binding",
        lambda p: not _share(p),
        lambda p: p.label.binding == p.deal.binding,
        lambda p: (p.label.binding, p.deal.binding),
    ),
    Field(
        "amount",
        lambda p: bool(p.label.amounts),
        lambda p: same_amounts(p.label.amounts[:1], p.deal.amounts) == 1,
        lambda p: (_wanted(p.label), _main(p.deal)),
    ),
    Field(
        "evidence",
        _always,
        lambda p: same_evidence(*p) >= QUOTED,
        lambda p: (_pages(e.page for e in p.label.evidence), _pages(e.page for e in p.deal.evidence)),
    ),
)
"""The fields whose accuracy is part of the score."""

BESIDES: tuple[Field, ...] = (
    Field(
        "first amount leads",
        lambda p: bool(p.label.amounts),
        lambda p: same_amounts(p.label.amounts[:1], p.deal.amounts[:1]) == 1,
        lambda p: (_wanted(p.label), _main(p.deal)),
    ),
    Field(
        "qualifier",
        lambda p: bool(_qualifier(p)),
        lambda p: p.label.amounts[0].qualifier == _qualifier(p),
        lambda p: (str(p.label.amounts[0].qualifier), _qualifier(p)),
    ),
    Field(
        "kind of party",
        _always,
        lambda p: p.label.counterparty.kind == p.deal.counterparty.kind,
        lambda p: (p.label.counterparty.kind, p.deal.counterparty.kind),
    ),
    Field(
        "dates", _dated, _dates_right, lambda p: (_dates(p.label.dates.model_dump()), _dates(p.deal.dates.model_dump()))
    ),
    Field(
        "related party",
        _always,
        lambda p: p.label.related_party == p.deal.related_party,
        lambda p: ("yes" if p.label.related_party else "no", "yes" if p.deal.related_party else "no"),
    ),
)
"""Fields told besides, because a reader of the briefing sees them too."""


def _pages(pages: Iterable[int]) -> str:
    return "page " + ", ".join(map(str, sorted(set(pages))))


def scored(labels: Sequence[Label], deals: Sequence[Deal]) -> Scored:
    """Pair labels with deals, the best pairs first; no deal serves two labels, no label has two deals."""
    ranked = sorted(
        ((likeness(g, d), i, j) for i, g in enumerate(labels) for j, d in enumerate(deals)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    possible = [(i, j) for like, i, j in ranked if like > 0]
    found: dict[int, int] = {}
    for i, j in possible:
        if i not in found and j not in found.values():
            found[i] = j
    used = set(found.values())
    again: dict[int, int] = {}
    for i, j in possible:
        if j not in used:
            again.setdefault(j, i)
    missed = [label for i, label in enumerate(labels) if i not in found]
    return Scored(
        tuple(labels),
        tuple(deals),
        tuple(Pair(labels[i], deals[j]) for i, j in sorted(found.items())),
        tuple(sorted(missed, key=lambda label: label.tier != CORE)),
        tuple(Pair(labels[again[j]], deals[j]) for j in sorted(again)),
        tuple(deal for j, deal in enumerate(deals) if j not in used and j not in again),
    )


def intents_shown_as_bound(pairs: Iterable[Pair]) -> list[Pair]:
    """The worst error: a letter of intent shown as an order."""
    return [pair for pair in pairs if pair.label.binding is Binding.INTENT and pair.deal.binding in _BOUND]


def figures(one: Scored) -> dict[str, int | list[str] | list[list[str]]]:
    """The figures of one document, by the names of the JSON output."""
    accuracy = {field.name: field.of(one.pairs) for field in SCORED}
    return {
        "core": one.core(),
        "core_found": one.core(found=True),
        "minor": one.minor(),
        "minor_found": one.minor(found=True),
        "deals": len(one.deals),
        "matched": len(one.pairs),
        "duplicates": len(one.repeated),
        "unmatched": len(one.wrong),
        "type_ok": accuracy["type"].right,
        "payer_ok": accuracy["payer"].right,
        "binding_labels": accuracy["binding"].of,
        "binding_ok": accuracy["binding"].right,
        "intent_shown_as_bound": len(intents_shown_as_bound(one.pairs)),
        "amount_labels": accuracy["amount"].of,
        "amount_ok": accuracy["amount"].right,
        "evidence_ok": accuracy["evidence"].right,
        "missed_core": [label.id for label in one.missed if label.tier == CORE],
        "false": [deal.id for deal in one.wrong],
        "duplicate": [pair.deal.id for pair in one.repeated],
        "pairs": [[pair.label.id, pair.deal.id] for pair in one.pairs],
    }


def totals(documents: Sequence[Scored]) -> dict[str, int | float]:
    """All documents together: recall of core labels, precision, accuracies over what was matched."""
    pairs = [pair for one in documents for pair in one.pairs]
    core_found, core = sum(one.core(found=True) for one in documents), sum(one.core() for one in documents)
    recall, precision = _ratio(core_found, core), _ratio(len(pairs), sum(len(one.deals) for one in documents))
    return {
        "documents": len(documents),
        "core_recall": recall,
        "precision": precision,
        "f1": _ratio(2 * recall * precision, recall + precision),
        **{f"{field.name}_accuracy": _ratio(*field.of(pairs)) for field in SCORED},
        "intent_shown_as_bound": len(intents_shown_as_bound(pairs)),
        "duplicates": sum(len(one.repeated) for one in documents),
    }


def besides(documents: Sequence[Scored]) -> dict[str, Right]:
    """The fields told besides, over all documents."""
    pairs = [pair for one in documents for pair in one.pairs]
    return {field.name: field.of(pairs) for field in BESIDES}


def _ratio(part: float, whole: float) -> float:
    return round(part / whole, 3) if whole else 0.0
