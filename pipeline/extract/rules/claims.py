"""What frames claim of one sentence, and which of two claims stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import DealType, PartyKind, Payer

if TYPE_CHECKING:
    import re

    from pipeline.extract.rules.drafts import Draft
    from pipeline.extract.rules.text import Sentence
    from pipeline.lexis import Quantity


class Claim(NamedTuple):
    """One frame's claim on one sentence."""

    found: re.Match[str]
    main: Quantity | None
    draft: Draft
    clause: tuple[int, int]


def one_deal(one: Claim, other: Claim) -> bool:
    """Two claims of one kind on one sentence are one deal unless they name different parties."""
    if one.draft.frame.type is not other.draft.frame.type:
        return False
    names = [{p.name for p in c.draft.parties if p.kind is PartyKind.NAMED} for c in (one, other)]
    return not (names[0] and names[1] and not names[0] & names[1])


def told_better(claim: Claim, claims: list[Claim]) -> bool:
    """True for a bare mention of a party of which the same sentence tells a deal."""
    if not claim.draft.frame.mention:
        return False
    names = {party.name for party in claim.draft.parties}
    earlier = claims[: next(i for i, other in enumerate(claims) if other is claim)]
    return any(
        names & {party.name for party in other.draft.parties} and not _both_ways(claim, other) for other in earlier
    )


def _both_ways(claim: Claim, other: Claim) -> bool:
    """True for "they are a customer of ours as well as us being one of theirs": two deals with one party."""
    return {claim.draft.frame.payer, other.draft.frame.payer} == {Payer.FILER, Payer.COUNTERPARTY} and (
        claim.draft.frame.pronoun and other.draft.frame.pronoun
    )


def stretch(sentence: Sentence, claim: Claim, claims: list[Claim]) -> tuple[int, int]:
    """The stretch of the sentence that is this claim's: from its cue to the next one's.

    What is said of a sum received or paid at law stands beside the sum: "received $9 million and paid fees of $4
    million (which we are appealing)".
    """
    if claim.main is not None and claim.draft.frame.type is DealType.SETTLEMENT:
        sums = [c.main for c in claims if c.main is not None]
        low = max((q.end for q in sums if q.end <= claim.main.start), default=0)
        return low, min((q.start for q in sums if q.start >= claim.main.end), default=len(sentence.text))
    starts = sorted({c.found.start() for c in claims})
    later = [start for start in starts if start > claim.found.start()]
    first = claim.found.start() == starts[0]
    return (0 if first else claim.found.start(), later[0] if later else len(sentence.text))


ROOM = 380


def party_quote(sentence: Sentence, found: re.Match[str], span: tuple[int, int]) -> tuple[int, int]:
    """A quote of its own for a party that stands too far from its sum for one quote, with the cue where it fits."""
    low, high = min(found.start(), span[0]), max(found.end(), span[1])
    low, high = sentence.window(*(span if high - low > ROOM else (low, high)))
    return (sentence.start + low, sentence.start + high)
