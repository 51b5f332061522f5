"""What a person says of a deal, as candidates for the checks; and the deal made of what the checks prove."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

from pipeline.lexis import quantities
from pipeline.records import (
    Binding,
    Candidate,
    Claim,
    Dates,
    Deal,
    DealType,
    PartyKind,
    Payer,
    ProposedAmount,
    ProposedParty,
    ProposedQuote,
    Qualifier,
    Withholding,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.records import Amount, Evidence, Proved, Seen

REVIEWER, BY_HAND = "reviewer", "by hand"
"""Who proposes what a person wrote, in the sources of a deal."""
_UNITS = ("USD", "percent", "shares", "MW", "years", "EUR", "GBP", "JPY", "CNY", "number")
_SCALES = (Decimal(1), Decimal(10**3), Decimal(10**6), Decimal(10**9))
"""What a bare figure of a table may come to; the document knows which."""
Word: TypeAlias = Literal["binding", "payer"]
_ON_A_WORD: dict[Withholding, Word] = {
    Withholding.INTENT_AS_FIRM: "binding",
    Withholding.BINDING_NOT_IN_QUOTE: "binding",
    Withholding.NOT_IN_QUOTE: "payer",
}
"""What a person may answer for with his name where the words found do not prove it. Figures and names never."""
_OPEN: dict[Word, Binding | Payer] = {"binding": Binding.UNCLEAR, "payer": Payer.NONE}
_DAYS = ("signed", "start", "end")
_SUMMED = frozenset({"type", "party", "payer", "amount", "what"})
"""What the engine's own sentence speaks of."""
_SETTLED = {"amount": "amount", "binding": "binding", "payer": "payer", "dates": "end"}


class Refused(NamedTuple):
    """Why a claim is not proved."""

    reason: Withholding
    detail: str


class Prover(Protocol):
    """The checks, and the naming of what they prove."""

    def prove(self, candidates: Sequence[Candidate]) -> tuple[Deal | Refused, ...]:
        """Check each candidate as a whole: one part that fails refuses it."""

    def named(self, statement: Proved) -> Deal:
        """Give a statement its id and its party the name that is printed."""


class Shown(NamedTuple):
    """A claim that was proved, and what of it rests on its signer's word."""

    deal: Deal
    unproved: tuple[Word, ...] = ()


def shown(claim: Claim, deal: Proved | None, prover: Prover, *, signed: bool) -> Shown | Refused:
    """Prove a claim, of a ``deal`` or of one the program did not tell; only a signed one may rest on a word.

    The words the person gives are tried alone and then with those of the deal; what needs the fewest words of honour
    counts.
    """
    found = [_held(claim, _candidate(claim, deal, quotes), deal, prover) for quotes in _quotes(claim, deal)]
    good = sorted((one for one in found if isinstance(one, Shown)), key=lambda one: len(one.unproved))
    if good and (signed or not good[0].unproved):
        return good[0]
    if good:
        words = " and ".join(good[0].unproved)
        return Refused(
            Withholding.BINDING_NOT_IN_QUOTE, f"the words do not show the {words}; only who signs may say so"
        )
    refused = [one for one in found if isinstance(one, Refused)]
    return refused[0] if refused else Refused(Withholding.NO_EVIDENCE, "no words of the document were given")


def _held(claim: Claim, candidate: Candidate, deal: Proved | None, prover: Prover) -> Shown | Refused:
    """Prove one reading of a claim, leaving to the person what no word of the document shows."""
    amounts = _figures(claim, candidate, deal, prover)
    if isinstance(amounts, Refused):
        return amounts
    candidate = candidate.model_copy(update={"amounts": amounts})
    unproved: dict[str, object] = {}
    while True:
        (found,) = prover.prove((candidate.model_copy(update=unproved),))
        if isinstance(found, Deal) and claim.what and found.amounts and found.amounts[0].what != claim.what:
            return Refused(Withholding.NOT_IN_QUOTE, f'the words found do not say "{claim.what}"')
        if isinstance(found, Deal):
            said = {word: getattr(claim, word) for word in unproved}
            return Shown(found.model_copy(update=said), tuple(word for word in _OPEN if word in unproved))
        word = _ON_A_WORD.get(found.reason)
        if word is None or word in unproved or getattr(claim, word) is None:
            return found
        unproved[word] = _OPEN[word]


def _quotes(claim: Claim, deal: Proved | None) -> Iterator[tuple[ProposedQuote, ...]]:
    own = tuple(
        ProposedQuote(text=quote, page=claim.page if place == 0 else None) for place, quote in enumerate(claim.quotes)
    )
    known = tuple(ProposedQuote(text=one.quote, start=one.start) for one in deal.evidence) if deal else ()
    if own:
        yield own
    if known:
        yield (*own, *known)


def _candidate(claim: Claim, deal: Proved | None, quotes: tuple[ProposedQuote, ...]) -> Candidate:
    """Give all of a claim but its figures as a candidate; what it leaves out, as the deal has it or open."""
    return Candidate(
        engine=REVIEWER,
        rule=BY_HAND,
        type=claim.type or (deal.type if deal is not None else DealType.OTHER),
        party=_party(claim, deal),
        payer=claim.payer or Payer.NONE,
        binding=claim.binding or Binding.UNCLEAR,
        binding_phrase=claim.phrase,
        dates=Dates(signed=claim.signed or None, start=claim.start or None, end=claim.end or None),
        quotes=quotes,
    )


def _party(claim: Claim, deal: Proved | None) -> ProposedParty:
    if claim.party is not None or deal is None:
        name = claim.party or ""
        return ProposedParty(name=name, kind=claim.kind or PartyKind.NAMED, as_written=(name,))
    known = deal.counterparty
    kind = claim.kind or known.kind
    return ProposedParty(name=known.name, kind=kind, aliases=known.aliases, as_written=known.as_written)


def _figures(
    claim: Claim, candidate: Candidate, deal: Proved | None, prover: Prover
) -> tuple[ProposedAmount, ...] | Refused:
    """Give the figures of a claim as the document reads them. A phrase alone goes with the deal's own figure."""
    if claim.amounts is None:
        if claim.what is None or deal is None or not deal.amounts:
            return ()
        return (deal.as_claimed().amounts[0].model_copy(update={"what": claim.what, "quote": 0}),)
    found: list[ProposedAmount] = []
    open_ = candidate.model_copy(update={"payer": Payer.NONE, "binding": Binding.UNCLEAR, "binding_phrase": None})
    for written in claim.amounts:
        readings = tuple(_readings(written, deal))
        tried = prover.prove([open_.model_copy(update={"amounts": (reading,)}) for reading in readings])
        proved = [reading for reading, one in zip(readings, tried, strict=True) if isinstance(one, Deal)]
        if not proved:
            nothing = Refused(Withholding.NUMBER_NOT_IN_QUOTE, f'"{written}" is not one figure')
            return next((one for one in tried if isinstance(one, Refused)), nothing)
        found.append(proved[0].model_copy(update={"what": claim.what or ""} if not found else {}))
    return tuple(found)


def _readings(written: str, deal: Proved | None) -> Iterator[ProposedAmount]:
    """Give what a printed figure may come to: a bare one in any unit and scale, of which the document bears one.

    Units go before scales, that of the deal's own figure first: "2,000" in a row of notes at 3.50% is no percentage.
    """
    found = quantities(written)
    if len(found) != 1:
        return
    figure = found[0]
    bare = figure.unit == "number"
    exact = figure.qualifier is Qualifier.EXACT
    qualifiers = (Qualifier.EXACT, Qualifier.UP_TO) if exact else (figure.qualifier,)
    own = (deal.amounts[0].unit,) if deal is not None and deal.amounts else ()
    units = tuple(dict.fromkeys((*own, *_UNITS))) if bare else (figure.unit,)
    for unit, scale, qualifier in product(units, (Decimal(1),) if figure.scaled else _SCALES, qualifiers):
        value, printed = figure.value * scale, written[figure.start : figure.end]
        yield ProposedAmount(value=value, unit=unit, qualifier=qualifier, as_written=printed)


def corrected(deal: Deal, claim: Claim, good: Shown | None, prover: Prover) -> Deal:
    """Give the deal as a person corrected it; ``good`` is what was proved, None where nothing had to be.

    What rested on a figure, a party or a kind that is no longer said goes: the sentence, and what other pages say
    against a field that a person settled. The id follows the terms.
    """
    fields = set(claim.fields)
    update: dict[str, object] = {"summary": "" if fields & _SUMMED else deal.summary}
    if claim.type is not None:
        update["type"] = claim.type
    if good is not None:
        proved = good.deal
        known = {_span(piece) for piece in deal.evidence}
        pieces = (*deal.evidence, *(piece for piece in proved.evidence if _span(piece) not in known))
        update |= {"evidence": pieces} | dict(_taken(deal, claim, proved, pieces))
    if claim.amounts == ():
        update["amounts"] = ()
    settled = _SETTLED.keys() & fields
    update["disagreements"] = tuple(
        one for one in deal.disagreements if one.about not in {_SETTLED[field] for field in settled}
    )
    changed = deal.model_copy(update=update)
    return changed.model_copy(update={"id": prover.named(changed).id})


def _taken(deal: Deal, claim: Claim, proved: Deal, pieces: tuple[Evidence, ...]) -> Iterator[tuple[str, object]]:
    if claim.party is not None:
        yield "counterparty", proved.counterparty
    elif claim.kind is not None:
        yield "counterparty", deal.counterparty.model_copy(update={"kind": claim.kind})
    if claim.payer is not None:
        yield "payer", claim.payer
    if claim.binding is not None:
        yield from (("binding", claim.binding), ("binding_phrase", proved.binding_phrase))
        if claim.binding is not Binding.CONDITIONAL:
            yield "conditions", ()
    if proved.amounts:
        moved = tuple(_moved(one, proved.evidence, pieces) for one in proved.amounts)
        told = {(one.value, one.unit) for one in moved}
        yield "amounts", (*moved, *(one for one in deal.amounts[1:] if (one.value, one.unit) not in told))
    days = {day: getattr(proved.dates, day) for day in _DAYS if getattr(claim, day) is not None}
    yield "dates", deal.dates.model_copy(update=days)


def _moved(amount: Amount, own: tuple[Evidence, ...], pieces: tuple[Evidence, ...]) -> Amount:
    place = [_span(piece) for piece in pieces].index(_span(own[amount.evidence]))
    return amount.model_copy(update={"evidence": place})


def _span(piece: Evidence) -> tuple[int, int]:
    return piece.start, piece.end


def claim_of(was: Seen, claim: Claim | None) -> Claim:
    """Give a deal that the program no longer tells as a claim of its own: what was seen, with what was corrected."""
    stood = Claim(
        type=was.type,
        party=was.party,
        kind=was.kind,
        payer=was.payer,
        amounts=(was.written,) if was.written else (),
        binding=was.binding,
        quotes=(was.quote,),
    )
    if claim is None:
        return stood
    said = claim.model_dump(exclude_none=True, exclude={"quotes", "page"})
    return stood.model_copy(update={**said, "quotes": (*claim.quotes, was.quote), "page": claim.page})
