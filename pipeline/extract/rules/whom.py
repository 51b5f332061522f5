"""Whom a sentence speaks of: the parties in a frame's slots, strangers, and who pays where the words overrule it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.rules.frames_claims import AT_LAW
from pipeline.extract.rules.parties import agencies, in_slot, unnamed
from pipeline.extract.rules.sides import direct
from pipeline.extract.rules.text import pattern
from pipeline.records import DealType, Payer

if TYPE_CHECKING:
    from pipeline.extract.rules.drafts import Draft
    from pipeline.extract.rules.frames import Frame
    from pipeline.extract.rules.parties import Cast, Found
    from pipeline.extract.rules.text import Sentence

_AGENT = re.compile(r"^[^.;]{0,60}?,? (?:as|acting as) (?:the )?(?:\w+ ){0,3}(?:agent|trustee|bookrunner|arranger)")
_OF_ITS = pattern(r"\b(?:its|their) (?:rent|lease|debt|obligations?|payments?|loans?)\b")
_PAID = pattern(r"\b(?:paid|collected|remitted|payment was made)\b")
_RECEIVED = pattern(
    # "we received cash of Osprey's warrant exercise": it is the warrants that are received, not the price under them.
    r"issuing us|(?:we|company) (?:also )?(?:received|hold|holds|were granted|was granted) [^$;]{0,60}warrant(?! exerc)"
)
_BALANCE = pattern(r"(?:balance|outstanding|principal) .{0,60}as of|was outstanding|were outstanding")
_OWED = pattern(r"\b(?:our|the company's) (?:\w+ ){0,2}debt of \$")
_SIGNED_MONTHS = 15
_OUTSTANDING_MONTHS = 12
OF_THE_PERIOD = frozenset({DealType.ACQUISITION, DealType.DIVESTITURE})


_THEY = re.compile(r"\b(?:they|them|theirs)\b")


def parties_of(
    sentence: Sentence, frame: Frame, anchor: int, cast: Cast, before: Sentence | None = None
) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """The parties in the frame's slots, and those that only act for the lenders.

    "They" are the company that the sentence ``before`` names last, where the frame allows it.
    """
    named = cast.named(sentence)
    if frame.type not in OF_THE_PERIOD:
        named = tuple(party for party in named if party.name not in cast.subsidiaries)
    if frame.type is DealType.SETTLEMENT and (fining := agencies(sentence, cast)):
        named = (*(p for p in named if not any(a.start <= p.start < a.end for a in fining)), *fining)
    if frame.name in AT_LAW:
        named = tuple(party for party in named if party.name not in cast.bought)
    parties = in_slot(sentence, named, frame.slots, anchor) if frame.slots else ()
    agents = tuple(p for p in parties if _AGENT.match(sentence.lower[p.end : p.end + 90]))
    parties = tuple(p for p in parties if p not in agents)
    if frame.party and frame.type is DealType.DEBT and parties and not direct(sentence, parties[0]):
        agents += parties
        parties = ()
    if not parties and frame.unnamed:
        parties = in_slot(sentence, unnamed(sentence, cast), (*frame.slots, "commits", "owner"), anchor)[:1] or _only(
            sentence, frame, cast
        )
    if not parties and frame.pronoun and before is not None and _THEY.search(sentence.lower):
        parties = tuple(sorted(party for party in cast.named(before) if cast.likely(party)))[-1:]
    return parties, agents


def stands(sentence: Sentence, party: Found) -> bool:
    """Whether a party found in one sentence is the one that stands at its place in this one."""
    there = " ".join(sentence.text[party.start : party.end].split()).lower()
    return there in {name.lower() for name in (party.name, *party.aliases)}


def as_written(sentence: Sentence, parties: tuple[Found, ...]) -> tuple[str, ...]:
    """The parties in the document's own characters; what stands in another sentence has other places."""
    return tuple(dict.fromkeys(sentence.written(p.start, p.end) for p in parties if stands(sentence, p)))


def long_paid(sentence: Sentence, cast: Cast) -> bool:
    """True for a payment made so long ago that it is no news of the period."""
    return bool(_PAID.search(sentence.lower)) and cast.months_ago(sentence) > _SIGNED_MONTHS


def _only(sentence: Sentence, frame: Frame, cast: Cast) -> tuple[Found, ...]:
    """The one unnamed party of a sentence that needs one."""
    found = unnamed(sentence, cast)
    return found[:1] if found and (not frame.party or frame.type is DealType.GUARANTEE) else ()


def of_another(sentence: Sentence, draft: Draft, cast: Cast) -> bool:
    """True when a sentence names a company that is not the draft's: its sums are that one's."""
    ours = {name for party in draft.parties for name in (party.name, *party.aliases)}
    strangers = [p for p in cast.named(sentence) if p.name not in ours and cast.knows(p)]
    return bool(strangers) and not any(p.name in ours for p in cast.named(sentence))


def overruled_payer(sentence: Sentence, frame: Frame, cast: Cast) -> Payer | None:
    """The side where the words overrule the frame: warrants received, balances owed, notes of years ago."""
    lower = sentence.lower
    if frame.type is DealType.WARRANT_OPTION and _RECEIVED.search(lower):
        return Payer.FILER
    if frame.name == "debt.revolver" and _OWED.search(lower):
        return Payer.FILER
    if frame.type is DealType.DEBT and frame.name in {"debt.issued", "debt.facility", "debt.facility_term"}:
        long_ago = frame.name == "debt.issued" and cast.months_ago(sentence) > _OUTSTANDING_MONTHS
        if long_ago or (frame.name != "debt.issued" and _BALANCE.search(lower)):
            return Payer.FILER
    return None


def earlier(sentence: Sentence, frame: Frame, last: Draft | None) -> tuple[Found, ...]:
    """The party the paragraph has been speaking of."""
    if last is None:
        return ()
    same = last.frame.type is frame.type
    follows = frame.follows and (" agreement" in sentence.lower or _OF_ITS.search(sentence.lower) is not None)
    return last.parties if same or follows else ()


def where_named(
    sentence: Sentence, frame: Frame, parties: tuple[Found, ...], last: Draft | None, before: Sentence | None = None
) -> list[tuple[int, int]]:
    """The evidence that names a party which the sentence itself leaves out: "its rent", "the agreement also"."""
    if frame.pronoun and parties and (near := _naming(before, parties)) and not _naming(sentence, parties):
        return near
    if last is None or parties != last.parties or not frame.follows:
        return []
    if _OF_ITS.search(sentence.lower):
        return last.quotes[:1]
    return [] if _naming(sentence, parties) else _naming(before, parties) or last.quotes[:1]


def _naming(sentence: Sentence | None, parties: tuple[Found, ...]) -> list[tuple[int, int]]:
    """The part of a sentence that names one of the parties, as a quote; none where it does not."""
    names = [] if sentence is None else [name for party in parties for name in (party.name, *party.aliases)]
    for name in names:
        if sentence is not None and (low := sentence.text.find(name)) >= 0:
            low, high = sentence.window(low, low + len(name))
            return [(sentence.start + low, sentence.start + high)]
    return []
