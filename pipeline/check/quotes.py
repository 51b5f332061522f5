"""Gate: every quote stands in the document, on the page it claims, and says enough to prove anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.check.case import Case, Refusal
from pipeline.check.locate import locate, on_page
from pipeline.records import BlockKind, Evidence, ProposedQuote, Withheld, Withholding

if TYPE_CHECKING:
    from pipeline.check.source import Source

_FEWEST_WORDS = 4
_FEWEST_LETTERS = 12
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*")
_ADDRESSED = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.]{0,40}\b(?:instructions?|prompts?|rules)\b"
    r"|\b(?:system prompt|as an ai\b|ai (?:model|assistant|language model)s? (?:must|should|reading)"
    r"|language models? (?:must|should|reading)|your (?:answer|output|json|response) (?:must|should))",
    re.IGNORECASE,
)
"""Words of a filing that are meant for a program that reads it: they report nothing."""
_LABEL_AND_FIGURE = re.compile(r"[^\W\d_]{2,}.*\d|\d.*[^\W\d_]{2,}", re.DOTALL)


def found_quote(source: Source, quote: ProposedQuote) -> Evidence | Refusal:
    """Give the evidence for one quote. The page is computed; a claimed page is only compared with it."""
    place = locate(source, quote)
    if place is None:
        return Refusal(Withholding.QUOTE_NOT_FOUND, f'these words do not stand in the document: "{_short(quote.text)}"')
    if source.is_strangers(place.start):
        return Refusal(Withholding.NOT_THE_FILERS_WORDS, f'said by who asks or by the operator: "{_short(quote.text)}"')
    if _ADDRESSED.search(source.statement(place.start, place.end)):
        return Refusal(Withholding.NOT_THE_FILERS_WORDS, f'speaks to the program that reads: "{_short(quote.text)}"')
    if not _says_enough(source, place.start, place.end):
        return Refusal(Withholding.QUOTE_TOO_SHORT, f'too few words to prove anything: "{_short(quote.text)}"')
    if quote.page is not None and not on_page(source, place.start, place.end, quote.page):
        page = source.document.page_at(place.start)
        return Refusal(Withholding.PAGE_DIFFERS, f"the words stand on page {page}, not on page {quote.page}")
    return source.evidence(place.start, place.end, place.match)


def gather(
    source: Source, quotes: tuple[ProposedQuote, ...]
) -> tuple[tuple[Evidence, ...], tuple[int | None, ...], tuple[Refusal | None, ...]]:
    """Give the evidence of all quotes without repeats, for each quote its index there, and what was refused."""
    evidence: list[Evidence] = []
    located: list[int | None] = []
    refused: list[Refusal | None] = []
    for quote in quotes:
        found = found_quote(source, quote)
        if isinstance(found, Refusal):
            located.append(None)
            refused.append(found)
            continue
        known = next(
            (index for index, other in enumerate(evidence) if (other.start, other.end) == (found.start, found.end)),
            None,
        )
        if known is None:
            known = len(evidence)
            evidence.append(found)
        located.append(known)
        refused.append(None)
    return tuple(evidence), tuple(located), tuple(refused)


def open_for_quotes(source: Source, case: Case) -> Case | Refusal:
    """Ask for at least one good quote; one that fails beside good ones is withheld by itself."""
    candidate = case.candidate
    if not candidate.quotes:
        return Refusal(Withholding.NO_EVIDENCE, "no words of the document were given")
    evidence, located, refused = gather(source, candidate.quotes)
    if not evidence:
        return next(refusal for refusal in refused if refusal is not None)
    partial = tuple(
        Withheld(
            reason=refusal.reason,
            detail=refusal.detail,
            candidate=candidate.model_copy(update={"quotes": (quote,), "amounts": ()}),
        )
        for quote, refusal in zip(candidate.quotes, refused, strict=True)
        if refusal is not None
    )
    return case._replace(evidence=evidence, located=located, partial=case.partial + partial)


def _says_enough(source: Source, start: int, end: int) -> bool:
    words = _WORD.findall(source.text[start:end])
    if len(words) >= _FEWEST_WORDS and sum(map(len, words)) >= _FEWEST_LETTERS:
        return True
    return in_row(source, start) and bool(_LABEL_AND_FIGURE.search(source.text[start:end]))


def in_row(source: Source, place: int) -> bool:
    """Tell whether ``place`` lies in a table row, by the tables or, where no block says otherwise, by its line."""
    if source.document.table_at(place) is not None:
        return True
    block = source.document.block_at(place)
    if block is not None:
        return block.kind is BlockKind.TABLE
    line_end = source.text.find("\n", place)
    line = source.text[source.text.rfind("\n", 0, place) + 1 : line_end if line_end >= 0 else len(source.text)]
    figures = re.search(r"\d", line)
    return (
        figures is not None
        and not line.rstrip().endswith((".", ";", ":"))
        and bool(re.search(r"\d[\d,.]*[\s)%]*$", line))
    )


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 80 else f"{folded[:77]}..."  # noqa: PLR2004  (one line of a page)
