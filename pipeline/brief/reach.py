"""How far the page's word reaches: what was not read or answered, and what its silence therefore means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.languages.language import ENGLISH

if TYPE_CHECKING:
    from pipeline.languages.language import Language
    from pipeline.records import FactFile


def shortfall(facts: FactFile, lang: Language = ENGLISH) -> str | None:
    """Say in one clause what a reader of this page misses most, or None where nothing is known to be missing."""
    coverage = facts.coverage
    unread = len(coverage.pictures)
    # The larger part goes first: pages that are pictures, or passages without an answer.
    if unread and unread * coverage.asked >= len(coverage.failed) * facts.document.pages:
        return lang.counted("reach", "pictures", unread, pages=facts.document.pages)
    if coverage.recognised and not coverage.failed and not coverage.partial:
        return lang.counted("reach", "recognised", len(coverage.recognised))
    return unanswered(facts, lang) or (lang.words["reach"]["partial"] if coverage.partial else None)


def unanswered(facts: FactFile, lang: Language = ENGLISH) -> str | None:
    """Say how many passages a model was asked about in vain."""
    failed, asked = len(facts.coverage.failed), facts.coverage.asked
    return lang.told("reach", "unanswered", count=failed, asked=asked) if failed else None


def silence(facts: FactFile, lang: Language = ENGLISH) -> str:
    """Say what an empty section says.

    That a document discloses nothing can be said only after every passage was asked about and nothing was refused.
    """
    coverage, words = facts.coverage, lang.words["reach"]
    if coverage.partial:
        return words["none_in_parts"]
    certain = not (facts.withheld or coverage.recognised)
    if facts.engine.name == "model" and coverage.asked == coverage.passages and certain:
        return words["none_disclosed"]
    return words["none_found"]


def percent(part: int, whole: int, lang: Language = ENGLISH) -> str:
    """Say a share in whole percent, never as none of it where there is some."""
    share = round(100 * part / whole)
    return lang.told("reach", "percent", share=share) if share or not part else lang.words["reach"]["under_one"]


def extent(facts: FactFile) -> str:
    """Say for programs and reviewers how much was read: ``complete; 24 of 24 passages searched, 0 failed; 9 pages``.

    Of a model: ``complete; the model was asked about 31% of the text in 4 passages, 0 failed; 9 pages``.
    """
    coverage, pages = facts.coverage, facts.document.pages
    failed = len(coverage.failed)
    if coverage.not_asked is None:
        searched = f"{coverage.asked - failed} of {coverage.passages} passages searched"
    else:
        asked = coverage.characters_asked
        share = percent(asked, max(1, asked + sum(one.characters for one in coverage.not_asked)))
        passages = "1 passage" if coverage.asked == 1 else f"{coverage.asked} passages"
        searched = f"the model was asked about {share} of the text in {passages}"
    counted = "1 page" if pages == 1 else f"{pages} pages"
    unread = f", {len(coverage.pictures)} of them pictures and not read" if coverage.pictures else ""
    return f"{'partial' if coverage.partial else 'complete'}; {searched}, {failed} failed; {counted}{unread}"
