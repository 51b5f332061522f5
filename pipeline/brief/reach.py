"""How far the page's word reaches: what was not read or answered, and what its silence therefore means."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.records import FactFile


def shortfall(facts: FactFile) -> str | None:
    """Say in one clause what a reader of this page misses most, or None where nothing is known to be missing."""
    coverage = facts.coverage
    unread = len(coverage.pictures)
    # The larger part goes first: pages that are pictures, or passages without an answer.
    if unread and unread * coverage.asked >= len(coverage.failed) * facts.document.pages:
        counted = "1 page is a picture" if unread == 1 else f"{unread} of {facts.document.pages} pages are pictures"
        return f"{counted} and {'was' if unread == 1 else 'were'} not read"
    if coverage.recognised and not coverage.failed and not coverage.partial:
        counted = "1 page was" if len(coverage.recognised) == 1 else f"{len(coverage.recognised)} pages were"
        return f"{counted} read by text recognition, so that figures may be misread"
    return unanswered(facts) or ("parts of it could not be read" if coverage.partial else None)


def unanswered(facts: FactFile) -> str | None:
    """Say how many passages a model was asked about in vain."""
    failed, asked = len(facts.coverage.failed), facts.coverage.asked
    return f"{failed} of {asked} passages got no answer" if failed else None


def silence(facts: FactFile) -> str:
    """Say what an empty section says.

    That a document discloses nothing can be said only after every passage was asked about and nothing was refused.
    """
    coverage = facts.coverage
    if coverage.partial:
        return "None found in the parts that could be read."
    certain = not (facts.withheld or coverage.recognised)
    if facts.engine.name == "model" and coverage.asked == coverage.passages and certain:
        return "None disclosed."
    return "None found."


def percent(part: int, whole: int) -> str:
    """Say a share in whole percent, never as none of it where there is some."""
    share = round(100 * part / whole)
    return f"{share}%" if share or not part else "less than 1%"


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
