"""What in an answer the passage itself contradicts, said in words a model can act on.

This lets nothing in and keeps nothing out: ``check`` does that, from the document. A fault found here is one that
``check`` would find too, while there is still somebody to ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.model.shape import PassageAnswer
from pipeline.lexis import normalise
from pipeline.records import Binding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.extract.model.shape import SaidAmount, SaidDeal

_LONGEST = 160
_SETTLED = frozenset({Binding.FIRM, Binding.DONE})


def faults(answer: PassageAnswer, passage: str) -> tuple[str, ...]:
    """List what does not stand where the answer says it stands; empty for an answer worth checking as it is."""
    text = _folded(passage)
    found = [fault for deal in answer.deals for fault in _deal_faults(deal, text)]
    for result in answer.results:
        amounts = [amount for amount in (result.amount, result.high, result.year_ago) if amount]
        found.extend(_quote_faults(result.metric, [result.quote], text))
        found.extend(_amount_faults(result.metric, amounts, [result.quote]))
    for signal in answer.signals:
        found.extend(_quote_faults(signal.kind, [signal.quote], text))
    return tuple(dict.fromkeys(found))


def mended(first: PassageAnswer, second: PassageAnswer, passage: str) -> PassageAnswer:
    """Take the second answer, and what was right in the first and is missing from the second.

    Models asked to correct one entry tend to send that entry alone.
    """
    text = _folded(passage)
    told = {_mark(deal) for deal in second.deals}
    kept = [deal for deal in first.deals if _mark(deal) not in told and not any(_deal_faults(deal, text))]
    figures = {result.quote for result in second.results}
    quotes = {signal.quote for signal in second.signals}
    return PassageAnswer(
        deals=(*second.deals, *kept),
        results=(*second.results, *(result for result in first.results if result.quote not in figures)),
        signals=(*second.signals, *(signal for signal in first.signals if signal.quote not in quotes)),
    )


def _mark(deal: SaidDeal) -> tuple[object, ...]:
    return (deal.type, deal.counterparty.casefold(), deal.payer, deal.amounts[0].value if deal.amounts else None)


def _deal_faults(deal: SaidDeal, text: str) -> Iterator[str]:
    name = deal.counterparty
    if not deal.quotes:
        yield f"{name}: there is no quote"
    yield from _quote_faults(name, deal.quotes, text)
    yield from _amount_faults(name, deal.amounts, deal.quotes)
    quotes = _joined(deal.quotes)
    if not any(_folded(words) in quotes for words in (*deal.as_written, name) if words.strip()):
        yield f"{name}: none of the words in as_written stands in its quotes; add the quote that names the party"
    if deal.binding_phrase and _folded(deal.binding_phrase) not in quotes:
        yield f"{name}: the binding_phrase “{_short(deal.binding_phrase)}” stands in none of its quotes"
    if deal.conditions and deal.binding in _SETTLED:
        yield f"{name}: conditions are still open, so binding cannot be {deal.binding}"


def _quote_faults(name: str, quotes: Iterable[str], text: str) -> Iterator[str]:
    for quote in quotes:
        if _folded(quote) not in text:
            yield f"{name}: the quote “{_short(quote)}” does not stand in the passage in one unbroken stretch"


def _amount_faults(name: str, amounts: Iterable[SaidAmount], quotes: Sequence[str]) -> Iterator[str]:
    text = _joined(quotes)
    for amount in amounts:
        if _folded(amount.as_written) not in text:
            yield f"{name}: the amount “{_short(amount.as_written)}” stands in none of its quotes"


def _joined(quotes: Sequence[str]) -> str:
    # A mark no text holds keeps words of two quotes from meeting.
    return "\x00".join(map(_folded, quotes))


def _folded(text: str) -> str:
    return " ".join(normalise(text).text.casefold().split())


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
