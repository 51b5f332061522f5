"""Why a label was missed, why a deal is wrong or told twice: followed through the rooms until it was lost."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import BlockKind, DealType
from pipeline.score.finding import Finder
from pipeline.score.matching import (
    NEAR,
    QUOTED,
    overlap,
    quote_words,
    right_type,
    same_amounts,
    same_evidence,
    same_party,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.records import Deal, Document, Passage
    from pipeline.score.figures import Scored
    from pipeline.score.labels import Label
    from pipeline.score.trail import Fate, Remark, Trail

_MOST_PLACES = 3
_MOST_REMARKS = 8
_SHORTEST = 300
"""A label may quote half a sentence; what the sentences around it became is told too."""


class Stage(StrEnum):
    """Where a deal was lost, in the order of the rooms."""

    READ = "the words are not in the text that was read"
    SELECTED = "the passage was not asked about"
    PROPOSED = "the passage was asked about and nothing was proposed"
    CHECKED = "a candidate was withheld"
    ANOTHER = "its words became a deal that says something else"


class Place(NamedTuple):
    """Where a label's words were found and what became of them, in whole sentences."""

    page: int
    quote: str
    said: tuple[str, ...]


class Cause(NamedTuple):
    """Why a label was missed: the furthest stage one of its places reached, and what happened at each place."""

    stage: Stage
    why: str
    places: tuple[Place, ...]


class Court:
    """Finds causes in one document."""

    def __init__(self, trail: Trail, one: Scored) -> None:
        self._trail = trail
        self._finder = Finder(trail.document)
        self._deals: Mapping[str, Deal] = {deal.id: deal for deal in one.deals}
        self._served = {pair.deal.id: pair.label.id for pair in (*one.repeated, *one.pairs)}

    def missed(self, label: Label) -> Cause:
        """Follow the quotes of a label through the rooms."""
        found = [self._follow(label, number) for number in range(min(len(label.evidence), _MOST_PLACES))]
        if not found:
            return Cause(Stage.READ, "the label has no quote to look for", ())
        order = list(Stage)
        stage, why, _ = max(found, key=lambda item: order.index(item[0]))
        return Cause(stage, why, tuple(place for _, _, place in found))

    def _follow(self, label: Label, number: int) -> tuple[Stage, str, Place]:
        evidence = label.evidence[number]
        span = self._finder.place(evidence)
        if span is None:
            state = self._state(evidence.page)
            return Stage.READ, state, Place(evidence.page, evidence.quote, (state,))
        page = self._trail.document.page_at(span[0])
        where, passage, asked = self._selected(span)
        if not asked:
            return Stage.SELECTED, where, Place(page, evidence.quote, (where,))
        fates = [fate for fate in self._trail.fates if _touches(fate.places, span)]
        told = [(self._stage(fate), self._fate(label, fate)) for fate in fates]
        told.sort(key=lambda item: item[0] is Stage.CHECKED)
        remarks = self._remarks(span)
        if label.type is DealType.CONCENTRATION and not told and self._trail.remarks:
            remarks = ("the rules for shares of one party made nothing of it", *remarks)
        said = (where, *(said for _, said in told), *remarks)
        if told:
            best = max(fates, key=lambda fate: self._near(label, fate))
            return self._stage(best), self._fate(label, best), Place(page, evidence.quote, said)
        why = next(iter(remarks), "") or self._unheard(span, passage, evidence.quote)
        extra = () if remarks else (self._unheard(span, passage, evidence.quote),)
        return Stage.PROPOSED, why, Place(page, evidence.quote, (*said, *extra))

    def _state(self, page: int) -> str:
        found = next((one for one in self._trail.document.pages if one.number == page), None)
        if found is None:
            return f"the document as read has no page {page}"
        return f"its words were not found on page {page} or the pages beside it (page {page}: {found.state})"

    def _selected(self, span: tuple[int, int]) -> tuple[str, Passage | None, bool]:
        document = self._trail.document
        section = document.section_at(span[0])
        head = f"in section {section.key} ({section.title}), " if section else "in no known section, "
        for passage in self._trail.selection.passages:
            if passage.start < span[1] and span[0] < passage.end:
                return f"{head}passage {passage.key}, asked about", passage, True
        for passage in self._trail.selection.skipped:
            if passage.start < span[1] and span[0] < passage.end:
                return f"{head}passage {passage.key}, not asked about: {'; '.join(passage.reasons)}", passage, False
        return f"{head}in no passage", None, False

    def _stage(self, fate: Fate) -> Stage:
        return Stage.ANOTHER if fate.deal else Stage.CHECKED

    def _near(self, label: Label, fate: Fate) -> float:
        deal = self._deals.get(fate.deal)
        kind = fate.candidate.type in {label.type, *label.also_ok}
        figures = same_amounts(label.amounts, deal.amounts) if deal else 0.0
        return kind + max(figures, 0.0) + (same_party(label, deal) if deal else 0.0)

    def _fate(self, label: Label, fate: Fate) -> str:
        candidate = fate.candidate
        said = f"{candidate.engine} ({candidate.rule}) proposed {claim(fate)}"
        if not fate.deal:
            return f"{said}: withheld, {fate.why}"
        served = self._served.get(fate.deal)
        role = f"which was counted for {served}" if served else "which matches no label"
        deal = self._deals.get(fate.deal)
        unlike = f"; {'; '.join(differences(label, deal))}" if deal and differences(label, deal) else ""
        merged = f" ({fate.why})" if fate.why else ""
        return f"{said}: part of {fate.deal}{merged}, {role}{unlike}"

    def _remarks(self, span: tuple[int, int]) -> tuple[str, ...]:
        """What the rules said there: those that nearly fired first, each remark once."""
        block = self._trail.document.block_at(span[0])
        in_table = block is not None and block.kind is BlockKind.TABLE
        low, high = span if in_table else _widened(span)
        near = [r for r in self._trail.remarks if r.start < high and low < r.end and (r.rule or not in_table)]
        inside = [r for r in near if r.start < span[1] and span[0] < r.end] or near
        inside.sort(key=lambda r: (not r.rule, r.taken, r.start))
        return tuple(dict.fromkeys(_remark(r) for r in inside))[:_MOST_REMARKS]

    def _unheard(self, span: tuple[int, int], passage: Passage | None, quote: str) -> str:
        """Why no rule has a word on a place that was asked about."""
        document = self._trail.document
        block = document.block_at(span[0])
        if block is not None and block.kind is BlockKind.TABLE:
            return f"it stands in a table, and no rule for rows took {_row(document, span, quote)}"
        if block is not None and block.kind is BlockKind.HEADING:
            return "it stands in what was taken for a heading, which rules do not read"
        if block is not None and block.speaker:
            return f"it is said by {block.speaker}, and nothing was proposed of it"
        return f"nothing was proposed of passage {passage.key if passage else '?'}"

    def doubled(self, pair: tuple[Label, Deal], kept: Deal | None) -> tuple[str, ...]:
        """Say how a repeated deal differs from the one that was counted: by that they were not made one."""
        label, deal = pair
        if kept is None:
            return (f"it repeats {label.id}",)
        return (f"it repeats {label.id}, counted for {kept.id}", *between(kept, deal))

    def nearest(self, deal: Deal, labels: Iterable[Label]) -> tuple[Label, tuple[str, ...]] | None:
        """The label a wrong deal is most like, with what keeps them apart; None where none is like it at all."""
        ranked = sorted(labels, key=lambda label: -_alike(label, deal))
        if not ranked or _alike(ranked[0], deal) < 1:
            return None
        served = next((key for key, name in self._served.items() if name == ranked[0].id), None)
        found = (f"{ranked[0].id} was found as {served}",) if served else (f"{ranked[0].id} was missed",)
        return ranked[0], (*found, *differences(ranked[0], deal))

    def fates(self, deal: Deal) -> tuple[str, ...]:
        """The candidates that became a deal."""
        return tuple(
            f"{fate.candidate.engine} ({fate.candidate.rule}) proposed {claim(fate)}"
            + (f"; joined: {fate.why}" if fate.why else "")
            for fate in self._trail.fates
            if fate.deal == deal.id
        )


def claim(fate: Fate) -> str:
    """What a candidate claims, in one line."""
    one = fate.candidate
    amounts = ", ".join(amount.as_written for amount in one.amounts[:3]) or "no amount"
    return f"{one.type} with {one.party.name} ({one.party.kind}), {' '.join(amounts.split())}, {one.binding}"


def differences(label: Label, deal: Deal) -> tuple[str, ...]:
    """What keeps a deal from being a label's."""
    said: list[str] = []
    if same_party(label, deal) < NEAR:
        said.append(f"party “{deal.counterparty.name}” for “{label.counterparty.name}”")
    if not right_type(label, deal):
        said.append(f"type {deal.type} for {label.type}")
    shared = same_amounts(label.amounts, deal.amounts)
    if 0 <= shared < 1:
        wanted = ", ".join(f"{amount.value:.15g} {amount.unit}" for amount in label.amounts)
        stated = ", ".join(f"{amount.value:f} {amount.unit}" for amount in deal.amounts) or "none"
        said.append(f"amounts {stated} for {wanted}")
    if same_evidence(label, deal) < QUOTED:
        said.append("none of its quotes is one of the label's")
    return tuple(said)


def between(one: Deal, other: Deal) -> tuple[str, ...]:
    """In what two deals differ that could keep them from being made one."""
    fields = {
        "type": (one.type, other.type),
        "party": (one.counterparty.name, other.counterparty.name),
        "payer": (one.payer, other.payer),
        "amounts": (_sums(one), _sums(other)),
    }
    return tuple(f"{name}: {first} and {second}" for name, (first, second) in fields.items() if first != second)


def _sums(deal: Deal) -> str:
    return ", ".join(f"{amount.value:f} {amount.unit}" for amount in deal.amounts[:3]) or "none"


def _alike(label: Label, deal: Deal) -> float:
    kind = right_type(label, deal)
    return (
        same_party(label, deal)
        + max(same_amounts(label.amounts, deal.amounts), 0)
        + same_evidence(label, deal)
        + (0.5 * kind)
    )


def _touches(places: Sequence[tuple[int, int]], span: tuple[int, int]) -> bool:
    return any(low < span[1] and span[0] < high for low, high in places)


def _widened(span: tuple[int, int]) -> tuple[int, int]:
    more = max(0, _SHORTEST - (span[1] - span[0])) // 2
    return span[0] - more, span[1] + more


def _remark(remark: Remark) -> str:
    return f"rule {remark.rule}: {remark.said}" if remark.rule else remark.said


def _row(document: Document, span: tuple[int, int], quote: str) -> str:
    """The row of a table that a quote speaks of, in words."""
    table = document.table_at(span[0])
    if table is None:
        return "it, for no table was made of it"
    words = quote_words(quote)
    rows = [row for row in table.rows if row.start < span[1] and span[0] < row.end]
    best = max(rows, key=lambda row: overlap(words, quote_words(document.text[row.start : row.end])), default=None)
    if best is None:
        return "it, for it is no row with figures"
    head = f" under “{' '.join(table.title.split())}”" if table.title else ""
    return f"the row “{' '.join(best.label.split())}”{head}"
