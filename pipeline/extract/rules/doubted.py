"""The sentence elsewhere in a document that weakens a deal: "no assurance that we will enter into definitive ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline import lexis
from pipeline.extract.rules.spoken import heard
from pipeline.extract.rules.text import PROSE, pattern, sentences
from pipeline.records import Binding, DealType, PartyKind, ProposedQuote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.rules.text import Sentence
    from pipeline.records import Candidate, Document

_DOUBT = pattern(
    r"\bno (?:assurances?|certainty|guarantees?) (?:that|as to whether|whether|of) [^.;]{0,160}?\bdefinitive\b|"
    r"\bcannot (?:assure|guarantee) [^.;]{0,160}?\bdefinitive\b|"
    r"\b(?:not|yet to|never) (?:yet )?(?:been )?(?:entered into|enter into|executed|signed|sign|reached|concluded) "
    r"[^.;]{0,60}?\bdefinitive\b|"
    r"\bsubject to (?:the )?(?:negotiation|execution|signing|completion|conclusion) [^.;]{0,40}?\bdefinitive\b"
)
# A loan in force or a share of revenue is not what such a sentence doubts.
_DOUBTED = frozenset(DealType) - {DealType.DEBT, DealType.CONCENTRATION, DealType.SETTLEMENT, DealType.GOVERNMENT}
_OPEN = frozenset({Binding.INTENT, Binding.UNCLEAR})


def weakened(document: Document, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those of a doubted party with the doubt as evidence; what was unclear is then intent only."""
    named = [c for c in candidates if c.party.kind is PartyKind.NAMED and c.type in _DOUBTED and c.binding in _OPEN]
    doubts = _doubts(document) if named else ()
    return [_with(candidate, doubts) if candidate in named else candidate for candidate in candidates]


def _doubts(document: Document) -> tuple[tuple[Sentence, re.Match[str]], ...]:
    found: list[tuple[Sentence, re.Match[str]]] = []
    last = -1
    for anchor in re.finditer(r"\bdefinitive\b", document.text, re.IGNORECASE):
        block = document.block_at(anchor.start())
        if block is None or block.kind not in PROSE or block.start == last or not list(heard([block])):
            continue
        last = block.start
        said = ((sentence, _DOUBT.search(sentence.lower)) for sentence in sentences(document, block))
        found.extend((sentence, doubt) for sentence, doubt in said if doubt is not None)
    return tuple(found)


def _with(candidate: Candidate, doubts: tuple[tuple[Sentence, re.Match[str]], ...]) -> Candidate:
    names = {lexis.legal_core(name) for name in (candidate.party.name, *candidate.party.aliases)} - {""}
    for sentence, doubt in doubts:
        spot = next((m for name in names if (m := re.search(rf"\b{re.escape(name)}\b", sentence.lower))), None)
        if spot is None:
            continue
        low, high = sentence.window(min(spot.start(), doubt.start()), max(spot.end(), doubt.end()))
        quote = ProposedQuote(text=sentence.written(low, high), start=sentence.start + low)
        if quote.start in {known.start for known in candidate.quotes}:
            return candidate
        changed: dict[str, object] = {"quotes": (*candidate.quotes, quote)}
        if candidate.binding is Binding.UNCLEAR:
            changed |= {"binding": Binding.INTENT, "binding_phrase": sentence.written(doubt.start(), doubt.end())}
        return candidate.model_copy(update=changed)
    return candidate
