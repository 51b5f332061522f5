"""The engine: walks the passages block by block and hands each to the reader that fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.rules import concentration, spoken_shares, tables
from pipeline.extract.rules.doubted import weakened
from pipeline.extract.rules.materiality import material
from pipeline.extract.rules.parties import Cast
from pipeline.extract.rules.reading import Paragraph
from pipeline.extract.rules.results import results
from pipeline.extract.rules.signals import signals
from pipeline.extract.rules.spoken import gathered, heard
from pipeline.extract.rules.story import news
from pipeline.extract.rules.text import blocks, sentences
from pipeline.extract.rules.tranches import pieces
from pipeline.records import Candidate, Form, Proposals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
        reported = results(document)
        return Proposals(
            candidates=tuple(
                weakened(document, material(collected(document, passages, told(document, passages)), reported))
            ),
            results=reported,
            signals=signals(document, passages),
        )


def told(
    document: Document, passages: Sequence[Passage], paragraphs: type[Paragraph] = Paragraph
) -> list[Candidate | Draft]:
    """What the sentences tell, in text order: shares at once, all else as drafts. ``paragraphs`` reads them."""
    cast = Cast(document)
    in_call, report = document.identity.form is Form.CALL, document.identity.form is Form.EIGHT_K
    found: list[Candidate | Draft] = []
    paragraph = paragraphs(cast, in_call=in_call, report=report)
    for block in heard(blocks(document, passages)):
        if _EXHIBIT.match(document.text, block.start, block.end):
            continue
        if not report:
            paragraph = paragraphs(cast, in_call=in_call)
        for sentence in sentences(document, block, cast.own):
            if sentence.listed and not report:
                found.extend(paragraph.drafts)
                paragraph = paragraphs(cast, in_call=in_call)
            shares = spoken_shares.read(sentence, cast) if in_call else []
            shares = shares or concentration.read(sentence, cast)
            found.extend(shares)
            if not shares:
                for piece in pieces(sentence):
                    paragraph.read(piece)
        if not report:
            found.extend(paragraph.drafts)
    if report:
        found.extend(paragraph.drafts)
    return found


def kept(document: Document, found: Iterable[Candidate | Draft]) -> tuple[Draft, ...]:
    """The drafts that have all they need and are news."""
    eventful = document.identity.form in {Form.CALL, Form.EIGHT_K}
    drafts = [one for one in found if not isinstance(one, Candidate)]
    return news(drafts, document.identity.day, eventful=eventful)


def collected(
    document: Document, passages: Sequence[Passage], found: Sequence[Candidate | Draft]
) -> Sequence[Candidate]:
    """The candidates of what was told and of the tables, each standing figure of a call once."""
    whole = {id(draft) for draft in kept(document, found)}
    made: list[Candidate] = []
    for one in found:
        if isinstance(one, Candidate):
            made.append(one)
        elif id(one) in whole:
            made.extend(one.candidates(document.text))
    made.extend(tables.read(document, passages))
    return gathered(made) if document.identity.form is Form.CALL else made
