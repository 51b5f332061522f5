"""What is special about a call: whose words count, and one figure told by several officers.

Analysts and the operator are heard but not believed: their guesses never become facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.rules.text import fold, pattern
from pipeline.records import PartyKind, Qualifier, SectionState, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.records import Block, Candidate, Document, ProposedAmount

_NOT_THE_COMPANYS = frozenset({SpeakerKind.OPERATOR, SpeakerKind.ANALYST})


def heard(blocks: Iterable[Block]) -> Iterable[Block]:
    """The blocks that may be the filer's word: all but the operator's and those of whoever asks."""
    return (block for block in blocks if block.voice not in _NOT_THE_COMPANYS)


def skipped(document: Document, offset: int) -> bool:
    """Whether a place lies in a part that the reader skipped as not the company's words: a publisher's summary."""
    section = document.section_at(offset)
    return section is not None and section.state is SectionState.SKIPPED


# Rules whose candidates are one standing figure of the filer, however often it is told.
_BACKLOG = frozenset({"sales.backlog", "sales.rpo"})
_EXPORT = frozenset({"spoken.export", "government.export"})
_STANDING: tuple[frozenset[str], ...] = (
    _BACKLOG,
    frozenset({"spoken.power"}),
    _EXPORT,
    frozenset({"spoken.debt_total"}),
    frozenset({"spoken.capital_raised"}),
)
_CHARGE = pattern(r" (?:\w+ ){0,2}charge")
_SALES = pattern(r" (?:of|in) (?:\w+ )?revenues?(?! backlog)")
_POWER = "spoken.power"
_MOST_QUOTES = 4
_MOST_AMOUNTS = 8


def gathered(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with each standing figure told once: "over $55 billion" and "$55.6 billion" are one backlog."""
    kept: list[Candidate] = []
    for rules in _STANDING:
        group = [c for c in candidates if c.rule in rules and c.party.kind is PartyKind.CLASS and c.amounts]
        if len(group) > 1:
            kept.append(_one(group))
            candidates = [c for c in candidates if not any(c is other for other in group)]
    return [_tidied(c) for c in (*candidates, *kept)]


def _tidied(candidate: Candidate) -> Candidate:
    if candidate.rule == _POWER:
        return _whole_first(candidate)
    if candidate.rule in _EXPORT:
        return _charge_first(candidate)
    return _without_sales(candidate) if candidate.rule in _BACKLOG else candidate


def _whole_first(candidate: Candidate) -> Candidate:
    """The power contracted in all before what was added to it."""
    ordered = sorted(candidate.amounts, key=lambda amount: (amount.unit != "MW", -amount.value))
    return candidate.model_copy(update={"amounts": tuple(ordered)})


def _behind(candidate: Candidate, amount: ProposedAmount) -> str:
    """The words of its quote that follow an amount."""
    quote = fold(candidate.quotes[amount.quote].text).lower()
    return quote.partition(fold(amount.as_written).lower())[2]


def _charge_first(candidate: Candidate) -> Candidate:
    """The charge taken before the sales that were lost."""
    charged = [a for a in candidate.amounts if _CHARGE.match(_behind(candidate, a))]
    rest = [a for a in candidate.amounts if a not in charged]
    return candidate.model_copy(update={"amounts": (*charged, *rest)})


def _without_sales(candidate: Candidate) -> Candidate:
    """An order book without the sales and the power told beside it: "$5 billion of revenue, backlog of $66 billion"."""
    lead, *others = candidate.amounts
    quote = fold(candidate.quotes[lead.quote].text).lower()
    place = quote.find(fold(lead.as_written).lower())
    kept = [
        a
        for a in others
        if a.unit != "MW"
        and not (
            a.quote == lead.quote
            and quote.find(fold(a.as_written).lower()) < place
            and (a.unit == "percent" or _SALES.match(_behind(candidate, a)))
        )
    ]
    return candidate.model_copy(update={"amounts": (lead, *kept)})


def _one(group: list[Candidate]) -> Candidate:
    lead = max(group, key=lambda c: (c.amounts[0].qualifier is Qualifier.EXACT, c.amounts[0].value))
    quotes, amounts = list(lead.quotes), list(lead.amounts)
    aliases, written = dict.fromkeys(lead.party.aliases), dict.fromkeys(lead.party.as_written)
    for other in group:
        if other is lead or len(quotes) >= _MOST_QUOTES or other.quotes[0] in quotes:
            continue
        quotes.append(other.quotes[0])
        aliases |= dict.fromkeys(other.party.aliases)
        written |= dict.fromkeys(other.party.as_written)
        for amount in other.amounts:
            known = any(a.value == amount.value and a.unit == amount.unit for a in amounts)
            if amount.quote == 0 and not known and len(amounts) < _MOST_AMOUNTS:
                amounts.append(amount.model_copy(update={"quote": len(quotes) - 1}))
    party = lead.party.model_copy(update={"aliases": tuple(aliases), "as_written": tuple(written)})
    return lead.model_copy(update={"quotes": tuple(quotes), "amounts": tuple(amounts), "party": party})
