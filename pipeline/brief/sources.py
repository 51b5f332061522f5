"""The numbered quotes at the foot of the page: what proves each row, and what the tables had no room for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.brief.amounts import exact, main_amounts, spoken
from pipeline.inert import Ours, clean, cut, joined, link
from pipeline.languages.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.languages.language import Language
    from pipeline.records import Amount, Deal, Evidence

QUOTE = 160
"""Characters of a quote on the page; the fact file has it whole."""

_PAGES = 4
_ALSO = 3
_WHAT = 70
_FIGURES = 3
_CLAUSE_END = re.compile(r"[,;.]\s")
# "(of the principal amount)", "(in connection with the": words an engine cut out of a sentence describe nothing
_FRAGMENT = re.compile(r"(?:of|in|at|to|for|on|by|with|from|and|or|as|is|are|was|were|the)\b", re.IGNORECASE)


class Original(NamedTuple):
    """The document as its page leads to it: no further than its beginning where the file has no pages to open at."""

    path: str
    paged: bool = True
    recognised: tuple[int, ...] = ()
    lang: Language = ENGLISH

    def page(self, words: str, number: int) -> Ours:
        """Link words to a page, and say where its text was recognised in a picture."""
        said = self.lang.told("sources", "recognised", page=words) if number in self.recognised else words
        return link(said, self.path, number if self.paged else None)

    def named(self, number: int) -> Ours:
        """Link to a page by its name."""
        return self.page(self.lang.told("sources", "page", page=number), number)


class Source(NamedTuple):
    """A numbered quote with its pages, what the table had no room for, and the deal in a model's plain sentence."""

    number: int
    quote: str
    pages: Ours
    also: str
    plain: str = ""


class Sources:
    """Numbers quotes in the order in which rows need them; rows proved by the same words share a number."""

    def __init__(self, original: Original, plain: Mapping[str, str]) -> None:
        self._original, self._plain, self._lang = original, plain, original.lang
        self.listed: list[Source] = []

    def of_deal(self, deal: Deal) -> int:
        """List what proves a deal."""
        amounts = main_amounts(deal)
        written = amounts[0].as_written if amounts else ""
        plain = self._plain.get(deal.id, "")
        return self.of(best_evidence(deal), deal.evidence, also(deal, self._lang), keep=written, plain=plain)

    def of(
        self, best: Evidence, evidence: Sequence[Evidence], more: str = "", *, keep: str = "", plain: str = ""
    ) -> int:
        """List a quote, or find it where it is listed already and shows what is to be kept."""
        speaker = self._lang.told("page", "said_by", speaker=cut(best.speaker, 40)) if best.speaker else ""
        pages = self._pages(best, evidence)
        for wanted in (excerpt(best.quote), excerpt(best.quote, keep)):
            quote = self._lang.told("page", "quote", quote=wanted) + speaker
            for source in self.listed if clean(keep) in wanted else ():
                if (source.quote, source.pages, source.also, source.plain) == (quote, pages, more, plain):
                    return source.number
        number = len(self.listed) + 1
        quote = self._lang.told("page", "quote", quote=excerpt(best.quote, keep)) + speaker
        self.listed.append(Source(number, quote, pages, more, plain))
        return number

    def _pages(self, best: Evidence, evidence: Sequence[Evidence]) -> Ours:
        pages = list(dict.fromkeys([best.page, *(item.page for item in evidence)]))
        links: list[str] = [self._original.named(pages[0])]
        links += [self._original.page(str(page), page) for page in pages[1:_PAGES]]
        if len(pages) > _PAGES:
            links.append(self._lang.told("sources", "more_pages", count=len(pages) - _PAGES))
        return joined(links, self._lang.words["page"]["list"])


def best_evidence(deal: Deal) -> Evidence:
    """Pick the evidence that proves the amount shown, else the first."""
    amounts = main_amounts(deal)
    return deal.evidence[amounts[0].evidence] if amounts else deal.evidence[0]


def excerpt(quote: str, keep: str = "", limit: int = QUOTE) -> str:
    """Shorten a quote around the words to keep."""
    quote, keep = clean(quote), clean(keep)
    at = quote.find(keep) + len(keep) if keep else 0
    if len(quote) <= limit or at <= limit - 1:
        return cut(quote, limit)
    start = quote.rfind(" ", 0, max(0, at - limit // 2)) + 1
    return f"…{cut(quote[start:], limit - 1)}"


def also(deal: Deal, lang: Language = ENGLISH) -> str:
    """Say the unrounded figure where rounding changed it, further amounts, conditions."""
    chosen, then = main_amounts(deal), lang.words["page"]["semicolon"]
    parts = [lang.told("sources", "exactly", amount=exact(amount)) for amount in chosen[:1] if _was_rounded(amount)]
    others = [amount for amount in deal.amounts if amount not in chosen]
    described = [amount for amount in others if amount.what and not _FRAGMENT.match(amount.what)][:_ALSO]
    for amount in described:
        what = lang.phrase(cut(amount.what, _WHAT))
        parts.append(lang.told("sources", "described", amount=spoken(amount, deal.evidence, lang), what=what))
    if len(others) > len(described):
        parts.append(lang.counted("sources", "figures", len(others) - len(described)))
    if deal.conditions:
        clauses = dict.fromkeys(_CLAUSE_END.split(clean(condition))[0] for condition in deal.conditions)
        parts.append(lang.told("sources", "condition", condition=cut("; ".join(clauses), _WHAT)))
    return then.join(parts)


def _was_rounded(amount: Amount) -> bool:
    digits = amount.value.normalize().as_tuple().digits
    return len(digits) > _FIGURES and amount.unit != "percent" and abs(amount.value) >= 10**6
