"""The engine: walks the passages block by block and hands each to the reader that fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.rules import concentration, spoken_shares, tables
from pipeline.extract.rules.materiality import material
from pipeline.extract.rules.parties import Cast
from pipeline.extract.rules.reading import Paragraph, paragraph_drafts
from pipeline.extract.rules.results import results
from pipeline.extract.rules.signals import signals
from pipeline.extract.rules.spoken import gathered, heard, outsiders
from pipeline.extract.rules.text import blocks, sentences
from pipeline.records import Candidate, Form, Proposals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.records import Document, Passage

# "4.13 Form of 2.40% Notes due 2023": a line of the list of exhibits names papers, it tells of no deal.
_EXHIBIT = re.compile(
    r"\s*(?:Exhibit\s+)?\d{1,2}\.\d{1,3}[\s*+#†^]+(?=[A-Z(])[^.]{0,120}?"
    r"\b(?:Forms?|Indenture|Certificates?|Agreement|Amendment|Amended|Supplemental|Plan|Certification|Articles|Bylaws)\b"
)


class RulesEngine:
    """Proposes deals, results and signals of a document without a model. Pure: no state between documents."""

    name = "rules"

    def propose(self, document: Document, passages: Sequence[Passage]) -> Proposals:
        """Everything the vocabulary finds in the passages, in text order."""
        cast = Cast(document)
        in_call = document.identity.form is Form.CALL
        candidates: list[Candidate] = []
        report = document.identity.form is Form.EIGHT_K
        paragraph = Paragraph(cast, in_call=in_call, report=report)
        strangers = outsiders(document) if in_call else frozenset()
        for block in heard(blocks(document, passages), strangers):
            if _EXHIBIT.match(document.text, block.start, block.end):
                continue
            if not report:
                paragraph = Paragraph(cast, in_call=in_call)
            for sentence in sentences(document, block, cast.own):
                shares = spoken_shares.read(sentence, cast) if in_call else []
                shares = shares or concentration.read(sentence, cast)
                candidates.extend(shares)
                if not shares:
                    paragraph.read(sentence)
            if not report:
                candidates.extend(_finished(paragraph, document))
        if report:
            candidates.extend(_finished(paragraph, document))
        candidates.extend(tables.read(document, passages))
        reported = results(document)
        return Proposals(
            candidates=material(gathered(candidates) if in_call else candidates, reported),
            results=reported,
            signals=signals(document, passages),
        )


def _finished(paragraph: Paragraph, document: Document) -> list[Candidate]:
    return [candidate for draft in paragraph_drafts(paragraph) for candidate in draft.candidates(document.text)]
