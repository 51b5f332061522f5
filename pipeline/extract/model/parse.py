"""An answer becomes candidates. Nothing is judged here: what is wrong must reach ``check`` to be seen."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.records import (
    Candidate,
    Dates,
    ProposedAmount,
    ProposedParty,
    ProposedQuote,
    ResultCandidate,
    SignalCandidate,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.model.shape import SaidAmount, SaidDeal, SaidResult, SaidSignal

RULE = "model"
_BINARY = Decimal("1e-9")
_LESS_THAN_A_CENT = Decimal("0.001")
_LARGEST = Decimal("1e20")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def result(said: SaidResult) -> ResultCandidate:
    """Turn a figure told into what ``check`` reads."""
    return ResultCandidate(
        metric=said.metric.strip(),
        period=said.period,
        amount=_amount(said.amount, [said.quote]),
        high=_amount(said.high, [said.quote]),
        year_ago=_amount(said.year_ago, [said.quote]),
        guidance=said.guidance,
        quotes=(ProposedQuote(text=said.quote),),
    )


def signal(said: SaidSignal) -> SignalCandidate:
    """Turn a statement on supply into what ``check`` reads."""
    return SignalCandidate(
        kind=said.kind,
        direction=said.direction,
        amount=_amount(said.amount, [said.quote]),
        quotes=(ProposedQuote(text=said.quote),),
    )


def deal(said: SaidDeal, engine: str) -> Candidate:
    """Turn an arrangement told into what ``check`` reads. Quotes carry no places: those are for code to find."""
    quotes = [quote for quote in said.quotes if quote.strip()]
    return Candidate(
        engine=engine,
        rule=RULE,
        type=said.type,
        party=ProposedParty(
            name=said.counterparty.strip(), kind=said.kind, aliases=said.aliases, as_written=said.as_written
        ),
        payer=said.payer,
        amounts=tuple(amount for each in said.amounts if (amount := _amount(each, quotes))),
        binding=said.binding,
        binding_phrase=said.binding_phrase or None,
        conditions=said.conditions,
        dates=Dates(signed=_date(said.signed), start=_date(said.start), end=_date(said.end)),
        related_party=said.related_party,
        summary=said.summary.strip(),
        quotes=tuple(ProposedQuote(text=quote) for quote in quotes),
    )


def _amount(said: SaidAmount | None, quotes: Sequence[str]) -> ProposedAmount | None:
    if said is None:
        return None
    written = _folded(said.as_written)
    # Models count quotes badly; the words themselves say which quote they are from.
    index = next((number for number, quote in enumerate(quotes) if written in _folded(quote)), 0)
    return ProposedAmount(
        value=_whole(said.value),
        unit=said.unit.strip(),
        qualifier=said.qualifier,
        what=said.what.strip(),
        as_written=said.as_written.strip(),
        quote=index,
    )


def _whole(value: Decimal) -> Decimal:
    """Take back what counting in binary did to a whole number: 4099999999.9999995 is 4100000000."""
    if not abs(value) < _LARGEST:
        return value
    nearest = value.to_integral_value()
    return nearest if abs(value - nearest) <= min(abs(value) * _BINARY, _LESS_THAN_A_CENT) else value


def _date(said: str | None) -> str | None:
    """Drop a date that is not ISO, which could not be printed; the quote still shows it."""
    return said if said and _DATE.fullmatch(said) else None


def _folded(text: str) -> str:
    return " ".join(text.split())
