"""On whom the company depends: one line for each measure and period, the largest share first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.amounts import amount_words, spoken
from pipeline.brief.names import party_name, sentence_case
from pipeline.brief.ranking import measure, period
from pipeline.brief.sources import best_evidence
from pipeline.inert import Ours, cut, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.brief.sources import Original, Sources
    from pipeline.records import Deal

_PERIOD = 50


class Share(NamedTuple):
    """A line: what the shares are of, for when, whose they are, and the numbers of their quotes."""

    of: str
    period: str
    parties: str
    pages: Ours
    sources: str


def grouped(deals: Sequence[Deal]) -> tuple[tuple[Deal, ...], ...]:
    """Put shares of one measure and period together, in the order of their first."""
    groups: dict[tuple[str, str], list[Deal]] = {}
    for deal in deals:
        groups.setdefault((measure(deal)[1], period(deal)), []).append(deal)
    return tuple(tuple(group) for group in groups.values())


def share_line(deals: Sequence[Deal], sources: Sources, original: Original) -> Share:
    """Tell one group in a line. Parties without a name are several, though all are called "direct customer"."""
    told, names = [], set[str]()
    for deal in deals:
        name = sentence_case(party_name(deal.counterparty))
        told.append(f"{'another' if name in names else name} {amount_words(deal)}{_before(deal)}")
        names.add(name)
    numbers = dict.fromkeys(sources.of_deal(deal) for deal in deals)
    first, *others = sorted({best_evidence(deal).page for deal in deals})
    pages: list[str] = [original.page(f"page {first}", first), *(original.page(str(page), page) for page in others)]
    return Share(
        of=sentence_case(measure(deals[0])[1]),
        period=cut(period(deals[0]), _PERIOD),
        parties=", ".join(told),
        pages=joined(pages, ", "),
        sources=f"quote{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}",
    )


def _before(deal: Deal) -> str:
    """Say the share of the period it is compared with, where the document gives one."""
    compared = [amount for amount in deal.amounts if amount.what.endswith(", compared period")]
    return f" (before: {spoken(compared[0])})" if len(compared) == 1 else ""
