"""The report of a score: for each document what was missed, wrong, repeated or differs, and why. Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.inert import cut, markdown
from pipeline.score.causes import Court
from pipeline.score.figures import BESIDES, CORE, SCORED, besides, intents_shown_as_bound, totals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.records import Deal
    from pipeline.score.causes import Cause
    from pipeline.score.figures import Field, Pair, Scored
    from pipeline.score.labels import Label
    from pipeline.score.trail import Trail

_QUOTE = 300
_FIGURES = 4


class Entry(NamedTuple):
    """One document of the report. ``trail`` is None where it could not be worked again; ``untold`` says why."""

    one: Scored
    trail: Trail | None
    untold: str = ""


def report(entries: Mapping[str, Entry]) -> str:
    """Write the report; documents in the order given."""
    lines = ["# Score", "", *_overview(entries), ""]
    for name, entry in entries.items():
        lines += [f"## {markdown(name)}", "", *_document(entry)]
    return "\n".join(lines).rstrip() + "\n"


def _overview(entries: Mapping[str, Entry]) -> Iterator[str]:
    documents = [entry.one for entry in entries.values()]
    names = [field.name for field in SCORED]
    yield f"| document | core | minor | deals | repeated | wrong | {' | '.join(names)} |"
    yield "|---" * (6 + len(names)) + "|"
    for name, entry in entries.items():
        one = entry.one
        fields = " | ".join("{}/{}".format(*field.of(one.pairs)) for field in SCORED)
        yield (
            f"| {markdown(name)} | {one.core(found=True)}/{one.core()} | {one.minor(found=True)}/{one.minor()} | "
            f"{len(one.deals)} | {len(one.repeated)} | {len(one.wrong)} | {fields} |"
        )
    together = totals(documents)
    yield ""
    yield ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in together.items()) + "."
    extra = besides(documents)
    yield "Besides: " + ", ".join(f"{name} {right.right}/{right.of}" for name, right in extra.items()) + "."


def _document(entry: Entry) -> Iterator[str]:
    one, court = entry.one, Court(entry.trail, entry.one) if entry.trail else None
    if entry.untold:
        yield from (f"Causes are not told: {markdown(entry.untold)}.", "")
    for said in entry.trail.news if entry.trail else ():
        yield from (f"Note: {markdown(said)}.", "")
    worst = intents_shown_as_bound(one.pairs)
    if worst:
        yield from _section("Intent shown as bound", (_field_lines(pair, court) for pair in worst))
    yield from _section("Missed", (_missed(label, court) for label in one.missed if label.tier == CORE))
    yield from _section("Wrong", (_wrong(deal, one, court) for deal in one.wrong))
    yield from _section("Repeated", (_repeated(pair, one, court) for pair in one.repeated))
    differing = [pair for pair in one.pairs if _differing(pair, SCORED)]
    yield from _section("Found, and a scored field differs", (_field_lines(pair, court) for pair in differing))
    besides_only = [pair for pair in one.pairs if pair not in differing and _differing(pair, BESIDES)]
    yield from _section("Found, and a field told besides differs", (_field_line(pair) for pair in besides_only))
    minor = [label for label in one.missed if label.tier != CORE]
    yield from _section("Minor and missed (no error)", (_minor(label, court) for label in minor))


def _section(title: str, items: Iterable[Iterable[str]]) -> Iterator[str]:
    blocks = [list(item) for item in items]
    if blocks:
        yield from (f"### {title}", "")
        for block in blocks:
            yield from block
        yield ""


def _missed(label: Label, court: Court | None) -> Iterator[str]:
    yield f"- **{markdown(label.id)}** {markdown(_wanted(label))}"
    if label.note:
        yield f"  - label's note: {markdown(cut(label.note, _QUOTE))}"
    cause = court.missed(label) if court else None
    if cause is None:
        for evidence in label.evidence:
            yield f"  - page {evidence.page}: {_quoted(evidence.quote)}"
        return
    yield f"  - **cause: {markdown(cause.stage)}**: {markdown(cause.why)}"
    for place in cause.places:
        yield f"  - page {place.page}: {_quoted(place.quote)}"
        for said in place.said:
            yield f"    - {markdown(said)}"


def _minor(label: Label, court: Court | None) -> Iterator[str]:
    cause: Cause | None = court.missed(label) if court else None
    why = f": {cause.stage}: {cut(cause.why, _QUOTE)}" if cause else ""
    page = f", page {label.evidence[0].page}" if label.evidence else ""
    yield f"- {markdown(label.id)} {markdown(_wanted(label) + page + why)}"


def _wrong(deal: Deal, one: Scored, court: Court | None) -> Iterator[str]:
    yield f"- **{markdown(deal.id)}** {markdown(_told(deal))}"
    yield from _origin(deal, court)
    nearest = court.nearest(deal, one.labels) if court else None
    if nearest is not None:
        label, said = nearest
        yield f"  - most like {markdown(label.id)} ({markdown(_wanted(label))})"
        yield from (f"    - {markdown(line)}" for line in said)
    elif court is not None:
        yield "  - like none of the labels"


def _repeated(pair: Pair, one: Scored, court: Court | None) -> Iterator[str]:
    yield f"- **{markdown(pair.deal.id)}** {markdown(_told(pair.deal))}"
    yield from _origin(pair.deal, court)
    kept = next((other.deal for other in one.pairs if other.label is pair.label), None)
    for said in court.doubled((pair.label, pair.deal), kept) if court else (f"it repeats {pair.label.id}",):
        yield f"  - {markdown(said)}"
    for evidence in kept.evidence[:1] if kept else ():
        yield f"  - the one counted, page {evidence.page}: {_quoted(evidence.quote)}"


def _field_lines(pair: Pair, court: Court | None) -> Iterator[str]:
    yield f"- **{markdown(pair.label.id)}** found as {markdown(pair.deal.id)}"
    for name, wanted, told in _differing(pair, (*SCORED, *BESIDES)):
        yield f"  - {name}: the label says {markdown(wanted)}, the deal {markdown(told)}"
    if pair.deal.binding_phrase:
        yield f"  - strength proved by “{markdown(pair.deal.binding_phrase)}”"
    if pair.label.note:
        yield f"  - label's note: {markdown(cut(pair.label.note, _QUOTE))}"
    yield from _origin(pair.deal, court)


def _field_line(pair: Pair) -> Iterator[str]:
    """One line: these fields are no part of the score."""
    said = "; ".join(f"{name} {told} for {wanted}" for name, wanted, told in _differing(pair, BESIDES))
    page = f", page {pair.deal.evidence[0].page}"
    yield f"- {markdown(pair.label.id)} found as {markdown(pair.deal.id + page)}: {markdown(said)}"


def _differing(pair: Pair, fields: Sequence[Field]) -> list[tuple[str, str, str]]:
    return [(field.name, *field.says(pair)) for field in fields if field.asked(pair) and not field.right(pair)]


def _origin(deal: Deal, court: Court | None) -> Iterator[str]:
    """Who made it and from which words."""
    fates = court.fates(deal) if court else ()
    if fates:
        yield from (f"  - {markdown(line)}" for line in fates)
    else:
        yield f"  - made by {markdown('; '.join(deal.sources) or 'nobody that is named')}"
    for evidence in deal.evidence[:2]:
        where = f", {evidence.section}" if evidence.section else ""
        yield f"  - page {evidence.page}{markdown(where)}: {_quoted(evidence.quote)}"


def _wanted(label: Label) -> str:
    amounts = _listed([f"{a.value:,.15g} {a.unit} ({a.qualifier})" for a in label.amounts])
    party = label.counterparty
    return f"{label.type} with {party.name} ({party.kind}), payer {label.payer}, {label.binding}, {amounts}"


def _told(deal: Deal) -> str:
    amounts = _listed([f"{a.value:,f} {a.unit} ({a.qualifier})" for a in deal.amounts])
    party = deal.counterparty
    return f"{deal.type} with {party.name} ({party.kind}), payer {deal.payer}, {deal.binding}, {amounts}"


def _listed(parts: Sequence[str]) -> str:
    more = f" and {len(parts) - _FIGURES} more" if len(parts) > _FIGURES else ""
    return (", ".join(parts[:_FIGURES]) or "no amount") + more


def _quoted(quote: str) -> str:
    return f"“{markdown(cut(quote, _QUOTE))}”"
