"""On whom the company depends: one line for each measure and period, the largest share first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.brief.amounts import amount_words, spoken
from pipeline.brief.names import party_name, sentence_case
from pipeline.brief.ranking import measure, period
from pipeline.brief.reviewed import marked
from pipeline.brief.sources import best_evidence
from pipeline.inert import Ours, cut, joined, markdown
from pipeline.languages.language import fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.brief.sources import Original, Sources
    from pipeline.languages.language import Language
    from pipeline.records import Deal

_PERIOD = 50


def grouped(deals: Sequence[Deal]) -> tuple[tuple[Deal, ...], ...]:
    """Put shares of one measure and period together, in the order of their first."""
    groups: dict[tuple[str, str], list[Deal]] = {}
    for deal in deals:
        groups.setdefault((measure(deal)[1], period(deal)), []).append(deal)
    return tuple(tuple(group) for group in groups.values())


def share_line(deals: Sequence[Deal], sources: Sources, original: Original) -> Ours:
    """Tell one group in a line of Markdown; parties without a name are several, though all are a "direct customer"."""
    told, names, lang = [], set[str](), original.lang
    words = lang.words["shares"]
    for deal in deals:
        name = sentence_case(party_name(deal.counterparty, lang=lang))
        party = words["another"] if name in names else name
        share = marked(deal, amount_words(deal, lang), lang)
        told.append(fill(words["party"], party=party, share=share, before=_before(deal, lang)))
        names.add(name)
    numbers = dict.fromkeys(sources.of_deal(deal) for deal in deals)
    first, *others = sorted({best_evidence(deal).page for deal in deals})
    pages: list[str] = [original.named(first), *(original.page(str(page), page) for page in others)]
    when = cut(lang.phrase(period(deals[0])), _PERIOD)
    line = lang.told(
        "shares",
        "line",
        of=markdown(sentence_case(lang.words["measure"][measure(deals[0])[1]])),
        period=lang.told("shares", "period", period=markdown(when)) if when else "",
        parties=markdown(lang.listed(told)),
        pages=joined(pages, lang.words["page"]["list"]),
        quotes=lang.counted("shares", "quotes", len(numbers), numbers=lang.listed([str(each) for each in numbers])),
    )
    return Ours(line)


def _before(deal: Deal, lang: Language) -> str:
    """Say the share of the period it is compared with, where the document gives one."""
    compared = [amount for amount in deal.amounts if amount.what.endswith(", compared period")]
    return lang.told("shares", "before", share=spoken(compared[0], lang=lang)) if len(compared) == 1 else ""
