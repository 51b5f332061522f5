"""The engine: walks the passages block by block and hands each to the reader that fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.rules import concentration, spoken_shares, tables
from pipeline.extract.rules.materiality import material
from pipeline.extract.rules.parties import Cast
from pipeline.extract.rules.reading import Paragraph
from pipeline.extract.rules.results import results
from pipeline.extract.rules.signals import signals
from pipeline.extract.rules.spoken import gathered, heard, outsiders
from pipeline.extract.rules.story import news
from pipeline.extract.rules.text import blocks, sentences
from pipeline.extract.rules.tranches import pieces
from pipeline.records import Candidate, Form, Proposals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.rules.drafts import Draft
    from pipeline.records import Document, Passage

# "4.13 Form of 2.40% Notes due 2023": a line of the list of exhibits names papers, it tells of no deal.
_EXHIBIT = re.compile(
    r"\s*(?:Exhibit\s+)?\d{1,2}\.\d{1,3}[\s*+#†^]+(?=[A-Z(])[^.]{0,120}?"
    r"\b(?:Forms?|Indenture|Certificates?|Agreement|Amendment|Amended|Supplemental|Plan|Certification|Articles|"
    r"Bylaws)\b"
)


class RulesEngine:
    """Proposes deals, results and signals of a document without a model. Pure: no state between documents."""

    name = "rules"

    def propose(self, document: Document, passages: Sequence[Passage]) -> Proposals:
        """Everything the vocabulary finds in the passages, in text order."""
        cast = Cast(document)
        in_call = document.identity.form is Form.CALL
        told: list[Candidate | Draft] = []
        report = document.identity.form is Form.EIGHT_K
        paragraph = Paragraph(cast, in_call=in_call, report=report)
        strangers = outsiders(document) if in_call else frozenset()
        for block in heard(blocks(document, passages), strangers):
            if _EXHIBIT.match(document.text, block.start, block.end):
                continue
            if not report:
                paragraph = Paragraph(cast, in_call=in_call)
            for sentence in sentences(document, block, cast.own):
                if sentence.listed and not report:
                    told.extend(paragraph.drafts)
                    paragraph = Paragraph(cast, in_call=in_call)
                shares = spoken_shares.read(sentence, cast) if in_call else []
                shares = shares or concentration.read(sentence, cast)
                told.extend(shares)
                if not shares:
                    for piece in pieces(sentence):
                        paragraph.read(piece)
            if not report:
                told.extend(paragraph.drafts)
        if report:
            told.extend(paragraph.drafts)
        candidates = _news(told, document, eventful=report or in_call)
        candidates.extend(tables.read(document, passages))
        reported = results(document)
        return Proposals(
            candidates=material(gathered(candidates) if in_call else candidates, reported),
            results=reported,
            signals=signals(document, passages),
        )


def _news(told: list[Candidate | Draft], document: Document, *, eventful: bool) -> list[Candidate]:
    drafts = [one for one in told if not isinstance(one, Candidate)]
    kept = {id(draft) for draft in news(drafts, document.identity.day, eventful=eventful)}
    made: list[Candidate] = []
    for one in told:
        if isinstance(one, Candidate):
            made.append(one)
        elif id(one) in kept:
            made.extend(one.candidates(document.text))
    return made
