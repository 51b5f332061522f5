"""Who acts: a named company right in front of a deal's verb bought, invested or sold, not the filer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.rules.text import Sentence, pattern
from pipeline.records import DealType, PartyKind, Payer

if TYPE_CHECKING:
    from pipeline.extract.rules.frames import Frame
    from pipeline.extract.rules.parties import Cast, Found

_VERBS = {
    DealType.EQUITY_INVESTMENT: r"\b(?:invest(?:ed|s)?|purchased|acquired|bought|subscribed|contributed|made)\b",
    DealType.ACQUISITION: r"\b(?:acquire[ds]?|purchased?|bought|buy)\b",
    DealType.DIVESTITURE: r"\b(?:sold|sells?|divested)\b",
}
_VERB = {kind: re.compile(words) for kind, words in _VERBS.items()}
# What may stand between a subject and its verb: "Alder ("AN") has agreed to acquire", "Alder, by a unit, invested".
_BETWEEN = pattern(
    r"(?:,? (?:inc|llc|ltd|plc|l\.p|n\.v|s\.a)\.?)?(?: \([^()]{0,80}\))?(?:, (?:an?|the|our|through|"
    r"together with) [^,]{3,60},)?"
    r"(?: (?:has|have|had|also|will|would|subsequently|recently|then|further|each|jointly|initially|agreed|"
    r"committed|announced|it|that|to|completed|closed|"
    r"\w+ly))*\s*"
)
_SUBJECT_REACH = 160
# "an agreement with Alder to buy": the subject stands elsewhere.
_NO_SUBJECT = re.compile(
    r"\b(?:with|of|from|for|by|to|in|and|between|on behalf of|through|than)\s+(?:the\s+|an?\s+|its\s+|"
    r"affiliates\s+of\s+)?$"
)
_IN_FILER = pattern(
    r"^(?:[^.,;]|[.,](?=\d)){0,80}? (?:(?:in|from) (?:us|we|the company)\b|(?:of |in )?our (?:common|preferred|"
    r"class|ordinary|series|outstanding|stock|shares))"
)
_FILER_WHOLE = pattern(
    r"^ (?:all .{0,60}? of )?(?:the (?:outstanding|issued) .{0,40}? of )?(?:us|we|the company)\b(?!'s? \w)"
)
_FILER_PART = pattern(
    r"^ (?:all .{0,30}? of )?(?:(?:our|the company's|we's|certain of our|substantially all of our)\b|"
    r".{0,40}? from (?:us|we|the company))"
)
_TO_FILER = pattern(r"^[^.;]{0,120}? to (?:us|we|the company)\b")
_GUARANTOR = pattern(r"guaranteed by (?!us\b|we\b|the company|our\b|the parent)")


def actor(sentence: Sentence, frame: Frame, found: re.Match[str], cast: Cast) -> tuple[Found, int] | None:
    """The named company that is the cue's subject, and where the verb ends; None where that is the filer."""
    verb = _VERB.get(frame.type)
    if verb is None:
        return None
    for said in verb.finditer(sentence.lower, max(0, found.start() - 60), found.end()):
        for party in cast.named(sentence):
            between = sentence.lower[party.end : said.start()]
            if party.end > said.start() or len(between) > _SUBJECT_REACH or not _BETWEEN.fullmatch(between):
                continue
            if _NO_SUBJECT.search(sentence.lower[: party.start]) is None:
                return party, said.end()
    return None


def acted(
    sentence: Sentence, frame: Frame, found: re.Match[str], parties: tuple[Found, ...], cast: Cast
) -> tuple[Frame, tuple[Found, ...]] | None:
    """The frame and the parties as the verb's subject has them; None for a deal between others."""
    if frame.type is DealType.GUARANTEE and _GUARANTOR.search(sentence.lower):
        named = bool(parties) and parties[0].kind is PartyKind.NAMED
        return (replace(frame, payer=Payer.COUNTERPARTY), parties) if named else None
    if frame.payer is not (Payer.COUNTERPARTY if frame.type is DealType.DIVESTITURE else Payer.FILER):
        return frame, parties
    doing = actor(sentence, frame, found, cast)
    if doing is None:
        return frame, parties
    party, end = doing
    faced = _facing(frame, sentence.lower[end:])
    if faced is not None:
        return faced, (party,)
    others = tuple(p for p in parties if p.name != party.name)
    if party.name in cast.subsidiaries and (others or frame.party):
        return frame, others
    return None


def _facing(frame: Frame, tail: str) -> Frame | None:
    """The frame of a deal in which the acting company faces the filer, by the words behind the verb."""
    kind = frame.type
    if (kind is DealType.EQUITY_INVESTMENT and _IN_FILER.match(tail)) or (
        kind is DealType.ACQUISITION and _FILER_WHOLE.match(tail)
    ):
        return replace(frame, payer=Payer.COUNTERPARTY)
    if kind is DealType.ACQUISITION and _FILER_PART.match(tail):
        return replace(frame, type=DealType.DIVESTITURE, payer=Payer.COUNTERPARTY, what="sale price")
    if kind is DealType.DIVESTITURE and _TO_FILER.match(tail):
        return replace(frame, type=DealType.ACQUISITION, payer=Payer.FILER, what="purchase price")
    return None
