"""What in an answer the text itself contradicts, said in words a model can act on.

This lets nothing in and keeps nothing out: ``check`` does that, from the document. A fault found here is one that
``check`` would find too, while there is still somebody to ask.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.model.shown import fold
from pipeline.lexis import quantities
from pipeline.records import Binding, PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from pipeline.extract.model.shape import PassageAnswer, SaidAmount, SaidDeal
    from pipeline.extract.model.shown import Ground

_LONGEST = 160
_SETTLED = frozenset({Binding.FIRM, Binding.DONE})
_CONVERTED = frozenset({"months", "weeks", "days", "bp"})
"""Units an answer may give in another: 24 months are 2 years."""
_SCALES = (1, 1_000, 1_000_000, 1_000_000_000)
_INTENT = re.compile(
    r"letters? of intent|memorand(?:um|a) of understanding|\bnon ?binding\b|"
    r"no assurance [^.;]{0,120}\b(?:definitive|enter into)"
)
"""The plainest words of intent; ``check`` knows them all."""


class Fault(NamedTuple):
    """What is wrong with one entry: ``place`` is the list it stands in, ``number`` its place there, from 1."""

    place: str
    number: int
    name: str
    what: str

    def told(self) -> str:
        """Say it in one line."""
        return f"{self.place} {self.number} ({self.name}): {self.what}"


def faults(answer: PassageAnswer, ground: Ground) -> tuple[Fault, ...]:
    """List what does not stand where the answer says it stands; empty for an answer worth checking as it is."""
    found = [
        Fault("deal", number, deal.counterparty, what)
        for number, deal in enumerate(answer.deals, 1)
        for what in _deal_faults(deal, ground)
    ]
    for number, result in enumerate(answer.results, 1):
        amounts = [amount for amount in (result.amount, result.high, result.year_ago) if amount]
        wrong = (*_quote_faults([result.quote], ground), *_amount_faults(amounts, [result.quote]))
        found.extend(Fault("result", number, result.metric, what) for what in wrong)
    return tuple(dict.fromkeys(found))


def _deal_faults(deal: SaidDeal, ground: Ground) -> Iterator[str]:
    if not deal.quotes:
        yield "there is no quote"
    yield from _quote_faults(deal.quotes, ground)
    yield from _amount_faults(deal.amounts, deal.quotes)
    quotes = _joined(deal.quotes)
    spelled = [words for words in (*deal.as_written, deal.counterparty) if words.strip()]
    # A row of a table tells of "suppliers" by the title it stands under.
    in_heads = deal.kind is PartyKind.CLASS and any(map(ground.holds, spelled))
    if not in_heads and not any(fold(words) in quotes for words in spelled):
        yield "none of the words in as_written stands in its quotes; add the quote that names the party"
    if deal.binding_phrase and fold(deal.binding_phrase) not in quotes:
        yield f"the binding_phrase “{_short(deal.binding_phrase)}” stands in none of its quotes"
    if deal.binding in _SETTLED and deal.conditions:
        yield f"conditions are still open, so binding cannot be {deal.binding}"
    if deal.binding in _SETTLED and (words := _INTENT.search(quotes)):
        yield f"a quote says “{words.group()}”, so binding cannot be {deal.binding}, or the quote belongs elsewhere"


def _quote_faults(quotes: Iterable[str], ground: Ground) -> Iterator[str]:
    for quote in quotes:
        if not ground.holds(quote):
            yield f"the quote “{_short(quote)}” does not stand in the text in one unbroken stretch"


def _amount_faults(amounts: Iterable[SaidAmount], quotes: Sequence[str]) -> Iterator[str]:
    text = _joined(quotes)
    for amount in amounts:
        written = _short(amount.as_written)
        if fold(amount.as_written) not in text:
            yield f"the amount “{written}” stands in none of its quotes"
        elif (said := _misread(amount)) is not None:
            yield f"the amount “{written}” reads as {said:f}, not as {amount.value:f}"


def _misread(amount: SaidAmount) -> Decimal | None:
    """Give what the written figure reads as where no unit line makes it the value claimed; None where all is well."""
    found = quantities(amount.as_written)
    if len(found) != 1:
        return None
    (figure,) = found
    if figure.unit in _CONVERTED:
        return None
    scales = (1,) if figure.scaled else _SCALES
    return None if any(abs(figure.value) * scale == abs(amount.value) for scale in scales) else figure.value


def _joined(quotes: Sequence[str]) -> str:
    # A mark no text holds keeps words of two quotes from meeting.
    return "\x00".join(map(fold, quotes))


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
