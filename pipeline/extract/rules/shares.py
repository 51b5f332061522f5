"""A share of one party, from figures found in a sentence: what written and spoken shares have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.rules.wording import summary
from pipeline.records import (
    Binding,
    Candidate,
    DealType,
    Payer,
    ProposedAmount,
    ProposedParty,
    ProposedQuote,
    Qualifier,
)

if TYPE_CHECKING:
    from pipeline.extract.rules.parties import Found
    from pipeline.extract.rules.text import Sentence
    from pipeline.lexis import Quantity

_MOST_SHARES = 4


def share_candidate(
    sentence: Sentence, party: Found, shares: list[Quantity], whole: tuple[str, Payer], *, limit: bool = False
) -> Candidate:
    """The current share first, then those it is compared with; ``whole`` says of what, and who pays whom.

    With ``limit`` the share is the most any such party has ("no customer represents more than 35%").
    """
    what, payer = whole
    kept = shares[:_MOST_SHARES]
    low, high = sentence.window(min(party.start, kept[0].start), max(party.end, kept[-1].end))
    amounts = tuple(
        ProposedAmount(
            value=q.value,
            unit="percent",
            qualifier=Qualifier.UP_TO if limit and index == 0 else q.qualifier,
            what=f"share of {what}" if index == 0 else f"share of {what}, compared period",
            as_written=sentence.written(q.start, q.end),
        )
        for index, q in enumerate(kept)
        if low <= q.start and q.end <= high
    )
    start, end = sentence.start + low, sentence.start + high
    candidate = Candidate(
        engine="rules",
        rule=f"concentration.{what.rsplit(' ', 1)[-1]}",
        type=DealType.CONCENTRATION,
        party=ProposedParty(
            name=party.name,
            kind=party.kind,
            aliases=tuple(alias for alias in party.aliases if alias != party.name),
            as_written=tuple(dict.fromkeys((sentence.written(party.start, party.end), *party.aliases))),
        ),
        payer=payer,
        amounts=amounts,
        binding=Binding.UNCLEAR,
        quotes=(ProposedQuote(text=sentence.document.text[start:end], start=start),),
    )
    return candidate.model_copy(update={"summary": summary(candidate, what)})
